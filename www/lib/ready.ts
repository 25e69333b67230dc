/** Loading, the same for every entry of the package. */

import { assess, compose } from "./api.js";
import { type Host, type Part, start } from "./instance.js";
import { loadSettings } from "./options.js";

/**
 * Loads what is not there yet, and warms it up where the options say so.
 * @param options of the host: unchecked
 * @param warmByDefault what `options.warm` is where it is not given
 */
export async function load(
  makeHost: () => Promise<Host>,
  fetchPart: (part: Part) => Promise<Uint8Array>,
  options: unknown,
  warmByDefault: boolean,
): Promise<void> {
  const { locales, warm = warmByDefault } = loadSettings(options);
  await start(makeHost, fetchPart, locales);
  const [locale] = locales;
  if (warm && locale && !isWarm) {
    isWarm = true;
    whenIdle(() => {
      try {
        assess({}, { locale });
        compose({}, { locale, document: "brief" });
      } catch {
        // The first real call will say what is wrong.
      }
    });
  }
}

/** Code is compiled once, whichever instance runs it. */
let isWarm = false;

/** Where a host has no timers, nothing is warmed up. */
function whenIdle(task: () => void): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(task);
  else if (typeof setTimeout === "function") {
    const timer: unknown = setTimeout(task, 0);
    // A process of Node need not wait for it.
    (timer as { unref?: () => void }).unref?.();
  }
}
