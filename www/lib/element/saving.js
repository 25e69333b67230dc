/** Writes the draft to the host's storage, one write at a time, and says "saved" only when it is. */

/** How long typing may go on before it is written, and how long a storage may keep silent, in ms. */
const PAUSE = 300;
const PATIENCE = 6000;

/** @typedef {{load?: () => any, save: (draft: any) => any, temporary?: boolean}} Storage
 * load and save may return promises; `temporary`: what is saved is gone when the page is closed. */

/** @template T @param {Promise<T> | T} promise @returns {Promise<T>} */
function inTime(promise) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("no answer")), PATIENCE);
    Promise.resolve(promise).then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/**
 * @param {Storage} storage
 * @param {() => any} draft the draft as it is now
 * @param {(state: "saving" | "saved" | "temporary" | "saveFailed" | "loadFailed", error?: unknown) => void} say
 */
export function saver(storage, draft, say) {
  let timer = 0;
  /** @type {Promise<void> | undefined} */
  let running;
  /** Nothing is written over what has not been read yet. @type {Promise<unknown>} */
  let loading = Promise.resolve();
  let dirty = false;
  let closed = false;

  /** Resolves when nothing waits and nothing is under way. */
  function write() {
    clearTimeout(timer);
    running ??= drain().finally(() => { running = undefined; });
    return running;
  }

  async function drain() {
    await loading;
    while (dirty) {
      dirty = false;
      try {
        await inTime(storage.save(draft()));
        if (!dirty && !closed) say(storage.temporary ? "temporary" : "saved");
      } catch (error) {
        if (!closed) say("saveFailed", error);
      }
    }
  }

  return {
    /** What was kept, or undefined. */
    load() {
      const kept = inTime(storage.load?.()).catch((error) => say("loadFailed", error));
      loading = kept;
      return kept;
    },
    touch() {
      if (closed) return;
      dirty = true;
      say("saving");
      clearTimeout(timer);
      timer = window.setTimeout(write, PAUSE);
    },
    /** Writes what waits at once: the page may be gone in a moment. */
    flush: write,
    async close() {
      await write();
      closed = true;
    },
  };
}
