/** One exhibit that the person holds: how many pages, what it shows, and, if wanted, title, date and note. */

import { useCallback, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { EvidenceSpec } from "../../index.js";
import { describe } from "../attached.ts";
import { NO_FORM, useForm, useHost } from "../context.ts";
import { textOf } from "../model.ts";
import { Cell, TextCell } from "./control.tsx";
import { HostNode } from "./host-node.tsx";
import { Icon } from "./icon.tsx";

/** Parts that may be left out. */
const PARTS = [
  { part: "title", kind: "line", label: "pieceTitle" },
  { part: "date", kind: "date", label: "pieceDate" },
  { part: "note", kind: "line", label: "pieceNote" },
] as const;

interface Props {
  kind: EvidenceSpec;
  /** Its place in the draft. */
  index: number;
  /** Its number among several of this kind, 0 for a single one. */
  nth: number;
  onRemove: () => void;
}

export function Exhibit({ kind, index, nth, onRemove }: Props) {
  const form = useForm();
  const { t } = form;
  const path = `evidence.${index}`;
  const id = `${form.settings.prefix}-evidence-${index}`;
  const entry = form.list("evidence")[index] ?? {};
  const read = (part: string) => form.list("evidence")[index]?.[part];
  const write = (part: string, value: unknown) => form.setEntry("evidence", index, { [part]: value });
  const [unfolded] = useState(() => PARTS.some(({ part }) => textOf(entry[part]) !== ""));
  const shows = Array.isArray(entry.shows) ? (entry.shows as unknown[]) : [];

  function mark(criterion: string, checked: boolean) {
    const others = shows.filter((other) => other !== criterion);
    write("shows", checked ? [...others, criterion] : others);
  }
  return (
    <div
      class="t-piece"
      role="group"
      data-index={index}
      data-key={path}
      aria-label={`${kind.label} ${nth || ""}`.trim()}
    >
      {nth > 0 && <p class="t-piece-nth">{t("pieceNth", { n: nth })}</p>}
      <Stepper
        id={`${id}-count`}
        path={`${path}.count`}
        value={entry.count ?? 1}
        write={(value) => write("count", value)}
      />
      {kind.good.length > 0 && (
        <fieldset class="t-marks">
          <legend>{t("shows")}</legend>
          <div class="t-chips t-chips-small">
            {kind.good.map((criterion) => (
              <label class="t-chip" key={criterion.id}>
                <input
                  type="checkbox"
                  form={NO_FORM}
                  value={criterion.id}
                  checked={shows.includes(criterion.id)}
                  onChange={(event) => mark(criterion.id, event.currentTarget.checked)}
                />
                <span>
                  <Icon name="check" />
                  {criterion.label}
                </span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <ExhibitFile kind={kind.id} index={index} file={entry.file ?? null} />
      <details class="t-why" open={unfolded}>
        <summary>{t("pieceMore")}</summary>
        {PARTS.map(({ part, kind: input, label }) => (
          <TextCell
            key={part}
            id={`${id}-${part}`}
            path={`${path}.${part}`}
            kind={input}
            label={t(label)}
            inside
            read={() => textOf(read(part))}
            write={(value) => write(part, value)}
          />
        ))}
      </details>
      {nth > 0 && (
        <button type="button" class="t-inline t-danger" onClick={onRemove}>
          {t("pieceRemove")}
        </button>
      )}
    </div>
  );
}

/** Values of an exhibit as a draft holds them: of a file its description. */
const withFile = (values: object): Readonly<Record<string, unknown>> =>
  "file" in values ? { ...values, file: describe(values.file) } : { ...values };

/** The host's view of the file of an exhibit. */
function ExhibitFile({ kind, index, file }: { kind: string; index: number; file: unknown }) {
  const form = useForm();
  const { locale } = form.options;
  const { piece } = useHost().tools.value;
  const make = useCallback(
    () =>
      piece?.({
        index,
        kind,
        file,
        locale,
        set: (values) => form.setEntry("evidence", index, withFile(values)),
        add: (entry) => void form.addEntry("evidence", withFile(entry)),
      }),
    [form, piece, index, kind, file, locale],
  );
  return <HostNode class="t-files" make={make} />;
}

/** A number with a button on either side. */
function Stepper({
  id,
  path,
  value,
  write,
}: {
  id: string;
  path: string;
  value: unknown;
  write: (value: unknown) => void;
}) {
  const form = useForm();
  const input = useRef<HTMLInputElement>(null);
  const count = Number(value) || 1;
  useLayoutEffect(() => {
    // While it is edited it may be empty, which the draft does not hold.
    const node = input.current;
    if (node && document.activeElement !== node) node.value = String(value);
  });
  const step = (by: number) => write(Math.max(1, count + by));
  return (
    <Cell id={id} path={path} label={form.t("pieceCount")} inside class="t-cell-count" issues={form.issuesAt(path)}>
      {({ describedBy, invalid }) => (
        <div class="t-stepper">
          <button
            type="button"
            class="t-step"
            aria-label={form.t("fewer")}
            disabled={Number(value) <= 1}
            onClick={() => step(-1)}
          >
            <Icon name="minus" />
          </button>
          <input
            ref={input}
            id={id}
            type="text"
            inputMode="numeric"
            class="t-input"
            form={NO_FORM}
            autocomplete="off"
            aria-describedby={describedBy}
            aria-invalid={invalid ? "true" : undefined}
            onInput={(event) => {
              const typed = event.currentTarget.value.trim();
              if (typed !== "") write(/^\d+$/.test(typed) ? Number(typed) : typed);
            }}
            onBlur={(event) => {
              form.leave(path);
              event.currentTarget.value = String(value);
            }}
          />
          <button type="button" class="t-step" aria-label={form.t("more")} onClick={() => step(1)}>
            <Icon name="plus" />
          </button>
        </div>
      )}
    </Cell>
  );
}
