/** The short text for a channel's box, within its limit. */

import { condition, event } from "./book.js";
import { safeCut } from "./cut.js";
import { longDate } from "./dates.js";
import { upTo } from "./fold.js";
import { yuan } from "./numbers.js";
import { filler, shape } from "./words.js";

/** What stands where the person has to write by hand. */
const BLANK = "＿＿＿＿";

/** All words of the text, in the order in which a contender gives what writes them: of the parts, then of the remedies. */
export const texts = ({ brief, remedies }) => [...brief.parts.flatMap(({ lines }) => lines.map(({ text }) => text)), ...remedies.flatMap(({ say }) => say.map(({ text }) => text))];

/**
 * @param {((view: object) => string)[]} writers for each of `texts` what writes it from an object of values; where a value
 *   outside of `[ ]` is missing, it is not asked
 * @returns {(one: import("./case.js").Case, to: number, limit: number) => object}
 */
export function composer(book, writers) {
  const { know, roles } = book;
  const { title, needs } = know.brief;
  let next = 0;
  const words = (text, when) => ({ ...shape(text), write: writers[next++], ...condition(book, when) });
  const parts = know.brief.parts.map(({ id, label, keep, lines }) => ({ id, label, keep, lines: lines.map(({ text, when, each, join, label }) => ({ ...words(text, when), each, join, label })) }));
  const remedies = new Map(know.remedies.map(({ id, say, relief, covers = [] }) => [id, { relief, covers, say: say.map(({ text, reckoning, when }) => ({ ...words(text, when), reckoning })) }]));
  const place = (id) => book.fieldAt.get(id);
  const needed = new Map(needs.map((id) => [place(id), id]));
  const { section } = book.fields[roles.remedy];
  const besideRemedy = book.fields.map((_, at) => at).filter((at) => at !== roles.remedy && book.fields[at].section === section && !book.fields[at].unprinted);
  const merchant = [know.channels[book.merchant].id];
  const asked = event(book, { at: merchant, did: ["contacted", "requested-remedy"] });
  const answered = event(book, { at: merchant, did: ["refused", "accepted"] });
  const fillMoney = filler(know.money);
  const money = (fen) => fillMoney({ amount: yuan(fen) });
  // Placeholders of all the words: fields, and what is found otherwise.
  const OTHERS = ["you", "me", "sum", "share", "excess", "double", "multiple", "multipleBy", "contactedOn", "refusedOn", "remedies", "item"];
  const placeholders = [...new Set([...texts(know).flatMap((text) => shape(text).pieces.flat()), ...besideRemedy.map((at) => book.fields[at].id)])];
  const unknown = placeholders.filter((id) => !book.fieldAt.has(id) && !OTHERS.includes(id));
  if (unknown.length > 0) throw new Error(`the brief now needs ${unknown}: add it to OTHERS and values`);
  const ofFields = placeholders.filter((id) => book.fieldAt.has(id)).map((id) => ({ id, at: place(id) }));
  const blank = Object.fromEntries([...placeholders, ...OTHERS].map((id) => [id, undefined]));

  /** The value of a field as prose has it. */
  function prose(one, at) {
    const text = one.texts[at];
    if (text === "") return needed.has(at) ? BLANK : undefined;
    const value = one.value(at);
    if (value === undefined) return isolated(text);
    switch (book.fields[at].kind) {
      case "date":
        return longDate(value);
      case "money":
        return money(value);
      case "phone":
      case "integer":
        return String(value);
      default:
        return isolated(text);
    }
  }

  function values(one) {
    const view = { ...blank, you: know.brief.you, me: know.brief.me };
    for (const { id, at } of ofFields) view[id] = prose(one, at);
    view.contactedOn = day(one.latest(asked));
    // A refusal that was taken back is none.
    const answer = one.latest(answered);
    view.refusedOn = answer?.action === "refused" ? day(answer) : undefined;
    const multiple = one.claims().find(({ claim }) => claim.isMultiple);
    if (multiple !== undefined) {
      const { claim, fen } = multiple;
      view.multipleBy = claim.citation;
      // Not beside a smaller sum that the person asks for in all.
      if (fen !== undefined && !(one.value(roles.asked) < fen + (one.value(roles.paid) ?? 0))) {
        view.multiple = money(fen);
        view.multipleFen = fen;
      }
    }
    return view;
  }

  /** Puts the figures of a sum into the view; nothing where the draft names another. */
  function reckon(one, view, reckoning) {
    for (const id of ["sum", "share", "excess", "double"]) view[id] = undefined;
    if (reckoning === undefined) return undefined;
    const value = (id) => (id === undefined ? undefined : one.value(place(id)));
    const [from, less, is] = [value(reckoning.from), value(reckoning.less), value(reckoning.is)];
    if (from === undefined) return undefined;
    const share = less === undefined ? undefined : Math.floor((less * (value(reckoning.times) ?? 1) * (reckoning.percent ?? 100)) / 100);
    const excess = share !== undefined && from > share ? from - share : undefined;
    if (is !== undefined && excess !== is) return undefined;
    const double = 2 * Math.min(from, share ?? from);
    if (share !== undefined) view.share = money(share);
    view.double = money(double);
    if (excess !== undefined) Object.assign(view, { excess: money(excess), sum: `${yuan(from)} − ${yuan(share)}` });
    return { excess, double };
  }

  /** A remedy in the first words that hold and have their values; undefined where there are none. */
  function demand(one, view, to, id) {
    const known = remedies.get(id);
    if (known === undefined) return { text: id, ids: [], sums: [] };
    if (one.choices.some((other) => remedies.get(other)?.covers.includes(id))) return undefined;
    for (const words of known.say) {
      if (!one.holds(words, to)) continue;
      const figures = reckon(one, view, words.reckoning);
      if (!complete(words, view)) continue;
      const used = shown(words, view);
      const ids = used.filter((it) => book.fieldAt.has(it));
      const fen = { multiple: view.multipleFen, ...figures };
      const amount = (it) => (book.fieldAt.has(it) ? (book.fields[place(it)].kind === "money" ? one.value(place(it)) : undefined) : fen[it]);
      const sums = used.map(amount).filter((it) => it !== undefined);
      if (used.includes("sum")) ids.push(...[words.reckoning.from, words.reckoning.less, words.reckoning.times].filter((it) => it !== undefined));
      return { text: sentence(words.write(view)), ids, sums, relief: known.relief };
    }
    return undefined;
  }

  /** What is asked for: the remedies chosen, then what else stands in their section of the form and in none of the demands. */
  function demands(one, view, to) {
    let all = one.choices.map((id) => demand(one, view, to, id)).filter((it) => it !== undefined);
    const sums = all.flatMap(({ sums }) => sums);
    if (sums.length > 0 && sums.reduce((sum, fen) => sum + fen, 0) === one.value(roles.asked)) all[0].ids.push(know.fields[roles.asked].id);
    const of = (kind) => all.filter(({ relief }) => relief === kind);
    if (of("performance").length > 0 && of("money").length > 0) {
      const first = one.texts[roles.first] === "money" ? "money" : "performance";
      const second = of(first === "money" ? "performance" : "money");
      for (const it of second) Object.assign(it, { text: know.failing + it.text, sums: [] });
      all = [...of(first), ...second, ...of(undefined)];
    }
    const said = all.flatMap(({ ids }) => ids);
    for (const at of besideRemedy) {
      const { id, label } = book.fields[at];
      const value = view[id];
      if (value === undefined || said.includes(id)) continue;
      all.push({ text: `${label}：${sentence(value)}`, ids: [id], field: id });
    }
    return all;
  }

  /** One part's text by itself and in the whole, undefined where nothing stands in it. */
  function compose(one, part, view, to) {
    const lines = [];
    let alone;
    for (const line of part.lines) {
      if (!one.holds(line, to)) continue;
      let text;
      if (line.each === "evidence") {
        const items = [];
        for (const { kind } of one.evidence) {
          const known = book.kindAt.get(kind);
          view.item = known === undefined ? isolated(kind) : book.evidence[known].label;
          if (view.item) items.push(line.write(view));
        }
        text = [...new Set(items)].join(line.join) || undefined;
      } else if (complete(line, view)) text = line.write(view);
      if (text === undefined) continue;
      alone = line.label === undefined ? undefined : text;
      lines.push(line.label === undefined ? text : `${line.label}：${text}`);
    }
    if (lines.length === 0) return undefined;
    const whole = lines.join("\n");
    return { part, whole, text: lines.length === 1 ? (alone ?? whole) : whole };
  }

  /** What of the draft stands in a part; only asked where something had to be left out. */
  function shows(one, part, view, said, to) {
    const all = [];
    for (const line of part.lines) {
      if (!one.holds(line, to)) continue;
      if (line.each === "evidence") {
        for (const { kind } of one.evidence) if (kind !== "") all.push("evidence");
      } else if (complete(line, view)) {
        const ids = shown(line, view);
        all.push(...ids.filter((id) => book.fieldAt.has(id)));
        for (const id of ids) if (id === "contactedOn" || id === "refusedOn") all.push("log");
        if (ids.includes("remedies")) for (const { ids, field } of said) all.push(...(field === undefined ? [know.fields[roles.remedy].id] : []), ...ids);
      }
    }
    return all;
  }

  return (one, to, limit) => {
    const view = values(one);
    const said = demands(one, view, to);
    view.remedies = isolated(said.map(({ text }) => text).join("；")) || undefined;
    const lay = () => parts.map((part) => compose(one, part, view, to)).filter((section) => section !== undefined);
    let sections = lay();
    let body = sections.map(({ whole }) => whole).join("\n");
    const omitted = new Set();
    if (body.length > limit) {
      const before = sections.flatMap(({ part }) => shows(one, part, view, said, to));
      ({ sections, body } = shrunk(sections, limit));
      const after = new Set(sections.flatMap(({ part }) => shows(one, part, view, said, to)));
      for (const id of before) if (!after.has(id)) omitted.add(id);
      for (const { part, cut } of sections) if (cut) for (const id of shows(one, part, view, said, to)) omitted.add(id);
    }
    const lacking = needs.filter((id) => !one.filled(place(id)));
    let shareable = body;
    let unruled = sections;
    if (lacking.length > 0) {
      for (const id of lacking) view[id] = undefined;
      ({ sections: unruled, body: shareable } = shrunk(lay(), limit));
    }
    return {
      title,
      body,
      parts: sections.map(({ part, text }) => {
        const copy = unruled.find((section) => section.part === part);
        return { id: part.id, label: part.label, text: copy?.text ?? text, blank: copy === undefined };
      }),
      shareable,
      length: body.length,
      limit,
      omitted: [...omitted],
      lacking,
    };
  };
}

