/**
 * Makes the page small: its scripts (www/app, www/files) and its styles into www/dist, around the package in www/pkg,
 * which stays as it is. What is imported late stays a file of its own.
 *
 *     node tests/tools/page.mjs <site>
 */

import { rmSync } from "node:fs";
import { join, posix, relative, resolve, sep } from "node:path";
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

await build({
  absWorkingDir: site,
  entryPoints: ["app/begin.js", "app.js", "files/offline.js", "style.css"],
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
  plugins: [pkg],
});
