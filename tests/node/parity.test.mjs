// The module answers what the crate answers natively, word for word, on 10,000 drafts: ordinary ones, and ones of any shape.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import * as tousu from "../../www/pkg/index.js";
import { drafts, random } from "../bench/work.js";
import "../tools/typescript.mjs";

const { LOCALES, readAssessment, readComposition, readNames, readRecognition, readString } = await import("../../www/lib/built/decode.ts");
const { makeGlue } = await import("../../www/lib/built/glue.js");
const { DRAFT_LIMITS, flatten } = await import("../../www/lib/encode.ts");
const { instantiate, start } = await import("../../www/lib/instance.ts");
const { Reader } = await import("../../www/lib/reader.ts");

const COUNT = 10_000;
const SCRAPS = ["2026", "11", "3", "年", "月", "日", "-", "/", ".", "：", "\n", " ", "¥", "元", "138", "0013", "8000", "@", "qq.com", "<b>", "[", "](", "*", "\u202e", "\u200b", "😀", "无", "骗子", "媒体", "订单号", "收货人", "退款", "\0", "'", "|"]; // prettier-ignore

/** Anything that crosses the bridge. */
function anything(dice, keys, depth) {
  switch (dice.below(depth > 0 ? 8 : 5)) {
    case 0:
      return dice.of([null, true, false, undefined]);
    case 1:
      return dice.of([0, -0, 1, 2.5, 1e21, 1e-9, -3, 99999.995, NaN, Infinity]);
    case 2:
    case 3:
    case 4:
      return Array.from({ length: dice.below(12) }, () => dice.of(SCRAPS)).join("");
    case 5:
      return Array.from({ length: dice.below(5) }, () => anything(dice, keys, depth - 1));
    default:
      return Object.fromEntries(Array.from({ length: dice.below(9) }, () => [dice.of(keys), anything(dice, keys, depth - 1)]));
  }
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The answers that the native half wrote one behind the other, each in a memory as the module's would be. */
function* readersOf(bytes, names) {
  for (let at = 0; at < bytes.length; ) {
    const numbers = bytes.readUInt32LE(at) * 4;
    const text = at + 4 + numbers;
    const length = bytes.readUInt32LE(text);
    const memory = Buffer.alloc(Math.ceil((numbers + length) / 4) * 4);
    bytes.copy(memory, 0, at + 4, text);
    bytes.copy(memory, numbers, text + 4, text + 4 + length);
    memory.writeUInt32LE(numbers, 0); // where the text lies here
    at = Math.ceil((text + 4 + length) / 4) * 4;
    const reader = new Reader({ buffer: memory.buffer.slice(memory.byteOffset, memory.byteOffset + memory.length) }, (bytes) => decoder.decode(bytes));
    reader.names = names;
    yield reader.open(0);
  }
}

/** The tables of names of the built-in catalogue. */
async function namesOfCatalogue() {
  const pkg = new URL("../../www/pkg/", import.meta.url);
  const files = { structure: "catalog.bin", "zh-CN": "zh.bin", en: "en.bin" };
  const module = await WebAssembly.compile(readFileSync(new URL("tousu.wasm", pkg)));
  const host = await instantiate(module, () => makeGlue());
  await start(async () => host, async (part) => new Uint8Array(readFileSync(new URL(files[part], pkg))), LOCALES);
  const { module: functions, reader } = host.first;
  return readNames(reader.open(functions.names(0)));
}

test(`native and WebAssembly answer the same on ${COUNT} drafts`, async () => {
  await tousu.ready();
  const form = tousu.form();
  const fields = form.sections.flatMap((section) => section.fields.map(({ id }) => id));
  const keys = [...fields, ...fields, "evidence", "log", "kind", "title", "count", "note", "date", "shows", "file", "name", "channel", "action", "reference", "$", "unknown"];
  const dice = random(20261124);
  const ordinary = drafts(COUNT / 2, tousu);
  const jobs = Array.from({ length: COUNT }, (_, n) => {
    const draft = ordinary[n] ?? { ...ordinary[dice.below(ordinary.length)], ...Object.fromEntries(Array.from({ length: 1 + dice.below(9) }, () => [dice.of(keys), anything(dice, keys, 3)])) };
    const today = `20${10 + dice.below(30)}-${String(1 + dice.below(12)).padStart(2, "0")}-${String(1 + dice.below(28)).padStart(2, "0")}`;
    return {
      draft,
      today: n % 2 ? today : "2026-11-24",
      locale: dice.of(["zh-CN", "en"]),
      document: dice.of(form.documents).id,
      channel: dice.of([undefined, dice.of(form.channels).id]),
      format: dice.of(["text", "markdown", "html"]),
      hideContact: dice.of([true, false]),
      limit: dice.of([undefined, 1 + dice.below(600)]),
    };
  });

  const folder = mkdtempSync(join(tmpdir(), "tousu-parity-"));
  try {
    const crossed = jobs.map(({ draft }) => flatten(draft, DRAFT_LIMITS));
    const lines = jobs.map(({ today, locale, document, channel, format, hideContact, limit }, n) => [today, locale, document, channel ?? "", format, hideContact, limit ?? "", [...crossed[n].numbers].join(" "), [...crossed[n].text].join(" ")].join("\t")); // prettier-ignore
    writeFileSync(join(folder, "jobs"), lines.join("\n"));
    execFileSync("cargo", ["test", "--quiet", "--locked", "--test", "suite", "--", "--ignored", "--exact", "parity::answers"], {
      cwd: fileURLToPath(new URL("../..", import.meta.url)),
      env: { ...process.env, TOUSU_PARITY: folder },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const readers = readersOf(readFileSync(join(folder, "answers")), await namesOfCatalogue());
    const next = (read) => {
      const reader = readers.next().value;
      // In front of an assessment stand the words of its messages.
      const words = read === readAssessment ? reader.list(readString) : [];
      reader.words = () => words.shift();
      return JSON.stringify(read(reader));
    };
    for (const [n, { draft, today, ...options }] of jobs.entries()) {
      const { locale } = options;
      const pasted = new TextDecoder("utf-16le", { ignoreBOM: true }).decode(crossed[n].text);
      const found = [
        ["assess", readAssessment, tousu.assess(draft, { today, locale })],
        ["compose", readComposition, tousu.compose(draft, { today, ...options })],
        ["calendar", readString, tousu.calendar(draft, { today, locale })],
        ["recognize", readRecognition, tousu.recognize(pasted, { today })],
      ];
      for (const [name, read, answer] of found) {
        assert.equal(JSON.stringify(answer), next(read), `${name} of ${JSON.stringify(draft)} with ${JSON.stringify({ today, ...options })}`);
      }
    }
    assert.ok(readers.next().done);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
