/** One field of the form, as `form()` describes it. */

import { attr, el, fill, icon, NO_FORM, whenChanged } from "./dom.js";
import { cell, textControl } from "./control.js";
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
    id, key, label: field.label, hint: field.hint ?? (field.example && field.kind !== "integer" && session.words("example", { example: field.example })),
    limit: field.kind === "paragraph" ? field.maxLength : undefined,
    tag: () => needOf(session, field),
    beside: key === CORE.description ? reasonSuggestion(session) : undefined,
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
  const chips = inputs.map((input, i) => el("label", { class: "t-chip" }, input, el("span", {}, several && icon("check"), field.options[i].label)));
  const choices = el("div", {});
  const arrange = whenChanged((/** @type {string[]} */ first) => {
    const group = (title, wanted) => wanted.length > 0 && [title && el("p", { class: "t-hint t-group" }, title), el("div", { class: "t-chips" }, wanted)];
    const usual = first.flatMap((option) => chips[field.options.findIndex((one) => one.id === option)] ?? []);
    fill(choices, group(usual.length > 0 && words("usual"), usual), group(usual.length > 0 && words("others"), chips.filter((chip) => !usual.includes(chip))));
  });
  arrange([]);
  const below = key === CORE.reason ? reasonNotes(session) : undefined;
  const node = el("fieldset", {
    class: "t-cell", "data-key": key, id,
    "aria-describedby": [field.hint && `${id}-hint`, `${id}-messages`].filter(Boolean).join(" "),
    onfocusout: (event) => { if (!node.contains(event.relatedTarget)) session.leave(key); },
  },
    el("legend", { class: "t-label" }, field.label, " ", mark),
    field.hint && el("p", { class: "t-hint", id: `${id}-hint` }, field.hint),
    choices,
    said.node,
    below?.node);
  return {
    node,
    /** What the reason usually leads to comes first; decided when the step is shown, so that nothing moves under the hand. */
    shown() {
      if (key === CORE.remedy) arrange(session.spec.reasons.find((one) => one.id === session.draft[CORE.reason])?.remedies ?? []);
    },
    focus() { (inputs.find((input) => input.checked) ?? node.querySelector("input"))?.focus(); },
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

/** Below the reasons: what the chosen one means and asks to mind. */
function reasonNotes(session) {
  const { words } = session;
  const node = el("div", { class: "t-notes", "aria-live": "polite" });
  const draw = whenChanged((reason) => {
    const entry = session.spec.reasons.find((one) => one.id === reason);
    fill(node,
      entry?.hint && el("p", { class: "t-hint" }, entry.hint),
      entry?.cautions?.length > 0 && el("div", { class: "t-callout t-callout-warning" },
        icon("alert"), el("div", {}, el("strong", {}, words("keepInMind")),
          el("ul", { class: "t-list" }, entry.cautions.map((caution) => el("li", {}, caution))))));
  });
  return { node, update() { draw(session.draft[CORE.reason] ?? ""); } };
}

/** Below the description, so that the text does not move: the reason that it speaks of, with the words that say so. */
function reasonSuggestion(session) {
  const { words } = session;
  const node = el("div", { class: "t-notes", "aria-live": "polite" });
  const label = (reason) => session.label("reasons", reason);
  const choose = (reason, undo) => {
    session.ui.adopted = undo;
    session.set(CORE.reason, reason);
    (node.querySelector("button") ?? node.closest(".t-cell")?.querySelector("textarea"))?.focus();
  };
  const callout = (kind, name, ...children) => el("div", { class: `t-callout ${kind}`, ...name }, icon(kind ? "check" : "info"), el("div", {}, children));
  const draw = whenChanged(({ suggestion, quotes, now, before }) => {
    if (suggestion) {
      fill(node, callout("", { "data-suggested-reason": suggestion },
        el("p", {}, words(now ? "suggestedOther" : "suggested", { reason: label(suggestion) })),
        quotes.length > 0 && el("p", { class: "t-hint" }, words("suggestedBy", { words: quotes.map((quote) => words("quote", { text: quote })).join(words("listJoin")) })),
        el("button", { type: "button", class: "t-inline", onclick: () => choose(suggestion, { reason: suggestion, before: now }) }, words("adopt"))));
    } else if (before !== undefined) {
      fill(node, callout("t-callout-good", { "data-adopted-reason": now },
        el("p", {}, words("adopted", { reason: label(now) })),
        el("button", { type: "button", class: "t-inline", onclick: () => choose(before, undefined) }, words("undo"))));
    } else fill(node);
  });
  return {
    node,
    count: () => (session.assessment.suggestedReason ? 1 : 0),
    update(visible) {
      node.hidden = !visible;
      const suggested = session.assessment.suggestedReason;
      const story = session.textAt([CORE.description]);
      const now = session.draft[CORE.reason] ?? "";
      const { adopted } = session.ui;
      draw({
        suggestion: suggested?.id,
        quotes: [...new Set((suggested?.spans ?? []).map(([start, end]) => story.slice(start, end)))].slice(0, 4),
        now,
        before: adopted?.reason === now ? adopted.before : undefined,
      });
    },
  };
}
