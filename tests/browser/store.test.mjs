// The store in Chromium: what is acknowledged is kept, one tab writes, and every failure of the browser gets a name.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { routeSources } from "../tools/sources.mjs";
import { start } from "./harness.mjs";

let site, browser, origin;
before(async () => {
  site = await start();
  ({ browser, origin } = site);
});
after(() => site?.close());

/** A profile of its own. @param {(() => void)} [fault] runs before every page */
async function profile(fault) {
  const context = await browser.newContext();
  await context.route("**/blank.html", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><meta charset=utf-8>" }));
  await routeSources(context);
  if (fault) await context.addInitScript(fault);
  return context;
}

/** Longer than any answer of the browser takes: what the store does where none comes is tested with `window.expire`. */
const PATIENT = 600_000;

/** A tab with the store's module in it, and the store opened unless `ms` is 0. */
const tab = async (context, ms = PATIENT) => load(await context.newPage(), ms);

/** The same in a tab that is there: a reload. */
async function load(page, ms = PATIENT) {
  await page.goto(`${origin}/blank.html`);
  await page.evaluate(async (time) => {
    const { setTimeout, clearTimeout } = window;
    /** While it is true no timer of the page runs out. */
    window.holding = false;
    /** The timers that are held, by their numbers. @type {Map<number, () => void>} */
    window.timers = new Map();
    window.setTimeout = (act, wait, ...given) => {
      const timer = setTimeout(() => {
        window.timers.delete(timer);
        act(...given);
      }, window.holding ? 2 ** 31 - 1 : wait);
      if (window.holding) window.timers.set(timer, () => act(...given));
      return timer;
    };
    window.clearTimeout = (timer) => {
      window.timers.delete(timer);
      clearTimeout(timer);
    };
    /** Lets the time of whatever waits run out, as often as it takes until a promise is settled. */
    window.expire = async (start) => {
      window.holding = true;
      let settled = false;
      const promise = start().finally(() => (settled = true));
      while (!settled) {
        for (const [timer, act] of [...window.timers]) (window.clearTimeout(timer), act());
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      window.holding = false;
      return promise;
    };
    window.module = await import("/files/storage/store.ts");
    window.told = [];
    window.blocked = 0;
    /** The code that a promise is rejected with, or "ok". */
    window.code = (promise) => promise.then(() => "ok", (error) => error.code ?? String(error));
    window.open = (wait) =>
      window.module.openStore({ ms: wait, onTakenOver: (code) => window.told.push(code), onBlocked: () => window.blocked++ });
    /** The database without the store. */
    window.raw = (version) =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open("tousu", version);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    if (time) window.store = await window.open(time);
  }, ms);
  return page;
}
const text = (page, id = "a") => page.evaluate((each) => window.store.load(each).then((found) => found?.draft.text), id);
const save = (page, value, id = "a") => page.evaluate(([each, words]) => window.code(window.store.save(each, { text: words })), [id, value]);
const open = (page, ms = PATIENT) => page.evaluate((time) => window.code(window.open(time).then((store) => (window.store = store))), ms);

test("a reload in mid-typing loses nothing that was acknowledged", async () => {
  const context = await profile();
  const page = await tab(context);
  let acknowledged = 0;
  let onAcknowledged = () => {};
  await page.exposeFunction("acknowledge", (count) => {
    acknowledged = Math.max(acknowledged, count);
    onAcknowledged();
  });
  for (let round = 0; round < 15; round++) {
    acknowledged = 0;
    const reached = new Promise((resolve) => (onAcknowledged = () => acknowledged > round && resolve()));
    await page.evaluate(() => {
      let count = 0;
      const type = () => {
        const now = ++count;
        window.store.save("a", { text: "字".repeat(now) }).then(() => window.acknowledge(now), () => {});
        setTimeout(type, 1);
      };
      type();
    });
    await reached;
    await load(page);
    const kept = (await text(page))?.length ?? 0;
    assert.ok(kept >= acknowledged, `round ${round}: ${acknowledged} acknowledged, ${kept} kept`);
    await page.evaluate(() => window.store.remove("a"));
  }
  await context.close();
});

test("the page's process crashes in mid-typing, five times: nothing acknowledged is lost, and the next tab writes", { timeout: 120_000 }, async () => {
  const context = await profile();
  let acknowledged = 0;
  let onAcknowledged = () => {};
  let page = await tab(context);
  for (let round = 0; round < 5; round++) {
    const before = acknowledged;
    const saved = new Promise((resolve) => (onAcknowledged = () => acknowledged > before + round && resolve()));
    await page.exposeFunction("acknowledge", (count) => {
      acknowledged = Math.max(acknowledged, count);
      onAcknowledged();
    });
    await page.evaluate((from) => {
      let count = from;
      setInterval(() => {
        const now = ++count;
        window.store.save("a", { text: "字".repeat(now) }).then(() => window.acknowledge(now));
      }, 2);
    }, before);
    await saved;
    const crashed = page.waitForEvent("crash");
    page.goto("chrome://crash").catch(() => {});
    await crashed;
    await page.close();
    page = await tab(context);
    assert.equal(await page.evaluate(() => window.store.writable), true, "the lock of the crashed tab is gone");
    const kept = (await text(page))?.length ?? 0;
    assert.ok(kept >= acknowledged, `round ${round}: ${acknowledged} acknowledged, ${kept} kept`);
    acknowledged = kept;
  }
  await context.close();
});

test("saves are joined while one is under way, strictly durable, in order, the latest wins", async () => {
  const context = await profile(() => {
    window.puts = [];
    window.durabilities = new Set();
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (value, key) {
      if (this.name === "cases") window.puts.push(JSON.parse(value.draft).text);
      return key === undefined ? put.call(this, value) : put.call(this, value, key);
    };
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function (names, mode, options) {
      if (mode === "readwrite") window.durabilities.add(options?.durability);
      return transaction.call(this, names, mode, options);
    };
  });
  const page = await tab(context);
  const { puts, durabilities, results } = await page.evaluate(async () => {
    const promises = [];
    for (let count = 0; count < 500; count++) {
      promises.push(window.code(window.store.save("a", { text: count })));
      if (count % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return { results: new Set(await Promise.all(promises)).size, puts: window.puts, durabilities: [...window.durabilities] };
  });
  assert.equal(results, 1, "all acknowledged");
  assert.ok(puts.length < 60, `${puts.length} writes for 500 calls`);
  assert.deepEqual(puts, [...puts].sort((a, b) => a - b));
  assert.equal(puts.at(-1), 499);
  assert.deepEqual(durabilities, ["strict"]);
  await context.close();
});

test("several cases and their files stand side by side", async () => {
  const context = await profile();
  const page = await tab(context);
  const result = await page.evaluate(async () => {
    const { store, module } = window;
    await store.save("a", { text: "甲" }, { title: "电饭煲" });
    await store.save("b", { text: "乙" });
    const photo = new Blob([new Uint8Array(3_000_000).fill(7)], { type: "image/jpeg" });
    await store.putFile("a", { id: "1", name: "截图.jpg", sha256: "00", blob: photo, thumb: new Blob(["t"]) });
    await store.putFile("b", { id: "1", name: "别的.jpg", blob: new Blob(["b"]) });
    await store.putFile("a", { id: "2", name: "二.jpg", blob: new Blob(["2"]) });
    await store.removeFile("a", "2");
    const list = await store.list();
    const [file] = await store.files("a");
    const copy = store.importCase((await store.exportCase("a")).text);
    await store.remove("b");
    await store.close();
    window.store = await module.openStore();
    return { list, file: [file.name, file.sha256, file.blob.size, file.blob.type, await file.thumb.text()], copy, after: (await window.store.list()).map(({ id }) => id), orphans: (await window.store.files("b")).length };
  });
  assert.deepEqual(result.list.map(({ id, meta }) => [id, meta.title]), [["b", undefined], ["a", "电饭煲"]]);
  assert.deepEqual(result.file, ["截图.jpg", "00", 3_000_000, "image/jpeg", "t"]);
  assert.deepEqual(result.copy, { draft: { text: "甲" }, meta: { title: "电饭煲" }, problems: [] });
  assert.deepEqual([result.after, result.orphans], [["a"], 0]);
  await context.close();
});

/** A tab that finds another one: it waits for answers as long as it takes. */
async function patientTab(context) {
  const page = await tab(context, 0);
  await page.evaluate(() => (window.holding = true));
  assert.equal(await open(page), "ok");
  return page;
}

/** Takes an interface away. @type {{[name: string]: (() => void) | undefined}} */
const WAYS = {
  "with Web Locks": undefined,
  "with a BroadcastChannel only": () => Object.defineProperty(Navigator.prototype, "locks", { value: undefined }),
};
for (const [name, fault] of Object.entries(WAYS)) {
  test(`two tabs, ${name}: one writes, the other is told, can take over, and no word is lost`, async () => {
    const context = await profile(fault);
    const first = await tab(context);
    await first.evaluate(() => (window.holding = true));
    const second = await patientTab(context);
    assert.deepEqual([await first.evaluate(() => window.store.writable), await second.evaluate(() => window.store.writable)], [true, false]);
    assert.equal(await save(second, "无权"), "read-only");
    // 300 cases wait to be written in the first tab when the second one asks: it finishes them before it lets go.
    await first.evaluate(() => {
      window.asked = Array.from({ length: 300 }, (_, index) => window.code(window.store.save(`case${index}`, { text: "字" })));
    });
    await second.evaluate(() => window.store.takeOver());
    assert.deepEqual(await first.evaluate(async () => [...new Set(await Promise.all(window.asked))]), ["ok"]);
    assert.equal((await second.evaluate(() => window.store.list())).length, 300);
    assert.deepEqual(await first.evaluate(() => window.told), ["taken-over"]);
    assert.equal(await save(first, "迟到"), "taken-over");
    assert.equal(await save(second, "第二"), "ok");
    assert.equal(await text(first), "第二", "reading goes on");
    await first.evaluate(() => window.store.takeOver());
    assert.deepEqual([await save(first, "第一"), await save(second, "迟到"), await text(second)], ["ok", "taken-over", "第一"]);
    // The writing tab is closed: the next one writes without asking.
    await first.close();
    const third = await tab(context);
    assert.equal(await save(third, "第三"), "ok");
    await context.close();
  });

  test(`two tabs, ${name}: one that is still finishing its saves is not taken for one that sleeps`, async () => {
    const context = await profile(fault);
    const first = await tab(context);
    await first.evaluate(() => {
      // Otherwise the copy below is given up before the second tab asks.
      window.holding = true;
      const { put } = Cache.prototype;
      const gate = new Promise((resolve) => (window.finish = resolve));
      Cache.prototype.put = async function (...given) {
        await gate;
        return put.apply(this, given);
      };
      window.asked = window.code(window.store.save("a", { text: "最后" }));
    });
    const second = await patientTab(context);
    await second.evaluate(() => {
      const { postMessage } = BroadcastChannel.prototype;
      BroadcastChannel.prototype.postMessage = function (message) {
        if (message.type === "let go") window.asking = [...window.timers.keys()];
        return postMessage.call(this, message);
      };
      window.over = window.code(window.store.takeOver());
    });
    await second.waitForFunction(() => window.asking?.length === 1);
    // Its time is given again: what ran out before would take the lock away.
    await second.waitForFunction(() => !window.timers.has(window.asking[0]) && window.timers.size === 1);
    await first.evaluate(() => window.finish());
    assert.deepEqual([await second.evaluate(() => window.over), await first.evaluate(() => window.asked), await text(second)], ["ok", "ok", "最后"]);
    assert.deepEqual(await first.evaluate(() => window.told), ["taken-over"]);
    await context.close();
  });
}

test("two tabs × 1,000 edits while the writing goes to and fro: each tab's word is acknowledged or refused, the last stays", async () => {
  const context = await profile();
  const tabs = [await tab(context), await tab(context)];
  const work = (page, name) =>
    page.evaluate(async (who) => {
      const count = { ok: 0, refused: 0, last: "" };
      for (let edit = 0; edit < 1000; edit++) {
        if (edit % 250 === 120 && !window.store.writable) await window.store.takeOver();
        const word = `${who}${edit}`;
        const code = await window.code(window.store.save(who, { text: word }));
        if (code === "ok") (count.ok++, (count.last = word));
        else if (code === "taken-over" || code === "read-only") count.refused++;
        else throw new Error(code);
      }
      return count;
    }, name);
  const counts = await Promise.all([work(tabs[0], "x"), work(tabs[1], "y")]);
  for (const [index, who] of ["x", "y"].entries()) {
    assert.equal(counts[index].ok + counts[index].refused, 1000);
    assert.equal((await text(tabs[0], who)) ?? "", counts[index].last);
  }
  assert.ok(counts[0].ok > 0 && counts[1].ok > 0);
  await context.close();
});

test("a tab that sleeps is taken over, and cannot write when it wakes", async () => {
  const context = await profile();
  const first = await tab(context);
  const second = await tab(context);
  await save(first, "旧");
  let wake = () => {};
  const asleep = new Promise((resolve) => {
    // The first tab stands still until it is answered.
    void context.route("**/asleep", (route) => {
      wake = () => route.fulfill({ body: "" });
      resolve(undefined);
    });
  });
  const woken = first.evaluate(() => {
    const request = new XMLHttpRequest();
    request.open("GET", "/asleep", false);
    request.send();
    return window.code(window.store.save("a", { text: "迟到" }));
  });
  await asleep;
  await second.evaluate(() => window.store.takeOver());
  assert.equal(await save(second, "新"), "ok");
  await wake();
  assert.equal(await woken, "taken-over");
  assert.equal(await text(second), "新");
  assert.deepEqual(await first.evaluate(() => window.told), ["taken-over"]);
  await context.close();
});

test("without any way to ask, the newest tab writes and the older one is refused", async () => {
  const context = await profile(() => {
    Object.defineProperty(Navigator.prototype, "locks", { value: undefined });
    delete window.BroadcastChannel;
  });
  const first = await tab(context);
  assert.equal(await save(first, "一"), "ok");
  const second = await tab(context);
  assert.deepEqual([await save(second, "二"), await save(first, "迟到"), await text(first)], ["ok", "taken-over", "二"]);
  assert.deepEqual(await first.evaluate(() => window.told), ["taken-over"]);
  await context.close();
});

test("what a newer version wrote is shown as such and never overwritten; what is older is upgraded", async () => {
  const context = await profile();
  const page = await tab(context);
  const result = await page.evaluate(async () => {
    const db = await window.raw();
    const put = (record) => new Promise((resolve) => (db.transaction("cases", "readwrite").objectStore("cases").put(record).onsuccess = resolve));
    const get = (id) => new Promise((resolve) => { db.transaction("cases").objectStore("cases").get(id).onsuccess = (event) => resolve(event.target.result); }); // prettier-ignore
    const future = { id: "n", format: 2, saved: 5, draft: "?", more: [1, { deep: true }] };
    await put(future);
    await put({ id: "o", draft: { text: "旧格式" } });
    await put({ id: "d", format: 1, saved: 1, meta: {}, draft: '{"text":"cut' });
    const { store } = window;
    const list = await store.list();
    const codes = [await window.code(store.load("n")), await window.code(store.save("n", { text: "x" })), await window.code(store.load("d"))];
    const old = (await store.load("o")).draft.text;
    await store.save("o", { text: "新格式" });
    const out = { list, codes, old, future: await get("n"), upgraded: (await get("o")).format, exported: (await store.exportCase("n")).text, damaged: (await store.exportCase("d")).text };
    db.close();
    return out;
  });
  assert.deepEqual(Object.fromEntries(result.list.map(({ id, problem }) => [id, problem])), { n: "newer", o: undefined, d: "damaged" });
  assert.deepEqual(result.codes, ["newer", "newer", "damaged"]);
  assert.deepEqual([result.old, result.upgraded], ["旧格式", 1]);
  assert.deepEqual(result.future, { id: "n", format: 2, saved: 5, draft: "?", more: [1, { deep: true }] });
  assert.equal(JSON.parse(result.exported).tousu, 2);
  assert.match(result.damaged, /cut/);
  // The tables themselves of a newer version: opened nowhere, changed nowhere; this page gets out of the way at once.
  await page.evaluate(async () => (await window.raw(7)).close());
  assert.deepEqual(await page.evaluate(() => window.told), ["newer"]);
  assert.equal(await save(page, "x", "o"), "newer");
  const later = await tab(context, 0);
  assert.equal(await open(later), "newer");
  await context.close();
});

test("no room: the save says so, what was kept stays, and saving goes on when there is room", async () => {
  const context = await profile();
  const page = await tab(context, 0);
  const session = await context.newCDPSession(page);
  // Before the first use: Chromium remembers for a while how much room there was.
  await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 300_000 });
  await open(page);
  assert.equal(await save(page, "先"), "ok");
  const codes = await page.evaluate(async () => [
    await window.code(window.store.putFile("a", { id: "1", blob: new Blob([new Uint8Array(2_000_000)]) })),
    await window.code(window.store.save("a", { text: "字".repeat(500_000) })),
  ]);
  assert.deepEqual(codes, ["quota", "quota"]);
  await session.send("Storage.overrideQuotaForOrigin", { origin });
  assert.equal(await text(page), "先");
  assert.equal(await save(page, "后"), "ok");
  assert.equal(await text(page), "后");
  await context.close();
});

test("a browser that never answers is reported in time, and used again when it answers", async () => {
  const context = await profile(() => {
    /** An object of the browser's that takes every call and sends no event. */
    const silent = (prototype, members = {}) => Object.defineProperties(Object.setPrototypeOf(new EventTarget(), prototype), Object.getOwnPropertyDescriptors(members));
    const request = () => silent(IDBOpenDBRequest.prototype);
    const store = () => silent(IDBObjectStore.prototype, { get: request, getAll: request, put: request, clear: request });
    const transaction = () => silent(IDBTransaction.prototype, { objectStore: store, abort: () => {}, error: null });
    const mute = (prototype, method, answer) => {
      const real = prototype[method];
      prototype[method] = function (...all) {
        return window.mute === method ? answer() : real.apply(this, all);
      };
    };
    mute(IDBFactory.prototype, "open", request);
    mute(IDBFactory.prototype, "deleteDatabase", request);
    mute(IDBDatabase.prototype, "transaction", transaction);
  });
  const page = await tab(context, 0);
  await page.evaluate(() => (window.mute = "open"));
  assert.equal(await page.evaluate(() => window.expire(() => window.code(window.open(1000)))), "hanging");
  await page.evaluate(() => (window.mute = ""));
  assert.equal(await open(page), "ok");
  await page.evaluate(() => (window.mute = "transaction"));
  const codes = await page.evaluate(() => window.expire(() => Promise.all([window.code(window.store.save("a", { text: "字" })), window.code(window.store.load("a"))])));
  assert.deepEqual(codes, ["hanging", "hanging"]);
  await page.evaluate(() => (window.mute = ""));
  assert.equal(await save(page, "字"), "ok");
  await page.evaluate(() => (window.mute = "deleteDatabase"));
  assert.equal(await page.evaluate(() => window.expire(() => window.code(window.store.clearEverything()))), "hanging");
  await context.close();
});

/** @type {{[name: string]: () => void}} */
const ABSENT = {
  "no IndexedDB": () => Object.defineProperty(window, "indexedDB", { value: undefined }),
  "IndexedDB refused by policy": () => Object.defineProperty(window, "indexedDB", { get() { throw new DOMException("x", "SecurityError"); } }), // prettier-ignore
  "IndexedDB that throws": () => (IDBFactory.prototype.open = () => { throw new DOMException("x", "InvalidStateError"); }), // prettier-ignore
  "IndexedDB that fails": () =>
    (IDBFactory.prototype.open = () => {
      const request = Object.setPrototypeOf(new EventTarget(), IDBOpenDBRequest.prototype);
      Object.defineProperty(request, "error", { value: new DOMException("x", "UnknownError") });
      setTimeout(() => request.dispatchEvent(new Event("error")));
      return request;
    }),
};
for (const [name, fault] of Object.entries(ABSENT))
  test(`${name}: says so at once, and the memory store does the work`, async () => {
    const context = await profile(fault);
    const page = await tab(context, 0);
    assert.equal(await open(page), "unavailable");
    const result = await page.evaluate(async () => {
      window.store = window.module.memoryStore();
      await window.store.save("a", { text: "只在内存" });
      return (await window.store.load("a")).draft.text;
    });
    assert.equal(result, "只在内存");
    await context.close();
  });

test("WebKit's private mode, which keeps no Blobs: their bytes are kept instead", async () => {
  const context = await profile(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (value, ...key) {
      if (value.blob instanceof Blob) throw new DOMException("BlobURLs are not yet supported", "UnknownError");
      return put.call(this, value, ...key);
    };
  });
  const page = await tab(context);
  const file = await page.evaluate(async (patient) => {
    // The error may also be that of a dropped connection, so the store tries until its time is over: here after a few looks at the clock.
    let now = 0;
    Date.now = () => (now += patient / 4);
    await window.store.putFile("a", { id: "1", name: "n", blob: new Blob(["字节"], { type: "image/png" }), thumb: new Blob(["小"], { type: "image/jpeg" }) });
    const [kept] = await window.store.files("a");
    return [kept.name, kept.blob.type, await kept.blob.text(), kept.thumb.type, await kept.thumb.text()];
  }, PATIENT);
  assert.deepEqual(file, ["n", "image/png", "字节", "image/jpeg", "小"]);
  await context.close();
});

test("clearing deletes the database from any tab, tells the others, and nothing brings it back", async () => {
  const context = await profile();
  const first = await tab(context);
  const second = await tab(context);
  await save(first, "要删除的");
  await second.evaluate(() => window.store.clearEverything());
  const databases = () => second.evaluate(async () => [...(await indexedDB.databases()).map(({ name }) => name), ...(await caches.keys())]);
  assert.deepEqual(await databases(), []);
  assert.deepEqual(await first.evaluate(() => window.told), ["cleared"]);
  assert.equal(await save(first, "又来"), "cleared");
  assert.deepEqual(await databases(), []);
  assert.equal(await open(second), "ok");
  assert.equal(await text(second), undefined);
  await context.close();
});

test("another page that does not let go: its tab is named as the reason, but the records are gone", async () => {
  const context = await profile();
  const page = await tab(context);
  await save(page, "要删除的");
  const other = await context.newPage();
  await other.goto(`${origin}/blank.html`);
  await other.evaluate(() => new Promise((resolve) => { const request = indexedDB.open("tousu"); request.onsuccess = () => resolve((window.db = request.result) && 1); })); // prettier-ignore
  await page.evaluate(() => {
    window.holding = true;
    window.cleared = window.code(window.store.clearEverything());
  });
  await page.waitForFunction(() => window.blocked === 1);
  assert.equal(await page.evaluate(() => window.expire(() => window.cleared)), "blocked");
  const left = await other.evaluate(() => new Promise((resolve) => { window.db.transaction("cases").objectStore("cases").count().onsuccess = (event) => resolve(event.target.result); })); // prettier-ignore
  assert.equal(left, 0);
  await context.close();
});

test("a connection that the browser drops is made again; site data deleted under the page loses no further word", async () => {
  const context = await profile();
  const page = await tab(context);
  await save(page, "一");
  const session = await context.newCDPSession(page);
  await session.send("Storage.clearDataForOrigin", { origin, storageTypes: "indexeddb" });
  assert.equal(await save(page, "二"), "ok");
  assert.equal(await text(page), "二");
  await context.close();
});

test("the memory store leaves nothing in the profile", async () => {
  const context = await profile();
  const page = await tab(context, 0);
  const left = await page.evaluate(async () => {
    const store = window.module.memoryStore();
    await store.save("a", { text: "机密" });
    await store.putFile("a", { id: "1", blob: new Blob(["机密"]) });
    await store.close();
    return [await indexedDB.databases(), localStorage.length, sessionStorage.length, document.cookie, await caches.keys()];
  });
  assert.deepEqual(left, [[], 0, 0, "", []]);
  await context.close();
});
