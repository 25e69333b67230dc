/** The few DOM helpers that everything here is drawn with. Text enters the page as text nodes only. */

/** A form that does not exist: keeps the inner inputs out of a form that the element stands in. */
export const NO_FORM = "tousu-none";

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {any} Child a node, text, a number, a list of these; null, undefined and false are left out */

/**
 * One element. `on…` functions become listeners, `data-…`, `aria-…` and the like attributes;
 * `false`, `null` and `undefined` leave an attribute out.
 * @param {string} tag
 * @param {Record<string, unknown>} [props]
 * @param {...Child} children
 * @returns {any} the element (typed loosely: the tag decides)
 */
export function el(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === "function") node.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else if (name === "value" || name === "checked") /** @type {any} */ (node)[name] = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  append(node, children);
  return node;
}

/** @param {Node} node @param {Child[]} children */
function append(node, children) {
  for (const child of children) {
    if (Array.isArray(child)) append(node, child);
    else if (child instanceof Node) node.appendChild(child);
    else if (child !== null && child !== undefined && child !== false) node.appendChild(document.createTextNode(String(child)));
  }
}

/** Replaces what stands in a node. @param {Element} node @param {...Child} children */
export function fill(node, ...children) {
  node.textContent = "";
  append(node, children);
}

/** Sets text only where it differs, so that a live region is not read twice. @param {Node} node @param {string} value */
export function text(node, value) {
  if (node.textContent !== value) node.textContent = value;
}

/** @param {Element} node @param {string} name @param {string | boolean | null | undefined} value */
export function attr(node, name, value) {
  if (value === false || value === null || value === undefined) node.removeAttribute(name);
  else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value === true ? "" : value);
}

/** Acts once things have been quiet for so long. @template A @param {number} ms @param {(value: A) => void} act @returns {(value: A) => void} */
export function debounced(ms, act) {
  let timer;
  return (value) => { clearTimeout(timer); timer = setTimeout(() => act(value), ms); };
}

/** Runs `draw` again only when `state` differs from the last time. @returns {(state: unknown) => void} */
export function whenChanged(draw) {
  let last;
  return (state) => {
    const now = JSON.stringify(state);
    if (now === last) return;
    last = now;
    draw(state);
  };
}

const ICONS = {
  check: "M4.5 12.5l5 5 10-11",
  chevron: "M9 5l7 7-7 7",
  down: "M5 9l7 7 7-7",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  copy: "M9 9h11v12H9zM5 15V3h11",
  alert: "M12 7v6.5M12 16.8v.4M12 21.5a9.5 9.5 0 1 0 0-19 9.5 9.5 0 0 0 0 19z",
  info: "M12 11v6M12 7v.4M12 21.5a9.5 9.5 0 1 0 0-19 9.5 9.5 0 0 0 0 19z",
  more: "M4 7h16M4 12h16M4 17h16",
  remove: "M6 6l12 12M18 6L6 18",
};

/** A line icon in the colour of the text around it; decoration only. @param {keyof typeof ICONS} name */
export function icon(name) {
  const svg = shape("svg", { viewBox: "0 0 24 24", class: "t-icon", "aria-hidden": "true", focusable: "false" });
  svg.append(shape("path", { d: ICONS[name] }));
  return svg;
}

/** @param {string} tag @param {Record<string, string>} attributes */
export function shape(tag, attributes) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}
