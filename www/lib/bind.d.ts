import type { Assessment, Draft, Issue, Options, Tousu } from "./engine.js";

export interface BindOptions extends Options {
  /** An engine with own entries, in place of the built-in one. */
  engine?: Pick<Tousu, "read" | "assess">;
}

/** What is known of a bound form; read anew at every input, change and reset. */
export interface Bound {
  readonly draft: Draft;
  readonly assessment: Assessment;
  /** Errors that no field of the form can show, because it has none of that name: the host says them elsewhere. */
  readonly unplaced: Issue[];
  /** Reads the form again: after a script has changed fields, or with another language or day. */
  update(options?: Options): Assessment;
  /** Stops listening and takes the messages away. */
  release(): void;
}

/**
 * Binds an existing `<form>` to the checks. Fields are known by their names, which are field ids (see `form()`); errors become
 * the browser's own validity messages, and nothing else is touched. Dispatches a bubbling `tousu-change` with the Assessment.
 * Call it after `ready()`.
 */
export function bind(form: HTMLFormElement, options?: BindOptions): Bound;
