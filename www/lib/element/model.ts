/**
 * The state of one form: the draft (what was typed, raw), all that is derived from it, and what the person has looked at.
 * It knows no DOM. Everything is read through getters over signals, so whoever reads within an effect or a component is
 * called again when exactly that part has changed.
 */

import { batch, computed, type ReadonlySignal, signal } from "@preact/signals-core";
import type {
  Assessment,
  ComposeOptions,
  Composition,
  Draft,
  FormSpec,
  Issue,
  Locale,
  RankedChannel,
  SectionSpec,
} from "../index.js";
import type { Engine, StepChoice } from "./host.ts";
import { computedEqual } from "./keep-equal.ts";
import { PasteModel } from "./paste-model.ts";
import { type Problem, problemsOf } from "./problems.ts";
import { type Field, hasRole, type Role } from "./roles.ts";
import { formTranslator, type StringKey } from "./strings.ts";
import type { Translate } from "./translate.ts";

export interface FormOptions {
  locale: Locale;
  today: string;
}

/** Appearance of the form, as the host sets it. */
export interface FormSettings {
  /** Prefix of the ids of inner elements. */
  prefix: string;
  /** Asks the browser not to remember what is typed. */
  private: boolean;
  hideSections: readonly string[];
  hideFields: readonly string[];
  /** The screens that the host wants, in order; without them every section is a step of its own. */
  steps?: readonly StepChoice[] | undefined;
  /** The civil date as it is now, for new log entries. */
  today(): string;
}

export interface FormEvents {
  /** The person has changed the draft. */
  edited?(): void;
  stepChanged?(step: string): void;
  /** The focus should go to a place in the step that is shown, "" for its heading. */
  focusRequested?(key: string): void;
}

export type ListName = "evidence" | "log";
/** One entry of a list; what a draft from elsewhere holds instead of an entry is read as an empty one. */
export type Entry = Readonly<Record<string, unknown>>;

interface Removed {
  name: ListName;
  index: number;
  entry: Entry;
}

/** One section as it is drawn on a step: of the catalogue, or one of the form's own. */
export interface Part {
  id: string;
  kind: "start" | "section" | "evidence" | "review" | "texts" | "follow-up";
  label: string;
  section?: SectionSpec;
}

/** One step of the guided path: a screen with one part or several. */
export interface Step {
  id: string;
  label: string;
  title: string;
  parts: readonly Part[];
}

/** Progress of a step. */
export interface StepState {
  state: "" | "begun" | "done" | "faulty";
  /** Errors shown; what is only lacking is none. */
  faults: number;
  /** Fields that the recommended channel still needs. */
  lacking: number;
}

/** The action of filing a complaint. */
const FILED = "submitted";
/** Code of `Assessment.channels[].why` that the form answers itself. */
const MISSING = "why.missing";
/** Code of the advice that the description names no demand. */
const NO_DEMAND = "text.no-demand";

/** The key of a place in the draft: "contactPhone", "evidence.2.count", "" for the whole draft. */
export const keyOf = (path: readonly (string | number)[]): string => path.join(".");

/** Beginning of a question of the catalogue that asks for an entry of the log; what follows names the channel. */
export const OF_LOG = "log:";

/** A raw value as a control shows it. */
export const textOf = (value: unknown): string => (value === undefined || value === null ? "" : String(value));

export const isError = ({ severity }: Issue): boolean => severity === "error";
/** An error in what was typed; that something is still to be filled in is none. */
export const isFault = (issue: Issue): boolean => isError(issue) && issue.code !== "required";

const isEmpty = (value: unknown) => value === "" || value === undefined || (Array.isArray(value) && value.length === 0);
const isEntry = (value: unknown): value is Entry =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A copy without the keys that hold nothing. */
function withoutEmpty<T extends Record<string, unknown>>(values: T, keys: readonly string[]): T {
  const next = { ...values };
  for (const key of keys) if (isEmpty(next[key])) delete next[key];
  return next;
}

export class FormModel {
  readonly paste: PasteModel;
  /** Outcome for the files that were picked last. */
  readonly filesSaid = signal("");
  readonly #events: FormEvents;

