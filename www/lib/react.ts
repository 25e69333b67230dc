/**
 * `tousu/react`: `<tousu-form>` as a component of React 18 and newer. On a server it draws the empty element, which is
 * registered in the browser once the page is hydrated.
 */

"use client";

import {
  createElement,
  type DetailedHTMLProps,
  forwardRef,
  type HTMLAttributes,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import type { Assessment, Draft, StorageState, Submission, TousuForm as TousuFormElement } from "./element.js";
import { define } from "./element.js";
import { type AttributeProps, attributesOf, handOver, listen, type ObjectProps } from "./wrapper.js";

export type { Assessment, Draft, Submission, TousuFormElement };

type Markup = Omit<HTMLAttributes<TousuFormElement>, "children" | "onChange" | "onSubmit" | "onError">;

export interface TousuFormProps extends ObjectProps, AttributeProps, Markup {
  /** At every edit, and once the form is there. */
  onChange?(draft: Draft, assessment: Assessment): void;
  onStep?(step: string): void;
  onStorage?(state: StorageState, error: unknown): void;
  /** After `submit()` of the element. Return a promise to have its failure shown to the person. */
  onSubmit?(submission: Submission): unknown;
  /** The form could not be opened; the person has been told. */
  onError?(error: unknown): void;
}

/** The same at each render: React writes the content anew where another object comes. */
const NO_CONTENT = { __html: "" };

/** The whole form. A ref is the element itself. */
export const TousuForm = forwardRef<TousuFormElement, TousuFormProps>((props, ref) => {
  const { draft, engine, storage, tools, onChange, onStep, onStorage, onSubmit, onError, ...others } = props;
  const { locale, today, step, private: isPrivate, hideSections, hideFields, className, ...markup } = others;
  const place = useRef<TousuFormElement>(null);
  const latest = useRef(props);
  const [hand] = useState(handOver);

  useEffect(() => {
    latest.current = props;
    if (place.current) hand(place.current, props);
  });
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const stop = listen(element, {
      "tousu-change": (assessment) => latest.current.onChange?.(element.draft, assessment),
      "tousu-step": (detail) => latest.current.onStep?.(detail.step),
      "tousu-storage": ({ state, error }) => latest.current.onStorage?.(state, error),
      "tousu-submit": (submission) => submission.waitFor(latest.current.onSubmit?.(submission)),
    });
    define();
    element.ready?.catch((error) => latest.current.onError?.(error));
    return stop;
  }, []);
  useImperativeHandle(ref, () => place.current as TousuFormElement, []);

  return createElement("tousu-form", {
    ...markup,
    ...attributesOf(props),
    class: className,
    ref: place,
    // The element draws inside itself. React keeps out of that, also where another script has registered it earlier.
    suppressHydrationWarning: true,
    dangerouslySetInnerHTML: NO_CONTENT,
  });
});
TousuForm.displayName = "TousuForm";

/** Attributes of the element itself in JSX. */
export type TousuFormAttributes = DetailedHTMLProps<HTMLAttributes<TousuFormElement>, TousuFormElement> &
  ObjectProps & {
    class?: string;
    locale?: string;
    today?: string;
    step?: string;
    private?: boolean | "";
    "hide-sections"?: string;
    "hide-fields"?: string;
  };

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "tousu-form": TousuFormAttributes;
    }
  }
}
