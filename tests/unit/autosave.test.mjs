// Writing the draft to a host's storage: one write at a time, "saved" only when it is.

import assert from "node:assert/strict";
import { test } from "node:test";
import "../tools/typescript.mjs";

const { Autosave } = await import("../../www/lib/element/autosave.ts");

/** Lets everything run that waits for no timer. */
const settle = async () => { for (let turn = 0; turn < 20; turn++) await null; }; // prettier-ignore

/** A storage whose writes the test answers. */
function setup(t, storage = {}) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const writes = [];
  const states = [];
  const draft = { n: 0 };
  const texts = { copied: "letter" };
  const saver = new Autosave(
    { save: (given, beside) => new Promise((resolve, reject) => writes.push({ given: { ...given }, beside, resolve, reject })), ...storage },
    () => [draft, texts],
    (state, error) => states.push(error ? `${state}: ${error.message}` : state),
  );
  return { saver, writes, states, draft, tick: (ms) => t.mock.timers.tick(ms) };
}

test("typing is written once it rests; what is typed during a write is written after it", async (t) => {
  const { saver, writes, states, draft, tick } = setup(t);
  for (draft.n = 1; draft.n < 4; draft.n++) {
    saver.touch();
    tick(200);
  }
  assert.equal(writes.length, 0);
  tick(300);
  await settle();
  assert.deepEqual(writes.map(({ given, beside }) => [given, beside]), [[{ n: 4 }, { copied: "letter" }]], "with the texts that belong to it");
  draft.n = 5;
  saver.touch();
  tick(300);
  await settle();
  assert.equal(writes.length, 1, "one at a time");
  writes[0].resolve();
  await settle();
  assert.deepEqual([writes.length, writes[1].given, states.includes("saved")], [2, { n: 5 }, false]);
  writes[1].resolve();
  await settle();
  assert.deepEqual(states, ["saving", "saving", "saving", "saving", "saved"]);
});

test("a write that fails, or gets no answer, is reported; the next change tries again", async (t) => {
  const { saver, writes, states, tick } = setup(t);
  saver.touch();
  const flushed = saver.flush();
  await settle();
  writes[0].reject(new Error("full"));
  await flushed;
  assert.deepEqual(states, ["saving", "saveFailed: full"]);
  saver.touch();
  void saver.flush();
  await settle();
  tick(6000);
  await settle();
  assert.deepEqual(states.slice(2), ["saving", "saveFailed: no answer"]);
});

test("nothing is written before what was kept is read", async (t) => {
  let answer;
  const { saver, writes, states } = setup(t, { temporary: true, load: () => new Promise((resolve) => { answer = resolve; }) }); // prettier-ignore
  const loaded = saver.load();
  saver.touch();
  void saver.flush();
  await settle();
  assert.equal(writes.length, 0);
  answer({ n: 7 });
  assert.deepEqual(await loaded, { n: 7 });
  await settle();
  writes[0].resolve();
  await settle();
  assert.equal(states.at(-1), "temporary");
});

test("a storage that cannot be read is reported, and does not stop the writing", async (t) => {
  const { saver, writes, states } = setup(t, { load: () => Promise.reject(new Error("denied")) });
  assert.equal(await saver.load(), undefined);
  assert.deepEqual(states, ["loadFailed: denied"]);
  saver.touch();
  void saver.flush();
  await settle();
  assert.equal(writes.length, 1);
});

test("closed, it writes what waits and then nothing more", async (t) => {
  const { saver, writes, states, tick } = setup(t);
  saver.touch();
  const closed = saver.close();
  await settle();
  writes[0].resolve();
  await closed;
  saver.touch();
  tick(1000);
  await settle();
  assert.deepEqual([writes.length, states], [1, ["saving", "saved"]]);
});
