// The position in files made of boxes: HEIC and AVIF keep it in items; MP4, MOV and M4A in user data, in metadata and in
// tracks of their own. It is overwritten where it stands, so that every other byte stays where the tables of the file say;
// picture and sound are not even read. User data: QuickTime File Format; items: ISO/IEC 23008-12; loci: 3GPP TS 26.244.

import { Stretch } from "./boxes.js";
import { latin, PLACE } from "./position.js";
import { onlyOrientation, removePosition } from "./tiff.js";

/** @typedef {import("./boxes.js").Box} Box */
/** @typedef {{from: number, to: number}} Range */

/** Of one file, what is read and what samples are overwritten with, at most. */
const MOST = 128 * 1024 * 1024;
const MOST_BOXES = 50_000;

/** What stands in a file beside the boxes that are looked into; mdat is what tables point at. */
const FILE = /^(ftyp|styp|mdat|moof|free|skip|wide|sidx|ssix|prft|pdin|mfra|pnot|sefd)$/;
/** What stands in a film beside its tracks, user data and metadata. */
const FILM = /^(mvhd|iods|mvex|free|skip|pssh|ctab|clip|rmra)$/;
/** User data that is a position; that says nothing of one (names, days, makers, chapters). The rest is not known. */
const POSITION = /^(\xa9xyz|loci)$/;
const HARMLESS = /^(\xa9(nam|day|mak|mod|swr|too|cmt|inf|des|cpy|fmt|src|enc)|name|titl|cprt|dscp|date|kind|tagc|chpl|hinf|hnti|free|skip|WLOC|LOOP|AllF|SelO)$/;
/** Tracks that one sees and hears, and their clocks. Those of metadata ("meta": GoPro's gpmd, Android's camm, Apple's mebx, Sony's rtmd) go; others, such as words, may be anything. */
const MEDIA = /^(vide|soun|auxv|pict|tmcd|hint|odsm|sdsm)$/;

const XMP_ID = "\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac";
const NO_XMP = '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>';

/** Whether XMP or XML, in one byte or several to a letter, tells a place. @param {Uint8Array} bytes */
const tellsPlace = (bytes) => PLACE.test(latin(bytes, 0).replace(/\0/g, ""));

/** @param {Uint8Array} bytes becomes XMP that says nothing, or spaces where there is no room for that */
function emptyXmp(bytes) {
  bytes.fill(0x20);
  if (bytes.length >= NO_XMP.length) bytes.set(new TextEncoder().encode(NO_XMP));
}

class Search {
  removed = false;
  trimmed = false;
  /** Something is there that is not looked into, and may hold a position. */
  unsure = false;
  /** @type {{at: number, bytes: Uint8Array}[]} in place of as many bytes of the file */
  patches = [];
  /** Samples of metadata. @type {Range[]} */
  samples = [];
  room = MOST;

  /** @param {Blob} file */
  constructor(file) {
    this.file = file;
  }

  /** @param {Range} range */
  async read({ from, to }) {
    this.room -= to - from;
    if (from > to || to > this.file.size || this.room < 0) throw new RangeError("range");
    return new Uint8Array(await this.file.slice(from, to).arrayBuffer());
  }

  /** The boxes of the file itself, by their headers. @returns {Promise<Box[]>} */
  async boxes() {
    const list = [];
    for (let at = 0; at < this.file.size; at = list[list.length - 1].to) {
      if (list.length >= MOST_BOXES) throw new RangeError("boxes");
      const head = new Stretch(await this.read({ from: at, to: Math.min(at + 16, this.file.size) }), at);
      const { type, from, to } = head.box(0, this.file.size - at);
      list.push({ type, at, from: at + from, to: at + to });
    }
    return list;
  }

