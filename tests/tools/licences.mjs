/** The licences of the libraries that a bundle takes in: they must travel with it. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const modules = fileURLToPath(new URL("../node_modules", import.meta.url));

export const LICENCES = "LICENSES-THIRD-PARTY.txt";

/** What a published file of a package has in it of others. */
const INSIDE = {
  docx: ["fflate", "nanoid"],
  "read-excel-file": ["saxen"],
  "tesseract.js": ["bmp-js", "idb-keyval", "is-url", "regenerator-runtime", "wasm-feature-detect", "zlibjs"],
};

/** What is known of the licence of a package without a file of it. */
const STATED = {
  "@tesseract.js-data/chi_sim":
    "MIT, as its package.json states. The trained data themselves are of the Tesseract project (tessdata_best), under the Apache License 2.0, which stands at tesseract.js-core.",
};

/** The packages that a bundle was made from. @param {import("esbuild").Metafile} metafile @returns {string[]} */
export function packagesIn({ outputs }) {
  const parts = Object.values(outputs).flatMap(({ inputs }) => Object.entries(inputs));
  const used = parts.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
  const names = used.map((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

/** Name and licence of each package, and of what is in it. @param {string[]} names @returns {string} */
export function licencesOf(names) {
  const texts = new Map();
  for (const name of names) {
    texts.set(name, STATED[name] ?? licence(join(modules, name)));
    for (const inner of INSIDE[name] ?? []) {
      const own = join(modules, name, "node_modules", inner);
      texts.set(inner, licence(existsSync(own) ? own : join(modules, inner)));
    }
  }
  return [...texts].map(([name, text]) => `${name}\n\n${text}\n`).join("\n\n");
}

/** Names that packages give their licence. */
const FILES = ["LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "LICENSE-MIT"];
function licence(folder) {
  const file = FILES.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (!file) throw new Error(`no licence in ${folder}`);
  return readFileSync(file, "utf8").trim();
}
