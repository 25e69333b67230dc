/** The package for pages, bundlers and servers. Importing it does nothing; `ready()` fetches the module and the catalogue. */

import type { LoadOptions } from "./api.js";
import { files } from "./built/files.js";
import { instantiate, load, makeGlue, type Part } from "./engine.js";

export type * from "./api.js";
export { assess, calendar, compose, form, read, recognize, schema, schemaFor, Tousu, version } from "./api.js";
export { ready as default };

/** Where the module comes from. */
export type Source = string | URL | Request | Response | BufferSource | WebAssembly.Module;

/**
 * Loads the module once, and the catalogue from the files beside this one. Accepts nothing (the .wasm beside this file),
 * a URL, Request, Response, bytes or a compiled module. Options may stand alone. Safe to call again, also to load
 * another language; after a failure the next call tries again.
 */
export function ready(options: LoadOptions): Promise<void>;
export function ready(source?: Source, options?: LoadOptions): Promise<void>;
export function ready(source?: Source | LoadOptions, options?: LoadOptions): Promise<void> {
  const [from, how] = isOptions(source) ? [undefined, source] : [source, options];
  const host = async () =>
    instantiate(await compile(from ?? new URL("./tousu.wasm", import.meta.url)), () => makeGlue());
  return load(host, part, how, true);
}

const isOptions = (source: unknown): source is LoadOptions => (source as object | undefined)?.constructor === Object;

async function compile(source: Source): Promise<WebAssembly.Module> {
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return WebAssembly.compile(source);
  const response = isResponse(source) ? source : await get(source as string | URL | Request);
  const failed = "tousu: the module could not be fetched:";
  if (!response.ok) throw new Error(`${failed} ${response.status} from ${response.url}`);
  if (isPage(response)) throw new Error(`${failed} ${response.url} answered with a web page; is the file deployed?`);
  const streams = "compileStreaming" in WebAssembly && response.headers.get("content-type") === "application/wasm";
  return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

/** A file of the packed catalogue; where a bundler has left the files behind, out of the JavaScript that it took along. */
async function part(name: Part): Promise<Uint8Array> {
  try {
    const response = await get(files[name]());
    if (response.ok && !isPage(response)) return new Uint8Array(await response.arrayBuffer());
  } catch {
    // Not there: see below.
  }
  return (await import("./packed.js")).part(name);
}

const isResponse = (source: unknown): source is Response =>
  typeof Response === "function" && source instanceof Response;

/** A server that answers everything with its start page does not have the file. */
const isPage = (response: Response): boolean => /html/.test(response.headers.get("content-type") ?? "");

interface Node {
  getBuiltinModule?(name: "node:fs"): { promises: { readFile(path: URL): Promise<Uint8Array<ArrayBuffer>> } };
}

/** `fetch`, and in Node the file where the address is one. */
async function get(source: string | URL | Request): Promise<Response> {
  const { process } = globalThis as { process?: Node };
  const address = String(source);
  if (address.startsWith("file:") && process?.getBuiltinModule) {
    const bytes = await process.getBuiltinModule("node:fs").promises.readFile(new URL(address));
    const type = address.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
    return new Response(bytes, { headers: { "content-type": type } });
  }
  return fetch(source);
}
