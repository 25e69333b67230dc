// A visit to the page for tests of its files: a draft as if typed, a step, pictures to pick, and what is downloaded.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import { pngChunk } from "../node/photos.mjs";
import { open } from "./harness.mjs";

/**
 * @param {{origin: string, browser: import("playwright-core").Browser}} site
 * @param {{draft?: object, step?: string, before?: (context: import("playwright-core").BrowserContext) => Promise<void>} & import("playwright-core").BrowserContextOptions & {now?: string}} [options]
 */
export async function visit(site, { draft, step = "", before, ...options } = {}) {
  const { context, page, requests, complaints } = await open(site.browser, "about:blank", options);
  await before?.(context);
  await page.goto(`${site.origin}/${step && `#${step}`}`);
  await ready(page);
  if (draft) await setDraft(page, draft);
  return {
    context,
    page,
    complaints,
    /** Closes it, and holds it to what every visit promises. */
    async done() {
      assert.deepEqual(requests.filter((address) => !address.startsWith(`${site.origin}/`) && !/^(blob|data|about):/.test(address)), []);
      assert.deepEqual(complaints, []);
      await context.close();
    },
  };
}

/** @param {import("playwright-core").Page} page */
export async function ready(page) {
  await page.waitForSelector("tousu-form [data-step]");
  await page.evaluate(() => document.querySelector("tousu-form").ready);
}
/** @param {import("playwright-core").Page} page @param {object} draft */
export const setDraft = (page, draft) =>
  page.evaluate(async (given) => {
    const form = document.querySelector("tousu-form");
    form.draft = given;
    if (form.storage) await form.storage.save(given).catch(() => {});
  }, draft);
/** @param {import("playwright-core").Page} page */
export const draftOf = (page) => page.evaluate(() => document.querySelector("tousu-form").draft);
/** @param {import("playwright-core").Page} page */
export const stepOf = (page) => page.evaluate(() => document.querySelector("tousu-form [data-step]").dataset.step);
/** @param {import("playwright-core").Page} page @param {string} step */
export const goTo = (page, step) => page.evaluate((id) => document.querySelector("tousu-form").goTo(id), step);

/** @param {import("playwright-core").Page} page */
export async function openMenu(page) {
  await page.click("#menu-button");
  await page.waitForSelector("#menu:not([hidden])");
}

/** Opens the window of the first exhibit of a kind. @param {import("playwright-core").Page} page @param {string} kind */
export async function openExhibit(page, kind) {
  await page.click(`[data-kind-held=${kind}] .t-thumb`);
  await page.waitForSelector("[data-sheet]");
}
/** @param {import("playwright-core").Page} page */
export async function closeExhibit(page) {
  await page.click("[data-sheet-close]");
  await page.waitForSelector("[data-sheet]", { state: "detached" });
}
/** Adds a file to the first exhibit of a kind. @param {import("playwright-core").Page} page @param {string} kind @param {{name: string, mimeType: string, buffer: Buffer}} file */
export async function attach(page, kind, file) {
  await openExhibit(page, kind);
  await page.setInputFiles("[data-sheet] input[type=file]", file);
  await page.waitForSelector("[data-sheet] [data-file=kept] p", { state: "attached" });
  await closeExhibit(page);
}

/** @param {import("playwright-core").Page} page @param {string} button */
export async function download(page, button) {
  const [event] = await Promise.all([page.waitForEvent("download"), page.click(button)]);
  return { name: event.suggestedFilename(), bytes: readFileSync(await event.path()) };
}

/** A picture of one colour with a stripe on its left, as a PNG. @param {number} width @param {number} height @param {[number, number, number]} colour */
export function picture(width, height, colour = [200, 60, 20]) {
  const row = Buffer.from([0, ...Array.from({ length: width }, (_, x) => (x < width / 10 ? [0, 0, 0] : colour)).flat()]);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.concat(Array(height).fill(row));
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), pngChunk("IHDR", head), pngChunk("IDAT", deflateSync(rows)), pngChunk("IEND", Buffer.alloc(0))]);
}
