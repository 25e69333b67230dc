// The files that leave the page: archives, Word documents, pictures of texts, exported cases. Each is opened by a
// parser that is not ours.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import zlib from "node:zlib";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { unzipSync } from "fflate";
import mammoth from "mammoth";
import yauzl from "yauzl";
import { parse } from "../../www/files/case.js";
import { docx } from "../../www/files/docx.js";
import { safeName } from "../../www/files/names.js";
import { breakLines, layOut } from "../../www/files/picture.js";
import { sha256, sha256InSlices } from "../../www/files/sha256.js";
import { memoryStore } from "../../www/files/store.js";
import { crc32, zip } from "../../www/files/zip.js";

const bytesOf = async (/** @type {Blob} */ blob) => new Uint8Array(await blob.arrayBuffer());

/** All entries, as yauzl sees them in its strict mode. @param {Uint8Array} archive */
const entries = (archive) =>
  new Promise((resolve, reject) => {
    yauzl.fromBuffer(Buffer.from(archive), { lazyEntries: true, strictFileNames: true }, (error, file) => {
      if (error) return reject(error);
      const list = [];
      file.on("entry", (entry) => {
        list.push(entry);
        file.readEntry();
      });
      file.on("end", () => resolve(list));
      file.on("error", reject);
      file.readEntry();
    });
  });

test("zip: content, names, order and times come back", async () => {
  const film = randomBytes(9_000_001);
  const date = new Date(2026, 0, 3, 10, 20, 30);
  const archive = await bytesOf(
    await zip([
      { name: "投诉书.txt", data: "你好，世界", date },
      { name: "证据/01 订单截图.jpg", data: new Uint8Array([1, 2, 3]), date },
      { name: "证据/02 开箱.mp4", data: new Blob([film]), date },
      { name: "empty", data: new Uint8Array(0), date: new Date(NaN) },
    ]),
  );
  const files = unzipSync(archive);
  assert.deepEqual(Object.keys(files), ["投诉书.txt", "证据/01 订单截图.jpg", "证据/02 开箱.mp4", "empty"]);
  assert.equal(Buffer.from(files["投诉书.txt"]).toString(), "你好，世界");
  assert.ok(film.equals(files["证据/02 开箱.mp4"]));
  const list = await entries(archive);
  assert.deepEqual(list.map((entry) => entry.fileName), Object.keys(files));
  assert.deepEqual(list[0].getLastModDate(), date);
  assert.equal(list[3].getLastModDate().getFullYear(), 1980);
  for (const entry of list) {
    assert.equal(entry.crc32, zlib.crc32(files[entry.fileName]));
    assert.equal(entry.generalPurposeBitFlag & 0x0800, 0x0800, "the name is marked as UTF-8");
  }
  // Python reads every byte again and compares the sums.
  const folder = mkdtempSync(join(tmpdir(), "tousu-zip-"));
  writeFileSync(join(folder, "a.zip"), archive);
  const script = "import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(len(z.namelist()))";
  const python = spawnSync("python3", ["-c", script, join(folder, "a.zip")], { encoding: "utf8" });
  if (!python.error) assert.equal(python.stdout.trim(), "4", python.stderr);
  rmSync(folder, { recursive: true });
});

