/** Order numbers, transaction numbers, waybills, credit codes, telephone numbers and e-mail addresses. */

import { controls, fold, LEADING_HAN, past, tidied, unlabelled, unusable, upTo, usable } from "./fold.js";

const ORDINARY = /^[\w\-*|]+$/;
const BEFORE = /^(?:[^!-~]|["'`:#,;.()[\]<>/])+/;
const BEHIND = /(?:[^!-~\u3400-\u9fff〇]|["'`:#,;.()[\]<>/])+$/;
const SCIENTIFIC = /^\d[\d.]*[eE]\+ *\d+ *$/;
const TRANSACTION = /^4200\d{24}$/;
const LETTERS = /^[0-9A-Za-z]*$/;

/** One identifier freed from its label, its copy button and the blanks that line breaks left in it; or a code that begins with "!". */
function pasted(raw, characters) {
  if (ORDINARY.test(raw)) {
    hidden = false;
    return raw;
  }
  let text = fold(raw).replace(BEFORE, "").replace(BEHIND, "");
  hidden = controls;
  if (text.endsWith("复制")) text = text.slice(0, -2).replace(BEHIND, "");
  if (SCIENTIFIC.test(text)) return "!order.scientific";
  const joined = text.replaceAll(" ", "");
  const long = text.split(/[ ,;、/]/).filter((piece) => piece.length >= 10 && /^[\0-\x7f]*$/.test(piece));
  if (long.length > 1 && !TRANSACTION.test(joined)) return "!order.two-ids";
  return ORDINARY.test(joined) ? joined : `!${characters}`;
}

/** Whether the last `pasted` dropped invisible characters. */
let hidden = false;
const refused = (id) => id.charCodeAt(0) === 33;

/** @returns {import("./fold.js").Reading} 6–32 of `[0-9A-Za-z_\-*|]` */
export function orderNumber(raw) {
  const id = pasted(raw, "order.characters");
  if (refused(id)) return unusable(id.slice(1));
  if (id.length < 6 || id.length > 32) return unusable("order.length");
  const note = TRANSACTION.test(id) ? "order.transaction" : /^(.)\1*$/.test(id) ? "order.unusual" : undefined;
  return tidied(id, raw, note, hidden);
}

/** @returns {import("./fold.js").Reading} at most 32 letters and digits, usually 28 digits from 4200 on */
export function transactionId(raw) {
  const id = pasted(raw, "order.characters");
  if (refused(id)) return unusable(id.slice(1));
  if (!LETTERS.test(id)) return unusable("order.characters");
  if (id.length > 32) return unusable(TRANSACTION.test(id.slice(0, 28)) && TRANSACTION.test(id.slice(28)) ? "order.two-ids" : "order.length");
  return tidied(id, raw, TRANSACTION.test(id) ? undefined : "order.unusual", hidden);
}

/** @returns {import("./fold.js").Reading} 8–30 letters and digits, hyphens between them */
export function waybill(raw) {
  const id = pasted(raw, "code.waybill-characters");
  if (refused(id)) return unusable(id.slice(1));
  const number = id.toUpperCase();
  if (!/^[0-9A-Z-]*$/.test(number)) return unusable("code.waybill-characters");
  if (number.length < 8 || number.length > 30) return unusable("code.waybill-length");
  return tidied(number, raw, number.replace(/[^0-9]/g, "").length < 6 ? "order.unusual" : undefined, hidden);
}

/** @returns {import("./fold.js").Reading} 18 characters, of which two are checks */
export function creditCode(raw) {
  const id = pasted(raw, "code.characters");
  if (refused(id)) return unusable(id.slice(1));
  const code = id.replaceAll("-", "").toUpperCase();
  if (!LETTERS.test(code)) return unusable("code.characters");
  if (code.length !== 18) return unusable("code.length");
  const agrees = checksAgree(code);
  if (agrees === undefined) {
    const likely = code.replace(/[OIZSV]/g, (c) => RESEMBLED[c]);
    return checksAgree(likely) ? usable(code, likely, "code.check") : unusable("code.characters");
  }
  return tidied(code, raw, agrees ? undefined : "code.check", hidden);
}

const RESEMBLED = { O: "0", I: "1", Z: "2", S: "5", V: "U" };
const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const WEIGHTS_WITHIN = [3, 7, 9, 10, 5, 8, 4, 2];

/** Whether both check characters agree; undefined where a character is not of the alphabet. */
function checksAgree(code) {
  const values = [...code].map((c) => ALPHABET.indexOf(c));
  if (values.includes(-1)) return undefined;
  const sum = WEIGHTS.reduce((sum, weight, at) => sum + weight * values[at], 0);
  // Within, letters count from A = 10 without gaps, and the check of 10 is written X.
  const within = WEIGHTS_WITHIN.reduce((sum, weight, at) => sum + weight * Number.parseInt(code[8 + at], 36), 0);
  const check = (11 - (within % 11)) % 11;
  return values[17] === (31 - (sum % 31)) % 31 && code[16] === (check === 10 ? "X" : String(check));
}

const MOBILE = /^1[3-9]\d{9}$/;
const HIDDEN = /[*xX×•●]{2}/;
const MAIN = /^[0-9+\- ().]*$/;
const SERVICE = /^(?:11[09]|12[02]|100\d\d|111\d\d|123\d\d|101\d{5}|95\d{3,6}|96\d{3,4})$/;

/** @returns {import("./fold.js").Reading} mobile, landline, service or, with its country code, foreign number */
export function phone(raw) {
  if (MOBILE.test(raw)) return usable(raw, undefined, undefined);
  const text = unlabelled(fold(raw)).replace(LEADING_HAN, "");
  const dropped = controls;
  const first = text.split(/[/、,;或和及]/, 2);
  if (first.length > 1) return unusable(typeof dialled(first[0]) === "string" ? "phone.format" : "phone.several");
  const found = dialled(text);
  if (typeof found === "string") return unusable(found);
  const reading = tidied(found.number, raw, found.note, dropped);
  // Hyphens in landline and service numbers are good writing.
  if (reading.normal !== undefined && !found.number.startsWith("1") && raw.replaceAll("-", "") === found.number.replaceAll("-", "")) return usable(found.number, undefined, found.note ?? (dropped ? "text.control" : undefined));
  return reading;
}

/** The number, or a code. */
function dialled(text) {
  if (HIDDEN.test(text)) return "phone.masked";
  const named = text.search(/[转分ex#*]/);
  const main = named < 0 ? text : text.slice(0, named);
  const extension = named < 0 ? "" : upTo(past(text.slice(named + 1), "机xt -:."), "机xt -:.");
  let digits = "";
  /** Whether a hyphen stands before that digit. */
  let hyphens = [];
  for (const c of main) {
    if (c >= "0" && c <= "9") {
      if (digits.length >= 40) return "phone.long";
      digits += c;
    } else if (c === "-") hyphens[digits.length] = true;
    else if (!MAIN.test(c) || (c === "+" && digits !== "")) return "phone.format";
  }
  if (digits === "" || !/^\d{0,6}$/.test(extension) || (named >= 0 && extension === "")) return "phone.format";
  const drop = (count) => {
    digits = digits.slice(count);
    hyphens = hyphens.slice(count);
  };
  const isMobile = (number) => /^1[3-9]/.test(number);
  let abroad = past(text, "( ").startsWith("+");
  if (!abroad && digits.startsWith("00")) {
    drop(2);
    abroad = true;
  }
  let national = false;
  if (digits.startsWith("86") && (abroad || hyphens[2] || (digits.length === 13 && isMobile(digits.slice(2))))) {
    drop(2);
    [abroad, national] = [false, true];
  }
  if (abroad) return extension === "" && digits.length >= 7 && digits.length <= 15 && !digits.startsWith("0") ? { number: `+${digits}`, note: "phone.foreign" } : "phone.format";
  // A trunk zero before a mobile number, as dialled from landlines.
  if (digits.length === 12 && digits.startsWith("0") && isMobile(digits.slice(1))) drop(1);
  // After +86 the area code stands without its zero.
  if (national && digits.length >= 10 && !/^(?:[48]00|0)/.test(digits) && !isMobile(digits)) {
    digits = `0${digits}`;
    hyphens.unshift(false);
  }
  return domestic(digits, hyphens, extension);
}

function domestic(digits, hyphens, extension) {
  /** The number of that length, and its extension. */
  const split = (length) => {
    if (digits.length < length) return undefined;
    const more = digits.slice(length);
    if (more === "") return [digits, extension];
    return extension === "" && more.length <= 6 && hyphens[length] ? [digits.slice(0, length), more] : undefined;
  };
  const whole = (number, more, note) => ({ number: more === "" ? number : `${number}-${more}`, note });
  const size = (length) => (digits.length < length ? "phone.short" : "phone.long");
  if (digits.length === 13 && /^1(?:4|064)/.test(digits)) return "phone.machine";
  if (/^1[3-9]/.test(digits)) {
    if (digits.length === 22 && /^1[3-9]/.test(digits.slice(11))) return "phone.several";
    const [number, more] = split(11) ?? [];
    return number === undefined ? size(11) : whole(number, more, more === "" ? undefined : "phone.virtual");
  }
  if (/^0(?:10|[2-9])/.test(digits)) {
    // Two or three digits of area code behind the zero; local numbers do not begin with 0 or 1.
    const area = digits[1] <= "2" ? 3 : 4;
    const [number, more] = split(area + 8) ?? (area === 4 ? split(11) : undefined) ?? [];
    if (number === undefined) return size(11);
    return /[01]/.test(number[area]) ? "phone.format" : whole(`${number.slice(0, area)}-${number.slice(area)}`, more);
  }
  if (/^[48]00/.test(digits)) {
    const [number, more] = split(10) ?? [];
    return number === undefined ? size(10) : whole(number, more);
  }
  if (SERVICE.test(digits)) return extension === "" ? whole(digits, "") : "phone.format";
  if (/^[2-8]\d{6,7}$/.test(digits)) return "phone.area-code";
  return digits.length < 7 ? "phone.short" : digits.length > 11 ? "phone.long" : "phone.format";
}

const LOCAL = /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+$/;
const DOMAIN_LABEL = /^(?!-)(?:[a-zA-Z0-9-]|(?![×÷\u2000-\u206f\u3000-\u303f\uff00-\uffef])[\u00c0-\u{10ffff}])+(?<!-)$/u;
const SLIP = /^(?:con|cmo|ocm|comm|vom|xom)$/i;
const utf8 = new TextEncoder();

/** @returns {import("./fold.js").Reading} after the HTML standard, with international domains */
export function email(raw) {
  const folded = unlabelled(fold(raw));
  const dropped = controls;
  const text = folded.endsWith(">") && folded.includes("<") ? folded.slice(folded.lastIndexOf("<") + 1, -1) : folded;
  const sign = text.indexOf("@");
  if (sign < 0) return unusable("email.format");
  const local = text.slice(0, sign).trimEnd();
  const labels = text.slice(sign + 1).split(/[.,]/).map((label) => label.trim());
  const value = `${local}@${labels.join(".")}`;
  const fits = (text, most) => text.length <= most && (/^[\0-\x7f]*$/.test(text) || utf8.encode(text).length <= most);
  if (!labels.every((label) => DOMAIN_LABEL.test(label) && fits(label, 63)) || !LOCAL.test(local) || !fits(value, 254)) return unusable("email.format");
  const ending = labels.at(-1);
  // The address stays as it was typed; the likely one is only offered.
  if (SLIP.test(ending)) return usable(value, `${value.slice(0, -ending.length)}com`, "email.domain");
  return tidied(value, raw, labels.length === 1 ? "email.domain" : undefined, dropped);
}

