/** The page's tools for the steps behind the first, in one piece that is loaded together with those. */

import { evidenceTools } from "./evidence.js";
import { outputTools } from "./outputs.js";

/** @param {any} form @param {() => any} cases @param {ReturnType<typeof import("./notice.js").notices>} notice */
export const laterTools = (form, cases, notice) => ({ ...evidenceTools(form, cases), ...outputTools(form, cases, notice) });
