/** The evidence score as a ring, and what would raise it most. */

import { el, fill, shape, text, whenChanged } from "./dom.js";

const RADIUS = 34;
const AROUND = 2 * Math.PI * RADIUS;

/**
 * Draws the score.
 * @param {import("./session.js").Session} session
 * @param {(kind: string) => void} onNext goes to the kind that is advised next
 */
export function scoreView(session, onNext) {
  const { words } = session;
  const arc = shape("circle", { class: "t-ring-arc", cx: "40", cy: "40", r: String(RADIUS) });
  const ring = shape("svg", { viewBox: "0 0 80 80", class: "t-ring", "aria-hidden": "true", focusable: "false" });
  ring.append(shape("circle", { class: "t-ring-track", cx: "40", cy: "40", r: String(RADIUS) }), arc);
  const number = el("span", { class: "t-score-number" });
  const grade = el("strong", { class: "t-score-grade" });
  const next = el("div", { class: "t-score-next" });
  const node = el("div", { class: "t-score", "data-score": "" },
    el("div", { class: "t-score-ring" }, ring, number),
    el("div", { class: "t-score-words" },
      el("p", { class: "t-score-title" }, words("score"), " ", grade), next));
  const draw = whenChanged(({ score, kind, gain }) => {
    fill(next, kind
      ? el("button", { type: "button", class: "t-inline", "data-next-kind": kind, onclick: () => onNext(kind) },
        words("scoreNext", { kind: session.label("evidence", kind), n: gain }))
      : score > 0 && el("p", { class: "t-hint" }, words("scoreFull")));
  });
  return {
    node,
    update() {
      const { score, grade: id, items, next: kind } = session.assessment.evidence;
      text(number, String(score));
      number.setAttribute("aria-label", words("scoreOf", { n: score }));
      number.setAttribute("role", "img");
      text(grade, session.label("grades", id));
      node.dataset.grade = id;
      // Round ends would draw a dot for nothing.
      arc.setAttribute("stroke-linecap", score > 0 ? "round" : "butt");
      arc.setAttribute("stroke-dasharray", `${(AROUND * score) / 100} ${AROUND}`);
      draw({ score, kind, gain: items.find((item) => item.kind === kind)?.gain });
    },
  };
}
