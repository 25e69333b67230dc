/** The texts, as they will be sent: whole, part by part, counted against the channel's limit. */

import { el, fill, icon, NO_FORM, text, whenChanged } from "./dom.js";
import { channelOf, channelsView, filingView, waysTo } from "./channels.js";
import { copyButton } from "./copying.js";

/** The text to show: the chosen document, or the best for the channel. @param {import("./session.js").Session} session */
export function documentOf(session) {
  const channel = session.spec.channels.find((one) => one.id === channelOf(session)?.id);
  const fitting = channel?.documents ?? [];
  const all = session.spec.documents.map((document) => document.id);
  const ordered = [...fitting.filter((id) => all.includes(id)), ...all.filter((id) => !fitting.includes(id))];
  return { ordered, chosen: all.includes(session.ui.document) ? session.ui.document : ordered[0] };
}

/** @param {import("./session.js").Session} session @param {string} [format] */
export function composeShown(session, format = "text") {
  return session.engine.compose(session.draft, {
    ...session.options, format, document: documentOf(session).chosen, channel: channelOf(session)?.id, hideContact: session.ui.hideContact,
  });
}

/** @param {import("./session.js").Session} session */
export function textsView(session) {
  const { words } = session;
  const warning = el("div", { class: "t-callout t-callout-warning" }, icon("alert"),
    el("div", {}, el("p", {}), el("button", { type: "button", class: "t-inline", onclick: () => session.host.goTo("review") }, words("toReview"))));
  const channels = channelsView(session);
  const choices = el("div", { class: "t-chips t-chips-small", role: "radiogroup", "aria-label": words("documents") });
  const purpose = el("p", { class: "t-hint" });
  const paper = el("div", { class: "t-paper", tabindex: 0, role: "document", "data-body": "" });
  const counter = el("p", { class: "t-counter" });
  const notes = el("div", {});
  const hide = el("input", { type: "checkbox", role: "switch", class: "t-switch", id: `${session.host.prefix}-hide`, form: NO_FORM,
    "aria-describedby": `${session.host.prefix}-hide-hint`,
    onchange: () => { session.ui.hideContact = hide.checked; session.refresh(); } });
  let composition;
  const all = copyButton(session, { label: words("copyAll"), primary: true, hook: "all", value: () => composition.body });
  const filed = () => ({ date: session.host.today(), channel: channelOf(session)?.id, action: "submitted" });
  /** Whether it is in the log already: one press too many is no second filing. */
  const isFiled = () => session.list("log").some((entry) => Object.entries(filed()).every(([part, value]) => entry?.[part] === value));
  const filedWords = el("span", {});
  const filing = filingView(session, el("button", { type: "button", class: "t-button t-wide", "data-filed": "", onclick: () => {
    if (!isFiled()) session.addEntry("log", filed());
    session.host.goTo("follow-up");
  } }, icon("check"), filedWords));
  const parts = el("ul", { class: "t-parts", role: "list" });
  const byParts = el("details", { class: "t-more t-cells" }, el("summary", {}, icon("chevron"), words("byParts")),
    el("p", { class: "t-hint t-inset" }, words("byPartsHint")), parts);
  const tools = session.host.buttons("texts", () => ({
    composition, document: documentOf(session).chosen, channel: channelOf(session)?.id, hideContact: session.ui.hideContact,
    compose: (format) => composeShown(session, format),
  }));
  const node = el("div", { class: "t-stack" }, warning, channels.node,
    el("section", {}, el("h3", { class: "t-cells-title" }, words("document")),
      el("div", { class: "t-cells" },
        el("div", { class: "t-cell" }, choices, purpose),
        el("div", { class: "t-cell" }, notes, paper, counter, el("div", { class: "t-actions" }, all.button), all.rescue),
        el("div", { class: "t-cell t-switch-cell" }, el("label", { for: hide.id }, words("hideContact"),
          el("span", { class: "t-hint", id: `${hide.id}-hint` }, words("hideContactHint"))), hide)),
      byParts),
    filing.node,
    tools && el("section", {}, el("h3", { class: "t-cells-title" }, words("saveAs")), tools));

  const drawChoices = whenChanged((ids) => fill(choices, ids.map((id) =>
    el("label", { class: "t-chip" }, el("input", {
      type: "radio", name: `${session.host.prefix}-document`, form: NO_FORM, value: id,
      onchange: () => { session.ui.document = id; session.refresh(); },
    }), el("span", {}, session.label("documents", id))))));
  const note = (name, ...what) => el("div", { class: "t-callout", "data-note": name }, icon("info"), el("div", {}, what));
  const drawNotes = whenChanged(({ omitted, lacking }) => fill(notes,
    lacking.length > 0 && note("lacking", el("p", {}, words("lacking")), waysTo(session, lacking)),
    omitted.length > 0 && note("omitted", el("p", {}, words("omitted", { fields: session.namesOf(omitted) })))));
  const drawParts = whenChanged((list) => fill(parts, list.map((part) => {
    const { button, rescue } = copyButton(session, {
      label: words("copy"), name: words("copyPart", { part: part.label }), hook: part.id, value: () => part.text,
    });
    return el("li", { class: "t-cell t-part", "data-part": part.id },
      el("div", { class: "t-part-head" }, el("strong", {}, part.label),
        el("span", { class: "t-counter" }, words("count", { n: part.text.length })), button),
      el("div", { class: "t-part-text" }, part.text), rescue);
  })));
  return {
    node,
    update() {
      const { ordered, chosen } = documentOf(session);
      const errors = session.assessment.issues.filter((issue) => issue.severity === "error").length;
      warning.hidden = errors === 0;
      text(warning.querySelector("p"), words("notReady", { n: errors }));
      channels.update();
      filing.update();
      text(filedWords, words(isFiled() ? "filedToday" : "logFiled"));
      drawChoices(ordered);
      for (const input of choices.querySelectorAll("input")) input.checked = input.value === chosen;
      text(purpose, session.spec.documents.find((one) => one.id === chosen)?.purpose ?? "");
      hide.checked = session.ui.hideContact;
      composition = composeShown(session);
      text(paper, composition.body);
      paper.setAttribute("aria-label", composition.title);
      const over = composition.limit !== undefined && composition.length > composition.limit;
      text(counter, composition.limit === undefined ? words("count", { n: composition.length })
        : words(over ? "over" : "within", { n: composition.length, of: composition.limit }));
      counter.classList.toggle("t-over", over);
      drawNotes(composition);
      drawParts(composition.parts);
      byParts.hidden = composition.parts.length === 0;
    },
  };
}
