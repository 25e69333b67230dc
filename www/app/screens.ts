/** The screens of the page: five to write a complaint, one to follow it up. */

import type { Draft } from "tousu";
import type { StepChoice } from "tousu/element";
import screens from "./screens.json" with { type: "json" };
import { pageTranslator } from "./strings.ts";

export const SCREENS: readonly StepChoice[] = screens.map(({ id, sections, label }) => ({
  id,
  sections,
  ...(label && { label: (locale) => pageTranslator(locale)(label as "order") }),
}));

/** Where a complaint opens: one that was filed at its follow-up, one that was begun behind the start. */
export function firstScreenOf(draft: Draft): string {
  const log: readonly unknown[] = Array.isArray(draft.log) ? draft.log : [];
  const filed = log.some((entry) => (entry as { action?: unknown } | null)?.action === "submitted");
  return filed ? "follow-up" : Object.keys(draft).length > 0 ? "story" : "start";
}
