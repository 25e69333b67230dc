/** Fields of the form as rows. */

import { likelyOptions, minorFields, needOf, QUOTES } from "../element/fields.ts";
import { CONTACT_ANSWERS, CONTACT_DAYS, contactAnswer, contactOf, daysBefore } from "../element/log-answers.ts";
import { type FormModel, isError, keyOf, textOf } from "../element/model.ts";
import type { PasteRow } from "../element/paste-model.ts";
import { type Field, hasRole } from "../element/roles.ts";
import type { SectionSpec } from "../index.js";
import { formatDate } from "./dates.ts";
import { button, type Group, type Message, type Row, text } from "./rows.ts";
import type { View } from "./view.ts";

/** First day that a date may have. */
export const EARLIEST = "2000-01-01";

/** Keyboards of WeChat by the kind of a field; the others get letters. */
const KEYBOARDS: Readonly<Record<string, "number" | "digit">> = { money: "digit", integer: "number", phone: "number" };

/** Messages at a place, and the way to put in what they suggest. */
function messagesAt(form: FormModel, key: string): Pick<Row, "messages" | "fix"> {
  const issues = form.issuesAt(key);
  if (issues.length === 0) return {};
  return {
    messages: issues.map(
      ({ severity, message, suggestion }): Message => ({
        severity,
        text: message,
        fix: suggestion === undefined ? "" : form.t("useInstead", { value: suggestion }),
      }),
    ),
    fix(index) {
      const issue = issues[index];
      if (issue?.suggestion === undefined) return;
      const now = form.textAt(issue.path);
      const [start, end] = issue.span ?? [0, now.length];
      form.setAt(issue.path, now.slice(0, start) + issue.suggestion + now.slice(end));
    },
  };
}

/** A value at a path of the draft, typed or picked. */
export function valueRow(
  form: FormModel,
  path: readonly (string | number)[],
  about: { kind: Field["kind"]; label: string } & Pick<Row, "tag" | "hint" | "limit">,
): Row {
  const key = keyOf(path);
  const { kind, label, tag = "", hint = "", limit = -1 } = about;
  const [name, index, part] = path;
  const now = index === undefined ? form.value(String(name)) : form.list(name as "log")[Number(index)]?.[String(part)];
  const value = textOf(now);
  const act = (next: string) => form.setAt(path, next);
  const shared = { key, label, tag, hint, value, act, leave: () => form.leave(key), ...messagesAt(form, key) };
  if (kind === "date") {
    const shown = value ? formatDate(value, form.options.locale) : form.t("choose");
    return { ...shared, kind, text: shown, look: value ? "" : "empty", start: EARLIEST, end: "2199-12-31" };
  }
  if (kind === "paragraph") return { ...shared, kind: "area", limit, text: counted(form, value, limit) };
  return { ...shared, kind: "input", limit, type: KEYBOARDS[kind] ?? "text" };
}

const counted = (form: FormModel, value: string, limit: number) =>
  limit > 0 ? form.t("counter", { n: value.length, of: limit }) : "";

/** One of several, or none yet, in WeChat's own picker. */
export function selectRow(
  form: FormModel,
  key: string,
  label: string,
  options: readonly { id: string; label: string }[],
  chosen: string,
  act: (id: string) => void,
): Row {
  const at = options.findIndex(({ id }) => id === chosen);
  return {
    kind: "select",
    key,
    label,
    at,
    items: options.map((option) => option.label),
    text: options[at]?.label ?? (chosen || form.t("choose")),
    look: at < 0 ? "empty" : "",
    act(index) {
      const option = options[Number(index)];
      if (option) act(option.id);
    },
    ...messagesAt(form, key),
  };
}

/** Chips of which one is chosen. */
export const chipsRow = (
  key: string,
  label: string,
  options: readonly { id: string; label: string }[],
  chosen: string | undefined,
  act: (id: string) => void,
): Row => ({
  kind: "chips",
  key,
  label,
  options: options.map((option) => ({ ...option, on: option.id === chosen })),
  act,
});

/** Rows that a tap on their line unfolds. */
export function foldRows(view: View, key: string, words: string, inside: () => readonly Row[], hint = ""): Row[] {
  const open = view.isOpen(key);
  const line: Row = { kind: "fold", key, text: words, hint, open, act: () => view.toggle(key) };
  return open ? [line, ...inside()] : [line];
}

