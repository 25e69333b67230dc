import { NO_FORM, useForm } from "../context.ts";
import { daysBetween } from "./remaining.ts";
import { dayAfter, LONGEST_DAYS, resultOf, USUAL_DAYS } from "./result-model.ts";

/** The day by which the text asks for an answer: in three days, in seven, in fifteen, or on another one. */
export function ReplyDay() {
  const form = useForm();
  const { t } = form;
  const result = resultOf(form);
  const today = form.settings.today();
  const { replyBy = today } = result;
  const days = daysBetween(today, replyBy);
  const id = `${form.settings.prefix}-reply-by`;
  return (
    <div class="t-cell t-reply" data-reply="">
      <p class="t-label" id={id}>
        {t("replyBy")}
      </p>
      <div class="t-reply-row">
        <div class="t-segments" role="radiogroup" aria-labelledby={id}>
          {USUAL_DAYS.map((n) => (
            <label class="t-segment" key={n}>
              <input
                type="radio"
                name={id}
                form={NO_FORM}
                value={n}
                checked={n === days}
                onChange={() => result.chooseReplyBy(dayAfter(today, n))}
              />
              <span>{t("replyDays", { n })}</span>
            </label>
          ))}
        </div>
        <input
          type="date"
          class="t-input"
          form={NO_FORM}
          aria-label={t("replyOther")}
          min={dayAfter(today, 1)}
          max={dayAfter(today, LONGEST_DAYS)}
          value={replyBy}
          onChange={({ currentTarget: input }) => {
            if (input.value && input.validity.valid) result.chooseReplyBy(input.value);
            else input.value = result.replyBy ?? "";
          }}
        />
      </div>
    </div>
  );
}
