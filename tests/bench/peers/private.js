/** Numbers and secrets in free text that no complaint needs, and characters that nobody sees. */

import { fromIso } from "./dates.js";
import { foldCode, usable } from "./fold.js";
import { phone } from "./identifiers.js";

const MOST = 20;
const CONTEXT = 10;
const FILLER = 8;
const ORDERS = ["订单", "单号", "编号", "流水", "运单", "凭证", "交易号", "快递号", "物流号", "序列号", "条码", "批号", "型号"];
const PHONES = ["电话", "手机", "号码", "联系", "致电", "拨打", "来电", "微信号", "tel", "Tel", "TEL"];
const CARDS = ["卡号", "银行卡", "储蓄卡", "信用卡", "借记卡", "账号", "帐号", "账户", "帐户", "尾号"];
const HANDING = "给告诉发报说填了过去他她对方客服商家我的您你，,";
const OWN = ["我的", "本人", "我手机", "我电话", "联系我", "打我", "自己的"];
const SECRET = /验证码|校验码|动态码|动态密码|密码|口令|安全码|卡密|passcode|password|cvv|CVV/g;
const UNITS = "秒分次位个条元块天年月日号时点小遍张万%";
const HIDDEN = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060-\u2064\ufeff]/;
const TURNS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const HIDES = /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060-\u2064\ufeff]/;

/** A line of text in which nothing should be hidden. @returns {import("./fold.js").Reading} */
export function line(text) {
  if (!HIDDEN.test(text)) return usable(text);
  return usable(text, text.replace(new RegExp(HIDDEN, "g"), ""), TURNS.test(text) ? "text.bidi" : "text.control");
}

/**
 * What in a text should be masked or removed.
 * @param {string} own the writer's telephone number, if it can be read
 * @param {(digits: string) => boolean} entered whether a field of its own holds that number
 * @returns {{code: string, span: [number, number], suggestion: string | undefined}[]}
 */
export function privateParts(text, own, entered) {
  const found = [];
  const say = (code, span, suggestion) => void (found.length < MOST && found.push({ code, span, suggestion }));
  if (HIDDEN.test(text)) {
    // Each kind once, where it first stands.
    const [turns, hides] = [text.search(TURNS), text.search(HIDES)];
    if (turns >= 0) say("text.bidi", [turns, turns + 1]);
    if (hides >= 0) say("text.control", [hides, hides + 1]);
  }
  numbers(text, own, entered, say);
  secrets(text, say);
  return found;
}

/** Fewest digits of any private number. */
const FEWEST = 11;

/** Whether there are as many digits, or what is folded to one. */
function hasMany(text) {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c >= 48 && c <= 57 ? true : c > 0x7e && (c < 0x2500 ? c < 0xbf || c >= 0x2070 : c >= 0xff10 ? c <= 0xff19 : c >= 0xd800)) count += 1;
  }
  return count >= FEWEST;
}

/** Numbers, as people space them: groups of digits with single blanks or hyphens between. */
function numbers(text, own, entered, say) {
  if (!hasMany(text)) return;
  let groups = [];
  let previous = 32;
  const close = () => {
    if (groups.length === 0) return;
    numbered(text, groups, own, entered, say);
    groups = [];
  };
  for (let at = 0; at < text.length; ) {
    let c = text.charCodeAt(at);
    const from = at;
    at += 1;
    if (c > 0x7e && !(c >= 0x4e00 && c <= 0x9fff)) {
      if (c >= 0xd800 && c <= 0xdbff && text.codePointAt(from) > 0xffff) c = text.codePointAt(at++ - 1);
      c = foldCode(c);
      if (c < 0) c = 32;
    }
    const last = groups.length > 0 ? groups[groups.length - 1] : undefined;
    if (c >= 48 && c <= 57) {
      if (last?.to === from) {
        last.to = at;
        last.digits += 1;
      } else if (isLetter(previous) || previous === 95) {
        close();
        // Part of a name such as SF1234567890123: counted as too long to be anything.
        groups.push({ from, to: at, digits: 1e9 });
      } else groups.push({ from, to: at, digits: 1 });
    } else if ((c === 120 || c === 88) && last?.to === from && last.digits < 18) {
      // The check character of a resident id.
      last.to = at;
      last.digits += 1;
    } else if ((c === 32 || c === 45) && previous >= 48 && previous <= 57) {
      // Between groups.
    } else if (isLetter(c) || c === 95) {
      // Digits that run into letters are a name too.
      if (last?.to === from) groups.pop();
      close();
    } else close();
    previous = c;
  }
  close();
}

const isLetter = (c) => (c >= 97 && c <= 122) || (c >= 65 && c <= 90);

/** Private numbers among groups that stand side by side. */
function numbered(text, groups, own, entered, say) {
  let first = 0;
  next: while (first < groups.length) {
    let digits = 0;
    for (let last = first; last < groups.length; last++) {
      digits += groups[last].digits;
      if (digits > 20) break;
      if (digits < FEWEST) continue;
      const { from } = groups[first];
      const { to } = groups[last];
      const found = privateNumber(text.slice(from, to), text.slice(Math.max(0, from - 2 * CONTEXT), from), digits, own, entered);
      if (found !== undefined) {
        say(found.code, [from, to], found.masked);
        first = last + 1;
        continue next;
      }
    }
    first += 1;
  }
}

