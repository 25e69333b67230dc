/** Identifiers as people paste them: full width, odd blanks, invisible characters, labels and copy buttons around them. */

/** Han characters, the only ones that Chinese labels are made of. */
const HAN = "\\u3400-\\u9fff\\u{20000}-\\u{323af}〇";
export const LEADING_HAN = new RegExp(`^[${HAN}: ]+`, "u");
const LABEL = new RegExp(`^[${HAN}a-zA-Z /()]*$`, "u");
const PLAIN = /^[ -~\u4e00-\u9fff]*$/;

/** The code point folded to the one it stands for; -1: invisible, to be dropped. */
export function foldCode(c) {
  if ((c >= 0x20 && c <= 0x7e) || (c >= 0x4e00 && c <= 0x9fff)) return c;
  if (c <= 0x20) return c >= 9 && c <= 13 ? 0x20 : -1;
  if (c < 0x2000) {
    if (c === 0x85 || c === 0xa0 || c === 0x1680) return 0x20;
    if (c <= 0x9f || c === 0xad || c === 0x34f || c === 0x61c || c === 0x115f || c === 0x1160 || (c >= 0x180b && c <= 0x180f)) return -1;
    return c === 0xb2 || c === 0xb3 ? c - 0xb0 + 48 : c === 0xb9 ? 49 : c;
  }
  if (c <= 0x206f) {
    if (c <= 0x200a || c === 0x2028 || c === 0x2029 || c === 0x202f || c === 0x205f) return 0x20;
    if (c <= 0x200f || (c >= 0x202a && c <= 0x202e) || c >= 0x2060) return -1;
    return c >= 0x2010 && c <= 0x2015 ? 45 : c;
  }
  if (c >= 0xff01 && c <= 0xff5e) return c - 0xfee0;
  if (c === 0x3000) return 0x20;
  if (c === 0x20e3 || c === 0x3164 || (c >= 0xfe00 && c <= 0xfe0f) || c === 0xfeff || c === 0xffa0 || (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe0fff)) return -1;
  if (c === 0x2070 || (c >= 0x2074 && c <= 0x2079)) return c - 0x2070 + 48;
  if (c >= 0x2080 && c <= 0x2089) return c - 0x2080 + 48;
  if (c >= 0x2460 && c <= 0x2468) return c - 0x2460 + 49;
  if (c >= 0x1d7ce && c <= 0x1d7ff) return ((c - 0x1d7ce) % 10) + 48;
  if (c >= 0x1fbf0 && c <= 0x1fbf9) return c - 0x1fbf0 + 48;
  return ODD.get(c) ?? c;
}

const ODD = new Map([["￥", "¥"], ["⓪", "0"], ["−", "-"], ["﹘", "-"], ["﹣", "-"], ["。", "."], ["｡", "."], ["﹒", "."], ["﹐", ","], ["∶", ":"], ["﹕", ":"], ["﹔", ";"], ["﹙", "("], ["﹚", ")"], ["﹟", "#"], ["﹡", "*"], ["﹢", "+"], ["﹫", "@"]].map(([from, to]) => [from.codePointAt(0), to.codePointAt(0)])); // prettier-ignore

/** Whether anything was invisible in the last text that `fold` read. */
export let controls = false;

/** The text folded, without blanks around it; see `controls`. */
export function fold(raw) {
  controls = false;
  const trimmed = raw.trim();
  if (PLAIN.test(trimmed)) return trimmed;
  let out = "";
  for (const character of trimmed) {
    const code = foldCode(character.codePointAt(0));
    if (code < 0) controls = true;
    else out += String.fromCodePoint(code);
  }
  return out.trim();
}

/** From the first character on that is none of `set`. */
export function past(text, set) {
  let at = 0;
  while (at < text.length && set.includes(text[at])) at++;
  return at === 0 ? text : text.slice(at);
}

/** Up to the last character that is none of `set`. */
export function upTo(text, set) {
  let end = text.length;
  while (end > 0 && set.includes(text[end - 1])) end--;
  return end === text.length ? text : text.slice(0, end);
}

/** What stands behind the first of these beginnings that the text has; undefined without one. */
export function behind(text, words) {
  for (const word of words) if (text.startsWith(word)) return text.slice(word.length);
  return undefined;
}

/** What stands before the first of these ends that the text has, or all of it. */
export function before(text, words) {
  for (const word of words) if (text.endsWith(word)) return text.slice(0, -word.length);
  return text;
}

/** The value in folded text that was pasted with its label, its copy button or quotes. */
export function unlabelled(folded) {
  const colon = folded.indexOf(":");
  const value = colon >= 0 && LABEL.test(folded.slice(0, colon)) ? folded.slice(colon + 1) : folded;
  return upTo(past(before(value.trimEnd(), ["复制"]), " \"'`“”‘’"), " \"'`“”‘’,;.、");
}

/**
 * What reading a value found. `code`: what is to be said of it, if anything; without a `value` it is unusable. `normal`: the
 * tidier spelling, where there is one.
 * @typedef {{value: any, code: string | undefined, normal: string | undefined}} Reading
 */

/** @returns {Reading} */
export const unusable = (code) => ({ value: undefined, code, normal: undefined });

/** @returns {Reading} */
export const usable = (value, normal, note) => ({ value, code: note ?? (normal === undefined ? undefined : "text.normalised"), normal });

/** A reading whose value is its normal text. */
export const tidied = (value, raw, note, hidden) => usable(value, value === raw ? undefined : value, note ?? (hidden ? "text.control" : undefined));
