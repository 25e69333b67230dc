/**
 * `<tousu-form>`: the whole form as one element in the light DOM. Importing this registers nothing; call `define()`.
 *
 * Attributes: `locale` (every zh is answered in Chinese, any other language in English), `today` (YYYY-MM-DD), `step` (id of
 * the step shown), `hide-sections` and `hide-fields` (ids, separated by spaces; sections include start, evidence, review, texts,
 * follow-up and overview), `private` (no autofill).
 * Properties: `draft`, `assessment`, `spec`, `engine`, `storage`, `tools`. Events, all bubbling: `tousu-change` (the Assessment),
 * `tousu-step` ({step}), `tousu-storage` ({state, error}).
 */

import * as tousu from "./index.js";
import { civilDate, flat } from "./border.js";
import { speaks } from "./engine.js";
import { el } from "./element/dom.js";
import { frame } from "./element/frame.js";
import { saver } from "./element/saving.js";
import { Session } from "./element/session.js";
import { learn } from "./element/words.js";

/** On a server there are no elements; importing must work there all the same. */
const Base = globalThis.HTMLElement ?? class {};
let instances = 0;

const idsIn = (/** @type {string | null} */ value) => (value ?? "").split(/\s+/).filter(Boolean);

/** Resolves when what was drawn is seen and the browser has nothing better to do; in a window that is not seen, soon. */
const idle = () => new Promise((resolve) => {
  setTimeout(resolve, 1000);
  const rest = globalThis.requestIdleCallback ?? setTimeout;
  requestAnimationFrame(() => requestAnimationFrame(() => rest(resolve)));
});

/** Said in both languages, whichever was wanted. */
const FAILED = [
  ["zh-CN", "表单没有打开成功。请检查网络后重新载入页面。"],
  ["en", "The form could not be opened. Check the network and reload the page."],
];

/** Attributes that hold ids. */
const HIDING = ["hide-sections", "hide-fields"];

/** A draft as a text, for comparing: whatever it holds is read safely, and the whole of it. */
function written(draft) {
  const { numbers, text } = flat(draft, { text: Infinity, keys: Infinity, items: Infinity, values: 100_000, depth: 12 });
  return `${numbers} ${text}`;
}

export class TousuForm extends Base {
  static formAssociated = true;
  static observedAttributes = ["locale", "today", "step", "private", ...HIDING];

  /** @type {ElementInternals | undefined} */ #internals;
  /** @type {Session | undefined} */ #session;
  /** @type {ReturnType<typeof frame> | undefined} */ #frame;
  /** @type {ReturnType<typeof saver> | undefined} */ #saver;
  /** @type {any} */ #engine;
  /** @type {import("./element/saving.js").Storage | undefined} */ #storage;
  /** @type {Record<string, any>} */ #tools = {};
  /** @type {import("./index.js").Draft} */ #draft = {};
  /** What is drawn behind the first step (element/later.js), and the promise of it. @type {any} */
  #late;
  /** @type {Promise<any[]> | undefined} */
  #asked;
  /** Drafts set since the start; a storage that answers later does not undo them. */
  #set = 0;
  #storageState = "";
  /** Set while an empty draft takes the place of an empty one, of which nobody is told. */
  #quiet = false;
  #number = ++instances;
  /** @type {() => void} */ #drawn = () => {};
  /** @type {(error: unknown) => void} */ #failed = () => {};
  #onHide = () => { if (document.visibilityState === "hidden") this.#saver?.flush(); };

  constructor() {
    super();
    try {
      this.#internals = this.attachInternals?.();
    } catch {
      // Older engines: the element works, a host form just does not hear of it.
    }
  }

