/**
 * Several cases, kept on this device only. The promise of `save` is fulfilled when the draft of that call, or a later one of
 * the same case, is on the disk; until then nothing may claim that it is saved.
 */

import { type Backend, type BackendOptions, openBackend } from "./backend.ts";
import { type BackupCache, backupCache, noBackup } from "./backup-cache.ts";
import {
  type Case,
  type Draft,
  decode,
  encode,
  FORMAT,
  formatOf,
  type Imported,
  type Meta,
  parse,
  serialize,
  timeOf,
} from "./case.ts";
import type { Bytes, StoredFile } from "./database.ts";
import { StoreError } from "./errors.ts";
import { memoryBackend } from "./memory.ts";

export { type Case, type Draft, dayOf, exportDraft, type Imported, type Meta } from "./case.ts";
export { type StoreCode, StoreError } from "./errors.ts";

/** A line of the list of cases. `problem`: the case is there, but cannot be opened by this version. */
export interface CaseLine {
  id: string;
  /** Milliseconds since 1970. */
  saved: number;
  meta: Meta;
  problem?: "newer" | "damaged";
}

/** The file of an exhibit. Further properties are kept as they are. */
export interface EvidenceFile {
  id: string;
  /** The original. */
  blob: Blob;
  /** A small picture of it. */
  thumb?: Blob | undefined;
  /** A copy in which the person has covered or cut off something; it is sent in place of the original. */
  copy?: Blob | undefined;
  [property: string]: unknown;
}

export type StoreOptions = Omit<BackendOptions, "beforeRelease">;

/** Opens the store in this browser. @throws {StoreError} where the browser gives no database */
export async function openStore(options: StoreOptions = {}): Promise<Store> {
  let store: Store | undefined;
  const beforeRelease = () => store?.settled() ?? Promise.resolve();
  const backend = await openBackend({ ...options, beforeRelease });
  const backup = backupCache(`${options.name ?? "tousu"}-copy`);
  store = new Store(backend, backup);
  // If there is no room, the copies stay for the next time.
  if (backend.isWritable()) {
    await restoreInto(backend, backup).catch(() => {});
    await removeOrphans(backend).catch(() => {});
  }
  return store;
}

/** A store with the same interface that keeps nothing, for a shared device. */
export const memoryStore = (): Store => new Store(memoryBackend(), noBackup);

/** Puts the copies back into a database that is empty: new, cleared by its owner, or deleted by the browser. */
async function restoreInto(backend: Backend, backup: BackupCache): Promise<void> {
  const records = await backend.read(["cases"], ({ cases }) => cases.all());
  const copies = records.length === 0 ? await backup.all() : [];
  if (copies.length > 0) {
    await backend.write(["cases"], ({ cases }) => Promise.all(copies.map((record) => cases.put(record))));
  }
}

/** Removes files without a case: those of an import that was cut off before its draft was written. */
async function removeOrphans(backend: Backend): Promise<void> {
  const orphans = await backend.read(["cases", "files"], async ({ cases, files }) => {
    const [ids, owners] = await Promise.all([cases.ids(), files.caseIds()]);
    return Array.from(new Set(owners)).filter((owner) => !ids.includes(owner));
  });
  if (orphans.length === 0) return;
  await backend.write(["files"], ({ files }) => Promise.all(orphans.map((owner) => files.removeOf(owner))));
}

/** Length of a day in ms. */
const DAY = 86_400_000;

/** An id for a new case or file: 24 hexadecimal digits. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const toBytes = async (blob: Blob): Promise<Bytes> => ({ bytes: await blob.arrayBuffer(), type: blob.type });
const toBlob = (kept: Blob | Bytes): Blob =>
  kept instanceof Blob ? kept : new Blob([kept.bytes], { type: kept.type });

function evidenceFile({ case: _, ...file }: StoredFile): EvidenceFile {
  const part = (kept: unknown) => (kept ? toBlob(kept as Blob | Bytes) : undefined);
  return {
    ...file,
    id: String(file.id),
    blob: toBlob(file.blob as Blob | Bytes),
    thumb: part(file.thumb),
    copy: part(file.copy),
  };
}

interface Saved {
  /** Milliseconds since 1970. */
  saved: number;
}
interface Waiter {
  resolve: (result: Saved) => void;
  reject: (error: unknown) => void;
}
/** The latest draft of a case that waits to be written, with everybody who waits for it. */
interface Pending {
  draft: string;
  meta: Meta;
  waiters: Waiter[];
}