const day = (step) => (step === undefined ? undefined : longDate(step.day));
const complete = ({ needs }, view) => needs.every((id) => view[id] !== undefined);

/** Placeholders whose values stand in the words. */
const shown = ({ pieces }, view) => pieces.flatMap((ids) => (ids.every((id) => view[id] !== undefined) ? ids : []));

/** Without the full stop at its end, since the document sets its own. */
const sentence = (text) => upTo(text.trim(), "。；;. ");

/** Drops whole parts, the lowest `keep` first and the later of equals first; the last one left is shortened. */
function shrunk(all, limit) {
  let sections = all.slice();
  const length = () => sections.reduce((sum, { whole }) => sum + whole.length + 1, -1);
  while (length() > limit && sections.length > 1) {
    let least = 0;
    sections.forEach(({ part }, at) => {
      if (part.keep <= sections[least].part.keep) least = at;
    });
    sections.splice(least, 1);
  }
  const over = length() - limit;
  if (over > 0) {
    const [{ part, text }] = sections;
    const short = upTo(safeCut(text, Math.max(0, text.length - over)), "，、；：,;: \n");
    sections = short === "" || short.length > limit ? [] : [{ part, whole: short, text: short, cut: true }];
  }
  return { sections, body: sections.map(({ whole }) => whole).join("\n") };
}

const TURNS = /[\u202a-\u202e\u2066-\u2069]/;
const CONTROLS = /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]/g;

/** Text without control characters. Where it turns the writing direction, each of its lines is kept to itself. */
function isolated(value) {
  const text = value.replace(CONTROLS, "");
  if (!TURNS.test(text)) return text;
  return text
    .split("\n")
    .map((line) => {
      let [open, stray] = [0, 0];
      for (const c of line) {
        if (c === "\u2069") open === 0 ? (stray += 1) : (open -= 1);
        else if (c >= "\u2066" && c <= "\u2068") open += 1;
      }
      return "\u2068".repeat(stray + 1) + line + "\u2069".repeat(open + 1);
    })
    .join("\n");
}
