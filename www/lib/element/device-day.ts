/** Today, by the device. */

import { civilDate } from "../engine.js";

/** The day of the device's clock, which may be set to anything, within those that the module counts with. */
export function deviceDay(): string {
  const day = civilDate(new Date());
  return day < "1900" ? "1900-01-01" : day < "2200" ? day : "2199-12-31";
}
