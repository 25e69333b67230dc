// The browser is killed (SIGKILL) at random moments of typing; what was acknowledged is there afterwards, and whole.
// KILLS=100 node --test tests/browser/crash.test.mjs runs longer.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { findChromium } from "../tools/chromium.mjs";
import { serve } from "../tools/serve.mjs";
import { routeSources } from "../tools/sources.mjs";
import { ARGUMENTS, WWW } from "./harness.mjs";

const KILLS = Number(process.env.KILLS ?? 12);
const FLAGS = ["--headless=new", ...ARGUMENTS, "--remote-debugging-port=0"];
let server, origin, profile;

before(async () => {
  server = await serve(WWW, 0);
  origin = `http://127.0.0.1:${server.address().port}`;
  profile = mkdtempSync(join(tmpdir(), "tousu-crash-"));
});
after(() => {
  server?.closeAllConnections();
  server?.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
});

/** A browser on the same profile, with a group of processes of its own, so that all of them can be killed at once. */
async function start() {
  const program = spawn(findChromium(), [...FLAGS, `--user-data-dir=${profile}`, "about:blank"], { detached: true, stdio: ["ignore", "ignore", "pipe"] });
  const address = await new Promise((resolve, reject) => {
    let said = "";
    program.once("exit", () => reject(new Error(`Chromium ended: ${said}`)));
    program.stderr.on("data", (chunk) => {
      said += chunk;
      const found = /DevTools listening on (\S+)/.exec(said);
      if (found) resolve(found[1]);
    });
  });
  const browser = await chromium.connectOverCDP(address);
  const context = browser.contexts()[0];
  await context.route("**/blank.html", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html>" }));
  await routeSources(context);
  const page = await context.newPage();
  const kill = () =>
    new Promise((resolve) => {
      program.once("exit", resolve);
      process.kill(-program.pid, "SIGKILL");
    });
  return { page, kill };
}

const open = (page) =>
  page.evaluate(async () => {
    const { openStore } = await import("/files/storage/store.ts");
    window.store = await openStore();
    // The lock of the killed browser is gone; what it wrote last is there.
    return { writable: window.store.writable, draft: (await window.store.load("a"))?.draft };
  });

test(`${KILLS} kills in mid-typing: nothing acknowledged is lost, nothing is torn`, { timeout: 60_000 + KILLS * 30_000 }, async () => {
  let acknowledged = 0;
  for (let round = 0; round <= KILLS; round++) {
    const { page, kill } = await start();
    try {
      await page.goto(`${origin}/blank.html`);
      const { writable, draft } = await open(page);
      assert.equal(writable, true);
      const kept = draft?.count ?? 0;
      assert.ok(kept >= acknowledged, `round ${round}: ${acknowledged} acknowledged, ${kept} kept`);
      if (draft) assert.deepEqual([draft.text.length, draft.again], [5000 + (kept % 1000), draft.text], "whole");
      if (round === KILLS) break;
      const before = acknowledged;
      let saved = () => {};
      const something = new Promise((resolve) => (saved = resolve));
      await page.exposeFunction("acknowledge", (count) => {
        acknowledged = Math.max(acknowledged, count);
        if (acknowledged > before) saved(undefined);
      });
      await page.evaluate((from) => {
        let count = from;
        setInterval(() => {
          const now = ++count;
          const text = "字".repeat(5000 + (now % 1000));
          window.store.save("a", { count: now, text, again: text }).then(() => window.acknowledge(now));
        }, 2);
      }, kept);
      await something;
      await page.waitForTimeout(Math.random() * 400);
    } finally {
      await kill();
    }
  }
});

test("a database that Chromium finds damaged and deletes: the cases come back from their copies", { timeout: 120_000 }, async () => {
  const { page, kill } = await start();
  await page.goto(`${origin}/blank.html`);
  await open(page);
  await page.evaluate(async () => {
    for (let count = 0; count < 50; count++) await window.store.save("a", { text: `第${count}次` });
    await window.store.save("b", { text: "别的" });
    await window.store.remove("b");
  });
  await kill();
  // What a kill in the middle of a write leaves behind: bytes in the log that do not fit their sum.
  const folder = join(profile, "Default/IndexedDB");
  const name = readdirSync(folder, { recursive: true }).find((each) => /leveldb.\d+\.log$/.test(String(each)));
  const log = readFileSync(join(folder, String(name)));
  log[log.length >> 1] ^= 0xff;
  writeFileSync(join(folder, String(name)), log);
  const { page: next, kill: end } = await start();
  try {
    await next.goto(`${origin}/blank.html`);
    assert.deepEqual(await open(next), { writable: true, draft: { text: "第49次" } });
    assert.deepEqual(await next.evaluate(async () => (await window.store.list()).map(({ id }) => id)), ["a"], "what was removed stays removed");
    await next.evaluate(() => window.store.clearEverything());
    assert.deepEqual(await next.evaluate(() => caches.keys()), [], "clearing takes the copies too");
  } finally {
    await end();
  }
});
