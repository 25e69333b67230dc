// The position is out of the copy that will be sent, and nothing else is. `exifr` reads the copies.

import assert from "node:assert/strict";
import { test } from "node:test";
import exifr from "exifr";
import { stripPosition } from "../../www/files/position.js";
import { withoutPosition } from "../../www/files/image.js";
import { exif, IPTC_CITY, jpeg, LATITUDE, MPF, png, pngChunk, segment, webp, XMP_GPS } from "./photos.mjs";
import { deflateSync } from "node:zlib";

const read = (/** @type {Uint8Array} */ bytes) => exifr.parse(Buffer.from(bytes), { xmp: true, iptc: true, gps: true, mergeOutput: true, translateValues: false });
const holds = (/** @type {Uint8Array} */ bytes, /** @type {string} */ text) => Buffer.from(bytes).includes(text, 0, "latin1");

/** @param {Uint8Array} photo @param {(bytes: Uint8Array) => Promise<any>} [reader] */
async function check(photo, reader = read) {
  const before = await reader(photo);
  assert.ok(Math.abs(before.latitude - LATITUDE) < 1e-4, "the photo of the test has a position");
  const original = Buffer.from(photo);
  const result = stripPosition(photo);
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
      assert.equal(trimmed, false);
      assert.equal(bytes.length, jpeg().length, "nothing else is moved");
    }
  const two = stripPosition(jpeg({ blocks: [exif({ gps: false }), exif()] }));
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
    assert.equal(result.bytes.length, jpeg().length, "the picture, and nothing behind it");
    assert.ok(!holds(result.bytes, "MPF\0"), "no index of pictures that are gone");
  }
  const extended = stripPosition(jpeg({ blocks: [], extra: [segment(0xe1, Buffer.from("http://ns.adobe.com/xmp/extension/\0packed"))] }));
  assert.deepEqual([extended.removed, extended.trimmed], [false, true]);
});

test("jpeg: without a position it stays the same object", () => {
  const photo = jpeg({ blocks: [exif({ gps: false })] });
  assert.deepEqual({ ...stripPosition(photo), bytes: 0 }, { bytes: 0, removed: false, trimmed: false, format: "jpeg" });
  assert.equal(stripPosition(photo).bytes, photo);
});

test("jpeg: of a block that cannot be read only the orientation is kept", async () => {
  for (const little of [true, false]) {
    const block = exif({ little });
    // The position's values point outside the block.
    if (little) block.writeUInt32LE(0xfffffff0, 200 + 2 + 12 + 8);
    else block.writeUInt32BE(0xfffffff0, 200 + 2 + 12 + 8);
    const { bytes, trimmed } = stripPosition(jpeg({ blocks: [block] }));
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
  assert.ok(!holds(bytes, "com.adobe.xmp") && !holds(bytes, "Raw profile") && holds(bytes, "screenshot"));
  assert.ok(Buffer.from(bytes).includes(pngChunk("IDAT", deflateSync(Buffer.from([0, 0, 255])))));
});

test("webp: EXIF with and without a prefix, XMP", async () => {
  for (const prefix of [true, false]) {
    const photo = webp({ prefix, xmp: true });
    const { bytes } = stripPosition(photo);
    const view = Buffer.from(bytes);
    assert.equal(view.readUInt32LE(4), bytes.length - 8);
    assert.equal(view[20] & 0x0c, 0x08, "EXIF is there, XMP is not");
    assert.ok(!holds(bytes, "GPSLatitude"));
    const at = view.indexOf("EXIF") + 8 + (prefix ? 6 : 0);
    const block = view.subarray(at);
    assert.ok(!view.includes(exif().subarray(300, 348)));
    // exifr does not read WebP; the block inside is read on its own.
    const { DateTimeOriginal, ...rest } = await exifr.parse(block, { translateValues: false, gps: true });
    assert.ok(DateTimeOriginal);
    assert.deepEqual(Object.keys(rest).filter((key) => /gps|latitude/i.test(key)), []);
  }
});

test("other formats are passed on, with a notice where a position may be in them", async () => {
  const heic = Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1");
  assert.deepEqual([stripPosition(heic).notice, stripPosition(heic).bytes], ["not-checked", heic]);
  assert.equal(stripPosition(Buffer.from("\0\0\0\x18ftypisom", "latin1")).notice, "not-checked");
  assert.equal(stripPosition(new Uint8Array(0)).notice, "not-checked");
  assert.equal(stripPosition(Buffer.from("GIF89a........")).notice, undefined);
  assert.equal(stripPosition(jpeg().subarray(0, 60)).notice, "damaged");
  const film = new Blob(["\0\0\0\x18ftypmp42"], { type: "video/mp4" });
  assert.equal((await withoutPosition(film)).blob, film);
  const photo = await withoutPosition(new Blob([jpeg()], { type: "image/jpeg" }));
  assert.deepEqual([photo.removed, photo.blob.type, photo.blob.size], [true, "image/jpeg", jpeg().length]);
});

test("20,000 damaged photos: an answer each, never an exception, no figure of a position that was found", () => {
  let seed = 7;
  const random = (/** @type {number} */ below) => ((seed = (seed * 1103515245 + 12345) % 2 ** 31), seed % below);
  const photos = [jpeg({ extra: [XMP_GPS, IPTC_CITY] }), jpeg({ blocks: [exif({ little: false })] }), png(), webp({ xmp: true })];
  for (let round = 0; round < 20_000; round++) {
    const photo = photos[round % photos.length].slice();
    for (let change = random(4) + 1; change > 0; change--) photo[random(photo.length)] = random(256);
    const cut = random(5) === 0 ? photo.subarray(0, random(photo.length)) : photo;
    const result = stripPosition(cut);
    assert.ok(result.bytes.length <= cut.length + 64);
    if (!result.notice) assert.equal(stripPosition(result.bytes).removed, false, "a second look finds nothing more");
  }
});
