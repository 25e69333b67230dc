/**
 * Prints the main-thread time of a key press: in the page's description, and in the text area of an empty page, in the
 * same Chromium. The difference is what the form costs. Below: what a change of step costs, to the painted frame.
 *
 *     node tests/bench/keys.mjs [folder of the built page, by default www]
 */

import { open, PHONE, start } from "../browser/harness.mjs";

/** Characters typed in each round, and rounds; the median round counts. */
const KEYS = 200;
const ROUNDS = 3;
const STORY = "11月3日下单，商家说48小时内发货，到今天没有发货，客服不回复，要求退款。";
/** A complaint that is filled in as far as the description. */
const DRAFT = {
  miniProgram: "小满家居",
  merchantName: "杭州小满家居有限公司",
  orderNumber: "NB20261103000712",
  purchaseDate: "2026-11-03",
  productName: "羽绒服",
  paidAmount: "669.00",
  reason: "late-delivery",
  description: "等了三周还没有发货。",
  evidence: [{ kind: "order-detail", count: 2 }, { kind: "chat-record", count: 3 }],
  log: [{ date: "2026-11-10", channel: "merchant", action: "contacted" }],
};
/** Steps in the order in which they are changed. */
const STEPS = ["order", "evidence", "texts", "follow-up", "start", "story"];
const VIEWPORTS = { phone: PHONE, desktop: { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1, isMobile: false, hasTouch: false } };

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

/** The processor time of the main thread so far, in ms: what other programs take away from it does not count. */
async function clockOf(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return async () => (await session.send("Performance.getMetrics")).metrics.find(({ name }) => name === "TaskDuration").value * 1000;
}

/** Milliseconds of the main thread for each change of step: the median of the rounds, for each step. */
async function change(page) {
  const busy = await clockOf(page);
  const costs = {};
  for (let round = -1; round < ROUNDS; round++)
    for (const step of STEPS) {
      const before = await busy();
      await page.evaluate((id) => {
        document.querySelector("tousu-form").goTo(id);
        return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      }, step);
      if (round >= 0) (costs[step] ??= []).push((await busy()) - before);
      await page.waitForTimeout(300);
    }
  return Object.entries(costs).map(([step, rounds]) => [step, median(rounds)]);
}

/** Milliseconds of the main thread for each key of a round, in the text area that has the focus. */
async function type(page) {
  const busy = await clockOf(page);
  const rounds = [];
  for (let round = -1; round < ROUNDS; round++) {
    const before = await busy();
    for (let key = 0; key < KEYS; key++) {
      await page.keyboard.insertText(STORY[key % STORY.length]);
      // As a fast hand types; and what waits for a pause does not run.
      await page.waitForTimeout(20);
    }
    // The first round warms it up.
    if (round >= 0) rounds.push(((await busy()) - before) / KEYS);
    await page.evaluate((text) => {
      const area = document.activeElement;
      area.value = text;
      area.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }, DRAFT.description);
  }
  return median(rounds);
}

const site = await start(process.argv[2]);
try {
  for (const [name, options] of Object.entries(VIEWPORTS)) {
    const empty = await open(site.browser, "about:blank", options);
    await empty.page.setContent("<!doctype html><textarea rows=5></textarea>");
    await empty.page.locator("textarea").focus();
    const floor = await type(empty.page);
    await empty.context.close();

    const { page, context } = await open(site.browser, site.origin, options);
    await page.waitForSelector("tousu-form [data-step]");
    await page.evaluate(async (draft) => {
      const form = document.querySelector("tousu-form");
      await form.ready;
      form.draft = draft;
      form.goTo(form.spec.sections.find(({ fields }) => fields.some(({ id }) => id === "description")).id, "description");
    }, DRAFT);
    const form = await type(page);
    const steps = await change(page);
    await context.close();
    const column = (value) => `${value.toFixed(2)} ms`.padStart(10);
    console.log(`${name.padEnd(8)} form ${column(form)}   empty page ${column(floor)}   difference ${column(form - floor)}`);
    console.log(`${name.padEnd(8)} change of step to ${steps.map(([step, cost]) => `${step} ${cost.toFixed(1)} ms`).join(", ")}`);
  }
} finally {
  await site.close();
}
