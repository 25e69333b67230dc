/** ZIP archives of evidence, by fflate. Nothing is compressed: photos and films do not shrink. */

import { Zip, ZipPassThrough } from "fflate";
import { nameList } from "./file-names.ts";

export interface ZipEntry {
  /** Path in the archive; made safe and unique, see `file-names.ts`. */
  name: string;
  /** A string is written as UTF-8. */
  data: Uint8Array<ArrayBuffer> | Blob | string;
  /** Default: now. */
  date?: Date;
}

/**
 * - `too-large`: over 4 GiB in all
 * - `too-many`: over 65,535 entries
 * - `unreadable`: a file that the browser cannot read any more
 */
export type ZipErrorCode = "too-large" | "too-many" | "unreadable";

export class ZipError extends Error {
  readonly code: ZipErrorCode;

  constructor(code: ZipErrorCode) {
    super(code);
    this.name = "ZipError";
    this.code = code;
  }
}

// More would need Zip64, which not everything reads.
const MAX_BYTES = 0xffffffff;
const MAX_ENTRIES = 0xffff;
/** Bytes of the headers of an entry, without its name, which is in two of them; and of the end of an archive. */
const HEADERS = 30 + 16 + 46;
const END = 22;
/** How much of a file is in memory at once, in bytes. */
const SLICE = 4 * 1024 * 1024;
/** As if made on Unix, an ordinary file: some programs read names from other systems in an old code page. */
const UNIX = 3;
const UNIX_FILE = 0o100644 * 2 ** 16;
const FIRST_YEAR = 1980;
const LAST_YEAR = 2099;

/**
 * Makes an archive of the entries, in their order. Files are read in slices for their checksums, and the archive refers to
 * them: no film is ever in memory as a whole.
 *
 * @returns a Blob of type application/zip
 * @throws {ZipError}
 */
export async function zip(entries: readonly ZipEntry[]): Promise<Blob> {
  if (entries.length > MAX_ENTRIES) throw new ZipError("too-many");
  const nameOf = nameList();
  const files = entries.map(({ name, data, date = new Date() }) => {
    const blob = typeof data === "string" || data instanceof Uint8Array ? new Blob([data]) : data;
    return { path: nameOf(name), blob, date };
  });
  const utf8 = new TextEncoder();
  const sizes = files.map(({ path, blob }) => HEADERS + 2 * utf8.encode(path).length + blob.size);
  if (sizes.reduce((sum, size) => sum + size, END) > MAX_BYTES) throw new ZipError("too-large");

  const parts: BlobPart[] = [];
  let slice: { blob: Blob; bytes: Uint8Array } | undefined;
  const archive = new Zip((error, chunk) => {
    if (error) throw error;
    // The bytes of a slice are passed through as they are; the part of the file that they came from takes their place.
    parts.push(chunk === slice?.bytes ? slice.blob : (chunk as Uint8Array<ArrayBuffer>));
  });
  for (const { path, blob, date } of files) {
    const entry = new ZipPassThrough(path);
    entry.mtime = withinRange(date);
    entry.os = UNIX;
    entry.attrs = UNIX_FILE;
    archive.add(entry);
    let at = 0;
    do {
      const part = blob.slice(at, at + SLICE);
      slice = { blob: part, bytes: await bytesOf(part) };
      at += SLICE;
      entry.push(slice.bytes, at >= blob.size);
    } while (at < blob.size);
  }
  archive.end();
  return new Blob(parts, { type: "application/zip" });
}

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch {
    throw new ZipError("unreadable");
  }
}

/** The date, or the nearest that an archive can hold; the first for an invalid one. */
function withinRange(date: Date): Date {
  const year = date.getFullYear();
  if (year > LAST_YEAR) return new Date(LAST_YEAR, 11, 31);
  return year >= FIRST_YEAR ? date : new Date(FIRST_YEAR, 0, 1);
}
