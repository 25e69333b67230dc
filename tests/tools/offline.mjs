// Makes the site's service worker, sw.js, from www/files/offline/service-worker.ts and the sums of the page's files: node offline.mjs SITE
// Run it last: a file that is changed afterwards no longer fits its sum, and the new version would never install.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { ocrFiles } from "./ocr.mjs";
import { siteFiles } from "./site.mjs";

const SOURCE = fileURLToPath(new URL("../../www/files/offline/service-worker.ts", import.meta.url));

/** @param {string} site folder with index.html @returns {Promise<{version: string, files: string[]}>} */
export async function makeServiceWorker(site) {
  const files = await siteFiles(site);
  const sums = (/** @type {string[]} */ names) =>
    JSON.stringify(Object.fromEntries(names.map((name) => [name, `sha256-${createHash("sha256").update(readFileSync(join(site, name))).digest("base64")}`])));
  const list = sums(files);
  const version = createHash("sha256").update(list).digest("hex").slice(0, 16);
  await build({
    entryPoints: [SOURCE],
    outfile: join(site, "sw.js"),
    define: { VERSION: JSON.stringify(version), FILES: list, OCR_FILES: sums(ocrFiles(site)) },
    bundle: true,
    format: "iife",
    target: "es2020",
    logLevel: "warning",
  });
  return { version, files };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { version, files } = await makeServiceWorker(resolve(process.argv[2] ?? "."));
  console.log(`sw.js: version ${version}, ${files.length} files`);
}
