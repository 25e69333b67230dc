// The five screens: each fault that trying the page as a new user showed, and what five jobs cost.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { JOBS, doJob } from "../tools/jobs.mjs";
import { start, WWW } from "./harness.mjs";
import { draftOf, goTo, stepOf, visit as visitPage } from "./visit.mjs";

const NOW = "2026-11-24T12:00:00+08:00";
const DRAFT = {
  reason: "late-delivery", description: "11月10日买的大衣到今天没有发货，11月16日联系客服，一直没有回复。",
  orderNumber: "QH20261110004217", purchaseDate: "2026-11-10", productName: "大衣", paidAmount: "689.00",
  remedy: ["refund"], contactName: "周宁", contactPhone: "13912345678",
}; // prettier-ignore
const PHOTO = readFileSync(join(WWW, "icons/apple.png"));
const SCREENS = ["start", "story", "order", "evidence", "texts", "follow-up"];

let site;
before(async () => { site = await start(); }); // prettier-ignore
after(() => site?.close());

const visit = (options) => visitPage(site, { now: NOW, ...options });
const photo = (n) => ({ name: `IMG_${n}.jpg`, mimeType: "image/jpeg", buffer: Buffer.concat([PHOTO, Buffer.from([n])]) });
const saved = (page) => page.waitForSelector('[data-saving="saved"]', { state: "attached" });

for (const [name, job] of Object.entries(JOBS))
  test(`what a job costs: ${name}`, async () => {
    const { taps, characters, scrolled, copied } = await doJob(site, job);
    assert.ok(copied.length > 60, copied);
    assert.ok(taps <= job.taps, `${taps} taps`);
    assert.ok(characters <= (job.characters ?? Infinity), `${characters} characters`);
    assert.ok(scrolled <= (job.screens ?? Infinity), `${scrolled} screens`);
  });

test("the page draws every section of the catalogue on one screen, and every reason behind one problem", async () => {
  const { page, done } = await visit();
  const { sections, steps, reasons, problems } = await page.evaluate(async () => {
    const form = document.querySelector("tousu-form");
    const named = await fetch("pkg/element.js").then(() => [...document.querySelectorAll("[data-problem]")].map((node) => node.dataset.problem));
    return { sections: form.spec.sections.map(({ id }) => id), steps: form.steps, reasons: form.spec.reasons.map(({ id }) => id), problems: named };
  });
  const drawn = steps.flatMap((step) => step.sections);
  for (const section of sections) assert.equal(drawn.filter((one) => one === section).length, 1, section);
  const data = JSON.parse(readFileSync(new URL("../../www/lib/element/problems.json", import.meta.url), "utf8"));
  assert.deepEqual(problems, data.map(({ id }) => id));
  assert.deepEqual(data.flatMap((problem) => problem.reasons).sort(), reasons.sort());
  await done();
});

test("a problem leads to its reasons, with its advice below; the other reasons are one tap away", async () => {
  const { page, done } = await visit();
  const shown = () => page.evaluate(() => [...document.querySelectorAll("[data-key=reason] input")].filter((node) => node.checkVisibility()).map((node) => node.value));
  await page.tap("[data-problem=nothing]");
  assert.equal(await stepOf(page), "story");
  assert.deepEqual(await shown(), ["late-delivery", "not-received"]);
  assert.equal(await page.evaluate(() => document.activeElement.matches("[data-key=reason] input")), true);
  await page.tap("[data-key=reason] label:has([value=not-received])");
  assert.match(await page.locator("[data-key=reason] .t-notes").innerText(), /没收到/);
  await page.tap("[data-key=reason] summary");
  assert.equal((await shown()).length, 16);
  await goTo(page, "start");
  await page.waitForTimeout(450);
  await page.tap("[data-problem=refund]");
  assert.deepEqual([(await draftOf(page)).reason, await shown()], ["refund-refused", ["refund-refused"]]);
  await done();
});

