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

/** What the browser has for `navigator.locks`. */
let locks;
Object.defineProperty(globalThis, "navigator", { value: { get locks() { return locks; } } }); // prettier-ignore

beforeEach(() => {
  Channel.open.clear();
  writer = undefined;
  locks = undefined;
  globalThis.BroadcastChannel = Channel;
});

/** The token that the database holds. @type {string | undefined} */
let writer;
let tabs = 0;

/** A tab of the browser. `take` and `takeOver` write the token as backend.ts does. */
function tab(onAsked = async () => {}) {
  const token = `token ${tabs++}`;
  const state = { lost: 0, token };
  const lock = writerLock("tousu", { token, readWriter: async () => writer, ms: 1000, onAsked, onLost: () => state.lost++ });
  const write = (taken) => {
    if (taken !== false) writer = token;
    return taken;
  };
  state.lock = { take: () => lock.take().then(write), takeOver: () => lock.takeOver().then(write), close: () => lock.close() };
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
  const [first, second] = [tab(), tab()];
  assert.deepEqual([await first.lock.take(), await second.lock.take()], [true, true]);
});

/** A writing tab with timers that stand still. */
async function writingTab(t, onAsked) {
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const writing = tab(onAsked);
  const taken = writing.lock.take();
  await settle();
  t.mock.timers.tick(300);
  assert.equal(await taken, true);
  return writing;
}
const TYPES = ["who writes?", "I do", "I write now", "let go", "finishing", "let go of"];

test("messages of another page of the origin, without the token of the database, change nothing", async (t) => {
  const writing = await writingTab(t);
  const stranger = new Channel("tousu");
  /** @type {unknown[]} */
  const heard = [];
  stranger.onmessage = ({ data }) => heard.push(data);
  for (const type of TYPES)
    for (const data of [type, { type }, { type, writer: "guessed" }, { type: [type], writer: writing.token }, null, 7]) stranger.postMessage(data);
  await settle();
  assert.deepEqual([writing.lost, heard], [0, []]);

  // Answers that are not the writing tab's neither keep a new tab from writing nor hold it up.
  writing.channel.asleep = true;
  stranger.onmessage = () => {
    for (const type of TYPES) stranger.postMessage({ type, writer: "guessed" });
  };
  let state = "waits";
  tab().lock.takeOver().then(() => (state = "taken"));
  await settle();
  t.mock.timers.tick(1499);
  await settle();
  stranger.onmessage?.();
  assert.equal(state, "waits");
  t.mock.timers.tick(1);
  await settle();
  assert.equal(state, "taken");
});

test("two tabs that start at the same moment: at least one writes, and the database decides", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  writer = "of a tab that is gone";
  const both = [tab(), tab()];
  const taken = both.map(({ lock }) => lock.take());
  await settle();
  t.mock.timers.tick(300);
  await Promise.all(taken);
  await settle();
  assert.ok(both.some(({ token, lost }) => token === writer && lost === 0));
});

/** Web Locks of one origin; while `silent` they take every request and never answer. */
class Locks {
  silent = false;
  holder;
  requests = [];
  request(name, options, grant) {
    return new Promise((resolve, reject) => {
      options.signal?.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
      const answer = async () => {
        if (options.steal) {
          this.holder?.(new DOMException("", "AbortError"));
          this.holder = undefined;
        }
        if (this.holder) {
          if (options.ifAvailable) resolve(await grant(null));
          else this.requests.push(answer);
          return;
        }
        this.holder = reject;
        await grant({ name });
        if (this.holder === reject) this.holder = undefined;
        resolve(undefined);
        this.requests.shift()?.();
      };
      if (!this.silent) void Promise.resolve().then(answer);
      else this.requests.push(answer);
    });
  }
}

test("Web Locks: a tab that answers lets go, one that sleeps is robbed and told", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  locks = new Locks();
  const [first, second] = [tab(), tab()];
  assert.deepEqual([await first.lock.take(), await second.lock.take()], [true, false]);
  await second.lock.takeOver();
  assert.deepEqual([first.lost, second.lost, writer], [1, 0, second.token]);
  second.channel.asleep = true;
  const over = first.lock.takeOver();
  await settle();
  t.mock.timers.tick(1500);
  await over;
  await settle();
  assert.deepEqual([first.lost, second.lost, writer], [1, 1, first.token]);
});

test("Web Locks that never answer: the channel decides, and what is granted late goes to the tab that writes", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });
  locks = new Locks();
  locks.silent = true;
  const begin = async (call) => {
    const begun = call();
    for (const ms of [1000, 300, 200, 1000, 1500]) {
      await settle();
      t.mock.timers.tick(ms);
    }
    return begun;
  };
  const [first, second] = [tab(), tab()];
  assert.equal(await begin(first.lock.take), true);
  assert.equal(await begin(second.lock.take), false);
  await begin(second.lock.takeOver);
  assert.deepEqual([first.lost, second.lost, writer], [1, 0, second.token]);
  // The browser wakes: requests are answered in their order, and only the writing tab keeps what it gets.
  locks.silent = false;
  for (const answer of locks.requests.splice(0)) await Promise.race([answer(), settle()]);
  await settle();
  assert.deepEqual([first.lost, second.lost], [1, 0]);
  assert.equal(await tab().lock.take(), false);
});
