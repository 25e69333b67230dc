/** The store's tables in IndexedDB, and the token that lets exactly one tab write. */

import type { StoredCase } from "./case.ts";
import {
  type Database,
  deleteDatabase,
  openDatabase,
  type StoredFile,
  type StoreName,
  type Transaction,
  transact,
} from "./database.ts";
import { type StoreCode, StoreError, storeError } from "./errors.ts";
import { writerLock } from "./writer-lock.ts";

/** Names of the errors of a transaction whose connection the browser has dropped; Safari's is UnknownError. */
const DROPPED = ["InvalidStateError", "UnknownError", "AbortError"];
/** Growth of the pause between two attempts to connect again, in ms. */
const PAUSE = 50;

export interface CaseTable {
  get(id: string): Promise<StoredCase | undefined>;
  all(): Promise<StoredCase[]>;
  ids(): Promise<string[]>;
  put(record: StoredCase): Promise<unknown>;
  remove(id: string): Promise<unknown>;
}
export interface FileTable {
  /** The files of a case. */
  of(caseId: string): Promise<StoredFile[]>;
  get(caseId: string, id: string): Promise<StoredFile | undefined>;
  /** Ids of the cases that have files, one for each file. */
  caseIds(): Promise<string[]>;
  put(file: StoredFile): Promise<unknown>;
  remove(caseId: string, id: string): Promise<unknown>;
  removeOf(caseId: string): Promise<unknown>;
}
/** The tables; a transaction may use those that it names. */
export interface Tables {
  cases: CaseTable;
  files: FileTable;
}
export type TableName = keyof Tables;

/** Place in which a store keeps its records. `read` and `write` run one transaction each, all or nothing. */
export interface Backend {
  read<Result>(names: TableName[], work: (tables: Tables) => Promise<Result>): Promise<Result>;
  write<Result>(names: TableName[], work: (tables: Tables) => Promise<Result>): Promise<Result>;
  /** Whether this tab writes. */
  isWritable(): boolean;
  /** Makes this tab the one that writes. */
  takeOver(): Promise<void>;
  /** Deletes everything and closes. */
  destroy(): Promise<void>;
  close(): void;
}

export interface BackendOptions {
  /** Name of the database. */
  name?: string;
  /** How long the browser may take for a call before it counts as hanging, in ms. Default 5000. */
  ms?: number;
  /** Another tab keeps the database from being opened or deleted; the call goes on waiting. */
  onBlocked?: () => void;
  /** This tab cannot write any more. */
  onTakenOver?: (code: "taken-over" | "cleared" | "newer") => void;
  /** The browser has closed the connection, perhaps because it has deleted the database. The next call opens it again. */
  onDisconnected?: () => void;
  /** Finishes the saves that wait, before another tab takes over. */
  beforeRelease?: () => Promise<unknown>;
}

/** The keys of all files of a case: those that begin with its id. */
const keysOf = (caseId: string) => IDBKeyRange.bound([caseId], [caseId, []]);

function tablesOf(transaction: Transaction): Tables {
  // Opened when used: a transaction has only the stores that it names.
  const cases = () => transaction.objectStore("cases");
  const files = () => transaction.objectStore("files");
  return {
    cases: {
      get: (id) => cases().get(id),
      all: () => cases().getAll(),
      ids: () => cases().getAllKeys(),
      put: (record) => cases().put(record),
      remove: (id) => cases().delete(id),
    },
    files: {
      of: (caseId) => files().getAll(keysOf(caseId)),
      get: (caseId, id) => files().get([caseId, id]),
      caseIds: async () => (await files().getAllKeys()).map(([caseId]) => caseId),
      put: (file) => files().put(file),
      remove: (caseId, id) => files().delete([caseId, id]),
      removeOf: (caseId) => files().delete(keysOf(caseId)),
    },
  };
}

/** @throws {StoreError} where the database cannot be opened */
export async function openBackend(options: BackendOptions): Promise<Backend> {
  const backend = new IndexedDbBackend(options);
  await backend.start();
  return backend;
}

class IndexedDbBackend implements Backend {
  readonly #name: string;
  readonly #ms: number;
  readonly #onBlocked: BackendOptions["onBlocked"];
  readonly #onTakenOver: BackendOptions["onTakenOver"];
  readonly #onDisconnected: BackendOptions["onDisconnected"];
  readonly #lock;
  /** The tab whose token the database holds is the one that writes. */
  readonly #token = Array.from(crypto.getRandomValues(new Uint32Array(4)), String).join("-");
  #database: Database | undefined;
  /** The connection that is being opened: one, however many ask for it. */
  #opening: Promise<Database> | undefined;
  /** The call of `takeOver` under way: a second one would stop the first from hearing the other tab. */
  #takingOver: Promise<void> | undefined;
  /** Why nothing can be written; undefined while this tab is the one that writes. */
  #refusal: StoreCode | undefined = "read-only";

