// The component `tousu-form` of a mini-program: whole jobs in WeChat's own simulation, with the views drawn by WeChat's compiler,
// and what WeChat refuses. Its look in a real browser is tests/browser/miniprogram-form.test.mjs.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { brotliDecompressSync, gzipSync } from "node:zlib";
import * as tousu from "../../www/pkg/index.js";
import { attach, device, install, until } from "./form-in-wechat.mjs";
import { views } from "./miniprogram.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const TODAY = "2026-11-24";
const ORDER = "小满家居旗舰店\n订单编号：NB20261103000712\n商品名称：儿童书包\n实付款：¥129.00\n下单时间：2026-11-03 10:21:33";
const STORY = "11月3日下单付款129元，商家说48小时内发货，到今天没有发货，客服不回复。";
const READY = {
  reason: "late-delivery", productName: "儿童书包", orderNumber: "NB20261103000712", purchaseDate: "2026-11-03", paidAmount: "129.00",
  description: STORY, remedy: ["refund"], contactName: "林晓彤", contactPhone: "13800138000",
};
const DRAWN = { skip: views ? false : "WeChat's compiler has no build for this machine" };

let host;
before(async () => {
  await tousu.ready();
  host = install();
});
after(() => {
  globalThis.window?.close();
  rmSync(host.folder, { recursive: true, force: true });
});

/** A form on a phone that answers as given. */
async function open(properties = {}, answers = {}, phone = device(answers)) {
  globalThis.wx = phone.wx;
  const form = await attach(host, { today: TODAY, ...properties });
  return { ...form, phone, calls: (name) => phone.calls.filter(([called]) => called === name).map(([, options]) => options) };
}
const last = (heard, name) => heard.findLast(([event]) => event === name)?.[1];
const photos = (...names) => ({ tempFiles: names.map((name) => ({ tempFilePath: `http://tmp/${name}`, size: 1000, fileType: "image" })) });

