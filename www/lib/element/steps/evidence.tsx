/** The evidence step: photos as a grid, what is lacking most, and a checklist of what is held without a photo. */

import { useCallback, useState } from "preact/hooks";
import type { EvidenceSpec } from "../../index.js";
import { NO_FORM, useForm, useHost } from "../context.ts";
import { orderedKinds } from "../fields.ts";
import { keepFiles } from "../keep-files.ts";
import { textOf } from "../model.ts";
import { ExhibitSheet } from "../parts/exhibit.tsx";
import { HostNode } from "../parts/host-node.tsx";
import { Icon } from "../parts/icon.tsx";
import { Lacking } from "../parts/lacking.tsx";
import { Messages } from "../parts/messages.tsx";
import { Picture } from "../parts/picture.tsx";
import { usePortion } from "../parts/portion.tsx";
import { UndoLine } from "../parts/undo.tsx";

const UNDO = "undo.evidence";

export function EvidenceStep() {
  const form = useForm();
  const { t } = form;
  const { tools } = useHost();
  const { files } = tools.value;
  // The order follows the reason, and is decided when the step is shown: nothing must move under a finger.
  const [kinds] = useState(() => orderedKinds(form.assessed("evidence").items, form.spec.evidence));
  const [opened, open] = useState<number>();
  return (
    <div class="t-stack">
      <Lacking />
      {files && (
        <label class="t-button t-primary t-big t-pick">
          <input
            type="file"
            accept={files.accept}
            multiple
            form={NO_FORM}
            data-add-files=""
            onChange={(event) => {
              const picked = [...(event.currentTarget.files ?? [])];
              event.currentTarget.value = "";
              void keepFiles(form, tools.value, picked);
            }}
          />
          <Icon name="picture" />
          {t("filesAdd")}
        </label>
      )}
      <p class="t-hint t-inset" role="status" data-files-said="">
        {form.filesSaid.value}
      </p>
      <Grid kinds={kinds} onOpen={open} />
      <UndoLine list="evidence" path={UNDO} onRestored={(index) => form.requestFocus(`evidence.${index}`)} />
      <Messages id={`${form.settings.prefix}-evidence-messages`} issues={form.issuesAt("evidence")} />
      <Checklist kinds={kinds} folded={files !== undefined} />
      <EvidenceTools />
      {opened !== undefined && (
        <ExhibitSheet
          key={opened}
          kinds={kinds}
          index={opened}
          onClose={() => {
            open(undefined);
            form.requestFocus(`evidence.${opened}`);
          }}
          onRemove={() => {
            open(undefined);
            form.removeEntry("evidence", opened);
            form.announce(t("removed"));
            form.requestFocus(UNDO);
          }}
        />
      )}
    </div>
  );
}

/** The exhibits as small pictures, each with its kind. */
function Grid({ kinds, onOpen }: { kinds: readonly string[]; onOpen: (index: number) => void }) {
  const form = useForm();
  const { t } = form;
  const exhibits = form.list("evidence");
  const { drawn, more } = usePortion(
    "evidence",
    exhibits.map((_, index) => index),
  );
  if (exhibits.length === 0) return null;
  return (
    <>
      <ul class="t-grid" role="list">
        {drawn.map((index) => {
          const entry = exhibits[index] ?? {};
          const kind = textOf(entry.kind);
          const nth = `${index + 1}`;
          return (
            <li class="t-exhibit" key={`${index} of ${exhibits.length}`} data-index={index} data-kind-held={kind}>
              <button
                type="button"
                class="t-thumb"
                data-key={`evidence.${index}`}
                data-wrong={form.issuesAt(`evidence.${index}`).length > 0 ? "" : undefined}
                aria-label={t("exhibitOpen", { n: nth, kind: form.label("evidence", kind) })}
                onClick={() => onOpen(index)}
              >
                <Picture file={entry.file} size="small" />
              </button>
              <KindSelect index={index} kinds={kinds} />
            </li>
          );
        })}
      </ul>
      {more}
    </>
  );
}

/** The kind of an exhibit, to choose from. */
function KindSelect({ index, kinds }: { index: number; kinds: readonly string[] }) {
  const form = useForm();
  const kind = textOf(form.list("evidence")[index]?.kind);
  return (
    <select
      class="t-kind-select"
      form={NO_FORM}
      aria-label={form.t("exhibitKind", { n: index + 1 })}
      value={kind}
      onChange={(event) => form.setEntry("evidence", index, { kind: event.currentTarget.value })}
    >
      {!kinds.includes(kind) && <option value={kind}>{kind}</option>}
      {kinds.map((id) => (
        <option key={id} value={id}>
          {form.label("evidence", id)}
        </option>
      ))}
    </select>
  );
}

/** Evidence that is held without a photo of it here. */
function Checklist({ kinds, folded }: { kinds: readonly string[]; folded: boolean }) {
  const form = useForm();
  const list = (
    <ul class="t-kinds" role="list">
      {kinds.map((id) => {
        const kind = form.spec.evidence.find((one) => one.id === id);
        return kind && <KindOfEvidence key={id} kind={kind} />;
      })}
    </ul>
  );
  if (!folded) return list;
  return (
    <details class="t-more" data-checklist="">
      <summary>
        <Icon name="chevron" />
        {form.t("checklist")}
      </summary>
      {list}
    </details>
  );
}

/** The host's view below the evidence. */
function EvidenceTools() {
  const { locale } = useForm().options;
  const { evidence } = useHost().tools.value;
  const make = useCallback(() => evidence?.({ locale }), [evidence, locale]);
  return evidence ? <HostNode make={make} /> : null;
}

/** One kind of evidence: held or not, and how to get it. */
function KindOfEvidence({ kind }: { kind: EvidenceSpec }) {
  const form = useForm();
  const id = `${form.settings.prefix}-evidence-${kind.id}`;
  const [explained, setExplained] = useState(false);
  const held = form.list("evidence").some((entry) => entry.kind === kind.id);
  const item = form.assessed("evidence").items.find((one) => one.kind === kind.id);
  return (
    <li class="t-kind" data-kind={kind.id}>
      <div class="t-kind-line">
        <div class="t-kind-head">
          <input
            type="checkbox"
            id={id}
            form={NO_FORM}
            class="t-box"
            aria-describedby={`${id}-rank`}
            checked={held}
            onChange={(event) => form.tick(kind.id, event.currentTarget.checked)}
          />
          <span class="t-tick">
            <Icon name="check" />
          </span>
          <span class="t-kind-words">
            <label class="t-kind-name" for={id}>
              {kind.label}
            </label>
            <span class="t-kind-rank" id={`${id}-rank`}>
              <span class="t-badge" data-strength={item?.strength ?? ""}>
                {item && form.label("strengths", item.strength)}
              </span>
            </span>
          </span>
        </div>
        <button
          type="button"
          class="t-ask"
          aria-expanded={explained}
          aria-controls={`${id}-why`}
          aria-label={form.t("why", { kind: kind.label })}
          data-why={kind.id}
          onClick={() => setExplained(!explained)}
        >
          <Icon name="info" />
        </button>
      </div>
      <div class="t-why t-kind-body" id={`${id}-why`} hidden={!explained}>
        <p>{kind.why}</p>
        <p>{kind.how}</p>
      </div>
    </li>
  );
}
