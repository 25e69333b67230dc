// Whatever is typed stays text. Each payload of tests/corpus/injection.mjs stands in every field of a draft, every
// document is composed in every format, and parsers that are not ours say what came of it.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { Parser as CommonMark, HtmlRenderer } from "commonmark";
import { parse as parseCsv } from "csv-parse/sync";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import ICAL from "ical.js";
import mammoth from "mammoth";
import MarkdownIt from "markdown-it";
import { Marked } from "marked";
import { html as space, parseFragment } from "parse5";
import * as tousu from "../../www/pkg/index.js";
import { BIDI, CSV, DOCX, ICS, NAMES, PAYLOADS } from "../corpus/injection.mjs";
import { readArchive } from "../tools/archives.mjs";
import "../tools/typescript.mjs";

const { blocksOf } = await import("../../www/app/letter-blocks.ts");
const { csv } = await import("../../www/files/export/csv.ts");
const { wordDocument } = await import("../../www/files/export/word.ts");
const { zip } = await import("../../www/files/export/zip.ts");

const TODAY = "2026-11-24";
const LOCALES = ["zh-CN", "en"];
/** What a payload is put beside: nothing, words before it, words behind it. */
const PLACES = [(p) => p, (p) => `文字${p}`, (p) => `${p}文字`, (p) => `文字\n${p}\n文字`];
/** A name that is nobody's way out of its folder is short enough for a draft, too. */
const ALL = [...new Set(Object.values(PAYLOADS).flat())].filter((payload) => payload.length < 2_000);
let fields, documents;

before(async () => {
  await tousu.ready();
  const form = tousu.form();
  fields = form.sections.flatMap((section) => section.fields);
  documents = form.documents.map(({ id }) => id);
});

const LISTS = (text) => ({
  evidence: [
    { kind: "order-detail", title: text, note: text, date: text, count: 2, source: text, file: { name: text, size: 5, type: text, sha256: text } },
    { kind: "payment-proof", title: text },
    { kind: text, title: text, note: text },
  ],
  log: [
    { date: "2026-11-01", channel: "merchant", action: "requested-remedy", note: text, reference: text },
    { date: "2026-11-12", channel: "merchant", action: "refused", note: text },
    { date: text, channel: text, action: text, note: text, reference: text },
  ],
});
/** The text in every field there is, of whatever kind. */
const everywhere = (text) => ({ ...Object.fromEntries(fields.map(({ id }) => [id, text])), ...LISTS(text) });
/** The text where a person writes freely, the rest in order: more of the documents comes out. */
const amongOrder = (text) => ({
  ...Object.fromEntries(fields.filter(({ kind }) => kind === "line" || kind === "paragraph").map(({ id }) => [id, text])),
  reason: "late-delivery", remedy: ["refund", "compensation", "other"], purchaseDate: "2026-10-03", promisedDate: "2026-10-05",
  quantity: "2", unitPrice: "64.50", paidAmount: "129", remedyAmount: "500", contactPhone: "13800138000", contactEmail: "a@example.com",
  ...LISTS(text),
}); // prettier-ignore

/** Every payload in every place, in a quarter of the documents by turns, and in both languages: what each format makes of it. */
function each(payloads, check) {
  let composed = 0;
  payloads.forEach((payload, turn) => {
    PLACES.forEach((place, at) => {
      const text = place(payload);
      const draft = (turn + at) % 2 ? everywhere(text) : amongOrder(text);
      const locale = LOCALES[(turn + (at >> 1)) % 2];
      for (const [index, document] of documents.entries()) {
        if ((turn + at + index) % 4) continue;
        const options = { today: TODAY, locale, document, channel: ["12315", undefined][turn % 2], limit: 1_000_000 };
        const made = (format) => tousu.compose(draft, { ...options, format }).body;
        check({ made, options, draft, text, what: `${JSON.stringify(payload.slice(0, 200))} at ${at} in ${document}, ${locale}` });
        composed += 1;
      }
    });
  });
  return composed;
}

// ── what a reader sees of a tree of HTML, as lines ──

const OURS = { h1: [], h2: [], p: [], ol: ["start"], ul: [], li: [], table: [], tbody: [], tr: [], th: ["scope"], td: [], br: [], article: ["lang"], strong: [] };

