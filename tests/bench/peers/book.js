/** The catalogue made ready, once: entries by their places, conditions as tables by reason and short functions. */

import { calendar, counted, fromIso, period } from "./dates.js";
import { date, money, quantity, yuan } from "./numbers.js";
import { creditCode, email, orderNumber, phone, transactionId, waybill } from "./identifiers.js";
import { hintsOf } from "./hints.js";
import { line } from "./private.js";
import { toneOf } from "./tone.js";
import { filler } from "./words.js";

const ACTIONS = ["contacted", "requested-remedy", "submitted", "accepted", "replied", "refused", "unreachable", "mediation-ended", "resolved"];
const CHECKS = { "order-number": orderNumber, "transaction-id": transactionId, "credit-code": creditCode, waybill };
const KINDS = { phone, email, money, integer: quantity };
const places = (entries) => new Map(entries.map(({ id }, at) => [id, at]));
const at = (map, id) => map.get(id) ?? -1;

/** @returns everything that the other modules ask of the catalogue */
export function open(know) {
  const book = {
    know,
    /** Of the reasons, none chosen first. */
    ids: [undefined, ...know.reasons.map(({ id }) => id)],
    fieldAt: places(know.fields),
    reasonAt: places(know.reasons),
    kindAt: places(know.evidence),
    channelAt: places(know.channels),
    excuses: new Set(know.excuses),
    deadlineAt: places(know.deadlines),
    actionBits: new Map(ACTIONS.map((action, at) => [action, 1 << at])),
    years: calendar(know.holidays),
    messages: Object.fromEntries(Object.entries(know.messages).map(([code, { severity, text }]) => [code, { severity, fill: filler(text) }])),
    tone: toneOf(know),
    hints: hintsOf(know),
  };
  const role = (name) => know.fields.findIndex((field) => field.role === name);
  book.roles = { reason: role("reason"), description: role("description"), purchased: role("purchased"), received: role("received"), paid: role("paid"), unitPrice: role("unit-price"), quantity: role("quantity"), remedy: role("remedy"), asked: role("remedy-amount"), phone: role("phone"), kind: role("order-kind"), first: role("first-remedy") };
  // All of one shape, whatever the catalogue says of them.
  book.fields = know.fields.map((field) => {
    const { id, section, kind, label, example, max = Infinity, ahead = false, required = false, beside = false, check, asked, unprinted = false, districtOf } = field;
    return { id, section, kind, label, example, max, ahead, required, beside, check, unprinted, conditional: asked !== undefined, asked: condition(book, asked), path: [id], options: options(know, field), told: told(know, field), districtOf: districtOf && at(book.fieldAt, districtOf), read: reader(field) };
  });
  book.paragraphs = book.fields.map((_, at) => at).filter((at) => book.fields[at].kind === "paragraph");
  book.numbers = book.fields.map((_, at) => at).filter((at) => book.fields[at].check !== undefined);
  book.beside = book.fields.map((_, at) => at).filter((at) => book.fields[at].beside);
  book.evidence = evidence(know);
  book.deadlines = know.deadlines.map((entry) => deadline(book, entry));
  book.claims = claims(book);
  book.multiples = know.remedies.filter(({ multiple }) => multiple).map(({ id }) => id);
  book.channels = know.channels.map((entry) => channel(book, entry));
  book.merchant = book.channels.findIndex(({ tier, first, beside }) => tier === 1 && first.length === 0 && !beside);
  book.questions = know.questions.map(({ id, when }) => ({ id, ...condition(book, when) }));
  book.byReason = book.ids.map((_, at) => ofReason(book, at - 1));
  return book;
}

/** Choices that a topic of the description tells, in the order of the topics. */
function told(know, { told = [] }) {
  const place = ({ topic }) => know.topics.findIndex(({ id }) => id === topic);
  return told.toSorted((a, b) => place(a) - place(b));
}

