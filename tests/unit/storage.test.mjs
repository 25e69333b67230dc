// Cases as they are stored and exchanged, and the store that keeps nothing.

import assert from "node:assert/strict";
import { test } from "node:test";
import "../tools/typescript.mjs";

const { parse } = await import("../../www/files/storage/case.ts");
const { memoryStore } = await import("../../www/files/storage/store.ts");

test("case: what is exported comes back the same", async () => {
  const store = memoryStore();
  const draft = { miniProgram: "某某商城", description: "引号\" 反斜杠\\ 行\n😀 \ud800 \u202e", remedy: ["refund"], evidence: [{ kind: "chat-record", count: 2, file: { name: "a.jpg", size: 3 } }], log: [] };
  await store.save("a", draft, { title: "电饭煲" });
  const { name, text } = /** @type {any} */ (await store.exportCase("a"));
  assert.match(name, /^tousu-\d{4}-\d\d-\d\d\.json$/);
  assert.deepEqual(store.importCase(text), { draft, meta: { title: "电饭煲" }, problems: [] });
  assert.deepEqual(store.importCase(`\ufeff你好，这是我的投诉：\n${text}\n——发自手机`).draft, draft, "a chat's words around it do no harm");
  assert.deepEqual(parse(JSON.stringify(draft)), { draft, meta: {}, problems: [] }, "a bare draft is the format before the first");
});

test("case: a damaged, foreign, newer or hostile file gets an answer, not an exception", () => {
  const codes = (/** @type {unknown} */ text) => parse(text).problems.map(({ code }) => code);
  const good = JSON.stringify({ tousu: 1, saved: 0, meta: {}, draft: { description: "x".repeat(200) } });
  for (let length = 0; length < good.length; length += 3) assert.deepEqual(codes(good.slice(0, length)), ["not-json"], `cut after ${length}`);
  for (const value of ["", "null", "[]", "3", '"text"', "<html>", undefined, null, 7, {}, Symbol("s")]) assert.deepEqual(codes(value), ["not-json"]);
  assert.deepEqual(codes(JSON.stringify({ tousu: 2, draft: {} })), ["newer"]);
  for (const tousu of ["1", -1, 1.5, null, {}, [], true]) assert.deepEqual(codes(JSON.stringify({ tousu, draft: {} })), ["not-a-case"]);
  for (const draft of [null, [], "x", 1, undefined]) assert.deepEqual(codes(JSON.stringify({ tousu: 1, draft })), ["not-a-case"]);
  assert.deepEqual(codes(`{"a":"${"x".repeat(5_000_000)}"}`), ["too-large"]);
  const { draft, problems } = parse('{"tousu":1,"draft":{"__proto__":{"polluted":1},"a":{"constructor":1,"b":2}}}');
  assert.deepEqual(draft, { a: { b: 2 } });
  assert.deepEqual(problems, [{ code: "dropped", path: ["__proto__"] }, { code: "dropped", path: ["a", "constructor"] }]);
  assert.equal(/** @type {any} */ ({}).polluted, undefined);
  const deep = parse(`{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`);
  assert.deepEqual(deep.problems.map(({ code }) => code), ["dropped"]);
});

test("memory store: the same interface, and nothing left after clearing", async () => {
  const store = memoryStore();
  const draft = { description: "第一" };
  const first = store.save("a", draft);
  draft.description = "之后改的";
  await first;
  assert.equal((await store.load("a"))?.draft.description, "第一", "the draft as it was when it was saved");
  await Promise.all([store.save("b", { description: "1" }), store.save("b", { description: "2" }), store.save("b", { description: "3" })]);
  assert.equal((await store.load("b"))?.draft.description, "3", "the latest wins");
  assert.deepEqual((await store.list()).map(({ id }) => id).sort(), ["a", "b"]);
  await store.putFile("a", { id: "1", blob: new Blob(["abc"], { type: "image/png" }), name: "截图.png" });
  const [file] = await store.files("a");
  assert.deepEqual([file.id, file.name, await file.blob.text()], ["1", "截图.png", "abc"]);
  assert.deepEqual(await store.files("b"), []);
  await store.remove("a");
  assert.deepEqual([await store.load("a"), await store.files("a")], [undefined, []]);
  const cycle = /** @type {any} */ ({ description: "canary" });
  cycle.self = cycle;
  await assert.rejects(store.save("c", cycle), (/** @type {any} */ error) => error.code === "damaged" && !error.message.includes("canary"));
  await store.clearEverything();
  await assert.rejects(store.list(), { code: "closed" });
});