test("whether the merchant was contacted goes into the log, and drives the channel", async () => {
  const { page, done } = await visit({ step: "story", draft: DRAFT });
  const answer = (value) => page.tap(`[data-key=contacted] label:has([value=${value}])`);
  const advised = () => page.evaluate(() => document.querySelector("tousu-form").assessment.channels.find(({ recommended }) => recommended).id);
  assert.equal(await advised(), "merchant");
  await answer("contactedSilent");
  assert.deepEqual((await draftOf(page)).log, [{ channel: "merchant", action: "contacted" }], "no day is made up");
  assert.equal(await page.locator("[data-key=contacted] .t-error").count(), 0, "no error before the day was left");
  await answer("dayBefore");
  await answer("contactedGone");
  assert.deepEqual((await draftOf(page)).log, [{ channel: "merchant", action: "unreachable", date: "2026-11-22" }]);
  assert.notEqual(await advised(), "merchant", "who is gone is not written to");
  await page.fill("#tousu-contacted-date", "2026-11-16");
  await goTo(page, "order");
  await goTo(page, "story");
  assert.equal(await page.isChecked("[data-key=contacted] [value=contactedGone]"), true);
  await answer("contactedNot");
  assert.equal((await draftOf(page)).log, undefined);
  await done();
});

test("a blank form has no errors, it lacks; what the channel lacks is counted, and nothing complains before it was left", async () => {
  const { page, done } = await visit();
  for (const step of SCREENS) {
    await goTo(page, step);
    assert.equal(await page.locator("tousu-form .t-error").filter({ visible: true }).count(), step === "texts" ? await page.locator("[data-error-summary] .t-error").count() : 0, step);
    assert.doesNotMatch(await page.locator("tousu-form").innerText(), /处错误|处要改/, step);
  }
  const lacking = await page.evaluate(() => document.querySelector("tousu-form").assessment.channels.find(({ recommended }) => recommended).missing);
  await goTo(page, "order");
  const here = lacking.filter((key) => !["reason", "description", "remedy"].includes(key));
  assert.equal(await page.locator("[data-lacking-count]").first().getAttribute("data-lacking-count"), String(here.length));
  await page.tap(`[data-lacking-count] [data-missing=${here[0]}]`);
  assert.equal(await page.evaluate(() => document.activeElement.id), `tousu-${here[0]}`);
  await page.fill(`#tousu-${here[0]}`, "大衣");
  assert.equal(await page.locator("[data-lacking-count]").first().getAttribute("data-lacking-count"), String(here.length - 1));
  await done();
});

test("what the case needs asked is never folded away", async () => {
  const { page, done } = await visit({ step: "story", draft: { reason: "auto-renewal", description: "我妈的手机每月自动扣费25元，她从来没有开通过，是她付的钱。" } });
  const asked = await page.evaluate(() => document.querySelector("tousu-form").assessment.asked);
  assert.ok(asked.length > 0);
  const seen = [];
  for (const step of ["story", "order"]) {
    await goTo(page, step);
    seen.push(...(await page.evaluate(() => [...document.querySelectorAll("tousu-form [data-key]")].filter((node) => node.checkVisibility()).map((node) => node.dataset.key))));
  }
  for (const key of asked) assert.ok(seen.includes(key), key);
  await done();
});

test("a paste is read where it is: its text stays folded, its result stands below the button, all of it is taken by one tap", async () => {
  const { page, done } = await visit();
  await page.evaluate(() => { navigator.clipboard.readText = async () => `收件人 周宁 13912345678\n订单编号：QH20261110004217\n${"说明\n".repeat(200)}`; }); // prettier-ignore
  await page.tap("[data-paste-button]");
  await page.waitForSelector("[data-paste-all]:visible");
  const { bottom } = await page.evaluate(() => document.querySelector("[data-paste-all]").getBoundingClientRect());
  assert.ok(bottom < 740, `the result is in view: ${bottom}`);
  assert.equal(await page.locator("[data-paste]").isVisible(), false);
  await page.tap("[data-paste-all]");
  const { contactName, contactPhone, orderNumber } = await draftOf(page);
  assert.deepEqual([contactName, contactPhone, orderNumber], ["周宁", "13912345678", "QH20261110004217"]);
  assert.equal(await page.locator("[data-paste-all]").isVisible(), false);
  await page.tap("details:has([data-paste]) summary");
  assert.ok((await page.locator("[data-paste]").boundingBox()).height < 150);
  await done();
});

