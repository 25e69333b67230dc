/**
 * A second copy of each case, in the browser's Cache Storage.
 *
 * Chromium deletes a whole IndexedDB when it finds its log torn, which a kill in the middle of a write and one restart can
 * bring about (1 of 100 kills under constant writing, tests/browser/crash.test.mjs). The copies are read only when the
 * database is found empty.
 */

import type { CaseRecord } from "./case.ts";
import { withTimeLimit } from "./time-limit.ts";

/** No method ever rejects: the database counts, and a copy that fails is no copy. */
export interface BackupCache {
  keep(record: CaseRecord): Promise<void>;
  remove(id: string): Promise<void>;
  all(): Promise<CaseRecord[]>;
  clear(): Promise<void>;
}

/** Entries are named by addresses; these exist nowhere and are never requested. */
const addressOf = (id: string) => `https://case.invalid/${encodeURIComponent(id)}`;

/** @param name of the cache @param ms time limit of each call, in milliseconds */
export function backupCache(name: string, ms = 1000): BackupCache {
  // Opened once, at the start: after another tab has deleted the cache, later writes go into the deleted one.
  const opened = Promise.resolve().then(() => caches.open(name));
  opened.catch(() => {});
  const attempt = <Result>(work: (cache: Cache) => Promise<Result>, otherwise: Result): Promise<Result> =>
    withTimeLimit(ms, () => opened.then(work)).catch(() => otherwise);

  return {
    keep: (record) =>
      attempt((cache) => cache.put(addressOf(record.id), new Response(JSON.stringify(record))), undefined),
    remove: (id) => attempt(async (cache) => void (await cache.delete(addressOf(id))), undefined),
    all: () =>
      attempt(async (cache) => {
        const read = async (key: Request): Promise<CaseRecord | undefined> =>
          (await cache.match(key))?.json().catch(() => undefined);
        const found = await Promise.all((await cache.keys()).map(read));
        return found.filter((record) => record !== undefined).filter((record) => typeof record?.id === "string");
      }, []),
    clear: () => attempt(async () => void (await caches.delete(name)), undefined),
  };
}

/** For a store that keeps nothing. */
export const noBackup: BackupCache = {
  keep: async () => {},
  remove: async () => {},
  all: async () => [],
  clear: async () => {},
};
