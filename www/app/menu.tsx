/** The menu: complaints on this device, backup, the device itself. A panel in the page, not a window above it. */

import { signal } from "@preact/signals";
import { type ComponentChildren, render } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Locale } from "tousu";
import { copyText, formatDate, type TousuForm } from "tousu/element";
import { type CaseLine, dayOf } from "../files/storage/store.ts";
import { BackupFile } from "./backup.tsx";
import { type CaseCard, readCards } from "./case-card.ts";
import { CardWords } from "./case-cards.tsx";
import { caseTranslator } from "./case-strings.ts";
import type { Cases, Restored } from "./cases.ts";
import { contactIn } from "./contact.ts";
import { Icon } from "./icon.tsx";
import { laterTranslator, type PageString } from "./later-strings.ts";
import type { Notices } from "./notice.tsx";
import { isShared, readContact, rememberContact } from "./settings.ts";

export interface Page {
  form: TousuForm;
  cases: Cases;
  notices: Notices;
  locale: () => Locale;
  close: () => Promise<void>;
  onShared: () => void;
}

export class Menu {
  readonly #place: HTMLElement;
  readonly #page: Page;
  readonly #said = signal({ text: "" });
  /** Another number draws the panel anew: open questions are gone. */
  #drawing = 0;

  constructor(place: HTMLElement, page: Page) {
    this.#place = place;
    this.#page = page;
  }