/** A field as the catalogue describes it. */
function fieldRows(view: View, field: Field): Row[] {
  const { form } = view;
  const tag = needOf(form, field);
  if (field.kind !== "choice" && field.kind !== "choices") {
    const example = field.example && field.kind !== "integer" ? form.t("example", { example: field.example }) : "";
    const hint = field.hint ?? example;
    const { kind, label, maxLength: limit = -1 } = field;
    const row = valueRow(form, [field.id], { kind, label, tag, hint, limit });
    return hasRole(field, "description") ? [row, ...suggestionRows(view)] : [row];
  }
  const { id: key, options = [] } = field;
  const chosen = form.chosen(key);
  const several = field.kind === "choices";
  const first = likelyOptions(form, field);
  const choose = (option: string) => {
    if (!several) form.set(key, option);
    else form.set(key, chosen.includes(option) ? chosen.filter((one) => one !== option) : [...chosen, option]);
    form.leave(key);
  };
  const rest = options.filter(({ id }) => !first.includes(id));
  const fold = `${key}:rest`;
  // A chosen option is never hidden.
  const folded =
    first.length > 0 && rest.length > 0 && !view.isOpen(fold) && !rest.some(({ id }) => chosen.includes(id));
  const shown = folded || first.length === 0 ? options.filter(({ id }) => folded === first.includes(id)) : options;
  const sorted = [...shown].sort((a, b) => Number(first.includes(b.id)) - Number(first.includes(a.id)));
  return [
    {
      kind: "chips",
      key,
      label: field.label,
      tag,
      hint: field.hint ?? "",
      look: several ? "many" : "",
      options: sorted.map(({ id, label }) => ({ id, label, on: chosen.includes(id) })),
      act: choose,
      ...messagesAt(form, key),
    },
    ...(folded
      ? [button(fold, form.t(hasRole(field, "reason") ? "otherReasons" : "others"), () => view.toggle(fold), "link")]
      : []),
    ...(hasRole(field, "reason") ? reasonRows(view) : []),
  ];
}

/** Meaning of the chosen reason, its cautions, and whether the merchant was contacted. */
function reasonRows(view: View): Row[] {
  const { form } = view;
  const { reason } = form;
  const rows: Row[] = [];
  if (reason?.hint) rows.push(text("reason:hint", reason.hint, "soft"));
  if (reason && reason.cautions.length > 0) {
    const items: Row = { kind: "list", key: "reason:cautions", items: reason.cautions };
    if (form.assessed("next").kind === "warn") rows.push(items);
    else rows.push(...foldRows(view, "cautions", form.t("keepInMind", { n: reason.cautions.length }), () => [items]));
  }
  return [...rows, ...contactRows(view)];
}

/** Whether the merchant was contacted, what came of it and when: an entry of the log. */
function contactRows(view: View): Row[] {
  const { form } = view;
  const { t } = form;
  const contact = contactOf(form);
  if (!contact) return [];
  const { channel, at, entry } = contact;
  const today = form.settings.today();
  const answer = entry ? contactAnswer(entry) : view.shown.notContacted ? CONTACT_ANSWERS[0] : undefined;
  function choose(id: string) {
    const action = CONTACT_ANSWERS.find((one) => one.id === id)?.actions[0];
    view.show({ notContacted: action === undefined });
    if (action === undefined) {
      if (entry) form.removeEntry("log", at);
    } else if (entry) form.setEntry("log", at, { action });
    else form.addEntry("log", { channel, action });
  }
  const answers = CONTACT_ANSWERS.map(({ id }) => ({ id, label: t(id) }));
  const rows = [chipsRow("contacted", t("contacted"), answers, answer?.id, choose)];
  if (!entry) return rows;
  const dateOf = (day: string) => daysBefore(today, (CONTACT_DAYS as readonly string[]).indexOf(day));
  const days = CONTACT_DAYS.map((id) => ({ id, label: t(id) }));
  const chosen = CONTACT_DAYS.find((id) => dateOf(id) === entry.date);
  return [
    ...rows,
    chipsRow("contacted:day", t("contactedDay"), days, chosen, (id) => form.setEntry("log", at, { date: dateOf(id) })),
    valueRow(form, ["log", at, "date"], { kind: "date", label: t("replyOther") }),
  ];
}

