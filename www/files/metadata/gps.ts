/**
 * Removes the position where a picture was taken from a copy of the file. The pixels, and what else the file states (time,
 * camera, orientation), stay as they are. JPEG, PNG and WebP; HEIC and films in `iso-bmff-gps.ts`.
 */

import { concatenated, crc32, latin1, viewOf } from "./bytes.ts";
import { orientationBlock, removeGpsDirectory } from "./tiff.ts";

export type Format = "jpeg" | "png" | "webp" | "gif" | "heic" | "film" | "other";

/** Result of removing positions. */
export interface GpsRemoval {
  /** A copy; the same object where nothing was changed. */
  bytes: Uint8Array<ArrayBuffer>;
  /** A position was in it. */
  removed: boolean;
  /** Something that may hold one was left out unread (a film behind the picture, packed metadata). */
  trimmed: boolean;
  format: Format;
  /** A position may still be in it: the format is not known, or the file is not readable to its end. */
  notice?: "not-checked" | "damaged";
}

/** The parts of a file that are kept. */
interface Kept {
  parts: Uint8Array[];
  removed: boolean;
  trimmed: boolean;
}

/** Words of XMP and of text chunks that state a place. */
export const PLACE = /gps|location|latitude|longitude|geo:|:(city|state|country)/i;

/** City, region, country in IPTC; or a second block of EXIF. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is matched against bytes
const IPTC_PLACE = /\x1c\x02[\x1a\x1b\x5a\x5c\x5f\x64\x65]|8BIM\x04\x22/;
const EXIF = "Exif\0";
const XMP = "http://ns.adobe.com/xap/1.0/\0";
const EXTENDED_XMP = "http://ns.adobe.com/xmp/extension/\0";

/** @param head at least the first 32 bytes */
export function detectFormat(head: Uint8Array): Format {
  const text = latin1(head, 0, 32);
  const type = text.slice(4, 8);
  if (text.startsWith("\xff\xd8\xff")) return "jpeg";
  if (text.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  if (text.startsWith("RIFF") && text.slice(8, 12) === "WEBP") return "webp";
  if (/^GIF8[79]a/.test(text)) return "gif";
  if (type === "ftyp") return /hei[cxfms]|hev[cx]|mif1|msf1|avif/.test(text.slice(8)) ? "heic" : "film";
  if (/^(moov|mdat|wide|free|skip|pnot)$/.test(type)) return "film"; // QuickTime before it had ftyp
  return "other";
}

/** @param file a whole file; HEIC, films and unknown formats are returned with `not-checked` */
export function removeGps(file: Uint8Array<ArrayBuffer>): GpsRemoval {
  const format = detectFormat(file);
  const unchanged = { bytes: file, removed: false, trimmed: false, format };
  if (format === "gif") return unchanged;
  if (format === "heic" || format === "film" || format === "other") return { ...unchanged, notice: "not-checked" };
  const kept = { jpeg, png, webp }[format](file);
  if (!kept) return { ...unchanged, notice: "damaged" };
  const { parts, removed, trimmed } = kept;
  return removed || trimmed ? { bytes: concatenated(parts), removed, trimmed, format } : unchanged;
}

/** The EXIF block without its position; with nothing but the orientation where it cannot be read. */
function cleanExif(block: Uint8Array, kept: Kept): Uint8Array {
  const copy = block.slice();
  const outcome = removeGpsDirectory(copy);
  if (outcome === "none") return block;
  if (outcome === "removed") {
    kept.removed = true;
    return copy;
  }
  kept.trimmed = true;
  return orientationBlock(block);
}

// ── JPEG ──

/** Big-endian; what is behind the end counts as 0. */
const u16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

function exifSegment(block: Uint8Array): Uint8Array {
  const length = block.length + 8;
  return Uint8Array.from([0xff, 0xe1, length >> 8, length & 255, 0x45, 0x78, 0x69, 0x66, 0, 0, ...block]);
}

/** Where the picture ends, from the marker of its first scan; undefined where it is cut off. */
function endOfScans(bytes: Uint8Array, start: number): number | undefined {
  for (let at = bytes.indexOf(0xff, start); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at)) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xd9) return at + 2;
    if (marker === 0xff) at += 1;
    else if (marker === 0 || (marker >= 0xd0 && marker <= 0xd7)) at += 2;
    else at += 2 + u16(bytes, at + 2);
  }
  return undefined;
}

