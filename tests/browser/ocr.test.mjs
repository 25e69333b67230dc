// Text is read from pictures on the device: order pages drawn here go through the engine that the page loads from its own
// origin. What a larger set of them gives: node tests/bench/ocr.mjs

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { readArchive } from "../tools/archives.mjs";
import { OCR_FILES, ocrFiles } from "../tools/ocr.mjs";
import { compare, drawOrderPage, orderPage, readInPage } from "../tools/order-pages.mjs";
import { bundleSource } from "../tools/sources.mjs";
import * as tousu from "../../www/pkg/index.js";
import { start, WWW } from "./harness.mjs";
import { closeExhibit, download, draftOf, goTo, openExhibit, visit } from "./visit.mjs";

const TODAY = "2026-11-24";
const NOW = `${TODAY}T12:00:00+08:00`;
/** Fields that the fixed set must give at least, of those that stand on its pages. */
const LEAST = 0.8;
const PAGES = [0, 2, 3, 4, 5, 11];
/** How long the engine may take to start and to read on a busy machine, in ms. */
const ENGINE = { timeout: 120_000 };

let site;
before(async () => {
  await tousu.ready();
  site = await start();
});
after(() => site?.close());

/** A drawn page as a file to pick. @param {import("playwright-core").Page} page @param {import("../tools/order-pages.mjs").OrderPage} drawn */
const fileOf = async (page, drawn, name = "订单.png") => ({ name, mimeType: drawn.format, buffer: Buffer.from(await page.evaluate(drawOrderPage, drawn), "base64") });
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** Holds what is shown against axe. @param {import("playwright-core").Page} page */
async function accessible(page) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document.querySelector("dialog:last-of-type"), { resultTypes: ["violations"] }));
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no wider than the screen");
}
/** @param {import("playwright-core").Page} page */
const keptFiles = (page) =>
  page.evaluate(async () => {
    const paths = async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname.slice(1));
    const of = {};
    for (const name of await caches.keys()) of[name] = await paths(name);
    return of;
  });

test("a screenshot that is picked fills in the order, and the engine is kept for the next one, without network too", async () => {
  const { page, context, done } = await visit(site, { now: NOW });
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const before = await keptFiles(page);
  assert.ok(Object.values(before).flat().length > 30, "the page itself is kept");
  assert.deepEqual(Object.values(before).flat().filter((path) => OCR_FILES.test(path)), [], "megabytes are not loaded before they are asked for");

  const drawn = orderPage(0);
  await page.setInputFiles("[data-screenshot]", await fileOf(page, drawn));
  await page.waitForSelector("[data-ocr=busy] progress");
  await page.waitForSelector("[data-bill-fill]", ENGINE);
  const offered = await page.$$eval("dialog [name=field]", (boxes) => boxes.map((box) => box.value));
  assert.deepEqual(Object.keys(await draftOf(page)), ["evidence"], "nothing is filled in before the person has seen it");
  await accessible(page);
  await page.click("[data-bill-fill]");
  await page.waitForSelector("dialog", { state: "detached" });
  const draft = await draftOf(page);
  assert.equal(draft.evidence[0].kind, "order-detail");
  assert.deepEqual(Object.keys(draft).filter((name) => name !== "evidence").sort(), [...offered].sort());
  const { orderNumber, paidAmount, purchaseDate } = drawn.fields;
  assert.deepEqual({ orderNumber: draft.orderNumber, paidAmount: draft.paidAmount, purchaseDate: draft.purchaseDate }, { orderNumber, paidAmount, purchaseDate });

  const kept = await keptFiles(page);
  const [loaded, plain] = [ocrFiles(WWW).filter((name) => !/core-lstm/.test(name)), ocrFiles(WWW).filter((name) => /core-lstm/.test(name))];
  assert.equal(plain.length, 2);
  assert.deepEqual(kept["tousu-ocr"].sort(), loaded);

  await context.setOffline(true);
  await goTo(page, "evidence");
  await openExhibit(page, "order-detail");
  await page.click("[data-exhibit-read]");
  await page.waitForSelector("[data-bill-close]", ENGINE);
  await page.waitForSelector("dialog:has-text('没有新的订单内容')");
  await page.click("[data-bill-close]");
  await closeExhibit(page);
  await context.setOffline(false);
  await done();
});

