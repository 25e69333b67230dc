// A page whose scripts do not arrive: it says so, heals where it can, and hands out what was saved.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { makeServiceWorker } from "../tools/offline.mjs";
import { firstView } from "../tools/site.mjs";
import { open, start, WWW } from "./harness.mjs";

let browser, close, folder, origin;
/** Faults of the server by path. @type {Map<string, (request, response, answer) => void>} */
const faults = new Map();

const wrongType = (_request, response, answer) => {
  const { writeHead } = response;
  response.writeHead = (status, headers) => writeHead.call(response, status, { ...headers, "content-type": "text/plain" });
  answer();
};
const missing = (_request, response) => response.writeHead(404, { "content-type": "text/plain" }).end("Not here.");
/** Half of the file, as if it were whole. */
const cut = (request, response) => {
  const bytes = readFileSync(join(folder, request.url));
  response.writeHead(200, { "content-type": "text/javascript" }).end(bytes.subarray(0, bytes.length / 2));
};

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "tousu-rescue-"));
  let server;
  ({ browser, close, origin, server } = await start(folder));
  const [answer] = server.listeners("request");
  server.removeAllListeners("request");
  server.on("request", (request, response) => {
    const pass = () => answer(request, response);
    const fault = faults.get(request.url.split("?")[0]);
    if (fault) fault(request, response, pass);
    else pass();
  });
});
after(async () => {
  await close?.();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => deploy("1"));

/** From now on the server has this version of the page, without faults. @param {(name: string, text: string) => string} [change] */
async function deploy(version, change = (_name, text) => text) {
  faults.clear();
  cpSync(WWW, folder, { recursive: true, filter: (path) => !/node_modules|miniprogram|\/lib$/.test(path) });
  for (const name of ["index.html", "dist/app.js"]) {
    const text = readFileSync(join(WWW, name), "utf8");
    writeFileSync(join(folder, name), change(name, name === "index.html" ? text.replace("<html ", `<html data-version="${version}" `) : text));
  }
  await makeServiceWorker(folder);
}

const started = (page) => page.waitForSelector("#tousu [data-step]");
const installed = (page) => page.evaluate(async () => {
  const { serviceWorker } = navigator;
  await serviceWorker.ready;
  if (!serviceWorker.controller) await new Promise((resolve) => serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
});
/** Fetches the version that is deployed now, switches to it as the page's button does, and loads the page. */
async function update(page) {
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update();
    const worker = registration.installing ?? registration.waiting;
    while (worker.state !== "installed") await new Promise((resolve) => worker.addEventListener("statechange", resolve, { once: true }));
    const switched = new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
    worker.postMessage("apply", [new MessageChannel().port2]);
    await switched;
  });
  await page.reload();
}

test("files deployed with wrong content types are kept with the right ones", async () => {
  const { context, page } = await open(browser, `${origin}/`);
  await started(page);
  await installed(page);
  await deploy("2");
  for (const path of ["/index.html", "/dist/app.js", "/dist/style.css", "/pkg/element.js", "/pkg/tousu.wasm"]) faults.set(path, wrongType);
  await update(page);
  await started(page);
  assert.equal(await page.getAttribute("html", "data-version"), "2");
  const types = await page.evaluate(async () => {
    const sent = async (path) => (await fetch(path)).headers.get("content-type");
    return Promise.all(["dist/app.js", "dist/style.css", "pkg/tousu.wasm", "index.html"].map(sent));
  });
  assert.deepEqual(types, ["text/javascript; charset=utf-8", "text/css; charset=utf-8", "application/wasm", "text/html; charset=utf-8"]);
  assert.equal(await page.locator("#rescue").count(), 0);
  await context.close();
});

test("a kept version that cannot start hands out the drafts, and gives way to the repaired page", async () => {
  const { context, page } = await open(browser, `${origin}/`);
  await started(page);
  await page.evaluate(() => document.querySelector("#tousu").ready);
  await page.evaluate(() => {
    const form = document.querySelector("#tousu");
    const saved = new Promise((resolve) => form.addEventListener("tousu-storage", ({ detail }) => detail.state === "saved" && resolve()));
    form.goTo(form.spec.sections[0].id);
    const box = document.querySelector('[data-key="description"] textarea');
    box.value = "十一月十日买的大衣没有发货";
    box.dispatchEvent(new InputEvent("input", { bubbles: true }));
    return saved;
  });
  await installed(page);
  await deploy("2", (name, text) => (name === "dist/app.js" ? `throw new Error("broken");${text}` : text));
  await update(page);
  await page.waitForSelector("#rescue [role=alert]");
  await deploy("3");
  await page.click("#rescue-drafts");
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#rescue a").first().click()]);
  const file = JSON.parse(readFileSync(await download.path(), "utf8"));
  assert.equal(file.draft.description, "十一月十日买的大衣没有发货");
  assert.deepEqual(JSON.parse(await page.locator("#rescue textarea").first().inputValue()), file);

  await Promise.all([page.waitForEvent("load"), page.click("#rescue-fresh")]);
  await started(page);
  await page.evaluate(() => document.querySelector("#tousu").ready);
  assert.equal(await page.getAttribute("html", "data-version"), "3");
  assert.equal(await page.evaluate(() => document.querySelector("#tousu").draft.description), "十一月十日买的大衣没有发货");
  assert.equal(await page.locator("#rescue").count(), 0);
  await context.close();
});

