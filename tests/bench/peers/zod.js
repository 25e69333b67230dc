/** zod 4 for the draft, a precompiled Handlebars template for each piece of the text. */

import Handlebars from "handlebars/runtime.js";
import * as z from "zod";
// Of each of `texts` in brief.js, compiled when this is bundled (../contenders.mjs).
import templates from "templates:handlebars";
import { countOf, decimal, engine, Read } from "./engine.js";
import { date } from "./numbers.js";
import { placeholder } from "./placeholder.js";

/** @returns what `engine` does */
export const zod = (know) => engine(know, reader, () => templates.map((spec) => Handlebars.template(spec)));

function reader(book) {
  /** What the checks keep of the values that they read, so that nothing is read twice; and the day they are read on. */
  let read;
  let today;

  const problem = (payload, message, more) => void payload.issues.push({ code: "custom", message, input: payload.value, continue: true, ...more });
  const numeric = (value) => (typeof value === "number" ? (decimal(value) ?? value) : value);

  function text(at) {
    const { kind, max, options, ahead, read: reading } = book.fields[at];
    let line = z.string().trim().refine((value) => !placeholder(value), { error: "text.placeholder", abort: true });
    if (max < Infinity) line = line.max(max, { error: "text.long" });
    line = line.check((payload) => {
      const { value } = payload;
      read.texts[at] = value;
      if (value === "") return;
      if (options !== undefined && !options.has(value)) problem(payload, "type.choice");
      if (reading === undefined) return;
      const found = reading(value, today);
      read.readings[at] = found;
      if (found.code !== undefined) problem(payload, found.code, { params: { suggestion: found.normal } });
      if (kind === "date" && !ahead && found.value > today) problem(payload, "date.future");
    });
    return (kind === "money" || kind === "integer" ? z.preprocess(numeric, line) : line).nullish();
  }

  /** One of them by itself is as good as a list of one. */
  function choices(at) {
    const { options } = book.fields[at];
    const list = z.array(z.string().trim()).check((payload) => {
      read.texts[at] = payload.value.find((one) => one !== "") ?? "";
      read.choices = payload.value.filter((one) => one !== "");
      if (read.texts[at] !== "" && !read.choices.every((one) => options.has(one))) problem(payload, "type.choice");
    });
    return z.preprocess((value) => (typeof value === "string" ? (value.trim() === "" ? [] : [value]) : value), list).nullish();
  }

  const day = (payload, text, path) => {
    const { value, code } = date(text, today);
    const wrong = value === undefined ? code : value > today ? "date.future" : undefined;
    if (wrong !== undefined) problem(payload, wrong, { path });
    return value;
  };
  const word = z.string().default("");
  const exhibit = z
    .object({ kind: word, title: word, note: word, date: word, count: z.unknown(), shows: z.array(z.string()).default([]), file: z.object({ name: z.string() }).optional() })
    .check((payload) => {
      const { kind, shows, file } = payload.value;
      let count = countOf(payload.value.count);
      if (Number.isNaN(count)) {
        count = undefined;
        problem(payload, "quantity.format", { path: ["count"] });
      }
      if (!book.kindAt.has(kind)) problem(payload, "type.kind", { path: ["kind"] });
      const when = payload.value.date.trim();
      if (when !== "") day(payload, when, ["date"]);
      read.evidence.push({ kind, count, date: when, shows, file: file?.name ?? "" });
    });
  const step = z.object({ date: word, channel: word, action: word, excuse: word, replyBy: word, reference: word, note: word }).check((payload) => {
    const { channel, action, excuse, replyBy } = payload.value;
    const when = day(payload, payload.value.date.trim(), ["date"]);
    if (!book.channelAt.has(channel)) problem(payload, "type.channel", { path: ["channel"] });
    if (!book.actionBits.has(action)) problem(payload, "type.action", { path: ["action"] });
    if (excuse !== "" && !book.excuses.has(excuse)) problem(payload, "type.choice", { path: ["excuse"] });
    const by = replyBy.trim() === "" ? undefined : date(replyBy, today, today + 364);
    if (by !== undefined && by.value === undefined) problem(payload, by.code, { path: ["replyBy"] });
    read.log.push({ day: when, channel, action, excuse: book.excuses.has(excuse) ? excuse : undefined, replyBy: by?.value });
  });
  const fields = book.fields.map(({ id, kind }, at) => [id, kind === "choices" ? choices(at) : text(at)]);
  const schema = z.strictObject({ ...Object.fromEntries(fields), evidence: z.array(exhibit).nullish(), log: z.array(step).nullish() });

  /** Where in the answer an issue of zod's stands. */
  function sort(draft, { code, path, message, keys, params }) {
    if (code === "unrecognized_keys") return void read.unknown.push(...keys);
    if (path.length > 1) return void (message === "quantity.format" ? read.unread : read.within).push({ code: message, path });
    const at = book.fieldAt.get(path[0]);
    if (code !== "invalid_type") return void read.say(at, message, params?.suggestion);
    const value = draft[path[0]];
    if (!Array.isArray(value)) return void read.unread.push({ code: "type.text", path });
    // Of a list only the first can be what was meant.
    read.texts[at] = (value[0] ?? "").trim();
    if (read.texts[at] !== "") read.readings[at] = book.fields[at].read?.(read.texts[at], today);
    return void read.say(at, "type.text");
  }

  return (draft, day) => {
    read = new Read(book);
    today = day;
    const { error } = schema.safeParse(draft);
    for (const at of book.paragraphs) {
      const value = draft[book.fields[at].id];
      if (typeof value === "string" && value !== "") read.paragraphs[at] = value;
    }
    for (const issue of error?.issues ?? []) sort(draft, issue);
    return read;
  };
}
