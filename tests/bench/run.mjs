/**
 * Measures the built package beside what people would use instead, in one headless Chromium, and prints tables.
 *
 *     node tests/bench/run.mjs           some minutes
 *     node tests/bench/run.mjs --quick   the same with few rounds, to see that it works; its numbers mean little
 *
 * What is measured, and what the others do and do not do, stands in work.js. Nothing fails on a slow machine: a goal that
 * is missed is printed with by how much. It does fail where the others give another answer than tousu.
 */

import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { cpus } from "node:os";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { chromium } from "playwright-core";
import { ARGUMENTS } from "../browser/harness.mjs";
import { findChromium } from "../tools/chromium.mjs";
import { bundle, compare, install, knowledge } from "./contenders.mjs";
import { CHANNEL, drafts, LIMIT, random, TODAY } from "./work.js";

const here = dirname(fileURLToPath(import.meta.url));
const pkg = join(here, "../../www/pkg");
const quick = process.argv.includes("--quick");
const RUNS = quick ? { equal: 500, rounds: 10, batch: 20, cold: 2, soak: 20_000 } : { equal: 10_000, rounds: 150, batch: 100, cold: 11, soak: 1_000_000 };
const GOALS = { brief: 4.5, plain: 1.1, cold: 0.35, first: 3, beyond: 100, memory: 4 };

const page = (script, head = "") => `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">${head}<script type="module">${script}</script>`;

/** @returns {Promise<{tousu: object, know: object, files: Map<string, string>}>} what is served besides the package */
async function prepare() {
  const tousu = await import(join(pkg, "index.js"));
  await tousu.ready();
  install();
  const know = knowledge();
  const files = new Map();
  files.set("/all.js", await bundle('export * from "./page.js";', know));
  files.set("/all.html", page(""));

  // Cold starts: from the navigation to the first answer, and the first call by itself.
  const [first] = drafts(1, tousu, 2);
  const told = "globalThis.told = { done: performance.now(), first: performance.now() - before, answer };";
  const peers = { "zod + Handlebars": "zod", "valibot + template literals": "valibot", "plain JavaScript": "plain" };
  const starts = {};
  for (const [name, peer] of Object.entries(peers)) {
    // What the peer knows stands as JSON in its bundle, which browsers read quicker than the same as JavaScript.
    const script = `import { ${peer} } from "./peers/${peer}.js"; const know = JSON.parse(${JSON.stringify(JSON.stringify(know))});
      const before = performance.now(); const answer = ${peer}(know)(${JSON.stringify(first)}, ${JSON.stringify({ today: TODAY, channel: CHANNEL, limit: LIMIT })}); ${told}`;
    files.set(`/${peer}.js`, await bundle(script, know));
    files.set(`/${peer}.html`, `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module" src="/${peer}.js"></script>`);
    starts[name] = `/${peer}.html`;
  }
  const call = `const draft = ${JSON.stringify(first)}; const before = performance.now();
    const answer = [assess(draft, { today: "${TODAY}" }), compose(draft, { today: "${TODAY}", document: "brief", channel: "${CHANNEL}", limit: ${LIMIT} })]; ${told}`;
  const start = `import ready, { assess, compose } from "/pkg/index.js"; await ready(undefined, { locales: ["zh-CN"] }); ${call}`;
  const parts = ["engine.js", "border.js", "glue.js"].filter((name) => existsSync(join(pkg, name))).map((name) => `<link rel="modulepreload" href="/pkg/${name}">`);
  const data = ["tousu.wasm", "catalog.bin", "zh.bin"].filter((name) => existsSync(join(pkg, name))).map((name) => `<link rel="preload" as="fetch" crossorigin href="/pkg/${name}">`);
  files.set("/tousu.html", page(start));
  files.set("/tousu-preloaded.html", page(start, [...data, ...parts].join("")));
  starts["tousu, import only"] = "/tousu.html";
  starts["tousu, with preload hints"] = "/tousu-preloaded.html";
  return { tousu, know, files, starts };
}

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".wasm": "application/wasm" };

