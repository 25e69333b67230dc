// The page as people meet it: with a thumb, with a screen reader, in two tabs, without network, on a full or broken
// device. What leaves it is opened by programs of others; every state is held against axe in both languages and schemes.
// Whatever a test does, nothing may be asked of another origin and nothing may be said on the console.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { parse as parseCsv } from "csv-parse/sync";
import exifr from "exifr";
import ICAL from "ical.js";
import mammoth from "mammoth";
import * as tousu from "../../www/pkg/index.js";
import { film, jpeg, PLACE_TEXT } from "../node/photos.mjs";
import { readArchive } from "../tools/archives.mjs";
import { open, start, WWW } from "./harness.mjs";
import { draftOf, goTo, openMenu, ready, setDraft, stepOf, visit as visitPage } from "./visit.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const NOW = "2026-11-24T12:00:00+08:00";
const TODAY = "2026-11-24";

/** A draft as it is in the middle of things: a wrong phone, an accusation, another reason than the story tells. */
const DRAFT = {
  reason: "quality",
  description: "11月10日买的大衣到今天没有发货，页面写48小时内发货。11月16日联系客服只说在催仓库，是骗子，不退钱就曝光你。",
  miniProgram: "青禾良品", orderNumber: "QH20261110004217", purchaseDate: "2026-11-10", productName: "双面羊毛呢大衣", paidAmount: "689.00",
  merchantName: "杭州青禾服饰有限公司", remedy: ["refund"], contactName: "周宁", contactPhone: "139 1234 567",
  evidence: [{ kind: "order-detail", count: 2 }, { kind: "chat-record" }],
  log: [{ date: "2026-11-16", channel: "merchant", action: "requested-remedy" }],
}; // prettier-ignore

const ORDER = [
  "青禾良品", "已支付", "实付款 ¥689.00", "订单编号：QH20261110004217 复制", "下单时间：2026-11-10 10:20:33",
  "中通快递 运单号 78901234567890", "收件人 周宁 13912345678",
].join("\n"); // prettier-ignore

let site;
before(async () => {
  await tousu.ready();
  site = await start();
});
after(() => site?.close());

/** The page, opened and filled; `done` closes it and holds it to what every visit promises. */
async function visit({ fault, ...options } = {}) {
  const { context, page, complaints, done } = await visitPage(site, { now: NOW, before: fault && ((each) => each.addInitScript(fault)), ...options });
  return {
    context, page, complaints,
    async done() {
      for (const each of context.pages()) {
        const seen = decodeURIComponent(each.url()) + (await each.title());
        for (const personal of ["周宁", "139", "QH2026", "大衣"]) assert.ok(!seen.includes(personal), `${personal} in ${seen}`);
      }
      await done();
    },
  }; // prettier-ignore
}

