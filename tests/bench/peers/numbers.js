/** Amounts in whole fen, quantities and dates, as people write them. */

import { civil, fromIso, iso, plusDays, digitsOf } from "./dates.js";
import { before, behind, controls, fold, past, unlabelled, unusable, upTo, usable } from "./fold.js";

const MOST_FEN = 1e12;
const PLAIN = /^\d+(?:\.\d\d?)?$/;
const DIGITS = /^\d*$/;
const CURRENCY = ["+", "CN¥", "¥", "RMB", "CNY", "人民币", "rmb", "cny"];
const YUAN = ["元整", "元", "圆", "块钱", "块", "RMB", "CNY", "人民币", "rmb", "cny"];
const UNITS = "件个辆盒套份瓶袋包箱台部只双条张支枝本把块片斤罐桶听杯根颗粒对副次位人门间晚天月年节课";
const JIAO = /^([^元块圆]*)[元块圆] *(\d)(?:|[角毛]|(分)|[角毛](.*?)分?)$/su;

/** @returns {import("./fold.js").Reading} in fen */
export function money(raw) {
  if (raw.length <= 12 && PLAIN.test(raw)) {
    const fen = Math.round(+raw * 100);
    return usable(fen, undefined, fen === 0 ? "amount.zero" : undefined);
  }
  let text = unlabelled(fold(raw));
  const hidden = controls;
  let negative = false;
  for (;;) {
    text = text.trimStart();
    const rest = behind(text, CURRENCY);
    if (!negative && text.startsWith("-")) [negative, text] = [true, text.slice(1)];
    else if (rest !== undefined) text = rest;
    else break;
  }
  const fen = yuanAndJiao(text) ?? plainYuan(text);
  if (typeof fen === "string") return unusable(fen);
  if (fen > MOST_FEN) return unusable("amount.range");
  const note = negative ? "amount.negative" : fen === 0 ? "amount.zero" : hidden ? "text.control" : undefined;
  return usable(fen, PLAIN.test(raw) ? undefined : yuan(fen), note);
}

/** `1240.50` */
export function yuan(fen) {
  const part = fen % 100;
  return `${(fen - part) / 100}.${part < 10 ? "0" : ""}${part}`;
}

/** `12元5角3分`, `12块5`; undefined where nothing follows the yuan. */
function yuanAndJiao(text) {
  const match = JIAO.exec(text);
  if (match === null) return undefined;
  const [, whole, first, isFen, more] = match;
  const last = more === undefined ? 0 : integer(more);
  if (last === undefined || last > 9) return undefined;
  const parts = isFen ? +first : +first * 10 + last;
  const amount = decimal(whole.trimEnd(), 0);
  return typeof amount === "string" ? amount : amount * 100 + parts;
}

function plainYuan(text) {
  const number = before(text, YUAN).trimEnd();
  return number.endsWith("万") ? decimal(number.slice(0, -1), 6) : decimal(number, 2);
}

/** In units of its `places`-th decimal, or a code; thousands may be set apart by commas. */
function decimal(text, places) {
  const point = text.indexOf(".");
  const [whole, fraction] = point < 0 ? [text, ""] : [text.slice(0, point), text.slice(point + 1)];
  if (!DIGITS.test(fraction) || whole.length + fraction.length === 0 || !(DIGITS.test(whole) || /^\d{1,3}(?:,\d{3})*$/.test(whole))) return "amount.format";
  const digits = upTo(fraction, "0");
  if (digits.length > places) return "amount.decimals";
  return +(whole.replaceAll(",", "") + digits.padEnd(places, "0"));
}

/** @returns {import("./fold.js").Reading} 1 to 999,999 */
export function quantity(raw) {
  let text = unlabelled(fold(raw));
  text = upTo((behind(text, ["x", "X", "×", "*", "共"]) ?? text).trimStart(), UNITS).trimEnd();
  const value = /^\d/.test(text) ? decimal(text, 0) : integer(text);
  if (value === undefined || typeof value === "string") return unusable("quantity.format");
  if (value < 1 || value > 999_999) return unusable("quantity.range");
  const normal = String(value);
  return usable(value, normal === raw ? undefined : normal, controls ? "text.control" : undefined);
}

