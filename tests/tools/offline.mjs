// Makes the site's service worker, sw.js, from files/sw.js and the sums of the page's files: node offline.mjs SITE
// Run it last: a file that is changed afterwards no longer fits its sum, and the new version would never install.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { siteFiles } from "./site.mjs";

const PLACEHOLDER = "/*FILES*/";

/** @param {string} site folder with index.html and files/sw.js @returns {Promise<{version: string, files: string[]}>} */
export async function fillServiceWorker(site) {
  const files = await siteFiles(site);
  const sums = Object.fromEntries(
    files.map((file) => [file, `sha256-${createHash("sha256").update(readFileSync(join(site, file))).digest("base64")}`]),
  );
  const list = JSON.stringify(sums, null, 2);
  const version = createHash("sha256").update(list).digest("hex").slice(0, 16);
  const worker = readFileSync(join(site, "files/sw.js"), "utf8");
  if (worker.split(PLACEHOLDER).length !== 2) throw new Error(`files/sw.js: ${PLACEHOLDER} must stand in it once`);
  writeFileSync(join(site, "sw.js"), worker.split(PLACEHOLDER).join(`${JSON.stringify(version)}, ${list}`));
  return { version, files };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { version, files } = await fillServiceWorker(resolve(process.argv[2] ?? "."));
  console.log(`sw.js: version ${version}, ${files.length} files`);
}
