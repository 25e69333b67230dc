/** A field with options, as chips: radio buttons, or check boxes where several may be chosen. */

import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import { NO_FORM, useForm } from "../context.ts";
import { likelyOptions } from "../fields.ts";
import { isError } from "../model.ts";
import { type Field, hasRole } from "../roles.ts";
import { Icon } from "./icon.tsx";
import { Messages } from "./messages.tsx";

/** Most characters in a row without a sign that a chip has room for: a longer label breaks within its words. */
const ROOM = 9;
const isLong = (label: string): boolean =>
  /\p{Script=Han}/u.test(label) && label.split(/[、，：（）\s]/).some(({ length }) => length > ROOM);

interface Props {
  field: Field;
  id: string;
  tag: string;
  /** It was answered before the step was shown: the answer is one line, and the options are behind it. */
  filled?: boolean;
  /** Below the messages. */
  after?: ComponentChildren;
}

export function ChoiceField({ field, id, tag, filled, after }: Props) {
  const form = useForm();
  const { t } = form;
  const { id: key, options = [] } = field;
  const several = field.kind === "choices";
  const chosen = form.chosen(key);
  const issues = form.issuesAt(key);
  const wrong = issues.some(isError);
  // Decided when the step is shown, so that nothing moves under the hand; what is asked for follows the reason.
  const about = hasRole(field, "remedy") ? form.reason?.id : undefined;
  const first = useMemo(() => likelyOptions(form, field), [about]);
  const folded = useMemo(() => !chosen.some((option) => !first.includes(option)), [first]);

  function choose(option: string, checked: boolean) {
    if (!several) form.set(key, option);
    else form.set(key, checked ? [...chosen, option] : chosen.filter((other) => other !== option));
  }
  const labelOf = (option: string) => options.find((one) => one.id === option)?.label ?? "";
  const chips = (wanted: readonly string[]) => (
    <div class="t-chips">
      {wanted.map((option) => (
        <label class={isLong(labelOf(option)) ? "t-chip t-chip-long" : "t-chip"} key={option}>
          <input
            type={several ? "checkbox" : "radio"}
            id={`${id}-${option}`}
            name={id}
            form={NO_FORM}
            value={option}
            checked={chosen.includes(option)}
            aria-invalid={wrong && !several ? "true" : undefined}
            onChange={(event) => choose(option, event.currentTarget.checked)}
          />
          <span>
            {several && <Icon name="check" />}
            {labelOf(option)}
          </span>
        </label>
      ))}
    </div>
  );
  const rest = options.map((option) => option.id).filter((option) => !first.includes(option));
  const all = (
    <div>
      {first.length > 0 && chips(first)}
      {first.length === 0 && chips(rest)}
      {first.length > 0 && rest.length > 0 && (
        <details class="t-why" open={!folded}>
          <summary>{t(hasRole(field, "reason") ? "otherReasons" : "others")}</summary>
          {chips(rest)}
        </details>
      )}
    </div>
  );
  return (
    <fieldset
      class={wrong ? "t-cell t-wrong" : "t-cell"}
      data-key={key}
      id={id}
      aria-describedby={[field.hint && `${id}-hint`, `${id}-messages`].filter(Boolean).join(" ")}
      onFocusOut={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) form.leave(key);
      }}
    >
      <legend class="t-label">
        {field.label} <span class="t-tag">{tag}</span>
      </legend>
      {field.hint && (
        <p class="t-hint" id={`${id}-hint`}>
          {field.hint}
        </p>
      )}
      {filled ? (
        <details class="t-why t-answered">
          <summary>{chosen.map((option) => form.optionLabel(key, option)).join(t("listJoin"))}</summary>
          {all}
        </details>
      ) : (
        all
      )}
      <Messages id={`${id}-messages`} issues={issues} />
      {after}
    </fieldset>
  );
}
