// The copy that will be sent has the picture, its turn and its time, and nothing else. `exifr` reads the copies.

import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import exifr from "exifr";
import { box, exif, film, heic, IPTC_CITY, jpeg, LATITUDE, MPF, PICTURE, PLACE_TEXT, png, pngChunk, SAMPLES, segment, webp, XMP_GPS } from "../node/photos.mjs";
import "../tools/typescript.mjs";

const { detectFormat, cleanPicture } = await import("../../www/files/metadata/clean-picture.ts");
const { withoutMetadata } = await import("../../www/files/metadata/evidence-file.ts");

const read = (/** @type {Uint8Array} */ bytes) => exifr.parse(Buffer.from(bytes), { xmp: true, iptc: true, gps: true, mergeOutput: true, translateValues: false });
const holds = (/** @type {Uint8Array} */ bytes, /** @type {string} */ text) => Buffer.from(bytes).includes(text, 0, "latin1");

/** Bytes of a segment of EXIF with turn and time: ten before the block, two directories, one text. */
const KEPT = 10 + (8 + 2 + 2 * 12 + 4) + (2 + 12 + 4) + 20;

/** @param {Uint8Array} photo @param {(bytes: Uint8Array) => Promise<any>} [reader] */
async function check(photo, reader = read) {
  const before = await reader(photo);
  assert.ok(Math.abs(before.latitude - LATITUDE) < 1e-4, "the photo of the test has a position");
  const original = Buffer.from(photo);
  const result = cleanPicture(photo);
  assert.ok(original.equals(photo), "the original is untouched");
  assert.equal(result.removed, true);
  const after = await reader(result.bytes);
  for (const key of Object.keys(after)) assert.doesNotMatch(key, /gps|latitude|longitude/i);
  assert.deepEqual(after.DateTimeOriginal, before.DateTimeOriginal, "the time is evidence");
  assert.ok(after.DateTimeOriginal);
  assert.equal(after.Orientation, 6);
  return result;
}

test("jpeg: both byte orders, a wild pointer, two blocks", async () => {
  for (const little of [true, false])
    for (const rubbish of [true, false]) {
      const { bytes, trimmed } = await check(jpeg({ blocks: [exif({ little, rubbish })] }));
      assert.equal(trimmed, true, "and what else the block states");
      assert.equal(bytes.length, jpeg({ blocks: [] }).length + KEPT, "turn and time, and nothing else");
    }
  const two = cleanPicture(jpeg({ blocks: [exif({ gps: false }), exif()] }));
  assert.equal(two.removed, true);
  // Not one of the figures of the position is left anywhere in the file.
  const place = exif().subarray(300, 348);
  assert.ok(Buffer.from(jpeg()).includes(place) && !Buffer.from(two.bytes).includes(place));
});

test("jpeg: a position in XMP, in IPTC, and behind the picture", async () => {
  const { bytes } = await check(jpeg({ extra: [XMP_GPS, IPTC_CITY] }));
  assert.ok(!holds(bytes, "GPSLatitude") && !holds(bytes, "BEIJING"));
  const film = Buffer.from("\0\0\0\x18ftypmp42 ©xyz +39.9042+116.4074/", "latin1");
  const second = Buffer.from(jpeg());
  for (const trailer of [film, second]) {
    const result = await check(jpeg({ extra: [MPF], trailer }));
    assert.equal(result.trimmed, true);
    assert.equal(result.bytes.length, jpeg({ blocks: [] }).length + KEPT, "the picture, and nothing behind it");
    assert.ok(!holds(result.bytes, "MPF\0"), "no index of pictures that are gone");
  }
  const extended = cleanPicture(jpeg({ blocks: [], extra: [segment(0xe1, Buffer.from("http://ns.adobe.com/xmp/extension/\0packed"))] }));
  assert.deepEqual([extended.removed, extended.trimmed], [false, true]);
});

