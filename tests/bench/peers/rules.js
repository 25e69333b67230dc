/**
 * What every contender needs besides a validator and a template: the score, the channel, and the values of the text. As
 * plain and quick as it can be said in JavaScript; the contenders differ in how they validate and how they write.
 */

/** "2026-11-03" as days since 1970, NaN where the calendar has no such day. */
export function dayOf(text) {
  const time = Date.parse(text);
  return new Date(time).getUTCDate() === +text.slice(8, 10) ? time / 86_400_000 : NaN;
}

export const ISO = /^\d{4}-\d\d-\d\d$/;

/** Weight times what is held, over the weight of the essential and strong kinds. */
export function score(know, draft) {
  const checklist = know.reasons[draft.reason] ?? know.reasons[""];
  let total = 0;
  let earned = 0;
  let gap = false;
  for (const [kind, weight] of checklist) {
    const { good } = know.evidence[kind];
    let held = 0;
    for (const piece of draft.evidence) {
      if (piece.kind !== kind) continue;
      let shown = 0;
      for (const mark of good) if ((mark === "date" && piece.date) || piece.shows.includes(mark)) shown += 1;
      held = Math.max(held, good.length === 0 ? 100 : 80 + Math.trunc((20 * shown) / good.length));
    }
    if (weight > 1) total += weight;
    if (weight === 3 && held === 0) gap = true;
    earned += weight * held;
  }
  const points = Math.min(100, total === 0 ? 0 : Math.trunc(earned / total));
  return gap ? Math.min(69, points) : points;
}

export const grade = (points) => (points < 40 ? "weak" : points < 70 ? "fair" : points < 90 ? "good" : "strong");

/** What the log says of the merchant. */
export function history(log) {
  let asked;
  let refused;
  let last;
  for (const step of log) {
    if (step.action === "refused") refused = step.date;
    else asked = step.date;
    last = step;
  }
  return { asked, refused, last };
}

/** The merchant has two days to answer; a refusal or silence leads to the platform. */
export function channel(know, reason, { asked, last }) {
  if (reason === "stranger-fraud") return "police";
  if (last === undefined) return "merchant";
  if (last.action === "refused") return "in-app";
  return dayOf(know.today) - dayOf(asked) > 2 ? "in-app" : "merchant";
}

export const isNeeded = (know, field, channel) => know.required.includes(field) || know.requiredBy[field].includes(channel);

/** "2026-11-03" as 2026年11月3日; anything else as it was typed. */
export function longDate(text) {
  if (!ISO.test(text) || Number.isNaN(dayOf(text))) return text;
  return `${text.slice(0, 4)}年${+text.slice(5, 7)}月${+text.slice(8, 10)}日`;
}

/** "1240.5" as 1240.50元; what is no amount as it was typed. */
export function yuan(text) {
  const plain = text.replaceAll(",", "");
  if (!/^\d+(\.\d{1,2}0*)?$/.test(plain)) return text;
  const [whole, part = ""] = plain.split(".");
  return `${BigInt(whole)}.${part.padEnd(2, "0").slice(0, 2)}元`;
}

/** Leaves out whole parts, the least important first, until the text fits. */
const KEEP = { history: 5, evidence: 4, contact: 6, order: 7, demand: 8, problem: 9 };
export function fit(parts, limit) {
  let length = parts.reduce((sum, { text }) => sum + text.length + 1, -1);
  while (length > limit && parts.length > 1) {
    let least = 0;
    for (let at = 1; at < parts.length; at++) if (KEEP[parts[at].id] <= KEEP[parts[least].id]) least = at;
    length -= parts[least].text.length + 1;
    parts.splice(least, 1);
  }
  return parts.map(({ text }) => text).join("\n");
}
