/** Properties that a mini-program's page gives to `<tousu-form>`, and events that it gets. */

import type { Assessment, ComposeOptions, Composition, Draft } from "../api.js";
import type { StorageState } from "../element/storage-state.ts";

/** Properties of the component. */
export interface FormProperties {
  draft: unknown;
  today: string;
  lang: string;
  theme: string;
  step: string;
  storageKey: string;
  module: string;
  submitLabel: string;
}

/** A text, with what it was composed for. */
export interface FormText extends Composition {
  document: ComposeOptions["document"];
  channel: string;
}

/** Details of the component's events, by their names. */
export interface FormEventDetails {
  change: { draft: Draft; assessment: Assessment };
  step: { step: string };
  storage: { state: StorageState };
  copy: { text: string };
  share: { title: string; text: string };
  submit: {
    draft: Draft;
    assessment: Assessment;
    texts: FormText[];
    /** Paths of exhibits, with their places in `draft.evidence`. */
    files: { exhibit: number; path: string }[];
  };
  error: { message: string };
}
