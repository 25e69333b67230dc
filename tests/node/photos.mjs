// Small photos and films with a position, byte by byte: JPEG, PNG, WebP, HEIC and MP4 as phones and programs write them.

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

const u16 = (/** @type {number[]} */ ...values) => Buffer.from(values.flatMap((value) => [value >> 8, value & 255]));
const u32 = (/** @type {number[]} */ ...values) => Buffer.from(new Uint32Array(values.map((value) => value >>> 0)).buffer).swap32();

/** @param {string} type four letters @param {...Buffer} content */
export const box = (type, ...content) => Buffer.concat([u32(8 + Buffer.concat(content).length), bytes(type), ...content]);
/** A box with version and flags. @param {string} type @param {number} version @param {...Buffer} content */
const full = (type, version, ...content) => box(type, u32(version << 24), ...content);
const handler = (/** @type {string} */ kind) => full("hdlr", 0, u32(0), bytes(kind), u32(0, 0, 0), Buffer.from([0]));

/** What the pictures and films below show; no byte of it may change. */
export const PICTURE = Buffer.from(Array.from({ length: 90 }, (_, index) => (index * 37) & 255));
const XMP = XMP_GPS.subarray(33);

/**
 * @param {{block?: Buffer, prefix?: number, version?: number, within?: boolean, split?: boolean, brand?: string, infe?: number, more?: Buffer[]}} [options]
 * prefix: bytes before the block of EXIF; version: of iloc; within: EXIF stands in the metadata; split: in two parts
 */
export function heic({ block = exif(), prefix = 6, version = 1, within = false, split = false, brand = "heic", infe = 2, more = [] } = {}) {
  const metadata = Buffer.concat([u32(prefix), bytes("Exif\0\0").subarray(0, prefix), block]);
  const id = (/** @type {number} */ value) => (infe === 3 ? u32(value) : u16(value));
  const items = full("iinf", 0, u16(3),
    full("infe", infe, id(1), u16(0), bytes("hvc1\0")), full("infe", infe, id(2), u16(0), bytes("Exif\0")),
    full("infe", infe, id(3), u16(0), bytes("mime\0application/rdf+xml\0\0"))); // prettier-ignore
  const half = split ? metadata.length >> 1 : metadata.length;
  /** The metadata, with the places of picture, EXIF and XMP in the file. @param {[number, number, number]} places */
  const meta = ([picture, exifAt, xmp]) => {
    const item = (/** @type {number} */ number, /** @type {number} */ method, /** @type {[number, number][]} */ extents) => Buffer.concat([
      version === 2 ? u32(number) : u16(number), version > 0 ? u16(method) : u16(), u16(0), u16(extents.length), ...extents.map((extent) => u32(...extent))]); // prettier-ignore
    const extents = /** @type {[number, number][]} */ ([[exifAt, half], [exifAt + half + (split ? 5 : 0), metadata.length - half]]).filter(([, length]) => length > 0); // prettier-ignore
    const places = full("iloc", version, Buffer.from([0x44, 0]), version === 2 ? u32(3) : u16(3),
      item(1, 0, [[picture, PICTURE.length]]), item(2, within ? 1 : 0, extents), item(3, 0, [[xmp, XMP.length]])); // prettier-ignore
    return full("meta", 0, handler("pict"), full("pitm", 0, u16(1)), items, places, ...(within ? [box("idat", bytes("?"), metadata)] : []));
  };
  const head = Buffer.concat([box("ftyp", bytes(`${brand}\0\0\0\0mif1${brand}`)), box("free", bytes("room"))]);
  const start = head.length + meta([0, 0, 0]).length + 8;
  const outside = within ? Buffer.alloc(0) : Buffer.concat([metadata.subarray(0, half), split ? bytes("-----") : Buffer.alloc(0), metadata.subarray(half)]);
  const at = start + PICTURE.length;
  return new Uint8Array(Buffer.concat([head, meta([start, within ? 1 : at, at + outside.length]), box("mdat", PICTURE, outside, XMP), ...more]));
}

export const PLACE_TEXT = "+39.9042+116.4074+043.500/";

