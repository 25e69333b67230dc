/**
 * Pasted order details fill the form at once. What was taken from where stands below, and each field can be undone;
 * what may be something else, or would replace what the person typed, is offered and not done.
 */

import { el, fill, icon, NO_FORM, text, whenChanged } from "./dom.js";
import { noPaste } from "./session.js";

/** Characters of the pasted text shown on either side of a value. */
const AROUND = 12;
/** How long typing in the area may go on before it is read, in ms. */
const PAUSE = 250;

/**
 * @param {import("./session.js").Session} session @param {string} place where it stands, for its ids
 * @param {boolean} [brief] beside the fields: the result is one line, with what is to be decided
 */
export function pasteView(session, place, brief) {
  const { words } = session;
  const id = `${session.host.prefix}-paste-${place}`;
  const state = () => session.ui.paste;
  const area = el("textarea", {
    id, form: NO_FORM, class: "t-input", rows: 4, autocomplete: "off", spellcheck: "false", "aria-label": words("pasteLabel"), "data-paste": "",
  });
  const said = el("p", { class: "t-hint", role: "status", "data-paste-said": "" });
  const list = el("ul", { class: "t-found", role: "list" });
  const clear = el("button", { type: "button", class: "t-inline", "data-paste-clear": "", onclick: () => take("") }, words("pasteClear"));
  const taken = el("ul", { class: "t-found", role: "list" });
  const fold = el("details", { class: "t-why", open: true }, el("summary", {}, words("pasteLabel")), area, taken, clear);
  const inner = el("div", { class: "t-paste-inner" }, brief ? [said, list, fold] : [area, said, list, clear]);
  /** Fields whose rows stand before the fold. @type {string[]} */
  let first = [];
  const button = el("button", { type: "button", class: "t-button t-small", "data-paste-button": "", "aria-describedby": `${id}-hint`, onclick: fromClipboard },
    icon("copy"), words("paste"));
  const node = el("section", { class: "t-cells t-paste", "aria-label": words("pasteTitle") }, el("div", { class: "t-cell" },
    el("div", { class: "t-paste-head" },
      el("div", { class: "t-paste-words" }, el("p", {}, words("pasteTitle")), el("p", { class: "t-hint", id: `${id}-hint` }, words("pasteHint"))), button),
    inner));
  let asked = false;

  async function fromClipboard() {
    try {
      take(await navigator.clipboard.readText());
    } catch {
      // Not allowed, or not there at all (web-views): the person pastes into the area.
      asked = fold.open = true;
      update();
      text(said, words("pasteByHand"));
      area.focus();
    }
  }

  /** @param {string} pasted */
  function take(pasted) {
    clearTimeout(timer);
    if (pasted === "") {
      session.ui.paste = noPaste();
      asked = false;
    } else {
      state().text = pasted;
      fold.open = true;
      fillIn(session, state());
    }
    session.refresh();
    if (pasted === "") button.focus();
    else if (node.contains(document.activeElement) === false) area.focus();
  }

  let timer = 0;
  area.addEventListener("input", () => { clearTimeout(timer); timer = window.setTimeout(() => take(area.value), area.value === "" ? 0 : PAUSE); });

  const draw = whenChanged(([rows]) => {
    const focused = inner.contains(document.activeElement) ? /** @type {any} */ (document.activeElement).dataset.pasteField : undefined;
    for (const place of [list, taken]) fill(place, rows.filter((row) => (place === list) === (!brief || first.includes(row.field))).map((row) => drawRow(session, row)));
    if (focused) inner.querySelector(`[data-paste-field="${CSS.escape(focused)}"]`)?.focus();
    const filled = rows.filter((row) => row.taken).length;
    const open = rows.length - filled;
    if (state().text) text(said, rows.length === 0 ? words("pasteNone")
      : [filled > 0 && words("pasteFilled", { n: filled }), open > 0 && words("pasteOpen", { n: open })].filter(Boolean).join(""));
    else if (!asked) text(said, "");
  });
  function update() {
    const { text: pasted } = state();
    if (document.activeElement !== area || pasted === "") { if (area.value !== pasted) area.value = pasted; }
    inner.hidden = !asked && pasted === "";
    clear.hidden = pasted === "";
    draw([rowsOf(session, state()), first, pasted !== ""]);
  }
  return {
    node, update,
    /** Decided when the step is shown: nothing folds or moves under a hand. @param {boolean} brief */
    shown() {
      fold.open = state().text === "";
      first = rowsOf(session, state()).flatMap((row) => (row.taken ? [] : [row.field]));
    },
  };
}