  /** Draws the panel as things are now. */
  async draw(): Promise<void> {
    const { cases } = this.#page;
    const kept = await cases.list().catch(() => []);
    const shown = cases.isExample || kept.some(({ id }) => id === cases.id);
    const lines = shown ? kept : [{ id: cases.id, saved: 0, meta: {} }, ...kept];
    const { form, locale } = this.#page;
    const { spec, today } = form;
    const cards = spec ? await readCards(cases, kept, { spec, today, locale: locale() }) : [];
    const hadFocus = this.#place.contains(document.activeElement);
    this.#said.value = { text: "" };
    this.#drawing += 1;
    render(
      <Panel key={this.#drawing} page={this.#page} menu={this} lines={lines} cards={cards} said={this.#said} />,
      this.#place,
    );
    // The element that had the focus is gone.
    if (hadFocus) this.focus();
  }

  focus(): void {
    this.#place.querySelector("h2")?.focus();
  }

  /** Shows a message, and announces it to screen readers. */
  say(text: string): void {
    this.#said.value = { text };
  }
}

interface PartProps {
  page: Page;
  menu: Menu;
}

interface ListProps extends PartProps {
  lines: readonly CaseLine[];
  /** Those whose draft could be read, in the order in which they want attention. */
  cards: readonly CaseCard[];
}

function Panel({ page, menu, lines, cards, said }: ListProps & { said: { readonly value: { text: string } } }) {
  const t = laterTranslator(page.locale());
  return (
    <>
      <div class="p-menu-head">
        <h2 tabIndex={-1}>{t("menu")}</h2>
        <button type="button" class="p-tool" aria-label={t("close")} onClick={page.close}>
          <Icon name="close" />
        </button>
      </div>
      <Said said={said} />
      <CaseList page={page} menu={menu} lines={lines} cards={cards} />
      <Moving page={page} menu={menu} />
      <Device page={page} menu={menu} />
      <About page={page} />
    </>
  );
}

/** Written even where it is the same as before, so that it is heard again. */
function Said({ said }: { said: { readonly value: { text: string } } }) {
  const place = useRef<HTMLParagraphElement>(null);
  const now = said.value;
  useLayoutEffect(() => {
    if (place.current) place.current.textContent = now.text;
  }, [now]);
  return <p class="p-said" role="status" ref={place} />;
}

function Section({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="p-section">
      <h3 class="t-cells-title">{title}</h3>
      <div class="t-cells">{children}</div>
    </section>
  );
}

interface ButtonProps {
  /** `data-menu`, for those who look for the button. */
  hook: string;
  danger?: boolean;
  children: ComponentChildren;
  onClick: () => void;
}

function MenuButton({ hook, danger, children, onClick }: ButtonProps) {
  return (
    <button
      type="button"
      class={danger ? "t-button t-small p-danger" : "t-button t-small"}
      data-menu={hook}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

interface ConfirmProps {
  page: Page;
  ask: PageString;
  confirm: PageString;
  /** Accessible name of the first button. */
  name?: string;
  onConfirm: () => void;
}

/**
 * Two-step confirmation: the first button turns into "Cancel" in place and the destructive button appears below it, so a
 * second tap or key of a hasty hand cancels instead of deleting.
 */
function Confirm({ page, ask, confirm, name, onConfirm }: ConfirmProps) {
  const t = laterTranslator(page.locale());
  const [asking, setAsking] = useState(false);
  const [width, setWidth] = useState<number>();
  return (
    <>
      <button
        type="button"
        class="t-button t-small p-danger-text"
        data-menu={ask}
        aria-label={asking ? undefined : (name ?? t(ask))}
        aria-expanded={asking}
        style={width ? { minWidth: `${width}px` } : undefined}
        onClick={(event) => {
          setWidth(event.currentTarget.offsetWidth);
          setAsking(!asking);
        }}
      >
        {t(asking ? "cancel" : ask)}
      </button>
      <button type="button" class="t-button t-small p-danger" data-menu={confirm} hidden={!asking} onClick={onConfirm}>
        {t(confirm)}
      </button>
    </>
  );
}

function CaseList({ page, menu, lines, cards }: ListProps) {
  const { form, cases, close } = page;
  const t = laterTranslator(page.locale());
  return (
    <Section title={t("cases")}>
      <ul role="list">
        {[...lines].sort(byAttention(cards)).map((line) => (
          <CaseItem key={line.id} page={page} menu={menu} line={line} card={cards.find(({ id }) => id === line.id)} />
        ))}
      </ul>
      <div class="t-cell">
        <MenuButton
          hook="caseNew"
          onClick={async () => {
            await cases.create();
            page.notices.clear("example");
            await close();
            form.goTo("start");
          }}
        >
          {t("caseNew")}
        </MenuButton>
      </div>
    </Section>
  );
}

/** Sorts overdue cases first, then running ones; the others keep their order. */
function byAttention(cards: readonly CaseCard[]) {
  const rank = ({ id }: CaseLine) => {
    const at = cards.findIndex((card) => card.id === id);
    return cards[at]?.running ? at : cards.length;
  };
  return (a: CaseLine, b: CaseLine) => rank(a) - rank(b);
}

function CaseItem({ page, menu, line, card }: PartProps & { line: CaseLine; card: CaseCard | undefined }) {
  const { form, cases, close } = page;
  const t = laterTranslator(page.locale());
  const { title } = line.meta;
  const name = (typeof title === "string" && title) || caseTranslator(page.locale())("untitled");
  const open = line.id === cases.id;
  const savedOn = line.saved ? formatDate(dayOf(line.saved), page.locale()) : "";
  const problem = line.problem && t(line.problem === "newer" ? "caseNewer" : "caseDamaged");
  return (
    <li class="t-cell p-case" data-case={line.id}>
      <button
        type="button"
        class="p-case-open"
        disabled={Boolean(line.problem)}
        aria-current={open ? "true" : undefined}
        onClick={async () => {
          await cases.openCase(line.id);
          page.notices.clear("example");
          await close();
          if (card?.running) form.goTo("follow-up");
        }}
      >
        {card ? <CardWords card={card} locale={page.locale()} /> : <span>{name}</span>}
        {open && <span class="t-badge t-badge-good p-card-open">{t("caseOpen")}</span>}
        <span class="t-hint">{problem ?? (savedOn ? t("caseSaved", { date: savedOn }) : t("caseUnsaved"))}</span>
      </button>
      <Confirm
        page={page}
        ask="caseDelete"
        confirm="caseDeleteSure"
        name={t("caseDeleteNamed", { name })}
        onConfirm={async () => {
          await cases.remove(line.id).catch(() => {});
          if (open) form.goTo("start");
          await menu.draw();
          menu.say(t("caseDeleted"));
        }}
      />
    </li>
  );
}

/** Backup to a file or a text, and back. */
function Moving({ page, menu }: PartProps) {
  const { cases } = page;
  const t = laterTranslator(page.locale());
  const [byText, setByText] = useState(false);
  const paste = useRef<HTMLTextAreaElement>(null);
  /** The text to copy by hand, where copying is refused. */
  const [refused, setRefused] = useState<{ text: string }>();
  useLayoutEffect(() => {
    const area = paste.current;
    if (!byText || !area) return;
    if (refused) area.value = refused.text;
    area.focus();
    if (refused) area.select();
  }, [byText, refused]);

  async function restored({ code, dropped, lost }: Restored) {
    if (!code) await menu.draw();
    const imported = dropped ? t("importDropped", { n: dropped }) : t("imported");
    menu.say(code ? t(`import.${code}` as PageString) : lost ? t("importLost", { n: lost }) : imported);
  }
  const restore = async (text: string) => restored(await cases.restore(text));
  async function exportText() {
    const { text } = await cases.backup();
    if (await copyText(text)) {
      menu.say(t("exportedText"));
      return;
    }
    setRefused({ text });
    setByText(true);
  }
  return (
    <Section title={t("moving")}>
      <div class="t-cell">
        <p class="t-hint">{t("exportNote")}</p>
        <div class="t-actions">
          <BackupFile cases={cases} t={t} say={(text) => menu.say(text)} onRestored={restored} />
          <MenuButton hook="exportText" onClick={exportText}>
            {t("exportText")}
          </MenuButton>
          <MenuButton hook="importText" onClick={() => setByText(!byText)}>
            {t("importText")}
          </MenuButton>
        </div>
      </div>
      <div class="t-cell" hidden={!byText}>
        <p class="t-hint">{t("importPaste")}</p>
        <textarea
          ref={paste}
          class="t-input"
          rows={3}
          aria-label={t("importPaste")}
          autocomplete="off"
          spellcheck={false}
        />
        <MenuButton hook="importTextNow" onClick={() => restore(paste.current?.value ?? "")}>
          {t("importText")}
        </MenuButton>
      </div>
    </Section>
  );
}

function Device({ page, menu }: PartProps) {
  const { form, cases, notices, onShared } = page;
  const t = laterTranslator(page.locale());
  const shared = useRef<HTMLInputElement>(null);
  const question = useRef<HTMLDivElement>(null);
  const [asking, setAsking] = useState(false);
  useLayoutEffect(() => {
    if (asking) question.current?.querySelector("button")?.focus();
  }, [asking]);

  const remembered = readContact() ?? {};
  const words = caseTranslator(page.locale());
  function remember(on: boolean) {
    rememberContact(on && form.spec ? contactIn(form.draft, form.spec) : null);
  }
  async function share(on: boolean) {
    await cases.share(on).catch(() => menu.say(t("clearFailed")));
    onShared();
    await menu.draw();
  }
  function cancel() {
    if (shared.current) shared.current.checked = false;
    setAsking(false);
    shared.current?.focus();
  }
  async function clear() {
    try {
      await cases.clear();
      form.goTo("start");
      await menu.draw();
      menu.say(t("cleared"));
      notices.clear();
    } catch {
      menu.say(t("clearFailed"));
    }
  }
  return (
    <Section title={t("device")}>
      <div class="t-cell t-switch-cell">
        <label for="shared">
          {t("shared")}
          <span class="t-hint" id="shared-hint">
            {t("sharedHint")}
          </span>
        </label>
        <input
          ref={shared}
          type="checkbox"
          role="switch"
          class="t-switch"
          id="shared"
          defaultChecked={isShared()}
          aria-describedby="shared-hint"
          onChange={(event) => {
            const { checked } = event.currentTarget;
            setAsking(checked && !isShared());
            if (!checked && isShared()) void share(false);
          }}
        />
      </div>
      <div class="t-cell t-actions" hidden={!asking} ref={question}>
        <MenuButton hook="cancel" onClick={cancel}>
          {t("cancel")}
        </MenuButton>
        <MenuButton hook="sharedSure" danger onClick={() => share(true)}>
          {t("sharedSure")}
        </MenuButton>
      </div>
      <div class="t-cell t-switch-cell" hidden={isShared()}>
        <label for="contact">
          {words("contact")}
          <span class="t-hint" id="contact-hint">
            {words("contactHint")}
          </span>
        </label>
        <input
          type="checkbox"
          role="switch"
          class="t-switch"
          id="contact"
          data-menu="contact"
          defaultChecked={Object.keys(remembered).length > 0}
          aria-describedby="contact-hint"
          onChange={(event) => remember(event.currentTarget.checked)}
        />
      </div>
      <div class="t-cell">
        <p class="t-hint">{t("clearHint")}</p>
        <div class="t-actions">
          <Confirm page={page} ask="clear" confirm="clearSure" onConfirm={clear} />
        </div>
      </div>
    </Section>
  );
}

function About({ page }: { page: Page }) {
  const locale = page.locale();
  const t = laterTranslator(locale);
  const catalog = page.form.spec?.catalog;
  return (
    <Section title={t("about")}>
      <div class="t-cell">
        <p class="t-hint">{t("aboutPrivate")}</p>
        {catalog && (
          <p class="t-hint">
            {t("aboutLaw", {
              law: formatDate(catalog.lawCheckedOn, locale),
              holidays: formatDate(catalog.holidaysUntil, locale),
            })}
          </p>
        )}
        {/* The page as one file has nothing beside it. */}
        {location.protocol.startsWith("http") && (
          <p class="t-hint">
            <a href="guide.zh-CN.md" hreflang="zh-CN">
              {t("aboutGuide")}
            </a>
          </p>
        )}
      </div>
    </Section>
  );
}
