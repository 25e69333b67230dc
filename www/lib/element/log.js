/** The follow-up log: what was done, where, and what came of it. */

import { el, fill, icon, text, whenChanged } from "./dom.js";
import { cell, selectControl, textControl } from "./control.js";
import { undoLine } from "./undo.js";
import { sayDate } from "./words.js";

/** @param {import("./session.js").Session} session */
export function logView(session) {
  const { words } = session;
  const list = el("ol", { class: "t-log", role: "list" });
  const undo = undoLine(session, "log", () => true, (index) => entries[index]?.focus());
  const add = el("button", { type: "button", class: "t-button", "data-log-add": "", onclick: () => {
    session.addEntry("log", { date: session.host.today() });
    entries[entries.length - 1]?.focus();
  } }, icon("plus"), words("logAdd"));
  const node = el("section", {}, el("h3", { class: "t-cells-title" }, words("log")), el("p", { class: "t-hint t-inset" }, words("logLead")), list, undo.node, add);

  /** @type {ReturnType<typeof entryView>[]} */
  let entries = [];
  const build = whenChanged((length) => {
    entries = Array.from({ length }, (_, index) => entryView(session, index, () => undo.focus()));
    fill(list, entries.map((entry) => entry.node));
  });
  return {
    node,
    update() {
      build(session.list("log").length);
      for (const entry of entries) entry.update();
      undo.update();
    },
    /** @param {string} key "log.0.date"; "log" for the way to add one */
    focus(key) {
      const entry = entries[Number(key.split(".")[1])];
      if (entry) entry.focus(key); else add.focus();
    },
  };
}

function entryView(session, index, onRemoved) {
  const { words, spec } = session;
  const id = `${session.host.prefix}-log-${index}`;
  const make = (part, label, kind, options) => {
    const how = {
      id: `${id}-${part}`, key: `log.${index}.${part}`, kind, options,
      read: () => session.list("log")[index]?.[part],
      write: (value) => session.setEntry("log", index, { [part]: value }),
    };
    return cell(session, { ...how, label: words(label), inside: true }, options ? selectControl(session, how) : textControl(session, how));
  };
  const parts = {
    date: make("date", "logDate", "date"),
    channel: make("channel", "logChannel", "choice", spec.channels),
    action: make("action", "logAction", "choice", spec.actions),
    reference: make("reference", "logReference", "line"),
    note: make("note", "logNote", "line"),
  };
  const said = el("span", {});
  const fold = el("details", { class: "t-more" }, el("summary", {}, icon("chevron"), said),
    el("div", { class: "t-pairs", role: "group", "aria-label": words("logEntry", { n: index + 1 }) }, Object.values(parts).map((part) => part.node)),
    el("button", { type: "button", class: "t-inline t-danger", onclick: () => {
      session.removeEntry("log", index);
      session.host.announce(words("removed"));
      onRemoved();
    } }, words("logRemove")));
  fold.open = !session.list("log")[index]?.action;
  return {
    node: el("li", { class: "t-cells t-log-entry", "data-log": index }, fold),
    focus(key = "") {
      fold.open = true;
      (parts[key.split(".")[2]] ?? parts.channel).focus();
    },
    update() {
      const { date, channel, action } = session.list("log")[index] ?? {};
      text(said, [date && sayDate(date, session.options.locale), channel && session.label("channels", channel), action && session.label("actions", action)]
        .filter(Boolean).join(" · ") || words("logEntry", { n: index + 1 }));
      if (Object.values(parts).map((part) => part.update()).includes(true)) fold.open = true;
    },
  };
}
