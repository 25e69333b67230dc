// Files from public bug reports in which a position was overlooked, and a corpus with words in every place that programs
// put them: none of it is in the copy, and the compressed picture is the same. ExifTool reads the copies where it is installed.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { box, exif, film, heic, IPTC_CITY, jpeg, MPF, png, pngChunk, SAMPLES, segment, webp, XMP_GPS } from "../node/photos.mjs";
import "../tools/typescript.mjs";

const { withoutMetadata } = await import("../../www/files/metadata/evidence-file.ts");
const { detectFormat } = await import("../../www/files/metadata/clean-picture.ts");

const reports = JSON.parse(readFileSync(new URL("photos.json", import.meta.url), "utf8"));
const text = (/** @type {string} */ words) => Buffer.from(words, "latin1");
const SECRET = "Zhang San, Chaoyang 39.9042";

/** A GIF of two frames with its loop, a comment and XMP. */
function gif() {
  const frame = Buffer.from([0x21, 0xf9, 4, 0, 10, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]);
  const loop = Buffer.concat([Buffer.from([0x21, 0xff, 11]), text("NETSCAPE2.0"), Buffer.from([3, 1, 0, 0, 0])]);
  const comment = Buffer.concat([Buffer.from([0x21, 0xfe, SECRET.length]), text(SECRET), Buffer.from([0])]);
  const xmp = Buffer.concat([Buffer.from([0x21, 0xff, 11]), text("XMP DataXMP"), Buffer.from([SECRET.length]), text(SECRET), Buffer.from([0])]);
  const head = Buffer.concat([text("GIF89a"), Buffer.from([1, 0, 1, 0, 0x80, 0, 0, 255, 0, 0, 255, 255, 255])]);
  return new Uint8Array(Buffer.concat([head, loop, comment, frame, xmp, frame, Buffer.from([0x3b]), text(SECRET)]));
}

/** Every file of the corpus states something that must not be in its copy. @type {Record<string, Uint8Array>} */
const corpus = {
  "all segments.jpg": jpeg({ extra: [XMP_GPS, IPTC_CITY, MPF, segment(0xfe, text(SECRET)), ...[0xe3, 0xe4, 0xe5, 0xe7, 0xeb, 0xec, 0xef].map((marker) => segment(marker, text(SECRET)))], trailer: text(SECRET) }),
  "preview.jpg": jpeg({ extra: [segment(0xe0, text(`JFXX\0\x10${SECRET}`)), segment(0xe0, Buffer.concat([text("JFIF\0\x01\x02\0\0\x48\0\x48\x02\x02"), text(SECRET)]))] }),
  "long adobe.jpg": jpeg({ extra: [segment(0xee, Buffer.concat([text("Adobe\0\x64\0\0\0\0\0"), text(SECRET)]))] }),
  "texts.png": png({ extra: [pngChunk("tEXt", text(`Author\0${SECRET}`)), pngChunk("iTXt", text(`Comment\0\0\0\0\0${SECRET}`)), pngChunk("zTXt", Buffer.concat([text("Comment\0\0"), deflateSync(SECRET)])), pngChunk("caBX", text(SECRET)), pngChunk("prVt", text(SECRET))] }),
  "xmp.webp": webp({ xmp: true }),
  "two frames.gif": gif(),
  "items.heic": heic(),
  "within.heic": heic({ within: true }),
  "extension.heic": heic({ more: [box("uuid", Buffer.alloc(16, 7), text(SECRET)), box("free", text(SECRET))] }),
  "phone.mp4": film({ unknown: true, film: [box("uuid", Buffer.alloc(16, 7), text(SECRET)), box("skip", text(SECRET))] }),
  "apple.mov": film({ apple: true }),
};
for (const { id, input } of reports) corpus[`${id}.${id.match(/png|webp|gif/)?.[0] ?? "jpg"}`] = new Uint8Array(Buffer.from(input.slice("base64:".length), "base64"));

/** Words of the corpus and of the reports, as bytes of one and of two each. */
const WORDS = [SECRET, "GPSLatitude", "39.9042", "116.39", "BEIJING", "latitude", "location", ...SAMPLES];
const inBothWidths = (/** @type {string} */ word) => [text(word), Buffer.from(word, "utf16le"), Buffer.from(word, "utf16le").swap16()];

/** The compressed picture of a file, cut out in another way than the page does. @param {Uint8Array} bytes */
function picture(bytes) {
  const view = Buffer.from(bytes);
  const format = detectFormat(bytes);
  if (format === "jpeg") return view.subarray(view.lastIndexOf(Buffer.from([0xff, 0xda])), view.lastIndexOf(Buffer.from([0xff, 0xd9])) + 2);
  if (format === "png") return view.subarray(view.indexOf("IDAT") - 4, view.indexOf("IDAT") + 4 + view.readUInt32BE(view.indexOf("IDAT") - 4));
  if (format === "webp") return view.subarray(view.indexOf("VP8 "), view.indexOf("VP8 ") + 8 + view.readUInt32LE(view.indexOf("VP8 ") + 4));
  if (format === "gif") {
    const begin = Buffer.from([0x2c, 0, 0, 0, 0]);
    return Buffer.concat([view.subarray(view.indexOf(begin), view.indexOf(begin) + 15), view.subarray(view.lastIndexOf(begin), view.lastIndexOf(0x3b))]);
  }
  return Buffer.alloc(0); // made of boxes: in metadata.test.mjs
}

