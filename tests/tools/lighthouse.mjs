/**
 * Runs Lighthouse on the built page, as a phone on a slow network (its default), and prints what it gives; fails below the limits.
 * A busy machine only ever lowers the performance, so a run that falls short is repeated, and the best one counts.
 *
 *     node tests/tools/lighthouse.mjs [site]
 */

import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import lighthouse from "lighthouse";
import { chromium } from "playwright-core";
import { findChromium } from "./chromium.mjs";
import { serve } from "./serve.mjs";

const RUNS = 3;
const LEAST = { performance: 95, accessibility: 95, "best-practices": 95 };
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]; // prettier-ignore

/** Lighthouse wants to know the port before it asks. */
function freePort() {
  const probe = createServer();
  return new Promise((done, fail) => {
    probe.once("error", fail).listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

const server = await serve(process.argv[2] ?? fileURLToPath(new URL("../../www", import.meta.url)), 0);
const port = await freePort();
const browser = await chromium.launch({ executablePath: findChromium(), args: [...FLAGS, `--remote-debugging-port=${port}`] });

async function measure() {
  const settings = { port, logLevel: "error", onlyCategories: Object.keys(LEAST), disableFullPageScreenshot: true };
  const { lhr } = await lighthouse(`http://127.0.0.1:${server.address().port}/`, settings);
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  return lhr;
}
const scoreOf = (lhr, id) => Math.round(lhr.categories[id].score * 100);
const enough = (lhr) => Object.entries(LEAST).every(([id, least]) => scoreOf(lhr, id) >= least);

let best;
try {
  for (let runs = 0; runs < RUNS && !(best && enough(best)); runs++) {
    const lhr = await measure();
    if (!best || scoreOf(lhr, "performance") > scoreOf(best, "performance")) best = lhr;
  }
} finally {
  await browser.close();
  server.closeAllConnections();
  server.close();
}

for (const [id, least] of Object.entries(LEAST)) {
  const score = scoreOf(best, id);
  console.log(`${String(score).padStart(4)}  ${best.categories[id].title}${score < least ? `  ← at least ${least}` : ""}`);
  if (score < least) process.exitCode = 1;
}
for (const id of ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "speed-index"]) {
  console.log(`${best.audits[id].displayValue.padStart(8)}  ${best.audits[id].title}`);
}
for (const { auditRefs } of Object.values(best.categories)) {
  for (const { id, weight } of auditRefs) {
    const { score, title, displayValue } = best.audits[id];
    if (weight > 0 && score !== null && score < 0.9) console.log(`      −  ${title}${displayValue ? `: ${displayValue}` : ""}`);
  }
}
