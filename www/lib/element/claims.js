/** What the law lets the person ask for on the facts given. */

import { el, fill, whenChanged } from "./dom.js";
import { sayDate } from "./words.js";

/** A citation, with the day it was checked. @param {import("./session.js").Session} session */
export function lawLine(session, law) {
  const { words, options } = session;
  const cited = words("law", { title: law.title, article: law.article });
  return el("p", { class: "t-law" },
    law.url ? el("a", { href: law.url, rel: "noreferrer", target: "_blank" }, cited) : cited,
    " · ", words("lawChecked", { date: sayDate(law.checked, options.locale) }));
}

/** @param {import("./session.js").Session} session */
export function claimsView(session) {
  const { words } = session;
  const list = el("ul", { class: "t-claims", role: "list" });
  const node = el("section", {},
    el("h3", { class: "t-cells-title" }, words("claims")), el("div", { class: "t-cells" }, list));
  const draw = whenChanged((claims) => fill(list, claims.map((claim) => {
    const entry = session.spec.claims.find((one) => one.id === claim.id);
    return entry && el("li", { class: "t-cell", "data-claim": claim.id },
      el("p", { class: "t-claim-head" }, el("strong", {}, entry.label),
        claim.amount && el("span", { class: "t-amount" }, words("claimUpTo", { amount: claim.amount }))),
      el("p", { class: "t-hint" }, entry.condition), lawLine(session, entry.law));
  })));
  return {
    node,
    update() {
      node.hidden = session.assessment.claims.length === 0;
      draw(session.assessment.claims);
    },
  };
}
