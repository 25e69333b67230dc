/**
 * Measures the built package beside what people would use instead, in one headless Chromium, and prints tables.
 *
 *     node tests/bench/run.mjs                       some minutes
 *     node tests/bench/run.mjs --quick               the same with few rounds, to see that it works; its numbers mean little
 *     node tests/bench/run.mjs --calls               only what a call takes
 *     node tests/bench/run.mjs --build s=FILE.wasm   another build of the module side by side; as often as there are builds
 *     node tests/bench/run.mjs --against FOLDER      an earlier package (a www/pkg) side by side
 *
 * What is measured, and what the peers do and do not do, stands in work.js. Nothing fails on a slow machine: a goal that
 * is missed is printed with by how much. It does fail where a peer gives another answer than tousu.
 */

import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { cpus } from "node:os";
import { dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { brotliCompressSync } from "node:zlib";
import { chromium } from "playwright-core";
import { ARGUMENTS } from "../browser/harness.mjs";
import { findChromium } from "../tools/chromium.mjs";
import { bundle, compare, install, knowledge } from "./contenders.mjs";
import { CHANNEL, drafts, LIMIT, random, TODAY } from "./work.js";

const here = dirname(fileURLToPath(import.meta.url));
const pkg = join(here, "../../www/pkg");
const { values: flags } = parseArgs({
  options: { quick: { type: "boolean" }, calls: { type: "boolean" }, build: { type: "string", multiple: true, default: [] }, against: { type: "string" } },
});
const RUNS = flags.quick ? { equal: 500, warm: 10, rounds: 10, batch: 20, cold: 2, soak: 20_000 } : { equal: 10_000, warm: 30, rounds: 150, batch: 100, cold: 11, soak: 1_000_000 };

/** What must hold, and what would be good: at most these. */
const GOALS = {
  "assess + brief, × plain": [0.8, 0.55],
  "assess + brief, × zod": [0.4, 0.28],
  "assess at a key press, × plain's assess": [0.6, 0.4],
  "letter, × plain's assess + brief": [0.7, 0.5],
  "first call after the idle dry run, ms": [3, 2.5],
  "load + first call, × the package before": [0.6, 0.5],
  "cold start on a slow phone, × zod": [0.75, 0.7],
  "module, KB brotli": [66, 58],
  "structure of the catalogue, KB brotli": [18, 16],
  "262,144 characters of description, ms": [100, 40],
  "module's memory after mixed calls, MiB": [4, 3],
};

/** Folders that are served, by the first part of the path; other builds are the package with another module. */
const builds = new Map([["tousu", { folder: pkg }]]);
for (const build of flags.build) {
  const [, name, module] = /^([\w-]+)=(.+)$/.exec(build) ?? [];
  if (!name) throw new Error("--build takes NAME=FILE.wasm");
  builds.set(name, { folder: pkg, module: resolve(module) });
}
const before = flags.against && resolve(flags.against);
if (before) builds.set("before", { folder: before });

const page = (script, head = "") => `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">${head}<script type="module">${script}</script>`;

/** Files of a package that a page loads at once. */
const startsWith = (folder) => ({
  scripts: ["index.js", "engine.js", "border.js", "glue.js"].filter((name) => existsSync(join(folder, name))),
  data: ["tousu.wasm", "catalog.bin", "zh.bin"],
});

/** A page that loads a package, says when it is ready, and how long the first call takes. */
function start(path, folder, draft, { hints = false, idle = false } = {}) {
  const { scripts, data } = startsWith(folder);
  const preload = hints ? [...data.map((name) => `<link rel="preload" as="fetch" crossorigin href="/${path}/${name}">`), ...scripts.map((name) => `<link rel="modulepreload" href="/${path}/${name}">`)].join("") : "";
  // Long after the dry run that follows `ready()`.
  const wait = idle ? "await new Promise((done) => setTimeout(done, 500));" : "";
  const script = `import ready, { assess, compose } from "/${path}/index.js";
    await ready(undefined, { locales: ["zh-CN"] }); ${wait}
    const draft = ${JSON.stringify(draft)}; const before = performance.now();
    const answer = [assess(draft, { today: "${TODAY}" }), compose(draft, ${JSON.stringify({ today: TODAY, document: "brief", channel: CHANNEL, limit: LIMIT })})];
    globalThis.measured = { done: performance.now(), first: performance.now() - before, answer };`;
  return page(script, preload);
}

/** A page that has fetched everything of a package, and measures what it then takes to load it and to call it once. */
function loading(path, folder, draft) {
  const { scripts, data } = startsWith(folder);
  const script = `const kept = new Map(); const get = fetch;
    await Promise.all(${JSON.stringify(data.map((name) => `/${path}/${name}`))}.map(async (name) => kept.set(new URL(name, location).href, await (await get(name)).arrayBuffer())));
    await Promise.all(${JSON.stringify(scripts)}.map((name) => import("/${path}/" + name)));
    globalThis.fetch = async (from) => kept.has(String(from)) ? new Response(kept.get(String(from))) : get(from);
    const { ready, assess, compose } = await import("/${path}/index.js");
    const draft = ${JSON.stringify(draft)}; const before = performance.now();
    await ready(undefined, { locales: ["zh-CN"] });
    const answer = [assess(draft, { today: "${TODAY}" }), compose(draft, ${JSON.stringify({ today: TODAY, document: "brief", channel: CHANNEL, limit: LIMIT })})];
    globalThis.measured = { done: performance.now() - before, first: 0, answer };`;
  return page(script);
}

/** @returns {Promise<{tousu: object, know: object, files: Map<string, string>, starts: Record<string, string>}>} `files`: what is served besides the packages */
async function prepare() {
  const tousu = await import(join(pkg, "index.js"));
  await tousu.ready();
  install();
  const know = knowledge();
  const files = new Map();
  files.set("/all.js", await bundle('export * from "./page.js";', know));
  files.set("/all.html", page(""));

  const [first] = drafts(1, tousu, 2);
  const peers = { "zod + Handlebars": "zod", "valibot + template literals": "valibot", "plain JavaScript": "plain" };
  const starts = {};
  for (const [name, peer] of Object.entries(peers)) {
    // What the peer knows stands as JSON in its bundle, which browsers read quicker than the same as JavaScript.
    const script = `import { ${peer} } from "./peers/${peer}.js"; const know = JSON.parse(${JSON.stringify(JSON.stringify(know))});
      const before = performance.now(); const answer = ${peer}(know)(${JSON.stringify(first)}, ${JSON.stringify({ today: TODAY, channel: CHANNEL, limit: LIMIT })});
      globalThis.measured = { done: performance.now(), first: performance.now() - before, answer };`;
    files.set(`/${peer}.js`, await bundle(script, know));
    files.set(`/${peer}.html`, `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module" src="/${peer}.js"></script>`);
    starts[name] = `/${peer}.html`;
  }
  for (const [name, options] of Object.entries({ "import only": {}, "with preload hints": { hints: true }, "after the idle dry run": { hints: true, idle: true } })) {
    const path = `/${name.replaceAll(" ", "-")}.html`;
    files.set(path, start("tousu", pkg, first, options));
    starts[`tousu, ${name}`] = path;
  }
  files.set("/loading.html", loading("tousu", pkg, first));
  if (before) files.set("/loading-before.html", loading("before", before, first));
  return { tousu, know, files, starts };
}

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".wasm": "application/wasm" };

