// Several cases, kept on this device only. A promise of `save` is fulfilled when the draft of that call, or a later
// one of the same case, is on the disk; until then nothing may say "saved".

import { decode, encode, FORMAT, formatOf, parse, serialize } from "./case.js";
import { copies, noCopies } from "./copy.js";
import { openBackend } from "./database.js";
import { StoreError } from "./idb.js";
import { memoryBackend } from "./memory.js";

export { StoreError };

/** @typedef {import("./case.js").Draft} Draft */
/** @typedef {import("./case.js").Meta} Meta */
/** A line of the list of cases. `problem`: it is there, but cannot be opened here.
 * @typedef {{id: string, saved: number, meta: Meta, problem?: "newer" | "damaged"}} CaseLine */
/** A piece of evidence: `blob` the original, `thumb` its small picture; further properties are kept as they are.
 * @typedef {{id: string, blob: Blob, thumb?: Blob, [key: string]: unknown}} EvidenceFile */
/** @typedef {ReturnType<typeof makeStore>} Store */

/** @param {Omit<import("./database.js").DatabaseOptions, "beforeLettingGo">} [options] rejects with a StoreError */
export async function openStore(options = {}) {
  /** @type {Store | undefined} */
  let store;
  const backend = await openBackend({ ...options, beforeLettingGo: () => store?.settled() ?? Promise.resolve() });
  const copy = copies(`${options.name ?? "tousu"}-copy`);
  store = makeStore(backend, copy);
  if (backend.writable()) await restore(backend, copy).catch(() => {}); // no room, say: the copies stay for the next time
  return store;
}

/** Puts the copies back into a database that is empty: new, emptied by its owner, or deleted by the browser.
 * @param {import("./database.js").Backend} backend @param {import("./copy.js").Copies} copy */
async function restore(backend, copy) {
  const records = await backend.read(["cases"], ({ cases }) => cases.all());
  const kept = records.length === 0 ? await copy.all() : [];
  if (kept.length) await backend.write(["cases"], ({ cases }) => Promise.all(kept.map((record) => cases.put(record))));
}

/** For a shared device: the same store, kept nowhere. */
export const memoryStore = () => makeStore(memoryBackend(), noCopies);

/** An id for a new case or file. */
export const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** @typedef {{bytes: ArrayBuffer, type: string}} Bytes */
/** @param {Blob} blob @returns {Promise<Bytes>} */
const asBytes = async (blob) => ({ bytes: await blob.arrayBuffer(), type: blob.type });
/** @param {Blob | Bytes} kept @returns {Blob} */
const asBlob = (kept) => (kept instanceof Blob ? kept : new Blob([kept.bytes], { type: kept.type }));

