/** The result: whom to turn to and why, the text to send, how to send it, and whether it was sent. */

import { QUESTION_ANSWERS } from "../element/log-answers.ts";
import { isError, isFault, OF_LOG } from "../element/model.ts";
import { daysBetween, inDays } from "../element/screens/remaining.ts";
import { dayAfter, LONGEST_DAYS, USUAL_DAYS } from "../element/screens/result-model.ts";
import { formatDate } from "./dates.ts";
import { chipsRow, EARLIEST, foldRows, sectionGroup, selectRow } from "./fields.ts";
import { button, type Group, type Row, text } from "./rows.ts";
import type { View } from "./view.ts";

export function resultGroups(view: View): Group[] {
  const { t } = view;
  const label = view.submitLabel.value;
  return [
    { key: "ready", rows: notReadyRows(view) },
    { key: "addressee", rows: addresseeRows(view) },
    { key: "question", rows: questionRows(view) },
    { key: "letter", title: letterTitle(view), rows: letterRows(view) },
    { key: "submit", look: "bare", rows: label ? [button("submit", label, () => view.submit(), "primary")] : [] },
    { key: "how", title: t("stepsOf"), rows: howRows(view) },
    { key: "background", rows: backgroundRows(view) },
  ];
}

function notReadyRows(view: View): Row[] {
  const { form, t } = view;
  const errors = form.assessed("issues").filter(isError);
  if (errors.length === 0) return [];
  const faults = errors.filter(isFault).length;
  const review = () => {
    form.review();
    const [first] = [...errors.filter(isFault), ...errors];
    form.goToPlace(String(first?.path[0] ?? ""));
  };
  return [
    text("ready", faults > 0 ? t("notReady", { n: faults }) : t("notComplete", { n: errors.length }), "warning"),
    button("ready:review", t("toReview"), review, "link"),
  ];
}

/** Ways to fields. */
const placesRow = ({ form }: View, key: string, label: string, fields: readonly string[]): Row => ({
  kind: "chips",
  key,
  label,
  look: "ways",
  options: fields.map((field) => ({ id: field, label: form.nameOf(field), on: false })),
  act: (field) => form.goToPlace(field),
});

function addresseeRows(view: View): Row[] {
  const { form, t, result } = view;
  const { channel, spec } = form;
  if (!channel) return [];
  const next = form.assessed("next");
  const advised = channel.id === next.channel;
  const why = advised
    ? next.why.filter((code) => code !== "why.missing").map((code) => spec.whys[code] ?? "")
    : form.whysOf(channel);
  const to = t(advised ? (next.document ? "sendFirst" : "callFirst") : "sendTo", {
    channel: form.label("channels", channel.id),
  });
  const { replyBy } = result;
  const waiting = spec.channels.find(({ id }) => id === channel.id)?.waiting;
  const rows: Row[] = [
    {
      kind: "now",
      key: "addressee",
      text: to,
      hint: why.join(" "),
      value: replyBy ? t("answeredBy", { date: formatDate(replyBy, form.options.locale) }) : "",
      tag: replyBy ? inDays(form, replyBy) : "",
    },
  ];
  if (!replyBy && waiting) rows.push(text("addressee:waiting", `${t("waiting")}${waiting}`, "soft"));
  if (advised && next.kind === "warn") rows.push(text("addressee:warn", spec.steps[next.kind] ?? "", "warning"));
  if (channel.missing.length > 0) {
    rows.push(placesRow(view, "missing", t("channelMissing"), channel.missing));
  }
  return rows;
}

/** The question whose answer would change the advice. */
function questionRows(view: View): Row[] {
  const { form, t, shown } = view;
  const { asks } = form.assessed("next");
  const question = form.spec.questions.find(({ id }) => id === asks);
  if (!question) return [];
  const field = form.field(question.id);
  if (field) {
    const section = form.sections.find(({ fields }) => fields.some(({ id }) => id === field.id));
    const asked = section && { ...section, fields: [field] };
    return asked ? [text("asks", question.label), ...sectionGroup(view, asked, []).rows] : [];
  }
  if (!question.id.startsWith(OF_LOG)) return [];
  const channel = question.id.slice(OF_LOG.length);
  const today = form.settings.today();
  const answers = QUESTION_ANSWERS.map(({ key }) => ({ id: key, label: t(key) }));
  const { key, day } = shown.asked;
  const action = QUESTION_ANSWERS.find((one) => one.key === key)?.action;
  const date = day || today;
  const choose = (id: string) => view.show({ asked: { key: id, day } });
  const rows = [chipsRow("asks", question.label, answers, key || undefined, choose)];
  if (!action) return rows;
  const note = () => {
    view.show({ asked: { key: "", day: "" } });
    form.addEntry("log", { date, channel, action });
  };
  return [
    ...rows,
    {
      kind: "date",
      key: "asks:day",
      label: t("askDay"),
      value: date,
      text: formatDate(date, form.options.locale),
      start: EARLIEST,
      end: today,
      act: (next) => view.show({ asked: { key, day: next } }),
    },
    button("asks:note", t("askNote"), note),
  ];
}

