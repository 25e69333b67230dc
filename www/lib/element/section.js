/** One section of the form: its fields, and the panels that stand beside certain fields. */

import { el, fill, icon, whenChanged } from "./dom.js";
import { claimsView } from "./claims.js";
import { fieldView } from "./field.js";
import { pasteView } from "./paste.js";
import { CORE } from "./session.js";

/** Fewer optional fields than this are not worth folding away, unless one is long. */
const FEW = 3;

/** @param {import("./session.js").Session} session @param {any} section */
export function sectionView(session, section) {
  const { words } = session;
  const fields = new Map(section.fields.map((field) => [field.id, fieldView(session, field)]));
  const claims = fields.has(CORE.remedy) ? claimsView(session) : undefined;
  const first = el("div", { class: "t-cells" });
  const later = el("div", {});
  const names = el("span", { class: "t-hint" });
  const rest = el("details", { class: "t-more t-rest t-cells" },
    el("summary", {}, icon("chevron"), words("rest"), names), later);
  const paste = fields.has(CORE.order) ? pasteView(session, section.id, true) : undefined;
  const node = el("div", { class: "t-stack" }, paste?.node, first, rest, claims?.node);

  /** Decided when the step is shown and not while typing: a field must not move under the hand. */
  const arrange = whenChanged((folded) => {
    const nodes = (wanted) => section.fields.filter((field) => folded.includes(field.id) === wanted).map((field) => fields.get(field.id).node);
    fill(first, nodes(false));
    fill(later, nodes(true));
    fill(names, section.fields.filter((field) => folded.includes(field.id)).map((field) => field.label).join(words("listJoin")));
    rest.hidden = folded.length === 0;
  });
  return {
    node,
    shown() {
      const minor = section.fields.filter((field) => !matters(session, field));
      const fold = minor.length >= FEW || minor.some((field) => field.kind === "paragraph");
      arrange(fold ? minor.map((field) => field.id) : []);
      for (const field of fields.values()) field.shown?.();
      paste?.shown();
    },
    update() {
      for (const field of fields.values()) field.update();
      paste?.update();
      claims?.update();
    },
    /** @param {string} key */
    focus(key) {
      const field = fields.get(key);
      if (!field) return false;
      if (later.contains(field.node)) rest.open = true;
      field.focus();
      return true;
    },
  };
}

/** Whether a field is worth the room at once: needed somewhere, part of this story, or filled in. */
function matters(session, field) {
  const reason = session.spec.reasons.find((one) => one.id === session.draft[CORE.reason]);
  return field.required || field.requiredBy?.length > 0 || reason?.tells?.includes(field.id) || session.draft[field.id] !== undefined;
}
