/**
 * Copying that works in web-views too: the old command within the click first, then the clipboard API.
 */

/** Copies within a click. Resolves to whether the text is in the clipboard. */
export async function copyText(text: string): Promise<boolean> {
  if (copyByCommand(text)) return true;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function copyByCommand(text: string): boolean {
  const area = document.createElement("textarea");
  area.readOnly = true;
  area.className = "t-offscreen";
  area.tabIndex = -1;
  area.setAttribute("aria-hidden", "true");
  area.value = text;
  const before = document.activeElement;
  document.body.append(area);
  try {
    area.focus({ preventScroll: true });
    selectAll(area);
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    area.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  }
}

/** iOS selects only by range. */
export function selectAll(area: HTMLTextAreaElement): void {
  area.select();
  area.setSelectionRange(0, area.value.length);
}

/** Whether the person points with a finger: then a hint names no keys. */
export const pointsByFinger = (): boolean => matchMedia("(pointer: coarse)").matches;
