/** The guided path: the list of steps, the step that is shown, and the bar that leads on. */

import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useForm, useHost } from "./context.ts";
import type { StorageState } from "./host.ts";
import type { FormModel, Step } from "./model.ts";
import { Callout } from "./parts/callout.tsx";
import { Icon } from "./parts/icon.tsx";
import { StartStep } from "./steps/start.tsx";

/** A click comes at most this long after its finger is lifted, in ms. */
const TAP = 350;
/** For so long after a finger has changed the step, no pointer reaches what is new under it, in ms: the second tap of two was meant for the step before. */
const SETTLE = 400;
/** How long the score rests before a screen reader hears it, in ms. */
const SCORE_REST = 1200;
/** Room for the panel beside the form, in px; the same as in element.css. */
const WIDE = 1120;

export function Frame({ storage }: { storage: Signal<StorageState> }) {
  const form = useForm();
  const { step } = form;
  const wide = useWide();
  /** The step was changed by a finger. */
  const finger = useRef(false);
  const settling = useSettling(step.id, finger);
  const release = () => setTimeout(() => form.release());
  return (
    // The handlers only watch what is pressed within.
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: see above
    <div
      class="t-frame"
      data-step={step.id}
      ref={wide.frame}
      onClick={release}
      onPointerDown={(event) => {
        finger.current = event.pointerType !== "mouse";
        form.hold();
      }}
      // Not every touch ends as a click on something: then shortly after it.
      onPointerUp={() => setTimeout(release, TAP)}
      onPointerCancel={release}
      onPointerLeave={(event) => {
        if (event.pointerType === "mouse") release();
      }}
    >
      <Navigation />
      <div class="t-main" data-settling={settling ? "" : undefined}>
        <div class="t-head">
          <h2 class="t-title" tabIndex={-1}>
            {step.title}
          </h2>
          <p class="t-saving" role="status" data-saving={storage.value}>
            {storage.value && form.t(storage.value)}
          </p>
        </div>
        <div class="t-body">
          <StepView key={step.id} step={step} />
        </div>
        <Bar />
      </div>
      {wide.is && <Side />}
      <LiveRegion />
      <ScoreAnnouncer />
    </div>
  );
}

/** Whether there is room for the panel beside the form. */
function useWide() {
  const frame = useRef<HTMLDivElement>(null);
  const [is, set] = useState(false);
  useLayoutEffect(() => {
    const node = frame.current?.parentElement;
    if (!node) return;
    const measure = () => set(node.clientWidth >= WIDE);
    measure();
    if (typeof ResizeObserver !== "function") return;
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    return () => observer.disconnect();
  }, []);
  return { frame, is };
}

/** True for a moment after a finger has changed the step. */
function useSettling(step: string, finger: { current: boolean }): boolean {
  const [settling, set] = useState(false);
  const last = useRef(step);
  useLayoutEffect(() => {
    if (last.current === step) return;
    last.current = step;
    set(finger.current);
    const timer = setTimeout(set, SETTLE, false);
    return () => clearTimeout(timer);
  }, [step, finger]);
  return settling;
}

function StepView({ step }: { step: Step }) {
  const deferred = useHost().deferred.value;
  if (step.kind === "start") return <StartStep />;
  if (!deferred) return <Waiting />;
  const { EvidenceStep, FollowUpScreen, ReviewStep, SectionStep, ResultScreen } = deferred;
  switch (step.kind) {
    case "section":
      return step.section ? <SectionStep section={step.section} /> : null;
    case "evidence":
      return <EvidenceStep />;
    case "review":
      return <ReviewStep />;
    case "texts":
      return <ResultScreen />;
    case "follow-up":
      return <FollowUpScreen />;
  }
}

/** In the place of a step that is still being loaded, or could not be. */
function Waiting() {
  const form = useForm();
  const { loadDeferred } = useHost();
  const failed = useSignal(false);
  const place = useRef<HTMLDivElement>(null);
  function load() {
    failed.value = false;
    loadDeferred().catch(() => {
      failed.value = true;
    });
  }
  useEffect(load, []);
  return (
    <div role="status" tabIndex={-1} ref={place}>
      {failed.value ? (
        <Callout kind="warning">
          <p>{form.t("stepFailed")}</p>
          <button
            type="button"
            class="t-inline"
            data-retry=""
            onClick={() => {
              place.current?.focus();
              load();
            }}
          >
            {form.t("retry")}
          </button>
        </Callout>
      ) : (
        <p class="t-lead t-waiting">{form.t("loading")}</p>
      )}
    </div>
  );
}

