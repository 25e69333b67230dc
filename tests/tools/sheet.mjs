/**
 * A contact sheet: every state of the page in both languages and both schemes, as one picture; and the picture of the README.
 *
 *     node tests/tools/sheet.mjs [OUT.png] [WIDTH] [TEXT]      after ./build.sh; Chinese needs a font (Debian: fonts-noto-cjk)
 *
 * TEXT is the size of text in percent, 100 by default. Without arguments it writes target/sheet.png at 360 px and .github/page.png.
 */

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { open, start } from "../browser/harness.mjs";

const [given, width = "360", text = "100"] = process.argv.slice(2);
const out = given ?? fileURLToPath(new URL("../../target/sheet.png", import.meta.url));
const NOW = "2026-11-28T12:00:00+08:00";
/** Width of one picture on the sheet, in px. */
const SHOWN = Number(width) < 700 ? 240 : Number(width) / 2;

const photo = readFileSync(fileURLToPath(new URL("../../www/icons/apple.png", import.meta.url)));
const ORDER = ["小满家居", "待发货", "商品名称：白鹅绒羽绒服 黑色 L", "实付款 ¥669.00", "订单编号：NB20261103000712", "下单时间：2026-11-03 10:20:33", "收件人 周宁 13912345678"].join("\n");
const DRAFT = {
  reason: "late-delivery", miniProgram: "小满家居", merchantName: "杭州小满家居有限公司", productName: "白鹅绒羽绒服", orderNumber: "NB20261103000712", purchaseDate: "2026-11-03", paidAmount: "669.00",
  description: "11月3日下单付款669元，商家说48小时内发货，到今天没有发货，客服不回复。",
  remedy: ["refund"], contactName: "林晓彤", contactPhone: "13800138000",
  log: [{ date: "2026-11-20", channel: "merchant", action: "contacted" }],
};
const FILED = { ...DRAFT, log: [...DRAFT.log, { date: "2026-11-21", channel: "in-app", action: "submitted" }] };

/** @type {[string, (page: import("playwright-core").Page) => Promise<unknown>][]} the states, each from the one before */
const STATES = [
  ["start", async () => {}],
  ["pasted", async (page) => {
    await page.evaluate((text) => { navigator.clipboard.readText = async () => text; }, ORDER); // prettier-ignore
    await page.click("[data-paste-button]");
    await page.waitForSelector("[data-paste-said]:not(:empty)");
  }],
  ["what happened", (page) => page.click("[data-problem=nothing]")],
  ["answered", async (page) => { await set(page, DRAFT); await goTo(page, "story"); }],
  ["order, empty", async (page) => { await set(page, { reason: "late-delivery" }); await goTo(page, "order"); }],
  ["order, filled", async (page) => { await set(page, { ...DRAFT, contactPhone: undefined }); await goTo(page, "order"); }],
  ["evidence, empty", async (page) => { await set(page, DRAFT); await goTo(page, "evidence"); }],
  ["evidence", async (page) => {
    await page.setInputFiles("[data-add-files]", [1, 2, 3, 4].map((n) => ({ name: `IMG_000${n}.jpg`, mimeType: "image/jpeg", buffer: Buffer.concat([photo, Buffer.from([n])]) })));
    await page.waitForFunction(() => document.querySelectorAll(".t-thumb img").length === 4);
  }],
  ["exhibit", (page) => page.click(".t-thumb")],
  ["result, lacking", async (page) => { await page.click("[data-sheet-close]"); await set(page, { reason: "late-delivery" }); await goTo(page, "texts"); }],
  ["result", async (page) => { await set(page, DRAFT); await goTo(page, "texts"); }],
  ["follow-up", async (page) => { await set(page, FILED); await goTo(page, "follow-up"); }],
  ["menu", (page) => page.click("#menu-button")],
]; // prettier-ignore

const set = (page, draft) => page.evaluate((given) => document.querySelector("tousu-form").open(given), draft);
const goTo = (page, step) => page.evaluate((id) => document.querySelector("tousu-form").goTo(id), step);

const site = await start();
try {
  const rows = [];
  for (const locale of ["zh-CN", "en"])
    for (const colorScheme of ["light", "dark"]) {
      const small = Number(width) < 700;
      const { page, context } = await open(site.browser, "about:blank", { now: NOW, locale, colorScheme, deviceScaleFactor: 1, isMobile: small, hasTouch: small, viewport: { width: Number(width), height: small ? 780 : 800 } });
      await page.goto(`${site.origin}/`);
      await page.waitForSelector("tousu-form [data-step]");
      await page.evaluate((percent) => { document.documentElement.style.fontSize = `${percent}%`; return document.querySelector("tousu-form").ready; }, text); // prettier-ignore
      const shots = [];
      for (const [name, reach] of STATES) {
        await reach(page);
        await page.waitForTimeout(300);
        shots.push({ name: `${name} · ${locale} · ${colorScheme}`, png: await page.screenshot() });
      }
      rows.push(shots);
      await context.close();
    }
  const sheet = await site.browser.newPage({ viewport: { width: STATES.length * (SHOWN + 12), height: 100 } });
  const cell = ({ name, png }) => `<figure><figcaption>${name}</figcaption><img src="data:image/png;base64,${png.toString("base64")}"></figure>`;
  await sheet.setContent(`<style>body{margin:0;display:grid;grid-template-columns:repeat(${STATES.length},${SHOWN}px);gap:12px;font:11px system-ui}figure{margin:0}img{width:100%;border:1px solid #999}</style>${rows.flat().map(cell).join("")}`);
  mkdirSync(dirname(out), { recursive: true });
  await sheet.screenshot({ path: out, fullPage: true });
  console.log(`${out}: ${STATES.length} states × ${rows.length}`);

  if (!given) {
    const { page } = await open(site.browser, `${site.origin}/`, { now: NOW, deviceScaleFactor: 1.5, viewport: { width: 390, height: 780 } });
    await page.waitForSelector("tousu-form [data-step=start]");
    await page.evaluate(() => document.querySelector("tousu-form").ready);
    await set(page, DRAFT);
    await goTo(page, "texts");
    await page.waitForSelector("[data-step=texts]");
    writeFileSync(new URL("../../.github/page.png", import.meta.url), await page.screenshot());
  }
} finally {
  await site.close();
}
