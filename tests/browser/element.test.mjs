// <tousu-form> in a host's page: what it says when it cannot open or is misnamed, in which language it answers, and a host that
// hands the draft back at every change, as frameworks do.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { open, start } from "./harness.mjs";

const PAGE = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>host</title>';
const MODULE = "**/pkg/tousu.wasm";

let site, page, context, complaints;
before(async () => { site = await start(); });
after(() => site?.close());
beforeEach(async () => {
  ({ page, context, complaints } = await open(site.browser, "about:blank"));
  await context.route("**/host.html", (route) => route.fulfill({ contentType: "text/html", body: PAGE }));
  await page.goto(`${site.origin}/host.html`);
});
afterEach(() => context.close());

/** Puts a form into the page: what its `ready` says, and a list of what it told of a change in `told`. */
const put = (attributes = {}, draft = {}) => page.evaluate(async ([given, first]) => {
  const { define } = await import("/pkg/element.js");
  define();
  document.querySelector("tousu-form")?.remove();
  const form = document.createElement("tousu-form");
  for (const [name, value] of Object.entries(given)) form.setAttribute(name, value);
  form.draft = first;
  window.form = form;
  window.told = [];
  form.addEventListener("tousu-change", () => window.told.push(form.draft));
  document.body.append(form);
  return form.ready.then(() => "ready", (error) => error.message);
}, [attributes, draft]);
const draft = () => page.evaluate(() => window.form.draft);
const told = () => page.evaluate(() => window.told.length);
const box = (key) => page.locator(`[data-key="${key}"] input`);
const show = (key) => page.evaluate((wanted) => {
  const section = window.form.spec.sections.find(({ fields }) => fields.some(({ id }) => id === wanted));
  window.form.goTo(section.id, wanted);
}, key);

test("a form that cannot open says so to the person, in both languages; where it can, it opens", async () => {
  const answers = [
    [(route) => route.abort(), /./],
    [(route) => route.fulfill({ contentType: "text/html", body: PAGE }), /tousu\.wasm answered with a web page/],
  ];
  for (const [answer, why] of answers) {
    await context.route(MODULE, answer);
    assert.match(await put({ locale: "en" }), why);
    const lines = await page.locator("tousu-form [role=alert] p").evaluateAll((all) => all.map(({ lang, innerText }) => [lang, innerText]));
    assert.deepEqual(lines.map(([lang]) => lang), ["zh-CN", "en"]);
    assert.match(lines[0][1], /重新载入/);
    assert.match(lines[1][1], /reload/);
    await context.unroute(MODULE);
  }
  assert.match(await put({ today: "tomorrow" }), /options\.today must be a date/);
  assert.equal(await page.locator("tousu-form [role=alert]").count(), 1);

  assert.equal(await put({ locale: "en" }), "ready");
  assert.equal(await page.locator("tousu-form [data-step=start]").count(), 1);
});

test("every way to write Chinese is answered in Chinese, every other language in English", async () => {
  const chinese = /[\u4e00-\u9fff]/;
  for (const [locale, is] of [["", true], ["zh-CN", true], ["zh", true], ["zh-TW", true], ["ZH_hans", true], ["en", false], ["en-US", false], ["fr", false]]) {
    assert.equal(await put({ locale }), "ready");
    assert.equal(chinese.test(await page.locator("tousu-form .t-title").innerText()), is, locale);
  }
  assert.deepEqual(complaints, []);
});

test("what is to be hidden and is not there is named once, with what there is", async () => {
  await put({ "hide-sections": "overview merchant marchant", "hide-fields": "productSpec oderNumber" });
  assert.deepEqual(complaints.map((words) => words.split(", only ")[0]), [
    "<tousu-form> hide-sections: there is no marchant", "<tousu-form> hide-fields: there is no oderNumber"]);
  assert.match(complaints[0], /only .*\bmerchant,.*\bfollow-up\b/);
  assert.match(complaints[1], /only .*\borderNumber\b/);
  await page.evaluate(() => window.form.setAttribute("locale", "en"));
  await page.evaluate(() => window.form.setAttribute("hide-fields", "productSpec"));
  assert.equal(complaints.length, 2);
});

test("a host that hands the draft back at every change: nothing is lost and nothing goes in circles", async () => {
  await put({ locale: "en" }, { orderNumber: "1001" });
  await page.evaluate(() => window.form.addEventListener("tousu-change", () => { window.form.draft = structuredClone(window.form.draft); }));
  await show("orderNumber");
  const before = await told();
  await box("orderNumber").pressSequentially("23");
  assert.deepEqual(await draft(), { orderNumber: "100123" });
  assert.ok((await told()) - before <= 4, "at most twice for each key");
  assert.equal(await box("orderNumber").inputValue(), "100123");
});

test("a draft that holds the same changes nothing; another one, or an empty one, begins anew", async () => {
  await put({ locale: "en" }, { orderNumber: "1001" });
  const set = (next) => page.evaluate((given) => {
    const before = window.told.length;
    window.form.draft = given;
    return window.told.length - before;
  }, next);
  assert.equal(await set({ orderNumber: "1001" }), 0);
  assert.equal(await set({ orderNumber: "1002" }), 1);
  assert.deepEqual(await draft(), { orderNumber: "1002" });
  const files = await page.evaluate(() => ["a.png", "b.png"].map((name) => {
    const before = window.told.length;
    window.form.draft = { evidence: [{ kind: "order-detail", date: new Date(2026, 4, 1), file: new File(["x"], name) }] };
    return window.told.length - before;
  }));
  assert.deepEqual(files, [1, 1], "files are told apart by what they say");
  // What was pasted belongs to no field yet: it stays and goes as the draft does.
  await page.evaluate(() => window.form.goTo("start"));
  const paste = async () => {
    await page.evaluate(() => Object.assign(document.querySelector("[data-paste]"), { value: "随便" }).dispatchEvent(new Event("input", { bubbles: true })));
    await page.waitForFunction(() => document.querySelector("[data-paste-said]").textContent !== "");
  };
  const pasted = () => page.locator("[data-paste]").inputValue();
  await set({ orderNumber: "1001" });
  await paste();
  assert.equal(await set({ orderNumber: "1001" }), 0);
  assert.equal(await pasted(), "随便");
  assert.equal(await set({}), 1);
  assert.equal(await pasted(), "");
  await paste();
  assert.deepEqual(await draft(), {});
  assert.equal(await set({}), 0, "the assessment is the same, so nobody is told");
  assert.equal(await pasted(), "");
});
