// The package in hands that are not ours: packed as for the registry, installed in a folder of its own, taken by bundlers,
// form libraries, servers and pages of every kind. Each must give the answers that the package gives here.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { FormApi } from "@tanstack/form-core";
import esbuild from "esbuild";
import { createFormControl } from "react-hook-form";
import * as vite from "vite";
import webpack from "webpack";
import { start } from "../browser/harness.mjs";
import { findChromium, MISSING } from "../tools/chromium.mjs";
import { install } from "./installed.mjs";

const tsc = fileURLToPath(new URL("../node_modules/.bin/tsc", import.meta.url));
const TODAY = "2026-05-20";
const DRAFT = {
  reason: "quality",
  orderNumber: "20260501123456",
  purchaseDate: "2026-05-01",
  receivedDate: "2026-05-05",
  productName: "羽绒服",
  paidAmount: "199.00",
  description: "收到后拆开发现填充物结块，里面不是页面写的鹅绒，联系商家后对方只同意补十元。",
  remedy: ["refund"],
  contactName: "王小明",
  contactPhone: "13812345678",
  evidence: [{ kind: "order-detail" }],
};
/** The call that every consumer makes, as source. */
const ANSWER = `JSON.stringify([
  tousu.assess(${JSON.stringify(DRAFT)}, { today: "${TODAY}" }),
  tousu.compose(${JSON.stringify(DRAFT)}, { today: "${TODAY}", document: "form", locale: "en" })])`;
const answerIn = (tousu) => new Function("tousu", `return ${ANSWER}`)(tousu);
/** A page's script. */
const script = (entry, source = "") => `import * as tousu from ${JSON.stringify(entry)};\nglobalThis.answer = tousu.ready(${source}).then(() => ${ANSWER});\n`;
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
const html = (tag, policy = POLICY) => `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>x</title>${tag}`;

/** Options of tests that open pages. */
const IN_BROWSER = { skip: findChromium() ? false : MISSING };

const { folder, installed, put, run, remove } = install("consumers");
let tousu, expected, site;

before(async () => {
  tousu = await import(pathToFileURL(join(installed, "index.js")).href);
  await tousu.ready();
  expected = answerIn(tousu);
  assert.ok(JSON.parse(expected)[1].body.includes(DRAFT.productName));
  if (!IN_BROWSER.skip) site = await start(folder);
});
after(async () => {
  await site?.close();
  remove();
});

/** Opens a page of the folder: its answer, what it asked for, what it complained about. */
async function visit(address) {
  const context = await site.browser.newContext();
  const page = await context.newPage();
  const asked = [];
  const complaints = [];
  page.on("response", (response) => asked.push([response.status(), response.url().split("/").pop()]));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(new URL(address, site.origin).href);
  const answer = await page.evaluate(() => globalThis.answer);
  await context.close();
  return { answer, asked, complaints };
}
/** The same, where all must be well. */
async function answers(address) {
  const seen = await visit(address);
  assert.deepEqual(seen.complaints, []);
  assert.equal(seen.answer, expected);
  return seen.asked.map(([, file]) => file);
}

test("Node: import and require()", () => {
  put("main.mjs", `import ready, * as tousu from "tousu"; await ready(); console.log(${ANSWER});`);
  assert.equal(run("main.mjs"), expected);
  put("main.cjs", `const tousu = require("tousu"); tousu.ready().then(() => console.log(${ANSWER}));`);
  assert.equal(run("main.cjs"), expected);
});

test("a server that draws pages: every entry is imported and the element defined, and nothing happens", () => {
  put("server.mjs", `
    globalThis.fetch = () => { throw new Error("asked the network"); };
    const before = Reflect.ownKeys(globalThis).length;
    for (const entry of ["tousu", "tousu/inline", "tousu/element"]) await import(entry);
    (await import("tousu/element")).define();
    console.log(Reflect.ownKeys(globalThis).length - before);`);
  assert.equal(run("server.mjs"), "0");
});

