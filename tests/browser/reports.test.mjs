// Cases of public bug reports that need the page: storage that never answers, many files, and a shared device. Those of texts
// are in tests/recognize/reports.txt, those of photos in tests/unit/photos.json, of calendars in tests/node/calendar.test.mjs,
// of unreadable files and of records read again in photo.test.mjs.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import * as tousu from "../../www/pkg/index.js";
import { start } from "./harness.mjs";
import { draftOf, picture, visit } from "./visit.mjs";

const DRAFT = { reason: "late-delivery", miniProgram: "青禾良品", evidence: [] };

let site;
before(async () => {
  await tousu.ready();
  site = await start();
});
after(() => site?.close());

/** A visit with something in the page that its scripts find. @param {() => void} fault @param {object} [more] */
const visitWith = (fault, more) => visit(site, { ...more, before: (context) => context.addInitScript(fault) });

test("53 texts and 12 photos of the reports are among the tests", () => {
  const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
  assert.equal(read("../recognize/reports.txt").match(/^=== /gm).length, 53);
  assert.equal(JSON.parse(read("../unit/photos.json")).length, 12);
});

test("an order's number that the limit of a text cuts is none", () => {
  const cut = (length) => tousu.recognize(`${"。".repeat(length)}\n订单编号：20261103000012345\n`, { today: "2026-11-24" }).fields;
  assert.deepEqual(cut(100), { orderNumber: "20261103000012345" });
  for (const length of [65_517, 65_518, 65_519, 65_520, 65_525, 65_529]) assert.deepEqual(cut(length), {}, String(length));
});

test("a lock that the browser never grants: the page is drawn and can be filled in", async () => {
  const { page, done } = await visitWith(() => {
    LockManager.prototype.request = () => new Promise(() => {});
  });
  await page.evaluate((draft) => { document.querySelector("tousu-form").draft = draft; }, DRAFT); // prettier-ignore
  assert.deepEqual(await draftOf(page), DRAFT);
  await done();
});

test("a database whose first opening is never answered is opened once more, and keeps the draft", async () => {
  const { page, done } = await visitWith(() => {
    const { open } = IDBFactory.prototype;
    let asked = 0;
    IDBFactory.prototype.open = function (...given) {
      asked += 1;
      return asked === 1 ? Object.setPrototypeOf(new EventTarget(), IDBOpenDBRequest.prototype) : open.apply(this, given);
    };
  });
  await page.evaluate(async (draft) => {
    const form = document.querySelector("tousu-form");
    form.draft = draft;
    await form.storage.save(draft);
  }, DRAFT);
  assert.equal(await page.evaluate(() => document.querySelector("tousu-form").storage.temporary), false);
  await done();
});

test("many files: which of how many is under way stands in a live region until all are there", async () => {
  const { page, done } = await visitWith(
    () => {
      globalThis.said = new Set();
      new MutationObserver(() => {
        const place = document.querySelector("[data-files-said]");
        if (place) globalThis.said.add(place.textContent.trim());
      }).observe(document, { subtree: true, childList: true, characterData: true });
    },
    { draft: DRAFT, step: "evidence" },
  );
  const photos = Array.from({ length: 12 }, (_, index) => ({ name: `${index}.png`, mimeType: "image/png", buffer: picture(30 + index, 40) }));
  await page.setInputFiles("[data-add-files]", photos);
  await page.waitForSelector("[data-files-said]:has-text('已添加 12 个')");
  assert.equal(await page.locator("[data-files-said]").getAttribute("role"), "status");
  const said = await page.evaluate(() => [...globalThis.said].filter((words) => words.startsWith("正在处理")));
  assert.deepEqual(said, Array.from({ length: 12 }, (_, index) => `正在处理 ${index + 1} / 12…`));
  await done();
});

test("a shared device: whoever reloads is asked once while something is typed, and not without", async () => {
  const { page, context } = await visitWith(() => localStorage.setItem("tousu-shared", "1"));
  const asked = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await page.click("[data-problem]"); // browsers ask only where the person has done something
  await page.evaluate(() => { document.querySelector("tousu-form").draft = {}; }); // prettier-ignore
  await page.reload();
  assert.deepEqual(asked, []);
  await page.waitForSelector("tousu-form [data-step]");
  await page.click("[data-problem], .t-title");
  await page.evaluate((draft) => { document.querySelector("tousu-form").draft = draft; }, DRAFT); // prettier-ignore
  await page.reload();
  assert.deepEqual(asked, ["beforeunload"]);
  await context.close();
});
