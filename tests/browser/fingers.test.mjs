// The page under hasty fingers: a second tap or key right after the first, a tap that is also the end of typing, the
// way back after something was removed, the Back button. What happens must be what the person saw when the finger went down.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { start } from "./harness.mjs";
import { draftOf, goTo, openMenu, stepOf, visit as visitPage } from "./visit.mjs";

const NOW = "2026-11-24T12:00:00+08:00";
const TODAY = "2026-11-24";
const DRAFT = {
  reason: "late-delivery", description: "11月10日买的大衣到今天没有发货，11月16日联系客服，一直没有回复。",
  miniProgram: "青禾良品", orderNumber: "QH20261110004217", purchaseDate: "2026-11-10", productName: "大衣", paidAmount: "689.00",
  remedy: ["refund"], contactName: "周宁", contactPhone: "13912345678", evidence: [{ kind: "order-detail", count: 2 }],
}; // prettier-ignore

let site;
before(async () => { site = await start(); }); // prettier-ignore
after(() => site?.close());

/** The page with a draft that is kept, at a step. @param {string} step @param {object} [draft] */
const visit = (step, draft = DRAFT) => visitPage(site, { step, draft, now: NOW });

/** Where a finger goes down for something. */
async function placeOf(page, selector) {
  await page.locator(selector).scrollIntoViewIfNeeded();
  const { x, y, width, height } = await page.locator(selector).boundingBox();
  return [x + width / 2, y + height / 2];
}

test("asked whether everything may go: a second tap, click or key takes the question back, wherever the first one was", async () => {
  const { page, done } = await visit("order");
  await openMenu(page);
  for (const button of ["[data-menu=clear]", "[data-menu=caseDelete]"]) {
    const hands = {
      tap: async (x, y) => { await page.touchscreen.tap(x, y); await page.touchscreen.tap(x, y); },
      click: (x, y) => page.mouse.dblclick(x, y),
      enter: async () => { await page.focus(button); await page.keyboard.press("Enter"); await page.keyboard.press("Enter"); },
    }; // prettier-ignore
    for (const [hand, twice] of Object.entries(hands)) {
      const [x, y] = await placeOf(page, button);
      const { width } = await page.locator(button).boundingBox();
      for (const from of hand === "enter" ? [0] : [-width / 2 + 2, 0, width / 2 - 2]) {
        await twice(x + from, y);
        assert.deepEqual([await page.locator(".p-danger:visible").count(), await page.getAttribute(button, "aria-expanded")], [0, "false"], `${button} ${hand} ${from}`);
      }
    }
  }
  await page.focus("#shared");
  for (const key of ["Space", "Space", "Space"]) await page.keyboard.press(key); // on, back from the question, on
  assert.equal(await page.evaluate(() => document.activeElement.dataset.menu), "cancel");
  await page.keyboard.press("Space");
  assert.deepEqual([await draftOf(page), await page.isChecked("#shared"), await page.locator("[data-case]").count()], [DRAFT, false, 1]);
  // Meant, it is done, and the page begins anew.
  await page.tap("[data-menu=clear]");
  await page.tap("[data-menu=clearSure]");
  await page.waitForFunction(() => document.querySelector(".p-said").textContent !== "");
  await page.tap(".p-menu-head button");
  await page.waitForSelector("#menu", { state: "hidden" });
  assert.deepEqual([await draftOf(page), await stepOf(page), new URL(page.url()).hash], [{}, "start", "#start"]);
  await done();
});

test("the second of two taps on “next” does nothing in the step that came under the finger; a key and a later tap do", async () => {
  const { page, done } = await visit("order");
  await page.clock.pauseAt("2026-11-24T13:00:00+08:00");
  const [x, y] = await placeOf(page, "[data-next]");
  await page.touchscreen.tap(x, y);
  assert.equal(await stepOf(page), "evidence");
  // Wherever it lands: on a kind of evidence, and on the button that leads on.
  await page.evaluate(() => { document.querySelector("[data-checklist]").open = true; }); // prettier-ignore
  const box = "[data-kind=chat-record] .t-kind-head";
  for (const under of [box, "[data-next]"]) await page.touchscreen.tap(...(await placeOf(page, under)));
  assert.deepEqual([await stepOf(page), (await draftOf(page)).evidence], ["evidence", DRAFT.evidence]);
  await page.focus("[data-kind=chat-record] input");
  await page.keyboard.press("Space");
  assert.equal((await draftOf(page)).evidence.length, 2);
  await page.clock.runFor(500);
  await page.touchscreen.tap(...(await placeOf(page, box)));
  assert.deepEqual((await draftOf(page)).evidence, DRAFT.evidence);
  await done();
});

