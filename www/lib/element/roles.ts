/** Fields that the form treats specially are recognised by their role, whatever their id. */

import type { FieldSpec, FormSpec } from "../index.js";

export type Role =
  | "reason"
  | "description"
  | "order-number"
  | "product-name"
  | "merchant-name"
  | "mini-program"
  | "remedy";

/** A field with the role that the module states for it. */
export interface Field extends FieldSpec {
  role?: string;
}

/** Roles by the ids that the public contract guarantees, for a module that states none. */
const BY_ID: Readonly<Record<string, Role>> = {
  reason: "reason",
  description: "description",
  orderNumber: "order-number",
  productName: "product-name",
  merchantName: "merchant-name",
  miniProgram: "mini-program",
  remedy: "remedy",
};

/** The same form with a role at every field that has one. */
export function withRoles(spec: FormSpec): FormSpec {
  const sections = spec.sections.map((section) => ({
    ...section,
    fields: section.fields.map((field: Field) => {
      const role = field.role ?? BY_ID[field.id];
      return role ? { ...field, role } : field;
    }),
  }));
  return { ...spec, sections };
}

export const hasRole = (field: Field, role: Role): boolean => field.role === role;
