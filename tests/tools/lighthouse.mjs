/**
 * Runs Lighthouse on the built page, as a phone on a slow network (its default), and prints what it gives; fails below the limits.
 *
 *     node tests/tools/lighthouse.mjs [site]
 */

import { fileURLToPath } from "node:url";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { findChromium } from "./chromium.mjs";
import { serve } from "./serve.mjs";

const LEAST = { performance: 95, accessibility: 95, "best-practices": 95 };
const FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]; // prettier-ignore

const server = await serve(process.argv[2] ?? fileURLToPath(new URL("../../www", import.meta.url)), 0);
const chrome = await launch({ chromePath: findChromium(), chromeFlags: FLAGS });
try {
  const { lhr } = await lighthouse(`http://127.0.0.1:${server.address().port}/`, { port: chrome.port, logLevel: "error", onlyCategories: Object.keys(LEAST), disableFullPageScreenshot: true }); // prettier-ignore
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  for (const [id, least] of Object.entries(LEAST)) {
    const score = Math.round(lhr.categories[id].score * 100);
    console.log(`${String(score).padStart(4)}  ${lhr.categories[id].title}${score < least ? `  ← at least ${least}` : ""}`);
    if (score < least) process.exitCode = 1;
  }
  for (const id of ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "speed-index"])
    console.log(`${lhr.audits[id].displayValue.padStart(8)}  ${lhr.audits[id].title}`);
  const failed = Object.values(lhr.categories).flatMap(({ auditRefs }) => auditRefs.filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 0.9));
  for (const { id } of failed) console.log(`      −  ${lhr.audits[id].title}${lhr.audits[id].displayValue ? `: ${lhr.audits[id].displayValue}` : ""}`);
} finally {
  chrome.kill();
  server.closeAllConnections();
  server.close();
}
