/** The area for pasted order details, and how much was found in them; what was found is drawn by found.tsx. */

import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { pointsByFinger } from "../clipboard.ts";
import { NO_FORM, useForm, useHost } from "../context.ts";
import type { PasteRow } from "../paste-model.ts";
import { Icon } from "./icon.tsx";

/** How long typing in the area may go on before it is read, in ms. */
const PAUSE = 250;

interface Props {
  /** Name of its place in the form, for ids. */
  place: string;
  /** Drawn beside the button. */
  beside?: ComponentChildren;
}

export function Paste({ place, beside }: Props) {
  const form = useForm();
  const { t, paste } = form;
  const { text, rows } = paste;
  const id = `${form.settings.prefix}-paste-${place}`;
  const area = useRef<HTMLTextAreaElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** The clipboard was refused: the person pastes by hand. */
  const [byHand, setByHand] = useState(false);
  // Decided when a text is read, and when the step is shown: nothing moves under a hand.
  const undecided = useMemo(() => rows.filter((row) => !row.taken).map((row) => row.field), [text]);

  useLayoutEffect(() => {
    const node = area.current;
    if (node && node.value !== text && (document.activeElement !== node || text === "")) node.value = text;
  }, [text, byHand]);
  useEffect(() => () => clearTimeout(timer.current), []);

  function take(pasted: string) {
    clearTimeout(timer.current);
    if (pasted === "") {
      setByHand(false);
      button.current?.focus();
    }
    paste.take(pasted);
  }
  async function fromClipboard() {
    try {
      take(await navigator.clipboard.readText());
    } catch {
      // Not allowed, or not there at all (web-views).
      setByHand(true);
      form.requestFocus(id);
    }
  }
  function read(event: { currentTarget: HTMLTextAreaElement }) {
    const { value } = event.currentTarget;
    clearTimeout(timer.current);
    timer.current = setTimeout(take, value === "" ? 0 : PAUSE, value);
  }
  const open = rows.filter((row) => !row.taken);
  const result =
    rows.length === 0
      ? t("pasteNone")
      : `${t("pasteFound", { n: rows.length })}${open.length > 0 ? t("pasteOpen", { n: open.length }) : ""}`;

  const field = (
    <textarea
      ref={area}
      id={id}
      form={NO_FORM}
      class="t-input t-paste-text"
      rows={3}
      autocomplete="off"
      spellcheck={false}
      aria-label={t("pasteLabel")}
      data-paste=""
      onInput={read}
      onChange={read}
    />
  );
  const Found = useHost().deferred.value?.Found;
  const found = (wanted: readonly PasteRow[]) => Found && <Found rows={wanted} />;
  return (
    <section class="t-paste" aria-label={t("pasteTitle")}>
      <div class="t-entries">
        <button
          ref={button}
          type="button"
          class={beside ? "t-button t-primary t-big" : "t-button t-small"}
          data-paste-button=""
          aria-describedby={`${id}-hint`}
          onClick={fromClipboard}
        >
          <Icon name="paste" />
          {t("paste")}
        </button>
        {beside}
      </div>
      <p class="t-hint" id={`${id}-hint`} hidden={text !== ""}>
        {t("pasteHint")}
      </p>
      <div class="t-cells t-cell" data-key={id} hidden={!byHand && text === ""}>
        {byHand && field}
        <div class="t-paste-head">
          <p class="t-paste-said" role="status" data-paste-said="">
            {text ? result : byHand ? t(pointsByFinger() ? "pasteByFinger" : "pasteByKey") : ""}
          </p>
          <button
            type="button"
            class="t-button t-small"
            data-paste-all=""
            hidden={open.every((row) => row.replaces !== "")}
            onClick={() => paste.adoptAll()}
          >
            {t("pasteAll")}
          </button>
        </div>
        {found(rows.filter((row) => undecided.includes(row.field)))}
        <details class="t-why" hidden={text === ""}>
          <summary>{t("pasteMore")}</summary>
          {found(rows.filter((row) => !undecided.includes(row.field)))}
          {!byHand && field}
          <button type="button" class="t-inline" data-paste-clear="" onClick={() => take("")}>
            {t("pasteClear")}
          </button>
        </details>
      </div>
    </section>
  );
}
