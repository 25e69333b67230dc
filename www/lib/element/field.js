/** One field of the form, as `form()` describes it. */

import { attr, el, fill, icon, whenChanged } from "./dom.js";
import { cell, NO_FORM, textControl } from "./control.js";
import { messages } from "./messages.js";
import { CORE } from "./session.js";

/**
 * Draws a field.
 * @param {import("./session.js").Session} session
 * @param {any} field a FieldSpec
 */
export function fieldView(session, field) {
  const key = field.id;
  const id = `${session.host.prefix}-${key}`;
  if (field.kind === "choice" || field.kind === "choices") return choiceView(session, field, id);
  const control = textControl(session, {
    id, key, kind: field.kind, field,
    read: () => session.draft[key],
    write: (value) => session.set(key, value),
  });
  return cell(session, {
    id, key, label: field.label, hint: field.hint ?? (field.example && session.words("example", { example: field.example })),
    limit: field.kind === "paragraph" ? field.maxLength : undefined,
    tag: () => needOf(session, field),
  }, control);
}

/** Whether the field may stay empty, in words. */
function needOf(session, field) {
  const { words, recommended } = session;
  if (field.required) return "";
  if (recommended && field.requiredBy?.includes(recommended.id)) {
    return words("neededBy", { channel: session.label("channels", recommended.id) });
  }
  return words("optional");
}

/** Radio buttons or check boxes, as chips. */
function choiceView(session, field, id) {
  const { words } = session;
  const key = field.id;
  const several = field.kind === "choices";
  const chosen = () => {
    const value = session.draft[key];
    return Array.isArray(value) ? value : value === undefined ? [] : [value];
  };
  const said = messages(session, `${id}-messages`, key);
  const inputs = (field.options ?? []).map((option) => el("input", {
    type: several ? "checkbox" : "radio", id: `${id}-${option.id}`, name: id, form: NO_FORM, value: option.id,
    onchange: (event) => {
      if (!several) session.set(key, option.id);
      else if (event.target.checked) session.set(key, [...chosen(), option.id]);
      else session.set(key, chosen().filter((other) => other !== option.id));
    },
  }));
  const mark = el("span", { class: "t-tag" });
  const below = key === CORE.reason ? reasonNotes(session) : undefined;
  const node = el("fieldset", {
    class: "t-cell", "data-key": key, id,
    "aria-describedby": [field.hint && `${id}-hint`, `${id}-messages`].filter(Boolean).join(" "),
    onfocusout: (event) => { if (!node.contains(event.relatedTarget)) session.leave(key); },
  },
    el("legend", { class: "t-label" }, field.label, " ", mark),
    field.hint && el("p", { class: "t-hint", id: `${id}-hint` }, field.hint),
    el("div", { class: "t-chips" }, inputs.map((input, i) =>
      el("label", { class: "t-chip" }, input, el("span", {}, several && icon("check"), field.options[i].label)))),
    said.node,
    below?.node);
  return {
    node,
    focus() { (inputs.find((input) => input.checked) ?? inputs[0])?.focus(); },
    update() {
      const now = chosen();
      for (const input of inputs) {
        if (input.checked !== now.includes(input.value)) input.checked = now.includes(input.value);
      }
      const wrong = said.update();
      node.classList.toggle("t-wrong", wrong);
      for (const input of inputs) attr(input, "aria-invalid", wrong && several === false ? "true" : null);
      mark.textContent = needOf(session, field);
      below?.update();
    },
  };
}

/** Below the reasons: what the chosen one means and asks to mind, and the one that the story speaks of. */
function reasonNotes(session) {
  const { words } = session;
  const node = el("div", { class: "t-notes", "aria-live": "polite" });
  const draw = whenChanged(({ reason, suggestion, quotes }) => {
    const entry = session.spec.reasons.find((one) => one.id === reason);
    fill(node,
      entry?.hint && el("p", { class: "t-hint" }, entry.hint),
      entry?.cautions?.length > 0 && el("div", { class: "t-callout t-callout-warning" },
        icon("alert"), el("div", {}, el("strong", {}, words("keepInMind")),
          el("ul", { class: "t-list" }, entry.cautions.map((caution) => el("li", {}, caution))))),
      suggestion && el("div", { class: "t-callout", "data-suggested-reason": suggestion },
        icon("info"), el("div", {},
          el("p", {}, words("suggested", { reason: session.label("reasons", suggestion) })),
          quotes.length > 0 && el("p", { class: "t-hint" }, words("suggestedBy", { words: quotes.map((quote) => `“${quote}”`).join(words("listJoin")) })),
          el("button", { type: "button", class: "t-inline", onclick: () => session.set(CORE.reason, suggestion) }, words("adopt")))));
  });
  return {
    node,
    update() {
      const suggested = session.assessment.suggestedReason;
      const story = session.textAt([CORE.description]);
      draw({
        reason: session.draft[CORE.reason],
        suggestion: suggested?.id,
        quotes: [...new Set((suggested?.spans ?? []).map(([start, end]) => story.slice(start, end)))].slice(0, 4),
      });
    },
  };
}
