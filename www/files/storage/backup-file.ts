/**
 * A case with its files as one file, sealed with a passphrase where one is wanted.
 *
 * Layout: "TOUSUBAK", version (1 byte), sealed (1 byte: 0 or 1), content. Content: length of the index (4 bytes, big-endian),
 * index (JSON: length of the text, then name and lengths of each file), text of the case, bytes of the files.
 *
 * Sealed: number of rounds (4 bytes), salt (16), prefix of the nonces (7), then the content in pieces of 1 MiB, each by
 * AES-256-GCM with 16 bytes of tag. The nonce of a piece is the prefix, its number (4 bytes) and 1 for the last piece or 0,
 * so that no piece can be left out, doubled or moved; the header is authenticated with each. The key is derived from the
 * passphrase by PBKDF2 with SHA-256.
 */

import type { EvidenceFile } from "./store.ts";

/** The version written today; a reader rejects higher ones. */
const VERSION = 1;
const MAGIC = new TextEncoder().encode("TOUSUBAK");
const HEAD = MAGIC.length + 2;
const SALT = 16;
const PREFIX = 7;
const SEALED_HEAD = HEAD + 4 + SALT + PREFIX;
const PIECE = 1024 * 1024;
const TAG = 16;
/** Rounds of PBKDF2, as OWASP advises for SHA-256; a file with more than the last takes too long to try. */
const ROUNDS = 600_000;
const MAX_ROUNDS = 5_000_000;
/** Longest index and text in bytes, and most files. */
const MAX_INDEX = 1024 * 1024;
const MAX_TEXT = 16 * 1024 * 1024;
const MAX_FILES = 1000;

/** `passphrase`: one is needed; `wrong-passphrase`: or the beginning is damaged; `no-crypto`: the page has no WebCrypto. */
export type BackupProblem =
  | "not-a-backup"
  | "newer"
  | "damaged"
  | "too-large"
  | "passphrase"
  | "wrong-passphrase"
  | "no-crypto";

export class BackupError extends Error {
  readonly code: BackupProblem;
  constructor(code: BackupProblem) {
    super(code);
    this.code = code;
  }
}

export interface Backup {
  /** The case, as `exportCase` gives it. */
  text: string;
  files: EvidenceFile[];
}

/** A file in the index; lengths in bytes. */
interface Entry {
  id: string;
  name: string;
  type: string;
  size: number;
  /** Small picture, and the copy that is sent in place of the original, with their types. */
  thumb?: Part | undefined;
  copy?: Part | undefined;
  /** How the copy was made; read by those who make copies. */
  edits?: unknown;
}
interface Part {
  type: string;
  size: number;
}

/** Whether a file begins as a backup. */
export async function isBackup(file: Blob): Promise<boolean> {
  const head = await bytesOf(file.slice(0, MAGIC.length));
  return head.length === MAGIC.length && head.every((byte, index) => byte === MAGIC[index]);
}

/** Packs a case; bytes are read piece by piece. @throws {BackupError} `no-crypto` */
export async function packBackup({ text, files }: Backup, passphrase = ""): Promise<Blob> {
  const caseBytes = new TextEncoder().encode(text);
  const part = (blob: Blob | undefined) => blob && { type: blob.type, size: blob.size };
  const entries = files.map(
    ({ id, blob, name, thumb, copy, edits }): Entry => ({
      id,
      name: typeof name === "string" ? name : "",
      type: blob.type,
      size: blob.size,
      thumb: part(thumb),
      copy: part(copy),
      edits,
    }),
  );
  const index = new TextEncoder().encode(JSON.stringify({ text: caseBytes.length, files: entries }));
  const blobs = files.flatMap(({ blob, thumb, copy }) => [blob, thumb, copy].filter((each) => each !== undefined));
  const content = new Blob([u32(index.length), index, caseBytes, ...blobs]);
  if (passphrase === "") return new Blob([MAGIC, Uint8Array.of(VERSION, 0), content]);

  const salt = crypto.getRandomValues(new Uint8Array(SALT));
  const prefix = crypto.getRandomValues(new Uint8Array(PREFIX));
  const head = await bytesOf(new Blob([MAGIC, Uint8Array.of(VERSION, 1), u32(ROUNDS), salt, prefix]));
  const key = await keyOf(passphrase, salt, ROUNDS);
  const pieces: Blob[] = [];
  const count = Math.max(1, Math.ceil(content.size / PIECE));
  for (let number = 0; number < count; number++) {
    const plain = await content.slice(number * PIECE, (number + 1) * PIECE).arrayBuffer();
    const sealed = await subtle().encrypt(parameters(head, prefix, number, number === count - 1), key, plain);
    pieces.push(new Blob([sealed]));
  }
  return new Blob([head, ...pieces]);
}

