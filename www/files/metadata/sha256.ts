/** SHA-256 of evidence files. */

/** Largest file that is read into memory as a whole, which WebCrypto needs: a film can be larger than what a phone gives to a page. */
const MAX_WHOLE = 64 * 1024 * 1024;

/**
 * SHA-256 of a file, as 64 lower-case hexadecimal digits. By WebCrypto, or in slices where the page has none (no https)
 * or the file is large.
 *
 * Rejects where the file cannot be read any more.
 */
export async function sha256(file: Blob): Promise<string> {
  const bytes = await digest(file);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function digest(file: Blob): Promise<Uint8Array> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  if (subtle && file.size <= MAX_WHOLE) {
    return new Uint8Array(await subtle.digest("SHA-256", await file.arrayBuffer()));
  }
  const { sha256InSlices } = await import("./sha256-in-slices.ts");
  return sha256InSlices(file);
}
