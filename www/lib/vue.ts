/**
 * `tousu/vue`: `<tousu-form>` as a component of Vue 3. On a server it draws the empty element, which is registered in
 * the browser once the page is hydrated.
 */

import { defineComponent, h, onBeforeUnmount, onMounted, type PropType, ref, toRaw, watchEffect } from "vue";
import type { Assessment, Draft, StorageState, Submission, TousuForm as TousuFormElement } from "./element.js";
import { define } from "./element.js";
import { type AttributeProps, attributesOf, handOver, listen, type ObjectProps } from "./wrapper.js";

export type { Assessment, Draft, Submission, TousuFormElement };

/** The whole form: `<TousuForm v-model="draft" @change="…" @submit="…" />`. `element` of a template ref is the element itself. */
export const TousuForm = defineComponent({
  name: "TousuForm",
  props: {
    modelValue: Object as PropType<Draft>,
    engine: Object as PropType<NonNullable<ObjectProps["engine"]>>,
    storage: Object as PropType<NonNullable<ObjectProps["storage"]>>,
    tools: Object as PropType<NonNullable<ObjectProps["tools"]>>,
    locale: String,
    today: String,
    step: String,
    private: Boolean,
    hideSections: Array as PropType<readonly string[]>,
    hideFields: Array as PropType<readonly string[]>,
    /** After `submit()` of the element. Return a promise to have its failure shown to the person. */
    onSubmit: Function as PropType<(submission: Submission) => unknown>,
  },
  emits: {
    "update:modelValue": (_draft: Draft) => true,
    change: (_draft: Draft, _assessment: Assessment) => true,
    step: (_step: string) => true,
    storage: (_state: StorageState, _error: unknown) => true,
    /** The form could not be opened; the person has been told. */
    error: (_error: unknown) => true,
  },
  setup(props, { emit, expose }) {
    const element = ref<TousuFormElement>();
    const hand = handOver();
    let stop = () => {};
    onMounted(() => {
      const form = toRaw(element.value) as TousuFormElement;
      watchEffect(() => {
        const { engine, storage, tools, modelValue } = props;
        hand(form, given({ engine, storage, tools, draft: modelValue }));
      });
      stop = listen(form, {
        "tousu-change": (assessment) => {
          emit("update:modelValue", form.draft);
          emit("change", form.draft, assessment);
        },
        "tousu-step": (detail) => emit("step", detail.step),
        "tousu-storage": ({ state, error }) => emit("storage", state, error),
        "tousu-submit": (submission) => submission.waitFor(props.onSubmit?.(submission)),
      });
      define();
      form.ready?.catch((error) => emit("error", error));
    });
    onBeforeUnmount(() => stop());
    expose({ element });
    return () => h("tousu-form", { ref: element, ...attributesOf(given(props)) });
  },
});

/** Properties that are given, as the host's own objects: Vue knows undefined ones too, and wraps them. */
function given<Props extends object>(props: Props): ObjectProps & AttributeProps {
  const entries = Object.entries(props).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, toRaw(value)]));
}

declare module "vue" {
  interface GlobalComponents {
    TousuForm: typeof TousuForm;
  }
}