test("where the clipboard is refused, the hint is for the hand at hand: a finger, or keys", async () => {
  for (const [options, is, not] of [[{}, /长按/, /Ctrl/], [{ isMobile: false, hasTouch: false, viewport: { width: 1280, height: 800 } }, /Ctrl\+V/, /长按/]]) {
    const { page, done } = await visit(options);
    await page.evaluate(() => { navigator.clipboard.readText = () => Promise.reject(new DOMException("", "NotAllowedError")); }); // prettier-ignore
    await page.click("[data-paste-button]");
    const said = page.locator("[data-paste-said]");
    await page.waitForFunction(() => document.querySelector("[data-paste-said]").textContent !== "");
    assert.match(await said.innerText(), is);
    assert.doesNotMatch(await said.innerText(), not);
    // Some browsers fill in with a change event alone.
    await page.evaluate(() => {
      const area = document.querySelector("[data-paste]");
      area.value = "订单编号：QH20261110004217";
      area.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await page.waitForFunction(() => document.querySelector("tousu-form").draft.orderNumber === "QH20261110004217");
    await done();
  }
});

test("a screenshot picked at the start is evidence, and the way to its text is shown", async () => {
  const { page, done } = await visit();
  await page.setInputFiles("[data-screenshot]", [photo(1)]);
  await page.waitForFunction(() => document.querySelector("tousu-form").draft.evidence?.[0]?.file);
  const [{ kind, file }] = (await draftOf(page)).evidence;
  assert.deepEqual([kind, file.name], ["order-detail", "IMG_1.jpg"]);
  assert.match(await page.locator("[role=status]:has-text('提取文字')").innerText(), /长按/);
  await done();
});

test("photos: several at once as a grid, one that cannot be kept does not lose the others, each kind can be changed", async () => {
  const { page, done } = await visit({ step: "evidence", draft: DRAFT });
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (value, ...rest) {
      if (value?.name === "IMG_2.jpg") throw new DOMException("unreadable", "DataError");
      return put.call(this, value, ...rest);
    };
  });
  await page.setInputFiles("[data-add-files]", [1, 2, 3].map(photo));
  await page.waitForSelector("[data-files-said]:has-text('IMG_2.jpg')");
  assert.match(await page.locator("[data-files-said]").innerText(), /已添加 2 个/);
  assert.deepEqual((await draftOf(page)).evidence.map(({ file }) => file.name), ["IMG_1.jpg", "IMG_3.jpg"]);
  await page.waitForFunction(() => document.querySelectorAll(".t-thumb img").length === 2);
  const { width, height } = await page.locator(".t-thumb").first().boundingBox();
  assert.ok(width >= 96 && height === 96, `${width} × ${height}`);
  await page.selectOption('[data-index="1"] select', "chat-record");
  assert.equal((await draftOf(page)).evidence[1].kind, "chat-record");
  await page.tap('[data-index="1"] .t-thumb');
  const sheet = await page.locator("[data-sheet]").boundingBox();
  assert.deepEqual([sheet.x, sheet.y, sheet.width, sheet.height], [0, 0, 360, 740], "in the whole window");
  assert.equal(await page.locator(".p-hash").isVisible(), false, "the checksum is behind the details");
  await page.keyboard.press("Escape");
  await page.waitForSelector("[data-sheet]", { state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement.className), "t-thumb");
  assert.doesNotMatch(await page.locator("tousu-form").innerText(), /\d+ 分|\+\d+/, "no points");
  assert.match(await page.locator("[data-lacking] summary").innerText(), /最缺：.+\s*怎么截/);
  await done();
});

