/** Writes the draft to the host's storage, one write at a time, and reports "saved" only when it is. */

import type { Draft } from "../index.js";
import type { DraftStorage, StorageState } from "./host.ts";

/** How long typing may go on before it is written, in ms. */
const PAUSE = 300;
/** How long a storage may take to answer, in ms. */
const TIMEOUT = 6000;

function inTime<T>(promise: Promise<T> | T): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("no answer")), TIMEOUT);
    Promise.resolve(promise)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}

export class Autosave {
  readonly #storage: DraftStorage;
  readonly #draft: () => [Draft, object?];
  readonly #report: (state: StorageState, error?: unknown) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | undefined;
  /** Nothing is written over what has not been read yet. */
  #loading: Promise<unknown> = Promise.resolve();
  #dirty = false;
  #closed = false;

  /** @param draft returns the draft as it is now, and the texts that belong to it */
  constructor(
    storage: DraftStorage,
    draft: () => [Draft, object?],
    report: (state: StorageState, error?: unknown) => void,
  ) {
    this.#storage = storage;
    this.#draft = draft;
    this.#report = report;
  }

  /** Resolves to what was kept, or to undefined. */
  async load(): Promise<Draft | undefined> {
    const kept = inTime(this.#storage.load?.());
    this.#loading = kept.catch(() => {});
    try {
      return await kept;
    } catch (error) {
      this.#report("loadFailed", error);
      return undefined;
    }
  }

  /** The draft has changed: writes it after a pause. */
  touch(): void {
    if (this.#closed) return;
    this.#dirty = true;
    this.#report("saving");
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), PAUSE);
  }

  /** Writes what waits at once; resolves when nothing waits and nothing is under way. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#running ??= this.#drain().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async close(): Promise<void> {
    await this.flush();
    this.#closed = true;
  }

  async #drain(): Promise<void> {
    await this.#loading;
    while (this.#dirty) {
      this.#dirty = false;
      try {
        await inTime(this.#storage.save(...this.#draft()));
        if (!this.#dirty && !this.#closed) this.#report(this.#storage.temporary ? "temporary" : "saved");
      } catch (error) {
        if (!this.#closed) this.#report("saveFailed", error);
      }
    }
  }
}
