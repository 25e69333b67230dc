/** Facts about a field besides its description: whether it may stay empty, and what is likely to be chosen. */

import type { EvidenceSpec } from "../index.js";
import type { FormModel } from "./model.ts";
import { type Field, hasRole } from "./roles.ts";

/** Words of the description quoted at most for a suggested reason. */
export const QUOTES = 4;

/** Whether a field may stay empty, in words. */
export function needOf(form: FormModel, field: Field): string {
  const { recommended } = form;
  if (field.required) return "";
  if (recommended && field.requiredBy.includes(recommended.id)) {
    return form.t("neededBy", { channel: form.label("channels", recommended.id) });
  }
  return form.t("optional");
}

/** The options that come first: remedies usual for the reason, or the reasons of the problem that was chosen. */
export function likelyOptions(form: FormModel, field: Field): readonly string[] {
  const likely = hasRole(field, "remedy")
    ? (form.reason?.remedies ?? [])
    : hasRole(field, "reason")
      ? (form.problem?.reasons ?? [])
      : [];
  return likely.filter((one) => field.options?.some((option) => option.id === one));
}

/** Fields to fold away: those that hold nothing and that neither this case, nor the channel, nor its document needs. */
export function minorFields(form: FormModel, fields: readonly Field[]): readonly string[] {
  const expected = form.reason?.expects ?? [];
  const needed = [...form.lacking, ...expected, ...form.composition().lacking];
  return fields
    .filter(
      (field) =>
        !field.required && !field.conditional && !needed.includes(field.id) && form.value(field.id) === undefined,
    )
    .map(({ id }) => id);
}

/** Kinds of evidence, those that matter for the reason first. */
export function orderedKinds(items: readonly { kind: string }[], all: readonly EvidenceSpec[]): readonly string[] {
  const first = items.map(({ kind }) => kind);
  return [...first, ...all.map(({ id }) => id).filter((id) => !first.includes(id))];
}
