// `tousu/react` and `tousu/vue` as hosts use them: drawn on a server, hydrated in Chromium, typed.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";
import { start } from "../browser/harness.mjs";
import { findChromium, MISSING } from "../tools/chromium.mjs";
import { install } from "./installed.mjs";

const libraries = fileURLToPath(new URL("../node_modules/", import.meta.url));
const IN_BROWSER = { skip: findChromium() ? false : MISSING };
const { folder, put, run, remove } = install("wrappers");
for (const name of ["react", "react-dom", "vue", "@vue/server-renderer", "@types/react"]) {
  mkdirSync(dirname(join(folder, "node_modules", name)), { recursive: true });
  symlinkSync(join(libraries, name), join(folder, "node_modules", name));
}

let site;
before(async () => {
  if (!IN_BROWSER.skip) site = await start(folder);
});
after(async () => {
  await site?.close();
  remove();
});

/** What a host's page notes, as source: the same for both libraries. */
const NOTES = `
  export const seen = (globalThis.seen = { drafts: [], errors: [], submitted: [], steps: [] });
  export const submit = async ({ draft, texts, files }) => {
    seen.submitted.push([draft.orderNumber, texts.length, files.length]);
    if (globalThis.refuse) throw new Error("the backend refused");
  };`;

/** Bundles a page, puts the server's markup into it and opens it. */
async function open(name, markup) {
  const options = { absWorkingDir: folder, bundle: true, splitting: true, format: "esm", logLevel: "error", jsx: "automatic", define: { "process.env.NODE_ENV": '"development"', __VUE_OPTIONS_API__: "true", __VUE_PROD_DEVTOOLS__: "false", __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "true" } };
  await esbuild.build({ ...options, entryPoints: [`${name}/client.js`], outdir: `${name}/out` });
  for (const file of ["tousu.wasm", "catalog.bin", "zh.bin", "en.bin"]) symlinkSync(join(folder, "node_modules/tousu", file), join(folder, name, "out", file));
  put(`${name}/index.html`, `<!doctype html><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,"><div id="root">${markup}</div><script type="module" src="out/client.js"></script>`);
  const context = await site.browser.newContext();
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(`${site.origin}/${name}/index.html`);
  await page.locator("tousu-form button").first().waitFor().catch((error) => assert.fail(`${error.message} ${complaints.join("\n")}`));
  await page.evaluate(() => document.querySelector("tousu-form").ready);
  return { page, complaints, close: () => context.close() };
}

/** What both components promise, in a page whose host keeps the draft as its state and has begun it with an order number. */
async function keepsPromises({ page, complaints, close }) {
  assert.equal(await page.evaluate(() => document.querySelectorAll("tousu-form").length), 1);
  await page.waitForFunction(() => document.querySelector("tousu-form").draft.orderNumber === "1001");
  // What is typed reaches the host's state, which comes back and changes nothing.
  await page.evaluate(() => document.querySelector("tousu-form").goTo("order", "productName"));
  const field = page.locator('tousu-form [data-key="productName"] input, tousu-form input[id$="productName"]').first();
  await field.fill("儿童书包");
  await page.waitForFunction(() => seen.drafts.at(-1)?.productName === "儿童书包");
  assert.equal(await field.inputValue(), "儿童书包");
  assert.deepEqual(await page.evaluate(() => [seen.drafts.at(-1).orderNumber, seen.steps.at(-1)]), ["1001", "order"]);
  // The host may set another one.
  await page.evaluate(() => globalThis.setDraft({ orderNumber: "2002" }));
  await page.waitForFunction(() => document.querySelector("tousu-form").draft.orderNumber === "2002");
  assert.equal(await page.evaluate(() => document.querySelector("tousu-form").draft.productName), undefined);
  // Submitting waits for the host, and rejects where the host fails.
  await page.evaluate(() => document.querySelector("tousu-form").submit());
  assert.deepEqual(await page.evaluate(() => seen.submitted), [["2002", 1, 0]]);
  const refused = await page.evaluate(() => {
    globalThis.refuse = true;
    return document.querySelector("tousu-form").submit().catch((error) => error.message);
  });
  assert.equal(refused, "the backend refused");
  assert.deepEqual(await page.evaluate(() => seen.errors), []);
  assert.deepEqual(complaints, []);
  await close();
}

/** A page that registers and draws the element before the library hydrates. */
const EARLY = `
  import { define } from "tousu/element";
  define();
  await document.querySelector("tousu-form").ready;
  await import("./hydrate.js");`;

const REACT = `
  import { createElement, useState } from "react";
  import { TousuForm } from "tousu/react";
  import { seen, submit } from "./notes.js";
  export function App() {
    const [draft, setDraft] = useState({ orderNumber: "1001" });
    globalThis.setDraft = setDraft;
    return createElement(TousuForm, {
      draft, locale: "en", today: "2026-05-20", hideFields: ["productSpec"], className: "mine", tools: { texts: [] },
      onChange(next) { seen.drafts.push(next); setDraft(next); },
      onStep: (step) => seen.steps.push(step), onSubmit: submit, onError: (error) => seen.errors.push(String(error)),
    });
  }`;
