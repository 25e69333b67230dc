/** The catalogue's words in what a person wrote, however it was spaced or spelt. */

import { foldCode } from "./fold.js";

/** Stands where a clause ends, and at both ends of the text; a word may contain it. */
const BREAK = "，".charCodeAt(0);
/** How many characters before a word its context reaches. */
const CONTEXT = 8;
const ENDS = new Set([..."，。！？；：、…,!?;:\n\r"].map((c) => c.charCodeAt(0)));

/** The letter that a code point is; 0: it may stand inside a word without parting it. */
function letter(c) {
  if (ENDS.has(c)) return BREAK;
  let folded = foldCode(c);
  if (folded >= 65 && folded <= 90) folded += 32;
  if ((folded >= 48 && folded <= 57) || (folded >= 97 && folded <= 122)) return folded;
  if ((folded >= 0x2e80 && folded <= 0x2fff) || (folded >= 0x3005 && folded <= 0x3007) || (folded >= 0x3040 && folded <= 0xd7ff)) return folded;
  return (folded >= 0xf900 && folded <= 0xfaff) || (folded >= 0x20000 && folded <= 0x3ffff) ? folded : 0;
}

/** FoldedText of ASCII. */
const LOW = Uint16Array.from({ length: 0x80 }, (_, c) => letter(c));

/** Characters that stand for others: what each stands for, 0 for itself. */
export function variants(list) {
  const plain = new Uint16Array(0x10000);
  for (const { is, also } of list) for (const c of also) plain[c.charCodeAt(0)] ||= is.charCodeAt(0);
  return plain;
}

/** A text in folded characters; one object is filled again and again. */
export class FoldedText {
  /** As typed, folded; what that is a spelling of; where it stands. */
  typed;
  plain;
  starts;
  ends;
  length = 0;

  constructor(spelt) {
    this.spelt = spelt;
    this.grow(1024);
  }

  grow(room) {
    for (const name of ["typed", "plain", "starts", "ends"]) this[name] = new Int32Array(room);
    // A break in front.
    this.typed[0] = this.plain[0] = BREAK;
  }

  read(text) {
    if (text.length + 2 > this.typed.length) this.grow(2 * text.length);
    const { typed, plain, starts, ends, spelt } = this;
    let length = 1;
    let last = BREAK;
    for (let at = 0; at < text.length; at++) {
      let c = text.charCodeAt(at);
      const start = at;
      if (c < 0x4e00 || c > 0x9fff) {
        if (c >= 0xd800 && c <= 0xdbff) {
          c = text.codePointAt(at);
          if (c > 0xffff) at++;
        }
        c = c < 0x80 ? LOW[c] : letter(c);
        if (c === 0 || (c === BREAK && last === BREAK)) continue;
      }
      last = c;
      typed[length] = c;
      plain[length] = c < 0x10000 ? spelt[c] || c : c;
      starts[length] = start;
      ends[length++] = at + 1;
    }
    // The first stands there already.
    typed[length] = BREAK;
    plain[length] = BREAK;
    starts[length] = text.length;
    ends[length++] = text.length;
    this.length = length;
    return this;
  }

  /** Whether the characters from `from` to `to` stand there, or what counts for them. */
  has(chars, from, to, at) {
    if (at < 0 || at + to - from > this.length) return false;
    const { typed, plain } = this;
    for (let n = from; n < to; n++, at++) if (typed[at] !== chars[n] && plain[at] !== chars[n]) return false;
    return true;
  }

  /** Whether what stands there is part of a longer Latin word. */
  isPart(start, end) {
    const { typed } = this;
    return (latin(typed[start]) && start > 0 && latin(typed[start - 1])) || (latin(typed[end - 1]) && end < this.length && latin(typed[end]));
  }

  span(start, end) {
    return [this.starts[start], this.ends[Math.max(end - 1, 0)]];
  }

  stands(word, at) {
    return this.has(word, 0, word.length, at) && !this.isPart(at, at + word.length);
  }

  /** Whether one of the words begins there. */
  followed(at, words) {
    return words.some((word) => this.stands(word, at));
  }

  /** Whether one of the words ends there, in the same clause. */
  ended(end, words) {
    for (const word of words) {
      const at = end - word.length;
      if (this.typed[end - 1] === word[word.length - 1] && at >= this.clause(end) && this.stands(word, at)) return true;
    }
    return false;
  }

  /** Whether one of the words stands in the same clause shortly before. */
  preceded(start, words) {
    const clause = this.clause(start);
    return words.some((word) => {
      for (let at = clause; at <= start - word.length; at++) if (this.stands(word, at)) return true;
      return false;
    });
  }

  /** Where the context before a letter begins. */
  clause(start) {
    let at = start;
    while (at > 0 && start - at < CONTEXT && this.typed[at - 1] !== BREAK) at--;
    return at;
  }
}

const latin = (c) => (c >= 48 && c <= 57) || (c >= 97 && c <= 122);

/** Words of a list as the catalogue writes it, separated by blanks. */
const split = (list = "") => (list === "" ? [] : list.trim().split(/\s+/));
const codes = (word) => Array.from(word, (c) => c.charCodeAt(0));
export const words = (list) => split(list).map(codes);

const BUCKETS = 8192;
const pair = (first, second) => (Math.imul(first, 0x9e37) ^ Math.imul(second, 0x85eb)) & (BUCKETS - 1);
const single = (first) => first & (BUCKETS - 1);
const NONE = -1 << 20;

