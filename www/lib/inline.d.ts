/** The package with the module inside the JavaScript. */
export * from "./engine.js";

/** Loads the module once, from this very file; asks the network for nothing. Safe to call again. */
export function ready(): Promise<void>;
export { ready as default };
