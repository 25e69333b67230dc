/** A window of the page over everything else, drawn with Preact. */

import { type ComponentChild, render } from "preact";

/**
 * Opens a window, and resolves once it is closed; the focus is then back where it was.
 *
 * @param draw is given the function that closes the window
 */
export function openDialog(name: string, label: string, draw: (close: () => void) => ComponentChild): Promise<void> {
  return new Promise((resolve) => {
    const dialog = document.createElement("dialog");
    dialog.className = `${name} tousu-theme`;
    dialog.setAttribute("aria-label", label);
    const before = document.activeElement;
    const close = () => {
      if (dialog.open && typeof dialog.close === "function") dialog.close();
      else dialog.dispatchEvent(new Event("close"));
    };
    dialog.addEventListener("close", () => {
      render(null, dialog);
      dialog.remove();
      if (before instanceof HTMLElement) before.focus();
      resolve();
    });
    render(draw(close), dialog);
    document.body.append(dialog);
    // Engines before 2022 know no dialogs; it covers the window there all the same.
    if (typeof dialog.showModal === "function") dialog.showModal();
    else dialog.setAttribute("open", "");
  });
}
