/**
 * The picture of the page in the README: a phone, in the middle of a complaint.
 *
 *     node tests/tools/picture.mjs      after ./build.sh; Chinese needs a font (Debian: fonts-noto-cjk)
 */

import { writeFileSync } from "node:fs";
import { open, start } from "../browser/harness.mjs";

const site = await start();
try {
  const { page } = await open(site.browser, `${site.origin}/`, { now: "2026-11-24T04:00:00Z", deviceScaleFactor: 1.5, viewport: { width: 390, height: 780 } });
  await page.waitForSelector("tousu-form [data-step=start]");
  await page.evaluate(() => {
    const form = document.querySelector("tousu-form");
    form.draft = {
      reason: "late-delivery", miniProgram: "小满书包", productName: "儿童书包", orderNumber: "NB20261103000712", purchaseDate: "2026-11-03", paidAmount: "129",
      description: "11月3日下单付款129元，商家说48小时内发货，到今天没有发货，客服不回复。",
      remedy: ["refund"], contactName: "林晓彤", contactPhone: "13800138000",
      evidence: [{ kind: "order-detail" }, { kind: "payment-proof" }],
      log: [{ date: "2026-11-10", channel: "merchant", action: "requested-remedy" }],
    };
    form.goTo("texts");
  });
  await page.waitForSelector("[data-step=texts]");
  writeFileSync(new URL("../../.github/page.png", import.meta.url), await page.screenshot());
} finally {
  await site.close();
}
