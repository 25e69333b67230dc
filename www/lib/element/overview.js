/** The panel beside the form where there is room: score, advised channel, next deadline, and the text as it grows. */

import { el, text } from "./dom.js";
import { scoreView } from "./score.js";
import { composeShown } from "./texts.js";
import { sayDaysLeft } from "./timeline.js";
import { sayDate } from "./words.js";

/** @param {import("./session.js").Session} session */
export function overview(session) {
  const { words, options } = session;
  const score = scoreView(session, (kind) => session.host.goTo("evidence", kind));
  const channel = el("button", { type: "button", class: "t-inline", onclick: () => session.host.goTo("texts") });
  const deadline = el("p", {});
  const deadlineRow = el("div", { class: "t-cell" }, el("p", { class: "t-hint" }, words("nextDeadline")), deadline);
  const title = el("p", { class: "t-preview-title" });
  const body = el("div", { class: "t-paper t-paper-small", tabindex: 0, role: "document", "data-preview": "" });
  const node = el("aside", { class: "t-aside", "aria-label": words("summary") },
    el("div", { class: "t-cells" }, score.node,
      el("div", { class: "t-cell" }, el("p", { class: "t-hint" }, words("advised")), channel), deadlineRow),
    el("div", { class: "t-cells" }, el("div", { class: "t-cell" },
      el("p", { class: "t-hint" }, words("preview"), " · ", words("previewLive")), title, body)));
  return {
    node,
    update() {
      // Composing is not free; where the panel is not shown (a phone) nothing is drawn.
      if (node.hidden || getComputedStyle(node).display === "none") return;
      score.update();
      text(channel, session.label("channels", session.recommended?.id ?? ""));
      const next = session.assessment.deadlines.find((one) => one.daysLeft >= 0);
      deadlineRow.hidden = !next;
      if (next) text(deadline, `${session.label("deadlines", next.id)} · ${sayDate(next.due, options.locale)} · ${sayDaysLeft(session, next.daysLeft)}`);
      const composition = composeShown(session);
      text(title, composition.title);
      text(body, composition.body);
      body.setAttribute("aria-label", composition.title);
    },
  };
}
