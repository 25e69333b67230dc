/** How well the evidence carries the complaint. */

const GOOD = 70;
const HELD = 80;

const grade = (score) => (score < 40 ? "weak" : score < GOOD ? "fair" : score < 90 ? "good" : "strong");

/** 80 for being there, and the other 20 in equal parts for the criteria that a good exhibit meets. */
function quality(good, exhibit) {
  if (good.length === 0) return 100;
  let shown = 0;
  for (const { id, byDate, byFile } of good) if ((byDate && exhibit.date !== "") || (byFile && exhibit.file !== "") || exhibit.shows.includes(id)) shown += 1;
  return HELD + Math.trunc(((100 - HELD) * shown) / good.length);
}

/** 100 × Σ weight × held ÷ Σ weight of the essential and strong kinds; at most 69 while an essential kind is missing. */
export function score(one) {
  const { evidence, kindAt } = one.book;
  const { checklist, total } = one.ofReason;
  const held = evidence.map(() => 0);
  const counts = evidence.map(() => 0);
  for (const exhibit of one.evidence) {
    const kind = kindAt.get(exhibit.kind);
    if (kind === undefined) continue;
    held[kind] = Math.max(held[kind], quality(evidence[kind].good, exhibit));
    counts[kind] += exhibit.count ?? 1;
  }
  let earned = 0;
  let gaps = 0;
  for (const { at, weight } of checklist) {
    earned += weight * held[at];
    if (weight === 3 && held[at] === 0) gaps += 1;
  }
  const points = (earned, gaps) => Math.min(total === 0 ? 0 : Math.trunc(earned / total), gaps > 0 ? GOOD - 1 : 100);
  const score = points(earned, gaps);
  let next;
  const items = checklist.map(({ kind, strength, weight, at }) => {
    const without = held[at] === 0;
    const gain = Math.max(0, points(earned + weight * (100 - held[at]), gaps - (without && weight === 3 ? 1 : 0)) - score);
    const item = { kind, strength, held: !without, count: counts[at], gain };
    // The first of the best, since the list is in order of importance.
    if (without && (next === undefined || gain > next.gain)) next = item;
    return item;
  });
  return next === undefined ? { score, grade: grade(score), items } : { score, grade: grade(score), items, next: next.kind };
}
