/**
 * Copies a picture with the parts that are needed to show it, and nothing else: JPEG, PNG, WebP and GIF. The compressed
 * picture is copied byte for byte, so the pixels stay. Of EXIF a short block is written anew (tiff.ts). HEIC and films are
 * in `clean-boxes.ts`.
 *
 * JPEG: ITU-T T.81, JFIF 1.02; PNG: third edition; WebP: RFC 9649; GIF89a.
 */

import { concatenated, crc32, latin1, viewOf } from "./bytes.ts";
import { readExif, writeExif } from "./tiff.ts";

export type Format = "jpeg" | "png" | "webp" | "gif" | "heic" | "film" | "other";

/** Result of cleaning a file. */
export interface Cleaned {
  /** A copy; the same object where nothing was left out. */
  bytes: Uint8Array<ArrayBuffer>;
  /** A position is known to have been in it. */
  removed: boolean;
  /** Other parts were left out: texts, previews, names of programs and devices. */
  trimmed: boolean;
  format: Format;
  /** The file is not cleaned as a whole: its format is not known, or it is not readable to its end. */
  notice?: "not-checked" | "damaged";
}

/** The parts of a file that are kept. */
interface Kept {
  parts: Uint8Array[];
  removed: boolean;
  trimmed: boolean;
}

/** Words that state a place, long enough not to turn up in compressed bytes. */
const PLACE = /location|latitude|longitude|gpsposition|gpscoord|:(city|state|country)/i;
/** City, region, country in IPTC. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is matched against bytes
const IPTC_PLACE = /\x1c\x02[\x1a\x1b\x5a\x5c\x5f\x64\x65]/;
const EXIF = "Exif\0\0";

/** Whether some bytes state a place, as far as they are text, in any encoding of one or more bytes a character. */
export function statesPlace(bytes: Uint8Array): boolean {
  const text = latin1(bytes);
  return PLACE.test(text) || PLACE.test(text.replaceAll("\0", ""));
}

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
export function cleanPicture(file: Uint8Array<ArrayBuffer>): Cleaned {
  const format = detectFormat(file);
  const unchanged = { bytes: file, removed: false, trimmed: false, format };
  if (format === "heic" || format === "film" || format === "other") return { ...unchanged, notice: "not-checked" };
  const kept: Kept = { parts: [], removed: false, trimmed: false };
  try {
    ({ jpeg, png, webp, gif })[format](file, kept);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { ...unchanged, notice: "damaged" };
  }
  const { parts, removed, trimmed } = kept;
  return removed || trimmed ? { bytes: concatenated(parts), removed, trimmed, format } : unchanged;
}

/** Notes that a part is left out. */
function leaveOut(kept: Kept, part: Uint8Array): void {
  if (part.length === 0) return;
  kept.trimmed = true;
  kept.removed ||= statesPlace(part);
}

/** Keeps `short` in place of a part. */
function replace(kept: Kept, part: Uint8Array, short: Uint8Array): void {
  kept.parts.push(short);
  if (!sameBytes(part, short)) kept.trimmed = true;
}

export const sameBytes = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, index) => byte === other[index]);

/** The block of EXIF for the copy, undefined where it would state nothing. A second block is left out. */
function keepExif(kept: Kept, block: Uint8Array, isFirst: boolean): Uint8Array | undefined {
  const fields = readExif(block);
  const short = isFirst ? writeExif(fields) : undefined;
  if (short && sameBytes(block, short)) return block;
  kept.trimmed = true;
  kept.removed ||= fields.position || statesPlace(block);
  return short;
}

// ── JPEG ──

/**
 * Markers of the segments that a decoder needs: Huffman and arithmetic tables, frames, quantisation, restart interval,
 * number of lines.
 */
const isDecoding = (marker: number): boolean =>
  (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8) || (marker >= 0xdb && marker <= 0xdf);
const SCAN = 0xda;
const END = 0xd9;

/** End of a scan's compressed data: the next marker that may not be within them. */
function endOfScan(bytes: Uint8Array, start: number): number {
  for (let at = bytes.indexOf(0xff, start); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at)) {
    const next = bytes[at + 1] ?? 0;
    if (next === 0xff) at += 1;
    else if (next === 0 || (next >= 0xd0 && next <= 0xd7)) at += 2;
    else return at;
  }
  return bytes.length;
}

