// The second engine: WebKitGTK, of the family that iOS's web-views are of. The main path typed, kept, and opened again
// without a server, as files, in two tabs, and in a newer version. Debian's driver is installed where that is allowed; where it cannot be, the test says so and is skipped.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import mammoth from "mammoth";
import * as tousu from "../../www/pkg/index.js";
import { makeServiceWorker } from "../tools/offline.mjs";
import { drawOrderPage, orderPage, readInPage } from "../tools/order-pages.mjs";
import { serve } from "../tools/serve.mjs";
import { WWW } from "./harness.mjs";

const PACKAGES = ["webkit2gtk-driver", "xvfb"];
const FIELDS = {
  description: "11月10日付款689元，页面写48小时内发货，到今天没有发货，联系客服只说在催。",
  orderNumber: "QH20261110004217", purchaseDate: "2026-11-10", productName: "双面羊毛呢大衣", paidAmount: "689.00",
  merchantName: "杭州青禾服饰有限公司", contactName: "周宁", contactPhone: "13912345678",
}; // prettier-ignore

const program = (name) => (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name)).find((path) => existsSync(path));

/** The browser that the driver starts; it stands in a folder named after the machine. */
function browser() {
  for (const lib of ["/usr/lib", "/usr/libexec", ...readdirSync("/usr/lib").map((name) => join("/usr/lib", name))])
    for (const version of ["webkit2gtk-4.1", "webkit2gtk-4.0", "webkitgtk-6.0"]) {
      const path = join(lib, version, "MiniBrowser");
      if (existsSync(path)) return path;
    }
  return undefined;
}
const parts = () => ({ driver: program("WebKitWebDriver"), xvfb: program("Xvfb"), browser: browser() });
const whole = (found) => Object.values(found).every(Boolean);

