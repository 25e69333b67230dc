/** Values found in a pasted text, each beside its source. */

import { useForm } from "../context.ts";
import type { PasteRow } from "../paste-model.ts";
import { Icon } from "./icon.tsx";

export function Found({ rows }: { rows: readonly PasteRow[] }) {
  return (
    <ul class="t-found" role="list">
      {rows.map((row) => (
        <FoundRow key={row.field} row={row} />
      ))}
    </ul>
  );
}

function FoundRow({ row }: { row: PasteRow }) {
  const { t, paste } = useForm();
  const { field, label, shown, taken, undoable, replaces, likely, context } = row;
  const act = undoable ? "pasteUndo" : taken ? undefined : replaces ? "pasteReplace" : "pasteTake";
  return (
    <li class="t-found-row" data-found={field} data-taken={taken ? "yes" : "no"}>
      <span class={taken ? "t-found-mark t-good" : "t-found-mark"}>
        <Icon name={taken ? "check" : "info"} />
      </span>
      <span class="t-found-words">
        <span class="t-hint">
          {label}
          {likely && !taken && [" ", <span class="t-badge">{t("pasteLikely")}</span>]}
        </span>
        <span class="t-found-value">{shown}</span>
        {context && (
          <span class="t-found-from">
            {t("pasteFrom")} {context[0]}
            <mark>{context[1]}</mark>
            {context[2]}
          </span>
        )}
        {replaces && <span class="t-hint">{t("pasteReplaces", { old: replaces })}</span>}
      </span>
      {act && (
        <button
          type="button"
          class="t-inline"
          data-paste-field={field}
          data-act={act}
          aria-label={t(`${act}Named`, { field: label })}
          onClick={() => (undoable ? paste.undo(row) : paste.adopt(row))}
        >
          {t(act)}
        </button>
      )}
    </li>
  );
}
