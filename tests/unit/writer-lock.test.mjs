// Which tab writes, where there are no Web Locks: the tabs are locks in one process, on a channel that can be held up.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import "../tools/typescript.mjs";

const { writerLock } = await import("../../www/files/storage/writer-lock.ts");

/** A BroadcastChannel whose messages arrive in the next microtask; a tab that sleeps gets them when it wakes. */
class Channel {
  static open = new Set();
  waiting = [];
  asleep = false;
  constructor(name) {
    this.name = name;
    Channel.open.add(this);
  }
  postMessage(data) {
    for (const other of Channel.open) if (other !== this && other.name === this.name) queueMicrotask(() => other.receive(data));
  }
  receive(data) {
    if (this.asleep) this.waiting.push(data);
    else this.onmessage?.({ data });
  }
  wake() {
    this.asleep = false;
    for (const data of this.waiting.splice(0)) this.receive(data);
  }
  close() {
    Channel.open.delete(this);
  }
}

beforeEach(() => {
  Channel.open.clear();
  globalThis.BroadcastChannel = Channel;
});

/** A tab of the browser. */
function tab(onAsked = async () => {}) {
  const state = { lost: 0 };
  state.lock = writerLock("tousu", { onAsked, onLost: () => state.lost++ });
  state.channel = [...Channel.open].at(-1);
  return state;
}
/** Lets messages arrive. */
const settle = async () => { for (let turn = 0; turn < 20; turn++) await null; }; // prettier-ignore

test("the first tab writes, the second does not; once the first is closed, another does", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const take = (lock) => {
    const taken = lock.take();
    return settle().then(() => (t.mock.timers.tick(300), taken));
  };
  const [first, second] = [tab(), tab()];
  assert.equal(await take(first.lock), true);
  assert.equal(await take(second.lock), false);
  first.lock.close();
  assert.equal(await take(tab().lock), true);
  assert.deepEqual([first.lost, second.lost], [0, 0]);
});

test("taking over waits for the last saves of a tab that answers, however long they take", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  let finish;
  const writing = tab(() => new Promise((resolve) => (finish = resolve)));
  const other = tab();
  const taken = writing.lock.take();
  await settle();
  t.mock.timers.tick(300);
  await taken;
  let state = "waits";
  const over = other.lock.takeOver().then(() => (state = "taken"));
  for (let beat = 0; beat < 100; beat++) {
    await settle();
    t.mock.timers.tick(300);
  }
  assert.deepEqual([state, writing.lost], ["waits", 0], "half a minute later");
  finish();
  await over;
  assert.deepEqual([state, writing.lost], ["taken", 1]);
});

test("a tab whose last saves fail lets go all the same", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const writing = tab(() => Promise.reject(new Error("no room")));
  const taken = writing.lock.take();
  await settle();
  t.mock.timers.tick(300);
  await taken;
  await tab().lock.takeOver();
  assert.equal(writing.lost, 1);
});

test("a tab that sleeps is taken over, and hears of it once when it wakes", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const sleeping = tab();
  const taken = sleeping.lock.take();
  await settle();
  t.mock.timers.tick(300);
  await taken;
  sleeping.channel.asleep = true;
  let state = "waits";
  const over = tab().lock.takeOver().then(() => (state = "taken"));
  await settle();
  t.mock.timers.tick(1499);
  await settle();
  assert.deepEqual([state, sleeping.lost], ["waits", 0]);
  t.mock.timers.tick(1);
  await over;
  await settle();
  sleeping.channel.wake();
  await settle();
  assert.equal(sleeping.lost, 1);
});

test("without any channel the newest tab writes", async () => {
  globalThis.BroadcastChannel = undefined;
  const [first, second] = [0, 1].map(() => writerLock("tousu", { onAsked: async () => {}, onLost: () => {} }));
  assert.deepEqual([await first.take(), await second.take()], [true, true]);
});