const NUMERALS = new Map([..."零一二三四五六七八九"].map((numeral, value) => [numeral, value]).concat([["〇", 0], ["两", 2]]));

/** A whole number in digits, ASCII or Chinese, or a Chinese numeral below a hundred. */
export function integer(text) {
  if (/^\d+$/.test(text)) return +text <= 0xffff_ffff ? +text : undefined;
  let tens;
  let units;
  for (const c of text) {
    if (c === "十") {
      if (tens !== undefined || units > 9) return undefined;
      [tens, units] = [units ?? 1, undefined];
      continue;
    }
    const digit = c >= "0" && c <= "9" ? +c : NUMERALS.get(c);
    if (digit === undefined || (units !== undefined && tens !== undefined)) return undefined;
    units = (units ?? 0) * 10 + digit;
    if (units > 0xffff_ffff) return undefined;
  }
  return tens === undefined ? units : tens * 10 + (units ?? 0);
}

const DAYS_AGO = { 今天: 0, 今日: 0, 昨天: 1, 昨日: 1, 昨晚: 1, 前天: 2, 前日: 2, 大前天: 3 };
const YEARS_AGO = { 今年: 0, 去年: 1, 前年: 2 };
const MONTHS_AGO = { 这个月: 0, 本月: 0, 上个月: 1, 上月: 1 };
const either = (words) => Object.keys(words).join("|");
const N = " *([0-9]+|[〇零一二两三四五六七八九十]+)";
const MONTH = " *[月\\-/.]";
const RELATIVE = new RegExp(`^(?:(${either(DAYS_AGO)})|(${either(MONTHS_AGO)})${N} *[日号]|(${either(YEARS_AGO)})${N}${MONTH}${N}(?: *[日号])?|${N}[天日]前)`);
const BEGUN = new RegExp(`^(?:${either(DAYS_AGO)}|${either(MONTHS_AGO)}|${either(YEARS_AGO)})`);
const RUN = /^ *([0-9]{8}|[0-9]{12}|[0-9]{14})(?![0-9])/;
const WITH_YEAR = new RegExp(`^${N} *年${N}${MONTH}${N}(?: *[日号])?`);
const YEAR_SIGN = new RegExp(`^${N} *年`);
const BY_MARKS = new RegExp(`^${N}${MONTH}${N}(?: *[\\-/.月]${N})?(?: *[日号])?`);
const AFTER = /^[ ,(]*(?:(?:星期|礼拜|周)[一二三四五六日天])?[ ,)]*(?:凌晨|早上|上午|中午|下午|傍晚|晚上)? *[Tt]?([0-9:.,点时分秒]*)(.*)$/s;
const ZONE = /^(?:[Zz]|([+-])(.*))$/s;

/**
 * A date; without a year the last such day that is not after `latest`. A weekday and a time may follow; a time with a zone
 * is converted to China's date.
 * @returns {import("./fold.js").Reading} days since 1970
 */
export function date(raw, today, latest = today) {
  const plain = fromIso(raw);
  if (plain !== undefined) return usable(plain, undefined, undefined);
  const text = unlabelled(fold(raw));
  const hidden = controls;
  const found = day(text, today, latest);
  if (typeof found === "string") return unusable(found);
  const shift = afterDay(text.slice(taken));
  if (shift === undefined) return unusable("date.format");
  const value = shift === 0 ? found : plusDays(found, shift);
  if (value === undefined) return unusable("date.impossible");
  const normal = iso(value);
  return usable(value, normal === raw ? undefined : normal, hidden ? "text.control" : undefined);
}

/** How much of the text the last `day` took. */
let taken = 0;

const number = (digits) => (digits === undefined ? undefined : (integer(digits) ?? (/^\d/.test(digits) ? Infinity : NaN)));
const wrong = (...numbers) => numbers.some(Number.isNaN);

