/** The contenders: bundled as a page would have them, and held against tousu's answers. */

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { knowledge } from "./catalogue.mjs";
import { texts } from "./peers/brief.js";
import { handlebars, literal } from "./peers/words.js";
import { answer, CHANNEL, drafts, LIMIT, TODAY } from "./work.js";

const here = fileURLToPath(new URL(".", import.meta.url));

/** What the peers are made of; on a fresh machine it is fetched, as the lock names it. */
export function install() {
  if (!["handlebars", "smol-toml", "valibot", "zod"].every((name) => existsSync(join(here, "node_modules", name)))) execFileSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: here, stdio: ["ignore", "ignore", "inherit"] });
}

/** What the contenders know; `install` comes first. */
export { knowledge };

/** Templates are compiled now, as people do who care for speed. */
const TEMPLATES = {
  "templates:handlebars": (all) => `export default [${all.map((words) => createRequire(import.meta.url)("handlebars").precompile(handlebars(words)))}];`,
  "templates:literals": (all) => `export default [${all.map(literal)}];`,
};

/** One file of JavaScript. */
export async function bundle(code, know) {
  const result = await build({
    stdin: { contents: code, resolveDir: here, loader: "js" },
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    charset: "utf8",
    plugins: [
      {
        name: "templates",
        setup(builder) {
          builder.onResolve({ filter: /^templates:/ }, ({ path }) => ({ path, namespace: "templates" }));
          builder.onLoad({ filter: /.*/, namespace: "templates" }, ({ path }) => ({ contents: TEMPLATES[path](texts(know)) }));
        },
      },
    ],
  });
  return result.outputFiles[0].text;
}

/** Two values that differ, of long texts the piece where they begin to. */
function side(value, from) {
  if (typeof value !== "string" || value.length < 60) return JSON.stringify(value);
  return `${from > 10 ? "…" : ""}${JSON.stringify(value.slice(Math.max(0, from - 10), from + 30))}…`;
}

/** Where two answers differ: `assessment/issues/0/code: "a" ≠ "b"`. */
export function differences(right, found, path = "") {
  if (Object.is(right, found)) return [];
  const isObject = (value) => typeof value === "object" && value !== null;
  if (!isObject(right) || !isObject(found) || Array.isArray(right) !== Array.isArray(found)) {
    let from = 0;
    while (typeof right === "string" && typeof found === "string" && right[from] === found[from]) from++;
    return [`${path}: ${side(right, from)} ≠ ${side(found, from)}`];
  }
  const keys = [...new Set([...Object.keys(right), ...Object.keys(found)])];
  const below = (key) => (path === "" ? key : `${path}/${key}`);
  // A key that holds undefined is a key too.
  return keys.flatMap((key) => (key in right && key in found ? differences(right[key], found[key], below(key)) : [`${below(key)}: only ${key in right ? "tousu has it" : "the other has it"}`]));
}

/**
 * The others answer like tousu on generated drafts, every key of it, or the comparison is worth nothing.
 * @returns {Promise<{contenders: string[], wrong: number, report: string}>} how many answers differ, and what of the first of them
 */
export async function compare(tousu, know, count, seed) {
  const code = await bundle('export { plain } from "./peers/plain.js"; export { valibot } from "./peers/valibot.js"; export { zod } from "./peers/zod.js";', know);
  const makers = await import(`data:text/javascript;base64,${Buffer.from(code).toString("base64")}`);
  const others = Object.entries(makers).map(([name, make]) => [name, make(know)]);
  const shown = [];
  let wrong = 0;
  for (const draft of drafts(count, tousu, seed)) {
    const right = answer(tousu, draft);
    const differ = others.map(([name, other]) => [name, differences(right, other(draft, { today: TODAY, channel: CHANNEL, limit: LIMIT }))]).filter(([, all]) => all.length > 0);
    wrong += differ.length;
    if (differ.length === 0 || shown.length === 3) continue;
    shown.push(`${differ.map(([name]) => name).join(", ")} (tousu ≠ ${differ[0][0]}):\n  ${differ[0][1].slice(0, 6).join("\n  ")}\n  to ${JSON.stringify(draft)}`);
  }
  const report = wrong === 0 ? "" : `${wrong} answers differ from tousu's: correct tests/bench/peers, if www/pkg is built of this src.\n${shown.join("\n")}`;
  return { contenders: others.map(([name]) => name), wrong, report };
}
