/** The custom element `<tousu-form>`. Importing this registers nothing; call `define()`. */

import { signal } from "@preact/signals";
import { render } from "preact";
import { Autosave } from "./element/autosave.ts";
import { cleanDraft, written } from "./element/clean.ts";
import { type Deferred, FormContext, type FormHost } from "./element/context.ts";
import { deviceDay } from "./element/device-day.ts";
import { focusPlace } from "./element/focus.ts";
import { Frame } from "./element/frame.tsx";
import type { DraftStorage, Engine, StepChoice, StorageState, Tools } from "./element/host.ts";
import { FormModel, type FormOptions, type FormSettings, isError } from "./element/model.ts";
import { flush } from "./element/render.ts";
import { registerStrings } from "./element/strings.ts";
import { hasLocale } from "./engine.js";
import type { Assessment, Draft, FormSpec, Ready } from "./index.js";
import * as tousu from "./index.js";
import type { Submission } from "./submission.ts";

export { cleanDraft } from "./element/clean.ts";
export { copyText } from "./element/clipboard.ts";
export type * from "./element/host.ts";
export { formatDate, type StringTable, type Translate, translator } from "./element/translate.ts";
export type { Submission, SubmittedText } from "./submission.ts";
export type { Assessment, Draft };

/** On a server there are no elements; importing must work there all the same. */
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);
let instances = 0;

/** Resolves when what was drawn is seen and the browser has nothing better to do; in a window that is not seen, after a second. */
const idle = () =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, 1000);
    const rest = globalThis.requestIdleCallback ?? ((act: () => void) => setTimeout(act));
    requestAnimationFrame(() => requestAnimationFrame(() => rest(() => resolve())));
  });

/** Shown in both languages, whichever was wanted. */
const FAILED = [
  { lang: "zh-CN", text: "表单没有打开成功。请检查网络后重新载入页面。" },
  { lang: "en", text: "The form could not be opened. Check the network and reload the page." },
];

/** Events of the window when somebody comes back to it. */
const RETURNING = ["pageshow", "focus"] as const;
/** Attributes that hold ids. */
const HIDING = ["hide-sections", "hide-fields"] as const;
/** Steps that are not sections of the catalogue, and the panel beside them. */
const OWN_SECTIONS = ["start", "evidence", "review", "texts", "follow-up", "overview"];

const idsIn = (value: string | null): string[] => (value ?? "").split(/\s+/).filter(Boolean);

/**
 * `<tousu-form>`: the whole form as one element in the light DOM.
 *
 * Attributes: `locale` (every zh is answered in Chinese, any other language in English), `today` (YYYY-MM-DD), `step` (id of
 * the step shown), `hide-sections` and `hide-fields` (ids, separated by spaces; sections include start, evidence, review, texts,
 * follow-up and overview), `private` (no autofill). Which sections share a screen is chosen by the property `steps`.
 */
export class TousuForm extends Base {
  static readonly formAssociated = true;
  static readonly observedAttributes: readonly string[] = ["locale", "today", "step", "private", ...HIDING];

  /** Loads the module and the words of a language where they are not loaded yet. */
  static load: Ready = tousu.ready;

  /** Resolves when all steps can be shown and what was kept is loaded; rejects when the module does not load. */
  readonly ready: Promise<void>;

