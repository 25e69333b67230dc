/** What was done and what runs out when, in the order of the days. */

import { el, fill, whenChanged } from "./dom.js";
import { lawLine } from "./claims.js";
import { sayDate } from "./words.js";

/** @param {import("./session.js").Session} session @param {number} days */
export function sayDaysLeft({ words }, days) {
  if (days === 0) return words("dueToday");
  return days > 0 ? words("daysLeft", { n: days }) : words("daysOver", { n: -days });
}

/** @param {import("./session.js").Session} session */
export function timelineView(session) {
  const { words } = session;
  const list = el("ol", { class: "t-timeline", role: "list" });
  const empty = el("p", { class: "t-hint t-cell" }, words("timelineEmpty"));
  const tools = session.host.buttons("timeline", () => ({}));
  const node = el("section", {},
    el("h3", { class: "t-cells-title" }, words("timeline")), el("div", { class: "t-cells" }, list, empty), tools);

  const draw = whenChanged(({ deadlines, log, today }) => {
    const done = log.filter((entry) => entry?.date && Object.keys(entry).length > 1).map((entry) => ({ date: entry.date, node: pastItem(session, entry) }));
    const due = deadlines.map((deadline) => ({ date: deadline.due, node: dueItem(session, deadline) }));
    const now = { date: today, node: el("li", { class: "t-moment t-today" }, el("strong", {}, words("today")), " ", sayDate(today, session.options.locale)) };
    const items = [...done, now, ...due].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
    fill(list, items.map((item) => item.node));
    empty.hidden = done.length + due.length > 0;
    list.hidden = !empty.hidden;
  });
  return {
    node,
    update() {
      draw({ deadlines: session.assessment.deadlines, log: session.list("log"), today: session.host.today() });
      if (tools) tools.hidden = session.assessment.deadlines.length === 0;
    },
  };
}

function pastItem(session, entry) {
  const what = [session.label("channels", entry.channel ?? ""), session.label("actions", entry.action ?? "")].filter(Boolean).join(" · ");
  return el("li", { class: "t-moment" },
    el("span", { class: "t-moment-date" }, sayDate(entry.date, session.options.locale)),
    el("p", {}, what), (entry.reference || entry.note) &&
      el("p", { class: "t-hint" }, [entry.reference, entry.note].filter(Boolean).join(" · ")));
}

function dueItem(session, deadline) {
  const { words, options, spec } = session;
  const entry = spec.deadlines.find((one) => one.id === deadline.id);
  const over = deadline.daysLeft < 0;
  return el("li", { class: `t-moment ${over ? "t-over" : deadline.daysLeft <= 3 ? "t-soon" : ""}`, "data-deadline": deadline.id },
    el("span", { class: "t-moment-date" }, sayDate(deadline.due, options.locale), " ",
      el("span", { class: "t-badge" }, sayDaysLeft(session, deadline.daysLeft))),
    el("p", {}, el("strong", {}, entry?.label ?? deadline.id)),
    deadline.estimated && el("p", { class: "t-hint" }, words("estimated")),
    entry?.next && el("p", {}, entry.next),
    entry?.law ? lawLine(session, entry.law) : entry?.source && el("p", { class: "t-law" }, entry.source));
}