test("forty photos: the records of a complaint are read once, not once for every exhibit", async () => {
  const { page, done } = await visit({ step: "evidence", draft: DRAFT });
  await page.evaluate(() => {
    window.read = 0;
    const { getAll } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.getAll = function (...given) {
      const request = getAll.apply(this, given);
      if (this.name === "files") request.addEventListener("success", () => { window.read += request.result.length; }); // prettier-ignore
      return request;
    };
  });
  await page.setInputFiles("[data-add-files]", Array.from({ length: 40 }, (_, n) => photo(n)));
  await page.waitForFunction(() => document.querySelector("tousu-form").draft.evidence?.length === 40);
  await goTo(page, "story");
  await goTo(page, "evidence");
  await page.waitForFunction(() => document.querySelectorAll(".t-thumb img").length >= 30);
  assert.ok((await page.evaluate(() => window.read)) <= 40, `${await page.evaluate(() => window.read)} records`);
  await done();
});

test("a picture dropped anywhere is taken as evidence, and the page stays", async () => {
  const { page, done } = await visit({ step: "story", draft: DRAFT });
  const address = page.url();
  const prevented = await page.evaluate(async (bytes) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], "dropped.png", { type: "image/png" }));
    const drop = (type) => !document.querySelector(".t-title").dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
    return [drop("dragover"), drop("drop")];
  }, [...PHOTO]);
  assert.deepEqual(prevented, [true, true], "the browser would open it");
  await page.waitForFunction(() => document.querySelector("tousu-form").draft.evidence?.[0]?.file?.name === "dropped.png");
  assert.equal(await stepOf(page), "evidence");
  assert.equal(page.url().split("#")[0], address.split("#")[0]);
  await done();
});

test("another complaint opens anew: nothing that was unfolded, looked at or typed in the one before stays", async () => {
  const { page, done } = await visit({ step: "texts", draft: { ...DRAFT, productName: "电饭煲", log: [{ date: "2026-11-20", channel: "in-app", action: "submitted" }] } });
  const menu = async () => {
    await page.click("#menu-button");
    await page.waitForSelector("#menu:not([hidden])");
  };
  await menu();
  await page.click("[data-menu=caseNew]");
  await page.waitForSelector("#menu", { state: "hidden" });
  assert.deepEqual([await stepOf(page), await draftOf(page)], ["start", {}]);
  await goTo(page, "story");
  await page.fill("#tousu-description", "毛衣起球");
  await goTo(page, "order");
  await page.fill("#tousu-productName", "毛衣");
  await page.evaluate(() => document.querySelectorAll("tousu-form details").forEach((node) => { node.open = true; })); // prettier-ignore
  await saved(page);
  const openCase = async (name) => {
    await menu();
    await page.locator("[data-case]").filter({ hasText: name }).locator("button").first().click();
    await page.waitForSelector("#menu", { state: "hidden" });
    await page.waitForFunction((wanted) => document.querySelector("tousu-form").draft.productName === wanted, name);
  };
  await openCase("电饭煲");
  assert.equal(await stepOf(page), "follow-up", "what was filed opens where it is followed up");
  await openCase("毛衣");
  assert.equal(await stepOf(page), "story");
  await goTo(page, "order");
  assert.equal(await page.locator("tousu-form .t-body details[open]").count(), 0);
  assert.equal(await page.locator("tousu-form .t-error").count(), 0, "nobody has left a field of this one");
  await done();
});

test("a year has four digits", async () => {
  const { page, done } = await visit({ step: "order", draft: { reason: "late-delivery" } });
  await page.focus("#tousu-purchaseDate");
  const { min, max } = await page.locator("#tousu-purchaseDate").evaluate(({ min, max }) => ({ min, max }));
  assert.deepEqual([min, max], ["1900-01-01", "2199-12-31"]);
  for (const key of "11032026999") await page.keyboard.press(key);
  const { purchaseDate = "" } = await draftOf(page);
  assert.match(purchaseDate, /^(\d{4}-\d{2}-\d{2})?$/);
  await done();
});

