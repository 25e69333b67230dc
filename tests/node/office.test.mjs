// Word documents of real cases, opened by LibreOffice.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import * as tousu from "../../www/pkg/index.js";
import "../tools/typescript.mjs";

const { exhibitTable } = await import("../../www/app/exhibit-table.ts");
const { laterTranslator } = await import("../../www/app/later-strings.ts");
const { blocksOf } = await import("../../www/app/letter-blocks.ts");
const { wordDocument } = await import("../../www/files/export/word.ts");

const DRAFT = {
  reason: "late-delivery",
  description: "页面写明48小时内发货。\n11月16日联系客服，至今没有发货。",
  orderNumber: "QH20261110004217",
  purchaseDate: "2026-11-10",
  productName: "双面羊毛呢大衣 <M> & 腰带",
  paidAmount: "689.00",
  remedy: ["refund", "compensation"],
  contactName: "周宁",
  evidence: [{ kind: "order-detail", count: 2 }, { kind: "chat-record", note: "含承诺" }],
  log: [{ date: "2026-11-16", channel: "merchant", action: "requested-remedy" }],
}; // prettier-ignore

const office = ["soffice", "libreoffice"].find((name) => !spawnSync(name, ["--version"]).error);
test("Word: LibreOffice shows every line of the letter, counts its lists and makes pages of it", { skip: office ? false : "no soffice on this machine (Debian: libreoffice-writer-nogui)" }, async () => {
  await tousu.ready();
  const options = { document: "letter", channel: "12315", today: "2026-11-24" };
  const letter = tousu.compose(DRAFT, options);
  const heading = letter.parts.find(({ id }) => id === "evidence").label;
  const t = laterTranslator("zh-CN");
  const tableOf = (items) => exhibitTable(items, DRAFT, tousu.form().evidence, "zh-CN", t);
  const blocks = blocksOf(letter, tousu.compose(DRAFT, { ...options, format: "html" }).body, tableOf);
  const folder = mkdtempSync(join(tmpdir(), "tousu-word-"));
  const profile = pathToFileURL(join(folder, "profile")).href;
  const document = await wordDocument({ title: letter.title, blocks });
  writeFileSync(join(folder, "letter.docx"), Buffer.from(await document.arrayBuffer()));
  const convert = (format) =>
    execFileSync(String(office), [`-env:UserInstallation=${profile}`, "--headless", "--convert-to", format, "--outdir", folder, join(folder, "letter.docx")], { stdio: "pipe", timeout: 300_000 });

  convert("txt:Text (encoded):UTF8");
  const shown = readFileSync(join(folder, "letter.txt"), "utf8").replace(/^\ufeff/, "").split(/\r?\n/).map((line) => line.trim()).filter(Boolean);
  const { head, rows } = blocks.find(({ type }) => type === "table");
  assert.deepEqual([head, ...rows], [["编号", "证据", "说明", "数量（张或页）"], ["1", "订单详情", "", "2"], ["2", "聊天记录", "含承诺", ""]]); // prettier-ignore
  const lines = letter.body.split("\n").filter(Boolean);
  lines.splice(lines.indexOf(heading) + 1, rows.length, ...[head, ...rows].flat().filter(Boolean));
  assert.deepEqual(shown, lines, "with the numbers of the lists, each from 1");

  convert("html");
  const html = readFileSync(join(folder, "letter.html"), "utf8");
  const count = (tag) => html.match(new RegExp(`<${tag}\\b`, "gi"))?.length ?? 0;
  assert.equal(count("h1"), blocks.filter(({ type }) => type === "heading").length);
  assert.equal(count("table"), 1);
  assert.equal(count("tr"), 3);
  convert("pdf");
  assert.equal(readFileSync(join(folder, "letter.pdf")).subarray(0, 5).toString(), "%PDF-");
  rmSync(folder, { recursive: true });
});

test("exhibits as a table: every document's list gives the columns that it states, and nothing of it is lost", async () => {
  await tousu.ready({ locales: ["zh-CN", "en"] });
  const evidence = [
    { kind: "order-detail", title: "订单", date: "2026-11-10", count: 2, note: "含单号。", file: { name: "a.jpg", size: 3 } },
    { kind: "chat-record", title: "\u202e聊天", date: "十一月", count: 31, note: "两\n行", file: { name: "b.png", size: 4 } },
  ];
  const letter = ["名称", "形成日期", "说明", "数量（张或页）"];
  const all = ["名称", "形成日期", "文件", "说明", "证明内容", "数量（张或页）"];
  // A court is told the source too.
  const claim = [...all.slice(0, 5), "证据来源", ...all.slice(5)];
  const expected = { letter, "evidence-list": all, claim };
  for (const locale of ["zh-CN", "en"]) {
    const kinds = tousu.form({ locale }).evidence;
    for (const { id: document } of tousu.form().documents) {
      const options = { document, locale, today: "2026-11-24", channel: "12315" };
      const draft = { ...DRAFT, evidence };
      const tables = [];
      const tableOf = (items) => {
        const table = exhibitTable(items, draft, kinds, locale, laterTranslator("zh-CN"));
        if (table) tables.push({ ...table, items });
        return table;
      };
      const composed = tousu.compose(draft, options);
      blocksOf(composed, tousu.compose(draft, { ...options, format: "html" }).body, tableOf);
      assert.equal(tables.length, document in expected ? 1 : 0, document);
      for (const { head, rows, items } of tables) {
        assert.deepEqual(head, ["编号", "证据", ...expected[document]], `${document}, ${locale}`);
        rows.forEach((row, index) => {
          const item = items[index].replace(/[\p{Cf}\s]/gu, "");
          const cells = row.slice(1).map((cell) => cell.replace(/[\p{Cf}\s]|。$/gu, ""));
          for (const cell of cells) assert.ok(cell && item.includes(cell), `${cell} in ${item}`);
          // What is left are the words of the list itself, the same for every exhibit.
          const left = cells.sort((a, b) => b.length - a.length).reduce((text, cell) => text.replace(cell, ""), item);
          assert.match(left, locale === "en" ? /^[“”();:.,a-z]*$/ : /^[《》（）；：。，张页日期文件说明证明内容来源数]*$/, left);
        });
      }
    }
  }
  assert.equal(exhibitTable(["1"], { evidence: [] }, [], "en", laterTranslator("en")), undefined);
  assert.equal(exhibitTable(["别的"], { evidence: [{ kind: "chat-record", shows: 7 }] }, tousu.form().evidence, "zh-CN", laterTranslator("zh-CN")), undefined);
});
