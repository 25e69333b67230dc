/** State of the result: version, language and day of the text, what the person changed in it, and whether it was sent. */

import { batch, computed, type ReadonlySignal, signal } from "@preact/signals-core";
import { hasLocale } from "../../engine.js";
import type { ComposeOptions, Composition, Locale } from "../../index.js";
import * as tousu from "../../index.js";
import { type DocumentId, type Entry, type FormModel, textOf } from "../model.ts";

/**
 * The language of what is sent: Chinese, whatever language the page has. A catalogue of the host's own may be for another
 * country: its texts are in the language of the page.
 */
export const sentLanguage = ({ engine, options }: FormModel): Locale => (engine === tousu ? "zh-CN" : options.locale);

/** Whether the words of what is sent are there. */
export const canCompose = (form: FormModel): boolean => form.engine !== tousu || hasLocale(sentLanguage(form));

type Version = NonNullable<ComposeOptions["version"]>;
type Format = NonNullable<ComposeOptions["format"]>;

/** A text as the person changed it, and what it was before. */
interface Edit {
  base: string;
  text: string;
}

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);
/** Kept texts come from outside: from a host, or from a file that anybody may have changed. */
const isEditEntry = (entry: [string, unknown]): entry is [string, Edit] => {
  const { base, text } = (entry[1] ?? {}) as Partial<Record<keyof Edit, unknown>>;
  return typeof base === "string" && typeof text === "string";
};
/** Times for an answer that are one tap away, in days. */
export const USUAL_DAYS = [3, 7, 15] as const;
/** Longest time for an answer, in days. */
export const LONGEST_DAYS = 365;

const models = new WeakMap<FormModel, ResultModel>();

/** The state of a form's result: it stays while steps are changed, and begins anew with another draft. */
export function resultOf(form: FormModel): ResultModel {
  const kept = models.get(form);
  if (kept && kept.drafts === form.drafts) return kept;
  const model = new ResultModel(form);
  models.set(form, model);
  return model;
}

export class ResultModel {
  /** Value of `FormModel.drafts` at the beginning. */
  readonly drafts: number;
  readonly #form: FormModel;
  readonly #version = signal<Version>("full");
  readonly #replyBy = signal("");
  readonly #edits = signal<ReadonlyMap<string, Edit>>(new Map());
  readonly #copied = signal("");
  /** Index of the log entry of the sending that was just noted, -1 for none. */
  readonly #noted = signal(-1);
  readonly #compositions = new Map<string, ReadonlySignal<Composition>>();

  constructor(form: FormModel) {
    this.#form = form;
    this.drafts = form.drafts;
    const { edits, copied } = (form.texts ?? {}) as { edits?: unknown; copied?: unknown };
    this.#edits.value = new Map(isObject(edits) ? Object.entries(edits).filter(isEditEntry) : []);
    if (typeof copied === "string") this.#copied.value = copied;
  }

