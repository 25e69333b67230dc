/** A limit for work that the browser may never finish: web-views after a crash and Safari's first open send no event. */

import { type StoreCode, StoreError, storeError } from "./errors.ts";

/** A timer that fires later than this, in ms, has slept: the device was suspended. */
const SUSPENDED = 1000;

/**
 * Settles as the promise of `work` does, after `ms` at the latest.
 *
 * A page that was suspended meanwhile (locked phone) gets the whole time again, because its timers fire before its events.
 *
 * @param ms limit in milliseconds
 * @param codeWhenLate called when the time is over; its result is the code of the error
 * @throws {StoreError} for every failure of `work`, and when the time is over
 */
export function withTimeLimit<Result>(
  ms: number,
  work: () => Promise<Result>,
  codeWhenLate: () => StoreCode = () => "hanging",
): Promise<Result> {
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout>;
    const start = () => {
      const due = Date.now() + ms;
      timer = setTimeout(() => {
        if (Date.now() - due > SUSPENDED) start();
        else reject(new StoreError(codeWhenLate()));
      }, ms);
    };
    start();
    new Promise<Result>((done) => done(work()))
      .finally(() => clearTimeout(timer))
      .then(resolve, (error) => reject(storeError(error)));
  });
}
