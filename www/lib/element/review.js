/** The review step: what is wrong, with links that lead there, and every answer as it stands. */

import { el, fill, icon, whenChanged } from "./dom.js";
import { keyOf } from "./session.js";
import { sayDate } from "./words.js";

/** @param {import("./session.js").Session} session */
export function reviewView(session) {
  const { words } = session;
  const summary = el("div", { class: "t-summary", tabindex: -1, role: "group", "data-error-summary": "" });
  const soft = el("details", { class: "t-more t-cells" });
  const answers = el("div", { class: "t-stack" });
  const node = el("div", { class: "t-stack" }, summary, soft, el("p", { class: "t-lead" }, words("reviewLead")), answers);

  const drawSummary = whenChanged(([errors, warnings]) => {
    const none = errors.length === 0;
    const good = none && warnings.length === 0;
    summary.classList.toggle("t-summary-good", good);
    summary.classList.toggle("t-summary-warning", none && !good);
    const title = good ? words("summaryNone") : none ? words("summaryWarnings", { n: warnings.length }) : words("summaryTitle", { n: errors.length });
    summary.setAttribute("aria-label", title);
    fill(summary, el("h3", {}, icon(good ? "check" : "alert"), title), links(session, errors),
      !none && warnings.length > 0 && el("p", {}, words("alsoWarnings", { n: warnings.length })), links(session, warnings));
  });
  const drawSoft = whenChanged((issues) => {
    const open = soft.open;
    fill(soft, el("summary", {}, icon("chevron"), words("lookAgain", { n: issues.length })), links(session, issues));
    soft.open = open;
  });
  const drawAnswers = whenChanged(() => fill(answers,
    session.sections.map((section) => answersOf(session, section)), evidenceAnswers(session)));
  return {
    node,
    shown() { session.review(); },
    update() {
      const { issues } = session.assessment;
      const [errors, warnings, gentle] = ["error", "warning", "advice"].map((severity) => issues.filter((issue) => issue.severity === severity));
      drawSummary([errors, warnings]);
      soft.hidden = gentle.length === 0;
      drawSoft(gentle);
      drawAnswers(session.draft);
    },
    focus() { summary.focus(); return true; },
    get faulty() { return session.assessment.issues.some((issue) => issue.severity === "error"); },
  };
}

/** Issues as links that move the focus to their place. */
function links(session, issues) {
  if (issues.length === 0) return null;
  return el("ul", { role: "list" }, issues.map((issue) => {
    const key = keyOf(issue.path);
    if (!session.host.placeOf(key)) return el("li", {}, issue.message);
    return el("li", { "data-code": issue.code }, el("a", { class: `t-${issue.severity}`,
      href: `#${session.host.prefix}-${key}`,
      onclick: (event) => { event.preventDefault(); session.host.goTo(session.host.placeOf(key), key); },
    }, issue.message));
  }));
}

/** A value as a person reads it. */
function shown(session, field, value) {
  const label = (id) => field.options?.find((option) => option.id === id)?.label ?? String(id);
  if (Array.isArray(value)) return value.map(label).join(session.words("listJoin"));
  if (field.kind === "choice") return label(value);
  if (field.kind === "date") return sayDate(String(value), session.options.locale);
  return String(value);
}

function answersOf(session, section) {
  const { words, draft } = session;
  if (section.fields.length === 0) return null;
  const needed = (field) => field.required || field.requiredBy?.includes(session.recommended?.id);
  const filled = (field) => draft[field.id] !== undefined;
  const empty = section.fields.filter((field) => !filled(field) && !needed(field));
  const told = section.fields.filter((field) => filled(field) || needed(field));
  return el("section", {}, el("h3", { class: "t-cells-title" }, section.label),
    el("div", { class: "t-cells" },
      told.length > 0 && el("dl", { class: "t-answers" }, told.map((field) =>
        el("div", { class: "t-answer" }, el("dt", {}, field.label),
          el("dd", { class: filled(field) ? "" : "t-missing" }, filled(field) ? shown(session, field, draft[field.id]) : words("missing")),
          el("dd", { class: "t-answer-change" }, changeButton(session, section.id, field.id, field.label))))),
      empty.length > 0 && el("p", { class: "t-hint t-inset" },
        words("leftEmpty", { fields: empty.map((field) => field.label).join(words("listJoin")) }))));
}

function evidenceAnswers(session) {
  const { words } = session;
  if (!session.host.placeOf("evidence")) return null;
  const pieces = session.list("evidence");
  return el("section", {}, el("h3", { class: "t-cells-title" }, words("evidence")),
    el("div", { class: "t-cells" }, el("dl", { class: "t-answers" },
      pieces.map((piece, index) => el("div", { class: "t-answer" },
        el("dt", {}, session.label("evidence", piece.kind)),
        el("dd", {}, [piece.title, words("pieces", { n: piece.count ?? 1 }), piece.date && sayDate(piece.date, session.options.locale), piece.note]
          .filter(Boolean).join(" · ")),
        el("dd", { class: "t-answer-change" }, changeButton(session, "evidence", `evidence.${index}`, session.label("evidence", piece.kind))))),
      pieces.length === 0 && el("div", { class: "t-answer" }, el("dt", {}, words("evidence")),
        el("dd", { class: "t-missing" }, words("noEvidence")),
        el("dd", { class: "t-answer-change" }, changeButton(session, "evidence", "", words("evidence")))))));
}

function changeButton(session, step, key, label) {
  return el("button", {
    type: "button", class: "t-inline", "aria-label": session.words("changeNamed", { field: label }), "data-change": key || step,
    onclick: () => session.host.goTo(session.host.placeOf(key) ?? step, key),
  }, session.words("change"));
}
