// The lines of a text that is drawn as pictures.

import assert from "node:assert/strict";
import { test } from "node:test";
import "../tools/typescript.mjs";

const { breakLines, layOut } = await import("../../www/files/export/text-to-png.ts");

/** As wide as in a usual font at 28 px. */
const measure = (/** @type {string} */ character) => (character < "\u2e80" ? 15 : 28);
const STORY =
  "2026年1月3日，我在小程序“某某商城”（订单号：1000039801202601031234567890）购买了电饭煲；商品页写明“全国联保两年”。收到后内胆有划痕……商家说：“不退！”我不同意，要求退款￥1,299.00元。See https://example.com/a/very/long/address?with=query for details, please. ";

test("picture: lines keep the rules of Chinese setting, the width and every character", () => {
  for (let width = 60; width < 700; width += 7) {
    const lines = breakLines(STORY.repeat(3), width, measure);
    assert.equal(lines.join("").replace(/\s/g, ""), STORY.repeat(3).replace(/\s/g, ""));
    for (const line of lines) assert.ok(Array.from(line).reduce((sum, character) => sum + measure(character), 0) <= width, `${width}: ${line}`);
    if (width < 500) continue; // narrower than the number of an order: it has to be cut somewhere
    for (const line of lines.slice(1)) assert.doesNotMatch(line, /^[，。；：！？”）…、,.]/);
    for (const line of lines) assert.doesNotMatch(line, /[“（￥]$/);
    assert.ok(lines.some((line) => line.includes("1000039801202601031234567890")), "a number is not torn apart");
  }
  assert.deepEqual(breakLines("", 100, measure), [""]);
  assert.deepEqual(breakLines("　　缩进", 100, measure)[0], "　　缩");
});

test("picture: long texts go on several pictures, in order and inside the paper", () => {
  const pages = layOut({ title: "投诉书", parts: [{ label: "事实", text: `${STORY}\n`.repeat(30) }, { label: "要求", text: "退款" }] }, measure);
  assert.ok(pages.length > 3);
  for (const page of pages) {
    assert.ok(page.length > 0);
    page.forEach(({ y, style }, index) => {
      assert.ok(y >= 56 && y + style.line <= 1061 - 56);
      assert.ok(index === 0 || y >= page[index - 1].y + page[index - 1].style.line, "no line over another");
    });
  }
  const lines = pages.flat();
  assert.equal(lines.findIndex(({ text }) => text === "要求"), lines.length - 2);
  assert.ok(!pages.some((page) => page.at(-1)?.text === "要求"), "a label is not the last line of a picture");
});

test("picture: each character is measured twice at most, however long the text", () => {
  for (const text of ["字", "a", "！", "“", " ", "😀", "\n"]) {
    let count = 0;
    const counting = (/** @type {string} */ character) => (count++, measure(character));
    layOut({ title: "", parts: [{ label: "", text: text.repeat(100_000) }] }, counting);
    assert.ok(count <= 200_000, `${JSON.stringify(text)}: ${count} for 100,000 characters`);
  }
});