test("what was removed can come back: an unticked kind with its photo, a file, an exhibit, an entry of the log", async () => {
  const { page, done } = await visit("evidence", { ...DRAFT, log: [
    { date: "2026-11-16", channel: "merchant", action: "contacted", note: "催发货" }, { date: "2026-11-20", channel: "merchant", action: "requested-remedy" },
  ] }); // prettier-ignore
  const open = (index) => page.tap(`[data-index="${index}"] .t-thumb`);
  await open(0);
  await page.setInputFiles("[data-sheet] input[type=file]", { name: "a.png", mimeType: "image/png", buffer: Buffer.from("not really") });
  await page.waitForSelector("[data-file=kept] p", { state: "attached" });
  const kept = await draftOf(page);
  assert.equal(kept.evidence[0].file.name, "a.png");
  const same = async (message) => assert.deepEqual(await draftOf(page), kept, message);

  await page.tap("[data-sheet] [data-details] > summary");
  await page.tap("[data-file-remove]");
  assert.equal((await draftOf(page)).evidence[0].file, undefined);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.undo), "file");
  await page.tap("[data-undo=file]");
  await same("the file is back");
  await page.waitForSelector("[data-file=kept] [data-file-remove]", { state: "attached" });
  assert.doesNotMatch(await page.locator("[data-file=kept]").textContent(), /不在这台设备上/, "and still in the store");
  await page.tap("[data-sheet-close]");

  await page.tap("[data-checklist] > summary");
  for (const [held, message] of [[undefined, "gone"], [kept.evidence, "ticked again"]]) {
    await page.tap("[data-kind=order-detail] .t-kind-head");
    assert.deepEqual((await draftOf(page)).evidence, held, message);
  }
  await page.tap("[data-kind=chat-record] .t-kind-head");
  await open(0);
  await page.tap("[data-exhibit-remove]");
  assert.deepEqual((await draftOf(page)).evidence, [{ kind: "chat-record", count: 1 }]);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.undo), "evidence");
  await page.tap("[data-undo=evidence]");
  assert.deepEqual((await draftOf(page)).evidence, [kept.evidence[0], { kind: "chat-record", count: 1 }]);

  await goTo(page, "follow-up");
  for (const left of [1, 0]) {
    if (!(await page.locator("[data-log='0'] .t-danger").isVisible())) await page.tap("[data-log='0'] summary");
    await page.tap("[data-log='0'] .t-danger");
    assert.equal(((await draftOf(page)).log ?? []).length, left);
  }
  for (const left of [1, 2]) {
    await page.tap("[data-undo=log]");
    assert.equal((await draftOf(page)).log.length, left);
  }
  assert.deepEqual((await draftOf(page)).log, kept.log);
  assert.equal(await page.locator("[data-undo=log]").isVisible(), false);
  await done();
});

test("the first tap on the notes opens them, though it is what ends the typing; errors show while they are folded", async () => {
  const { page, done } = await visit("story", {});
  const notes = "[data-notes=description]";
  await page.focus("#tousu-description");
  await page.keyboard.insertText("是骗子，不退钱就曝光你。");
  await page.touchscreen.tap(...(await placeOf(page, notes)));
  await page.waitForSelector("[data-code='tone.accusation']");
  assert.equal(await page.getAttribute(notes, "aria-expanded"), "true");
  await page.touchscreen.tap(...(await placeOf(page, notes)));
  assert.equal(await page.locator("[data-code='tone.accusation']").count(), 0);
  await page.fill("#tousu-description", "");
  await page.focus("[data-next]");
  await page.waitForSelector("[data-key=description] .t-error");
  await done();
});

test("going back closes the menu and leaves the step; closing it leaves no trace in the history", async () => {
  const { page, done } = await visit("story");
  await goTo(page, "order");
  const length = await page.evaluate(() => history.length);
  for (const close of [() => page.goBack(), () => page.tap(".p-menu-head button"), () => page.keyboard.press("Escape"), () => page.tap("#menu-button"),
    async () => { const at = await placeOf(page, ".p-menu-head button"); await Promise.all([page.touchscreen.tap(...at), page.touchscreen.tap(...at)]); }]) {
    await openMenu(page);
    assert.equal(await page.evaluate(() => history.length), length + 1);
    await close();
    await page.waitForSelector("#menu", { state: "hidden" });
    assert.deepEqual([await stepOf(page), new URL(page.url()).hash], ["order", "#order"]);
  }
  await page.goBack();
  await page.waitForFunction(() => document.querySelector("tousu-form [data-step]").dataset.step === "story");
  await openMenu(page);
  await page.reload();
  await page.waitForSelector("tousu-form [data-step]");
  await page.evaluate(() => document.querySelector("tousu-form").ready);
  assert.deepEqual([await page.locator("#menu").isVisible(), await stepOf(page)], [false, "story"]);
  await openMenu(page);
  await page.tap("[data-menu=caseNew]");
  await page.waitForFunction(() => document.querySelector("tousu-form [data-step]").dataset.step === "start");
  assert.deepEqual([await draftOf(page), new URL(page.url()).hash], [{}, "#start"]);
  await done();
});

