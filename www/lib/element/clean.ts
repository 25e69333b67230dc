/** Cleans a draft from outside (a host, a storage, an imported file) where it enters, so that every view finds the types it expects. */

import { civilDate, DRAFT_LIMITS, flatten } from "../engine.js";
import type { Draft, FormSpec } from "../index.js";
import { carryFile } from "./attached.ts";

export interface Cleaned {
  draft: Draft;
  /** Number of values that could not stay: of a wrong type, or past the limits of a draft. */
  dropped: number;
  /** Number of values that stay and that the form knows. */
  known: number;
}

type Values = Readonly<Record<string, unknown>>;
/** Returns the value as the form may hold it, undefined where it cannot. */
type Reader = (value: unknown) => unknown;

const asObject = (value: unknown): Values | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Values) : undefined;
const asValue: Reader = (value) => {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return civilDate(value);
  return typeof value === "string" || (typeof value === "number" && Number.isFinite(value)) ? value : undefined;
};
const asText: Reader = (value) => {
  const kept = asValue(value);
  return kept === undefined ? undefined : String(kept);
};
const asTexts: Reader = (value) =>
  Array.isArray(value) ? value.slice(0, DRAFT_LIMITS.items).filter((one) => typeof one === "string") : asText(value);
const asSize: Reader = (value) => (typeof value === "number" && value >= 0 ? value : 0);

const FILE = new Map<string, Reader>([
  ["name", asText],
  ["size", asSize],
  ["type", asText],
  ["sha256", asText],
]);
const ENTRY = new Map<string, Reader>([
  ...["kind", "title", "date", "note", "channel", "action", "excuse", "replyBy", "reference"].map(
    (part) => [part, asText] as const,
  ),
  ["count", asValue],
  ["shows", (value) => (Array.isArray(value) ? asTexts(value) : undefined)],
  ["file", asFile],
]);

/** Also reads a `File`, whose properties are not its own. */
function asFile(value: unknown): unknown {
  const { name, size, type, sha256 } = asObject(value) ?? {};
  if (typeof name !== "string") return undefined;
  return carryFile(value, clean({ ...asObject(value), name, size, type, sha256 }, FILE).draft);
}

/** Keeps what no reader is named for as it is: the engine names it, and hosts may hold more in a draft than the form. */
function clean(from: unknown, readers: ReadonlyMap<string, Reader>): Cleaned {
  const entries: [string, unknown][] = [];
  let dropped = 0;
  let known = 0;
  for (const key of Object.keys(asObject(from) ?? {})) {
    let value: unknown;
    try {
      value = (from as Values)[key];
    } catch {
      // A getter of the host's that throws.
    }
    if (value === undefined || value === null) continue;
    const read = readers.get(key);
    const kept = read ? read(value) : value;
    if (kept === undefined) dropped += 1;
    else entries.push([key, kept]);
    if (read && kept !== undefined) known += 1;
  }
  return { draft: Object.fromEntries(entries), dropped, known };
}

/** @param draft anything; what is no object is read as an empty draft */
export function cleanDraft(draft: unknown, { sections }: FormSpec): Cleaned {
  let dropped = 0;
  const asEntries: Reader = (value) => {
    if (!Array.isArray(value)) return undefined;
    const entries = value.slice(0, DRAFT_LIMITS.items).flatMap((entry) => {
      if (!asObject(entry)) return [];
      const cleaned = clean(entry, ENTRY);
      dropped += cleaned.dropped;
      return [cleaned.draft];
    });
    dropped += value.length - entries.length;
    return entries;
  };
  const cleaned = clean(
    draft,
    new Map<string, Reader>([
      ...sections
        .flatMap(({ fields }) => fields)
        .map(({ id, kind }) => [id, kind === "choices" ? asTexts : asValue] as const),
      ["evidence", asEntries],
      ["log", asEntries],
    ]),
  );
  return { ...cleaned, dropped: cleaned.dropped + dropped };
}

/** A draft as a text, for comparing: whatever it holds is read safely, and the whole of it. */
export function written(draft: Draft): string {
  const { numbers, text } = flatten(draft, {
    text: Infinity,
    keys: Infinity,
    items: Infinity,
    values: 100_000,
    depth: 12,
  });
  return `${numbers} ${text}`;
}