/** @param {import("./database.js").Backend} backend @param {import("./copy.js").Copies} copy */
function makeStore(backend, copy) {
  /** What waits to be written, the latest draft of each case only, with everybody who waits for it.
   * @type {Map<string, {draft: string, meta: Meta, waiting: {resolve: (result: {saved: number}) => void, reject: (error: StoreError) => void}[]}>} */
  const queue = new Map();
  /** @type {Promise<void> | undefined} */
  let running;
  /** The write under way, or the last one; never rejects. */
  let writing = Promise.resolve();

  /** @param {string} id @param {string} draft @param {Meta} meta */
  async function write(id, draft, meta) {
    const record = encode(id, draft, meta, Date.now());
    await backend.write(["cases"], async ({ cases }) => {
      const former = await cases.get(id);
      if (former !== undefined && formatOf(former) > FORMAT) throw new StoreError("newer");
      await cases.put(record);
    });
    await copy.keep(record);
    return { saved: record.saved };
  }

  async function work() {
    for (const [id, { draft, meta, waiting }] of queue) {
      queue.delete(id);
      writing = write(id, draft, meta).then(
        (result) => waiting.forEach(({ resolve }) => resolve(result)),
        (error) => waiting.forEach(({ reject }) => reject(error)),
      );
      await writing;
    }
    running = undefined;
  }

  /** Takes a case, or all, out of the queue: what was to be written is to be deleted. @param {string} [id] */
  function forget(id) {
    for (const [each, { waiting }] of queue)
      if (id === undefined || each === id) {
        queue.delete(each);
        waiting.forEach(({ resolve }) => resolve({ saved: Date.now() }));
      }
  }

  /** Resolves when everything asked for so far is written or has failed; a tab that goes on saving does not put it off. */
  async function settled() {
    const waits = Array.from(queue.values(), ({ waiting }) => new Promise((done) => waiting.push({ resolve: done, reject: done })));
    await Promise.all([writing, ...waits]);
  }

  /** @param {string} id */
  async function record(id) {
    await settled();
    return backend.read(["cases"], ({ cases }) => cases.get(id));
  }

  /** @param {string} owner @param {object} file */
  const putFile = (owner, file) =>
    backend.write(["files"], async ({ files }) => {
      await files.put({ ...file, case: owner });
    });

  return {
    /** Whether this tab writes. Where not, saves are refused with "read-only", until `takeOver`. */
    get writable() {
      return backend.writable();
    },
    /** Makes this tab the one that writes; read the case again afterwards. */
    takeOver: () => backend.takeOver(),
    settled,

    /** All cases, the one saved last first. @returns {Promise<CaseLine[]>} */
    async list() {
      const records = await backend.read(["cases"], ({ cases }) => cases.all());
      return records
        .map((each) => {
          const { id, saved, meta } = each;
          try {
            decode(each);
            return { id, saved, meta };
          } catch (error) {
            return { id, saved, meta: {}, problem: /** @type {any} */ (error).code };
          }
        })
        .sort((a, b) => b.saved - a.saved);
    },

    /** The case, or undefined; rejects with "newer" or "damaged" where it cannot be opened here. @param {string} id */
    async load(id) {
      const found = await record(id);
      return found && decode(found);
    },

    /**
     * Keeps the draft as it is at this moment. Calls while a write is under way are joined, the latest wins.
     * @param {string} id @param {Draft} draft @param {Meta} [meta]
     * @returns {Promise<{saved: number}>} ms since 1970; rejects with a StoreError
     */
    async save(id, draft, meta = {}) {
      let text, copy;
      try {
        text = JSON.stringify(draft);
        copy = JSON.parse(JSON.stringify(meta));
      } catch {
        throw new StoreError("damaged");
      }
      return new Promise((resolve, reject) => {
        const waiting = queue.get(id)?.waiting ?? [];
        waiting.push({ resolve, reject });
        queue.set(id, { draft: text, meta: copy, waiting });
        running ??= Promise.resolve().then(work);
      });
    },

    /** Deletes a case and its files. @param {string} id @returns {Promise<void>} */
    async remove(id) {
      forget(id);
      await settled();
      await copy.drop(id);
      await backend.write(["cases", "files"], async ({ cases, files }) => {
        await cases.remove(id);
        await files.removeOf(id);
      });
    },

    /** Deletes the whole database, whichever tab writes; this store is closed then, and the other tabs are told. */
    async clearEverything() {
      forget();
      await settled();
      await copy.clear();
      await backend.destroy();
    },

    /** The case as a text file, also one that cannot be opened here. @param {string} id */
    async exportCase(id) {
      const found = await record(id);
      return found && serialize(found);
    },

    /** Reads an exported text; keeps nothing: `save` does. @param {unknown} text */
    importCase: (text) => parse(text),

    /** Keeps a piece of evidence. @param {string} id of the case @param {EvidenceFile} file @returns {Promise<void>} */
    async putFile(id, file) {
      try {
        await putFile(id, file);
      } catch (error) {
        // WebKit's private mode keeps bytes, but no Blobs.
        if (/** @type {StoreError} */ (error).code !== "unavailable") throw error;
        await putFile(id, { ...file, blob: await asBytes(file.blob), thumb: file.thumb && (await asBytes(file.thumb)) });
      }
    },

    /** The pieces of evidence of a case. @param {string} id @returns {Promise<EvidenceFile[]>} */
    async files(id) {
      const found = await backend.read(["files"], ({ files }) => files.all(id));
      return found.map(({ case: _owner, ...file }) => ({
        ...file,
        blob: asBlob(file.blob),
        thumb: file.thumb && asBlob(file.thumb),
      }));
    },

    /** @param {string} id of the case @param {string} file @returns {Promise<void>} */
    async removeFile(id, file) {
      await backend.write(["files"], ({ files }) => files.remove([id, file]).then(() => {}));
    },

    /** Writes what waits, lets other tabs write, and ends. */
    async close() {
      await settled();
      backend.close();
    },
  };
}

/** Bytes used and allowed for this origin; undefined where the browser does not tell. */
export async function space() {
  try {
    const { usage, quota } = await navigator.storage.estimate();
    return usage === undefined || quota === undefined ? undefined : { usage, quota };
  } catch {
    return undefined;
  }
}

/** Asks the browser not to evict this origin's data; call it after the first save. @returns {Promise<boolean>} */
export async function persist() {
  try {
    return (await navigator.storage.persisted()) || (await navigator.storage.persist());
  } catch {
    return false;
  }
}
