// The page at the edge of its storage: no room, evicted, silent. What could not be saved is said, and is not lost.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { start } from "./harness.mjs";
import { draftOf, goTo, openMenu, picture, ready, visit } from "./visit.mjs";

let site;
before(async () => { site = await start(); }); // prettier-ignore
after(() => site?.close());

/** A visit whose browser has a fault from the start. @param {() => void} fault */
const visitWith = (fault) => visit(site, { before: (context) => context.addInitScript(fault) });

/** @param {import("playwright-core").Page} page @param {string} words */
async function type(page, words) {
  await page.evaluate(() => {
    const form = document.querySelector("tousu-form");
    form.goTo(form.spec.sections.find(({ fields }) => fields.some(({ id }) => id === "description")).id, "description");
  });
  await page.fill("#tousu-description", words);
}
const saved = (page) => page.waitForSelector("[data-saving=saved]");
const notice = (page, words) => page.waitForFunction((wanted) => document.querySelector("#notice").textContent.includes(wanted), words);

/** No room in the store that sessionStorage names. */
const full = () => {
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (...given) {
    if (this.name === sessionStorage.getItem("full")) throw new DOMException("injected", "QuotaExceededError");
    return put.apply(this, given);
  };
};

test("no room for the last words: they are in the backup, outlive the page, and are saved once there is room", async () => {
  const { page, context } = await visitWith(full);
  await type(page, "先写的");
  await saved(page);
  await page.evaluate(() => sessionStorage.setItem("full", "cases"));
  await type(page, "先写的，后写的");
  await notice(page, "设备空间不足，内容没有保存");
  await openMenu(page);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("[data-menu=exportFile]")]);
  assert.equal(JSON.parse(readFileSync(await download.path(), "utf8")).draft.description, "先写的，后写的");
  await page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { value: "hidden" });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  // Still no room at the next start: the words wait further, and the page says so.
  await page.reload();
  await ready(page);
  await notice(page, "设备空间不足");
  assert.match(await page.evaluate(() => localStorage.getItem("tousu-unsaved")), /后写的/);
  await page.evaluate(() => sessionStorage.clear());
  await page.reload();
  await ready(page);
  assert.equal((await draftOf(page)).description, "先写的，后写的");
  assert.equal(await page.evaluate(() => localStorage.getItem("tousu-unsaved")), null);
  await context.close();
});

test("no room for a photo: its name and the reason are shown, the others are kept, and it can be added again", async () => {
  const { page, context } = await visitWith(full);
  await page.evaluate(() => sessionStorage.setItem("full", "files"));
  const photo = (name) => ({ name, mimeType: "image/png", buffer: picture(40 + name.length, 40) });
  await goTo(page, "evidence");
  await page.setInputFiles("[data-add-files]", [photo("大图.png")]);
  await page.waitForFunction(() => document.querySelector("[data-files-said]").textContent.includes("设备空间不足，没有存下来：大图.png"));
  assert.equal(((await draftOf(page)).evidence ?? []).length, 0, "no exhibit without its file");
  await page.evaluate(() => sessionStorage.clear());
  await page.setInputFiles("[data-add-files]", [photo("大图.png")]);
  await page.waitForFunction(() => document.querySelector("tousu-form").draft.evidence?.[0]?.file?.sha256);
  await context.close();
});

test("the browser deletes the site's data under the page: the open complaint is saved again, and the page says so", async () => {
  const { page, context } = await visit(site);
  await type(page, "十一月十日买的大衣");
  await saved(page);
  const session = await context.newCDPSession(page);
  await session.send("Storage.clearDataForOrigin", { origin: site.origin, storageTypes: "indexeddb" });
  await notice(page, "浏览器清除过本机的数据");
  await page.reload();
  await ready(page);
  assert.equal((await draftOf(page)).description, "十一月十日买的大衣");
  await context.close();
});

/** @type {{[name: string]: () => void}} */
const SILENT = {
  "a first open that gets no answer": () => {
    const { open } = IDBFactory.prototype;
    let calls = 0;
    IDBFactory.prototype.open = function (...given) {
      return ++calls === 1 ? Object.setPrototypeOf(new EventTarget(), IDBOpenDBRequest.prototype) : open.apply(this, given);
    };
  },
  "Web Locks that never answer": () => {
    LockManager.prototype.request = () => new Promise(() => {});
  },
  "an unknown language and odd contact details in the settings": () => {
    localStorage.setItem("tousu-language", "xx-\u0000");
    localStorage.setItem("tousu-contact", '{"contactName":{"a":1},"__proto__":[],"evidence":"x"}');
    localStorage.setItem("tousu-unsaved", '{"id":{},"draft":7,"meta":null,"at":"x"}');
  },
};
for (const [what, fault] of Object.entries(SILENT))
  test(`${what}: the page starts and saves`, async () => {
    const { page, context } = await visitWith(fault);
    await type(page, "字");
    await saved(page);
    await page.reload();
    await ready(page);
    assert.equal((await draftOf(page)).description, "字");
    await context.close();
  });

test("a database that never answers: the page works, says that nothing is kept, and its backup has the words", async () => {
  const { page, context } = await visitWith(() => {
    IDBFactory.prototype.open = () => Object.setPrototypeOf(new EventTarget(), IDBOpenDBRequest.prototype);
  });
  await notice(page, "浏览器没有响应存储请求");
  await type(page, "字");
  await openMenu(page);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("[data-menu=exportFile]")]);
  assert.equal(JSON.parse(readFileSync(await download.path(), "utf8")).draft.description, "字");
  await context.close();
});
