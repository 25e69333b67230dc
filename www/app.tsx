/** The page: the form with a store, tools, a header and a menu around it. */

import { signal } from "@preact/signals";
import { render } from "preact";
import type { Locale } from "tousu";
import { define, type TousuForm } from "tousu/element";
import { loadWords } from "./app/begin.ts";
import type { CaseAccess, Cases } from "./app/cases.ts";
import { ACCEPT, type ExhibitFile } from "./app/exhibits.ts";
import { Icon } from "./app/icon.tsx";
import { laterStyles } from "./app/later-styles.ts";
import type { Menu } from "./app/menu.tsx";
import { type Action, Notices } from "./app/notice.tsx";
import { SCREENS } from "./app/screens.ts";
import { isShared, language, rememberLanguage } from "./app/settings.ts";
import { pageTranslator, type STRINGS } from "./app/strings.ts";

function byId<Type extends HTMLElement>(id: string): Type {
  const found = document.getElementById(id);
  if (!found) throw new Error(`index.html has no #${id}`);
  return found as Type;
}

const form = byId<TousuForm>("tousu");
const panel = byId("menu");
const header = byId("header");
const notices = new Notices(byId("notice"));

const locale = signal<Locale>(language());
const shared = signal(isShared());
const menuOpen = signal(false);
const t = (key: keyof typeof STRINGS) => pageTranslator(locale.value)(key);
/** Code of what is wrong with the storage, "" for nothing. */
let trouble = "";
/** Loaded with the cases, from which trouble comes. */
let troubleCode: typeof import("./app/trouble.ts") | undefined;

/** The page's icon, as icons/icon.svg has it. */
function Logo() {
  return (
    <svg viewBox="0 0 512 512" class="p-logo" aria-hidden="true" focusable="false">
      <rect width="512" height="512" rx="112" />
      <path d="M150 96h156l72 72v224a24 24 0 0 1-24 24H150a24 24 0 0 1-24-24V120a24 24 0 0 1 24-24z" />
      <path d="M178 216h92M178 280h64M228 338l38 38 72-92" />
    </svg>
  );
}

function Header() {
  const other = locale.value === "en" ? "zh-CN" : "en";
  return (
    <div class="p-header-row">
      <h1 class="p-name">
        <Logo />
        <span>{t("name")}</span>
      </h1>
      <button type="button" class="p-tool p-exit" id="exit" hidden={!shared.value} onClick={leave}>
        {t("quickExit")}
      </button>
      <button type="button" class="p-tool" id="language" lang={other} onClick={() => changeLanguage(other)}>
        {t("otherLanguage")}
      </button>
      <button
        type="button"
        class="p-tool"
        id="menu-button"
        aria-controls="menu"
        aria-expanded={menuOpen.value}
        aria-label={t("menu")}
        onClick={() => toggleMenu(!menuOpen.value)}
      >
        <Icon name="menu" />
      </button>
    </div>
  );
}