/** What the pasted text says, for fields that are drawn. */
function found(session, pasted) {
  if (pasted.trim() === "") return [];
  const { fields, spans } = session.engine.recognize(pasted, session.options);
  return Object.entries(fields)
    .filter(([field]) => session.field(field) && !(session.host.hideFields ?? []).includes(field))
    .map(([field, value]) => ({ field, value, span: spans.find((span) => span.field === field) }));
}

/** Puts what is certain into empty fields; what an earlier reading of the same paste put there goes, or is corrected. */
function fillIn(session, state) {
  const values = {};
  const read = (state.read = found(session, state.text));
  for (const [field, { value, old }] of Object.entries(state.filled)) {
    if (read.some((one) => one.field === field)) continue;
    if (session.draft[field] === value) values[field] = old;
    delete state.filled[field];
  }
  for (const { field, value, span } of read) {
    const ours = state.filled[field];
    if (ours && session.draft[field] === ours.value) ours.value = values[field] = value;
    else if (span?.confidence === "certain" && session.draft[field] === undefined && !state.declined.includes(field)) {
      values[field] = value;
      state.filled[field] = { value, old: undefined };
    }
  }
  if (Object.keys(values).length > 0) session.setAll(values);
}

function rowsOf(session, state) {
  return state.read.map(({ field, value, span }) => {
    const spec = session.field(field);
    const shown = (raw) => spec.options?.find((option) => option.id === raw)?.label ?? String(raw);
    const now = session.draft[field];
    const taken = now !== undefined && String(now) === value;
    return {
      field, value, taken, label: spec.label, shown: shown(value),
      undoable: taken && state.filled[field]?.value === value,
      replaces: now !== undefined && !taken ? shown(now) : "",
      likely: span?.confidence === "likely",
      from: span && around(state.text, span),
    };
  });
}

/**
 * The line that a value stands in, or the one above where the value begins its own: before it, itself, behind it.
 * @returns {[string, string, string]}
 */
function around(pasted, { start, end }) {
  const line = (text) => text.split(/[\r\n]/);
  const before = [...(line(pasted.slice(0, start).trimEnd()).pop() ?? "")];
  const behind = [...line(pasted.slice(end))[0]];
  return [
    `${before.length > AROUND ? "…" : ""}${before.slice(-AROUND).join("")} `, pasted.slice(start, end),
    `${behind.slice(0, AROUND).join("")}${behind.length > AROUND ? "…" : ""}`,
  ];
}

function drawRow(session, { field, value, label, shown, taken, undoable, replaces, likely, from }) {
  const { words } = session;
  const act = (key, run) => el("button", { type: "button", class: "t-inline", "data-paste-field": field, "data-act": key,
    "aria-label": words(`${key}Named`, { field: label }), onclick: run }, words(key));
  const { filled, declined } = session.ui.paste;
  const undo = () => {
    const { old } = filled[field];
    delete filled[field];
    declined.push(field);
    session.setAll({ [field]: old });
  };
  const adopt = () => {
    filled[field] = { value, old: session.draft[field] };
    session.setAll({ [field]: value });
  };
  return el("li", { class: "t-found-row", "data-found": field, "data-taken": taken ? "yes" : "no" },
    el("span", { class: taken ? "t-found-mark t-good" : "t-found-mark" }, icon(taken ? "check" : "info")),
    el("span", { class: "t-found-words" },
      el("span", { class: "t-hint" }, label, likely && !taken && [" ", el("span", { class: "t-badge" }, words("pasteLikely"))]),
      el("span", { class: "t-found-value" }, shown),
      from && el("span", { class: "t-found-from" }, words("pasteFrom"), " ", from[0], el("mark", {}, from[1]), from[2]),
      replaces && el("span", { class: "t-hint" }, words("pasteReplaces", { old: replaces }))),
    undoable ? act("pasteUndo", undo) : !taken && act(replaces ? "pasteReplace" : "pasteTake", adopt));
}
