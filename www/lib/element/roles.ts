/** Fields that the form treats specially are recognised by their role, whatever their id. */

import type { FieldSpec } from "../index.js";

export type Field = FieldSpec;
export type Role = NonNullable<FieldSpec["role"]>;

export const hasRole = (field: Field, role: Role): boolean => field.role === role;
