/** The whole assessment of a draft that was read. */

import { LAPSED, OVER, PENDING, rank, SILENT, ANSWERED, UNTOUCHED } from "./channels.js";
import { iso } from "./dates.js";
import { score } from "./evidence.js";
import { fold } from "./fold.js";
import { yuan } from "./numbers.js";
import { privateParts } from "./private.js";
import { FoldedText, variants } from "./scan.js";

const SHORT = 30;
/** Rights that end later than in so many days set no day for the next step. */
const NEAR = 90;
const BLANK = /\s/;

/** @returns {(one: import("./case.js").Case, read: object) => object} */
export function assessor(book) {
  const { fields, messages, roles } = book;
  const folded = new FoldedText(variants(book.know.variants));

  /** An issue with the catalogue's severity and words for its code. */
  const issue = (code, path, view = {}) => ({ code, severity: messages[code].severity, path, message: messages[code].fill(view) });

  const about = (at, code, today) => {
    const { label, example, max, path } = fields[at];
    return issue(code, path, { label, example, max: String(max), date: today });
  };

  /** Field by field, across fields, then the lists. */
  function check(one, read, { required }) {
    const today = iso(one.today);
    const issues = read.unread.map(({ code, path }) => issue(code, path));
    for (let at = 0; at < fields.length; at++) {
      const found = read.found[at];
      if (found === undefined) {
        if (required[at] && !one.filled(at)) issues.push(about(at, "required", today));
        continue;
      }
      for (const { code, suggestion } of found) {
        const said = about(at, code, today);
        if (suggestion !== undefined) said.suggestion = suggestion;
        issues.push(said);
      }
    }
    const value = (at) => one.value(at);
    if (value(roles.received) < value(roles.purchased)) issues.push(about(roles.received, "date.order", today));
    const paid = value(roles.paid);
    const beside = book.beside.reduce((sum, at) => sum + (value(at) ?? 0), 0);
    // Nor is it too much where several times the price is demanded on top, and the law gives it.
    const demanded = book.multiples.some((id) => one.choices.includes(id));
    const multiple = demanded ? (one.claims().find(({ claim }) => claim.isMultiple)?.fen ?? 0) : 0;
    if (value(roles.asked) > paid + beside + multiple) issues.push(about(roles.asked, "amount.exceeds-paid", today));
    // Less is a discount, more is worth a look.
    if (paid > value(roles.unitPrice) * value(roles.quantity)) issues.push(about(roles.paid, "amount.total", today));
    for (const id of read.unknown) issues.push(issue("unknown-field", [id]));
    for (const { code, path } of read.within) issues.push(issue(code, path, path[2] === "date" || path[2] === "replyBy" ? { label: "日期", date: today, example: today } : {}));
    return issues;
  }

  function warnings(one, channel, issues) {
    for (const warning of channel.warnings) {
      if (warning.past >= 0 && !one.running(warning.past)?.passed) continue;
      if (one.holds(warning, channel.place)) issues.push({ code: "refusal", severity: messages.refusal.severity, path: [], message: warning.text });
    }
  }

  /** What the description still lacks, by what this reason needs. */
  function completeness(one, topics, issues) {
    const text = one.texts[roles.description];
    if (text === "") return;
    const { label, path } = fields[roles.description];
    const advise = (code) => issues.push(issue(code, path, { label }));
    if (isShort(text)) advise("text.short");
    else {
      const { aboutMoney } = one.ofReason;
      const did = (actions) => one.steps.some(({ action }) => actions.includes(action));
      if (!topics.has("date")) advise("text.no-date");
      if (aboutMoney && !one.filled(roles.paid) && !one.filled(roles.asked) && !topics.has("amount")) advise("text.no-amount");
      if (!topics.has("answer") && !did(["accepted", "replied", "refused", "resolved"]) && (topics.has("contact") || did(["contacted", "requested-remedy", "submitted"]))) advise("text.no-answer");
      if (!one.filled(roles.remedy) && !topics.has("demand")) advise("text.no-demand");
    }
    for (const at of one.ofReason.expects) if (!one.filled(at) && one.holds(fields[at].asked)) issues.push(issue("text.tells", fields[at].path, { label: fields[at].label }));
  }

  function progress(one, { sections }) {
    let filled = 0;
    let required = 0;
    const all = sections.map(({ id, fields }) => {
      let count = 0;
      for (const field of fields) if (one.filled(field)) count += 1;
      filled += count;
      required += fields.length;
      return { id, filled: count, required: fields.length };
    });
    return { filled, required, sections: all };
  }

  /** Open deadlines, soonest first; a right of the person's own is gone with its last day. */
  function deadlines(one) {
    if (one.resolved()) return [];
    const open = [];
    book.deadlines.forEach(({ id, owes }, place) => {
      const running = one.running(place);
      if (running === undefined || running.ended || (running.passed && !owes)) return;
      open.push({ id, ...running });
    });
    open.sort((a, b) => a.shown - b.shown);
    return open.map(({ id, start, shown, passed, estimated }) => ({ id, start: iso(start), due: iso(shown), daysLeft: passed ? shown - one.today : Math.max(shown - one.today, 0), estimated }));
  }

  /** The one thing to do next. */
  function step(one, { why, missing }, channel, { stage, until }) {
    const resolved = one.resolved();
    const kind = resolved ? "done" : stage === PENDING ? "wait" : stage === SILENT || stage === LAPSED ? "chase" : stage === ANSWERED ? "send" : stage >= OVER ? "escalate" : why.includes("why.urgent") ? "warn" : missing.length > 0 ? "prepare" : why.includes("why.first-step") ? "send" : "escalate";
    const running = book.deadlines.map(({ id, binds }, place) => ({ id, binds, ...one.running(place) }));
    const ending = running.filter(({ binds, running, shown }) => binds === "consumer" && running && shown - one.today <= NEAR).map(({ shown }) => shown);
    const nearest = ending.length > 0 ? Math.min(...ending) : undefined;
    const due = kind === "done" ? undefined : kind === "wait" ? until : kind === "chase" || kind === "warn" ? one.today : nearest;
    const document = kind === "done" || kind === "wait" ? undefined : stage === UNTOUCHED ? channel.document : channel.answer;
    const asks = kind === "done" ? undefined : book.questions.find((question) => one.holds(question))?.id;
    return {
      ...{ channel: channel.id, kind, overdue: resolved ? [] : running.filter(({ overdue }) => overdue).map(({ id }) => id), why },
      ...(document !== undefined && { document }),
      ...(due !== undefined && { due: iso(due) }),
      ...(asks !== undefined && { asks }),
    };
  }

  return (one, read) => {
    const told = read.paragraphs[roles.description];
    let description;
    if (told !== undefined) {
      folded.read(told);
      description = book.hints(folded, told);
      one.mentioned = description.treated;
    }
    const { ranked, next, standing } = rank(one);
    const issues = check(one, read, next);
    warnings(one, next, issues);

    const found = [];
    const own = one.value(roles.phone);
    const entered = (number) => book.numbers.some((at) => one.filled(at) && digits(one.texts[at]) === number);
    for (const at of book.paragraphs) {
      const text = read.paragraphs[at];
      if (text === undefined) continue;
      const { path, label } = fields[at];
      folded.read(text);
      book.tone(folded, text, path, issues);
      for (const { code, span, suggestion } of privateParts(text, own, entered)) {
        const said = { ...issue(code, path, { label }), span };
        if (suggestion !== undefined) said.suggestion = suggestion;
        found.push(said);
      }
    }
    issues.push(...found);
    completeness(one, description?.topics, issues);

    const assessment = {
      ready: !issues.some(({ severity }) => severity === "error"),
      issues,
      progress: progress(one, next),
      asked: fields.filter(({ conditional, asked }, at) => conditional && (next.required[at] || one.holds(asked, next.place))).map(({ id }) => id),
      evidence: score(one),
      channels: ranked,
      deadlines: deadlines(one),
      claims: one.claims().map(possible),
      next: step(one, ranked.find(({ recommended }) => recommended), next, standing),
      prevention: one.ofReason.tips.filter(({ test }) => test === undefined || test(one)).map(({ id }) => id),
    };
    const suggested = description?.suggestion;
    if (suggested !== undefined && !(one.reason >= 0 && suggested.speaksOf(one.texts[roles.reason]))) assessment.suggestedReason = { id: suggested.id, spans: suggested.spans };
    return assessment;
  };
}

/** A claim as it is answered. */
function possible({ claim: { id }, fen, figures }) {
  if (fen === undefined) return { id };
  const amount = yuan(fen);
  return figures === undefined ? { id, amount } : { id, amount, reckoning: `${figures} = ${amount}` };
}

const digits = (text) => fold(text).replace(/[^0-9]/g, "");

/** Whether it has fewer characters than a description should, blanks not counted. */
function isShort(text) {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const c = text.charCodeAt(at);
    const counts = (c > 0x3000 && c < 0xd800) || (c > 0x20 && c < 0x7f) || ((c & 0xfc00) !== 0xdc00 && !BLANK.test(text[at]));
    if (counts && ++count === SHORT) return false;
  }
  return true;
}