/** Fails on an element or attribute that is not ours, on a comment, and on anything outside HTML. @returns {string[]} the lines shown */
function shown(tree, allowed, what, links = []) {
  const lines = [];
  let line = "";
  const end = () => (lines.push(line), (line = ""));
  let number = [];
  const walk = (node) => {
    if (node.nodeName === "#text") return void (line += node.value);
    if (node.nodeName !== "#document-fragment") {
      assert.ok(node.nodeName in OURS && allowed.includes(node.nodeName), `<${node.nodeName}>: ${what}`);
      assert.equal(node.namespaceURI, space.NS.HTML, what);
      for (const { name } of node.attrs) assert.ok(OURS[node.nodeName].includes(name), `${node.nodeName} ${name}: ${what}`);
    }
    if (node.nodeName === "br") return end();
    if (node.nodeName === "ol") number.push(Number(node.attrs.find(({ name }) => name === "start")?.value ?? 1));
    if (node.nodeName === "ul") number.push(NaN);
    if (node.nodeName === "li") line += number.at(-1) >= 0 ? `${number[number.length - 1]++}. ` : "";
    node.childNodes.forEach(walk);
    if (["ol", "ul"].includes(node.nodeName)) number.pop();
    if (["h1", "h2", "p", "li", "tr"].includes(node.nodeName)) end();
    if (node.nodeName === "th") line += "：";
  };
  walk(tree);
  assert.equal(line.trim(), "", `text outside a block: ${what}`);
  return lines;
}
/** What of a text is compared: not blanks, control characters, empty lines, or the colon that a label has. */
const bare = (lines) => lines.map((line) => line.replace(/[\p{Cc}\s\ufffd\ufeff]/gu, "").replace(/[:：]/g, "")).filter(Boolean);
const asLines = (text) => bare(text.split("\n"));

/** Parse errors of HTML that a control character or an odd code point is by itself; it opens nothing. */
const CHARACTERS = ["control-character-in-input-stream", "noncharacter-in-input-stream", "surrogate-in-input-stream"];
function parseHtml(source, what, allowed = CHARACTERS) {
  const errors = [];
  const tree = parseFragment(source, { onParseError: ({ code }) => allowed.includes(code) || errors.push(code), scriptingEnabled: true });
  assert.deepEqual(errors, [], what);
  return tree;
}

test("HTML: no element, attribute or comment of the person's; what is shown is the text, line by line", () => {
  const allowed = ["article", "h1", "h2", "p", "ol", "li", "table", "tbody", "tr", "th", "td", "br"];
  const composed = each(ALL, ({ made, what }) => {
    // parse5 puts a <tbody> into a table, as a browser does.
    assert.deepEqual(bare(shown(parseHtml(made("html"), what), allowed, what)), asLines(made("text")), what);
  });
  assert.ok(composed > 3_500, String(composed));
});

const MARKDOWN_READERS = {
  commonmark: ((parser, renderer) => (source) => renderer.render(parser.parse(source)))(new CommonMark(), new HtmlRenderer()),
  "markdown-it": ((reader) => (source) => reader.render(source))(new MarkdownIt({ html: true })),
  "marked, as GitHub reads": ((reader) => (source) => reader.parse(source))(new Marked({ gfm: true })),
};
for (const [name, render] of Object.entries(MARKDOWN_READERS))
  test(`Markdown by ${name}: headings, lists and labels of the document only; what is shown is the text`, () => {
    const allowed = ["h1", "h2", "p", "ol", "ul", "li", "strong", "br"];
    each(ALL, ({ made, what }) => {
      const rendered = render(made("markdown"));
      // A NUL is for the reader to replace.
      const tree = parseHtml(rendered, what, [...CHARACTERS, "unexpected-null-character"]);
      assert.equal(bare(shown(tree, allowed, what)).join(""), asLines(made("text")).join(""), what);
    });
  });