test("a late parcel, from the copied order to the sent letter", DRAWN, async () => {
  const form = await open({}, { getClipboardData: () => ({ data: ORDER }), chooseMedia: () => photos("a.jpg", "b.png") });
  await form.tap("paste");
  const found = tousu.recognize(ORDER, { today: TODAY }).fields;
  for (const [field, value] of Object.entries(found)) assert.ok(form.draft()[field] === value || form.row(`found:${field}`)?.value, field);
  assert.match(form.words(), new RegExp(`已认出 ${Object.keys(found).length} 项`));
  await form.tap("found:all");
  assert.deepEqual(form.draft(), found);

  await form.tap("problem", "nothing");
  assert.equal(last(form.heard, "step").step, "story");
  const behind = form.row("reason").options.map(({ id }) => id);
  assert.deepEqual(behind, ["late-delivery", "not-received"]);
  await form.tap("reason:rest");
  assert.deepEqual(form.row("reason").options.map(({ id }) => id).sort(), tousu.form().reasons.map(({ id }) => id).sort());
  await form.tap("reason", "late-delivery");
  await form.tap("contacted", "contactedSilent");
  await form.tap("contacted:day", "yesterday");
  assert.deepEqual(form.draft().log, [{ channel: "merchant", action: "contacted", date: "2026-11-23" }]);
  await form.type("description", STORY);
  await form.leave("description");
  await form.tap("remedy", "refund");

  await form.tap("next");
  assert.deepEqual([form.component.data.current, form.component.data.title], ["order", "订单和商家"]);
  await form.type("contactName", READY.contactName);
  await form.type("contactPhone", "1380013");
  assert.deepEqual(form.row("contactPhone").messages, undefined, "nothing is wrong before the field was left");
  await form.leave("contactPhone");
  const [{ message }] = tousu.assess(form.draft(), { today: TODAY }).issues.filter(({ path }) => path[0] === "contactPhone");
  assert.ok(form.words().includes(message));
  await form.type("contactPhone", "１３８００１３８０００");
  await form.leave("contactPhone");
  const [typed] = form.row("contactPhone").messages;
  assert.equal(typed.fix, "改为“13800138000”");
  form.all('[data-key="contactPhone"][data-value="0"]')[0].__wxElement.triggerEvent("tap", {}, { bubbles: true });
  assert.equal(form.draft().contactPhone, READY.contactPhone);

  await form.tap("next");
  await form.tap("photos:add");
  await until(() => form.draft().evidence?.length === 2);
  assert.deepEqual(form.draft().evidence.map(({ file }) => file), [
    { name: "a.jpg", size: 1000, type: "image/jpeg", path: "http://store/a.jpg" },
    { name: "b.png", size: 1000, type: "image/png", path: "http://store/b.png" },
  ]);
  assert.equal(form.all(".main--photo").length, 2);
  await form.tap("exhibits", "1");
  await form.pick("evidence.1.kind", String(form.row("evidence.1.kind").items.indexOf("聊天记录")));
  await form.type("evidence.1.note", "客服三天没有回复");
  assert.deepEqual([form.draft().evidence[1].kind, form.draft().evidence[1].note], ["chat-record", "客服三天没有回复"]);
  await form.tap("exhibit:open");
  assert.deepEqual(form.calls("previewMedia"), [{ sources: [{ url: "http://store/b.png", type: "image" }] }]);
  await form.tap("exhibit:remove");
  assert.equal(form.draft().evidence.length, 1);
  await form.tap("removed:undo");
  assert.equal(form.draft().evidence[1].note, "客服三天没有回复");

  await form.tap("next");
  const draft = form.draft();
  const { next, ready } = tousu.assess(draft, { today: TODAY });
  assert.ok(ready);
  const { documents: ordered } = tousu.form().channels.find(({ id }) => id === next.channel);
  const text = (options) => tousu.compose(draft, { today: TODAY, document: next.document ?? ordered[0], channel: next.channel, ...options });
  assert.equal(form.row("letter").text, text().body);
  assert.match(form.words(), /先发给：商家|先联系：商家/);
  await form.tap("version", "short");
  assert.equal(form.row("letter").text, text({ version: "short" }).body);
  await form.tap("version", "full");
  await form.tap("reply-by", "15");
  assert.equal(form.row("letter").text, text({ replyBy: "2026-12-09" }).body);
  await form.tap("copy");
  const sent = text({ replyBy: "2026-12-09" }).shareable;
  assert.deepEqual(form.calls("setClipboardData"), [{ data: sent }]);
  assert.deepEqual(last(form.heard, "copy"), { text: sent });
  assert.match(form.words(), /发了吗？/);
  await form.tap("sent");
  assert.deepEqual(form.draft().log[1], { date: TODAY, channel: "merchant", action: "requested-remedy", replyBy: "2026-12-09" });
  assert.equal(form.component.data.current, "follow-up");
  assert.match(form.words(), /等小满家居旗舰店客服答复.*还剩 15 天/);
  assert.deepEqual(last(form.heard, "change").draft, form.draft());
  assert.deepEqual(last(form.heard, "change").assessment, tousu.assess(form.draft(), { today: TODAY }));
});

