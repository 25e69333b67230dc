/** Errors of the store. */

/**
 * Why a call to the store failed.
 *
 * - `quota`: no room left on the device
 * - `blocked`: another tab holds the database open and does not close it
 * - `newer`: written by a newer version of the page; left unchanged
 * - `hanging`: the browser did not answer in time
 * - `unavailable`: no IndexedDB here (private mode, sandbox, disk error)
 * - `read-only`: another tab writes
 * - `taken-over`: another tab has become the one that writes
 * - `cleared`: another tab has deleted everything
 * - `closed`: the store was closed
 * - `damaged`: not readable as a case
 */
export type StoreCode =
  | "quota"
  | "blocked"
  | "newer"
  | "hanging"
  | "unavailable"
  | "read-only"
  | "taken-over"
  | "cleared"
  | "closed"
  | "damaged";

/** Error of the store. Its message is the code and the name of the browser's error, never anything that was typed. */
export class StoreError extends Error {
  readonly code: StoreCode;
  /** Name of the browser's own error. */
  readonly detail: string | undefined;

  constructor(code: StoreCode, detail?: string) {
    super(detail ? `${code} (${detail})` : code);
    this.name = "StoreError";
    this.code = code;
    this.detail = detail;
  }
}

/** The StoreError for anything that the browser may throw. */
export function storeError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const given = (error as { name?: unknown } | null | undefined)?.name;
  const name = typeof given === "string" ? given : undefined;
  if (name === "QuotaExceededError") return new StoreError("quota", name);
  if (name === "VersionError") return new StoreError("newer", name);
  return new StoreError("unavailable", name);
}
