/**
 * The functions of the package as the component and the model of the form call them. In the built package they are those of
 * `wechat/index.js`, so that a mini-program and its components share one instance.
 */

export { assess, calendar, compose, form, load, recognize, Tousu } from "../wechat.js";

import { internals } from "../wechat.js";

export const { civilDate, DRAFT_LIMITS, flatten, hasLocale } = internals;
