/**
 * Everyday problems, as the tiles of the first screen name them, and the reasons of the catalogue behind each. They are data:
 * of a catalogue with other reasons, those that no problem names belong to the last one.
 */

import type { FormSpec } from "../index.js";
import problems from "./problems.json" with { type: "json" };

export interface Problem {
  id: string;
  zh: string;
  en: string;
  /** Path of its drawing, 24 by 24. */
  icon: string;
  reasons: readonly string[];
}

/** The problems that have a reason in this catalogue, each with those. */
export function problemsOf({ reasons }: FormSpec): readonly Problem[] {
  const named = new Set(problems.flatMap((problem) => problem.reasons));
  const rest = reasons.filter(({ id }) => !named.has(id)).map(({ id }) => id);
  return problems
    .map((problem, index) => ({
      ...problem,
      reasons: [
        ...problem.reasons.filter((id) => reasons.some((reason) => reason.id === id)),
        ...(index === problems.length - 1 ? rest : []),
      ],
    }))
    .filter((problem) => problem.reasons.length > 0);
}
