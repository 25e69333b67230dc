/** The best plain JavaScript: the fields checked by hand in one pass, the text put together by functions made once. */

import { countOf, decimal, engine, Read } from "./engine.js";
import { date } from "./numbers.js";
import { placeholder } from "./placeholder.js";
import { filler } from "./words.js";

/** @returns what `engine` does */
export const plain = (know) => engine(know, reader, (texts) => texts.map(filler));

function reader(book) {
  const { fields, roles } = book;

  function field(read, at, value, today) {
    const { id, kind, max, options, ahead, read: reading } = fields[at];
    if (Array.isArray(value)) {
      read.texts[at] = value.map((one) => one.trim()).find((one) => one !== "") ?? "";
      read.readings[at] = read.texts[at] === "" ? undefined : reading?.(read.texts[at], today);
      if (kind !== "choices") return read.say(at, "type.text");
      read.choices = value.map((one) => one.trim()).filter((one) => one !== "");
      if (read.texts[at] !== "" && !read.choices.every((one) => options.has(one))) read.say(at, "type.choice");
      return undefined;
    }
    const typed = typeof value === "number" ? decimal(value) : value;
    if (typeof typed !== "string") return read.unread.push({ code: "type.text", path: [id] });
    if (kind === "paragraph" && typed !== "") read.paragraphs[at] = typed;
    const text = typed.trim();
    if (text === "") return undefined;
    const isOption = options?.has(text);
    if (!isOption && placeholder(text)) return read.say(at, "text.placeholder");
    read.texts[at] = text;
    if (at === roles.remedy) read.choices = [text];
    if (isOption) return undefined;
    if (text.length > max) read.say(at, "text.long");
    if (reading !== undefined) {
      const found = reading(text, today);
      read.readings[at] = found;
      if (found.code !== undefined) read.say(at, found.code, found.normal);
      if (kind === "date" && !ahead && found.value > today) read.say(at, "date.future");
    } else if (isOption === false) read.say(at, "type.choice");
    return undefined;
  }

  function day(read, list, index, text, today) {
    const { value, code } = date(text, today);
    const wrong = value === undefined ? code : value > today ? "date.future" : undefined;
    if (wrong !== undefined) read.within.push({ code: wrong, path: [list, index, "date"] });
    return value;
  }

  function exhibit(read, piece, index, today) {
    const { kind = "", date = "", shows = [], file } = piece;
    let count = countOf(piece.count);
    if (Number.isNaN(count)) {
      count = undefined;
      read.unread.push({ code: "quantity.format", path: ["evidence", index, "count"] });
    }
    if (!book.kindAt.has(kind)) read.within.push({ code: "type.kind", path: ["evidence", index, "kind"] });
    const when = date.trim();
    if (when !== "") day(read, "evidence", index, when, today);
    read.evidence.push({ kind, count, date: when, shows, file: file?.name ?? "" });
  }

  function step(read, { date: on = "", channel = "", action = "", excuse = "", replyBy = "" }, index, today) {
    const when = day(read, "log", index, on.trim(), today);
    if (!book.channelAt.has(channel)) read.within.push({ code: "type.channel", path: ["log", index, "channel"] });
    if (!book.actionBits.has(action)) read.within.push({ code: "type.action", path: ["log", index, "action"] });
    if (excuse !== "" && !book.excuses.has(excuse)) read.within.push({ code: "type.choice", path: ["log", index, "excuse"] });
    const by = replyBy.trim() === "" ? undefined : date(replyBy, today, today + 364);
    if (by !== undefined && by.value === undefined) read.within.push({ code: by.code, path: ["log", index, "replyBy"] });
    read.log.push({ day: when, channel, action, excuse: book.excuses.has(excuse) ? excuse : undefined, replyBy: by?.value });
  }

  return (draft, today) => {
    const read = new Read(book);
    for (const id of Object.keys(draft)) {
      const value = draft[id];
      if (value === undefined || value === null || id === "evidence" || id === "log") continue;
      const at = book.fieldAt.get(id);
      if (at !== undefined) field(read, at, value, today);
      else read.unknown.push(id);
    }
    draft.evidence?.forEach((piece, index) => exhibit(read, piece, index, today));
    draft.log?.forEach((entry, index) => step(read, entry, index, today));
    return read;
  };
}