test("jpeg: a copy has nothing more to leave out, and stays the same object", () => {
  const { bytes: photo } = cleanPicture(jpeg());
  assert.deepEqual({ ...cleanPicture(photo), bytes: 0 }, { bytes: 0, removed: false, trimmed: false, format: "jpeg" });
  assert.equal(cleanPicture(photo).bytes, photo);
});

test("jpeg: of a block that cannot be read only the orientation is kept", async () => {
  for (const little of [true, false]) {
    const block = exif({ little });
    // The position's values point outside the block.
    if (little) block.writeUInt32LE(0xfffffff0, 200 + 2 + 12 + 8);
    else block.writeUInt32BE(0xfffffff0, 200 + 2 + 12 + 8);
    const { bytes, trimmed } = cleanPicture(jpeg({ blocks: [block] }));
    assert.equal(trimmed, true);
    const after = await read(bytes);
    assert.equal(after.Orientation, 6);
    assert.deepEqual(Object.keys(after).filter((key) => /gps|latitude/i.test(key)), []);
    assert.ok(!Buffer.from(bytes).includes(exif({ little }).subarray(300, 348)));
  }
});

test("png: eXIf, XMP and packed profiles; the sums are right", async () => {
  const reader = (/** @type {Uint8Array} */ bytes) => exifr.parse(Buffer.from(bytes), { translateValues: false, gps: true });
  const xmp = pngChunk("iTXt", Buffer.concat([Buffer.from("XML:com.adobe.xmp\0\0\0\0\0"), XMP_GPS.subarray(33)]));
  const packed = pngChunk("zTXt", Buffer.concat([Buffer.from("Raw profile type exif\0\0"), deflateSync("39.9042")]));
  const comment = pngChunk("tEXt", Buffer.from("Software\0screenshot"));
  const { bytes, trimmed } = await check(png({ extra: [xmp, packed, comment] }), reader);
  assert.equal(trimmed, true);
  assert.ok(!holds(bytes, "com.adobe.xmp") && !holds(bytes, "Raw profile") && !holds(bytes, "screenshot"));
  assert.ok(Buffer.from(bytes).includes(pngChunk("IDAT", deflateSync(Buffer.from([0, 0, 255])))));
});

test("webp: EXIF with and without a prefix, XMP", async () => {
  for (const prefix of [true, false]) {
    const photo = webp({ prefix, xmp: true });
    const { bytes } = cleanPicture(photo);
    const view = Buffer.from(bytes);
    assert.equal(view.readUInt32LE(4), bytes.length - 8);
    assert.equal(view[20] & 0x0c, 0x08, "EXIF is there, XMP is not");
    assert.ok(!holds(bytes, "Exif\0"), "a chunk has no prefix of a JPEG");
    assert.ok(!holds(bytes, "GPSLatitude"));
    const at = view.indexOf("EXIF") + 8;
    const block = view.subarray(at);
    assert.ok(!view.includes(exif().subarray(300, 348)));
    // exifr does not read WebP; the block inside is read on its own.
    const { DateTimeOriginal, ...rest } = await exifr.parse(block, { translateValues: false, gps: true });
    assert.ok(DateTimeOriginal);
    assert.deepEqual(Object.keys(rest).filter((key) => /gps|latitude/i.test(key)), []);
  }
});

/** The copy that will be sent, with what must hold of every one made of boxes: as long as the original, which is untouched. @param {Uint8Array} original */
async function sent(original) {
  const before = Buffer.from(original);
  const { blob, ...said } = await withoutMetadata(new Blob([/** @type {BlobPart} */ (original)], { type: "image/heic" }));
  const bytes = Buffer.from(await blob.arrayBuffer());
  assert.ok(before.equals(original), "the original is untouched");
  assert.deepEqual([bytes.length, blob.type], [original.length, "image/heic"]);
  return { bytes, ...said };
}
/** Where two files of the same length differ. @param {Uint8Array} one @param {Uint8Array} other */
const differing = (one, other) => [...one.keys()].filter((at) => one[at] !== other[at]);

