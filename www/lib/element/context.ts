/** Context of every part of the form: its state, and the services of the custom element around it. */

import type { ReadonlySignal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { TousuForm } from "../element.tsx";
import type { Tools } from "./host.ts";
import type { FormModel } from "./model.ts";

/** The code of the steps behind the first, loaded apart. */
export type Deferred = typeof import("./deferred.ts");

export interface FormHost {
  readonly element: TousuForm;
  readonly tools: ReadonlySignal<Tools>;
  /** Undefined until it is loaded. */
  readonly deferred: ReadonlySignal<Deferred | undefined>;
  loadDeferred(): Promise<void>;
}

interface FormParts {
  form: FormModel;
  host: FormHost;
}

export const FormContext = createContext<FormParts | undefined>(undefined);

function useParts(): FormParts {
  const parts = useContext(FormContext);
  if (!parts) throw new Error("used outside of the form");
  return parts;
}

export const useForm = (): FormModel => useParts().form;
export const useHost = (): FormHost => useParts().host;

/** A form that does not exist: keeps the inner inputs out of a form that the element stands in. */
export const NO_FORM = "tousu-none";
