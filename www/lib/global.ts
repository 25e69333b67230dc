/** `tousu-form.global.js`: the functions and the element as one classic script, which registers the element by itself. */

import { define } from "./element-inline.js";

export * from "./element-inline.js";
export * from "./inline.js";

define();
