/**
 * The package for the logic layer of a WeChat mini-program, where the module is a file of the mini-program package
 * (.wasm or .wasm.br) and there is no fetch, URL, WebAssembly or text codec. The catalogue comes with the module, in its memory,
 * because that is what WeChat unpacks. Built to one ES2017 file; see tests/tools/package.mjs.
 */

import { TextDecoder, TextEncoder } from "./codec.js";
import { start, wire } from "./engine.js";
import { makeGlue } from "./glue.js";

export { Tousu, assess, calendar, compose, form, read, recognize, schema, schemaFor, version } from "./engine.js";

/** Set by the build: where the files of the catalogue lie in the memory of a fresh instance, [from, to]. */
const places = __PLACES__;
const [begin] = places.structure;
/** That part of the memory, once it is here. */
let arrived;
const carried = new Promise((resolve) => (arrived = resolve));

/** A file of the packed catalogue. */
async function part(name) {
  const [from, to] = places[name];
  return (await carried).subarray(from - begin, to - begin);
}

/** Loads the module once, from its absolute path in the package, such as "/miniprogram_npm/tousu/tousu.wasm.br". */
export function load(path, options) {
  return start(
    async () => {
      const { imports, run } = wire(makeGlue({ TextDecoder, TextEncoder }));
      const loaded = await WXWebAssembly.instantiate(path, imports);
      const instance = loaded.instance || loaded; // an Instance by the documentation, { instance } in some versions
      arrived(new Uint8Array(instance.exports.memory.buffer.slice(begin)));
      return {
        live: run(instance),
        renew() {
          throw new Error("only load() makes an instance here");
        },
      };
    },
    part,
    options,
  );
}
