/**
 * tousu — what every entry of the package exports. Synchronous once the module is loaded; never throws on anything a person
 * can type, only (a TypeError that says what is right) on a call of the wrong shape; touches no network and reads no clock
 * but the host's date.
 */

import type { Assessment, Composition, FormSpec, Recognition } from "./types.js";

export type * from "./types.js";

/** Version of the package; that of the catalogue inside stands in `form().catalog`. */
export const version: string;

export type Locale = "zh-CN" | "en";

export interface LoadOptions {
  /**
   * Whose words are loaded, by default all. A call in a language that is not loaded is a TypeError; the next `ready()` may add it.
   * An engine with additions needs all.
   */
  locales?: Locale[];
}

export interface Options {
  /** Civil date YYYY-MM-DD that counts as today. Default: the date where the host stands, read at each call. */
  today?: string;
  /** Language of every message, label and document. Default "zh-CN". */
  locale?: Locale;
}

/**
 * What the person has filled in so far, raw; `{}` is a valid draft. Keys are field ids, see `form()`.
 * At most 200 fields, 500 pieces of evidence and 262,144 UTF-16 units of text are read; more is an issue `limit.*`.
 */
export interface Draft {
  [field: string]: unknown;
  evidence?: Exhibit[];
  log?: LogEntry[];
}

/** 证据 — one piece of evidence that the person holds. */
export interface Exhibit {
  /** Id of a kind in `form().evidence`. */
  kind: string;
  title?: string;
  /** Number of images or pages, at least 1. */
  count?: number;
  /** What the piece shows, in the person's words. */
  note?: string;
  /** Which marks of a good piece it shows: ids in `form().evidence[].good`. They make a fifth of what it counts. */
  shows?: string[];
  date?: string;
  /** A `File` fits. */
  file?: { name: string; size: number; type?: string; sha256?: string };
}

/** 沟通与投诉记录 — one step already taken. */
export interface LogEntry {
  date: string;
  /** Channel id; "merchant" for direct contact. */
  channel: string;
  action: "contacted" | "requested-remedy" | "submitted" | "accepted" | "replied" | "refused" | "mediation-ended" | "resolved";
  /** Case or receipt number given by the channel. */
  reference?: string;
  note?: string;
}

export interface ComposeOptions extends Options {
  /**
   * "form" the nine-line table · "brief" for a channel's text limit · "negotiation" to the merchant ·
   * "letter" to 12315 or the association · "follow-up" after silence or refusal · "evidence-list" · "claim" statement of claim.
   */
  document: "form" | "brief" | "negotiation" | "letter" | "follow-up" | "evidence-list" | "claim";
  channel?: string;
  format?: "text" | "markdown" | "html";
  /** Leave phone, e-mail and address out, for a text that the merchant will read. */
  hideContact?: boolean;
  /** At most this many characters, as the channel counts them. Default: the channel's own limit. */
  limit?: number;
}

/** Everything a host needs to draw the form and to put words to an Assessment, in one language. */
export function form(options?: Options): FormSpec;
/** The draft that a form's data holds: the fields of the catalogue, choices with several values as lists. */
export function read(data: FormData): Draft;
/** What the draft is worth today. A `FormData` is read by its field names. */
export function assess(draft: Draft | FormData, options?: Options): Assessment;
export function compose(draft: Draft | FormData, options: ComposeOptions): Composition;
/** Reads pasted order details, a WeChat bill line, a delivery notice or a chat excerpt; of a longer text the first 65,536 units. */
export function recognize(text: string, options?: Options): Recognition;
/** RFC 5545 calendar of the open deadlines. */
export function calendar(draft: Draft | FormData, options?: Options): string;

/** Standard Schema v1 (https://standardschema.dev): fits react-hook-form, TanStack Form, tRPC … Only errors are issues here. */
export interface Schema {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "tousu";
    validate(value: unknown): { value: Draft } | { issues: { message: string; path?: (string | number)[] }[] };
    readonly types?: { readonly input: Draft; readonly output: Draft };
  };
}
export const schema: Schema;
/** `schema` with a language or a date of its own. */
export function schemaFor(options?: Options): Schema;

/**
 * An engine with the embedder's own entries (other platforms, extra fields, own channels) merged into the built-in catalogue.
 * Throws an Error that names the entry where they are wrong; needs `ready()` first where there are any.
 */
export class Tousu {
  constructor(additions?: unknown);
  form(options?: Options): FormSpec;
  read(data: FormData): Draft;
  assess(draft: Draft | FormData, options?: Options): Assessment;
  compose(draft: Draft | FormData, options: ComposeOptions): Composition;
  recognize(text: string, options?: Options): Recognition;
  calendar(draft: Draft | FormData, options?: Options): string;
  schemaFor(options?: Options): Schema;
  readonly schema: Schema;
}
