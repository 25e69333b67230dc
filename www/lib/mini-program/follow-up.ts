/** The follow-up: what to do by when, the other side's answer, and the course of the case. */

import { DEMAND, EXCUSED, REPLIES } from "../element/log-answers.ts";
import { type Entry, textOf } from "../element/model.ts";
import { nameOf } from "../element/screens/names.ts";
import { overdueOf, titleOf } from "../element/screens/next-step.ts";
import { daysBetween, daysLeft, FAR, SOON } from "../element/screens/remaining.ts";
import { formatDate } from "./dates.ts";
import { chipsRow, foldRows, selectRow, valueRow } from "./fields.ts";
import { entryRows } from "./result.ts";
import { button, type Group, type Row, text } from "./rows.ts";
import type { View } from "./view.ts";

export function followUpGroups(view: View): Group[] {
  const { form, t } = view;
  const { length } = form.list("log");
  const prevention = form.assessed("prevention").map((id) => form.label("prevention", id));
  const tips = (): Row[] => [{ kind: "list", key: "prevention:list", items: prevention }];
  return [
    { key: "now", rows: length === 0 ? emptyRows(view) : nowRows(view) },
    { key: "answer", rows: length === 0 ? [] : foldRows(view, "answer", t("answer"), () => replyRows(view)) },
    { key: "course", title: t("courseOfCase"), rows: courseRows(view) },
    { key: "log", title: t("log"), rows: logRows(view) },
    {
      key: "prevention",
      rows: prevention.length > 0 ? foldRows(view, "prevention", t("prevention"), tips) : [],
    },
  ];
}

/** Shows the text of the next step. */
function showText({ form }: View): void {
  form.chooseChannel("");
  form.goTo("texts");
}

const emptyRows = (view: View): Row[] => [
  { kind: "now", key: "now", text: view.t("emptyTitle"), hint: view.t("emptyLead") },
  button("write", view.t("openTexts"), () => showText(view), "primary"),
];

/** The one thing to do next. */
function nowRows(view: View): Row[] {
  const { form, t, result } = view;
  const { spec, options } = form;
  const next = form.assessed("next");
  const { noted } = result;
  const channel = spec.channels.find(({ id }) => id === next.channel);
  const waiting = next.kind === "wait";
  const late = next.kind === "chase";
  const left = next.due ? daysBetween(form.settings.today(), next.due) : 0;
  const rows: Row[] = [];
  if (noted) rows.push(text("noted", `${t("noted")} · ${nameOf(form, textOf(noted.channel))}`, "good"));
  rows.push({
    kind: "now",
    key: "now",
    look: late ? "late" : "",
    text: titleOf(form, next),
    value: waiting && next.due ? (left > 0 ? t("daysLeft", { n: left }) : t("dueToday")) : "",
    tag: waiting && next.due ? t("until", { date: formatDate(next.due, options.locale) }) : "",
    hint: noted && waiting ? t("notedLead") : (spec.steps[next.kind] ?? ""),
  });
  for (const { id, daysLeft: over } of late ? [] : overdueOf(form)) {
    rows.push(text(`over:${id}`, t("overdueNote", { what: form.label("deadlines", id), n: -over }), "error"));
  }
  const why = next.why.filter((code) => code !== "why.missing" && code !== "why.pending");
  if (!waiting && !late && why.length > 0) rows.push(text("why", why.map((code) => spec.whys[code]).join(" "), "soft"));
  if (waiting && next.due) {
    const { due } = next;
    rows.push(button("now:remind", t("remind"), () => view.remind(titleOf(form, next), due)));
  }
  if (late && next.document) rows.push(...chaseRows(view));
  else if (!waiting && next.kind !== "done")
    rows.push(button("write", t("writeNext"), () => showText(view), "primary"));
  const phone = channel?.entry.phone;
  if (phone && !waiting && (late || !next.document)) rows.push(...entryRows(view, { phone }));
  if (noted) rows.push(button("noted:undo", t("notedUndo"), () => result.undoNoted(), "link"));
  return rows;
}

