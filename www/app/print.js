/** Printing: the text that is shown, or a blank form to fill in by hand. */

import { el } from "../pkg/element/dom.js";
import { surroundings } from "../files/save.js";

/** Web-views have the function and do nothing. @returns {boolean} whether the print dialog was asked for */
export function print() {
  if (surroundings().wechat || typeof window.print !== "function") return false;
  window.print();
  return true;
}

/** Prints a form as a table with room to write in. @param {import("../pkg/index.js").Composition} composition of an empty draft */
export function printBlank({ title, parts }) {
  const node = el("div", { class: "p-blank", "aria-hidden": "true" }, el("p", { class: "p-blank-title" }, title),
    el("table", {}, el("tbody", {}, parts.map((part) => el("tr", {}, el("th", { scope: "row" }, part.label), el("td", {}))))));
  document.body.append(node);
  document.body.classList.add("p-printing");
  const done = () => {
    document.body.classList.remove("p-printing");
    node.remove();
  };
  window.addEventListener("afterprint", done, { once: true });
  if (!print()) {
    window.removeEventListener("afterprint", done);
    done();
    return false;
  }
  return true;
}
