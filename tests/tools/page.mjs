/**
 * Makes the page small: its scripts (www/app, www/files) and its styles into www/dist, around the package in www/pkg,
 * which stays as it is. What is imported late stays a file of its own.
 *
 *     node tests/tools/page.mjs <site>
 */

import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transformSync } from "esbuild";
import { LICENCES, licencesOf, packagesIn } from "./licences.mjs";
import { makeOcr } from "./ocr.mjs";

const site = resolve(process.argv[2]);
rmSync(join(site, "dist"), { recursive: true, force: true });

/** The page uses the package as it is built, and its view library, so that there is one of each. */
const pkg = {
  name: "package",
  setup(builder) {
    builder.onResolve({ filter: /^tousu($|\/)/ }, ({ path }) => ({ path: `../pkg/${path.split("/")[1] ?? "index"}.js`, external: true }));
    builder.onResolve({ filter: /^(@preact\/|preact($|\/))/ }, () => ({ path: "../pkg/preact.js", external: true }));
  },
};

/** Only parts of pdf-lib are used, but it does not state that its files do nothing when they are loaded. */
const pdf = {
  name: "pdf",
  setup(builder) {
    const inside = /\/node_modules\/(@cantoo\/pdf-lib|culori|node-html-better-parser|html-entities)\//;
    builder.onResolve({ filter: /./ }, async ({ path, importer, kind, resolveDir, pluginData }) => {
      if (pluginData === pdf || !(path === "@cantoo/pdf-lib" || inside.test(importer))) return undefined;
      return { ...(await builder.resolve(path, { importer, kind, resolveDir, pluginData: pdf })), sideEffects: false };
    });
  },
};

/** A script by its name without an ending. @param {string} name */
const script = (name) => [".ts", ".tsx", ".js"].map((ending) => name + ending).find((path) => existsSync(join(site, path))) ?? name;

const ocr = await makeOcr(site);
const { metafile } = await build({
  absWorkingDir: site,
  entryPoints: [script("app")],
  // All in one folder, beside which `new URL("../sw.js", import.meta.url)` finds the service worker.
  entryNames: "[name]",
  chunkNames: "[name]-[hash]",
  outdir: "dist",
  bundle: true,
  splitting: true,
  minify: true,
  format: "esm",
  target: "esnext",
  charset: "utf8",
  logLevel: "warning",
  metafile: true,
  jsx: "automatic",
  jsxImportSource: "preact",
  nodePaths: [fileURLToPath(new URL("../node_modules", import.meta.url))],
  plugins: [pkg, pdf],
  define: { OCR_FOLDER: JSON.stringify(ocr.folder) },
});
// Scripts that share no file with the others: they run when those do not. The first is a classic one, which blocks what
// follows; it is wrapped here because esbuild's own wrapping brings helpers for `import()`.
/** @param {string} name @param {import("esbuild").BuildOptions} [more] */
const alone = (name, more) =>
  build({
    absWorkingDir: site,
    entryPoints: [script(name)],
    outdir: "dist",
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2020",
    charset: "utf8",
    logLevel: "warning",
    plugins: [{ name: "late", setup: (builder) => builder.onResolve({ filter: /\/rescue-help\.ts$/ }, ({ kind }) => (kind === "dynamic-import" ? { path: "./rescue-help.js", external: true } : undefined)) }],
    ...more,
  });
// Asked for at once, and not only when the file that imports it is there: what app.js and the package's element.js import has names
// that index.html does not know.
const importsOf = (name) =>
  (metafile.outputs[`dist/${name}`]?.imports ?? []).filter(({ path, kind }) => kind === "import-statement" && path.startsWith("dist/")).map(({ path }) => path.slice("dist/".length));
const soon = new Set(importsOf("app.js"));
for (const name of soon) for (const more of importsOf(name)) soon.add(more);
const inPackage = Array.from(readFileSync(join(site, "pkg/element.js"), "utf8").matchAll(/from"\.\/(chunk-[^"]+)"/g), ([, name]) => `../pkg/${name}`);
const ask = `for(const n of ${JSON.stringify([...inPackage, ...soon])})document.head.append(Object.assign(document.createElement("link"),{rel:"modulepreload",href:new URL(n,document.currentScript.src)}));`;
await alone("app/rescue", { banner: { js: `(()=>{${ask}` }, footer: { js: "})()" } });
// It begins before app.js is there, so it waits for no file that both import.
await alone("app/begin", { plugins: [pkg], target: "esnext" });
await alone("app/rescue-help");
// The styles of the form and of the page in two files: of the first step, and of those behind it (see app/later-styles.ts).
const halves = ["lib/element.css", "style.css"].map((path) => {
  const parts = readFileSync(join(site, path), "utf8").split(/^(?=\/\* Later: )/m);
  if (parts.length !== 2) throw new Error(`${path}: one comment must begin with "Later: "`);
  return parts;
});
for (const [index, name] of ["style.css", "later.css"].entries()) {
  const { code } = transformSync(halves.map((half) => half[index]).join("\n"), { loader: "css", minify: true, charset: "utf8" });
  writeFileSync(join(site, "dist", name), code);
}
writeFileSync(join(site, "dist", LICENCES), licencesOf([...new Set([...packagesIn(metafile), ...ocr.packages])].sort()));
