/** The evidence step: a checklist for the chosen reason, and the exhibits that the person holds of each kind. */

import { useCallback, useState } from "preact/hooks";
import type { EvidenceSpec } from "../../index.js";
import { NO_FORM, useForm, useHost } from "../context.ts";
import { Exhibit } from "../parts/exhibit.tsx";
import { HostNode } from "../parts/host-node.tsx";
import { Icon } from "../parts/icon.tsx";
import { Messages } from "../parts/messages.tsx";
import { usePortion } from "../parts/portion.tsx";
import { Score } from "../parts/score.tsx";
import { UndoLine } from "../parts/undo.tsx";

export function EvidenceStep() {
  const form = useForm();
  const { t } = form;
  const all = form.spec.evidence;
  // The order follows the reason, and is decided when the step is shown: nothing must move under a finger.
  const [asked] = useState(() => form.assessed("evidence").items.map(({ kind }) => kind));
  const rest = all.filter(({ id }) => !asked.includes(id));
  const [unfolded] = useState(() => form.list("evidence").some(({ kind }) => rest.some(({ id }) => id === kind)));
  const kindOf = (id: string) => all.find((kind) => kind.id === id);
  return (
    <div class="t-stack">
      <p class="t-lead">{t("evidenceLead")}</p>
      <div class="t-cells t-score-cells">
        <Score onNext={(kind) => form.requestFocus(kind)} />
      </div>
      <Messages id={`${form.settings.prefix}-evidence-messages`} issues={form.issuesAt("evidence")} />
      <ul class="t-kinds" role="list">
        {asked
          .flatMap((id) => kindOf(id) ?? [])
          .map((kind) => (
            <KindOfEvidence key={kind.id} kind={kind} />
          ))}
      </ul>
      <details class="t-more" hidden={rest.length === 0} open={unfolded}>
        <summary>
          <Icon name="chevron" />
          {t("evidenceMore")}
        </summary>
        <ul class="t-kinds" role="list">
          {rest.map((kind) => (
            <KindOfEvidence key={kind.id} kind={kind} />
          ))}
        </ul>
      </details>
      <EvidenceTools />
    </div>
  );
}

/** The host's view below the evidence. */
function EvidenceTools() {
  const { locale } = useForm().options;
  const { evidence } = useHost().tools.value;
  const make = useCallback(() => evidence?.({ locale }), [evidence, locale]);
  return evidence ? <HostNode make={make} /> : null;
}

/** One kind of evidence: held or not, and its exhibits. */
function KindOfEvidence({ kind }: { kind: EvidenceSpec }) {
  const form = useForm();
  const { t } = form;
  const id = `${form.settings.prefix}-evidence-${kind.id}`;
  const [explained, setExplained] = useState(false);
  const indices = form.list("evidence").flatMap((entry, index) => (entry.kind === kind.id ? [index] : []));
  const { drawn, more } = usePortion("evidence", indices);
  const held = indices.length > 0;
  const item = form.assessed("evidence").items.find((one) => one.kind === kind.id);
  const undo = `undo.${kind.id}`;
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
              <span class="t-gain">{item && item.gain > 0 && t("gain", { n: item.gain })}</span>
            </span>
          </span>
        </div>
        <button
          type="button"
          class="t-ask"
          aria-expanded={explained}
          aria-controls={`${id}-why`}
          aria-label={t("why", { kind: kind.label })}
          data-why={kind.id}
          onClick={() => setExplained(!explained)}
        >
          <Icon name="info" />
        </button>
      </div>
      <div class="t-kind-body">
        <div class="t-why" id={`${id}-why`} hidden={!explained}>
          <p>{kind.why}</p>
          <p>{kind.how}</p>
        </div>
        {held && (
          <>
            <div class="t-pieces">
              {drawn.map((index) => (
                <Exhibit
                  // Another number of exhibits means other indices: each begins anew.
                  key={`${index} of ${indices.length}`}
                  kind={kind}
                  index={index}
                  nth={indices.length > 1 ? indices.indexOf(index) + 1 : 0}
                  onRemove={() => {
                    form.removeEntry("evidence", index);
                    form.requestFocus(undo);
                  }}
                />
              ))}
              {more}
            </div>
            <UndoLine
              list="evidence"
              path={undo}
              belongs={(entry) => entry.kind === kind.id}
              onRestored={(index) => form.requestFocus(`evidence.${index}`)}
            />
            <button
              type="button"
              class="t-inline t-add"
              onClick={() => form.requestFocus(`evidence.${form.addEntry("evidence", { kind: kind.id, count: 1 })}`)}
            >
              <Icon name="plus" />
              {t("pieceAdd")}
            </button>
          </>
        )}
      </div>
    </li>
  );
}
