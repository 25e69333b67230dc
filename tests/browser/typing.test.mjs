// What a person types belongs to the browser while it is being typed: the caret stays where it is, an input method finishes
// its word, and what the browser fills in by itself is taken, whichever event tells of it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, start } from "./harness.mjs";

let site;
before(async () => { site = await start(); }); // prettier-ignore
after(() => site?.close());

/** The page at the step of a field. */
async function visit(field, draft = {}) {
  const { context, page, complaints } = await open(site.browser, `${site.origin}/`, { now: "2026-11-24T12:00:00+08:00" });
  await page.waitForSelector("tousu-form [data-step]");
  await page.evaluate(async ([id, given]) => {
    const form = document.querySelector("tousu-form");
    await form.ready;
    form.draft = given;
    form.goTo(form.spec.sections.find(({ fields }) => fields.some((one) => one.id === id)).id, id);
  }, [field, draft]);
  return {
    context, page,
    valueOf: () => page.evaluate((id) => document.querySelector("tousu-form").draft[id], field),
    async done() {
      assert.deepEqual(complaints, []);
      await context.close();
    },
  }; // prettier-ignore
}
/** The text of the control that has the focus, with a bar where the caret is. */
const caret = (page) => page.evaluate(() => {
  const { value, selectionStart } = document.activeElement;
  return `${value.slice(0, selectionStart)}|${value.slice(selectionStart)}`;
}); // prettier-ignore

test("the caret stays in the middle of a text, whatever is drawn meanwhile", async () => {
  for (const [field, text] of [["description", "商家一直没有发货，客服不回复。"], ["contactName", "周宁"]]) {
    const { page, valueOf, done } = await visit(field, { [field]: text });
    await page.evaluate(() => document.activeElement.setSelectionRange(1, 1));
    for (const character of "甲乙!") await page.keyboard.insertText(character);
    assert.equal(await caret(page), `${text[0]}甲乙!|${text.slice(1)}`);
    await page.keyboard.press("Backspace");
    assert.equal(await caret(page), `${text[0]}甲乙|${text.slice(1)}`);
    assert.equal(await valueOf(), `${text[0]}甲乙${text.slice(1)}`);
    // Another language draws every word anew.
    await page.evaluate(() => document.querySelector("tousu-form").setAttribute("locale", "en"));
    await page.waitForFunction(() => document.querySelector("tousu-form").spec.sections[0].label === "What happened");
    assert.equal(await caret(page), `${text[0]}甲乙|${text.slice(1)}`);
    await done();
  }
});

test("an input method finishes its word: nothing is taken before, and nothing written over it", async () => {
  const { context, page, valueOf, done } = await visit("description", { description: "到今天" });
  const session = await context.newCDPSession(page);
  await page.evaluate(() => document.activeElement.setSelectionRange(3, 3));
  for (const text of ["m", "mei", "mei'fa'huo"]) {
    await session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    assert.equal(await valueOf(), "到今天");
    assert.equal(await caret(page), `到今天${text}|`);
  }
  // Whatever else changes the form meanwhile.
  await page.evaluate(() => {
    const form = document.querySelector("tousu-form");
    form.setAttribute("locale", "en");
    form.setAttribute("hide-fields", "fraudFacts");
  });
  await page.waitForFunction(() => document.querySelector("tousu-form").spec.sections[0].label === "What happened");
  assert.equal(await caret(page), "到今天mei'fa'huo|");
  await session.send("Input.insertText", { text: "没发货" });
  assert.equal(await caret(page), "到今天没发货|");
  assert.equal(await valueOf(), "到今天没发货");
  await done();
});

test("what the browser fills in is taken, though only a change event tells of it", async () => {
  const { page, valueOf, done } = await visit("contactPhone");
  await page.evaluate(() => {
    const input = document.querySelector("#tousu-contactPhone");
    input.value = "13912345678";
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  assert.equal(await valueOf(), "13912345678");
  await done();
});

test("a date of which only a part is typed stays as it is, and is told of once it is left", async () => {
  const { page, valueOf, done } = await visit("purchaseDate");
  const input = page.locator("#tousu-purchaseDate");
  await input.focus();
  await page.keyboard.type("11");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.locator("[data-key=purchaseDate] [data-code='date.incomplete']").waitFor();
  assert.equal(await page.locator("[data-key=purchaseDate] .t-error").count(), 1);
  assert.equal(await page.getAttribute("#tousu-purchaseDate", "aria-invalid"), "true");
  assert.deepEqual([await input.evaluate((node) => node.validity.badInput), await valueOf()], [true, undefined]);
  await input.fill("2026-11-10");
  assert.equal(await valueOf(), "2026-11-10");
  assert.equal(await page.locator("[data-key=purchaseDate] .t-error").count(), 0);
  await done();
});