/** The reminder is copied here and now; then whether it was sent is asked. */
function chaseRows(view: View): Row[] {
  const { t, form, result } = view;
  const { document, channel } = form.assessed("next");
  if (!document) return [];
  const copied = view.isOpen("chase");
  const copy = async () => {
    if ((await view.copy(result.compose({ document, channel }).shareable)) && !copied) view.toggle("chase");
  };
  const sent = () => {
    view.toggle("chase");
    result.noteSent(result.entryOf(channel, result.compose({ document, channel })));
  };
  return [
    button("chase:copy", t(copied ? "copyAgain" : "copyChase"), copy, copied ? "plain" : "primary"),
    ...(copied ? [button("chase:sent", t("sentYes"), sent, "primary")] : []),
    button("chase:see", t("seeText"), () => showText(view), "link"),
  ];
}

/** The other side's answer, chosen or recognised in what they wrote; it becomes an entry of the log. */
function replyRows(view: View): Row[] {
  const { form, t, shown } = view;
  const { reply } = shown;
  const { spec } = form;
  const asked = [...new Set(form.list("log").map(({ channel }) => textOf(channel)))].filter(Boolean);
  const who = asked.includes(reply.channel) ? reply.channel : (asked[asked.length - 1] ?? "");
  const answer = REPLIES.find(({ key }) => key === reply.key);
  const excuse = spec.excuses.find(({ id }) => id === reply.excuse);
  const change = (values: Partial<typeof reply>) => view.show({ reply: { ...view.shown.reply, ...values } });
  const found = reply.message ? form.engine.recognize(reply.message, form.options).excuse : undefined;
  function read(message: string) {
    const told = message ? form.engine.recognize(message, form.options).excuse : undefined;
    change({ message, ...(told && { excuse: told.id, key: reply.key || (REPLIES[0]?.key ?? "") }) });
  }
  function note() {
    if (!answer) return;
    const date = form.settings.today();
    const excuses = answer.excuses && excuse ? { excuse: excuse.id } : {};
    form.addEntry("log", { date, channel: who, action: answer.action, ...excuses });
    change({ key: "", message: "", excuse: "", channel: "" });
    view.toggle("answer");
    view.show({ said: t("answerNoted") });
  }
  const rows: Row[] = [
    { kind: "area", key: "reply", label: t("answerPaste"), value: reply.message, limit: -1, act: read },
  ];
  if (reply.message) {
    const words = found ? t("answerFound", { excuse: form.label("excuses", found.id) }) : t("answerNone");
    rows.push(text("reply:found", words, found ? "good" : "soft"));
  }
  const kinds = REPLIES.map(({ key }) => ({ id: key, label: t(key) }));
  rows.push(chipsRow("reply:kind", t("answerWhat"), kinds, reply.key || undefined, (key) => change({ key })));
  if (answer?.excuses) {
    rows.push(
      selectRow(form, "reply:excuse", t("answerExcuse"), spec.excuses, reply.excuse, (id) => change({ excuse: id })),
    );
    if (excuse) {
      rows.push(
        text("reply:right", t("answerRight"), "soft"),
        text("reply:holds", excuse.holds),
        text("reply:ask", t("answerReply"), "soft"),
        text("reply:words", excuse.reply),
      );
    }
  }
  if (asked.length > 1) {
    const channels = asked.map((id) => ({ id, label: form.label("channels", id) }));
    rows.push(selectRow(form, "reply:who", t("answerWho"), channels, who, (channel) => change({ channel })));
  }
  if (answer) rows.push(button("reply:note", t("answerNote"), note, "primary"));
  return rows;
}

