/** IndexedDB through `idb`, with what that does not have: a time limit for every call, and one kind of error. */

import { type DBSchema, deleteDB, type IDBPDatabase, type IDBPTransaction, openDB } from "idb";
import type { StoredCase } from "./case.ts";
import type { StoreCode } from "./errors.ts";
import { withTimeLimit } from "./time-limit.ts";

/** A file as it is stored, with the id of its case. The bytes are kept where the browser stores no Blobs. */
export interface StoredFile {
  case: string;
  id: string;
  blob: Blob | Bytes;
  thumb?: Blob | Bytes | undefined;
  copy?: Blob | Bytes | undefined;
  [property: string]: unknown;
}
export interface Bytes {
  bytes: ArrayBuffer;
  type: string;
}

/** The object stores, version 1. Records of `cases` have a format of their own, see `case.ts`. */
export interface Schema extends DBSchema {
  cases: { key: string; value: StoredCase };
  files: { key: [caseId: string, fileId: string]; value: StoredFile };
  /** One entry: `writer`, the token of the tab that writes. */
  control: { key: string; value: string };
}
export type Database = IDBPDatabase<Schema>;
export type StoreName = "cases" | "files" | "control";
export type Transaction = IDBPTransaction<Schema, StoreName[], "readwrite">;

const VERSION = 1;

function upgrade(database: Database, oldVersion: number): void {
  if (oldVersion < 1) {
    database.createObjectStore("cases", { keyPath: "id" });
    database.createObjectStore("files", { keyPath: ["case", "id"] });
    database.createObjectStore("control");
  }
}

export interface OpenOptions {
  name: string;
  /** Time limit in milliseconds. */
  ms: number;
  /** Another tab keeps an older version open; the call goes on waiting. */
  onBlocked?: (() => void) | undefined;
  /** Another tab wants to upgrade the database, or to delete it (`null`); it waits until this connection is closed. */
  onVersionChange: (version: number | null) => void;
  /** The browser has dropped the connection. */
  onClose: () => void;
}

/** Opens the database, which is created where there is none. @throws {StoreError} */
export function openDatabase({ name, ms, onBlocked, onVersionChange, onClose }: OpenOptions): Promise<Database> {
  let blocked = false;
  /** A connection was handed over, or the time has run out: one that comes later must not block other tabs. */
  let over = false;
  const open = async () => {
    const database = await openDB<Schema>(name, VERSION, {
      upgrade,
      blocked() {
        blocked = true;
        onBlocked?.();
      },
      blocking: (_current, version) => onVersionChange(version),
      terminated: onClose,
    });
    if (over) database.close();
    over = true;
    return database;
  };
  return withTimeLimit(
    ms,
    () =>
      new Promise<Database>((resolve, reject) => {
        // Safari has left the first request of a visit unanswered and answered the next.
        const timer = setTimeout(() => {
          if (!blocked) open().then(resolve, reject);
        }, ms / 2);
        open()
          .then(resolve, reject)
          .finally(() => clearTimeout(timer));
      }),
    () => {
      over = true;
      return codeOf(blocked);
    },
  );
}

/** Deletes the database. @throws {StoreError} */
export function deleteDatabase(name: string, ms: number, onBlocked?: () => void): Promise<void> {
  let blocked = false;
  const onBlock = () => {
    blocked = true;
    onBlocked?.();
  };
  return withTimeLimit(
    ms,
    () => deleteDB(name, { blocked: onBlock }),
    () => codeOf(blocked),
  );
}

const codeOf = (blocked: boolean): StoreCode => (blocked ? "blocked" : "hanging");

/**
 * Runs `work` in one transaction, all or nothing. A write resolves when the browser has reported `complete` under strict
 * durability, that is, when the bytes are on the disk. `work` may wait for nothing but the transaction's own requests.
 *
 * @param ms time limit in milliseconds
 * @throws {StoreError} the one that `work` throws, or one for the browser's error
 */
export function transact<Result>(
  database: Database,
  names: StoreName[],
  mode: "readonly" | "readwrite",
  work: (transaction: Transaction) => Promise<Result>,
  ms: number,
): Promise<Result> {
  return withTimeLimit(ms, async () => {
    const options = mode === "readwrite" ? ({ durability: "strict" } as const) : undefined;
    // Typed as one that may write: what must not is rejected by the browser.
    const transaction = database.transaction(names, mode as "readwrite", options);
    const ended = transaction.done.catch(() => {});
    let result: Result;
    try {
      result = await work(transaction);
    } catch (error) {
      try {
        transaction.abort();
      } catch {
        // It has ended already.
      }
      await ended;
      // The requests of a transaction that the browser aborts fail with AbortError; the transaction knows why.
      throw transaction.error ?? error;
    }
    await transaction.done;
    return result;
  });
}
