// What comes from outside: a bill picked and dropped, texts and pictures from the share sheet. Nothing of it leaves.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { zipSync } from "fflate";
import { start } from "./harness.mjs";
import { draftOf, goTo, picture, ready, visit } from "./visit.mjs";

const BILL = [
  "微信支付账单明细,,,,,,,,", "----------------------微信支付账单明细列表--------------------,,,,,,,,",
  "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注",
  '2026-11-03 14:22:01,商户消费,某某优选,"儿童书包",支出,¥129.00,零钱,支付成功,"4200002891202611038765432109\t","MP20261103000012345\t","/"',
  '2026-11-05 10:00:00,扫二维码付款,老王水果,"收款方备注:二维码收款",支出,¥35.00,零钱,已转账,"100005000120261105000123456789012345\t","/\t","/"',
  '2026-11-05 10:00:00,零钱提现,招商银行(1234),"/",/,¥100.10,招商银行,提现已到账,"207261103100077148235523883175\t","/\t","/"',
].join("\n"); // prettier-ignore
const NOW = "2026-11-24T12:00:00+08:00";

let site;
before(async () => {
  site = await start();
});
after(() => site?.close());

test("a bill is picked, a payment chosen, its values filled in; what was typed is replaced only when asked", async () => {
  const { page, done } = await visit(site, { draft: { productName: "书包" }, now: NOW });
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.click("[data-tool=bill]")]);
  await chooser.setFiles({ name: "微信支付账单.csv", mimeType: "text/csv", buffer: Buffer.from(BILL) });
  await page.waitForSelector("[data-bill-row]");
  assert.equal(await page.locator("[data-bill-row]").count(), 2, "payments alone");
  await page.fill("[data-bill-search]", "书包");
  assert.equal(await page.locator("[data-bill-row]").count(), 1);
  await page.click("[data-bill-row]");
  await page.waitForSelector("[data-bill-fill]");
  const boxes = await page.evaluate(() => Object.fromEntries([...document.querySelectorAll(".p-find input")].map((box) => [box.value, box.checked])));
  assert.deepEqual([boxes.paidAmount, boxes.purchaseDate, boxes.productName], [true, true, false]);
  await page.click("[data-bill-fill]");
  await page.waitForSelector(".p-panel", { state: "detached" });
  const draft = await draftOf(page);
  assert.deepEqual([draft.paidAmount, draft.purchaseDate, draft.productName, draft.transactionId], ["129.00", "2026-11-03", "书包", "4200002891202611038765432109"]);
  assert.match(await page.locator("#notice").innerText(), /已填入 \d+ 项/);
  await page.reload();
  await ready(page);
  assert.equal((await draftOf(page)).paidAmount, "129.00", "kept");
  await done();
});

test("a bill is dropped; a locked archive is named as such; Escape leaves all as it was", async () => {
  const { page, done } = await visit(site, { draft: { miniProgram: "青禾良品" }, now: NOW });
  await page.waitForSelector("[data-tool=bill]");
  const drop = (/** @type {string} */ name, /** @type {Uint8Array} */ content) =>
    page.evaluate(
      ([called, bytes]) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], called));
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
      },
      [name, [...content]],
    );
  const locked = zipSync({ "bill.csv": Buffer.from(BILL) });
  locked[6] |= 1; // a password, as the flags of the entry say
  await drop("bill.zip", locked);
  await page.waitForFunction(() => document.querySelector("[data-bill-said]")?.textContent.includes("带密码的压缩包"));
  await page.keyboard.press("Escape");
  await drop("bill.csv", Buffer.from(BILL));
  await page.waitForSelector("[data-bill-row]");
  await page.keyboard.press("Escape");
  await page.waitForSelector(".p-panel", { state: "detached" });
  assert.deepEqual(await draftOf(page), { miniProgram: "青禾良品" });
  await done();
});

test("the share sheet: text and pictures arrive in the open case, one unreadable file loses no other, and the worker sends nothing", async () => {
  const posted = [];
  site.server.on("request", (request) => request.method !== "GET" && posted.push(request.url));
  const { page, done } = await visit(site, { draft: { miniProgram: "青禾良品" }, now: NOW });
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  const share = (/** @type {number[]} */ photo, /** @type {string} */ text) =>
    page.evaluate(
      async ([bytes, words]) => {
        const { share_target: target } = await (await fetch("manifest.webmanifest")).json();
        const form = new FormData();
        form.append(target.params.text, words);
        const name = target.params.files[0].name;
        form.append(name, new File([new Uint8Array(bytes)], "截图 1.png", { type: "image/png" }));
        form.append(name, new File([new Uint8Array(bytes.slice(0, 40))], "半张.png", { type: "image/png" }));
        const response = await fetch(target.action, { method: target.method, body: form });
        return (await response.text()).includes("tousu-form"); // the page, to which the answer leads
      },
      [photo, text],
    );
  assert.equal(await share([...picture(60, 90)], "订单编号：QH20261110004217\n实付款：¥689.00"), true);
  await page.goto(`${site.origin}/?shared`);
  await ready(page);
  await page.waitForSelector("[data-bill-fill]");
  assert.equal(new URL(page.url()).search, "", "the address says nothing of it");
  await page.click("[data-bill-fill]");
  await page.waitForSelector(".p-panel", { state: "detached" });
  const draft = await draftOf(page);
  assert.deepEqual([draft.miniProgram, draft.orderNumber, draft.paidAmount], ["青禾良品", "QH20261110004217", "689.00"]);
  assert.deepEqual(draft.evidence.map(({ file }) => file.name), ["截图 1.png", "半张.png"]);
  await goTo(page, "evidence");
  await page.waitForSelector(".t-thumb img");
  assert.deepEqual(await page.evaluate(() => caches.keys().then((names) => names.filter((name) => name.includes("shared")))), [], "taken, and kept no longer");
  await page.reload();
  await ready(page);
  assert.equal((await draftOf(page)).evidence.length, 2, "taken once");
  assert.deepEqual(posted, []);
  await done();
});