test("zip: no name reaches outside its folder, deceives, or hides another", async () => {
  const names = [
    "../../etc/passwd", "..\\..\\windows\\system32", "/absolute", "C:\\boot.ini", "a/../../b", "....//....//c", ".", "..", "", "   ", "...",
    "con", "CON.txt", "aux.jpg", "nul", "COM1.log", "lpt¹.txt", "PRN .txt", "conin$", "con/aux/nul.txt",
    "invoice\u202egpj.exe", "a\u200eb", "a\u2066b\u2069", "zero\u200bwidth", "nul\u0000byte", "line\nfeed", "tab\there", "bell\u0007", "\u009b31m",
    "trailing.", "trailing ", "trailing. .", 'quo"te<>|?*:', "\ud800lone", "photo.jpg", "PHOTO.JPG", "photo.jpg", "Photo.jpg", "ｐｈｏｔｏ.jpg",
    "x/y", "x", "X/Y/z", "é", "e\u0301", `${"长".repeat(300)}.jpg`, `${"长".repeat(300)}.jpg`, "a".repeat(400), `${"b/".repeat(50)}c`,
    `.${"e".repeat(300)}`, `n.${"e".repeat(300)}`, "-rf", "=cmd|'/c calc'!A1.csv", "__proto__", "constructor",
  ]; // prettier-ignore
  const archive = await bytesOf(await zip(names.map((name) => ({ name, data: name }))));
  const list = (await entries(archive)).map((entry) => entry.fileName);
  assert.equal(list.length, names.length);
  assert.equal(new Set(list.map((name) => name.toLowerCase())).size, names.length, "all different where case does not count");
  const files = new Set(list.map((name) => name.toLowerCase()));
  for (const name of list) {
    const parts = name.split("/");
    for (const part of parts) {
      assert.ok(part.length > 0 && part !== "." && part !== "..", JSON.stringify(name));
      assert.doesNotMatch(part, /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\\<>:"|?*]/);
      assert.doesNotMatch(part, /[. ]$|^(con|prn|aux|nul|com\d|lpt[\d¹])\s*(\.|$)/i);
      assert.ok(Buffer.byteLength(part) <= 255, "fits a file system");
    }
    for (let depth = 1; depth < parts.length; depth++)
      assert.ok(!files.has(parts.slice(0, depth).join("/").toLowerCase()), `${name}: a file has the name of its folder`);
  }
  assert.equal(list[names.indexOf("PHOTO.JPG")], "PHOTO (2).JPG");
  assert.match(list[names.indexOf(`${"长".repeat(300)}.jpg`)], /^长+\.jpg$/);
  assert.equal(safeName("证据/01 订单.jpg"), "证据/01 订单.jpg");
});

test("zip: refuses clearly what the format cannot hold, before reading it", async () => {
  const unreadable = () => assert.fail("was read");
  const huge = /** @type {any} */ ({ size: 2 ** 32, slice: unreadable });
  await assert.rejects(zip([{ name: "film.mp4", data: huge }]), { code: "too-large" });
  await assert.rejects(zip(Array.from({ length: 65_536 }, () => ({ name: "a", data: "" }))), { code: "too-many" });
  const gone = /** @type {any} */ ({ size: 3, slice: () => ({ arrayBuffer: () => Promise.reject(new Error("NotReadable")) }) });
  await assert.rejects(zip([{ name: "a", data: gone }]), { code: "unreadable" });
});

test("zip: the sum is CRC-32, also in pieces", () => {
  for (const size of [0, 1, 255, 4096, 100_003]) {
    const data = randomBytes(size);
    assert.equal(crc32(data), zlib.crc32(data));
    assert.equal(crc32(data.subarray(size >> 1), crc32(data.subarray(0, size >> 1))), zlib.crc32(data));
  }
});

const HOSTILE = '</w:t><w:p>&lt; &amp; "quotes" \'single\' ]]> <!-- --> <?xml?> \u0000\u0007\u001b\ufffe\uffff \ud800 \udc00 😀 {{x}} =1+1';
const HOSTILE_READ = '</w:t><w:p>&lt; &amp; "quotes" \'single\' ]]> <!-- --> <?xml?>  \ufffd \ufffd 😀 {{x}} =1+1';
const LETTER = {
  title: "消费者投诉书 <草稿>",
  parts: [
    { label: "一、投诉人", text: "张三\t13800000000\r\n地址：北京市东城区" },
    { label: "二、事实", text: `　　第一段。\n\n　　第二段。\u2028行分隔` },
    { label: HOSTILE, text: HOSTILE },
    { label: "", text: "没有标题的一段" },
  ],
};

test("docx: mammoth reads the text back, every part is well-formed, nothing personal but the text", async () => {
  const file = await bytesOf(await docx(LETTER));
  const files = unzipSync(file);
  for (const [name, content] of Object.entries(files))
    assert.equal(XMLValidator.validate(Buffer.from(content).toString("utf8")), true, name);
  assert.doesNotMatch(Object.keys(files).join(), /docProps|comments|custom/);
  const { value, messages } = await mammoth.extractRawText({ buffer: Buffer.from(file) });
  assert.deepEqual(messages, []);
  const paragraphs = ["消费者投诉书 <草稿>", "一、投诉人", "张三\t13800000000", "地址：北京市东城区", "二、事实", "　　第一段。", "", "　　第二段。", "行分隔", HOSTILE_READ, HOSTILE_READ, "没有标题的一段"]; // prettier-ignore
  assert.deepEqual(value.trimEnd().split("\n\n"), paragraphs);
  // Every part that a relationship names is there, and has a type.
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "" });
  const { Relationships } = parser.parse(Buffer.from(files["word/_rels/document.xml.rels"]).toString());
  for (const { Target } of Relationships.Relationship) assert.ok(files[`word/${Target}`], Target);
  const document = Buffer.from(files["word/document.xml"]).toString();
  assert.match(document, /<w:pgSz w:w="11906" w:h="16838"\/>/, "A4");
  assert.match(Buffer.from(files["word/styles.xml"]).toString(), /w:eastAsia="宋体"/);
  assert.ok(Buffer.from(await bytesOf(await docx(LETTER))).equals(Buffer.from(file)), "the same text, the same bytes");
});

