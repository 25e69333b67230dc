// IndexedDB as promises that always end: with a result, with a StoreError, or with "hanging" when the
// browser sends no event at all (seen in web-views after a crash and in Safari's first open).

/**
 * quota       no room left on the device
 * blocked     another tab holds the database open and does not let go
 * newer       written by a newer version of this page; left alone
 * hanging     the browser did not answer in time
 * unavailable no IndexedDB here (private mode, sandbox, disk error)
 * read-only   another tab writes
 * taken-over  another tab has taken the writing over from this one
 * cleared     everything was deleted in another tab
 * closed      the store was closed
 * damaged     not readable as a case
 * @typedef {"quota"|"blocked"|"newer"|"hanging"|"unavailable"|"read-only"|"taken-over"|"cleared"|"closed"|"damaged"} StoreCode
 */

/** Its message is the code (and the name of the browser's error): never anything that the person typed. */
export class StoreError extends Error {
  /** @param {StoreCode} code @param {string} [detail] name of the browser's own error */
  constructor(code, detail) {
    super(detail ? `${code} (${detail})` : code);
    this.name = "StoreError";
    this.code = code;
    this.detail = detail;
  }
}

/** @param {any} error @returns {StoreError} */
export function storeError(error) {
  if (error instanceof StoreError) return error;
  const name = error && typeof error.name === "string" ? error.name : undefined;
  if (name === "QuotaExceededError") return new StoreError("quota", name);
  if (name === "VersionError") return new StoreError("newer", name);
  return new StoreError("unavailable", name);
}

/**
 * A promise that is settled after `ms` at the latest, with whatever code `late()` says then.
 * A page that was asleep meanwhile (phone locked) gets the time again: its timers fire before its events.
 * @template T
 * @param {number} ms
 * @param {(resolve: (value: T) => void, reject: (error: any) => void) => void} start
 * @param {() => StoreCode} [late]
 * @returns {Promise<T>}
 */
export function inTime(ms, start, late = () => "hanging") {
  return new Promise((resolve, reject) => {
    /** @type {ReturnType<typeof setTimeout>} */
    let timer;
    const arm = () => {
      const due = Date.now() + ms;
      timer = setTimeout(() => {
        if (Date.now() - due > 1000) arm();
        else reject(new StoreError(late()));
      }, ms);
    };
    arm();
    /** @param {any} error */
    const fail = (error) => {
      clearTimeout(timer);
      reject(storeError(error));
    };
    try {
      start((value) => {
        clearTimeout(timer);
        resolve(value);
      }, fail);
    } catch (error) {
      fail(error);
    }
  });
}

/**
 * @param {{name: string, version: number, ms: number, upgrade: (db: IDBDatabase, oldVersion: number) => void, onBlocked?: () => void}} options
 * @returns {Promise<IDBDatabase>}
 */
export function openDatabase({ name, version, ms, upgrade, onBlocked }) {
  let blocked = false;
  let over = false;
  return inTime(
    ms,
    (resolve, reject) => {
      const request = indexedDB.open(name, version);
      request.onupgradeneeded = (event) => upgrade(request.result, event.oldVersion);
      request.onblocked = () => {
        blocked = true;
        onBlocked?.();
      };
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        // An answer after the time ran out: nobody holds this connection, so it must not block other tabs.
        if (over) request.result.close();
        else resolve(request.result);
      };
    },
    () => {
      over = true;
      return blocked ? "blocked" : "hanging";
    },
  );
}

/** @param {string} name @param {number} ms @param {() => void} [onBlocked] @returns {Promise<void>} */
export function deleteDatabase(name, ms, onBlocked) {
  let blocked = false;
  return inTime(
    ms,
    (resolve, reject) => {
      const request = indexedDB.deleteDatabase(name);
      request.onblocked = () => {
        blocked = true;
        onBlocked?.();
      };
      request.onerror = () => reject(request.error);
      request.onsuccess = () => resolve();
    },
    () => (blocked ? "blocked" : "hanging"),
  );
}

/** The result of one request. @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
export function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * Runs `work` in one transaction, all or nothing. A write resolves only when the browser has reported `complete`
 * under strict durability, that is, when the bytes are on the disk.
 * @template T
 * @param {IDBDatabase} db @param {string[]} names @param {"readonly"|"readwrite"} mode
 * @param {(store: (name: string) => IDBObjectStore) => Promise<T>} work
 * @param {number} ms
 * @returns {Promise<T>}
 */
export function transact(db, names, mode, work, ms) {
  return inTime(ms, (resolve, reject) => {
    const transaction = db.transaction(names, mode, mode === "readwrite" ? { durability: "strict" } : undefined);
    /** @type {any} */
    let result;
    /** @type {any} */
    let reason;
    let done = false;
    transaction.oncomplete = () => (done ? resolve(result) : reject(new StoreError("unavailable", "incomplete")));
    // A browser that drops the connection may give no error at all.
    transaction.onabort = () => reject(reason ?? transaction.error ?? new DOMException("dropped", "AbortError"));
    work((name) => transaction.objectStore(name)).then(
      (value) => {
        result = value;
        done = true;
      },
      (error) => {
        reason = error;
        try {
          transaction.abort();
        } catch {
          reject(error); // it had ended already
        }
      },
    );
  });
}
