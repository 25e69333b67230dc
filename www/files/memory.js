// The same tables in memory, for a shared device or where IndexedDB fails: nothing is kept after closing.

import { StoreError } from "./idb.js";

/** @returns {import("./database.js").Table} */
function table() {
  /** @type {Map<string, any>} */
  const records = new Map();
  /** @param {import("./database.js").Key} key */
  const name = (key) => JSON.stringify(key);
  return {
    get: async (key) => records.get(name(key)),
    all: async (owner) => [...records.values()].filter((record) => owner === undefined || record.case === owner),
    put: async (record) => records.set(name(record.case === undefined ? record.id : [record.case, record.id]), record),
    remove: async (key) => records.delete(name(key)),
    removeOf: async (owner) => records.forEach((record, key) => record.case === owner && records.delete(key)),
  };
}

/** @returns {import("./database.js").Backend} */
export function memoryBackend() {
  let tables = { cases: table(), files: table() };
  let open = true;
  /** @template T @param {unknown} _names @param {(tables: import("./database.js").Tables) => Promise<T>} work */
  const run = async (_names, work) => {
    if (!open) throw new StoreError("closed");
    return work(tables);
  };
  const forget = () => {
    open = false;
    tables = { cases: table(), files: table() };
  };
  return { read: run, write: run, writable: () => open, takeOver: async () => {}, destroy: async () => forget(), close: forget };
}
