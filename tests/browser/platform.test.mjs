// The whole other platform of tests/platform in <tousu-form>: its questions, its ladder, its letter as the person sees it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import additions from "../platform/additions.mjs";
import draft, { today } from "../platform/draft.mjs";
import { open, start } from "./harness.mjs";

const HOST = `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>shop</title>
<link rel="stylesheet" href="/pkg/element.css"><tousu-form locale="en" today="${today}"></tousu-form>`;

let site;
before(async () => (site = await start()));
after(() => site?.close());

test("the form asks its questions, climbs its ladder and shows its letter; nothing of the built-in platform is seen", async () => {
  const { page, context, complaints } = await open(site.browser, "about:blank");
  await context.route("**/host.html", (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: HOST }));
  await page.goto(`${site.origin}/host.html`);
  await page.evaluate(async ([given, typed]) => {
    const { ready, Tousu } = await import("/pkg/index.js");
    const { define } = await import("/pkg/element.js");
    await ready();
    const form = document.querySelector("tousu-form");
    form.engine = new Tousu(given);
    form.draft = typed;
    define();
    await form.ready;
  }, [additions, draft]);

  const goTo = (step) => page.evaluate((name) => document.querySelector("tousu-form").goTo(name), step);
  const seen = [];
  const steps = await page.evaluate(() => [...document.querySelector("tousu-form").spec.sections.map(({ id }) => id), "evidence", "review", "texts", "follow-up"]);
  for (const step of steps) {
    await goTo(step);
    await page.waitForSelector(`tousu-form [data-step="${step}"]`);
    seen.push(await page.innerText("tousu-form"));
  }
  const words = seen.join("\n");
  for (const { label } of [...additions.section, ...additions.field.filter(({ section }) => section === "order"), additions.channel[1]]) assert.ok(words.includes(label.en), label.en);
  assert.doesNotMatch(words, /12315|微信|CNY|Civil Code/);

  await goTo("texts");
  await page.locator('input[name$="-channel"][value=ecc]').evaluate((input) => input.click());
  await page.waitForFunction((letter) => document.querySelector("tousu-form [data-body]").textContent === letter, readFileSync(new URL("../platform/to-ecc.en.txt", import.meta.url), "utf8").trimEnd());
  assert.deepEqual(complaints, []);
  await context.close();
});