const letterTitle = ({ form }: View): string => form.label("documents", form.documents.chosen);

function letterRows(view: View): Row[] {
  const { form, t, result, shown } = view;
  const { body, lacking, omitted, limit } = result.composition();
  const words = result.text;
  const rows: Row[] = [];
  if (result.hasShort) {
    const versions = [
      { id: "full", label: t("versionFull") },
      { id: "short", label: t("versionShort") },
    ];
    const choose = (id: string) => {
      result.version = id === "short" ? "short" : "full";
    };
    rows.push(chipsRow("version", "", versions, result.version, choose));
  }
  const over = limit !== undefined && words.length > limit;
  const counted =
    limit === undefined ? t("count", { n: words.length }) : t(over ? "over" : "within", { n: words.length, of: limit });
  rows.push(text("letter:count", result.edited ? `${counted} · ${t("editedMark")}` : counted, over ? "error" : "soft"));
  if (form.options.locale === "en") rows.push(text("letter:language", t("chineseSent"), "soft"));
  if (lacking.length > 0) {
    rows.push(placesRow(view, "lacking", t("lacking"), lacking));
    rows.push(text("lacking:blanks", t("blanksStay"), "soft"));
  }
  if (omitted.length > 0) rows.push(text("omitted", t("omitted", { fields: form.namesOf(omitted) }), "warning"));
  if (result.outdated) rows.push(text("outdated", t("editOutdated"), "warning"));
  if (shown.editing) {
    const act = (next: string) => {
      result.text = next;
    };
    rows.push({ kind: "area", key: "letter", label: t("sentText"), value: words, limit: -1, look: "letter", act });
  } else rows.push({ kind: "paper", key: "letter", text: result.edited ? words : body });
  const { editing } = shown;
  rows.push(button("letter:edit", t(editing ? "editDone" : "edit"), () => view.show({ editing: !editing }), "link"));
  if (result.edited) {
    const back = () => {
      result.takeBack();
      view.show({ editing: false });
    };
    rows.push(button("letter:back", t("editBack"), back, "link"));
  }
  return [...rows, ...replyDayRows(view), hideContactRow(view)];
}

/** The day by which the text asks for an answer. */
function replyDayRows({ form, t, result }: View): Row[] {
  const { replyBy } = result;
  if (!replyBy) return [];
  const today = form.settings.today();
  const days = USUAL_DAYS.map((n) => ({ id: String(n), label: t("replyDays", { n }) }));
  const chosen = String(daysBetween(today, replyBy));
  return [
    chipsRow("reply-by", t("replyBy"), days, chosen, (n) => result.chooseReplyBy(dayAfter(today, Number(n)))),
    {
      kind: "date",
      key: "reply-by:day",
      label: t("replyOther"),
      value: replyBy,
      text: formatDate(replyBy, form.options.locale),
      start: dayAfter(today, 1),
      end: dayAfter(today, LONGEST_DAYS),
      act: (day) => result.chooseReplyBy(day),
    },
  ];
}

const hideContactRow = ({ form, t }: View): Row => ({
  kind: "switch",
  key: "hide-contact",
  label: t("hideContact"),
  hint: t("hideContactHint"),
  open: form.hideContact,
  act() {
    form.hideContact = !form.hideContact;
  },
});