/** What a choice may be; undefined where anything may stand. */
function options(know, { kind, role, options }) {
  if (kind !== "choice" && kind !== "choices") return undefined;
  return new Set(role === "reason" ? know.reasons.map(({ id }) => id) : role === "remedy" ? know.remedies.map(({ id }) => id) : options);
}

/** What reads the field's text, if anything does. */
function reader({ kind, check, ahead }) {
  // Without a year, what may lie ahead is read as the next such day, everything else as the last one.
  if (kind === "date") return (text, today) => date(text, today, ahead ? today + 364 : today);
  return KINDS[kind] ?? CHECKS[check] ?? (kind === "line" ? line : undefined);
}

const PARTS = new Set(["reasons", "except", "supplies", "remedies", "filled", "empty", "chosen", "not_chosen", "past", "not_ahead", "running", "overdue", "evidence", "log", "unless", "to", "not_to", "not_past", "excuse", "unless_running", "past_deadline", "mentions", "not_mentions", "says", "kind", "also_remedies", "no_remedies"]); // prettier-ignore

/**
 * A condition, cut in two.
 * @returns {{reasons: boolean[], test: ((one: import("./case.js").Case, to: number) => boolean) | undefined}} for which reasons
 *   it can hold (the first: none chosen), and what else must be asked of a case
 */
export function condition(book, when = {}) {
  const unknown = Object.keys(when).filter((key) => !PARTS.has(key));
  if (unknown.length > 0) throw new Error(`conditions now have ${unknown}: add it here`);
  const fields = (ids = []) => ids.map((id) => at(book.fieldAt, id));
  const deadlines = (ids = []) => ids.map((id) => at(book.deadlineAt, id));
  const channels = (ids = []) => ids.map((id) => at(book.channelAt, id));
  const tests = [];
  if (when.remedies) tests.push((one) => one.choices.some((id) => when.remedies.includes(id)));
  if (when.also_remedies) tests.push((one) => one.choices.some((id) => when.also_remedies.includes(id)));
  if (when.no_remedies) tests.push((one) => !one.choices.some((id) => when.no_remedies.includes(id)));
  if (when.kind) tests.push((one) => when.kind.includes(one.choice(book.roles.kind) || book.know.reasons[one.reason]?.implied));
  for (const field of fields(when.filled)) tests.push((one) => one.texts[field] !== "");
  for (const field of fields(when.empty)) tests.push((one) => one.texts[field] === "");
  for (const { field, is } of when.chosen ?? []) tests.push(((place) => (one) => is.includes(one.choice(place)))(at(book.fieldAt, field)));
  for (const { field, is } of when.not_chosen ?? []) tests.push(((place) => (one) => !is.includes(one.choice(place)))(at(book.fieldAt, field)));
  for (const field of fields(when.past)) tests.push((one) => one.value(field) < one.today);
  for (const field of fields(when.not_ahead)) tests.push((one) => !(one.value(field) > one.today));
  for (const field of fields(when.not_past)) tests.push((one) => one.value(field) >= one.today);
  if (when.mentions) tests.push((one) => when.mentions.some((topic) => one.mentioned.has(topic)));
  if (when.not_mentions) tests.push((one) => !when.not_mentions.some((topic) => one.mentioned.has(topic)));
  if (when.says) tests.push((({ field, words }) => (one) => words.split(" ").some((word) => one.texts[field].includes(word)))({ ...when.says, field: at(book.fieldAt, when.says.field) }));
  if (when.excuse) tests.push((one) => one.steps.some(({ excuse }) => when.excuse.includes(excuse)));
  for (const deadline of deadlines(when.unless_running)) tests.push((one) => !isOpen(one.running(deadline)));
  for (const deadline of deadlines(when.past_deadline)) tests.push((one) => ((it) => it !== undefined && it.passed && !it.kept)(one.running(deadline)));
  for (const deadline of deadlines(when.running)) tests.push((one) => isOpen(one.running(deadline)));
  for (const deadline of deadlines(when.overdue)) tests.push((one) => one.running(deadline)?.overdue === true);
  for (const kind of when.evidence ?? []) tests.push((one) => one.evidence.some((exhibit) => exhibit.kind === kind));
  for (const happened of events(book, when.log)) tests.push((one) => one.latest(happened) !== undefined);
  for (const happened of events(book, when.unless)) tests.push((one) => one.latest(happened) === undefined);
  if (when.to) tests.push(((list) => (_, to) => list.includes(to))(channels(when.to)));
  if (when.not_to) tests.push(((list) => (_, to) => !list.includes(to))(channels(when.not_to)));
  // A reason that does not say what was to be supplied fits whatever is asked for.
  const supplied = (reason) => when.supplies === undefined || reason?.supplies === undefined || when.supplies.includes(reason.supplies);
  const isIn = (list, reason) => list?.includes(reason?.id) === true;
  const reasons = [undefined, ...book.know.reasons].map((reason) => (when.reasons === undefined || isIn(when.reasons, reason)) && !isIn(when.except, reason) && supplied(reason));
  const test = tests.length < 2 ? tests[0] : (one, to) => tests.every((test) => test(one, to));
  return { reasons, test };
}

