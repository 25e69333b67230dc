/** The package with the module and the catalogue inside the JavaScript. */
export * from "./engine.js";
import type { LoadOptions } from "./engine.js";

/** Loads the module once, from this very file; asks the network for nothing, so a source is not needed. Safe to call again. */
export function ready(options: LoadOptions): Promise<void>;
export function ready(source?: undefined, options?: LoadOptions): Promise<void>;
export { ready as default };
