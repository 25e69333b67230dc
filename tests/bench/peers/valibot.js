/** valibot for the draft, template literals for the text. */

import * as v from "valibot";
// Of each of `texts` in brief.js, written as a template literal when this is bundled (../contenders.mjs).
import templates from "templates:literals";
import { countOf, decimal, engine, Read } from "./engine.js";
import { date } from "./numbers.js";
import { placeholder } from "./placeholder.js";

/** @returns what `engine` does */
export const valibot = (know) => engine(know, reader, () => templates);

function reader(book) {
  /** What the checks keep of the values that they read, so that nothing is read twice; and the day they are read on. */
  let read;
  let today;

  const problem = (addIssue, message, suggestion) => void addIssue({ message, expected: suggestion });
  const below = (addIssue, message, input, ...keys) => void addIssue({ message, path: keys.map((key) => ({ type: "object", origin: "value", input, key, value: input[key] })) });
  const numeric = v.pipe(v.number(), v.transform((value) => decimal(value) ?? ""));

  function text(at) {
    const { kind, max, options, ahead, read: reading } = book.fields[at];
    const line = kind === "money" || kind === "integer" ? v.union([v.string(), numeric]) : v.string();
    const check = v.rawCheck(({ dataset: { typed, value }, addIssue }) => {
      if (!typed || value === "") return;
      if (placeholder(value)) return problem(addIssue, "text.placeholder");
      read.texts[at] = value;
      if (value.length > max) problem(addIssue, "text.long");
      if (options !== undefined && !options.has(value)) problem(addIssue, "type.choice");
      if (reading === undefined) return;
      const found = reading(value, today);
      read.readings[at] = found;
      if (found.code !== undefined) problem(addIssue, found.code, found.normal);
      if (kind === "date" && !ahead && found.value > today) problem(addIssue, "date.future");
    });
    return v.nullish(v.pipe(line, v.trim(), check));
  }

  /** One of them by itself is as good as a list of one. */
  function choices(at) {
    const { options } = book.fields[at];
    const check = v.rawCheck(({ dataset: { typed, value }, addIssue }) => {
      if (!typed) return;
      const list = typeof value === "string" ? [value.trim()] : value.map((one) => one.trim());
      read.texts[at] = list.find((one) => one !== "") ?? "";
      read.choices = list.filter((one) => one !== "");
      if (read.texts[at] !== "" && !read.choices.every((one) => options.has(one))) problem(addIssue, "type.choice");
    });
    return v.nullish(v.pipe(v.union([v.array(v.string()), v.string()]), check));
  }

  const day = (addIssue, input, text) => {
    const { value, code } = date(text, today);
    const wrong = value === undefined ? code : value > today ? "date.future" : undefined;
    if (wrong !== undefined) below(addIssue, wrong, input, "date");
    return value;
  };
  const word = v.optional(v.string(), "");
  const exhibit = v.pipe(
    v.object({ kind: word, title: word, note: word, date: word, count: v.unknown(), shows: v.optional(v.array(v.string()), []), file: v.optional(v.object({ name: v.string() })) }),
    v.rawCheck(({ dataset: { value }, addIssue }) => {
      const { kind, shows, file } = value;
      let count = countOf(value.count);
      if (Number.isNaN(count)) {
        count = undefined;
        below(addIssue, "quantity.format", value, "count");
      }
      if (!book.kindAt.has(kind)) below(addIssue, "type.kind", value, "kind");
      const when = value.date.trim();
      if (when !== "") day(addIssue, value, when);
      read.evidence.push({ kind, count, date: when, shows, file: file?.name ?? "" });
    }),
  );
  const step = v.pipe(
    v.object({ date: word, channel: word, action: word, excuse: word, replyBy: word, reference: word, note: word }),
    v.rawCheck(({ dataset: { value }, addIssue }) => {
      const when = day(addIssue, value, value.date.trim());
      if (!book.channelAt.has(value.channel)) below(addIssue, "type.channel", value, "channel");
      if (!book.actionBits.has(value.action)) below(addIssue, "type.action", value, "action");
      const { channel, action, excuse, replyBy } = value;
      if (excuse !== "" && !book.excuses.has(excuse)) below(addIssue, "type.choice", value, "excuse");
      const by = replyBy.trim() === "" ? undefined : date(replyBy, today, today + 364);
      if (by !== undefined && by.value === undefined) below(addIssue, by.code, value, "replyBy");
      read.log.push({ day: when, channel, action, excuse: book.excuses.has(excuse) ? excuse : undefined, replyBy: by?.value });
    }),
  );
  const fields = book.fields.map(({ id, kind }, at) => [id, kind === "choices" ? choices(at) : text(at)]);
  const schema = v.object({ ...Object.fromEntries(fields), evidence: v.nullish(v.array(exhibit)), log: v.nullish(v.array(step)) });
  const known = new Set(Object.keys(schema.entries));

  /** Where in the answer an issue of valibot's stands. */
  function sort({ kind, path, message, expected, input }) {
    const keys = path.map(({ key }) => key);
    if (keys.length > 1) return void (message === "quantity.format" ? read.unread : read.within).push({ code: message, path: keys });
    const at = book.fieldAt.get(keys[0]);
    if (kind !== "schema") return void read.say(at, message, expected ?? undefined);
    if (!Array.isArray(input)) return void read.unread.push({ code: "type.text", path: keys });
    // Of a list only the first can be what was meant.
    read.texts[at] = (input[0] ?? "").trim();
    if (read.texts[at] !== "") read.readings[at] = book.fields[at].read?.(read.texts[at], today);
    return void read.say(at, "type.text");
  }

  return (draft, day) => {
    read = new Read(book);
    today = day;
    const { issues = [] } = v.safeParse(schema, draft);
    for (const at of book.paragraphs) {
      const value = draft[book.fields[at].id];
      if (typeof value === "string" && value !== "") read.paragraphs[at] = value;
    }
    for (const issue of issues) sort(issue);
    for (const key of Object.keys(draft)) if (!known.has(key)) read.unknown.push(key);
    return read;
  };
}
