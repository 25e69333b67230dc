// What every test of the page needs: the built site on a port of its own, a fresh Chromium, an eye on what leaves it.

import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { findChromium } from "../tools/chromium.mjs";
import { serve } from "../tools/serve.mjs";

/** Chromium without updates, reports and field trials, and without any host but this machine: what it asks its maker for fails at once. */
export const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/** Chromium's environment: where the machine's locale has no UTF-8, it saves a file with a Chinese name as “download”. */
export const UTF8 = { ...process.env, LC_ALL: "C.UTF-8" };

export const WWW = fileURLToPath(new URL("../../www", import.meta.url));

/** A small phone, as many people in China hold it. */
export const PHONE = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

/** @returns {Promise<{origin: string, close(): Promise<void>, browser: import("playwright-core").Browser, server: import("node:http").Server}>} */
export async function start(folder = WWW) {
  const server = await serve(folder, 0);
  const browser = await chromium.launch({ executablePath: findChromium(), args: ARGUMENTS, env: UTF8 });
  return {
    browser,
    server,
    origin: `http://127.0.0.1:${server.address().port}`,
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/**
 * A page in a fresh context, with what it asked for and complained about.
 * @param {import("playwright-core").Browser} browser
 * @param {import("playwright-core").BrowserContextOptions & {now?: string}} [options] `now`: what its clock says
 */
export async function open(browser, address, { now, ...options } = {}) {
  const context = await browser.newContext({ locale: "zh-CN", timezoneId: "Asia/Shanghai", ...PHONE, ...options });
  if (now) await context.clock.setFixedTime(now);
  const requests = [];
  const complaints = [];
  context.on("request", (request) => requests.push(request.url()));
  context.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(address);
  return { context, page, requests, complaints };
}
