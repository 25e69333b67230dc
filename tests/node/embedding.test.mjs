// Hosts with rules of their own, each with the package installed from its archive: pages that may fetch nothing, files that
// are opened from a disk, service workers, mini-programs.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import esbuild from "esbuild";
import { chromium } from "playwright-core";
import { ARGUMENTS, start, UTF8 } from "../browser/harness.mjs";
import { findChromium, MISSING } from "../tools/chromium.mjs";
import { install } from "./installed.mjs";

const tsc = fileURLToPath(new URL("../node_modules/.bin/tsc", import.meta.url));
const IN_BROWSER = { skip: findChromium() ? false : MISSING };
const { folder, installed, put, remove } = install("embedding");
/** Questions to the package, and what it answers to them. */
const ASK = 'JSON.stringify([tousu.assess({ reason: "quality" }, { today: "2026-05-20" }), tousu.form({ locale: "en" }).sections.length])';

let site, expected;
before(async () => {
  const tousu = await import(pathToFileURL(join(installed, "index.js")).href);
  await tousu.ready();
  expected = new Function("tousu", `return ${ASK}`)(tousu);
  if (!IN_BROWSER.skip) site = await start(folder);
});
after(async () => {
  await site?.close();
  remove();
});

/** Opens a page: what `read` finds in it, and what it asked for and complained about. */
async function visit(address, read) {
  const context = await site.browser.newContext();
  const page = await context.newPage();
  const asked = [];
  const complaints = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(address);
  const found = await read(page);
  await context.close();
  return { found, asked: asked.map((url) => url.split("/").pop()), complaints };
}

/** Fills in the first field of the drawn form. */
async function useForm(page) {
  await page.locator("tousu-form .t-next, tousu-form button").first().waitFor();
  await page.evaluate(() => document.querySelector("tousu-form").ready);
  return page.evaluate(() => {
    const form = document.querySelector("tousu-form");
    form.draft = { orderNumber: "1001" };
    return [form.assessment.progress.filled, form.spec.sections.length > 3];
  });
}

test("the element out of the JavaScript alone, bundled by esbuild under a policy that forbids fetching", IN_BROWSER, async () => {
  put("alone/main.js", 'import { define } from "tousu/element-inline";\ndefine();\n');
  await esbuild.build({ absWorkingDir: folder, entryPoints: ["alone/main.js"], bundle: true, format: "esm", outfile: "alone/out.js", logLevel: "error" });
  const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'";
  put("alone/index.html", `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>x</title><tousu-form></tousu-form><script type="module" src="out.js"></script>`);
  const { found, asked, complaints } = await visit(`${site.origin}/alone/index.html`, useForm);
  assert.deepEqual(found, [1, true]);
  assert.deepEqual(complaints, []);
  assert.deepEqual(asked.filter((file) => /\.(wasm|bin)$/.test(file)), []);
});

test("a file opened from a disk: the classic script with the element in it", IN_BROWSER, async () => {
  put("disk/index.html", `<!doctype html><meta charset="utf-8"><title>x</title><link rel="stylesheet" href="../node_modules/tousu/element.css"><tousu-form locale="en"></tousu-form><script src="../node_modules/tousu/tousu-form.global.js"></script>`);
  const { found, complaints } = await visit(pathToFileURL(join(folder, "disk/index.html")).href, async (page) => [
    await useForm(page),
    await page.evaluate(`tousu.ready().then(() => ${ASK})`),
  ]);
  assert.deepEqual(found, [[1, true], expected]);
  assert.deepEqual(complaints, []);
});

test("a service worker that is a module", IN_BROWSER, async () => {
  put("worker.js", `import * as tousu from "./node_modules/tousu/index.js";
    addEventListener("message", ({ source }) => tousu.ready().then(() => ${ASK}).then((answer) => source.postMessage(answer), (error) => source.postMessage(String(error))));`);
  put("worker.html", '<!doctype html><meta charset="utf-8"><title>x</title>');
  const { found } = await visit(`${site.origin}/worker.html`, (page) => page.evaluate(async () => {
    const answer = new Promise((resolve) => { navigator.serviceWorker.onmessage = ({ data }) => resolve(data); });
    await navigator.serviceWorker.register("worker.js", { type: "module" });
    (await navigator.serviceWorker.ready).active.postMessage("");
    return answer;
  })); // prettier-ignore
  assert.equal(found, expected);
});