test("the next days: reopened from the storage, reminded, answered, and written again", DRAWN, async () => {
  const first = await open({}, {});
  first.component.setData({ draft: { ...READY, log: [{ date: TODAY, channel: "merchant", action: "requested-remedy", replyBy: "2026-12-01" }] } });
  await first.tap("follow-up");
  await first.tap("log:add");
  first.component.detach();
  await until(() => first.phone.stored.has("tousu"));
  const kept = JSON.parse(first.phone.stored.get("tousu"));
  assert.equal(kept.log.length, 2);
  first.phone.stored.set("tousu", JSON.stringify({ ...kept, log: [kept.log[0]] }));

  const form = await open({ today: "2026-11-25" }, {}, first.phone);
  await until(() => form.component.data.current === "follow-up");
  assert.match(form.words(), /等商家答复.*还剩 6 天/);
  await form.tap("now:remind");
  const [reminder] = form.calls("addPhoneCalendar");
  assert.equal(reminder.startTime, new Date(2026, 11, 1, 9).getTime() / 1000);
  assert.match(reminder.title, /^儿童书包 · /);
  assert.match(form.words(), /已加入手机日历/);

  await form.tap("answer");
  await form.type("reply", "亲，特价商品不退不换的哦");
  const { excuse } = tousu.recognize("亲，特价商品不退不换的哦", { today: TODAY });
  const { label, holds, reply } = tousu.form().excuses.find(({ id }) => id === excuse.id);
  for (const words of [label, holds, reply]) assert.ok(form.words().includes(words), words);
  await form.tap("reply:kind", "answerRefused");
  await form.tap("reply:note");
  assert.deepEqual(form.draft().log[1], { date: "2026-11-25", channel: "merchant", action: "refused", excuse: excuse.id });
  const { next } = tousu.assess(form.draft(), { today: "2026-11-25" });
  assert.notEqual(next.kind, "wait");
  assert.notEqual(next.channel, "merchant");
  await form.tap("write");
  assert.deepEqual([form.component.data.current, form.row("letter").text], ["texts", tousu.compose(form.draft(), { today: "2026-11-25", document: next.document, channel: next.channel }).body]);
});

test("a day that passed: the reminder is copied, and noted as sent", DRAWN, async () => {
  const draft = { ...READY, log: [{ date: "2026-11-02", channel: "merchant", action: "refused" }, { date: "2026-11-03", channel: "12315", action: "submitted" }] };
  const today = "2026-12-28";
  const { next } = tousu.assess(draft, { today });
  assert.equal(next.kind, "chase");
  const form = await open({ draft, today, step: "follow-up", storageKey: "" });
  assert.match(form.words(), /超期|到期了/);
  await form.tap("chase:copy");
  assert.deepEqual(form.calls("setClipboardData"), [{ data: tousu.compose(draft, { today, document: next.document, channel: next.channel }).shareable }]);
  await form.tap("chase:sent");
  assert.equal(form.draft().log.length, 3);
  assert.equal(form.draft().log[2].date, today);
  await form.tap("noted:undo");
  assert.deepEqual(form.draft(), draft);
});

test("a step between: the text may be edited, taken back, shared, and given to the host", DRAWN, async () => {
  const form = await open({ draft: { ...READY, evidence: [{ kind: "order-detail" }, { kind: "payment-proof", file: { name: "p.jpg", size: 1, path: "wxfile://p.jpg" } }] }, step: "texts", submitLabel: "交给客服" });
  const before = form.row("letter").text;
  await form.tap("letter:edit");
  await form.type("letter", "改过的文字");
  await form.leave("letter");
  await form.tap("share");
  const [{ filePath, fileName }] = form.calls("shareFileMessage");
  assert.equal(form.phone.files.get(filePath), "改过的文字");
  assert.match(fileName, /\.txt$/);
  assert.equal(last(form.heard, "share").text, "改过的文字");
  await form.tap("letter:back");
  assert.equal(form.row("letter").text, before);
  await form.tap("submit");
  const { draft, assessment, texts, files } = last(form.heard, "submit");
  assert.deepEqual([draft, assessment], [form.draft(), tousu.assess(form.draft(), { today: TODAY })]);
  assert.deepEqual(files, [{ exhibit: 1, path: "wxfile://p.jpg" }]);
  assert.ok(texts[0].body.includes(READY.orderNumber) && texts[0].document && texts[0].channel);
});

