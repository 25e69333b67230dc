// The third engine: Firefox, of Debian, spoken to by WebDriver BiDi. The job done, kept, without a server, in a newer version,
// in two tabs, as files. Where Firefox cannot be installed the tests say so and are skipped.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import mammoth from "mammoth";
import puppeteer from "puppeteer-core";
import * as tousu from "../../www/pkg/index.js";
import { makeServiceWorker } from "../tools/offline.mjs";
import { serve } from "../tools/serve.mjs";
import { WWW } from "./harness.mjs";

const FIELDS = {
  description: "11月10日付款689元，页面写48小时内发货，到今天没有发货，联系客服只说在催。",
  orderNumber: "QH20261110004217", productName: "双面羊毛呢大衣", paidAmount: "689.00",
  merchantName: "杭州青禾服饰有限公司", contactName: "周宁", contactPhone: "13912345678",
}; // prettier-ignore

const program = () => ["firefox-esr", "firefox"].flatMap((name) => (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name))).find((path) => existsSync(path));
function install() {
  if (process.platform !== "linux" || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  const options = { stdio: "ignore", timeout: 300_000, env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  try {
    execFileSync("apt-get", ["update", "-qq"], options);
    execFileSync("apt-get", ["install", "-qq", "-y", "--no-install-recommends", "firefox-esr"], options);
  } catch {
    // Then it is not there, which is said below.
  }
}
if (!program()) install();
const skip = program() ? false : "Firefox is not here and could not be installed: apt-get install firefox-esr (Debian, as root)";
const options = { skip, timeout: 300_000 };

let browser, folder, origin, server;
/** While the server is away it ends every connection; its port stays its own. */
let away = false;

/** From now on the server has this version of the page. */
async function deploy(version) {
  cpSync(WWW, join(folder, "site"), { recursive: true, filter: (path) => !/node_modules|miniprogram|\/lib$/.test(path) });
  const index = join(folder, "site/index.html");
  writeFileSync(index, readFileSync(join(WWW, "index.html"), "utf8").replace("<html ", `<html data-version="${version}" `));
  await makeServiceWorker(join(folder, "site"));
}

/** @param {Record<string, unknown>} [preferences] @returns {Promise<import("puppeteer-core").Browser>} */
const launch = (preferences) =>
  puppeteer.launch({
    browser: "firefox",
    executablePath: program(),
    protocolTimeout: 240_000,
    timeout: 240_000,
    env: { ...process.env, HOME: folder, LC_ALL: "C.UTF-8" },
    extraPrefsFirefox: {
      "browser.download.dir": join(folder, "downloads"),
      "browser.download.folderList": 2,
      "browser.download.useDownloadDir": true,
      "intl.accept_languages": "zh-CN",
      ...preferences,
    },
  });

before(async () => {
  if (skip) return;
  await tousu.ready(undefined, { locales: ["zh-CN", "en"] });
  folder = mkdtempSync(join(tmpdir(), "tousu-firefox-"));
  await deploy("1");
  server = await serve(join(folder, "site"), 0);
  server.on("connection", (socket) => away && socket.destroy());
  origin = `http://127.0.0.1:${server.address().port}`;
  browser = await launch();
}, { timeout: 300_000 });
after(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
  if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Of the test that runs. @type {AbortSignal | undefined} */
let signal;
beforeEach((context) => {
  signal = /** @type {import("node:test").TestContext} */ (context).signal;
});

/** `script` returns a plain value: an element does not come across. */
const until = async (page, script, ...args) => {
  while (!(await page.evaluate(script, ...args).catch(() => false))) {
    signal?.throwIfAborted(); // the test's own time is over: otherwise the loop would keep the process alive
    await sleep(100);
  }
};
const ready = (page) => until(page, () => document.querySelector("tousu-form [data-step]") && document.querySelector("tousu-form").ready.then(() => true));
const draftOf = (page) => page.evaluate(() => document.querySelector("tousu-form").draft);
const saved = (page) => until(page, () => document.querySelector("[data-saving=saved]") !== null);
const shows = (page, selector) => page.evaluate((wanted) => Boolean(document.querySelector(wanted)), selector);
const click = (page, selector) => page.evaluate((wanted) => document.querySelector(wanted).click(), selector);
/** Fills a field wherever it is, if it is on the page. */
async function type(page, field, value) {
  const input = `#tousu-${field}`;
  if (!(await shows(page, input))) return;
  await page.evaluate((wanted) => {
    const element = document.querySelector(wanted);
    const fold = element.closest("details");
    if (fold) fold.open = true;
    element.focus();
  }, input);
  await page.keyboard.type(value);
}
/** The step that a field is on, as the form itself says. */
const goToField = (page, field) =>
  page.evaluate((wanted) => {
    const form = document.querySelector("tousu-form");
    form.goTo(form.spec.sections.find(({ fields }) => fields.some(({ id }) => id === wanted)).id, wanted);
  }, field);

/** A page of a context of its own. */
async function visit(of = browser) {
  const context = await of.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultNavigationTimeout(0); // the test's own time counts
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(`${origin}/`);
  await ready(page);
  if (!(await shows(page, "html[lang=zh-CN]"))) {
    await click(page, "#language");
    await until(page, () => document.documentElement.lang === "zh-CN");
  }
  return { page, context, complaints };
}
/** The text on the page is the module's for this draft. */
async function assertText(page, draft, locale) {
  const shown = await page.evaluate(() => ({
    body: document.querySelector("[data-body]").textContent,
    channel: document.querySelector("[data-channel]").dataset.channel,
    today: document.querySelector("tousu-form").today,
    document: document.querySelector("[role=radiogroup] [name$=-document]:checked").value,
  }));
  const { body, ...wanted } = shown;
  assert.equal(body, tousu.compose(draft, { ...wanted, locale, language: "zh-CN" }).body);
  return body;
}

test("Firefox: the job typed, kept over a reload, made into files, and all of it again without a server", options, async (t) => {
  const { page, context, complaints } = await visit();
  t.diagnostic(await browser.version());
  for (let screens = 0; !(await shows(page, "[data-body]")); screens++) {
    assert.ok(screens < 12, "the path leads to the text");
    for (const [field, value] of Object.entries(FIELDS)) await type(page, field, value);
    for (const choice of ["[data-key=reason] input[value=late-delivery]", "[data-key=remedy] input[value=refund]", "[data-kind=order-detail] input[type=checkbox]"])
      if (await shows(page, choice)) await click(page, choice);
    const step = await page.evaluate(() => document.querySelector("tousu-form [data-step]").dataset.step);
    await click(page, "[data-next]");
    await until(page, (last) => document.querySelector("tousu-form [data-step]").dataset.step !== last, step);
  }
  const typed = await draftOf(page);
  for (const [field, value] of Object.entries({ ...FIELDS, reason: "late-delivery" })) assert.equal(typed[field], value, field);
  assert.deepEqual(typed.remedy, ["refund"]);
  const body = await assertText(page, typed, "zh-CN");

  // As files: plain text and Word.
  const arrived = async (pattern) => {
    const downloads = join(folder, "downloads");
    for (;;) {
      const names = existsSync(downloads) ? readdirSync(downloads) : [];
      const name = names.find((each) => pattern.test(each));
      if (name && !names.some((each) => each.endsWith(".part")) && readFileSync(join(downloads, name)).length > 0) return readFileSync(join(downloads, name));
      await sleep(100);
    }
  };
  await click(page, "[data-tool=txt]");
  assert.equal((await arrived(/\.txt$/)).toString("utf8"), `\ufeff${body}`);
  await click(page, "[data-tool=docx]");
  assert.match((await mammoth.extractRawText({ buffer: await arrived(/\.docx$/) })).value, /QH20261110004217/);

  await saved(page);
  await page.reload();
  await ready(page);
  assert.deepEqual(await draftOf(page), typed);

  await until(page, () => navigator.serviceWorker.ready.then(({ active }) => active?.state === "activated"));
  away = true;
  server.closeAllConnections();
  try {
    await page.reload();
    await ready(page);
    assert.deepEqual(await draftOf(page), typed);
    await page.evaluate(() => document.querySelector("tousu-form").goTo("texts"));
    await until(page, () => document.querySelector("[data-body]") !== null);
    await assertText(page, typed, "zh-CN");
    await click(page, "#language");
    await until(page, () => document.documentElement.lang === "en");
    await until(page, () => document.querySelector("[data-body]") !== null);
    await assertText(page, typed, "en");
  } finally {
    away = false;
  }
  assert.deepEqual(complaints, []);
  await context.close();
});

test("Firefox: a newer version is fetched whole, and opens with what was typed", options, async () => {
  const { page, context } = await visit();
  await goToField(page, "orderNumber");
  await until(page, () => document.querySelector("#tousu-orderNumber") !== null);
  await type(page, "orderNumber", "QH1");
  await saved(page);
  await until(page, () => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null));
  await deploy("2");
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update();
    const worker = registration.installing ?? registration.waiting;
    while (worker.state !== "installed") await new Promise((resolve) => worker.addEventListener("statechange", resolve, { once: true }));
  });
  await page.reload();
  await ready(page);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.version), "1", "until somebody says so");
  await page.evaluate(async () => {
    const { serviceWorker } = navigator;
    const switched = new Promise((resolve) => serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
    (await serviceWorker.getRegistration()).waiting.postMessage("apply", [new MessageChannel().port2]);
    await switched;
  }).catch(() => {}); // the page itself loads anew when the worker has changed
  await until(page, () => document.documentElement.dataset.version === "2" || void location.reload());
  await ready(page);
  assert.equal((await draftOf(page)).orderNumber, "QH1");
  await context.close();
});

