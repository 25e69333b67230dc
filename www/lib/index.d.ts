/** The package for pages, bundlers and servers. */
export * from "./engine.js";
import type { LoadOptions } from "./engine.js";

/**
 * Loads the module once, and the catalogue from the files beside this one. Accepts nothing (the .wasm beside this file), a URL,
 * Request, Response, bytes or a compiled module. Options may stand alone. Safe to call again, also to load another language;
 * after a failure the next call tries again.
 */
export function ready(options: LoadOptions): Promise<void>;
export function ready(source?: string | URL | Request | Response | BufferSource | WebAssembly.Module, options?: LoadOptions): Promise<void>;
export { ready as default };
