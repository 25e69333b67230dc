/** Interface of a host: storage, and tools that are drawn inside the form. */

import type { TousuForm } from "../element.tsx";
import type { ComposeOptions, Composition, Draft, Locale, Tousu } from "../index.js";

export type { StorageState } from "./storage-state.ts";

/** The part of the package that the form uses. */
export type Engine = Pick<Tousu, "form" | "assess" | "compose" | "recognize" | "calendar">;

/** Storage of drafts. `load` and `save` may return promises. */
export interface DraftStorage {
  load?(): Draft | undefined | Promise<Draft | undefined>;
  /** `texts`: what belongs to the draft besides, as JSON: texts changed by hand, and which one was copied. Undefined for nothing. */
  save(draft: Draft, texts?: object): unknown;
  /** The `texts` that were saved with the draft that `load` gave last. */
  texts?: object | undefined;
  /** Whether saved drafts are lost when the page is closed. */
  temporary?: boolean;
}

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
  /** Language of the text, which need not be that of the page. */
  language: Locale;
  compose(format: "text" | "markdown" | "html"): Composition;
}

export interface StartContext {
  /** A document of an empty draft: a blank to fill in by hand. */
  compose(document: ComposeOptions["document"]): Composition;
}

/** One screen of the form, as a host may arrange them. */
export interface StepChoice {
  /** Name of the screen: in the attribute `step`, in the event `tousu-step` and for `goTo`. */
  id: string;
  /** Ids of the sections on it, in order: those of the catalogue, and start, evidence, review, texts, follow-up. */
  sections: readonly string[];
  /** Name in the list of steps; without it that of the first section. */
  label?(locale: string): string;
  /** Heading; without it the label. */
  title?(locale: string): string;
}

/** Files as exhibits: with it, the form lets photos be added, shows them small, and takes those that are dropped on it. */
export interface ExhibitFiles {
  /** Kinds of files to pick, as the attribute `accept` of an input has them. */
  accept: string;
  /**
   * Keeps a file; resolves to what the draft holds as `file` of its exhibit. An error whose `code` is `quota` is shown as a
   * lack of room.
   */
  keep(file: File): Promise<object>;
  /** Address of the picture of a kept file, where there is one. */
  picture(file: object, size: "small" | "whole"): Promise<string | undefined>;
  /** Lets the person change the copy of a picture that is sent. Without it there is no button for that. */
  edit?: {
    label(locale: string): string;
    /** Resolves to whether its picture is another now. */
    run(file: object, locale: string): Promise<boolean>;
  };
  /** Reads the text of a picture and lets the person choose what to take from it. Without it there is no button for that. */
  read?: {
    label(locale: string): string;
    /** Resolves to the chosen values by field, and to the kind of evidence where it is another than `kind`. */
    run(file: object, kind: string, locale: string): Promise<PictureFinds | undefined>;
  };
}

/** Values that a person chose from a picture's text. */
export interface PictureFinds {
  values: Readonly<Record<string, string>>;
  kind?: string | undefined;
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
  /** Keeps the files of exhibits. */
  files?: ExhibitFiles;
  /** Drawn on the first step, above the problems to choose from: complaints that are under way. */
  running?(about: { locale: string }): Node;
  /** Drawn on the first step. */
  start?: Tool<StartContext>[];
  texts?: Tool<TextContext>[];
  timeline?: Tool<object>[];
  /** More tools, asked for when the steps behind the first are loaded. */
  later?(): Promise<Tools>;
}