test("every format has the blocks that a harmless draft has, in number and order", () => {
  const outline = (source) => source.match(/<(h1|h2|p|ol|ul|li|tr|td|strong)\b/g)?.join(" ");
  const render = MARKDOWN_READERS.commonmark;
  const blocks = (draft, options) => [
    outline(tousu.compose(draft, { ...options, format: "html" }).body),
    outline(render(tousu.compose(draft, { ...options, format: "markdown" }).body)),
    tousu.compose(draft, options).parts.map(({ id }) => id).join(" "),
  ];
  const words = (text) => ({ ...amongOrder(text), merchantName: `文字${text}`, contactName: `${text}文字` });
  let compared = 0;
  for (const [turn, payload] of ALL.entries()) {
    const draft = words(`文字${payload}字`);
    // What looks like a template that nobody filled in counts as not filled in.
    if (tousu.assess(draft, { today: TODAY }).issues.some(({ code }) => code === "text.placeholder")) continue;
    for (const [index, document] of documents.entries()) {
      if ((turn + index) % 3) continue;
      const options = { today: TODAY, locale: LOCALES[index % 2], document, limit: 1_000_000 };
      assert.deepEqual(blocks(draft, options), blocks(words("文字"), options), `${JSON.stringify(payload)} in ${document}`);
      compared += 1;
    }
  }
  assert.ok(compared > 1_000, String(compared));
});

/** What stands outside of isolates in a line, and whether each isolate in it is closed. */
function outside(line) {
  let depth = 0;
  let plain = "";
  for (const character of line) {
    if (/[\u2066-\u2068]/.test(character)) depth += 1;
    else if (character === "\u2069" && depth > 0) depth -= 1;
    else if (depth === 0) plain += character;
  }
  return { plain, closed: depth === 0 };
}

test("text: nothing turns the writing direction of what stands beside it", () => {
  let isolated = 0;
  each(BIDI, ({ made, what }) => {
    for (const format of ["text", "markdown", "html"]) {
      for (const line of made(format).split(/\n|<br>/)) {
        const { plain, closed } = outside(line);
        assert.doesNotMatch(plain, /[\u202a-\u202e\u2066-\u2069]/, `${format}: ${what}`);
        assert.ok(closed, `${format}: ${what}`);
        if (plain !== line) isolated += 1;
      }
    }
  });
  assert.ok(isolated > 100, String(isolated));
});

// ── Word ──

const xml = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "@", preserveOrder: true, trimValues: false, processEntities: false });
/** Names of elements of a document, each with how often it stands there. */
function census(nodes, count = {}) {
  for (const node of nodes)
    for (const [name, inner] of Object.entries(node)) {
      if (name === ":@" || name === "#text") continue;
      count[name] = (count[name] ?? 0) + 1;
      if (Array.isArray(inner)) census(inner, count);
    }
  return count;
}
/** A text as XML 1.0 can say it, cut into the lines of Unicode. */
const paragraphs = (text) => text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").split(/\r\n|[\n\r\u0085\u2028\u2029]/);

/** Elements that a text brings with it by its length, tabs and line breaks, and the properties that go with them. */
const OF_TEXT = ["?xml", "w:p", "w:pPr", "w:pStyle", "w:spacing", "w:numPr", "w:ilvl", "w:numId", "w:r", "w:t", "w:tab", "w:br"];

