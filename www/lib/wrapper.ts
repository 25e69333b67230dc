/** Common parts of the components for React and Vue. */

import type { Draft, Engine, FormEventDetails, Tools, TousuForm } from "./element.js";

/** Properties of the element that are no attributes. */
export interface ObjectProps {
  /**
   * The draft to begin with, or the state that `onChange` feeds. One that says the same as the draft given before, or
   * as the form, changes nothing, so a literal may be written in the markup.
   */
  draft?: Draft;
  /** A `Tousu` with the host's own catalogue. */
  engine?: Engine;
  /** Storage of drafts. */
  storage?: TousuForm["storage"];
  /** Buttons and photo inputs of the host. */
  tools?: Tools;
}

/** Attributes of the element, as properties of a component. */
export interface AttributeProps {
  /** "zh-CN" by default; any other language than Chinese is answered in English. */
  locale?: string;
  /** Civil date YYYY-MM-DD that counts as today. */
  today?: string;
  /** Id of the step that is shown. */
  step?: string;
  /** Whether the browser's autofill is kept away. */
  private?: boolean;
  hideSections?: readonly string[];
  hideFields?: readonly string[];
}

export const attributesOf = (props: AttributeProps) => ({
  locale: props.locale,
  today: props.today,
  step: props.step,
  private: props.private ? "" : undefined,
  "hide-sections": props.hideSections?.join(" "),
  "hide-fields": props.hideFields?.join(" "),
});

/** Returns a function that hands an element the properties that are new to it. */
export function handOver(): (element: TousuForm, props: ObjectProps) => void {
  let given: ObjectProps = {};
  return (element, props) => {
    for (const name of ["engine", "storage", "tools"] as const) {
      if (props[name] !== given[name]) Object.assign(element, { [name]: props[name] });
    }
    const { draft } = props;
    if (draft && !isSame(draft, given.draft) && !isSame(draft, element.draft)) element.draft = draft;
    given = { ...props };
  };
}

function isSame(one: Draft, other: Draft | undefined): boolean {
  if (one === other) return true;
  try {
    return JSON.stringify(one) === JSON.stringify(other);
  } catch {
    return false;
  }
}

/** Listens to the events of an element. Returns a function that stops it. */
export function listen(
  element: TousuForm,
  listeners: { [Name in keyof FormEventDetails]: (detail: FormEventDetails[Name]) => void },
): () => void {
  const stop = Object.entries(listeners).map(([name, listener]) => {
    const onEvent = (event: Event) => {
      // Two forms may stand one inside the other's markup; events bubble.
      if (event.target === element) (listener as (detail: unknown) => void)((event as CustomEvent).detail);
    };
    element.addEventListener(name, onEvent);
    return () => element.removeEventListener(name, onEvent);
  });
  return () => {
    for (const each of stop) each();
  };
}