function jpeg(bytes: Uint8Array, kept: Kept): void {
  const view = viewOf(bytes);
  kept.parts.push(bytes.subarray(0, 2));
  let hasExif = false;
  let scanned = false;
  let at = 2;
  for (;;) {
    if (scanned && at >= bytes.length) return; // cut off in the picture: it can be shown as far as it goes
    if (view.getUint8(at) !== 0xff) throw new RangeError("marker");
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1; // padding
      continue;
    }
    if (marker === END) {
      if (!scanned) throw new RangeError("no scan");
      kept.parts.push(bytes.subarray(at, at + 2));
      leaveOut(kept, bytes.subarray(at + 2)); // films and previews of phones
      return;
    }
    const end = at + 2 + view.getUint16(at + 2);
    if (end > bytes.length || end < at + 4) throw new RangeError("segment");
    const segment = bytes.subarray(at, end);
    if (marker === SCAN) {
      const start = at;
      at = endOfScan(bytes, end);
      kept.parts.push(bytes.subarray(start, at));
      scanned = true;
      continue;
    }
    at = end;
    const name = latin1(segment, 4, 16);
    if (isDecoding(marker) || (marker === 0xe2 && name.startsWith("ICC_PROFILE\0"))) kept.parts.push(segment);
    else if (marker === 0xe0 && name.startsWith("JFIF\0")) replace(kept, segment, jfif(segment));
    else if (marker === 0xee && name.startsWith("Adobe") && segment.length >= 16)
      replace(kept, segment, adobe(segment));
    else if (marker === 0xe1 && name.startsWith("Exif\0")) {
      const block = segment.subarray(10);
      const short = keepExif(kept, block, !hasExif);
      if (short) kept.parts.push(short === block ? segment : exifSegment(short));
      hasExif = true;
    } else {
      leaveOut(kept, segment);
      kept.removed ||= marker === 0xed && IPTC_PLACE.test(latin1(segment));
    }
  }
}

function exifSegment(block: Uint8Array): Uint8Array {
  const length = block.length + 8;
  return Uint8Array.from([0xff, 0xe1, length >> 8, length & 255, 0x45, 0x78, 0x69, 0x66, 0, 0, ...block]);
}

/** The density of the pixels, without the preview behind it. */
function jfif(segment: Uint8Array): Uint8Array {
  if (segment.length < 18) throw new RangeError("JFIF");
  const short = segment.slice(0, 18);
  short.set([0, 16], 2);
  short.set([0, 0], 16);
  return short;
}

/** The colour transform, without what may be behind it. */
function adobe(segment: Uint8Array): Uint8Array {
  const short = segment.slice(0, 16);
  short.set([0, 14], 2);
  return short;
}

// ── PNG ──

/** Chunks that the pixels and their colours need, the frames of an animation, and the day of the last change. */
const PNG_CHUNKS = /^(IHDR|PLTE|IDAT|IEND|tRNS|gAMA|cHRM|sRGB|iCCP|cICP|sBIT|bKGD|pHYs|tIME|mDCV|cLLI|acTL|fcTL|fdAT)$/;

function png(bytes: Uint8Array, kept: Kept): void {
  const view = viewOf(bytes);
  kept.parts.push(bytes.subarray(0, 8));
  let hasExif = false;
  let at = 8;
  for (;;) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) throw new RangeError("chunk");
    const chunk = bytes.subarray(at, end);
    const type = latin1(chunk, 4, 8);
    at = end;
    if (type === "eXIf") {
      const block = chunk.subarray(8, -4);
      const short = keepExif(kept, block, !hasExif);
      if (short) kept.parts.push(short === block ? chunk : pngChunk(type, short));
      hasExif = true;
    } else if (PNG_CHUNKS.test(type)) kept.parts.push(chunk);
    else leaveOut(kept, chunk);
    if (type === "IEND") {
      leaveOut(kept, bytes.subarray(at));
      return;
    }
  }
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

/** Offset of the flags in a VP8X chunk, and the flags for EXIF and XMP. */
const FLAGS = 8;
const HAS_EXIF = 8;
const HAS_XMP = 4;
const WEBP_CHUNKS = /^(VP8X|VP8 |VP8L|ALPH|ANIM|ICCP)$/;
const FRAME_CHUNKS = /^(VP8 |VP8L|ALPH)$/;
/** Bytes of a frame's chunk before the chunks in it, its header included. */
const FRAME = 24;

