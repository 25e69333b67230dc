// Photos, pictures of texts and saving, in Chromium.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { jpeg, MPF, png, webp } from "../node/photos.mjs";
import { routeSources } from "../tools/sources.mjs";
import { start } from "./harness.mjs";

let site, browser, origin;
before(async () => {
  site = await start();
  ({ browser, origin } = site);
});
after(() => site?.close());

/** An empty page under a strict policy. @param {import("playwright-core").BrowserContextOptions} [options] */
async function blank(options) {
  const context = await browser.newContext(options);
  const policy = "default-src 'none'; script-src 'self'; img-src blob:; require-trusted-types-for 'script'; trusted-types 'none'";
  await context.route("**/blank.html", (route) =>
    route.fulfill({ contentType: "text/html", headers: { "content-security-policy": policy }, body: "<!doctype html><meta charset=utf-8>" }),
  );
  await routeSources(context);
  const page = await context.newPage();
  page.on("console", (message) => assert.fail(message.text()));
  page.on("pageerror", (error) => assert.fail(error.message));
  await page.goto(`${origin}/blank.html`);
  return page;
}

/** @type {[string, Uint8Array][]} */
const PHOTOS = [
  ["image/jpeg", jpeg()],
  ["image/jpeg", jpeg({ extra: [MPF], trailer: Buffer.from(jpeg()) })],
  ["image/png", png()],
  ["image/webp", webp({ xmp: true })],
];
for (const [index, [type, photo]] of PHOTOS.entries())
  test(`${type} (${index}): the copy shows the same pixels, turned the same way; the sum is the original's`, async () => {
    const page = await blank();
    const result = await page.evaluate(
      async ([bytes, mime]) => {
        const { sha256, thumbnail, withoutMetadata } = await import("/files/metadata/evidence-file.ts");
        const pixels = async (blob) => {
          const image = await createImageBitmap(blob);
          const canvas = new OffscreenCanvas(image.width, image.height);
          const context = canvas.getContext("2d");
          context.drawImage(image, 0, 0);
          return [image.width, image.height, ...context.getImageData(0, 0, image.width, image.height).data];
        };
        const original = new Blob([new Uint8Array(bytes)], { type: mime });
        const copy = await withoutMetadata(original);
        const thumb = await thumbnail(original, 64);
        const small = await createImageBitmap(thumb);
        return { before: await pixels(original), after: await pixels(copy.blob), removed: copy.removed, type: copy.blob.type, sum: await sha256(original), thumb: [thumb.type, small.width, small.height] };
      },
      [Array.from(photo), type],
    );
    assert.deepEqual(result.after, result.before);
    assert.equal(result.before.length, 2 + 2 * 4);
    assert.deepEqual([result.removed, result.type], [true, type]);
    assert.equal(result.sum, createHash("sha256").update(photo).digest("hex"));
    assert.deepEqual(result.thumb, ["image/jpeg", 64, 64]);
    await page.context().close();
  });

test("files from bug reports: the copy shows the same pixels", async () => {
  const reports = JSON.parse(readFileSync(new URL("../unit/photos.json", import.meta.url), "utf8"));
  const page = await blank();
  const same = await page.evaluate(
    (inputs) =>
      Promise.all(
        inputs.map(async (input) => {
          const { withoutMetadata } = await import("/files/metadata/evidence-file.ts");
          const pixels = async (blob) => {
            const image = await createImageBitmap(blob);
            const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
            context.drawImage(image, 0, 0);
            return `${image.width} ${context.getImageData(0, 0, image.width, image.height).data}`;
          };
          const original = new Blob([Uint8Array.from(atob(input.slice("base64:".length)), (character) => character.charCodeAt(0))]);
          const { blob } = await withoutMetadata(original);
          return blob.size < original.size && (await pixels(blob)) === (await pixels(original));
        }),
      ),
    reports.map(({ input }) => input),
  );
  assert.deepEqual(same, reports.map(() => true));
  await page.context().close();
});

test("what cannot be drawn has no thumbnail", async () => {
  const page = await blank();
  const thumbs = await page.evaluate(async () => {
    const { thumbnail } = await import("/files/metadata/evidence-file.ts");
    return Promise.all(["", "%PDF-1.7", "\0\0\0\x18ftypheic"].map((text) => thumbnail(new Blob([text])).then(String)));
  });
  assert.deepEqual(thumbs, ["undefined", "undefined", "undefined"]);
  await page.context().close();
});

