/**
 * tousu — what every entry of the package exports. Synchronous once the module is loaded; never throws on anything a
 * person can type, only (a TypeError that says what is right) on a call of the wrong shape; touches no network and
 * reads no clock but the host's date.
 */

import { LOCALES, readAssessment, readComposition, readFormSpec, readRecognition, readString } from "./built/decode.js";
import type {
  Additions,
  Assessment,
  ChannelId,
  Composition,
  EvidenceKind,
  ExcuseId,
  FieldId,
  FormSpec,
  Own,
  ReasonId,
  Recognition,
  RemedyId,
} from "./built/types.js";
import { version as packageVersion } from "./built/version.js";
import { answer, call, type Engine, newEngine, wrong } from "./call.js";
import {
  ADDITIONS_LIMITS,
  type Buffers,
  DRAFT_LIMITS,
  encode,
  encodeList,
  flatten,
  hasFields,
  type Known,
  kindOf,
  PASTE_LIMIT,
} from "./encode.js";
import {
  type ComposeOptions,
  composeSettings,
  isOcr,
  type Options,
  type RecognizeOptions,
  settings,
} from "./options.js";

export type * from "./built/types.js";
export type { ComposeOptions, LoadOptions, Options, RecognizeOptions } from "./options.js";

/** Version of the package; that of the catalogue inside stands in `form().catalog`. */
export const version: string = packageVersion;

/**
 * Values that the person has filled in so far, raw; `{}` is a valid draft. Keys are field ids, see `form()`.
 * At most 200 fields, 500 exhibits and 262,144 UTF-16 units of text are read; more is an issue `limit.*`.
 */
export interface Draft {
  [field: string]: unknown;
  evidence?: Exhibit[];
  log?: LogEntry[];
}

/** A `FormData`, written so that these types need none of the DOM's. */
export interface FormDataLike {
  has(name: string): boolean;
  getAll(name: string): unknown[];
}

/** 证据材料 — one piece of evidence that the person holds. */
export interface Exhibit {
  /** Id of a kind in `form().evidence`. */
  kind: Own<EvidenceKind>;
  title?: string;
  /** Number of images or pages, at least 1. */
  count?: number;
  /** Facts that the exhibit shows, in the person's words. */
  note?: string;
  /** Criteria of a good exhibit that it meets: ids in `form().evidence[].good`. They make a fifth of what it counts. */
  shows?: string[];
  date?: string;
  /** A `File` fits. */
  file?: { name: string; size: number; type?: string; sha256?: string };
}

/** 沟通与投诉记录 — one step already taken. */
export interface LogEntry {
  date: string;
  /** Channel id; "merchant" for direct contact. */
  channel: Own<ChannelId>;
  action:
    | "contacted"
    | "requested-remedy"
    | "submitted"
    | "accepted"
    | "replied"
    | "refused"
    | "unreachable"
    | "mediation-ended"
    | "resolved";
  /** Id of the excuse that the other side gave: one of `form().excuses`, with "replied" or "refused". */
  excuse?: Own<ExcuseId>;
  /** Day by which the text that was sent asks for an answer, YYYY-MM-DD. */
  replyBy?: string;
  /** Case or receipt number given by the channel. */
  reference?: string;
  note?: string;
}

/**
 * A draft of the built-in catalogue and nothing else, for the compiler to catch misspelt names:
 * `const draft = { … } satisfies BuiltInDraft`. `OwnFields` are fields that additions bring.
 */
export type BuiltInDraft<OwnFields extends string = never> = {
  [Field in Exclude<FieldId, "reason" | "remedy"> | OwnFields]?: string | number | Date | string[] | null;
} & {
  reason?: ReasonId | "";
  remedy?: RemedyId | RemedyId[] | "";
  evidence?: (Exhibit & { kind: EvidenceKind })[];
  log?: (LogEntry & { channel: ChannelId; excuse?: ExcuseId })[];
};

export interface SchemaOptions extends Options {
  /** Fields that the host asks: what is wrong with others is no issue. Default: all. */
  fields?: readonly Own<FieldId>[];
}

