/**
 * An existing `<form>`, whose markup stays the host's: its fields are read by their names, which are field ids, and what
 * is wrong becomes the browser's own validity message, so that `:invalid`, `reportValidity()` and submitting work as ever.
 */

import type { Assessment, Draft, Issue, Options, Tousu } from "./api.js";
import * as builtIn from "./engine.js";

export interface BindOptions extends Options {
  /** An engine with own entries, in place of the built-in one. */
  engine?: Pick<Tousu, "read" | "assess">;
}

/** State of a bound form; read anew at every input, change and reset. */
export interface Bound {
  readonly draft: Draft;
  readonly assessment: Assessment;
  /** Errors that no field of the form can show, because it has none of that name: the host shows them elsewhere. */
  readonly unplaced: Issue[];
  /** Reads the form again: after a script has changed fields, or with another language or day. */
  update(options?: Options): Assessment;
  /** Stops listening and takes the messages away. */
  release(): void;
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/**
 * Binds an existing `<form>` to the checks. Fields are known by their names, which are field ids (see `form()`); errors
 * become the browser's own validity messages, and nothing else is touched. Dispatches a bubbling `tousu-change` with
 * the Assessment. Call it after `ready()`.
 */
export function bind(form: HTMLFormElement, { engine = builtIn, ...options }: BindOptions = {}): Bound {
  if (builtIn.kindOf(form) !== "HTMLFormElement") {
    throw new TypeError("tousu: bind: the first argument must be a <form>");
  }
  /** The messages that we have set; one that the host sets elsewhere is its own. */
  const messages = new Map<Control, string>();
  let draft: Draft;
  let assessment: Assessment;
  let unplaced: Issue[];

  function update(changed?: Options): Assessment {
    if (changed) options = { ...options, ...changed };
    draft = engine.read(new FormData(form));
    assessment = engine.assess(draft, options);
    const controls = [...form.elements].filter(
      (control): control is Control => typeof (control as Control).setCustomValidity === "function",
    );
    const placed = new Map<Control, string>();
    unplaced = [];
    for (const issue of assessment.issues.filter(({ severity }) => severity === "error")) {
      // The first of radio buttons or check boxes with one name shows the message for all.
      const control = controls.find(({ name, disabled }) => name === issue.path[0] && !disabled);
      if (!control) unplaced.push(issue);
      else if (!placed.has(control)) placed.set(control, issue.message);
    }
    for (const control of new Set([...messages.keys(), ...placed.keys()])) {
      setMessage(control, placed.get(control) ?? "");
    }
    form.dispatchEvent(new CustomEvent("tousu-change", { bubbles: true, detail: assessment }));
    return assessment;
  }

  function setMessage(control: Control, message: string): void {
    if (messages.get(control) !== message) control.setCustomValidity(message);
    if (message) messages.set(control, message);
    else messages.delete(control);
  }

  // Fields may stand outside of the form and name it, so events are caught where all of them pass.
  const root = form.getRootNode();
  const onChange = (event: Event) => {
    if ((event.target as Partial<Control>).form === form) update();
  };
  const onReset = (event: Event) => {
    // The fields are emptied after the event.
    if (event.target === form) setTimeout(update);
  };
  root.addEventListener("input", onChange);
  root.addEventListener("change", onChange);
  root.addEventListener("reset", onReset);
  update();

  return {
    get draft() {
      return draft;
    },
    get assessment() {
      return assessment;
    },
    get unplaced() {
      return unplaced;
    },
    update,
    release() {
      root.removeEventListener("input", onChange);
      root.removeEventListener("change", onChange);
      root.removeEventListener("reset", onReset);
      for (const control of [...messages.keys()]) setMessage(control, "");
    },
  };
}
