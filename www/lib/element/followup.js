/** The follow-up step: the next move, the timeline, the log, and how to avoid this next time. */

import { el, fill, whenChanged } from "./dom.js";
import { logView } from "./log.js";
import { timelineView } from "./timeline.js";

/** The engine's code for a channel that is at work: there is nothing to advise, and nothing to complete any more. */
const PENDING = "why.pending";

/** @param {import("./session.js").Session} session */
export function followUpView(session) {
  const { words } = session;
  const next = el("div", { class: "t-cell" });
  const timeline = timelineView(session);
  const log = logView(session);
  const tips = el("ul", { class: "t-list" });
  const prevention = el("section", {}, el("h3", { class: "t-cells-title" }, words("prevention")),
    el("div", { class: "t-cells t-cell" }, tips));
  const node = el("div", { class: "t-stack" },
    el("section", {}, el("h3", { class: "t-cells-title" }, words("nextStep")), el("div", { class: "t-cells" }, next)),
    timeline.node, log.node, prevention);

  const drawNext = whenChanged(({ id, why }) => fill(next,
    el("p", {}, el("strong", {}, words(why.includes(PENDING) ? "nextPending" : "nextBy", { channel: session.label("channels", id) }))),
    (why.includes(PENDING) ? [PENDING] : why).map((one) => el("p", { class: "t-hint" }, session.label("whys", one))),
    el("button", { type: "button", class: "t-button t-small", onclick: () => {
      session.ui.channel = session.ui.document = "";
      session.host.goTo("texts");
    } }, words("openTexts"))));
  const drawTips = whenChanged((ids) => fill(tips, ids.map((id) => el("li", {}, session.label("prevention", id)))));
  return {
    node,
    update() {
      const { recommended, assessment } = session;
      drawNext({ id: recommended?.id ?? "", why: recommended?.why ?? [] });
      timeline.update();
      log.update();
      prevention.hidden = assessment.prevention.length === 0;
      drawTips(assessment.prevention);
    },
    /** @param {string} key */
    focus(key) { log.focus(key); return true; },
  };
}
