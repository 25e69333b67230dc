// The sample mini-program's pages in WeChat's own simulation of a mini-program (miniprogram-simulate, on jsdom): what a person sees
// and taps. It has the whole of Node behind it; the logic layer without TextDecoder, URL, fetch and WebAssembly is miniprogram.mjs.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync } from "node:zlib";
import { JSDOM } from "jsdom";
import * as tousu from "../../www/pkg/index.js";

const www = fileURLToPath(new URL("../../www/", import.meta.url));
const require = createRequire(import.meta.url);
const DRAFT = { orderNumber: "QH20261110004217", productName: "双面羊毛呢大衣", contactName: "周宁", contactPhone: "13912345678" };

let folder, app, simulate;
const calls = [];
before(async () => {
  await tousu.ready();
  // The sample with the package installed into it.
  folder = mkdtempSync(join(tmpdir(), "tousu-miniprogram-"));
  cpSync(join(www, "miniprogram"), folder, { recursive: true });
  cpSync(join(www, "pkg/wechat"), join(folder, "node_modules/tousu"), { recursive: true });
  // What the simulation and the sample find around them.
  const { window } = new JSDOM("<!doctype html><body></body>");
  Object.assign(globalThis, { window, document: window.document, CustomEvent: window.CustomEvent });
  globalThis.WXWebAssembly = {
    async instantiate(path, imports) {
      const bytes = readFileSync(join(folder, path.replace("/miniprogram_npm/", "node_modules/")));
      return WebAssembly.instantiate(await WebAssembly.compile(brotliDecompressSync(bytes)), imports);
    },
  };
  globalThis.wx = Object.fromEntries(["navigateTo", "setClipboardData", "addPhoneCalendar"].map((name) => [name, (options) => void calls.push([name, options])]));
  globalThis.App = (options) => (app = options);
  globalThis.getApp = () => app;
  simulate = require("miniprogram-simulate");
  // It knows components only; a page is one whose functions are methods, as WeChat has it too.
  globalThis.Page = ({ data, ...methods }) => globalThis.Component({ data, methods });
  require(join(folder, "app.js"));
  app.onLaunch();
});
after(() => {
  globalThis.window?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A page as it is drawn: `words`, and its elements by selector. */
async function open(name, query = {}) {
  const page = simulate.render(simulate.load(join(folder, "pages", name, name), { compiler: "simulate", rootPath: folder }));
  const place = document.createElement("div");
  page.attach(place);
  await page.instance.onLoad(query);
  return { page, place, words: () => place.textContent, all: (selector) => [...place.querySelectorAll(selector)] };
}

/** What a control of the mini-program tells its page. */
const tell = (control, name, detail = {}) => control.__wxElement.triggerEvent(name, detail, { bubbles: true });

test("the form: every field with its control, what is wrong beside it, the text on a tap", async () => {
  const { page, words, all } = await open("check");
  const fields = tousu.form().sections.flatMap((section) => section.fields);
  assert.deepEqual(all("[data-field]").map((control) => control.dataset.field), fields.map(({ id }) => id));
  for (const { label, hint, options = [] } of fields) for (const word of [label, hint ?? "", ...options.map((option) => option.label)]) assert.ok(words().includes(word), word);

  const of = (field) => all(`[data-field=${field}]`)[0];
  tell(of("contactPhone"), "input", { value: "12" });
  tell(of("contactPhone"), "blur");
  const { message } = tousu.assess({ contactPhone: "12" }).issues.find(({ path, severity }) => path[0] === "contactPhone" && severity === "error");
  assert.deepEqual(all(".main--error").map(({ textContent }) => textContent), [message]);
  for (const [field, value] of Object.entries(DRAFT)) tell(of(field), "input", { value });
  assert.deepEqual(all(".main--error"), []);
  assert.deepEqual(page.data.values, DRAFT);

  const kinds = ["order-detail", "payment-proof"];
  tell(all("wx-checkbox-group").at(-1), "change", { value: kinds });
  assert.match(words(), new RegExp(`证据：${tousu.assess({ ...DRAFT, evidence: kinds.map((kind) => ({ kind })) }).evidence.score} 分`));
  tell(all("wx-button")[0], "tap");
  assert.deepEqual(calls.pop(), ["navigateTo", { url: "/pages/text/text" }]);
  assert.ok(app.text.text.includes(DRAFT.orderNumber));
});

test("the text: copied, and each deadline put into the calendar", async () => {
  app.text = { title: "投诉书", text: "正文", deadlines: [{ title: "第一", due: "2026-12-01" }, { title: "第二", due: "2026-12-09" }] };
  const { words, all } = await open("text");
  assert.match(words(), /投诉书.*正文.*2026-12-01 第一.*2026-12-09 第二/s);
  const [, second, copy] = all("wx-button");
  tell(second, "tap");
  assert.deepEqual(calls.pop(), ["addPhoneCalendar", { title: "第二", startTime: new Date(2026, 11, 9).getTime() / 1000, allDay: true, description: "投诉书" }]);
  tell(copy, "tap");
  assert.deepEqual(calls.pop(), ["setClipboardData", { data: "正文" }]);
});
