/** The store's tables in memory, for a shared device and where IndexedDB fails: nothing is kept after closing. */

import type { Backend, Tables } from "./backend.ts";
import type { StoredCase } from "./case.ts";
import type { StoredFile } from "./database.ts";
import { StoreError } from "./errors.ts";

function emptyTables(): Tables {
  const cases = new Map<string, StoredCase>();
  const files = new Map<string, StoredFile>();
  const key = (caseId: string, id: string) => JSON.stringify([caseId, id]);
  return {
    cases: {
      get: async (id) => cases.get(id),
      all: async () => [...cases.values()],
      ids: async () => [...cases.keys()],
      put: async (record) => void cases.set(record.id, record),
      remove: async (id) => void cases.delete(id),
    },
    files: {
      of: async (caseId) => [...files.values()].filter((file) => file.case === caseId),
      get: async (caseId, id) => files.get(key(caseId, id)),
      caseIds: async () => Array.from(files.values(), (file) => file.case),
      put: async (file) => void files.set(key(file.case, file.id), file),
      remove: async (caseId, id) => void files.delete(key(caseId, id)),
      async removeOf(caseId) {
        for (const [name, file] of files) if (file.case === caseId) files.delete(name);
      },
    },
  };
}

export function memoryBackend(): Backend {
  let tables = emptyTables();
  let open = true;
  async function run<Result>(_names: unknown, work: (tables: Tables) => Promise<Result>): Promise<Result> {
    if (!open) throw new StoreError("closed");
    return work(tables);
  }
  function close(): void {
    open = false;
    tables = emptyTables();
  }
  return {
    read: run,
    write: run,
    isWritable: () => open,
    takeOver: async () => {},
    destroy: async () => close(),
    close,
  };
}
