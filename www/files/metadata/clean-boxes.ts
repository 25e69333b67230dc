/**
 * Cleans files made of boxes: HEIC and AVIF keep metadata in items; MP4, MOV and M4A in user data, in metadata and in tracks
 * of their own. What is not needed to show the file is overwritten in place, so that every other byte stays where the tables
 * of the file say; picture and sound are not even read. Boxes that are on no list make the file count as not checked. User
 * data: QuickTime File Format; loci: 3GPP TS 26.244.
 */

import { concatenated, latin1 } from "./bytes.ts";
import { type Cleaned, sameBytes, statesPlace } from "./clean-picture.ts";
import { type Box, itemsOf, locateItems, metaBoxes, type Range, Stretch, sampleRanges } from "./iso-bmff.ts";
import { readExif, writeExif } from "./tiff.ts";

/** How much of a file is read, and how much of its samples overwritten, at most: bytes. */
const MAX_BYTES = 128 * 1024 * 1024;
const MAX_BOXES = 50_000;

/** Boxes of a file that are needed, beside those that are read; tables point into mdat. */
const FILE = /^(ftyp|styp|mdat|moof|sidx|ssix|prft|pdin|mfra)$/;
/** Boxes of a film, of a track and of its media that are needed, beside those that are read. */
const FILM = /^(mvhd|iods|mvex|pssh|ctab|clip|rmra)$/;
const TRACK = /^(tkhd|edts|tref|trgr|txas|load|imap|clip|matt|tapt|mdia)$/;
const MEDIA_BOXES = /^(mdhd|hdlr|elng|minf)$/;
const INFORMATION = /^(vmhd|smhd|hmhd|nmhd|sthd|gmhd|hdlr|dinf|stbl)$/;
const TABLE = /^(stsd|stts|ctts|cslg|stss|stps|stsc|stsz|stz2|stco|co64|sdtp|sbgp|sgpd|subs|saiz|saio|padb|stdp|stsh)$/;
/** Room that nothing needs; dashboard cameras hide positions in it. */
const ROOM = /^(free|skip|wide)$/;
/** Boxes of a picture's metadata that are needed, beside those that are read. */
const PICTURE = /^(hdlr|pitm|iinf|iloc|iprp|iref|idat|dinf|grpl|ipro)$/;
/** Items that are a picture or a part of one. */
const PICTURE_ITEMS = /^(hvc1|hev1|av01|grid|iden|iovl|tmap|mask)$/;
/** User data that is a position. */
const POSITION = /^(\xa9xyz|loci)$/;
/** The day of a film, the one text that is kept; no other characters. */
const DAY = "\xa9day";
const CREATION = /creationdate$/;
const MOMENT = /^[\d\0:+\-T.Z ]{0,32}$/;
/**
 * Tracks of picture and sound, and their clocks. Those of metadata ("meta": GoPro's gpmd, Android's camm, Apple's mebx,
 * Sony's rtmd) are removed; others, such as subtitles, may hold anything.
 */
const MEDIA = /^(vide|soun|auxv|pict|tmcd|hint|odsm|sdsm)$/;

const EMPTY_XMP = '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>';

/** `blob` is the same object where nothing was changed. */
export type BoxesCleaned = Pick<Cleaned, "removed" | "trimmed" | "notice"> & { blob: Blob };