/** Words in groups, to be looked for all at once. */
export class Lexicon {
  /** The latest word of each bucket, −1 for none: by the first two characters, or by the only one. */
  pairs = new Int16Array(BUCKETS).fill(-1);
  singles = new Int16Array(BUCKETS).fill(-1);
  /** By words: the characters of all of them, where its own begin and end, its group, whether it is a second word, the next in its bucket. */
  chars = [];
  from = [0];
  group = [];
  second = [];
  next = [];
  /** Whether something other than Han stands at an end of it, which must be looked at closer. */
  odd = [];
  /** By groups: how far apart words of a pair may be, in characters and in ends of clauses; −1: it is of single words. */
  reach = [];
  breaks = [];
  /** Of each group of pairs the last first word, that waits for its second: where, and after how many ends of clauses. */
  starts = new Int32Array(0);
  ends = new Int32Array(0);
  passed = new Int32Array(0);

  constructor(spelt) {
    this.spelt = spelt;
  }

  /** Adds a group: any of `list`, or any of them with one of `then` at most so many characters and ends of clauses behind. */
  add(list, then, characters, breaks) {
    const group = this.reach.length;
    this.reach.push(then === undefined ? -1 : characters);
    this.breaks.push(breaks);
    for (const word of split(list)) this.put(word, group, false);
    for (const word of split(then)) this.put(word, group, true);
  }

  put(word, group, second) {
    const first = word.charCodeAt(0);
    const last = word.charCodeAt(word.length - 1);
    const heads = word.length > 1 ? this.pairs : this.singles;
    const bucket = word.length > 1 ? pair(first, word.charCodeAt(1)) : single(first);
    for (let at = 0; at < word.length; at++) this.chars.push(word.charCodeAt(at));
    this.from.push(this.chars.length);
    this.next.push(heads[bucket]);
    heads[bucket] = this.group.length;
    this.group.push(group);
    this.second.push(second);
    this.odd.push(latin(first) || latin(last) || first === BREAK || last === BREAK);
  }

  /**
   * Tells `found` of the words, in the order in which they (of a pair, the second) begin.
   * @param {(group: number, word: number, start: number, end: number) => void} found
   */
  scan(folded, found) {
    const { typed, plain, length } = folded;
    const { pairs, singles, spelt } = this;
    if (this.starts.length < this.reach.length) for (const name of ["starts", "ends", "passed"]) this[name] = new Int32Array(this.reach.length);
    this.starts.fill(NONE);
    let passed = 0;
    let after = typed[0];
    for (let at = 0; at < length; at++) {
      const c = after;
      after = at + 1 < length ? typed[at + 1] : 0;
      if (spelt && (plain[at] !== c || (after !== 0 && plain[at + 1] !== after))) this.variants(folded, at, passed, found);
      else {
        const one = pairs[pair(c, after)];
        const other = singles[single(c)];
        if (one >= 0 || other >= 0) this.bucket(folded, at, one, other, passed, found);
      }
      if (c === BREAK) passed += 1;
    }
  }

  /** Tries the words of two buckets, the later of them first. */
  bucket(folded, at, one, other, passed, found) {
    const { typed, length } = folded;
    const { chars, from, next } = this;
    while (one >= 0 || other >= 0) {
      const word = one > other ? one : other;
      if (one > other) one = next[one];
      else other = next[other];
      let n = from[word];
      const end = from[word + 1];
      const ahead = at - n;
      if (end + ahead > length) continue;
      while (n < end && typed[n + ahead] === chars[n]) n++;
      if (n === end) this.hit(folded, at, word, passed, found);
    }
  }

  /** The same where a letter may be read in two ways. */
  variants(folded, at, passed, found) {
    const { typed, plain, length } = folded;
    const { chars, from, next } = this;
    const afters = at + 1 < length ? [...new Set([typed[at + 1], plain[at + 1]])] : [];
    for (const c of new Set([typed[at], plain[at]])) {
      const numbers = [];
      for (let word = this.singles[single(c)]; word >= 0; word = next[word]) numbers.push(word);
      for (const bucket of new Set(afters.map((after) => pair(c, after)))) for (let word = this.pairs[bucket]; word >= 0; word = next[word]) numbers.push(word);
      for (const word of numbers.sort((a, b) => b - a)) {
        if (chars[from[word]] === c && folded.has(chars, from[word], from[word + 1], at)) this.hit(folded, at, word, passed, found);
      }
    }
  }

  /** A word found makes itself, or a pair with one before it; a first word of a pair waits. */
  hit(folded, at, word, passed, found) {
    let start = at;
    let end = at + this.from[word + 1] - this.from[word];
    if (this.odd[word]) {
      if (folded.isPart(start, end)) return;
      // Without breaks around it.
      if (folded.typed[start] === BREAK) start += 1;
      if (end > start && folded.typed[end - 1] === BREAK) end -= 1;
    }
    const group = this.group[word];
    const reach = this.reach[group];
    if (reach < 0) found(group, word, start, end);
    else if (!this.second[word]) {
      this.starts[group] = start;
      this.ends[group] = end;
      this.passed[group] = passed;
    } else if (this.starts[group] !== NONE) {
      const between = start - this.ends[group];
      if (between >= 0 && between <= reach && passed - this.passed[group] <= this.breaks[group]) found(group, word, this.starts[group], end);
    }
  }
}
