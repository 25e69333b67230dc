/** Loading, the same for every entry of the package. */

import { assess, compose } from "./api.js";
import { makeGlue } from "./built/glue.js";
import { type Host, instantiate, type Part, start } from "./instance.js";
import { type LoadOptions, loadSettings } from "./options.js";
import { compile, type Ready, type Source } from "./source.js";

/** The function `ready` of an entry that has the module from `own` where none is given. */
export const loader =
  (own: () => Source, part: (part: Part) => Promise<Uint8Array>): Ready =>
  (source?: Source | LoadOptions, options?: LoadOptions) => {
    const [from, how] = isOptions(source) ? [undefined, source] : [source, options];
    return load(async () => instantiate(await compile(from ?? own()), () => makeGlue()), part, how, true);
  };

const isOptions = (source: unknown): source is LoadOptions => (source as object | undefined)?.constructor === Object;

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

/** If a host has no timers, nothing is warmed up. */
function whenIdle(task: () => void): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(task);
  else if (typeof setTimeout === "function") {
    const timer: unknown = setTimeout(task, 0);
    // A process of Node need not wait for it.
    (timer as { unref?: () => void }).unref?.();
  }
}
