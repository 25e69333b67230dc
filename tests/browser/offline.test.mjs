// The page without network, and its way from one version to the next: whole or not at all, never two at once.

import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { makeServiceWorker } from "../tools/offline.mjs";
import { single } from "../tools/single.mjs";
import { bundleSource } from "../tools/sources.mjs";
import { start, WWW } from "./harness.mjs";

/** The smallest module: magic number and version. */
const WASM = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
let browser, close, folder, origin, server;
/** The server keeps its port to the end; while it is away it ends every connection. */
let away = false;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "tousu-offline-"));
  mkdirSync(join(folder, "served"));
  ({ browser, close, origin, server } = await start(join(folder, "served")));
  server.on("connection", (socket) => away && socket.destroy());
});
after(async () => {
  await close?.();
  rmSync(folder, { recursive: true, force: true });
});

/** A small site of some version, under the page's real policy: styles, scripts, one of them late, a module, icons. */
async function site(version) {
  const root = join(folder, `v${version}-${Math.random()}`);
  mkdirSync(join(root, "app"), { recursive: true });
  mkdirSync(join(root, "files"));
  cpSync(join(WWW, "icons"), join(root, "icons"), { recursive: true });
  cpSync(join(WWW, "manifest.webmanifest"), join(root, "manifest.webmanifest"));
  const put = (name, text) => writeFileSync(join(root, name), text);
  put("files/offline.js", await bundleSource("files/offline/register.ts"));
  put("style.css", `#style { order: ${version} }`);
  put("app/module.wasm", WASM);
  put("app/late.js", `export const late = ${version};`);
  put("app/index.js", "export const load = async () => WebAssembly.compile(await (await fetch(new URL('./module.wasm', import.meta.url))).arrayBuffer());");
  put("app/inline.js", `export const load = async () => WebAssembly.compile(Uint8Array.of(${WASM.join()}));`);
  put("unused.js", "not for the page");
  put(
    "app/main.js",
    `import { load } from "./index.js";
     import { startOffline } from "../files/offline.js";
     const page = (window.page = { script: ${version}, updates: 0 });
     page.late = async () => (await import("./late.js")).late;
     startOffline({ onUpdate: () => page.updates++ }).then((offline) => (page.offline = offline));
     load().then((module) => (page.module = module instanceof WebAssembly.Module));`,
  );
  put(
    "index.html",
    `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
     <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; require-trusted-types-for 'script'; trusted-types tousu-sw">
     <title>${version}</title><link rel="manifest" href="manifest.webmanifest"><link rel="icon" href="icons/icon.svg">
     <link rel="stylesheet" href="style.css"><link rel="modulepreload" href="app/index.js"><script type="module" src="app/main.js"></script>
     </head><body><p id="style">${version}</p></body></html>`,
  );
  const { files } = await makeServiceWorker(root);
  return { root, files };
}

/** From now on the server has the files of a folder. @param {string} root */
function serving(root) {
  rmSync(join(folder, "served"), { recursive: true, force: true });
  cpSync(root, join(folder, "served"), { recursive: true });
  away = false;
}
/** From now on there is no server. */
function goAway() {
  away = true;
  server.closeAllConnections();
}

async function visit(context) {
  const page = await context.newPage();
  const troubles = [];
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
  await page.goto(`${origin}/`);
  await page.waitForFunction(() => window.page?.offline && window.page.module);
  return { page, troubles };
}
/** Which version each part of the page is of. */
const parts = (page) =>
  page.evaluate(async () => [Number(document.title), window.page.script, Number(getComputedStyle(document.querySelector("#style")).order), await window.page.late()]);

test("the worker lists what the page uses, and only that", async () => {
  const { files } = await site(1);
  for (const file of ["index.html", "style.css", "app/main.js", "app/late.js", "app/module.wasm", "files/offline.js", "icons/192.png", "manifest.webmanifest"])
    assert.ok(files.includes(file), file);
  assert.ok(!files.includes("unused.js") && !files.includes("sw.js"));
});

