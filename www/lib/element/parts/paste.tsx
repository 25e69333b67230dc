/** The area for pasted order details, and what was found in them. */

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { NO_FORM, useForm } from "../context.ts";
import type { PasteRow } from "../paste-model.ts";
import { Icon } from "./icon.tsx";

/** How long typing in the area may go on before it is read, in ms. */
const PAUSE = 250;

interface Props {
  /** Name of its place in the form, for ids. */
  place: string;
  /** Beside the fields: the result is one line, with what is to be decided. */
  brief?: boolean;
}

export function Paste({ place, brief }: Props) {
  const form = useForm();
  const { t, paste } = form;
  const { text, rows } = paste;
  const id = `${form.settings.prefix}-paste-${place}`;
  const area = useRef<HTMLTextAreaElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** The clipboard was refused: the person pastes by hand. */
  const [byHand, setByHand] = useState(false);
  const fold = useRef<HTMLDetailsElement>(null);
  // Decided when the step is shown: nothing folds or moves under a hand.
  const [unfolded] = useState(text === "");
  const [undecided] = useState(() => rows.filter((row) => !row.taken).map((row) => row.field));
  const open = byHand || text !== "";

  useLayoutEffect(() => {
    const node = area.current;
    if (node && node.value !== text && (document.activeElement !== node || text === "")) node.value = text;
  }, [text]);
  useEffect(() => () => clearTimeout(timer.current), []);

  function take(pasted: string) {
    clearTimeout(timer.current);
    if (pasted === "") {
      setByHand(false);
      button.current?.focus();
    } else if (fold.current) fold.current.open = true;
    paste.take(pasted);
  }
  async function fromClipboard() {
    try {
      take(await navigator.clipboard.readText());
    } catch {
      // Not allowed, or not there at all (web-views).
      setByHand(true);
      if (fold.current) fold.current.open = true;
      form.requestFocus(id);
    }
  }
  const filled = rows.filter((row) => row.taken).length;
  const offered = rows.length - filled;
  const result =
    rows.length === 0
      ? t("pasteNone")
      : `${filled > 0 ? t("pasteFilled", { n: filled }) : ""}${offered > 0 ? t("pasteOpen", { n: offered }) : ""}`;
  const said = text ? result : byHand ? t("pasteByHand") : "";

  const field = (
    <textarea
      ref={area}
      id={id}
      form={NO_FORM}
      class="t-input"
      rows={4}
      autocomplete="off"
      spellcheck={false}
      aria-label={t("pasteLabel")}
      data-paste=""
      onInput={(event) => {
        const { value } = event.currentTarget;
        clearTimeout(timer.current);
        timer.current = setTimeout(take, value === "" ? 0 : PAUSE, value);
      }}
    />
  );
  const found = (wanted: readonly PasteRow[]) => (
    <ul class="t-found" role="list">
      {wanted.map((row) => (
        <FoundRow key={row.field} row={row} />
      ))}
    </ul>
  );
  const status = (
    <p class="t-hint" role="status" data-paste-said="">
      {said}
    </p>
  );
  const clear = (
    <button type="button" class="t-inline" data-paste-clear="" hidden={text === ""} onClick={() => take("")}>
      {t("pasteClear")}
    </button>
  );
  return (
    <section class="t-cells t-paste" aria-label={t("pasteTitle")}>
      <div class="t-cell">
        <div class="t-paste-head">
          <div class="t-paste-words">
            <p>{t("pasteTitle")}</p>
            <p class="t-hint" id={`${id}-hint`}>
              {t("pasteHint")}
            </p>
          </div>
          <button
            ref={button}
            type="button"
            class="t-button t-small"
            data-paste-button=""
            aria-describedby={`${id}-hint`}
            onClick={fromClipboard}
          >
            <Icon name="copy" />
            {t("paste")}
          </button>
        </div>
        <div class="t-paste-inner" data-key={id} hidden={!open}>
          {brief ? (
            <>
              {status}
              {found(rows.filter((row) => undecided.includes(row.field)))}
              <details class="t-why" ref={fold} open={unfolded}>
                <summary>{t("pasteLabel")}</summary>
                {field}
                {found(rows.filter((row) => !undecided.includes(row.field)))}
                {clear}
              </details>
            </>
          ) : (
            <>
              {field}
              {status}
              {found(rows)}
              {clear}
            </>
          )}
        </div>
      </div>
    </section>
  );
}

function FoundRow({ row }: { row: PasteRow }) {
  const { t, paste } = useForm();
  const { field, label, shown, taken, undoable, replaces, likely, context } = row;
  const act = undoable ? "pasteUndo" : taken ? undefined : replaces ? "pasteReplace" : "pasteTake";
  return (
    <li class="t-found-row" data-found={field} data-taken={taken ? "yes" : "no"}>
      <span class={taken ? "t-found-mark t-good" : "t-found-mark"}>
        <Icon name={taken ? "check" : "info"} />
      </span>
      <span class="t-found-words">
        <span class="t-hint">
          {label}
          {likely && !taken && [" ", <span class="t-badge">{t("pasteLikely")}</span>]}
        </span>
        <span class="t-found-value">{shown}</span>
        {context && (
          <span class="t-found-from">
            {t("pasteFrom")} {context[0]}
            <mark>{context[1]}</mark>
            {context[2]}
          </span>
        )}
        {replaces && <span class="t-hint">{t("pasteReplaces", { old: replaces })}</span>}
      </span>
      {act && (
        <button
          type="button"
          class="t-inline"
          data-paste-field={field}
          data-act={act}
          aria-label={t(`${act}Named`, { field: label })}
          onClick={() => (undoable ? paste.undo(row) : paste.adopt(row))}
        >
          {t(act)}
        </button>
      )}
    </li>
  );
}
