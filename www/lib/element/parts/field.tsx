/** One field of the form, as `form()` describes it. */

import { useForm } from "../context.ts";
import { needOf, QUOTES } from "../fields.ts";
import { textOf } from "../model.ts";
import { type Field, hasRole } from "../roles.ts";
import { Callout } from "./callout.tsx";
import { ChoiceField } from "./choice.tsx";
import { LongTextCell, TextCell } from "./control.tsx";

/** @param filled it held something when the step was shown, and is drawn in one line */
export function FieldView({ field, filled = false }: { field: Field; filled?: boolean }) {
  const form = useForm();
  const key = field.id;
  const id = `${form.settings.prefix}-${key}`;
  const tag = needOf(form, field);
  if (field.kind === "choice" || field.kind === "choices") {
    const notes = hasRole(field, "reason") && <ReasonNotes />;
    return <ChoiceField field={field} id={id} tag={tag} filled={filled} after={notes} />;
  }
  const example = field.example && field.kind !== "integer" ? form.t("example", { example: field.example }) : undefined;
  const cell = {
    id,
    path: key,
    kind: field.kind,
    label: field.label,
    hint: field.hint ?? example,
    tag,
    field,
    ...(filled && { class: "t-filled" }),
    read: () => textOf(form.value(key)),
    write: (value: string) => form.set(key, value),
  };
  if (field.kind !== "paragraph" || !field.maxLength) return <TextCell {...cell} />;
  const suggestion = {
    count: form.suggestion.reason === undefined ? 0 : 1,
    render: (visible: boolean) => <ReasonSuggestion visible={visible} />,
  };
  return (
    <LongTextCell {...cell} limit={field.maxLength} more={hasRole(field, "description") ? suggestion : undefined} />
  );
}

/** Below the reasons: what the chosen one means and asks to mind; where there is danger, unfolded. */
function ReasonNotes() {
  const form = useForm();
  const { reason } = form;
  const urgent = form.assessed("next").kind === "warn";
  return (
    <div class="t-notes" aria-live="polite">
      {reason?.hint && <p class="t-hint">{reason.hint}</p>}
      {reason && reason.cautions.length > 0 && (
        <details class="t-why t-cautions" open={urgent} key={reason.id}>
          <summary>{form.t("keepInMind", { n: reason.cautions.length })}</summary>
          <ul class="t-list">
            {reason.cautions.map((caution) => (
              <li key={caution}>{caution}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/**
 * Below the description, so that the text does not move: the reason that it suggests, with the words that do so, or the one
 * adopted from it. Both are one box with one button, so that the focus stays on the way back.
 */
function ReasonSuggestion({ visible }: { visible: boolean }) {
  const form = useForm();
  const { t } = form;
  const { reason, quotes, now, before } = form.suggestion;
  const label = (id: string) => form.label("reasons", id);
  const suggested = reason !== undefined;
  const shown = quotes.slice(0, QUOTES).map((text) => t("quote", { text }));
  return (
    <div class="t-notes" aria-live="polite" hidden={!visible}>
      {(suggested || before !== undefined) && (
        <Callout
          kind={suggested ? "info" : "good"}
          data-suggested-reason={reason}
          data-adopted-reason={suggested ? undefined : now}
        >
          <p>
            {suggested
              ? t(now ? "suggestedOther" : "suggested", { reason: label(reason) })
              : t("adopted", { reason: label(now) })}
          </p>
          {shown.length > 0 && <p class="t-hint">{t("suggestedBy", { words: shown.join(t("listJoin")) })}</p>}
          <button type="button" class="t-inline" onClick={() => form.adoptSuggestion()}>
            {t(suggested ? "adopt" : "undo")}
          </button>
        </Callout>
      )}
    </div>
  );
}
