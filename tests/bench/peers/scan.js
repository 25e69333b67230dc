/** The catalogue's words in what a person wrote, however it was spaced or spelt. */

import { foldCode } from "./fold.js";

/** Stands where a clause ends, and at both ends of the text; a word may contain it. */
const BREAK = "，".charCodeAt(0);
/** How many letters before a word its context reaches. */
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

/** Letters below U+2000, where blanks and marks between letters mostly are. */
const LOW = Uint16Array.from({ length: 0x2000 }, (_, c) => letter(c));

/** Characters that stand for others: what each stands for, 0 for itself. */
export function spellings(list) {
  const plain = new Uint16Array(0x10000);
  for (const { is, also } of list) for (const c of also) plain[c.charCodeAt(0)] ||= is.charCodeAt(0);
  return plain;
}

/** The letters of a text; one object is filled again and again. */
export class Letters {
  /** As typed, folded; what that is a spelling of; where it stands. */
  typed = new Uint32Array(1024);
  plain = new Uint32Array(1024);
  starts = new Uint32Array(1024);
  ends = new Uint32Array(1024);
  length = 0;

  constructor(spelt) {
    this.spelt = spelt;
  }

  read(text) {
    if (text.length + 2 > this.typed.length) {
      for (const name of ["typed", "plain", "starts", "ends"]) this[name] = new Uint32Array(2 * text.length);
    }
    const { typed, plain, starts, ends, spelt } = this;
    let length = 0;
    let last = 0;
    const push = (c, start, end) => {
      typed[length] = c;
      plain[length] = (c < 0x10000 && spelt[c]) || c;
      starts[length] = start;
      ends[length++] = end;
      last = c;
    };
    push(BREAK, 0, 0);
    for (let at = 0; at < text.length; at++) {
      let c = text.charCodeAt(at);
      const start = at;
      if (c < 0x4e00 || c > 0x9fff) {
        if (c >= 0xd800 && c <= 0xdbff) {
          c = text.codePointAt(at);
          if (c > 0xffff) at++;
        }
        c = c < 0x2000 ? LOW[c] : letter(c);
        if (c === 0 || (c === BREAK && last === BREAK)) continue;
      }
      push(c, start, at + 1);
    }
    push(BREAK, text.length, text.length);
    this.length = length;
    return this;
  }

  /** Whether at that place stands that character, or where other spellings count another one for it. */
  is(at, c, spelt) {
    return this.typed[at] === c || (spelt && this.plain[at] === c);
  }

  /** Whether the word stands there; a Latin one must not be part of a longer one. */
  has(word, at, spelt) {
    const end = at + word.length;
    if (at < 0 || end > this.length) return false;
    for (let n = 0; n < word.length; n++) if (!this.is(at + n, word[n], spelt)) return false;
    const { typed } = this;
    return !(latin(typed[at]) && at > 0 && latin(typed[at - 1])) && !(latin(typed[end - 1]) && end < this.length && latin(typed[end]));
  }

  /** Where the word that stands there begins and ends without breaks around it. */
  first(at) {
    return this.typed[at] === BREAK ? at + 1 : at;
  }

  behind(at, length) {
    const end = at + length;
    return end > this.first(at) && this.typed[end - 1] === BREAK ? end - 1 : end;
  }

  span(start, end) {
    return [this.starts[start], this.ends[Math.max(end - 1, 0)]];
  }

  /** Whether one of the words begins there. */
  followed(at, words) {
    return words.some((word) => this.has(word, at, true));
  }

  /** Whether one of the words stands in the same clause shortly before; `directly`: right before. */
  preceded(start, words, directly) {
    let clause = start;
    while (clause > 0 && start - clause < CONTEXT && this.typed[clause - 1] !== BREAK) clause--;
    return words.some((word) => {
      const latest = start - word.length;
      for (let at = directly ? Math.max(latest, clause) : clause; at <= latest; at++) if (this.has(word, at, true) && this.behind(at, word.length) <= start) return true;
      return false;
    });
  }
}

const latin = (c) => (c >= 48 && c <= 57) || (c >= 97 && c <= 122);

/** Words of a list as the catalogue writes it, separated by blanks. */
export const words = (list = "") => list.split(/\s+/).filter(Boolean).map((word) => Uint16Array.from(word, (c) => c.charCodeAt(0)));