/** Whether a deadline still runs, or was kept. */
export const isOpen = (deadline) => deadline !== undefined && (deadline.running || deadline.kept);

/** Events as bits: of the actions, and of the channels (all of them, where none is named). */
const events = (book, list = []) => list.map((entry) => event(book, entry));
export const event = (book, { at: where = [], did = [], excuse }) => ({
  excuse,
  did: did.length === 0 ? -1 : did.reduce((bits, action) => bits | (1 << ACTIONS.indexOf(action)), 0),
  at: where.length === 0 ? -1 : where.reduce((bits, id) => bits | (1 << at(book.channelAt, id)), 0),
});

function deadline(book, { id, binds, starts, period: length, asked = false, plain = false, when, stops, restarts, from, until }) {
  return {
    ...{ id, binds, asked, owes: binds === "other" || binds === "nobody" },
    // Whoever owes an answer is late only after the next working day; a platform's hours are its own.
    graceful: binds === "other" && length.hours === undefined,
    counted: plain ? counted(length) : undefined,
    ...condition(book, when),
    fields: starts.fields?.map((field) => at(book.fieldAt, field)),
    begins: starts.log && event(book, starts.log),
    stops: events(book, stops),
    restarts: events(book, restarts),
    due: period(length, book.years),
    from: from === undefined ? -Infinity : fromIso(from),
    until: until === undefined ? Infinity : fromIso(until),
  };
}

function claims(book) {
  const { know } = book;
  const laws = new Map(know.laws.map(({ id, from, until, when }) => [id, { from: fromIso(from), until: until === undefined ? Infinity : fromIso(until), ...condition(book, when) }]));
  const articles = new Map(know.articles.map(({ id, when }) => [id, { law: laws.get(id.slice(0, id.lastIndexOf(" "))), ...condition(book, when) }]));
  return know.claims.map(({ id, article, when, within, amount, atMost, insteadOf = [], citation }) => ({
    ...{ id, insteadOf, citation, article: articles.get(article), ...condition(book, when) },
    within: within === undefined ? -1 : at(book.deadlineAt, within),
    amount: reckoner(book, amount),
    isMultiple: amount.times !== undefined,
    atMost: at(book.fieldAt, atMost),
  }));
}

/**
 * A function that works an amount out in fen, with its figures where there are any; undefined: no claim, fen undefined: no
 * amount.
 */