test("a service worker whose bundle left the files behind: ready() says what to import instead", IN_BROWSER, async () => {
  put("left/main.js", `import * as tousu from "tousu";
    addEventListener("message", ({ source }) => tousu.ready(new URL("/node_modules/tousu/tousu.wasm", location)).then(() => "ready", (error) => error.message).then((answer) => source.postMessage(answer)));`);
  await esbuild.build({ absWorkingDir: folder, entryPoints: ["left/main.js"], bundle: true, splitting: true, format: "esm", outdir: "left/out", logLevel: "error" });
  put("left/out/index.html", '<!doctype html><meta charset="utf-8"><title>x</title>');
  const { found } = await visit(`${site.origin}/left/out/index.html`, (page) => page.evaluate(async () => {
    const answer = new Promise((resolve) => { navigator.serviceWorker.onmessage = ({ data }) => resolve(data); });
    await navigator.serviceWorker.register("main.js", { type: "module" });
    (await navigator.serviceWorker.ready).active.postMessage("");
    return answer;
  })); // prettier-ignore
  assert.match(found, /^tousu: the catalogue could not be fetched from .*\/left\/out\/catalog\.bin: .*tousu\/inline/);
});

test("a browser extension (manifest version 3): background module and popup", IN_BROWSER, async () => {
  put("extension/manifest.json", JSON.stringify({
    manifest_version: 3, name: "x", version: "1", background: { service_worker: "background.js", type: "module" },
    content_security_policy: { extension_pages: "script-src 'self' 'wasm-unsafe-eval'" },
  })); // prettier-ignore
  put("extension/main.js", `import * as tousu from "tousu/inline";\nglobalThis.answer = tousu.ready().then(() => ${ASK});\n`);
  put("extension/popup.html", '<!doctype html><meta charset="utf-8"><title>x</title><tousu-form></tousu-form><script type="module" src="popup.js"></script>');
  put("extension/popup-main.js", 'import { define } from "tousu/element-inline";\ndefine();\n');
  for (const [from, to] of [["main", "background"], ["popup-main", "popup"]])
    await esbuild.build({ absWorkingDir: folder, entryPoints: [`extension/${from}.js`], bundle: true, format: "esm", outfile: `extension/${to}.js`, logLevel: "error" });
  const profile = mkdtempSync(join(tmpdir(), "tousu-profile-"));
  const extension = join(folder, "extension");
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(), env: UTF8, ignoreDefaultArgs: ["--disable-extensions"],
    args: [...ARGUMENTS, `--disable-extensions-except=${extension}`, `--load-extension=${extension}`],
  }); // prettier-ignore
  try {
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
    assert.equal(await worker.evaluate(() => globalThis.answer), expected);
    const page = await context.newPage();
    await page.goto(new URL("popup.html", worker.url()).href);
    assert.deepEqual(await useForm(page), [1, true]);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
});

test("TypeScript of a mini-program, which knows no DOM: by either name", () => {
  put("mini/main.ts", `
    import { assess, load, type Draft } from "tousu";
    import * as wechat from "tousu/wechat";
    export async function use(draft: Draft): Promise<number> {
      await load("/miniprogram_npm/tousu/tousu.wasm.br", { locales: ["zh-CN"] });
      await wechat.load("/packageA/miniprogram_npm/tousu/tousu.wasm.br");
      return assess(draft, { locale: "en" }).evidence.score + wechat.compose(draft, { document: "form" }).length;
    }`);
  const options = { strict: true, noEmit: true, skipLibCheck: false, target: "es2020", lib: ["es2020"], types: [], module: "esnext", moduleResolution: "bundler", customConditions: ["miniprogram"] };
  put("mini/tsconfig.json", JSON.stringify({ compilerOptions: options, files: ["main.ts"] }));
  const { status, stdout } = spawnSync(tsc, ["--project", join(folder, "mini")], { encoding: "utf8" });
  assert.equal(status, 0, stdout);
});

test("the mini-program part holds what runs and nothing else: one module, under 250 KB, and the form, under 100 KB", () => {
  const part = join(installed, "wechat");
  const engine = ["index.d.ts", "index.js", "package.json", "tousu.wasm.br", "wechat.js"];
  const form = ["js", "json", "wxml", "wxss"].map((ending) => `tousu-form/index.${ending}`);
  assert.deepEqual(readdirSync(part, { recursive: true }).sort(), [...engine, ...form, "tousu-form"].sort());
  const bytes = (files) => files.reduce((sum, file) => sum + statSync(join(part, file)).size, 0);
  assert.ok(bytes(engine) < 250_000, `${bytes(engine)} bytes`);
  assert.ok(bytes(form) < 100_000, `${bytes(form)} bytes`);
  assert.equal(JSON.parse(readFileSync(join(installed, "package.json"), "utf8")).miniprogram, "wechat");
});

