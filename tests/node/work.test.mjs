// How much work the module does on hostile texts: its loops are counted, not its time, so that the answer is the same on
// every machine. Four times the text may take a little more than four times the turns; a square would take sixteen times.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import binaryen from "binaryen";
import * as tousu from "../../www/pkg/index.js";

const OPTIONS = { today: "2026-11-24" };
const SHORT = 12_000;
const LONG = 4 * SHORT;

/** The module with a counter, exported as `turns`, that every turn of a loop raises. */
function counted(bytes) {
  const text = binaryen.readBinary(bytes).emitText();
  const turn = "(global.set $turns (i64.add (global.get $turns) (i64.const 1)))";
  const loops = text.replace(/\(loop(?: \$\S+)?(?: \(result \w+\))?(?=\s)/g, `$& ${turn}`);
  const whole = binaryen.parseText(loops.replace(/\)\s*$/, '(global $turns (mut i64) (i64.const 0)) (export "turns" (global $turns)))'));
  whole.setFeatures(binaryen.Features.MVP | binaryen.Features.MutableGlobals);
  assert.ok(whole.validate());
  return whole.emitBinary();
}

let turns;
before(async () => {
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (module, imports) => {
    const instance = await instantiate(module, imports);
    if (instance.exports?.turns) turns = instance.exports.turns;
    return instance;
  };
  await tousu.ready(await WebAssembly.compile(counted(readFileSync(new URL("../../www/pkg/tousu.wasm", import.meta.url)))));
  WebAssembly.instantiate = instantiate;
});

/** Turns of loops that a call takes. */
function workOf(call) {
  const begun = turns.value;
  call();
  return Number(turns.value - begun);
}

/** Holds a call to work that grows with the length of its text only. */
function linear(what, call) {
  const [nothing, short, long] = ["", SHORT, LONG].map((length) => workOf(() => call(length || 0)));
  assert.ok(short > nothing + SHORT / 100, `${what}: the text is read (${nothing}, then ${short} turns)`);
  assert.ok(long - nothing < 6 * (short - nothing), `${what}: ${short} turns for ${SHORT} characters, ${long} for ${LONG}`);
}
const repeated = (piece, length) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

const PASTES = [
  "订", "订单号：", "订 单 ", "订单号\n", "4200", "4200 ", "1", "×1", "昨天", "2026-11-03 ", "¥1,", ",", "\t", '"', "复制", "（", "张三 13812345678\n",
  "12 ", "138****", "收货人：张三 ", "商品名称：", "a@", "\u200b", "\u0301", " ", "-", "单价,数量,订单号\n", "2026-11-03,1\n",
]; // prettier-ignore

test("a pasted text of any kind is read in one go", () => {
  for (const piece of PASTES)
    for (const source of ["text", "ocr"]) linear(`${source} ${JSON.stringify(piece)}`, (length) => tousu.recognize(repeated(piece, length), { ...OPTIONS, source }));
});

test("the longest text that is read, of numbers alone, takes no more work for a character than a short one", () => {
  const work = (length) => workOf(() => tousu.recognize(repeated("12 ", length), OPTIONS));
  const [nothing, short, longest] = [0, 1024, 65_536].map(work);
  assert.ok(longest - nothing < 1.5 * 64 * (short - nothing), `${short} turns for 1,024 units, ${longest} for 65,536`);
});

const TEXTS = [
  ...PASTES, "6", "622202 ", "验证码", "138-", "不退", "骗子", "sb", "！", "，", "。", "没有发货", "48小时", "[", "年", "x", "👨\u200d", "(填", "@", "\u202e", "*", "<b>", "\ud800",
]; // prettier-ignore

test("a description of any kind is assessed, and written into every document, in one go", () => {
  const { documents } = tousu.form();
  for (const piece of TEXTS) {
    const draft = (length) => ({ reason: "late-delivery", description: repeated(piece, length) });
    linear(`assess ${JSON.stringify(piece)}`, (length) => tousu.assess(draft(length), OPTIONS));
    for (const format of ["text", "markdown", "html"])
      linear(`compose ${format} ${JSON.stringify(piece)}`, (length) => tousu.compose(draft(length), { ...OPTIONS, document: documents[0].id, format }));
  }
});

test("so is any other field", () => {
  const fields = tousu.form().sections.flatMap((section) => section.fields);
  assert.ok(fields.length > 15);
  for (const { id } of fields)
    for (const piece of ["1", "-", "年", "x", "4200002345202611031234567890 ", "\u200b", "@", "👨\u200d", "(填", "字"])
      linear(`${id} ${JSON.stringify(piece)}`, (length) => tousu.assess({ [id]: repeated(piece, length) }, OPTIONS));
});

test("the counter sees a loop that goes round too often", () => {
  assert.throws(() => linear("square", (length) => {
    for (let n = 0; n < length / 1_000; n++) tousu.recognize(repeated("订单号：", length), OPTIONS);
  }), /turns for/); // prettier-ignore
});

test("a draft that was just read is not read again", () => {
  const draft = { reason: "late-delivery", description: repeated("11月3日付款，商家没有发货。", 3_000) };
  const assess = (options = OPTIONS) => workOf(() => tousu.assess({ ...draft }, options));
  tousu.assess({}, OPTIONS);
  const first = assess();
  assert.ok(assess() < first / 2, "the same again");
  assert.ok(assess({ ...OPTIONS, locale: "en" }) < first / 2, "in another language");
  assert.ok(assess({ today: "2026-11-25" }) > (first * 9) / 10, "another day is read anew");
  assess();
  draft.description += "了";
  assert.ok(assess() > (first * 9) / 10, "one character more is read anew");
});
