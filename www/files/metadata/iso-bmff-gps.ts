/**
 * Removes the position from files made of boxes: HEIC and AVIF keep it in items; MP4, MOV and M4A in user data, in metadata
 * and in tracks of their own. It is overwritten in place, so that every other byte stays where the tables of the file say;
 * picture and sound are not even read. User data: QuickTime File Format; loci: 3GPP TS 26.244.
 */

import { concatenated, latin1 } from "./bytes.ts";
import { type GpsRemoval, PLACE } from "./gps.ts";
import { type Box, itemsOf, locateItems, metaBoxes, type Range, Stretch, sampleRanges } from "./iso-bmff.ts";
import { orientationBlock, removeGpsDirectory } from "./tiff.ts";

/** How much of a file is read, and how much of its samples overwritten, at most: bytes. */
const MAX_BYTES = 128 * 1024 * 1024;
const MAX_BOXES = 50_000;

/** Boxes of a file that hold no position, beside those that are read; tables point into mdat. */
const FILE = /^(ftyp|styp|mdat|moof|free|skip|wide|sidx|ssix|prft|pdin|mfra|pnot|sefd)$/;
/** Boxes of a film that hold no position, beside its tracks, user data and metadata. */
const FILM = /^(mvhd|iods|mvex|free|skip|pssh|ctab|clip|rmra)$/;
/** User data that is a position. */
const POSITION = /^(\xa9xyz|loci)$/;
/** User data that states none (names, days, makers, chapters). Everything else is unknown. */
const HARMLESS =
  /^(\xa9(nam|day|mak|mod|swr|too|cmt|inf|des|cpy|fmt|src|enc)|name|titl|cprt|dscp|date|kind|tagc|chpl|hinf|hnti|free|skip|WLOC|LOOP|AllF|SelO)$/;
/**
 * Tracks of picture and sound, and their clocks. Those of metadata ("meta": GoPro's gpmd, Android's camm, Apple's mebx,
 * Sony's rtmd) are removed; others, such as subtitles, may hold anything.
 */
const MEDIA = /^(vide|soun|auxv|pict|tmcd|hint|odsm|sdsm)$/;

const XMP_ID = "\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac";
const EMPTY_XMP = '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>';

/** `blob` is the same object where nothing was changed. */
export type BoxesCleaned = Pick<GpsRemoval, "removed" | "trimmed" | "notice"> & { blob: Blob };

/** A copy of a HEIC, AVIF or film without its position; parts that are not changed are not read. */
export async function removeGpsFromBoxes(blob: Blob): Promise<BoxesCleaned> {
  try {
    const { patches, removed, trimmed, unsure } = await search(blob);
    const outcome = unsure ? { removed, trimmed, notice: "not-checked" as const } : { removed, trimmed };
    if (patches.length === 0) return { blob, ...outcome };
    const parts: BlobPart[] = [];
    let at = 0;
    for (const patch of patches.sort((a, b) => a.at - b.at)) {
      if (patch.at < at) throw new RangeError("overlap");
      parts.push(blob.slice(at, patch.at), patch.bytes);
      at = patch.at + patch.bytes.length;
    }
    return { blob: new Blob([...parts, blob.slice(at)], { type: blob.type }), ...outcome };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { blob, removed: false, trimmed: false, notice: "damaged" };
  }
}

async function search(file: Blob): Promise<Search> {
  const state = new Search(file);
  await state.run();
  return state;
}

/** Whether XMP or XML states a place, in any encoding of one or more bytes a character. */
const statesPlace = (bytes: Uint8Array): boolean => PLACE.test(latin1(bytes).replaceAll("\0", ""));

/** Turns a packet into XMP that states nothing, or into blanks where there is no room for that. */
function emptyXmp(packet: Uint8Array): void {
  packet.fill(0x20);
  if (packet.length >= EMPTY_XMP.length) packet.set(new TextEncoder().encode(EMPTY_XMP));
}

/** Replacement of as many bytes of the file. */
interface Patch {
  at: number;
  bytes: Uint8Array<ArrayBuffer>;
}

class Search {
  removed = false;
  trimmed = false;
  /** Something was not read and may hold a position. */
  unsure = false;
  patches: Patch[] = [];
  readonly #file: Blob;
  /** Samples of metadata. */
  readonly #samples: Range[] = [];
  #bytesLeft = MAX_BYTES;