test("a text as pictures: 750 px wide, not higher than the paper, black on white", async () => {
  const page = await blank({ colorScheme: "dark" });
  const pictures = await page.evaluate(async () => {
    const module = await import("/files/export/text-to-png.ts");
    const blobs = await module.pictures({ title: "消费者投诉书", parts: [{ label: "事实与理由", text: "商家拒绝退货，我不同意。\n".repeat(60) }, { label: "", text: "退款" }] });
    return Promise.all(
      blobs.map(async (blob) => {
        const image = await createImageBitmap(blob);
        const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
        context.drawImage(image, 0, 0);
        const { data } = context.getImageData(0, 0, image.width, image.height);
        let dark = 0;
        for (let at = 0; at < data.length; at += 4) if (data[at] < 100) dark++;
        return { type: blob.type, width: image.width, height: image.height, corner: data[0], share: dark / (data.length / 4) };
      }),
    );
  });
  assert.ok(pictures.length >= 3);
  for (const { type, width, height, corner, share } of pictures) {
    assert.deepEqual([type, width, corner], ["image/png", 750, 255]);
    assert.ok(height <= 1061);
    assert.ok(share > 0.002 && share < 0.2, `${share} of it is ink`);
  }
  await page.context().close();
});

test("however long a text is, no signature stands alone on the last picture, and every line keeps its place", async () => {
  const page = await blank();
  const texts = await page.evaluate(async () => {
    const { layOut } = await import("/files/export/text-to-png.ts");
    return Array.from({ length: 50 }, (_, count) => {
      const parts = [...Array.from({ length: count }, (_, n) => ({ label: n % 3 ? "" : `${n}`, text: `text ${n}` })), { label: "", text: "\nname\ndate" }];
      return layOut({ title: "title", parts }, () => 14).map((lines) => lines.map(({ text, y, style }) => ({ text, y, line: style.line, label: style.font.startsWith("bold") })));
    });
  });
  for (const [count, pages] of texts.entries()) {
    const wanted = ["title", ...Array.from({ length: count }, (_, n) => (n % 3 ? [`text ${n}`] : [`${n}`, `text ${n}`])).flat(), "", "name", "date"];
    assert.deepEqual(pages.flat().map(({ text }) => text), wanted);
    if (pages.length > 1) assert.ok(pages.at(-1).length >= 7, `${count}: ${pages.at(-1).length} lines on the last picture`);
    for (const lines of pages) {
      for (const [at, { y, line }] of lines.entries()) assert.ok(y >= (at ? lines[at - 1].y + lines[at - 1].line : 56) && y + line <= 1061 - 56 - 24, `${count}, line ${at}`);
      assert.equal(lines.at(-1).label, false, "a label is not the last line of a picture");
    }
  }
  await page.context().close();
});

test("saving downloads the bytes under their name", async () => {
  const page = await blank();
  const [download, result] = await Promise.all([
    page.waitForEvent("download"),
    page.evaluate(async () => {
      const { save } = await import("/files/export/save.ts");
      return save(new Blob(["你好"], { type: "text/plain" }), "投诉书.txt");
    }),
  ]);
  assert.deepEqual([result, download.suggestedFilename(), readFileSync(await download.path(), "utf8")], ["saved", "投诉书.txt", "你好"]);
  await page.context().close();
});

test("in WeChat nothing is promised that would not happen; the share sheet is used where it is", async () => {
  const agents = ["Mozilla/5.0 (Linux; Android 14) Chrome/122 Mobile Safari/537.36 MicroMessenger/8.0.49", "Mozilla/5.0 (iPhone) MicroMessenger/8.0.49 miniProgram/wx0"];
  for (const userAgent of agents) {
    const page = await blank({ userAgent });
    const results = await page.evaluate(async () => {
      const { save, surroundings } = await import("/files/export/save.ts");
      const blob = new Blob(["x"], { type: "text/plain" });
      const offer = (canShare, share) => Object.assign(navigator, { canShare, share });
      const all = [surroundings(), await save(blob, "a.txt")];
      let shared;
      offer(() => true, async ({ files }) => (shared = [files[0].name, files[0].type, await files[0].text()]));
      all.push(await save(blob, "a.txt"), shared);
      offer(() => true, async () => { throw new DOMException("", "AbortError"); }); // prettier-ignore
      all.push(await save(blob, "a.txt"));
      offer(() => true, async () => { throw new DOMException("", "NotAllowedError"); }); // prettier-ignore
      all.push(await save(blob, "a.txt"));
      return all;
    });
    const miniProgram = userAgent.includes("miniProgram");
    assert.deepEqual(results, [{ wechat: true, miniProgram }, "unsupported", "shared", ["a.txt", "text/plain", "x"], "cancelled", "unsupported"]);
    await page.context().close();
  }
});
