// Pasted order details: what goes into the form, what is only offered, and what is never done twice.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeForm } from "./form.mjs";

const rowsOf = ({ paste }) => Object.fromEntries(paste.rows.map((row) => [row.field, row]));

test("certain values go into empty fields; what is unsure or would replace something is offered", () => {
  const { form } = makeForm({ draft: { paidAmount: "7" } });
  form.paste.take("orderNumber=1001 paidAmount=9 description=late? nothing=5");
  assert.deepEqual(form.draft, { paidAmount: "7", orderNumber: "1001" });
  const rows = rowsOf(form);
  assert.deepEqual(Object.keys(rows), ["orderNumber", "paidAmount", "description"], "what the form does not draw is left out");
  assert.deepEqual([rows.orderNumber.taken, rows.orderNumber.undoable, rows.orderNumber.replaces], [true, true, ""]);
  assert.deepEqual([rows.paidAmount.taken, rows.paidAmount.replaces], [false, "7"]);
  assert.deepEqual([rows.description.taken, rows.description.likely], [false, true]);
});

test("what was adopted can be taken back to what was typed, and is not filled in again", () => {
  const { form } = makeForm({ draft: { paidAmount: "7" } });
  form.paste.take("orderNumber=1001 paidAmount=9");
  form.paste.adopt(rowsOf(form).paidAmount);
  assert.equal(form.draft.paidAmount, "9");
  form.paste.undo(rowsOf(form).paidAmount);
  form.paste.undo(rowsOf(form).orderNumber);
  assert.deepEqual(form.draft, { paidAmount: "7" });
  form.paste.take("orderNumber=1001 paidAmount=9 remedy=refund");
  assert.deepEqual(form.draft, { paidAmount: "7", remedy: "refund" });
});

test("reading on corrects what was filled in, and takes back what is no longer there; what was typed since stays", () => {
  const { form } = makeForm();
  form.paste.take("orderNumber=10 paidAmount=9 remedy=refund");
  form.set("paidAmount", "8");
  form.paste.take("orderNumber=1001");
  assert.deepEqual(form.draft, { orderNumber: "1001", paidAmount: "8" });
  form.paste.take("");
  assert.deepEqual([form.paste.text, form.paste.rows, form.draft], ["", [], { orderNumber: "1001", paidAmount: "8" }]);
});

test("hidden fields are not filled in; an option is shown by its label; the value stands in its line, shortened", () => {
  const { form } = makeForm({ settings: { hideFields: ["paidAmount"] } });
  form.paste.take(`${"x".repeat(20)}, reason=late and so it goes on and on\npaidAmount=9`);
  const { reason, paidAmount } = rowsOf(form);
  assert.equal(paidAmount, undefined);
  assert.equal(reason.shown, "LATE");
  assert.deepEqual(reason.context, ["…xxx, reason= ", "late", " and so it g…"]);
});

test("another draft forgets the paste", () => {
  const { form } = makeForm();
  form.paste.take("orderNumber=10");
  form.replace({ orderNumber: "10" });
  assert.deepEqual([form.paste.text, form.paste.rows], ["", []]);
});
