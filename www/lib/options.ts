/** Options of a call besides its draft. Whoever writes options is a developer, so a mistake is a TypeError. */

import { LOCALES } from "./built/decode.js";
import type { DocumentId, Locale } from "./built/types.js";
import { quoted, wrong } from "./call.js";
import { civilDay, hasFields, property } from "./encode.js";

export interface Options {
  /** Civil date YYYY-MM-DD that counts as today. Default: the date where the host stands, read at each call. */
  today?: string;
  /** Language of every message, label and document. Default "zh-CN". */
  locale?: Locale;
}

export interface ComposeOptions extends Options {
  /**
   * "form" the nine-line table · "brief" for a channel's text limit · "negotiation" to the merchant ·
   * "letter" to 12315 or the association · "follow-up" after silence or refusal · "evidence-list" ·
   * "claim" statement of claim.
   */
  document: DocumentId;
  channel?: string;
  format?: "text" | "markdown" | "html";
  /** Leave phone, e-mail and address out, for a text that the merchant will read. */
  hideContact?: boolean;
  /** At most this many characters, as the channel counts them. Default: the channel's own limit. */
  limit?: number;
  /** Language of the text itself, where it differs from `locale`, that of the labels of its parts. What is sent is Chinese. */
  language?: Locale;
  /** Day by which the text asks for an answer, YYYY-MM-DD. Default, and where that day has passed: chosen by rule. */
  replyBy?: string;
  /** "short" for chats and small boxes, of the documents that have such a version; "full" by default. */
  version?: "short" | "full";
}

export interface RecognizeOptions extends Options {
  /**
   * "ocr" for a text that a tool read off a picture: ¥ may be Y, 半, 羊 or #, 0 may be O, 1 may be l, and blanks may be
   * anywhere; nothing found is certain. Default "text".
   */
  source?: "text" | "ocr";
}

export interface LoadOptions {
  /**
   * Locales whose words are loaded, by default all. A call in a language that is not loaded is a TypeError; the next `ready()`
   * may add it. An engine with additions needs all.
   */
  locales?: Locale[];
  /**
   * Whether an empty draft is judged as soon as the host is idle, so that the first real call finds the module
   * compiled. Default: true, in WeChat's logic layer false.
   */
  warm?: boolean;
}

/** The options of every call, checked: the day as a number, 20261124. */
export interface Settings {
  locale: Locale;
  day: number;
}

const FORMATS = ["text", "markdown", "html"];
const VERSIONS = ["full", "short"];
const SAMPLE = '{ locale: "en", today: "2026-05-01" }';

export function settings(name: string, options: unknown): Settings {
  if (options === undefined) return { locale: LOCALES[0], day: civilDay(new Date()) };
  if (!hasFields(options)) throw wrong(name, `options must be an object such as ${SAMPLE}`);
  const locale = property(options, "locale") ?? LOCALES[0];
  const today = property(options, "today") ?? undefined;
  if (!isLocale(locale)) throw wrong(name, `options.locale must be one of ${quoted(LOCALES)}`);
  const day = today === undefined ? civilDay(new Date()) : dayOf(today);
  if (day === undefined) throw wrong(name, "options.today must be a date YYYY-MM-DD");
  return { locale, day };
}

const isLocale = (value: unknown): value is Locale => (LOCALES as readonly unknown[]).includes(value);

/** Most calls name the same day as the one before. */
let last: { text: string; day: number } | undefined;

function dayOf(text: unknown): number | undefined {
  if (typeof text !== "string") return undefined;
  if (text === last?.text) return last.day;
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || date === undefined) return undefined;
  // A day that the month does not have is another month's.
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, date);
  if (moment.getUTCMonth() !== month - 1 || moment.getUTCDate() !== date) return undefined;
  last = { text, day: year * 10_000 + month * 100 + date };
  return last.day;
}

/** Options of `compose` besides. Whether the catalogue has that document and channel, the module reports. */
export interface ComposeSettings {
  document: string;
  channel: string | undefined;
  language: Locale;
  /** 0 text, 1 Markdown, 2 HTML; 4 more without contact data, 8 more for the short version. */
  form: number;
  /** Below 0: none is given. */
  limit: number;
  /** 0: none is given. */
  replyBy: number;
}

export function composeSettings(options: unknown, locale: Locale): ComposeSettings {
  const given = (key: string) => (hasFields(options) ? (property(options, key) ?? undefined) : undefined);
  const document = given("document");
  const channel = given("channel");
  const format = given("format") ?? "text";
  const hideContact = given("hideContact") ?? false;
  const limit = given("limit");
  const language = given("language") ?? locale;
  const replyBy = given("replyBy");
  const version = given("version") ?? "full";
  if (!isId(document)) throw wrong("compose", "options.document must be the id of one of form().documents");
  if (channel !== undefined && !isId(channel)) {
    throw wrong("compose", "options.channel must be the id of one of form().channels");
  }
  if (!FORMATS.includes(format as string)) throw wrong("compose", `options.format must be one of ${quoted(FORMATS)}`);
  if (typeof hideContact !== "boolean") throw wrong("compose", "options.hideContact must be true or false");
  if (limit !== undefined && !(Number.isSafeInteger(limit) && (limit as number) > 0)) {
    throw wrong("compose", "options.limit must be a whole number above 0");
  }
  if (!isLocale(language)) throw wrong("compose", `options.language must be one of ${quoted(LOCALES)}`);
  const day = replyBy === undefined ? 0 : dayOf(replyBy);
  if (day === undefined) throw wrong("compose", "options.replyBy must be a date YYYY-MM-DD");
  if (!VERSIONS.includes(version as string)) {
    throw wrong("compose", `options.version must be one of ${quoted(VERSIONS)}`);
  }
  return {
    document,
    channel,
    language,
    form: FORMATS.indexOf(format as string) + (hideContact ? 4 : 0) + (version === "short" ? 8 : 0),
    limit: limit === undefined ? -1 : Math.min(limit as number, 0x7fff_ffff),
    replyBy: day,
  };
}

/** Whether the text was read off a picture. */
export function isOcr(options: unknown): boolean {
  const source = hasFields(options) ? (property(options, "source") ?? "text") : "text";
  if (source !== "text" && source !== "ocr") throw wrong("recognize", 'options.source must be one of "text", "ocr"');
  return source === "ocr";
}

/** No id is longer; a huge text need not reach the module. */
const isId = (id: unknown): id is string => typeof id === "string" && id !== "" && id.length <= 100;

export function loadSettings(options: unknown): { locales: readonly Locale[]; warm: boolean | undefined } {
  const given = (key: string) => (hasFields(options) ? (property(options, key) ?? undefined) : undefined);
  const locales = given("locales") ?? LOCALES;
  const warm = given("warm");
  if (!Array.isArray(locales) || !locales.every(isLocale)) {
    throw wrong("ready", `options.locales must be a list of ${quoted(LOCALES)}`);
  }
  if (warm !== undefined && typeof warm !== "boolean") throw wrong("ready", "options.warm must be true or false");
  return { locales, warm };
}
