/** The package with the module and the catalogue inside the JavaScript: for single files, strict policies and hosts that cannot serve a .wasm. */

import type { LoadOptions } from "./api.js";
import base64 from "./built/bytes.js";
import { instantiate, load, makeGlue } from "./engine.js";
import { part } from "./packed.js";

export type * from "./api.js";
export { assess, calendar, compose, form, read, recognize, schema, schemaFor, Tousu, version } from "./api.js";
export { ready as default };

/** Loads the module once, from this very file; asks the network for nothing, so a source is not needed. Safe to call again. */
export function ready(options: LoadOptions): Promise<void>;
export function ready(source?: undefined, options?: LoadOptions): Promise<void>;
export function ready(source?: LoadOptions, options?: LoadOptions): Promise<void> {
  const host = async () => {
    const bytes = Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0));
    return instantiate(await WebAssembly.compile(bytes), () => makeGlue());
  };
  return load(host, part, source?.constructor === Object ? source : options, true);
}