/** A track of three samples in two chunks. @param {string} kind @param {string} codec @param {number[]} sizes @param {[number, number]} chunks @param {Buffer[]} [more] */
function track(kind, codec, sizes, chunks, more = []) {
  const table = box("stbl",
    full("stsd", 0, u32(1), box(codec, Buffer.alloc(8))), full("stts", 0, u32(1, 3, 1)), full("stsc", 0, u32(2, 1, 2, 1, 2, 1, 1)),
    full("stsz", 0, u32(0, 3, ...sizes)), full("stco", 0, u32(2, ...chunks))); // prettier-ignore
  return box("trak", full("tkhd", 0, Buffer.alloc(80)), box("mdia", full("mdhd", 0, u32(0, 0, 1000, 3000, 0)), handler(kind), box("minf", table)), ...more);
}

/** Positions in samples, as GoPro writes them. */
export const SAMPLES = ["GPS5 39.9042", "GPS5 39.9043 more", "GPS5 39.9044"];

/**
 * A film with pictures and, if wanted, a position in every place that phones and cameras put it.
 * @param {{position?: boolean, apple?: boolean, samples?: boolean, kind?: string, unknown?: boolean, long?: boolean, fragments?: boolean, film?: Buffer[], more?: Buffer[]}} [options]
 * apple: metadata as in a MOV; kind: of the track with positions; long: mdat says its length in eight bytes
 */
export function film({ position = true, apple = false, samples = true, kind = "meta", unknown = false, long = false, fragments = false, film: inside = [], more = [] } = {}) {
  const places = SAMPLES.map(bytes);
  const pictures = [PICTURE.subarray(0, 40), PICTURE.subarray(40, 60), PICTURE.subarray(60)];
  /** Chunks of both tracks take turns. */
  const media = Buffer.concat([pictures[0], pictures[1], places[0], places[1], pictures[2], places[2]]);
  const counted = u16(PLACE_TEXT.length, 0x15c7);
  const item = (/** @type {number} */ key, /** @type {string} */ value) => Buffer.concat([u32(24 + value.length, key), box("data", u32(1, 0), bytes(value))]);
  const keys = ["com.apple.quicktime.make", "com.apple.quicktime.location.ISO6709", "com.apple.quicktime.creationdate"];
  const list = [handler("mdta"), full("keys", 0, u32(keys.length), ...keys.map((key) => box("mdta", bytes(key)))),
    box("ilst", item(1, "Apple"), item(2, PLACE_TEXT), item(3, "2026-01-03T10:20:30+0800"))]; // prettier-ignore
  const user = [box("\xa9day", u16(4, 0), bytes("2026")), ...(position ? [
    box("\xa9xyz", counted, bytes(PLACE_TEXT)),
    full("loci", 0, u16(0), bytes("home\0\0"), u32(0x00746800, 0x0027e700, 0), bytes("earth\0\0")),
    box("XMP_", XMP),
  ] : []), ...(unknown ? [box("GPMF", bytes(`GPSU${PLACE_TEXT}`))] : []), ...(apple ? [u32(0)] : [])]; // prettier-ignore
  const moov = (/** @type {number} */ start) => {
    const [first, second] = [start, start + 60 + places[0].length + places[1].length];
    return box("moov", full("mvhd", 0, Buffer.alloc(96)),
      track("vide", "avc1", pictures.map(({ length }) => length), [first, second]),
      ...(samples ? [track(kind, "gpmd", places.map(({ length }) => length), [first + 60, second + 30])] : []),
      box("udta", ...user), ...(position ? [apple ? box("meta", ...list) : full("meta", 0, ...list)] : []), ...inside); // prettier-ignore
  };
  const head = box("ftyp", bytes(apple ? "qt  \0\0\0\0qt  " : "isom\0\0\0\0isommp42"));
  const length = moov(0).length;
  const data = long ? Buffer.concat([u32(1), bytes("mdat"), u32(0, 16 + media.length), media]) : box("mdat", media);
  const start = head.length + length + (long ? 16 : 8);
  return new Uint8Array(Buffer.concat([head, moov(start), data, ...(fragments ? [box("moof", full("mfhd", 0, u32(1)))] : []), ...more]));
}
