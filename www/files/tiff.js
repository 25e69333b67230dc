// The position (GPS directory) out of a block of EXIF, which has the structure of a TIFF file (TIFF 6.0, EXIF 2.32).
// Everything else stays where it is, the time of the picture above all: it is evidence.

const ORIENTATION = 0x0112;
const EXIF_DIRECTORY = 0x8769;
const GPS_DIRECTORY = 0x8825;
const SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8]; // bytes of a value by its type

class Tiff {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.little = bytes[0] === 0x49;
  }
  /** Reading past the end throws a RangeError: the block is damaged. @param {number} at */
  u16(at) {
    return this.view.getUint16(at, this.little);
  }
  /** @param {number} at */
  u32(at) {
    return this.view.getUint32(at, this.little);
  }
  /** Entries of a directory: where each stands. @param {number} at @returns {number[]} */
  entries(at) {
    const count = this.u16(at);
    if (at + 2 + count * 12 > this.bytes.length) throw new RangeError("directory");
    return Array.from({ length: count }, (_, index) => at + 2 + index * 12);
  }
}

/** @param {Uint8Array} bytes */
function open(bytes) {
  const tiff = new Tiff(bytes);
  const order = tiff.u16(0);
  if ((order !== 0x4949 && order !== 0x4d4d) || tiff.u16(2) !== 42) throw new RangeError("header");
  return tiff;
}

/** Fills a GPS directory and the values it points at with zeros. @param {Tiff} tiff @param {number} at */
function wipe(tiff, at) {
  const entries = tiff.entries(at);
  for (const entry of entries) {
    const size = (SIZES[tiff.u16(entry + 2)] ?? 1) * tiff.u32(entry + 4);
    if (size > 4) {
      const value = tiff.u32(entry + 8);
      if (value + size > tiff.bytes.length) throw new RangeError("value");
      tiff.bytes.fill(0, value, value + size);
    }
  }
  tiff.bytes.fill(0, at, at + 2 + entries.length * 12);
}

/** Takes one entry out of a directory; those behind it, and the pointer to the next directory, move up.
 * @param {Tiff} tiff @param {number} directory @param {number} entry */
function takeOut(tiff, directory, entry) {
  const count = tiff.u16(directory);
  const end = Math.min(directory + 2 + count * 12 + 4, tiff.bytes.length);
  tiff.bytes.copyWithin(entry, entry + 12, end);
  tiff.bytes.fill(0, end - 12, end);
  tiff.view.setUint16(directory, count - 1, tiff.little);
}

/**
 * Removes the position, in place.
 * @param {Uint8Array} bytes the block, from its byte order on
 * @returns {"none" | "removed" | "damaged"} damaged: not readable to its end, a position may still be in it
 */
export function removePosition(bytes) {
  try {
    const tiff = open(bytes);
    const seen = new Set([0]);
    const todo = [{ at: tiff.u32(4), main: true }];
    let found = false;
    for (let next = todo.pop(); next; next = todo.pop()) {
      const { at, main } = next;
      if (seen.has(at)) continue;
      seen.add(at);
      const entries = tiff.entries(at);
      const end = at + 2 + entries.length * 12;
      // The next directory (thumbnail), 0 for none; behind the inner ones some cameras leave rubbish here.
      if (main && end + 4 <= bytes.length) todo.push({ at: tiff.u32(end), main });
      // From the last to the first, since taking one out moves those behind it.
      for (const entry of entries.reverse()) {
        const tag = tiff.u16(entry);
        if (tag === EXIF_DIRECTORY) todo.push({ at: tiff.u32(entry + 8), main: false });
        if (tag !== GPS_DIRECTORY) continue;
        const gps = tiff.u32(entry + 8);
        takeOut(tiff, at, entry);
        if (!seen.has(gps)) wipe(tiff, gps);
        seen.add(gps);
        found = true;
      }
    }
    return found ? "removed" : "none";
  } catch {
    return "damaged";
  }
}

/** How the picture is turned, 1–8; 1 where the block does not say. @param {Uint8Array} bytes */
function orientation(bytes) {
  try {
    const tiff = open(bytes);
    const entry = tiff.entries(tiff.u32(4)).find((each) => tiff.u16(each) === ORIENTATION);
    const value = entry === undefined ? 1 : tiff.u16(entry + 8);
    return value >= 1 && value <= 8 ? value : 1;
  } catch {
    return 1;
  }
}

/** A block that says nothing but how the picture is turned, to put in the place of a damaged one. @param {Uint8Array} damaged */
export function onlyOrientation(damaged) {
  const head = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1]; // big-endian, one directory at 8, one entry
  return Uint8Array.from([...head, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation(damaged), 0, 0, 0, 0, 0, 0]);
}
