// A case with its files as one file: comes back whole, and whatever is changed in it gets an answer.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import "../tools/typescript.mjs";

const { BackupError, isBackup, packBackup, unpackBackup } = await import("../../www/files/storage/backup-file.ts");

const photo = (/** @type {number} */ length, /** @type {string} */ type) => new Blob([Uint8Array.from({ length }, (_, index) => (index * 31) & 255)], { type });
const CASE = {
  text: JSON.stringify({ tousu: 1, saved: 0, meta: {}, draft: { description: "书包 😀" } }),
  files: [
    { id: "a", blob: photo(2_500_000, "image/jpeg"), name: "截图 1.jpg", thumb: photo(300, "image/jpeg"), notice: "filePosition" },
    { id: "b", blob: photo(0, ""), name: "空.txt" },
    { id: "c", blob: photo(1_048_576, "image/png"), name: "c.png", copy: photo(77, "image/png"), edits: { turn: 1 } },
  ],
};
const bytesOf = async (/** @type {Blob | undefined} */ blob) => blob && [blob.type, blob.size, createHash("sha256").update(new Uint8Array(await blob.arrayBuffer())).digest("hex")];
const seen = async (/** @type {any} */ { text, files }) => ({
  text,
  files: await Promise.all(files.map(async (/** @type {any} */ { id, name, blob, thumb, copy, edits }) => [id, name, await bytesOf(blob), await bytesOf(thumb), await bytesOf(copy), edits])),
});
/** The code of the error, or what was read. @param {Blob} file @param {string} [passphrase] */
const outcome = (file, passphrase) => unpackBackup(file, passphrase).then(
  () => "read",
  (error) => (assert.ok(error instanceof BackupError, String(error)), error.code),
); // prettier-ignore
const plain = await packBackup(CASE);
const sealed = await packBackup(CASE, "口令 passphrase");

test("plain and sealed: text, files, small pictures and copies come back; sealed holds none of it in the clear", async () => {
  assert.deepEqual(await seen(await unpackBackup(plain)), await seen(CASE));
  assert.deepEqual(await seen(await unpackBackup(sealed, "口令 passphrase")), await seen(CASE));
  assert.equal(await outcome(sealed, "口令　passphrase".normalize("NFKC")), "read", "as another keyboard writes it");
  const clear = Buffer.from(await sealed.arrayBuffer());
  for (const words of ["description", "书包", "截图", "image/jpeg"]) assert.ok(!clear.includes(words), words);
  assert.notDeepEqual(clear.subarray(10, 60), Buffer.from(await (await packBackup(CASE, "口令 passphrase")).arrayBuffer()).subarray(10, 60), "salt and nonces are new each time");
  assert.deepEqual([await isBackup(plain), await isBackup(sealed), await isBackup(new Blob(["TOUSUBA"])), await isBackup(new Blob([]))], [true, true, false, false]);
});

test("without and with a wrong passphrase, foreign and newer files", async () => {
  assert.deepEqual([await outcome(sealed), await outcome(sealed, "口令"), await outcome(plain, "anything")], ["passphrase", "wrong-passphrase", "read"]);
  for (const foreign of ["", "{}", "PK\x03\x04", "TOUSUBAC\x01\0"]) assert.equal(await outcome(new Blob([foreign])), "not-a-backup");
  const newer = Buffer.from(await plain.arrayBuffer());
  newer[8] = 2;
  assert.equal(await outcome(new Blob([newer])), "newer");
  for (const [version, kind] of [[0, 0], [1, 2], [1, 255]]) { newer.set([version, kind], 8); assert.equal(await outcome(new Blob([newer])), "damaged"); } // prettier-ignore
});

test("cut off, longer, pieces exchanged or left out, any byte changed: never read as if whole", async () => {
  const small = { text: CASE.text, files: [] };
  const bytes = Buffer.from(await (await packBackup(small)).arrayBuffer());
  for (let length = 0; length < bytes.length; length++) assert.ok(["damaged", "not-a-backup"].includes(await outcome(new Blob([bytes.subarray(0, length)]))), `cut after ${length}`);
  assert.equal(await outcome(new Blob([bytes, "x"])), "damaged");

  const whole = Buffer.from(await sealed.arrayBuffer());
  const [head, piece] = [8 + 2 + 4 + 16 + 7, 1024 * 1024 + 16];
  const part = (/** @type {number} */ number) => whole.subarray(head + number * piece, head + (number + 1) * piece);
  const wrong = [
    whole.subarray(0, head + 2 * piece), // the last pieces left out
    Buffer.concat([whole.subarray(0, head), part(0), part(2), part(1), part(3)]),
    Buffer.concat([whole, part(3)]),
    whole.subarray(0, whole.length - 1),
  ];
  for (const changed of wrong) assert.match(await outcome(new Blob([changed]), "口令 passphrase"), /damaged|wrong-passphrase/);
  for (const at of [9, 10, 13, 15, 31, 36, head, head + 5, head + piece + 5, whole.length - 1]) {
    const changed = Buffer.from(whole);
    changed[at] ^= 1;
    assert.notEqual(await outcome(new Blob([changed]), "口令 passphrase"), "read", `byte ${at}`);
  }
  const slow = Buffer.from(whole);
  slow.writeUInt32BE(0xffffffff, 10);
  assert.equal(await outcome(new Blob([slow]), "口令 passphrase"), "damaged", "rounds that would take hours");
});

test("an index that claims too much, or is of another shape", async () => {
  const pack = (/** @type {unknown} */ index, /** @type {string} */ rest = "") => {
    const json = Buffer.from(typeof index === "string" ? index : JSON.stringify(index));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(json.length);
    return new Blob(["TOUSUBAK", Uint8Array.of(1, 0), length, json, rest]);
  };
  assert.equal(await outcome(pack({ text: 2, files: [] }, "{}")), "read");
  for (const index of ["", "{", null, [], {}, { text: -1, files: [] }, { text: 1.5, files: [] }, { text: 0, files: {} }, { text: 0, files: [null] }, { text: 0, files: [{ id: 1, name: "", type: "", size: 0 }] }, { text: 0, files: [{ id: "a", name: "", type: "", size: -1 }] }, { text: 0, files: [{ id: "a", name: "", type: "", size: 0, thumb: {} }] }, { text: 9, files: [] }, { text: 0, files: [{ id: "a", name: "", type: "", size: 1e15 }] }])
    assert.equal(await outcome(pack(index)), "damaged", JSON.stringify(index));
  const many = Array.from({ length: 1001 }, () => ({ id: "a", name: "", type: "", size: 0 }));
  assert.equal(await outcome(pack({ text: 0, files: many })), "too-large");
  assert.equal(await outcome(pack({ text: 17 * 1024 * 1024, files: [] })), "too-large");
  assert.equal(await outcome(pack(" ".repeat(1024 * 1024 + 1))), "too-large");
});

test("without WebCrypto: a plain backup works, a sealed one is refused with the reason", async () => {
  const { subtle } = crypto;
  Object.defineProperty(crypto, "subtle", { value: undefined, configurable: true });
  try {
    assert.equal(await outcome(await packBackup(CASE)), "read");
    await assert.rejects(packBackup(CASE, "x"), { code: "no-crypto" });
    assert.equal(await outcome(sealed, "x"), "no-crypto");
  } finally {
    Object.defineProperty(crypto, "subtle", { value: subtle, configurable: true });
  }
});
