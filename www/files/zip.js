// A ZIP archive without compression: photos do not shrink, and everything can read it. APPNOTE.TXT 6.3.3, no Zip64.

import { nameList } from "./names.js";

/** @typedef {{name: string, data: Uint8Array | Blob | string, date?: Date}} Entry a string is written as UTF-8 */

/** `too-large`: over 4 GiB in all; `too-many`: over 65,535 entries; `unreadable`: a file that the browser cannot read any more. */
export class ZipError extends Error {
  /** @param {"too-large" | "too-many" | "unreadable"} code */
  constructor(code) {
    super(code);
    this.name = "ZipError";
    this.code = code;
  }
}

const MOST_BYTES = 0xffffffff;
const MOST_ENTRIES = 0xffff;
const SLICE = 4 * 1024 * 1024; // a long video is never in memory as a whole

const TABLE = Uint32Array.from({ length: 256 }, (_, value) => {
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 (ISO 3309) of `bytes`, going on from `crc`. @param {Uint8Array} bytes @param {number} [crc] */
export function crc32(bytes, crc = 0) {
  crc = ~crc;
  for (const byte of bytes) crc = (crc >>> 8) ^ TABLE[(crc ^ byte) & 0xff];
  return ~crc >>> 0;
}

/** @param {Blob | Uint8Array} data */
async function checksum(data) {
  if (data instanceof Uint8Array) return crc32(data);
  let crc = 0;
  for (let start = 0; start < data.size; start += SLICE)
    crc = crc32(new Uint8Array(await data.slice(start, start + SLICE).arrayBuffer()), crc);
  return crc;
}

/** Local time as MS-DOS writes it, 1980–2107, in steps of two seconds. @param {Date} date @returns {number} */
function dosTime(date) {
  const year = date.getFullYear();
  if (!(year >= 1980)) return (1 << 21) | (1 << 16); // 1980-01-01, also for an invalid date
  if (year > 2107) return ((127 << 25) | (12 << 21) | (31 << 16)) >>> 0;
  const day = ((year - 1980) << 9) | ((date.getMonth() + 1) << 5) | date.getDate();
  const time = (date.getHours() << 11) | (date.getMinutes() << 5) | (date.getSeconds() >> 1);
  return ((day << 16) | time) >>> 0;
}

/** Little-endian fields: [bytes, value] each. @param {[2 | 4, number][]} fields */
function header(fields) {
  const view = new DataView(new ArrayBuffer(fields.reduce((sum, [width]) => sum + width, 0)));
  let at = 0;
  for (const [width, value] of fields) {
    if (width === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += width;
  }
  return new Uint8Array(view.buffer);
}

/**
 * Names are made safe and unique (see `names.js`); the order stays. Throws a ZipError.
 * @param {Entry[]} entries
 * @returns {Promise<Blob>} application/zip
 */
export async function zip(entries) {
  if (entries.length > MOST_ENTRIES) throw new ZipError("too-many");
  const utf8 = new TextEncoder();
  const nameOf = nameList();
  /** @type {BlobPart[]} */
  const parts = [];
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const directory = [];
  let offset = 0;
  let listed = 0; // bytes of the directory
  for (const { name, data, date = new Date() } of entries) {
    const content = typeof data === "string" ? utf8.encode(data) : data;
    const size = content instanceof Uint8Array ? content.length : content.size;
    const path = utf8.encode(nameOf(name));
    if (offset + size + listed + 2 * path.length + 200 > MOST_BYTES) throw new ZipError("too-large");
    const crc = await checksum(content).catch(() => {
      throw new ZipError("unreadable");
    });
    /** @type {[2 | 4, number][]} version 2.0; bit 11: the name is UTF-8; method 0: stored */
    const common = [[2, 20], [2, 0x0800], [2, 0], [4, dosTime(date)], [4, crc], [4, size], [4, size], [2, path.length], [2, 0]]; // prettier-ignore
    const local = header([[4, 0x04034b50], ...common]);
    // After the common part: comment, disk, internal and external attributes, where the local header stands.
    const central = header([[4, 0x02014b50], [2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]);
    parts.push(local, path, /** @type {BlobPart} */ (content));
    directory.push(central, path);
    offset += local.length + path.length + size;
    listed += central.length + path.length;
  }
  const count = entries.length;
  const end = header([[4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, listed], [4, offset], [2, 0]]);
  return new Blob([...parts, ...directory, end], { type: "application/zip" });
}
