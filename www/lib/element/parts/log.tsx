/** The log of contacts and complaints: what was done, where, and what came of it. */

import { useLayoutEffect, useRef } from "preact/hooks";
import { useForm } from "../context.ts";
import { DEMAND, EXCUSED } from "../log-answers.ts";
import { isError, textOf } from "../model.ts";
import type { StringKey } from "../strings.ts";
import { formatDate } from "../translate.ts";
import { SelectCell, TextCell } from "./control.tsx";
import { Icon } from "./icon.tsx";
import { usePortion } from "./portion.tsx";
import { UndoLine } from "./undo.tsx";

const UNDO = "undo.log";
/** Key to focus in an entry that was added or restored. */
const firstPartOf = (index: number) => `log.${index}.channel`;

export function Log() {
  const form = useForm();
  const { t } = form;
  const { length } = form.list("log");
  const { drawn, more } = usePortion(
    "log",
    Array.from({ length }, (_, index) => index),
  );
  return (
    <section>
      <h3 class="t-cells-title">{t("log")}</h3>
      <p class="t-hint t-inset">{t("logLead")}</p>
      <ol class="t-log" role="list">
        {drawn.map((index) => (
          // Another number of entries means other indices: each begins anew.
          <LogEntry key={`${index} of ${length}`} index={index} />
        ))}
      </ol>
      {more}
      <UndoLine list="log" path={UNDO} onRestored={(index) => form.requestFocus(firstPartOf(index))} />
      <button
        type="button"
        class="t-button"
        data-log-add=""
        data-key="log"
        onClick={() => form.requestFocus(firstPartOf(form.addEntry("log", { date: form.settings.today() })))}
      >
        <Icon name="plus" />
        {t("logAdd")}
      </button>
    </section>
  );
}

function LogEntry({ index }: { index: number }) {
  const form = useForm();
  const { t, spec } = form;
  const path = `log.${index}`;
  const { date, channel, action } = form.list("log")[index] ?? {};
  const name = t("logEntry", { n: index + 1 });
  const said = [
    date ? formatDate(textOf(date), form.options.locale) : "",
    channel ? form.label("channels", textOf(channel)) : "",
    action ? form.label("actions", textOf(action)) : "",
  ].filter(Boolean);
  const fold = useRef<HTMLDetailsElement>(null);
  const wrong = form.issuesAt(path).some(isError);
  useLayoutEffect(() => {
    // When the entry appears; afterwards the person decides.
    if (fold.current) fold.current.open ||= !action;
  }, []);
  useLayoutEffect(() => {
    if (fold.current && wrong) fold.current.open = true;
  }, [wrong]);

  const cell = (part: string, label: StringKey) => ({
    id: `${form.settings.prefix}-log-${index}-${part}`,
    path: `${path}.${part}`,
    label: t(label),
    inside: true,
    read: () => textOf(form.list("log")[index]?.[part]),
    write: (value: string) => form.setEntry("log", index, { [part]: value }),
  });
  return (
    <li class="t-cells t-log-entry" data-log={index}>
      <details class="t-more" ref={fold}>
        <summary>
          <Icon name="chevron" />
          <span>{said.join(" · ") || name}</span>
        </summary>
        <div class="t-pairs" role="group" aria-label={name}>
          <TextCell {...cell("date", "logDate")} kind="date" />
          <SelectCell {...cell("channel", "logChannel")} options={spec.channels} />
          <SelectCell {...cell("action", "logAction")} options={spec.actions} />
          {EXCUSED.includes(textOf(action)) && <SelectCell {...cell("excuse", "logExcuse")} options={spec.excuses} />}
          {textOf(action) === DEMAND && <TextCell {...cell("replyBy", "logReplyBy")} kind="date" />}
          <TextCell {...cell("reference", "logReference")} kind="line" />
          <TextCell {...cell("note", "logNote")} kind="line" />
        </div>
        <button
          type="button"
          class="t-inline t-danger"
          onClick={() => {
            form.removeEntry("log", index);
            form.announce(t("removed"));
            form.requestFocus(UNDO);
          }}
        >
          {t("logRemove")}
        </button>
      </details>
    </li>
  );
}
