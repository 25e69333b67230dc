/** One piece of evidence that the person holds: how many pages, what it shows, and, if wanted, title, date and note. */

import { el, fill, icon, NO_FORM, whenChanged } from "./dom.js";
import { cell, textControl } from "./control.js";

/**
 * @param {import("./session.js").Session} session
 * @param {any} kind its entry in `form().evidence`
 * @param {number} index its place in the draft
 * @param {number} nth its number among several of this kind, 0 for a single one
 * @param {() => void} onRemoved takes the focus
 */
export function pieceView(session, kind, index, nth, onRemoved) {
  const { words } = session;
  const key = `evidence.${index}`;
  const id = `${session.host.prefix}-evidence-${index}`;
  const read = (part) => session.list("evidence")[index]?.[part];
  const write = (part, value) => session.setEntry("evidence", index, { [part]: value });

  const parts = ["title", "date", "note"].map((part) => cell(session, {
    id: `${id}-${part}`, key: `${key}.${part}`, inside: true,
    label: words({ title: "pieceTitle", date: "pieceDate", note: "pieceNote" }[part]),
  }, textControl(session, {
    id: `${id}-${part}`, key: `${key}.${part}`, kind: part === "date" ? "date" : "line",
    read: () => read(part), write: (value) => write(part, value),
  })));
  const count = stepper(session, id, key, () => read("count") ?? 1, (value) => write("count", value));
  const marks = (kind.good ?? []).map((mark) => ({
    id: mark.id,
    box: el("input", {
      type: "checkbox", form: NO_FORM, value: mark.id, onchange: (event) => {
        const now = (read("shows") ?? []).filter((other) => other !== mark.id);
        const next = event.target.checked ? [...now, mark.id] : now;
        write("shows", next.length > 0 ? next : undefined);
      },
    }),
    label: mark.label,
  }));
  const files = el("div", { class: "t-files" });
  const showFile = whenChanged((file) => fill(files, session.host.pieceTools?.({
    index, kind: kind.id, file, locale: session.options.locale,
    set: (values) => session.setEntry("evidence", index, values),
    add: (entry) => session.addEntry("evidence", entry),
  })));
  const more = el("details", { class: "t-why" },
    el("summary", {}, words("pieceMore")), parts.map((part) => part.node));
  const heading = nth > 0 && el("p", { class: "t-piece-nth" }, words("pieceNth", { n: nth }));
  const node = el("div", { class: "t-piece", role: "group", "data-index": index, "aria-label": `${kind.label} ${nth || ""}`.trim() },
    heading, count.node,
    marks.length > 0 && el("fieldset", { class: "t-marks" }, el("legend", {}, words("shows")),
      el("div", { class: "t-chips t-chips-small" }, marks.map((mark) =>
        el("label", { class: "t-chip" }, mark.box, el("span", {}, icon("check"), mark.label))))),
    files, more,
    nth > 0 && el("button", {
      type: "button", class: "t-inline t-danger", onclick: () => { session.removeEntry("evidence", index); onRemoved(); },
    }, words("pieceRemove")));
  if (parts.some((part, i) => read(["title", "date", "note"][i]))) more.open = true;

  return {
    node, key,
    focus(at = "") {
      const i = ["title", "date", "note"].findIndex((part) => at === `${key}.${part}`);
      if (i >= 0) { more.open = true; parts[i].focus(); } else count.focus();
    },
    update() {
      for (const part of parts) part.update();
      count.update();
      for (const mark of marks) mark.box.checked = (read("shows") ?? []).includes(mark.id);
      showFile(read("file") ?? null);
    },
  };
}

/** A number with a button on either side. */
function stepper(session, id, key, read, write) {
  const { words } = session;
  const input = el("input", { id: `${id}-count`, type: "text", inputmode: "numeric", class: "t-input", form: NO_FORM, autocomplete: "off" });
  const step = (by) => write(Math.max(1, (Number(read()) || 1) + by));
  input.addEventListener("input", () => {
    const typed = input.value.trim();
    if (typed !== "") write(/^\d+$/.test(typed) ? Number(typed) : typed);
  });
  input.addEventListener("blur", () => { session.leave(`${key}.count`); input.value = String(read()); });
  const fewer = el("button", { type: "button", class: "t-step", "aria-label": words("fewer"), onclick: () => step(-1) }, icon("minus"));
  const shell = cell(session, { id: `${id}-count`, key: `${key}.count`, label: words("pieceCount"), inside: true },
    { input, incomplete: false, node: el("div", { class: "t-stepper" }, fewer, input,
      el("button", { type: "button", class: "t-step", "aria-label": words("more"), onclick: () => step(1) }, icon("plus"))),
      update() {
        const value = String(read());
        if (document.activeElement !== input) input.value = value;
        fewer.disabled = Number(value) <= 1;
      } });
  shell.node.classList.add("t-cell-count");
  return shell;
}
