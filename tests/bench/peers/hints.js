/** The topics that a description treats, and the reason that it speaks of. */

import { foldCode } from "./fold.js";
import { Lexicon, words } from "./scan.js";

const ENOUGH = 2;
const AHEAD = 1;
const MOST = 6;
/** Right before a word they make it say the contrary, unless they belong to one of the questions. */
const NEGATIONS = words("不是 并非 没有 没有任何 没有发现 没发现 没出现 没 未 不 无 非");
const QUESTIONS = words("是不是 有没有 不得不 会不会");

/** @returns {(folded: import("./scan.js").FoldedText, text: string) => {topics: Set<string>, suggestion: object | undefined}} */
export function hintsOf(know) {
  const lexicon = new Lexicon(false);
  const { hints } = know;
  const entries = know.topics;
  for (const { words: list, then } of entries) lexicon.add(list, then, 10, 0);
  for (const { words: list, then, across } of hints) lexicon.add(list, then, across ? 30 : 6, across ? 2 : 0);
  const numbers = new Map(know.reasons.map(({ id }, at) => [id, at]));
  const reasonOf = hints.map(({ reason }) => numbers.get(reason));

  return (folded, text) => {
    const topics = topicsOfNumbers(text);
    /** By their ids, for conditions. */
    const treated = new Set();
    const hits = [];
    const weights = know.reasons.map(() => 0);
    lexicon.scan(folded, (group, word, start, end) => {
      const negated = folded.ended(start, NEGATIONS) && !folded.ended(start, QUESTIONS);
      if (group < entries.length) {
        const { id, of, unless_negated: cancelled } = entries[group];
        if (!(cancelled && negated)) {
          if (of !== undefined) topics.add(of);
          treated.add(id);
        }
        return;
      }
      // A word counts once, however often it stands there.
      for (const other of hits) if (other.word === word) return;
      if (negated) return;
      const reason = reasonOf[group - entries.length];
      weights[reason] += hints[group - entries.length].weight;
      hits.push({ word, reason, start, end });
    });
    return { topics, treated, suggestion: suggestion(hits, weights, folded) };
  };

  /** The reason, if it is clearly one; how much each weighs goes with it, for the one that was chosen. */
  function suggestion(hits, weights, folded) {
    let [best, most, next] = [-1, 0, 0];
    for (let at = 0; at < weights.length; at++) {
      if (weights[at] > most) [best, next, most] = [at, most, weights[at]];
      else next = Math.max(next, weights[at]);
    }
    if (most < ENOUGH || most < next + AHEAD) return undefined;
    return { id: know.reasons[best].id, speaksOf: (reason) => weights[numbers.get(reason)] >= ENOUGH, spans: spans(hits.filter(({ reason }) => reason === best), folded) };
  }
}

/** In the order of the text, and overlapping ones as one. */
function spans(hits, folded) {
  const all = [];
  for (const hit of hits) {
    let [start, end] = folded.span(hit.start, hit.end);
    for (let at = all.findIndex((other) => start < other[1] && other[0] < end); at >= 0; at = all.findIndex((other) => start < other[1] && other[0] < end)) {
      const [other] = all.splice(at, 1);
      [start, end] = [Math.min(start, other[0]), Math.max(end, other[1])];
    }
    if (all.length >= MOST) continue;
    const at = all.findIndex((other) => other[0] >= start);
    all.splice(at < 0 ? all.length : at, 0, [start, end]);
  }
  return all;
}

const [NUMERAL, DATE, AMOUNT] = [1, 2, 4];
const KINDS = new Map([["〇零一二三四五六七八九十百千万两几半多", NUMERAL], ["月号日天周年", DATE], ["元块圆", AMOUNT]].flatMap(([all, kind]) => [...all].map((c) => [c.charCodeAt(0), kind]))).set("万".charCodeAt(0), NUMERAL | AMOUNT); // prettier-ignore
/** By the low byte of a character: most are of no kind. */
const SOME = new Uint8Array(256);
for (const c of KINDS.keys()) SOME[c & 255] = 1;
const YEN = "¥".charCodeAt(0);

/** Dates and amounts by their digits. */
function topicsOfNumbers(text) {
  const topics = new Set();
  let second = 0;
  let last = 0;
  /** Whether the last one is a digit or a numeral. */
  let number = false;
  for (let at = 0; at < text.length; at++) {
    let c = text.charCodeAt(at);
    if (c > 0x7e && !(c >= 0x4e00 && c <= 0x9fff)) {
      if (c >= 0xd800 && c <= 0xdbff && text.codePointAt(at) > 0xffff) c = text.codePointAt(at++);
      c = foldCode(c);
    }
    if (c < 0 || c === 32) continue;
    if (c >= 48 && c <= 57) {
      if (last === YEN) topics.add("amount");
      // 11-03, 11/3, 11.3 — but not 4.5 of anything: a price or a measure has its unit, and 0 stands first.
      else if ((last === 45 || last === 47 || last === 46) && second >= 49 && second <= 57) topics.add("date");
      number = true;
    } else {
      const kind = SOME[c & 255] === 1 ? (KINDS.get(c) ?? 0) : 0;
      if (number && kind & DATE) topics.add("date");
      if (number && kind & AMOUNT) topics.add("amount");
      number = (kind & NUMERAL) !== 0;
    }
    second = last;
    last = c;
  }
  return topics;
}
