// A form that stays open over midnight, and one whose draft comes from anywhere.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { open, start } from "./harness.mjs";

const DRAFT = {
  reason: "late-delivery", description: "11月10日买的大衣到今天没有发货，页面写48小时内发货。", miniProgram: "青禾良品", orderNumber: "QH20261110004217",
  purchaseDate: "2026-11-10", productName: "大衣", paidAmount: "689.00", merchantName: "杭州青禾服饰有限公司", remedy: ["refund"],
  contactName: "周宁", contactPhone: "13912345678", evidence: [{ kind: "order-detail", count: 2 }],
  log: [{ date: "2026-11-16", channel: "merchant", action: "submitted" }],
}; // prettier-ignore

let site, page, context, complaints;
before(async () => { site = await start(); });
after(() => site?.close());
beforeEach(async () => {
  ({ page, context, complaints } = await open(site.browser, "about:blank", { now: "2026-11-24T23:50:00+08:00" }));
  await page.goto(`${site.origin}/`);
  await page.evaluate(() => document.querySelector("#tousu").ready);
});
afterEach(() => context.close());

const show = (draft, step) => page.evaluate(([given, to]) => {
  const form = document.querySelector("#tousu");
  form.draft = given;
  form.goTo(to);
}, [draft, step]);

test("today is the day on the wall when somebody comes back, types or copies, however long the page was open", async () => {
  const letter = () => page.locator("[data-body]").innerText();
  await show({ ...DRAFT, log: [] }, "texts");
  assert.match(await letter(), /2026年11月24日/);
  const days = ["2026-11-26", "2026-11-28", "2026-11-30", "2026-12-02", "2026-12-04"];
  const returns = [
    () => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange"))),
    () => page.evaluate(() => dispatchEvent(new Event("pageshow"))),
    () => page.evaluate(() => dispatchEvent(new Event("focus"))),
    () => page.locator("[data-copy=all]").click(),
    () => page.evaluate(() => {
      const form = document.querySelector("#tousu");
      form.goTo("follow-up");
      document.querySelector("[data-log-add]").click();
      form.goTo("texts");
    }),
  ];
  for (const [at, comeBack] of returns.entries()) {
    const day = days[at];
    await context.clock.setFixedTime(`${day}T09:00:00+08:00`);
    await comeBack();
    const [year, month, date] = day.split("-").map(Number);
    await page.waitForFunction((words) => document.querySelector("[data-body]").innerText.includes(words), `${year}年${month}月${date}日`);
    const counted = await page.evaluate(async () => {
      const form = document.querySelector("#tousu");
      const { assess } = await import("/pkg/index.js");
      const left = ({ deadlines }) => deadlines.map(({ id, daysLeft }) => `${id} ${daysLeft}`);
      return [left(form.assessment), left(assess(form.draft, { locale: "zh-CN", today: form.today }))];
    });
    assert.deepEqual(counted[0], counted[1], day);
    assert.ok(counted[0].length > 0);
  }
});

test("a draft from anywhere: every step is drawn, and the archive and the table are made", async () => {
  const hostile = [
    { evidence: [null] }, { evidence: [[], 7, "x", { kind: {} }] }, { evidence: "x" }, { evidence: [{ kind: "order-detail", title: 7, date: {}, note: [], count: {}, shows: 3, file: "a" }] },
    { evidence: [{ kind: "chat-record", file: { name: {}, size: {}, sha256: [] } }] }, { log: [null, { date: {}, channel: 7, action: [] }] }, { log: {} },
    { description: {}, reason: [], productName: 7, remedy: { a: 1 }, purchaseDate: {}, paidAmount: [], contactPhone: true },
    { remedy: ["refund", null, {}], quantity: null },
  ]; // prettier-ignore
  for (const bad of hostile) {
    await show({ ...DRAFT, ...bad }, "start");
    const steps = await page.locator("[data-go]").evaluateAll((all) => [...new Set(all.map((one) => one.dataset.go))]);
    assert.equal(steps.length, 6);
    for (const step of steps) {
      await page.evaluate((to) => document.querySelector("#tousu").goTo(to), step);
      await page.waitForSelector(`[data-step="${step}"] .t-title`);
    }
    await page.evaluate(() => document.querySelector("#tousu").goTo("texts"));
    for (const tool of ["csv", "zip"]) {
      const [download] = await Promise.all([page.waitForEvent("download"), page.locator(`[data-tool="${tool}"]`).evaluate((button) => button.click())]);
      assert.ok(await download.path(), tool);
    }
    assert.deepEqual(complaints, [], JSON.stringify(bad));
  }
});

