/** Prints what a visitor loads, raw and compressed, and fails where a number of tests/budgets.json is passed. */

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { ocrFiles } from "./ocr.mjs";
import { firstView, siteFiles } from "./site.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const { limits } = JSON.parse(readFileSync(join(root, "tests/budgets.json"), "utf8"));
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const column = (value, width = 9) => String(value).padStart(width);

console.log(`${column("raw")}${column("gzip")}${column("brotli")}${column("limit")}`);
let passed = true;
const www = join(root, "www");
const page = (await siteFiles(www)).filter((file) => /\.(html|js|css|svg|webmanifest)$/.test(file));
/** Parts of the page that are loaded behind a tap and have a line of their own. @type {Record<string, RegExp>} */
const LATE = { word: /^dist\/word-/, pdf: /^dist\/(bundle|evidence-pdf)-/, backup: /^dist\/backup-file-/, bill: /^dist\/bill-rows-/, photo: /^dist\/photo-editor-/, ocr: /^dist\/(picture-text|picture-reader|exhibit-words|private-numbers)-/ };
const late = Object.fromEntries(Object.entries(LATE).map(([name, pattern]) => [name, page.filter((file) => pattern.test(file))]));
// Of the two builds of the engine a visitor loads one.
late.ocr.push(...ocrFiles(www).filter((file) => !/core-lstm/.test(file)));
const groups = { page: page.filter((file) => !Object.values(late).flat().includes(file)), ...late, first: await firstView(www) };
for (const { what, group, files = [], brotli } of limits) {
  const contents = [...new Set([...(groups[group] ?? []), ...files])].map((file) => readFileSync(join(www, file)));
  const packed = sum(contents.map((content) => brotliCompressSync(content).length));
  const zipped = sum(contents.map((content) => gzipSync(content, { level: 9 }).length));
  const over = packed > brotli;
  console.log(`${column(sum(contents.map((content) => content.length)))}${column(zipped)}${column(packed)}${column(brotli)}  ${what}${over ? `  ← ${packed - brotli} too many` : ""}`);
  if (over) passed = false;
}
process.exitCode = passed ? 0 : 1;
