// What the page in a built site consists of: found from index.html, so that no list has to be kept.

import { build } from "esbuild";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative, sep } from "node:path";

/** `new URL("x.wasm", import.meta.url)`: how the JavaScript names the module beside it. */
const WASM = /new URL\(\s*(["'])([^"']+\.wasm)\1\s*,\s*import\.meta\.url\s*\)/g;

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
 * Bundles one entry. Every import must end inside the site.
 * @param {string} site @param {string} path of the entry inside the site @param {{inlineWasm?: boolean}} [options]
 */
export async function bundle(site, path, { inlineWasm = false } = {}) {
  /** @type {Set<string>} */
  const wasm = new Set();
  const result = await build({
    absWorkingDir: site,
    entryPoints: [path],
    bundle: true,
    write: false,
    minify: true,
    metafile: true,
    legalComments: "none",
    format: "esm",
    target: "esnext",
    charset: "utf8",
    outdir: "out",
    logLevel: "error",
    loader: { ".svg": "dataurl", ".png": "dataurl", ".wasm": "binary" },
    plugins: [
      {
        name: "wasm",
        setup(builder) {
          builder.onLoad({ filter: /\.js$/ }, ({ path: file }) => {
            const source = readFileSync(file, "utf8");
            const names = Array.from(source.matchAll(WASM), (match) => match[2]);
            if (names.length === 0) return undefined;
            for (const name of names) wasm.add(inside(site, join(dirname(file), name)));
            if (!inlineWasm) return { contents: source };
            const imports = names.map((name, index) => `import wasm$${index} from ${JSON.stringify(name.replace(/^(?!\.)/, "./"))};\n`);
            let index = 0;
            return { contents: imports.join("") + source.replace(WASM, () => `wasm$${index++}`) };
          });
        },
      },
    ],
  });
  const outside = Object.values(result.metafile.outputs)
    .flatMap(({ imports }) => imports)
    .filter((each) => !each.path.startsWith("data:"));
  if (outside.length) throw new Error(`${path}: imports from outside the site: ${outside.map((each) => each.path).join(", ")}`);
  return {
    text: result.outputFiles[0].text,
    files: [...Object.keys(result.metafile.inputs).filter((file) => !file.endsWith(".wasm")), ...wasm],
  };
}

/** @param {string} site @param {string} file */
const inside = (site, file) => relative(site, file).split(sep).join("/");

/**
 * Every file that the page needs, paths relative to the site, sorted.
 * @param {string} site folder with index.html
 */
export async function siteFiles(site) {
  const html = readFileSync(join(site, "index.html"), "utf8");
  const files = new Set(["index.html"]);
  for (const { attributes } of [...tags(html, "script"), ...tags(html, "link"), ...tags(html, "img")]) {
    const path = attributes.src ?? attributes.href;
    if (!path || /^(data:|#)/.test(path)) continue;
    if (/^([a-z]+:|\/)/i.test(path)) throw new Error(`index.html: ${path} is not a relative path`);
    const file = posix.normalize(path);
    files.add(file);
    if (/\.(js|css)$/.test(file)) for (const each of (await bundle(site, file)).files) files.add(each);
    if (attributes.rel === "manifest")
      for (const { src } of JSON.parse(readFileSync(join(site, file), "utf8")).icons ?? []) files.add(posix.join(posix.dirname(file), src));
  }
  const missing = [...files].filter((file) => !existsSync(join(site, file)));
  if (missing.length) throw new Error(`named, but not in the site: ${missing.join(", ")}`);
  return [...files].sort();
}
