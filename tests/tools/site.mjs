// What the page in a built site consists of: found from index.html, so that no list has to be kept.

import { build } from "esbuild";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, posix, relative, sep } from "node:path";

/** `new URL("x.wasm", import.meta.url)`: how the JavaScript names the module and the catalogue beside it. */
const ASSET = /new URL\(\s*(["'`])([^"'`]+\.(?:wasm|bin))\1\s*,\s*import\.meta\.url\s*\)/g;
/** What the package falls back on where the files beside it cannot be had; a page that has them never asks for it. */
const FALLBACK = /\/packed\.js$/;

/** The tags of one kind, with their attributes. @param {string} html @param {string} tag */
export function tags(html, tag) {
  const pattern = new RegExp(`<${tag}\\b((?:[^>"']|"[^"]*"|'[^']*')*)>`, "gi");
  return Array.from(html.matchAll(pattern), ({ 0: text, 1: inside }) => ({
    text,
    /** @type {{[name: string]: string}} */
    attributes: Object.fromEntries(
      Array.from(inside.matchAll(/([\w-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g), (m) => [m[1].toLowerCase(), m[2] ?? m[3] ?? m[4] ?? ""]),
    ),
  }));
}

/**
 * Bundles entries of one kind, scripts or styles, into one text. Every import must end inside the site.
 * @param {string} site @param {string[]} paths of the entries inside the site
 * @param {{alone?: boolean}} [options] `alone`: nothing can be fetched, so of two entries, index.js and inline.js beside it, the second is taken
 */
export async function bundle(site, paths, { alone = false } = {}) {
  const styles = paths.every((path) => path.endsWith(".css"));
  /** @type {Map<string, string[]>} what a file names by its address */
  const assets = new Map();
  const plugin = {
    name: "site",
    setup(builder) {
      if (!alone) builder.onResolve({ filter: FALLBACK }, ({ path: name }) => ({ path: name, external: true }));
      builder.onLoad({ filter: /\.js$/ }, ({ path: file }) => {
        const inline = join(dirname(file), "inline.js");
        const source = readFileSync(alone && basename(file) === "index.js" && existsSync(inline) ? inline : file, "utf8");
        assets.set(inside(site, file), Array.from(source.matchAll(ASSET), ([, , name]) => inside(site, join(dirname(file), name))));
        return { contents: source };
      });
    },
  };
  const { outputFiles, metafile } = await build({
    absWorkingDir: site,
    stdin: styles
      ? { contents: paths.map((path) => `@import "./${path}";`).join(""), resolveDir: site, loader: "css" }
      : { contents: paths.map((path) => `import "./${path}";`).join(""), resolveDir: site },
    bundle: true,
    write: false,
    minify: true,
    metafile: true,
    legalComments: "eof",
    format: "esm",
    target: "esnext",
    charset: "utf8",
    outdir: "out",
    logLevel: "error",
    loader: { ".svg": "dataurl", ".png": "dataurl" },
    plugins: [plugin],
  });
  const outside = Object.values(metafile.outputs)
    .flatMap(({ imports }) => imports)
    .filter((each) => !each.path.startsWith("data:") && !FALLBACK.test(each.path));
  if (outside.length) throw new Error(`${paths}: imports from outside the site: ${outside.map((each) => each.path).join(", ")}`);
  /** What is loaded at once with the entry: what is imported late or by address is not. */
  const first = new Set(paths);
  for (const file of first) {
    for (const { path: imported, kind } of metafile.inputs[file]?.imports ?? []) if (kind === "import-statement" && isFile(imported)) first.add(imported);
  }
  const inputs = Object.keys(metafile.inputs).filter(isFile);
  return { text: outputFiles[0].text, files: [...inputs, ...[...assets.values()].flat()], first: [...first] };
}

/** Whether an input is none of esbuild's own, such as "<stdin>". @param {string} path */
const isFile = (path) => !path.startsWith("<");

/** @param {string} site @param {string} file */
const inside = (site, file) => relative(site, file).split(sep).join("/");

/** The files that index.html names, in the order of its tags. @param {string} site */
function named(site) {
  const html = readFileSync(join(site, "index.html"), "utf8");
  return [...tags(html, "script"), ...tags(html, "link"), ...tags(html, "img")].flatMap(({ attributes }) => {
    const path = attributes.src ?? attributes.href;
    if (!path || /^(data:|#)/.test(path)) return [];
    if (/^([a-z]+:|\/)/i.test(path)) throw new Error(`index.html: ${path} is not a relative path`);
    return [{ file: posix.normalize(path), rel: attributes.rel }];
  });
}

/** @param {string} site @param {Iterable<string>} files */
function checked(site, files) {
  const all = [...new Set(files)].sort();
  const missing = all.filter((file) => !existsSync(join(site, file)));
  if (missing.length) throw new Error(`named, but not in the site: ${missing.join(", ")}`);
  return all;
}

/**
 * Every file that the page needs, paths relative to the site, sorted.
 * @param {string} site folder with index.html
 */
export async function siteFiles(site) {
  const files = ["index.html"];
  for (const { file, rel } of named(site)) {
    files.push(file);
    if (/\.(js|css)$/.test(file)) files.push(...(await bundle(site, [file])).files);
    if (rel === "manifest") {
      const { icons = [] } = JSON.parse(readFileSync(join(site, file), "utf8"));
      files.push(...icons.map(({ src }) => posix.join(posix.dirname(file), src)));
    }
  }
  return checked(site, files);
}

/**
 * What a browser fetches before the page can be used: what index.html names, with all that it imports at once.
 * What scripts ask for by themselves (the module, the words of a language) is not seen here.
 * @param {string} site folder with index.html
 */
export async function firstView(site) {
  const files = ["index.html"];
  for (const { file, rel } of named(site)) {
    if (rel === "apple-touch-icon") continue; // fetched when the page is put on a home screen
    if (rel === "later") continue; // fetched by a script, once the first step is drawn
    files.push(file);
    if (/\.(js|css)$/.test(file)) files.push(...(await bundle(site, [file])).first);
  }
  return checked(site, files);
}
