// The documents in the browser: the playground judges what is typed, and what was visited is there without network.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, start } from "./harness.mjs";

let browser, close, origin, server, away = false;
before(async () => {
  ({ browser, close, origin, server } = await start());
  server.on("connection", (socket) => away && socket.destroy());
});
after(() => close?.());

test("playground: a draft in, a text out; a mistake is named and nothing is lost", async () => {
  const { page } = await open(browser, `${origin}/docs/playground.html`);
  await page.waitForFunction(() => document.getElementById("text").textContent.includes("羽绒服"));
  await page.selectOption("#version", "short");
  await page.waitForFunction(() => document.getElementById("text").textContent.startsWith("您好！"));
  const text = await page.textContent("#text");
  const draft = JSON.parse(await page.inputValue("#draft"));
  await page.fill("#draft", JSON.stringify({ ...draft, productName: "茶桌" }));
  await page.waitForFunction(() => document.getElementById("text").textContent.includes("茶桌"));
  await page.fill("#draft", "{");
  await page.waitForFunction(() => document.getElementById("trouble").textContent.startsWith("draft: "));
  await page.fill("#draft", JSON.stringify(draft));
  await page.waitForFunction((before) => document.getElementById("text").textContent === before, text);

  await page.locator("summary").first().click();
  await page.click("#example");
  assert.equal(await page.textContent("#trouble"), "");
  await page.fill("#draft", JSON.stringify({ ...draft, tableNumber: "7" }));
  await page.selectOption("#document", "letter");
  await page.selectOption("#version", "full");
  await page.waitForFunction(() => document.getElementById("text").textContent.includes("桌号：7"));
  await page.fill("#additions", '{ "field": [{ "id": "x" }] }');
  await page.waitForFunction(() => /field.*x|x.*field/s.test(document.getElementById("trouble").textContent));
  await page.context().close();
});

test("a document that was visited is there without network", async () => {
  const { page } = await open(browser, `${origin}/index.html`);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) await new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
  });
  await page.goto(`${origin}/docs/api.html`);
  const title = await page.title();
  away = true;
  server.closeAllConnections();
  await page.goto(`${origin}/docs/api.html`);
  assert.equal(await page.title(), title);
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.querySelector("header")).borderBottomStyle), "none");
  away = false;
  await page.context().close();
});