const BUCKETS = 8192;
const pair = (first, second) => (Math.imul(first, 0x9e37) ^ Math.imul(second, 0x85eb)) & (BUCKETS - 1);
const single = (first) => first & (BUCKETS - 1);

/** Words in groups, to be looked for all at once. */
export class Lexicon {
  words = [];
  /** The latest word of each bucket, −1 for none: by the first two characters, or by the only one. */
  pairs = new Int16Array(BUCKETS).fill(-1);
  singles = new Int16Array(BUCKETS).fill(-1);
  /** For each word the next one in its bucket. */
  next = [];
  groups = [];
  /** Of a group of pairs the last first word, that waits for its second. */
  waiting = [];

  constructor(spelt) {
    this.spelt = spelt;
  }

  /** Adds a group: any of `list`, or any of them with one of `then` at most so many letters and ends of clauses behind. */
  add(list, then, letters, breaks) {
    const group = this.groups.length;
    this.groups.push(then === undefined ? undefined : { letters, breaks });
    this.waiting.push({ start: -1, end: 0, passed: 0 });
    for (const [chars, second] of [...words(list).map((word) => [word, false]), ...words(then).map((word) => [word, true])]) {
      const number = this.words.length;
      const [heads, bucket] = chars.length > 1 ? [this.pairs, pair(chars[0], chars[1])] : [this.singles, single(chars[0])];
      this.words.push({ chars, group, second, number });
      this.next.push(heads[bucket]);
      heads[bucket] = number;
    }
  }

  /** Tells `found` of the words, in the order in which they (of a pair, the second) begin. */
  scan(letters, found) {
    const { typed, plain, length } = letters;
    const { pairs, singles, spelt } = this;
    for (const waiting of this.waiting) waiting.start = -1;
    let passed = 0;
    for (let at = 0; at < length; at++) {
      const c = typed[at];
      const after = at + 1 < length ? typed[at + 1] : 0;
      if (spelt && (plain[at] !== c || (after !== 0 && plain[at + 1] !== after))) this.odd(letters, at, passed, found);
      else this.bucket(letters, at, c, pairs[pair(c, after)], singles[single(c)], passed, found);
      if (c === BREAK) passed += 1;
    }
  }

  /** Tries the words of two buckets that begin with `c`, the later of them first. */
  bucket(letters, at, c, one, other, passed, found) {
    while (one >= 0 || other >= 0) {
      const word = this.words[Math.max(one, other)];
      if (one > other) one = this.next[one];
      else other = this.next[other];
      if (word.chars[0] === c && letters.has(word.chars, at, this.spelt)) this.hit(letters, at, word, passed, found);
    }
  }

  /** The same where a letter may be read in two ways. */
  odd(letters, at, passed, found) {
    const afters = at + 1 < letters.length ? [...new Set([letters.typed[at + 1], letters.plain[at + 1]])] : [];
    for (const c of new Set([letters.typed[at], letters.plain[at]])) {
      const numbers = [];
      const take = (number) => {
        for (; number >= 0; number = this.next[number]) numbers.push(number);
      };
      take(this.singles[single(c)]);
      for (const bucket of new Set(afters.map((after) => pair(c, after)))) take(this.pairs[bucket]);
      for (const number of numbers.sort((a, b) => b - a)) {
        const word = this.words[number];
        if (word.chars[0] === c && letters.has(word.chars, at, true)) this.hit(letters, at, word, passed, found);
      }
    }
  }

  /** A word found makes itself, or a pair with one before it; a first word of a pair waits. */
  hit(letters, at, word, passed, found) {
    const start = letters.first(at);
    const end = letters.behind(at, word.chars.length);
    const reach = this.groups[word.group];
    if (reach === undefined) return found({ group: word.group, word: word.number, start, end });
    const waiting = this.waiting[word.group];
    if (!word.second) {
      [waiting.start, waiting.end, waiting.passed] = [start, end, passed];
      return;
    }
    const between = start - waiting.end;
    if (waiting.start < 0 || between < 0 || between > reach.letters || passed - waiting.passed > reach.breaks) return;
    found({ group: word.group, word: word.number, start: waiting.start, end });
  }
}
