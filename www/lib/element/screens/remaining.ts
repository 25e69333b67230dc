/** Days that are left, as people say them. */

import type { FormModel } from "../model.ts";

const DAY = 86_400_000;
/** A deadline further away than this is folded away, in days. */
export const FAR = 365;
/** A deadline with as few days left as this is marked. */
export const SOON = 3;

/** Days from one civil date to another. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY);

/** How far a day is away: "7 天后". */
export function inDays(form: FormModel, day: string): string {
  const n = daysBetween(form.settings.today(), day);
  return n > 0 ? form.t("inDays", { n }) : form.t("dayNow");
}

/** Days left of a deadline, or over it. */
export function daysLeft({ t }: FormModel, days: number): string {
  if (days === 0) return t("dueToday");
  return days > 0 ? t("daysLeft", { n: days }) : t("daysOver", { n: -days });
}