test("what WeChat refuses is said, and there is another way", DRAWN, async () => {
  const { refuse } = device();
  const form = await open({}, {
    getClipboardData: () => refuse("getClipboardData:fail privacy permission is not authorized"),
    setClipboardData: () => refuse("setClipboardData:fail"),
    chooseMedia: () => refuse("chooseMedia:fail auth deny"),
    shareFileMessage: () => refuse("shareFileMessage:fail"),
    addPhoneCalendar: () => refuse("addPhoneCalendar:fail auth deny"),
    setStorage: () => refuse("setStorage:fail exceed max storage size"),
  });
  await form.tap("paste");
  assert.match(form.words(), /没有读到剪贴板/);
  await form.type("paste:text", ORDER);
  assert.equal(form.draft().orderNumber, READY.orderNumber);
  await until(() => last(form.heard, "storage")?.state === "saveFailed");
  assert.match(form.words(), /没有保存成功，请先复制文书留底/);
  form.component.setData({ draft: { ...READY, log: [{ date: TODAY, channel: "merchant", action: "requested-remedy", replyBy: "2026-12-01" }] } });
  await form.tap("evidence");
  await form.tap("photos:add");
  assert.match(form.words(), /没有取到照片/);
  assert.equal(form.draft().evidence, undefined);
  await form.tap("texts");
  await form.tap("copy");
  assert.match(form.words(), /没有复制成功/);
  assert.doesNotMatch(form.words(), /发了吗/);
  await form.tap("share");
  assert.match(form.words(), /没有分享成功/);
  await form.tap("follow-up");
  await form.tap("now:remind");
  assert.match(form.words(), /没有加入日历/);
});

test("a window of WeChat that was closed is no failure; a picture that cannot be kept does not lose the others", DRAWN, async () => {
  const answers = { chooseMedia: () => device().refuse("chooseMedia:fail cancel") };
  const form = await open({ draft: READY, step: "evidence" }, answers);
  await form.tap("photos:add");
  assert.equal(form.component.data.said, "");
  const full = await open({ draft: READY, step: "evidence" }, {
    chooseMedia: () => photos("a.jpg", "b.jpg"),
    saveFile: ({ tempFilePath, success, fail }) => (tempFilePath.includes("a.") ? fail({ errMsg: "saveFile:fail the maximum size of the file storage limit is exceeded" }) : success({ savedFilePath: "wxfile://b.jpg" })),
  });
  await full.tap("photos:add");
  await until(() => full.component.data.said !== "");
  assert.match(full.component.data.said, /已添加 1 个.*没有存下来：a\.jpg/);
  assert.deepEqual(full.draft().evidence.map(({ file }) => file.path), ["wxfile://b.jpg"]);
});

test("an empty clipboard, and one without an order", DRAWN, async () => {
  let data = "  ";
  const form = await open({}, { getClipboardData: () => ({ data }) });
  await form.tap("paste");
  assert.match(form.words(), /剪贴板里没有文字/);
  data = "晚上吃什么";
  await form.tap("paste");
  assert.match(form.words(), /没有识别出可填写的内容/);
  assert.deepEqual(form.draft(), {});
});

const HOSTILE = [
  null, 7, "draft", [], [[]], { evidence: "x", log: 3 }, { evidence: [null, 1, { kind: 7, file: "x" }], log: [[], { date: {}, action: [] }] },
  { reason: { id: "x" }, remedy: "refund", description: "x".repeat(300_000) }, { reason: "no-such", evidence: [{ kind: "no-such" }], log: [{ channel: "no-such", action: "no-such", date: "2026-99-99" }] },
  { evidence: Array.from({ length: 600 }, () => ({ kind: "order-detail" })) }, JSON.parse('{"__proto__": {"reason": "quality"}, "constructor": 1, "toString": "x"}'),
];
test("a hostile draft draws every step", DRAWN, async () => {
  for (const draft of HOSTILE) {
    const form = await open({ draft, storageKey: "" });
    for (const { id } of form.component.data.steps) {
      await form.tap(id);
      assert.equal(form.component.data.current, id);
      assert.ok(form.component.data.groups.length > 0, `${JSON.stringify(draft)?.slice(0, 60)}: ${id}`);
    }
    assert.deepEqual(form.heard.filter(([name]) => name === "error"), []);
    form.component.detach();
  }
});