/** The example route of the package, in a process of its own. */
async function startRoute(store) {
  const route = spawn(process.execPath, ["node_modules/tousu/examples/server.mjs", store, "0"], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(route.stdout, "data");
  return { route, address: String(line).trim() };
}

test("the example route refuses what is no submission", async () => {
  const { route, address } = await startRoute("refused");
  try {
    const post = async (body) => (await fetch(address, { method: "POST", body })).status;
    const foreign = new FormData();
    foreign.set("draft", "{");
    assert.deepEqual([await post("x"), await post(foreign), (await fetch(address)).status], [400, 400, 405]);
    assert.ok(!existsSync(join(folder, "refused")));
  } finally {
    route.kill();
  }
});

test("a complaint with a photo goes from the form to the example route; a failure is shown at the button", IN_BROWSER, async () => {
  const { route, address } = await startRoute("stored");
  put("submit/index.html", `<!doctype html><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,"><tousu-form locale="en" today="2026-05-20"></tousu-form>
    <script type="module">
      import { define } from "../node_modules/tousu/element.js";
      import { fileInput } from "../node_modules/tousu/submission.js";
      const form = document.querySelector("tousu-form");
      form.draft = { orderNumber: "1001", reason: "quality", evidence: [{ kind: "product-photo" }] };
      form.tools = { piece: fileInput, texts: [{ id: "submit", label: () => "Submit", run: ({ form }) => form.submit() }] };
      form.addEventListener("tousu-submit", ({ detail }) => {
        if (globalThis.fails) detail.waitFor(Promise.reject(new Error("no network")));
        else globalThis.posted = detail.toFormData();
      });
      addEventListener("error", (event) => { globalThis.failure = event.message; event.preventDefault(); });
      define();
    </script>`);
  try {
    const { found } = await visit(`${site.origin}/submit/index.html`, async (page) => {
      await page.evaluate(() => document.querySelector("tousu-form").ready);
      await page.evaluate(() => document.querySelector("tousu-form").goTo("evidence"));
      await page.locator("tousu-form .t-thumb").click();
      await page.locator("tousu-form dialog input[type=file]").setInputFiles({ name: "书包.jpg", mimeType: "image/jpeg", buffer: Buffer.from("photo") });
      const described = await page.evaluate(() => JSON.stringify(document.querySelector("tousu-form").draft.evidence[0].file));
      await page.locator("[data-sheet-close]").click();
      await page.evaluate(() => document.querySelector("tousu-form").goTo("texts"));
      const button = page.locator("[data-tool=submit]");
      await page.evaluate(() => { globalThis.fails = true; });
      await button.click();
      const alert = await page.locator("tousu-form .t-tool-failed").textContent();
      await page.waitForFunction(() => globalThis.failure);
      await page.evaluate(() => { globalThis.fails = false; });
      await button.click();
      await page.waitForFunction(() => globalThis.posted);
      const parts = await page.evaluate(async () => Promise.all([...globalThis.posted].map(async ([name, value]) => [name, typeof value === "string" ? value : [value.name, await value.text()]])));
      return { described, alert, shown: await page.locator("tousu-form .t-tool-failed").count(), failure: await page.evaluate(() => globalThis.failure), parts };
    });
    assert.equal(found.described, '{"name":"书包.jpg","size":5,"type":"image/jpeg"}');
    assert.equal(found.alert.trim(), "“Submit” did not work. Please try again.");
    assert.match(found.failure, /no network/);
    assert.equal(found.shown, 0);

    // As the page's fetch would send it, without its origin.
    const data = new FormData();
    for (const [name, value] of found.parts) data.set(name, typeof value === "string" ? value : new File([value[1]], value[0], { type: "image/jpeg" }));
    const answer = await fetch(address, { method: "POST", body: data });
    const { id } = await answer.json();
    assert.equal(answer.status, 201);
    const at = (name) => readFileSync(join(folder, "stored", id, name), "utf8");
    const { draft, assessment, texts } = JSON.parse(at("complaint.json"));
    assert.deepEqual([draft.orderNumber, draft.evidence[0].file.name, assessment.evidence.score > 0, texts.length], ["1001", "书包.jpg", true, 1]);
    assert.ok(texts[0].body.includes("1001") && texts[0].document && texts[0].channel);
    assert.equal(at("evidence.0"), "photo");
  } finally {
    route.kill();
  }
});

test("reset, of the element and of a host's form, goes back to the draft that the host has set last", IN_BROWSER, async () => {
  put("reset/index.html", `<!doctype html><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,"><form><tousu-form name="complaint" locale="en"></tousu-form></form>
    <script type="module">
      import { define } from "../node_modules/tousu/element.js";
      document.querySelector("tousu-form").draft = { orderNumber: "1001", evidence: [{ kind: "product-photo", file: new File(["x"], "a.jpg") }] };
      define();
    </script>`);
  const { found, complaints } = await visit(`${site.origin}/reset/index.html`, (page) => page.evaluate(async () => {
    const form = document.querySelector("tousu-form");
    await form.ready;
    const posted = () => JSON.parse(new FormData(document.querySelector("form")).get("complaint"));
    const seen = [posted().evidence[0].file];
    const type = (text) => { form.goTo("order", "orderNumber"); const field = form.querySelector("input[id$=orderNumber]"); field.value = text; field.dispatchEvent(new InputEvent("input", { bubbles: true })); };
    type("typed");
    seen.push(form.draft.orderNumber);
    form.draft = form.draft; // a host that hands back what it got
    document.querySelector("form").reset();
    seen.push(form.draft.orderNumber, posted().orderNumber);
    form.draft = { orderNumber: "2002" };
    type("typed again");
    seen.push(form.draft.orderNumber);
    form.reset();
    seen.push(form.draft.orderNumber);
    return seen;
  })); // prettier-ignore
  assert.deepEqual(found, [{ name: "a.jpg", size: 1, type: "" }, "typed", "1001", "1001", "typed again", "2002"]);
  assert.deepEqual(complaints, []);
});

test("the form is dark where the host's color-scheme is, and light in a host that has none, whatever the device says", IN_BROWSER, async () => {
  const page = (scheme) => `<!doctype html><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,"><style>:root { ${scheme} }</style><link rel="stylesheet" href="../node_modules/tousu/element.css"><tousu-form></tousu-form>
    <script type="module">import { define } from "../node_modules/tousu/element.js"; define();</script>`;
  const DARK = "rgb(17, 17, 17)";
  const LIGHT = "rgb(237, 237, 237)";
  for (const [scheme, device, ground] of [["", "dark", LIGHT], ["color-scheme: light", "dark", LIGHT], ["color-scheme: dark", "light", DARK], ["color-scheme: light dark", "dark", DARK], ["color-scheme: light dark", "light", LIGHT]]) {
    put("scheme/index.html", page(scheme));
    const context = await site.browser.newContext({ colorScheme: device });
    const opened = await context.newPage();
    await opened.goto(`${site.origin}/scheme/index.html`);
    await opened.locator("tousu-form button").first().waitFor();
    assert.equal(await opened.evaluate(() => getComputedStyle(document.querySelector("tousu-form")).backgroundColor), ground, `${scheme} on a ${device} device`);
    await context.close();
  }
});

test("the compact density has controls of 36 pixels", IN_BROWSER, async () => {
  put("compact/index.html", `<!doctype html><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,"><link rel="stylesheet" href="../node_modules/tousu/element.css"><tousu-form locale="en" density="compact" step="order"></tousu-form>
    <script type="module">import { define } from "../node_modules/tousu/element.js"; define();</script>`);
  const { found } = await visit(`${site.origin}/compact/index.html`, async (page) => {
    await page.evaluate(() => document.querySelector("tousu-form").ready);
    return page.evaluate(() => [...document.querySelectorAll("tousu-form input.t-input, tousu-form .t-button")].filter((control) => control.checkVisibility()).map((control) => control.getBoundingClientRect().height));
  });
  assert.ok(found.length > 4);
  assert.deepEqual(found.filter((height) => height !== 36), []);
});

test("in a page that reads from right to left no step is wider than a small phone", IN_BROWSER, async () => {
  put("rtl/index.html", `<!doctype html><html dir="rtl"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>x</title><link rel="icon" href="data:,"><style>body { margin: 0 }</style><link rel="stylesheet" href="../node_modules/tousu/element.css"><tousu-form locale="en" today="2026-05-20"></tousu-form>
    <script type="module">
      import { define } from "../node_modules/tousu/element.js";
      document.querySelector("tousu-form").draft = { reason: "quality", orderNumber: "20260501123456", purchaseDate: "2026-05-01", productName: "羽绒服", evidence: [{ kind: "order-detail" }] };
      define();
    </script>`);
  const { found, complaints } = await visit(`${site.origin}/rtl/index.html`, async (page) => {
    await page.setViewportSize({ width: 360, height: 740 });
    return page.evaluate(async () => {
      const form = document.querySelector("tousu-form");
      await form.ready;
      const steps = ["start", ...form.spec.sections.map(({ id }) => id), "evidence", "review", "texts", "follow-up"];
      const widths = [];
      for (const step of steps) {
        form.goTo(step);
        await new Promise(requestAnimationFrame);
        widths.push([form.getAttribute("step") ?? step, document.documentElement.scrollWidth]);
      }
      return widths;
    });
  });
  assert.ok(found.length > 7);
  assert.deepEqual(found.filter(([, width]) => width > 360), []);
  assert.deepEqual(complaints, []);
});
