// The place where a picture was taken, out of the copy that will be sent. The pixels, and what else the file says
// (time, camera, how it is turned), stay as they are. JPEG, PNG and WebP here, HEIC and films in bmff.js; other formats are
// passed on with a notice.

import { onlyOrientation, removePosition } from "./tiff.js";
import { crc32 } from "./zip.js";

/**
 * @typedef {object} Stripped
 * @property {Uint8Array} bytes      a copy; the same object where nothing was changed
 * @property {boolean} removed       a position was in it
 * @property {boolean} trimmed       something that may hold one was left out unread (a film behind the picture, packed metadata)
 * @property {"jpeg"|"png"|"webp"|"gif"|"heic"|"film"|"other"} format
 * @property {"not-checked"|"damaged"} [notice]  a position may still be in it: other format, or not readable to its end
 */
/** What a format's walker reports and keeps. @typedef {{kept: Uint8Array[], removed: boolean, trimmed: boolean}} Result */

/** @param {Uint8Array} bytes @param {number} from @param {number} [to] */
export const latin = (bytes, from, to) => {
  let text = "";
  for (const byte of bytes.subarray(from, to)) text += String.fromCharCode(byte);
  return text;
};

/** Big-endian; what lies behind the end counts as 0. @param {Uint8Array} bytes @param {number} at */
const u16 = (bytes, at) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

/** Words of XMP and of text chunks that tell a place. */
export const PLACE = /gps|location|latitude|longitude|geo:|:(city|state|country)/i;

/** @param {Uint8Array} bytes at least the first 32 @returns {Stripped["format"]} */
export function formatOf(bytes) {
  const head = latin(bytes, 0, 32);
  if (head.startsWith("\xff\xd8\xff")) return "jpeg";
  if (head.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  if (head.startsWith("RIFF") && head.slice(8, 12) === "WEBP") return "webp";
  if (/^GIF8[79]a/.test(head)) return "gif";
  if (head.slice(4, 8) === "ftyp") return /hei[cxfms]|hev[cx]|mif1|msf1|avif/.test(head.slice(8)) ? "heic" : "film";
  if (/^(moov|mdat|wide|free|skip|pnot)$/.test(head.slice(4, 8))) return "film"; // QuickTime before it had ftyp
  return "other";
}

/** The block of EXIF without its position, or only the orientation if it cannot be read. @param {Uint8Array} block @param {Result} result */
function cleanExif(block, result) {
  const copy = block.slice();
  const outcome = removePosition(copy);
  if (outcome === "none") return block;
  result[outcome === "removed" ? "removed" : "trimmed"] = true;
  return outcome === "removed" ? copy : onlyOrientation(block);
}

const EXIF = "Exif\0";
const XMP = "http://ns.adobe.com/xap/1.0/\0";
const XMP_MORE = "http://ns.adobe.com/xmp/extension/\0";

/** City, region, country; or a second block of EXIF. */
const IPTC_PLACE = /\x1c\x02[\x1a\x1b\x5a\x5c\x5f\x64\x65]|8BIM\x04\x22/;

/** @param {Uint8Array} block */
const exifSegment = (block) => {
  const length = block.length + 8;
  return Uint8Array.from([0xff, 0xe1, length >> 8, length & 255, 0x45, 0x78, 0x69, 0x66, 0, 0, ...block]);
};

/** Where the picture ends, from the marker of its first scan; undefined where it is cut off. @param {Uint8Array} bytes @param {number} at */
function endOfScans(bytes, at) {
  while ((at = bytes.indexOf(0xff, at)) >= 0 && at + 1 < bytes.length) {
    const marker = bytes[at + 1];
    if (marker === 0xd9) return at + 2;
    if (marker === 0xff) at += 1;
    else if (marker === 0 || (marker >= 0xd0 && marker <= 0xd7)) at += 2;
    else at += 2 + u16(bytes, at + 2);
  }
  return undefined;
}

/** @param {Uint8Array} bytes @returns {Result | undefined} */
function jpeg(bytes) {
  /** @type {Result} */
  const result = { kept: [bytes.subarray(0, 2)], removed: false, trimmed: false };
  /** @type {Uint8Array | undefined} index of further pictures behind the first (previews, gain maps) */
  let index;
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1];
    if (marker === 0xff) {
      at += 1; // padding
      continue;
    }
    if (marker === 0xda) {
      const end = endOfScans(bytes, at);
      result.kept.push(bytes.subarray(at, end));
      if (end !== undefined && end < bytes.length) {
        // Phones put films and previews there, with a position of their own.
        result.trimmed = true;
        result.kept = result.kept.filter((part) => part !== index);
      }
      return result;
    }
    const end = at + 2 + u16(bytes, at + 2);
    if (end > bytes.length || end < at + 4) return undefined;
    const segment = bytes.subarray(at, end);
    const head = latin(segment, 4, 44);
    if (marker === 0xe1 && head.startsWith(EXIF)) {
      const block = segment.subarray(10);
      const clean = cleanExif(block, result);
      result.kept.push(clean === block ? segment : exifSegment(clean));
    } else if (marker === 0xe1 && head.startsWith(XMP) && PLACE.test(latin(segment, 4))) {
      result.removed = true;
    } else if (marker === 0xe1 && head.startsWith(XMP_MORE)) {
      result.trimmed = true;
    } else if (marker === 0xed && IPTC_PLACE.test(latin(segment, 4))) {
      result.removed = true;
    } else {
      if (marker === 0xe2 && head.startsWith("MPF\0")) index = segment;
      result.kept.push(segment);
    }
    at = end;
  }
  return undefined;
}

