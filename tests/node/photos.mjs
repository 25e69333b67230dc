// Small photos with a position, byte by byte: JPEG, PNG and WebP as phones and programs write them.

import { crc32, deflateSync } from "node:zlib";

export const LATITUDE = 39.9042;
export const TAKEN = "2026:01:03 10:20:30";

const bytes = (/** @type {string} */ text) => Buffer.from(text, "latin1");

/** A block of EXIF: orientation 6, time taken, position; `little` is the byte order.
 * @param {{little?: boolean, gps?: boolean, rubbish?: boolean}} [options] rubbish: a wild pointer behind the inner directory */
export function exif({ little = true, gps = true, rubbish = false } = {}) {
  const block = Buffer.alloc(512);
  const u16 = (/** @type {number} */ at, /** @type {number} */ value) => (little ? block.writeUInt16LE(value, at) : block.writeUInt16BE(value, at));
  const u32 = (/** @type {number} */ at, /** @type {number} */ value) => (little ? block.writeUInt32LE(value, at) : block.writeUInt32BE(value, at));
  /** @param {number} at @param {[tag: number, type: number, count: number, value: number][]} entries @param {number} [next] */
  const directory = (at, entries, next = 0) => {
    u16(at, entries.length);
    entries.forEach(([tag, type, count, value], index) => {
      const entry = at + 2 + index * 12;
      u16(entry, tag);
      u16(entry + 2, type);
      u32(entry + 4, count);
      if (type === 3) u16(entry + 8, value);
      else if (type === 2 && count <= 4) block[entry + 8] = value;
      else u32(entry + 8, value);
    });
    u32(at + 2 + entries.length * 12, next);
  };
  block.write(little ? "II" : "MM", 0, "latin1");
  u16(2, 42);
  u32(4, 8);
  /** @type {[number, number, number, number][]} */
  const first = [[0x0112, 3, 1, 6], [0x8769, 4, 1, 100]]; // prettier-ignore
  if (gps) first.push([0x8825, 4, 1, 200]);
  first.push([0x9c9c, 1, 4, 0]); // one more behind it, that has to move up
  directory(8, first);
  directory(100, [[0x9003, 2, 20, 160]], rubbish ? 0x7fffffff : 0);
  block.write(`${TAKEN}\0`, 160, "latin1");
  if (gps) {
    directory(200, [[1, 2, 2, 78], [2, 5, 3, 300], [3, 2, 2, 69], [4, 5, 3, 324]]); // prettier-ignore
    const place = [39, 54, 15.12, 116, 24, 26.64];
    place.forEach((value, index) => {
      u32(300 + index * 8, Math.round(value * 100));
      u32(304 + index * 8, 100);
    });
  }
  return block;
}

/** Two pixels side by side, a red one and a white one. */
const PIXELS = Buffer.from(
  "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI//////////////////////////////////////////" +
  "//////////2wBDAVVaWnhpeOuCguv/////////////////////////////////////////////////////////////////////////wAARCAAB" +
  "AAIDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAZEAEAAgMAAAAAAAAAAAAAAAAAAQIDM3H/xAAVAQEBAAAAAAAAAAAAAAAAAA" +
  "AAAf/EABYRAQEBAAAAAAAAAAAAAAAAAAABMf/aAAwDAQACEQMRAD8AqxaqcgAW6//Z",
  "base64",
);

/** @param {number} marker @param {Buffer} content */
export const segment = (marker, content) =>
  Buffer.concat([Buffer.from([0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255]), content]);

export const XMP_GPS = segment(
  0xe1,
  bytes('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="39,54.25N"/></rdf:RDF></x:xmpmeta>'),
);
export const IPTC_CITY = segment(0xed, bytes("Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0c\x1c\x02\x5a\0\x07BEIJING"));
export const MPF = segment(0xe2, bytes("MPF\0II*\0\x08\0\0\0\0\0"));

/** @param {{blocks?: Buffer[], extra?: Buffer[], trailer?: Buffer}} [options] */
export function jpeg({ blocks = [exif()], extra = [], trailer = Buffer.alloc(0) } = {}) {
  const exifSegments = blocks.map((block) => segment(0xe1, Buffer.concat([bytes("Exif\0\0"), block])));
  return new Uint8Array(Buffer.concat([PIXELS.subarray(0, 2), ...exifSegments, ...extra, PIXELS.subarray(2), trailer]));
}

/** @param {string} type @param {Buffer} data */
export function pngChunk(type, data) {
  const body = Buffer.concat([bytes(type), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** @param {{block?: Buffer, extra?: Buffer[]}} [options] */
export function png({ block = exif(), extra = [] } = {}) {
  const header = Buffer.from([0, 0, 0, 2, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  const chunks = [pngChunk("IHDR", header), pngChunk("eXIf", block), ...extra, pngChunk("IDAT", deflateSync(Buffer.from([0, 0, 255]))), pngChunk("IEND", Buffer.alloc(0))];
  return new Uint8Array(Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...chunks]));
}

/** @param {string} type @param {Buffer} data */
function webpChunk(type, data) {
  const head = Buffer.alloc(8);
  head.write(type, 0, "latin1");
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length & 1)]);
}

/** @param {{prefix?: boolean, xmp?: boolean, block?: Buffer}} [options] prefix: EXIF begins as in a JPEG */
export function webp({ prefix = false, xmp = false, block = exif() } = {}) {
  const picture = Buffer.from("sAEAnQEqAgABAAdAliWgAnQBDv4C7AD+yoWOJghKQ4WQftT7CO/ABAAA", "base64");
  const flags = Buffer.from([0x08 | (xmp ? 0x04 : 0), 0, 0, 0, 1, 0, 0, 0, 0, 0]);
  const chunks = [webpChunk("VP8X", flags), webpChunk("VP8 ", picture), webpChunk("EXIF", Buffer.concat([bytes(prefix ? "Exif\0\0" : ""), block]))];
  if (xmp) chunks.push(webpChunk("XMP ", XMP_GPS.subarray(33)));
  const body = Buffer.concat([bytes("WEBP"), ...chunks]);
  const head = Buffer.alloc(8);
  head.write("RIFF", 0, "latin1");
  head.writeUInt32LE(body.length, 4);
  return new Uint8Array(Buffer.concat([head, body]));
}