  constructor({ name = "tousu", ms = 5000, onBlocked, onTakenOver, onDisconnected, beforeRelease }: BackendOptions) {
    this.#name = name;
    this.#ms = ms;
    this.#onBlocked = onBlocked;
    this.#onTakenOver = onTakenOver;
    this.#onDisconnected = onDisconnected;
    this.#lock = writerLock(`${name}-writer`, {
      token: this.#token,
      readWriter: () =>
        this.#run(["control"], "readonly", (transaction) => transaction.objectStore("control").get("writer")),
      ms,
      onAsked: () => beforeRelease?.() ?? Promise.resolve(),
      onLost: () => this.#lose("taken-over"),
    });
  }

  async start(): Promise<void> {
    try {
      await this.#connect();
      if (await this.#lock.take()) {
        await this.#writeToken();
        this.#refusal = undefined;
      }
    } catch (error) {
      this.#shut();
      throw storeError(error);
    }
  }

  read<Result>(names: TableName[], work: (tables: Tables) => Promise<Result>): Promise<Result> {
    return this.#run(names, "readonly", (transaction) => work(tablesOf(transaction)));
  }

  async write<Result>(names: TableName[], work: (tables: Tables) => Promise<Result>): Promise<Result> {
    if (this.#refusal) throw new StoreError(this.#refusal);
    try {
      return await this.#run(["control", ...names], "readwrite", async (transaction) => {
        const control = transaction.objectStore("control");
        const writer = await control.get("writer");
        // None: the browser has emptied the database under this page, which still has the draft.
        if (writer === undefined) await control.put(this.#token, "writer");
        else if (writer !== this.#token) throw new StoreError("taken-over");
        return work(tablesOf(transaction));
      });
    } catch (error) {
      if (storeError(error).code === "taken-over") this.#lose("taken-over");
      throw storeError(error);
    }
  }

  isWritable(): boolean {
    return this.#refusal === undefined;
  }

  takeOver(): Promise<void> {
    this.#takingOver ??= this.#takeOver().finally(() => {
      this.#takingOver = undefined;
    });
    return this.#takingOver;
  }

  async #takeOver(): Promise<void> {
    if (this.#refusal === undefined) return;
    if (this.#hasEnded()) throw new StoreError(this.#refusal);
    await this.#lock.takeOver();
    await this.#writeToken();
    this.#refusal = undefined;
  }

  async destroy(): Promise<void> {
    // The records first: should a tab that hangs keep the database from being deleted, at least it is empty.
    await this.#run(["cases", "files"], "readwrite", (transaction) =>
      Promise.all([transaction.objectStore("cases").clear(), transaction.objectStore("files").clear()]),
    ).catch(() => {});
    this.#refusal = "cleared";
    this.#shut();
    await deleteDatabase(this.#name, this.#ms, this.#onBlocked);
  }

  close(): void {
    this.#refusal = "closed";
    this.#shut();
  }

  /** Whether nothing can be read or written here for good. */
  #hasEnded(): boolean {
    return this.#refusal === "cleared" || this.#refusal === "newer" || this.#refusal === "closed";
  }

  #lose(code: "taken-over" | "cleared" | "newer"): void {
    if (this.#hasEnded() || this.#refusal === code) return;
    this.#refusal = code;
    if (code !== "taken-over") this.#shut();
    this.#onTakenOver?.(code);
  }

  #shut(): void {
    this.#database?.close();
    this.#database = undefined;
    this.#lock.close();
  }

  #connect(): Promise<Database> {
    this.#opening ??= this.#open().finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #open(): Promise<Database> {
    const database = await openDatabase({
      name: this.#name,
      ms: this.#ms,
      onBlocked: this.#onBlocked,
      // Another tab deletes the database or runs a newer version of the page: this one closes, for good.
      onVersionChange: (version) => this.#lose(version === null ? "cleared" : "newer"),
      // The next call opens it again.
      onClose: () => {
        if (this.#database === database) this.#database = undefined;
        if (!this.#hasEnded()) this.#onDisconnected?.();
      },
    });
    if (this.#refusal && this.#hasEnded()) {
      database.close();
      throw new StoreError(this.#refusal);
    }
    this.#database = database;
    return database;
  }

  /**
   * Runs one transaction. Where the browser has dropped the connection, connects again until the time is over: a browser
   * that deletes the site's data under the page refuses connections meanwhile, Chromium for two seconds.
   */
  async #run<Result>(
    names: StoreName[],
    mode: "readonly" | "readwrite",
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<Result> {
    if (this.#refusal && this.#hasEnded()) throw new StoreError(this.#refusal);
    const end = Date.now() + this.#ms;
    for (let pause = 0; ; pause += PAUSE) {
      let connection: Database | undefined;
      try {
        connection = this.#database ?? (await this.#connect());
        return await transact(connection, names, mode, work, this.#ms);
      } catch (error) {
        const { detail = "" } = storeError(error);
        const dropped = DROPPED.includes(detail) || (connection !== undefined && this.#database !== connection);
        if (!dropped || this.#hasEnded() || Date.now() + pause > end) throw storeError(error);
        if (this.#database === connection) this.#database = undefined;
        connection?.close();
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }

  #writeToken(): Promise<unknown> {
    return this.#run(["control"], "readwrite", (transaction) =>
      transaction.objectStore("control").put(this.#token, "writer"),
    );
  }
}
