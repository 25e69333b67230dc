/**
 * The package for the logic layer of a WeChat mini-program (小程序逻辑层), where the module is a file of the
 * mini-program package (.wasm or .wasm.br) and there is no fetch, URL, WebAssembly or text codec. The catalogue comes
 * with the module, in its memory, because that is what WeChat unpacks. Built to one ES2017 file; see
 * tests/tools/package.mjs.
 */

import type { LoadOptions } from "./api.js";
import places from "./built/places.js";
import { TextDecoder, TextEncoder } from "./codec.js";
import {
  civilDate,
  DRAFT_LIMITS,
  flatten,
  type Host,
  hasLocale,
  link,
  load as loadFrom,
  makeGlue,
  type Part,
} from "./engine.js";

export type * from "./api.js";
export { assess, calendar, compose, form, read, recognize, schema, schemaFor, Tousu, version } from "./api.js";
export type { FormEventDetails, FormProperties, FormText } from "./mini-program/events.ts";

declare const WXWebAssembly: {
  /** Gives an Instance by the documentation, `{ instance }` in some versions. */
  instantiate(
    path: string,
    imports: WebAssembly.Imports,
  ): Promise<WebAssembly.Instance & { instance?: WebAssembly.Instance }>;
};

/** Positions of the catalogue's parts in the memory of a fresh instance. */
const [begin] = places.structure as [number, number];
/** That part of the memory, once it is here. */
let arrived: (bytes: Uint8Array) => void;
const carried = new Promise<Uint8Array>((resolve) => {
  arrived = resolve;
});

async function part(name: Part): Promise<Uint8Array> {
  const [from, to] = places[name] as [number, number];
  return (await carried).subarray(from - begin, to - begin);
}

/** Loads the module once, from its absolute path in the mini-program package, such as "/miniprogram_npm/tousu/tousu.wasm.br". */
export function load(path: string, options?: LoadOptions): Promise<void> {
  const host = async (): Promise<Host> => {
    const decoder = new TextDecoder();
    const { imports, use } = link(makeGlue({ TextDecoder, TextEncoder }), (utf8) => decoder.decode(utf8));
    const loaded = await WXWebAssembly.instantiate(path, imports);
    const first = use(loaded.instance ?? loaded);
    arrived(new Uint8Array(first.memory.buffer.slice(begin)));
    return {
      first,
      another() {
        throw new Error("only load() makes an instance here");
      },
    };
  };
  return loadFrom(host, part, options, false);
}

/** @internal What the component in mini-program/ shares with this file besides the functions above. */
export const internals = { civilDate, DRAFT_LIMITS, flatten, hasLocale };
