/**
 * The state of one form: one draft (what was typed, raw), one assessment derived from it, and what the person has looked at.
 * Views read it and call its methods; it tells its listeners when something changed. It knows no DOM.
 */

import { wordsFor } from "./words.js";

/** @typedef {import("../index.js").Draft} Draft */
/** @typedef {import("../index.js").Issue} Issue */

/** Field ids that the public contract guarantees and that a panel of the form stands beside. */
export const CORE = { reason: "reason", description: "description", order: "orderNumber", remedy: "remedy" };

/** The name under which a view knows the place of an issue: "contactPhone", "evidence.2.count", "" for the whole draft. */
export const keyOf = (/** @type {(string | number)[]} */ path) => path.join(".");

/**
 * What of a paste outlives a change of step or language: its text, what was read in it, what stands in the form because
 * of it and what stood there before, and what the person has undone.
 */
export const noPaste = () => ({
  text: "",
  /** @type {{field: string, value: string, span?: {start: number, end: number, confidence: string}}[]} */ read: [],
  /** @type {Record<string, {value: string, old: unknown}>} */ filled: {},
  /** @type {string[]} */ declined: [],
});

export class Session {
  /** @param {{form: Function, assess: Function, compose: Function, recognize: Function, calendar: Function}} engine @param {{locale: string, today?: string}} options */
  constructor(engine, options) {
    this.engine = engine;
    /** @type {Draft} */
    this.draft = {};
    this.step = "start";
    /** Places whose messages may be shown because the person has been there. @type {Set<string>} */
    this.left = new Set();
    this.reviewed = false;
    /** Entries of the lists added since the last review, "log.0": being looked through does not count for them. @type {Set<string>} */
    this.fresh = new Set();
    /** What was taken out of the lists and can come back, the last one last. @type {{name: "evidence" | "log", index: number, entry: any}[]} */
    this.removed = [];
    /** Pieces of the kinds that were unticked, for ticking again. @type {Map<string, any[]>} */
    this.unticked = new Map();
    this.composing = false;
    this.held = false;
    /** Whether the score has been drawn once: only a change of it is announced. */
    this.heard = false;
    /**
     * Choices that are not part of the draft but outlive a change of language. `adopted`: the reason taken from the story, and the one before it.
     * @type {{channel: string, document: string, hideContact: boolean, paste: ReturnType<typeof noPaste>, adopted: {reason: string, before: string} | undefined}}
     */
    this.ui = { channel: "", document: "", hideContact: false, paste: noPaste(), adopted: undefined };
    /** What the host adds: evidence files, further buttons. See element.js. @type {any} */
    this.host = {};
    /** @type {Set<(edited: boolean) => void>} */
    this.listeners = new Set();
    this.options = options;
    /** @type {any} the FormSpec */
    this.spec = engine.form(options);
    this.words = wordsFor(options.locale);
    /** @type {any} the Assessment */
    this.assessment = engine.assess(this.draft, options);
  }

  /** Takes a language, a date or another engine; the draft stays. */
  configure(options, engine = this.engine) {
    this.engine = engine;
    this.options = options;
    this.spec = engine.form(options);
    this.words = wordsFor(options.locale);
    this.assess();
  }

  assess() {
    this.assessment = this.engine.assess(this.draft, this.options);
  }

  /** Puts another draft in place of this one. @param {Draft} draft */
  replace(draft) {
    this.draft = draft;
    this.left.clear();
    this.reviewed = false;
    this.fresh.clear();
    this.removed = [];
    this.unticked.clear();
    this.ui = { ...this.ui, channel: "", document: "", paste: noPaste(), adopted: undefined };
    this.changed(false);
  }

  /** Stores what was typed; an emptied field leaves the draft. @param {string} field @param {unknown} value */
  set(field, value) {
    this.setAll({ [field]: value });
  }

  /** Stores several fields at once. @param {Record<string, unknown>} values */
  setAll(values) {
    const next = { ...this.draft, ...values };
    for (const field of Object.keys(values)) {
      const value = next[field];
      if (value === "" || value === undefined || (Array.isArray(value) && value.length === 0)) delete next[field];
    }
    this.draft = next;
    this.changed(true);
  }

  /** One of the two lists of the draft. @param {"evidence" | "log"} name @returns {any[]} */
  list(name) {
    const value = this.draft[name];
    return Array.isArray(value) ? value : [];
  }

  /** Changes one entry of a list; a value of "" or undefined leaves the entry. @param {"evidence" | "log"} name @param {number} index */
  setEntry(name, index, values) {
    this.set(name, this.list(name).map((entry, i) => {
      if (i !== index) return entry;
      const next = { ...entry, ...values };
      for (const key of Object.keys(next)) if (next[key] === "" || next[key] === undefined) delete next[key];
      return next;
    }));
  }

