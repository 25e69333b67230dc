/** The evidence step: a checklist for the chosen reason, and the pieces that the person holds of each kind. */

import { attr, el, fill, icon, NO_FORM, text, whenChanged } from "./dom.js";
import { messages } from "./messages.js";
import { pieceView } from "./piece.js";
import { scoreView } from "./score.js";
import { undoLine } from "./undo.js";

/** @param {import("./session.js").Session} session */
export function evidenceView(session) {
  const { words } = session;
  const kinds = new Map(session.spec.evidence.map((kind) => [kind.id, kindView(session, kind)]));
  const score = scoreView(session, (kind) => kinds.get(kind)?.focus());
  const said = messages(session, `${session.host.prefix}-evidence-messages`, "evidence");
  const asked = el("ul", { class: "t-kinds", role: "list" });
  const others = el("ul", { class: "t-kinds", role: "list" });
  const more = el("details", { class: "t-more" },
    el("summary", {}, icon("chevron"), words("evidenceMore")), others);
  const host = session.host.evidenceTools?.({ locale: session.options.locale });
  const node = el("div", { class: "t-stack" }, el("p", { class: "t-lead" }, words("evidenceLead")),
    el("div", { class: "t-cells t-score-cells" }, score.node), said.node, asked, more, host);

  /** The order follows the reason, and only a look from elsewhere may change it: focus must not move under a finger. */
  const order = whenChanged((wanted) => {
    const rest = [...kinds.keys()].filter((id) => !wanted.includes(id));
    fill(asked, wanted.map((id) => kinds.get(id)?.node));
    fill(others, rest.map((id) => kinds.get(id)?.node));
    more.hidden = rest.length === 0;
    if (rest.some((id) => session.list("evidence").some((piece) => piece.kind === id))) more.open = true;
  });
  return {
    node,
    shown() { order(session.assessment.evidence.items.map((item) => item.kind)); },
    update() {
      said.update();
      score.update();
      for (const kind of kinds.values()) kind.update();
    },
    /** @param {string} key "evidence.2.date", or the id of a kind */
    focus(key) {
      const [, index] = key.split(".");
      const kind = session.list("evidence")[Number(index)]?.kind ?? key;
      const view = kinds.get(kind);
      if (!view) return false;
      if (others.contains(view.node)) more.open = true;
      view.focus(key);
      return true;
    },
  };
}

/** One kind of evidence: held or not, and its pieces. */
function kindView(session, kind) {
  const { words } = session;
  const id = `${session.host.prefix}-evidence-${kind.id}`;
  const box = el("input", {
    type: "checkbox", id, form: NO_FORM, class: "t-box", "aria-describedby": `${id}-rank`,
    onchange: () => session.tick(kind.id, box.checked),
  });
  const strength = el("span", { class: "t-badge" });
  const gain = el("span", { class: "t-gain" });
  const pieces = el("div", { class: "t-pieces" });
  const add = el("button", {
    type: "button", class: "t-inline t-add", onclick: () => {
      session.addEntry("evidence", { kind: kind.id, count: 1 });
      views[views.length - 1]?.focus();
    },
  }, icon("plus"), words("pieceAdd"));
  const undo = undoLine(session, "evidence", (piece) => piece?.kind === kind.id, (index) => views.find((view) => view.key === `evidence.${index}`)?.focus());
  const why = el("div", { class: "t-why", id: `${id}-why`, hidden: true }, el("p", {}, kind.why), el("p", {}, kind.how));
  const ask = el("button", {
    type: "button", class: "t-ask", "aria-expanded": "false", "aria-controls": why.id, "aria-label": words("why", { kind: kind.label }), "data-why": kind.id,
    onclick: () => { why.hidden = !why.hidden; attr(ask, "aria-expanded", String(!why.hidden)); },
  }, icon("info"));
  const node = el("li", { class: "t-kind", "data-kind": kind.id },
    el("div", { class: "t-kind-line" },
      el("div", { class: "t-kind-head" }, box, el("span", { class: "t-tick" }, icon("check")),
        el("span", { class: "t-kind-words" }, el("label", { class: "t-kind-name", for: id }, kind.label),
          el("span", { class: "t-kind-rank", id: `${id}-rank` }, strength, gain))),
      ask),
    el("div", { class: "t-kind-body" }, why, pieces, undo.node, add));

  /** @type {ReturnType<typeof pieceView>[]} */
  let views = [];
  const build = whenChanged((indices) => {
    views = indices.map((index, nth) => pieceView(session, kind, index, indices.length > 1 ? nth + 1 : 0, () => undo.focus()));
    fill(pieces, views.map((view) => view.node));
  });
  return {
    node,
    update() {
      const indices = session.list("evidence").flatMap((piece, index) => (piece?.kind === kind.id ? [index] : []));
      const item = session.assessment.evidence.items.find((one) => one.kind === kind.id);
      box.checked = indices.length > 0;
      pieces.hidden = add.hidden = !box.checked;
      undo.update();
      if (!box.checked) undo.node.hidden = true;
      text(strength, item ? session.label("strengths", item.strength) : "");
      strength.dataset.strength = item?.strength ?? "";
      text(gain, item && item.gain > 0 ? words("gain", { n: item.gain }) : "");
      build(indices);
      for (const view of views) view.update();
    },
    focus(key = "") {
      const piece = views.find((view) => key.startsWith(view.key));
      if (piece) piece.focus(key);
      else box.focus();
      node.scrollIntoView({ block: "center" });
    },
  };
}
