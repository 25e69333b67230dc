/** The messages that stand beside the place they are about. */

import { el, fill, icon, whenChanged } from "./dom.js";

/** Longest piece of the person's text that a button repeats. */
const QUOTE = 16;

/**
 * A list of messages for one place, drawn again only when they differ.
 * @param {import("./session.js").Session} session
 * @param {string} id @param {string} key
 * @param {{control?: HTMLInputElement | HTMLTextAreaElement, extra?: () => import("../index.js").Issue[],
 *   issues?: () => import("../index.js").Issue[]}} [around] `issues`: which to show, in place of those that may be shown by now
 */
export function messages(session, id, key, { control, extra, issues: shown = () => session.issuesAt(key) } = {}) {
  const node = el("ul", { class: "t-messages", id, role: "list" });
  const draw = whenChanged((issues) => {
    const focused = node.contains(document.activeElement);
    fill(node, issues.map((issue) => message(session, issue, control)));
    if (focused) control?.focus();
  });
  return {
    node,
    /** Draws what is to be said now. @returns {boolean} whether an error is among it */
    update() {
      const issues = [...(extra?.() ?? []), ...shown()];
      node.hidden = issues.length === 0;
      draw(issues.map((issue) => ({ ...issue, quote: quoteOf(session, issue) })));
      return issues.some((issue) => issue.severity === "error");
    },
  };
}

/** One message, with what can be done about it. */
function message(session, issue, control) {
  const { words } = session;
  return el("li", { class: `t-message t-${issue.severity}`, "data-code": issue.code },
    icon(issue.severity === "advice" ? "info" : "alert"),
    el("span", { class: "t-unseen" }, `${words(issue.severity)}: `),
    el("span", {}, issue.message, " ",
      issue.quote && control?.setSelectionRange && el("button", {
        type: "button", class: "t-inline", onclick: () => { control.focus(); control.setSelectionRange(...issue.span); },
      }, words("showPlace", { text: issue.quote })),
      issue.suggestion !== undefined && el("button", {
        type: "button", class: "t-inline", "data-suggestion": "", onclick: () => adopt(session, issue),
      }, words("useInstead", { value: issue.suggestion }))));
}

function quoteOf(session, issue) {
  if (!issue.span) return "";
  const piece = session.textAt(issue.path).slice(issue.span[0], issue.span[1]);
  const letters = [...piece];
  return letters.length > QUOTE ? `${letters.slice(0, QUOTE).join("")}…` : piece;
}

/** Puts the suggested value where the issue is: in its range, or in place of the whole. */
function adopt(session, issue) {
  const now = session.textAt(issue.path);
  const [start, end] = issue.span ?? [0, now.length];
  const value = now.slice(0, start) + issue.suggestion + now.slice(end);
  const [name, index, part] = issue.path;
  if (index === undefined) session.set(name, value);
  else session.setEntry(name, index, { [part]: value });
}
