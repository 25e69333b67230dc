/** Inputs: one control, and a cell with label, hint, control and messages around it. */

import { attr, debounced, el, NO_FORM, text } from "./dom.js";
import { messages } from "./messages.js";
import { lengthOf } from "./words.js";

/** How each kind of field is typed. @type {Record<string, Record<string, string>>} */
const INPUT = {
  line: { type: "text" },
  date: { type: "date" },
  money: { type: "text", inputmode: "decimal" },
  integer: { type: "text", inputmode: "numeric" },
  phone: { type: "tel" },
  // Not type=email: browsers rewrite what was typed there, and the draft holds it raw.
  email: { type: "text", inputmode: "email", autocapitalize: "none", spellcheck: "false" },
};

/**
 * A text input or text area bound to a value of the draft.
 * @param {import("./session.js").Session} session
 * @param {{id: string, kind: string, key: string, read: () => unknown, write: (value: string) => void, field?: any}} how
 */
export function textControl(session, { id, kind, key, read, write, field }) {
  const paragraph = kind === "paragraph";
  const input = el(paragraph ? "textarea" : "input", {
    ...(paragraph ? { rows: field?.required ? 5 : 3 } : INPUT[kind] ?? INPUT.line),
    id,
    form: NO_FORM,
    class: "t-input",
    autocomplete: session.host.private ? "off" : field?.autocomplete ?? "off",
    enterkeyhint: paragraph ? false : "next",
    ...(field?.inputMode && kind !== "date" ? { inputmode: field.inputMode } : {}),
  });
  const store = () => {
    if (input.value !== shown()) write(input.value);
  };
  const shown = () => {
    const value = read();
    return value === undefined || value === null ? "" : String(value);
  };

  // While an input method composes, the text is not the person's yet.
  input.addEventListener("compositionstart", () => { session.composing = true; });
  input.addEventListener("compositionend", () => { session.composing = false; store(); });
  input.addEventListener("input", (event) => { if (!event.isComposing) store(); });
  input.addEventListener("blur", () => { session.composing = false; store(); session.leave(key); });

  return {
    node: input,
    input,
    /** A date of which only a part is typed reads as empty; only the input itself knows. */
    get incomplete() { return input.validity?.badInput === true; },
    update() {
      if (session.composing && document.activeElement === input) return;
      const value = shown();
      if (input.value !== value && !(input.validity?.badInput && value === "")) input.value = value;
    },
  };
}

/**
 * A drop-down list bound to a value of the draft.
 * @param {import("./session.js").Session} session
 * @param {{id: string, key: string, options: {id: string, label: string}[], read: () => unknown, write: (value: string) => void}} how
 */
export function selectControl(session, { id, key, options, read, write }) {
  const input = el("select", { id, form: NO_FORM, class: "t-input t-select" },
    el("option", { value: "" }, session.words("choose")),
    options.map((option) => el("option", { value: option.id }, option.label)));
  input.addEventListener("change", () => write(input.value));
  input.addEventListener("blur", () => session.leave(key));
  return {
    node: input, input, incomplete: false,
    update() { const value = String(read() ?? ""); if (input.value !== value) input.value = value; },
  };
}

/**
 * A labelled cell around a control, with hint, counter and messages tied to it.
 * @param {import("./session.js").Session} session
 * @param {{id: string, key: string, label: string, hint?: string, tag?: () => string, limit?: number, inside?: boolean,
 *   beside?: {node: Element, count: () => number, update: (visible: boolean) => void}}} what `beside`: more to say about a long text
 * @param {ReturnType<typeof textControl> | ReturnType<typeof selectControl>} control
 */
export function cell(session, { id, key, label, hint, tag, limit, inside, beside }, control) {
  const { words } = session;
  const notes = limit ? notesOf(session, { list: `${id}-messages`, key, label, beside }) : undefined;
  const said = messages(session, `${id}-messages`, key, {
    control: control.input,
    issues: notes?.issues,
    extra: () => control.incomplete && session.left.has(key)
      ? [{ code: "date.incomplete", severity: "error", path: key.split("."), message: words("dateIncomplete") }] : [],
  });
  const mark = tag && el("span", { class: "t-tag" });
  const counter = limit && el("span", { class: "t-counter", id: `${id}-counter` });
  const node = el("div", { class: `t-cell ${inside ? "t-cell-inner" : control.input.tagName === "TEXTAREA" ? "" : "t-line"}`, "data-key": key },
    el("label", { class: "t-label", for: id }, label, mark && [" ", mark]),
    el("div", { class: "t-control" }, control.node, counter && el("div", { class: "t-below" }, notes?.button, counter)),
    hint && el("p", { class: "t-hint", id: `${id}-hint` }, hint),
    said.node, beside?.node);
  attr(control.input, "aria-describedby", [hint && `${id}-hint`, counter && `${id}-counter`, `${id}-messages`].filter(Boolean).join(" "));

  return {
    node,
    control,
    focus() { control.input.focus(); },
    /** @returns {boolean} whether an error is shown */
    update() {
      control.update();
      notes?.update();
      const wrong = said.update();
      attr(control.input, "aria-invalid", wrong ? "true" : null);
      node.classList.toggle("t-wrong", wrong);
      if (mark && tag) mark.textContent = tag();
      if (counter) {
        const length = lengthOf(control.input.value);
        counter.textContent = words("counter", { n: length, of: limit });
        counter.classList.toggle("t-over", length > limit);
      }
      return wrong;
    },
  };
}

/**
 * What there is to say about a long text while it is typed: their number stands in a line below the text that is always
 * there, so that nothing moves; the notes themselves open when the text is left, or by that button.
 * @param {import("./session.js").Session} session
 * @param {{list: string, key: string, label: string, beside?: {count: () => number, update: (visible: boolean) => void}}} what `list`: id of the messages
 */
function notesOf(session, { list, key, label, beside }) {
  const { words } = session;
  /** Undefined until the person decides. @type {boolean | undefined} */
  let open;
  let counted = 0;
  const visible = () => open ?? (session.reviewed || session.left.has(key));
  /** What a finger sees when it goes down: by the time of its click the text has been left. */
  let seen = false;
  const button = el("button", { type: "button", class: "t-inline t-notes-count", "aria-controls": list, "data-notes": key,
    onpointerdown: () => { seen = visible(); },
    onclick: (event) => { open = !(event.detail > 0 ? seen : visible()); session.refresh(); } });
  const say = debounced(1500, (n) => { if (n > 0) session.host.announce(words("notesSaid", { n, field: label })); });
  return {
    button,
    /** Errors wait until the text is left: half a sentence is no mistake. They do not fold away. */
    issues: () => session.allAt(key).filter((issue) => (issue.severity === "error" ? session.issuesAt(key).includes(issue) : visible())),
    update() {
      const n = session.allAt(key).filter((issue) => issue.severity !== "error" && session.textAt(issue.path) !== "").length + (beside?.count() ?? 0);
      if (n !== counted) say(n);
      counted = n;
      text(button, words("notes", { n }));
      attr(button, "data-none", n === 0);
      attr(button, "aria-expanded", String(visible()));
      beside?.update(visible());
    },
  };
}
