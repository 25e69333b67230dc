/** ZIP archives as yauzl reads them, in its strict mode: another library than the one that wrote them. */

import { buffer } from "node:stream/consumers";
import yauzl from "yauzl";

/**
 * @param {Blob | Uint8Array} archive
 * @returns {Promise<{name: string, content: Buffer, entry: import("yauzl").Entry}[]>} in the order of the directory
 */
export async function readArchive(archive) {
  const bytes = Buffer.from(archive instanceof Blob ? await archive.arrayBuffer() : archive);
  const file = await yauzl.fromBufferPromise(bytes, { lazyEntries: true, strictFileNames: true });
  const entries = [];
  for await (const entry of file.eachEntry()) entries.push({ name: entry.fileName, content: await buffer(await file.openReadStreamPromise(entry)), entry });
  return entries;
}