/** The reason that the description suggests, or the one that was adopted from it. */
function suggestionRows({ form }: View): Row[] {
  const { t } = form;
  const { reason, quotes, now, before } = form.suggestion;
  if (reason === undefined && before === undefined) return [];
  const label = (id: string) => form.label("reasons", id);
  const words = quotes.slice(0, QUOTES).map((quote) => t("quote", { text: quote }));
  const said =
    reason === undefined
      ? t("adopted", { reason: label(now) })
      : t(now ? "suggestedOther" : "suggested", { reason: label(reason) });
  return [
    text("suggestion", said, "good"),
    ...(words.length > 0
      ? [text("suggestion:why", t("suggestedBy", { words: words.join(t("listJoin")) }), "soft")]
      : []),
    button("suggestion:take", t(reason === undefined ? "undo" : "adopt"), () => form.adoptSuggestion(), "link"),
  ];
}

/** Fields of a section that are folded away: decided when its screen is shown, so that none moves under the hand. */
export class Folded {
  #of = "";
  #minor: readonly string[] = [];

  fieldsOf(form: FormModel, sections: readonly SectionSpec[]): readonly string[] {
    const of = `${form.drafts} ${form.step.id} ${form.paste.text.length}`;
    if (of !== this.#of)
      this.#minor = minorFields(
        form,
        sections.flatMap(({ fields }) => fields),
      );
    this.#of = of;
    return this.#minor;
  }
}

/** A section: its fields, and those that few need behind a line. */
export function sectionGroup(view: View, section: SectionSpec, minor: readonly string[]): Group {
  const { form } = view;
  const rowsOf = (fields: readonly Field[]) => fields.flatMap((field) => fieldRows(view, field));
  const folded = section.fields.filter(({ id }) => minor.includes(id));
  const rows = rowsOf(section.fields.filter(({ id }) => !minor.includes(id)));
  if (folded.length > 0) {
    const names = folded.map(({ label }) => label).join(form.t("listJoin"));
    rows.push(...foldRows(view, `${section.id}:more`, form.t("rest"), () => rowsOf(folded), names));
  }
  return { key: section.id, title: section.label, rows };
}

/** The button that pastes, and what was found. */
export function pasteGroups(view: View, beside: readonly Row[] = []): Group[] {
  const { form, t, shown } = view;
  const { paste } = form;
  const { rows } = paste;
  const open = rows.filter(({ taken }) => !taken);
  const easy = open.some(({ replaces }) => replaces === "");
  const buttons: Row[] = [button("paste", t("paste"), () => view.paste(), "primary"), ...beside];
  if (shown.byHand) {
    const value = paste.text;
    const act = (words: string) => paste.take(words);
    buttons.push({
      kind: "area",
      key: "paste:text",
      label: t("pasteLabel"),
      hint: t("pasteByFinger"),
      value,
      limit: -1,
      act,
    });
  }
  const groups: Group[] = [{ key: "paste", look: "bare", rows: buttons }];
  if (paste.text === "") return groups;
  const said = rows.length === 0 ? t("pasteNone") : t("pasteFound", { n: rows.length });
  const left = open.length > 0 ? t("pasteOpen", { n: open.length }) : "";
  const found = (wanted: readonly PasteRow[]) => wanted.map((row) => foundRow(form, row));
  groups.push({
    key: "found",
    rows: [
      text("found:said", said + left, rows.length > 0 ? "strong" : "soft"),
      ...found(open),
      ...(easy ? [button("found:all", t("pasteAll"), () => paste.adoptAll())] : []),
      ...foldRows(view, "found:more", t("pasteMore"), () => [
        ...found(rows.filter(({ taken }) => taken)),
        { kind: "paper", key: "found:text", text: paste.text },
        button("found:clear", t("pasteClear"), () => paste.clear(), "danger"),
      ]),
    ],
  });
  return groups;
}

/** One value that was found in the pasted text. */
function foundRow(form: FormModel, row: PasteRow): Row {
  const { t, paste } = form;
  const { field, label, shown, taken, undoable, replaces, likely, context } = row;
  const hint = replaces
    ? t("pasteReplaces", { old: replaces })
    : taken || !context
      ? ""
      : `${t("pasteFrom")}${context.join("")}`;
  const word = taken ? (undoable ? t("pasteUndo") : "") : t(replaces ? "pasteReplace" : "pasteTake");
  return {
    kind: "found",
    key: `found:${field}`,
    label,
    value: shown,
    hint,
    tag: likely && !taken ? t("pasteLikely") : "",
    text: word,
    look: taken ? "taken" : "",
    act: () => (taken ? paste.undo(row) : paste.adopt(row)),
  };
}

/** Whether something on a step is wrong by now. */
export const isWrong = (form: FormModel, key: string): boolean => form.issuesAt(key).some(isError);
