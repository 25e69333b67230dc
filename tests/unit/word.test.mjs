// Word documents, opened by programs that are not the one that writes them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import mammoth from "mammoth";
import { readArchive } from "../tools/archives.mjs";
import "../tools/typescript.mjs";

const { wordDocument } = await import("../../www/files/export/word.ts");
const { blocksOf, textsOf } = await import("../../www/app/letter-blocks.ts");

const bufferOf = async (/** @type {Blob} */ blob) => Buffer.from(await blob.arrayBuffer());
/** The parts of a document as text, by name. */
const partsOf = async (/** @type {Blob} */ blob) => Object.fromEntries((await readArchive(blob)).map(({ name, content }) => [name, content.toString("utf8")]));

const HOSTILE = '</w:t><w:p>&lt; &amp; "quotes" \'single\' ]]> <!-- --> <?xml?> \u0000\u0007\u001b\ufffe\uffff \ud800 \udc00 😀 {{x}} =1+1';
const HOSTILE_READ = '</w:t><w:p>&lt; &amp; "quotes" \'single\' ]]> <!-- --> <?xml?>  \ufffd \ufffd 😀 {{x}} =1+1';
const LETTER = {
  title: "消费者投诉书 <草稿>",
  blocks: [
    { type: "heading", text: "一、投诉人" },
    { type: "paragraph", text: "张三\t13800000000\r\n地址：北京市东城区" },
    { type: "paragraph", text: "　　第二段。\u2028行分隔", apart: true },
    { type: "heading", text: HOSTILE },
    { type: "list", items: ["退款129元", "赔偿500元\n另起一行", HOSTILE] },
    { type: "paragraph", text: HOSTILE },
    { type: "list", items: ["另一个清单"] },
    { type: "heading", text: "证据清单" },
    { type: "table", head: ["编号", "证据", "说明"], rows: [["1", "聊天记录", ""], ["2", "检验报告", HOSTILE]] },
    { type: "paragraph", text: "投诉人：张三" },
  ],
}; // prettier-ignore

test("word: mammoth reads headings, numbered lists, the table and every line of text", async () => {
  const buffer = await bufferOf(await wordDocument(LETTER));
  const { value, messages } = await mammoth.extractRawText({ buffer });
  assert.deepEqual(messages, []);
  const paragraphs = [
    LETTER.title, "一、投诉人", "张三\t13800000000", "地址：北京市东城区", "　　第二段。", "行分隔", HOSTILE_READ, "退款129元", "赔偿500元另起一行", HOSTILE_READ, HOSTILE_READ, "另一个清单",
    "证据清单", "编号", "证据", "说明", "1", "聊天记录", "", "2", "检验报告", HOSTILE_READ, "投诉人：张三",
  ]; // prettier-ignore
  assert.deepEqual(value.trimEnd().split("\n\n"), paragraphs);
  const { value: html } = await mammoth.convertToHtml({ buffer }, { styleMap: ["p[style-name='Title'] => h1.title:fresh"] });
  assert.deepEqual([...html.matchAll(/<h1>(.*?)<\/h1>/g)].map(([, text]) => text.length > 20 || text), ["一、投诉人", true, "证据清单"]);
  assert.deepEqual([...html.matchAll(/<ol>(.*?)<\/ol>/g)].map(([, list]) => list.match(/<li>/g).length), [3, 1]);
  assert.match(html, /赔偿500元<br \/>另起一行/);
  assert.deepEqual(html.match(/<tr>/g).length, 3);
  assert.match(html, /<thead><tr><th>.*编号/s, "the first row is repeated on every page");
});

test("word: every part is well-formed, known to the others, and states nothing but the text", async () => {
  const parts = await partsOf(await wordDocument(LETTER));
  for (const [name, content] of Object.entries(parts)) assert.equal(XMLValidator.validate(content), true, name);
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "" });
  const { Relationships } = parser.parse(parts["word/_rels/document.xml.rels"]);
  for (const { Target } of Relationships.Relationship) assert.ok(parts[`word/${Target}`], Target);
  const types = parser.parse(parts["[Content_Types].xml"]).Types;
  for (const { PartName } of types.Override) assert.ok(parts[PartName.slice(1)], PartName);
  // Neither a person nor a time: the properties are empty.
  for (const name of Object.keys(parts).filter((name) => name.startsWith("docProps/"))) {
    const [root] = Object.values(parser.parse(parts[name])).filter((value) => typeof value === "object" && !("version" in value));
    assert.deepEqual(Object.keys(root).filter((key) => !key.startsWith("xmlns")), [], name);
  }
  assert.doesNotMatch(Object.values(parts).join(), /\b20[2-9]\d-\d\d-\d\dT|w:rsid|w:author|[Uu]n-named/);
  assert.match(parts["word/document.xml"], /<w:pgSz w:w="11906" w:h="16838"/, "A4");
  assert.match(parts["word/styles.xml"], /w:eastAsia="宋体"/);
  assert.match(parts["word/footer1.xml"], /PAGE.*NUMPAGES/s);
  assert.match(parts["word/settings.xml"], /compatibilityMode/, "not opened as one of Word 2007");
  // The numbering has ids by lot; nothing else differs between two documents of the same text.
  const again = await partsOf(await wordDocument(LETTER));
  for (const name of Object.keys(parts).filter((name) => name !== "word/numbering.xml")) assert.equal(again[name], parts[name], name);
});