function privateNumber(run, before, digits, own, entered) {
  const plain = folded(run);
  if (digits === 18 && isResidentId(plain)) return { code: "privacy.resident-id", masked: masked(run, 3, 1) };
  if (digits >= 16 && digits <= 19 && isCard(plain, before, entered)) return { code: "privacy.bank-card", masked: masked(run, 0, 4) };
  if ((digits === 11 || digits === 13) && isForeignPhone(run, plain, before, own, entered)) return { code: "privacy.third-party", masked: masked(run, digits - 8, 4) };
  return undefined;
}

/** The characters of a number without what spaces them. */
function folded(run) {
  let out = "";
  for (const character of run) {
    const c = foldCode(character.codePointAt(0));
    if (c >= 0 && c !== 32 && c !== 45) out += String.fromCodePoint(c);
  }
  return out;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** 18 characters, a real birthday, the check character of GB 11643. */
function isResidentId(number) {
  if (!/^[1-9]\d{16}[\dXx]$/.test(number)) return false;
  const sum = WEIGHTS.reduce((sum, weight, at) => sum + weight * number[at], 0);
  return "10X98765432"[sum % 11] === number[17].toUpperCase() && fromIso(`${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`) !== undefined;
}

/** 16–19 digits that pass Luhn and begin as issuers' numbers do. */
function isCard(number, before, entered) {
  if (!/^\d{16,19}$/.test(number)) return false;
  const issuer = +number.slice(0, 4);
  let sum = 0;
  for (let at = number.length - 1, twice = false; at >= 0; at--, twice = !twice) {
    const digit = number.charCodeAt(at) - 48;
    sum += twice ? (digit > 4 ? 2 * digit - 9 : 2 * digit) : digit;
  }
  if (sum % 10 !== 0 || issuer < 2221 || (issuer > 2720 && issuer < 3000) || entered(number)) return false;
  const which = called(before, [CARDS, ORDERS, PHONES]);
  if (which === 0 || which === 1) return which === 0;
  // Without a word for it only what issuers in China really use.
  return /^6[20]/.test(number) || (number.length === 16 && /^(?:4|5[1-5])/.test(number));
}

/** A mobile number that is neither the writer's nor an order's. */
function isForeignPhone(run, plain, before, own, entered) {
  const { value } = phone(run.trim());
  if (value === undefined || !/^1\d{10}$/.test(value) || value === own) return false;
  return called(before, [PHONES, ORDERS, CARDS]) !== 1 && called(before, [OWN]) === undefined && !entered(plain.replace(/[^0-9]/g, ""));
}

/** Which of the lists has the word that stands nearest before a number. */
function called(before, lists) {
  let count = 0;
  for (let at = before.length - 1; at >= 0; at--) {
    const unit = before.charCodeAt(at);
    if (unit >= 0xdc00 && unit <= 0xdfff) continue;
    if (count++ >= CONTEXT || "。；\n！？".includes(before[at])) return undefined;
    const which = lists.findIndex((list) => list.some((word) => before.startsWith(word, at)));
    if (which >= 0) return which;
  }
  return undefined;
}

/** The number with a star for each digit but the first and the last. */
function masked(run, first, last) {
  const isPart = (character) => /[0-9A-Za-z]/.test(String.fromCodePoint(Math.max(0, foldCode(character.codePointAt(0)))));
  const characters = [...run];
  const total = characters.filter(isPart).length;
  let seen = 0;
  return characters.map((c) => (!isPart(c) || ++seen <= first || seen + last > total ? c : "*")).join("");
}

/** A secret behind its name: 验证码 382910, 密码是…. */
function secrets(text, say) {
  // Up to where a secret is already said: 动态密码 is 密码 too.
  let done = 0;
  SECRET.lastIndex = 0;
  for (let match = SECRET.exec(text); match !== null; match = SECRET.exec(text)) {
    SECRET.lastIndex = match.index + 1;
    const start = match.index + match[0].length;
    const token = start < done ? undefined : secret(text, start);
    if (token === undefined) continue;
    done = token[1];
    say("privacy.secret", token, "******");
  }
}

/** Where behind its name a secret stands. */
function secret(text, start) {
  let from = -1;
  let to = start;
  let [digits, letters, named, direct] = [0, 0, false, true];
  let after;
  let count = 0;
  for (const character of text.slice(start, start + 64)) {
    const folded = foldCode(character.codePointAt(0));
    const digit = folded >= 48 && folded <= 57;
    if (digit || isLetter(folded) || (from >= 0 && folded >= 0 && "@#$&*_!-.".includes(String.fromCodePoint(folded)))) {
      if (from < 0) from = to;
      digits += digit ? 1 : 0;
      letters += isLetter(folded) ? 1 : 0;
      if (to + character.length - from > 24) return undefined;
    } else if (from >= 0) {
      after = character;
      break;
    } else {
      if ("是为：:=".includes(character)) named = true;
      else if (HANDING.includes(character)) direct = false;
      else if (!" “\"「【（(就叫".includes(character)) return undefined;
      if (count >= FILLER) return undefined;
    }
    to += character.length;
    count += 1;
  }
  if (from < 0 || (after !== undefined && UNITS.includes(after))) return undefined;
  // Only codes are told to somebody: 把验证码告诉了他，382910.
  const code = letters === 0 && digits >= 4 && digits <= 8;
  const word = direct && digits + letters >= 4 && (digits > 0 || named);
  return code || word ? [from, to] : undefined;
}
