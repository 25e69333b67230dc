/** The question whose answer would change the advice, answered in its place. */

import { useSignal } from "@preact/signals";
import { useForm } from "../context.ts";
import { QUESTION_ANSWERS } from "../log-answers.ts";
import { OF_LOG } from "../model.ts";
import { FieldView } from "../parts/field.tsx";
import { PastDay } from "../parts/past-day.tsx";
import { RadioChips } from "../parts/radio-chips.tsx";

export function Question() {
  const form = useForm();
  const { asks } = form.assessed("next");
  const question = form.spec.questions.find(({ id }) => id === asks);
  if (!question) return null;
  const field = form.field(question.id);
  const ofLog = question.id.startsWith(OF_LOG);
  if (!field && (!ofLog || form.notContacted.value)) return null;
  return (
    <div class="t-question" data-asks={question.id}>
      {field && <p>{question.label}</p>}
      {field ? (
        <FieldView field={field} />
      ) : (
        <OfLog key={question.id} label={question.label} channel={question.id.slice(OF_LOG.length)} />
      )}
    </div>
  );
}

function OfLog({ label, channel }: { label: string; channel: string }) {
  const form = useForm();
  const { t } = form;
  const chosen = useSignal<(typeof QUESTION_ANSWERS)[number] | undefined>(undefined);
  const day = useSignal(form.settings.today());
  const name = `${form.settings.prefix}-ask`;
  const action = chosen.value?.action;
  return (
    <fieldset>
      <legend class="t-label">{label}</legend>
      <RadioChips
        name={name}
        options={QUESTION_ANSWERS.map(({ key }) => ({ id: key, label: t(key) }))}
        chosen={chosen.value?.key}
        choose={(id) => {
          chosen.value = QUESTION_ANSWERS.find(({ key }) => key === id);
        }}
      />
      {action && (
        <div class="t-reply-row">
          <PastDay day={day} label={t("askDay")} />
          <button
            type="button"
            class="t-button t-small"
            data-answer=""
            onClick={() => form.addEntry("log", { date: day.value || form.settings.today(), channel, action })}
          >
            {t("askNote")}
          </button>
        </div>
      )}
    </fieldset>
  );
}
