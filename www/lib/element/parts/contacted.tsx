/** Whether the merchant was contacted, what came of it and on which day: the answer is an entry of the log. */

import { useState } from "preact/hooks";
import { NO_FORM, useForm } from "../context.ts";
import { textOf } from "../model.ts";
import type { StringKey } from "../strings.ts";
import { TextCell } from "./control.tsx";

/** The question of the catalogue that asks for a log entry; what follows names the channel. */
const ASKS = "log:";
/** Days that are one tap away: today, and so many days before. */
const DAYS = ["today", "yesterday", "dayBefore"] as const;

/** Answers, each with the action that the log has for it; the first action is the one that is written. */
const ANSWERS: readonly { id: StringKey; actions: readonly string[] }[] = [
  { id: "contactedNot", actions: [] },
  { id: "contactedSilent", actions: ["contacted", "requested-remedy"] },
  { id: "contactedRefused", actions: ["refused"] },
  { id: "contactedGone", actions: ["unreachable"] },
];

export function Contacted() {
  const form = useForm();
  const { t } = form;
  const channel = form.spec.questions.find(({ id }) => id.startsWith(ASKS))?.id.slice(ASKS.length);
  const [not, setNot] = useState(false);
  if (channel === undefined || !form.stepWith("log")) return null;

  const log = form.list("log");
  const at = log.findIndex(
    (entry) => entry.channel === channel && ANSWERS.some(({ actions }) => actions.includes(textOf(entry.action))),
  );
  const entry = log[at];
  const answer = entry
    ? ANSWERS.find(({ actions }) => actions.includes(textOf(entry.action)))
    : not
      ? ANSWERS[0]
      : undefined;

  function choose({ actions: [action] }: (typeof ANSWERS)[number]) {
    setNot(action === undefined);
    if (action === undefined) {
      if (entry) form.removeEntry("log", at);
    } else if (entry) form.setEntry("log", at, { action });
    else form.addEntry("log", { channel, action });
  }
  const name = `${form.settings.prefix}-contacted`;
  return (
    <fieldset class="t-cell" data-key="contacted">
      <legend class="t-label">{t("contacted")}</legend>
      <div class="t-chips t-chips-small">
        {ANSWERS.map((one) => (
          <label class="t-chip" key={one.id}>
            <input
              type="radio"
              name={name}
              form={NO_FORM}
              value={one.id}
              checked={one === answer}
              onChange={() => choose(one)}
            />
            <span>{t(one.id)}</span>
          </label>
        ))}
      </div>
      {entry && (
        <>
          <div class="t-chips t-chips-small" role="group" aria-label={t("contactedDay")}>
            {DAYS.map((day, before) => {
              const date = daysBefore(form.settings.today(), before);
              return (
                <label class="t-chip" key={day}>
                  <input
                    type="radio"
                    name={`${name}-day`}
                    form={NO_FORM}
                    value={day}
                    checked={entry.date === date}
                    onChange={() => form.setEntry("log", at, { date })}
                  />
                  <span>{t(day)}</span>
                </label>
              );
            })}
          </div>
          <TextCell
            id={`${name}-date`}
            path={`log.${at}.date`}
            kind="date"
            label={t("contactedDay")}
            inside
            read={() => textOf(form.list("log")[at]?.date)}
            write={(date) => form.setEntry("log", at, { date })}
          />
        </>
      )}
    </fieldset>
  );
}

function daysBefore(today: string, days: number): string {
  const date = new Date(`${today}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - days);
  return date.toISOString().slice(0, 10);
}