async function load(page, step = "") {
  await page.goto(`${site.origin}/${step && `#${step}`}`);
  await ready(page);
}
const saving = (page, state) => page.waitForSelector(`[data-saving="${state}"]`, { state: "attached" });
const notice = (page) => page.locator("#notice").innerText();
/** What a screen reader would read out now. */
const heard = (page, words) => page.waitForFunction((part) => [...document.querySelectorAll("[role=status], [aria-live]")].some((node) => node.textContent.includes(part)), words);
const topOf = (page, selector) => page.evaluate((wanted) => document.querySelector(wanted).getBoundingClientRect().top + scrollY, selector);

test("with one thumb: paste, tap, copy, file, and the next day it is all there", async () => {
  const { page, context, done } = await visit({ permissions: ["clipboard-read", "clipboard-write"] });
  await page.evaluate((text) => navigator.clipboard.writeText(text), ORDER);
  await page.tap("[data-paste-button]");
  await page.waitForSelector("[data-found=orderNumber][data-taken=yes]", { state: "attached" });
  assert.equal(await page.locator("[data-paste]").isVisible(), false, "the text itself is folded away");
  const tapNext = async () => {
    const from = await stepOf(page);
    await page.tap("[data-next]");
    await page.waitForFunction((last) => document.querySelector("tousu-form [data-step]").dataset.step !== last, from);
  };
  const seen = [];
  for (await tapNext(); (await stepOf(page)) !== "texts"; await tapNext()) {
    seen.push(await stepOf(page));
    if (await page.locator("[data-key=reason]").isVisible()) {
      await page.tap("[data-key=reason] input[value=late-delivery]");
      await page.fill("#tousu-description", DRAFT.description.slice(0, 40));
    }
    for (const field of ["productName", "merchantName", "contactName"]) if (await page.locator(`#tousu-${field}`).isVisible()) await page.fill(`#tousu-${field}`, DRAFT[field]);
    if (await page.locator("#tousu-contactPhone").isVisible()) await page.fill("#tousu-contactPhone", "13912345678");
    if (await page.locator("[data-key=remedy]").isVisible()) {
      const first = page.locator("[data-key=remedy] input").first();
      assert.equal(await first.getAttribute("value"), (await page.evaluate(() => document.querySelector("tousu-form").spec.reasons.find(({ id }) => id === "late-delivery").remedies[0])), "what this reason usually leads to comes first");
      await page.tap("[data-key=remedy] input[value=refund]");
    }
    if ((await stepOf(page)) === "evidence") {
      await page.tap("[data-checklist] > summary");
      await page.tap("[data-kind=order-detail] input[type=checkbox]");
    }
  }
  assert.deepEqual(seen, ["story", "order", "evidence"]);
  assert.equal(await page.evaluate(() => document.querySelector("tousu-form").assessment.ready), true);
  await page.tap("[data-copy=all]");
  await heard(page, "已复制");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(copied.includes("QH20261110004217") && copied.includes("689"), copied);
  await page.tap("[data-filed]");
  assert.equal(await stepOf(page), "follow-up");
  const draft = await draftOf(page);
  assert.deepEqual([draft.log.length, draft.log[0].action, draft.log[0].date], [1, "requested-remedy", TODAY]);
  assert.equal(draft.log[0].replyBy, tousu.compose({ ...draft, log: [] }, { document: "negotiation", channel: "merchant", today: TODAY }).replyBy, "with the day that the letter names");
  await saving(page, "saved");

  await context.clock.setFixedTime("2026-11-25T08:00:00+08:00");
  await context.setOffline(true);
  const next = await context.newPage();
  await page.close();
  await load(next, "follow-up");
  assert.deepEqual(await draftOf(next), draft);
  assert.match(await next.locator("[data-deadline]").first().innerText(), /还剩 \d+ 天|今天到期/);
  await done();
});

test("pasting: certain values go into empty fields, the rest is asked; each stands beside its source and can be undone, by keyboard", async () => {
  const { page, done } = await visit({ step: "order", draft: { orderNumber: "QH111", productName: "大衣" }, permissions: ["clipboard-read"] });
  await page.evaluate(() => { navigator.clipboard.readText = () => Promise.reject(new DOMException("", "NotAllowedError")); }); // prettier-ignore
  await page.focus("[data-paste-button]");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.matches("[data-paste]")), true, "where the clipboard is refused the area takes the paste");
  await heard(page, "粘贴");
  await page.keyboard.insertText("今天天气不错");
  await heard(page, "没有识别出");
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(ORDER);
  await heard(page, "已认出");
  await page.locator("details:has([data-found=paidAmount]) > summary").focus();
  await page.keyboard.press("Enter");
  const { fields } = tousu.recognize(ORDER, { today: TODAY });
  const rows = await page.evaluate(() => Object.fromEntries([...document.querySelectorAll("[data-found]")].map((row) => [row.dataset.found, [row.dataset.taken, row.querySelector("mark").textContent]])));
  assert.deepEqual(Object.keys(rows).sort(), Object.keys(fields).sort());
  assert.deepEqual(rows.orderNumber, ["no", "QH20261110004217"], "what was typed is not overwritten");
  assert.deepEqual(rows.paidAmount[0], "yes");
  assert.deepEqual(rows.contactPhone, ["no", "13912345678"], "a number that may be another's is asked");
  let draft = await draftOf(page);
  assert.deepEqual([draft.orderNumber, draft.paidAmount, draft.purchaseDate, draft.contactPhone], ["QH111", "689.00", "2026-11-10", undefined]);
  assert.equal(await page.inputValue("#tousu-paidAmount"), "689.00");

  const press = async (field) => {
    await page.focus(`[data-paste-field=${field}]`);
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.dataset.pasteField), field, "the focus stays");
    draft = await draftOf(page);
  };
  await press("paidAmount");
  assert.equal("paidAmount" in draft, false);
  await press("orderNumber");
  assert.equal(draft.orderNumber, "QH20261110004217");
  await press("orderNumber");
  assert.equal(draft.orderNumber, "QH111", "undoing brings back what was typed");
  // Reading on does not bring back what was undone; the language may change meanwhile.
  await page.focus("[data-paste]");
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("\n数量：2");
  await page.waitForSelector("[data-found=quantity][data-taken=yes]");
  assert.equal("paidAmount" in (await draftOf(page)), false);
  await page.click("#language");
  await page.waitForSelector("html[lang=en]");
  assert.equal(await page.locator("[data-found=paidAmount] button").innerText(), "Fill in");
  assert.equal(await page.locator("details:has([data-found=quantity])").getAttribute("open"), "", "another language folds nothing");
  await page.click("[data-paste-clear]");
  assert.deepEqual([await page.inputValue("[data-paste]"), await page.locator("[data-found]").count(), (await draftOf(page)).quantity], ["", 0, "2"]);
  await done();
});