const office = ["soffice", "libreoffice"].find((name) => !spawnSync(name, ["--version"]).error);
test("docx: LibreOffice opens it", { skip: office ? false : "no soffice on this machine (Debian: libreoffice-writer-nogui)" }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "tousu-docx-"));
  writeFileSync(join(folder, "letter.docx"), await bytesOf(await docx(LETTER)));
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`;
  execFileSync(String(office), [profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder, join(folder, "letter.docx")], { stdio: "pipe", timeout: 120_000 });
  const text = readFileSync(join(folder, "letter.txt"), "utf8").replace(/^\ufeff/, "");
  assert.deepEqual(text.trim().split(/\r?\n/).slice(0, 5), ["消费者投诉书 <草稿>", "一、投诉人", "张三\t13800000000", "地址：北京市东城区", "二、事实"]);
  assert.ok(text.includes(HOSTILE_READ));
  rmSync(folder, { recursive: true });
});

test("sha256: in slices as by WebCrypto as by Node, at every edge of a block", async () => {
  for (const size of [0, 1, 55, 56, 63, 64, 65, 119, 120, 127, 128, 4 * 1024 * 1024, 4 * 1024 * 1024 + 57]) {
    const data = randomBytes(size);
    const expected = createHash("sha256").update(data).digest("hex");
    assert.equal(await sha256InSlices(new Blob([data])), expected, `${size} bytes`);
    assert.equal(await sha256(new Blob([data])), expected);
  }
});

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

test("case: what is exported comes back the same", async () => {
  const store = memoryStore();
  const draft = { miniProgram: "某某商城", description: "引号\" 反斜杠\\ 行\n😀 \ud800 \u202e", remedy: ["refund"], evidence: [{ kind: "chat-record", count: 2, file: { name: "a.jpg", size: 3 } }], log: [] };
  await store.save("a", draft, { title: "电饭煲" });
  const { name, text } = /** @type {any} */ (await store.exportCase("a"));
  assert.match(name, /^tousu-\d{4}-\d\d-\d\d\.json$/);
  assert.deepEqual(store.importCase(text), { draft, meta: { title: "电饭煲" }, problems: [] });
  assert.deepEqual(store.importCase(`\ufeff你好，这是我的投诉：\n${text}\n——发自手机`).draft, draft, "a chat's words around it do no harm");
  assert.deepEqual(parse(JSON.stringify(draft)), { draft, meta: {}, problems: [] }, "a bare draft is the format before the first");
});

test("case: a damaged, foreign, newer or hostile file gets an answer, not an exception", () => {
  const codes = (/** @type {unknown} */ text) => parse(text).problems.map(({ code }) => code);
  const good = JSON.stringify({ tousu: 1, saved: 0, meta: {}, draft: { description: "x".repeat(200) } });
  for (let length = 0; length < good.length; length += 3) assert.deepEqual(codes(good.slice(0, length)), ["not-json"], `cut after ${length}`);
  for (const value of ["", "null", "[]", "3", '"text"', "<html>", undefined, null, 7, {}, Symbol("s")]) assert.deepEqual(codes(value), ["not-json"]);
  assert.deepEqual(codes(JSON.stringify({ tousu: 2, draft: {} })), ["newer"]);
  for (const tousu of ["1", -1, 1.5, null, {}, [], true]) assert.deepEqual(codes(JSON.stringify({ tousu, draft: {} })), ["not-a-case"]);
  for (const draft of [null, [], "x", 1, undefined]) assert.deepEqual(codes(JSON.stringify({ tousu: 1, draft })), ["not-a-case"]);
  assert.deepEqual(codes(`{"a":"${"x".repeat(5_000_000)}"}`), ["too-large"]);
  const { draft, problems } = parse('{"tousu":1,"draft":{"__proto__":{"polluted":1},"a":{"constructor":1,"b":2}}}');
  assert.deepEqual(draft, { a: { b: 2 } });
  assert.deepEqual(problems, [{ code: "dropped", path: ["__proto__"] }, { code: "dropped", path: ["a", "constructor"] }]);
  assert.equal(/** @type {any} */ ({}).polluted, undefined);
  const deep = parse(`{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`);
  assert.deepEqual(deep.problems.map(({ code }) => code), ["dropped"]);
});

test("memory store: the same interface, and nothing left after clearing", async () => {
  const store = memoryStore();
  const draft = { description: "第一" };
  const first = store.save("a", draft);
  draft.description = "之后改的";
  await first;
  assert.equal((await store.load("a"))?.draft.description, "第一", "the draft as it was when it was saved");
  await Promise.all([store.save("b", { description: "1" }), store.save("b", { description: "2" }), store.save("b", { description: "3" })]);
  assert.equal((await store.load("b"))?.draft.description, "3", "the latest wins");
  assert.deepEqual((await store.list()).map(({ id }) => id).sort(), ["a", "b"]);
  await store.putFile("a", { id: "1", blob: new Blob(["abc"], { type: "image/png" }), name: "截图.png" });
  const [file] = await store.files("a");
  assert.deepEqual([file.id, file.name, await file.blob.text()], ["1", "截图.png", "abc"]);
  assert.deepEqual(await store.files("b"), []);
  await store.remove("a");
  assert.deepEqual([await store.load("a"), await store.files("a")], [undefined, []]);
  const cycle = /** @type {any} */ ({ description: "canary" });
  cycle.self = cycle;
  await assert.rejects(store.save("c", cycle), (/** @type {any} */ error) => error.code === "damaged" && !error.message.includes("canary"));
  await store.clearEverything();
  await assert.rejects(store.list(), { code: "closed" });
});
