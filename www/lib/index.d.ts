/** The package for pages, bundlers and servers. */
export * from "./engine.js";

/**
 * Loads the module once. Accepts nothing (the .wasm beside this file), a URL, Request, Response, bytes or a compiled module.
 * Safe to call again; after a failure the next call tries again.
 */
export function ready(source?: string | URL | Request | Response | BufferSource | WebAssembly.Module): Promise<void>;
export { ready as default };
