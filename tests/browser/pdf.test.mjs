// The bundle as PDF: made in the page, read by two parsers, and by poppler where it is installed.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { PDFDict, PDFDocument, PDFName, PDFRawStream } from "@cantoo/pdf-lib";
import { getDocument, OPS } from "pdfjs-dist/legacy/build/pdf.mjs";
import { film } from "../node/photos.mjs";
import { start } from "./harness.mjs";
import { attach, download, draftOf, goTo, picture, visit } from "./visit.mjs";

const DRAFT = {
  reason: "late-delivery",
  description: "11月10日买的大衣到今天没有发货，页面写48小时内发货。",
  miniProgram: "青禾良品", orderNumber: "QH20261110004217", purchaseDate: "2026-11-10", productName: "双面羊毛呢大衣", paidAmount: "689.00",
  merchantName: "杭州青禾服饰有限公司", remedy: ["refund"], contactName: "周宁", contactPhone: "13912345678",
  evidence: [
    { kind: "order-detail", count: 1, date: "2026-11-10", title: "订单页截图" },
    { kind: "chat-record", count: 1, note: "客服说“在催仓库”。\n𠮷 & <b>" },
    { kind: "payment-proof", count: 1 },
    { kind: "product-page", count: 1 },
  ],
}; // prettier-ignore

let site;
before(async () => {
  site = await start();
});
after(() => site?.close());

/** Text without blanks, which parsers put in differently. */
const bare = (/** @type {string} */ text) => text.replace(/\s+/g, "");

async function made() {
  const { page, done } = await visit(site, { draft: DRAFT, step: "evidence", now: "2026-11-24T12:00:00+08:00" });
  const pick = (/** @type {string} */ kind, /** @type {string} */ name, /** @type {string} */ mimeType, /** @type {Uint8Array} */ buffer) =>
    attach(page, kind, { name, mimeType, buffer: Buffer.from(buffer) });
  await pick("order-detail", "IMG_1.png", "image/png", picture(300, 400));
  await pick("chat-record", "long.png", "image/png", picture(200, 1200));
  await pick("payment-proof", "clip.mov", "video/quicktime", film({ apple: true }));
  await goTo(page, "texts");
  const shown = await page.evaluate(() => document.querySelector("tousu-form [data-tool=pdf]") !== null);
  assert.ok(shown);
  const { name, bytes } = await download(page, "[data-tool=pdf]");

  const draft = await draftOf(page);
  await done();
  return { name, bytes, draft };
}

test("letter, list, every picture with number and caption, pages counted: two parsers read the same", async () => {
  const { name, bytes, draft } = await made();
  assert.match(name, /^双面羊毛呢大衣 \S+\.pdf$/);
  const sum = draft.evidence[2].file.sha256;

  const parsed = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 }).promise;
  const texts = [];
  const pictures = [];
  for (let number = 1; number <= parsed.numPages; number++) {
    const page = await parsed.getPage(number);
    const { items } = await page.getTextContent();
    texts.push(bare(items.map((item) => /** @type {any} */ (item).str).join("")));
    const { fnArray } = await page.getOperatorList();
    pictures.push(fnArray.filter((operator) => operator === OPS.paintImageXObject).length);
  }
  const total = parsed.numPages;
  texts.forEach((text, index) => assert.ok(text.endsWith(`第${index + 1}页共${total}页`), text.slice(-30)));
  const [list] = texts.map((text, index) => ({ text, index })).filter(({ text }) => text.startsWith("证据目录"));
  const letter = texts.slice(0, list.index).join("");
  for (const words of ["QH20261110004217", "杭州青禾服饰有限公司", "双面羊毛呢大衣", "689.00"]) assert.ok(letter.includes(words), `${words} in ${letter}`);
  for (const words of ["编号", "名称", "证据来源", "证明内容", "形成日期", "页码", "订单页截图", "本人设备上的文件：IMG_1.png", "2026年11月10日", "本人持有", "提交人（签名）"]) assert.ok(list.text.includes(words), words);

  // One page for a picture, three for a long one, one for a film and one for what has no file.
  const pages = texts.slice(list.index + 1);
  assert.deepEqual(pages.map((text) => /^证据\d(（\d\/\d）)?/.exec(text)?.[0]), ["证据1", "证据2（1/4）", "证据2（2/4）", "证据2（3/4）", "证据2（4/4）", "证据3", "证据4"]);
  assert.deepEqual(pictures, [...Array(list.index + 1).fill(1), 2, 2, 2, 2, 2, 1, 1]);
  assert.ok(pages[1].includes(bare("客服说“在催仓库”。𠮷&<b>")), pages[1]);
  assert.ok(pages[5].includes("clip.mov") && pages[5].includes(sum), pages[5]);
  const first = list.index + 2;
  for (const range of [`${first}`, `${first + 1}–${first + 4}`, `${first + 5}`, `${first + 6}`]) assert.ok(list.text.includes(range), range);

  const file = await PDFDocument.load(bytes, { updateMetadata: false });
  assert.equal(file.getPageCount(), total);
  assert.deepEqual([file.getAuthor(), file.getProducer(), file.getCreator(), file.getCreationDate()], [undefined, undefined, undefined, undefined]);
  assert.ok(file.getTitle());
  assert.equal(file.catalog.get(PDFName.of("Lang"))?.toString().length > 2, true);
  const images = file.getPages().map((page) => {
    const objects = /** @type {PDFDict} */ (page.node.Resources()?.lookup(PDFName.of("XObject")));
    return objects.keys().map((key) => /** @type {PDFRawStream} */ (objects.lookup(key)).dict.get(PDFName.of("Filter"))?.toString());
  });
  assert.deepEqual(images.map(({ length }) => length), pictures);
  assert.deepEqual(images[list.index + 1], ["/FlateDecode", "/DCTDecode"]);
  assert.deepEqual(file.getPage(0).getSize(), { width: 595.28, height: 841.89 });
  assert.ok(bytes.length < total * 250_000, `${bytes.length} bytes for ${total} pages`);

  const path = join(tmpdir(), `tousu-${process.pid}.pdf`);
  writeFileSync(path, bytes);
  after(() => rmSync(path));
  const poppler = spawnSync("pdftotext", ["-enc", "UTF-8", path, "-"], { encoding: "utf8" });
  if (poppler.status === 0) assert.ok(bare(poppler.stdout).includes("《电子商务法》第二十条") && bare(poppler.stdout).includes("客服说“在催仓库”。𠮷&<b>"), "poppler");
});
