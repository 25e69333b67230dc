/**
 * Lets Node run the TypeScript sources of www/, for unit tests:
 *
 *     import "../tools/typescript.mjs";
 *     const { Session } = await import("../../www/lib/element/session.ts");
 *
 * Static imports are linked before this file registers its hooks, so the sources are imported dynamically.
 * Types are stripped and not checked; `tsc --project www` checks them.
 */

import { existsSync, readFileSync } from "node:fs";
import { register } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import esbuild from "esbuild";

/** The same module runs twice: where it is imported, and with this query in Node's loader thread, which calls the hooks. */
const HOOKS = "?hooks";
if (!import.meta.url.endsWith(HOOKS)) register(`${import.meta.url}${HOOKS}`);

const packages = new URL("../package.json", import.meta.url).href;
const lib = new URL("../../www/lib/", import.meta.url).href;
const SOURCE = /\.tsx?$/;

/** Finds `tousu` and `tousu/element` in www/lib, packages in tests/node_modules, and `x.ts` for an import of `./x.js`. */
export function resolve(specifier, context, next) {
  if (/^tousu(\/|$)/.test(specifier)) {
    const name = specifier === "tousu" ? "index" : specifier.slice("tousu/".length);
    return next(existing(new URL(`${name}.js`, lib)).href, context);
  }
  if (/^\.\.?\//.test(specifier) && context.parentURL?.startsWith("file:")) {
    return next(existing(new URL(specifier, context.parentURL)).href, context);
  }
  if (SOURCE.test(context.parentURL ?? "") && !/^[a-z]+:/.test(specifier)) return next(specifier, { ...context, parentURL: packages });
  return next(specifier, context);
}

/** The TypeScript file where there is no JavaScript file of that name. */
function existing(url) {
  if (!url.pathname.endsWith(".js") || existsSync(url)) return url;
  const stem = fileURLToPath(url).slice(0, -".js".length);
  const source = [`${stem}.ts`, `${stem}.tsx`].find((path) => existsSync(path));
  return source ? pathToFileURL(source) : url;
}

export function load(url, context, next) {
  if (!url.startsWith("file:") || !SOURCE.test(url)) return next(url, context);
  const path = fileURLToPath(url);
  const { code } = esbuild.transformSync(readFileSync(path, "utf8"), {
    loader: path.endsWith("x") ? "tsx" : "ts",
    format: "esm",
    target: "node20.19",
    jsx: "automatic",
    jsxImportSource: "preact",
    sourcemap: "inline",
    sourcefile: path,
  });
  return { format: "module", source: code, shortCircuit: true };
}
