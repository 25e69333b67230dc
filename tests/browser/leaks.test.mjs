// Nothing leaves: a whole session behind a proxy that logs every connection, with words of its own in every field. None of
// them turns up where others could read it (console, errors, addresses, title, names of files), and after the page is
// there nobody is asked for anything, not even its own server.
//
// Chromium asks its maker for things by itself, and has no switch for all of it. So there are two judges: the proxy, for
// every host but the maker's, sees connections of any kind; what the page and its worker ask for, of any host, is taken
// from DevTools, which knows who asked.

import assert from "node:assert/strict";
import { createServer, request as forward } from "node:http";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { findChromium } from "../tools/chromium.mjs";
import { serve } from "../tools/serve.mjs";
import { ARGUMENTS, PHONE, WWW } from "./harness.mjs";

/** Chromium's maker, by the address in a request to a proxy: `CONNECT host:443`, `POST http://host/…`. */
const MAKER = /^[A-Z]+ (https?:\/\/)?([\w-]+\.)+(google|googleapis|gstatic|gvt1)\.com(:\d+)?(\/|$)/;
/** @type {string[]} what the proxy was asked for */
const asked = [];
let server, proxy, browser, origin;

before(async () => {
  server = await serve(WWW, 0);
  origin = `http://127.0.0.1:${server.address().port}`;
  proxy = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const passed = forward(request.url, { method: request.method, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    passed.on("error", () => response.destroy());
    request.pipe(passed);
  });
  // Nothing but our own server is reached through it, so a tunnel to anywhere is only noted.
  proxy.on("connect", (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    socket.destroy();
  });
  await new Promise((done) => proxy.listen(0, "127.0.0.1", done));
  browser = await chromium.launch({
    executablePath: findChromium(),
    args: ARGUMENTS,
    // Chromium leaves the own machine out of a proxy unless it is told not to.
    proxy: { server: `http://127.0.0.1:${proxy.address().port}`, bypass: "<-loopback>" },
  });
});
after(async () => {
  await browser?.close();
  for (const each of [proxy, server]) {
    each?.closeAllConnections();
    each?.close();
  }
});

/** A draft with something in every field that stands nowhere else. */
function planted(spec) {
  const canaries = [];
  const plant = (text) => (canaries.push(text), text);
  const draft = {};
  for (const [n, field] of spec.sections.flatMap((section) => section.fields).entries()) {
    switch (field.kind) {
      case "choice":
        draft[field.id] = field.options[0].id;
        break;
      case "choices":
        draft[field.id] = field.options.slice(0, 3).map(({ id }) => id);
        break;
      case "date":
        draft[field.id] = `2026-10-${10 + n % 20}`;
        break;
      case "money":
        draft[field.id] = plant(`${73_000 + n}.19`);
        break;
      case "integer":
        draft[field.id] = "3";
        break;
      case "phone":
        draft[field.id] = plant("13987654321");
        break;
      case "email":
        draft[field.id] = plant("jinsique.qy@example.com");
        break;
      default:
        draft[field.id] = plant(`金丝雀Qz${n}x${field.id}`) + "骗子，验证码是：778899";
    }
  }
  plant("778899");
  draft.evidence = spec.evidence.slice(0, 4).map(({ id }, n) => ({ kind: id, title: plant(`题Qz${n}`), note: plant(`注Qz${n}`), count: 2, file: { name: plant(`相片Qz${n}.jpg`), size: 5 } }));
  draft.log = [
    { date: "2026-10-20", channel: "merchant", action: "requested-remedy", note: plant("记Qz0"), reference: plant("编号Qz0") },
    { date: "2026-10-25", channel: "merchant", action: "refused", note: plant("记Qz1") },
  ];
  return { draft, canaries };
}