function reckoner(book, { field, times, difference, excess_over_share: excess, double_within_share: double }) {
  const of = (id) => ((place) => (one) => one.value(place))(at(book.fieldAt, id));
  const left = (from, less, figures) => {
    if (from === undefined || less === undefined) return {};
    return from > less ? { fen: from - less, figures: figures() } : undefined;
  };
  if (field !== undefined) return ((money) => (one) => ({ fen: money(one) }))(of(field));
  if (times !== undefined) {
    const money = of(times.of);
    return (one) => {
      const sum = money(one);
      if (sum === undefined) return {};
      const fen = sum * times.factor;
      return fen < times.least ? { fen: times.least } : { fen, figures: `${yuan(sum)} × ${times.factor}` };
    };
  }
  if (difference !== undefined) {
    const [from, less] = [of(difference.from), of(difference.less)];
    return (one) => left(from(one), less(one), () => `${yuan(from(one))} − ${yuan(less(one))}`);
  }
  if (excess === undefined && double === undefined) return () => ({});
  const { of: whole, percent, taken_from: taken } = excess ?? double;
  const [all, part] = [of(whole), of(taken)];
  const share = (one) => (all(one) === undefined ? undefined : Math.trunc((all(one) * percent) / 100));
  if (excess !== undefined) return (one) => left(part(one), share(one), () => `${yuan(part(one))} − ${yuan(all(one))} × ${percent}%`);
  return (one) => {
    const [sum, most] = [part(one), share(one)];
    if (sum === undefined || most === undefined) return {};
    return sum <= most ? { fen: sum * 2, figures: `${yuan(sum)} × 2` } : { fen: most * 2, figures: `${yuan(all(one))} × ${percent}% × 2` };
  };
}

function evidence(know) {
  const given = new Map(know.criteria.map(({ id, given }) => [id, given]));
  return know.evidence.map(({ label, good = [] }) => ({ label, good: good.map((id) => ({ id, byDate: given.get(id) === "date", byFile: given.get(id) === "file" })) }));
}

function channel(book, { id, tier, beside = false, lateral = false, first = [], insteadOf = [], insteadWhen, notAdvised = [], when, within, needs = [], silence = [], patience = 0, chase = 0, documents, warnings = [] }) {
  const form = book.fields.map((_, place) => place).filter((place) => book.fields[place].required);
  const all = [...new Set([...form, ...needs.map((field) => at(book.fieldAt, field))])];
  const sections = book.know.sections.map((section) => ({ id: section, fields: book.fields.map((_, place) => place).filter((place) => book.fields[place].section === section && all.includes(place)) }));
  return {
    ...{ id, place: at(book.channelAt, id), tier, beside, lateral, patience, chase, ...condition(book, when), needs: all, sections },
    ...{ first: first.map((one) => condition(book, one)), notAdvised: notAdvised.map((one) => condition(book, one)), insteadOf, insteadWhen: condition(book, insteadWhen) },
    ...{ document: documents[0], answer: documents.find((document) => book.know.answering.includes(document)) },
    required: book.fields.map((_, place) => all.includes(place)),
    within: within === undefined ? -1 : at(book.deadlineAt, within),
    silence: silence.map((deadline) => at(book.deadlineAt, deadline)),
    warnings: warnings.map(({ text, when, past }) => ({ text, ...condition(book, when), past: past === undefined ? -1 : at(book.deadlineAt, past) })),
  };
}

const WEIGHTS = { essential: 3, strong: 2, helpful: 1 };

/** What follows from the reason alone; −1: none is chosen. */
function ofReason(book, reason) {
  const { know } = book;
  const entry = know.reasons[reason] ?? know.reasons.find(({ fallback }) => fallback);
  const checklist = Object.entries(WEIGHTS).flatMap(([strength, weight]) => entry[strength].map((kind) => ({ kind, strength, weight, at: at(book.kindAt, kind) })));
  const expects = (know.reasons[reason]?.expects ?? []).map((id) => at(book.fieldAt, id));
  const holding = (list) => list.filter(({ reasons }) => reasons[reason + 1]);
  return {
    ...{ checklist, expects, aboutMoney: expects.some((place) => book.fields[place].kind === "money") },
    total: checklist.reduce((sum, { weight }) => sum + (weight > 1 ? weight : 0), 0),
    claims: holding(book.claims.filter(({ article }) => article.reasons[reason + 1] && article.law.reasons[reason + 1])),
    tips: holding(know.tips.map(({ id, when }) => ({ id, ...condition(book, when) }))),
    fitting: book.channels.map(({ reasons }) => reasons[reason + 1]),
  };
}