/** A function that makes something once; where that fails, the next call tries again. */
function once<Result>(make: () => Promise<Result>): () => Promise<Result> {
  let made: Promise<Result> | undefined;
  return () => {
    made ??= make().catch((error) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

/** The cases and the store behind them: opened once the first step is drawn, so that no storage delays it. */
const cases: CaseAccess & { current: Cases | undefined } = {
  current: undefined,
  open: once(async () => {
    const [{ Cases }, code] = await Promise.all([import("./app/cases.ts"), import("./app/trouble.ts")]);
    troubleCode = code;
    cases.current = await Cases.open(form, showTrouble);
    return cases.current;
  }),
};

const openMenu = once(async (): Promise<Menu> => {
  const [{ Menu }, opened] = await Promise.all([import("./app/menu.tsx"), cases.open(), deferred()]);
  return new Menu(panel, {
    form,
    cases: opened,
    notices,
    locale: () => locale.value,
    close: () => toggleMenu(false),
    onShared: () => {
      shared.value = isShared();
    },
  });
});
const deferred = once(async () => (await Promise.all([import("./app/deferred.ts"), laterStyles()]))[0]);
/** The files of exhibits. */
const exhibits = once(async () => new (await deferred()).ExhibitStore(cases));
panel.addEventListener("keydown", (event) => {
  if (event.key === "Escape") void toggleMenu(false);
});

/** The words are fetched when they are asked for the first time. */
async function changeLanguage(next: Locale): Promise<void> {
  try {
    await loadWords(next);
  } catch {
    notices.show({ key: "language", text: t("languageFailed") });
    return;
  }
  rememberLanguage(next);
  applyLanguage(next);
}

/** Puts everything into a language; nothing that was typed is lost. */
function applyLanguage(next: Locale): void {
  locale.value = next;
  document.documentElement.lang = next;
  document.title = t("name");
  byId("skip").textContent = t("skip");
  form.setAttribute("locale", next);
  notices.clear();
  if (trouble) showTrouble(trouble);
  if (cases.current?.isExample) void deferred().then(({ noteExample }) => noteExample(form, cases, notices, next));
  if (!panel.hidden) void openMenu().then((menu) => menu.draw());
}

/** How long no finger reaches the form after the menu has closed above it, in ms: the second of two taps was meant for the menu. */
const SETTLE = 400;
function letSettle(): void {
  form.style.pointerEvents = "none";
  setTimeout(() => form.style.removeProperty("pointer-events"), SETTLE);
}

/** Under way to the history entry before the menu's; asked twice, it goes back once. */
let closing: Promise<unknown> | undefined;

/** An open menu has an entry in the history, so that going back closes it; closing it goes back. */
async function toggleMenu(open: boolean): Promise<void> {
  if (!open && history.state?.menu) {
    if (!closing) {
      closing = new Promise((resolve) => window.addEventListener("popstate", resolve, { once: true }));
      history.back();
    }
    await closing;
    closing = undefined;
    return;
  }
  try {
    const menu = open ? await openMenu() : undefined;
    await menu?.draw();
    if (open && !history.state?.menu) history.pushState({ menu: true }, "");
    panel.hidden = !open;
    form.hidden = open;
    if (!open) letSettle();
    menuOpen.value = open;
    (menu ?? byId("menu-button")).focus();
  } catch {
    offerReload();
  }
}

/** On a shared device nothing is kept: whoever closes or reloads the page is asked once. */
addEventListener("beforeunload", (event) => {
  if (shared.value && Object.keys(form.draft).length > 0) event.preventDefault();
});

/** On a shared device: nothing stays, and the page is gone. */
function leave(): void {
  form.storage = undefined;
  form.draft = {};
  location.replace("about:blank");
}

/** Shows what is wrong with the storage, and what helps. */
function showTrouble(code: string): void {
  trouble = code;
  troubleCode?.showTrouble(notices, code, {
    locale: locale.value,
    takeOver: () => void cases.current?.takeOver(),
    backUp: () => void toggleMenu(true),
  });
}

const reloadAction = (): Action => ({ label: t("reload"), run: () => location.reload() });

function offerReload(): void {
  notices.show({ key: "open", text: t("openFailed"), actions: [reloadAction()] });
}

/** A form that cannot be drawn: app/rescue.ts knows more help, where it is part of the page. */
function reportFailure(): void {
  if (dispatchEvent(new Event("tousu-failed", { cancelable: true }))) offerReload();
}

/**
 * The step stands in the address, so that going back goes back a step. It says nothing about the person. Steps that
 * change behind the menu stand there when it is closed.
 */
function followSteps(): void {
  const stepInAddress = () => location.hash.slice(1) || "start";
  let step = stepInAddress();
  form.addEventListener("tousu-step", ({ detail }) => {
    step = detail.step;
    if (!history.state?.menu && location.hash !== `#${step}`) history.pushState(null, "", `#${step}`);
  });
  window.addEventListener("popstate", () => {
    if (history.state?.menu) {
      void toggleMenu(true);
    } else if (panel.hidden) {
      form.goTo(stepInAddress());
    } else {
      if (step !== stepInAddress()) history.replaceState(null, "", `#${step}`);
      void toggleMenu(false);
    }
  });
}

async function startOffline(): Promise<void> {
  const { startOffline: start } = await import("./files/offline/register.ts");
  const offline = await start({
    onUpdate: () =>
      notices.show({
        key: "update",
        text: t("update"),
        kind: "good",
        actions: [{ label: t("updateNow"), run: update }],
      }),
  });
  async function update() {
    await form.flush();
    if ((await offline.apply()) === "other-tabs") notices.show({ key: "update", text: t("updateTabs") });
  }
}

header.replaceChildren();
render(<Header />, header);
applyLanguage(locale.value);
if (history.state?.menu) history.replaceState(null, ""); // left by a reload
form.toggleAttribute("private", isShared());
if (location.hash.length > 1) form.setAttribute("step", location.hash.slice(1));
form.steps = SCREENS;
form.tools = {
  files: {
    accept: ACCEPT,
    keep: async (file) => (await exhibits()).keep(file),
    picture: async (file, size) => (await exhibits()).picture(file as ExhibitFile, size),
    edit: {
      label: (locale) => pageTranslator(locale)("fileEdit"),
      run: async (file, locale) => (await exhibits()).edit(file as ExhibitFile, locale),
    },
    // The page as one file has no server that the reader could be loaded from.
    ...(!document.documentElement.hasAttribute("data-single") && {
      read: {
        label: (locale) => pageTranslator(locale)("fileRead"),
        run: async (file, kind, locale) => (await exhibits()).read(form, file as ExhibitFile, kind, locale as Locale),
      },
    }),
  },
  start: [
    {
      id: "blank",
      label: (language) => pageTranslator(language)("outBlank"),
      run: (context) => deferred().then(({ printBlankForm }) => printBlankForm(notices).run(context), offerReload),
    },
    {
      id: "example",
      label: (language) => pageTranslator(language)("example"),
      run: () =>
        deferred().then(({ showExample }) => showExample(form, cases, notices, () => locale.value), offerReload),
    },
  ],
  later: async () => (await deferred()).laterTools(form, cases, await exhibits(), notices),
};
form.storage = {
  get temporary() {
    return cases.current?.temporary ?? false;
  },
  get texts() {
    return cases.current?.texts;
  },
  load: async () => (await cases.open()).load(),
  save: async (draft, texts) => (await cases.open()).save(draft, texts),
};
define();
followSteps();
// Where offline use cannot be had now, the page goes on with the network; the next visit tries again.
form.ready.then(startOffline, reportFailure).catch(() => {});
form.ready
  .then(deferred)
  .then(({ offerToRemember, remarkOnClock }) => {
    remarkOnClock(form, notices, locale.value);
    offerToRemember(form, cases, notices, () => locale.value);
  })
  .catch(() => {});
