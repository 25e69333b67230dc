/**
 * Decides which tab writes. Web Locks know exactly whether the writing tab is still alive; without them the tabs ask each
 * other over a BroadcastChannel; without that the newest tab writes.
 *
 * Every message carries the token of the writing tab, which is in the database. Other pages of the origin share the
 * channel, by accident or not; what does not carry the token is ignored.
 *
 * None of this protects the data: that a former writer (suspended, or not yet told) cannot write is ensured by the token in
 * the database, see `backend.ts`.
 */

import { withTimeLimit } from "./time-limit.ts";

/** How long a writing tab may be silent before it is taken over, in ms. */
const SILENCE = 1500;
/** Interval of the messages that a writing tab sends while its last saves are under way, in ms. */
const HEARTBEAT = 300;
/** How long a new tab waits for the one that writes to answer, in ms. */
const ROLL_CALL = 300;

/** Types of the messages between tabs. Tabs of other versions of the page understand the same ones. */
const MESSAGE = {
  whoWrites: "who writes?",
  present: "I do",
  claim: "I write now",
  release: "let go",
  finishing: "finishing",
  released: "let go of",
} as const;

interface Message {
  type: string;
  /** Token of the writing tab that is asked, or that answers. */
  writer: string | undefined;
}

export interface WriterLock {
  /** Resolves to true when no other tab writes; this one does from now on. */
  take(): Promise<boolean>;
  /** Waits until a writing tab that answers has finished, then makes this tab the one that writes. */
  takeOver(): Promise<void>;
  close(): void;
}

export interface WriterLockOptions {
  /** Token of this tab, which the database holds while it writes. */
  token: string;
  /** Reads the token that the database holds. */
  readWriter: () => Promise<string | undefined>;
  /** How long the browser may take to answer a request for a Web Lock, in ms. */
  ms: number;
  /** Another tab wants to write: finish what is under way. */
  onAsked: () => Promise<unknown>;
  /** From now on this tab does not write. */
  onLost: () => void;
}

/** @param name shared by the tabs that exclude each other */
export function writerLock(name: string, { token, readWriter, ms, onAsked, onLost }: WriterLockOptions): WriterLock {
  const locks: LockManager | undefined = globalThis.navigator?.locks;
  const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel(name) : undefined;
  let held = false;
  /** Defined while this tab holds the Web Lock. */
  let releaseWebLock: (() => void) | undefined;
  /** This tab's own request to steal the lock is under way: it may rob this tab itself of one that was granted late. */
  let isStealing = false;
  /** Called for each message while this tab waits for an answer. */
  let onAnswer: ((message: Message) => void) | undefined;

  function release(): void {
    held = false;
    releaseWebLock?.();
    releaseWebLock = undefined;
  }

  const post = (type: string, writer: string | undefined) => channel?.postMessage({ type, writer } satisfies Message);

  if (channel) {
    channel.onmessage = ({ data }: MessageEvent<Message | null>) => {
      if (typeof data?.type !== "string") return;
      onAnswer?.(data);
      if (!held || data.writer !== token) return;
      if (data.type === MESSAGE.whoWrites) post(MESSAGE.present, token);
      if (data.type === MESSAGE.claim && !releaseWebLock) {
        release();
        onLost();
      }
      if (data.type === MESSAGE.release) void finishAndRelease();
    };
  }

  async function finishAndRelease(): Promise<void> {
    // However long the last saves take, this tab must not be taken for a suspended one.
    const beat = () => post(MESSAGE.finishing, token);
    beat();
    const timer = setInterval(beat, HEARTBEAT);
    await Promise.resolve(onAsked()).catch(() => {});
    clearInterval(timer);
    if (!held) return;
    release();
    post(MESSAGE.released, token);
    onLost();
  }

  /**
   * Posts a question to the writing tab. Calls `onSilent` unless it answers within `silence` ms; each `finishing` gives it
   * the time again. Returns a function that stops listening.
   */
  function ask(
    question: string,
    writer: string | undefined,
    silence: number,
    onSilent: () => void,
    onType?: (type: string) => void,
  ): () => void {
    let timer = setTimeout(onSilent, silence);
    onAnswer = (message) => {
      if (message.writer !== writer) return;
      if (message.type === MESSAGE.finishing) {
        clearTimeout(timer);
        timer = setTimeout(onSilent, silence);
      } else onType?.(message.type);
    };
    post(question, writer);
    return () => {
      clearTimeout(timer);
      onAnswer = undefined;
    };
  }

  /** Whether `expected` came back in time. Without a token in the database there is nobody to ask. */
  async function isAnswered(
    question: string,
    writer: string | undefined,
    expected: string,
    silence: number,
  ): Promise<boolean> {
    if (!channel || writer === undefined) return false;
    let stop = () => {};
    const answered = new Promise<boolean>((resolve) => {
      stop = ask(
        question,
        writer,
        silence,
        () => resolve(false),
        (type) => {
          if (type === expected) resolve(true);
        },
      );
    });
    return answered.finally(() => stop());
  }

  /**
   * Requests the Web Lock. Resolves to false where it is not available; rejects where the request is refused, or not
   * answered within `limit`.
   */
  function requestWebLock(manager: LockManager, options: LockOptions, limit?: number): Promise<boolean> {
    let isLate = false;
    isStealing ||= options.steal === true;
    const requested = new Promise<boolean>((resolve, reject) => {
      let granted = false;
      let letGo = () => {};
      manager
        .request(name, options, (lock) => {
          if (options.steal) isStealing = false;
          // A lock granted late is kept only if this tab writes by now.
          if (!lock || (isLate && !held)) {
            resolve(false);
            return undefined;
          }
          granted = held = true;
          return new Promise<void>((free) => {
            letGo = () => {
              granted = false;
              free();
            };
            releaseWebLock = letGo;
            resolve(true);
          });
        })
        .catch((error) => {
          if (!granted) {
            if (options.steal) isStealing = false;
            reject(error);
          } else if (!isStealing && releaseWebLock === letGo) {
            // Stolen by another tab.
            held = false;
            releaseWebLock = undefined;
            onLost();
          }
        });
    });
    const onLate = (): "hanging" => {
      isLate = true;
      return "hanging";
    };
    return limit === undefined ? requested : withTimeLimit(limit, () => requested, onLate);
  }

  /** Takes over from the tab with this token, which may be asleep. */
  function claim(writer: string | undefined): void {
    held = true;
    post(MESSAGE.claim, writer);
  }

  return {
    async take() {
      if (locks) {
        try {
          return await requestWebLock(locks, { ifAvailable: true }, ms);
        } catch {
          // No locks for this origin (sandbox), or no answer: the channel decides.
        }
      }
      const writer = await readWriter();
      if (await isAnswered(MESSAGE.whoWrites, writer, MESSAGE.present, ROLL_CALL)) return false;
      claim(writer);
      return true;
    },
    async takeOver() {
      const writer = await readWriter();
      if (locks) {
        try {
          const abort = new AbortController();
          const stop = ask(MESSAGE.release, writer, SILENCE, () => abort.abort());
          const asked = new Promise<never>((_, reject) => abort.signal.addEventListener("abort", reject));
          await Promise.race([requestWebLock(locks, { signal: abort.signal }), asked])
            .catch(() => requestWebLock(locks, { steal: true }, ms))
            .finally(stop);
          return;
        } catch {
          // As above.
        }
      }
      await isAnswered(MESSAGE.release, writer, MESSAGE.released, SILENCE);
      claim(writer);
    },
    close() {
      release();
      channel?.close();
    },
  };
}