test("Word: paragraphs, parts and relations of the document only; mammoth reads the text back", async () => {
  const cases = [];
  each([...new Set([...DOCX, ...BIDI, ...PAYLOADS.HTML])], ({ made, draft, options, what }) => cases.push({ made, draft, options, what }));
  const innocent = await readArchive(await wordDocument({ title: "文字", blocks: [{ type: "list", items: ["文字"] }] }));
  let lists = 0;
  for (const { made, draft, options, what } of cases.filter((_, index) => index % 5 === 0)) {
    const { title, body } = tousu.compose(draft, options);
    const blocks = blocksOf({ title, body }, made("html"));
    const document = await wordDocument({ title, blocks, lang: options.locale });
    const files = await readArchive(document);
    assert.deepEqual(files.map(({ name }) => name), innocent.map(({ name }) => name), what);
    const source = Object.fromEntries(files.map(({ name, content }) => [name, content.toString("utf8")]));
    for (const [name, each] of Object.entries(source)) assert.equal(XMLValidator.validate(each), true, `${name}: ${what}`);
    assert.doesNotMatch(source["word/document.xml"], /<!|<\?(?!xml version="1\.0")/, what);
    for (const { name, content } of innocent) if (name.endsWith(".rels")) assert.equal(source[name], content.toString("utf8"), `${name}: ${what}`);
    // Every line of the letter, without the numbers of its lists, which Word counts by itself.
    const numbered = blocks.flatMap((block) => block.items ?? []);
    lists += numbered.length;
    const lines = [paragraphs(title).join(" "), ...blocks.flatMap((block) => (block.type === "list" ? block.items.map((item) => paragraphs(item).join("")) : block.type === "heading" ? paragraphs(block.text).join(" ") : paragraphs(block.text)))];
    const count = census(xml.parse(source["word/document.xml"]));
    assert.deepEqual([count["?xml"], count["w:p"], count["w:numPr"] ?? 0], [1, lines.length, numbered.length], what);
    const rest = Object.entries(count).filter(([name]) => !OF_TEXT.includes(name));
    assert.deepEqual(Object.fromEntries(rest), { "w:document": 1, "w:body": 1, "w:sectPr": 1, "w:footerReference": 1, "w:pgSz": 1, "w:pgMar": 1, "w:pgNumType": 1, "w:docGrid": 1 }, what);
    const { value, messages } = await mammoth.extractRawText({ buffer: Buffer.from(await document.arrayBuffer()) });
    assert.deepEqual(messages, [], what);
    assert.equal(value, lines.map((line) => `${line}\n\n`).join(""), what);
    // What is shown is the letter: nothing is lost on the way through headings and lists.
    const plain = (text) => paragraphs(text).join("").replace(/^\d+\. /gm, "").replace(/\s/g, "");
    const withoutNumbers = body.split("\n").map((line) => line.replace(/^\d+\. /, "")).join("\n");
    const inWord = value.split("\n").map((line) => line.replace(/^\d+\. /, "")).join("");
    assert.equal(plain(inWord), plain(body.startsWith(`${title}\n`) ? withoutNumbers : title + withoutNumbers), what);
  }
  assert.ok(lists > 100, String(lists));
});

// ── calendar ──

/** The built-in labels are not the person's; an embedder's are. */
const deadline = (text) => ({
  deadline: [{ id: "added", label: { zh: text, en: text }, next: { zh: text, en: text }, binds: "consumer", starts: { fields: ["purchaseDate"] }, period: { days: 60 }, source: { zh: "约定", en: "terms" } }],
});
/** Control characters but the line break, which an embedder's words are refused for. */
const CONTROL = /[^\P{Cc}\n]/u;

test("calendar: whatever stands in a draft or in an embedder's words, the same components and properties; the words come back", () => {
  const outline = (component) => [component.name, component.getAllProperties().map(({ name }) => name), component.getAllSubcomponents().map(outline)];
  const read = (source, what) => {
    for (const line of source.split("\r\n")) assert.ok(Buffer.byteLength(line) <= 75 && !/[\r\n]/.test(line), what);
    return new ICAL.Component(ICAL.parse(source));
  };
  const property = (component, name) => component.getFirstPropertyValue(name);
  const [innocent, withAdded] = [tousu, new tousu.Tousu(deadline("文字"))].map((engine) => read(engine.calendar(amongOrder("文字"), { today: TODAY })));
  assert.ok(innocent.getAllSubcomponents().length > 1);
  const labels = innocent.getAllSubcomponents().map((event) => property(event, "summary").split(" · ")[0]);
  for (const payload of new Set([...ICS, ...PAYLOADS.HTML, ...BIDI])) {
    for (const place of PLACES) {
      const text = place(payload);
      const what = JSON.stringify(text);
      // Of what is typed only the name of the case comes into a calendar, behind the label.
      const typed = read(tousu.calendar({ ...amongOrder(text), fraudFacts: "文字" }, { today: TODAY }), what);
      assert.deepEqual(outline(typed), outline(innocent), what);
      assert.deepEqual(typed.getAllSubcomponents().map((event) => property(event, "summary").split(" · ")[0]), labels, what);
      if (!text.trim()) continue;
      if (CONTROL.test(text)) {
        assert.throws(() => new tousu.Tousu(deadline(text)), /deadline added: has a control character/, what);
        continue;
      }
      const calendar = read(new tousu.Tousu(deadline(text)).calendar(amongOrder("文字"), { today: TODAY }), what);
      assert.deepEqual(outline(calendar), outline(withAdded), what);
      const event = calendar.getAllSubcomponents("vevent").find((each) => property(each, "uid").startsWith("added-"));
      const words = [property(event, "summary"), property(event, "description"), property(event.getFirstSubcomponent("valarm"), "description")];
      const own = text.toWellFormed();
      assert.deepEqual(words, [`${own} · 文字`, own, `${own} · 文字`], what);
    }
  }
});