test("an entry of the log complains once its field is left, not when it is added; and it is no moment before it says something", async () => {
  const { page, done } = await visit("review");
  await goTo(page, "follow-up");
  await page.tap("[data-log-add]");
  assert.deepEqual([await page.locator("[data-log] .t-error").count(), await page.locator(".t-moment p:empty").count()], [0, 0]);
  assert.equal(await page.evaluate(() => document.activeElement.id), "tousu-log-0-channel");
  await page.keyboard.press("Tab");
  assert.equal(await page.locator("[data-key='log.0.channel'] .t-error").count(), 1);
  assert.equal(await page.locator("[data-key='log.0.action'] .t-error").count(), 0);
  const [bar, label] = await page.evaluate(() => {
    const cell = document.querySelector("[data-key='log.0.channel']");
    return [cell.getBoundingClientRect().left + parseFloat(getComputedStyle(cell, "::after").left) + 3, cell.querySelector("label").getBoundingClientRect().left];
  });
  assert.ok(bar < label, "the bar stands beside the label");
  await goTo(page, "review");
  await goTo(page, "follow-up");
  assert.equal(await page.locator("[data-log] .t-error").count(), 2, "looked through, all is said");
  await done();
});

test("the review says a warning aloud and folds advice only", async () => {
  const { page, done } = await visit("review", { ...DRAFT, description: `${DRAFT.description}是骗子商家。` });
  const { issues } = await page.evaluate(() => document.querySelector("tousu-form").assessment);
  assert.equal(issues.filter(({ severity }) => severity === "error").length, 0);
  assert.ok(await page.locator("[data-error-summary] [data-code='tone.accusation']").isVisible());
  assert.doesNotMatch(await page.locator("[data-error-summary]").innerText(), /可以去看文书/);
  assert.equal(await page.locator("[data-code='tone.accusation']").count(), 1);
  assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll("details > ul [data-code]")].map((node) => node.dataset.code)), issues.filter(({ severity }) => severity === "advice").map(({ code }) => code));
  await page.tap("[data-code='tone.accusation'] a");
  assert.equal(await page.evaluate(() => document.activeElement.id), "tousu-description");
  await done();
});

test("from the texts: what is missing leads to its field, what was done before goes into the log, a filing goes there once", async () => {
  const { page, done } = await visit("texts");
  await page.evaluate(() => document.querySelector("details:has(.t-radios)").setAttribute("open", ""));
  await page.tap(".t-radios input[value='12315']");
  await page.tap("[data-fold=documents] > summary");
  await page.tap(".t-chips[role=radiogroup] input[value=letter]");
  await page.tap("[data-note=lacking] [data-missing=merchantName]");
  assert.equal(await page.evaluate(() => document.activeElement.id), "tousu-merchantName");

  await goTo(page, "texts");
  await page.evaluate(() => document.querySelector("details:has(.t-radios)").setAttribute("open", ""));
  await page.tap(".t-radios label:has(.t-badge-good)");
  await page.tap("[data-asks='log:merchant'] input[value=askNot]");
  assert.equal(await page.locator("[data-answer]").count(), 0, "who was not there yet has nothing to note");

  const seen = [];
  for (let presses = 0; presses < 2; presses++) {
    await goTo(page, "texts");
    seen.push(await page.locator("[data-filed]").innerText());
    await page.tap("[data-filed]");
    assert.equal(await stepOf(page), "follow-up");
    const { log } = await draftOf(page);
    assert.deepEqual(log.map(({ date, action }) => [date, action]), [[TODAY, "requested-remedy"]]);
  }
  assert.notEqual(seen[0], seen[1], "and the button says so");
  await goTo(page, "texts");
  assert.equal(await page.locator("[data-asks='log:merchant']").count(), 0);
  await done();
});

test("a paste is one line while nothing is undecided", async () => {
  const { page, done } = await visit("start", {});
  const paste = async (text) => {
    await page.evaluate((words) => { navigator.clipboard.readText = async () => words; }, text); // prettier-ignore
    await page.tap("[data-paste-button]");
    await page.waitForSelector("[data-found=orderNumber][data-taken]", { state: "attached" });
  };
  await paste("订单编号：QH20261110004217\n实付款 ¥689.00");
  for (const step of ["start", "order"]) {
    await goTo(page, step);
    assert.equal(await page.locator("[data-paste-said]").innerText(), "已认出 2 项。");
    assert.equal(await page.locator("[data-found=orderNumber]").isVisible(), false);
    assert.equal(await page.locator("[data-paste-all]").isVisible(), false);
  }
  await page.tap("details:has([data-paste]) summary");
  assert.ok(await page.locator("[data-found=orderNumber]").isVisible());
  await page.fill("#tousu-orderNumber", "QH1");
  await goTo(page, "story");
  await goTo(page, "order");
  const shown = () => page.evaluate(() => [...document.querySelectorAll("[data-found]")].filter((row) => row.checkVisibility()).map((row) => [row.dataset.found, row.dataset.taken]));
  assert.deepEqual(await shown(), [["orderNumber", "no"]], "what is to be decided shows");
  await page.tap("[data-paste-field=orderNumber]");
  assert.deepEqual(await shown(), [["orderNumber", "yes"]], "and stays where it is");
  await done();
});