test("what a storage holds is judged like any other draft, and nothing is written over what cannot be read", DRAWN, async () => {
  const phone = device();
  phone.stored.set("tousu", JSON.stringify({ reason: 7, orderNumber: ["x"], contactName: "林晓彤" }));
  const form = await open({}, {}, phone);
  await until(() => form.draft().contactName === "林晓彤");
  assert.deepEqual(Object.keys(form.draft()).sort(), ["contactName", "reason"]);
  const broken = await open({}, { getStorageInfo: () => device().refuse("getStorageInfo:fail") });
  await until(() => last(broken.heard, "storage")?.state === "loadFailed");
  assert.match(broken.words(), /读不到之前保存的内容/);
});

test("the host's draft: taken whole, handed back without effect, and before what is kept", DRAWN, async () => {
  const phone = device();
  phone.stored.set("tousu", JSON.stringify({ contactName: "旧的" }));
  const form = await open({ draft: { orderNumber: "A1" } }, {}, phone);
  assert.deepEqual(form.draft(), { orderNumber: "A1" });
  const changes = () => form.heard.filter(([name]) => name === "change").length;
  const before = changes();
  form.component.setData({ draft: { orderNumber: "A1" } });
  assert.equal(changes(), before);
  form.component.setData({ draft: { orderNumber: "B2" } });
  assert.deepEqual([form.draft(), changes()], [{ orderNumber: "B2" }, before + 1]);
  form.component.setData({ draft: {} });
  assert.deepEqual(form.draft(), {});
  const nowhere = await open({ storageKey: "" });
  await nowhere.tap("problem", "fake");
  nowhere.component.detach();
  assert.deepEqual([nowhere.calls("getStorageInfo"), nowhere.calls("setStorage")], [[], []]);
});

test("while somebody types, the field is not written to", DRAWN, async () => {
  const form = await open({ draft: READY, step: "story" });
  const written = [];
  const { instance } = form.component;
  const setData = instance.setData.bind(instance);
  instance.setData = (changes) => {
    written.push(changes);
    setData(changes);
  };
  await form.type("description", `${STORY}而且`);
  assert.equal(form.draft().description, `${STORY}而且`);
  assert.equal(form.row("description").value, STORY);
  assert.ok(written.length > 0);
  assert.ok(JSON.stringify(written).length < 2_000, "only what differs crosses to the view");
  await form.leave("description");
  assert.equal(form.row("description").value, `${STORY}而且`);
});

test("light, dark, or as the phone has it; English; a day of the host's", DRAWN, async () => {
  const form = await open();
  const look = () => form.all(".main--form")[0].className;
  assert.match(look(), /main--auto/);
  form.component.setData({ theme: "dark" });
  assert.match(look(), /main--dark/);
  form.component.setData({ theme: "light" });
  assert.match(look(), /main--light/);
  form.component.setData({ theme: "<x>" });
  assert.match(look(), /main--auto/);
  form.component.setData({ lang: "en" });
  assert.match(form.words(), /Paste order.*What went wrong\?/);
form.component.setData({ draft: { ...READY, productName: "Satchel", description: "Paid on 3 November, nothing was sent.", contactName: "Lin", log: [{ date: TODAY, channel: "12315", action: "refused" }, { date: TODAY, channel: "merchant", action: "requested-remedy", replyBy: "2026-12-01" }] } });
  for (const { id } of form.component.data.steps) {
    await form.tap(id);
    for (const { key, kind } of form.rows()) if (kind === "fold" && !["parts", "filed"].includes(key)) await form.tap(key);
    if (id === "follow-up") await form.tap("reply:kind", "answerGave");
    // What is sent is Chinese, and the catalogue names buttons of WeChat as they are; all else is English.
    const words = JSON.stringify([form.component.data.title, form.rows().filter(({ kind }) => kind !== "paper")]).match(/"[^"]*"/g);
    assert.deepEqual(words.filter((text) => /[\p{Script=Han}：。]/u.test(text) && !/[a-z]{3}/.test(text)), [], id);
  }
  form.component.setData({ draft: { ...READY, purchaseDate: "2026-12-01" }, today: "2026-12-02" });
  assert.deepEqual(last(form.heard, "change").assessment, tousu.assess({ ...READY, purchaseDate: "2026-12-01" }, { today: "2026-12-02", locale: "en" }));
});

