/** `tousu/element-inline`: the element for hosts that cannot serve files beside their scripts. */

import { define as register, TousuForm } from "./element.js";
import { ready } from "./inline.js";

export * from "./element.js";

/** Registers the element, which takes the module and the catalogue out of the JavaScript. */
export function define(name?: string): void {
  TousuForm.load = ready;
  register(name);
}
