/** The package for pages and bundlers. Importing it does nothing; `ready()` fetches the module and the catalogue. */

import { files } from "./built/files.js";
import { fetchBytes, loader, type Part } from "./engine.js";

export type * from "./api.js";
export { assess, calendar, compose, form, read, recognize, schema, schemaFor, Tousu, version } from "./api.js";
export type { Ready, Source } from "./source.js";
export { ready as default };

/** Loads the module once, and the catalogue from the files beside this one; see `Ready`. */
export const ready = loader(() => new URL("./tousu.wasm", import.meta.url), part);

/** A file of the packed catalogue; where a bundler has left the files behind, out of the JavaScript that it took along. */
async function part(name: Part): Promise<Uint8Array> {
  const address = files[name]();
  const bytes = await fetchBytes(address).catch(() => undefined);
  if (bytes) return bytes;
  try {
    return (await import("./packed.js")).part(name);
  } catch {
    // A service worker may not import later on.
    throw new Error(
      `tousu: the catalogue could not be fetched from ${address}: serve it there, or import tousu/inline`,
    );
  }
}
