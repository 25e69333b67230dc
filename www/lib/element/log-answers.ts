/** Answers to choose from that become entries of the log. */

import { type Entry, type FormModel, textOf } from "./model.ts";
import { merchantOf } from "./screens/names.ts";
import type { StringKey } from "./strings.ts";

/** Whether the merchant was contacted, each answer with the actions of the log; the first action is the one that is written. */
export const CONTACT_ANSWERS: readonly { id: StringKey; actions: readonly string[] }[] = [
  { id: "contactedNot", actions: [] },
  { id: "contactedSilent", actions: ["contacted", "requested-remedy"] },
  { id: "contactedRefused", actions: ["refused"] },
  { id: "contactedGone", actions: ["unreachable"] },
];

/** Days that are one tap away: today, and so many days before. */
export const CONTACT_DAYS = ["today", "yesterday", "dayBefore"] as const;

/** The contact with the merchant that the log has: its channel, where the catalogue asks for one, its index or -1, and its entry. */
export function contactOf(form: FormModel): { channel: string; at: number; entry: Entry | undefined } | undefined {
  const channel = merchantOf(form);
  if (channel === undefined || !form.stepWith("log")) return undefined;
  const log = form.list("log");
  const at = log.findIndex((entry) => entry.channel === channel && contactAnswer(entry));
  return { channel, at, entry: log[at] };
}

/** The answer that an entry of the log stands for. */
export const contactAnswer = ({ action }: Entry) =>
  CONTACT_ANSWERS.find(({ actions }) => actions.includes(textOf(action)));

export function daysBefore(today: string, days: number): string {
  const date = new Date(`${today}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - days);
  return date.toISOString().slice(0, 10);
}

/** Answers to the question that would change the advice, each with the action of the log; without one nothing happened yet. */
export const QUESTION_ANSWERS: readonly { key: StringKey; action?: string }[] = [
  { key: "askNot" },
  { key: "contactedSilent", action: "requested-remedy" },
  { key: "contactedRefused", action: "refused" },
  { key: "askGone", action: "unreachable" },
];

/** Kinds of answer of the other side, each with the action of the log, and whether an excuse comes with it. */
export const REPLIES: readonly { key: StringKey; action: string; excuses: boolean }[] = [
  { key: "answerGave", action: "replied", excuses: true },
  { key: "answerRefused", action: "refused", excuses: true },
  { key: "answerAgreed", action: "accepted", excuses: false },
  { key: "answerGone", action: "unreachable", excuses: false },
  { key: "answerDone", action: "resolved", excuses: false },
];

/** Actions with which the other side may give an excuse. */
export const EXCUSED: readonly string[] = ["replied", "refused"];
/** The action with which the person asks for an answer by a day. */
export const DEMAND = "requested-remedy";