test("500 exhibits are drawn in portions; what was just added and what has an error is among them", async () => {
  const evidence = Array.from({ length: 500 }, () => ({ kind: "order-detail", count: 1 }));
  evidence[400].count = -3;
  await show({ ...DRAFT, evidence }, "evidence");
  const pieces = page.locator(".t-exhibit");
  await page.waitForSelector(".t-exhibit");
  assert.equal(await pieces.count(), 30);
  await page.locator("[data-more=evidence]").click();
  assert.equal(await pieces.count(), 60);
});

/** Puts records into the page's database, and loads the page anew. */
async function keep(records) {
  await page.evaluate((all) => new Promise((resolve, reject) => {
    const opening = indexedDB.open("tousu");
    opening.onsuccess = () => {
      const transaction = opening.result.transaction("cases", "readwrite");
      for (const record of all) transaction.objectStore("cases").put({ format: 1, meta: {}, ...record });
      transaction.oncomplete = resolve;
      transaction.onerror = reject;
    };
  }), records);
  await page.reload();
  await page.evaluate(() => document.querySelector("#tousu").ready);
}

test("odd records: the torn one is named, the next good one opens, and the menu with its exports is there", async () => {
  const now = Date.parse("2026-11-24T23:00:00+08:00");
  await keep([
    { id: "torn", saved: now, draft: '{"desc' },
    { id: "good", saved: now - 1000, draft: '{"description":"大衣"}' },
    { id: "future", saved: Date.parse("2035-01-01"), draft: '{"description":"2035"}' },
    { id: "huge", saved: 1e20, draft: "{}", meta: { title: {} } },
  ]);
  assert.equal(await page.evaluate(() => document.querySelector("#tousu").draft.description), "大衣");
  assert.match(await page.locator("#notice").innerText(), /损坏/);
  await page.click("#menu-button");
  await page.waitForSelector("[data-menu=exportFile]");
  assert.equal(await page.locator(".p-case").count(), 4);
  assert.deepEqual(await page.locator("[data-menu=clear], #shared").count(), 2);
});

test("import: what is no case is refused, a list past the limits is cut and counted", async () => {
  await page.click("#menu-button");
  const bring = async (value, answer) => {
    if (!(await page.locator("[data-menu=importTextNow]").isVisible())) await page.click("[data-menu=importText]");
    await page.locator(".p-section textarea").fill(JSON.stringify(value));
    await page.click("[data-menu=importTextNow]");
    await page.waitForFunction((words) => document.querySelector(".p-said").textContent.includes(words), answer);
  };
  await bring({ name: "a-package", version: "1.0.0", description: "a library", license: "MIT" }, "不是投诉备份");
  const evidence = Array.from({ length: 20_000 }, () => ({ kind: "order-detail", count: 1 }));
  await bring({ description: "coat", evidence }, "19500");
  assert.equal(await page.evaluate(() => document.querySelector("#tousu").draft.evidence.length), 500);
});

test("the clock steps back a minute between saving and leaving: the last words come back all the same", async () => {
  await page.evaluate(() => {
    const form = document.querySelector("#tousu");
    form.goTo(form.spec.sections.find(({ fields }) => fields.some(({ id }) => id === "description")).id, "description");
  });
  await page.fill("#tousu-description", "先写的");
  await page.waitForSelector("[data-saving=saved]");
  // What is typed now is not acknowledged when the page is left, and is marked with a time before the last save.
  await context.clock.setFixedTime("2026-11-24T23:49:00+08:00");
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("the page is being left", "AbortError");
    };
  });
  await page.fill("#tousu-description", "先写的，后写的");
  await page.waitForSelector("[data-saving=saving]");
  await page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { value: "hidden" });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  const unsaved = JSON.parse(await page.evaluate(() => localStorage.getItem("tousu-unsaved")));
  assert.equal(unsaved.draft.description, "先写的，后写的");
  assert.ok(unsaved.at < unsaved.after, "by the clock it is the older one");
  await page.reload();
  await page.evaluate(() => document.querySelector("#tousu").ready);
  await page.waitForFunction(() => document.querySelector("#tousu").draft.description === "先写的，后写的");
});

test("a device whose date cannot be right gets a remark; one of any year starts", async () => {
  for (const [day, remark] of [["1970-01-02", true], ["2026-12-01", false], ["2035-06-01", true], ["2300-01-01", true]]) {
    const visit = await open(site.browser, `${site.origin}/`, { now: `${day}T12:00:00+08:00` });
    await visit.page.evaluate(() => document.querySelector("#tousu").ready);
    if (remark) await visit.page.waitForSelector("[data-notice=clock]");
    else assert.equal(await visit.page.locator("[data-notice=clock]").count(), 0);
    await visit.context.close();
  }
});
