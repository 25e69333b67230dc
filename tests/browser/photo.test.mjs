// A picture is covered, cut and turned in a copy; the original and its sum stay, and what leaves the page is the copy.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, test } from "node:test";
import { readArchive } from "../tools/archives.mjs";
import { start } from "./harness.mjs";
import { attach, closeExhibit, download, draftOf, goTo, openExhibit, picture, ready, visit } from "./visit.mjs";

const DRAFT = { reason: "late-delivery", miniProgram: "青禾良品", orderNumber: "QH20261110004217", evidence: [{ kind: "order-detail", count: 1 }] };
const NOW = "2026-11-24T12:00:00+08:00";
const RED = [200, 60, 20];

let site;
before(async () => {
  site = await start();
});
after(() => site?.close());

/** Size and pixels of a picture at some places, in parts of it. @param {import("playwright-core").Page} page @param {Buffer} bytes @param {[number, number][]} places */
const pixels = (page, bytes, places) =>
  page.evaluate(
    async ([content, at]) => {
      const image = await createImageBitmap(new Blob([new Uint8Array(content)]));
      const context = new OffscreenCanvas(image.width, image.height).getContext("2d", { willReadFrequently: true });
      context.drawImage(image, 0, 0);
      return [[image.width, image.height], ...at.map(([x, y]) => [...context.getImageData(Math.floor(x * image.width), Math.floor(y * image.height), 1, 1).data].slice(0, 3))];
    },
    [[...bytes], places],
  );

/** Drags over the picture, in parts of it. @param {import("playwright-core").Page} page */
async function drag(page, [x1, y1], [x2, y2]) {
  const box = await page.locator("[data-photo=canvas]").boundingBox();
  await page.mouse.move(box.x + x1 * box.width, box.y + y1 * box.height);
  await page.mouse.down();
  await page.mouse.move(box.x + ((x1 + x2) / 2) * box.width, box.y + ((y1 + y2) / 2) * box.height);
  await page.mouse.move(box.x + x2 * box.width, box.y + y2 * box.height);
  await page.mouse.up();
}
const view = async (page) => {
  await openExhibit(page, "order-detail");
  await page.click("[data-exhibit-edit]");
  await page.waitForSelector("[data-photo=canvas]");
  await page.waitForFunction(() => document.querySelector("[data-photo=canvas]").style.width !== "");
};
const act = (page, name) => page.click(`[data-photo=${name}]`);
const gone = async (page) => {
  await page.waitForSelector(".p-photo", { state: "detached" });
  await closeExhibit(page);
};
/** What the package has of the first exhibit. */
async function sent(page) {
  await goTo(page, "texts");
  const { bytes } = await download(page, "[data-tool=zip]");
  const entry = (await readArchive(bytes)).find(({ name }) => /^证据\/01 /.test(name));
  await goTo(page, "evidence");
  return entry;
}

test("covered and turned: the copy is black there, and is what leaves; undone, the original leaves again", async () => {
  const original = picture(400, 300);
  const sum = createHash("sha256").update(original).digest("hex");
  const { page, done } = await visit(site, { draft: DRAFT, step: "evidence", now: NOW });
  await attach(page, "order-detail", { name: "订单.png", mimeType: "image/png", buffer: original });
  await view(page);
  await drag(page, [0.5, 0.5], [0.75, 0.75]);
  await act(page, "turn");
  await act(page, "save");
  await gone(page);
  await openExhibit(page, "order-detail");
  await page.waitForSelector("[data-file=kept]:has-text('修改后的副本')", { state: "attached" });
  await closeExhibit(page);
  assert.equal((await draftOf(page)).evidence[0].file.sha256, sum, "the sum is the original's");
  const copy = await sent(page);
  // Turned to the right, the covered part from the middle to the lower right lies from the middle to the lower left.
  assert.deepEqual(await pixels(page, copy.content, [[0.4, 0.6], [0.3, 0.7], [0.6, 0.6], [0.4, 0.4], [0.5, 0.03]]), [[300, 400], [0, 0, 0], [0, 0, 0], RED, RED, [0, 0, 0]]); // prettier-ignore
  assert.ok(!copy.content.includes(original.subarray(60, 120)), "drawn anew");

  // After a reload the edits are there to go on from; without them the original leaves.
  await page.reload();
  await ready(page);
  await goTo(page, "evidence");
  await view(page);
  assert.equal(await page.isEnabled("[data-photo=reset]"), true);
  await act(page, "reset");
  await act(page, "save");
  await gone(page);
  assert.deepEqual((await sent(page)).content, original);
  await done();
});

