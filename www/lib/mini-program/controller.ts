/** The form behind one component: the model, the screens, and what is written into the component's data. */

import { effect, signal } from "@preact/signals-core";
import { Autosave } from "../element/autosave.ts";
import { cleanDraft, written } from "../element/clean.ts";
import { deviceDay } from "../element/device-day.ts";
import type { StorageState } from "../element/host.ts";
import { keepEqual } from "../element/keep-equal.ts";
import { LATER_STRINGS } from "../element/later-strings.ts";
import { FormModel } from "../element/model.ts";
import { FOLLOW_UP_STRINGS } from "../element/screens/follow-up-strings.ts";
import { RESULT_STRINGS } from "../element/screens/result-strings.ts";
import { formTranslator, registerStrings, type StringKey } from "../element/strings.ts";
import type { Assessment, Draft, Locale } from "../index.js";
import { storageOf } from "./device.ts";
import * as engine from "./engine.ts";
import type { FormEventDetails, FormProperties } from "./events.ts";
import { followUpGroups } from "./follow-up.ts";
import { resultGroups, sendBar } from "./result.ts";
import { button, type DrawnRow, type Row, type Screen, takeApart } from "./rows.ts";
import screens from "./screens.json" with { type: "json" };
import { evidenceGroups, sectionGroups, startGroups } from "./screens.ts";
import { MINI_STRINGS } from "./strings.ts";
import { View } from "./view.ts";

for (const table of [LATER_STRINGS, RESULT_STRINGS, FOLLOW_UP_STRINGS, MINI_STRINGS]) registerStrings(table);

/** The data that the WXML draws. */
export interface Data extends Screen<DrawnRow> {
  state: "loading" | "ready" | "failed";
  /** Message shown in place of the form. */
  notice: string;
  steps: { id: string; label: string; state: string; on: boolean }[];
  /** Id of the step that is shown. */
  current: string;
  said: string;
  saved: string;
}

export interface Component {
  properties(): FormProperties;
  setData(changes: Record<string, unknown>): void;
  emit<Name extends keyof FormEventDetails>(name: Name, detail: FormEventDetails[Name]): void;
  /** Scrolls to the top, or to the row with that key. */
  scrollTo(key: string): void;
}

export const EMPTY: Data = {
  state: "loading",
  notice: "",
  steps: [],
  current: "",
  title: "",
  lead: "",
  groups: [],
  bar: [],
  said: "",
  saved: "",
};

/** Outcomes of saving that are shown; the others need no words. */
const SAVED: readonly StorageState[] = ["saved", "saveFailed", "loadFailed"];

export class Controller {
  readonly #component: Component;
  readonly #saved = signal<StorageState>("");
  #form: FormModel | undefined;
  #view: View | undefined;
  #autosave: Autosave | undefined;
  #handlers: ReturnType<typeof takeApart>["handlers"] = new Map();
  #drawn: Data = EMPTY;
  /** Key of the field that is being typed into: what it shows is left alone. */
  #typing = "";
  #stop: () => void = () => {};
  #detached = false;

  constructor(component: Component) {
    this.#component = component;
  }