  readonly #engine;
  readonly #options;
  readonly #spec;
  readonly #settings;
  readonly #draft = signal<Draft>({});
  readonly #step = signal("start");
  readonly #assessment: ReadonlySignal<Assessment>;
  /** Issues by the field or list they are about. */
  readonly #grouped: ReadonlySignal<ReadonlyMap<string, readonly Issue[]>>;
  readonly #translate: ReadonlySignal<Translate<StringKey>>;
  /** Derived values by name. */
  readonly #derived = new Map<string, ReadonlySignal<unknown>>();

  /** Places whose messages may be shown because the person has been there. */
  readonly #left = signal<ReadonlySet<string>>(new Set());
  /** All messages may be shown because the person has been at the review. */
  readonly #reviewed = signal(false);
  /** Entries of the lists added since the last review, "log.0": the review does not count for them. */
  readonly #fresh = signal<ReadonlySet<string>>(new Set());
  /** Entries removed from the lists that can be restored, the latest last. */
  readonly #removed = signal<readonly Removed[]>([]);
  /** Exhibits of the kinds that were unticked, for ticking again. */
  readonly #unticked = new Map<string, readonly Entry[]>();
  /** Places left while a finger is down. */
  #held: Set<string> | undefined;

  readonly #channel = signal("");
  readonly #document = signal("");
  readonly #hideContact = signal(false);
  /** The reason adopted from the description, and the one before it. */
  readonly #adopted = signal<{ reason: string; before: string } | undefined>(undefined);
  readonly #announcement = signal({ text: "" });
  readonly #generation = signal(0);
  /** The everyday problem chosen on the first screen. */
  readonly #problem = signal("");
  /** The person has said that the merchant was not contacted: nothing that the log could hold. */
  readonly notContacted = signal(false);
  readonly #drafts = signal(0);
  #texts: object | undefined;

  /** Throws where the engine refuses the options. */
  constructor(engine: Engine, options: FormOptions, settings: FormSettings, events: FormEvents = {}) {
    this.#engine = signal(engine);
    this.#options = signal(options);
    this.#settings = signal(settings);
    this.#spec = signal(engine.form(options));
    this.#events = events;
    this.#assessment = computedEqual(() => this.#engine.value.assess(this.#draft.value, this.#options.value));
    this.#grouped = computed(() => groupByName(this.issues));
    this.#translate = computed(() => formTranslator(this.#options.value.locale));
    this.paste = new PasteModel(this);
  }

  // Options of the host.

  get engine(): Engine {
    return this.#engine.value;
  }
  get options(): FormOptions {
    return this.#options.value;
  }
  get settings(): FormSettings {
    return this.#settings.value;
  }
  get spec(): FormSpec {
    return this.#spec.value;
  }

  /** Takes a language, a date or another engine; the draft and the step stay. */
  configure(options: FormOptions, engine: Engine, settings: FormSettings): void {
    const spec = engine.form(options);
    batch(() => {
      this.#engine.value = engine;
      this.#options.value = options;
      this.#settings.value = settings;
      this.#spec.value = spec;
    });
  }

  /** Puts another draft in place of this one, and forgets what was done with that. */
  replace(draft: Draft): void {
    batch(() => {
      this.texts = undefined;
      this.#draft.value = draft;
      this.#left.value = new Set();
      this.#reviewed.value = false;
      this.#fresh.value = new Set();
      this.#removed.value = [];
      this.#unticked.clear();
      this.#channel.value = this.#document.value = this.#problem.value = "";
      this.#adopted.value = undefined;
      this.notContacted.value = false;
      this.filesSaid.value = "";
      this.paste.clear();
    });
  }

  /** Number of the complaint that is shown: another number draws every step anew. */
  get generation(): number {
    return this.#generation.value;
  }
  beginAnew(): void {
    this.#generation.value += 1;
  }

  /** Number of drafts and texts so far that took the place of others: what belongs to one draft alone is kept with it. */
  get drafts(): number {
    return this.#drafts.value;
  }

  /** Texts changed by hand, and which one was copied: read and written by the result, kept together with the draft. */
  get texts(): object | undefined {
    return this.#texts;
  }
  set texts(texts: object | undefined) {
    this.#texts = texts;
    this.#drafts.value += 1;
  }
  keepTexts(texts: object | undefined): void {
    this.#texts = texts;
    this.#events.edited?.();
  }

