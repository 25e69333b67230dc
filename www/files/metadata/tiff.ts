/**
 * The GPS directory of a block of EXIF, which has the structure of a TIFF file (TIFF 6.0, EXIF 2.32). Everything else stays
 * where it is, above all the time of the picture: it is evidence.
 */

import { viewOf } from "./bytes.ts";

const ORIENTATION = 0x0112;
const EXIF_DIRECTORY = 0x8769;
const GPS_DIRECTORY = 0x8825;
/** Bytes of a value by its type. */
const SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
/** Bytes of an entry of a directory. */
const ENTRY = 12;

/** Reading past the end of the block throws a RangeError. */
class Tiff {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly little: boolean;

  /** @throws {RangeError} where it is no TIFF */
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = viewOf(bytes);
    this.little = bytes[0] === 0x49;
    const order = this.u16(0);
    if ((order !== 0x4949 && order !== 0x4d4d) || this.u16(2) !== 42) throw new RangeError("header");
  }

  u16(at: number): number {
    return this.view.getUint16(at, this.little);
  }
  u32(at: number): number {
    return this.view.getUint32(at, this.little);
  }

  /** Offsets of the entries of a directory. */
  entries(at: number): number[] {
    const count = this.u16(at);
    if (at + 2 + count * ENTRY > this.bytes.length) throw new RangeError("directory");
    return Array.from({ length: count }, (_, index) => at + 2 + index * ENTRY);
  }

  /** Fills a directory and the values that it points at with zeros. */
  wipe(at: number): void {
    const entries = this.entries(at);
    for (const entry of entries) {
      const size = (SIZES[this.u16(entry + 2)] ?? 1) * this.u32(entry + 4);
      if (size > 4) {
        const value = this.u32(entry + 8);
        if (value + size > this.bytes.length) throw new RangeError("value");
        this.bytes.fill(0, value, value + size);
      }
    }
    this.bytes.fill(0, at, at + 2 + entries.length * ENTRY);
  }

  /** Removes an entry from a directory; those behind it, and the pointer to the next directory, move up. */
  removeEntry(directory: number, entry: number): void {
    const count = this.u16(directory);
    const end = Math.min(directory + 2 + count * ENTRY + 4, this.bytes.length);
    this.bytes.copyWithin(entry, entry + ENTRY, end);
    this.bytes.fill(0, end - ENTRY, end);
    this.view.setUint16(directory, count - 1, this.little);
  }
}

/**
 * Removes the GPS directory, in place.
 *
 * @param block from its byte order on
 * @returns `damaged`: not readable to its end, a position may still be in it
 */
export function removeGpsDirectory(block: Uint8Array): "none" | "removed" | "damaged" {
  try {
    const tiff = new Tiff(block);
    const seen = new Set([0]);
    const todo = [{ at: tiff.u32(4), main: true }];
    let found = false;
    for (let next = todo.pop(); next; next = todo.pop()) {
      const { at, main } = next;
      if (seen.has(at)) continue;
      seen.add(at);
      const entries = tiff.entries(at);
      const end = at + 2 + entries.length * ENTRY;
      // The next directory (thumbnail), 0 for none; behind inner ones some cameras leave rubbish here.
      if (main && end + 4 <= block.length) todo.push({ at: tiff.u32(end), main });
      // From the last to the first, because removing one moves those behind it.
      for (const entry of entries.reverse()) {
        const tag = tiff.u16(entry);
        if (tag === EXIF_DIRECTORY) todo.push({ at: tiff.u32(entry + 8), main: false });
        if (tag !== GPS_DIRECTORY) continue;
        const gps = tiff.u32(entry + 8);
        tiff.removeEntry(at, entry);
        if (!seen.has(gps)) tiff.wipe(gps);
        seen.add(gps);
        found = true;
      }
    }
    return found ? "removed" : "none";
  } catch {
    return "damaged";
  }
}

/** The orientation of the picture, 1–8; 1 where the block does not state it. */
function orientationOf(block: Uint8Array): number {
  try {
    const tiff = new Tiff(block);
    const entry = tiff.entries(tiff.u32(4)).find((each) => tiff.u16(each) === ORIENTATION);
    const value = entry === undefined ? 1 : tiff.u16(entry + 8);
    return value >= 1 && value <= 8 ? value : 1;
  } catch {
    return 1;
  }
}

/** A block of 26 bytes with nothing but the orientation, in place of a damaged one. */
export function orientationBlock(damaged: Uint8Array): Uint8Array<ArrayBuffer> {
  const header = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8]; // big-endian, the directory at 8
  const entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientationOf(damaged), 0, 0];
  return Uint8Array.from([...header, 0, 1, ...entry, 0, 0, 0, 0]);
}
