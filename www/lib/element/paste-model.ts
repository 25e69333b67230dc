/**
 * Pasted order details. What is certain goes into empty fields at once; what is only likely, or would replace what the
 * person typed, is offered. Every field that was filled in can be taken back, and is then not filled in again.
 */

import { batch, type ReadonlySignal, signal } from "@preact/signals-core";
import type { Span } from "../index.js";
import { computedEqual } from "./keep-equal.ts";
import type { FormModel } from "./model.ts";

/** Characters of the pasted text shown on either side of a value. */
const CONTEXT = 12;

interface Found {
  field: string;
  value: string;
  span: Span | undefined;
}

/** The state of one paste; it outlives a change of step or language. */
interface Pasted {
  text: string;
  found: readonly Found[];
  /** Values that this paste filled in, and those they replaced. */
  filled: Readonly<Record<string, { value: string; old: unknown }>>;
  /** Fields that the person has taken back. */
  declined: readonly string[];
}

/** A value that was found, as it is shown. */
export interface PasteRow {
  field: string;
  label: string;
  value: string;
  /** The value in words. */
  shown: string;
  /** The field holds this value. */
  taken: boolean;
  undoable: boolean;
  /** Label of the value that the field holds instead; "" for none. */
  replaces: string;
  likely: boolean;
  /** The text before the value, the value as pasted, the text after it. */
  context: readonly [string, string, string] | undefined;
}

const EMPTY: Pasted = { text: "", found: [], filled: {}, declined: [] };

export class PasteModel {
  readonly #form: FormModel;
  readonly #state = signal<Pasted>(EMPTY);
  readonly #rows: ReadonlySignal<readonly PasteRow[]>;

  constructor(form: FormModel) {
    this.#form = form;
    this.#rows = computedEqual(() => this.#state.value.found.map((found) => this.#row(found)));
  }

  get text(): string {
    return this.#state.value.text;
  }

  get rows(): readonly PasteRow[] {
    return this.#rows.value;
  }

  clear(): void {
    this.#state.value = EMPTY;
  }

  /** Reads a text, and fills in what is certain; what an earlier reading filled in is corrected or taken back. */
  take(text: string): void {
    if (text === "") {
      this.clear();
      return;
    }
    const { draft } = this.#form;
    const before = this.#state.value;
    const found = this.#recognize(text);
    const filled = { ...before.filled };
    const values: Record<string, unknown> = {};
    for (const [field, { value, old }] of Object.entries(before.filled)) {
      if (found.some((one) => one.field === field)) continue;
      if (draft[field] === value) values[field] = old;
      delete filled[field];
    }
    for (const { field, value, span } of found) {
      const ours = filled[field];
      if (ours && draft[field] === ours.value) {
        filled[field] = { ...ours, value };
        values[field] = value;
      } else if (span?.confidence === "certain" && draft[field] === undefined && !before.declined.includes(field)) {
        filled[field] = { value, old: undefined };
        values[field] = value;
      }
    }
    this.#state.value = { text, found, filled, declined: before.declined };
    if (Object.keys(values).length > 0) this.#form.setAll(values);
  }

  /** Fills in a value that was only offered. */
  adopt({ field, value }: PasteRow): void {
    const state = this.#state.value;
    this.#state.value = { ...state, filled: { ...state.filled, [field]: { value, old: this.#form.draft[field] } } };
    this.#form.set(field, value);
  }

  /** Fills in all that was offered and would replace nothing that the person typed. */
  adoptAll(): void {
    batch(() => {
      for (const row of this.rows) if (!row.taken && row.replaces === "") this.adopt(row);
    });
  }

  /** Takes a value back out of the form. */
  undo({ field }: PasteRow): void {
    const state = this.#state.value;
    const { [field]: ours, ...filled } = state.filled;
    if (!ours) return;
    this.#state.value = { ...state, filled, declined: [...state.declined, field] };
    this.#form.set(field, ours.old);
  }

  /** Values found in a text for the fields that are drawn. */
  #recognize(text: string): Found[] {
    if (text.trim() === "") return [];
    const { fields, spans } = this.#form.engine.recognize(text, this.#form.options);
    return Object.entries(fields)
      .filter(([field]) => this.#form.field(field) && !this.#form.settings.hideFields.includes(field))
      .map(([field, value]) => ({ field, value, span: spans.find((span) => span.field === field) }));
  }

  #row({ field, value, span }: Found): PasteRow {
    const { text, filled } = this.#state.value;
    const inWords = (raw: unknown) => this.#form.optionLabel(field, raw);
    const now = this.#form.value(field);
    const taken = now !== undefined && String(now) === value;
    return {
      field,
      value,
      taken,
      label: this.#form.field(field)?.label ?? field,
      shown: inWords(value),
      undoable: taken && filled[field]?.value === value,
      replaces: now !== undefined && !taken ? inWords(now) : "",
      likely: span?.confidence === "likely",
      context: span && contextOf(text, span),
    };
  }
}

/** The value within its line, or after the line above where it begins its own. */
function contextOf(text: string, { start, end }: Span): [string, string, string] {
  const lines = (part: string) => part.split(/[\r\n]/);
  const before = [...(lines(text.slice(0, start).trimEnd()).pop() ?? "")];
  const after = [...(lines(text.slice(end))[0] ?? "")];
  return [
    `${before.length > CONTEXT ? "…" : ""}${before.slice(-CONTEXT).join("")} `,
    text.slice(start, end),
    `${after.slice(0, CONTEXT).join("")}${after.length > CONTEXT ? "…" : ""}`,
  ];
}