function Side() {
  const form = useForm();
  const deferred = useHost().deferred.value;
  if (!deferred || form.settings.hideSections.includes("overview")) return null;
  return <deferred.Overview />;
}

function Bar() {
  const form = useForm();
  const { t, steps, step } = form;
  const at = steps.indexOf(step);
  const before = steps[at - 1];
  const after = steps[at + 1];
  return (
    <div class="t-bar">
      <button
        type="button"
        class="t-button t-back"
        data-back=""
        hidden={!before}
        onClick={() => before && form.goTo(before.id)}
      >
        {t("back")}
      </button>
      <button
        type="button"
        class="t-button t-primary"
        data-next=""
        hidden={!after}
        onClick={() => after && form.goTo(after.id)}
      >
        {at === 0 ? t("begin") : after ? t("nextTo", { step: after.label }) : ""}
      </button>
    </div>
  );
}

/** The list of steps: folded where there is little room, always open beside the form. */
function Navigation() {
  const form = useForm();
  const { t, steps, step } = form;
  const at = steps.indexOf(step) + 1;
  const fold = useRef<HTMLDetailsElement>(null);
  const [open, setOpen] = useState(false);
  // Another step folds the list.
  useLayoutEffect(() => {
    if (fold.current) fold.current.open = false;
  }, [step.id]);
  // The list stands beside the fold, not in it, so that a wide window shows it whatever the fold does.
  return (
    <nav class={open ? "t-nav t-nav-open" : "t-nav"} aria-label={t("steps")}>
      <details class="t-nav-fold" ref={fold} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span class="t-nav-now">{t("stepOf", { n: at, of: steps.length })}</span>
          <span class="t-nav-all">
            {t("allSteps")}
            <Icon name="down" />
          </span>
        </summary>
      </details>
      <progress class="t-progress" max={steps.length} value={at} aria-hidden="true" />
      <ol class="t-nav-list" role="list">
        {steps.map((one, index) => (
          <NavigationItem key={one.id} step={one} number={index + 1} />
        ))}
      </ol>
    </nav>
  );
}

function NavigationItem({ step, number }: { step: Step; number: number }) {
  const form = useForm();
  const { state } = form.stateOf(step);
  return (
    <li>
      <button
        type="button"
        class="t-nav-item"
        data-go={step.id}
        data-state={state === "begun" ? "" : state}
        aria-current={form.step.id === step.id ? "step" : undefined}
        onClick={() => form.goTo(step.id)}
      >
        <span class="t-nav-mark" aria-hidden="true">
          {state === "faulty" ? "!" : state === "done" ? <Icon name="check" /> : number}
        </span>
        <span class="t-nav-words">
          {step.label}
          <span class="t-unseen"> </span>
          <span class="t-nav-state">{stateInWords(form, step)}</span>
        </span>
      </button>
    </li>
  );
}

function stateInWords(form: FormModel, step: Step): string {
  const { t } = form;
  const { state, faults, filled, required } = form.stateOf(step);
  if (state === "faulty") return t("faulty", { n: faults });
  if (step.kind === "evidence") return t("scoreOf", { n: form.assessed("evidence").score });
  if (state === "done") return t("done");
  return state === "begun" ? t("begun", { n: filled, of: required }) : "";
}

/** Live region for screen readers; emptied first, so that the same words are announced again. */
function LiveRegion() {
  const { announcement } = useForm();
  const region = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    const node = region.current;
    if (!node) return;
    node.textContent = "";
    const frame = requestAnimationFrame(() => {
      node.textContent = announcement.text;
    });
    return () => cancelAnimationFrame(frame);
  }, [announcement]);
  return <p class="t-unseen" role="status" data-live="" ref={region} />;
}

/** Announces the score when it has changed; draws nothing. */
function ScoreAnnouncer() {
  const form = useForm();
  const { score, grade } = form.assessed("evidence");
  const last = useRef(score);
  useEffect(() => {
    if (last.current === score) return;
    last.current = score;
    const timer = setTimeout(
      () => form.announce(form.t("scoreSaid", { n: score, grade: form.label("grades", grade) })),
      SCORE_REST,
    );
    return () => clearTimeout(timer);
  }, [form, score, grade]);
  return null;
}