  constructor(file: Blob) {
    this.#file = file;
  }

  async run(): Promise<void> {
    const boxes = await this.#boxes();
    const fragmented = boxes.some(({ type }) => type === "moof");
    for (const { type, at, from, to } of boxes) {
      if (["moov", "meta", "udta", "uuid"].includes(type)) {
        const part = new Stretch(await this.#read({ from: at, to }), at);
        const whole = part.box(0, to - at);
        if (type === "moov") this.#film(part, whole, fragmented);
        else this.#description(part, whole);
        if (type === "meta") await this.#items(part, whole);
        if (part.changed) this.patches.push({ at, bytes: part.bytes });
      } else if (type === "mpvd") {
        // A short film of a photo; its tables count from its own beginning.
        const inner = await search(this.#file.slice(from, to));
        this.removed ||= inner.removed;
        this.trimmed ||= inner.trimmed;
        this.unsure ||= inner.unsure;
        this.patches.push(...inner.patches.map((patch) => ({ ...patch, at: from + patch.at })));
      } else if (!FILE.test(type)) this.unsure = true;
    }
    this.#wipeSamples(boxes.filter(({ type }) => type === "mdat"));
  }

  async #read({ from, to }: Range): Promise<Uint8Array<ArrayBuffer>> {
    this.#bytesLeft -= to - from;
    if (from > to || to > this.#file.size || this.#bytesLeft < 0) throw new RangeError("range");
    return new Uint8Array(await this.#file.slice(from, to).arrayBuffer());
  }

  /** The boxes of the file itself, by their headers. */
  async #boxes(): Promise<Box[]> {
    const { size } = this.#file;
    const list: Box[] = [];
    let at = 0;
    while (at < size) {
      if (list.length >= MAX_BOXES) throw new RangeError("boxes");
      const head = new Stretch(await this.#read({ from: at, to: Math.min(at + 16, size) }), at);
      const { type, from, to } = head.box(0, size - at);
      list.push({ type, at, from: at + from, to: at + to });
      at += to;
    }
    return list;
  }

  /** @param media where samples may be */
  #wipeSamples(media: readonly Range[]): void {
    let room = MAX_BYTES;
    for (const { from, to } of this.#samples) {
      room -= to - from;
      if (room < 0 || !media.some((box) => box.from <= from && to <= box.to)) throw new RangeError("samples");
      this.patches.push({ at: from, bytes: new Uint8Array(to - from) });
    }
  }

  /** @param fragmented there are samples that are not in the film's own tables */
  #film(part: Stretch, film: Box, fragmented: boolean): void {
    for (const box of part.boxes(film)) {
      if (box.type === "trak") this.#track(part, box, fragmented);
      else if (!this.#description(part, box) && !FILM.test(box.type)) this.unsure = true;
    }
  }

  #track(part: Stretch, track: Box, fragmented: boolean): void {
    const handler = part.inside(track, "mdia", "hdlr");
    const kind = part.text(handler.from + 8, handler.from + 12);
    if (kind !== "meta" || fragmented) {
      if (!MEDIA.test(kind)) this.unsure = true;
      for (const box of part.boxes(track)) this.#description(part, box);
      return;
    }
    this.#samples.push(...sampleRanges(part, part.boxes(part.inside(track, "mdia", "minf", "stbl"))));
    part.free(track);
    this.trimmed = true;
  }

  /** Cleans what a file, a film or a track states of itself. Returns whether it is such a box. */
  #description(part: Stretch, box: Box): boolean {
    if (box.type === "udta") this.#userData(part, box);
    else if (box.type === "meta") this.#metadata(part, box);
    else if (box.type === "uuid") this.#extension(part, box);
    else return false;
    return true;
  }

