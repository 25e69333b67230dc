/** When Preact renders: in a microtask after a change, or at once where the DOM is needed. */

import { options } from "preact";

let queued: (() => void) | undefined;

options.debounceRendering = (render) => {
  queued = render;
  queueMicrotask(flush);
};

/** Renders what has changed, so that what follows finds it in the DOM. */
export function flush(): void {
  const render = queued;
  queued = undefined;
  render?.();
}
