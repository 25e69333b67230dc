// A form whose markup is the host's: bind() reads it by field names and speaks through the browser's own validity.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import * as tousu from "../../www/pkg/index.js";
import { open, start } from "./harness.mjs";

const TODAY = "2026-11-24";
const FORM = `
  <form id="complaint" action="/sent">
    <select name="reason"><option value=""></option><option value="late-delivery">late</option></select>
    <textarea name="description"></textarea>
    <input name="orderNumber"><input name="productName"><input type="date" name="purchaseDate">
    <fieldset>
      <input type="checkbox" name="remedy" value="refund"><input type="checkbox" name="remedy" value="apology">
    </fieldset>
    <fieldset>
      <input type="radio" name="paymentMethod" value="wechat-pay"><input type="radio" name="paymentMethod" value="bank-card">
    </fieldset>
    <input name="contactName"><input name="contactPhone" inputmode="tel">
    <input name="newsletter" value="秘密">
    <button id="send">send</button><button type="reset" id="reset">reset</button>
  </form>
  <input form="complaint" name="contactEmail">
  <form id="other"><input name="contactPhone" value="1"></form>`;
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; form-action 'self'; require-trusted-types-for 'script'; trusted-types 'none'";
const GOOD = {
  reason: "late-delivery",
  description: "商品页写明付款后48小时内发货，至今没有发出，客服只说在催仓库。",
  orderNumber: "QH20261110004217",
  productName: "双面羊毛呢大衣",
  purchaseDate: "2026-11-10",
  remedy: ["refund"],
  contactName: "周宁",
  contactPhone: "13912345678",
};

let site, page, context;
before(async () => {
  await tousu.ready();
  site = await start();
  ({ page, context } = await open(site.browser, `${site.origin}/icons/icon.svg`));
  await context.route("**/host.html", (route) => route.fulfill({ contentType: "text/html; charset=utf-8", headers: { "content-security-policy": POLICY }, body: `<!doctype html><meta charset="utf-8"><title>host</title>${FORM}` }));
});
after(() => site?.close());

/** A fresh page with the form bound, and its markup before. */
async function bound(options = {}) {
  await page.goto(`${site.origin}/host.html`);
  return page.evaluate(async ([today, more]) => {
    const { ready } = await import("/pkg/index.js");
    const { bind } = await import("/pkg/bind.js");
    await ready();
    window.form = document.getElementById("complaint");
    window.markup = document.body.innerHTML;
    window.events = [];
    document.addEventListener("tousu-change", (event) => window.events.push(event.detail));
    window.sent = 0;
    window.form.addEventListener("submit", (event) => { event.preventDefault(); window.sent++; });
    window.bound = bind(window.form, { today, locale: "en", ...more });
  }, [TODAY, options]);
}
const said = (name) => page.evaluate((wanted) => [...document.getElementsByName(wanted)].map((control) => control.validationMessage), name);
const messages = (draft, locale = "en") => Object.fromEntries(
  tousu.assess(draft, { today: TODAY, locale }).issues.filter(({ severity }) => severity === "error").reverse().map(({ path, message }) => [path[0], message]));
const fill = async (values) => {
  for (const [name, value] of Object.entries(values)) {
    const field = page.locator(`#complaint [name=${name}], [form=complaint][name=${name}]`);
    if (name === "reason") await field.selectOption(value);
    else if (Array.isArray(value)) for (const one of value) await page.locator(`#complaint [name=${name}][value=${one}]`).check();
    else await field.fill(value);
  }
};

test("every error stands on its field in the browser's own words' place, nothing else is touched", async () => {
  await bound();
  const empty = messages({});
  assert.ok(Object.keys(empty).length >= 5);
  for (const [name, message] of Object.entries(empty)) assert.equal((await said(name))[0], message, name);
  assert.deepEqual(await said("remedy"), [empty.remedy, ""], "the first of a group speaks for it");
  assert.deepEqual((await said("contactPhone"))[1], "", "another form is left alone");
  assert.equal(await page.evaluate(() => document.body.innerHTML === window.markup), true);

  await fill({ contactPhone: "12", contactEmail: "nobody@" });
  const wrong = messages({ contactPhone: "12", contactEmail: "nobody@" });
  assert.equal((await said("contactPhone"))[0], wrong.contactPhone);
  assert.deepEqual(await said("contactEmail"), [wrong.contactEmail], "a field that stands outside and names the form");
});

test("the browser keeps the form back until it is right, then lets it go", async () => {
  await bound();
  await page.click("#send");
  assert.equal(await page.evaluate(() => window.sent), 0);
  assert.equal(await page.evaluate(() => document.activeElement.name), "reason", "the focus is on the first that is wrong");
  await fill(GOOD);
  assert.deepEqual(await page.evaluate(() => window.bound.draft), { ...GOOD, contactEmail: "" });
  assert.equal(await page.evaluate(() => window.form.checkValidity()), true);
  assert.equal(await page.evaluate(() => window.bound.assessment.ready), true);
  await page.click("#send");
  assert.equal(await page.evaluate(() => window.sent), 1);
  const last = await page.evaluate(() => window.events.at(-1));
  assert.deepEqual(last, tousu.assess({ ...GOOD, contactEmail: "" }, { today: TODAY, locale: "en" }));

  await page.click("#reset");
  await page.waitForFunction(() => !window.form.checkValidity());
  assert.equal((await said("reason"))[0], messages({}).reason);
});

test("what is no form is refused in words that say what is right", async () => {
  await bound();
  const said = await page.evaluate(async () => {
    const { bind } = await import("/pkg/bind.js");
    return [null, undefined, "#complaint", document.createElement("div"), {}, [window.form]].map((form) => {
      try {
        bind(form);
      } catch (error) {
        return `${error.name}: ${error.message}`;
      }
    });
  });
  assert.deepEqual([...new Set(said)], ["TypeError: tousu: bind: the first argument must be a <form>"]);
});

test("what no field can show is handed to the host; its own messages stay; another language; release", async () => {
  await bound();
  await page.evaluate(() => {
    document.getElementsByName("newsletter")[0].setCustomValidity("the host's own");
    document.getElementsByName("orderNumber")[0].remove();
    window.bound.update();
  });
  const { orderNumber } = messages({});
  assert.deepEqual(await page.evaluate(() => window.bound.unplaced.map(({ path, message }) => [path, message])), [[["orderNumber"], orderNumber]]);
  await page.evaluate(() => window.bound.update({ locale: "zh-CN" }));
  assert.equal((await said("reason"))[0], messages({}, "zh-CN").reason);
  await page.evaluate(() => window.bound.release());
  assert.deepEqual(await said("newsletter"), ["the host's own"]);
  for (const name of Object.keys(messages({}))) for (const message of await said(name)) assert.equal(message, "");
  const events = await page.evaluate(() => window.events.length);
  await fill({ contactPhone: "12" });
  assert.equal((await said("contactPhone"))[0], "");
  assert.equal(await page.evaluate(() => window.events.length), events);
});
