/** Whom to complain to next: up the ladder, as the log shows silence or refusal. */

const UNTOUCHED = 0, PENDING = 1, SILENT = 2, REFUSED = 3; // prettier-ignore
const WHY = [undefined, "why.pending", "why.silent", "why.refused"];

/** @returns {{ranked: object[], next: object}} every channel, best first; and of the book the one that is recommended */
export function rank(one) {
  const { channels, fields } = one.book;
  const { urgent, barred, fitting } = one.ofReason;
  const count = channels.length;
  const states = standing(one);
  const open = new Array(count);
  for (let at = 0; at < count; at++) {
    const { test, within } = channels[at];
    open[at] = fitting[at] && (within < 0 || one.running(within)?.running === true) && (test === undefined || test(one, at));
  }
  const next = best(channels, states, open, urgent);
  const { tier } = channels[next];
  const resolved = one.resolved();
  let climbed = false;
  const ranked = [];
  // Closed ones behind, then those that are over, then by how far they are from the next tier.
  const weights = [];
  for (let at = 0; at < count; at++) {
    const over = states[at] >= SILENT;
    const distance = channels[at].tier - tier;
    if (over && distance < 0) climbed = true;
    const weight = at === next ? -1 : (open[at] ? 0 : 16) + (over ? 8 : 0) + Math.abs(distance);
    let place = weights.length;
    while (place > 0 && weights[place - 1] > weight) place--;
    weights.splice(place, 0, weight);
    ranked.splice(place, 0, at);
  }
  for (let place = 0; place < count; place++) {
    const at = ranked[place];
    const channel = channels[at];
    const fits = open[at];
    const recommended = at === next;
    if (resolved) {
      ranked[place] = { id: channel.id, fits, recommended, why: ["why.resolved"], missing: [] };
      continue;
    }
    const missing = [];
    for (const field of channel.needs) if (one.texts[field] === "") missing.push(fields[field].id);
    const why = urgent[at] ? ["why.urgent"] : [];
    const reason = WHY[states[at]] ?? (fits ? untouched(urgent[at], recommended, climbed, channel.tier > tier) : closed(one, channel, barred[at]));
    if (reason !== undefined) why.push(reason);
    if (fits && missing.length > 0) why.push("why.missing");
    ranked[place] = { id: channel.id, fits, recommended, why, missing };
  }
  return { ranked, next: channels[next] };
}

function untouched(urgent, recommended, climbed, higher) {
  if (urgent) return undefined;
  return recommended ? (climbed ? "why.next-rung" : "why.first-step") : higher ? "why.after-lower" : "why.alternative";
}

/** Why a channel that nobody has used yet cannot be used. */
function closed(one, { within }, barred) {
  if (barred) return "why.not-for-reason";
  return within >= 0 && one.running(within)?.passed ? "why.time-over" : "why.not-yet";
}

/** How far things have come with each channel. */
function standing(one) {
  const states = one.book.channels.map(() => UNTOUCHED);
  // A refusal counts until something newer was tried there.
  for (const { place, action } of one.steps) if (place !== undefined) states[place] = action === "refused" || action === "mediation-ended" ? REFUSED : PENDING;
  states.forEach((state, at) => {
    if (state === PENDING && one.book.channels[at].silence.some((deadline) => one.running(deadline)?.overdue)) states[at] = SILENT;
  });
  return states;
}

/** What is urgent; what is under way on the highest tier reached; else the first open one on the next tier. */
function best(channels, states, open, urgent) {
  const first = channels.findIndex((_, at) => urgent[at] && open[at] && states[at] < SILENT);
  if (first >= 0) return first;
  const reached = channels.reduce((most, { tier }, at) => (states[at] !== UNTOUCHED && !urgent[at] ? Math.max(most, tier) : most), 0);
  const fresh = (tier) => channels.findIndex((channel, at) => channel.tier === tier && open[at] && states[at] === UNTOUCHED);
  let found = channels.findIndex(({ tier }, at) => tier === reached && states[at] === PENDING);
  for (let tier = reached + 1; found < 0 && tier <= 4; tier++) found = fresh(tier);
  // At the top: whatever is still open there, and otherwise the top itself.
  if (found < 0) found = fresh(reached);
  if (found < 0) found = channels.findLastIndex(({ tier }) => tier === reached);
  return Math.max(found, 0);
}
