/**
 * A case as it is stored and as it travels: its format, the upgrade from older formats, and the reading of a file that
 * anybody may have changed. Knows the outer shape only; what the fields mean is the module's business.
 */

import { StoreError } from "./errors.ts";

/** The format written today. A reader upgrades lower numbers and rejects higher ones. */
export const FORMAT = 1;

/** Longest imported text, in UTF-16 units; a draft is at most 256 KiB. */
const MAX_LENGTH = 4 * 1024 * 1024;
/** Deepest nesting; a draft needs 4: draft → evidence → exhibit → file. */
const MAX_DEPTH = 8;

export type Draft = Record<string, unknown>;
/** Properties that the page keeps beside the draft, such as a title. */
export type Meta = Record<string, unknown>;

/** A case as this version writes it. `draft` is JSON, so that a record is a snapshot and exactly what was acknowledged. */
export interface CaseRecord {
  id: string;
  format: number;
  /** Milliseconds since 1970. */
  saved: number;
  draft: string;
  meta: Meta;
}
/** A case as it may be found: of any format, or damaged. */
export interface StoredCase {
  id: string;
  format?: unknown;
  saved?: unknown;
  draft?: unknown;
  meta?: unknown;
}

export interface Case {
  id: string;
  draft: Draft;
  meta: Meta;
  /** Milliseconds since 1970, 0 where it is not known. */
  saved: number;
}

/** A fault of an imported text. `dropped`: a part that cannot belong to a draft was left out, at `path`. */
export interface ImportProblem {
  code: "too-large" | "not-json" | "not-a-case" | "newer" | "dropped";
  path: (string | number)[];
}
export interface Imported {
  /** Absent where nothing could be read. */
  draft?: Draft;
  meta: Meta;
  problems: ImportProblem[];
}

/** Step n turns the content of format n into that of format n + 1. Format 0 is a bare draft, as other programs write it. */
const UPGRADES: readonly ((content: unknown) => unknown)[] = [(draft) => ({ draft, meta: {} })];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function upgrade(content: unknown, format: number): Record<string, unknown> {
  const upgraded = UPGRADES.slice(format).reduce((before, step) => step(before), content);
  return isObject(upgraded) ? upgraded : {};
}

const isFormat = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0;

export const formatOf = ({ format }: StoredCase): number => (isFormat(format) ? format : 0);

/** Latest moment of a `Date`, in ms. */
const LAST_MOMENT = 8.64e15;
export const timeOf = ({ saved }: StoredCase): number =>
  typeof saved === "number" && saved > 0 && saved <= LAST_MOMENT ? saved : 0;

/** The day of a moment in the person's own calendar, YYYY-MM-DD. */
export function dayOf(moment: number): string {
  const day = new Date(moment);
  const numbers = [day.getFullYear(), day.getMonth() + 1, day.getDate()];
  return numbers.map((number) => String(number).padStart(2, "0")).join("-");
}

/** @param draft JSON @param saved milliseconds since 1970 */
export const encode = (id: string, draft: string, meta: Meta, saved: number): CaseRecord => ({
  id,
  format: FORMAT,
  saved,
  draft,
  meta,
});

/** Reads a stored record of this or an older format. @throws {StoreError} `newer` or `damaged` */
export function decode(record: StoredCase): Case {
  const format = formatOf(record);
  if (format > FORMAT) throw new StoreError("newer");
  try {
    const draft: unknown = typeof record.draft === "string" ? JSON.parse(record.draft) : record.draft;
    const content = upgrade(format === 0 ? draft : { draft, meta: record.meta }, format);
    if (!isObject(content.draft)) throw new StoreError("damaged");
    const meta = isObject(content.meta) ? content.meta : {};
    return { id: String(record.id), draft: content.draft, meta, saved: timeOf(record) };
  } catch {
    throw new StoreError("damaged");
  }
}

/**
 * The case as a file that `parse` reads, here and in later versions. The bytes of the evidence are not in it, only names
 * and sums. A damaged record is exported as it is.
 */
export function serialize(record: StoredCase): { name: string; text: string } {
  let { draft } = record;
  try {
    if (typeof draft === "string") draft = JSON.parse(draft);
  } catch {
    // Stays the damaged text.
  }
  const saved = timeOf(record);
  const content = { tousu: formatOf(record), saved, meta: record.meta, draft };
  return { name: `tousu-${dayOf(saved)}.json`, text: JSON.stringify(content, null, 1) };
}

/** A draft that is in no record, in the same form. */
export const exportDraft = (draft: Draft): { name: string; text: string } =>
  serialize({ id: "", format: FORMAT, saved: Date.now(), meta: {}, draft });

/** Reads an exported case, or a bare draft, from a file or a paste. Never throws. */
export function parse(text: unknown): Imported {
  if (typeof text !== "string") return refuse("not-json");
  if (text.length > MAX_LENGTH) return refuse("too-large");
  let value: unknown;
  try {
    // A chat may have put a greeting before it and a signature after it.
    value = JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1));
  } catch {
    return refuse("not-json");
  }
  if (!isObject(value)) return refuse("not-a-case");
  const wrapped = "tousu" in value;
  const format = wrapped ? value.tousu : 0;
  if (!isFormat(format)) return refuse("not-a-case");
  if (format > FORMAT) return refuse("newer");
  const content = upgrade(wrapped && format === 0 ? value.draft : value, format);
  if (!isObject(content.draft)) return refuse("not-a-case");
  const problems: ImportProblem[] = [];
  return {
    draft: sanitized(content.draft, [], problems) as Draft,
    meta: isObject(content.meta) ? (sanitized(content.meta, ["meta"], []) as Meta) : {},
    problems,
  };
}

const refuse = (code: ImportProblem["code"]): Imported => ({ meta: {}, problems: [{ code, path: [] }] });

const UNSAFE_KEYS = ["__proto__", "constructor", "prototype"];

/** A copy without keys that reach prototypes and without nesting that no draft has. */
function sanitized(value: unknown, path: (string | number)[], problems: ImportProblem[]): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (path.length > MAX_DEPTH) {
    problems.push({ code: "dropped", path });
    return null;
  }
  if (Array.isArray(value)) return value.map((item, index) => sanitized(item, [...path, index], problems));
  const copy: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    if (UNSAFE_KEYS.includes(key)) problems.push({ code: "dropped", path: [...path, key] });
    else copy[key] = sanitized(inner, [...path, key], problems);
  }
  return copy;
}
