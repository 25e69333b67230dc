/**
 * The work that is measured.
 *
 * Every contender answers the same two questions about a draft: what is it worth today (the whole assessment: every issue
 * with its words, place and suggestion, progress, evidence, all channels in order, deadlines, claims, the reason that the
 * description speaks of, prevention), and the short text for a channel's box within a limit (the whole composition: body, parts,
 * what was left out or lacks). contenders.mjs holds their answers against tousu's, key by key.
 *
 * What is the same: the answers, the catalogue (src/catalog/data/*.toml, in Chinese), the day as an argument, one reading
 * for both questions, nothing kept from one draft to the next. (The peers read a draft once because they are asked both at
 * once; tousu is asked twice, and keeps the draft that it read last.)
 *
 * What is not, and is on the side of the others: tousu is handed the draft for each question, across the border; they know
 * Chinese, plain text and the brief alone, tousu every document in three formats and two languages and an embedder's
 * additions; they trust the shape of a draft where a form gives it (lists of objects, no getters, cycles or surrogate
 * halves) and set no limit to its size; and they hand over objects that hold parts of the catalogue itself, where tousu
 * makes every answer anew.
 */

export { drafts, random } from "./drafts.js";

export const TODAY = "2026-11-24";
export const CHANNEL = "in-app";
export const LIMIT = 500;

/** What tousu says, in the form in which contenders are compared. */
export function answer(tousu, draft) {
  return { assessment: tousu.assess(draft, { today: TODAY }), composition: tousu.compose(draft, { today: TODAY, document: "brief", channel: CHANNEL, limit: LIMIT }) };
}