/** Serves compressed, as a server for people would. */
function serve(files) {
  const cache = new Map();
  const load = (path) => {
    if (!cache.has(path)) {
      const raw = files.get(path) ?? (path.startsWith("/pkg/") && existsSync(join(pkg, path.slice(5))) ? readFileSync(join(pkg, path.slice(5))) : undefined);
      cache.set(path, raw === undefined ? undefined : brotliCompressSync(raw));
    }
    return cache.get(path);
  };
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    const body = load(path);
    if (body === undefined) return void response.writeHead(404).end();
    response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream", "content-encoding": "br", "content-length": body.length, "cache-control": "no-store" });
    response.end(body);
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

const SITUATIONS = {
  "this machine": {},
  "CPU ÷ 4": { slower: 4 },
  "CPU ÷ 4, 1.6 Mbit/s, 150 ms": { slower: 4, network: { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 } },
};

/** Every start in every situation, in random order, each in a fresh context. */
async function coldStarts(browser, origin, starts) {
  const jobs = [];
  for (const situation of Object.keys(SITUATIONS)) for (const name of Object.keys(starts)) for (let run = 0; run < RUNS.cold; run++) jobs.push([situation, name]);
  const dice = random(9);
  const found = {};
  while (jobs.length > 0) {
    const [[situation, name]] = jobs.splice(dice.below(jobs.length), 1);
    const { slower, network } = SITUATIONS[situation];
    const context = await browser.newContext();
    const tab = await context.newPage();
    const session = await context.newCDPSession(tab);
    if (slower) await session.send("Emulation.setCPUThrottlingRate", { rate: slower });
    if (network) {
      await session.send("Network.enable");
      await session.send("Network.emulateNetworkConditions", network);
    }
    await tab.goto(origin + starts[name]);
    await tab.waitForFunction(() => globalThis.told);
    const told = await tab.evaluate(() => {
      const transferred = performance.getEntriesByType("resource").reduce((sum, { encodedBodySize }) => sum + encodedBodySize, performance.getEntriesByType("navigation")[0].encodedBodySize);
      return { ...globalThis.told, answer: undefined, transferred };
    });
    ((found[situation] ??= {})[name] ??= []).push(told);
    await context.close();
  }
  return found;
}

/** A tab with everything loaded, which keeps the memory of every instance of the module. */
async function open(browser, origin) {
  const tab = await (await browser.newContext()).newPage();
  await tab.addInitScript(() => {
    globalThis.memories = [];
    const { instantiate, Instance } = WebAssembly;
    WebAssembly.instantiate = async (...all) => {
      const made = await instantiate(...all);
      globalThis.memories.push((made.instance ?? made).exports.memory);
      return made;
    };
    WebAssembly.Instance = class extends Instance {
      constructor(...all) {
        super(...all);
        globalThis.memories.push(this.exports.memory);
      }
    };
  });
  await tab.goto(`${origin}/all.html`);
  await tab.evaluate(async () => {
    globalThis.tousu = await import("/pkg/index.js");
    globalThis.border = await import("/pkg/border.js");
    globalThis.bench = await import("/all.js");
    await globalThis.tousu.ready();
  });
  return tab;
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
const wide = (text) => [...String(text)].reduce((sum, c) => sum + (c > "\u2e7f" ? 2 : 1), 0);
const column = (text, width) => String(text) + " ".repeat(Math.max(0, width - wide(text)));
const number = (value, digits = 1, width = 9) => value.toFixed(digits).padStart(width);

/** "kept", or by how much a goal is missed. */
function goal(what, value, least, unit, kept) {
  const verdict = kept ? "kept" : `MISSED by ${(Math.abs(value / least - 1) * 100).toFixed(0)} %`;
  console.log(`  ${column(what, 62)} ${value.toFixed(2)} ${unit} (goal ${least}): ${verdict}`);
}

async function main() {
  const { tousu, know, files, starts } = await prepare();
  console.log(`${cpus().length} × ${cpus()[0].model}, tousu ${tousu.version}, catalogue ${tousu.form().catalog.version}${quick ? ", quick: the numbers mean little" : ""}`);
  const { contenders, wrong, report } = await compare(tousu, know, RUNS.equal);
  if (wrong > 0) throw new Error(report);
  console.log(`The ${contenders.length} contenders answer as tousu does, every key of it, on ${RUNS.equal} generated drafts.\n`);

  const server = await serve(files);
  const origin = `http://127.0.0.1:${server.address().port}`;
  const browser = await chromium.launch({ executablePath: findChromium(), args: [...ARGUMENTS, "--js-flags=--expose-gc", "--enable-precise-memory-info"] });
  try {
    const tab = await open(browser, origin);
    const times = await tab.evaluate(({ know, runs }) => globalThis.bench.table(globalThis.tousu, globalThis.border, know, runs), { know, runs: { rounds: RUNS.rounds, batch: RUNS.batch } });
    const work = times["tousu: assess + brief"].median;
    console.log(`${column(`µs a call, ${RUNS.rounds} rounds of ${RUNS.batch} in random order`, 50)}   median  quartiles        to assess + brief`);
    for (const [name, { median, low, high }] of Object.entries(times)) console.log(`  ${column(name, 48)}${number(median)}  ${number(low, 1, 6)} –${number(high, 1, 7)}${number(median / work, 2)} ×`);
    goal("zod + Handlebars takes this many times as long", times["zod + Handlebars"].median / work, GOALS.brief, "×", times["zod + Handlebars"].median / work >= GOALS.brief);
    goal("assess + brief takes this many times as long as plain JavaScript", work / times["plain JavaScript"].median, GOALS.plain, "×", work / times["plain JavaScript"].median <= GOALS.plain);

    const cold = await coldStarts(browser, origin, starts);
    for (const [situation, contenders] of Object.entries(cold)) {
      console.log(`\n${column(`Cold start, ${situation}: ms, median of ${RUNS.cold}`, 50)}  answer   first call   bytes`);
      for (const [name, all] of Object.entries(contenders)) console.log(`  ${column(name, 48)}${number(median(all.map(({ done }) => done)))}${number(median(all.map(({ first }) => first)), 2, 10)}${String(all[0].transferred).padStart(11)}`);
      const of = (name, what) => median(contenders[name].map((told) => told[what]));
      const ratio = of("tousu, with preload hints", "done") / of("zod + Handlebars", "done");
      goal("with preload hints, of the time of zod + Handlebars", ratio, GOALS.cold, "×", ratio <= GOALS.cold);
      if (situation === "this machine") goal("first assess + brief", of("tousu, with preload hints", "first"), GOALS.first, "ms", of("tousu, with preload hints", "first") <= GOALS.first);
    }

    const { rows, beyond } = await tab.evaluate(() => globalThis.bench.growth(globalThis.tousu));
    console.log("\nGrowth: ms (µs for each 1,000 characters, or for each exhibit or step)");
    for (const { what, times } of rows) {
      const each = times.map(([size, time]) => `${size >= 1000 ? `${size / 1000}k` : size}: ${time.toFixed(2)} (${((time * 1000) / (size >= 1000 ? size / 1000 : size)).toFixed(1)})`);
      console.log(`  ${column(what, 48)}${each.join("  ")}`);
    }
    for (const { what, codes, time } of beyond) console.log(`  ${column(what, 48)}${codes.join(", ") || "no limit named"} in ${time.toFixed(1)} ms${time < GOALS.beyond && codes.length ? "" : "  ← MISSED: a limit in 100 ms"}`);

    const mib = (bytes) => bytes / 2 ** 20;
    const used = (tab) => tab.evaluate(() => (globalThis.gc(), { module: Math.max(...globalThis.memories.map(({ buffer }) => buffer.byteLength)), instances: globalThis.memories.length, heap: performance.memory.usedJSHeapSize }));
    const largest = await used(tab);
    await tab.close();
    const fresh = await open(browser, origin);
    const empty = await used(fresh);
    const calls = 10_000;
    const started = performance.now();
    for (let done = 0; done < RUNS.soak; done += calls) await fresh.evaluate((count) => globalThis.bench.soak(globalThis.tousu, count), calls);
    const soaked = await used(fresh);
    console.log("\nMemory: MiB                                           module   JavaScript heap");
    for (const [what, { module, heap }] of [["loaded", empty], [`after ${RUNS.soak} mixed calls (${((performance.now() - started) / 1000).toFixed(0)} s)`, soaked], ["after the largest drafts above", largest]]) {
      console.log(`  ${column(what, 48)}${number(mib(module), 2)}${number(mib(heap), 2, 12)}`);
    }
    goal("the module's memory after mixed calls", mib(soaked.module), GOALS.memory, "MiB", mib(soaked.module) <= GOALS.memory);
    if (largest.instances > 1) console.log(`  The largest drafts made the module stop ${largest.instances - 1} times for want of memory (it was started again): MISSED`);
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}

await main();