test("word: columns are as wide as their texts, and together as the page", async () => {
  const widthsOf = async (rows) => {
    const parts = await partsOf(await wordDocument({ title: "", blocks: [{ type: "table", head: rows[0], rows: rows.slice(1) }] }));
    return [...parts["word/document.xml"].matchAll(/<w:gridCol w:w="(\d+)"/g)].map(([, width]) => Number(width));
  };
  const short = await widthsOf([["编号", "证据"], ["1", "聊天记录"]]); // prettier-ignore
  const long = await widthsOf([["编号", "证据", "说明"], ["1", "聊天".repeat(60), "页面".repeat(60)]]); // prettier-ignore
  for (const widths of [short, long]) assert.ok(widths.every((width) => width > 400) && widths.reduce((sum, width) => sum + width) <= 8732, String(widths));
  assert.ok(short[0] < 1000 && long[0] < 1000 && Math.abs(long[1] - long[2]) < 10, `${short} ${long}`);
});

// ── the structure of a composed document ──

const BODY = "投诉书\n\n市场监督管理局：\n\n请求\n1. 退款\n2. 赔偿\n另一行\n\n依据\n1. 第一条\n以上为要点。\n\n证据清单\n1. 订单，2张。\n2. 聊天。\n\n投诉人：张三";
const HTML = '<article lang="zh-CN">\n<h1>投诉书</h1>\n<p>市场监督管理局：</p>\n<h2>请求</h2>\n<ol>\n<li>退款</li>\n<li>赔偿<br>另一行</li>\n</ol>\n<h2>依据</h2>\n<ol>\n<li>第一条</li>\n</ol>\n<p>以上为要点。</p>\n<h2>证据清单</h2>\n<ol>\n<li>订单，2张。</li>\n<li>聊天。</li>\n</ol>\n<p>投诉人：张三</p>\n</article>\n';

test("blocks: headings and lists of the HTML, text of the document", () => {
  const blocks = blocksOf({ title: "投诉书", body: BODY }, HTML);
  assert.deepEqual(blocks, [
    { type: "paragraph", text: "市场监督管理局：", apart: false },
    { type: "heading", text: "请求" },
    { type: "list", items: ["退款", "赔偿\n另一行"] },
    { type: "heading", text: "依据" },
    { type: "list", items: ["第一条"] },
    { type: "paragraph", text: "以上为要点。", apart: false },
    { type: "heading", text: "证据清单" },
    { type: "list", items: ["订单，2张。", "聊天。"] },
    { type: "paragraph", text: "投诉人：张三", apart: true },
  ]);
});

test("blocks: a table takes the place of the list that it is given for, and of no other", () => {
  const asked = [];
  const tableOf = (items) => {
    asked.push(items);
    return items.length === 2 && items[1] === "聊天。" ? { head: ["编号"], rows: [["1"], ["2"]] } : undefined;
  };
  const blocks = blocksOf({ title: "投诉书", body: BODY }, HTML, tableOf);
  assert.deepEqual(asked, [["退款", "赔偿\n另一行"], ["第一条"], ["订单，2张。", "聊天。"]]); // prettier-ignore
  assert.deepEqual(blocks.map(({ type }) => type), ["paragraph", "heading", "list", "heading", "list", "paragraph", "heading", "table", "paragraph"]);
  assert.deepEqual(blocks[7], { type: "table", head: ["编号"], rows: [["1"], ["2"]] });
});

test("blocks: whatever a person types, no line is lost, and only the document's own items are numbered", () => {
  const body = "投诉书\n\n1. 不是清单\n证据清单\n2. 也不是\n\n请求\n1. 退款";
  const html = "<h1>投诉书</h1>\n<p>1. 不是清单<br>证据清单<br>2. 也不是</p>\n<h2>请求</h2>\n<ol>\n<li>退款</li>\n</ol>\n";
  const blocks = blocksOf({ title: "投诉书", body }, html);
  assert.deepEqual(blocks.map(({ type }) => type), ["paragraph", "paragraph", "paragraph", "heading", "list"]);
  assert.deepEqual(blocks.flatMap((block) => block.items ?? block.text), ["1. 不是清单", "证据清单", "2. 也不是", "请求", "退款"]);
  assert.deepEqual(textsOf("<li>&lt;b&gt; &amp;amp; &quot;x&quot;<br>y</li>\n", "li"), ['<b> &amp; "x"\ny']);
});