test("after one visit it works without network, with the parts that were not loaded yet; a second tab too", async () => {
  serving((await site(1)).root);
  const context = await browser.newContext();
  const { page, troubles } = await visit(context);
  assert.equal(await page.evaluate(() => window.page.offline.state), "ready");
  goAway();
  assert.deepEqual(await parts(page), [1, 1, 1, 1]);
  await page.reload();
  await page.waitForFunction(() => window.page?.module);
  assert.deepEqual(await parts(page), [1, 1, 1, 1]);
  const { page: second } = await visit(context);
  assert.deepEqual(await parts(second), [1, 1, 1, 1]);
  await second.goto(`${origin}/?from=somewhere#place`);
  assert.equal(await second.title(), "1");
  await second.goto(`${origin}/no/such/page`);
  assert.equal(second.url(), `${origin}/`, "an address of ours that is not there leads to the page");
  await second.waitForFunction(() => window.page?.module);
  assert.deepEqual(troubles, [], "the policy and Trusted Types allow all of it");
  await context.close();
});

test("a new version: told, nothing mixed, switched only when no other tab runs the old one", async () => {
  serving((await site(1)).root);
  const context = await browser.newContext();
  const { page } = await visit(context);
  const { page: other } = await visit(context);
  serving((await site(2)).root);
  await page.evaluate(() => navigator.serviceWorker.getRegistration().then((registration) => registration.update()));
  await page.waitForFunction(() => window.page.updates > 0);
  assert.deepEqual(await parts(page), [1, 1, 1, 1], "what is loaded late comes from the old version too");
  await other.reload();
  await other.waitForFunction(() => window.page?.offline);
  assert.deepEqual(await parts(other), [1, 1, 1, 1]);
  assert.equal(await other.evaluate(() => window.page.updates), 1, "told also when it was ready before");
  assert.equal(await page.evaluate(() => window.page.offline.apply()), "other-tabs");
  await other.close();
  await Promise.all([page.waitForEvent("load"), page.evaluate(() => void window.page.offline.apply())]);
  await page.waitForFunction(() => window.page?.module);
  assert.deepEqual(await parts(page), [2, 2, 2, 2]);
  const kept = await page.evaluate(() => caches.keys());
  assert.equal(kept.length, 1, "the old version is deleted");
  goAway();
  await page.reload();
  await page.waitForFunction(() => window.page?.module);
  assert.deepEqual(await parts(page), [2, 2, 2, 2]);
  await context.close();
});

/** Deletes what the worker has kept: files by the ends of their addresses. */
const lose = (page, lost) =>
  page.evaluate(async (lost) => {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) if (lost.some((end) => request.url.endsWith(end))) await cache.delete(request);
    }
  }, lost);

for (const [what, lost] of [["a file", ["app/late.js"]], ["the whole cache", [""]]])
  test(`the browser has deleted ${what}: the next load with network brings it back for later without`, async () => {
    const { root, files } = await site(1);
    serving(root);
    const context = await browser.newContext();
    const { page } = await visit(context);
    await lose(page, lost);
    await page.reload();
    await page.waitForFunction(() => window.page?.module);
    await page.waitForFunction(async (count) => {
      const [name] = await caches.keys();
      return (await (await caches.open(name)).keys()).length === count;
    }, files.length);
    goAway();
    await page.reload();
    await page.waitForFunction(() => window.page?.module);
    assert.deepEqual(await parts(page), [1, 1, 1, 1]);
    await context.close();
  });

for (const [what, lost] of [["a script", ["app/main.js"]], ["the whole cache", [""]]])
  test(`the browser has deleted ${what}, and the server has another version: it is that one at the second load at the latest`, async () => {
    serving((await site(1)).root);
    const context = await browser.newContext();
    const { page } = await visit(context);
    serving((await site(2)).root);
    await lose(page, lost);
    await page.reload();
    await page.waitForFunction(async () => !(await navigator.serviceWorker.getRegistration()) || window.page?.script === 2);
    await page.reload();
    await page.waitForFunction(() => window.page?.module);
    assert.deepEqual(await parts(page), [2, 2, 2, 2]);
    await context.close();
  });

