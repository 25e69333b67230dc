// A case as it is kept and as it travels: its format, the way up from older formats, and the reading of a file
// that anybody may have changed. Knows the outer shape only; what the fields mean is the module's business.

import { StoreError } from "./idb.js";

/** The format written today. A reader upgrades lower numbers and leaves higher ones alone. */
export const FORMAT = 1;

const LARGEST = 4 * 1024 * 1024; // UTF-16 units of an imported text; a draft is at most 256 KiB
const DEEPEST = 8; // a draft needs 4: draft → evidence → exhibit → file

/** @typedef {{[field: string]: unknown}} Draft */
/** @typedef {{[key: string]: unknown}} Meta what the page wants to remember beside the draft: title, section, language */
/** As stored: `draft` is JSON text, so that a record is a snapshot and exactly what was acknowledged.
 * @typedef {{id: string, format: number, saved: number, draft: string, meta: Meta}} CaseRecord */
/** `code`: too-large, not-json, not-a-case, newer, dropped (a part that cannot belong to a draft, at `path`).
 * @typedef {{code: "too-large"|"not-json"|"not-a-case"|"newer"|"dropped", path: (string|number)[]}} Problem */

/** Step n turns a case of format n into one of format n + 1. Format 0 is a bare draft, as other programs hold it.
 * @type {((content: any) => any)[]} */
const UPGRADES = [(draft) => ({ draft, meta: {} })];

/** @param {unknown} value @returns {value is {[key: string]: any}} */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {any} content @param {number} format @returns {{draft: Draft, meta: Meta}} */
function upgrade(content, format) {
  if (format > FORMAT) throw new StoreError("newer");
  for (const step of UPGRADES.slice(format)) content = step(content);
  return content;
}

/** @param {any} record @returns {number} */
export const formatOf = (record) => (Number.isInteger(record?.format) && record.format >= 0 ? record.format : 0);

/** @param {string} id @param {string} draft JSON text @param {Meta} meta @param {number} saved ms since 1970 @returns {CaseRecord} */
export const encode = (id, draft, meta, saved) => ({ id, format: FORMAT, saved, draft, meta });

/** Reads a stored record of this or an older format; throws a StoreError "newer" or "damaged". @param {any} record */
export function decode(record) {
  const format = formatOf(record);
  if (format > FORMAT) throw new StoreError("newer");
  try {
    const draft = typeof record.draft === "string" ? JSON.parse(record.draft) : record.draft;
    const content = upgrade(format === 0 ? draft : { draft, meta: record.meta }, format);
    if (!isObject(content.draft)) throw new StoreError("damaged");
    return { id: String(record.id), draft: content.draft, meta: isObject(content.meta) ? content.meta : {}, saved: Number(record.saved) || 0 };
  } catch {
    throw new StoreError("damaged");
  }
}

/** The case as a text that `parse` reads, here and in later versions. Evidence files are not in it, only their names and sums.
 * @param {any} record */
export function serialize(record) {
  /** @type {any} */
  let draft = record.draft;
  try {
    if (typeof draft === "string") draft = JSON.parse(draft);
  } catch {
    // a damaged record is handed out as it is: better than nothing
  }
  const saved = Number(record.saved) || 0;
  const content = { tousu: formatOf(record), saved, meta: record.meta, draft };
  const day = new Date(saved); // in the name: the day on the person's own calendar
  const name = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  return { name: `tousu-${name}.json`, text: JSON.stringify(content, null, 1) };
}

/**
 * Reads an exported case, or a bare draft, from a file or a paste. Never throws.
 * @param {unknown} text
 * @returns {{draft?: Draft, meta: Meta, problems: Problem[]}} `draft` is absent when nothing could be read
 */
export function parse(text) {
  /** @param {Problem["code"]} code @returns {{meta: Meta, problems: Problem[]}} */
  const refuse = (code) => ({ meta: {}, problems: [{ code, path: [] }] });
  if (typeof text !== "string") return refuse("not-json");
  if (text.length > LARGEST) return refuse("too-large");
  /** @type {any} */
  let value;
  try {
    // A chat may have put a greeting before and a signature after it.
    value = JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1));
  } catch {
    return refuse("not-json");
  }
  if (!isObject(value)) return refuse("not-a-case");
  const wrapped = Object.prototype.hasOwnProperty.call(value, "tousu");
  const format = wrapped ? value.tousu : 0;
  if (!Number.isInteger(format) || format < 0) return refuse("not-a-case");
  if (format > FORMAT) return refuse("newer");
  /** @type {Problem[]} */
  const problems = [];
  const content = upgrade(wrapped && format === 0 ? value.draft : value, format);
  if (!isObject(content.draft)) return refuse("not-a-case");
  return {
    draft: /** @type {Draft} */ (plain(content.draft, [], problems)),
    meta: isObject(content.meta) ? /** @type {Meta} */ (plain(content.meta, ["meta"], [])) : {},
    problems,
  };
}

/** A copy without keys that reach into prototypes and without nesting that no draft has. @param {any} value @param {(string|number)[]} path @param {Problem[]} problems @returns {unknown} */
function plain(value, path, problems) {
  if (typeof value !== "object" || value === null) return value;
  if (path.length > DEEPEST) {
    problems.push({ code: "dropped", path });
    return null;
  }
  if (Array.isArray(value)) return value.map((item, index) => plain(item, [...path, index], problems));
  /** @type {{[key: string]: unknown}} */
  const copy = {};
  for (const key of Object.keys(value))
    if (key === "__proto__" || key === "constructor" || key === "prototype") problems.push({ code: "dropped", path: [...path, key] });
    else copy[key] = plain(value[key], [...path, key], problems);
  return copy;
}
