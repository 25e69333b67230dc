/**
 * Boxes, of which HEIC, AVIF, MP4, MOV and M4A are made: length, type, content. ISO/IEC 14496-12, QuickTime File Format;
 * items: ISO/IEC 23008-12.
 */

import { latin1, viewOf } from "./bytes.ts";

export interface Box {
  type: string;
  /** Offset of its header. */
  at: number;
  /** Start and end of its content. */
  from: number;
  to: number;
}

/** A range of a file, the end exclusive. */
export interface Range {
  from: number;
  to: number;
}

/** A stretch of a file in memory. Reading past its end throws a RangeError. */
export class Stretch {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Start in the file. */
  readonly base: number;
  changed = false;
  readonly #view: DataView;

  constructor(bytes: Uint8Array<ArrayBuffer>, base: number) {
    this.bytes = bytes;
    this.base = base;
    this.#view = viewOf(bytes);
  }

  /** An unsigned number of 0, 1, 2, 4 or 8 bytes, big-endian. */
  number(at: number, size: number): number {
    if (size === 8) return this.#view.getUint32(at) * 2 ** 32 + this.#view.getUint32(at + 4);
    if (size === 4) return this.#view.getUint32(at);
    if (size === 2) return this.#view.getUint16(at);
    return size === 1 ? this.#view.getUint8(at) : 0;
  }

  text(from: number, to: number): string {
    return latin1(this.bytes, from, to);
  }

  /** The box whose header is at `at`, in a container that ends at `end`. */
  box(at: number, end: number): Box {
    const short = this.number(at, 4); // 1: the length follows in eight bytes; 0: to the end of the container
    const size = short === 1 ? this.number(at + 8, 8) : short === 0 ? end - at : short;
    const from = at + (short === 1 ? 16 : 8);
    if (from > at + size || at + size > end) throw new RangeError("box");
    return { type: this.text(at + 4, at + 8), at, from, to: at + size };
  }

  /** The boxes that fill a range. */
  boxes({ from, to }: Range): Box[] {
    const list: Box[] = [];
    let at = from;
    while (at < to) {
      if (to - at === 4 && this.number(at, 4) === 0) break; // QuickTime may end a list so
      const box = this.box(at, to);
      list.push(box);
      at = box.to;
    }
    return list;
  }

  /** The box at a path of types inside a box. */
  inside(box: Box, ...path: string[]): Box {
    let found = box;
    for (const type of path) {
      const inner = this.boxes(found).find((each) => each.type === type);
      if (!inner) throw new RangeError(type);
      found = inner;
    }
    return found;
  }

  /** Turns a box into free space of the same length. */
  free({ at, from, to }: Box): void {
    this.bytes.set([0x66, 0x72, 0x65, 0x65], at + 4); // "free"
    this.bytes.fill(0, from, to);
    this.changed = true;
  }
}

/** The boxes of a meta box. In files of ISO it begins with a version, in those of QuickTime it does not. */
export function metaBoxes(part: Stretch, { from, to }: Box): Box[] {
  return part.boxes({ from: part.text(from + 4, from + 8) === "hdlr" ? from : from + 4, to });
}

export interface MetaItem {
  id: number;
  type: string;
  /** Encrypted or packed. */
  hidden: boolean;
}

/** The items of a picture, from its `iinf` box. An item of XML has the type "XMP". */
export function itemsOf(part: Stretch, list: Box): MetaItem[] {
  const entries = part.boxes({ from: list.from + (part.number(list.from, 1) === 0 ? 6 : 8), to: list.to });
  return entries
    .filter(({ type }) => type === "infe")
    .map(({ from, to }) => {
      const version = part.number(from, 1);
      const width = version >= 3 ? 4 : 2;
      const id = part.number(from + 4, width);
      const locked = part.number(from + 4 + width, 2);
      const at = from + 6 + width;
      const type = version >= 2 ? part.text(at, at + 4) : "mime";
      const [, content = "", packed = ""] = part.text(version >= 2 ? at + 4 : at, to).split("\0");
      const isXml = type === "mime" && content.includes("xml");
      return { id, type: isXml ? "XMP" : type, hidden: locked > 0 || packed !== "" };
    });
}

/**
 * Byte ranges of a picture's items by their ids, from its `iloc` box. Items that are elsewhere are left out.
 *
 * @param data the range for items inside the metadata
 */
export function locateItems(part: Stretch, locations: Box, data?: Range): Map<number, Range[]> {
  const version = part.number(locations.from, 1);
  const sizes = part.number(locations.from + 4, 2);
  const [offsetSize, lengthSize, baseSize, indexSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15, sizes & 15];
  if (lengthSize === 0) throw new RangeError("iloc"); // every item the whole file
  let at = locations.from + 6;
  const next = (size: number): number => {
    at += size;
    return part.number(at - size, size);
  };
  const found = new Map<number, Range[]>();
  for (let count = next(version < 2 ? 2 : 4); count > 0; count--) {
    const id = next(version < 2 ? 2 : 4);
    const method = version > 0 ? next(2) & 15 : 0; // 0: in the file, 1: inside the metadata
    const elsewhere = next(2) > 0 || method > 1 || (method === 1 && !data);
    const base = next(baseSize) + (method === 1 && data ? data.from : 0);
    const ranges: Range[] = [];
    for (let extents = next(2); extents > 0; extents--) {
      if (version > 0) next(indexSize);
      const from = base + next(offsetSize);
      const to = from + next(lengthSize);
      if (method === 1 && data && to > data.to) throw new RangeError("item");
      if (at > locations.to) throw new RangeError("iloc");
      ranges.push({ from, to });
    }
    if (!elsewhere) found.set(id, ranges);
  }
  return found;
}

/** Byte ranges of a track's samples, one for each chunk, from the boxes of its sample table. */
export function sampleRanges(part: Stretch, table: readonly Box[]): Range[] {
  const box = (type: string) => table.find((each) => each.type === type);
  const sizes = box("stsz");
  const chunks = box("stco");
  const offsets = chunks ?? box("co64");
  const perChunk = box("stsc");
  if (!sizes || !offsets || !perChunk) throw new RangeError("stbl");
  const width = chunks ? 4 : 8;
  const size = part.number(sizes.from + 4, 4);
  const samples = part.number(sizes.from + 8, 4);
  /** Runs of chunks with the same number of samples. Fields of a run: first chunk, samples, their description. */
  const runs = part.number(perChunk.from + 4, 4);
  const run = (index: number, field: number) => part.number(perChunk.from + 8 + index * 12 + field * 4, 4);
  const ranges: Range[] = [];
  let sample = 0;
  let current = 0;
  for (let chunk = 0; chunk < part.number(offsets.from + 4, 4) && sample < samples; chunk++) {
    while (current + 1 < runs && run(current + 1, 0) <= chunk + 1) current++;
    const from = part.number(offsets.from + 8 + chunk * width, width);
    const end = Math.min(sample + run(current, 1), samples);
    let to = from;
    if (size > 0) to += size * (end - sample);
    else for (let each = sample; each < end; each++) to += part.number(sizes.from + 12 + each * 4, 4);
    sample = end;
    if (to > from) ranges.push({ from, to });
  }
  if (sample < samples) throw new RangeError("samples");
  return ranges;
}
