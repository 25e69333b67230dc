// Which tab writes. Web Locks know exactly whether the writing tab is still alive; without them the tabs ask each
// other over a BroadcastChannel; without that the newest tab writes. None of this protects the data: that a former
// writer (asleep, or not yet told) cannot write is ensured by the token in the database, see `database.js`.

const PATIENCE = 1500; // ms that a writing tab may be silent before it is taken over
const BEAT = 300; // ms from one "finishing" of a writing tab to the next, while its last saves are under way
const ROLL_CALL = 300; // ms for "who writes?"

/**
 * @typedef {object} WriterLock
 * @property {() => Promise<boolean>} take      true when no other tab writes; this one does from now on
 * @property {() => Promise<void>} takeOver     lets a writing tab that answers finish, then writes here
 * @property {() => void} release
 * @property {() => void} close
 */

/**
 * @param {string} name
 * @param {{onAsked: () => Promise<unknown>, onLost: () => void}} tab
 *   onAsked: another tab wants to write; finish what is under way. onLost: from now on this tab does not write.
 * @returns {WriterLock}
 */
export function writerLock(name, { onAsked, onLost }) {
  const locks = globalThis.navigator?.locks;
  const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel(name) : undefined;
  let held = false;
  /** Ends the Web Lock that is held. */
  let letGo = () => {};
  /** @type {((answer: string) => void) | undefined} hears the other tabs while this one waits for them */
  let hears;

  function release() {
    held = false;
    letGo();
    letGo = () => {};
  }

  if (channel)
    channel.onmessage = async ({ data }) => {
      hears?.(data);
      if (!held) return;
      if (data === "who writes?") channel.postMessage("I do");
      if (data === "I write now" && !locks) {
        release();
        onLost();
      }
      if (data === "let go") {
        // However long the last saves take, this tab must not be taken for one that sleeps.
        const beat = () => channel.postMessage("finishing");
        beat();
        const timer = setInterval(beat, BEAT);
        await Promise.resolve(onAsked()).catch(() => {});
        clearInterval(timer);
        if (!held) return;
        release();
        channel.postMessage("let go of");
        onLost();
      }
    };

  /**
   * Posts a question to the other tabs. Calls `onSilent` unless one of them answers in time; each "finishing" gives it the time again.
   * @param {string} question @param {number} ms @param {() => void} onSilent @param {(answer: string) => void} [onAnswer]
   * @returns {() => void} stops listening
   */
  function ask(question, ms, onSilent, onAnswer) {
    let timer = setTimeout(onSilent, ms);
    hears = (answer) => {
      if (answer === "finishing") {
        clearTimeout(timer);
        timer = setTimeout(onSilent, ms);
      } else onAnswer?.(answer);
    };
    channel?.postMessage(question);
    return () => {
      clearTimeout(timer);
      hears = undefined;
    };
  }

  /** Whether `expected` came back in time. @param {string} question @param {string} expected @param {number} ms @returns {Promise<boolean>} */
  function answered(question, expected, ms) {
    if (!channel) return Promise.resolve(false);
    let stop = () => {};
    return new Promise((resolve) => {
      stop = ask(question, ms, () => resolve(false), (answer) => answer === expected && resolve(true));
    }).finally(() => stop());
  }

  /** Requests the Web Lock; false when it was not to be had. @param {LockOptions} options @returns {Promise<boolean>} */
  const request = (options) =>
    new Promise((resolve, reject) => {
      let mine = false;
      locks
        .request(name, options, (lock) => {
          if (!lock) return resolve(false);
          mine = held = true;
          return new Promise((free) => {
            letGo = () => {
              mine = false;
              free(undefined);
            };
            resolve(true);
          });
        })
        .catch((error) => {
          // Refused before it was given, or stolen afterwards.
          if (mine) {
            held = false;
            onLost();
          } else reject(error);
        });
    });

  function claim() {
    held = true;
    channel?.postMessage("I write now");
  }

  return {
    async take() {
      if (locks)
        try {
          return await request({ ifAvailable: true });
        } catch {
          // no locks for this origin (sandbox): go on without
        }
      if (await answered("who writes?", "I do", ROLL_CALL)) return false;
      claim();
      return true;
    },
    async takeOver() {
      if (locks)
        try {
          const abort = new AbortController();
          const stop = ask("let go", PATIENCE, () => abort.abort());
          await request({ signal: abort.signal })
            .catch(() => request({ steal: true }))
            .finally(stop);
          return;
        } catch {
          // as above
        }
      await answered("let go", "let go of", PATIENCE);
      claim();
    },
    release,
    close() {
      release();
      channel?.close();
    },
  };
}
