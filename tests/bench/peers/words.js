/** The catalogue's words: `{placeholders}`, and pieces in `[ ]` that fall away when a value in them is missing. */

/**
 * @typedef {string | {id: string}} Piece text as it is, or a placeholder
 * @returns {(Piece | Piece[])[]} the pieces in order; a list is a piece in `[ ]`
 */
export function pieces(words) {
  const plain = (text) => [...text.matchAll(/\{([^}]*)\}|[^{]+/g)].map(([whole, id]) => (id === undefined ? whole : { id }));
  return [...words.matchAll(/\[([^\]]*)\]|[^[]+/g)].flatMap(([whole, inside]) => (inside === undefined ? plain(whole) : [plain(inside)]));
}

const ids = (list) => list.filter((piece) => piece.id !== undefined).map(({ id }) => id);

/** What it cannot do without, and, in order, the placeholders that stand or fall together. */
export function shape(words) {
  const all = pieces(words);
  return { needs: ids(all), pieces: all.filter((piece) => typeof piece !== "string").map((piece) => (Array.isArray(piece) ? ids(piece) : [piece.id])) };
}

/**
 * A function that fills the words from an object of values, "" and undefined being none; undefined where one is missing
 * outside of `[ ]`.
 * @returns {(view: Record<string, string | undefined>) => string | undefined}
 */
export function filler(words) {
  const all = pieces(words);
  if (all.length === 1 && typeof all[0] === "string") return () => all[0];
  const steps = all.map((piece) => (Array.isArray(piece) ? optional(piece) : typeof piece === "string" ? piece : bare(piece.id)));
  return (view) => {
    let out = "";
    for (const step of steps) {
      const text = typeof step === "string" ? step : step(view);
      if (text === undefined) return undefined;
      out += text;
    }
    return out;
  };
}

const bare = (id) => (view) => view[id] || undefined;

function optional(list) {
  return (view) => {
    let out = "";
    for (const piece of list) {
      const text = typeof piece === "string" ? piece : view[piece.id];
      if (!text) return "";
      out += text;
    }
    return out;
  };
}

/** The words as a Handlebars template; what they cannot do without is asked before. */
export function handlebars(words) {
  const inner = (list) => list.map((piece) => (typeof piece === "string" ? piece : `{{{${piece.id}}}}`)).join("");
  return pieces(words).map((piece) => (Array.isArray(piece) ? ids(piece).reduceRight((inside, id) => `{{#if ${id}}}${inside}{{/if}}`, inner(piece)) : inner([piece]))).join(""); // prettier-ignore
}

/** The words as the source of a function with a template literal in it. */
export function literal(words) {
  const inner = (list) => list.map((piece) => (typeof piece === "string" ? piece.replace(/[\\`$]/g, "\\$&") : `\${view.${piece.id}}`)).join("");
  const optional = (piece) => `\${${ids(piece).map((id) => `view.${id}`).join(" && ")} ? \`${inner(piece)}\` : ""}`; // prettier-ignore
  return `(view) => \`${pieces(words).map((piece) => (Array.isArray(piece) ? optional(piece) : inner([piece]))).join("")}\``; // prettier-ignore
}