test("notes on the text: counted while typing, nothing moves; read out, opened by leaving or by key; the reason suggested with its words", async () => {
  const { page, done } = await visit({ step: "story", draft: { reason: "quality" } });
  const area = "#tousu-description";
  await page.focus(area);
  const before = [await topOf(page, area), await topOf(page, "[data-next]")];
  await page.evaluate(() => {
    window.shifts = [];
    window.observer = new PerformanceObserver((list) => window.shifts.push(...list.getEntries()));
    window.observer.observe({ type: "layout-shift" });
  });
  await page.keyboard.insertText("是骗子，不退钱就曝光你。");
  const { issues, suggestedReason } = await page.evaluate(() => document.querySelector("tousu-form").assessment);
  const count = issues.filter(({ path, severity }) => path[0] === "description" && severity !== "error").length + (suggestedReason ? 1 : 0);
  assert.ok(count >= 2);
  assert.equal(await page.locator("[data-notes=description]").innerText(), `${count} 条提示`);
  assert.deepEqual([await topOf(page, area), await topOf(page, "[data-next]")], before, "nothing moves while typing");
  await heard(page, `${count} 条提示`);
  const shifted = await page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    return [...window.shifts, ...window.observer.takeRecords()].reduce((sum, { value }) => sum + value, 0);
  });
  assert.ok(shifted < 0.001, `layout shift ${shifted}`); // the counter itself
  // By keyboard: from the text to the button, which opens the notes; each shows its place.
  await page.keyboard.press("Tab");
  const button = "[data-notes=description]";
  assert.equal(await page.evaluate((wanted) => document.activeElement.matches(wanted), button), true);
  await page.waitForSelector("[data-code='tone.threat']");
  assert.equal(await page.getAttribute(button, "aria-expanded"), "true", "they open when the text is left");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("[data-code='tone.threat']").count(), 0, "and fold away");
  await page.keyboard.press("Enter");
  await page.focus("[data-code='tone.accusation'] button");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => { const { value, selectionStart, selectionEnd } = document.activeElement; return value.slice(selectionStart, selectionEnd); }), "骗子"); // prettier-ignore

  await page.fill(area, DRAFT.description);
  await page.keyboard.press("Tab");
  const suggested = page.locator("[data-suggested-reason=late-delivery]");
  assert.match(await suggested.innerText(), /“[^”]*没有发货[^”]*”/);
  assert.equal(await topOf(page, area), before[0], "the suggestion stands below the text");
  await suggested.getByRole("button").focus();
  await page.keyboard.press("Enter");
  assert.equal((await draftOf(page)).reason, "late-delivery");
  assert.equal(await page.evaluate(() => Boolean(document.activeElement.closest("[data-adopted-reason]"))), true, "the focus is on the way back");
  await page.keyboard.press("Enter");
  assert.equal((await draftOf(page)).reason, "quality");
  await done();
});

test("leaving a field by a tap on a button: the message that appears does not move the button away", async () => {
  const { page, done } = await visit({ step: "contact", draft: { contactName: "周宁" } });
  await page.fill("#tousu-contactPhone", "139 1234");
  const box = await page.locator("[data-next]").boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + 4);
  await page.mouse.down();
  await page.mouse.up();
  assert.equal(await stepOf(page), "evidence");
  await goTo(page, "contact");
  assert.equal(await page.locator("[data-key=contactPhone] .t-error").count(), 1, "it is there afterwards");
  // And without a click it appears all the same.
  await page.click("details:has([data-key=contactEmail]) > summary");
  await page.fill("#tousu-contactEmail", "nobody");
  await page.locator(".t-title").click();
  await page.waitForSelector("[data-key=contactEmail] .t-error");
  await done();
});

