// Strings in two languages, and the small helpers of the form.

import assert from "node:assert/strict";
import { test } from "node:test";
import "../tools/typescript.mjs";

const { formatDate, translator } = await import("../../www/lib/element/translate.ts");
const { LATER_STRINGS } = await import("../../www/lib/element/later-strings.ts");
const { formTranslator, registerStrings } = await import("../../www/lib/element/strings.ts");
const { keepEqual } = await import("../../www/lib/element/keep-equal.ts");
const page = await import("../../www/app/strings.ts");

test("placeholders are filled in; English has a singular; an unknown key is returned", () => {
  const table = { notes: ["{n} 条", "{n} notes", "1 note"], plain: ["中", "en"] };
  const [en, zh] = [translator("en", table), translator("zh-CN", table)];
  assert.deepEqual([en("notes", { n: 1 }), en("notes", { n: 2 }), zh("notes", { n: 1 })], ["1 note", "2 notes", "1 条"]);
  assert.deepEqual([en("plain"), en("nothing"), en("notes")], ["en", "nothing", " notes"]);
});

test("strings that come later are found by translators made before", () => {
  const t = formTranslator("en");
  assert.equal(t("copied"), "copied");
  registerStrings(LATER_STRINGS);
  assert.equal(t("copied"), "Copied");
});

test("every string names the same placeholders in both languages", () => {
  const names = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
  for (const table of [LATER_STRINGS, page.STRINGS]) {
    for (const [key, [zh, en, one]] of Object.entries(table)) {
      assert.ok(zh && en, key);
      assert.deepEqual(names(zh), names(en), key);
      if (one) assert.deepEqual(names(en).filter((name) => name !== "n"), names(one), key);
    }
  }
});

test("dates as people write them", () => {
  assert.equal(formatDate("2026-11-05", "zh-CN"), "2026年11月5日");
  assert.equal(formatDate("2026-11-05", "en"), "November 5, 2026");
  assert.equal(formatDate("soon", "en"), "soon");
});

test("equal parts keep their identity", () => {
  const before = { list: [{ a: 1 }, { b: [1, 2] }], text: "x", gone: 1 };
  const same = structuredClone(before);
  assert.equal(keepEqual(before, same), before);
  const next = keepEqual(before, { list: [{ a: 1 }, { b: [1, 3] }, 4], text: "x" });
  assert.deepEqual(next, { list: [{ a: 1 }, { b: [1, 3] }, 4], text: "x" });
  assert.equal(next.list[0], before.list[0]);
  assert.notEqual(next.list[1], before.list[1]);
  assert.equal(keepEqual(undefined, same), same);
  assert.deepEqual(keepEqual({ a: undefined }, { b: undefined }), { b: undefined });
  assert.deepEqual(keepEqual([1, 2], [1]), [1]);
  const date = new Date(0);
  assert.equal(keepEqual(new Date(0), date), date, "what is no plain value is taken as it is");
});
