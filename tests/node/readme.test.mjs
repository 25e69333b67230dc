/** The examples of the READMEs are run as they are there, against the built package, and print what is below them. Pages: tests/browser. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { FILES, blocks, consumer, examples, read } from "./examples.mjs";
import { launch } from "./miniprogram.mjs";

const KINDS = ["html run", "js run", "js run cjs", "js run page", "js run wechat"];
let place;
before(() => (place = consumer()));
after(() => place.remove());

test("each way of embedding has an example of about ten lines, with what it prints", () => {
  assert.deepEqual([...new Set(examples.map(({ kind }) => kind))].sort(), KINDS);
  for (const entry of ["index", "element", "bind", "inline"]) assert.ok(examples.some(({ code }) => code.includes(`tousu/${entry}.js`)), entry);
  for (const { name, code, output } of examples) {
    assert.ok(output, `${name} prints something`);
    assert.ok(code.trim().split("\n").length <= 18, `${name} is short`);
  }
});

for (const { kind, code, output, name } of examples.filter(({ kind }) => /^js run( cjs)?$/.test(kind))) {
  test(`${name} prints what stands below it`, () => {
    const file = join(place.folder, kind.endsWith("cjs") ? "example.cjs" : "example.mjs");
    writeFileSync(file, code);
    const { status, stdout, stderr } = spawnSync(process.execPath, [file], { encoding: "utf8" });
    assert.equal(status, 0, stderr);
    assert.equal(stdout, output);
  });
}

for (const { code, output, name } of examples.filter(({ kind }) => kind === "js run wechat")) {
  test(`${name} prints what stands below it, in WeChat's logic layer`, async () => {
    const app = await launch({ "pages/text/text.js": code, "pages/text/text.wxml": "<view />" });
    await app.open("/pages/text/text");
    assert.equal(app.printed.map((line) => `${line}\n`).join(""), output);
  });
}

test("the guide in Chinese keeps step with the package's README: the same examples, sections, tables and figures", () => {
  const [english, chinese] = FILES.map(read);
  assert.deepEqual(blocks(chinese), blocks(english));
  /** Headings by their level, rows of tables by the numbers in them. */
  const outline = (text) => text.replace(/^```[^]*?^```$/gm, "").split("\n").flatMap((line) => {
    if (/^#+ /.test(line)) return line.split(" ")[0];
    return line.startsWith("|") ? `row ${[...new Set(line.match(/\d+(?:[.,]\d+)*/g))].sort().join(" ")}` : [];
  });
  assert.deepEqual(outline(chinese), outline(english));
  assert.match(chinese, /\]\(lib\/README\.md\)/);
  // What the package holds beside it, and nothing else, is named in it.
  for (const [, path] of english.matchAll(/\]\((?!https?:)([^)#]+)\)/g)) assert.ok(existsSync(new URL(`../../www/pkg/${path}`, import.meta.url)), path);
});
