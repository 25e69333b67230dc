/** The compiled module from whatever a host hands over: an address, an answer of a server, bytes; and how `ready` is called. */

import type { LoadOptions } from "./options.js";

/** Source of the module. */
export type Source = string | URL | Request | Response | BufferSource | WebAssembly.Module;

/**
 * Loads the module once, and the catalogue. Accepts nothing (the module that comes with the package), a URL, Request,
 * Response, bytes or a compiled module. Options may stand alone. Safe to call again, also to load another language;
 * after a failure the next call tries again.
 */
export interface Ready {
  (options: LoadOptions): Promise<void>;
  (source?: Source, options?: LoadOptions): Promise<void>;
}

export async function compile(source: Source): Promise<WebAssembly.Module> {
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return WebAssembly.compile(source);
  const file = isResponse(source) ? source : await open(source as string | URL | Request);
  if (!isResponse(file)) return WebAssembly.compile(file);
  const failed = "tousu: the module could not be fetched:";
  if (!file.ok) throw new Error(`${failed} ${file.status} from ${file.url}`);
  if (isPage(file)) throw new Error(`${failed} ${file.url} answered with a web page; is the file deployed?`);
  if ("compileStreaming" in WebAssembly && file.headers.get("content-type") === "application/wasm") {
    try {
      return await WebAssembly.compileStreaming(file);
    } catch (error) {
      // A simulated browser has a Response of its own making, which the engine does not know.
      if (file.bodyUsed || !(error instanceof TypeError)) throw error;
    }
  }
  return WebAssembly.compile(await file.arrayBuffer());
}

/** Bytes of a file; undefined where a server does not have it. */
export async function fetchBytes(address: URL): Promise<Uint8Array | undefined> {
  const file = await open(address);
  if (!isResponse(file)) return file;
  return file.ok && !isPage(file) ? new Uint8Array(await file.arrayBuffer()) : undefined;
}

const isResponse = (source: unknown): source is Response =>
  typeof Response === "function" && source instanceof Response;

/** A server that answers everything with its start page does not have the file. */
const isPage = (response: Response): boolean => /html/.test(response.headers.get("content-type") ?? "");

interface Node {
  getBuiltinModule?(name: "node:fs"): { promises: { readFile(path: URL): Promise<Uint8Array<ArrayBuffer>> } };
}

/** `fetch`, and in Node the bytes of the file where the address is one. */
async function open(source: string | URL | Request): Promise<Response | Uint8Array<ArrayBuffer>> {
  const { process } = globalThis as { process?: Node };
  const address = String(source);
  if (address.startsWith("file:") && process?.getBuiltinModule) {
    return process.getBuiltinModule("node:fs").promises.readFile(new URL(address));
  }
  return fetch(source);
}