test("reload in mid-word keeps the text; what is said to be saved is saved", async () => {
  const { page, done } = await visit({ step: "story" });
  await page.focus("#tousu-description");
  for (let round = 0; round < 3; round++) {
    await page.keyboard.type("页面写48小时发货");
    await page.reload();
    await ready(page);
    assert.equal((await draftOf(page)).description, "页面写48小时发货".repeat(round + 1));
    assert.equal(await page.inputValue("#tousu-description"), "页面写48小时发货".repeat(round + 1));
    await page.focus("#tousu-description");
    await page.keyboard.press("Control+End");
  }
  await done();
});

test("offline: the page opens again, in both languages, and makes every file", async () => {
  const { page, context, done } = await visit({ draft: DRAFT, step: "texts" });
  await page.evaluate(() => navigator.serviceWorker.ready);
  await context.setOffline(true);
  await page.reload();
  await ready(page);
  assert.deepEqual(await draftOf(page), DRAFT);
  await page.click("#language");
  await page.waitForSelector("html[lang=en]");
  const { suggestedFilename, bytes } = await download(page, "[data-tool=docx]");
  assert.equal(suggestedFilename, "双面羊毛呢大衣 简短说明.docx");
  assert.match((await mammoth.extractRawText({ buffer: bytes })).value, /QH20261110004217/);
  await done();
});

async function download(page, button) {
  const [event] = await Promise.all([page.waitForEvent("download"), page.click(button)]);
  return { suggestedFilename: event.suggestedFilename(), bytes: readFileSync(await event.path()) };
}