test("a deleted file and no network: what is there stays for when the network is back", async () => {
  serving((await site(1)).root);
  const context = await browser.newContext();
  const { page } = await visit(context);
  await lose(page, ["app/main.js"]);
  goAway();
  await page.reload();
  assert.equal(await page.title(), "1");
  away = false;
  await page.reload();
  await page.waitForFunction(() => window.page?.module);
  assert.deepEqual(await parts(page), [1, 1, 1, 1]);
  await context.close();
});

test("a new version of which any subset of files is stale is not installed; the old one stays whole", async () => {
  const old = await site(1);
  const next = await site(2);
  const differ = next.files.filter((file) => !readFileSync(join(next.root, file)).equals(readFileSync(join(old.root, file))));
  assert.deepEqual(differ.sort(), ["app/late.js", "app/main.js", "index.html", "style.css"]);
  serving(old.root);
  const context = await browser.newContext();
  const { page } = await visit(context);
  const update = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      await registration.update().catch(() => {});
      const { installing } = registration;
      if (installing) await new Promise((resolve) => installing.addEventListener("statechange", resolve, { once: true }));
      return Boolean(registration.waiting);
    });
  // Every subset of the files that differ, but the empty one.
  for (let subset = 1; subset < 2 ** differ.length; subset++) {
    const mixed = join(folder, `mixed-${subset}`);
    cpSync(next.root, mixed, { recursive: true });
    differ.forEach((file, index) => subset & (1 << index) && cpSync(join(old.root, file), join(mixed, file)));
    serving(mixed);
    assert.equal(await update(), false, `stale: ${differ.filter((_, index) => subset & (1 << index))}`);
    assert.deepEqual(await parts(page), [1, 1, 1, 1]);
    assert.equal((await page.evaluate(() => caches.keys())).length, 1, "half a version is none");
  }
  serving(next.root);
  assert.equal(await update(), true);
  await context.close();
});

test("a first visit whose install fails: the page says so and works with the network", async () => {
  const { root } = await site(1);
  writeFileSync(join(root, "icons/192.png"), "changed after the sums were taken");
  serving(root);
  const context = await browser.newContext();
  const { page } = await visit(context);
  assert.equal(await page.evaluate(() => window.page.offline.state), "off");
  assert.deepEqual(await parts(page), [1, 1, 1, 1]);
  await context.close();
});

test("the one file: works from the disk, asks for nothing, its policy allows nothing else", async () => {
  const { root } = await site(3);
  const html = await single(root);
  const out = join(folder, "one.html");
  writeFileSync(out, html);
  assert.doesNotMatch(html, /unsafe-inline|'unsafe-eval'|<link(?! rel="icon" href="data:)/);
  const context = await browser.newContext();
  const page = await context.newPage();
  const asked = [];
  const troubles = [];
  page.on("request", (request) => /^(file|https?):/.test(request.url()) && asked.push(request.url()));
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("console", (message) => troubles.push(message.text()));
  await page.goto(pathToFileURL(out).href);
  await page.waitForFunction(() => window.page?.offline && window.page.module);
  assert.deepEqual(await parts(page), [3, 3, 3, 3]);
  assert.equal(await page.evaluate(() => window.page.offline.state), "off");
  assert.deepEqual([asked, troubles], [[pathToFileURL(out).href], []]);
  // What was not in the file does not run and is not fetched.
  const refused = await page.evaluate(async () => {
    const sent = await fetch("data:,x").then(() => "sent", () => "refused");
    try {
      const script = document.createElement("script");
      script.textContent = "window.injected = true";
      document.body.append(script);
    } catch {
      // Trusted Types
    }
    return [window.injected ? "ran" : "refused", sent];
  });
  assert.deepEqual(refused, ["refused", "refused"]);
  await context.close();
});
