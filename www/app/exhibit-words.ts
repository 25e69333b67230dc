/** The kind of evidence that a picture probably is, by words that are read in it. */

import words from "./exhibit-words.json" with { type: "json" };

/** Fewest words that must be seen: one alone stands on many pages. */
const LEAST = 2;

/** The kind, one of `kinds`, of which most words are in the text; undefined where there are too few, or two kinds have as many. */
export function guessKindOf(text: string, kinds: readonly string[]): string | undefined {
  const joined = text.replace(/\s/g, ""); // text that was read has blanks between its characters
  const seen = Object.entries(words)
    .filter(([kind]) => kinds.includes(kind))
    .map(([kind, of]) => ({ kind, count: of.filter((word) => joined.includes(word)).length }))
    .sort((a, b) => b.count - a.count);
  const [first, second] = seen;
  if (!first || first.count < LEAST || first.count === second?.count) return undefined;
  return first.kind;
}