test("what leaves the page is what other programs read", async () => {
  const photo = jpeg();
  const { page, done } = await visit({ draft: DRAFT, step: "evidence" });
  const picked = [
    { name: "IMG_0001.jpg", mimeType: "image/jpeg", buffer: Buffer.from(photo) },
    { name: "IMG_0002.MOV", mimeType: "video/quicktime", buffer: Buffer.from(film({ apple: true })) },
  ];
  for (const [index, file] of picked.entries()) {
    await page.click(`[data-index="${index}"] .t-thumb`);
    await page.setInputFiles("[data-sheet] input[type=file]", file);
    await page.waitForSelector("[data-sheet] [data-file=kept] p", { state: "attached" });
    await page.click("[data-sheet] [data-details] > summary");
    assert.match(await page.locator("[data-file=kept]").innerText(), /拍摄位置/);
    await page.click("[data-sheet-close]");
  }
  assert.equal(await page.evaluate(() => document.activeElement.closest("[data-index]").dataset.index), "1", "the focus is back at the exhibit");
  await page.waitForSelector('[data-index="0"] img');
  await page.evaluate(() => {
    const form = document.querySelector("tousu-form");
    form.draft = { ...form.draft, evidence: form.draft.evidence.map((piece, index) => (index === 1 ? { ...piece, title: "=1+2", note: '含"引号",\n两行' } : piece)) };
  });
  await goTo(page, "texts");
  const draft = await draftOf(page);
  const shown = tousu.compose(draft, { document: "brief", channel: await page.evaluate(() => document.querySelector("[data-channel]").dataset.channel), today: TODAY });

  const text = await download(page, "[data-tool=txt]");
  assert.equal(text.bytes.toString("utf8"), `\ufeff${shown.body}`);
  const docx = await download(page, "[data-tool=docx]");
  const words = (await mammoth.extractRawText({ buffer: docx.bytes })).value.replace(/\s+/g, "");
  for (const part of shown.parts) assert.ok(words.includes(part.text.replace(/\s+/g, "")), part.id);
  // Where the text has headings the document has the same and no others; every line of it is there, in order.
  await page.click("[data-fold=documents] > summary");
  await page.check(".t-chips[role=radiogroup] input[value=negotiation]");
  const letter = tousu.compose(draft, { document: "negotiation", channel: "merchant", today: TODAY });
  const { bytes: buffer } = await download(page, "[data-tool=docx]");
  // Word counts the items of lists by itself.
  const linesOf = (whole) => whole.split("\n").filter(Boolean).map((line) => line.replace(/^\d+\. /, ""));
  assert.deepEqual(linesOf((await mammoth.extractRawText({ buffer })).value), linesOf(letter.body));
  const inWord = [...(await mammoth.convertToHtml({ buffer })).value.matchAll(/<h1>(.*?)<\/h1>/g)].map(([, label]) => label);
  const inHtml = [...tousu.compose(draft, { document: "negotiation", channel: "merchant", today: TODAY, format: "html" }).body.matchAll(/<h2>(.*)<\/h2>/g)].map(([, label]) => label);
  assert.ok(inHtml.length > 0);
  assert.deepEqual(inWord.filter((label) => label !== letter.title), inHtml);
  // The list of evidence is a table there, with what the letter's own list states.
  await page.check(".t-chips[role=radiogroup] input[value=letter]");
  const { bytes: complaint } = await download(page, "[data-tool=docx]");
  const { value: inTable } = await mammoth.convertToHtml({ buffer: complaint });
  const rows = [...inTable.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) => [...row.matchAll(/<t[dh]>(?:<p>)?(.*?)(?:<\/p>)?<\/t[dh]>/gs)].map(([, cell]) => cell.replace(/<[^>]*>/g, "")));
  const items = /附件\n(1\. [^]*?)\n\n/.exec(tousu.compose(draft, { document: "letter", today: TODAY }).body)[1];
  assert.equal(rows.length, draft.evidence.length + 1);
  assert.deepEqual(rows.map(([number]) => number), ["编号", "1", "2"]);
  for (const cell of rows.slice(1).flat()) assert.ok(items.replaceAll("\n", "").includes(cell), `${cell} in ${items}`);
  await page.check(".t-chips[role=radiogroup] input[value=brief]");
  const html = (await download(page, "[data-tool=html]")).bytes.toString("utf8");
  assert.ok(html.includes("QH20261110004217") && !/<script/i.test(html));
  assert.ok((await download(page, "[data-tool=md]")).bytes.toString("utf8").includes("QH20261110004217"));

  const table = parseCsv((await download(page, "[data-tool=csv]")).bytes, { bom: true, columns: true });
  assert.equal(table.length, 2);
  assert.deepEqual([table[0].编号, table[0]["原始文件 SHA-256"], table[0]["原始文件大小（字节）"]], ["1", draft.evidence[0].file.sha256, String(photo.length)]);
  assert.deepEqual([table[1].名称, table[1].说明], ["'=1+2", '含"引号",\n两行'], "a spreadsheet runs nothing");

  const files = new Map((await readArchive((await download(page, "[data-tool=zip]")).bytes)).map(({ name, content }) => [name, content]));
  const names = [...files.keys()];
  assert.equal(names.filter((name) => name.startsWith("文书/")).length, (await page.evaluate(() => document.querySelector("tousu-form").spec.documents.length)));
  const sent = names.find((name) => /^证据\/01 .*\.jpg$/.test(name));
  assert.equal(table[0].文件, sent, "the table names the file in the package");
  const tags = await exifr.parse(files.get(sent), { gps: true });
  assert.deepEqual([tags?.latitude, Boolean(tags?.DateTimeOriginal)], [undefined, true], "without the position, with the time");
  assert.equal((await exifr.parse(Buffer.from(photo), { gps: true })).latitude > 39, true, "the original had one");
  const seen = files.get(names.find((name) => /^证据\/02 .*\.MOV$/.test(name)));
  assert.deepEqual([seen.length, seen.includes(PLACE_TEXT), seen.includes("2026-01-03T10:20:30")], [film({ apple: true }).length, false, true], "nor the film");
  assert.ok(names.includes("证据/证据目录.csv"));

  await page.click("[data-tool=picture]");
  await page.waitForSelector(".p-pictures img");
  const [wide] = await page.evaluate(async () => { const image = document.querySelector(".p-pictures img"); await image.decode(); return [image.naturalWidth]; }); // prettier-ignore
  assert.equal(wide, 750);

  await goTo(page, "follow-up");
  const calendar = new ICAL.Component(ICAL.parse((await download(page, "[data-tool=ics]")).bytes.toString("utf8")));
  const events = calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));
  const deadlines = await page.evaluate(() => document.querySelector("tousu-form").assessment.deadlines);
  assert.deepEqual(events.map((event) => event.startDate.toString()).sort(), deadlines.map(({ due }) => due).sort());
  assert.ok(events.every((event) => event.startDate.isDate && event.summary && event.component.getFirstSubcomponent("valarm")));
  await done();
});