/** The day at the front of the text, "date.impossible" or "date.format". */
function day(text, today, latest) {
  const take = (pattern) => {
    const match = pattern.exec(text);
    if (match !== null) taken = match[0].length;
    return match;
  };
  const thisYear = Math.trunc(digitsOf(today) / 10000);
  const relative = take(RELATIVE);
  if (relative !== null) {
    const [, ago, months, dayOfMonth, years, month, dayOfYear, days] = relative;
    if (ago !== undefined) return plusDays(today, -DAYS_AGO[ago]) ?? "date.impossible";
    const [a, b, c, d] = [dayOfMonth, month, dayOfYear, days].map(number);
    if (wrong(a, b, c, d)) return "date.format";
    if (months !== undefined) {
      const index = thisYear * 12 + (Math.trunc(digitsOf(today) / 100) % 100) - 1 - MONTHS_AGO[months];
      return civil(Math.trunc(index / 12), (index % 12) + 1, a) ?? "date.impossible";
    }
    if (years !== undefined) return civil(thisYear - YEARS_AGO[years], b, c) ?? "date.impossible";
    return plusDays(today, -d) ?? "date.impossible";
  }
  if (BEGUN.test(text)) return "date.format";
  const run = take(RUN);
  // 20261103, perhaps with the time behind it: 20261103142201.
  if (run !== null) return civil(+run[1].slice(0, 4), +run[1].slice(4, 6), +run[1].slice(6, 8)) ?? "date.impossible";
  const withYear = take(WITH_YEAR);
  if (withYear !== null) {
    const [y, m, d] = [number(withYear[1]), number(withYear[2]), number(withYear[3])];
    if (wrong(y, m, d) || (withYear[1].length !== 2 && withYear[1].length !== 4)) return "date.format";
    return civil(withYear[1].length === 2 ? y + 2000 : y, m, d) ?? "date.impossible";
  }
  if (YEAR_SIGN.test(text)) return "date.format";
  const marked = take(BY_MARKS);
  if (marked === null) return "date.format";
  const [a, b, c] = [number(marked[1]), number(marked[2]), number(marked[3])];
  if (wrong(a, b, c)) return "date.format";
  if (c !== undefined) return /^\d{4}$/.test(marked[1]) ? (civil(a, b, c) ?? "date.impossible") : "date.format";
  if (marked[1].length > 2) return "date.format";
  // Eight years reach back to a 29 February in any case.
  for (let ago = 0; ago <= 8; ago++) {
    const found = civil(Math.trunc(digitsOf(latest) / 10000) - ago, a, b);
    if (found <= latest) return found;
  }
  return "date.impossible";
}

/** Past weekday, part of the day, clock and zone; the days to add to come to China's date, undefined if something else stands there. */
function afterDay(text) {
  if (text === "") return 0;
  const [, clock, zone] = AFTER.exec(upTo(text, "左右前后多许半钟"));
  if (clock === "") return zone === "" && !/[Tt]$/.test(text) ? 0 : undefined;
  const [hours, minutes] = clock.split(/[^0-9]/);
  const hour = integer(hours);
  const minute = integer(minutes ?? "") ?? 0;
  if (!(hour <= 24 && minute < (hour === 24 ? 1 : 60))) return undefined;
  if (zone.trim() === "") return 0;
  const match = ZONE.exec(zone.trim());
  if (match === null) return undefined;
  let east = 0;
  if (match[1] !== undefined) {
    const digits = past(match[2], "0");
    const [h, m] = digits.includes(":") ? [digits.slice(0, digits.indexOf(":")), digits.slice(digits.indexOf(":") + 1)] : digits.length >= 3 ? [digits.slice(0, -2), digits.slice(-2)] : [digits, "0"];
    const [hoursEast, minutesEast] = [integer(h) ?? 0, integer(m)];
    if (!(hoursEast <= 14 && minutesEast < 60)) return undefined;
    east = (match[1] === "-" ? -1 : 1) * (hoursEast * 60 + minutesEast);
  }
  return Math.floor((hour * 60 + minute - east + 8 * 60) / (24 * 60));
}
