// The pages of the README, loaded as they stand there: each logs what stands below it, and complains of nothing.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { consumer, examples } from "../node/examples.mjs";
import { open, start } from "./harness.mjs";

/** WeChat's script for web-views, as much of it as the example uses; it tells what was called. */
const JWEIXIN = `window.wx = { miniProgram: {
  postMessage: ({ data }) => console.log("postMessage", data),
  navigateBack: () => console.log("navigateBack"),
} };`;
const HEAD = '<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>example</title>';

let place, site;
before(async () => {
  place = consumer();
  site = await start(place.folder);
});
after(async () => {
  await site?.close();
  place.remove();
});

for (const [index, { kind, code, output, name }] of examples.filter(({ kind }) => /^html run$|^js run page$/.test(kind)).entries()) {
  test(`${name} logs what stands below it`, { timeout: 120_000 }, async ({ signal }) => {
    // Beside node_modules, as the addresses in the examples have it.
    const page = `example${index}.html`;
    if (kind === "js run page") {
      const [, policy] = code.match(/^\/\/ Content-Security-Policy: (.*)$/m);
      writeFileSync(join(place.folder, page), `${HEAD}<meta http-equiv="Content-Security-Policy" content="${policy}"><script type="module" src="main.js"></script>`);
      writeFileSync(join(place.folder, "main.js"), code);
    } else writeFileSync(join(place.folder, page), HEAD + code);
    writeFileSync(join(place.folder, "jweixin.js"), JWEIXIN);

    const seen = await open(site.browser, "about:blank");
    let printed = "";
    seen.page.on("console", (message) => (printed += message.type() === "log" ? `${message.text()}\n` : ""));
    await seen.page.goto(`${site.origin}/${page}`);
    if (code.includes("hand-over")) {
      await seen.page.waitForSelector("tousu-form [data-step=start]");
      await seen.page.evaluate(() => document.querySelector("tousu-form").goTo("texts"));
      await seen.page.click("[data-tool=hand-over]");
    }
    // What never comes ends the test by its timeout, and with it this loop, which would keep the process alive.
    while (printed.length < output.length && !signal.aborted) await new Promise((done) => setTimeout(done, 20));
    assert.equal(printed, output);
    assert.deepEqual(seen.complaints, []);
    await seen.context.close();
  });
}
