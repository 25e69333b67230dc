/**
 * Measures reading of drawn order pages: fields found of those that stand on them, values called certain, time for a page.
 *
 *     node tests/bench/ocr.mjs [pages]     90 without a number; some minutes
 */

import { readdirSync } from "node:fs";
import { WWW, open, start } from "../browser/harness.mjs";
import { compare, drawOrderPage, orderPage, readInPage } from "../tools/order-pages.mjs";
import * as tousu from "../../www/pkg/index.js";

const count = Number(process.argv[2] ?? 90);
const script = `/dist/${readdirSync(`${WWW}/dist`).find((name) => /^picture-reader-\w+\.js$/.test(name))}`;
await tousu.ready();
const site = await start();
const { page } = await open(site.browser, `${site.origin}/`);
const missed = {};
let [right, all, certain, took] = [0, 0, 0, 0];
for (let seed = 0; seed < count; seed++) {
  const drawn = orderPage(seed);
  const picture = await page.evaluate(drawOrderPage, drawn);
  const begun = performance.now();
  const read = await page.evaluate(readInPage, { script, picture, type: drawn.format });
  took += performance.now() - begun;
  const found = tousu.recognize(read.text, { today: "2026-11-24", source: "ocr" });
  const result = compare(drawn.fields, found);
  right += result.right.length;
  all += Object.keys(drawn.fields).length;
  certain += result.certain.length;
  for (const name of result.missed) {
    missed[name] = (missed[name] ?? 0) + 1;
    console.log(`${seed}: ${name}: ${drawn.fields[name]} was read as ${found.fields[name] ?? "nothing"}`);
    if (process.env.SHOW) console.log(read.text);
  }
}
console.log(`${count} pages: ${right} of ${all} fields (${((100 * right) / all).toFixed(1)} %), ${certain} called certain, ${(took / count / 1000).toFixed(2)} s a page`);
console.log("missed:", missed);
await site.close();
