/**
 * Copying that works in web-views too: the old command within the click first, the clipboard API after it,
 * and at the end a selected text with a word on what to do.
 */

import { el, fill, icon } from "./dom.js";

/** @param {string} value @returns {boolean} */
function copyByCommand(value) {
  const area = el("textarea", { readonly: true, class: "t-offscreen", "aria-hidden": "true", tabindex: -1 });
  area.value = value;
  const before = document.activeElement;
  document.body.append(area);
  try {
    area.focus({ preventScroll: true });
    area.select();
    area.setSelectionRange(0, value.length);
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    area.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  }
}

/** Copies within a click. @param {string} value @returns {Promise<boolean>} whether it is in the clipboard */
export async function copy(value) {
  if (copyByCommand(value)) return true;
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    return false;
  }
}

/**
 * A button that copies, says so, and offers the text itself where copying is refused.
 * @param {import("./session.js").Session} session
 * @param {{label: string, name?: string, primary?: boolean, hook: string, value: () => string}} what
 */
export function copyButton(session, { label, name, primary, hook, value }) {
  const { words } = session;
  const said = el("span", {}, label);
  const rescue = el("div", { class: "t-rescue", "aria-live": "polite" });
  let timer = 0;
  const button = el("button", {
    type: "button", class: primary ? "t-button t-primary" : "t-button t-small", "data-copy": hook, "aria-label": name,
    onclick: async () => {
      const copied = await copy(value());
      fill(rescue);
      if (!copied) return offer(session, rescue, value());
      session.host.announce(words("copied"));
      fill(said, words("copied"));
      button.classList.add("t-copied");
      clearTimeout(timer);
      timer = window.setTimeout(() => { fill(said, label); button.classList.remove("t-copied"); }, 2000);
    },
  }, icon("copy"), said);
  return { button, rescue };
}

function offer(session, rescue, value) {
  const area = el("textarea", { readonly: true, rows: 6, class: "t-input t-rescue-text", "aria-label": session.words("copyFailed") });
  area.value = value;
  fill(rescue, el("p", { class: "t-hint" }, session.words("copyFailed")), area);
  area.focus();
  area.select();
  area.setSelectionRange(0, value.length);
}