test("in WeChat, where nothing can be downloaded or printed: said in words; the picture and the copy work", async () => {
  const { page, done } = await visit({ draft: DRAFT, step: "texts", userAgent: "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36 MicroMessenger/8.0.49" });
  for (const tool of ["docx", "zip", "print"]) {
    await page.click(`[data-tool=${tool}]`);
    await page.waitForSelector("[data-notice=out]");
    assert.match(await notice(page), /不能保存文件/);
    await page.locator("#notice button").click();
  }
  await page.click("[data-tool=picture]");
  await page.waitForSelector(".p-pictures img");
  await page.click("[data-copy=all]");
  await heard(page, "已复制");
  await done();
});

test("the one file, from the disk: typed, kept, composed, in both languages", async () => {
  const address = pathToFileURL(join(WWW, "tousu.html")).href;
  const { context, page, requests, complaints } = await open(site.browser, address, { now: NOW });
  await ready(page);
  await goTo(page, "order");
  await page.fill("#tousu-orderNumber", "QH1");
  await saving(page, "saved");
  await page.reload();
  await ready(page);
  assert.deepEqual(await draftOf(page), { orderNumber: "QH1" });
  await page.click("#language");
  await page.waitForSelector("html[lang=en]");
  await goTo(page, "texts");
  assert.match(await page.locator("[data-body]").innerText(), /QH1/);
  assert.match((await download(page, "[data-tool=docx]")).suggestedFilename, /docx$/);
  assert.deepEqual([requests.filter((each) => each.split("#")[0] !== address && !/^(blob|data):/.test(each)), complaints], [[], []]);
  await context.close();
});

test("on paper: the text alone, and a blank form to fill in by hand", async () => {
  const { page, done } = await visit({ draft: DRAFT, step: "texts" });
  await page.emulateMedia({ media: "print" });
  const onPaper = () => page.evaluate(() => [...document.querySelectorAll("body *")].filter((node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim()) && node.getClientRects().length > 0).map((node) => node.textContent).join("\n"));
  assert.equal(await onPaper(), await page.locator("[data-body]").textContent());
  await goTo(page, "start");
  await page.evaluate(() => { window.print = () => {}; document.querySelector("[data-tool=blank]").click(); }); // prettier-ignore
  await page.waitForSelector(".p-printing > .p-blank", { state: "attached" });
  const { title, parts } = tousu.compose({}, { document: "form", today: TODAY });
  assert.equal(parts.length, 9);
  assert.equal(await onPaper(), [title, ...parts.map(({ label }) => label)].join("\n"));
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: "screen" });
  assert.equal(await page.locator(".p-blank").count(), 0);
  await done();
});

test("two tabs: one writes, the other is told and can take over; nothing typed is lost", async () => {
  const { page, context, done } = await visit({ draft: { productName: "大衣" } });
  const other = await context.newPage();
  await load(other, "order");
  await other.waitForSelector("[data-notice=store]");
  assert.match(await notice(other), /另一个窗口正在编辑/);
  await page.bringToFront();
  await goTo(page, "order");
  await page.fill("#tousu-orderNumber", "QH1");
  await saving(page, "saved");
  await other.bringToFront();
  await other.locator("#notice button").click();
  await other.waitForFunction(() => document.querySelector("tousu-form").draft.orderNumber === "QH1");
  await other.fill("#tousu-orderNumber", "QH12");
  await saving(other, "saved");
  await page.waitForSelector("[data-notice=store]");
  assert.match(await notice(page), /已转到另一个窗口/);
  await page.bringToFront();
  await page.click("#language");
  await page.waitForSelector("html[lang=en]");
  assert.match(await notice(page), /moved to another window/, "in any language");
  await done();
});