test("heic, avif: EXIF and XMP wherever the tables put them; not a byte elsewhere", async () => {
  const figures = exif().subarray(300, 348);
  for (const options of [{}, { prefix: 0 }, { version: 0 }, { version: 2, infe: 3 }, { within: true }, { split: true }, { brand: "avif" }, { brand: "mif1" }]) {
    const name = JSON.stringify(options);
    const photo = heic(options);
    assert.ok(Buffer.from(photo).includes("GPSLatitude") && (options.split || Buffer.from(photo).includes(figures)), name);
    const { bytes, format, removed, trimmed, notice } = await sent(photo);
    assert.deepEqual([format, removed, trimmed, notice], ["heic", true, true, undefined], name);
    assert.ok(!bytes.includes(figures) && !bytes.includes("GPSLatitude"), name);
    assert.ok(bytes.includes(PICTURE), name);
    // What changed lies within EXIF (512 bytes and what is before them) and XMP, behind the picture.
    const changed = differing(bytes, photo);
    assert.ok(!bytes.includes("room"), `${name}: free space is empty`);
    const room = photo.indexOf("room".charCodeAt(0), Buffer.from(photo).indexOf("room"));
    const others = changed.filter((at) => at < room || at >= room + 4);
    assert.ok(others.length > 48 && (options.within || others[0] > bytes.indexOf(PICTURE) + PICTURE.length), name);
    // exifr reads items that are in the file and in one piece.
    if (options.within || options.split || options.brand) continue;
    const before = await read(photo);
    assert.ok(Math.abs(before.latitude - LATITUDE) < 1e-4, name);
    const after = await read(bytes);
    assert.deepEqual([after.Orientation, after.DateTimeOriginal], [6, before.DateTimeOriginal], name);
    assert.deepEqual(Object.keys(after).filter((key) => /gps|latitude|longitude/i.test(key)), [], name);
  }
  const again = await sent(heic({ block: exif({ gps: false }) }));
  assert.equal(again.removed, true, "by its XMP");
  const blob = new Blob([again.bytes]);
  assert.equal((await withoutMetadata(blob)).blob, blob, "a copy is passed on as it is");
});

test("heic: EXIF that cannot be read keeps its orientation; what cannot be looked into is said; the film beside it loses its position too", async () => {
  const block = exif();
  block.writeUInt32LE(0xfffffff0, 200 + 2 + 12 + 8);
  const damaged = await sent(heic({ block }));
  assert.deepEqual([damaged.removed, damaged.notice], [true, undefined]);
  assert.ok(!damaged.bytes.includes(exif().subarray(300, 348)));
  assert.equal((await read(damaged.bytes)).Orientation, 6);

  const beside = await sent(heic({ more: [box("mpvd", Buffer.from(film()))] }));
  assert.deepEqual([beside.removed, beside.trimmed, beside.notice], [true, true, undefined]);
  assert.ok(!beside.bytes.includes(PLACE_TEXT) && !beside.bytes.includes("39.9042"));
  assert.equal((await sent(heic({ more: [box("secr", Buffer.from(PLACE_TEXT))] }))).notice, "not-checked");
  const locked = Buffer.from(heic());
  locked[locked.indexOf("Exif") - 1] = 1; // encrypted
  assert.equal((await sent(new Uint8Array(locked))).notice, "not-checked");
});

