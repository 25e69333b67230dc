/**
 * An existing `<form>`, whose markup stays the host's: its fields are read by their names, which are field ids, and what
 * is wrong becomes the browser's own validity message, so that `:invalid`, `reportValidity()` and submitting work as ever.
 */

import { kindOf } from "./border.js";
import * as builtIn from "./engine.js";

/** Call it after `ready()`; see bind.d.ts. */
export function bind(/** @type {HTMLFormElement} */ form, { engine = builtIn, ...options } = {}) {
  if (kindOf(form) !== "HTMLFormElement") throw new TypeError("tousu: bind: the first argument must be a <form>");
  /** What stands on which control because of us; a message that the host sets elsewhere is its own. @type {Map<any, string>} */
  const said = new Map();
  let draft, assessment, unplaced;

  function update(changed) {
    if (changed) options = { ...options, ...changed };
    draft = engine.read(new FormData(form));
    assessment = engine.assess(draft, options);
    const controls = [...form.elements].filter((control) => typeof control.setCustomValidity === "function");
    const errors = assessment.issues.filter(({ severity }) => severity === "error");
    const placed = new Map();
    unplaced = [];
    for (const issue of errors) {
      // Of radio buttons and check boxes with one name the first speaks for all.
      const control = controls.find(({ name, disabled }) => name === issue.path[0] && !disabled);
      if (!control) unplaced.push(issue);
      else if (!placed.has(control)) placed.set(control, issue.message);
    }
    for (const control of new Set([...said.keys(), ...placed.keys()])) say(control, placed.get(control) ?? "");
    form.dispatchEvent(new CustomEvent("tousu-change", { bubbles: true, detail: assessment }));
    return assessment;
  }

  function say(control, message) {
    if (said.get(control) !== message) control.setCustomValidity(message);
    if (message) said.set(control, message);
    else said.delete(control);
  }

  // Fields may stand outside of the form and name it, so the events are heard where all pass.
  const root = form.getRootNode();
  const heard = (event) => {
    if (event.target.form === form) update();
  };
  // The fields are emptied after the event.
  const reset = (event) => {
    if (event.target === form) setTimeout(update);
  };
  root.addEventListener("input", heard);
  root.addEventListener("change", heard);
  root.addEventListener("reset", reset);
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
      root.removeEventListener("input", heard);
      root.removeEventListener("change", heard);
      root.removeEventListener("reset", reset);
      for (const control of [...said.keys()]) say(control, "");
    },
  };
}
