/** What reads text from pictures: worker, engine and language of tesseract.js, in a folder of the page that is named by its content. */

import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { packagesIn } from "./licences.mjs";

const modules = fileURLToPath(new URL("../node_modules", import.meta.url));

/** Paths of a page's files that are loaded only when a picture is read. */
export const OCR_FILES = /^dist\/ocr-[0-9a-f]{8}\//;

/** Packages of which files are copied. */
const COPIED = ["tesseract.js-core", "@tesseract.js-data/chi_sim"];

/**
 * Makes the folder.
 *
 * @param {string} site @returns {Promise<{folder: string, packages: string[]}>} its name, beside the scripts, and the packages
 *   that are in it
 */
export async function makeOcr(site) {
  const half = join(site, "dist/ocr");
  mkdirSync(half, { recursive: true });
  const { metafile } = await build({
    entryPoints: [join(site, "files/ocr/worker.ts")],
    outfile: join(half, "worker.js"),
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2020",
    charset: "utf8",
    legalComments: "none", // their licences travel with the page's
    logLevel: "warning",
    metafile: true,
    nodePaths: [modules],
  });
  // With the newer instructions of WebAssembly, and for iOS before 16.4 without them.
  for (const core of ["tesseract-core-simd-lstm", "tesseract-core-lstm"])
    for (const ending of ["js", "wasm"]) copyFileSync(join(modules, `tesseract.js-core/${core}.${ending}`), join(half, `${core}.${ending}`));
  // Packed by gzip, but not named so: some hosts would send it as a text that browsers unpack, which its sum does not fit.
  copyFileSync(join(modules, "@tesseract.js-data/chi_sim/4.0.0_best_int/chi_sim.traineddata.gz"), join(half, "chi_sim.traineddata"));
  const hash = createHash("sha256");
  for (const name of readdirSync(half).sort()) hash.update(name).update(readFileSync(join(half, name)));
  const folder = `ocr-${hash.digest("hex").slice(0, 8)}`;
  renameSync(half, join(site, "dist", folder));
  return { folder, packages: [...packagesIn(metafile), ...COPIED] };
}

/** The files of the folder in a built site, paths relative to it. @param {string} site */
export function ocrFiles(site) {
  let names = [];
  try {
    names = readdirSync(join(site, "dist"), { recursive: true }).map((name) => `dist/${String(name).replaceAll("\\", "/")}`);
  } catch {} // a site without scripts of its own
  return names.filter((name) => OCR_FILES.test(name)).sort();
}