test("a page without tools, under a strict policy: module, words and script as they lie there", IN_BROWSER, async () => {
  put("plain/main.js", script("../node_modules/tousu/index.js"));
  put("plain/index.html", html('<script type="module" src="main.js"></script>'));
  const asked = await answers("plain/");
  for (const file of ["tousu.wasm", "catalog.bin", "zh.bin", "en.bin"]) assert.ok(asked.includes(file), file);
});

test("a page that may fetch nothing: the inline entry, and the classic script", IN_BROWSER, async () => {
  const policy = POLICY.replace("connect-src 'self'; ", "");
  put("inline/main.js", script("../node_modules/tousu/inline.js"));
  put("inline/index.html", html('<script type="module" src="main.js"></script>', policy));
  await answers("inline/");
  put("classic/main.js", `globalThis.answer = tousu.ready().then(() => ${ANSWER});`);
  put("classic/index.html", html('<script src="../node_modules/tousu/tousu.global.js"></script><script src="main.js"></script>', policy));
  await answers("classic/");
});

test("a page whose policy forbids WebAssembly is told by ready()", IN_BROWSER, async () => {
  put("forbidden/main.js", script("../node_modules/tousu/inline.js").replace(/;\n$/, '.catch((error) => "refused: " + error.name);\n'));
  put("forbidden/index.html", html('<script type="module" src="main.js"></script>', POLICY.replace(" 'wasm-unsafe-eval'", "")));
  assert.match((await visit("forbidden/")).answer, /^refused: CompileError/);
});

test("esbuild: one file with everything inside; and the module as a file of its own", IN_BROWSER, async () => {
  const options = { absWorkingDir: folder, bundle: true, format: "esm", logLevel: "error" };
  put("esbuild/inline.js", script("tousu/inline"));
  await esbuild.build({ ...options, entryPoints: ["esbuild/inline.js"], outfile: "esbuild/out/inline.js" });
  put("esbuild/out/inline.html", html('<script type="module" src="inline.js"></script>', POLICY.replace("connect-src 'self'; ", "")));
  await answers("esbuild/out/inline.html");

  put("esbuild/file.js", `import wasm from "tousu/tousu.wasm";\n${script("tousu", "new URL(wasm, import.meta.url)")}`);
  await esbuild.build({ ...options, entryPoints: ["esbuild/file.js"], outfile: "esbuild/out/file.js", loader: { ".wasm": "file" } });
  put("esbuild/out/file.html", html('<script type="module" src="file.js"></script>'));
  const { answer, asked } = await visit("esbuild/out/file.html");
  // It does not know the catalogue's files, and takes along what stands in for them.
  assert.equal(answer, expected);
  assert.ok(asked.some(([status, file]) => status === 404 && file === "catalog.bin"));

  // Where they are copied beside the bundle, they are used.
  for (const file of ["tousu.wasm", "catalog.bin", "zh.bin", "en.bin"]) cpSync(join(installed, file), join(folder, "esbuild/copied", file));
  put("esbuild/main.js", script("tousu"));
  await esbuild.build({ ...options, entryPoints: ["esbuild/main.js"], outfile: "esbuild/copied/main.js" });
  put("esbuild/copied/index.html", html('<script type="module" src="main.js"></script>'));
  assert.ok((await answers("esbuild/copied/")).includes("zh.bin"));
});

