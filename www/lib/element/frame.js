/** The guided path: the list of steps, the step that is shown, and the bar that leads on. */

import { attr, debounced, el, fill, icon, text, whenChanged } from "./dom.js";
import { CORE } from "./session.js";
import { startView } from "./start.js";

/** A click comes at most this long after its finger is lifted, in ms. */
const TAP = 350;
/** So long after a finger has changed the step no pointer reaches what is new under it, in ms: the second tap of two meant the step before. */
const SETTLE = 400;

/**
 * The steps in order, each with the name of its view in later.js. A section that the catalogue calls "evidence" is that
 * step; else it comes before what is asked for.
 */
function stepsOf(session) {
  const { words } = session;
  const hidden = session.host.hideSections ?? [];
  const own = (id, label, view) => ({ id, label: words(label), title: words(label === "start" ? "startTitle" : label), view, section: undefined });
  const evidence = own("evidence", "evidence", "evidenceView");
  const steps = session.sections.map((section) => (section.id === evidence.id
    ? { ...evidence, label: section.label, title: section.label, section }
    : { id: section.id, label: section.label, title: section.label, section, view: "sectionView" }));
  if (!steps.some((step) => step.id === evidence.id)) {
    const demand = steps.findIndex((step) => step.section.fields.some((field) => field.id === CORE.remedy));
    steps.splice(demand < 0 ? steps.length : demand, 0, evidence);
  }
  return [own("start", "start", ""), ...steps, own("review", "review", "reviewView"),
    own("texts", "texts", "textsView"), own("follow-up", "followUp", "followUpView")]
    .filter((step) => !hidden.includes(step.id));
}

/** @param {import("./session.js").Session} session */
export function frame(session) {
  const { words } = session;
  const steps = stepsOf(session);
  /** @type {Map<string, any>} */
  const views = new Map();
  const current = () => steps.find((step) => step.id === session.step) ?? steps[0];
  const waiting = waitingView(session);
  const viewOf = (step) => {
    const { late } = session.host;
    if (step.view && !late) return waiting;
    if (!views.has(step.id)) views.set(step.id, step.view ? late[step.view](session, step.section) : startView(session));
    return views.get(step.id);
  };

  const list = el("ol", { class: "t-nav-list", role: "list" });
  const items = steps.map((step, index) => navItem(session, step, index, () => goTo(step.id)));
  fill(list, items.map((item) => item.node));
  const now = el("span", { class: "t-nav-now" });
  const where = el("progress", { class: "t-progress", max: steps.length, "aria-hidden": "true" });
  const nav = el("nav", { class: "t-nav", "aria-label": words("steps") },
    el("details", { class: "t-nav-fold" },
      el("summary", {}, now, el("span", { class: "t-nav-all" }, words("allSteps"), icon("down")))),
    where, list);
  const fold = nav.querySelector("details");
  // The list stands beside the fold, not in it, so that a wide window shows it whatever the fold does.
  fold.addEventListener("toggle", () => nav.classList.toggle("t-nav-open", fold.open));

  const heading = el("h2", { class: "t-title", tabindex: -1 });
  const body = el("div", { class: "t-body" });
  const backLabel = el("span", {});
  const nextLabel = el("span", {});
  const back = el("button", { type: "button", class: "t-button t-back", "data-back": "", onclick: () => move(-1) }, backLabel);
  const next = el("button", { type: "button", class: "t-button t-primary", "data-next": "", onclick: () => move(1) }, nextLabel);
  const saving = el("p", { class: "t-saving", role: "status", "data-saving": "" });
  const main = el("div", { class: "t-main" }, el("div", { class: "t-head" }, heading, saving), body, el("div", { class: "t-bar" }, back, next));
  const live = el("p", { class: "t-unseen", role: "status", "data-live": "" });
  let finger = false;
  const settled = debounced(SETTLE, () => attr(main, "data-settling", null));
  const release = () => setTimeout(() => session.release());
  const node = el("div", { class: "t-frame", onclick: release,
    onpointerdown: (event) => { finger = event.pointerType !== "mouse"; session.hold(); },
    // Not every touch ends as a click on something: then shortly after it.
    onpointerup: () => setTimeout(release, TAP), onpointercancel: release,
    onpointerleave: (event) => { if (event.pointerType === "mouse") release(); } }, nav, main, live);

  /** The panel beside the form, drawn when it is here. @type {{node: Element, update: () => void} | undefined} */
  let side;
  function drawSide() {
    if (side || !session.host.late || (session.host.hideSections ?? []).includes("overview")) return;
    side = session.host.late.overview(session);
    live.before(side.node);
    // It draws nothing while there is no room for it; when room appears it must catch up.
    if (typeof ResizeObserver === "function") new ResizeObserver(() => side.update()).observe(node);
  }

  const move = (by) => {
    const at = steps.indexOf(current()) + by;
    if (steps[at]) goTo(steps[at].id);
  };

  /** Where a place of the draft is drawn, if it is. @param {string} key */
  const placeOf = (key) => {
    const [name] = key.split(".");
    if (name === "log") return steps.some((step) => step.id === "follow-up") ? "follow-up" : undefined;
    return steps.find((step) => step.id === name || step.section?.fields.some((field) => field.id === name))?.id;
  };

  /** Shows a step, and moves the focus to a place in it or to its heading. @param {string} id @param {string} [key] */
  function goTo(id, key = "") {
    const step = steps.find((one) => one.id === id);
    if (!step) return;
    const from = current();
    if (from !== step) {
      for (const field of from.section?.fields ?? []) if (steps.indexOf(step) > steps.indexOf(from)) session.left.add(field.id);
      session.step = id;
      fold.open = false;
      show();
      attr(main, "data-settling", finger);
      settled(undefined);
      session.host.stepChanged(id);
    }
    focus(key);
  }

  /** Where the focus is to go once the step that is shown has arrived. @type {string | undefined} */
  let awaited;

  /** Moves the focus to a place in the step that is shown, or to its heading. @param {string} key */
  function focus(key) {
    const view = viewOf(current());
    awaited = view === waiting ? key : undefined;
    if (key && view.focus?.(key)) return;
    if (!key && view.faulty) return view.focus();
    heading.focus({ preventScroll: true });
    node.scrollIntoView({ block: "start" });
  }

  /** Draws the current step anew. */
  function show() {
    const step = current();
    const view = viewOf(step);
    session.step = step.id;
    fill(body, view.node);
    text(heading, step.title);
    const at = steps.indexOf(step);
    back.hidden = at === 0;
    next.hidden = at === steps.length - 1;
    text(backLabel, words("back"));
    text(nextLabel, at === 0 ? words("begin") : next.hidden ? "" : words("nextTo", { step: steps[at + 1].label }));
    attr(node, "data-step", step.id);
    drawSide();
    view.shown?.();
    update();
  }

  const sayScore = debounced(1200, (score) => announce(words("scoreSaid", { n: score.score, grade: session.label("grades", score.grade) })));
  const scoreMoved = whenChanged((score) => { if (session.heard) sayScore(score); session.heard = true; });

  function update() {
    const at = steps.indexOf(current());
    text(now, words("stepOf", { n: at + 1, of: steps.length }));
    where.value = at + 1;
    for (const item of items) item.update();
    viewOf(current()).update();
    side?.update();
    scoreMoved({ score: session.assessment.evidence.score, grade: session.assessment.evidence.grade });
  }

  function announce(words) {
    live.textContent = "";
    requestAnimationFrame(() => { live.textContent = words; });
  }

  return {
    node, update, show, goTo, placeOf, announce,
    /** The late part is here: draws the panel, and the step that waits for it. */
    arrived() {
      const key = awaited;
      if (waiting.node.isConnected) {
        show();
        if (key !== undefined) focus(key);
      } else {
        drawSide();
        side?.update();
      }
    },
    /** @param {string} state one of saving, saved, saveFailed, loadFailed, or "" */
    sayStorage(state) {
      text(saving, state && words(state));
      attr(saving, "data-saving", state);
    },
    /** Whether there is such a step. @param {string} id */
    has: (id) => steps.some((step) => step.id === id),
  };
}