  #userData(part: Stretch, data: Box): void {
    for (const box of part.boxes(data)) {
      if (box.type === "meta") this.#metadata(part, box);
      else if (box.type === "XMP_") this.#xmp(part, part.bytes.subarray(box.from, box.to));
      else if (POSITION.test(box.type)) this.#drop(part, box, "removed");
      else if (!HARMLESS.test(box.type)) this.#drop(part, box, "trimmed");
    }
  }

  /** A box whose type is a number of 16 bytes. */
  #extension(part: Stretch, box: Box): void {
    if (part.text(box.from, box.from + 16) === XMP_ID) this.#xmp(part, part.bytes.subarray(box.from + 16, box.to));
    else this.unsure = true;
  }

  #xmp(part: Stretch, packet: Uint8Array): void {
    if (!statesPlace(packet)) return;
    emptyXmp(packet);
    part.changed = this.removed = true;
  }

  #drop(part: Stretch, box: Box, state: "removed" | "trimmed"): void {
    if (box.type === "free") return; // freed before
    part.free(box);
    this[state] = true;
  }

  /** Keys and values of a film, as Apple and Android write them. */
  #metadata(part: Stretch, meta: Box): void {
    const boxes = metaBoxes(part, meta);
    const keys = boxes.find(({ type }) => type === "keys");
    // The values refer to their keys by number, from 1.
    const names = keys
      ? part.boxes({ from: keys.from + 8, to: keys.to }).map(({ from, to }) => part.text(from, to))
      : [];
    for (const list of boxes.filter(({ type }) => type === "ilst")) {
      for (const value of part.boxes(list)) {
        const freeForm = value.type === "----" ? part.text(value.from, value.to) : "";
        const name = names[part.number(value.at + 4, 4) - 1] ?? freeForm;
        if (!POSITION.test(value.type) && !PLACE.test(name)) continue;
        for (const box of part.boxes(value)) this.#drop(part, box, "removed");
      }
    }
    for (const box of boxes) {
      if (box.type === "xml " && statesPlace(part.bytes.subarray(box.from, box.to))) this.#drop(part, box, "removed");
      if (box.type === "bxml" || box.type === "ID32") this.#drop(part, box, "trimmed");
    }
  }

  /** EXIF and XMP of a picture. */
  async #items(part: Stretch, meta: Box): Promise<void> {
    const boxes = metaBoxes(part, meta);
    const list = boxes.find(({ type }) => type === "iinf");
    const locations = boxes.find(({ type }) => type === "iloc");
    if (!list || !locations) return;
    const data = boxes.find(({ type }) => type === "idat");
    const found = locateItems(part, locations, data && { from: part.base + data.from, to: part.base + data.to });
    for (const { id, type, hidden } of itemsOf(part, list)) {
      if (type === "jpeg") this.unsure = true; // has EXIF of its own
      if (type !== "Exif" && type !== "XMP") continue;
      const ranges = found.get(id);
      if (hidden || !ranges) this.unsure = true;
      else if (type === "Exif") await this.#edit(part, ranges, (bytes) => this.#exif(bytes));
      else await this.#edit(part, ranges, (bytes) => this.#xmp(part, bytes));
    }
  }

  /** @param item the offset of the block, then the block */
  #exif(item: Uint8Array<ArrayBuffer>): void {
    const block = item.subarray(4 + new Stretch(item, 0).number(0, 4));
    const before = block.slice();
    const outcome = removeGpsDirectory(block);
    if (outcome === "removed") this.removed = true;
    if (outcome !== "damaged") return;
    this.trimmed = true;
    block.fill(0);
    const rest = orientationBlock(before);
    if (block.length >= rest.length) block.set(rest);
  }

  /** Changes the bytes of some ranges of the file, as one piece. */
  async #edit(part: Stretch, ranges: Range[], change: (bytes: Uint8Array<ArrayBuffer>) => void): Promise<void> {
    const { base } = part;
    const isInPart = ({ from, to }: Range) => from >= base && to <= base + part.bytes.length;
    const pieces: Uint8Array[] = [];
    for (const range of ranges) {
      pieces.push(isInPart(range) ? part.bytes.subarray(range.from - base, range.to - base) : await this.#read(range));
    }
    const whole = concatenated(pieces);
    const before = whole.slice();
    change(whole);
    if (whole.every((byte, index) => byte === before[index])) return;
    let at = 0;
    for (const range of ranges) {
      const bytes = whole.slice(at, at + range.to - range.from);
      at += bytes.length;
      if (isInPart(range)) {
        part.bytes.set(bytes, range.from - base);
        part.changed = true;
      } else this.patches.push({ at: range.from, bytes });
    }
  }
}
