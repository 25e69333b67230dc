/** Styles that arrive with their screens. A page's policy allows no styles in its markup; sheets made by a script it does allow. */

/// <reference path="../css.d.ts" />

import { useLayoutEffect } from "preact/hooks";
import { useHost } from "../context.ts";
import css from "./screens.css";

const styled = new WeakSet<Node>();

/** Adds the styles of the screens to the document or the shadow root that the form is in, once. */
function addStyles(root: Node): void {
  if (styled.has(root) || !(root instanceof Document || root instanceof ShadowRoot)) return;
  styled.add(root);
  if ("adoptedStyleSheets" in root && "replaceSync" in CSSStyleSheet.prototype) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    return;
  }
  // Safari before 16.4: as one rule into the first sheet that can be written.
  for (const sheet of Array.from((root as Document | ShadowRoot).styleSheets)) {
    try {
      sheet.insertRule(`@media all {${css}}`, sheet.cssRules.length);
      return;
    } catch {
      // Of another origin: the next one.
    }
  }
}

/** The styles of the screens, before the first of them is seen. */
export function useStyles(): void {
  const { element } = useHost();
  useLayoutEffect(() => addStyles(element.getRootNode()), [element]);
}
