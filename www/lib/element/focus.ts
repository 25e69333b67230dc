/** Focus of a place: found by `data-key` (a field, an exhibit, a button), by kind of evidence, or as the heading of a section. */

export function focusPlace(body: Element, key: string): boolean {
  const wanted = CSS.escape(key);
  const place = body.querySelector(`[data-key="${wanted}"]`) ?? body.querySelector(`[data-kind="${wanted}"]`);
  // Content drawn in a window of its own is reached through its entry.
  if (!place && key.startsWith("evidence.") && key.split(".").length > 2)
    return focusPlace(body, key.split(".").slice(0, 2).join("."));
  const control = place ? controlIn(place) : body.querySelector<HTMLElement>(`[data-part="${wanted}"] > h3`);
  if (!control) return false;
  for (let fold = control.closest("details:not([open])"); fold; fold = fold.closest("details:not([open])"))
    fold.setAttribute("open", "");
  control.focus();
  control.closest("[data-kind]")?.scrollIntoView({ block: "center" });
  return true;
}

function controlIn(place: Element): HTMLElement | null {
  if (place.matches("button")) return place as HTMLElement;
  const chosen = place.matches("fieldset") ? place.querySelector<HTMLElement>("input:checked") : null;
  return chosen ?? place.querySelector<HTMLElement>("input, textarea, select");
}
