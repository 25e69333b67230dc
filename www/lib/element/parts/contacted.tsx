/** Whether the merchant was contacted, what came of it and on which day: the answer is an entry of the log. */

import { useForm } from "../context.ts";
import { textOf } from "../model.ts";
import { merchantOf } from "../screens/names.ts";
import type { StringKey } from "../strings.ts";
import { TextCell } from "./control.tsx";
import { RadioChips } from "./radio-chips.tsx";

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
  const channel = merchantOf(form);
  const not = form.notContacted;
  if (channel === undefined || !form.stepWith("log")) return null;

  const log = form.list("log");
  const at = log.findIndex(
    (entry) => entry.channel === channel && ANSWERS.some(({ actions }) => actions.includes(textOf(entry.action))),
  );
  const entry = log[at];
  const answer = entry
    ? ANSWERS.find(({ actions }) => actions.includes(textOf(entry.action)))
    : not.value
      ? ANSWERS[0]
      : undefined;

  function choose(action: string | undefined) {
    not.value = action === undefined;
    if (action === undefined) {
      if (entry) form.removeEntry("log", at);
    } else if (entry) form.setEntry("log", at, { action });
    else form.addEntry("log", { channel, action });
  }
  const name = `${form.settings.prefix}-contacted`;
  const dateOf = (day: (typeof DAYS)[number]) => daysBefore(form.settings.today(), DAYS.indexOf(day));
  return (
    <fieldset class="t-cell" data-key="contacted">
      <legend class="t-label">{t("contacted")}</legend>
      <RadioChips
        name={name}
        options={ANSWERS.map((one) => ({ ...one, label: t(one.id) }))}
        chosen={answer?.id}
        choose={(id) => choose(ANSWERS.find((one) => one.id === id)?.actions[0])}
      />
      {entry && (
        <>
          <RadioChips
            name={`${name}-day`}
            group={{ role: "group", "aria-label": t("contactedDay") }}
            options={DAYS.map((id) => ({ id, label: t(id) }))}
            chosen={DAYS.find((id) => dateOf(id) === entry.date)}
            choose={(id) => form.setEntry("log", at, { date: dateOf(id) })}
          />
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