  async run() {
    const boxes = await this.boxes();
    const fragments = boxes.some(({ type }) => type === "moof");
    for (const { type, at, from, to } of boxes) {
      if (["moov", "meta", "udta", "uuid"].includes(type)) {
        const part = new Stretch(await this.read({ from: at, to }), at);
        const [whole] = part.boxes(0, to - at);
        if (type === "moov") this.film(part, whole, fragments);
        else this.description(part, whole);
        if (type === "meta") await this.items(part, whole);
        if (part.changed) this.patches.push({ at, bytes: part.bytes });
      } else if (type === "mpvd") {
        // A short film that belongs to a photo; its tables count from its own beginning.
        const inner = await search(this.file.slice(from, to));
        for (const state of /** @type {const} */ (["removed", "trimmed", "unsure"])) this[state] ||= inner[state];
        this.patches.push(...inner.patches.map((patch) => ({ ...patch, at: from + patch.at })));
      } else if (!FILE.test(type)) this.unsure = true;
    }
    this.wipeSamples(boxes.filter(({ type }) => type === "mdat"));
  }

  /** @param {Box[]} media where samples may stand */
  wipeSamples(media) {
    let room = MOST;
    for (const { from, to } of this.samples) {
      room -= to - from;
      if (room < 0 || !media.some((box) => box.from <= from && to <= box.to)) throw new RangeError("samples");
      this.patches.push({ at: from, bytes: new Uint8Array(to - from) });
    }
  }

  /** @param {Stretch} part @param {Box} film @param {boolean} fragments whether there are samples of which the film's own tables know nothing */
  film(part, film, fragments) {
    for (const box of part.boxes(film.from, film.to)) {
      if (box.type === "trak") this.track(part, box, fragments);
      else if (!this.description(part, box) && !FILM.test(box.type)) this.unsure = true;
    }
  }

  /** @param {Stretch} part @param {Box} track @param {boolean} fragments */
  track(part, track, fragments) {
    const handler = part.inside(track, "mdia", "hdlr");
    const kind = part.text(handler.from + 8, handler.from + 12);
    if (kind !== "meta" || fragments) {
      if (!MEDIA.test(kind)) this.unsure = true;
      for (const box of part.boxes(track.from, track.to)) this.description(part, box);
      return;
    }
    const table = part.inside(track, "mdia", "minf", "stbl");
    this.samples.push(...samplesOf(part, part.boxes(table.from, table.to)));
    part.free(track);
    this.trimmed = true;
  }

  /** What a file, a film or a track says of itself. @param {Stretch} part @param {Box} box @returns {boolean} whether it is such a box */
  description(part, box) {
    if (box.type === "udta") this.userData(part, box);
    else if (box.type === "meta") this.metadata(part, box);
    else if (box.type === "uuid") this.named(part, box);
    else return false;
    return true;
  }

  /** @param {Stretch} part @param {Box} data */
  userData(part, data) {
    for (const box of part.boxes(data.from, data.to)) {
      if (box.type === "meta") this.metadata(part, box);
      else if (box.type === "XMP_") this.xmp(part, part.bytes.subarray(box.from, box.to));
      else if (POSITION.test(box.type)) this.drop(part, box, "removed");
      else if (!HARMLESS.test(box.type)) this.drop(part, box, "trimmed");
    }
  }

  /** A box with a number of 16 bytes for its type. @param {Stretch} part @param {Box} box */
  named(part, box) {
    if (part.text(box.from, box.from + 16) === XMP_ID) this.xmp(part, part.bytes.subarray(box.from + 16, box.to));
    else this.unsure = true;
  }

  /** @param {Stretch} part @param {Uint8Array} packet */
  xmp(part, packet) {
    if (!tellsPlace(packet)) return;
    emptyXmp(packet);
    part.changed = this.removed = true;
  }

  /** @param {Stretch} part @param {Box} box @param {"removed" | "trimmed"} state */
  drop(part, box, state) {
    if (box.type === "free") return; // by us, before
    part.free(box);
    this[state] = true;
  }