export class Store {
  readonly #backend: Backend;
  readonly #backup: BackupCache;
  /** By id of the case. */
  readonly #queue = new Map<string, Pending>();
  #working = false;
  /** The write under way, or the last one; never rejects. */
  #writing: Promise<void> = Promise.resolve();

  /** @internal Use `openStore` or `memoryStore`. */
  constructor(backend: Backend, backup: BackupCache) {
    this.#backend = backend;
    this.#backup = backup;
  }

  /** Whether this tab writes. Where it does not, saves are rejected with `read-only` until `takeOver`. */
  get writable(): boolean {
    return this.#backend.isWritable();
  }

  /** Makes this tab the one that writes. Read the case again afterwards. @throws {StoreError} */
  takeOver(): Promise<void> {
    return this.#backend.takeOver();
  }

  /** Resolves when everything saved so far is written or has failed. Later saves do not delay it. */
  async settled(): Promise<void> {
    const waits = Array.from(
      this.#queue.values(),
      ({ waiters }) => new Promise<unknown>((done) => waiters.push({ resolve: done, reject: done })),
    );
    await Promise.all([this.#writing, ...waits]);
  }

  /** All cases, the one saved last first. @throws {StoreError} */
  async list(): Promise<CaseLine[]> {
    const records = await this.#backend.read(["cases"], ({ cases }) => cases.all());
    const lines = records.map((record): CaseLine => {
      const { id } = record;
      try {
        const { saved, meta } = decode(record);
        return { id, saved, meta };
      } catch (error) {
        const problem = (error as StoreError).code === "newer" ? "newer" : "damaged";
        return { id, saved: timeOf(record), meta: {}, problem };
      }
    });
    // Under a clock that was wrong: when it was saved is not known, so it does not come first for ever.
    const tomorrow = Date.now() + DAY;
    const order = ({ saved }: CaseLine) => (saved > tomorrow ? 0 : saved);
    return lines.sort((a, b) => order(b) - order(a) || b.saved - a.saved);
  }

  /** The case, undefined where there is none. @throws {StoreError} also `newer` and `damaged` */
  async load(id: string): Promise<Case | undefined> {
    const found = await this.#record(id);
    return found && decode(found);
  }

  /**
   * Keeps the draft as it is at this moment. While a write is under way calls are joined, and the latest is written.
   *
   * @throws {StoreError}
   */
  async save(id: string, draft: Draft, meta: Meta = {}): Promise<Saved> {
    let text: string;
    let copy: Meta;
    try {
      text = JSON.stringify(draft);
      copy = JSON.parse(JSON.stringify(meta));
    } catch {
      throw new StoreError("damaged");
    }
    return new Promise((resolve, reject) => {
      const waiters = this.#queue.get(id)?.waiters ?? [];
      waiters.push({ resolve, reject });
      this.#queue.set(id, { draft: text, meta: copy, waiters });
      if (this.#working) return;
      this.#working = true;
      void Promise.resolve().then(() => this.#writeQueue());
    });
  }

  /** Deletes a case and its files. @throws {StoreError} */
  async remove(id: string): Promise<void> {
    this.#dropFromQueue(id);
    await this.settled();
    await this.#backup.remove(id);
    await this.#backend.write(["cases", "files"], async ({ cases, files }) => {
      await cases.remove(id);
      await files.removeOf(id);
    });
  }

  /** Deletes the whole database, whichever tab writes. Closes this store and tells the other tabs. @throws {StoreError} */
  async clearEverything(): Promise<void> {
    for (const id of [...this.#queue.keys()]) this.#dropFromQueue(id);
    await this.settled();
    await this.#backup.clear();
    await this.#backend.destroy();
  }

  /** The case as a text file, also one that cannot be opened here; undefined where there is none. @throws {StoreError} */
  async exportCase(id: string): Promise<{ name: string; text: string } | undefined> {
    const found = await this.#record(id);
    return found && serialize(found);
  }

  /** Reads an exported text without keeping it. Never throws. */
  importCase(text: unknown): Imported {
    return parse(text);
  }

  /** Keeps the file of an exhibit. @param id of the case @throws {StoreError} */
  async putFile(id: string, file: EvidenceFile): Promise<void> {
    try {
      await this.#putFile({ ...file, case: id });
    } catch (error) {
      // WebKit's private mode keeps bytes, but no Blobs.
      if ((error as StoreError).code !== "unavailable") throw error;
      const [blob, thumb, copy] = await Promise.all([
        toBytes(file.blob),
        file.thumb && toBytes(file.thumb),
        file.copy && toBytes(file.copy),
      ]);
      await this.#putFile({ ...file, case: id, blob, thumb, copy });
    }
  }

  /** The files of a case. @param id of the case @throws {StoreError} */
  async files(id: string): Promise<EvidenceFile[]> {
    const found = await this.#backend.read(["files"], ({ files }) => files.of(id));
    return found.map(evidenceFile);
  }

  /** One file of a case, undefined where there is none. @param id of the case @throws {StoreError} */
  async file(id: string, file: string): Promise<EvidenceFile | undefined> {
    const found = await this.#backend.read(["files"], ({ files }) => files.get(id, file));
    return found && evidenceFile(found);
  }

  /** @param id of the case @throws {StoreError} */
  async removeFile(id: string, file: string): Promise<void> {
    await this.#backend.write(["files"], ({ files }) => files.remove(id, file));
  }

  /** Writes what waits, lets other tabs write, and closes. */
  async close(): Promise<void> {
    await this.settled();
    this.#backend.close();
  }

  async #record(id: string) {
    await this.settled();
    return this.#backend.read(["cases"], ({ cases }) => cases.get(id));
  }

  async #putFile(file: StoredFile): Promise<void> {
    await this.#backend.write(["files"], ({ files }) => files.put(file));
  }

  async #writeQueue(): Promise<void> {
    for (const [id, pending] of this.#queue) {
      this.#queue.delete(id);
      const { waiters } = pending;
      this.#writing = this.#write(id, pending).then(
        (result) => {
          for (const { resolve } of waiters) resolve(result);
        },
        (error) => {
          for (const { reject } of waiters) reject(error);
        },
      );
      await this.#writing;
    }
    this.#working = false;
  }

