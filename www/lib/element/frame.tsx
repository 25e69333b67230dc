/** The guided path: the list of steps, the step that is shown, and the bar that leads on. */

import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useForm, useHost } from "./context.ts";
import type { StorageState } from "./host.ts";
import type { FormModel, Part, Step } from "./model.ts";
import { Callout } from "./parts/callout.tsx";
import { Icon } from "./parts/icon.tsx";
import { StartStep } from "./steps/start.tsx";

/** A click comes at most this long after its finger is lifted, in ms. */
const TAP = 350;
/** For so long after a finger has changed the step, no pointer reaches what is new under it, in ms: the second tap of two was meant for the step before. */
const SETTLE = 400;
/** How long an announcement stays in the document, in ms. */
const HEARD = 5000;
/** Room for the panel beside the form, in px; the same as in element.css. */
const WIDE = 1120;

export function Frame({ storage }: { storage: Signal<StorageState> }) {
  const form = useForm();
  const { step } = form;
  const wide = useWide();
  /** The step was changed by a finger. */
  const finger = useRef(false);
  const settling = useSettling(step.id, finger);
  useDroppedFiles();
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
          <StepView key={`${step.id} ${form.generation}`} step={step} />
        </div>
        <Bar />
      </div>
      {wide.is && <Side />}
      <LiveRegion />
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

/** The parts of a step; all but the first stand below their own heading. */
function StepView({ step }: { step: Step }) {
  const deferred = useHost().deferred.value;
  if (!deferred && step.parts.some(({ kind }) => kind !== "start")) return <Waiting />;
  return (
    <>
      {step.parts.map((part, index) =>
        index === 0 ? (
          <PartView key={part.id} part={part} step={step} />
        ) : (
          <section class="t-section" key={part.id} data-part={part.id}>
            <h3 class="t-section-title" tabIndex={-1}>
              {part.label}
            </h3>
            <PartView part={part} step={step} />
          </section>
        ),
      )}
    </>
  );
}

function PartView({ part, step }: { part: Part; step: Step }) {
  const deferred = useHost().deferred.value;
  if (part.kind === "start") return <StartStep />;
  if (!deferred) return null;
  const { EvidenceStep, FollowUpScreen, ResultScreen, ReviewStep, SectionStep } = deferred;
  switch (part.kind) {
    case "section":
      return part.section ? <SectionStep section={part.section} step={step} /> : null;
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
    // The start leads on by what is on it, and the result by what is sent: there the bar does not stay in view.
    <div class={before && !step.parts.some(({ kind }) => kind === "texts") ? "t-bar t-bar-stays" : "t-bar"}>
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
        class={before ? "t-button t-primary" : "t-button"}
        data-next=""
        hidden={!after}
        onClick={() => after && form.goTo(after.id)}
      >
        {at === 0 ? t("begin") : after ? t("nextTo", { step: after.label }) : ""}
      </button>
    </div>
  );
}

/** The list of steps: a row that scrolls where there is little room, a column beside the form where there is more. */
function Navigation() {
  const form = useForm();
  const { t, steps, step } = form;
  const list = useRef<HTMLOListElement>(null);
  useLayoutEffect(() => {
    const row = list.current;
    const item = row?.querySelector<HTMLElement>(`[data-go="${CSS.escape(step.id)}"]`);
    // Not scrollIntoView, which would move the page too.
    if (row && item?.offsetWidth) row.scrollLeft = item.offsetLeft - (row.clientWidth - item.offsetWidth) / 2;
  }, [step.id]);
  return (
    <nav class="t-nav" aria-label={t("steps")}>
      <ol class="t-nav-list" role="list" ref={list}>
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
  const now = form.step.id === step.id;
  // The follow-up is no part of writing; it is there once something was filed.
  const later = step.parts[0]?.kind === "follow-up" && !form.filed && !now;
  return (
    <li hidden={later}>
      <button
        type="button"
        class="t-nav-item"
        data-go={step.id}
        data-state={state === "begun" ? "" : state}
        aria-current={now ? "step" : undefined}
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
  const { state, faults, lacking } = form.stateOf(step);
  if (state === "faulty") return t("faulty", { n: faults });
  if (state === "done") return t("done");
  return state === "begun" && lacking > 0 ? t("lackingN", { n: lacking }) : "";
}

/**
 * Live region for screen readers; emptied first, so that the same words are announced again, and afterwards, so that nobody
 * comes upon old words.
 */
function LiveRegion() {
  const { announcement } = useForm();
  const region = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    const node = region.current;
    if (!node) return;
    const write = (text: string) => {
      node.textContent = text;
    };
    write("");
    const frame = requestAnimationFrame(() => write(announcement.text));
    const timer = setTimeout(write, HEARD, "");
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [announcement]);
  return <p class="t-unseen" role="status" data-live="" ref={region} />;
}

/** Files dropped anywhere on the window become exhibits; the browser would open them in place of the page. */
function useDroppedFiles() {
  const form = useForm();
  const { tools, deferred, loadDeferred } = useHost();
  const { files } = tools.value;
  useEffect(() => {
    if (!files) return;
    const holdsFiles = ({ dataTransfer, target }: DragEvent) =>
      dataTransfer?.types.includes("Files") && !(target instanceof HTMLInputElement);
    const over = (event: DragEvent) => {
      if (holdsFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      const dropped = [...(event.dataTransfer?.files ?? [])];
      form.goTo("evidence");
      loadDeferred().then(
        () => deferred.value?.keepFiles(form, tools.value, dropped),
        () => {}, // the step says that it could not be loaded
      );
    };
    addEventListener("dragover", over);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("dragover", over);
      removeEventListener("drop", drop);
    };
  }, [form, files, tools, deferred, loadDeferred]);
}
