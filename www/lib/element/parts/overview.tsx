/** The panel beside the form where there is room: what evidence is lacking most, advised channel, next deadline, and the text as it grows. */

import { effect } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import type { Composition } from "../../index.js";
import { useForm } from "../context.ts";
import { daysLeft, FAR } from "../screens/remaining.ts";
import { formatDate } from "../translate.ts";
import { Lacking } from "./lacking.tsx";

/** The preview follows once typing has rested for so long, in ms: a page of text composed and laid out at every key would be felt. */
const REST = 200;

export function Overview() {
  const form = useForm();
  const { t } = form;
  return (
    <aside class="t-aside" aria-label={t("summary")}>
      <Lacking />
      <div class="t-cells">
        <div class="t-cell">
          <p class="t-hint">{t("advised")}</p>
          <button type="button" class="t-inline" onClick={() => form.goTo("texts")}>
            {form.label("channels", form.recommended?.id ?? "")}
          </button>
        </div>
        <NextDeadline />
      </div>
      {form.step.parts.every(({ kind }) => kind !== "texts") && (
        <div class="t-cells">
          <Preview />
        </div>
      )}
    </aside>
  );
}

function NextDeadline() {
  const form = useForm();
  const next = form.assessed("deadlines").find(({ daysLeft }) => daysLeft >= 0 && daysLeft <= FAR);
  if (!next) return null;
  return (
    <div class="t-cell">
      <p class="t-hint">{form.t("nextDeadline")}</p>
      <p>{form.label("deadlines", next.id)}</p>
      <p>
        {formatDate(next.due, form.options.locale)} <span class="t-badge">{daysLeft(form, next.daysLeft)}</span>
      </p>
    </div>
  );
}

/** The document that is shown, as it was when typing last rested. */
function useRestedComposition(): Composition {
  const form = useForm();
  const [composition, setComposition] = useState(() => form.composition());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const stop = effect(() => {
      // All that a composition depends on; reading it would compose it.
      void [form.assessment, form.draft, form.documents, form.hideContact, form.options];
      clearTimeout(timer);
      timer = setTimeout(() => setComposition(form.composition()), REST);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [form]);
  return composition;
}

function Preview() {
  const form = useForm();
  const { title, body } = useRestedComposition();
  return (
    <div class="t-cell">
      <p class="t-hint">
        {form.t("preview")} · {form.t("previewLive")}
      </p>
      <p class="t-preview-title">{title}</p>
      {/* It scrolls, so it must be reached by keyboard. */}
      <div class="t-paper t-paper-small" tabIndex={0} role="document" data-preview="" aria-label={title}>
        {body}
      </div>
    </div>
  );
}
