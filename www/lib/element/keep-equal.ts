import { computed, type ReadonlySignal } from "@preact/signals-core";

/** A computed signal whose value keeps its identity while it is equal. */
export function computedEqual<T>(compute: () => T): ReadonlySignal<T> {
  let last: T | undefined;
  return computed(() => {
    last = keepEqual(last, compute());
    return last;
  });
}

/**
 * Structural sharing: returns `previous` where `next` holds the same, and otherwise a `next` whose equal parts are those of
 * `previous`. A signal with the result notifies only those who read a part that has changed. For plain JSON-like values.
 */
export function keepEqual<T>(previous: unknown, next: T): T {
  if (Object.is(previous, next)) return next;
  if (Array.isArray(previous) && Array.isArray(next)) {
    const kept = next.map((item, index) => keepEqual(previous[index], item));
    const same = kept.length === previous.length && kept.every((item, index) => item === previous[index]);
    return (same ? previous : kept) as T;
  }
  if (isPlain(previous) && isPlain(next)) {
    const keys = Object.keys(next);
    const kept: Record<string, unknown> = {};
    for (const key of keys) kept[key] = keepEqual(previous[key], next[key]);
    const same =
      keys.length === Object.keys(previous).length &&
      keys.every((key) => key in previous && kept[key] === previous[key]);
    return (same ? previous : kept) as T;
  }
  return next;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