/** Standard Schema v1 (https://standardschema.dev): fits react-hook-form, TanStack Form, tRPC … Only errors are issues here. */
export interface Schema {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "tousu";
    validate(value: unknown): { value: Draft } | { issues: { message: string; path?: (string | number)[] }[] };
    readonly types?: { readonly input: Draft; readonly output: Draft };
  };
}

/** Reads a FormData by the names of the catalogue's fields. */
function readForm(engine: Engine, name: string, data: FormDataLike): Draft {
  return call(engine, name, (module, handle) => module.readForm(handle, data));
}

function isFormData(value: unknown): value is FormDataLike {
  if (kindOf(value) !== "FormData") return false;
  try {
    FormData.prototype.has.call(value, "");
    return true;
  } catch {
    return false;
  }
}

/**
 * Returns the part of a pasted text that is read: of a longer one the beginning, so that no paste can stop the page,
 * without the sentence or line that is cut, and without a number at its end that may go on in the next line.
 */
function beginningOf(text: string): string {
  if (text.length <= PASTE_LIMIT) return text;
  let end = PASTE_LIMIT;
  while (end > 0 && !/[\n\r。；;！!？?]/.test(text.charAt(end - 1))) end--;
  while (end > 0 && /[\s\d]/.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** Returns a function that writes a draft. */
function draftWriter(engine: Engine, name: string, draft: unknown): (into: Buffers, known: Known) => void {
  const fields = isFormData(draft) ? readForm(engine, name, draft) : draft;
  if (!hasFields(fields)) {
    throw wrong(name, 'the draft must be an object such as { orderNumber: "1001" }, or a FormData');
  }
  return (into, known) => encode(fields, DRAFT_LIMITS, into, known);
}

/** The Assessment, for the function of that name. */
function judge(engine: Engine, name: string, draft: unknown, options: unknown): Assessment {
  return answer(engine, {
    name,
    ...settings(name, options),
    write: draftWriter(engine, name, draft),
    ask: (module, handle, tree, day) => module.assess(handle, tree, day),
    read: readAssessment,
  });
}

/**
 * An engine with the embedder's own entries (other platforms, extra fields, own channels) merged into the built-in
 * catalogue. Throws an Error that names the entry where they are wrong; needs `ready()` first where there are any.
 */
export class Tousu {
  readonly #engine: Engine;

  constructor(additions?: Additions);
  constructor(additions?: unknown);
  constructor(additions?: unknown) {
    if (additions !== undefined && !hasFields(additions)) {
      throw wrong("new Tousu", "additions must be an object shaped like the catalogue");
    }
    this.#engine = newEngine(additions && flatten(additions, ADDITIONS_LIMITS));
    Object.freeze(this); // so that a framework does not wrap it, which private fields do not bear
    if (additions) call(this.#engine, "new Tousu", () => undefined);
  }

  /** Everything a host needs to draw the form and to put words to an Assessment, in one language. */
  form(options?: Options): FormSpec {
    return answer(this.#engine, {
      name: "form",
      ...settings("form", options),
      ask: (module, handle, _tree, _day, locale) => module.form(handle, locale),
      read: readFormSpec,
    });
  }

  /** The draft that a form's data holds: the fields of the catalogue, choices with several values as lists. */
  read(data: FormDataLike): Draft {
    if (!isFormData(data)) throw wrong("read", "the data must be a FormData");
    return readForm(this.#engine, "read", data);
  }

  /** Assesses a draft on the given day. A `FormData` is read by its field names. */
  assess(draft: Draft | FormDataLike, options?: Options): Assessment {
    return judge(this.#engine, "assess", draft, options);
  }

  compose(draft: Draft | FormDataLike, options: ComposeOptions): Composition {
    const name = "compose";
    const common = settings(name, options);
    const { document, channel, language, form, limit, replyBy } = composeSettings(options, common.locale);
    const writeDraft = draftWriter(this.#engine, name, draft);
    return answer(this.#engine, {
      name,
      ...common,
      language,
      write(into, known) {
        encodeList(3, into);
        writeDraft(into, known);
        encode(document, DRAFT_LIMITS, into);
        encode(channel, DRAFT_LIMITS, into);
      },
      ask: (module, handle, tree, day, locale) =>
        module.compose(handle, tree, day, locale, LOCALES.indexOf(language), form, limit, replyBy),
      read: readComposition,
    });
  }

  /** Reads pasted order details, a WeChat bill line, a delivery notice or a chat excerpt; of a longer text the lines within the first 65,536 units. */
  recognize(text: string, options?: RecognizeOptions): Recognition {
    const { day } = settings("recognize", options);
    const ocr = isOcr(options);
    if (typeof text !== "string") throw wrong("recognize", "the text must be a string");
    const begin = beginningOf(text);
    return answer(this.#engine, {
      name: "recognize",
      day,
      write: (into) => encode(begin, DRAFT_LIMITS, into),
      ask: (module, handle, tree, day) => module.recognize(handle, tree, day, ocr),
      read: readRecognition,
    });
  }

  /** RFC 5545 calendar of the open deadlines, each with the name of the case; "" where there is none. */
  calendar(draft: Draft | FormDataLike, options?: Options): string {
    const name = "calendar";
    return answer(this.#engine, {
      name,
      ...settings(name, options),
      write: draftWriter(this.#engine, name, draft),
      ask: (module, handle, tree, day, locale) => module.calendar(handle, tree, day, locale),
      read: readString,
    });
  }

  get schema(): Schema {
    return this.schemaFor();
  }

  /** `schema` with a language or a date of its own, or for some of the fields. */
  schemaFor(options?: SchemaOptions): Schema {
    const fields = hasFields(options) ? options.fields : undefined;
    if (fields !== undefined && !(Array.isArray(fields) && fields.every((field) => typeof field === "string"))) {
      throw wrong("schemaFor", 'options.fields must be a list of ids such as ["orderNumber"]');
    }
    const validate: Schema["~standard"]["validate"] = (value) => {
      if (!isFormData(value) && !hasFields(value)) {
        return { issues: [{ message: "an object with the fields of the draft" }] };
      }
      const { issues } = judge(this.#engine, "schema", value, options);
      const errors = issues.filter(
        ({ severity, path: [field] }) => severity === "error" && (!fields || fields.includes(field as string)),
      );
      if (errors.length === 0) return { value: value as Draft };
      return { issues: errors.map(({ message, path }) => ({ message, path })) };
    };
    return { "~standard": { version: 1, vendor: "tousu", validate } };
  }
}

const builtIn = new Tousu();

/** Everything a host needs to draw the form and to put words to an Assessment, in one language. */
export const form = (options?: Options): FormSpec => builtIn.form(options);
/** The draft that a form's data holds: the fields of the catalogue, choices with several values as lists. */
export const read = (data: FormDataLike): Draft => builtIn.read(data);
/** Assesses a draft on the given day. A `FormData` is read by its field names. */
export const assess = (draft: Draft | FormDataLike, options?: Options): Assessment => builtIn.assess(draft, options);
/** A document, as a whole and part by part. */
export const compose = (draft: Draft | FormDataLike, options: ComposeOptions): Composition =>
  builtIn.compose(draft, options);
/** Reads pasted order details, a WeChat bill line, a delivery notice or a chat excerpt; of a longer text the lines within the first 65,536 units. */
export const recognize = (text: string, options?: RecognizeOptions): Recognition => builtIn.recognize(text, options);
/** RFC 5545 calendar of the open deadlines, each with the name of the case; "" where there is none. */
export const calendar = (draft: Draft | FormDataLike, options?: Options): string => builtIn.calendar(draft, options);
/** `schema` with a language or a date of its own, or for some of the fields. */
export const schemaFor = (options?: SchemaOptions): Schema => builtIn.schemaFor(options);
export const schema: Schema = builtIn.schema;