function install() {
  if (process.getuid?.() !== 0 || !program("apt-get")) return;
  const options = { stdio: "ignore", timeout: 300_000, env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  try {
    execFileSync("apt-get", ["update", "-qq"], options);
    execFileSync("apt-get", ["install", "-qq", "-y", "--no-install-recommends", ...PACKAGES], options);
  } catch {
    // Then it is not there, which is said below.
  }
}

if (process.platform === "linux" && !whole(parts())) install();
const found = process.platform === "linux" ? parts() : {};
const missing = whole(found) && process.platform === "linux" ? false : `WebKitGTK is not here and could not be installed: apt-get install ${PACKAGES.join(" ")} (Debian, as root)`;

/** The driver has to be given a port. */
const freePort = () =>
  new Promise((done, fail) => {
    const server = createServer().once("error", fail).listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

/** @type {import("node:child_process").ChildProcess[]} */
const started = [];
let server, origin, folder, session;
/** While the server is away it ends every connection; its port stays its own. */
let away = false;

/** One call of WebDriver. */
async function call(method, path, body) {
  const response = await fetch(`${session}${path}`, { method, body: body && JSON.stringify(body), signal: AbortSignal.timeout(120_000) });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
  return value;
}
const run = (script, ...args) => call("POST", "/execute/async", {
  script: `const done = arguments[arguments.length - 1]; Promise.resolve((${script})(...Array.prototype.slice.call(arguments, 0, -1))).then((value) => done({ value }), (error) => done({ error: String(error) }));`, args,
}).then(({ value, error }) => { if (error) throw new Error(error); return value; }); // prettier-ignore
const go = (address) => call("POST", "/url", { url: address });
async function element(selector) {
  return Object.values(await call("POST", "/element", { using: "css selector", value: selector }))[0];
}
const click = async (selector) => call("POST", `/element/${await element(selector)}/click`, {});
const type = async (selector, text) => call("POST", `/element/${await element(selector)}/value`, { text });
/** A date is asked for in the order of the browser's language. */
async function typeDate(selector, date) {
  const [year, month, day] = date.split("-");
  for (const order of [[month, day, year], [year, month, day], [day, month, year]]) {
    await run((input) => { document.querySelector(input).value = ""; }, selector);
    await type(selector, order.join("-"));
    if ((await run((input) => document.querySelector(input).value, selector)) === date) return;
  } // prettier-ignore
  assert.fail(`the date ${date} cannot be typed`);
}
/** Of the test that runs. @type {AbortSignal | undefined} */
let signal;
beforeEach((context) => {
  signal = /** @type {import("node:test").TestContext} */ (context).signal;
});
async function until(script, ...args) {
  while (!(await run(script, ...args))) {
    signal?.throwIfAborted(); // the test's own time is over: otherwise the loop would keep the process alive
    await sleep(100);
  }
}
const ready = () => until(() => document.querySelector("tousu-form [data-step]") && document.querySelector("tousu-form").ready.then(() => true));
const draft = () => run(() => document.querySelector("tousu-form").draft);
const stepOf = () => run(() => document.querySelector("tousu-form [data-step]").dataset.step);

/** From now on the server has this version of the page. */
async function deploy(version) {
  cpSync(WWW, join(folder, "site"), { recursive: true, filter: (path) => !/node_modules|miniprogram|\/lib$/.test(path) });
  writeFileSync(join(folder, "site/index.html"), readFileSync(join(WWW, "index.html"), "utf8").replace("<html ", `<html data-version="${version}" `));
  await makeServiceWorker(join(folder, "site"));
}

before(async () => {
  if (missing) return;
  await tousu.ready(undefined, { locales: ["zh-CN", "en"] });
  folder = mkdtempSync(join(tmpdir(), "tousu-webkit-"));
  await deploy("1");
  server = await serve(join(folder, "site"), 0);
  server.on("connection", (socket) => away && socket.destroy());
  origin = `http://127.0.0.1:${server.address().port}`;
  const display = await new Promise((done, fail) => {
    const xvfb = spawn(found.xvfb, ["-displayfd", "3", "-screen", "0", "800x900x24", "-nolisten", "tcp"], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
    started.push(xvfb);
    xvfb.once("error", fail).once("exit", () => fail(new Error("Xvfb ended")));
    xvfb.stdio[3].once("data", (number) => done(`:${String(number).trim()}`));
  });
  const env = { ...process.env, DISPLAY: display, HOME: folder, XDG_RUNTIME_DIR: folder, LANG: "C.UTF-8", WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" };
  const options = { binary: found.browser, args: ["--automation"] };
  /** @type {import("node:child_process").ChildProcess | undefined} */
  let driver;
  for (let base = "", refused = 0; ; await sleep(200)) {
    // One that ended found its port taken meanwhile.
    if (!driver || driver.exitCode !== null) {
      const port = await freePort();
      base = `http://127.0.0.1:${port}`;
      started.push((driver = spawn(found.driver, [`--port=${port}`], { stdio: "ignore", env })));
    }
    session = base;
    try {
      const { sessionId } = await call("POST", "/session", { capabilities: { alwaysMatch: { "webkitgtk:browserOptions": options } } });
      session = `${base}/session/${sessionId}`;
      break;
    } catch (error) {
      // Not listening yet, or it could not start the browser, which it says.
      if (error.cause?.code !== "ECONNREFUSED" && ++refused === 3) throw error;
    }
  }
}, { timeout: 300_000 });
after(async () => {
  await call("DELETE", "").catch(() => {});
  for (const each of started.reverse()) each.kill();
  server?.closeAllConnections();
  server?.close();
  if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

test("WebKit: the path typed, kept over a reload, and all of it again without a server", { skip: missing, timeout: 300_000 }, async (t) => {
  await go(`${origin}/`);
  await ready();
  if ((await run(() => document.documentElement.lang)) !== "zh-CN") {
    await click("#language");
    await until(() => document.documentElement.lang === "zh-CN");
  }
  const seen = [];
  for (let step = await stepOf(); step !== "texts"; step = await stepOf()) {
    assert.ok(seen.length < 12 && !seen.includes(step), `the path leads on: ${seen} ${step}`);
    seen.push(step);
    for (const [field, value] of Object.entries(FIELDS)) {
      if (!(await run((id) => Boolean(document.getElementById(id)?.isConnected), `tousu-${field}`))) continue;
      await run((id) => { const fold = document.getElementById(id).closest("details"); if (fold) fold.open = true; }, `tousu-${field}`); // prettier-ignore
      await (field === "purchaseDate" ? typeDate : type)(`#tousu-${field}`, value);
    }
    if (await run(() => Boolean(document.querySelector("[data-key=reason]")))) await click("[data-key=reason] input[value=late-delivery]");
    if (await run(() => Boolean(document.querySelector("[data-key=remedy]")))) await click("[data-key=remedy] input[value=refund]");
    if (step === "evidence") {
      await click("[data-checklist] > summary");
      await click("[data-kind=order-detail] input[type=checkbox]");
    }
    await click("[data-next]");
    await until((last) => document.querySelector("tousu-form [data-step]").dataset.step !== last, step);
  }
  const typed = await draft();
  assert.deepEqual(typed, { ...FIELDS, reason: "late-delivery", remedy: ["refund"], evidence: [{ kind: "order-detail", count: 1 }] });
  const shown = (locale) => run(() => ({ body: document.querySelector("[data-body]").textContent, channel: document.querySelector("[data-channel]").dataset.channel, today: document.querySelector("tousu-form").today, document: document.querySelector("[role=radiogroup] [name$=-document]:checked").value }))
    .then(({ body, ...options }) => assert.equal(body, tousu.compose(typed, { ...options, locale, language: "zh-CN" }).body)); // prettier-ignore
  await shown("zh-CN");
  await click("[data-copy=all]");
  await until(() => document.querySelector("[data-copy=all]").textContent.includes("已复制") || document.querySelector(".t-rescue textarea")?.value === document.querySelector("[data-body]").textContent);

  // Kept: the database says so before the page does, and has it after a reload.
  await until(() => document.querySelector("[data-saving=saved]"));
  t.diagnostic(await run(async () => `${navigator.userAgent.match(/AppleWebKit\S+/)}, databases: ${(await indexedDB.databases()).map(({ name }) => name)}, service worker: ${"serviceWorker" in navigator}`));
  await call("POST", "/refresh", {});
  await ready();
  assert.deepEqual(await draft(), typed);

  // Without a server: the page, the module, both languages, and what is loaded late.
  await until(() => navigator.serviceWorker.ready.then(({ active }) => active?.state === "activated"));
  away = true;
  server.closeAllConnections();
  await call("POST", "/refresh", {});
  await ready();
  assert.deepEqual(await draft(), typed);
  await run(() => document.querySelector("tousu-form").goTo("texts"));
  await shown("zh-CN");
  await click("#language");
  await until(() => document.documentElement.lang === "en");
  await shown("en");
  await click("#menu-button");
  await until(() => !document.getElementById("menu").hidden);
  const asked = await run(() => performance.getEntriesByType("resource").map(({ name }) => name));
  assert.deepEqual(asked.filter((address) => !address.startsWith(`${origin}/`) && !/^(blob|data):/.test(address)), []);
});

test("WebKit: the files of the letter are made", { skip: missing, timeout: 300_000 }, async () => {
  away = false;
  await go(`${origin}/`);
  await ready();
  await run(() => document.querySelector("tousu-form").goTo("texts"));
  await until(() => document.querySelector("[data-body]"));
  // Caught on its way to the disk: the driver's browser asks where to, and nobody answers.
  await run(() => {
    window.made = [];
    const { createObjectURL } = URL;
    URL.createObjectURL = (blob) => {
      window.made.push(blob);
      return createObjectURL.call(URL, blob);
    };
    HTMLAnchorElement.prototype.click = () => {};
    navigator.share = undefined;
  });
  const made = async (tool) => {
    await run((name) => {
      window.made.length = 0;
      document.querySelector(`[data-tool=${name}]`).click();
    }, tool);
    await until(() => window.made.length > 0);
    return Buffer.from(
      await run(async () => {
        const bytes = new Uint8Array(await window.made[0].arrayBuffer());
        return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
      }),
      "base64",
    );
  };
  const body = await run(() => document.querySelector("[data-body]").textContent);
  assert.equal((await made("txt")).toString("utf8"), `\ufeff${body}`);
  assert.match((await mammoth.extractRawText({ buffer: await made("docx") })).value, /QH20261110004217/);
  assert.equal((await made("zip")).subarray(0, 2).toString(), "PK");
});

test("WebKit: two tabs: one writes, the other is told, takes over, and no word is lost", { skip: missing, timeout: 300_000 }, async () => {
  const first = await call("GET", "/window");
  await go(`${origin}/`);
  await ready();
  const { handle: second } = await call("POST", "/window/new", { type: "tab" });
  const switchTo = (handle) => call("POST", "/window", { handle });
  await switchTo(second);
  await go(`${origin}/`);
  await ready();
  await until(() => document.querySelector("[data-notice=store]"));
  await click("#notice button");
  await until(() => document.querySelector("tousu-form").draft.orderNumber === "QH20261110004217");
  await until(() => !document.querySelector("[data-notice=store]"));
  await run(() => {
    const form = document.querySelector("tousu-form");
    form.goTo(form.spec.sections.find(({ fields }) => fields.some(({ id }) => id === "productName")).id, "productName");
  });
  await until(() => document.querySelector("#tousu-productName"));
  await type("#tousu-productName", "（黑色）");
  await until(() => document.querySelector("[data-saving=saved]"));
  await switchTo(first);
  await until(() => document.querySelector("[data-notice=store]"));
  await call("POST", "/refresh", {});
  await ready();
  assert.equal((await draft()).productName, "双面羊毛呢大衣（黑色）");
  await switchTo(second);
  await call("DELETE", "/window");
  await switchTo(first);
});

test("WebKit: a newer version is fetched whole, and opens with what was typed", { skip: missing, timeout: 300_000 }, async () => {
  await go(`${origin}/`);
  await ready();
  await until(() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null));
  await deploy("2");
  await run(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update();
  });
  await until(() => navigator.serviceWorker.getRegistration().then(({ waiting }) => waiting !== null));
  await call("POST", "/refresh", {});
  await ready();
  assert.equal(await run(() => document.documentElement.dataset.version), "1", "until somebody says so");
  await until(() => document.querySelector("[data-notice=update] button"));
  await click("[data-notice=update] button");
  const isNew = () => document.documentElement.dataset.version === "2";
  await until(isNew).catch(() => until(isNew)); // the page was on its way when it was asked
  await ready();
  assert.equal((await draft()).orderNumber, "QH20261110004217");
});

test("WebKit: the text of a drawn order page is read", { skip: missing, timeout: 300_000 }, async () => {
  away = false;
  await go(`${origin}/`);
  await ready();
  const drawn = orderPage(0);
  const script = `/dist/${readdirSync(`${WWW}/dist`).find((name) => /^picture-reader-\w+\.js$/.test(name))}`;
  const read = await run(readInPage, { script, picture: await run(drawOrderPage, drawn), type: drawn.format });
  const { orderNumber, purchaseDate } = tousu.recognize(read.text, { today: "2026-11-24", source: "ocr" }).fields;
  assert.deepEqual({ orderNumber, purchaseDate }, { orderNumber: drawn.fields.orderNumber, purchaseDate: drawn.fields.purchaseDate });
});