test("a phone without Intl, and one whose clock is far off", DRAWN, async () => {
  const { Intl } = globalThis;
  delete globalThis.Intl;
  try {
    const form = await open({ draft: READY, step: "order", storageKey: "" });
    assert.equal(form.row("purchaseDate").text, "2026年11月3日");
    form.component.setData({ lang: "en" });
    assert.equal(form.row("purchaseDate").text, "2026-11-03");
  } finally {
    globalThis.Intl = Intl;
  }
  const { Date: Clock } = globalThis;
  globalThis.Date = class extends Clock {
    constructor(...given) {
      super(...(given.length > 0 ? given : [9999, 0, 1]));
    }
  };
  try {
    const form = await open({ today: "", draft: READY, storageKey: "" });
    assert.equal(form.component.data.state, "ready");
  } finally {
    globalThis.Date = Clock;
  }
});

test("in the bare logic layer: no DOM, no codec, no Intl, no WebAssembly but WeChat's", async () => {
  const part = join(root, "www/pkg/wechat");
  let options;
  const WXWebAssembly = {
    async instantiate(path, imports) {
      return WebAssembly.instantiate(await WebAssembly.compile(brotliDecompressSync(readFileSync(join(part, path.split("/").pop())))), imports);
    },
  };
  const phone = device();
  const context = vm.createContext({ wx: phone.wx, WXWebAssembly, Component: (given) => (options = given), setTimeout, clearTimeout });
  vm.runInContext("delete globalThis.WebAssembly; delete globalThis.Intl;", context);
  for (const name of ["TextDecoder", "URL", "fetch", "Intl", "File", "document", "queueMicrotask"]) assert.equal(vm.runInContext(`typeof ${name}`, context), "undefined", name);
  const load = (name) => {
    const module = { exports: {} };
    vm.compileFunction(readFileSync(join(part, name), "utf8"), ["module", "exports", "require"], { parsingContext: context })(module, module.exports, () => load("index.js"));
    return module.exports;
  };
  load("tousu-form/index.js");
  const properties = Object.fromEntries(Object.entries(options.properties).map(([name, { value }]) => [name, value]));
  const heard = [];
  let drawn = {};
  const component = { ...options.methods, properties: { ...properties, today: TODAY, step: "texts", draft: READY, module: "/miniprogram_npm/tousu/tousu.wasm.br" }, setData: (changes) => (drawn = { ...drawn, ...changes }), triggerEvent: (...event) => void heard.push(event) };
  options.lifetimes.attached.call(component);
  await until(() => drawn.state === "ready" || drawn.state === "failed");
  assert.deepEqual([drawn.state, drawn.title], ["ready", "结果"]);
  await component.onTap({ currentTarget: { dataset: { key: "copy" } } });
  const { next } = tousu.assess(READY, { today: TODAY });
  assert.equal(phone.calls.at(-1)[1].data, tousu.compose(READY, { today: TODAY, document: next.document, channel: next.channel }).shareable);
  for (const { id } of drawn.steps) component.onStep({ currentTarget: { dataset: { key: id } } });
  assert.equal(drawn.current, "follow-up");
  assert.deepEqual(heard.filter(([name]) => name === "step").map(([, { step }]) => step), ["start", "story", "order", "evidence", "texts", "follow-up"]);
  options.lifetimes.detached.call(component);
});

