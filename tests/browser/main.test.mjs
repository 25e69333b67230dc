// The main job as a person does it: the form of the article is filled in with the keyboard alone, on a small phone, in
// both languages; the text is copied, and is what the package writes for the same draft. On the way every step is held
// against axe and the width of the screen, and every request against the page's own address.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import * as tousu from "../../www/pkg/index.js";
import { firstView, siteFiles } from "../tools/site.mjs";
import { WWW, open, start } from "./harness.mjs";

const { limits } = JSON.parse(readFileSync(new URL("../budgets.json", import.meta.url), "utf8"));
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const NOW = "2026-11-24T12:00:00+08:00";
const TODAY = "2026-11-24";

/** The nine lines of the form, and what a letter to 12315 needs beside them. */
const EXAMPLE = {
  reason: "late-delivery",
  description: "商品页写明付款后48小时内发货，至今没有发出。11月16日和11月20日两次在小程序里联系客服，对方都只说在催仓库。",
  miniProgram: "青禾良品",
  orderNumber: "QH20261110004217",
  purchaseDate: "2026-11-10",
  productName: "双面羊毛呢大衣",
  paidAmount: "689.00",
  merchantName: "杭州青禾服饰有限公司",
  merchantAddress: "浙江省杭州市余杭区仓前街道葛巷路88号",
  remedy: ["refund"],
  contactName: "周宁",
  contactPhone: "13912345678",
  contactEmail: "zhou.ning@example.com",
  contactAddress: "江苏省南京市鼓楼区中山北路30号",
};
const EVIDENCE = ["order-detail", "chat-record"];

let site;
before(async () => {
  await tousu.ready();
  site = await start();
});
after(() => site?.close());

/** Presses Tab (or Shift+Tab) until the focus is where it should be, as someone without a mouse does. */
async function tabTo(page, selector, key = "Tab") {
  for (let presses = 0; presses < 300; presses++) {
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
    await page.keyboard.press(key);
  }
  assert.fail(`${key} does not reach ${selector}`);
}

/** A radio button is reached by Tab into its group, then by the arrow keys. */
async function chooseRadio(page, group, value) {
  await tabTo(page, `${group} input[type=radio]`);
  for (let presses = 0; presses < 40; presses++) {
    if ((await page.evaluate(() => document.activeElement.value)) === value) return page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
  }
  assert.fail(`the arrow keys do not reach ${value} in ${group}`);
}

/** Browsers ask for a date in the order of their own language. */
async function typeDate(page, date) {
  const [year, month, day] = date.split("-");
  const orders = [[month, day, year], [year, month, day], [day, month, year]]; // prettier-ignore
  for (const order of orders) {
    for (const part of order) {
      await page.keyboard.type(part);
      if (part === year && part !== order.at(-1)) await page.keyboard.press("ArrowRight");
    }
    if ((await page.evaluate(() => document.activeElement.value)) === date) return;
    for (let part = 0; part < 2; part++) await page.keyboard.press("ArrowLeft");
  }
  assert.fail(`the date ${date} cannot be typed`);
}

/** Types what belongs into the fields of the step that is shown; what is folded away is unfolded first. */
async function fillStep(page) {
  const shown = await page.evaluate(() => {
    const cells = [...document.querySelectorAll("tousu-form .t-body [data-key]")];
    return cells.map((cell) => ({ key: cell.dataset.key, type: cell.querySelector("input, textarea, select")?.type }));
  });
  for (const { key, type } of shown) {
    const value = EXAMPLE[key];
    if (value === undefined) continue;
    const cell = `[data-key="${key}"]`;
    if (!(await page.locator(cell).isVisible())) {
      await tabTo(page, `details:has(${cell}) > summary`);
      await page.keyboard.press("Enter");
    }
    if (type === "radio") await chooseRadio(page, cell, value);
    else if (type === "checkbox") {
      for (const option of value) {
        await tabTo(page, `${cell} input[value="${option}"]`);
        await page.keyboard.press("Space");
      }
    } else {
      await tabTo(page, `${cell} input, ${cell} textarea`);
      if (type === "date") await typeDate(page, value);
      else await page.keyboard.type(value);
    }
  }
}

const stepOf = (page) => page.evaluate(() => document.querySelector("tousu-form [data-step]").dataset.step);