/** A copy of a HEIC, AVIF or film without its metadata; parts that are not changed are not read. */
export async function cleanBoxes(blob: Blob): Promise<BoxesCleaned> {
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
      if (["moov", "meta", "udta", "uuid", "pnot", "sefd"].includes(type) || ROOM.test(type)) {
        const part = new Stretch(await this.#read({ from: at, to }), at);
        const whole = part.box(0, to - at);
        if (type === "moov") this.#film(part, whole, fragmented);
        else if (type === "meta" || type === "udta") this.#description(part, whole);
        else this.#drop(part, whole);
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
      else this.#keepOnly(FILM, part, box);
    }
  }

  #track(part: Stretch, track: Box, fragmented: boolean): void {
    const handler = part.inside(track, "mdia", "hdlr");
    const kind = part.text(handler.from + 8, handler.from + 12);
    if (kind === "meta" && !fragmented) {
      this.#samples.push(...sampleRanges(part, part.boxes(part.inside(track, "mdia", "minf", "stbl"))));
      part.free(track);
      this.trimmed = true;
      return;
    }
    if (!MEDIA.test(kind)) this.unsure = true;
    const each = (known: RegExp, outer: Box, inner?: (box: Box) => void) => {
      for (const box of part.boxes(outer)) {
        this.#keepOnly(known, part, box);
        inner?.(box);
      }
    };
    each(TRACK, track, (media) => {
      if (media.type !== "mdia") return;
      each(MEDIA_BOXES, media, (information) => {
        if (information.type !== "minf") return;
        each(INFORMATION, information, (table) => {
          if (table.type === "stbl") each(TABLE, table);
        });
      });
    });
  }

  /** Keeps a box that is known to be needed, cleans one that describes, and names one that is neither. */
  #keepOnly(known: RegExp, part: Stretch, box: Box): void {
    if (!known.test(box.type) && !this.#description(part, box)) this.unsure = true;
  }

  /** Cleans what a file, a film or a track states of itself. Returns whether it is such a box. */
  #description(part: Stretch, box: Box): boolean {
    if (box.type === "udta") this.#userData(part, box);
    else if (box.type === "meta") this.#metadata(part, box);
    else if (box.type === "uuid" || ROOM.test(box.type)) this.#drop(part, box);
    else return false;
    return true;
  }

  #userData(part: Stretch, data: Box): void {
    for (const box of part.boxes(data)) {
      if (box.type === "meta") this.#metadata(part, box);
      // Before the text are its length and its language.
      else if (box.type !== DAY || !MOMENT.test(part.text(box.from + 4, box.to))) this.#drop(part, box);
    }
  }

  /** Turns a box into free space that holds nothing. */
  #drop(part: Stretch, box: Box, position = POSITION.test(box.type)): void {
    const content = part.bytes.subarray(box.from, box.to);
    const isEmpty = content.every((byte) => byte === 0);
    if (isEmpty && ROOM.test(box.type)) return;
    if (position || statesPlace(content)) this.removed = true;
    else this.trimmed = true;
    part.free(box);
  }

  /** Keys and values of a film, as Apple and Android write them; items of a picture. */
  #metadata(part: Stretch, meta: Box): void {
    const boxes = metaBoxes(part, meta);
    const keys = boxes.find(({ type }) => type === "keys");
    // The values refer to their keys by number, from 1.
    const namesOf = keys ? part.boxes({ from: keys.from + 8, to: keys.to }) : [];
    const names = namesOf.map(({ from, to }) => part.text(from, to));
    for (const list of boxes.filter(({ type }) => type === "ilst")) {
      for (const value of part.boxes(list)) {
        const name = names[part.number(value.at + 4, 4) - 1] ?? "";
        const isDay = value.type === DAY || CREATION.test(name);
        const isPosition = POSITION.test(value.type) || statesPlace(new TextEncoder().encode(name));
        for (const box of part.boxes(value)) {
          // Before the text are its type and its language.
          const isMoment = box.type === "data" && MOMENT.test(part.text(box.from + 8, box.to));
          if (!isDay || !isMoment) this.#drop(part, box, isPosition);
        }
      }
    }
    for (const [index, { from, to }] of namesOf.entries()) {
      if (CREATION.test(names[index] ?? "") || part.bytes.subarray(from, to).every((byte) => byte === 0)) continue;
      part.bytes.fill(0, from, to);
      part.changed = true;
    }
    for (const box of boxes) {
      if (/^(xml |bxml|ID32|uuid|ctry|lang)$/.test(box.type) || ROOM.test(box.type)) this.#drop(part, box);
      else if (!/^(keys|ilst)$/.test(box.type) && !PICTURE.test(box.type)) this.unsure = true;
      if (box.type !== "iprp") continue;
      for (const container of part.boxes(box).filter(({ type }) => type === "ipco")) {
        for (const property of part.boxes(container)) {
          if (/^(udes|uuid)$/.test(property.type)) this.#drop(part, property);
        }
      }
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
      if (PICTURE_ITEMS.test(type)) continue;
      const ranges = found.get(id);
      if (hidden || !ranges) this.unsure = true;
      else if (type === "Exif") await this.#edit(part, ranges, (bytes) => this.#exif(bytes));
      else if (type === "XMP") await this.#edit(part, ranges, (bytes) => this.#emptyXmp(bytes));
      else if (type === "mime" || type === "uri ") await this.#edit(part, ranges, (bytes) => this.#blank(bytes));
      else this.unsure = true; // a JPEG within has EXIF of its own
    }
  }

  /** @param item the offset of the block, then the block */
  #exif(item: Uint8Array<ArrayBuffer>): void {
    const prefix = new Stretch(item, 0).number(0, 4);
    const block = item.subarray(4 + prefix);
    const fields = readExif(block);
    const position = fields.position || statesPlace(block);
    const before = item.slice();
    const short = writeExif(fields) ?? new Uint8Array();
    block.fill(0);
    if (short.length <= block.length) block.set(short);
    if (latin1(item, 4, 4 + prefix) !== "Exif\0\0") item.fill(0, 4, 4 + prefix);
    if (sameBytes(item, before)) return;
    if (position) this.removed = true;
    else this.trimmed = true;
  }

  /** Turns a packet into XMP that states nothing, or into blanks where there is no room for that. */
  #emptyXmp(packet: Uint8Array): void {
    const before = packet.slice();
    packet.fill(0x20);
    if (packet.length >= EMPTY_XMP.length) packet.set(new TextEncoder().encode(EMPTY_XMP));
    if (sameBytes(packet, before)) return;
    if (statesPlace(before)) this.removed = true;
    else this.trimmed = true;
  }

  #blank(bytes: Uint8Array): void {
    if (bytes.every((byte) => byte === 0)) return;
    this.trimmed = true;
    bytes.fill(0);
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
