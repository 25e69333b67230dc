// SHA-256 with WebCrypto and without, against Node's.

import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { test } from "node:test";
import "../tools/typescript.mjs";

const { sha256 } = await import("../../www/files/metadata/sha256.ts");
const { sha256InSlices } = await import("../../www/files/metadata/sha256-in-slices.ts");

test("sha256: in slices, by WebCrypto and by Node the same, at every edge of a block and of a slice", async () => {
  for (const size of [0, 1, 55, 56, 63, 64, 65, 119, 120, 127, 128, 4 * 1024 * 1024, 4 * 1024 * 1024 + 57]) {
    const data = randomBytes(size);
    const expected = createHash("sha256").update(data).digest("hex");
    assert.equal(Buffer.from(await sha256InSlices(new Blob([data]))).toString("hex"), expected, `${size} bytes`);
    assert.equal(await sha256(new Blob([data])), expected);
  }
});

test("sha256: without WebCrypto, and for a file that is too large for it, no more than a slice is read at once", async (t) => {
  const size = 70 * 1024 * 1024;
  const zeros = new Uint8Array(8 * 1024 * 1024);
  let largest = 0;
  /** A file of zeros that is on a disk. */
  const disk = {
    size,
    arrayBuffer: () => assert.fail("read as a whole"),
    slice: (from, to) => ({
      arrayBuffer: async () => {
        const length = Math.min(to, size) - from;
        largest = Math.max(largest, length);
        return zeros.slice(0, length).buffer;
      },
    }),
  };
  const expected = createHash("sha256").update(Buffer.alloc(size)).digest("hex");
  assert.equal(await sha256(disk), expected);
  assert.ok(largest <= 4 * 1024 * 1024, String(largest));
  t.mock.getter(globalThis, "crypto", () => undefined);
  const small = randomBytes(1000);
  assert.equal(await sha256(new Blob([small])), createHash("sha256").update(small).digest("hex"));
});

test("sha256: a file that cannot be read any more is an error", async () => {
  const gone = { size: 3, arrayBuffer: () => Promise.reject(new Error("NotReadable")), slice: () => gone };
  await assert.rejects(sha256(gone), /NotReadable/);
  await assert.rejects(sha256InSlices(gone), /NotReadable/);
});