test("a bundler keeps what is imported for its effect: the styles, the classic script", async () => {
  put("esbuild/effects.js", 'import "tousu/element.css";\nimport "tousu/tousu.global.js";\nimport { bind } from "tousu/bind";\n');
  const options = { absWorkingDir: folder, entryPoints: ["esbuild/effects.js"], bundle: true, write: false, outdir: "esbuild/effects", logLevel: "silent" };
  const { outputFiles, warnings } = await esbuild.build(options);
  assert.deepEqual(warnings.map(({ text }) => text), []);
  const sizeOf = (name) => outputFiles.find(({ path }) => path.endsWith(name))?.contents.length ?? 0;
  const lengthOf = (name) => readFileSync(join(installed, name)).length;
  assert.ok(sizeOf("effects.css") >= lengthOf("element.css"), "element.css");
  assert.ok(sizeOf("effects.js") >= lengthOf("tousu.global.js"), "tousu.global.js");
  put("esbuild/unused.js", 'import { bind } from "tousu/bind";\nimport * as element from "tousu/element";\n');
  const { outputFiles: [unused] } = await esbuild.build({ ...options, entryPoints: ["esbuild/unused.js"] });
  assert.equal(unused.text.trim(), "(() => {\n})();", "what is not used is left out as before");
});

test("esbuild: where the files are not copied beside the bundle, ready() says what could not be fetched", IN_BROWSER, async () => {
  put("esbuild/left.js", script("tousu").replace(/;\n$/, ".catch((error) => error.message);\n"));
  await esbuild.build({ absWorkingDir: folder, entryPoints: ["esbuild/left.js"], bundle: true, format: "esm", outfile: "esbuild/left/main.js", logLevel: "error" });
  put("esbuild/left/index.html", html('<script type="module" src="main.js"></script>'));
  assert.match((await visit("esbuild/left/")).answer, /^tousu: the module could not be fetched: 404 from .*\/esbuild\/left\/tousu\.wasm/);
});

test("TypeScript, as strict as it gets: every entry by its name, as hosts write it", () => {
  put("types/main.ts", `
    import "tousu/element.css";
    import ready, { assess, type Draft, type Exhibit } from "tousu";
    import { ready as inline } from "tousu/inline";
    import { bind } from "tousu/bind";
    import { define, type TousuForm } from "tousu/element";

    interface Order { orderNumber: string }
    export async function use(order: Order, form: HTMLFormElement, element: TousuForm): Promise<number> {
      await ready({ locales: ["en"] });
      await ready(new URL("https://example.org/tousu.wasm"), { locales: ["en"] });
      await inline({ locales: ["zh-CN"] });
      define();
      bind(form, { locale: "en" });
      const piece: Exhibit = { kind: "order-detail", shows: ["date"] };
      const draft: Draft = { ...order, evidence: [piece] };
      element.draft = draft;
      return assess({ ...order }).evidence.score;
    }
    // @ts-expect-error they are ids
    export const wrong: Exhibit = { kind: "order-detail", shows: [7] };
  `);
  put("types/main.cts", 'import "tousu/element.css";\nimport { assess } from "tousu";\nexport const { issues } = assess({});\n');
  const strict = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, noUncheckedSideEffectImports: true, skipLibCheck: false, noEmit: true, target: "es2022", lib: ["es2022", "dom"], types: [] };
  for (const [module, moduleResolution] of [["nodenext", "nodenext"], ["esnext", "bundler"]]) {
    put("types/tsconfig.json", JSON.stringify({ compilerOptions: { ...strict, module, moduleResolution }, files: ["main.ts", "main.cts"] }));
    const { status, stdout } = spawnSync(tsc, ["--project", join(folder, "types")], { encoding: "utf8" });
    assert.equal(status, 0, `${module}: ${stdout}`);
  }
});

test("esbuild for Node: a bundle that stands alone", async () => {
  put("node/main.mjs", `import { readFileSync } from "node:fs"; import * as tousu from "tousu";
    await tousu.ready(readFileSync(${JSON.stringify(join(installed, "tousu.wasm"))})); console.log(${ANSWER});`);
  await esbuild.build({ absWorkingDir: folder, entryPoints: ["node/main.mjs"], bundle: true, format: "esm", platform: "node", outfile: "node/out/main.mjs", logLevel: "error" });
  assert.equal(run("node/out/main.mjs"), expected);
});