test("cut by fingers, covered by keyboard, undone; closing keeps nothing", async () => {
  const { page, done } = await visit(site, { draft: DRAFT, step: "evidence", now: NOW });
  await attach(page, "order-detail", { name: "订单.png", mimeType: "image/png", buffer: picture(400, 300) });
  await view(page);
  await act(page, "crop");
  await drag(page, [0.5, 0], [1, 1]);
  await act(page, "cover");
  await page.focus("[data-photo=canvas]");
  for (const key of ["ArrowLeft", "Shift+ArrowRight", "Shift+ArrowDown", "Enter"]) await page.keyboard.press(key);
  await act(page, "turn");
  await act(page, "undo");
  await act(page, "save");
  await gone(page);
  const { content } = await sent(page);
  // The frame begins in the middle: 0.4 and 0.45 from the corner, moved and enlarged by 0.02.
  assert.deepEqual(await pixels(page, content, [[0.4, 0.5], [0.58, 0.56], [0.36, 0.5], [0.62, 0.5], [0.4, 0.58]]), [[200, 300], [0, 0, 0], [0, 0, 0], RED, RED, RED]); // prettier-ignore
  await view(page);
  await drag(page, [0, 0], [1, 1]);
  await page.keyboard.press("Escape");
  await gone(page);
  assert.deepEqual((await sent(page)).content, content);
  await done();
});

test("forty photos: decoded one at a time, each record read once; one that cannot be read is named and loses no other", async () => {
  const counted = async (context) =>
    context.addInitScript(() => {
      const make = globalThis.createImageBitmap;
      const now = { open: 0, most: 0, made: 0, read: 0 };
      for (const name of ["get", "getAll"]) {
        const asked = IDBObjectStore.prototype[name];
        IDBObjectStore.prototype[name] = function (...given) {
          const request = asked.apply(this, given);
          if (this.name === "files") request.addEventListener("success", () => (now.read += name === "get" ? 1 : request.result.length));
          return request;
        };
      }
      const arrayBuffer = Blob.prototype.arrayBuffer;
      Blob.prototype.arrayBuffer = function () {
        return this.name === "7.png" ? Promise.reject(new DOMException("", "NotReadableError")) : arrayBuffer.call(this);
      };
      globalThis.bitmaps = now;
      globalThis.createImageBitmap = async (...given) => {
        now.most = Math.max(now.most, ++now.open);
        now.made++;
        const image = await make(...given).catch((error) => (now.open--, Promise.reject(error)));
        const close = image.close.bind(image);
        image.close = () => (now.open--, close());
        return image;
      };
    });
  const { page, done } = await visit(site, { draft: DRAFT, step: "evidence", now: NOW, before: counted });
  const photos = Array.from({ length: 40 }, (_, index) => ({ name: `${index}.png`, mimeType: "image/png", buffer: picture(40 + index, 60) }));
  await page.setInputFiles("[data-add-files]", photos);
  await page.waitForFunction(() => document.querySelector("tousu-form").draft.evidence.length === 39, undefined, { timeout: 120_000 });
  await page.waitForFunction(() => document.querySelectorAll(".t-thumb img").length === 39);
  await page.waitForSelector("[data-files-said]:has-text('7.png')");
  const { open, most, made, read } = await page.evaluate(() => globalThis.bitmaps);
  assert.deepEqual([open, most, made], [0, 1, 39], "no more than one picture is in memory");
  assert.ok(read <= 39, `${read} records read`);
  await done();
});