/** Undefined where the file is damaged. */
function jpeg(bytes: Uint8Array): Kept | undefined {
  const kept: Kept = { parts: [bytes.subarray(0, 2)], removed: false, trimmed: false };
  /** Index of further pictures behind the first (previews, gain maps). */
  let index: Uint8Array | undefined;
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1];
    if (marker === 0xff) {
      at += 1; // padding
      continue;
    }
    if (marker === 0xda) {
      const end = endOfScans(bytes, at);
      kept.parts.push(bytes.subarray(at, end));
      if (end !== undefined && end < bytes.length) {
        // Phones put films and previews there, with a position of their own.
        kept.trimmed = true;
        kept.parts = kept.parts.filter((part) => part !== index);
      }
      return kept;
    }
    const end = at + 2 + u16(bytes, at + 2);
    if (end > bytes.length || end < at + 4) return undefined;
    const segment = bytes.subarray(at, end);
    const head = latin1(segment, 4, 44);
    if (marker === 0xe1 && head.startsWith(EXIF)) {
      const block = segment.subarray(10);
      const clean = cleanExif(block, kept);
      kept.parts.push(clean === block ? segment : exifSegment(clean));
    } else if (marker === 0xe1 && head.startsWith(XMP) && PLACE.test(latin1(segment, 4))) {
      kept.removed = true;
    } else if (marker === 0xe1 && head.startsWith(EXTENDED_XMP)) {
      kept.trimmed = true;
    } else if (marker === 0xed && IPTC_PLACE.test(latin1(segment, 4))) {
      kept.removed = true;
    } else {
      if (marker === 0xe2 && head.startsWith("MPF\0")) index = segment;
      kept.parts.push(segment);
    }
    at = end;
  }
  return undefined;
}

// ── PNG ──

/** Undefined where the file is damaged. */
function png(bytes: Uint8Array): Kept | undefined {
  const kept: Kept = { parts: [bytes.subarray(0, 8)], removed: false, trimmed: false };
  const view = viewOf(bytes);
  let at = 8;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return undefined;
    const chunk = bytes.subarray(at, end);
    const type = latin1(chunk, 4, 8);
    const data = chunk.subarray(8, -4);
    if (type === "eXIf") {
      const clean = cleanExif(data, kept);
      kept.parts.push(clean === data ? chunk : pngChunk(type, clean));
    } else if (/^[itz][TE]Xt$/i.test(type)) {
      const text = latin1(data);
      const packed = type === "zTXt" || (type === "iTXt" && data[text.indexOf("\0") + 1] === 1);
      const profile = /^(XML:com\.adobe\.xmp|Raw profile type)/.test(text);
      if (PLACE.test(text)) kept.removed = true;
      else if (packed && profile) kept.trimmed = true;
      else kept.parts.push(chunk);
    } else kept.parts.push(chunk);
    at = end;
    if (type === "IEND") {
      kept.trimmed ||= at < bytes.length;
      return kept;
    }
  }
  return undefined;
}

function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(data.length + 12);
  const view = viewOf(chunk);
  view.setUint32(0, data.length);
  for (let index = 0; index < 4; index++) chunk[4 + index] = type.charCodeAt(index);
  chunk.set(data, 8);
  view.setUint32(chunk.length - 4, crc32(chunk.subarray(4, -4)));
  return chunk;
}

// ── WebP ──

/** Offset of the flags in a VP8X chunk, and the flag for XMP. */
const FLAGS = 8;
const HAS_XMP = 4;

/** Undefined where the file is damaged. */
function webp(bytes: Uint8Array): Kept | undefined {
  const head = bytes.slice(0, 12);
  const kept: Kept = { parts: [head], removed: false, trimmed: false };
  const view = viewOf(bytes);
  const total = view.getUint32(4, true) + 8;
  if (total > bytes.length) return undefined;
  /** The chunk that states which others there are. */
  let flags: Uint8Array | undefined;
  let at = 12;
  while (at + 8 <= total) {
    const size = view.getUint32(at + 4, true);
    const end = at + 8 + size + (size & 1);
    if (end > total) return undefined;
    const type = latin1(bytes, at, at + 4);
    let chunk = bytes.slice(at, end);
    if (type === "VP8X") flags = chunk;
    if (type === "EXIF") {
      const from = latin1(chunk, 8, 8 + EXIF.length) === EXIF ? 14 : 8; // some programs write JPEG's prefix here too
      const block = chunk.subarray(from, 8 + size);
      const clean = cleanExif(block, kept);
      if (clean.length === block.length) chunk.set(clean, from);
      else chunk = Uint8Array.from([...chunk.subarray(0, 4), clean.length, 0, 0, 0, ...clean]); // 26 bytes, no padding
    }
    if (type === "XMP " && PLACE.test(latin1(chunk, 8))) {
      kept.removed = true;
      if (flags) flags[FLAGS] = (flags[FLAGS] ?? 0) & ~HAS_XMP;
    } else kept.parts.push(chunk);
    at = end;
  }
  kept.trimmed ||= total < bytes.length;
  const length = kept.parts.reduce((sum, part) => sum + part.length, -8);
  viewOf(head).setUint32(4, length, true);
  return kept;
}