  get #locale(): Locale {
    return /^(zh|$)/i.test(this.#component.properties().lang) ? "zh-CN" : "en";
  }
  get #today(): string {
    return this.#component.properties().today || deviceDay();
  }
  get #settings() {
    const steps = screens.map(({ id, sections, label }) => ({
      id,
      sections,
      ...(label && { label: (locale: string) => formTranslator(locale)(label as StringKey) }),
    }));
    return { prefix: "tousu", private: false, hideSections: [], hideFields: [], steps, today: () => this.#today };
  }

  get draft(): Draft {
    return this.#form?.draft ?? {};
  }
  get assessment(): Assessment | undefined {
    return this.#form?.assessment;
  }

  async begin(): Promise<void> {
    const words = formTranslator(this.#locale);
    this.#component.setData({ ...EMPTY, notice: words("loading") });
    try {
      await engine.load(this.#component.properties().module);
      if (this.#detached) return;
      this.#open();
    } catch (error) {
      this.#component.setData({ state: "failed", notice: words("openFailed") });
      this.#component.emit("error", { message: String((error as Error)?.message ?? error) });
      return;
    }
    await this.#load();
  }

  #open(): void {
    const { draft, step, submitLabel } = this.#component.properties();
    const options = { locale: this.#locale, today: this.#today };
    const form = new FormModel(engine, options, this.#settings, {
      edited: () => {
        this.#configure();
        this.#autosave?.touch();
        this.#report();
      },
      stepChanged: (id) => {
        this.#view?.show({ said: "", exhibit: -1, editing: false });
        this.#component.emit("step", { step: id });
      },
      focusRequested: (key) => this.#component.scrollTo(key),
    });
    const view = new View(form, {
      copied: (text) => this.#component.emit("copy", { text }),
      shared: (title, text) => this.#component.emit("share", { title, text }),
      submit: () => this.submit(),
    });
    this.#form = form;
    this.#view = view;
    form.replace(cleanDraft(draft, form.spec).draft);
    if (step) form.startAt(step);
    view.submitLabel.value = submitLabel;
    this.#stop = effect(() => this.#draw(form, view));
    this.#report();
  }

  /** Takes what was kept, unless the page has set a draft. */
  async #load(): Promise<void> {
    const form = this.#form;
    const { storageKey: key } = this.#component.properties();
    if (!key || !form) return;
    const storage = storageOf(key);
    const { load, save } = storage;
    const kept = { load: load as () => Promise<Draft | undefined>, save };
    const autosave = new Autosave(
      kept,
      () => [this.draft],
      (state) => {
        this.#saved.value = state;
        this.#component.emit("storage", { state });
      },
    );
    this.#autosave = autosave;
    const before = form.draft;
    const draft = await autosave.load();
    if (this.#detached || !draft || Object.keys(before).length > 0) return;
    const typed = form.draft === before ? {} : form.draft;
    form.replace({ ...cleanDraft(draft, form.spec).draft, ...typed });
    if (form.filed && form.step.id === "start") form.startAt("follow-up");
    this.#report();
  }

  // Properties set by the page.

  /** A draft of the page: one that holds the same changes nothing, so that a page may hand back what it got. */
  set(draft: unknown): void {
    const form = this.#form;
    if (!form) return;
    const next = cleanDraft(draft, form.spec).draft;
    if (written(next) === written(form.draft)) return;
    form.replace(next);
    this.#view?.beginAnew();
    this.#report();
  }

  goTo(step: string): void {
    if (step && step !== this.#form?.step.id) this.#form?.goTo(step);
  }

  /** Language, day and label have changed, or the day may have. */
  configure(): void {
    if (this.#view) this.#view.submitLabel.value = this.#component.properties().submitLabel;
    if (this.#configure()) this.#report();
  }
  /** @returns whether the form was given other options */
  #configure(): boolean {
    const form = this.#form;
    const [locale, today] = [this.#locale, this.#today];
    if (!form || (form.options.today === today && form.options.locale === locale)) return false;
    form.configure({ locale, today }, engine, this.#settings);
    return true;
  }

  /** Hands draft, assessment, the text that is shown and the files to the page. */
  submit(): void {
    const form = this.#form;
    if (!form) return;
    const text = { ...form.composition(), document: form.documents.chosen, channel: form.channel?.id ?? "" };
    const files = form.list("evidence").flatMap(({ file }, exhibit) => {
      const path = (file as { path?: unknown } | undefined)?.path;
      return typeof path === "string" ? [{ exhibit, path }] : [];
    });
    this.#component.emit("submit", { draft: form.draft, assessment: form.assessment, texts: [text], files });
  }

  // Actions of the person.

  act(key: string, value: string): unknown {
    this.#configure();
    return this.#handlers.get(key)?.act?.(value);
  }
  input(key: string, value: string): void {
    this.#typing = key;
    this.act(key, value);
  }
  leave(key: string): void {
    this.#typing = "";
    this.#handlers.get(key)?.leave?.();
    if (this.#form && this.#view) this.#draw(this.#form, this.#view);
  }
  fix(key: string, message: number): void {
    this.#typing = "";
    this.#handlers.get(key)?.fix?.(message);
  }

  /** The page is hidden: nothing may wait. */
  async hide(): Promise<void> {
    await this.#autosave?.flush();
  }

  async end(): Promise<void> {
    this.#detached = true;
    this.#stop();
    await this.#autosave?.close();
  }

  #report(): void {
    const form = this.#form;
    if (form) this.#component.emit("change", { draft: form.draft, assessment: form.assessment });
  }

  // Drawing.

  #screenOf(form: FormModel, view: View): Screen {
    const { t, step } = form;
    const kind = step.parts[0]?.kind;
    const next = form.steps[form.steps.findIndex(({ id }) => id === step.id) + 1];
    const back = form.steps[form.steps.findIndex(({ id }) => id === step.id) - 1];
    const bar: Row[] = [];
    if (back) bar.push(button("back", t("back"), () => form.goTo(back.id)));
    if (next) {
      const words = kind === "start" ? t("begin") : t("nextTo", { step: next.label });
      bar.push(button("next", words, () => form.goTo(next.id), kind === "start" ? "plain" : "primary"));
    }
    const { title } = step;
    switch (kind) {
      case "start":
        return {
          title: t("startTitle"),
          lead: `${t("startBefore")} → ${t("startAfter")}`,
          groups: startGroups(view),
          bar,
        };
      case "evidence":
        return { title, lead: "", groups: evidenceGroups(view), bar };
      case "texts":
        return { title, lead: "", groups: resultGroups(view), bar: sendBar(view) };
      case "follow-up":
        return { title, lead: "", groups: followUpGroups(view), bar };
      default:
        return { title, lead: "", groups: sectionGroups(view), bar };
    }
  }

  #draw(form: FormModel, view: View): void {
    const { drawn, handlers } = takeApart(this.#screenOf(form, view));
    this.#handlers = handlers;
    const saved = this.#saved.value;
    const data: Data = {
      ...drawn,
      state: "ready",
      notice: "",
      steps: form.steps.map((step) => ({
        id: step.id,
        label: step.label,
        state: form.stateOf(step).state,
        on: step.id === form.step.id,
      })),
      current: form.step.id,
      said: view.shown.said,
      saved: SAVED.includes(saved) ? form.t(saved as "saved") : "",
    };
    const before = this.#drawn;
    this.#drawn = keepEqual(before, this.#typing ? withTyped(before, data, this.#typing) : data);
    const changes = changesOf(before, this.#drawn);
    if (Object.keys(changes).length > 0) this.#component.setData(changes);
  }
}

/** The field that is typed into keeps the value that was drawn: writing it back would move the cursor. */
function withTyped(before: Data, data: Data, key: string): Data {
  const old = before.groups.flatMap(({ rows }) => rows).find((row) => row.key === key);
  if (old?.value === undefined) return data;
  const { value } = old;
  const keep = (row: DrawnRow) => (row.key === key ? { ...row, value } : row);
  return { ...data, groups: data.groups.map((group) => ({ ...group, rows: group.rows.map(keep) })) };
}

/** Differences, by path: only that crosses to the view. */
function changesOf(before: Data, after: Data): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  for (const name of Object.keys(after) as (keyof Data)[]) {
    if (before[name] === after[name]) continue;
    if (name !== "groups" || before.groups.length !== after.groups.length) {
      changes[name] = after[name];
      continue;
    }
    after.groups.forEach((group, at) => {
      const old = before.groups[at];
      if (old === group) return;
      if (!old || old.key !== group.key || old.title !== group.title || old.rows.length !== group.rows.length) {
        changes[`groups[${at}]`] = group;
        return;
      }
      group.rows.forEach((row, line) => {
        if (old.rows[line] !== row) changes[`groups[${at}].rows[${line}]`] = row;
      });
    });
  }
  return changes;
}
