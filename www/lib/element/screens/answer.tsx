/** The other side's answer: chosen, or recognised in their pasted message; it becomes an entry of the log. */

import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { Recognition } from "../../index.js";
import { NO_FORM, useForm } from "../context.ts";
import { REPLIES } from "../log-answers.ts";
import { textOf } from "../model.ts";
import { RadioChips } from "../parts/radio-chips.tsx";

/** A message cut at the words that tell the excuse. */
function piecesOf(text: string, spans: readonly (readonly [number, number])[]): { text: string; marked: boolean }[] {
  const pieces: { text: string; marked: boolean }[] = [];
  let at = 0;
  for (const [start, end] of spans) {
    if (start > at) pieces.push({ text: text.slice(at, start), marked: false });
    pieces.push({ text: text.slice(Math.max(start, at), end), marked: true });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), marked: false });
  return pieces;
}

export function Answer() {
  const form = useForm();
  const { t, spec, options } = form;
  const kind = useSignal<(typeof REPLIES)[number] | undefined>(undefined);
  const message = useSignal("");
  /** The excuse that the message gives, where it gives one. */
  const told = useSignal<Recognition["excuse"]>(undefined);
  const excuse = useSignal("");
  const who = useSignal("");
  const fold = useRef<HTMLDetailsElement>(null);
  const found = told.value;
  const name = `${form.settings.prefix}-answer`;

  const asked = [...new Set(form.list("log").map(({ channel }) => textOf(channel)))].filter(Boolean);
  const last = asked.includes(who.value) ? who.value : (asked[asked.length - 1] ?? "");
  const chosen = spec.excuses.find(({ id }) => id === excuse.value);

  function read(text: string) {
    message.value = text;
    told.value = text ? form.engine.recognize(text, options).excuse : undefined;
    if (!told.value) return;
    excuse.value = told.value.id;
    kind.value ??= REPLIES[0];
  }
  function note() {
    if (!kind.value) return;
    const { action, excuses } = kind.value;
    const date = form.settings.today();
    form.addEntry("log", { date, channel: last, action, ...(excuses && chosen && { excuse: chosen.id }) });
    form.announce(t("answerNoted"));
    kind.value = undefined;
    told.value = undefined;
    message.value = excuse.value = "";
    if (fold.current) fold.current.open = false;
    form.requestFocus("");
  }
  return (
    <section class="t-cells" data-answering="">
      <details class="t-more t-fold t-answering" ref={fold}>
        <summary>
          <strong>{t("answer")}</strong>
        </summary>
        <div class="t-fold-body">
          <label class="t-label" for={`${name}-paste`}>
            {t("answerPaste")}
          </label>
          <textarea
            id={`${name}-paste`}
            class="t-input t-answer-paste"
            form={NO_FORM}
            rows={3}
            autocomplete="off"
            spellcheck={false}
            value={message.value}
            onInput={(event) => read(event.currentTarget.value)}
          />
          <div role="status">
            {message.value && (
              <p class="t-answer-found" data-excuse={found?.id ?? ""}>
                {found ? (
                  <>
                    <strong>{t("answerFound", { excuse: form.label("excuses", found.id) })}</strong>
                    <span class="t-answer-words">
                      {piecesOf(message.value, found.spans).map(({ text, marked }, at) =>
                        marked ? <mark key={at}>{text}</mark> : text,
                      )}
                    </span>
                  </>
                ) : (
                  t("answerNone")
                )}
              </p>
            )}
          </div>
          <fieldset>
            <legend class="t-label">{t("answerWhat")}</legend>
            <RadioChips
              name={name}
              options={REPLIES.map(({ key }) => ({ id: key, label: t(key) }))}
              chosen={kind.value?.key}
              choose={(id) => {
                kind.value = REPLIES.find(({ key }) => key === id);
              }}
            />
          </fieldset>
          {kind.value?.excuses && (
            <>
              <label class="t-label" for={`${name}-excuse`}>
                {t("answerExcuse")}
              </label>
              <select
                id={`${name}-excuse`}
                class="t-input t-select"
                form={NO_FORM}
                value={excuse.value}
                onChange={(event) => {
                  excuse.value = event.currentTarget.value;
                }}
              >
                <option value="">{t("choose")}</option>
                {spec.excuses.map(({ id, label }) => (
                  <option key={id} value={id}>
                    {label}
                  </option>
                ))}
              </select>
              {chosen && (
                <dl class="t-answer-advice">
                  <dt>{t("answerRight")}</dt>
                  <dd>{chosen.holds}</dd>
                  <dt>{t("answerReply")}</dt>
                  <dd>{chosen.reply}</dd>
                </dl>
              )}
            </>
          )}
          {asked.length > 1 && (
            <>
              <label class="t-label" for={`${name}-who`}>
                {t("answerWho")}
              </label>
              <select
                id={`${name}-who`}
                class="t-input t-select"
                form={NO_FORM}
                value={last}
                onChange={(event) => {
                  who.value = event.currentTarget.value;
                }}
              >
                {asked.map((id) => (
                  <option key={id} value={id}>
                    {form.label("channels", id)}
                  </option>
                ))}
              </select>
            </>
          )}
          <button
            type="button"
            class="t-button t-primary t-wide"
            data-answer-note=""
            disabled={!kind.value}
            onClick={note}
          >
            {t("answerNote")}
          </button>
        </div>
      </details>
    </section>
  );
}
