/** `<tousu-form>` of a mini-program: the whole form as one component. */

import { Controller, EMPTY } from "./controller.ts";
import type { FormEventDetails, FormProperties } from "./events.ts";

const DEFAULT_MODULE = "/miniprogram_npm/tousu/tousu.wasm.br";

interface Touched {
  currentTarget: { dataset: { key: string; value?: string } };
  detail: { value?: string };
}

/** The forms of the components that are attached. */
const controllers = new WeakMap<object, Controller>();
const of = (component: object): Controller | undefined => controllers.get(component);

Component({
  options: { multipleSlots: true },
  properties: {
    /** Values filled in so far; setting it replaces everything, unless it holds the same. */
    draft: { type: null, value: null },
    /** Civil date YYYY-MM-DD that counts as today; "": that of the phone. */
    today: { type: String, value: "" },
    /** Every zh is Chinese, any other language English. */
    lang: { type: String, value: "zh-CN" },
    /** "light", "dark", or "" as the phone has it, where app.json has darkmode. */
    theme: { type: String, value: "" },
    /** Id of the step that is shown: start, story, order, evidence, texts, follow-up. */
    step: { type: String, value: "" },
    /** Key of wx storage under which the draft is kept; "": it is not. */
    storageKey: { type: String, value: "tousu" },
    /** Path of the module in the package of the mini-program. */
    module: { type: String, value: DEFAULT_MODULE },
    /** Label of a button below the text that dispatches `submit`; "": there is none. */
    submitLabel: { type: String, value: "" },
  },
  data: { ...EMPTY },
  observers: {
    draft(draft: unknown) {
      if (draft !== null) of(this)?.set(draft);
    },
    step(step: string) {
      of(this)?.goTo(step);
    },
    "today, lang, submitLabel"() {
      of(this)?.configure();
    },
  },
  lifetimes: {
    attached() {
      const controller = new Controller({
        properties: () => this.properties as unknown as FormProperties,
        setData: (changes) => this.setData(changes),
        emit: <Name extends keyof FormEventDetails>(name: Name, detail: FormEventDetails[Name]) =>
          this.triggerEvent(name, detail),
        scrollTo: (key) => this.scrollToRow(key),
      });
      controllers.set(this, controller);
      void controller.begin();
    },
    detached() {
      void of(this)?.end();
      controllers.delete(this);
    },
  },
  pageLifetimes: {
    hide() {
      void of(this)?.hide();
    },
  },
  methods: {
    onTap({ currentTarget: { dataset } }: Touched) {
      return of(this)?.act(dataset.key, dataset.value ?? "");
    },
    onPick({ currentTarget: { dataset }, detail }: Touched) {
      of(this)?.act(dataset.key, String(detail.value ?? ""));
    },
    onInput({ currentTarget: { dataset }, detail }: Touched) {
      of(this)?.input(dataset.key, detail.value ?? "");
    },
    onLeave({ currentTarget: { dataset } }: Touched) {
      of(this)?.leave(dataset.key);
    },
    onFix({ currentTarget: { dataset } }: Touched) {
      of(this)?.fix(dataset.key, Number(dataset.value));
    },
    onStep({ currentTarget: { dataset } }: Touched) {
      of(this)?.goTo(dataset.key);
    },
    /** The draft as it is now. */
    getDraft() {
      return of(this)?.draft ?? {};
    },
    /** Dispatches `submit`. */
    submit() {
      of(this)?.submit();
    },
    scrollToRow(key: string) {
      if (key === "") {
        wx.pageScrollTo({ scrollTop: 0, duration: 0, fail() {} });
        return;
      }
      // The latest change is drawn first.
      wx.nextTick(() => {
        this.createSelectorQuery()
          .select(`#${key.replace(/\W/g, "-")}`)
          .boundingClientRect()
          .selectViewport()
          .scrollOffset()
          .exec(([row, viewport]: ({ top?: number; scrollTop?: number } | null)[]) => {
            const scrollTop = row ? (viewport?.scrollTop ?? 0) + (row.top ?? 0) - 16 : 0;
            wx.pageScrollTo({ scrollTop, duration: 0, fail() {} });
          });
      });
    },
  },
});
