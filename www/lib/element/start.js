/** The first step: what the form does, and what to have at hand. */

import { el, icon } from "./dom.js";
import { pasteView } from "./paste.js";

/** Kinds of evidence named before the reason is known. */
const NAMED = 6;

/** @param {import("./session.js").Session} session */
export function startView(session) {
  const { words } = session;
  const fields = session.sections.flatMap((section) => section.fields);
  const list = (title, entries) => entries.length > 0 && el("div", { class: "t-cell" },
    el("h4", {}, words(title)), el("ul", { class: "t-needs", role: "list" }, entries.map((entry) => el("li", {}, entry.label))));
  const paste = pasteView(session, "start");
  const tools = session.host.buttons("start", () => ({
    compose: (document) => session.engine.compose({}, { ...session.options, document }),
  }));
  const node = el("div", { class: "t-stack" },
    el("p", { class: "t-lead" }, words("startLead")),
    el("p", { class: "t-callout t-callout-good" }, icon("check"), el("span", {}, words("startPrivate"))),
    paste.node,
    el("section", {}, el("h3", { class: "t-cells-title" }, words("startNeed")),
      el("div", { class: "t-cells" },
        list("startRequired", fields.filter((field) => field.required)),
        list("startChannel", fields.filter((field) => !field.required && field.requiredBy?.length > 0)),
        list("startProof", session.spec.evidence.slice(0, NAMED)))),
    el("p", { class: "t-hint t-inset" }, words("startAny")), tools);
  return { node, update() { paste.update(); } };
}