test("no room: said in the page, with a way out; saved when there is room", async () => {
  const { page, done } = await visit({ step: "order", fault: () => {
    const { put } = IDBObjectStore.prototype;
    window.full = false;
    IDBObjectStore.prototype.put = function (...given) {
      if (window.full && this.name === "cases") throw new DOMException("", "QuotaExceededError");
      return put.apply(this, given);
    };
  } }); // prettier-ignore
  await page.evaluate(() => { window.full = true; }); // prettier-ignore
  await page.fill("#tousu-orderNumber", "QH1");
  await saving(page, "saveFailed");
  assert.match(await notice(page), /空间不足/);
  await page.locator("#notice button").click();
  const backup = await download(page, "[data-menu=exportFile]");
  assert.equal(JSON.parse(backup.bytes).draft.orderNumber, "QH1", "the backup holds what could not be saved");
  await page.keyboard.press("Escape");
  await page.evaluate(() => { window.full = false; }); // prettier-ignore
  await page.fill("#tousu-orderNumber", "QH12");
  await saving(page, "saved");
  await page.waitForSelector("#notice", { state: "hidden" });
  await done();
});

for (const [name, fault, words] of [
  ["refuses", () => { IDBFactory.prototype.open = () => { throw new DOMException("", "SecurityError"); }; }, /不允许在本机保存/],
  ["rejects", () => { IDBFactory.prototype.open = () => { const request = Object.setPrototypeOf(new EventTarget(), IDBOpenDBRequest.prototype); Object.defineProperty(request, "error", { value: new DOMException("", "UnknownError") }); setTimeout(() => request.dispatchEvent(new Event("error")), 5); return request; }; }, /保存|存储/],
  ["hangs", () => { IDBFactory.prototype.open = () => Object.setPrototypeOf(new EventTarget(), IDBOpenDBRequest.prototype); }, /没有响应/],
]) // prettier-ignore
  test(`storage that ${name}: the page says so, works, and hands out a backup`, async () => {
    const { page, done } = await visit({ step: "order", fault });
    await page.waitForSelector("[data-notice=store]");
    assert.match(await notice(page), words);
    await page.fill("#tousu-orderNumber", "QH1");
    await saving(page, "temporary");
    assert.doesNotMatch(await page.locator("[data-saving]").innerText(), /已保存/);
    await openMenu(page);
    assert.equal(JSON.parse((await download(page, "[data-menu=exportFile]")).bytes).draft.orderNumber, "QH1");
    await done();
  });

test("importing: damaged files are refused in words and change nothing; a backup comes back as it was", async () => {
  const { page, done } = await visit({ draft: DRAFT });
  await openMenu(page);
  const backup = (await download(page, "[data-menu=exportFile]")).bytes.toString("utf8");
  await page.waitForFunction(() => document.querySelector(".p-said").textContent !== "");
  const say = async (content) => {
    await page.evaluate(() => { document.querySelector(".p-said").textContent = ""; }); // prettier-ignore
    await page.setInputFiles(".p-menu input[type=file]", { name: "a.json", mimeType: "application/json", buffer: Buffer.from(content) });
    await page.waitForFunction(() => document.querySelector(".p-said").textContent !== "");
    return page.locator(".p-said").innerText();
  };
  const nothing = [Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), backup.slice(0, backup.length / 2), "", "[1,2]", '{"tousu":1,"draft":[]}'];
  for (const content of nothing) assert.match(await say(content), /不是/, String(content).slice(0, 20));
  assert.match(await say('{"tousu":99,"draft":{}}'), /更新的版本/);
  assert.match(await say(`{"tousu":1,"draft":{"text":"${"x".repeat(4 * 1024 * 1024)}"}}`), /太大/);
  assert.deepEqual(await draftOf(page), DRAFT);
  assert.equal(await page.locator("[data-case]").count(), 1);
  assert.match(await say(backup), /已导入/);
  assert.equal(await page.locator("[data-case]").count(), 2);
  assert.deepEqual(await draftOf(page), DRAFT);
  assert.match(await say('{"tousu":1,"draft":{"orderNumber":"QH1","__proto__":{"a":1}}}'), /1 处/);
  // Values of the wrong kind are the module's to report; the page draws them.
  assert.match(await say('{"orderNumber":{"a":1},"evidence":"x","log":[null,5],"description":7,"remedy":"refund"}'), /已导入/);
  await page.keyboard.press("Escape");
  for (const step of ["story", "order", "evidence", "remedy", "review", "texts", "follow-up"]) await goTo(page, step);
  await done();
});