/** @param {Uint8Array} bytes @returns {Result | undefined} */
function png(bytes) {
  /** @type {Result} */
  const result = { kept: [bytes.subarray(0, 8)], removed: false, trimmed: false };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return undefined;
    const chunk = bytes.subarray(at, end);
    const type = latin(chunk, 4, 8);
    const data = chunk.subarray(8, -4);
    if (type === "eXIf") {
      const clean = cleanExif(data, result);
      result.kept.push(clean === data ? chunk : pngChunk(type, clean));
    } else if (/^[itz][TE]Xt$/i.test(type)) {
      const text = latin(data, 0);
      const packed = type === "zTXt" || (type === "iTXt" && data[text.indexOf("\0") + 1] === 1);
      const profile = /^(XML:com\.adobe\.xmp|Raw profile type)/.test(text);
      if (PLACE.test(text)) result.removed = true;
      else if (packed && profile) result.trimmed = true;
      else result.kept.push(chunk);
    } else result.kept.push(chunk);
    at = end;
    if (type === "IEND") {
      result.trimmed ||= at < bytes.length;
      return result;
    }
  }
  return undefined;
}

/** @param {string} type @param {Uint8Array} data */
function pngChunk(type, data) {
  const chunk = new Uint8Array(data.length + 12);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  for (let index = 0; index < 4; index++) chunk[4 + index] = type.charCodeAt(index);
  chunk.set(data, 8);
  view.setUint32(chunk.length - 4, crc32(chunk.subarray(4, -4)));
  return chunk;
}

/** @param {Uint8Array} bytes @returns {Result | undefined} */
function webp(bytes) {
  const head = bytes.slice(0, 12);
  /** @type {Result} */
  const result = { kept: [head], removed: false, trimmed: false };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const total = view.getUint32(4, true) + 8;
  if (total > bytes.length) return undefined;
  /** @type {Uint8Array | undefined} the chunk that says which others there are */
  let flags;
  for (let at = 12; at + 8 <= total; ) {
    const size = view.getUint32(at + 4, true);
    const end = at + 8 + size + (size & 1);
    if (end > total) return undefined;
    const type = latin(bytes, at, at + 4);
    let chunk = bytes.slice(at, end);
    if (type === "VP8X") flags = chunk;
    if (type === "EXIF") {
      const from = latin(chunk, 8, 8 + EXIF.length) === EXIF ? 14 : 8; // some programs write JPEG's prefix here too
      const block = chunk.subarray(from, 8 + size);
      const clean = cleanExif(block, result);
      if (clean.length === block.length) chunk.set(clean, from);
      else chunk = Uint8Array.from([...chunk.subarray(0, 4), clean.length, 0, 0, 0, ...clean]); // 26 bytes: even
    }
    if (type === "XMP " && PLACE.test(latin(chunk, 8))) {
      result.removed = true;
      if (flags) flags[8] &= ~4;
    } else result.kept.push(chunk);
    at = end;
  }
  result.trimmed ||= total < bytes.length;
  new DataView(head.buffer).setUint32(4, result.kept.reduce((sum, part) => sum + part.length, -8), true);
  return result;
}

/** JPEG, PNG and WebP. @param {Uint8Array} bytes a whole file @returns {Stripped} */
export function stripPosition(bytes) {
  const format = formatOf(bytes);
  const asItIs = { bytes, removed: false, trimmed: false, format };
  if (format === "gif") return asItIs;
  if (format === "heic" || format === "film" || format === "other") return { ...asItIs, notice: "not-checked" };
  const result = { jpeg, png, webp }[format](bytes);
  if (!result) return { ...asItIs, notice: "damaged" };
  const { kept, removed, trimmed } = result;
  if (!removed && !trimmed) return asItIs;
  const copy = new Uint8Array(kept.reduce((sum, part) => sum + part.length, 0));
  kept.reduce((at, part) => (copy.set(part, at), at + part.length), 0);
  return { bytes: copy, removed, trimmed, format };
}
