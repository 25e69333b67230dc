/** The package for pages, bundlers and servers. Importing it does nothing; `ready()` fetches the module and the catalogue. */

import { instantiate, start } from "./engine.js";

export { Tousu, assess, calendar, compose, form, read, recognize, schema, schemaFor, version } from "./engine.js";
export { ready as default };

/** Each address is written out, because that is how bundlers find the files. */
const files = {
  structure: () => new URL("./catalog.bin", import.meta.url),
  "zh-CN": () => new URL("./zh.bin", import.meta.url),
  en: () => new URL("./en.bin", import.meta.url),
};

/** Loads the module, by default from the .wasm beside this file, and at the same time the glue and the catalogue. Options may stand alone. */
export function ready(source, options) {
  if (source?.constructor === Object) [source, options] = [undefined, source];
  return start(
    async () => {
      const [module, { makeGlue }] = await Promise.all([compile(source ?? new URL("./tousu.wasm", import.meta.url)), import("./glue.js")]);
      return instantiate(module, makeGlue);
    },
    part,
    options,
  );
}

async function compile(source) {
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return WebAssembly.compile(source);
  const response = isResponse(source) ? source : await get(source);
  if (!response.ok) throw new Error(`tousu: the module could not be fetched: ${response.status} from ${response.url}`);
  if (isPage(response)) throw new Error(`tousu: the module could not be fetched: ${response.url} answered with a web page; is the file deployed?`);
  const streams = "compileStreaming" in WebAssembly && response.headers.get("content-type") === "application/wasm";
  return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

/** A file of the packed catalogue; where a bundler has left the files behind, out of the JavaScript that it took along. */
async function part(name) {
  try {
    const response = await get(files[name]());
    if (response.ok && !isPage(response)) return new Uint8Array(await response.arrayBuffer());
  } catch {
    // Not there: see below.
  }
  return (await import("./packed.js")).part(name);
}

const isResponse = (source) => typeof Response === "function" && source instanceof Response;
/** A server that answers everything with its start page does not have the file. */
const isPage = (response) => /html/.test(response.headers.get("content-type"));

/** `fetch`, and in Node the file where the address is one. */
async function get(source) {
  const { process } = globalThis;
  if (String(source).startsWith("file:") && process?.getBuiltinModule) {
    const bytes = await process.getBuiltinModule("node:fs").promises.readFile(new URL(source));
    return new Response(bytes, { headers: { "content-type": String(source).endsWith(".wasm") ? "application/wasm" : "application/octet-stream" } });
  }
  return fetch(source);
}
