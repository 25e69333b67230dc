// A case moves to another device with its photos, sealed or not.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { film } from "../node/photos.mjs";
import { start } from "./harness.mjs";
import { attach, download, draftOf, picture, visit } from "./visit.mjs";

const DRAFT = {
  reason: "late-delivery", description: "11月10日买的大衣到今天没有发货。", miniProgram: "青禾良品", orderNumber: "QH20261110004217",
  evidence: [{ kind: "order-detail", count: 1 }, { kind: "chat-record", count: 1 }],
}; // prettier-ignore

let site;
before(async () => {
  site = await start();
});
after(() => site?.close());

const menu = async (/** @type {import("playwright-core").Page} */ page) => {
  await page.click("#menu-button");
  await page.waitForSelector("#menu:not([hidden]) [data-menu=exportFile]");
};
const said = (/** @type {import("playwright-core").Page} */ page, /** @type {string} */ words) => page.waitForFunction((part) => document.querySelector(".p-said")?.textContent.includes(part), words);
const choose = (/** @type {import("playwright-core").Page} */ page, /** @type {string} */ name, /** @type {Buffer} */ buffer) =>
  page.setInputFiles("#menu input[type=file]", { name, mimeType: "application/octet-stream", buffer });
/** Files of all cases in the database: name, sum, bytes. */
const kept = (/** @type {import("playwright-core").Page} */ page) =>
  page.evaluate(async () => {
    const database = await new Promise((resolve, reject) => {
      const opening = indexedDB.open("tousu");
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const all = await new Promise((resolve) => {
      database.transaction("files").objectStore("files").getAll().onsuccess = ({ target }) => resolve(target.result);
    });
    database.close();
    return Promise.all(all.map(async ({ name, id, blob, thumb }) => [name, id, blob.type, (await blob.arrayBuffer()).byteLength, Boolean(thumb)]));
  });

for (const passphrase of ["", "四个字的口令 1"])
  test(`${passphrase ? "sealed" : "plain"}: exported with its photos, imported whole on another device`, async () => {
    const first = await visit(site, { draft: DRAFT, step: "evidence" });
    await attach(first.page, "order-detail", { name: "订单.png", mimeType: "image/png", buffer: picture(90, 160) });
    await attach(first.page, "chat-record", { name: "clip.mov", mimeType: "video/quicktime", buffer: Buffer.from(film({ apple: true })) });
    await menu(first.page);
    await first.page.fill("[data-menu=passphrase]", passphrase);
    const { name, bytes } = await download(first.page, "[data-menu=exportFile]");
    assert.match(name, /^tousu-\d{4}-\d\d-\d\d\.tousu$/);
    assert.equal(bytes.includes("clip.mov"), passphrase === "");
    const [draft, files] = [await draftOf(first.page), await kept(first.page)];
    assert.equal(files.length, 2);
    await first.done();

    const other = await visit(site, { step: "evidence" });
    await menu(other.page);
    if (passphrase) {
      await choose(other.page, name, bytes);
      await said(other.page, "有口令");
      await other.page.fill("[data-menu=passphrase]", "错的");
      await other.page.click("[data-menu=openSealed]");
      await said(other.page, "口令不对");
      assert.deepEqual([await draftOf(other.page), await kept(other.page)], [{}, []], "nothing is changed by what is not read");
      await other.page.fill("[data-menu=passphrase]", passphrase);
      await other.page.click("[data-menu=openSealed]");
    } else {
      const cut = bytes.subarray(0, bytes.length - 5);
      await choose(other.page, name, cut);
      await said(other.page, "已损坏");
      const altered = Buffer.from(bytes);
      altered[altered.indexOf("avc1")] ^= 1; // in a film, whose sum is its id
      await choose(other.page, name, altered);
      await said(other.page, "已损坏");
      const newer = Buffer.from(bytes);
      newer[8] = 9;
      await choose(other.page, name, newer);
      await said(other.page, "更新的版本");
      assert.deepEqual([await draftOf(other.page), await kept(other.page)], [{}, []], "nothing is changed by what is not read");
      await choose(other.page, name, bytes);
    }
    await said(other.page, "已导入");
    assert.deepEqual(await draftOf(other.page), draft);
    assert.deepEqual(await kept(other.page), files);
    await other.page.evaluate(() => document.querySelector("tousu-form").goTo("evidence"));
    await other.page.waitForSelector("[data-kind-held=order-detail] .t-thumb img", { state: "attached" });
    await other.done();
  });