  /** @param {"evidence" | "log"} name */
  addEntry(name, entry) {
    this.fresh.add(`${name}.${this.list(name).length}`);
    this.set(name, [...this.list(name), entry]);
  }

  /** @param {"evidence" | "log"} name @param {number} index */
  removeEntry(name, index) {
    this.removed.push({ name, index, entry: this.list(name)[index] });
    this.#setMoved(name, this.list(name).filter((_, i) => i !== index));
  }

  /** Puts an entry that was removed back in its place. @param {{name: "evidence" | "log", index: number, entry: any}} one of `removed` */
  restore(one) {
    this.removed.splice(this.removed.indexOf(one), 1);
    const list = [...this.list(one.name)];
    list.splice(one.index, 0, one.entry);
    this.#setMoved(one.name, list);
  }

  /** Ticks a kind of evidence or unticks it; ticking again brings back what was held of it. @param {string} kind @param {boolean} held */
  tick(kind, held) {
    const list = this.list("evidence");
    if (held) return this.#setMoved("evidence", [...list, ...(this.unticked.get(kind) ?? [{ kind, count: 1 }])]);
    this.unticked.set(kind, list.filter((piece) => piece?.kind === kind));
    this.#setMoved("evidence", list.filter((piece) => piece?.kind !== kind));
  }

  /** A list whose entries have other numbers now: what was known by number is forgotten. */
  #setMoved(name, list) {
    for (const keys of [this.left, this.fresh]) for (const key of keys) if (key.startsWith(`${name}.`)) keys.delete(key);
    this.set(name, list);
  }

  changed(edited) {
    this.assess();
    for (const listener of this.listeners) listener(edited);
  }

  /** Draws again without a change of the draft. */
  refresh() {
    for (const listener of this.listeners) listener(false);
  }

  /** The person has left this place: its messages may appear. @param {string} key */
  leave(key) {
    if (this.left.has(key)) return;
    this.left.add(key);
    if (!this.held) this.refresh();
  }

  /** Between a finger's going down and the end of its tap nothing may appear: it would move what is being tapped. */
  hold() {
    this.held = true;
  }

  release() {
    if (!this.held) return;
    this.held = false;
    this.refresh();
  }

  review() {
    if (this.reviewed && this.fresh.size === 0) return;
    this.reviewed = true;
    this.fresh.clear();
    this.refresh();
  }

  /** Issues at a place: exactly there or inside it. @param {string} key @returns {Issue[]} */
  allAt(key) {
    return this.assessment.issues.filter(({ path }) => keyOf(path) === key || keyOf(path).startsWith(`${key}.`));
  }

  /** Those of them that may be shown. @param {string} key */
  issuesAt(key) {
    return this.allAt(key).filter(({ path }) =>
      (this.reviewed && !this.fresh.has(keyOf(path.slice(0, 2)))) || this.left.has(key) || this.left.has(keyOf(path)));
  }

  /** Whether an error is at a place, shown or not. @param {string} key */
  hasError(key) {
    return this.assessment.issues.some((issue) => issue.severity === "error" && issue.path[0] === key);
  }

  /** The text that a path leads to, where it is one. @param {(string | number)[]} path */
  textAt(path) {
    let value = /** @type {any} */ (this.draft);
    for (const part of path) value = value?.[part];
    return typeof value === "string" ? value : "";
  }

  get recommended() {
    return this.assessment.channels.find((channel) => channel.recommended) ?? this.assessment.channels[0];
  }

  /** Sections as the host wants them drawn. @returns {any[]} */
  get sections() {
    const sections = this.host.hideSections ?? [];
    const fields = this.host.hideFields ?? [];
    return this.spec.sections
      .filter((section) => !sections.includes(section.id))
      .map((section) => ({ ...section, fields: section.fields.filter((field) => !fields.includes(field.id)) }));
  }

  /** Words for an id from a list of the form. @param {string} list @param {string} id */
  label(list, id) {
    return this.spec[list]?.find((entry) => entry.id === id)?.label ?? id;
  }

  /** Words for a key of the draft. @param {string} id */
  nameOf(id) {
    return this.field(id)?.label ?? (id === "evidence" || id === "log" ? this.words(id) : id);
  }

  /** @param {string[]} ids */
  namesOf(ids) {
    return ids.map((id) => this.nameOf(id)).join(this.words("listJoin"));
  }

  /** @param {string} id @returns {any} */
  field(id) {
    for (const section of this.spec.sections) for (const field of section.fields) if (field.id === id) return field;
    return undefined;
  }
}