/** Files of a build by what they are: without the sum in the name. */
const emitted = (name) => readdirSync(join(folder, name), { recursive: true }).map((file) => file.replace(/^.*[\\/]/, "").replace(/[-.][\w-]{8,}(?=\.\w+$)/, ""));

test("Vite: built", IN_BROWSER, async () => {
  put("vite/main.js", script("tousu"));
  put("vite/index.html", '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>x</title><script type="module" src="/main.js"></script>');
  await vite.build({ root: join(folder, "vite"), base: "./", configFile: false, logLevel: "error" });
  for (const file of ["tousu.wasm", "catalog.bin", "zh.bin", "en.bin"]) assert.ok(emitted("vite/dist").includes(file), `${file} in ${emitted("vite/dist")}`);
  const asked = await answers("vite/dist/");
  assert.ok(!asked.some((file) => /^packed/.test(file)), "what stands in for the files is not fetched where they are");
});

test("Vite: its development server", IN_BROWSER, async () => {
  const server = await vite.createServer({ root: join(folder, "vite"), configFile: false, logLevel: "error", server: { port: 0, host: "127.0.0.1", hmr: false, fs: { strict: false } } });
  try {
    await server.listen();
    await answers(`http://127.0.0.1:${server.httpServer.address().port}/`);
  } finally {
    await server.close();
  }
});

test("webpack 5", IN_BROWSER, async () => {
  put("webpack/main.js", script("tousu"));
  const compiler = webpack({ mode: "production", context: folder, entry: "./webpack/main.js", output: { path: join(folder, "webpack/out"), filename: "main.js" }, performance: false });
  const stats = await new Promise((resolve, reject) => compiler.run((error, result) => (error ? reject(error) : resolve(result))));
  await new Promise((resolve) => compiler.close(resolve));
  const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
  assert.deepEqual([...errors, ...warnings], []);
  put("webpack/out/index.html", html('<script src="main.js"></script>', POLICY.replace(/require-trusted.*/, "")));
  const asked = await answers("webpack/out/");
  assert.ok(asked.filter((file) => file.endsWith(".bin")).length === 3 && asked.some((file) => file.endsWith(".wasm")));
});

test("react-hook-form takes the schema as its resolver", async () => {
  const submit = async (defaultValues) => {
    const { handleSubmit } = createFormControl({ defaultValues, resolver: standardSchemaResolver(tousu.schemaFor({ today: TODAY, locale: "en" })) });
    let result;
    await handleSubmit((valid) => { result = { valid }; }, (errors) => { result = { errors }; })();
    return result;
  };
  assert.deepEqual(await submit(DRAFT), { valid: DRAFT });
  const wrong = { ...DRAFT, contactPhone: "1", productName: "" };
  const { errors } = await submit(wrong);
  const issues = tousu.assess(wrong, { today: TODAY, locale: "en" }).issues.filter(({ severity }) => severity === "error");
  assert.ok(issues.length >= 2);
  for (const { path, message } of issues) assert.equal(errors[path[0]].message, message);
  assert.deepEqual(Object.keys(errors).sort(), [...new Set(issues.map(({ path }) => path[0]))].sort());
});

test("TanStack Form takes the schema as a validator", async () => {
  const submit = async (defaultValues) => {
    let submitted;
    const form = new FormApi({ defaultValues, validators: { onSubmit: tousu.schemaFor({ today: TODAY, locale: "en" }) }, onSubmit: ({ value }) => { submitted = value; } });
    form.mount();
    await form.handleSubmit();
    return { submitted, valid: form.state.isValid, errors: form.state.errorMap.onSubmit };
  };
  const good = await submit(DRAFT);
  assert.deepEqual([good.submitted, good.valid], [DRAFT, true]);
  const bad = await submit({ ...DRAFT, contactPhone: "1" });
  assert.deepEqual([bad.submitted, bad.valid], [undefined, false]);
  assert.ok(bad.errors.contactPhone[0].message);
});
