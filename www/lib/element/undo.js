/** One line that says that something was removed, with the way back. */

import { el } from "./dom.js";

/**
 * @param {import("./session.js").Session} session
 * @param {"evidence" | "log"} name the list
 * @param {(entry: any) => boolean} ours whether an entry belongs here
 * @param {(index: number) => void} onRestored takes the focus
 */
export function undoLine(session, name, ours, onRestored) {
  const { words } = session;
  /** @type {(typeof session.removed)[number] | undefined} */
  let last;
  const button = el("button", { type: "button", class: "t-inline", "data-undo": name, onclick: () => {
    const one = last;
    if (!one) return;
    session.restore(one);
    onRestored(one.index);
  } }, words("undo"));
  const node = el("p", { class: "t-hint t-undo", hidden: true }, words("removed"), " ", button);
  return {
    node,
    focus() { button.focus(); },
    update() {
      last = session.removed.filter((one) => one.name === name && ours(one.entry)).pop();
      node.hidden = !last;
    },
  };
}
