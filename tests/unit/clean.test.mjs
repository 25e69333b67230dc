// A draft from outside: what the form may hold of it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { SPEC } from "./form.mjs";

const { cleanDraft } = await import("../../www/lib/element/clean.ts");
const clean = (draft) => cleanDraft(draft, SPEC);

test("a sound draft stays as it is, with what only its host knows", () => {
  const draft = {
    reason: "late", description: "It never came.", paidAmount: 12.5, remedy: ["refund"], hostNote: { any: ["thing"] },
    evidence: [{ kind: "photo", title: "A", count: 2, shows: ["date"], file: { name: "a.jpg", size: 3, type: "image/jpeg", sha256: "00" } }],
    log: [{ date: "2026-11-01", channel: "shop", action: "replied", excuse: "stock", replyBy: "2026-11-09", reference: "7", note: "b" }],
  }; // prettier-ignore
  assert.deepEqual(clean(draft), { draft, dropped: 0, known: 6 });
});

test("what a view could not draw is dropped and counted, at every place", () => {
  const table = [
    [{ description: {} }, {}, 1],
    [{ description: ["a"] }, {}, 1],
    [{ description: Number.NaN }, {}, 1],
    [{ description: true, reason: "late" }, { reason: "late" }, 1],
    [{ description: null }, {}, 0],
    [{ remedy: "refund" }, { remedy: "refund" }, 0],
    [{ remedy: ["refund", 3, null, {}] }, { remedy: ["refund"] }, 0],
    [{ evidence: [null] }, { evidence: [] }, 1],
    [{ evidence: { 0: {} } }, {}, 1],
    [{ evidence: [[], "photo", 7, { kind: "photo" }] }, { evidence: [{ kind: "photo" }] }, 3],
    [{ evidence: [{ title: 7, date: {} }] }, { evidence: [{ title: "7" }] }, 1],
    [{ evidence: [{ file: "a.jpg" }] }, { evidence: [{}] }, 1],
    [{ evidence: [{ file: { name: 3 } }] }, { evidence: [{}] }, 1],
    [{ evidence: [{ file: { name: "a", size: "x", sha256: {} } }] }, { evidence: [{ file: { name: "a", size: 0 } }] }, 0],
    [{ evidence: [{ shows: "date", count: [] }] }, { evidence: [{}] }, 2],
    [{ log: [{ date: {}, channel: [], action: true, note: 1 }] }, { log: [{ note: "1" }] }, 3],
  ];
  for (const [draft, expected, dropped] of table) {
    const cleaned = clean(draft);
    assert.deepEqual(cleaned.draft, expected, JSON.stringify(draft));
    assert.equal(cleaned.dropped, dropped, JSON.stringify(draft));
  }
  for (const draft of [undefined, null, 7, "text", [], [{}]]) assert.deepEqual(clean(draft), { draft: {}, dropped: 0, known: 0 });
});

test("lists end at the limit of a draft; getters that throw and keys of prototypes do no harm", () => {
  const { draft, dropped } = clean({ evidence: Array.from({ length: 20_000 }, () => ({ kind: "photo" })) });
  assert.equal(draft.evidence.length, 500);
  assert.equal(dropped, 19_500);
  assert.deepEqual(clean({ get description() { throw new Error("no"); }, reason: "late" }).draft, { reason: "late" });
  assert.equal(Object.getPrototypeOf(clean(JSON.parse('{"__proto__":{"polluted":1}}')).draft), Object.prototype);
});
