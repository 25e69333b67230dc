// A second copy of each case, in the browser's Cache Storage. Chromium deletes a whole IndexedDB when it finds its log
// torn, which a kill in the middle of a write and one restart can bring about (seen in 1 of 100 kills under constant
// writing, tests/browser/crash.test.mjs). The copy is read only when the database is found empty.

import { inTime } from "./idb.js";

/** @typedef {import("./case.js").CaseRecord} CaseRecord */
/**
 * @typedef {object} Copies  none of them ever rejects: a copy that fails is none, the database counts
 * @property {(record: CaseRecord) => Promise<void>} keep
 * @property {(id: string) => Promise<void>} drop
 * @property {() => Promise<CaseRecord[]>} all
 * @property {() => Promise<void>} clear
 */

/** Entries are named by an address; this one exists nowhere and is never asked for. @param {string} id */
const address = (id) => `https://case.invalid/${encodeURIComponent(id)}`;

/** @param {string} name of the cache @param {number} [ms] how long the browser may be silent @returns {Copies} */
export function copies(name, ms = 1000) {
  // Opened at once, and once: should another tab delete the cache, what comes late goes into the deleted one.
  const opened = Promise.resolve().then(() => caches.open(name));
  opened.catch(() => {});
  /** @template T @param {(cache: Cache) => Promise<T>} work @param {T} otherwise @returns {Promise<T>} */
  const on = (work, otherwise) => inTime(ms, (resolve, reject) => opened.then(work).then(resolve, reject)).catch(() => otherwise);

  return {
    keep: (record) => on((cache) => cache.put(address(record.id), new Response(JSON.stringify(record))), undefined),
    drop: (id) => on(async (cache) => void (await cache.delete(address(id))), undefined),
    all: () =>
      on(async (cache) => {
        const found = await Promise.all((await cache.keys()).map(async (key) => (await cache.match(key))?.json().catch(() => undefined)));
        return found.filter((record) => typeof record?.id === "string");
      }, []),
    clear: () => on(async () => void (await caches.delete(name)), undefined),
  };
}

/** For a store that keeps nothing. @type {Copies} */
export const noCopies = { keep: async () => {}, drop: async () => {}, all: async () => [], clear: async () => {} };