  /** Names and values of a film, as Apple and Android write them. @param {Stretch} part @param {Box} meta */
  metadata(part, meta) {
    const boxes = metaBoxes(part, meta);
    const keys = boxes.find(({ type }) => type === "keys");
    // The values name their keys by number, from 1.
    const names = keys ? part.boxes(keys.from + 8, keys.to).map(({ from, to }) => part.text(from, to)) : [];
    for (const { type, from, to } of boxes) {
      if (type !== "ilst") continue;
      for (const value of part.boxes(from, to)) {
        const told = names[part.number(value.at + 4, 4) - 1] ?? (value.type === "----" ? part.text(value.from, value.to) : "");
        if (!POSITION.test(value.type) && !PLACE.test(told)) continue;
        for (const box of part.boxes(value.from, value.to)) this.drop(part, box, "removed");
      }
    }
    for (const box of boxes) {
      if (box.type === "xml " && tellsPlace(part.bytes.subarray(box.from, box.to))) this.drop(part, box, "removed");
      if (box.type === "bxml" || box.type === "ID32") this.drop(part, box, "trimmed");
    }
  }

  /** EXIF and XMP of a picture. @param {Stretch} part @param {Box} meta */
  async items(part, meta) {
    const boxes = metaBoxes(part, meta);
    const list = boxes.find(({ type }) => type === "iinf");
    const places = boxes.find(({ type }) => type === "iloc");
    if (!list || !places) return;
    const data = boxes.find(({ type }) => type === "idat");
    const found = locate(part, places, data && { from: part.base + data.from, to: part.base + data.to });
    for (const { id, type, hidden } of itemsOf(part, list)) {
      if (type === "jpeg") this.unsure = true; // has EXIF of its own
      if (type !== "Exif" && type !== "XMP") continue;
      const ranges = found.get(id);
      if (hidden || !ranges) this.unsure = true;
      else await this.edit(part, ranges, type === "Exif" ? (bytes) => this.exif(bytes) : (bytes) => this.xmp(part, bytes));
    }
  }

  /** @param {Uint8Array} bytes where the block begins, then the block */
  exif(bytes) {
    const block = bytes.subarray(4 + new Stretch(bytes, 0).number(0, 4));
    const before = block.slice();
    const outcome = removePosition(block);
    if (outcome === "none") return;
    this[outcome === "removed" ? "removed" : "trimmed"] = true;
    if (outcome === "removed") return;
    block.fill(0);
    const rest = onlyOrientation(before);
    if (block.length >= rest.length) block.set(rest);
  }

  /** Changes what stands in some ranges of the file, as one piece. @param {Stretch} part @param {Range[]} ranges @param {(bytes: Uint8Array) => void} change */
  async edit(part, ranges, change) {
    const { base } = part;
    const here = ({ from, to }) => from >= base && to <= base + part.bytes.length;
    const pieces = [];
    for (const range of ranges) pieces.push(here(range) ? part.bytes.subarray(range.from - base, range.to - base) : await this.read(range));
    const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
    pieces.reduce((at, piece) => (whole.set(piece, at), at + piece.length), 0);
    const before = whole.slice();
    change(whole);
    if (whole.every((byte, index) => byte === before[index])) return;
    let at = 0;
    for (const range of ranges) {
      const bytes = whole.slice(at, (at += range.to - range.from));
      if (!here(range)) this.patches.push({ at: range.from, bytes });
      else {
        part.bytes.set(bytes, range.from - base);
        part.changed = true;
      }
    }
  }
}

/** The boxes of a meta box, which in ISO's files begins with a version and in QuickTime's does not. @param {Stretch} part @param {Box} meta */
function metaBoxes(part, { from, to }) {
  return part.boxes(part.text(from + 4, from + 8) === "hdlr" ? from : from + 4, to);
}

/** Items by number; `hidden`: encrypted or packed. @param {Stretch} part @param {Box} list @returns {{id: number, type: string, hidden: boolean}[]} */
function itemsOf(part, list) {
  const entries = part.boxes(list.from + (part.number(list.from, 1) === 0 ? 6 : 8), list.to);
  return entries.filter(({ type }) => type === "infe").map(({ from, to }) => {
    const version = part.number(from, 1);
    const wide = version >= 3 ? 4 : 2;
    const [id, locked] = [part.number(from + 4, wide), part.number(from + 4 + wide, 2)];
    const at = from + 6 + wide;
    const type = version >= 2 ? part.text(at, at + 4) : "mime";
    const [, content = "", packed = ""] = part.text(version >= 2 ? at + 4 : at, to).split("\0");
    return { id, type: type === "mime" && content.includes("xml") ? "XMP" : type, hidden: locked > 0 || packed !== "" };
  });
}