/**
 * Reads a backup. What it holds is as trustworthy as any file: the text has to be read as an imported case, and the ids of
 * the files are to be compared with their sums.
 *
 * @throws {BackupError}
 */
export async function unpackBackup(file: Blob, passphrase = ""): Promise<Backup> {
  if (!(await isBackup(file))) throw new BackupError("not-a-backup");
  const [version = 0, sealed = 2] = await bytesOf(file.slice(MAGIC.length, HEAD));
  if (version > VERSION) throw new BackupError("newer");
  if (version < 1 || sealed > 1) throw new BackupError("damaged");
  if (sealed === 0) return readContent(file.slice(HEAD));
  if (passphrase === "") throw new BackupError("passphrase");
  return readContent(await unseal(file, passphrase));
}

async function unseal(file: Blob, passphrase: string): Promise<Blob> {
  const head = await bytesOf(file.slice(0, SEALED_HEAD));
  const count = Math.ceil((file.size - SEALED_HEAD) / (PIECE + TAG));
  if (count < 1) throw new BackupError("damaged");
  const rounds = readU32(head, HEAD);
  if (rounds < 1 || rounds > MAX_ROUNDS) throw new BackupError("damaged");
  const salt = head.subarray(HEAD + 4, HEAD + 4 + SALT);
  const prefix = head.subarray(HEAD + 4 + SALT);
  const key = await keyOf(passphrase, salt, rounds);
  const pieces: Blob[] = [];
  for (let number = 0; number < count; number++) {
    const from = SEALED_HEAD + number * (PIECE + TAG);
    const piece = await file.slice(from, from + PIECE + TAG).arrayBuffer();
    try {
      const last = number === count - 1;
      pieces.push(new Blob([await subtle().decrypt(parameters(head, prefix, number, last), key, piece)]));
    } catch {
      throw new BackupError(number === 0 ? "wrong-passphrase" : "damaged");
    }
  }
  return new Blob(pieces);
}

/** Reads the content. Files are parts of it, their bytes are not read. */
async function readContent(content: Blob): Promise<Backup> {
  const length = readU32(await bytesOf(content.slice(0, 4)), 0);
  if (length > MAX_INDEX) throw new BackupError("too-large");
  const index = readIndex(await content.slice(4, 4 + length).text());
  if (index.text > MAX_TEXT || index.files.length > MAX_FILES) throw new BackupError("too-large");
  let at = 4 + length;
  const take = ({ size, type }: Part): Blob => {
    at += size;
    if (at > content.size) throw new BackupError("damaged");
    return content.slice(at - size, at, type);
  };
  const text = await take({ size: index.text, type: "" }).text();
  const files = index.files.map(({ id, name, thumb, copy, edits, ...file }): EvidenceFile => {
    const blob = take(file);
    return { id, name, blob, thumb: thumb && take(thumb), copy: copy && take(copy), edits };
  });
  if (at !== content.size) throw new BackupError("damaged");
  return { text, files };
}

/** @throws {BackupError} `damaged` where it is not what `packBackup` writes */
function readIndex(json: string): { text: number; files: Entry[] } {
  try {
    const { text, files } = JSON.parse(json);
    const isSize = (size: unknown) => Number.isSafeInteger(size) && (size as number) >= 0;
    const isPart = ({ type, size }: Part) => typeof type === "string" && isSize(size);
    const isEntry = (entry: Entry) =>
      isPart(entry) &&
      typeof entry.id === "string" &&
      typeof entry.name === "string" &&
      [entry.thumb, entry.copy].every((part) => part === undefined || isPart(part));
    if (isSize(text) && Array.isArray(files) && files.every(isEntry)) return { text, files };
  } catch {
    // Not JSON, or of another shape.
  }
  throw new BackupError("damaged");
}

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

function u32(value: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/** @throws {BackupError} `damaged` behind the end */
function readU32({ buffer, byteOffset, byteLength }: Uint8Array, at: number): number {
  if (at + 4 > byteLength) throw new BackupError("damaged");
  return new DataView(buffer, byteOffset).getUint32(at);
}

/** @throws {BackupError} where the page has no WebCrypto (no https) */
function subtle(): SubtleCrypto {
  const available: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  if (!available) throw new BackupError("no-crypto");
  return available;
}

async function keyOf(passphrase: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  // Keyboards write the same letters in several ways.
  const typed = new TextEncoder().encode(passphrase.normalize("NFKC"));
  const material = await subtle().importKey("raw", typed, "PBKDF2", false, ["deriveKey"]);
  const derivation = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return subtle().deriveKey(derivation, material, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

function parameters(head: Uint8Array<ArrayBuffer>, prefix: Uint8Array, number: number, last: boolean): AesGcmParams {
  return {
    name: "AES-GCM",
    iv: Uint8Array.of(...prefix, ...u32(number), last ? 1 : 0),
    additionalData: head,
  };
}
