// The tables of the store in IndexedDB, and the token that lets exactly one tab write.

import { answer, deleteDatabase, openDatabase, StoreError, storeError, transact } from "./idb.js";
import { writerLock } from "./lock.js";

/** How a transaction ends whose connection the browser has dropped; Safari says the second. */
const DROPPED = ["InvalidStateError", "UnknownError", "AbortError"];

/** @typedef {(string | string[])} Key */
/**
 * @typedef {object} Table one kind of record, keyed by `id`, or by `case` and `id`
 * @property {(key: Key) => Promise<any>} get
 * @property {(owner?: string) => Promise<any[]>} all   of one case, or of all
 * @property {(record: any) => Promise<unknown>} put
 * @property {(key: Key) => Promise<unknown>} remove
 * @property {(owner: string) => Promise<unknown>} removeOf  everything of one case
 */
/** @typedef {"cases" | "files"} TableName */
/** @typedef {{cases: Table, files: Table}} Tables */
/**
 * @typedef {object} Backend where a store keeps its records; a call is one transaction
 * @property {<T>(names: TableName[], work: (tables: Tables) => Promise<T>) => Promise<T>} read
 * @property {<T>(names: TableName[], work: (tables: Tables) => Promise<T>) => Promise<T>} write
 * @property {() => boolean} writable
 * @property {() => Promise<void>} takeOver
 * @property {() => Promise<void>} destroy
 * @property {() => void} close
 */
/**
 * @typedef {object} DatabaseOptions
 * @property {string} [name]
 * @property {number} [ms]  how long the browser may be silent before it counts as hanging; default 5000
 * @property {() => void} [onBlocked]   another tab keeps the database from being opened or deleted; still trying
 * @property {(code: "taken-over"|"cleared"|"newer") => void} [onTakenOver]  this tab cannot write any more
 * @property {() => Promise<unknown>} [beforeLettingGo]  finishes the saves that wait
 */

const VERSION = 1; // of the tables; the records carry a format of their own

/** @param {IDBDatabase} db @param {number} oldVersion */
function upgrade(db, oldVersion) {
  if (oldVersion < 1) {
    db.createObjectStore("cases", { keyPath: "id" });
    db.createObjectStore("files", { keyPath: ["case", "id"] });
    db.createObjectStore("control");
  }
}

/** Everything whose key begins with the case. @param {string} owner */
const of = (owner) => IDBKeyRange.bound([owner], [owner, []]);

/** @param {IDBObjectStore} store @returns {Table} */
const table = (store) => ({
  get: (key) => answer(store.get(key)),
  all: (owner) => answer(owner === undefined ? store.getAll() : store.getAll(of(owner))),
  put: (record) => answer(store.put(record)),
  remove: (key) => answer(store.delete(key)),
  removeOf: (owner) => answer(store.delete(of(owner))),
});

/** @param {DatabaseOptions} options @returns {Promise<Backend>} */
export async function openBackend({ name = "tousu", ms = 5000, onBlocked, onTakenOver, beforeLettingGo }) {
  const token = Array.from(crypto.getRandomValues(new Uint32Array(4)), String).join("-");
  /** Why nothing can be written here; undefined while this tab is the writer.
   * @type {import("./idb.js").StoreCode | undefined} */
  let refusal = "read-only";
  /** @type {IDBDatabase | undefined} */
  let db;

  /** Nothing can be read or written here for good. */
  const ended = () => refusal === "cleared" || refusal === "newer" || refusal === "closed";

  /** @param {"taken-over"|"cleared"|"newer"} code */
  function lost(code) {
    if (ended() || refusal === code) return;
    refusal = code;
    if (code !== "taken-over") shut();
    onTakenOver?.(code);
  }
  const lock = writerLock(`${name}-writer`, {
    onAsked: () => beforeLettingGo?.() ?? Promise.resolve(),
    onLost: () => lost("taken-over"),
  });

  function shut() {
    db?.close();
    db = undefined;
    lock.close();
  }

  async function open() {
    const opened = await openDatabase({ name, version: VERSION, ms, upgrade, onBlocked });
    // Another tab deletes the database (null) or runs a newer version of the page: get out of its way, for good.
    opened.onversionchange = ({ newVersion }) => lost(newVersion === null ? "cleared" : "newer");
    opened.onclose = () => {
      if (db === opened) db = undefined; // lost by the browser; the next call opens it again
    };
    if (refusal && ended()) {
      opened.close(); // meanwhile it has come to an end
      throw new StoreError(refusal);
    }
    db = opened;
    return opened;
  }
  /** @type {Promise<IDBDatabase> | undefined} */
  let opening;
  /** One connection, however many ask for it. */
  const connect = () =>
    (opening ??= open().finally(() => {
      opening = undefined;
    }));

  /**
   * One transaction; a connection that the browser has dropped is made again until the time is over: one that deletes
   * the site's data under the page refuses new connections meanwhile, Chromium for two seconds.
   * @template T
   * @param {string[]} names @param {"readonly"|"readwrite"} mode @param {(store: (name: string) => IDBObjectStore) => Promise<T>} work
   * @returns {Promise<T>}
   */
  async function run(names, mode, work) {
    if (refusal && ended()) throw new StoreError(refusal);
    const end = Date.now() + ms;
    for (let pause = 0; ; pause += 50) {
      /** @type {IDBDatabase | undefined} */
      let connection;
      try {
        connection = db ?? (await connect());
        return await transact(connection, names, mode, work, ms);
      } catch (error) {
        const { detail } = storeError(error);
        const dropped = DROPPED.includes(detail) || (connection !== undefined && db !== connection);
        if (!dropped || ended() || Date.now() + pause > end) throw storeError(error);
        if (db === connection) db = undefined;
        connection?.close();
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }

  /** @param {TableName[]} names @param {(name: string) => IDBObjectStore} store */
  const tables = (names, store) => /** @type {Tables} */ (Object.fromEntries(names.map((each) => [each, table(store(each))])));
  const writeToken = () => run(["control"], "readwrite", (store) => answer(store("control").put(token, "writer")));

  /** @type {Backend} */
  const backend = {
    read: (names, work) => run(names, "readonly", (store) => work(tables(names, store))),
    async write(names, work) {
      if (refusal) throw new StoreError(refusal);
      try {
        return await run(["control", ...names], "readwrite", async (store) => {
          const writer = await answer(store("control").get("writer"));
          // None: the browser has emptied the database under this page, which still has the draft.
          if (writer === undefined) await answer(store("control").put(token, "writer"));
          else if (writer !== token) throw new StoreError("taken-over");
          return work(tables(names, store));
        });
      } catch (error) {
        if (storeError(error).code === "taken-over") lost("taken-over");
        throw storeError(error);
      }
    },
    writable: () => refusal === undefined,
    async takeOver() {
      if (refusal === undefined) return;
      if (ended()) throw new StoreError(refusal);
      await lock.takeOver();
      await writeToken();
      refusal = undefined;
    },
    async destroy() {
      // The records first: should a tab that hangs keep the database from being deleted, at least it is empty.
      await run(["cases", "files"], "readwrite", (store) =>
        Promise.all([answer(store("cases").clear()), answer(store("files").clear())]),
      ).catch(() => {});
      refusal = "cleared";
      shut();
      await deleteDatabase(name, ms, onBlocked);
    },
    close() {
      refusal = "closed";
      shut();
    },
  };

  try {
    await connect();
    if (await lock.take()) {
      await writeToken();
      refusal = undefined;
    }
  } catch (error) {
    shut();
    throw storeError(error);
  }
  return backend;
}