test("Firefox: two tabs: one writes, the other is told, takes over, and no word is lost", options, async () => {
  const { page, context } = await visit();
  await goToField(page, "orderNumber");
  await until(page, () => document.querySelector("#tousu-orderNumber") !== null);
  await type(page, "orderNumber", "QH1");
  await saved(page);
  const other = await context.newPage();
  other.setDefaultNavigationTimeout(0);
  await other.goto(`${origin}/`);
  await ready(other);
  await until(other, () => document.querySelector("[data-notice=store]") !== null);
  await click(other, "#notice button");
  await until(other, () => document.querySelector("tousu-form").draft.orderNumber === "QH1");
  await until(page, () => document.querySelector("[data-notice=store]") !== null);
  await goToField(other, "productName");
  await until(other, () => document.querySelector("#tousu-productName") !== null);
  await type(other, "productName", "大衣");
  await saved(other);
  await page.reload();
  await ready(page);
  await until(page, () => document.querySelector("tousu-form").draft.productName === "大衣");
  await context.close();
});

test("Firefox: in a private window the page works, and what it says of keeping is true", options, async () => {
  const hidden = await launch({ "browser.privatebrowsing.autostart": true });
  try {
    const [page] = await hidden.pages();
    page.setDefaultNavigationTimeout(0);
    await page.goto(`${origin}/`);
    await ready(page);
    await goToField(page, "orderNumber");
    await until(page, () => document.querySelector("#tousu-orderNumber") !== null);
    await type(page, "orderNumber", "QH1");
    await until(page, () => document.querySelector("[data-saving=saved], [data-notice]") !== null);
    const isKept = await shows(page, "[data-saving=saved]");
    await page.reload();
    await ready(page);
    assert.equal((await draftOf(page)).orderNumber, isKept ? "QH1" : undefined);
  } finally {
    await hidden.close();
  }
});
