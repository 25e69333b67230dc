/** One line under the header that says what the person must know now, with what can be done about it. */

import { el, fill, icon } from "../pkg/element/dom.js";

/**
 * @param {HTMLElement} place a live region
 */
export function notices(place) {
  let current = "";
  return {
    /**
     * @param {string} key what it is about; the same key again replaces it
     * @param {string} words @param {{label: string, run: () => void}[]} [actions] @param {"warning" | "good"} [kind]
     */
    show(key, words, actions = [], kind = "warning") {
      current = key;
      place.dataset.notice = key;
      fill(place, el("div", { class: `p-notice p-${kind}` }, icon(kind === "good" ? "check" : "alert"), el("p", {}, words),
        actions.map((action) => el("button", { type: "button", class: "p-tool", onclick: action.run }, action.label))));
      place.hidden = false;
    },
    /** Takes a notice away; without a key whatever stands there. @param {string} [key] */
    clear(key = current) {
      if (key !== current) return;
      current = "";
      delete place.dataset.notice;
      fill(place);
      place.hidden = true;
    },
  };
}
