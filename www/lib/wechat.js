/**
 * The package for the logic layer of a WeChat mini-program, where the module is a file of the mini-program package
 * (.wasm or .wasm.br) and there is no fetch, URL, WebAssembly or text codec. Built to one ES2017 file; see tests/tools/package.mjs.
 */

import { TextDecoder, TextEncoder } from "./codec.js";
import { start, wire } from "./engine.js";
import { makeGlue } from "./glue.js";
import { part } from "./packed.js";

export { Tousu, assess, calendar, compose, form, read, recognize, schema, schemaFor, version } from "./engine.js";

/** Loads the module once, from its absolute path in the package, such as "/miniprogram_npm/tousu/tousu.wasm.br". */
export function load(path, options) {
  return start(
    async () => {
      const { imports, run } = wire(makeGlue({ TextDecoder, TextEncoder }));
      const loaded = await WXWebAssembly.instantiate(path, imports);
      return {
        live: run(loaded.instance || loaded), // an Instance by the documentation, { instance } in some versions
        renew() {
          throw new Error("only load() makes an instance here");
        },
      };
    },
    part,
    options,
  );
}