  /** Keeps with the draft what the person did with its texts. */
  #keep(edits: ReadonlyMap<string, Edit>, copied: string): void {
    this.#edits.value = edits;
    this.#copied.value = copied;
    this.#form.keepTexts(
      edits.size > 0 || copied !== ""
        ? { ...(edits.size > 0 && { edits: Object.fromEntries(edits) }), ...(copied && { copied }) }
        : undefined,
    );
  }

  get version(): Version {
    return this.#version.value;
  }
  set version(version: Version) {
    this.#version.value = version;
  }

  /** The day by which the text asks for an answer: the one that the person chose, or by rule; undefined where it asks for none. */
  get replyBy(): string | undefined {
    return this.composition().replyBy;
  }
  chooseReplyBy(day: string): void {
    this.#replyBy.value = day;
  }

  /** The document that is shown, composed once for all who read it. */
  composition(
    format: Format = "text",
    language: Locale = sentLanguage(this.#form),
    version: Version = this.version,
  ): Composition {
    const { documents, channel } = this.#form;
    return this.compose({ document: documents.chosen, channel: channel?.id, format, language, version });
  }

  /** A document for a channel. */
  compose({
    document,
    channel,
    format = "text",
    language = sentLanguage(this.#form),
    version = "full",
  }: {
    document: DocumentId;
    channel: string | undefined;
    format?: Format;
    language?: Locale;
    version?: Version;
  }): Composition {
    const key = [document, channel, format, language, version].join(" ");
    let composed = this.#compositions.get(key);
    if (!composed) {
      composed = computed(() => {
        const { engine, draft, options, hideContact } = this.#form;
        const replyBy = this.#replyBy.value || this.#askedBy(channel);
        return engine.compose(draft, {
          ...options,
          document,
          format,
          language,
          version,
          hideContact,
          ...(channel && { channel }),
          ...(replyBy && { replyBy }),
        });
      });
      this.#compositions.set(key, composed);
    }
    return composed.value;
  }

  /** The day by which a text that was sent there asks for an answer, while it has not passed: the next text names no other. */
  #askedBy(channel: string | undefined): string {
    const sent = this.#form.list("log").filter((entry) => entry.channel === channel && entry.replyBy);
    const day = textOf(sent.pop()?.replyBy);
    return day > this.#form.options.today ? day : "";
  }

  /** Whether the short version of the document differs from the full one. */
  get hasShort(): boolean {
    const of = (version: Version) => this.composition("text", undefined, version).shareable;
    return of("short") !== of("full");
  }

  // Changes of the person in the text.

  get #key(): string {
    const { documents, channel } = this.#form;
    return [documents.chosen, channel?.id, this.version].join(" ");
  }

  /** Text that is copied, shared and sent. */
  get text(): string {
    return this.#edits.value.get(this.#key)?.text ?? this.composition().shareable;
  }
  set text(text: string) {
    const base = this.composition().shareable;
    const edits = new Map(this.#edits.value);
    if (text === base) edits.delete(this.#key);
    else edits.set(this.#key, { base: edits.get(this.#key)?.base ?? base, text });
    this.#keep(edits, this.#copied.value);
  }

  get edited(): boolean {
    return this.#edits.value.has(this.#key);
  }

  /** The draft has changed since the person changed the text, which does not follow. */
  get outdated(): boolean {
    const edit = this.#edits.value.get(this.#key);
    return edit !== undefined && edit.base !== this.composition().shareable;
  }

  /** The changed text in a format: its paragraphs are all the structure that it has. */
  editedAs(format: Format): Composition {
    const { text } = this;
    const body = format === "html" ? paragraphsOf(text) : text;
    return { ...this.composition(format), body, shareable: body, parts: [] };
  }

  takeBack(): void {
    const edits = new Map(this.#edits.value);
    edits.delete(this.#key);
    this.#keep(edits, this.#copied.value);
  }

  // Sending.

  /** Whether the text that is shown was copied or shared, so that it may have been sent. */
  get copied(): boolean {
    return this.#copied.value === this.#key;
  }
  noteCopied(): void {
    this.#keep(this.#edits.value, this.#key);
  }

  /** The log entry of sending a text today. One that asks for an answer by a day is a demand, any other a complaint. */
  entryOf(channel: string | undefined, { replyBy }: Composition): Entry {
    const date = this.#form.settings.today();
    return { date, channel, ...(replyBy ? { action: "requested-remedy", replyBy } : { action: "submitted" }) };
  }

  /** The same sending, already in the log today. */
  isNoted(entry: Entry): boolean {
    const parts = ["date", "channel", "action"];
    return this.#form.list("log").some((one) => parts.every((part) => one[part] === entry[part]));
  }

  get sending(): Entry {
    return this.entryOf(this.#form.channel?.id, this.composition());
  }

  /** Notes that a text was sent; a second press is no second sending. */
  noteSent(entry: Entry = this.sending): void {
    if (this.isNoted(entry)) return;
    batch(() => {
      this.#noted.value = this.#form.addEntry("log", entry);
      this.#keep(this.#edits.value, "");
    });
  }

  /** The sending that was just noted. */
  get noted(): Entry | undefined {
    return this.#form.list("log")[this.#noted.value];
  }

  /** The sending was noted by mistake. */
  undoNoted(): void {
    batch(() => {
      this.#form.removeEntry("log", this.#noted.value);
      this.#noted.value = -1;
    });
  }

  /** The person has seen that the sending was noted. */
  seen(): void {
    this.#noted.value = -1;
  }
}

/** A civil date some days after another. */
export function dayAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

const ENTITIES: Readonly<Record<string, string>> = { "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;" };

/** A text as HTML: one paragraph in a line. */
function paragraphsOf(text: string): string {
  const safe = text.replace(/[<>&"]/g, (sign) => ENTITIES[sign] ?? sign);
  return safe
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replaceAll("\n", "<br>")}</p>`)
    .join("\n");
}
