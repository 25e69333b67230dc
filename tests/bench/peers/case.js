/** A draft that was read, on a given day: what the log shows, which deadlines run, which claims the facts support. */

import { isOpen } from "./book.js";
import { notLate } from "./dates.js";
import { district } from "./district.js";

export class Case {
  /**
   * @param {{texts: string[], readings: (import("./fold.js").Reading | undefined)[], choices: string[], evidence: object[], log: object[]}} read
   *   by fields: their texts, trimmed, "" where nothing usable stands, and what was read from them; then the remedies
   *   chosen, the exhibits and the steps (with `day` where their date could be read)
   */
  constructor(book, read, today) {
    this.book = book;
    this.today = today;
    this.texts = read.texts;
    for (const [at, { districtOf }] of book.fields.entries()) {
      if (districtOf !== undefined && this.texts[at] === "") this.texts[at] = district(this.texts[districtOf]);
    }
    this.readings = read.readings;
    this.choices = read.choices;
    this.evidence = read.evidence;
    this.reason = book.reasonAt.get(read.texts[book.roles.reason]) ?? -1;
    this.ofReason = book.byReason[this.reason + 1];
    this.steps = steps(book, read.log, today);
    /** By deadlines; null: not asked yet. */
    this.deadlines = book.deadlines.map(() => null);
    this.supported = undefined;
    /** Topics that the description treats. */
    this.mentioned = new Set();
  }

  filled(field) {
    return this.texts[field] !== "";
  }

  /** The choice of a field: the one that was made, else the one that the description tells, if this reason asks for it. */
  choice(field) {
    const made = this.texts[field];
    const { options, told, asked } = this.book.fields[field];
    if (told.length === 0 || options.has(made) || !asked.reasons[this.reason + 1]) return made;
    return told.find(({ topic }) => this.mentioned.has(topic))?.choice ?? made;
  }

  /** Days or fen that a field holds, if they can be read. */
  value(field) {
    return this.readings[field]?.value;
  }

  /** Whether a condition that was cut in two holds, for a document to the channel `to`. */
  holds({ reasons, test }, to) {
    return reasons[this.reason + 1] && (test === undefined || test(this, to));
  }

  /** The latest step that is such an event. */
  latest(event) {
    return this.steps.findLast((step) => is(step, event));
  }

  resolved() {
    return this.steps.at(-1)?.action === "resolved";
  }

  /** A deadline that has begun: its last run, as the log shows it. */
  running(place) {
    const known = this.deadlines[place];
    if (known !== null) return known;
    const running = run(this, this.book.deadlines[place]);
    this.deadlines[place] = running;
    return running;
  }

  /** The claims that the facts support, with their amounts in fen. */
  claims() {
    this.supported ??= support(this);
    return this.supported;
  }
}

/** The steps that could be read and lie in the past, oldest first. */
function steps(book, log, today) {
  const all = [];
  for (const { day, channel, action, excuse, replyBy } of log) {
    const did = book.actionBits.get(action);
    if (day === undefined || did === undefined || day > today) continue;
    // Behind those of the same day, which keep the order in which they were written down.
    let at = all.length;
    while (at > 0 && all[at - 1].day > day) at--;
    const place = book.channelAt.get(channel);
    all.splice(at, 0, { day, action, excuse, replyBy, place, did, at: place === undefined ? 1 << 30 : 1 << place });
  }
  return all;
}

const is = (step, { did, at, excuse }) => (step.did & did) !== 0 && (step.at & at) !== 0 && (excuse === undefined || excuse.includes(step.excuse));
const isAny = (step, events) => events.some((event) => is(step, event));

/** A right of the person's own that has lapsed is not revived by asking again, only by the other side's agreeing. */
const lapsed = ({ binds, due }, start, step) => binds === "consumer" && step.action !== "accepted" && due(start)?.day < step.day;

function run(one, deadline) {
  const { steps, today } = one;
  const { begins, fields, restarts, stops, binds } = deadline;
  if ((begins !== undefined && steps.length === 0) || !one.holds(deadline)) return undefined;
  let first;
  if (fields !== undefined) {
    // What lies ahead has begun nothing yet.
    first = fields.map((field) => one.value(field)).find((day) => day <= today);
    if (first === undefined) return undefined;
  }
  let start = first;
  let ended;
  let asked;
  for (const step of steps) {
    if (first !== undefined && step.day < first) continue;
    const starts = begins !== undefined && is(step, begins);
    if ((starts && (start === undefined || ended !== undefined || (deadline.asked && step.replyBy !== undefined))) || (start !== undefined && isAny(step, restarts) && !lapsed(deadline, start, step))) {
      start = step.day;
      asked = step.replyBy;
      ended = undefined;
    } else if (start !== undefined && ended === undefined && isAny(step, stops)) ended = step.day;
  }
  if (!(start <= today && deadline.from <= start && start <= deadline.until)) return undefined;
  const due = deadline.asked && asked !== undefined ? { day: asked, estimated: false } : deadline.due(start);
  if (due === undefined) return undefined;
  const last = deadline.graceful ? notLate(due.day, one.book.years) : due.day;
  const passed = last < today;
  const over = ended !== undefined;
  const plain = deadline.counted?.(start);
  const shown = plain >= today ? plain : due.day;
  return { start, due: due.day, shown, estimated: due.estimated, ended: over, passed, kept: ended <= due.day, running: !over && !passed, overdue: deadline.owes && passed && !over };
}

function support(one) {
  const found = [];
  for (const claim of one.ofReason.claims) {
    const { law, test } = claim.article;
    const inForce = law.from <= one.today && one.today <= law.until && (law.test === undefined || law.test(one)) && (test === undefined || test(one));
    if (!inForce || (claim.test !== undefined && !claim.test(one)) || (claim.within >= 0 && !isOpen(one.running(claim.within)))) continue;
    const amount = claim.amount(one);
    if (amount === undefined) continue;
    const most = claim.atMost < 0 ? undefined : one.value(claim.atMost);
    found.push(most < amount.fen ? { claim, fen: most } : { claim, ...amount });
  }
  // Of claims that exclude each other the largest stays, the earlier of equals.
  return found.filter(({ claim, fen }, at) => !found.some(({ claim: rival, fen: more }, other) => rival.insteadOf.includes(claim.id) && ((more ?? -1) > (fen ?? -1) || (more === fen && other < at))));
}