test("a module that does not load is said, to the person and to the page", DRAWN, async () => {
  const { WXWebAssembly } = globalThis;
  const fresh = install();
  globalThis.WXWebAssembly = { instantiate: () => Promise.reject(new Error("no such file")) };
  globalThis.wx = device().wx;
  try {
    const form = await attach(fresh, {});
    assert.equal(form.component.data.state, "failed");
    assert.match(form.words(), /表单没有打开成功/);
    assert.deepEqual(last(form.heard, "error"), { message: "no such file" });
  } finally {
    globalThis.WXWebAssembly = WXWebAssembly;
    rmSync(fresh.folder, { recursive: true, force: true });
  }
});

test("the sample's page: a prefilled order, and a submission to the shop's server", DRAWN, async () => {
  const asked = [];
  globalThis.wx = { ...device().wx, request: (options) => asked.push(["request", options]), uploadFile: (options) => asked.push(["uploadFile", options]), showToast: ({ title }) => asked.push(["showToast", title]) };
  const { Page } = globalThis;
  globalThis.Page = ({ data, ...methods }) => globalThis.Component({ data, methods });
  try {
    // WeChat's tools find the package by its name; the simulation wants the path.
    const config = join(host.folder, "pages/form/form.json");
    writeFileSync(config, readFileSync(config, "utf8").replace("tousu/tousu-form", "../../miniprogram_npm/tousu/tousu-form"));
    const page = host.simulate.render(host.simulate.load(join(host.folder, "pages/form/form"), { compiler: "official", rootPath: host.folder }));
    const place = document.createElement("div");
    page.attach(place);
    page.instance.onLoad({ orderNumber: "QH20261110004217" });
    assert.deepEqual(page.data.draft, { orderNumber: "QH20261110004217" });
    await until(() => place.textContent.includes("贴订单"));
    page.instance.onSubmit({ detail: { draft: page.data.draft, texts: [{ body: "x" }], files: [{ exhibit: 0, path: "wxfile://a.jpg" }] } });
    const [[, { url, data, success }]] = asked;
    assert.deepEqual(data, { draft: page.data.draft, texts: [{ body: "x" }] });
    success({ data: { id: 5 } });
    assert.deepEqual(asked.slice(1), [["uploadFile", { url: `${url}/5/0`, filePath: "wxfile://a.jpg", name: "file" }], ["showToast", "已交给客服"]]);
  } finally {
    globalThis.Page = Page;
  }
});

test("types: against WeChat's own", () => {
  const tsc = join(root, "tests/node_modules/.bin/tsc");
  const { status, stdout } = spawnSync(tsc, ["--project", join(root, "www/lib/mini-program")], { encoding: "utf8" });
  assert.equal(status, 0, stdout);
});

test("what lands in a mini-program: one module, and one engine; 260 KiB as it travels", () => {
  const part = join(root, "www/pkg/wechat");
  const files = readdirSync(part, { recursive: true }).filter((name) => statSync(join(part, name)).isFile());
  assert.deepEqual(files.filter((name) => name.includes("wasm")), ["tousu.wasm.br"]);
  // WeChat serves packages compressed, which does nothing to the module any more.
  const bytes = files.reduce((sum, name) => sum + gzipSync(readFileSync(join(part, name))).length, 0);
  assert.ok(bytes <= 260 * 1024, `${bytes} bytes`);
  const code = readFileSync(join(part, "tousu-form/index.js"), "utf8");
  assert.ok(code.includes('require("../index.js")'), "the engine is that of the package");
  assert.doesNotMatch(code, /\?\?|\?\.[a-z(\[]|catch\{|import\.meta|\bimport\(|\b(document|window|TextEncoder|TextDecoder)\.|\bfetch\(/);
});
