/** Shortening a text where a reader would. */

const MARKS = new Map([..."。！？；…\n.!?;"].map((c) => [c, 2]).concat([..."，、：,:—"].map((c) => [c, 1]), [..."”’」』）】》)\"'"].map((c) => [c, -1]))); // prettier-ignore
const CONTINUES = /^[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u0e31\u0e33-\u0e3a\u0e47-\u0e4e\u1160-\u11ff\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f\uff9e\uff9f\u{1f3fb}-\u{1f3ff}\u{e0020}-\u{e01ef}]/u;
const FLAG = /^[\u{1f1e6}-\u{1f1ff}]/u;
const LETTERY = /^[!-~\u00c0-\u024f\u0370-\u052f]/;
const HAN = /^[\u3400-\u9fff\u{20000}-\u{323af}〇]/u;

/** Whether a cut between them would split a word, a number from its unit, or a bracket from what it opens. */
const sameWord = (p, c) => (LETTERY.test(p) && LETTERY.test(c)) || (p >= "0" && p <= "9" && HAN.test(c)) || "（《【“‘「『¥￥".includes(p);

/** The longest sensible beginning of at most so many UTF-16 units: after a sentence, else a clause, else a word. */
export function safeCut(text, most) {
  if (text.length <= most) return text;
  const lastThird = most - Math.trunc(most / 3);
  let [character, word, clause, sentence, mark, at] = [0, 0, 0, 0, 0, 0];
  let halfFlag = false;
  let previous;
  for (const c of text) {
    if (previous !== undefined && !(CONTINUES.test(c) || previous === "\u200d" || (previous === "\r" && c === "\n") || (halfFlag && FLAG.test(c)))) {
      character = at;
      if (!sameWord(previous, c)) {
        word = at;
        if (mark === 2 && at >= lastThird) sentence = at;
        else if (mark === 1 && at >= lastThird) clause = at;
      }
    }
    if (at + c.length > most) return text.slice(0, sentence || clause || word || character).trimEnd();
    at += c.length;
    halfFlag = FLAG.test(c) && !halfFlag;
    const kind = MARKS.get(c) ?? 0;
    // Closing quotes and brackets belong to the sentence that ends before them.
    if (kind >= 0) mark = kind;
    previous = c;
  }
  return text;
}
