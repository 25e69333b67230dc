/**
 * Decides which tab writes. Web Locks know exactly whether the writing tab is still alive; without them the tabs ask each
 * other over a BroadcastChannel; without that the newest tab writes.
 *
 * None of this protects the data: that a former writer (suspended, or not yet told) cannot write is ensured by the token in
 * the database, see `backend.ts`.
 */

/** How long a writing tab may be silent before it is taken over, in ms. */
const SILENCE = 1500;
/** Interval of the messages that a writing tab sends while its last saves are under way, in ms. */
const HEARTBEAT = 300;
/** How long a new tab waits for the one that writes to answer, in ms. */
const ROLL_CALL = 300;

/** Messages between tabs. Tabs of other versions of the page understand the same ones. */
const MESSAGE = {
  whoWrites: "who writes?",
  present: "I do",
  claim: "I write now",
  release: "let go",
  finishing: "finishing",
  released: "let go of",
} as const;

export interface WriterLock {
  /** Resolves to true when no other tab writes; this one does from now on. */
  take(): Promise<boolean>;
  /** Waits until a writing tab that answers has finished, then makes this tab the one that writes. */
  takeOver(): Promise<void>;
  close(): void;
}

export interface WriterLockOptions {
  /** Another tab wants to write: finish what is under way. */
  onAsked: () => Promise<unknown>;
  /** From now on this tab does not write. */
  onLost: () => void;
}

/** @param name shared by the tabs that exclude each other */
export function writerLock(name: string, { onAsked, onLost }: WriterLockOptions): WriterLock {
  const locks: LockManager | undefined = globalThis.navigator?.locks;
  const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel(name) : undefined;
  let held = false;
  let releaseWebLock = () => {};
  /** Called for each message while this tab waits for an answer. */
  let onAnswer: ((message: unknown) => void) | undefined;

  function release(): void {
    held = false;
    releaseWebLock();
    releaseWebLock = () => {};
  }

  if (channel) {
    channel.onmessage = ({ data }) => {
      onAnswer?.(data);
      if (!held) return;
      if (data === MESSAGE.whoWrites) channel.postMessage(MESSAGE.present);
      if (data === MESSAGE.claim && !locks) {
        release();
        onLost();
      }
      if (data === MESSAGE.release) void finishAndRelease(channel);
    };
  }

  async function finishAndRelease(channel: BroadcastChannel): Promise<void> {
    // However long the last saves take, this tab must not be taken for a suspended one.
    const beat = () => channel.postMessage(MESSAGE.finishing);
    beat();
    const timer = setInterval(beat, HEARTBEAT);
    await Promise.resolve(onAsked()).catch(() => {});
    clearInterval(timer);
    if (!held) return;
    release();
    channel.postMessage(MESSAGE.released);
    onLost();
  }

  /**
   * Posts a question to the other tabs. Calls `onSilent` unless one of them answers within `ms`; each `finishing` gives it
   * the time again. Returns a function that stops listening.
   */
  function ask(question: string, ms: number, onSilent: () => void, answer?: (message: unknown) => void): () => void {
    let timer = setTimeout(onSilent, ms);
    onAnswer = (message) => {
      if (message === MESSAGE.finishing) {
        clearTimeout(timer);
        timer = setTimeout(onSilent, ms);
      } else answer?.(message);
    };
    channel?.postMessage(question);
    return () => {
      clearTimeout(timer);
      onAnswer = undefined;
    };
  }

  /** Whether `expected` came back in time. */
  async function isAnswered(question: string, expected: string, ms: number): Promise<boolean> {
    if (!channel) return false;
    let stop = () => {};
    const answered = new Promise<boolean>((resolve) => {
      const silent = () => resolve(false);
      stop = ask(question, ms, silent, (message) => {
        if (message === expected) resolve(true);
      });
    });
    return answered.finally(() => stop());
  }

  /** Requests the Web Lock. Resolves to false where it is not available; rejects where the request is refused. */
  function requestWebLock(manager: LockManager, options: LockOptions): Promise<boolean> {
    return new Promise((resolve, reject) => {
      let granted = false;
      manager
        .request(name, options, (lock) => {
          if (!lock) {
            resolve(false);
            return undefined;
          }
          granted = held = true;
          return new Promise<void>((free) => {
            releaseWebLock = () => {
              granted = false;
              free();
            };
            resolve(true);
          });
        })
        .catch((error) => {
          if (granted) {
            // Stolen by another tab.
            held = false;
            onLost();
          } else reject(error);
        });
    });
  }

  function claim(): void {
    held = true;
    channel?.postMessage(MESSAGE.claim);
  }

  return {
    async take() {
      if (locks) {
        try {
          return await requestWebLock(locks, { ifAvailable: true });
        } catch {
          // No locks for this origin (sandbox): the channel decides.
        }
      }
      if (await isAnswered(MESSAGE.whoWrites, MESSAGE.present, ROLL_CALL)) return false;
      claim();
      return true;
    },
    async takeOver() {
      if (locks) {
        try {
          const abort = new AbortController();
          const stop = ask(MESSAGE.release, SILENCE, () => abort.abort());
          await requestWebLock(locks, { signal: abort.signal })
            .catch(() => requestWebLock(locks, { steal: true }))
            .finally(stop);
          return;
        } catch {
          // As above.
        }
      }
      await isAnswered(MESSAGE.release, MESSAGE.released, SILENCE);
      claim();
    },
    close() {
      release();
      channel?.close();
    },
  };
}
