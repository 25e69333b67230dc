import type { Assessment, Draft, FormSpec, Tousu } from "./index.js";

/** Where drafts are kept. `load` and `save` may return promises; `temporary`: what is saved is gone when the page is closed. */
export interface DraftStorage {
  load?(): Draft | undefined | Promise<Draft | undefined>;
  save(draft: Draft): unknown;
  temporary?: boolean;
}

/** What is written now, or why it is not. "saved" is said only after `save` has resolved. */
export type StorageState = "" | "saving" | "saved" | "temporary" | "saveFailed" | "loadFailed";

/** A button of the host on the first step, below the texts or below the timeline. */
export interface Tool<Context> {
  id: string;
  label(locale: string): string;
  run(context: Context & { draft: Draft; locale: string; form: TousuForm }): unknown;
}

export interface TextContext {
  composition: import("./index.js").Composition;
  document: string;
  channel: string;
  hideContact: boolean;
  compose(format: "text" | "markdown" | "html"): import("./index.js").Composition;
}

export interface StartContext {
  /** A document of an empty draft: a blank to fill in by hand. */
  compose(document: import("./index.js").ComposeOptions["document"]): import("./index.js").Composition;
}

/** What a host adds to the form. */
export interface Tools {
  /** Drawn beside each piece of evidence. `set` changes the piece, `add` adds another. */
  piece?(about: { index: number; kind: string; file: unknown; locale: string; set(values: object): void; add(piece: object): void }): Node;
  /** Drawn below the evidence. */
  evidence?(about: { locale: string }): Node;
  /** Drawn on the first step. */
  start?: Tool<StartContext>[];
  texts?: Tool<TextContext>[];
  timeline?: Tool<object>[];
  /** More tools, asked for when the steps behind the first are loaded. */
  later?(): Promise<Tools>;
}

/** `<tousu-form>`: the whole form in the light DOM. See README.md for attributes and custom properties. */
export class TousuForm extends HTMLElement {
  static readonly formAssociated: true;
  /** What is filled in so far. Setting it replaces everything; one that holds the same changes nothing, an empty one always begins anew. */
  draft: Draft;
  engine: Pick<Tousu, "form" | "assess" | "compose" | "recognize" | "calendar"> | undefined;
  storage: DraftStorage | undefined;
  tools: Tools;
  readonly assessment: Assessment | undefined;
  readonly spec: FormSpec | undefined;
  readonly today: string;
  /** Resolves when all steps can be shown and what was kept is loaded; rejects when the module does not load. */
  readonly ready: Promise<void>;
  /** Shows a step, and moves the focus to a field of it. */
  goTo(step: string, field?: string): void;
  /** Writes what waits to the storage. */
  flush(): Promise<void>;
}

/** Registers the element; again under the same name does nothing. */
export function define(name?: string): void;

declare global {
  interface HTMLElementTagNameMap {
    "tousu-form": TousuForm;
  }
  interface HTMLElementEventMap {
    "tousu-change": CustomEvent<Assessment>;
    "tousu-step": CustomEvent<{ step: string }>;
    "tousu-storage": CustomEvent<{ state: StorageState; error?: unknown }>;
  }
}
