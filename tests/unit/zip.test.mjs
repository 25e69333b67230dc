// Archives of evidence, read by libraries and programs that are not the one that writes them.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import zlib from "node:zlib";
import { readArchive } from "../tools/archives.mjs";
import "../tools/typescript.mjs";

const { safeName } = await import("../../www/files/export/file-names.ts");
const { zip } = await import("../../www/files/export/zip.ts");
const { crc32 } = await import("../../www/files/metadata/bytes.ts");

const bytesOf = async (/** @type {Blob} */ blob) => new Uint8Array(await blob.arrayBuffer());

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
  const list = await readArchive(archive);
  assert.deepEqual(list.map(({ name }) => name), ["投诉书.txt", "证据/01 订单截图.jpg", "证据/02 开箱.mp4", "empty"]);
  assert.equal(list[0].content.toString(), "你好，世界");
  assert.ok(film.equals(list[2].content));
  assert.deepEqual(list.slice(0, 3).map(({ entry }) => entry.getLastModDate()), [date, date, date]);
  assert.equal(list[3].entry.getLastModDate().getFullYear(), 1980);
  for (const { name, content, entry } of list) {
    assert.equal(entry.crc32, zlib.crc32(content));
    assert.equal(Boolean(entry.generalPurposeBitFlag & 0x0800), /[^\0-\x7f]/.test(name), "a name that is not ASCII is marked as UTF-8");
  }
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
  const list = (await readArchive(archive)).map(({ name }) => name);
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

test("zip: a film is never in memory as a whole; the archive refers to the file", async (t) => {
  const size = 300 * 1024 * 1024;
  const zeros = new Uint8Array(8 * 1024 * 1024);
  let [read, largest] = [0, 0];
  const { Blob } = globalThis;
  const made = [];
  /** A part of a film of zeros on a disk. */
  const part = (from, to) => ({
    size: Math.max(Math.min(to, size) - from, 0),
    async arrayBuffer() {
      read += this.size;
      largest = Math.max(largest, this.size);
      return zeros.slice(0, this.size).buffer;
    },
  });
  t.after(() => (globalThis.Blob = Blob));
  globalThis.Blob = class { constructor(parts) { made.push(parts); } }; // prettier-ignore
  await zip([{ name: "film.mp4", data: { ...part(0, size), slice: part } }]);
  assert.deepEqual([read, largest], [size, 4 * 1024 * 1024]);
  const inMemory = made.flat().filter((each) => each instanceof Uint8Array).reduce((sum, { length }) => sum + length, 0);
  assert.ok(inMemory < 1000, `${inMemory} bytes`);
  assert.equal(made.flat().filter((each) => !(each instanceof Uint8Array)).reduce((sum, each) => sum + each.size, 0), size);
});

/** Programs that unpack, with their arguments: what they print or exit with shows that every byte was checked. */
const PROGRAMS = [
  ["Python", "python3", (archive, folder) => ["-c", "import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; z.extractall(sys.argv[2])", archive, folder]],
  ["Info-ZIP", "unzip", (archive, folder) => ["-q", "-o", archive, "-d", folder], { UNZIP: "", LC_ALL: "C.UTF-8" }],
  ["7-Zip", "7z", (archive, folder) => ["x", "-y", `-o${folder}`, archive], { LC_ALL: "C.UTF-8" }],
  ["libarchive", "bsdtar", (archive, folder) => ["-xf", archive, "-C", folder], { LC_ALL: "C.UTF-8" }],
]; // prettier-ignore
for (const [name, program, args, environment] of PROGRAMS) {
  const missing = spawnSync(program, ["--help"]).error !== undefined;
  test(`zip: ${name} unpacks it`, { skip: missing && `no ${program} on this machine` }, async () => {
    const folder = mkdtempSync(join(tmpdir(), "tousu-zip-"));
    const photo = randomBytes(5_000_001);
    const archive = await zip([{ name: "文书/投诉书.txt", data: "你好" }, { name: "证据/01 订单.jpg", data: new Blob([photo]) }, { name: "证据/空", data: "" }]); // prettier-ignore
    writeFileSync(join(folder, "a.zip"), await bytesOf(archive));
    const { status, stderr, stdout } = spawnSync(program, args(join(folder, "a.zip"), folder), { encoding: "utf8", env: { ...process.env, ...environment } });
    assert.equal(status, 0, stderr + stdout);
    assert.equal(readFileSync(join(folder, "文书/投诉书.txt"), "utf8"), "你好");
    assert.ok(photo.equals(readFileSync(join(folder, "证据/01 订单.jpg"))));
    assert.equal(readFileSync(join(folder, "证据/空")).length, 0);
    rmSync(folder, { recursive: true });
  });
}

test("crc32: that of Node", () => {
  for (const size of [0, 1, 255, 4096]) {
    const data = randomBytes(size);
    assert.equal(crc32(data), zlib.crc32(data));
  }
});