test("every button has a name of its own, a target of 44 px, and every change of screen moves the focus to its heading", async () => {
  for (const locale of ["zh-CN", "en"]) {
    const { page, done } = await visit({ locale, draft: { ...DRAFT, evidence: [{ kind: "order-detail" }, { kind: "chat-record" }], log: [{ date: "2026-11-20", channel: "in-app", action: "submitted" }] } });
    for (const step of SCREENS) {
      await goTo(page, step);
      assert.equal(await page.evaluate(() => document.activeElement === document.querySelector("tousu-form .t-title")), true, `${locale} ${step}`);
      const { names, small } = await page.evaluate(() => {
        const shown = [...document.querySelectorAll("body :is(button, summary, label:has(input[type=file]))")].filter((node) => node.checkVisibility());
        const nameOf = (node) => node.getAttribute("aria-label") ?? node.textContent.replace(/\s+/g, " ").trim();
        const inline = (node) => node.closest("p, li, .t-answer") !== null && node.classList.contains("t-inline");
        return {
          // Two ways to one field are no two buttons.
          names: [...new Map(shown.filter((node) => !node.closest("nav") && node.tagName === "BUTTON").map((node, at) => [node.dataset.missing ?? at, nameOf(node)])).values()],
          small: shown.filter((node) => !inline(node)).filter((node) => { const { width, height } = node.getBoundingClientRect(); return width < 44 || height < 44; }).map((node) => `${nameOf(node)} ${node.getBoundingClientRect().width}×${node.getBoundingClientRect().height}`),
        };
      }); // prettier-ignore
      assert.deepEqual(names.filter((name, at) => name === "" || names.indexOf(name) !== at), [], `${locale} ${step}: names`);
      assert.deepEqual(small, [], `${locale} ${step}: targets`);
    }
    await done();
  }
});

test("by keyboard alone: from the pasted order to the copied letter and its countdown", async () => {
  const { page, done } = await visit({ permissions: ["clipboard-read", "clipboard-write"], viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false });
  await page.evaluate((text) => navigator.clipboard.writeText(text), ["小满家居", "待发货", "商品名称：白鹅绒羽绒服", "实付款 ¥669.00", "订单编号：NB20261103000712", "下单时间：2026-11-03 10:20:33"].join("\n"));
  const { keyboard } = page;
  const at = (selector) => page.evaluate((wanted) => document.activeElement.matches(wanted), selector);
  /** By Tab to the place, or to a place before it where Shift is held. */
  const reach = async (selector, key = "Tab") => {
    for (let press = 0; press < 120; press++) {
      if (await at(selector)) return;
      await keyboard.press(key);
    }
    assert.fail(`${selector} is not reached by ${key}`);
  };
  /** A radio button: its group by Tab, the button by the arrows. */
  const choose = async (group, value) => {
    await reach(`[data-key=${group}] input`);
    for (let press = 0; press < 20 && !(await at(`[value="${value}"]`)); press++) await keyboard.press("ArrowRight");
    await keyboard.press("Space");
    assert.ok(await at(`[value="${value}"]`), value);
  };
  await reach("[data-paste-button]");
  await keyboard.press("Enter");
  await page.waitForSelector("[data-paste-said]:not(:empty)");
  await reach("[data-problem=nothing]");
  await keyboard.press("Enter");
  await choose("reason", "late-delivery");
  await choose("contacted", "contactedNot");
  await reach("#tousu-description");
  await keyboard.insertText("页面写48小时发货，过了三周还没有发出。");
  await reach("[data-key=remedy] input[value=refund]");
  await keyboard.press("Space");
  for (const step of ["order", "evidence", "texts"]) {
    await reach("[data-next]");
    await keyboard.press("Enter");
    await page.waitForSelector(`[data-step=${step}]`);
    assert.ok(await at(".t-title"), `${step}: the heading has the focus`);
    if (step !== "order") continue;
    await reach("#tousu-contactName");
    await keyboard.insertText("周宁");
    await reach("#tousu-contactPhone");
    await keyboard.insertText("13912345678");
  }
  await reach("[data-copy=all]");
  await keyboard.press("Enter");
  await page.waitForSelector("[data-sent]");
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /NB20261103000712/);
  await reach("[data-sent]", "Shift+Tab");
  await keyboard.press("Enter");
  await page.waitForSelector("[data-due]");
  assert.ok(await at(".t-title"));
  await done();
});