const onServer = (name, source) => {
  put(`${name}/notes.js`, NOTES);
  put(`${name}/server.js`, `const before = Reflect.ownKeys(globalThis).length;\n${source}\n`);
  return run(`${name}/server.js`);
};

test("React: drawn on a server, hydrated, in step with the host's state", IN_BROWSER, async () => {
  put("react/app.js", REACT);
  const markup = onServer("react", 'const { renderToString } = await import("react-dom/server"); const { createElement } = await import("react"); const { App } = await import("./app.js"); console.log(renderToString(createElement(App)));');
  assert.equal(markup, '<tousu-form locale="en" today="2026-05-20" hide-fields="productSpec" class="mine"></tousu-form>');
  const hydrate = `
    import { createElement, StrictMode } from "react";
    import { hydrateRoot } from "react-dom/client";
    import { App } from "./app.js";
    import { seen } from "./notes.js";
    hydrateRoot(document.getElementById("root"), createElement(StrictMode, null, createElement(App)), { onRecoverableError: (error) => seen.errors.push(String(error)) });`;
  put("react/client.js", hydrate);
  await keepsPromises(await open("react", markup));
  put("react-early/app.js", REACT);
  put("react-early/notes.js", NOTES);
  put("react-early/hydrate.js", hydrate);
  put("react-early/client.js", EARLY);
  await keepsPromises(await open("react-early", markup));
});

test("Vue: drawn on a server, hydrated, in step with v-model", IN_BROWSER, async () => {
  const app = `
    import { h, ref } from "vue";
    import { TousuForm } from "tousu/vue";
    import { seen, submit } from "./notes.js";
    export const App = {
      setup() {
        const draft = ref({ orderNumber: "1001" });
        globalThis.setDraft = (next) => { draft.value = next; };
        return () => h(TousuForm, {
          modelValue: draft.value, locale: "en", today: "2026-05-20", hideFields: ["productSpec"], class: "mine",
          "onUpdate:modelValue"(next) { seen.drafts.push(next); draft.value = next; },
          onStep: (step) => seen.steps.push(step), onSubmit: submit, onError: (error) => seen.errors.push(String(error)),
        });
      },
    };`;
  put("vue/app.js", app);
  const markup = onServer("vue", 'const { createSSRApp } = await import("vue"); const { renderToString } = await import("vue/server-renderer"); const { App } = await import("./app.js"); console.log(await renderToString(createSSRApp(App)));');
  assert.equal(markup, '<tousu-form locale="en" today="2026-05-20" hide-fields="productSpec" class="mine"></tousu-form>');
  const hydrate = 'import { createSSRApp } from "vue";\nimport { App } from "./app.js";\ncreateSSRApp(App).mount("#root");\n';
  put("vue/client.js", hydrate);
  await keepsPromises(await open("vue", markup));
  put("vue-early/app.js", app);
  put("vue-early/notes.js", NOTES);
  put("vue-early/hydrate.js", hydrate);
  put("vue-early/client.js", EARLY);
  await keepsPromises(await open("vue-early", markup));
});

test("types: components, the element itself in JSX, what must not pass", () => {
  put("types/react.tsx", `
    import { useRef, useState } from "react";
    import { TousuForm, type Draft, type TousuFormElement } from "tousu/react";
    export function Complaint() {
      const [draft, setDraft] = useState<Draft>({});
      const form = useRef<TousuFormElement>(null);
      return <>
        <TousuForm ref={form} draft={draft} locale="en" hideSections={["merchant"]} className="x" onChange={(next, { progress }) => progress.filled > 0 && setDraft(next)}
          onSubmit={async (submission) => { await fetch("/complaints", { method: "POST", body: submission.toFormData() }); }} />
        <tousu-form locale="en" hide-fields="productSpec" private="" />
        {/* @ts-expect-error a list */}
        <TousuForm hideSections="merchant" />
        {/* @ts-expect-error a string */}
        <tousu-form locale={7} />
        <button onClick={() => form.current?.reset()}>x</button>
      </>;
    }`);
  put("types/vue.ts", `
    import { h } from "vue";
    import { TousuForm, type Draft } from "tousu/vue";
    export const good = (draft: Draft) => h(TousuForm, { modelValue: draft, locale: "en", "onUpdate:modelValue": (next: Draft) => next.orderNumber, onSubmit: ({ texts }) => texts[0]?.body });
    // @ts-expect-error a list
    export const wrong = () => h(TousuForm, { hideFields: "productSpec" });`);
  const options = { strict: true, exactOptionalPropertyTypes: true, noEmit: true, skipLibCheck: true, target: "es2022", lib: ["es2022", "dom", "dom.iterable"], types: [], module: "esnext", moduleResolution: "bundler", jsx: "react-jsx" };
  put("types/tsconfig.json", JSON.stringify({ compilerOptions: options, files: ["react.tsx", "vue.ts"] }));
  const { status, stdout } = spawnSync(join(libraries, ".bin/tsc"), ["--project", join(folder, "types")], { encoding: "utf8" });
  assert.equal(status, 0, stdout);
});