  // Words.

  /** The form's own strings in the current language. */
  get t(): Translate<StringKey> {
    return this.#translate.value;
  }

  /** The label of an id in one of the lists of the form; an unknown id is returned as it is. */
  label(list: LabelledList, id: string): string {
    return (this.spec[list] as readonly { id: string; label: string }[]).find((entry) => entry.id === id)?.label ?? id;
  }

  /** The label of a key of the draft. */
  nameOf(key: string): string {
    return this.field(key)?.label ?? (key === "evidence" || key === "log" ? this.t(key) : key);
  }

  namesOf(keys: readonly string[]): string {
    return keys.map((key) => this.nameOf(key)).join(this.t("listJoin"));
  }

  /** Announces a text to screen readers. */
  announce(text: string): void {
    this.#announcement.value = { text };
  }
  get announcement(): { text: string } {
    return this.#announcement.value;
  }

  // Steps and fields.

  get #fields(): readonly Field[] {
    return this.#derive("fields", () => this.spec.sections.flatMap(({ fields }) => fields));
  }

  field(id: string): Field | undefined {
    return this.#fields.find((field) => field.id === id);
  }

  /** The id of the field with a role, where the form has one. */
  fieldWith(role: Role): string | undefined {
    return this.#derive(`role ${role}`, () => this.#fields.find((field) => hasRole(field, role))?.id);
  }

  /** Whether a field is drawn: a conditional one only while this case needs it, or while it holds something. */
  #isAsked(field: Field): boolean {
    return !field.conditional || this.value(field.id) !== undefined || this.assessed("asked").includes(field.id);
  }

  /** Sections as the host wants them drawn, with the fields that this case needs. */
  get sections(): readonly SectionSpec[] {
    return this.#derive("sections", () => {
      const { hideSections, hideFields } = this.settings;
      return this.spec.sections
        .filter((section) => !hideSections.includes(section.id))
        .map((section) => ({
          ...section,
          fields: section.fields.filter((field) => !hideFields.includes(field.id) && this.#isAsked(field)),
        }));
    });
  }

  /**
   * All sections in order, each as a part. A section that the catalogue calls "evidence" is that part; otherwise the evidence
   * comes before what is asked for.
   */
  get #parts(): readonly Part[] {
    const { t } = this;
    const own = (kind: Exclude<Part["kind"], "section">, key: StringKey): Part => ({ id: kind, kind, label: t(key) });
    // A section of which this case needs no field is not drawn; the evidence has more than fields.
    const parts = this.sections
      .filter(({ id, fields }) => fields.length > 0 || id === "evidence")
      .map((section): Part => {
        const { id, label } = section;
        return { id, kind: id === "evidence" ? "evidence" : "section", label, section };
      });
    if (!parts.some(({ kind }) => kind === "evidence")) {
      const demand = parts.findIndex(({ section }) => section?.fields.some((field) => hasRole(field, "remedy")));
      parts.splice(demand < 0 ? parts.length : demand, 0, own("evidence", "evidence"));
    }
    const all = [
      own("start", "start"),
      ...parts,
      own("review", "review"),
      own("texts", "texts"),
      own("follow-up", "followUp"),
    ];
    return all.filter(({ id }) => !this.settings.hideSections.includes(id));
  }

  /** The steps in order: the host's screens as far as they draw something, otherwise one for every section. */
  get steps(): readonly [Step, ...Step[]] {
    return this.#derive("steps", () => {
      const { locale } = this.options;
      const all = this.#parts;
      const choices: readonly StepChoice[] =
        this.settings.steps ?? all.map(({ id }): StepChoice => ({ id, sections: [id] }));
      const steps = choices.flatMap(({ id, sections, label, title }): Step[] => {
        const parts = sections.flatMap((section) => all.filter((part) => part.id === section));
        const [first] = parts;
        if (!first) return [];
        const name = label?.(locale) ?? first.label;
        const heading = title?.(locale) ?? (first.kind === "start" ? this.t("startTitle") : name);
        return [{ id, label: name, title: heading, parts }];
      });
      const [first = { id: "start", label: "", title: "", parts: [] }, ...rest] = steps;
      return [first, ...rest];
    });
  }

  get step(): Step {
    return this.#stepNamed(this.#step.value) ?? this.steps[0];
  }

  /** The step with an id, or the one that draws the section with it. */
  #stepNamed(id: string): Step | undefined {
    return (
      this.steps.find((step) => step.id === id) ?? this.steps.find(({ parts }) => parts.some((part) => part.id === id))
    );
  }

  /** The step that draws a place of the draft, if one does. */
  stepWith(key: string): string | undefined {
    const [name = ""] = key.split(".");
    const wanted = name === "log" ? "follow-up" : name;
    const holds = ({ id, section }: Part) => id === wanted || section?.fields.some((field) => field.id === wanted);
    return this.steps.find(({ parts }) => parts.some(holds))?.id;
  }

  /**
   * Shows a step, or the one that draws a section, and moves the focus to a place in it or to its heading. An unknown id
   * changes nothing.
   */
  goTo(id: string, key = ""): void {
    const { steps, step: from } = this;
    const to = this.#stepNamed(id);
    if (!to) return;
    if (to.id !== from.id) {
      batch(() => {
        // Who goes on has seen the fields of the step before.
        if (steps.indexOf(to) > steps.indexOf(from)) this.#markLeft(fieldsOf(from).map((field) => field.id));
        this.#step.value = to.id;
        this.#announcement.value = { text: "" };
      });
      this.#events.stepChanged?.(to.id);
    }
    const [first] = to.parts;
    this.requestFocus(key || (id === to.id || id === first?.id ? "" : id));
  }

  /** Shows the step where a place of the draft is drawn. */
  goToPlace(key: string): void {
    const step = this.stepWith(key);
    if (step) this.goTo(step, key);
  }

  /** Moves the focus within the step that is shown. */
  requestFocus(key: string): void {
    this.#events.focusRequested?.(key);
  }

  /** Chooses the first step, without moving the focus. */
  startAt(step: string): void {
    this.#step.value = step;
  }

  stateOf({ id }: Step): StepState {
    return this.#derive(`state ${id}`, () => {
      const step = this.steps.find((one) => one.id === id);
      const fields = step ? fieldsOf(step) : [];
      const faults = fields.flatMap((field) => this.issuesAt(field.id)).filter(isFault).length;
      // An error that is not shown yet keeps a step from counting as complete all the same.
      const sound = !fields.some((field) => this.allIssuesAt(field.id).some(isError));
      const touched = fields.some((field) => this.value(field.id) !== undefined);
      const lacking = this.lacking.filter((key) => fields.some((field) => field.id === key)).length;
      const state = faults > 0 ? "faulty" : !touched ? "" : lacking === 0 && sound ? "done" : "begun";
      return { state, faults, lacking };
    });
  }

  /** Fields that the recommended channel still needs. */
  get lacking(): readonly string[] {
    return this.recommended?.missing ?? [];
  }

  // The draft.

  get draft(): Draft {
    return this.#draft.value;
  }

  value(field: string): unknown {
    return this.#derive(`value ${field}`, () => this.#draft.value[field]);
  }

  /** Options chosen in a field. */
  chosen(field: string): readonly string[] {
    const value = this.value(field);
    return Array.isArray(value) ? value : value === undefined ? [] : [String(value)];
  }

  /** The value of the field with a role, as a text. */
  valueWith(role: Role): string {
    const field = this.fieldWith(role);
    return field === undefined ? "" : textOf(this.value(field));
  }

  /** The reason that is chosen, where the catalogue has it. */
  get reason(): FormSpec["reasons"][number] | undefined {
    const chosen = this.valueWith("reason");
    return this.spec.reasons.find(({ id }) => id === chosen);
  }

  /** Everyday problems and the reasons behind each. */
  get problems(): readonly Problem[] {
    return this.#derive("problems", () => problemsOf(this.spec));
  }

  /** The problem that was chosen, or the one of the reason. */
  get problem(): Problem | undefined {
    const reason = this.valueWith("reason");
    const chosen = this.problems.find(({ id }) => id === this.#problem.value);
    if (reason === "" || chosen?.reasons.includes(reason)) return chosen;
    return this.problems.find(({ reasons }) => reasons.includes(reason));
  }

  /** Chooses a problem, and the reason where there is only one, and shows the step where the reason is drawn. */
  chooseProblem(id: string): void {
    const problem = this.problems.find((one) => one.id === id);
    const field = this.fieldWith("reason");
    if (!problem || field === undefined) return;
    batch(() => {
      this.#problem.value = id;
      const [only, ...others] = problem.reasons;
      if (others.length === 0) this.set(field, only);
      else if (!problem.reasons.includes(this.valueWith("reason"))) this.set(field, "");
    });
    this.goToPlace(field);
  }

  /** The label of an option of a field; any other value is returned as a text. */
  optionLabel(field: string, value: unknown): string {
    return this.field(field)?.options?.find(({ id }) => id === value)?.label ?? String(value);
  }

  list(name: ListName): readonly Entry[] {
    return this.#derive(`list ${name}`, () => this.#rawList(name).map((entry) => (isEntry(entry) ? entry : {})));
  }

  /** The text that a path leads to, "" where it is none. */
  textAt(path: readonly (string | number)[]): string {
    return this.#derive(`text ${keyOf(path)}`, () => {
      let value: unknown = this.#draft.value;
      for (const part of path) value = (value as Record<string | number, unknown> | null | undefined)?.[part];
      return typeof value === "string" ? value : "";
    });
  }

  /** Stores what was typed; an emptied field leaves the draft. */
  set(field: string, value: unknown): void {
    this.setAll({ [field]: value });
  }

  setAll(values: Readonly<Record<string, unknown>>): void {
    this.#draft.value = withoutEmpty({ ...this.#draft.value, ...values }, Object.keys(values));
    this.#events.edited?.();
  }

  /** Stores the value at a path: of a field, or of a part of an entry. */
  setAt([name, index, part]: readonly (string | number)[], value: unknown): void {
    if (index === undefined) this.set(String(name), value);
    else this.setEntry(name as ListName, Number(index), { [String(part)]: value });
  }

  /** Changes one entry of a list; parts that hold nothing leave it. */
  setEntry(name: ListName, index: number, values: Entry): void {
    const list = this.#rawList(name).map((entry, i) => (i === index ? changedEntry(entry, values) : entry));
    this.set(name, list);
  }

  /** Adds an entry, and returns its index. */
  addEntry(name: ListName, entry: Entry): number {
    const list = this.#rawList(name);
    batch(() => {
      this.#fresh.value = new Set([...this.#fresh.value, `${name}.${list.length}`]);
      this.set(name, [...list, entry]);
    });
    return list.length;
  }

  removeEntry(name: ListName, index: number): void {
    const list = this.#rawList(name);
    const entry = this.list(name)[index];
    if (!entry) return;
    batch(() => {
      this.#removed.value = [...this.#removed.value, { name, index, entry }];
      this.#setMoved(
        name,
        list.filter((_, i) => i !== index),
      );
    });
  }

  /** The entry of a list that was removed last and can come back. */
  lastRemoved(name: ListName, belongs: (entry: Entry) => boolean = () => true): Removed | undefined {
    return this.#removed.value.filter((one) => one.name === name && belongs(one.entry)).pop();
  }

  /** Puts a removed entry back in its place. */
  restore(removed: Removed): void {
    batch(() => {
      this.#removed.value = this.#removed.value.filter((one) => one !== removed);
      const list = [...this.#rawList(removed.name)];
      list.splice(removed.index, 0, removed.entry);
      this.#setMoved(removed.name, list);
    });
  }

  /** Ticks a kind of evidence or unticks it; ticking again brings back what was held of it. */
  tick(kind: string, held: boolean): void {
    const list = this.#rawList("evidence");
    const ofKind = (entry: unknown) => isEntry(entry) && entry.kind === kind;
    if (held) {
      this.#setMoved("evidence", [...list, ...(this.#unticked.get(kind) ?? [{ kind, count: 1 }])]);
      return;
    }
    this.#unticked.set(kind, list.filter(ofKind) as Entry[]);
    this.#setMoved(
      "evidence",
      list.filter((entry) => !ofKind(entry)),
    );
  }

  #rawList(name: ListName): readonly unknown[] {
    const value = this.#draft.value[name];
    return Array.isArray(value) ? value : [];
  }

  /** Stores a list whose entries have other indices now: what was known by index is forgotten. */
  #setMoved(name: ListName, list: readonly unknown[]): void {
    const without = (keys: ReadonlySet<string>) => new Set([...keys].filter((key) => !key.startsWith(`${name}.`)));
    batch(() => {
      this.#left.value = without(this.#left.value);
      this.#fresh.value = without(this.#fresh.value);
      this.set(name, list);
    });
  }

  // The assessment.

  get assessment(): Assessment {
    return this.#assessment.value;
  }

  /** One part of the assessment; whoever reads it hears of changes in this part only. */
  assessed<Part extends keyof Assessment>(part: Part): Assessment[Part] {
    return this.#derive(`assessed ${part}`, () => this.#assessment.value[part]);
  }

  /** The issues, without the advice to write into the description what the form asks for by itself. */
  get issues(): readonly Issue[] {
    return this.#derive("issues", () => {
      const asked = this.sections.some(({ fields }) => fields.some((field: Field) => hasRole(field, "remedy")));
      return this.assessed("issues").filter(({ code }) => !asked || code !== NO_DEMAND);
    });
  }

  /** Issues at a place: exactly there or inside it. */
  allIssuesAt(key: string): readonly Issue[] {
    return this.#derive(`all ${key}`, () => {
      const [name = "", ...inside] = key.split(".");
      const issues = this.#grouped.value.get(name) ?? [];
      if (inside.length === 0) return issues;
      return issues.filter(({ path }) => keyOf(path) === key || keyOf(path).startsWith(`${key}.`));
    });
  }

  /** Issues at a place that may be shown by now. */
  issuesAt(key: string): readonly Issue[] {
    return this.#derive(`shown ${key}`, () =>
      this.allIssuesAt(key).filter(
        ({ path }) =>
          (this.#reviewed.value && !this.#fresh.value.has(keyOf(path.slice(0, 2)))) ||
          this.#left.value.has(key) ||
          this.#left.value.has(keyOf(path)),
      ),
    );
  }

  /** Whether an entry, "log.0", was added since the last review. */
  isFresh(key: string): boolean {
    return this.#fresh.value.has(key);
  }

  /** Whether the person has left a place, or looked through everything. */
  hasLeft(key: string): boolean {
    return this.#left.value.has(key);
  }
  get reviewed(): boolean {
    return this.#reviewed.value;
  }

  /** The person has left this place: its messages may appear. */
  leave(key: string): void {
    if (this.#held) this.#held.add(key);
    else this.#markLeft([key]);
  }

  /** Between a finger's going down and the end of its tap no message may appear: it would move what is being tapped. */
  hold(): void {
    this.#held ??= new Set();
  }

  release(): void {
    const held = this.#held;
    this.#held = undefined;
    if (held) this.#markLeft([...held]);
  }

  #markLeft(keys: readonly string[]): void {
    if (keys.some((key) => !this.#left.value.has(key))) this.#left.value = new Set([...this.#left.value, ...keys]);
  }

  /** The person looks through everything: all messages may appear. */
  review(): void {
    batch(() => {
      this.#reviewed.value = true;
      if (this.#fresh.value.size > 0) this.#fresh.value = new Set();
    });
  }

  /** The reason that the description suggests, and what it was before one was adopted. */
  get suggestion(): Suggestion {
    return this.#derive("suggestion", () => {
      const suggested = this.assessed("suggestedReason");
      const description = this.valueWith("description");
      const now = this.valueWith("reason");
      const adopted = this.#adopted.value;
      return {
        reason: suggested?.id,
        quotes: [...new Set((suggested?.spans ?? []).map(([start, end]) => description.slice(start, end)))],
        now,
        before: adopted?.reason === now ? adopted.before : undefined,
      };
    });
  }

  /** Adopts the suggested reason, or takes the one before it back. */
  adoptSuggestion(): void {
    const { reason, now, before } = this.suggestion;
    const field = this.fieldWith("reason");
    const next = reason ?? before;
    if (field === undefined || next === undefined) return;
    batch(() => {
      this.#adopted.value = reason === undefined ? undefined : { reason, before: now };
      this.set(field, next);
    });
  }

  // Channels and texts.

  get recommended(): RankedChannel | undefined {
    const channels = this.assessed("channels");
    return channels.find((channel) => channel.recommended) ?? channels[0];
  }

  /** The channel whose steps and texts are shown. */
  get channel(): RankedChannel | undefined {
    return this.assessed("channels").find(({ id }) => id === this.#channel.value) ?? this.recommended;
  }

  chooseChannel(id: string): void {
    batch(() => {
      this.#channel.value = id;
      this.#document.value = "";
    });
  }

  /** The documents, those that fit the channel first, and the one that is shown. */
  get documents(): { ordered: readonly DocumentId[]; chosen: DocumentId } {
    return this.#derive("documents", () => {
      const all = this.spec.documents.map(({ id }) => id);
      const fitting = this.spec.channels.find(({ id }) => id === this.channel?.id)?.documents ?? [];
      const first = fitting.flatMap((wanted) => all.filter((id) => id === wanted));
      const ordered = [...first, ...all.filter((id) => !fitting.includes(id))];
      const next = this.assessed("next");
      const advised = next.channel === this.channel?.id ? next.document : undefined;
      const chosen = all.find((id) => id === this.#document.value) ?? advised ?? ordered[0] ?? "form";
      return { ordered, chosen };
    });
  }

  chooseDocument(id: string): void {
    this.#document.value = id;
  }

  get hideContact(): boolean {
    return this.#hideContact.value;
  }
  set hideContact(hide: boolean) {
    this.#hideContact.value = hide;
  }

  /** The document that is shown, composed once for all who show it. */
  composition(format: NonNullable<ComposeOptions["format"]> = "text"): Composition {
    return this.#derive(`composition ${format}`, () => {
      const { chosen: document } = this.documents;
      const channel = this.channel?.id;
      return this.engine.compose(this.#draft.value, {
        ...this.options,
        format,
        document,
        ...(channel && { channel }),
        hideContact: this.hideContact,
      });
    });
  }

  /** Why a channel stands where it does, in words; what is missing there is listed apart. */
  whysOf({ why }: RankedChannel, except: readonly string[] = []): string[] {
    const { whys } = this.spec;
    return why.filter((code) => code !== MISSING && !except.includes(code)).map((code) => whys[code] ?? "");
  }

  /** Whether anything was filed yet. */
  get filed(): boolean {
    return this.list("log").some(({ action, replyBy }) => action === FILED || Boolean(replyBy));
  }

  /** A derived value that keeps its identity while it is equal, by a name that says all it depends on besides signals. */
  #derive<T>(name: string, compute: () => T): T {
    let derived = this.#derived.get(name) as ReadonlySignal<T> | undefined;
    if (!derived) {
      derived = computedEqual(compute);
      this.#derived.set(name, derived);
    }
    return derived.value;
  }
}

export type DocumentId = ComposeOptions["document"];
export type LabelledList =
  | "reasons"
  | "evidence"
  | "channels"
  | "remedies"
  | "deadlines"
  | "prevention"
  | "documents"
  | "excuses"
  | "actions"
  | "grades"
  | "strengths";

export interface Suggestion {
  reason: string | undefined;
  /** The words of the description that suggest it. */
  quotes: readonly string[];
  now: string;
  before: string | undefined;
}

/** Fields of all sections of a step. */
const fieldsOf = ({ parts }: Step): readonly Field[] => parts.flatMap(({ section }) => section?.fields ?? []);

/** "" stands for the whole draft. */
function groupByName(issues: readonly Issue[]): ReadonlyMap<string, readonly Issue[]> {
  const groups = new Map<string, Issue[]>();
  for (const issue of issues) {
    const name = String(issue.path[0] ?? "");
    const group = groups.get(name);
    if (group) group.push(issue);
    else groups.set(name, [issue]);
  }
  return groups;
}

function changedEntry(entry: unknown, values: Entry): Entry {
  const next = { ...(isEntry(entry) ? entry : {}), ...values };
  return withoutEmpty(next, Object.keys(next));
}
