/** One line that says that something was removed, with the way back. */

import { useForm } from "../context.ts";
import type { Entry, ListName } from "../model.ts";

interface Props {
  list: ListName;
  /** The key under which `FormModel.requestFocus` finds the button. */
  path: string;
  /** Whether an entry belongs here. */
  belongs?: (entry: Entry) => boolean;
  /** Takes the focus. */
  onRestored: (index: number) => void;
}

export function UndoLine({ list, path, belongs, onRestored }: Props) {
  const form = useForm();
  const removed = form.lastRemoved(list, belongs);
  if (!removed) return null;
  return (
    <p class="t-hint t-undo">
      {form.t("removed")}{" "}
      <button
        type="button"
        class="t-inline"
        data-undo={list}
        data-key={path}
        onClick={() => {
          form.restore(removed);
          onRestored(removed.index);
        }}
      >
        {form.t("undo")}
      </button>
    </p>
  );
}
