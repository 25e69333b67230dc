/** A long list in portions, so that a draft at its limit opens as quickly as a short one. */

import { useState } from "preact/hooks";
import { useForm } from "../context.ts";
import { isError, type ListName } from "../model.ts";

/** Entries of one portion. */
const PORTION = 30;

/**
 * The entries to draw: the first portions, whatever was just added, and whatever has an error to lead to.
 *
 * @param indices of the entries in the draft
 */
export function usePortion(list: ListName, indices: readonly number[]) {
  const form = useForm();
  const [most, setMost] = useState(PORTION);
  const drawn = indices.filter((index, at) => {
    const key = `${list}.${index}`;
    return at < most || form.isFresh(key) || form.issuesAt(key).some(isError);
  });
  const rest = indices.length - drawn.length;
  const more = rest > 0 && (
    <button type="button" class="t-button" data-more={list} onClick={() => setMost(most + PORTION)}>
      {form.t("portionMore", { n: Math.min(PORTION, rest) })}
    </button>
  );
  return { drawn, more };
}
