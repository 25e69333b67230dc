// The store at the edge of what a browser does to it: no room, evicted, disconnected, silent. IndexedDB is one in memory.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import "../tools/typescript.mjs";

const { openStore } = await import("../../www/files/storage/store.ts");

globalThis.IDBKeyRange = IDBKeyRange;
for (const name of ["IDBDatabase", "IDBObjectStore", "IDBIndex", "IDBCursor", "IDBTransaction", "IDBRequest", "IDBOpenDBRequest"])
  globalThis[name] = (await import(`fake-indexeddb/lib/FDB${name.slice(3)}`)).default;
// The tabs of these tests are one process: no channel and no locks between them.
globalThis.BroadcastChannel = undefined;

let factory;
beforeEach(() => {
  globalThis.indexedDB = factory = new IDBFactory();
});

/** The code that a promise is rejected with, or "ok". */
const codeOf = (promise) => promise.then(() => "ok", ({ code }) => code);
const draftOf = async (store, id = "a") => (await store.load(id))?.draft.text;
const file = (id) => ({ id, name: `${id}.jpg`, blob: new Blob(["字节"], { type: "image/jpeg" }) });

/** Replaces a method until `restore` is called. */
function fault(prototype, method, replacement) {
  const real = prototype[method];
  prototype[method] = function (...given) {
    return replacement.call(this, real, ...given);
  };
  return { restore: () => (prototype[method] = real) };
}
/** Rejects puts into a store with the error of this name, from the `from`th on. */
function failingPuts(store, name, from = 1) {
  let count = 0;
  return fault(IDBObjectStore.prototype, "put", function (real, ...given) {
    if (this.name !== store || ++count < from) return real.apply(this, given);
    throw new DOMException("injected", name);
  });
}

test("no room in the middle of a photo: neither half of it nor anything kept before is touched", async () => {
  const store = await openStore();
  await store.save("a", { text: "先" });
  await store.putFile("a", file("1"));
  const full = failingPuts("files", "QuotaExceededError");
  assert.equal(await codeOf(store.putFile("a", file("2"))), "quota");
  assert.equal(await codeOf(store.save("a", { text: "后" })), "ok", "words still have room");
  full.restore();
  const fullToo = failingPuts("cases", "QuotaExceededError");
  assert.equal(await codeOf(store.save("a", { text: "更后" })), "quota");
  fullToo.restore();
  assert.deepEqual([await draftOf(store), (await store.files("a")).map(({ id }) => id)], ["后", ["1"]]);
  assert.equal(await codeOf(store.putFile("a", file("2"))), "ok");
  await store.close();
});

test("a transaction that the browser aborts for lack of room while it commits", async () => {
  const store = await openStore();
  await store.save("a", { text: "先" });
  const late = fault(IDBObjectStore.prototype, "put", function (real, ...given) {
    const request = real.apply(this, given);
    if (this.name === "cases") {
      const { transaction } = this;
      request.addEventListener("success", () => {
        Object.defineProperty(transaction, "error", { value: new DOMException("injected", "QuotaExceededError") });
        transaction.abort();
      });
    }
    return request;
  });
  assert.equal(await codeOf(store.save("a", { text: "后" })), "quota");
  late.restore();
  assert.equal(await draftOf(store), "先");
  await store.close();
});

test("WebKit's \"Connection to Indexed Database server lost\": every word is saved over a new connection", async () => {
  const store = await openStore();
  let lost = 0;
  const transaction = fault(IDBDatabase.prototype, "transaction", function (real, ...given) {
    if (++lost % 2 === 0) return real.apply(this, given);
    throw new DOMException("Connection to Indexed Database server lost. Refresh the page to try again", "UnknownError");
  });
  for (const text of ["一", "二", "三"]) {
    assert.equal(await codeOf(store.save("a", { text })), "ok");
    assert.equal(await draftOf(store), text);
  }
  transaction.restore();
  assert.ok(lost >= 12, `${lost} transactions`);
  await store.close();
});

test("a connection that stays lost is reported, and nothing that waits is called saved", async (t) => {
  const store = await openStore();
  await store.save("a", { text: "先" });
  const dead = fault(IDBDatabase.prototype, "transaction", () => {
    throw new DOMException("lost", "UnknownError");
  });
  const clock = t.mock.method(Date, "now");
  let now = 0;
  clock.mock.mockImplementation(() => (now += 2000));
  const codes = await Promise.all(["b", "c"].map((id) => codeOf(store.save(id, { text: "后" }))));
  assert.deepEqual(codes, ["unavailable", "unavailable"]);
  dead.restore();
  clock.mock.restore();
  assert.deepEqual((await store.list()).map(({ id }) => id), ["a"]);
  await store.close();
});

test("evicted while it is open: the page is told, and this tab goes on writing", async () => {
  let told = 0;
  const store = await openStore({ onDisconnected: () => told++ });
  await store.save("a", { text: "先" });
  // The browser closes the connection and deletes the database.
  const { default: forceClose } = await import("fake-indexeddb/lib/forceCloseDatabase");
  for (const connection of factory._databases.get("tousu").connections.slice()) forceClose(connection);
  globalThis.indexedDB = factory = new IDBFactory();
  assert.equal(told, 1);
  assert.deepEqual(await store.list(), []);
  assert.equal(await codeOf(store.save("a", { text: "后" })), "ok");
  assert.equal(await draftOf(store), "后");
  await store.close();
});

test("an import that was cut off before its draft was written leaves no file behind", async () => {
  const store = await openStore();
  await store.save("a", { text: "字" });
  await store.putFile("a", file("1"));
  await store.putFile("torn", file("2")); // killed here
  await store.close();
  const next = await openStore();
  assert.deepEqual([(await next.files("a")).length, (await next.files("torn")).length], [1, 0]);
  await next.close();
});

test("a first open that never answers: the second one does", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  let opens = 0;
  const open = fault(IDBFactory.prototype, "open", function (real, ...given) {
    return ++opens === 1 ? new IDBOpenDBRequest() : real.apply(this, given);
  });
  const opening = openStore({ ms: 3000 });
  t.mock.timers.tick(999);
  assert.equal(opens, 1);
  t.mock.timers.tick(1);
  const store = await opening;
  assert.equal(opens, 2);
  assert.equal(await codeOf(store.save("a", { text: "字" })), "ok");
  t.mock.timers.tick(10_000);
  assert.equal(opens, 2, "and no other is made");
  open.restore();
  await store.close();
});

test("an open that never answers in time is an error; the connections that come after it are closed", async (t) => {
  await (await openStore()).close();
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });
  /** What waits for the answers. @type {(() => void)[]} */
  const held = [];
  let opens = 0;
  const open = fault(IDBFactory.prototype, "open", function (real, ...given) {
    opens++;
    const request = real.apply(this, given);
    const { addEventListener } = request;
    request.addEventListener = (type, listener, ...more) => {
      if (type === "success") held.push(listener);
      else addEventListener.call(request, type, listener, ...more);
    };
    return request;
  });
  const opening = codeOf(openStore({ ms: 3000 }));
  for (let step = 0; step < 3; step++) t.mock.timers.tick(1000);
  assert.equal(await opening, "hanging");
  open.restore();
  let closed = 0;
  const closing = fault(IDBDatabase.prototype, "close", function (real) {
    closed++;
    return real.call(this);
  });
  await new Promise((resolve) => setImmediate(resolve)); // the database itself has answered
  for (const answer of held) answer();
  await new Promise((resolve) => setImmediate(resolve));
  closing.restore();
  assert.ok(opens >= 3);
  assert.equal(closed, opens);
});
