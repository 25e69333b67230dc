/** Whom to complain to next: up the ladder, as the log shows silence or refusal. */

export const UNTOUCHED = 0, PENDING = 1, ANSWERED = 2, SILENT = 3; // prettier-ignore
export const LAPSED = 4;
const REFUSED = 5, UNREACHABLE = 6, ENDED = 7; // prettier-ignore
/** From here on nothing more is to be expected. */
export const OVER = LAPSED;
const TOP = 6;
const WHY = [[], ["why.pending"], ["why.answer"], ["why.silent", "why.chase"], ["why.silent"], ["why.refused"], ["why.unreachable"], ["why.refused"]];
const OWN = ["contacted", "requested-remedy", "submitted"];

/**
 * @returns {{ranked: object[], next: object, standing: {stage: number, until: number | undefined}}} every channel, best first;
 *   and of the book the one that is recommended, with how far things have come there
 */
export function rank(one) {
  const { channels, fields } = one.book;
  const places = channels.map((channel, at) => place(one, channel, at));
  const instead = new Set(places.filter(({ first, stage, channel }) => first && stage < OVER && one.holds(channel.insteadWhen, channel.place)).flatMap(({ channel }) => channel.insteadOf));
  for (const it of places) it.advised &&= !instead.has(it.channel.id);
  const next = best(one, places);
  const { tier } = next.channel;
  const resolved = one.resolved();
  const weigh = (it) => {
    const behind = it.stage >= OVER || (!it.advised && it.stage === UNTOUCHED);
    const distance = 2 * Math.abs(it.channel.tier - tier) + (it.channel.tier < tier ? 1 : 0);
    return it === next ? -1 : (it.open ? 0 : 128) + (behind ? 64 : 0) + (it.channel.beside ? 32 : 0) + distance;
  };
  // Sorting is stable: among equals the catalogue's order stays.
  const ranked = places.map((it) => ({ it, weight: weigh(it) })).sort((a, b) => a.weight - b.weight).map(({ it }) => {
    const { channel, open: fits } = it;
    const recommended = it === next;
    if (resolved) return { id: channel.id, fits, recommended, why: ["why.resolved"], missing: [] };
    const missing = channel.needs.filter((field) => one.texts[field] === "").map((field) => fields[field].id);
    const why = it.first && fits ? ["why.urgent"] : [];
    if (it.stage !== UNTOUCHED) why.push(...WHY[it.stage]);
    else if (!fits) why.push(closed(one, it));
    else if (!it.first) why.push(recommended ? advice(places, it) : alternative(it, tier));
    if (fits && missing.length > 0) why.push("why.missing");
    return { id: channel.id, fits, recommended, why, missing };
  }); // prettier-ignore
  return { ranked, next: next.channel, standing: next };
}

/** A channel as this case finds it. */
function place(one, channel, at) {
  const holds = (conditions) => conditions.some((condition) => one.holds(condition, at));
  const first = holds(channel.first);
  const inTime = channel.within < 0 || one.running(channel.within)?.running === true;
  const open = (channel.first.length === 0 || first) && inTime && one.ofReason.fitting[at] && (channel.test === undefined || channel.test(one, at));
  return { channel, first, open, advised: !channel.beside && !holds(channel.notAdvised), ladder: !channel.beside && channel.first.length === 0, ...standing(one, channel) };
}

/** How far things have come with a channel, and until when an answer is awaited. */
function standing(one, channel) {
  const steps = one.steps.filter(({ place }) => place === channel.place);
  const last = steps.at(-1);
  if (last === undefined) return { stage: UNTOUCHED };
  const settled = { refused: REFUSED, unreachable: UNREACHABLE, "mediation-ended": ENDED }[last.action];
  if (settled !== undefined) return { stage: settled };
  if (last.action === "replied" && last.excuse) return { stage: steps.filter(({ excuse }) => excuse).length > 1 ? REFUSED : ANSWERED };
  const running = channel.silence.map((deadline) => one.running(deadline)).filter((it) => it !== undefined);
  const open = running.filter((it) => it.running).map(({ due }) => due);
  const late = running.filter(({ overdue }) => overdue).map(({ due }) => due);
  let from;
  // Whoever is asked once more gets no new time by that.
  for (const { day, place, action } of one.steps) if (!(channel.chase > 0 && channel.patience > 0 && place === channel.place && OWN.includes(action) && from + channel.patience < day)) from = day;
  const patience = channel.patience > 0 ? from + channel.patience : undefined;
  let over;
  if (late.length > 0) over = Math.max(...late);
  else if (open.length === 0 && patience < one.today) over = patience;
  if (over === undefined) return { stage: PENDING, until: open.length > 0 ? Math.min(...open) : patience };
  if (channel.chase === 0) return { stage: LAPSED };
  const asked = steps.findLast(({ day, action }) => day > over && OWN.includes(action));
  if (asked === undefined) return { stage: SILENT };
  const until = asked.day + channel.chase;
  return until < one.today ? { stage: LAPSED } : { stage: PENDING, until };
}

/** What comes first; what is under way on the highest tier reached; else the first open one there or on the next. */
function best(one, places) {
  const touched = places.filter(({ stage, ladder }) => stage !== UNTOUCHED && ladder);
  const reached = touched.reduce((most, { channel }) => Math.max(most, channel.tier), 0);
  const there = touched.filter(({ channel }) => channel.tier === reached);
  const fresh = (tier) => places.find((it) => it.channel.tier === tier && it.stage === UNTOUCHED && it.open && it.advised && it.ladder);
  const urgent = places.filter(({ first, open, stage }) => first && open && stage < OVER);
  const at = (step) => places.find(({ channel }) => channel.place === step?.place);
  let found = one.resolved() ? at(one.steps.at(-1)) : undefined;
  found ??= urgent.find(({ stage }) => stage === UNTOUCHED);
  for (const stage of [ANSWERED, PENDING, SILENT]) found ??= there.find((it) => it.stage === stage);
  const last = at(one.steps.findLast(({ place }) => place !== undefined && one.book.channels[place].tier === reached));
  if (last?.channel.lateral && last.stage !== ENDED) found ??= fresh(reached);
  for (let tier = reached + 1; tier <= TOP; tier++) found ??= fresh(tier);
  // At the top: whatever is still open there, and otherwise the top itself.
  return found ?? urgent[0] ?? fresh(reached) ?? there.at(-1) ?? places[0];
}

/** Why a channel that nobody has turned to yet is recommended. */
function advice(places, it) {
  const ladder = places.filter((other) => other.ladder);
  const touched = ladder.filter(({ stage }) => stage !== UNTOUCHED);
  // Of those on the highest tier the last of the catalogue counts.
  const highest = touched.reduce((most, other) => (most === undefined || other.channel.tier >= most.channel.tier ? other : most), undefined);
  if (highest?.stage === UNREACHABLE) return "why.unreachable";
  const over = ladder.filter(({ stage, channel }) => stage >= OVER && channel.tier <= it.channel.tier);
  if (over.some(({ channel }) => channel.tier === it.channel.tier)) return "why.other-body";
  return over.length > 0 ? "why.next-tier" : "why.first-step";
}

function alternative({ channel, advised }, tier) {
  if (!advised && !channel.beside) return "why.not-advised";
  return channel.tier > tier ? "why.after-lower" : "why.alternative";
}

/** Why a channel that nobody has turned to yet cannot be used. */
function closed(one, { channel, first }) {
  if (!first && channel.first.length > 0) return "why.not-for-reason";
  return channel.within >= 0 && one.running(channel.within)?.passed ? "why.time-over" : "why.not-yet";
}
