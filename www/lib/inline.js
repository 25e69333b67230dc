/** The package with the module and the catalogue inside the JavaScript: for single files, strict policies and hosts that cannot serve a .wasm. */

import { instantiate, start } from "./engine.js";
import { makeGlue } from "./glue.js";
import base64 from "./bytes.js";
import { part } from "./packed.js";

export { Tousu, assess, calendar, compose, form, read, recognize, schema, schemaFor, version } from "./engine.js";
export { ready as default };

/** Needs no source and asks the network for nothing; takes the arguments of the other entry, so that the two can be exchanged. */
export function ready(source, options) {
  if (source?.constructor === Object) options = source;
  return start(
    async () => {
      const bytes = Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0));
      return instantiate(await WebAssembly.compile(bytes), makeGlue);
    },
    part,
    options,
  );
}
