/**
 * Makes the page small: its scripts (www/app, www/files) and its styles into www/dist, around the package in www/pkg,
 * which stays as it is. What is imported late stays a file of its own.
 *
 *     node tests/tools/page.mjs <site>
 */

import { existsSync, rmSync } from "node:fs";
import { join, posix, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const site = resolve(process.argv[2]);
rmSync(join(site, "dist"), { recursive: true, force: true });

const pkg = {
  name: "package",
  setup(builder) {
    builder.onResolve({ filter: /\/pkg\// }, ({ path, resolveDir }) => {
      const file = relative(site, join(resolveDir, path)).split(sep).join("/");
      return { path: posix.relative("dist", file), external: true };
    });
  },
};

/** A script by its name without an ending. @param {string} name */
const script = (name) => [".ts", ".tsx", ".js"].map((ending) => name + ending).find((path) => existsSync(join(site, path))) ?? name;

await build({
  absWorkingDir: site,
  entryPoints: [script("app/begin"), script("app"), script("files/offline"), "style.css"],
  // All in one folder: `new URL("../sw.js", import.meta.url)` means the same there as in the sources.
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
  nodePaths: [fileURLToPath(new URL("../node_modules", import.meta.url))],
  plugins: [pkg],
});
