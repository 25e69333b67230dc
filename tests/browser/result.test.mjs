// The result and the follow-up as a person uses them: copy, send, count down; the day that is the same everywhere; a text changed by
// hand; what the other side answered; what is overdue; the example, which leaves nothing; contact details, which are forgotten.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import * as tousu from "../../www/pkg/index.js";
import { start } from "./harness.mjs";
import { download, draftOf, goTo, ready, stepOf, visit as visitPage } from "./visit.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const NOW = "2026-11-24T12:00:00+08:00";
const TODAY = "2026-11-24";
const DRAFT = {
  reason: "late-delivery", description: "商品页写明付款后48小时内发货，至今没有发出。两次联系客服，对方都只说在催仓库。",
  miniProgram: "青禾良品", orderNumber: "QH20261110004217", purchaseDate: "2026-11-10", productName: "大衣", paidAmount: "689.00",
  merchantName: "杭州青禾服饰有限公司", merchantAddress: "浙江省杭州市余杭区仓前街道葛巷路88号", remedy: ["refund"],
  contactName: "周宁", contactPhone: "13912345678", contactAddress: "江苏省南京市鼓楼区中山北路30号",
}; // prettier-ignore
const asked = (date, replyBy) => ({ date, channel: "merchant", action: "requested-remedy", replyBy });
const OVERDUE = [asked("2026-11-01", "2026-11-04"), { date: "2026-11-05", channel: "12315", action: "submitted" }];

let site;
before(async () => {
  await tousu.ready();
  site = await start();
});
after(() => site?.close());

const visit = (step, draft = DRAFT, options = {}) => visitPage(site, { step, draft, now: NOW, permissions: ["clipboard-read", "clipboard-write"], ...options });
const pasted = (page) => page.evaluate(() => navigator.clipboard.readText());
const words = (page, selector) => page.locator(selector).innerText();