test("time limit: results and errors pass; silence ends with the code of the moment", async (t) => {
  const { withTimeLimit } = await import("../../www/files/storage/time-limit.ts");
  assert.equal(await withTimeLimit(1000, async () => 7), 7);
  await assert.rejects(withTimeLimit(1000, () => { throw new DOMException("", "QuotaExceededError"); }), { code: "quota", detail: "QuotaExceededError" }); // prettier-ignore
  await assert.rejects(withTimeLimit(1000, () => Promise.reject(new Error("typed words"))), { code: "unavailable", message: "unavailable (Error)" });
  t.mock.timers.enable({ apis: ["setTimeout", "Date"] });
  let blocked = false;
  const silent = assert.rejects(withTimeLimit(1000, () => new Promise(() => {}), () => (blocked ? "blocked" : "hanging")), { code: "blocked" }); // prettier-ignore
  blocked = true;
  t.mock.timers.tick(1000);
  await silent;
});

test("time limit: a device that slept meanwhile gets the whole time again", async (t) => {
  const { withTimeLimit } = await import("../../www/files/storage/time-limit.ts");
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const clock = t.mock.method(Date, "now", () => 0);
  let state = "waits";
  const call = withTimeLimit(1000, () => new Promise(() => {})).catch(({ code }) => (state = code));
  clock.mock.mockImplementation(() => 60_000); // asleep for a minute: the timer fires late
  t.mock.timers.tick(1000);
  await Promise.resolve();
  assert.equal(state, "waits");
  clock.mock.mockImplementation(() => 61_000);
  t.mock.timers.tick(1000);
  await call;
  assert.equal(state, "hanging");
});

test("records with odd times or without metadata are listed and exported; a clock of 2035 does not put a case first for ever", async () => {
  const { memoryBackend } = await import("../../www/files/storage/memory.ts");
  const { noBackup } = await import("../../www/files/storage/backup-cache.ts");
  const { Store, dayOf } = await import("../../www/files/storage/store.ts");
  const backend = memoryBackend();
  const store = new Store(backend, noBackup);
  const now = Date.now();
  const put = (/** @type {any} */ record) => backend.write(["cases"], ({ cases }) => cases.put({ format: 1, draft: "{}", meta: {}, ...record }));
  for (const [id, saved] of Object.entries({ huge: 1e20, word: "abc", none: undefined, negative: -1, object: {}, nan: Number.NaN })) await put({ id, saved, meta: undefined });
  await put({ id: "2035", saved: now + 9 * 365 * 86_400_000 });
  await put({ id: "torn", saved: now - 1, draft: '{"a' });
  await put({ id: "yesterday", saved: now - 86_400_000 });
  const lines = await store.list();
  assert.equal(lines.length, 9);
  assert.deepEqual(lines.slice(0, 3).map(({ id, problem }) => [id, problem]), [["torn", "damaged"], ["yesterday", undefined], ["2035", undefined]]);
  for (const { id, saved, meta } of lines) {
    assert.ok(!Number.isNaN(new Date(saved).getTime()), id);
    assert.deepEqual(meta, {});
    assert.match(/** @type {any} */ (await store.exportCase(id)).name, /^tousu-\d{4,}-\d\d-\d\d\.json$/);
  }
  assert.equal(dayOf(new Date(2026, 10, 28, 0, 30).getTime()), "2026-11-28", "the day of the person's own calendar");
});
