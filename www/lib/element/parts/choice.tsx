/** A field with options, as chips: radio buttons, or check boxes where several may be chosen. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { NO_FORM, useForm } from "../context.ts";
import { isError } from "../model.ts";
import { type Field, hasRole } from "../roles.ts";
import { Icon } from "./icon.tsx";
import { Messages } from "./messages.tsx";

interface Props {
  field: Field;
  id: string;
  tag: string;
  /** Below the messages. */
  after?: ComponentChildren;
}

export function ChoiceField({ field, id, tag, after }: Props) {
  const form = useForm();
  const { t } = form;
  const { id: key, options = [] } = field;
  const several = field.kind === "choices";
  const chosen = form.chosen(key);
  const issues = form.issuesAt(key);
  const wrong = issues.some(isError);
  // Decided when the step is shown, so that nothing moves under the hand.
  const [first] = useState(() => usualRemedies());

  /** Remedies that are usual for the reason. */
  function usualRemedies(): readonly string[] {
    if (!hasRole(field, "remedy")) return [];
    const usual = form.reason?.remedies ?? [];
    return usual.filter((remedy) => options.some((option) => option.id === remedy));
  }
  function choose(option: string, checked: boolean) {
    if (!several) form.set(key, option);
    else form.set(key, checked ? [...chosen, option] : chosen.filter((other) => other !== option));
  }
  const chips = (wanted: readonly string[]) => (
    <div class="t-chips">
      {wanted.map((option) => (
        <label class="t-chip" key={option}>
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
            {options.find((one) => one.id === option)?.label}
          </span>
        </label>
      ))}
    </div>
  );
  const rest = options.map((option) => option.id).filter((option) => !first.includes(option));
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
      <div>
        {first.length > 0 && (
          <>
            <p class="t-hint t-group">{t("usual")}</p>
            {chips(first)}
            {rest.length > 0 && <p class="t-hint t-group">{t("others")}</p>}
          </>
        )}
        {rest.length > 0 && chips(rest)}
      </div>
      <Messages id={`${id}-messages`} issues={issues} />
      {after}
    </fieldset>
  );
}
