/** One exhibit that the person holds: its picture, its kind, how many pages, what it shows, and, if wanted, title, date and note. */

import { useCallback, useLayoutEffect, useRef } from "preact/hooks";
import type { EvidenceSpec } from "../../index.js";
import { describe } from "../attached.ts";
import { NO_FORM, useForm, useHost } from "../context.ts";
import { readPicture } from "../keep-files.ts";
import { textOf } from "../model.ts";
import { Cell, SelectCell, TextCell } from "./control.tsx";
import { HostNode } from "./host-node.tsx";
import { Icon } from "./icon.tsx";
import { Picture } from "./picture.tsx";

/** Parts that may be left out. */
const PARTS = [
  { part: "title", kind: "line", label: "pieceTitle" },
  { part: "date", kind: "date", label: "pieceDate" },
  { part: "note", kind: "line", label: "pieceNote" },
] as const;

/** The buttons that change the copy of a picture and read its text, where the host has ways to. */
function PictureButtons({ index }: { index: number }) {
  const form = useForm();
  const { tools } = useHost();
  const { edit, read } = tools.value.files ?? {};
  const file = form.list("evidence")[index]?.file as { type?: unknown } | undefined;
  if (!String(file?.type ?? "").startsWith("image/")) return null;
  const { locale } = form.options;
  const change = async () => {
    // Another object of the same values, so that the picture is asked for anew.
    if (file && (await edit?.run(file, locale))) form.setEntry("evidence", index, { file: { ...file } });
  };
  return (
    <div class="t-actions">
      {edit && (
        <button type="button" class="t-button t-small" data-exhibit-edit="" onClick={change}>
          {edit.label(locale)}
        </button>
      )}
      {read && (
        <button
          type="button"
          class="t-button t-small"
          data-exhibit-read=""
          onClick={() => readPicture(form, tools.value, index)}
        >
          {read.label(locale)}
        </button>
      )}
    </div>
  );
}

interface Props {
  /** Kinds to choose from, those that matter for the reason first. */
  kinds: readonly string[];
  /** Its place in the draft. */
  index: number;
  onClose: () => void;
  onRemove: () => void;
}

/** One exhibit in the whole window: its picture, what it is, what it shows, and the rest behind "Details". */
export function ExhibitSheet({ kinds, index, onClose, onRemove }: Props) {
  const form = useForm();
  const { t } = form;
  const sheet = useRef<HTMLDialogElement>(null);
  const id = `${form.settings.prefix}-exhibit`;
  const entry = form.list("evidence")[index] ?? {};
  const kind = form.spec.evidence.find((one) => one.id === entry.kind);
  useLayoutEffect(() => {
    const node = sheet.current;
    // Engines before 2022 know no dialogs; it covers the window there all the same.
    if (typeof node?.showModal === "function") node.showModal();
    else node?.setAttribute("open", "");
  }, []);
  return (
    <dialog class="t-sheet" ref={sheet} aria-labelledby={`${id}-title`} onClose={onClose} data-sheet={index}>
      <div class="t-sheet-head">
        <h3 id={`${id}-title`}>{t("exhibitNth", { n: index + 1 })}</h3>
        <button type="button" class="t-button t-small t-primary" data-sheet-close="" onClick={onClose}>
          {t("exhibitDone")}
        </button>
      </div>
      <div class="t-sheet-picture">
        <Picture file={entry.file} size="whole" />
        <PictureButtons index={index} />
      </div>
      <div class="t-cells t-cell">
        <SelectCell
          id={`${id}-kind`}
          path={`evidence.${index}.kind`}
          label={t("exhibitIs")}
          inside
          options={kinds.map((one) => ({ id: one, label: form.label("evidence", one) }))}
          read={() => textOf(entry.kind)}
          write={(value) => form.setEntry("evidence", index, { kind: value })}
        />
        <Exhibit kind={kind} index={index} />
        <button type="button" class="t-inline t-danger" data-exhibit-remove="" onClick={onRemove}>
          {t("exhibitRemove")}
        </button>
      </div>
    </dialog>
  );
}

function Exhibit({ kind, index }: { kind: EvidenceSpec | undefined; index: number }) {
  const form = useForm();
  const { t } = form;
  const path = `evidence.${index}`;
  const id = `${form.settings.prefix}-evidence-${index}`;
  const entry = form.list("evidence")[index] ?? {};
  const read = (part: string) => form.list("evidence")[index]?.[part];
  const write = (part: string, value: unknown) => form.setEntry("evidence", index, { [part]: value });
  const shows = Array.isArray(entry.shows) ? (entry.shows as unknown[]) : [];
  const file = <ExhibitFile kind={textOf(entry.kind)} index={index} file={entry.file ?? null} />;

  function mark(criterion: string, checked: boolean) {
    const others = shows.filter((other) => other !== criterion);
    write("shows", checked ? [...others, criterion] : others);
  }
  return (
    <>
      {kind && kind.good.length > 0 && (
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
      <Stepper
        id={`${id}-count`}
        path={`${path}.count`}
        value={entry.count ?? 1}
        write={(value) => write("count", value)}
      />
      {!entry.file && file}
      <details class="t-why" data-details="">
        <summary>{t("exhibitDetails")}</summary>
        {entry.file !== undefined && file}
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
    </>
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
  const store = (event: { currentTarget: HTMLInputElement }) => {
    const typed = event.currentTarget.value.trim();
    if (typed !== "") write(/^\d+$/.test(typed) ? Number(typed) : typed);
  };
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
            onInput={store}
            onChange={store}
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
