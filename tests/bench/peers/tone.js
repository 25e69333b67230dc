/** Words that harm the person's own case, and shouting. */

import { Lexicon, words } from "./scan.js";
import { filler } from "./words.js";

const MOST = 20;

/** @returns {(folded: import("./scan.js").FoldedText, text: string, path: string[], issues: object[]) => void} adds what should be said otherwise */
export function toneOf(know) {
  const lexicon = new Lexicon(true);
  const tones = know.tones.map(({ manner, words: list, then, after, before, neutral, instead }) => {
    lexicon.add(list, then, 16, 1);
    const { severity, text } = know.messages[`tone.${manner}`];
    return { code: `tone.${manner}`, severity, message: filler(text)({ other: neutral }), after: words(after), before: words(before), instead };
  });
  const loud = know.messages["tone.shouting"];

  return (folded, text, path, issues) => {
    const hits = [];
    lexicon.scan(folded, (group, _, start, end) => {
      if (hits.length >= MOST) return;
      const { after, before } = tones[group];
      if (folded.preceded(start, after) || folded.followed(end, before)) return;
      // Of words that overlap the longest is said.
      const last = hits.at(-1);
      if (last === undefined || start >= last.end) hits.push({ group, start, end });
      else if (end - start > last.end - last.start) hits[hits.length - 1] = { group, start, end };
    });
    for (const { group, start, end } of hits) {
      const { code, severity, message, instead } = tones[group];
      const issue = { code, severity, path, message, span: folded.span(start, end) };
      if (instead !== undefined) issue.suggestion = instead;
      issues.push(issue);
    }
    const shout = shouting(text);
    if (shout !== undefined) issues.push({ code: "tone.shouting", severity: loud.severity, path, message: loud.text, ...shout });
  };
}

/** What a character does to the noise: 1 a capital, 2 another letter, 3 ends a sentence, 4 exclaims, 5 asks. */
const NOISE = new Map([..."。；.;…"].map((c) => [c, 3]).concat([..."!！‼❗❕"].map((c) => [c, 4]), [..."?？⁉⁈"].map((c) => [c, 5])).map(([c, kind]) => [c.charCodeAt(0), kind])); // prettier-ignore

const noise = (c) => (c >= 0x3400 && c <= 0x9fff) || (c >= 97 && c <= 122) ? 2 : c >= 65 && c <= 90 ? 1 : (NOISE.get(c) ?? 0);

const LOUD = /[!！‼❗❕]/;
const QUIET = /[a-z\u3400-\u9fff]/;

/** Where the text shouts; one run of marks can be replaced by a full stop. */
function shouting(text) {
  if (QUIET.test(text) && !LOUD.test(text)) return undefined;
  let [capitals, lowercase, exclamations, ends, length, first] = [0, 0, 0, 0, 0, 0];
  // The run of marks that is being read: where it began, its marks, its exclamation marks.
  let [from, run, cries] = [0, 0, 0];
  for (let at = 0; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c >= 0xdc00 && c <= 0xdfff) continue;
    length += 1;
    const kind = noise(c);
    if (kind === 1) capitals += 1;
    else if (kind === 2) lowercase += 1;
    else if (kind === 3) ends += 1;
    if (kind >= 4) {
      if (run === 0) {
        from = at;
        // A run ends one sentence, however long it is.
        if (kind === 5) ends += 1;
      }
      run += 1;
      if (kind === 4) {
        if (exclamations === 0) first = at;
        cries += 1;
        exclamations += 1;
      }
    } else if (run > 0) {
      if (run >= 3 && cries > 0) return { span: [from, at], suggestion: "。" };
      [run, cries] = [0, 0];
    }
  }
  if (run >= 3 && cries > 0) return { span: [from, text.length], suggestion: "。" };
  if ((exclamations >= 3 && exclamations >= 3 * ends) || (exclamations >= 2 && length <= 4 * exclamations)) return { span: [first, text.length] };
  return capitals >= 16 && lowercase === 0 ? { span: [0, text.length] } : undefined;
}
