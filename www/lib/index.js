/** The package for pages, bundlers and servers. Importing it does nothing; `ready()` fetches the module. */

import { instantiate, start } from "./engine.js";

export { Tousu, assess, calendar, compose, form, recognize, schema, schemaFor, version } from "./engine.js";
export { ready as default };

/** Loads the module, by default from the .wasm beside this file, while the glue is loading too. */
export function ready(source) {
  return start(async () => {
    const [module, { makeGlue }] = await Promise.all([
      compile(source ?? new URL("./tousu.wasm", import.meta.url)),
      import("./glue.js"),
    ]);
    return instantiate(module, makeGlue);
  });
}

async function compile(source) {
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return WebAssembly.compile(source);
  const response = isResponse(source) ? source : await get(source);
  if (!response.ok) throw new Error(`tousu: the module could not be fetched: ${response.status} from ${response.url}`);
  const streams = "compileStreaming" in WebAssembly && response.headers.get("content-type") === "application/wasm";
  return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

const isResponse = (source) => typeof Response === "function" && source instanceof Response;

/** `fetch`, and in Node the file where the address is one. */
async function get(source) {
  const { process } = globalThis;
  if (String(source).startsWith("file:") && process?.getBuiltinModule) {
    const bytes = await process.getBuiltinModule("node:fs").promises.readFile(new URL(source));
    return new Response(bytes, { headers: { "content-type": "application/wasm" } });
  }
  return fetch(source);
}
