/** Parts that the entries of the package share. In the package it is one file with all that it imports, so that there is one instance. */

export * from "./api.js";
export { makeGlue } from "./built/glue.js";
export { civilDate, DRAFT_LIMITS, flatten, hasFields, kindOf } from "./encode.js";
export { type Host, hasLocale, link, type Part } from "./instance.js";
export { load, loader } from "./ready.js";
export { fetchBytes } from "./source.js";
