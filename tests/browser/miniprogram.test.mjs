// The sample mini-program, both ways: its own form in the logic layer, and the page in a web-view that hands its text over.

import assert from "node:assert/strict";
import { readdirSync, statSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import * as tousu from "../../www/pkg/index.js";
import { launch, TODAY, views } from "../node/miniprogram.mjs";
import { open, start } from "./harness.mjs";

const DRAFT = {
  reason: "late-delivery",
  orderNumber: "QH20261110004217",
  purchaseDate: "2026-11-10",
  productName: "双面羊毛呢大衣",
  description: "商品页写明付款后48小时内发货，至今没有发出，客服只说在催仓库。",
  remedy: ["refund"],
  contactName: "周宁",
  contactPhone: "13912345678",
};
const EVIDENCE = ["order-detail", "chat-record"];

let site;
before(async () => {
  await tousu.ready();
  site = await start();
});
after(() => site?.close());

test("logic layer: the form is drawn, judged and written as everywhere else; copied, put into the calendar, shared", async () => {
  const app = await launch();
  const page = await app.open("/pages/check/check");
  assert.equal(page.data.state, "ready");
  assert.deepEqual(page.data.sections, JSON.parse(JSON.stringify(tousu.form().sections)));

  const change = (field, value) => page.onChange({ currentTarget: { dataset: { field } }, detail: { value } });
  change("contactPhone", "12");
  assert.deepEqual(page.data.errors, {}, "not while it is typed");
  page.onLeave({ currentTarget: { dataset: { field: "contactPhone" } } });
  const wrong = tousu.assess({ contactPhone: "12" }, { today: TODAY }).issues.find(({ path, severity }) => path[0] === "contactPhone" && severity === "error");
  assert.deepEqual(page.data.errors, { contactPhone: wrong.message });
  for (const [field, value] of Object.entries(DRAFT)) change(field, value);
  page.onEvidence({ detail: { value: EVIDENCE } });
  const draft = { ...DRAFT, evidence: EVIDENCE.map((kind) => ({ kind })) };
  const assessment = tousu.assess(draft, { today: TODAY });
  assert.deepEqual([page.data.ready, page.data.score, page.data.errors], [true, assessment.evidence.score, {}]);
  change("productName", "");
  assert.equal(page.data.ready, false);
  change("productName", DRAFT.productName);

  page.onWrite();
  const shown = app.pages.at(-1);
  const { title, body } = tousu.compose(draft, { document: "form", today: TODAY });
  assert.deepEqual([shown.data.title, shown.data.text], [title, body]);
  assert.deepEqual(shown.data.deadlines.map(({ due }) => due), assessment.deadlines.map(({ due }) => due));
  assert.ok(shown.data.deadlines.length > 0);

  shown.onCopy();
  shown.onCalendar({ currentTarget: { dataset: { index: 0 } } });
  shown.onShare();
  const [year, month, day] = shown.data.deadlines[0].due.split("-").map(Number);
  const startTime = new Date(year, month - 1, day).getTime() / 1000;
  assert.deepEqual(app.calls.slice(-3), [
    ["setClipboardData", { data: body }],
    ["addPhoneCalendar", { title: shown.data.deadlines[0].title, startTime, allDay: true, description: title }],
    ["shareFileMessage", { filePath: "wxfile://usr/tousu.txt", fileName: "投诉书.txt" }],
  ]);
  assert.equal(app.files.get("wxfile://usr/tousu.txt"), body);
});

test("the views: every field, its control, its error; every deadline with its button", { skip: !views && "WeChat's compiler does not run on this machine" }, async () => {
  const app = await launch();
  const page = await app.open("/pages/check/check");
  const fields = tousu.form().sections.flatMap((section) => section.fields);
  const controls = () => new Map(page.draw().flatMap(({ tag, attr }) => (attr?.["data-field"] ? [[attr["data-field"], { tag, attr }]] : [])));
  const words = (drawn) => drawn.filter((node) => typeof node === "string").join("\n");
  assert.deepEqual([...controls().keys()], fields.map(({ id }) => id));
  const tags = { choice: "wx-radio-group", choices: "wx-checkbox-group", date: "wx-picker", paragraph: "wx-textarea" };
  for (const { id, kind, label, maxLength } of fields) {
    const { tag, attr } = controls().get(id);
    assert.equal(tag, tags[kind] ?? "wx-input", id);
    if (["wx-input", "wx-textarea"].includes(tag)) assert.equal(attr.maxlength, maxLength || -1, id);
    assert.ok(words(page.draw()).includes(label), label);
  }
  // What a person does, by way of the view.
  const { attr } = controls().get("contactPhone");
  const event = { currentTarget: { dataset: { field: attr["data-field"] } }, detail: { value: "12" } };
  page[attr.bindinput](event);
  page[attr.bindblur](event);
  assert.equal(controls().get("contactPhone").attr.value, "12");
  assert.ok(words(page.draw()).includes(page.data.errors.contactPhone));

  const text = await app.open("/pages/text/text");
  text.setData({ title: "投诉书", text: "正文", deadlines: [{ title: "第一", due: "2026-12-01" }, { title: "第二", due: "2026-12-09" }] });
  const buttons = text.draw().filter(({ attr }) => attr?.bindtap === "onCalendar");
  assert.deepEqual(buttons.map(({ attr }) => attr["data-index"]), [0, 1]);
  assert.ok(words(text.draw()).includes("2026-12-09 第二"));
});

test("web-view: the page gets an id in the address, and hands the text that is shown to the page that opened it", async () => {
  const app = await launch();
  const check = await app.open("/pages/check/check");
  check.onWeb();
  const [, text, host] = app.pages;
  assert.equal(text.data.text, "");
  const { hash } = new URL(host.data.src);
  assert.match(hash, /^#\d+$/);

  const { page, context, complaints } = await open(site.browser, "about:blank");
  // WeChat's script, as much of it as the page uses.
  await context.route("**/jweixin.js", (route) => route.fulfill({ contentType: "text/javascript",
    body: "window.posted = []; window.wx = { miniProgram: { postMessage: ({ data }) => posted.push(data), navigateBack: () => (window.back = true) } };" })); // prettier-ignore
  await page.goto(`${site.origin}/miniprogram/web-view/${hash}`);
  await page.waitForSelector("tousu-form [data-step=start]");
  await page.evaluate((draft) => {
    const form = document.querySelector("tousu-form");
    form.draft = draft;
    form.goTo("texts");
  }, DRAFT);
  const shown = await page.evaluate(() => document.querySelector("tousu-form").draft);
  assert.deepEqual(shown, DRAFT);
  await page.click("[data-tool=hand-over]");
  const [posted] = await page.evaluate(() => (window.back ? window.posted : []));
  assert.ok(posted.tousu.text.includes(DRAFT.orderNumber));

  // What belongs to another visit is left; of this one the last counts.
  host.onMessage({ detail: { data: [{ tousu: { ...posted.tousu, id: "1", text: "another" } }, { other: 1 }, { tousu: { ...posted.tousu, text: "earlier" } }, posted] } });
  assert.deepEqual([text.data.title, text.data.text, text.data.deadlines], [posted.tousu.title, posted.tousu.text, posted.tousu.deadlines]);
  text.onCopy();
  assert.deepEqual(app.calls.at(-1), ["setClipboardData", { data: posted.tousu.text }]);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("web-view: where WeChat's script is missing nothing is offered that would not work", async () => {
  const { page, context } = await open(site.browser, "about:blank");
  await context.route("**/jweixin.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
  await page.goto(`${site.origin}/miniprogram/web-view/#1`);
  await page.waitForSelector("tousu-form [data-step=start]");
  await page.evaluate(() => document.querySelector("tousu-form").goTo("texts"));
  assert.equal(await page.locator("[data-tool=hand-over]").count(), 0);
  await context.close();
});

test("the whole sample with the package takes less than 400 KB of the two megabytes that a mini-program may have", () => {
  const size = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(`${entry.parentPath ?? entry.path}/${entry.name}`).size, 0); // prettier-ignore
  const at = (path) => fileURLToPath(new URL(`../../www/${path}`, import.meta.url));
  const total = size(at("miniprogram")) + ["index.js", "tousu.wasm.br"].reduce((sum, name) => sum + statSync(at(`pkg/wechat/${name}`)).size, 0);
  assert.ok(total < 400_000, `${total} bytes`);
});
