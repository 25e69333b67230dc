// Boxes, of which HEIC, AVIF, MP4, MOV and M4A are made (ISO/IEC 14496-12, QuickTime): length, type, content.

import { latin } from "./position.js";

/** @typedef {{type: string, at: number, from: number, to: number}} Box `at`: its header; `from`…`to`: its content */

/** A stretch of a file in memory; `base` is where it begins there. Reading past its end throws a RangeError. */
export class Stretch {
  /** @param {Uint8Array} bytes @param {number} base */
  constructor(bytes, base) {
    this.bytes = bytes;
    this.base = base;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.changed = false;
  }

  /** A number of 0, 1, 2, 4 or 8 bytes. @param {number} at @param {number} size */
  number(at, size) {
    if (size === 8) return this.view.getUint32(at) * 2 ** 32 + this.view.getUint32(at + 4);
    if (size === 4) return this.view.getUint32(at);
    if (size === 2) return this.view.getUint16(at);
    return size === 1 ? this.view.getUint8(at) : 0;
  }

  /** @param {number} from @param {number} to */
  text(from, to) {
    return latin(this.bytes, from, to);
  }

  /** The box whose header stands at `at`; `end`: of what it stands in. @param {number} at @param {number} end @returns {Box} */
  box(at, end) {
    const short = this.number(at, 4); // 1: the length follows in eight bytes; 0: it goes to the end
    const size = short === 1 ? this.number(at + 8, 8) : short === 0 ? end - at : short;
    const from = at + (short === 1 ? 16 : 8);
    if (from > at + size || at + size > end) throw new RangeError("box");
    return { type: this.text(at + 4, at + 8), at, from, to: at + size };
  }

  /** The boxes that fill a place. @param {number} from @param {number} to @returns {Box[]} */
  boxes(from, to) {
    const list = [];
    for (let at = from; at < to; at = list[list.length - 1].to) {
      if (to - at === 4 && this.number(at, 4) === 0) break; // so QuickTime may end a list
      list.push(this.box(at, to));
    }
    return list;
  }

  /** The box inside boxes inside a box. @param {Box} box @param {...string} types @returns {Box} */
  inside(box, ...types) {
    for (const type of types) {
      const found = this.boxes(box.from, box.to).find((each) => each.type === type);
      if (!found) throw new RangeError(type);
      box = found;
    }
    return box;
  }

  /** Makes empty space of a box, of the same length. @param {Box} box */
  free({ at, from, to }) {
    this.bytes.set([0x66, 0x72, 0x65, 0x65], at + 4); // "free"
    this.bytes.fill(0, from, to);
    this.changed = true;
  }
}