const copies = Object.fromEntries(
  await Promise.all(Object.entries(corpus).map(async ([name, bytes]) => [name, await withoutMetadata(new Blob([/** @type {BlobPart} */ (bytes)]))])),
);
const folder = mkdtempSync(join(tmpdir(), "tousu-photos-"));
test.after(() => rmSync(folder, { recursive: true }));

test(`${Object.keys(corpus).length} files with words in every place: none is in a copy, the compressed picture is`, async () => {
  assert.equal(reports.length, 12);
  for (const [name, bytes] of Object.entries(corpus)) {
    const { blob, notice, removed, trimmed } = copies[name];
    const copy = Buffer.from(await blob.arrayBuffer());
    assert.deepEqual([notice, removed || trimmed], [undefined, true], name);
    const held = WORDS.filter((word) => inBothWidths(word).some((form) => copy.includes(form)));
    assert.deepEqual(held, [], name);
    assert.ok(picture(copy).equals(picture(bytes)), `${name}: the same pixels`);
    writeFileSync(join(folder, name), copy);
    const again = await withoutMetadata(new Blob([copy]));
    assert.deepEqual([again.removed, again.trimmed], [false, false], `${name}: nothing more to leave out`);
  }
});

test("what the copies need stays: colours, turn, time, loop", async () => {
  const bytesOf = async (/** @type {string} */ name) => Buffer.from(await copies[name].blob.arrayBuffer());
  assert.ok((await bytesOf("two frames.gif")).includes("NETSCAPE2.0"));
  assert.ok((await bytesOf("all segments.jpg")).includes("2026:01:03 10:20:30"));
  const profile = segment(0xe2, text("ICC_PROFILE\0\x01\x01profile"));
  const adobe = segment(0xee, text("Adobe\0\x64\0\0\0\0\x01"));
  const colours = await withoutMetadata(new Blob([/** @type {BlobPart} */ (jpeg({ extra: [profile, adobe] }))]));
  const copy = Buffer.from(await colours.blob.arrayBuffer());
  assert.ok(copy.includes(profile) && copy.includes(adobe));
  const chunk = pngChunk("iCCP", Buffer.concat([text("sRGB\0\0"), deflateSync("profile")]));
  const png2 = await withoutMetadata(new Blob([/** @type {BlobPart} */ (png({ extra: [chunk, pngChunk("tRNS", text("\0\x01"))] }))]));
  const kept = Buffer.from(await png2.blob.arrayBuffer());
  assert.ok(kept.includes(chunk) && kept.includes("tRNS"));
});

const exiftool = spawnSync("exiftool", ["-ver"]).status === 0;
test("ExifTool finds the picture, its turn and its time in every copy, and no place, person or device", { skip: exiftool ? false : "no exiftool on this machine (Debian: libimage-exiftool-perl)" }, async () => {
  for (const [name, bytes] of Object.entries(corpus)) writeFileSync(join(folder, `original ${name}`), bytes);
  const read = (/** @type {string[]} */ names) => {
    const { stdout } = spawnSync("exiftool", ["-a", "-G1", "-ee", "-u", "-U", "-json", ...names.map((name) => join(folder, name))], { encoding: "utf8", maxBuffer: 2 ** 26 });
    return JSON.parse(stdout);
  };
  /** Groups that ExifTool names for metadata, and words for places, people and devices. */
  const told = /^(GPS|XMP|IPTC|Photoshop|JUMBF|CBOR|JSON|MakerNotes|RMETA|APP\d|IFD1|MPF|Keys|ItemList|UserData|Track\d:GPS)|:(GPS|.*(Latitude|Longitude|Location|Artist|Author|Comment|Make$|Model$))/;
  const found = (/** @type {Record<string, unknown>} */ tags) => Object.keys(tags).filter((key) => told.test(key) && !/^(Keys:CreationDate|(UserData|ItemList):ContentCreateDate|UserData:Unknown_free|Keys:TagMdta)/.test(key));
  const names = Object.keys(corpus);
  const [before, after] = [read(names.map((name) => `original ${name}`)), read(names)];
  const seen = before.filter((/** @type {Record<string, unknown>} */ tags) => found(tags).length > 0).length;
  assert.ok(seen >= 18, `ExifTool finds something in ${seen} of ${names.length} originals`);
  after.forEach((/** @type {Record<string, unknown>} */ tags, /** @type {number} */ index) => {
    assert.deepEqual(found(tags), [], names[index]);
    assert.ok(!/39[.]9|116[.]3|39 deg|BEIJING|Zhang/.test(JSON.stringify(tags)), names[index]);
  });
  const turned = after[names.indexOf("all segments.jpg")];
  assert.deepEqual([turned["IFD0:Orientation"], turned["ExifIFD:DateTimeOriginal"]], ["Rotate 90 CW", "2026:01:03 10:20:30"]);
});

test("EXIF of the copy: moments in all fields, no text that is none", async () => {
  const { readExif, writeExif } = await import("../../www/files/metadata/tiff.ts");
  const fields = { orientation: 8, colorSpace: 1, position: false, texts: new Map([[0x0132, "2026:11:03 08:00:00"], [0x9003, "2026:11:03 08:00:01"], [0x9010, "+08:00"], [0x9291, "123"]]) };
  const block = writeExif(fields);
  assert.ok(block);
  assert.deepEqual(readExif(block), fields);
  const words = exif();
  words.write("39.9042N 116.4074E \0", 160, "latin1"); // in place of the moment
  assert.equal(readExif(new Uint8Array(words)).texts.size, 0);
  assert.equal(writeExif({ ...fields, orientation: 1, colorSpace: undefined, texts: new Map() }), undefined);
});