test("several cases, clearing everything, and a shared device that keeps nothing", async () => {
  const { page, context, done } = await visit({ draft: { productName: "电饭煲" } });
  await openMenu(page);
  await page.click("[data-menu=caseNew]");
  await goTo(page, "order");
  await page.fill("#tousu-productName", "毛衣");
  await saving(page, "saved");
  await openMenu(page);
  assert.deepEqual((await page.locator("[data-case]").allInnerTexts()).map((text) => text.split(/\s/)[0]).sort(), ["毛衣", "电饭煲"].sort());
  await page.locator("[data-case]").filter({ hasText: "电饭煲" }).locator("button").first().click();
  await page.waitForFunction(() => document.querySelector("tousu-form").draft.productName === "电饭煲");
  await page.waitForSelector("#menu", { state: "hidden" });
  await openMenu(page);
  await page.click("[data-menu=clear]");
  await page.click("[data-menu=clearSure]");
  await heard(page, "已全部清除");
  assert.deepEqual([await draftOf(page), await page.locator("[data-case]").count()], [{}, 1]);
  await page.check("#shared");
  await page.click("[data-menu=sharedSure]");
  await page.waitForSelector("#exit:visible");
  await page.keyboard.press("Escape");
  await goTo(page, "contact");
  await page.fill("#tousu-contactName", "周宁");
  await saving(page, "temporary");
  assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll("tousu-form :is(input[type=text], input[type=tel], textarea)")].map((node) => node.autocomplete).filter((value) => value !== "off")), []);
  assert.equal(JSON.stringify(await context.storageState({ indexedDB: true })).includes("周宁"), false);
  let asked = 0;
  page.on("dialog", (dialog) => { asked += 1; void dialog.accept(); }); // prettier-ignore
  await page.reload();
  assert.equal(asked, 1, "what would be lost is asked about");
  await ready(page);
  assert.deepEqual(await draftOf(page), {});
  await page.fill("#tousu-contactName", "周宁");
  await page.click("#exit");
  await page.waitForURL("about:blank");
  assert.equal(asked, 1, "who leaves by the button is not asked");
  await done();
});

/** What axe finds, and whether something is wider than the screen. */
async function inspect(page, where) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join("\n")}`), [], where);
  await fits(page, where);
}
async function fits(page, where) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wide, 0, `${where} scrolls sideways`);
}

for (const locale of ["zh-CN", "en"])
  for (const colorScheme of ["light", "dark"])
    test(`axe, ${locale}, ${colorScheme}: every state`, async () => {
      const { page, done } = await visit({ locale, colorScheme });
      await inspect(page, "start, empty");
      const steps = await page.evaluate(() => [...document.querySelectorAll("[data-go]")].map((node) => node.dataset.go));
      await setDraft(page, DRAFT);
      await page.click("[data-paste-button]");
      await page.fill("[data-paste]", ORDER);
      await page.waitForSelector("[data-found]");
      await inspect(page, "start, pasted");
      await goTo(page, "review"); // from here on everything that is wrong is shown
      for (const step of steps.slice(1)) {
        await goTo(page, step);
        await page.evaluate(() => document.querySelectorAll("tousu-form details").forEach((node) => { node.open = true; })); // prettier-ignore
        if (step === "evidence") await page.locator("[data-why]").first().click();
        await inspect(page, step);
      }
      await openMenu(page);
      await page.click("[data-menu=clear]");
      await page.check("#shared");
      await inspect(page, "menu");
      await done();
    });

test("200 % text on 320 px: every step fits the width, and no control is cut", async () => {
  const { page, done } = await visit({ draft: DRAFT, viewport: { width: 320, height: 640 } });
  for (const locale of ["zh-CN", "en"]) {
    if (locale === "en") await page.click("#language");
    await page.waitForSelector(`html[lang=${locale}]`);
    await page.evaluate(() => { document.documentElement.style.fontSize = "200%"; }); // prettier-ignore
    for (const step of await page.evaluate(() => [...document.querySelectorAll("[data-go]")].map((node) => node.dataset.go))) {
      await goTo(page, step);
      await fits(page, `${locale} ${step}`);
      const cut = await page.evaluate(() => [...document.querySelectorAll("body :is(button, label, h1, h2, h3, p, li)")]
        .filter((node) => node.clientWidth > 1 && node.getClientRects().length && (node.scrollWidth > node.clientWidth + 1) && getComputedStyle(node).overflowX !== "visible").map((node) => node.outerHTML.slice(0, 80)));
      assert.deepEqual(cut, [], `${locale} ${step}`);
    }
  }
  await done();
});
