// The look of the mini-program's form: what its views and styles draw, in Chromium, light and dark. What it does is
// tests/node/miniprogram-form.test.mjs.

import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { asPage, attach, device, install } from "../node/form-in-wechat.mjs";
import { views } from "../node/miniprogram.mjs";
import { findChromium } from "../tools/chromium.mjs";
import { ARGUMENTS, PHONE } from "./harness.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const DRAFT = {
  reason: "late-delivery", orderNumber: "NB20261103000712", purchaseDate: "2026-11-03", paidAmount: "129.00", remedy: ["refund"],
  description: "11月3日下单付款129元，商家说48小时内发货，到今天没有发货，客服不回复。", contactName: "林晓彤", contactPhone: "1380013",
  evidence: [{ kind: "order-detail", file: { name: "a.jpg", size: 1, type: "image/jpeg", path: "wxfile://a.jpg" } }, { kind: "no-such" }],
  log: [{ date: "2026-11-20", channel: "merchant", action: "requested-remedy", replyBy: "2026-11-27" }],
};
/** What is unfolded on a step, so that all that there is stands on it. */
const OPENED = { start: ["paste"], story: ["cautions", "story:more", "remedy:rest"], order: ["order:more", "merchant:more"], evidence: ["lacking", "checklist"], texts: ["law", "parts", "copy"], "follow-up": ["answer", "log.0", "limits"] };

let browser, host;
before(async () => {
  browser = await chromium.launch({ executablePath: findChromium(), args: ARGUMENTS });
  host = install();
});
after(async () => {
  await browser.close();
  globalThis.window?.close();
  rmSync(host.folder, { recursive: true, force: true });
});

test("every step: nothing wider than the screen, targets of 44 px, contrast, in light and dark", { skip: views ? false : "WeChat's compiler has no build for this machine" }, async () => {
  const text = "小满家居旗舰店\n订单编号：NB20261103000999\n商品：儿童书包\n实付款：¥139.00";
  globalThis.wx = device({ getClipboardData: () => ({ data: text }) }).wx;
  const form = await attach(host, { today: "2026-11-24", draft: DRAFT, storageKey: "" });
  const page = await browser.newPage(PHONE);
  for (const [step, keys] of Object.entries(OPENED)) {
    await form.tap(step);
    for (const key of keys) await form.tap(key);
    if (step === "evidence") await form.tap("exhibits", "0");
    if (step === "order") await form.leave("contactPhone");
    for (const look of ["light", "dark"]) {
      // As the phone has it; the host's choice goes before it.
      await page.emulateMedia({ colorScheme: look });
      const grounds = [];
      for (const theme of [look === "light" ? "dark" : "light", look, "auto"]) {
        await page.setContent(asPage(form, theme));
        grounds.push(await page.evaluate(() => getComputedStyle(document.querySelector(".form")).backgroundColor));
      }
      assert.equal(grounds[2], grounds[1]);
      assert.notEqual(grounds[1], grounds[0]);
      const small = await page.evaluate(() =>
        [...document.querySelectorAll("[data-key]:not(wx-switch)")].flatMap((target) => {
          const { width, height } = target.getBoundingClientRect();
          return height < 44 || width < 44 ? [`${target.dataset.key} ${target.dataset.value ?? ""} ${width} × ${height}`] : [];
        }),
      );
      assert.deepEqual(small, [], `${step}, ${look}`);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${step} is wider than the screen`);
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["color-contrast"] }));
      assert.deepEqual(violations.flatMap(({ nodes }) => nodes.map(({ html, any }) => `${html.slice(0, 120)}: ${any[0]?.message}`)), [], `${step}, ${look}`);
    }
  }
  await page.close();
});
