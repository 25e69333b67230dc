/** A day up to today, for an entry of the log; named by a label of its `id`, or by `label`. */

import type { Signal } from "@preact/signals";
import { NO_FORM, useForm } from "../context.ts";

export const PastDay = ({ day, id, label }: { day: Signal<string>; id?: string; label?: string }) => (
  <input
    type="date"
    id={id}
    class="t-input"
    form={NO_FORM}
    aria-label={label}
    min="2000-01-01"
    max={useForm().settings.today()}
    value={day.value}
    onInput={(event) => {
      day.value = event.currentTarget.value;
    }}
  />
);