  #internals: ElementInternals | undefined;
  #form: FormModel | undefined;
  #autosave: Autosave | undefined;
  #engine: Engine | undefined;
  #storage: DraftStorage | undefined;
  #steps: readonly StepChoice[] | undefined;
  /** The latest draft that the host has set; also the one before the form is there. */
  #draft: Draft = {};
  readonly #tools = signal<Tools>({});
  readonly #storageState = signal<StorageState>("");
  /** The code of the later steps when it is here, and the promise of it. */
  readonly #deferred = signal<Deferred | undefined>(undefined);
  #asked: Promise<[Deferred, Tools | undefined]> | undefined;
  /** Drafts set since the start; a storage that answers later does not undo them. */
  #set = 0;
  /** Key to focus once the awaited step is loaded. */
  #awaited: string | undefined;
  readonly #number = ++instances;
  #drawn: () => void = () => {};
  #failed: (error: unknown) => void = () => {};
  readonly #onHide = () => {
    if (document.visibilityState === "hidden") void this.#autosave?.flush();
  };
  /** Before a button acts and after something was typed: a page may stay open for days. */
  readonly #checkDay = () => {
    if (this.#form && this.#form.options.today !== this.today) this.#configure();
  };

  constructor() {
    super();
    this.ready = new Promise((resolve, reject) => {
      this.#drawn = resolve;
      this.#failed = reject;
    });
    try {
      this.#internals = this.attachInternals?.();
    } catch {
      // Older engines: the element works, but takes no part in a host's form.
    }
  }

  /**
   * The values filled in so far, raw. Setting it replaces everything, without what the form could not draw; one that holds the same changes nothing, so that a host may
   * hand back what it got; an empty one always begins anew.
   */
  get draft(): Draft {
    return this.#form?.draft ?? this.#draft;
  }
  set draft(draft: Draft) {
    this.#set += 1;
    const next = this.#form ? cleanDraft(draft, this.#form.spec).draft : (draft ?? {});
    const same = this.#form && written(next) === written(this.#form.draft);
    if (same && Object.keys(next).length > 0) return;
    this.#draft = next;
    this.#form?.replace(next);
    // If an empty draft takes the place of an empty one, the assessment is the same.
    this.#report(same);
  }

  /**
   * Texts that the person changed by hand, and which one was copied, as a storage keeps them with the draft; undefined for none.
   * Another draft begins without any.
   */
  get texts(): object | undefined {
    return this.#form?.texts;
  }
  set texts(texts: object | undefined) {
    if (this.#form) this.#form.texts = texts;
  }

  /** The latest Assessment, or undefined before the module is there. */
  get assessment(): Assessment | undefined {
    return this.#form?.assessment;
  }

  /** The civil date that counts as today. */
  get today(): string {
    return this.#options.today;
  }
  set today(day: string | null | undefined) {
    if (day) this.setAttribute("today", day);
    else this.removeAttribute("today");
  }

  /** The FormSpec that is drawn, in the current locale. */
  get spec(): FormSpec | undefined {
    return this.#form?.spec;
  }

  /** A `Tousu` with the host's own catalogue, in place of the built-in one. */
  get engine(): Engine | undefined {
    return this.#engine;
  }
  set engine(engine: Engine | undefined) {
    this.#engine = engine;
    this.#configure();
  }

  /**
   * The screens of the form, in order, and the sections on each: `[{ id: "order", sections: ["order", "merchant"] }, …]`.
   * Undefined: every section is a screen of its own. A section that no screen names is not drawn.
   */
  get steps(): readonly StepChoice[] | undefined {
    return this.#steps;
  }
  set steps(steps: readonly StepChoice[] | undefined) {
    this.#steps = steps;
    this.#configure();
  }

  /** Storage of drafts. Without it nothing is kept. */
  get storage(): DraftStorage | undefined {
    return this.#storage;
  }
  set storage(storage: DraftStorage | undefined) {
    void this.#autosave?.close();
    this.#storage = storage;
    this.#autosave =
      storage &&
      new Autosave(
        storage,
        () => [this.draft, this.texts],
        (state, error) => this.#reportStorage(state, error),
      );
    void this.#load();
  }

  /** Additions of the host: exhibit files, buttons. */
  get tools(): Tools {
    return this.#tools.value;
  }
  set tools(tools: Tools) {
    this.#tools.value = tools ?? {};
    // The later tools come together with the later steps.
    if (tools?.later) this.#deferred.value = this.#asked = undefined;
  }

  /** @internal */
  connectedCallback(): void {
    document.addEventListener("visibilitychange", this.#onHide);
    document.addEventListener("visibilitychange", this.#checkDay);
    for (const event of RETURNING) addEventListener(event, this.#checkDay);
    this.addEventListener("click", this.#checkDay, true);
    // Properties set before the element was defined hide the accessors: set them again, through these.
    for (const name of ["engine", "steps", "tools", "storage", "draft", "texts"] as const) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete (this as Partial<Record<typeof name, unknown>>)[name];
      Object.assign(this, { [name]: value });
    }
    if (!this.#form) this.#begin().catch((error) => this.#fail(error));
  }

  /** @internal */
  disconnectedCallback(): void {
    document.removeEventListener("visibilitychange", this.#onHide);
    document.removeEventListener("visibilitychange", this.#checkDay);
    for (const event of RETURNING) removeEventListener(event, this.#checkDay);
    this.removeEventListener("click", this.#checkDay, true);
    void this.#autosave?.flush();
  }

  /** @internal */
  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after || !this.#form) return;
    if (name === "step") {
      if (after && after !== this.#form.step.id) this.goTo(after);
      return;
    }
    this.#configure();
    for (const attribute of HIDING) if (attribute === name) this.#checkHidden(attribute);
  }

  /** Shows a step, and moves the focus to a field of it. */
  goTo(step: string, field?: string): void {
    this.#form?.goTo(step, field);
  }

  /**
   * Opens another complaint: its draft takes the place of this one, at a step, and nothing that was unfolded or looked at
   * stays. Focus and announcements are as after `goTo`.
   */
  open(draft: Draft, step = "start"): void {
    this.#set += 1;
    this.#draft = draft;
    const form = this.#form;
    if (!form) {
      this.setAttribute("step", step);
      return;
    }
    form.replace(cleanDraft(draft, form.spec).draft);
    form.beginAnew();
    this.#report();
    form.goTo(step);
  }

  /** Goes back to the draft that the host has set last. */
  reset(): void {
    this.draft = this.#draft;
  }

  /**
   * Dispatches `tousu-submit` with the draft, its assessment, the text that is chosen and the files. Rejects where a
   * promise does that a listener gave to `waitFor`.
   */
  async submit(): Promise<void> {
    const form = this.#form;
    if (!form) throw new TypeError("<tousu-form> submit: the form is not there yet: await form.ready");
    const { submissionOf } = await import("./submission.ts");
    const waiting: unknown[] = [];
    const text = { ...form.composition(), document: form.documents.chosen, channel: form.channel?.id ?? "" };
    const submission = submissionOf(form.draft, form.assessment, [text]);
    this.#emit("tousu-submit", Object.assign(submission, { waitFor: (task: unknown) => void waiting.push(task) }));
    await Promise.all(waiting);
  }

  /** Writes what waits to the storage; resolves when nothing is under way. */
  async flush(): Promise<void> {
    await this.#autosave?.flush();
  }

  /** @internal Inside a form the browser must be able to point at what is wrong. */
  formAssociatedCallback(form: HTMLFormElement | null): void {
    if (form && !this.hasAttribute("tabindex")) this.tabIndex = -1;
    this.#report();
  }

  /** @internal */
  formResetCallback(): void {
    this.reset();
  }

  /** @internal */
  formStateRestoreCallback(state: unknown): void {
    try {
      if (typeof state === "string") this.draft = JSON.parse(state);
    } catch {
      // Not ours: stay as it is.
    }
  }

  get #options(): FormOptions {
    const locale = /^(zh|$)/i.test(this.getAttribute("locale") ?? "") ? "zh-CN" : "en";
    return { locale, today: this.getAttribute("today") || deviceDay() };
  }

  get #settings(): FormSettings {
    return {
      prefix: this.id || (this.#number === 1 ? "tousu" : `tousu${this.#number}`),
      private: this.hasAttribute("private"),
      hideSections: idsIn(this.getAttribute("hide-sections")),
      hideFields: idsIn(this.getAttribute("hide-fields")),
      steps: this.#steps,
      today: () => this.#options.today,
    };
  }

  async #begin(): Promise<void> {
    const first = this.getAttribute("step") ?? "start";
    // Another step than the first is not shown before it is here.
    const startHidden = idsIn(this.getAttribute("hide-sections")).includes("start");
    const deferred = first !== "start" || startHidden ? this.#loadDeferred().catch(() => {}) : undefined;
    while (this.#localeMissing) await this.#loadLocale();
    await deferred;
    if (this.#form) return;
    const form = new FormModel(this.#engine ?? tousu, this.#options, this.#settings, {
      edited: () => {
        this.#checkDay();
        this.#report();
        this.#autosave?.touch();
      },
      stepChanged: (step) => this.#emit("tousu-step", { step }),
      focusRequested: (key) => this.#focus(key),
    });
    form.replace(cleanDraft(this.#draft, form.spec).draft);
    form.startAt(this.getAttribute("step") || "start");
    form.assessment; // throws here where it cannot be had
    this.#form = form;
    this.#render(form);
    for (const attribute of HIDING) this.#checkHidden(attribute);
    this.#report();
    await this.#load();
    await idle();
    await this.#loadDeferred().catch(() => {}); // the step that needs it says so, and tries again
    this.#drawn();
  }

  #render(form: FormModel): void {
    const host: FormHost = {
      element: this,
      tools: this.#tools,
      deferred: this.#deferred,
      loadDeferred: () => this.#loadDeferred(),
    };
    this.replaceChildren();
    render(
      <FormContext.Provider value={{ form, host }}>
        <Frame storage={this.#storageState} />
      </FormContext.Provider>,
      this,
    );
  }

  /** Reports that the form cannot be drawn: to the person, and to the host through `ready`. */
  #fail(error: unknown): void {
    if (!this.#form) {
      this.replaceChildren();
      render(
        <div class="t-callout t-callout-warning" role="alert">
          <div>
            {FAILED.map(({ lang, text }) => (
              <p lang={lang} key={lang}>
                {text}
              </p>
            ))}
          </div>
        </div>,
        this,
      );
    }
    this.#failed(error);
  }

  /** Loads the later steps, with the host's tools for them: while the first is read, or when one is asked for. */
  async #loadDeferred(): Promise<void> {
    this.#asked ??= Promise.all([import("./element/deferred.ts"), this.#tools.value.later?.()]);
    const asked = this.#asked;
    try {
      const [deferred, tools] = await asked;
      if (asked !== this.#asked || this.#deferred.value) return;
      registerStrings(deferred.LATER_STRINGS);
      this.#tools.value = { ...this.#tools.value, ...tools };
      this.#deferred.value = deferred;
    } catch (error) {
      if (asked === this.#asked) this.#asked = undefined;
      throw error;
    }
    flush();
    const key = this.#awaited;
    if (key !== undefined) this.#focus(key);
  }

  /** Takes what was kept, unless the host has set a draft meanwhile; what was typed meanwhile goes on top of it. */
  async #load(): Promise<void> {
    const set = this.#set;
    const { draft } = this;
    const kept = this.#form && (await this.#autosave?.load());
    if (!kept || set !== this.#set) return;
    const typed = draft === this.draft ? undefined : this.draft;
    this.#form?.replace({ ...(this.spec && cleanDraft(kept, this.spec).draft), ...typed });
    this.texts = this.#storage?.texts;
    this.#report();
    if (typed) this.#autosave?.touch();
  }

  /** Whether the words of the language are not there yet; an engine of another make has its own. */
  get #localeMissing(): boolean {
    return (!this.#engine || this.#engine instanceof tousu.Tousu) && !hasLocale(this.#options.locale);
  }
  #loadLocale(): Promise<void> {
    return TousuForm.load({ locales: [this.#options.locale] });
  }

  #configure(): void {
    if (!this.#form) return;
    // Until the words of another language are there, the form stays with the one it has.
    if (this.#localeMissing) return void this.#loadLocale().then(() => this.#configure());
    this.#form.configure(this.#options, this.#engine ?? tousu, this.#settings);
    this.#report();
  }

  /** Warns the developer of ids to hide that the form does not have. */
  #checkHidden(name: (typeof HIDING)[number]): void {
    const sections = this.spec?.sections ?? [];
    const known =
      name === "hide-fields"
        ? sections.flatMap(({ fields }) => fields.map(({ id }) => id))
        : [...sections.map(({ id }) => id), ...OWN_SECTIONS];
    const unknown = idsIn(this.getAttribute(name)).filter((id) => !known.includes(id));
    if (unknown.length > 0) console.warn(`<tousu-form> ${name}: there is no ${unknown}, only ${known}`);
  }

  /** Draws what has changed, and tells the host and the form that the element stands in. */
  #report(quiet = false): void {
    const form = this.#form;
    if (!form) return;
    flush();
    if (this.#internals?.form) {
      this.#internals.setFormValue(JSON.stringify(form.draft));
      const error = form.assessment.issues.find(isError);
      const anchor = this.firstElementChild;
      if (form.assessment.ready || !error) this.#internals.setValidity({});
      else
        this.#internals.setValidity(
          { customError: true },
          error.message,
          anchor instanceof HTMLElement ? anchor : undefined,
        );
    }
    if (!quiet) this.#emit("tousu-change", form.assessment);
  }

  #reportStorage(state: StorageState, error: unknown): void {
    this.#storageState.value = state;
    this.#emit("tousu-storage", { state, error });
  }

  /** Moves the focus to a place in the step that is shown, "" for its heading. */
  #focus(key: string): void {
    const form = this.#form;
    if (!form) return;
    flush();
    const { step } = form;
    const later = step.parts.some(({ kind }) => kind !== "start");
    this.#awaited = later && !this.#deferred.value ? key : undefined;
    const body = this.querySelector(".t-body");
    const heading = this.querySelector<HTMLElement>(".t-title");
    if (!body || !heading) return;
    if (step.parts[0]?.kind === "review" && (key || form.assessment.issues.some(isError))) {
      body.querySelector<HTMLElement>("[data-error-summary]")?.focus();
      return;
    }
    if (key && focusPlace(body, key)) return;
    heading.focus({ preventScroll: true });
    this.firstElementChild?.scrollIntoView({ block: "start" });
  }

  #emit<Name extends keyof FormEventDetails>(name: Name, detail: FormEventDetails[Name]): void {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }
}

/** Registers the element; again under the same name, or on a server, does nothing. */
export function define(name = "tousu-form"): void {
  const { customElements: elements } = globalThis;
  if (elements && !elements.get(name)) elements.define(name, TousuForm);
}

/** Details of the element's events. */
export interface FormEventDetails {
  "tousu-change": Assessment;
  "tousu-step": { step: string };
  "tousu-storage": { state: StorageState; error?: unknown };
  "tousu-submit": PendingSubmission;
}

/** A submission that a listener may hold up. */
export interface PendingSubmission extends Submission {
  /** Hands over a promise of the posting; where it rejects, `submit()` does. */
  waitFor(task: unknown): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "tousu-form": TousuForm;
  }
  interface HTMLElementEventMap {
    "tousu-change": CustomEvent<Assessment>;
    "tousu-step": CustomEvent<{ step: string }>;
    "tousu-storage": CustomEvent<{ state: StorageState; error?: unknown }>;
    "tousu-submit": CustomEvent<PendingSubmission>;
  }
}