  async #write(id: string, { draft, meta }: Pending): Promise<Saved> {
    const record = encode(id, draft, meta, Date.now());
    await this.#backend.write(["cases"], async ({ cases }) => {
      const former = await cases.get(id);
      if (former !== undefined && formatOf(former) > FORMAT) throw new StoreError("newer");
      await cases.put(record);
    });
    await this.#backup.keep(record);
    return { saved: record.saved };
  }

  /** Takes a case out of the queue before it is deleted. */
  #dropFromQueue(id: string): void {
    const pending = this.#queue.get(id);
    this.#queue.delete(id);
    for (const { resolve } of pending?.waiters ?? []) resolve({ saved: Date.now() });
  }
}

/** Bytes used and allowed for this origin; undefined where the browser gives no numbers. */
export async function space(): Promise<{ usage: number; quota: number } | undefined> {
  try {
    const { usage, quota } = await navigator.storage.estimate();
    return usage === undefined || quota === undefined ? undefined : { usage, quota };
  } catch {
    return undefined;
  }
}

/** Asks the browser not to evict this origin's data. Call it after the first save. Resolves to whether it agrees. */
export async function persist(): Promise<boolean> {
  try {
    return (await navigator.storage.persisted()) || (await navigator.storage.persist());
  } catch {
    return false;
  }
}
