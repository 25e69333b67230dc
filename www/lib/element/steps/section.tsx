/** One section of the form: its fields, and the panels that stand beside certain fields. */

import { useState } from "preact/hooks";
import type { SectionSpec } from "../../index.js";
import { useForm } from "../context.ts";
import type { FormModel } from "../model.ts";
import { Claims } from "../parts/claims.tsx";
import { FieldView } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { Paste } from "../parts/paste.tsx";
import { type Field, hasRole } from "../roles.ts";

/** Fewer optional fields than this are not worth folding away, unless one is long. */
const FEW = 3;

export function SectionStep({ section }: { section: SectionSpec }) {
  const form = useForm();
  const { t } = form;
  const fields: readonly Field[] = section.fields;
  // Decided when the step is shown and not while typing: a field must not move under the hand.
  const [minor] = useState(() => minorFields(form, fields));
  const folded = fields.filter(({ id }) => minor.includes(id));
  const fieldViews = (wanted: readonly Field[]) => wanted.map((field) => <FieldView key={field.id} field={field} />);
  return (
    <div class="t-stack">
      {fields.some((field) => hasRole(field, "order-number")) && <Paste place={section.id} brief />}
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

/** Fields to fold away: optional ones that this reason does not need and that hold nothing, where that is worth it. */
function minorFields(form: FormModel, fields: readonly Field[]): readonly string[] {
  const expected = form.reason?.expects ?? [];
  const minor = fields.filter(
    (field) =>
      !field.required &&
      field.requiredBy.length === 0 &&
      !expected.includes(field.id) &&
      form.value(field.id) === undefined,
  );
  const fold = minor.length >= FEW || minor.some(({ kind }) => kind === "paragraph");
  return fold ? minor.map(({ id }) => id) : [];
}