test("without a connection the kept version is not given up", async () => {
  const { context, page } = await open(browser, `${origin}/`);
  await started(page);
  await installed(page);
  await deploy("2", (name, text) => (name === "dist/app.js" ? `throw new Error("broken");${text}` : text));
  await update(page);
  await page.waitForSelector("#rescue-fresh");
  faults.set("/sw.js", (request) => request.socket.destroy());
  await page.click("#rescue-fresh");
  await page.waitForFunction(() => /联网/.test(document.querySelector("#rescue [role=alert]").textContent));
  assert.ok(await page.evaluate(() => navigator.serviceWorker.getRegistration().then((registration) => registration !== undefined)));
  await context.close();
});

test("a first visit with a wrong content type on any one file starts by itself, though the server goes on sending it", async () => {
  for (const path of ["dist/app.js", "pkg/element.js", "pkg/preact.js", "pkg/index.js", "dist/begin.js", "pkg/tousu.wasm", "pkg/catalog.bin", "dist/style.css", "dist/rescue.js"]) {
    faults.clear();
    faults.set(`/${path}`, wrongType);
    const { context, page } = await open(browser, `${origin}/`);
    await page.waitForFunction(() => document.querySelector("#tousu [data-step]") && !document.querySelector("#rescue"));
    await installed(page);
    await page.reload();
    await page.evaluate(() => document.querySelector("#tousu").ready);
    const colour = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.notEqual(colour, "rgba(0, 0, 0, 0)", `${path}: styled`);
    await context.close();
  }
});

test("a first visit that loses any one script says so and offers to reload", async () => {
  const scripts = (await firstView(folder)).filter((path) => path.endsWith(".js"));
  assert.ok(scripts.length >= 6, String(scripts));
  /** The page starts without these: one only hurries, one only watches. */
  const spare = ["dist/begin.js", "dist/rescue.js"];
  const kinds = [missing, cut];
  // Each script is lost in one way, the page's own in both.
  const losses = scripts.flatMap((path, at) => (path === "dist/app.js" ? kinds : [kinds[at % 2]]).map((fault) => ({ path, fault })));
  for (const { path, fault } of losses) {
    faults.clear();
    faults.set(`/${path}`, fault);
    const { context, page } = await open(browser, `${origin}/`);
    if (spare.includes(path)) {
      await started(page);
      if (path !== "dist/rescue.js") await page.waitForSelector("#rescue", { state: "detached" });
    } else {
      await page.waitForSelector("#rescue [role=alert]");
      assert.equal(await page.locator("#rescue-fresh").count(), 0, "there is no kept version yet");
      faults.clear();
      // Unless the page has noticed by itself that the server is repaired.
      await page.evaluate(() => document.querySelector("#rescue-reload")?.click()).catch(() => {});
      await started(page);
      assert.equal(await page.locator("#rescue").count(), 0);
    }
    await context.close();
  }
});

test("a script that hangs: after a while reloading is offered, and no longer once it has come", async () => {
  /** @type {(() => void)[]} */
  const held = [];
  faults.set("/dist/app.js", (_request, _response, answer) => held.push(answer));
  const context = await browser.newContext({ locale: "en-GB" });
  await context.clock.install();
  const page = await context.newPage();
  await page.goto(`${origin}/`, { waitUntil: "commit" });
  await page.waitForSelector("#tousu .p-nav", { state: "attached" });
  await page.waitForFunction(() => document.readyState !== "loading" || document.querySelector("#tousu"));
  assert.equal(await page.locator("#rescue").count(), 0);
  await page.clock.fastForward(25_000);
  await page.waitForSelector("#rescue [role=alert]");
  assert.match(await page.locator("#rescue").innerText(), /longer than usual/);
  for (const answer of held) answer();
  await started(page);
  await page.waitForSelector("#rescue", { state: "detached" });
  await context.close();
});