/** What axe finds, what is wider than the screen, and what is too small for a finger. */
async function inspect(page, where) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`), [], where);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wide, 0, `${where} scrolls sideways`);
  const small = await page.evaluate(() =>
    [...document.querySelectorAll("tousu-form .t-body :is(button, summary, label:has(input), select, input:not([type=radio], [type=checkbox]))")]
      .filter((node) => node.getClientRects().length > 0 && node.getBoundingClientRect().height < 44)
      .map((node) => node.outerHTML.slice(0, 80)),
  );
  assert.deepEqual(small, [], `${where} has targets under 44 px`);
}

test("whom, why and by when come first; copied, sent, noted: the countdown runs, and a slip is undone", async () => {
  const { page, done } = await visit("texts");
  const { next } = tousu.assess(DRAFT, { today: TODAY });
  const form = tousu.form();
  const letter = tousu.compose(DRAFT, { today: TODAY, document: next.document, channel: next.channel });
  const top = await words(page, "[data-channel]");
  for (const part of ["先发给：青禾良品客服", form.whys[next.why[0]], "2026年12月1日前答复"]) assert.ok(top.includes(part), `${part} in ${top}`);
  assert.equal(await page.locator("[data-sent]").count(), 0, "nothing is asked before something was copied");
  await page.tap("[data-copy=all]");
  await page.waitForSelector("[data-sent]");
  assert.equal(await pasted(page), letter.shareable);
  await inspect(page, "copied");
  await page.tap("[data-sent]");
  assert.equal(await stepOf(page), "follow-up");
  const { log } = await draftOf(page);
  assert.deepEqual(log, [{ date: TODAY, channel: next.channel, action: "requested-remedy", replyBy: letter.replyBy }]);
  assert.equal(await page.locator("[data-due]").getAttribute("data-due"), letter.replyBy);
  assert.match(await words(page, "[data-now=wait]"), /等青禾良品客服答复[^]*还剩 7 天[^]*2026年12月1日/);
  await inspect(page, "just sent");
  await page.tap("[data-noted-undo]");
  assert.equal((await draftOf(page)).log, undefined);
  await page.waitForSelector("[data-now=empty]");
  await done();
});

test("another day for the answer is the same day in the letter, the log, the countdown and the calendar", async () => {
  const { page, done } = await visit("texts");
  for (const [choose, day, inWords] of [
    [() => page.check("[data-reply] input[value='3']"), "2026-11-27", "2026年11月27日"],
    [() => page.check("[data-reply] input[value='15']"), "2026-12-09", "2026年12月9日"],
    [() => page.fill("[data-reply] input[type=date]", "2026-12-04"), "2026-12-04", "2026年12月4日"],
  ]) {
    await choose();
    await page.waitForSelector(`[data-reply-by="${day}"]`);
    const letter = await words(page, "[data-body]");
    assert.ok(letter.includes(inWords) && !letter.includes("2026年12月1日"), letter);
  }
  // Not before tomorrow, and no year out of the world.
  for (const day of ["2026-11-24", "9999-01-01"]) await page.fill("[data-reply] input[type=date]", day);
  assert.equal(await page.inputValue("[data-reply] input[type=date]"), "2026-12-04");
  await page.tap("[data-filed]");
  const draft = await draftOf(page);
  assert.equal(draft.log[0].replyBy, "2026-12-04");
  assert.equal(await page.locator("[data-due]").getAttribute("data-due"), "2026-12-04");
  assert.match(await words(page, "[data-deadline=merchant-reply]"), /2026年12月4日/);
  assert.ok(tousu.calendar(draft, { today: TODAY }).includes("DTSTART;VALUE=DATE:20261204"));
  await goTo(page, "texts");
  assert.ok((await words(page, "[data-body]")).includes("2026年12月4日"), "and the letter still says so");
  await done();
});

test("a text changed by hand is kept, marked, copied as it is, does not follow in silence, and can be taken back", async () => {
  const { page, done } = await visit("texts");
  const before = await words(page, "[data-body]");
  await page.tap("[data-edit]");
  await page.fill("textarea[data-body]", "我自己写的：<b>请退款</b> & 谢谢");
  await page.tap("[data-edit]");
  await goTo(page, "review");
  await goTo(page, "texts");
  assert.equal(await words(page, "[data-body]"), "我自己写的：<b>请退款</b> & 谢谢");
  assert.ok(await page.locator(".t-letter-head >> text=已改过").isVisible());
  await page.tap("[data-copy=all]");
  await page.waitForSelector("[data-sent]");
  assert.equal(await pasted(page), "我自己写的：<b>请退款</b> & 谢谢");
  assert.equal(await page.locator("[data-note=outdated]").count(), 0);
  // A field changes: the text stays, and says that it has not followed.
  await goTo(page, "order");
  await page.fill("#tousu-productName", "羽绒服");
  await goTo(page, "texts");
  await page.waitForSelector("[data-note=outdated]");
  await page.tap("[data-edit-back]");
  assert.equal(await words(page, "[data-body]"), before.replaceAll("大衣", "羽绒服"));
  assert.equal(await page.locator("[data-edit-back]").count(), 0);
  // Another complaint has none of it.
  await page.tap("[data-edit]");
  await page.fill("textarea[data-body]", "只属于这一份");
  await page.evaluate((draft) => { document.querySelector("tousu-form").draft = { ...draft, orderNumber: "QH2" }; }, DRAFT); // prettier-ignore
  await page.waitForFunction(() => document.querySelector("tousu-form").draft.orderNumber === "QH2");
  await goTo(page, "review");
  await goTo(page, "texts");
  assert.ok(!(await words(page, "[data-body]")).includes("只属于"));
  await done();
});

test("a text changed by hand, and the question whether it was sent, outlive a reload, travel with the backup and belong to one complaint", async () => {
  const { page, done } = await visit("texts");
  const mine = "这是我自己改过的文字，请退款。";
  const saved = () => page.waitForSelector('[data-saving="saved"]', { state: "attached" });
  await page.tap("[data-edit]");
  await page.fill("textarea[data-body]", mine);
  await page.tap("[data-edit]");
  await page.tap("[data-copy=all]");
  await page.waitForSelector("[data-sent]");
  await page.evaluate(() => document.querySelector("tousu-form").flush());
  await saved();
  await page.reload();
  await ready(page);
  await goTo(page, "texts");
  await page.waitForSelector("[data-sent]");
  assert.equal(await words(page, "[data-body]"), mine);
  assert.ok(await page.locator(".t-letter-head >> text=已改过").isVisible());
  // As a text: into another complaint of this device.
  await page.click("#menu-button");
  await page.click("[data-menu=exportText]");
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).includes('"tousu"'));
  const backup = await pasted(page);
  await page.click("[data-menu=caseNew]");
  await page.waitForSelector("#menu[hidden]", { state: "attached" });
  assert.equal(await page.evaluate(() => document.querySelector("tousu-form").texts), undefined);
  await page.click("#menu-button");
  if (!(await page.locator("[data-menu=importTextNow]").isVisible())) await page.click("[data-menu=importText]");
  await page.fill("#menu textarea", backup);
  await page.click("[data-menu=importTextNow]");
  await page.waitForFunction((day) => document.querySelector("tousu-form").draft.purchaseDate === day, DRAFT.purchaseDate);
  if (!(await page.locator("#menu").isHidden())) await page.click("#menu-button");
  await goTo(page, "texts");
  assert.equal(await words(page, "[data-body]"), mine);
  // What anybody may have written into a file is read as nothing.
  for (const texts of [{ edits: [1] }, { edits: { "": { base: 1 } } }, { edits: "x", copied: {} }, []]) {
    await page.evaluate((given) => { document.querySelector("tousu-form").texts = given; }, texts); // prettier-ignore
    await page.waitForFunction((text) => document.querySelector("[data-body]").innerText !== text, mine);
    assert.equal(await page.locator("[data-edit-back], [data-sent]").count(), 0);
  }
  await done();
});

test("what was answered on the way is not asked again, and a merchant that waits is no call", async () => {
  const { page, done } = await visit("story");
  await page.tap("[data-key=contacted] label:has([value=contactedNot])");
  await goTo(page, "texts");
  await page.waitForSelector("[data-channel=merchant]");
  assert.equal(await page.locator("[data-asks^='log:']").count(), 0);
  await goTo(page, "story");
  await page.tap("[data-key=contacted] label:has([value=contactedSilent])");
  await page.tap("[data-key=contacted] label:has([value=today])");
  await goTo(page, "texts");
  assert.equal(await page.evaluate(() => document.querySelector("tousu-form").assessment.next.kind), "wait");
  assert.match(await words(page, "[data-channel] h3"), /^发给：青禾良品客服$/);
  await done();
});

test("who has complained already says where and when in one place, and sees what to do", async () => {
  const { page, done } = await visit("start", {});
  await page.tap("[data-filed-before]");
  await page.waitForSelector("[data-now=empty]");
  await page.tap(".t-filed label:has([value='12315'])");
  assert.equal(await page.isDisabled("[data-filed-note]"), true, "no day is no entry");
  await page.fill("#tousu-filed-day", "2026-11-03");
  await inspect(page, "filed before");
  await page.tap("[data-filed-note]");
  await page.waitForSelector("[data-now=chase]");
  assert.deepEqual((await draftOf(page)).log, [{ date: "2026-11-03", channel: "12315", action: "submitted" }]);
  assert.equal(await page.evaluate(() => document.activeElement === document.querySelector(".t-title")), true);
  await done();
});

test("a notice at the top covers neither heading nor card", async () => {
  const { page, done } = await visit("texts");
  await page.tap("[data-filed]");
  await page.waitForSelector("#notice[data-notice=contact]");
  await page.waitForFunction(() => {
    const bottom = document.querySelector("#notice").getBoundingClientRect().bottom;
    return document.querySelector("tousu-form .t-title").getBoundingClientRect().top >= bottom;
  });
  await done();
});

test("what goes with the Chinese text is Chinese on the English page too", async () => {
  const evidence = [{ kind: "order-detail", count: 1 }, { kind: "chat-record", count: 2 }];
  const { page, done } = await visit("texts", { ...DRAFT, evidence }, { locale: "en" });
  await page.waitForSelector("[data-reading]");
  const { name, bytes } = await download(page, "[data-tool=csv]");
  assert.equal(name, "大衣 证据目录.csv", "the name tells one complaint from another");
  const [head, first] = bytes.toString("utf8").replace(/^\ufeff/, "").replaceAll('"', "").split("\r\n");
  assert.ok(head.startsWith("编号,证据,名称"), head);
  assert.ok(first.startsWith("1,订单详情"), first);
  const { bytes: archive } = await download(page, "[data-tool=zip]");
  const names = archive.toString("utf8").match(/(文书|证据)\/[^\0]*?\.(txt|csv)/g) ?? [];
  assert.ok(names.some((name) => name.startsWith("文书/")) && names.includes("证据/证据目录.csv"), names.join());
  await done();
});

test("short and full are one tap apart, and what is shown is what is copied", async () => {
  const { page, done } = await visit("texts");
  const of = (version) => tousu.compose(DRAFT, { today: TODAY, document: "negotiation", channel: "merchant", version });
  assert.equal(await words(page, "[data-body]"), of("full").body);
  await page.check(".t-segments input[value=short]");
  assert.equal(await words(page, "[data-body]"), of("short").body);
  assert.ok(of("short").length <= 200);
  await page.tap("[data-copy=all]");
  await page.waitForSelector("[data-sent]");
  assert.equal(await pasted(page), of("short").shareable);
  await done();
});

test("on the English page Chinese is sent, with the English beside it", async () => {
  const { page, done } = await visit("texts", DRAFT, { locale: "en", viewport: { width: 1024, height: 900 } });
  const of = (language) => tousu.compose(DRAFT, { today: TODAY, locale: "en", language, document: "negotiation", channel: "merchant" });
  await page.waitForSelector("[data-reading]");
  assert.equal(await words(page, "[data-body]"), of("zh-CN").body);
  assert.ok((await words(page, "[data-reading]")).includes(of("en").shareable));
  const [sent, reading] = await Promise.all(["[data-body]", "[data-reading]"].map((place) => page.locator(place).boundingBox()));
  assert.ok(reading.x >= sent.x + sent.width && Math.abs(reading.y - sent.y) < 2, "side by side");
  await page.click("[data-copy=all]");
  await page.waitForSelector("[data-sent]");
  assert.equal(await pasted(page), of("zh-CN").shareable);
  await inspect(page, "English");
  await done();
});

test("the question that would change the advice is answered in its place", async () => {
  const { page, done } = await visit("texts");
  await page.tap("[data-asks='log:merchant'] input[value=askGone]");
  await page.fill("[data-asks] input[type=date]", "2026-11-20");
  await page.tap("[data-answer]");
  const draft = await draftOf(page);
  assert.deepEqual(draft.log, [{ date: "2026-11-20", channel: "merchant", action: "unreachable" }]);
  const { next } = tousu.assess(draft, { today: TODAY });
  assert.notEqual(next.channel, "merchant");
  assert.equal(await page.locator("[data-channel]").getAttribute("data-channel"), next.channel);
  await inspect(page, "after the answer");
  await done();
});

test("the share sheet, where there is one, takes the same text and asks the same question", async () => {
  const { page, context, done } = await visit("texts", null);
  assert.equal(await page.locator("[data-share]").count(), 0, "hidden where there is none");
  await context.addInitScript(() => {
    navigator.share = async (given) => { globalThis.shared = given; }; // prettier-ignore
  });
  await page.reload();
  await ready(page);
  await page.evaluate((given) => { document.querySelector("tousu-form").draft = given; }, DRAFT); // prettier-ignore
  await page.tap("[data-share]");
  await page.waitForSelector("[data-sent]");
  const { text } = await page.evaluate(() => globalThis.shared);
  assert.equal(text, tousu.compose(DRAFT, { today: TODAY, document: "negotiation", channel: "merchant" }).shareable);
  await done();
});

test("what is overdue comes first: by how many days, the call, the reminder copied and noted in one place", async () => {
  const draft = { ...DRAFT, log: OVERDUE };
  const { page, done } = await visit("follow-up", draft);
  assert.match(await words(page, "[data-now=chase]"), /12315 已超期 8 天：先催办/);
  assert.equal(await page.locator("[data-now] a[href='tel:12315']").count(), 1);
  await inspect(page, "overdue");
  await page.tap("[data-copy=chase]");
  await page.waitForSelector("[data-now] [data-sent]");
  assert.equal(await pasted(page), tousu.compose(draft, { today: TODAY, document: "follow-up", channel: "12315" }).shareable);
  await page.tap("[data-now] [data-sent]");
  const { log } = await draftOf(page);
  assert.deepEqual([log.length, log[2].channel, log[2].date], [3, "12315", TODAY]);
  await page.waitForSelector("[data-now=wait]");
  await done();
});

test("their message is pasted: the excuse is recognised by its words, the advice on it read, the answer noted, the next step changed", async () => {
  const draft = { ...DRAFT, log: [asked("2026-11-20", "2026-11-30")] };
  const { page, done } = await visit("follow-up", draft);
  const message = "亲，特价商品不退的哦";
  const { excuse } = tousu.recognize(message, { today: TODAY });
  const spec = tousu.form().excuses.find(({ id }) => id === excuse.id);
  await page.tap("[data-answering] summary");
  await page.fill("[data-answering] textarea", "今天天气不错");
  assert.equal(await page.locator("[data-excuse]").getAttribute("data-excuse"), "");
  await page.fill("[data-answering] textarea", message);
  assert.equal(await page.locator("[data-excuse]").getAttribute("data-excuse"), excuse.id);
  assert.deepEqual(await page.locator("[data-excuse] mark").allInnerTexts(), excuse.spans.map(([from, to]) => message.slice(from, to)));
  const advice = await words(page, "[data-answering] dl");
  assert.ok(advice.includes(spec.holds) && advice.includes(spec.reply), advice);
  await inspect(page, "an answer");
  await page.tap("[data-answer-note]");
  const { log } = await draftOf(page);
  assert.deepEqual(log[1], { date: TODAY, channel: "merchant", action: "replied", excuse: excuse.id });
  assert.equal(await page.locator("[data-now]").getAttribute("data-now"), tousu.assess({ ...draft, log }, { today: TODAY }).next.kind);
  await page.tap("[data-write]");
  assert.equal(await stepOf(page), "texts");
  assert.ok((await words(page, "[data-body]")).includes(spec.reply), "the next text asks it in return");
  await done();
});

test("limits of years are folded away", async () => {
  const { page, done } = await visit("follow-up", { ...DRAFT, log: [asked("2026-11-20", "2026-11-30")] });
  assert.equal(await page.locator("[data-deadline=limitation]").isVisible(), false);
  assert.equal(await page.locator("[data-deadline=merchant-reply]").isVisible(), true);
  await page.tap("[data-fold=limits] > summary");
  assert.equal(await page.locator("[data-deadline=limitation]").isVisible(), true);
  await done();
});

test("complaints under way are cards with state, next date and sum; what is overdue is first, and opens at its follow-up", async () => {
  const { page, done } = await visit("start", { ...DRAFT, log: [asked("2026-11-20", "2026-11-30")] });
  const add = async (draft) => {
    await page.click("#menu-button");
    await page.click("[data-menu=caseNew]");
    await page.waitForSelector("#menu[hidden]", { state: "attached" });
    await page.evaluate(async (given) => {
      const form = document.querySelector("tousu-form");
      form.draft = given;
      await form.storage.save(given);
    }, draft);
  };
  await add({ ...DRAFT, productName: "靴子", paidAmount: "320", log: OVERDUE });
  await add({ ...DRAFT, productName: "帽子" });
  await page.click("#menu-button");
  await page.waitForSelector("#menu:not([hidden]) [data-case]");
  const cards = await page.locator("#menu [data-case]").allInnerTexts();
  assert.deepEqual(cards.map((card) => /靴子|大衣|帽子/.exec(card)[0]), ["靴子", "大衣", "帽子"]);
  assert.match(cards[0], /¥320[^]*12315 已超期 8 天/);
  assert.match(cards[1], /¥689\.00[^]*等商家 · 还剩 6 天[^]*2026年11月30日/);
  assert.match(cards[2], /还没发出/);
  await page.locator("#menu [data-case] .p-case-open").first().click();
  await page.waitForSelector("#menu[hidden]", { state: "attached" });
  assert.equal(await stepOf(page), "follow-up");
  assert.match(await words(page, "[data-now]"), /已超期 8 天/);
  await done();
});

test("the example is one tap away, says that it is one in both languages, and leaves nothing", async () => {
  const { page, done } = await visit("start", { ...DRAFT, productName: "大衣" });
  const storage = () =>
    page.evaluate(async () => {
      const rows = [];
      for (const { name } of await indexedDB.databases()) {
        const db = await new Promise((done) => { const asked = indexedDB.open(name); asked.onsuccess = () => done(asked.result); }); // prettier-ignore
        for (const store of db.objectStoreNames) {
          rows.push(JSON.stringify(await new Promise((done) => { const all = db.transaction(store).objectStore(store).getAll(); all.onsuccess = () => done(all.result); }))); // prettier-ignore
        }
        db.close();
      }
      return JSON.stringify([rows, { ...localStorage }, { ...sessionStorage }]);
    });
  const before = await draftOf(page);
  await page.tap("[data-tool=example]");
  await page.waitForSelector("#notice[data-notice=example]");
  assert.equal(await stepOf(page), "texts");
  const example = await draftOf(page);
  assert.notDeepEqual(example, before);
  assert.equal(tousu.assess(example, { today: TODAY }).ready, true, "the example is whole");
  await inspect(page, "the example");
  await goTo(page, "order");
  await page.fill("#tousu-productName", "示例里改过的字");
  await page.waitForSelector("[data-saving=temporary]", { state: "attached" });
  await page.click("#language");
  await page.waitForSelector("html[lang=en]");
  assert.match(await words(page, "#notice"), /example/);
  await page.click("#language");
  await page.waitForSelector("html[lang=zh-CN]");
  for (const text of ["示例里改过的字", example.orderNumber]) assert.ok(!(await storage()).includes(text), text);
  await page.locator("#notice button").click();
  await page.waitForFunction(() => document.querySelector("tousu-form [data-step]").dataset.step === "start");
  assert.deepEqual(await draftOf(page), before);
  assert.equal(await page.locator("#notice").isVisible(), false);
  await page.reload();
  await ready(page);
  assert.deepEqual(await draftOf(page), before);
  await done();
});

test("contact details are remembered only when asked for, fill a new complaint, and are forgotten by one tap", async () => {
  const { page, done } = await visit("texts");
  const kept = () => page.evaluate(() => localStorage.getItem("tousu-contact"));
  await page.tap("[data-filed]");
  await page.waitForSelector("#notice[data-notice=contact]");
  assert.equal(await kept(), null, "nothing before the answer");
  await page.locator("#notice button").first().click();
  const { contactName, contactPhone, contactAddress } = DRAFT;
  assert.deepEqual(JSON.parse(await kept()), { contactName, contactPhone, contactAddress });
  await page.click("#menu-button");
  await page.click("[data-menu=caseNew]");
  await page.waitForSelector("#menu[hidden]", { state: "attached" });
  assert.deepEqual(await draftOf(page), { contactName, contactPhone, contactAddress });
  await page.click("#menu-button");
  await page.click("[data-menu=contact]");
  assert.equal(await kept(), null);
  await page.click("[data-menu=caseNew]");
  await page.waitForSelector("#menu[hidden]", { state: "attached" });
  assert.deepEqual(await draftOf(page), {});
  await done();
});

test("every screen holds at 320 px, in the dark, and with every fold open", async () => {
  for (const [step, draft] of [["texts", DRAFT], ["follow-up", DRAFT], ["follow-up", { ...DRAFT, log: OVERDUE }], ["follow-up", { ...DRAFT, log: [asked("2026-11-20", "2026-11-30"), { date: TODAY, channel: "merchant", action: "resolved" }] }]]) {
    const { page, done } = await visit(step, draft, { viewport: { width: 320, height: 640 }, colorScheme: "dark" });
    await page.evaluate(() => { for (const fold of document.querySelectorAll("tousu-form details")) fold.open = true; }); // prettier-ignore
    await inspect(page, `${step} at 320 px`);
    await done();
  }
});
