/** What every contender is made of, but for how it reads the fields and how it writes the text. */

import { assessor } from "./assess.js";
import { open } from "./book.js";
import { composer, texts } from "./brief.js";
import { Case } from "./case.js";
import { fromIso } from "./dates.js";

/**
 * @param {object} know what `knowledge` in ../catalogue.mjs gives
 * @param {(book: object) => (draft: object, today: number) => Read} reader
 * @param {(texts: string[]) => ((view: object) => string)[]} writer what writes each of the texts
 * @returns {(draft: object, options: {today: string, channel?: string, limit?: number}) => {assessment: object, composition?: object}}
 *   the assessment, and the brief where a channel is named
 */
export function engine(know, reader, writer) {
  const book = open(know);
  const read = reader(book);
  const assess = assessor(book);
  const compose = composer(book, writer(texts(know)));
  return (draft, { today, channel, limit }) => {
    const day = fromIso(today);
    const found = read(draft, day);
    const one = new Case(book, found, day);
    const assessment = assess(one, found);
    return channel === undefined ? { assessment } : { assessment, composition: compose(one, book.channelAt.get(channel), limit) };
  };
}

/** A draft that was read: by fields, then the lists, then what is wrong. */
export class Read {
  constructor(book) {
    const count = book.fields.length;
    /** @type {string[]} trimmed, "" where nothing usable stands */
    this.texts = new Array(count).fill("");
    /** @type {(import("./fold.js").Reading | undefined)[]} */
    this.readings = new Array(count).fill(undefined);
    /** @type {(string | undefined)[]} free text as it was typed */
    this.paragraphs = new Array(count).fill(undefined);
    /** @type {({code: string, suggestion: string | undefined}[] | undefined)[]} what is wrong with a field that holds something */
    this.found = new Array(count).fill(undefined);
    /** The remedies chosen. */
    this.choices = [];
    /** Exhibits: `kind`, `count`, `date`, `shows`, `file`. */
    this.evidence = [];
    /** Steps: `day`, `channel`, `action`. */
    this.log = [];
    /** What could not be used at all; ids that the form does not know; what is wrong within the lists: `code`, `path`. */
    this.unread = [];
    this.unknown = [];
    this.within = [];
  }

  say(at, code, suggestion) {
    (this.found[at] ??= []).push({ code, suggestion });
  }
}

/** A number as a person would have typed it, at most two decimals; undefined where that would lose something. */
export function decimal(number) {
  const size = Math.abs(number);
  const sign = number < 0 ? "-" : "";
  if (Number.isInteger(size) && size < 9e15) return sign + size;
  const hundredths = Math.round(size * 100);
  if (!(Math.abs(hundredths / 100 - size) < 1e-9 && hundredths < 1e15)) return undefined;
  const [whole, part] = [Math.trunc(hundredths / 100), hundredths % 100];
  return `${sign}${whole}${part === 0 ? "" : `.${part < 10 ? "0" : ""}${part}`}`;
}

/** How many images or pages; undefined for none, NaN for what is no such number. */
export function countOf(value) {
  if (value === undefined || value === null) return undefined;
  const number = typeof value === "number" ? Math.trunc(value) : typeof value === "string" && /^\+?\d+$/.test(value.trim()) ? +value : NaN;
  return number >= 1 && number <= 1e6 ? number : NaN;
}