/** What axe finds, and whether the step is wider than the screen. */
async function inspect(page, where) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`), [], where);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wide, 0, `${where} scrolls sideways`);
}

/** Copies the document that is shown and gives what is in the clipboard. */
async function copyAll(page) {
  await page.evaluate(() => navigator.clipboard.writeText(""));
  await tabTo(page, "[data-copy=all]");
  await page.keyboard.press("Enter");
  await page.waitForFunction(async () => (await navigator.clipboard.readText()) !== "");
  return page.evaluate(() => navigator.clipboard.readText());
}

for (const locale of ["zh-CN", "en"]) {
  test(`${locale}: from nothing to the nine-line form and the letter, by keyboard`, async () => {
    const { page, context, requests, complaints } = await open(site.browser, `${site.origin}/`, {
      now: NOW, locale, colorScheme: locale === "en" ? "dark" : "light", permissions: ["clipboard-read", "clipboard-write"],
    }); // prettier-ignore
    await page.waitForSelector("tousu-form [data-step=start]");
    const seen = [];
    for (let step = await stepOf(page); step !== "texts"; step = await stepOf(page)) {
      assert.ok(!seen.includes(step) && seen.length < 20, `the path leads on: ${seen} ${step}`);
      seen.push(step);
      await fillStep(page);
      if (step === "evidence") {
        await tabTo(page, "[data-checklist] > summary");
        await page.keyboard.press("Enter");
        for (const kind of EVIDENCE) {
          await tabTo(page, `[data-kind="${kind}"] input[type=checkbox]`);
          await page.keyboard.press("Space");
        }
      }
      await inspect(page, `${locale} ${step}`);
      await tabTo(page, "[data-next]");
      await page.keyboard.press("Enter");
      await page.waitForFunction((last) => document.querySelector("tousu-form [data-step]").dataset.step !== last, step);
    }

    // The page holds what was typed, nothing more.
    const draft = await page.evaluate(() => document.querySelector("tousu-form").draft);
    const { evidence, ...fields } = draft;
    assert.deepEqual(fields, EXAMPLE);
    assert.deepEqual(evidence.map(({ kind }) => kind), EVIDENCE);
    assert.deepEqual(await page.evaluate(() => document.querySelector("tousu-form").assessment), tousu.assess(draft, { locale, today: TODAY }));

    // The form, as it is sent.
    await inspect(page, `${locale} texts`);
    await tabTo(page, "[data-fold=documents] > summary");
    await page.keyboard.press("Enter");
    await chooseRadio(page, "tousu-form .t-chips[role=radiogroup]", "form");
    const form = tousu.compose(draft, { document: "form", locale, language: "zh-CN", today: TODAY });
    assert.equal(await copyAll(page), form.shareable);
    for (const value of [EXAMPLE.orderNumber, EXAMPLE.productName, EXAMPLE.description, EXAMPLE.contactName, EXAMPLE.contactPhone, EXAMPLE.contactEmail]) {
      assert.ok(form.body.includes(value), value);
    }

    // The letter to 12315.
    await tabTo(page, "details:has(.t-radios) > summary", "Shift+Tab");
    await page.keyboard.press("Enter");
    await chooseRadio(page, ".t-radios", "12315");
    await chooseRadio(page, "tousu-form .t-chips[role=radiogroup]", "letter");
    assert.equal(await copyAll(page), tousu.compose(draft, { document: "letter", channel: "12315", locale, language: "zh-CN", today: TODAY }).shareable);
    await inspect(page, `${locale} letter`);

    // The other language keeps every word.
    await tabTo(page, "#language", "Shift+Tab");
    await page.keyboard.press("Enter");
    assert.deepEqual(await page.evaluate(() => document.querySelector("tousu-form").draft), draft);

    // Nothing left the page's own address, and nothing went wrong.
    assert.deepEqual(requests.filter((address) => !address.startsWith(`${site.origin}/`) && !/^(blob|data):/.test(address)), []);
    assert.deepEqual(complaints, []);
    await context.close();
  });
}

test("the first view asks for what the budget counts, each once, and for the words of one language", async () => {
  const late = limits.find(({ group }) => group === "first").files;
  const counted = new Set([...(await firstView(WWW)), ...late]);
  const all = await siteFiles(WWW);
  for (const [locale, words] of [["zh-CN", "pkg/zh.bin"], ["en", "pkg/en.bin"]]) {
    // Without the worker, which fetches everything when the page is there. Time stands still: no timer runs out and the
    // browser is not idle before the test says so.
    const { page, context, requests } = await open(site.browser, "about:blank", { locale, serviceWorkers: "block" });
    await page.clock.install({ time: 0 });
    await page.clock.pauseAt(NOW);
    // What is not counted, such as the storage, gets no answer before the first screen was used without it.
    const fileOf = (address) => address.slice(site.origin.length + 1) || "index.html";
    const waiting = [];
    let hold = true;
    await page.route((address) => !counted.has(fileOf(address.href)) && fileOf(address.href) !== words, (route) => (hold ? waiting.push(route) : route.continue()));
    await page.goto(`${site.origin}/`);
    // The first screen can be used: what is pasted is read.
    await page.waitForSelector("tousu-form [data-step=start]");
    await page.evaluate(() => { navigator.clipboard.readText = async () => "订单编号：QH20261110004217"; }); // prettier-ignore
    await page.click("[data-paste-button]");
    await page.waitForFunction(() => document.querySelector("tousu-form").draft.orderNumber === "QH20261110004217" && document.querySelector("[data-paste-said]").textContent !== "");
    const held = waiting.map((route) => fileOf(route.request().url()));
    const asked = requests.map(fileOf).filter((file) => !held.includes(file));
    assert.equal(new Set(asked).size, asked.length, `twice: ${asked.filter((file, at) => asked.indexOf(file) !== at)}`);
    assert.ok(asked.includes(words) && asked.filter((file) => /^pkg\/(zh|en)\.bin$/.test(file)).length === 1);
    // Chromium without a window asks for no icon and no manifest.
    const unused = [...counted].filter((file) => !asked.includes(file) && !/^pkg\/(zh|en)\.bin$|^icons\/|\.webmanifest$/.test(file));
    assert.deepEqual(unused, [], "counted, but not asked for");
    // The steps behind it come when the browser has nothing better to do.
    hold = false;
    for (const route of waiting) await route.continue();
    let ready = false;
    const whole = page.evaluate(() => document.querySelector("tousu-form").ready).then(() => { ready = true; }); // prettier-ignore
    while (!ready) await page.clock.runFor(500);
    await whole;
    const later = requests.map(fileOf).filter((file) => !asked.includes(file));
    assert.ok(later.length > 0 && later.every((file) => all.includes(file) && !counted.has(file)), `later: ${later}`);
    // The other language comes when it is asked for; without network it is said, and the page goes on as it was.
    const label = () => page.evaluate(() => document.querySelector("tousu-form").spec.sections[0].label);
    const before = await label();
    await context.setOffline(true);
    await page.click("#language");
    await page.waitForSelector("[data-notice=language]");
    assert.equal(await label(), before);
    await context.setOffline(false);
    await page.click("#language");
    await page.waitForFunction((last) => document.querySelector("tousu-form").spec.sections[0].label !== last, before);
    await context.close();
  }
});

test("a step that cannot be loaded says so and can be asked for again; what was typed stays", async () => {
  const first = await firstView(WWW);
  const { page, context, complaints } = await open(site.browser, "about:blank", { serviceWorkers: "block" });
  const behind = (address) => address.pathname.endsWith(".js") && !first.includes(address.pathname.slice(1));
  await page.route(behind, (route) => route.abort());
  await page.goto(`${site.origin}/`);
  await page.evaluate(() => document.querySelector("tousu-form").ready);
  await page.evaluate(() => { navigator.clipboard.readText = async () => "订单编号：QH20261110004217"; }); // prettier-ignore
  await page.click("[data-paste-button]");
  await page.waitForFunction(() => document.querySelector("tousu-form").draft.orderNumber === "QH20261110004217");
  await page.click("[data-next]");
  await page.waitForSelector("[data-retry]");
  await inspect(page, "a step that is not here");
  await page.click("[data-retry]"); // still without network
  await page.waitForSelector("[data-retry]");
  await page.unroute(behind);
  await page.click("[data-retry]");
  await page.waitForSelector("#tousu-description");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), await page.textContent("tousu-form h2"), "the focus is on the step's heading");
  assert.deepEqual(await page.evaluate(() => document.querySelector("tousu-form").draft), { orderNumber: "QH20261110004217" });
  assert.deepEqual(complaints.filter((text) => !text.startsWith("Failed to load resource")), [], "every failure was taken care of");
  await context.close();
});

test("assess on a full draft in this browser", async (t) => {
  const { page, context } = await open(site.browser, `${site.origin}/`);
  const median = await page.evaluate(async (draft) => {
    const { assess, ready } = await import("/pkg/index.js");
    await ready();
    const times = [];
    for (let round = 0; round < 200; round++) {
      const started = performance.now();
      for (let n = 0; n < 20; n++) assess(draft, { today: "2026-11-24" });
      times.push(((performance.now() - started) / 20) * 1000);
    }
    return times.sort((a, b) => a - b)[100];
  }, { ...EXAMPLE, evidence: EVIDENCE.map((kind) => ({ kind })) });
  t.diagnostic(`assess: ${median.toFixed(0)} µs median`);
  assert.ok(median > 0);
  await context.close();
});
