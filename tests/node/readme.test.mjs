/** The README's examples are run as they stand there, against the built package, and print what stands below them. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const readme = readFileSync(join(root, "README.md"), "utf8");
const blocks = [...readme.matchAll(/```js run(?: (cjs))?\n([^]*?)```\n\n```text\n([^]*?)```/g)];

test("the README has examples that run", () => {
  assert.ok(blocks.length >= 2, `${blocks.length} examples`);
  assert.equal(blocks.length, readme.match(/```js run/g).length, "each example is followed by what it prints");
});

for (const [index, [, kind, code, output]] of blocks.entries()) {
  test(`example ${index + 1} prints what the README says`, () => {
    const folder = mkdtempSync(join(tmpdir(), "tousu-readme-"));
    try {
      mkdirSync(join(folder, "node_modules"));
      symlinkSync(join(root, "www/pkg"), join(folder, "node_modules/tousu"));
      const file = join(folder, kind ? "example.cjs" : "example.mjs");
      writeFileSync(file, code);
      assert.equal(execFileSync(process.execPath, [file], { encoding: "utf8" }), output);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