test("in the accessibility tree every control has a name, and headings come in the order of the page", async () => {
  for (const locale of ["zh-CN", "en"]) {
    const { page, context, done } = await visit({ locale, draft: { ...DRAFT, evidence: [{ kind: "order-detail" }], log: [{ date: "2026-11-20", channel: "in-app", action: "submitted" }] } });
    const session = await context.newCDPSession(page);
    await session.send("Accessibility.enable");
    for (const step of SCREENS) {
      await goTo(page, step);
      const { nodes } = await session.send("Accessibility.getFullAXTree");
      const shown = nodes.filter(({ ignored }) => !ignored);
      const of = (...roles) => shown.filter(({ role }) => roles.includes(role?.value));
      const nameless = of("button", "link", "textbox", "combobox", "checkbox", "radio", "switch", "spinbutton", "Date", "DisclosureTriangle").filter(({ name }) => !name?.value?.trim());
      assert.deepEqual(nameless.map(({ role, backendDOMNodeId }) => [role.value, backendDOMNodeId]), [], `${locale} ${step}`);
      assert.equal(of("main").length, 1, `${locale} ${step}: main`);
      assert.equal(of("navigation").filter(({ name }) => name.value).length, 1, `${locale} ${step}: the list of steps`);
      const levels = of("heading").map(({ properties }) => properties.find(({ name }) => name === "level").value.value);
      assert.deepEqual(levels.slice(0, 2), [1, 2], `${locale} ${step}: the page, then the step`);
      for (const [index, level] of levels.entries()) if (index > 0) assert.ok(level <= levels[index - 1] + 1, `${locale} ${step}: ${levels}`);
    }
    await done();
  }
});

test("what was announced does not linger", async () => {
  const { page, done } = await visit({ step: "texts", draft: DRAFT, permissions: ["clipboard-read", "clipboard-write"] });
  const live = () => page.locator("[data-live]").textContent();
  const announce = async () => {
    await page.locator("[data-copy=all]").click();
    await page.waitForFunction(() => document.querySelector("[data-live]").textContent !== "");
  };
  await announce();
  await goTo(page, "story");
  await page.waitForFunction(() => document.querySelector("[data-live]").textContent === "");
  await goTo(page, "texts");
  await announce();
  await page.clock.runFor(6000);
  assert.equal(await live(), "");
  await done();
});

test("the second of two clicks makes no second file", async () => {
  const { page, done } = await visit({ step: "texts", draft: DRAFT });
  let downloads = 0;
  page.on("download", () => { downloads += 1; }); // prettier-ignore
  await page.locator("[data-tool=txt]").scrollIntoViewIfNeeded();
  const { x, y, width, height } = await page.locator("[data-tool=txt]").boundingBox();
  await page.mouse.dblclick(x + width / 2, y + height / 2);
  await page.evaluate(() => document.querySelector("tousu-form").flush());
  await Promise.all([page.waitForEvent("download"), page.click("[data-tool=csv]")]);
  assert.equal(downloads, 2, "one of the text, one of the table");
  await done();
});

