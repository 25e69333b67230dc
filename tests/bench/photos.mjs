/**
 * Memory of the page while photos of 12 megapixels are added to a complaint, one after another: decoded pictures that are
 * open, and the peak of the page's process. Linux only.
 *
 *     node tests/bench/photos.mjs [photos]     40 without a number
 */

import { readFileSync } from "node:fs";
import { start } from "../browser/harness.mjs";
import { visit } from "../browser/visit.mjs";

const count = Number(process.argv[2] ?? 40);
const [WIDTH, HEIGHT] = [4000, 3000];
const site = await start();
const browser = await site.browser.newBrowserCDPSession();

/** Largest memory of the process that draws the page, in MB, as Linux notes it now and then. */
async function peak() {
  const { processInfo } = await browser.send("SystemInfo.getProcessInfo");
  const peaks = processInfo
    .filter(({ type }) => type === "renderer")
    .map(({ id }) => Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/status`, "utf8"))[1]) / 1024);
  return Math.round(Math.max(...peaks));
}

const counted = (context) =>
  context.addInitScript(() => {
    const make = globalThis.createImageBitmap;
    const now = { open: 0, most: 0, made: 0, pixels: 0 };
    globalThis.bitmaps = now;
    globalThis.createImageBitmap = async (...given) => {
      const image = await make(...given);
      now.made++;
      now.pixels = Math.max(now.pixels, image.width * image.height);
      now.most = Math.max(now.most, ++now.open);
      const close = image.close.bind(image);
      image.close = () => (now.open--, close());
      return image;
    };
  });
// Drawn in a browser of its own, whose memory is not counted.
const drawing = await start();
const studio = await visit(drawing, {});
const draw = ([index, width, height]) => {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  for (let at = 0; at < 4000; at++) {
    context.fillStyle = `hsl(${(at * 37 + index * 11) % 360} 60% ${20 + ((at * 7) % 60)}%)`;
    context.fillRect((at * 997) % width, (at * 613) % height, 240, 180);
  }
  return canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 }).then(async (blob) => {
    const bytes = new Uint8Array(await blob.arrayBuffer());
    let binary = "";
    for (let from = 0; from < bytes.length; from += 32_768) binary += String.fromCharCode(...bytes.subarray(from, from + 32_768));
    return btoa(binary);
  });
};
const { page, done } = await visit(site, { draft: { reason: "late-delivery", evidence: [] }, step: "evidence", before: counted });
console.log(`before: ${await peak()} MB`);
let bytes = 0;
for (let added = 0; added < count; added += 10) {
  const photos = [];
  for (let index = added; index < Math.min(count, added + 10); index++) {
    const buffer = Buffer.from(await studio.page.evaluate(draw, [index, WIDTH, HEIGHT]), "base64");
    bytes += buffer.length;
    photos.push({ name: `IMG_${1000 + index}.jpg`, mimeType: "image/jpeg", buffer });
  }
  await page.setInputFiles("[data-add-files]", photos);
  await page.waitForFunction((wanted) => document.querySelectorAll(".t-thumb img").length === wanted, added + photos.length, { timeout: 300_000 });
  console.log(`${added + photos.length} photos, ${Math.round(bytes / 2 ** 20)} MB: ${await peak()} MB at the most, ${JSON.stringify(await page.evaluate(() => globalThis.bitmaps))}`);
}
await done();
await studio.done();
await drawing.close();
await site.close();