test("a whole session: nothing is asked for after the page is there, and what was typed is said nowhere", async () => {
  const context = await browser.newContext({ locale: "zh-CN", timezoneId: "Asia/Shanghai", ...PHONE, acceptDownloads: true, permissions: ["clipboard-read", "clipboard-write"] });
  const said = [];
  const say = (where, text) => said.push({ where, text: String(text) });
  context.on("console", (message) => say(`console.${message.type()}`, message.text()));
  context.on("weberror", (error) => say("error", error.error().stack));
  /** Requests of the page, its frames and its service worker. */
  const requested = [];
  context.on("request", (request) => {
    requested.push(request.url());
    say("address", request.url());
    say("body", request.postData() ?? "");
  });
  const page = await context.newPage();
  page.on("download", (download) => say("name of a file", download.suggestedFilename()));
  page.on("dialog", (dialog) => {
    say("dialog", dialog.message());
    void dialog.dismiss();
  });
  page.on("framenavigated", (frame) => say("address", frame.url()));

  // The second visit is under the service worker, which has everything.
  await page.goto(`${origin}/`);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.goto(`${origin}/`);
  await page.waitForSelector("tousu-form [data-step]");
  await page.evaluate(() => document.querySelector("tousu-form").ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  assert.ok(asked.length > 5 && requested.length > 5, "both judges see what is loaded");
  const loaded = asked.length;

  const { draft, canaries } = planted(await page.evaluate(() => document.querySelector("tousu-form").spec));
  assert.ok(canaries.length > 25);
  await page.evaluate((draft) => {
    const form = document.querySelector("tousu-form");
    form.draft = draft;
    // Whoever wants to overhear a page listens here.
    addEventListener("unhandledrejection", ({ reason }) => console.log("unhandled", String(reason), reason?.stack));
  }, draft);

  const steps = await page.evaluate(() => {
    const form = document.querySelector("tousu-form");
    return ["start", ...form.spec.sections.map(({ id }) => id), "evidence", "review", "texts", "follow-up", "overview"].filter((step) => (form.goTo(step), document.querySelector("tousu-form [data-step]").dataset.step === step));
  });
  assert.equal(steps.length, 6, steps.join(" "));

  /** Presses whatever can be pressed in the step; what it opens, saves or copies is part of the session. */
  async function press(step) {
    await page.evaluate((step) => document.querySelector("tousu-form").goTo(step), step);
    const count = await page.locator("tousu-form .t-body button, tousu-form .t-body summary, tousu-form .t-body input[type=radio]").count();
    for (let n = 0; n < count; n++) {
      const target = page.locator("tousu-form .t-body button, tousu-form .t-body summary, tousu-form .t-body input[type=radio]").nth(n);
      // What was pressed before may have taken it away.
      if (await target.isVisible()) await target.click({ force: true });
      const now = await page.evaluate(() => document.querySelector("tousu-form [data-step]")?.dataset.step);
      if (now !== step) await page.evaluate((step) => document.querySelector("tousu-form").goTo(step), step);
    }
    say("title", await page.title());
    say("address", page.url());
  }
  const language = () => page.locator("#language").click();
  for (const locale of ["zh-CN", "en"]) {
    for (const step of steps) await press(step);
    // Pressing may have changed the draft; the canaries come back.
    await page.evaluate((draft) => (document.querySelector("tousu-form").draft = draft), draft);
    await language();
    await page.waitForFunction((before) => document.documentElement.lang !== before, locale);
  }

  // Typed by hand, then with everything that can fail failing.
  await page.evaluate(() => {
    const fail = () => Promise.reject(new Error("not today"));
    navigator.clipboard.writeText = fail;
    document.execCommand = () => false;
    for (const prototype of [IDBObjectStore.prototype, IDBDatabase.prototype]) for (const name of ["put", "add", "transaction"]) if (name in prototype) prototype[name] = () => { throw new DOMException("not today", "QuotaExceededError"); };
    Storage.prototype.setItem = () => { throw new DOMException("not today", "QuotaExceededError"); };
  });
  await page.evaluate(() => document.querySelector("tousu-form").goTo("story", "description"));
  await page.locator('tousu-form [data-key="description"] textarea').fill("亲手写Qz\ud800");
  canaries.push("亲手写Qz");
  for (const step of ["evidence", "texts", "overview"]) if (steps.includes(step)) await press(step);
  // Nothing waits to be saved, and a request of ours has passed the proxy: whatever the page asked for before it has too.
  await page.evaluate(() => document.querySelector("tousu-form").flush());
  await page.evaluate((address) => fetch(address), `${origin}/the-end`);
  const end = asked.indexOf(`GET ${origin}/the-end`);
  assert.ok(end > 0 && requested.at(-1) === `${origin}/the-end`, "both judges see a request of the page");

  say("state", JSON.stringify(await page.evaluate(() => [history.state, location.href, document.referrer, window.name, document.cookie])));
  for (const name of await page.evaluate(() => performance.getEntries().map(({ name }) => name))) say("timing", name);

  assert.ok(said.filter(({ where }) => where === "address").length > 5 && said.some(({ where }) => where === "name of a file"), "the ears are open");
  const { productName } = draft;
  for (const { where, text: whole } of said) {
    // A file that the person makes is told from another case's by what was bought.
    const text = where === "name of a file" ? whole.replace(productName, "") : whole;
    const plain = [text, decodeURIComponent(text.replace(/%(?![0-9a-f]{2})/gi, "%25"))].join("\n");
    for (const canary of canaries) assert.ok(!plain.includes(canary), `${where} says ${canary}: ${text.slice(0, 300)}`);
  }
  // The browser looks by itself whether there is a newer service worker; that says nothing of anybody.
  assert.deepEqual(asked.slice(loaded).filter((each) => !MAKER.test(each) && ![`GET ${origin}/sw.js`, `GET ${origin}/the-end`].includes(each)), []);
  assert.deepEqual(requested.filter((address) => !address.startsWith(`${origin}/`) && !/^(blob|data):/.test(address)), []);
  await context.close();
});