test("a number that the browser fills in is taken, though only a change event tells of it", async () => {
  const { page, done } = await visit({ step: "evidence", draft: { ...DRAFT, evidence: [{ kind: "order-detail" }] } });
  await page.tap(".t-thumb");
  await page.evaluate(() => {
    const input = document.querySelector("[data-sheet] .t-stepper input");
    input.value = "3";
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  assert.equal((await draftOf(page)).evidence[0].count, 3);
  await done();
});

test("no advice asks for what the form asks for by itself", async () => {
  const description = "11月10日下单大衣，页面写48小时内发出，到11月20日还没有发出，问了两次客服，都说在催仓库。";
  const { page, done } = await visit({ step: "story", draft: { ...DRAFT, remedy: undefined, description } });
  const codes = await page.evaluate(() => document.querySelector("tousu-form").assessment.issues.map(({ code }) => code));
  assert.ok(codes.includes("text.no-demand"), "the module, which serves other forms too, has the advice");
  await page.focus("#tousu-description");
  await page.keyboard.press("Tab");
  assert.equal(await page.locator("[data-code='text.no-demand']").count(), 0);
  await goTo(page, "review");
  assert.equal(await page.locator("[data-code='text.no-demand']").count(), 0);
  await done();
});

test("on a shared device whoever leaves is asked once, and only with something to lose", async () => {
  const { page, done } = await visit({ before: (context) => context.addInitScript(() => localStorage.setItem("tousu-shared", "1")) });
  const asked = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await page.tap("[data-problem=nothing]");
  await page.evaluate(() => { document.querySelector("tousu-form").draft = {}; }); // prettier-ignore
  await page.reload();
  await page.waitForSelector("tousu-form [data-step]");
  assert.deepEqual(asked, [], "nothing was typed");
  await goTo(page, "story");
  await page.tap("#tousu-description");
  await page.keyboard.insertText("没有发货");
  await page.reload();
  await page.waitForSelector("tousu-form [data-step]");
  assert.deepEqual(asked, ["beforeunload"]);
  assert.deepEqual(await draftOf(page), {});
  await done();
});

test("beside the form stands no date of years from now", async () => {
  const { page, done } = await visit({ step: "story", draft: { ...DRAFT, log: [{ date: "2026-11-01", channel: "merchant", action: "refused" }] }, viewport: { width: 1280, height: 800 } });
  await page.waitForSelector(".t-aside");
  const far = await page.evaluate(() => document.querySelector("tousu-form").assessment.deadlines.filter(({ daysLeft }) => daysLeft > 365).map(({ due }) => due.slice(0, 4)));
  assert.ok(far.length > 0);
  const beside = await page.locator(".t-aside").innerText();
  for (const year of far) assert.ok(!beside.includes(year), beside);
  await done();
});

test("with room, what stands below the problems ends where they end", async () => {
  for (const width of [768, 1280]) {
    const { page, done } = await visit({ viewport: { width, height: 800 } });
    const edges = (selector) => page.locator(selector).evaluate((node) => { const { left, right } = node.getBoundingClientRect(); const { paddingLeft } = getComputedStyle(node); const inset = node.matches("ul") ? Number.parseFloat(paddingLeft) : 0; return [left + inset, right - inset]; }); // prettier-ignore
    assert.deepEqual(await edges("[data-filed-before]"), await edges(".t-tiles"), `${width}`);
    await done();
  }
});

test("at 320 px and at 200 % text no value is cut, and no button of the bar is taller than three lines", async () => {
  for (const [size, width] of [["100%", 320], ["200%", 360]])
    for (const locale of ["zh-CN", "en"]) {
      const { page, done } = await visit({ step: "order", draft: DRAFT, locale, viewport: { width, height: 780 } });
      await page.evaluate((percent) => { document.documentElement.style.fontSize = percent; }, size); // prettier-ignore
      await goTo(page, "start");
      await goTo(page, "order");
      await page.waitForSelector(".t-filled input");
      const cut = await page.evaluate(() => [...document.querySelectorAll(".t-filled input")].filter((node) => node.scrollWidth > node.clientWidth).map(({ value }) => value));
      assert.deepEqual(cut, [], `${locale} ${size}`);
      const lines = await page.evaluate(() => Math.max(...[...document.querySelectorAll(".t-bar .t-button")].map((node) => node.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(node).lineHeight))));
      assert.ok(lines < 4, `${locale} ${size}: ${lines} lines`);
      await done();
    }
});

test("at 200 % text the header leaves room for the page", async () => {
  for (const width of [320, 360]) {
    const { page, done } = await visit({ viewport: { width, height: 780 } });
    for (const locale of ["zh-CN", "en"]) {
      if (locale === "en") await page.click("#language");
      await page.waitForSelector(`html[lang=${locale}]`);
      await page.evaluate(() => { document.documentElement.style.fontSize = "200%"; }); // prettier-ignore
      const { height } = await page.locator("#header").boundingBox();
      assert.ok(height <= 120, `${locale} ${width}: ${height}`);
    }
    await done();
  }
});
