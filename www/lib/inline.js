/** The package with the module inside the JavaScript: for single files, strict policies and hosts that cannot serve a .wasm. */

import { instantiate, start } from "./engine.js";
import { makeGlue } from "./glue.js";
import base64 from "./bytes.js";

export { Tousu, assess, calendar, compose, form, recognize, schema, schemaFor, version } from "./engine.js";
export { ready as default };

/** Needs no source and asks the network for nothing. */
export function ready() {
  return start(async () => {
    const bytes = Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0));
    return instantiate(await WebAssembly.compile(bytes), makeGlue);
  });
}
