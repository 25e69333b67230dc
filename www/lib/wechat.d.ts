/** The package for the logic layer of a WeChat mini-program (小程序逻辑层). */
export * from "./engine.js";
import type { LoadOptions } from "./engine.js";

/** Loads the module once, from its absolute path in the mini-program package, such as "/miniprogram_npm/tousu/tousu.wasm.br". */
export function load(path: string, options?: LoadOptions): Promise<void>;
