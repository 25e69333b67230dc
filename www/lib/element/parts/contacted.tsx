/** Whether the merchant was contacted, what came of it and on which day: the answer is an entry of the log. */

import { useForm } from "../context.ts";
import { CONTACT_ANSWERS, CONTACT_DAYS, contactAnswer, contactOf, daysBefore } from "../log-answers.ts";
import { textOf } from "../model.ts";
import { TextCell } from "./control.tsx";
import { RadioChips } from "./radio-chips.tsx";

export function Contacted() {
  const form = useForm();
  const { t } = form;
  const not = form.notContacted;
  const contact = contactOf(form);
  if (!contact) return null;
  const { channel, at, entry } = contact;
  const answer = entry ? contactAnswer(entry) : not.value ? CONTACT_ANSWERS[0] : undefined;

  function choose(action: string | undefined) {
    not.value = action === undefined;
    if (action === undefined) {
      if (entry) form.removeEntry("log", at);
    } else if (entry) form.setEntry("log", at, { action });
    else form.addEntry("log", { channel, action });
  }
  const name = `${form.settings.prefix}-contacted`;
  const dateOf = (day: (typeof CONTACT_DAYS)[number]) => daysBefore(form.settings.today(), CONTACT_DAYS.indexOf(day));
  return (
    <fieldset class="t-cell" data-key="contacted">
      <legend class="t-label">{t("contacted")}</legend>
      <RadioChips
        name={name}
        options={CONTACT_ANSWERS.map((one) => ({ ...one, label: t(one.id) }))}
        chosen={answer?.id}
        choose={(id) => choose(CONTACT_ANSWERS.find((one) => one.id === id)?.actions[0])}
      />
      {entry && (
        <>
          <RadioChips
            name={`${name}-day`}
            group={{ role: "group", "aria-label": t("contactedDay") }}
            options={CONTACT_DAYS.map((id) => ({ id, label: t(id) }))}
            chosen={CONTACT_DAYS.find((id) => dateOf(id) === entry.date)}
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