test("mp4, mov: user data, metadata, XMP and tracks of metadata; pictures and days stay", async () => {
  for (const options of [{}, { apple: true }, { long: true }, { unknown: true }]) {
    const name = JSON.stringify(options);
    const original = film(options);
    assert.ok(Buffer.from(original).includes(PLACE_TEXT), name);
    const { bytes, format, removed, trimmed, notice } = await sent(original);
    assert.deepEqual([format, removed, trimmed, notice], ["film", true, true, undefined], name);
    for (const told of [PLACE_TEXT, "\xa9xyz", "loci", "home", "GPSLatitude", "GPSU", "Apple", ...SAMPLES]) assert.ok(!bytes.includes(told, 0, "latin1"), `${name}: ${told}`);
    for (const stays of ["2026-01-03T10:20:30+0800", "\xa9day", "avc1"]) assert.ok(bytes.includes(stays, 0, "latin1"), `${name}: ${stays}`);
    // Box for box as before; what differs is free now.
    const boxes = shape(original);
    assert.deepEqual(Object.entries(shape(bytes)).filter(([at, type]) => boxes[at] !== type && type !== "free"), [], name);
    const media = bytes.subarray(bytes.indexOf("mdat") + (options.long ? 12 : 4));
    const taken = SAMPLES.map(({ length }) => length);
    assert.ok(media.subarray(0, 60).equals(PICTURE.subarray(0, 60)), name);
    assert.ok(media.subarray(60 + taken[0] + taken[1], 90 + taken[0] + taken[1]).equals(PICTURE.subarray(60)), name);
    const blob = new Blob([bytes]);
    assert.equal((await withoutMetadata(blob)).blob, blob, "the copy has nothing left to remove");
  }
});

/** The types of all boxes of a file of ours by where they begin, read in another way than the page does. @param {Uint8Array} bytes */
function shape(bytes) {
  const view = Buffer.from(bytes);
  /** @type {Record<string, string>} */
  const types = {};
  for (let at = 0; at + 8 <= view.length; ) {
    const size = view.readUInt32BE(at);
    const type = view.toString("latin1", at + 4, at + 8);
    types[at] = type;
    if (["moov", "trak", "mdia", "minf", "stbl", "udta"].includes(type)) at += 8;
    else at += size === 1 ? Number(view.readBigUInt64BE(at + 8)) : size || 4;
  }
  return types;
}

test("films: what has no position stays the same object; what is not known is said and left as it is", async () => {
  const plain = new Blob([film({ position: false, samples: false })]);
  assert.deepEqual({ ...(await withoutMetadata(plain)), blob: 0 }, { blob: 0, removed: false, trimmed: false, format: "film" });
  assert.equal((await withoutMetadata(plain)).blob, plain);
  for (const options of [{ kind: "text" }, { kind: "what" }, { fragments: true }, { film: [box("gps ", Buffer.alloc(16))] }, { more: [box("dash", Buffer.from(PLACE_TEXT))] }]) {
    const { bytes, removed, notice } = await sent(film(options));
    assert.deepEqual([removed, notice], [true, "not-checked"], JSON.stringify(options));
    if (options.kind || options.fragments) assert.ok(bytes.includes(SAMPLES[1]));
  }
  // A track whose tables lead out of the media, and boxes that do not end where they should.
  const wild = Buffer.from(film());
  wild.writeUInt32BE(4, wild.lastIndexOf("stco") + 12);
  for (const bytes of [wild, Buffer.from(film()).subarray(0, -3), Buffer.concat([Buffer.from(film()), Buffer.from("tail")])])
    assert.deepEqual({ ...(await sent(new Uint8Array(bytes))), bytes: 0 }, { bytes: 0, removed: false, trimmed: false, notice: "damaged", format: "film" });
  const old = Buffer.from(film()).subarray(film().findIndex((_, at, all) => Buffer.from(all).toString("latin1", at + 4, at + 8) === "moov"));
  assert.equal(detectFormat(old), "film", "QuickTime without ftyp");
});

