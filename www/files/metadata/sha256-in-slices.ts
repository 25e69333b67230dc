/** SHA-256 without WebCrypto, by @noble/hashes. */

import { sha256 } from "@noble/hashes/sha2.js";

/** How much of a file is in memory at once, in bytes. */
const SLICE = 4 * 1024 * 1024;

/** SHA-256 of a file. Rejects where the file cannot be read any more. */
export async function sha256InSlices(file: Blob): Promise<Uint8Array> {
  const hash = sha256.create();
  for (let at = 0; at < file.size; at += SLICE) {
    hash.update(new Uint8Array(await file.slice(at, at + SLICE).arrayBuffer()));
  }
  return hash.digest();
}
