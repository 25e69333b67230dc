/**
 * The block of EXIF that a copy carries (TIFF 6.0, EXIF 2.32). It is written anew with the fields of a short list, so that
 * nothing else of the original can be in it: how the picture is turned, its colour space, and when it was taken, which is
 * evidence.
 */

import { latin1, viewOf } from "./bytes.ts";

const ORIENTATION = 0x0112;
const COLOR_SPACE = 0xa001;
const EXIF_DIRECTORY = 0x8769;
const GPS_DIRECTORY = 0x8825;
/** Texts of the first directory, and of the inner one: moments, their fractions of a second and time zones. */
const MAIN_TEXTS: readonly number[] = [0x0132];
const INNER_TEXTS: readonly number[] = [0x9003, 0x9004, 0x9010, 0x9011, 0x9012, 0x9290, 0x9291, 0x9292];
/** A moment or a part of one: too short and too plain to state anything else. */
const MOMENT = /^[\d: +-]{1,19}$/;

const ASCII = 2;
const SHORT = 3;
const LONG = 4;
/** Bytes of an entry of a directory. */
const ENTRY = 12;

/** Fields of EXIF that are kept. */
export interface KeptExif {
  /** 1–8. */
  orientation: number;
  colorSpace: number | undefined;
  /** Moments by their tag. */
  texts: Map<number, string>;
  /** The block has a directory of the position. */
  position: boolean;
}

/** Reads what is kept, as far as the block can be read. */
export function readExif(block: Uint8Array): KeptExif {
  const kept: KeptExif = { orientation: 1, colorSpace: undefined, texts: new Map(), position: false };
  const view = viewOf(block);
  const order = latin1(block, 0, 2);
  const little = order === "II";
  const u16 = (at: number) => view.getUint16(at, little);
  const u32 = (at: number) => view.getUint32(at, little);

  /** Calls `field` for each entry that is within the block. */
  const walk = (directory: number, field: (tag: number, entry: number) => void) => {
    const count = u16(directory);
    for (let index = 0; index < count; index++) {
      const entry = directory + 2 + index * ENTRY;
      field(u16(entry), entry);
    }
  };
  const readText = (tag: number, entry: number) => {
    const length = u32(entry + 4);
    const at = length > 4 ? u32(entry + 8) : entry + 8;
    if (u16(entry + 2) !== ASCII || length > 20 || at + length > block.length) return;
    const text = latin1(block, at, at + length).replace(/\0+$/, "");
    if (MOMENT.test(text)) kept.texts.set(tag, text);
  };
  const attempt = (read: () => void) => {
    try {
      read();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error; // cut off here: what was read counts
    }
  };

  let inner: number | undefined;
  attempt(() => {
    if ((!little && order !== "MM") || u16(2) !== 42) return;
    walk(u32(4), (tag, entry) => {
      if (tag === ORIENTATION) kept.orientation = u16(entry + 8);
      else if (tag === EXIF_DIRECTORY) inner = u32(entry + 8);
      else if (tag === GPS_DIRECTORY) kept.position = true;
      else if (MAIN_TEXTS.includes(tag)) readText(tag, entry);
    });
  });
  attempt(() => {
    if (inner === undefined) return;
    walk(inner, (tag, entry) => {
      if (tag === COLOR_SPACE) kept.colorSpace = u16(entry + 8);
      else if (INNER_TEXTS.includes(tag)) readText(tag, entry);
    });
  });
  if (!(kept.orientation >= 1 && kept.orientation <= 8)) kept.orientation = 1;
  return kept;
}

type Field = [tag: number, type: number, value: number | string];

/** Writes the fields as a block, big-endian. Undefined where none differs from what holds without a block. */
export function writeExif({ orientation, colorSpace, texts }: KeptExif): Uint8Array<ArrayBuffer> | undefined {
  if (orientation === 1 && colorSpace === undefined && texts.size === 0) return undefined;
  const textsOf = (tags: readonly number[]): Field[] =>
    tags.flatMap((tag) => (texts.has(tag) ? [[tag, ASCII, texts.get(tag) ?? ""]] : []));
  const inner = textsOf(INNER_TEXTS);
  if (colorSpace !== undefined) inner.push([COLOR_SPACE, SHORT, colorSpace]);
  const main: Field[] = [[ORIENTATION, SHORT, orientation], ...textsOf(MAIN_TEXTS)];
  if (inner.length > 0) main.push([EXIF_DIRECTORY, LONG, 0]);

  const bytes: number[] = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8];
  const sizeOf = (fields: readonly Field[]) =>
    fields.reduce((sum, [, , value]) => sum + textBytes(value), 2 + fields.length * ENTRY + 4);
  const innerAt = 8 + sizeOf(main);
  for (const fields of inner.length > 0 ? [main, inner] : [main]) {
    let free = bytes.length + 2 + fields.length * ENTRY + 4;
    const behind: number[] = [];
    bytes.push(...u16Bytes(fields.length));
    for (const [tag, type, value] of fields) {
      bytes.push(...u16Bytes(tag), ...u16Bytes(type));
      if (typeof value === "string") {
        const text = [...value].map((character) => character.charCodeAt(0)).concat(0);
        bytes.push(...u32Bytes(text.length));
        if (text.length <= 4) bytes.push(...text, ...Array<number>(4 - text.length).fill(0));
        else {
          bytes.push(...u32Bytes(free));
          behind.push(...text);
          free += text.length;
        }
      } else if (type === LONG) bytes.push(...u32Bytes(1), ...u32Bytes(innerAt));
      else bytes.push(...u32Bytes(1), ...u16Bytes(value), 0, 0);
    }
    bytes.push(0, 0, 0, 0, ...behind);
  }
  return Uint8Array.from(bytes);
}

/** Bytes of a value that are behind its directory. */
const textBytes = (value: number | string): number =>
  typeof value === "string" && value.length + 1 > 4 ? value.length + 1 : 0;
const u16Bytes = (value: number): number[] => [(value >> 8) & 255, value & 255];
const u32Bytes = (value: number): number[] => [...u16Bytes(value >>> 16), ...u16Bytes(value & 0xffff)];