function webp(bytes: Uint8Array, kept: Kept): void {
  const head = bytes.slice(0, 12);
  const view = viewOf(bytes);
  const total = view.getUint32(4, true) + 8;
  if (total > bytes.length) throw new RangeError("RIFF");
  kept.parts.push(head);
  /** The chunk that states which others there are. */
  let flags: Uint8Array | undefined;
  let hasExif = false;
  for (const { type, chunk } of riffChunks(bytes, 12, total)) {
    if (type === "VP8X") {
      flags = chunk.slice();
      kept.parts.push(flags);
    } else if (WEBP_CHUNKS.test(type)) kept.parts.push(chunk);
    else if (type === "ANMF") kept.parts.push(frame(chunk, kept));
    else if (type === "EXIF" && !hasExif) {
      const size = viewOf(chunk).getUint32(4, true);
      const prefix = latin1(chunk, 8, 8 + EXIF.length) === EXIF ? EXIF.length : 0; // some programs write JPEG's here too
      const block = chunk.subarray(8 + prefix, 8 + size);
      const short = keepExif(kept, block, true);
      if (short) kept.parts.push(short === block && prefix === 0 ? chunk : riffChunk(type, short));
      if (prefix > 0) kept.trimmed = true;
      hasExif = short !== undefined;
    } else leaveOut(kept, chunk);
  }
  leaveOut(kept, bytes.subarray(total));
  if (flags && flags.length > FLAGS) {
    const stated = flags[FLAGS] ?? 0;
    flags[FLAGS] = (stated & ~(HAS_XMP | HAS_EXIF)) | (hasExif ? HAS_EXIF : 0);
    if (flags[FLAGS] !== stated) kept.trimmed = true;
  }
  const length = kept.parts.reduce((sum, part) => sum + part.length, -8);
  viewOf(head).setUint32(4, length, true);
}

/** A frame of an animation, without chunks that are no picture. */
function frame(chunk: Uint8Array, kept: Kept): Uint8Array {
  const inner = riffChunks(chunk, FRAME, chunk.length).filter(({ type, chunk: part }) => {
    const needed = FRAME_CHUNKS.test(type);
    if (!needed) leaveOut(kept, part);
    return needed;
  });
  const data = concatenated([chunk.subarray(8, FRAME), ...inner.map((part) => part.chunk)]);
  return riffChunk("ANMF", data);
}

/** The chunks from `at` to `end`, each with its header and padding. */
function riffChunks(bytes: Uint8Array, at: number, end: number): { type: string; chunk: Uint8Array }[] {
  const view = viewOf(bytes);
  const chunks: { type: string; chunk: Uint8Array }[] = [];
  while (at + 8 <= end) {
    const size = view.getUint32(at + 4, true);
    const next = at + 8 + size + (size & 1);
    if (next > end) throw new RangeError("chunk");
    chunks.push({ type: latin1(bytes, at, at + 4), chunk: bytes.subarray(at, next) });
    at = next;
  }
  return chunks;
}

function riffChunk(type: string, data: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(8 + data.length + (data.length & 1));
  for (let index = 0; index < 4; index++) chunk[index] = type.charCodeAt(index);
  viewOf(chunk).setUint32(4, data.length, true);
  chunk.set(data, 8);
  return chunk;
}

// ── GIF ──

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
const GRAPHIC_CONTROL = 0xf9;
const APPLICATION = 0xff;
/** How often an animation runs: the one application block of use, and the bytes of such a block. */
const LOOPS = /^(NETSCAPE2\.0|ANIMEXTS1\.0)$/;
const LOOP_BYTES = 19;

function gif(bytes: Uint8Array, kept: Kept): void {
  const view = viewOf(bytes);
  /** Length of the colour table that a packed field states. */
  const tableBytes = (packed: number) => (packed & 0x80 ? 3 << ((packed & 7) + 1) : 0);
  /** The end of a list of sub-blocks, behind its empty one. */
  const endOfBlocks = (at: number) => {
    for (let length = view.getUint8(at); length > 0; length = view.getUint8(at)) at += length + 1;
    return at + 1;
  };
  let at = 13 + tableBytes(view.getUint8(10));
  kept.parts.push(bytes.subarray(0, at));
  for (;;) {
    const block = view.getUint8(at);
    if (block === TRAILER) {
      kept.parts.push(bytes.subarray(at, at + 1));
      leaveOut(kept, bytes.subarray(at + 1));
      return;
    }
    let end: number;
    let needed = true;
    if (block === IMAGE) end = endOfBlocks(at + 11 + tableBytes(view.getUint8(at + 9)));
    else if (block === EXTENSION) {
      const label = view.getUint8(at + 1);
      end = endOfBlocks(at + 2);
      const isLoop = label === APPLICATION && end - at === LOOP_BYTES && LOOPS.test(latin1(bytes, at + 3, at + 14));
      needed = label === GRAPHIC_CONTROL || isLoop;
    } else throw new RangeError("block");
    if (end > bytes.length) throw new RangeError("block");
    if (needed) kept.parts.push(bytes.subarray(at, end));
    else leaveOut(kept, bytes.subarray(at, end));
    at = end;
  }
}
