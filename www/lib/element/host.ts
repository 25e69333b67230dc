/** Interface of a host: storage, and tools that are drawn inside the form. */

import type { TousuForm } from "../element.tsx";
import type { ComposeOptions, Composition, Draft, Tousu } from "../index.js";

/** The part of the package that the form uses. */
export type Engine = Pick<Tousu, "form" | "assess" | "compose" | "recognize" | "calendar">;

/** Where drafts are kept. `load` and `save` may return promises. */
export interface DraftStorage {
  load?(): Draft | undefined | Promise<Draft | undefined>;
  save(draft: Draft): unknown;
  /** Whether saved drafts are lost when the page is closed. */
  temporary?: boolean;
}

/** State of the storage. "saved" is reported only after `save` has resolved. */
export type StorageState = "" | "saving" | "saved" | "temporary" | "saveFailed" | "loadFailed";

/** A button of the host on the first step, below the texts or below the timeline. */
export interface Tool<Context> {
  id: string;
  label(locale: string): string;
  run(context: Context & { draft: Draft; locale: string; form: TousuForm }): unknown;
}

export interface TextContext {
  composition: Composition;
  document: string;
  channel: string;
  hideContact: boolean;
  compose(format: "text" | "markdown" | "html"): Composition;
}

export interface StartContext {
  /** A document of an empty draft: a blank to fill in by hand. */
  compose(document: ComposeOptions["document"]): Composition;
}

/** Additions of a host to the form. */
export interface Tools {
  /** Drawn beside each exhibit. `set` changes the exhibit, `add` adds another. */
  piece?(about: {
    index: number;
    kind: string;
    file: unknown;
    locale: string;
    set(values: object): void;
    add(piece: object): void;
  }): Node;
  /** Drawn below the evidence. */
  evidence?(about: { locale: string }): Node;
  /** Drawn on the first step, above the problems to choose from: complaints that are under way. */
  running?(about: { locale: string }): Node;
  /** Drawn on the first step. */
  start?: Tool<StartContext>[];
  texts?: Tool<TextContext>[];
  timeline?: Tool<object>[];
  /** More tools, asked for when the steps behind the first are loaded. */
  later?(): Promise<Tools>;
}