test("drawn order pages: the fields on them are found, none called certain, and the kind of each is guessed", async (context) => {
  const { page, done } = await visit(site, { now: NOW });
  const script = `/dist/${readdirSync(`${WWW}/dist`).find((name) => /^picture-reader-\w+\.js$/.test(name))}`;
  const { guessKindOf } = await import(`data:text/javascript;base64,${Buffer.from(await bundleSource("app/exhibit-words.ts")).toString("base64")}`);
  const kinds = tousu.form().evidence.map(({ id }) => id);
  let [right, all] = [0, 0];
  for (const seed of PAGES) {
    const drawn = orderPage(seed);
    const read = await page.evaluate(readInPage, { script, picture: await page.evaluate(drawOrderPage, drawn), type: drawn.format });
    const result = compare(drawn.fields, tousu.recognize(read.text, { today: TODAY, source: "ocr" }));
    assert.deepEqual(result.certain, [], `page ${seed}`);
    assert.equal(guessKindOf(read.text, kinds), drawn.kind, `page ${seed}: ${read.text}`);
    right += result.right.length;
    all += result.right.length + result.missed.length;
  }
  context.diagnostic(`${PAGES.length} pages: ${right} of ${all} fields`);
  assert.ok(all >= 25);
  assert.ok(right >= LEAST * all, `${right} of ${all} fields`);
  await done();
});

test("the words by which a kind is guessed are of kinds that the catalogue has, and decide only where one kind has most of them", async () => {
  const words = JSON.parse(readFileSync(`${WWW}/app/exhibit-words.json`, "utf8"));
  const kinds = tousu.form().evidence.map(({ id }) => id);
  for (const kind of Object.keys(words)) assert.ok(kinds.includes(kind), kind);
  const { guessKindOf } = await import(`data:text/javascript;base64,${Buffer.from(await bundleSource("app/exhibit-words.ts")).toString("base64")}`);
  const guesses = [
    ["chat-record", "在 线 客 服\n昨天 14:20\n您好，请问有什么可以帮您\n什么时候发货\n亲，请稍等"],
    ["logistics-trace", "圆通速递 运单号 YT1\n已揽收\n运输中"],
    ["refund-request", "退款金额 ¥20\n退款原因 不想要了\n商家拒绝"],
    ["merchant-identity", "营业执照\n统一社会信用代码 91330000\n法定代表人 张三"],
    ["product-page", "已售 300+ 包邮\n加入购物车 立即购买"],
    [undefined, "一只杯子"],
    [undefined, "订单号 1"],
    [undefined, ""],
  ];
  for (const [kind, text] of guesses) assert.equal(guessKindOf(text, kinds), kind, text);
  assert.equal(guessKindOf("已揽收 运输中", ["chat-record"]), undefined, "only kinds that the form has");
});

test("an engine that cannot be loaded: the window says what to do, tries again, and can be left", async () => {
  // A browser without vector instructions of WebAssembly gets the engine's other build.
  const old = (context) => context.addInitScript(() => { WebAssembly.validate = () => false; }); // prettier-ignore
  const { page, context } = await visit(site, { now: NOW, serviceWorkers: "block", colorScheme: "dark", before: old });
  const engines = new Set();
  context.on("request", (request) => engines.add(/tesseract-core.*\.wasm$/.exec(request.url())?.[0]));
  let blocked = true;
  await context.route(/chi_sim/, (route) => (blocked ? route.abort() : route.continue()));
  await page.setInputFiles("[data-screenshot]", await fileOf(page, orderPage(3)));
  await page.waitForSelector("[data-ocr=failed]", ENGINE);
  assert.match(await page.textContent("[data-ocr]"), /请联网后再试.*长按.*提取文字/s);
  assert.equal(await page.locator("[data-ocr] svg").count(), 3, "WeChat's own way is drawn");
  await accessible(page);
  blocked = false;
  await page.click("[data-ocr-again]");
  await page.waitForSelector("[data-bill-close]", ENGINE);
  await page.click("[data-bill-close]");
  assert.deepEqual(Object.keys(await draftOf(page)), ["evidence"], "the picture is kept, nothing is filled in");
  assert.deepEqual([...engines].filter(Boolean), ["tesseract-core-lstm.wasm"]);

  // Left at once: the reading ends, and shows nothing later.
  await page.setInputFiles("[data-screenshot]", await fileOf(page, orderPage(0)));
  await page.click("[data-ocr-close]");
  await page.waitForSelector("dialog", { state: "detached" });
  await page.waitForFunction(() => document.querySelector("tousu-form").draft.evidence.length === 2);
  assert.deepEqual(Object.keys(await draftOf(page)), ["evidence"]);

  // Not a picture at all.
  await page.setInputFiles("[data-screenshot]", { name: "x.png", mimeType: "image/png", buffer: Buffer.from("no picture") });
  await page.waitForSelector("[data-ocr=broken]");
  assert.match(await page.textContent("[data-ocr]"), /打不开这张图片/);
  await context.close();
});