/** Past steps and running deadlines, by date. */
function courseRows(view: View): Row[] {
  const { form, t } = view;
  const { locale } = form.options;
  const deadlines = form.assessed("deadlines");
  const today = form.settings.today();
  const dated = (date: string) => formatDate(date, locale);
  const due = (deadline: (typeof deadlines)[number]): Row => {
    const { id, due: day, daysLeft: left, estimated } = deadline;
    const entry = form.spec.deadlines.find((one) => one.id === id);
    const label = entry?.label ?? id;
    return {
      kind: "moment",
      key: `due:${id}`,
      look: left < 0 ? "over" : left <= SOON ? "soon" : "",
      label: dated(day),
      tag: daysLeft(form, left),
      value: label,
      hint: estimated ? t("estimated") : (entry?.next ?? ""),
      text: left >= 0 ? t("remind") : "",
      act: () => view.remind(label, day),
    };
  };
  const past = (entry: Entry, index: number): Row => ({
    kind: "moment",
    key: `past:${index}`,
    look: "past",
    label: dated(textOf(entry.date)),
    value: [form.label("channels", textOf(entry.channel)), form.label("actions", textOf(entry.action))]
      .filter(Boolean)
      .join(" · "),
    hint: [entry.reference, entry.note].map(textOf).filter(Boolean).join(" · "),
  });
  const now: Row = { kind: "moment", key: "today", look: "today", label: dated(today), value: t("today") };
  const near = deadlines.filter(({ daysLeft: left }) => left <= FAR);
  const far = deadlines.filter(({ daysLeft: left }) => left > FAR);
  const moments = [
    ...form
      .list("log")
      .flatMap((entry, index) => (entry.date ? [{ day: textOf(entry.date), row: past(entry, index) }] : [])),
    { day: today, row: now },
    ...near.map((deadline) => ({ day: deadline.due, row: due(deadline) })),
  ].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const rows =
    moments.length > 1 || far.length > 0 ? moments.map(({ row }) => row) : [text("course", t("timelineEmpty"), "soft")];
  if (far.length > 0) rows.push(...foldRows(view, "limits", t("longLimits", { n: far.length }), () => far.map(due)));
  return rows;
}

/** Every entry, to look at and to change. */
function logRows(view: View): Row[] {
  const { form, t } = view;
  const entries = form.list("log");
  const removed = form.lastRemoved("log");
  const add = () => {
    const at = form.addEntry("log", { date: form.settings.today() });
    view.show({ open: [...view.shown.open, `log.${at}`] });
  };
  return [
    text("log", t("logLead"), "soft"),
    ...entries.flatMap((entry, at) => {
      const name = [
        entry.date ? formatDate(textOf(entry.date), form.options.locale) : "",
        entry.channel ? form.label("channels", textOf(entry.channel)) : "",
        entry.action ? form.label("actions", textOf(entry.action)) : "",
      ].filter(Boolean);
      return foldRows(view, `log.${at}`, name.join(" · ") || t("logEntry", { n: at + 1 }), () =>
        entryFields(view, entry, at),
      );
    }),
    ...(removed ? [button("log:undo", `${t("removed")} ${t("undo")}`, () => form.restore(removed), "link")] : []),
    button("log:add", t("logAdd"), add, "link"),
  ];
}

function entryFields(view: View, entry: Entry, at: number): Row[] {
  const { form, t } = view;
  const choice = (part: string, label: string, options: readonly { id: string; label: string }[]) =>
    selectRow(form, `log.${at}.${part}`, label, options, textOf(entry[part]), (id) =>
      form.setEntry("log", at, { [part]: id }),
    );
  const cell = (part: string, label: string, kind: "line" | "date" = "line") =>
    valueRow(form, ["log", at, part], { kind, label });
  const action = textOf(entry.action);
  const remove = () => {
    view.toggle(`log.${at}`);
    form.removeEntry("log", at);
  };
  return [
    cell("date", t("logDate"), "date"),
    choice("channel", t("logChannel"), form.spec.channels),
    choice("action", t("logAction"), form.spec.actions),
    ...(EXCUSED.includes(action) ? [choice("excuse", t("logExcuse"), form.spec.excuses)] : []),
    ...(action === DEMAND ? [cell("replyBy", t("logReplyBy"), "date")] : []),
    cell("reference", t("logReference")),
    cell("note", t("logNote")),
    button(`log.${at}:remove`, t("logRemove"), remove, "danger"),
  ];
}