/** In the place of a step that is still on its way, or could not be loaded. */
function waitingView(session) {
  const { words } = session;
  const node = el("div", { role: "status", tabindex: -1 });
  async function load() {
    fill(node, el("p", { class: "t-lead t-waiting" }, words("loading")));
    try {
      await session.host.loadLate();
    } catch {
      fill(node, el("div", { class: "t-callout t-callout-warning" }, icon("alert"), el("div", {}, el("p", {}, words("stepFailed")),
        el("button", { type: "button", class: "t-inline", "data-retry": "", onclick: () => { node.focus(); void load(); } }, words("retry")))));
    }
  }
  return { node, shown: load, update() {} };
}

/** One line of the list of steps, with how far it is. */
function navItem(session, step, index, go) {
  const { words } = session;
  const mark = el("span", { class: "t-nav-mark", "aria-hidden": "true" });
  const state = el("span", { class: "t-nav-state" });
  const button = el("button", { type: "button", class: "t-nav-item", "data-go": step.id, onclick: go }, mark,
    el("span", { class: "t-nav-words" }, step.label, el("span", { class: "t-unseen" }, " "), state));
  const draw = whenChanged(({ done, faulty }) => fill(mark, faulty ? "!" : done ? icon("check") : String(index + 1)));
  return {
    node: el("li", {}, button),
    update() {
      const progress = session.assessment.progress.sections.find((one) => one.id === step.id);
      const faults = (step.section?.fields ?? []).flatMap((field) => session.issuesAt(field.id)).filter((issue) => issue.severity === "error").length;
      const filled = step.section?.fields.filter((field) => session.draft[field.id] !== undefined).length ?? 0;
      // An error that is not shown yet keeps a step from counting as complete all the same.
      const sound = !step.section?.fields.some((field) => session.hasError(field.id));
      const done = progress !== undefined && progress.filled >= progress.required && filled > 0 && sound;
      attr(button, "aria-current", session.step === step.id ? "step" : null);
      button.dataset.state = faults > 0 ? "faulty" : done ? "done" : "";
      text(state, faults > 0 ? words("faulty", { n: faults })
        : step.id === "evidence" ? words("scoreOf", { n: session.assessment.evidence.score })
        : done ? words("done")
        : progress && progress.required > 0 && progress.filled > 0 ? words("begun", { n: progress.filled, of: progress.required }) : "");
      draw({ done, faulty: faults > 0 });
    },
  };
}
