// Which tab writes. Web Locks know exactly whether the writing tab is still alive; without them the tabs ask each
// other over a BroadcastChannel; without that the newest tab writes. None of this protects the data: that a former
// writer (asleep, or not yet told) cannot write is ensured by the token in the database, see `database.js`.

const PATIENCE = 1500; // ms that a writing tab has to finish its last save before it is taken over
const ROLL_CALL = 300; // ms for "who writes?"

/**
 * @typedef {object} WriterLock
 * @property {() => Promise<boolean>} take      true when no other tab writes; this one does from now on
 * @property {() => Promise<void>} takeOver     lets the writing tab finish, then writes here, whatever it answers
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
        await Promise.resolve(onAsked()).catch(() => {});
        if (!held) return;
        release();
        channel.postMessage("let go of");
        onLost();
      }
    };

  /** Asks the other tabs; true when `expected` came back in time. @param {string} question @param {string} expected @param {number} ms */
  const ask = (question, expected, ms) =>
    new Promise((resolve) => {
      if (!channel) return resolve(false);
      const timer = setTimeout(() => resolve(false), ms);
      hears = (data) => {
        if (data !== expected) return;
        clearTimeout(timer);
        resolve(true);
      };
      channel.postMessage(question);
    }).finally(() => {
      hears = undefined;
    });

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
      if (await ask("who writes?", "I do", ROLL_CALL)) return false;
      claim();
      return true;
    },
    async takeOver() {
      if (locks)
        try {
          const abort = new AbortController();
          const timer = setTimeout(() => abort.abort(), PATIENCE);
          channel?.postMessage("let go");
          await request({ signal: abort.signal })
            .catch(() => request({ steal: true }))
            .finally(() => clearTimeout(timer));
          return;
        } catch {
          // as above
        }
      await ask("let go", "let go of", PATIENCE);
      claim();
    },
    release,
    close() {
      release();
      channel?.close();
    },
  };
}