  /**
   * What is filled in so far, raw. Setting it replaces everything; one that holds the same changes nothing, so that a host may
   * hand back what it got; an empty one always begins anew. @returns {import("./index.js").Draft}
   */
  get draft() { return this.#session?.draft ?? this.#draft; }
  set draft(draft) {
    this.#set += 1;
    this.#draft = draft ?? {};
    if (!this.#session) return;
    const same = written(this.#draft) === written(this.#session.draft);
    if (same && Object.keys(this.#draft).length > 0) return;
    this.#quiet = same;
    this.#session.replace(this.#draft);
    this.#quiet = false;
  }

  /** The latest Assessment, or undefined before the module is there. */
  get assessment() { return this.#session?.assessment; }

  /** The civil date that counts as today. */
  get today() { return this.#options.today; }

  /** The FormSpec that is drawn, in the current locale. */
  get spec() { return this.#session?.spec; }

  /** A `Tousu` with the host's own catalogue, in place of the built-in one. */
  get engine() { return this.#engine; }
  set engine(engine) { this.#engine = engine; this.#configure(); }

  /** Where drafts are kept: `{load(), save(draft), temporary}`, the first two may return promises. Without it nothing is kept. */
  get storage() { return this.#storage; }
  set storage(storage) {
    void this.#saver?.close();
    this.#storage = storage;
    this.#saver = storage && saver(storage, () => this.draft, (state, error) => this.#sayStorage(state, error));
    void this.#load();
  }

  /**
   * What the host adds. `piece({index, kind, file, locale, set, add})` and `evidence({locale})` return nodes for the evidence step;
   * `start`, `texts` and `timeline` are lists of `{id, label(locale), run(context)}`, drawn as buttons.
   * `later()` resolves to more tools, asked for when the steps behind the first are loaded.
   */
  get tools() { return this.#tools; }
  set tools(tools) {
    this.#tools = tools ?? {};
    if (this.#tools.later) this.#late = this.#asked = undefined;
    this.#redraw();
  }

  /** Resolves when all steps can be shown and what was kept is loaded; rejects when the module does not load. @type {Promise<void>} */
  ready = new Promise((resolve, reject) => { this.#drawn = resolve; this.#failed = reject; });

  connectedCallback() {
    document.addEventListener("visibilitychange", this.#onHide);
    // What a host set before the element was defined hides the accessors: set it again, through them.
    for (const name of ["engine", "tools", "storage", "draft"]) {
      if (!Object.prototype.hasOwnProperty.call(this, name)) continue;
      const value = /** @type {any} */ (this)[name];
      delete (/** @type {any} */ (this)[name]);
      /** @type {any} */ (this)[name] = value;
    }
    if (this.#session) return;
    this.#begin().catch((error) => this.#fail(error));
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.#onHide);
    void this.#saver?.flush();
  }

  attributeChangedCallback(/** @type {string} */ name, /** @type {string | null} */ before, /** @type {string | null} */ after) {
    if (before === after || !this.#session) return;
    if (name === "step") {
      if (after && after !== this.#session.step) this.#frame?.goTo(after);
      return;
    }
    this.#configure();
    if (HIDING.includes(name)) this.#checkHidden(name);
  }

  /** Shows a step, and moves the focus to a field of it. @param {string} step @param {string} [key] */
  goTo(step, key) { this.#frame?.goTo(step, key); }

  /** Writes what waits to the storage; resolves when nothing is under way. */
  async flush() { await this.#saver?.flush(); }

  /** Inside a form the browser must be able to point at what is wrong. */
  formAssociatedCallback(/** @type {HTMLFormElement | null} */ form) {
    if (form && !this.hasAttribute("tabindex")) this.tabIndex = -1;
    this.#tell();
  }

  formResetCallback() { this.draft = {}; }
  formStateRestoreCallback(/** @type {unknown} */ state) {
    try {
      if (typeof state === "string") this.draft = JSON.parse(state);
    } catch {
      // Not ours: stay as it is.
    }
  }

  get #options() {
    const locale = /^(zh|$)/i.test(this.getAttribute("locale") ?? "") ? "zh-CN" : "en";
    return { locale, today: this.getAttribute("today") || civilDate(new Date()) };
  }

  async #begin() {
    const first = this.getAttribute("step") ?? "start";
    // Another step than the first is not shown before it is here.
    const late = first !== "start" || idsIn(this.getAttribute("hide-sections")).includes("start") ? this.#loadLate().catch(() => {}) : undefined;
    while (this.#mute) await this.#loadWords();
    await late;
    if (this.#session) return;
    const session = new Session(this.#engine ?? tousu, this.#options);
    this.#session = session;
    session.step = this.getAttribute("step") || session.step;
    session.listeners.add((edited) => this.#changed(edited));
    session.draft = this.#draft;
    session.assess();
    this.#redraw();
    HIDING.forEach((name) => this.#checkHidden(name));
    this.#tell();
    await this.#load();
    await idle();
    await this.#loadLate().catch(() => {}); // the step that needs it says so, and tries again
    this.#drawn();
  }

  /** Says so, in place of a form that cannot be drawn: to the person, and to the host through `ready`. @param {unknown} error */
  #fail(error) {
    if (!this.#frame) {
      const lines = FAILED.map(([lang, line]) => el("p", { lang }, line));
      this.replaceChildren(el("div", { class: "t-callout t-callout-warning", role: "alert" }, el("div", {}, lines)));
    }
    this.#failed(error);
  }

  /** The steps behind the first, with the host's tools for them: loaded while the first is read, or when one is asked for. */
  async #loadLate() {
    const asked = (this.#asked ??= Promise.all([import("./element/later.js"), this.#tools.later?.()]));
    try {
      const [late, tools] = await asked;
      if (asked !== this.#asked || this.#late) return;
      learn(late.LATER_WORDS);
      this.#late = late;
      this.#tools = { ...this.#tools, ...tools };
    } catch (error) {
      if (asked === this.#asked) this.#asked = undefined;
      throw error;
    }
    if (!this.#session) return;
    this.#session.host.late = this.#late;
    this.#frame?.arrived();
  }

  /** Takes what was kept, unless the host has set a draft meanwhile; what was typed meanwhile goes on top of it. */
  async #load() {
    const set = this.#set;
    const { draft } = this;
    const kept = this.#session && (await this.#saver?.load());
    if (!kept || set !== this.#set) return;
    const typed = draft === this.draft ? undefined : this.draft;
    this.#session?.replace({ ...kept, ...typed });
    if (typed) this.#saver?.touch();
  }

  /** Whether the words of the language are not there yet; an engine of another make has its own. */
  get #mute() { return (!this.#engine || this.#engine instanceof tousu.Tousu) && !speaks(this.#options.locale); }
  #loadWords() { return tousu.ready({ locales: [this.#options.locale] }); }

  #configure() {
    if (!this.#session) return;
    // Until the words of another language are there, the form speaks the one it has.
    if (this.#mute) return void this.#loadWords().then(() => this.#configure());
    this.#session.configure(this.#options, this.#engine ?? tousu);
    this.#redraw();
    this.#tell();
  }

  /** Draws everything anew: another language, other sections. The draft and the step stay. */
  #redraw() {
    const session = this.#session;
    if (!session) return;
    session.host = {
      prefix: this.id || (this.#number === 1 ? "tousu" : `tousu${this.#number}`),
      private: this.hasAttribute("private"),
      hideSections: idsIn(this.getAttribute("hide-sections")),
      hideFields: idsIn(this.getAttribute("hide-fields")),
      today: () => this.#options.today,
      goTo: (step, key) => this.#frame?.goTo(step, key),
      placeOf: (key) => this.#frame?.placeOf(key),
      announce: (words) => this.#frame?.announce(words),
      stepChanged: (step) => this.#emit("tousu-step", { step }),
      pieceTools: (about) => this.#tools.piece?.(about),
      evidenceTools: (about) => this.#tools.evidence?.(about),
      late: this.#late,
      loadLate: () => this.#loadLate(),
      buttons: (place, context) => this.#buttons(place, context),
    };
    this.#frame = frame(session);
    this.replaceChildren(this.#frame.node);
    this.#frame.show();
    this.#frame.sayStorage(this.#storageState);
  }

  /** Tells the developer of ids to hide that the form does not have. */
  #checkHidden(/** @type {string} */ name) {
    const { sections } = this.spec;
    const idsOf = (list) => list.map(({ id }) => id);
    const known = name === "hide-fields" ? idsOf(sections.flatMap(({ fields }) => fields))
      : [...idsOf(sections), "start", "evidence", "review", "texts", "follow-up", "overview"];
    const unknown = idsIn(this.getAttribute(name)).filter((id) => !known.includes(id));
    if (unknown.length > 0) console.warn(`<tousu-form> ${name}: there is no ${unknown}, only ${known}`);
  }

  #buttons(place, context) {
    const list = this.#tools[place] ?? [];
    if (list.length === 0) return undefined;
    return el("div", { class: "t-tools" }, list.map((tool) => el("button", {
      type: "button", class: "t-button t-small", "data-tool": tool.id,
      onclick: () => tool.run({ ...context(), draft: this.draft, locale: this.#options.locale, form: this }),
    }, tool.label(this.#options.locale))));
  }

  #changed(edited) {
    this.#frame?.update();
    this.#tell();
    if (edited) this.#saver?.touch();
  }

  /** Tells the host, and the form that the element stands in. */
  #tell() {
    const session = this.#session;
    if (!session) return;
    if (this.#internals?.form) {
      this.#internals.setFormValue(JSON.stringify(session.draft));
      const error = session.assessment.issues.find((issue) => issue.severity === "error");
      if (session.assessment.ready || !error) this.#internals.setValidity({});
      else this.#internals.setValidity({ customError: true }, error.message, this.#frame?.node);
    }
    if (!this.#quiet) this.#emit("tousu-change", session.assessment);
  }

  #sayStorage(state, error) {
    this.#storageState = state;
    this.#frame?.sayStorage(state);
    this.#emit("tousu-storage", { state, error });
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }
}

/** Registers the element; again under the same name, or on a server, does nothing. */
export function define(name = "tousu-form") {
  const { customElements: elements } = globalThis;
  if (elements && !elements.get(name)) elements.define(name, TousuForm);
}