// ── table ──

/** What spreadsheets begin a formula with; in Chinese and Japanese ones the full-width signs do as well, and blanks before them do not help. */
const RUNS = /^[\p{Cc}\p{Cf}\s]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

test("table: one row and as many cells, however it is read; no cell that a spreadsheet would run; the text comes back", () => {
  for (const payload of new Set(Object.values(PAYLOADS).flat())) {
    const what = JSON.stringify(payload.slice(0, 100));
    const cells = [payload, `文字${payload}`, `${payload}文字`, `文字\n${payload}`];
    const source = csv([["甲", "乙", "丙", "丁"], cells, [1, -5, undefined, payload]]);
    assert.equal(source[0], "\ufeff");
    const bytes = Buffer.from(source.toWellFormed());
    // LibreOffice takes commas, semicolons and tabs for a separator, unless it is told not to.
    for (const delimiter of [[","], [",", ";", "\t"]]) {
      const rows = parseCsv(bytes, { bom: true, delimiter, relax_column_count: true });
      assert.equal(rows.length, 3, what);
      for (const row of rows) assert.equal(row.length, 4, what);
      for (const cell of rows[1]) assert.doesNotMatch(cell, RUNS, what);
      assert.deepEqual(rows[1].map((cell, index) => (RUNS.test(cells[index]) ? cell.replace(/^'/, "") : cell)), cells.map((cell) => cell.toWellFormed()), what);
      assert.deepEqual(rows[2].slice(0, 3), ["1", "-5", ""], "numbers stay numbers");
    }
  }
});

// ── archive ──

test("archive: every name is one file inside the folder it is unpacked to, on every system, and shows what it is", async () => {
  const wanted = Object.values(PAYLOADS).flat().flatMap((payload) => [payload, `证据/01 ${payload}.jpg`]);
  const found = await readArchive(await zip(wanted.map((name, index) => ({ name, data: String(index) }))));
  assert.deepEqual(found.map(({ content }) => content.toString()), wanted.map((_, index) => String(index)));
  const list = found.map(({ name }) => name);
  const same = (name) => name.normalize("NFKC").toLowerCase();
  const taken = new Set(list.map(same));
  assert.equal(taken.size, list.length, "all different, where neither case nor width counts");
  for (const [index, name] of list.entries()) {
    const what = `${JSON.stringify(wanted[index].slice(0, 100))} became ${JSON.stringify(name)}`;
    assert.equal(name, name.normalize("NFC"), what);
    assert.ok(Buffer.byteLength(name) < 2_000, `a path that can be unpacked: ${what}`);
    const parts = name.split("/");
    for (const part of parts) {
      assert.doesNotMatch(part, /[\p{Cc}\p{Cs}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\\<>:"|?*]/u, what);
      assert.doesNotMatch(part, /[.\s]$|^(con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])\s*(\.|$)|^\s/i, what);
      assert.ok(part !== "." && part !== ".." && Buffer.byteLength(part) <= 255, what);
    }
    for (let depth = 1; depth < parts.length; depth++) assert.ok(!taken.has(same(parts.slice(0, depth).join("/"))), `a file where a folder has to be: ${what}`);
  }
  assert.ok(NAMES.length > 120);
});

test("archive: ten thousand files of one name get as many names, none by trying all numbers before it", async (t) => {
  const lookUp = t.mock.method(Set.prototype, "has");
  const archive = await zip(Array.from({ length: 10_000 }, () => ({ name: "证据/照片.jpg", data: "" })));
  const looks = lookUp.mock.callCount();
  lookUp.mock.restore();
  assert.ok(looks > 10_000 && looks < 100_000, `${looks} looks for 10,000 names`);
  const list = (await readArchive(archive)).map(({ name }) => name);
  assert.deepEqual([new Set(list).size, list[0], list[9_999]], [10_000, "证据/照片.jpg", "证据/照片 (10000).jpg"]);
});