/** A page with numbers that are nobody's: an identity number and a card with right check digits, a telephone, an order's number. */
const PRIVATE = {
  width: 375, height: 500, scale: 2, dark: false, format: "image/png", font: "Noto Sans CJK SC", boxes: [], fields: {}, kind: "",
  words: [["身份证号", "11010519491231002X"], ["银行卡号", "6222021234567890128"], ["邻居电话", "13812345678"], ["订单编号", "20261103000712"]].flatMap(([label, value], index) => [
    { text: label, x: 24, y: 80 + index * 90, size: 16, colour: "#666" },
    { text: value, x: 130, y: 80 + index * 90, size: 16, colour: "#111" },
  ]),
}; // prettier-ignore

test("numbers that are nobody's business are found in a photo, framed, and black in its copy once the person agrees", async () => {
  const { page, done } = await visit(site, { now: NOW, step: "evidence", draft: { reason: "late-delivery", miniProgram: "青禾良品", evidence: [] } });
  await page.setInputFiles("[data-add-files]", await fileOf(page, PRIVATE));
  const thumb = page.locator(".t-thumb");
  await thumb.first().click();
  await page.click("[data-exhibit-edit]");
  await page.waitForFunction(() => document.querySelector("[data-photo=canvas]")?.style.width);
  await page.click("[data-photo=numbers]");
  await page.waitForSelector("[data-photo=number]", ENGINE);
  /** Middles of the frames in parts of the picture. */
  const middles = () =>
    page.evaluate(() => {
      const canvas = document.querySelector("[data-photo=canvas]").getBoundingClientRect();
      return [...document.querySelectorAll("[data-photo=number]")].map((node) => {
        const { x, y, width, height } = node.getBoundingClientRect();
        return [(x + width / 2 - canvas.x) / canvas.width, (y + height / 2 - canvas.y) / canvas.height];
      });
    });
  await accessible(page);
  const places = await middles();
  assert.deepEqual(places.map(([, y]) => Math.round((y * 500 + 15) / 90)), [1, 2, 3], "identity number, card and telephone, not the order's");
  for (const [x] of places) assert.ok(x > 130 / 375, "the number, not its name");
  // Turned, the frames stay on their numbers; undone, they are where they were.
  await page.click("[data-photo=turn]");
  const turned = await middles();
  for (const [index, [x, y]] of places.entries()) assert.ok(Math.abs(turned[index][0] - (1 - y)) < 0.02 && Math.abs(turned[index][1] - x) < 0.02, `${turned[index]} of ${[x, y]}`);
  await page.click("[data-photo=undo]");

  await page.locator("[data-photo=number]").first().click();
  assert.equal(await page.locator("[data-photo=number]").count(), 2);
  await page.click("[data-photo=undo]");
  assert.equal(await page.locator("[data-photo=number]").count(), 3);
  await page.click("[data-photo=all-numbers]");
  assert.equal(await page.locator("[data-photo=number], [data-photo=all-numbers]").count(), 0);
  await page.click("[data-photo=save]");
  await page.waitForSelector(".p-photo", { state: "detached" });
  await page.click("[data-sheet-close]");
  await goTo(page, "texts");
  const { bytes } = await download(page, "[data-tool=zip]");
  const { content } = (await readArchive(bytes)).find(({ name }) => /^证据\/01 /.test(name));
  const colours = await page.evaluate(
    async ([picture, at]) => {
      const image = await createImageBitmap(new Blob([new Uint8Array(picture)]));
      const context = new OffscreenCanvas(image.width, image.height).getContext("2d", { willReadFrequently: true });
      context.drawImage(image, 0, 0);
      // The whole height of a number's line, which its digits do not fill by themselves.
      return at.map(([x, y]) => {
        const { data } = context.getImageData(Math.round(x * image.width) - 30, Math.round(y * image.height) - 8, 60, 16);
        const parts = data.filter((_, index) => index % 4 < 3);
        return [Math.min(...parts), Math.max(...parts)];
      });
    },
    [[...content], [...places, [0.45, (80 + 3 * 90 - 5) / 500]]],
  );
  assert.deepEqual(colours.slice(0, 3), Array(3).fill([0, 0]));
  const [darkest, lightest] = colours[3];
  assert.ok(darkest < 80 && lightest > 200, "the order's number is to be seen");
  await done();
});
