/** One section of the form: its fields, and the panels that stand beside certain fields. */

import { useState } from "preact/hooks";
import type { SectionSpec } from "../../index.js";
import { useForm } from "../context.ts";
import { minorFields } from "../fields.ts";
import type { FormModel, Step } from "../model.ts";
import { PlaceLinks } from "../parts/channels.tsx";
import { Claims } from "../parts/claims.tsx";
import { Contacted } from "../parts/contacted.tsx";
import { FieldView } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { Paste } from "../parts/paste.tsx";
import { type Field, hasRole } from "../roles.ts";

export function SectionStep({ section, step }: { section: SectionSpec; step: Step }) {
  const form = useForm();
  const { t } = form;
  const fields: readonly Field[] = section.fields;
  // Decided when the step is shown and not while typing: a field must not move under the hand.
  const [minor] = useState(() => minorFields(form, fields));
  const [filled] = useState(() => fields.filter((field) => isFilled(form, field)).map(({ id }) => id));
  const folded = fields.filter(({ id }) => minor.includes(id));
  const fieldViews = (wanted: readonly Field[]) =>
    wanted.flatMap((field) => [
      <FieldView key={field.id} field={field} filled={filled.includes(field.id)} />,
      hasRole(field, "reason") && <Contacted key="contacted" />,
    ]);
  return (
    <div class="t-stack">
      {fields.some((field) => hasRole(field, "order-number")) && (
        <>
          <Paste place={section.id} />
          <StillLacking step={step} />
        </>
      )}
      <div class="t-cells">{fieldViews(fields.filter(({ id }) => !minor.includes(id)))}</div>
      {folded.length > 0 && (
        <details class="t-more t-rest t-cells">
          <summary>
            <Icon name="chevron" />
            {t("rest")}
            <span class="t-hint">{folded.map(({ label }) => label).join(t("listJoin"))}</span>
          </summary>
          <div>{fieldViews(folded)}</div>
        </details>
      )}
      {fields.some((field) => hasRole(field, "remedy")) && <Claims />}
    </div>
  );
}

/** Ways to the fields that come next; the others follow below. */
const NAMED = 2;

/** Fields of this step that the recommended channel still needs. */
function StillLacking({ step }: { step: Step }) {
  const form = useForm();
  const here = form.lacking.filter((key) => form.stepWith(key) === step.id);
  return (
    <div class="t-still" data-lacking-count={here.length}>
      <p>{here.length > 0 ? form.t("lackingN", { n: here.length }) : form.t("lackingNone")}</p>
      <PlaceLinks keys={here.slice(0, NAMED)} />
    </div>
  );
}

/** Filled fields are one line each; whoever comes to fill gaps need not pass them in full. */
const isFilled = (form: FormModel, field: Field) =>
  form.value(field.id) !== undefined &&
  field.kind !== "paragraph" &&
  field.kind !== "choices" &&
  !hasRole(field, "reason");