/** Ways there, words for the phone, and what to know of the channel. */
function howRows(view: View): Row[] {
  const { form, t, result } = view;
  const channel = form.spec.channels.find(({ id }) => id === form.channel?.id);
  if (!channel) return [];
  const { entry, steps, say, atHand, warnings, sees, limits, confirmed } = channel;
  const rows: Row[] = [];
  if (!confirmed) rows.push(text("how:unconfirmed", t("unconfirmed"), "soft"));
  if (entry.path) rows.push(text("how:path", entry.path, "strong"));
  if (steps.length > 0) rows.push({ kind: "list", key: "how:steps", items: steps, look: "numbered" });
  rows.push(...entryRows(view, entry));
  const noted = result.isNoted(result.sending);
  rows.push(button("filed", t(noted ? "sentToday" : "sentByHand"), () => noteSent(view)));
  const fold = (key: string, words: string, items: readonly string[]) =>
    items.length > 0 ? foldRows(view, `how:${key}`, words, () => [{ kind: "list", key: `list:${key}`, items }]) : [];
  const hand = atHand.length > 0 ? [`${t("atHand")}: ${atHand.join(t("listJoin"))}`] : [];
  return [
    ...rows,
    ...fold("say", t("phoneScript"), say.length > 0 ? [...say, ...hand] : []),
    ...fold("warnings", t("goodToKnow", { n: warnings.length }), warnings),
    ...fold("sees", t("whatItSees"), sees ? [sees] : []),
    ...fold("limits", t("itsLimits"), limits ? [limits] : []),
  ];
}

/** A site's address to copy, since WeChat opens none; a number to call. */
export function entryRows(view: View, { url, phone }: { url?: string; phone?: string }): Row[] {
  const rows: Row[] = [];
  if (phone) rows.push(button("entry:phone", view.t("call", { phone }), () => view.call(phone)));
  if (url) rows.push(button("entry:url", view.t("copyAddress", { url }), () => view.copyAddress(url)));
  return rows;
}

/** Notes that the text was sent, and shows what comes then. */
export function noteSent({ form, result }: View): void {
  result.noteSent();
  form.goTo("follow-up");
}

/** For the few: other channels, the law, other texts, the text part by part. */
function backgroundRows(view: View): Row[] {
  const { form, t, result } = view;
  const { spec } = form;
  const claims = form.assessed("claims");
  const { ordered, chosen } = form.documents;
  const channels = form.assessed("channels").map(({ id, recommended, fits }) => {
    const badge = recommended ? ` · ${t("recommended")}` : fits ? "" : ` · ${t("notFitting")}`;
    return { id, label: form.label("channels", id) + badge };
  });
  const documents = ordered.map((id) => ({ id, label: form.label("documents", id) }));
  const parts = result.composition().parts.filter(({ blank }) => !blank);
  const rows = [
    selectRow(form, "channel", t("otherChannels"), channels, form.channel?.id ?? "", (id) => form.chooseChannel(id)),
    selectRow(form, "document", t("documents"), documents, chosen, (id) => form.chooseDocument(id)),
  ];
  const claimRows = (): Row[] =>
    claims.flatMap(({ id, amount }): Row[] => {
      const claim = spec.claims.find((one) => one.id === id);
      if (!claim) return [];
      const { title, article } = claim.law;
      const worth = amount ? ` ${t("claimUpTo", { amount })}` : "";
      return [
        text(`claim:${id}`, claim.label + worth, "strong"),
        text(`claim:${id}:law`, `${claim.condition} ${t("law", { title, article })}`, "soft"),
      ];
    });
  const partRows = (): Row[] => [
    text("parts:hint", t("byPartsHint"), "soft"),
    ...parts.map(
      ({ id, label, text: words }): Row => ({
        kind: "found",
        key: `part:${id}`,
        label,
        value: words,
        text: t("copy"),
        act: () => view.copy(words),
      }),
    ),
  ];
  if (claims.length > 0) rows.push(...foldRows(view, "law", t("lawFold", { n: claims.length }), claimRows));
  if (parts.length > 0) rows.push(...foldRows(view, "parts", t("byParts"), partRows));
  return rows;
}

/** Always in reach: copy and share; after that, whether it was sent. */
export function sendBar(view: View): Row[] {
  const { t, result } = view;
  const { copied } = result;
  const asked = copied && !result.isNoted(result.sending);
  return [
    ...(asked ? [text("sent:question", t("sentQuestion"), "strong")] : []),
    ...(asked ? [button("sent", t("sentYes"), () => noteSent(view), "primary")] : []),
    button("copy", t(copied ? "copyAgain" : "copyText"), () => view.copyLetter(), asked ? "plain" : "primary"),
    ...(asked ? [] : [button("share", t("share"), () => view.shareLetter())]),
  ];
}