test("a film of 512 MB: only its tables are read", async () => {
  const head = Buffer.from(film({ long: true, samples: false }));
  const size = 512 * 1024 * 1024;
  head.writeBigUInt64BE(BigInt(size - head.indexOf("mdat") + 4), head.indexOf("mdat") + 4);
  let asked = 0;
  /** @type {any} a Blob as the browser has it on disk */
  const disk = {
    size, type: "video/mp4",
    slice: (from = 0, to = size) => ({
      size: to - from,
      arrayBuffer: async () => ((asked += to - from), Uint8Array.from(head.subarray(from, to)).buffer),
    }),
  }; // prettier-ignore
  const made = globalThis.Blob;
  /** @type {any[]} */
  let parts = [];
  globalThis.Blob = /** @type {any} */ (class { constructor(/** @type {any[]} */ list) { parts = list; } }); // prettier-ignore
  const { removed } = await withoutMetadata(disk).finally(() => (globalThis.Blob = made));
  assert.equal(removed, true);
  assert.ok(asked < 4096, `${asked} bytes read`);
  assert.equal(parts.reduce((sum, part) => sum + (part.size ?? part.length), 0), size);
});

test("other formats are passed on, with a notice where a position may be in them", async () => {
  const heic = Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1");
  assert.deepEqual([cleanPicture(heic).notice, cleanPicture(heic).bytes], ["not-checked", heic]);
  assert.equal(cleanPicture(Buffer.from("\0\0\0\x18ftypisom", "latin1")).notice, "not-checked");
  assert.equal(cleanPicture(new Uint8Array(0)).notice, "not-checked");
  assert.equal(cleanPicture(Buffer.from("GIF89a........")).notice, "damaged");
  assert.equal(cleanPicture(jpeg().subarray(0, 60)).notice, "damaged");
  const cut = new Blob(["\0\0\0\x18ftypmp42"], { type: "video/mp4" });
  assert.deepEqual(await withoutMetadata(cut), { blob: cut, removed: false, trimmed: false, notice: "damaged", format: "film" });
  const page = new Blob(["%PDF-1.7"], { type: "application/pdf" });
  assert.deepEqual(await withoutMetadata(page), { blob: page, removed: false, trimmed: false, notice: "not-checked", format: "other" });
  const photo = await withoutMetadata(new Blob([jpeg()], { type: "image/jpeg" }));
  assert.deepEqual([photo.removed, photo.blob.type, photo.blob.size], [true, "image/jpeg", jpeg({ blocks: [] }).length + KEPT]);
});

test("20,000 damaged photos: an answer each, never an exception, no figure of a position that was found", () => {
  let seed = 7;
  const random = (/** @type {number} */ below) => ((seed = (seed * 1103515245 + 12345) % 2 ** 31), seed % below);
  const photos = [jpeg({ extra: [XMP_GPS, IPTC_CITY] }), jpeg({ blocks: [exif({ little: false })] }), png(), webp({ xmp: true })];
  for (let round = 0; round < 20_000; round++) {
    const photo = photos[round % photos.length].slice();
    for (let change = random(4) + 1; change > 0; change--) photo[random(photo.length)] = random(256);
    const cut = random(5) === 0 ? photo.subarray(0, random(photo.length)) : photo;
    const result = cleanPicture(cut);
    assert.ok(result.bytes.length <= cut.length + 64);
    if (!result.notice) assert.equal(cleanPicture(result.bytes).removed, false, "a second look finds nothing more");
  }
});

test("4,000 damaged photos and films made of boxes: an answer each, of the same length", async () => {
  let seed = 11;
  const random = (/** @type {number} */ below) => ((seed = (seed * 1103515245 + 12345) % 2 ** 31), seed % below);
  const files = [heic(), heic({ within: true, version: 2, infe: 3 }), film(), film({ apple: true, unknown: true })];
  for (let round = 0; round < 4_000; round++) {
    const file = files[round % files.length].slice();
    // Rarely in the head, so that it remains what it is.
    for (let change = random(4) + 1; change > 0; change--) file[24 + random(file.length - 24)] = random(4) === 0 ? random(256) : [0, 1, 255, 4][random(4)];
    const cut = random(8) === 0 ? file.subarray(0, random(file.length)) : file;
    const blob = new Blob([cut]);
    const result = await withoutMetadata(blob);
    assert.equal(result.blob.size, cut.length);
    if (result.notice === "damaged") assert.equal(result.blob, blob);
  }
});
