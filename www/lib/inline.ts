/**
 * The package with the module and the catalogue inside the JavaScript: for servers, single files, strict policies and
 * hosts that cannot serve a .wasm. It asks the network for nothing unless `ready()` is given an address.
 */

import base64 from "./built/bytes.js";
import { loader } from "./engine.js";
import { part } from "./packed.js";

export type * from "./api.js";
export { assess, calendar, compose, form, read, recognize, schema, schemaFor, Tousu, version } from "./api.js";
export type { Ready, Source } from "./source.js";
export { ready as default };

/** Loads the module once, from this very file, so a source is not needed; see `Ready`. */
export const ready = loader(() => Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0)), part);
