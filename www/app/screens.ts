/** The screens of the page: five to write a complaint, one to follow it up. */

import type { Draft } from "tousu";
import type { StepChoice } from "tousu/element";
import screens from "./screens.json" with { type: "json" };
import { readContact } from "./settings.ts";
import { pageTranslator } from "./strings.ts";

export const SCREENS: readonly StepChoice[] = screens.map(({ id, sections, label }) => ({
  id,
  sections,
  ...(label && { label: (locale) => pageTranslator(locale)(label as "order") }),
}));

/** First screen of a complaint: the follow-up if it was sent, else the screen after the start. */
export function firstScreenOf(draft: Draft): string {
  const log: readonly unknown[] = Array.isArray(draft.log) ? draft.log : [];
  const sent = log.some((entry) => {
    const { action, replyBy } = (entry ?? {}) as { action?: unknown; replyBy?: unknown };
    return action === "submitted" || Boolean(replyBy);
  });
  // Remembered contact details are no beginning.
  const contact = readContact() ?? {};
  const begun = Object.keys(draft).some((key) => draft[key] !== contact[key]);
  return sent ? "follow-up" : begun ? "story" : "start";
}