/** Where each item stands in the file; those that stand elsewhere are left out. @param {Stretch} part @param {Box} places @param {Range} [data] the place for items within the metadata */
function locate(part, places, data) {
  const version = part.number(places.from, 1);
  const sizes = part.number(places.from + 4, 2);
  const [offsetSize, lengthSize, baseSize, indexSize] = [12, 8, 4, 0].map((shift) => (sizes >> shift) & 15);
  let at = places.from + 6;
  const next = (/** @type {number} */ size) => part.number((at += size) - size, size);
  if (lengthSize === 0) throw new RangeError("iloc"); // every item the whole file
  /** @type {Map<number, Range[]>} */
  const found = new Map();
  for (let count = next(version < 2 ? 2 : 4); count > 0; count--) {
    const id = next(version < 2 ? 2 : 4);
    const method = version > 0 ? next(2) & 15 : 0; // 0: in the file, 1: within the metadata
    const elsewhere = next(2) > 0 || method > 1 || (method === 1 && !data);
    const base = next(baseSize) + (method === 1 && data ? data.from : 0);
    const ranges = [];
    for (let extents = next(2); extents > 0; extents--) {
      if (version > 0) next(indexSize);
      const from = base + next(offsetSize);
      ranges.push({ from, to: from + next(lengthSize) });
      if (method === 1 && data && ranges[ranges.length - 1].to > data.to) throw new RangeError("item");
      if (at > places.to) throw new RangeError("iloc");
    }
    if (!elsewhere) found.set(id, ranges);
  }
  return found;
}

/** Where the samples of a track stand in the file, one range for each chunk. @param {Stretch} part @param {Box[]} table @returns {Range[]} */
function samplesOf(part, table) {
  const box = (/** @type {string} */ type) => table.find((each) => each.type === type);
  const [sizes, chunks, wide, perChunk] = [box("stsz"), box("stco"), box("co64"), box("stsc")];
  const offsets = chunks ?? wide;
  if (!sizes || !offsets || !perChunk) throw new RangeError("stbl");
  const width = chunks ? 4 : 8;
  const size = part.number(sizes.from + 4, 4);
  const samples = part.number(sizes.from + 8, 4);
  /** Runs of chunks with the same number of samples: first chunk, samples, their description. */
  const runs = part.number(perChunk.from + 4, 4);
  const run = (/** @type {number} */ index, /** @type {number} */ field) => part.number(perChunk.from + 8 + index * 12 + field * 4, 4);
  const ranges = [];
  let [sample, current] = [0, 0];
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

/** @param {Blob} file */
async function search(file) {
  const state = new Search(file);
  await state.run();
  return state;
}

/**
 * A copy without its position; the parts that are not changed are not read.
 * @param {Blob} blob
 * @returns {Promise<{blob: Blob, removed: boolean, trimmed: boolean, notice?: "not-checked" | "damaged"}>} as in position.js
 */
export async function boxesWithoutPosition(blob) {
  try {
    const { patches, removed, trimmed, unsure } = await search(blob);
    const notice = unsure ? /** @type {const} */ ({ notice: "not-checked" }) : {};
    if (patches.length === 0) return { blob, removed, trimmed, ...notice };
    const parts = [];
    let at = 0;
    for (const patch of patches.sort((a, b) => a.at - b.at)) {
      if (patch.at < at) throw new RangeError("overlap");
      parts.push(blob.slice(at, patch.at), /** @type {BlobPart} */ (patch.bytes));
      at = patch.at + patch.bytes.length;
    }
    return { blob: new Blob([...parts, blob.slice(at)], { type: blob.type }), removed, trimmed, ...notice };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { blob, removed: false, trimmed: false, notice: "damaged" };
  }
}