/** Serves compressed, as a server for people would. */
function serve(files) {
  const packed = new Map();
  const read = (path) => {
    const [, name, file] = /^\/([\w-]+)\/(.+)$/.exec(path) ?? [];
    const build = builds.get(name);
    const from = build && (file === "tousu.wasm" && build.module ? build.module : join(build.folder, file));
    return files.get(path) ?? (from && existsSync(from) ? readFileSync(from) : undefined);
  };
  const load = (path) => {
    if (!packed.has(path)) {
      const raw = read(path);
      packed.set(path, raw === undefined ? undefined : brotliCompressSync(raw));
    }
    return packed.get(path);
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

const PHONE = "CPU ÷ 4, 1.6 Mbit/s, 150 ms";
const SITUATIONS = {
  "this machine": {},
  "CPU ÷ 4": { slower: 4 },
  [PHONE]: { slower: 4, network: { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 } },
};

/** Opens a page in a fresh context and returns what it has measured. */
async function visit(browser, address, { slower, network } = {}) {
  const context = await browser.newContext();
  try {
    const tab = await context.newPage();
    const session = await context.newCDPSession(tab);
    if (slower) await session.send("Emulation.setCPUThrottlingRate", { rate: slower });
    if (network) {
      await session.send("Network.enable");
      await session.send("Network.emulateNetworkConditions", network);
    }
    await tab.goto(address);
    await tab.waitForFunction(() => globalThis.measured);
    return await tab.evaluate(() => {
      const transferred = performance.getEntriesByType("resource").reduce((sum, { encodedBodySize }) => sum + encodedBodySize, performance.getEntriesByType("navigation")[0].encodedBodySize);
      return { ...globalThis.measured, answer: undefined, transferred };
    });
  } finally {
    await context.close();
  }
}

/** Every start in every situation, in random order. @returns {Promise<Record<string, Record<string, object[]>>>} */
async function coldStarts(browser, origin, starts) {
  const jobs = [];
  for (const situation of Object.keys(SITUATIONS)) for (const name of Object.keys(starts)) for (let run = 0; run < RUNS.cold; run++) jobs.push([situation, name]);
  const dice = random(9);
  const found = {};
  while (jobs.length > 0) {
    const [[situation, name]] = jobs.splice(dice.below(jobs.length), 1);
    const measured = await visit(browser, origin + starts[name], SITUATIONS[situation]);
    ((found[situation] ??= {})[name] ??= []).push(measured);
  }
  return found;
}

/** Loading and the first call with every file at hand, by turns with the package before. @returns {Promise<[number, number | undefined]>} medians in ms */
async function loads(browser, origin) {
  const [now, earlier] = [[], []];
  for (let run = 0; run < RUNS.cold; run++) {
    now.push((await visit(browser, `${origin}/loading.html`)).done);
    if (before) earlier.push((await visit(browser, `${origin}/loading-before.html`)).done);
  }
  return [median(now), before && median(earlier)];
}

/** A tab with every build loaded, which keeps the memory of every instance of the module. */
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
  await tab.evaluate(async (names) => {
    globalThis.builds = {};
    for (const name of names) {
      globalThis.builds[name] = await import(`/${name}/index.js`);
      await globalThis.builds[name].ready();
    }
    globalThis.bench = await import("/all.js");
  }, [...builds.keys()]);
  return tab;
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
const wide = (text) => [...String(text)].reduce((sum, c) => sum + (c > "\u2e7f" ? 2 : 1), 0);
const column = (text, width) => String(text) + " ".repeat(Math.max(0, width - wide(text)));
const number = (value, digits = 1, width = 9) => value.toFixed(digits).padStart(width);

/** The table of goals. @param {Record<string, number | undefined>} measured */
function printGoals(measured) {
  console.log(`\n${column("Goals", 50)} measured     must      aim`);
  for (const [what, [must, aim]] of Object.entries(GOALS)) {
    const value = measured[what];
    if (value === undefined) continue;
    const verdict = value <= aim ? "aim reached" : value <= must ? "kept" : `MISSED by ${((value / must - 1) * 100).toFixed(0)} %`;
    console.log(`  ${column(what, 48)}${number(value, 2)}${number(must, 2)}${number(aim, 2)}  ${verdict}`);
  }
}

async function main() {
  const { tousu, know, files, starts } = await prepare();
  console.log(`${cpus().length} × ${cpus()[0].model}, tousu ${tousu.version}, catalogue ${tousu.form().catalog.version}${flags.quick ? ", quick: the numbers mean little" : ""}`);
  const { contenders, wrong, report } = await compare(tousu, know, RUNS.equal);
  if (wrong > 0) throw new Error(report);
  console.log(`The ${contenders.length} contenders answer as tousu does, every key of it, on ${RUNS.equal} generated drafts.\n`);

  const server = await serve(files);
  const origin = `http://127.0.0.1:${server.address().port}`;
  const browser = await chromium.launch({ executablePath: findChromium(), args: [...ARGUMENTS, "--js-flags=--expose-gc", "--enable-precise-memory-info"] });
  const measured = {};
  try {
    const tab = await open(browser, origin);
    const times = await tab.evaluate(({ know, runs }) => globalThis.bench.table(globalThis.builds, know, runs), { know, runs: RUNS });
    const plain = times["plain: assess + brief"].median;
    console.log(`${column(`µs a call, ${RUNS.rounds} rounds of ${RUNS.batch} in random order`, 50)}   median  quartiles        × plain's assess + brief`);
    for (const [name, { median, low, high }] of Object.entries(times)) console.log(`  ${column(name, 48)}${number(median)}  ${number(low, 1, 6)} –${number(high, 1, 7)}${number(median / plain, 2)}`);
    const of = (name) => times[name].median;
    measured["assess + brief, × plain"] = of("tousu: assess + brief") / plain;
    measured["assess + brief, × zod"] = of("tousu: assess + brief") / of("zod: assess + brief");
    measured["assess at a key press, × plain's assess"] = of("tousu: assess") / of("plain: assess");
    measured["letter, × plain's assess + brief"] = of("tousu: letter") / plain;
    measured["module, KB brotli"] = brotliCompressSync(readFileSync(join(pkg, "tousu.wasm"))).length / 1000;
    measured["structure of the catalogue, KB brotli"] = brotliCompressSync(readFileSync(join(pkg, "catalog.bin"))).length / 1000;
    if (flags.calls) return printGoals(measured);

    const cold = await coldStarts(browser, origin, starts);
    for (const [situation, all] of Object.entries(cold)) {
      console.log(`\n${column(`Cold start, ${situation}: ms, median of ${RUNS.cold}`, 50)}  answer   first call   bytes`);
      for (const [name, runs] of Object.entries(all)) console.log(`  ${column(name, 48)}${number(median(runs.map(({ done }) => done)))}${number(median(runs.map(({ first }) => first)), 2, 10)}${String(runs[0].transferred).padStart(11)}`);
    }
    const start = (name, what, situation) => median(cold[situation][name].map((run) => run[what]));
    measured["first call after the idle dry run, ms"] = start("tousu, after the idle dry run", "first", "this machine");
    measured["cold start on a slow phone, × zod"] = start("tousu, with preload hints", "done", PHONE) / start("zod + Handlebars", "done", PHONE);
    const [load, earlier] = await loads(browser, origin);
    console.log(`\nLoad + first call with every file at hand: ${load.toFixed(1)} ms${before ? `, the package before ${earlier.toFixed(1)} ms` : ""}`);
    if (before) measured["load + first call, × the package before"] = load / earlier;

    const { rows, beyond } = await tab.evaluate(() => globalThis.bench.growth(globalThis.builds.tousu));
    console.log("\nGrowth: ms (µs for each 1,000 characters, or for each exhibit or entry)");
    for (const { what, times } of rows) {
      const each = times.map(([size, time]) => `${size >= 1000 ? `${Math.round(size / 1000)}k` : size}: ${time.toFixed(2)} (${((time * 1000) / (size >= 1000 ? size / 1000 : size)).toFixed(1)})`);
      console.log(`  ${column(what, 48)}${each.join("  ")}`);
    }
    for (const { what, codes, time } of beyond) console.log(`  ${column(what, 48)}${codes.join(", ") || "no limit named"} in ${time.toFixed(1)} ms`);
    measured["262,144 characters of description, ms"] = Math.max(...rows.filter(({ what }) => what.startsWith("assess, description")).map(({ times }) => times.at(-1)[1]));

    const mib = (bytes) => bytes / 2 ** 20;
    const used = (tab) => tab.evaluate(() => (globalThis.gc(), { module: Math.max(...globalThis.memories.map(({ buffer }) => buffer.byteLength)), instances: globalThis.memories.length, heap: performance.memory.usedJSHeapSize }));
    const largest = await used(tab);
    await tab.close();
    const fresh = await open(browser, origin);
    const empty = await used(fresh);
    const calls = 10_000;
    const started = performance.now();
    for (let done = 0; done < RUNS.soak; done += calls) await fresh.evaluate((count) => globalThis.bench.soak(globalThis.builds.tousu, count), calls);
    const soaked = await used(fresh);
    console.log("\nMemory: MiB                                           module   JavaScript heap");
    for (const [what, { module, heap }] of [["loaded", empty], [`after ${RUNS.soak} mixed calls (${((performance.now() - started) / 1000).toFixed(0)} s)`, soaked], ["after the largest drafts above", largest]]) {
      console.log(`  ${column(what, 48)}${number(mib(module), 2)}${number(mib(heap), 2, 12)}`);
    }
    if (largest.instances > builds.size) console.log(`  The largest drafts made the module stop ${largest.instances - builds.size} times for want of memory (it was started again): MISSED`);
    measured["module's memory after mixed calls, MiB"] = mib(soaked.module);
    printGoals(measured);
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}

await main();
