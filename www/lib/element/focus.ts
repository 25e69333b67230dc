/** Focus of a place of the draft: found by `data-key` (a field, an exhibit, a button) or by kind of evidence. */

export function focusPlace(body: Element, key: string): boolean {
  const wanted = CSS.escape(key);
  const place = body.querySelector(`[data-key="${wanted}"]`) ?? body.querySelector(`[data-kind="${wanted}"]`);
  const control = place && controlIn(place);
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
