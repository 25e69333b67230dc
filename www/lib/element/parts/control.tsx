/** Inputs: single controls, and the cell with label, hint and messages around one. */

import type { ComponentChildren, InputHTMLAttributes, RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { FieldSpec, Issue } from "../../index.js";
import { NO_FORM, useForm } from "../context.ts";
import { isError } from "../model.ts";
import { Messages, type TextInput } from "./messages.tsx";

type Kind = FieldSpec["kind"];

/** Input attributes by kind of field. */
const INPUT: Partial<Record<Kind, InputHTMLAttributes<HTMLInputElement>>> = {
  // The days that the module counts with; a year has four digits then.
  date: { type: "date", min: "1900-01-01", max: "2199-12-31" },
  money: { type: "text", inputMode: "decimal" },
  integer: { type: "text", inputMode: "numeric" },
  phone: { type: "tel" },
  // Not type=email: browsers rewrite what is typed there, and the draft holds it raw.
  email: { type: "text", inputMode: "email", autocapitalize: "none", spellcheck: false },
};

/** How long a text rests before a screen reader hears how many notes there are on it, in ms. */
const REST = 1500;

/** Attributes that a cell passes to its control. */
interface ControlProps {
  id: string;
  describedBy: string;
  invalid: boolean;
}

/** A text of the draft, and how it is typed. */
interface TextSource {
  /** The place in the draft, "contactPhone" or "log.0.date". */
  path: string;
  kind: Kind;
  /** The value as the draft holds it now. */
  read: () => string;
  write: (value: string) => void;
  field?: FieldSpec | undefined;
}

interface TextControlProps extends ControlProps, TextSource {
  input: RefObject<TextInput | null>;
  /** A date of which only a part is typed reads as empty; only the input itself knows. */
  onIncomplete?: (incomplete: boolean) => void;
}

/**
 * A text input or text area. The browser owns its text while it is edited: it is written only where it differs from the
 * draft, and never while an input method composes, so that the caret stays.
 */
export function TextControl({
  id,
  describedBy,
  invalid,
  path,
  kind,
  read,
  write,
  input,
  onIncomplete,
  field,
}: TextControlProps) {
  const form = useForm();
  const composing = useRef(false);
  const value = read();

  useLayoutEffect(() => {
    const node = input.current;
    if (!node || (composing.current && document.activeElement === node) || node.value === value) return;
    if (!(node.validity?.badInput && value === "")) node.value = value;
  });

  function store() {
    const node = input.current;
    if (!node) return;
    if (node.value !== read()) write(node.value);
    onIncomplete?.(node.validity?.badInput === true);
  }
  function endComposition() {
    composing.current = false;
    store();
  }
  const shared = {
    id,
    form: NO_FORM,
    class: "t-input",
    autocomplete: form.settings.private ? "off" : (field?.autocomplete ?? "off"),
    "aria-describedby": describedBy,
    "aria-invalid": invalid ? ("true" as const) : undefined,
    onCompositionStart: () => {
      composing.current = true;
    },
    onCompositionEnd: endComposition,
    onInput: (event: InputEvent) => {
      if (!event.isComposing) store();
    },
    // Autofill of some browsers.
    onChange: store,
    onBlur: () => {
      endComposition();
      form.leave(path);
    },
  };
  if (kind === "paragraph") {
    return <textarea {...shared} ref={input as RefObject<HTMLTextAreaElement>} rows={field?.required ? 5 : 3} />;
  }
  const mode = field?.inputMode && kind !== "date" ? { inputMode: field.inputMode } : {};
  return (
    <input
      type="text"
      enterkeyhint="next"
      {...INPUT[kind]}
      {...mode}
      {...shared}
      ref={input as RefObject<HTMLInputElement>}
    />
  );
}

interface CellProps {
  id: string;
  /** The place in the draft, "contactPhone" or "log.0.date". */
  path: string;
  label: string;
  hint?: string | undefined;
  /** Beside the label: whether the field may stay empty. */
  tag?: string;
  /** Within the cell of a list entry. */
  inside?: boolean;
  /** The control takes the whole width. */
  wide?: boolean;
  class?: string;
  issues: readonly Issue[];
  input?: RefObject<TextInput | null>;
  /** Below the control, and what else describes it. */
  below?: ComponentChildren;
  describedBy?: string | undefined;
  /** Below the messages. */
  after?: ComponentChildren;
  children: (control: ControlProps) => ComponentChildren;
}

/** A labelled cell around a control, with hint and messages tied to it. */
export function Cell({
  id,
  path,
  label,
  hint,
  tag,
  inside,
  wide,
  issues,
  input,
  below,
  describedBy,
  after,
  children,
  ...rest
}: CellProps) {
  const invalid = issues.some(isError);
  const classes = ["t-cell", inside ? "t-cell-inner" : !wide && "t-line", rest.class, invalid && "t-wrong"];
  const ids = [hint && `${id}-hint`, describedBy, `${id}-messages`];
  return (
    <div class={classes.filter(Boolean).join(" ")} data-key={path}>
      <label class="t-label" for={id}>
        {label}
        {tag !== undefined && [" ", <span class="t-tag">{tag}</span>]}
      </label>
      <div class="t-control">
        {children({ id, describedBy: ids.filter(Boolean).join(" "), invalid })}
        {below}
      </div>
      {hint && (
        <p class="t-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <Messages id={`${id}-messages`} issues={issues} {...(input && { control: input })} />
      {after}
    </div>
  );
}

interface TextCellProps extends TextSource {
  id: string;
  class?: string;
  label: string;
  hint?: string | undefined;
  tag?: string;
  inside?: boolean;
}

/** A cell with a line, a date, a number … */
export function TextCell({ id, path, kind, read, write, field, ...cell }: TextCellProps) {
  const form = useForm();
  const input = useRef<TextInput>(null);
  const [incomplete, setIncomplete] = useState(false);
  const partial: Issue = {
    code: "date.incomplete",
    severity: "error",
    path: path.split("."),
    message: form.t("dateIncomplete"),
  };
  // It reads as empty, but "fill it in" would not help.
  const issues = incomplete && form.hasLeft(path) ? [partial] : form.issuesAt(path);
  return (
    <Cell id={id} path={path} {...cell} issues={issues} input={input} wide={kind === "paragraph"}>
      {(control) => (
        <TextControl {...control} {...{ path, kind, read, write, field }} input={input} onIncomplete={setIncomplete} />
      )}
    </Cell>
  );
}

interface LongTextCellProps extends TextCellProps {
  /** Longest text, in UTF-16 units. */
  limit: number;
  /** More to say about the text than its issues: how many things, and what. */
  more?: { count: number; render: (visible: boolean) => ComponentChildren } | undefined;
}

/**
 * A cell with a long text. The number of notes on it stands in a line below the text that is always there, so that nothing
 * moves while typing; the notes themselves open when the text is left, or by that button. Errors wait until the text is
 * left, since half a sentence is no mistake, and do not fold away.
 */
export function LongTextCell({ id, path, kind, read, write, field, limit, more, ...cell }: LongTextCellProps) {
  const form = useForm();
  const { t } = form;
  const input = useRef<TextInput>(null);
  /** Undefined until the person decides. */
  const [open, setOpen] = useState<boolean>();
  const visible = open ?? (form.reviewed || form.hasLeft(path));
  /** Visibility when the finger goes down: by the time of its click the text has been left. */
  const seen = useRef(false);

  const soft = form.allIssuesAt(path).filter((issue) => !isError(issue));
  const errors = form.issuesAt(path).filter(isError);
  const count = soft.filter((issue) => form.textAt(issue.path) !== "").length + (more?.count ?? 0);
  useEffect(() => {
    if (count === 0) return;
    const timer = setTimeout(() => form.announce(form.t("notesSaid", { n: count, field: cell.label })), REST);
    return () => clearTimeout(timer);
  }, [form, count, cell.label]);

  const { length } = read();
  return (
    <Cell
      id={id}
      path={path}
      {...cell}
      wide
      issues={visible ? [...errors, ...soft] : errors}
      input={input}
      describedBy={`${id}-counter`}
      below={
        <div class="t-below">
          <button
            type="button"
            class="t-inline t-notes-count"
            aria-controls={`${id}-messages`}
            aria-expanded={visible}
            data-notes={path}
            data-none={count === 0 ? "" : undefined}
            onPointerDown={() => {
              seen.current = visible;
            }}
            onClick={(event) => setOpen(!(event.detail > 0 ? seen.current : visible))}
          >
            {t("notes", { n: count })}
          </button>
          <span class={length > limit ? "t-counter t-over" : "t-counter"} id={`${id}-counter`}>
            {t("counter", { n: length, of: limit })}
          </span>
        </div>
      }
      after={more?.render(visible)}
    >
      {(control) => <TextControl {...control} {...{ path, kind, read, write, field }} input={input} />}
    </Cell>
  );
}

interface SelectCellProps extends Omit<TextCellProps, "kind" | "field"> {
  options: readonly { id: string; label: string }[];
}

/** A cell with a drop-down list. */
export function SelectCell({ id, path, options, read, write, ...cell }: SelectCellProps) {
  const form = useForm();
  const value = read();
  return (
    <Cell id={id} path={path} {...cell} issues={form.issuesAt(path)}>
      {({ describedBy, invalid }) => (
        <select
          id={id}
          form={NO_FORM}
          class="t-input t-select"
          aria-describedby={describedBy}
          aria-invalid={invalid ? "true" : undefined}
          value={value}
          onChange={(event) => write(event.currentTarget.value)}
          onBlur={() => form.leave(path)}
        >
          <option value="">{form.t("choose")}</option>
          {options.map((option) => (
            <option key={option.id} value={option.id}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Cell>
  );
}
