// The built package as outside code uses it: every way of loading it, calls of the wrong shape, hostile drafts, traps.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import vm from "node:vm";
import { brotliDecompressSync } from "node:zlib";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import binaryen from "binaryen";
import "../tools/typescript.mjs";
import * as tousu from "../../www/pkg/index.js";

const codec = await import("../../www/lib/codec.ts");
const { DRAFT_LIMITS, flatten } = await import("../../www/lib/encode.ts");

const pkg = new URL("../../www/pkg/", import.meta.url);
const path = (name) => fileURLToPath(new URL(name, pkg));
const file = (name) => readFileSync(path(name));
const bin = (name) => fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url));
const require = createRequire(import.meta.url);

const TODAY = "2026-05-20";
const DRAFT_OF_A_PERSON = {
  reason: "quality",
  merchantName: "杭州青禾服饰有限公司",
  orderNumber: "20260501123456",
  purchaseDate: "2026-05-01",
  receivedDate: "2026-05-05",
  productName: "羽绒服",
  paidAmount: "199.00",
  description: "收到后拆开发现填充物结块，里面不是页面写的鹅绒，联系商家后对方只同意补十元。",
  remedy: ["refund"],
  contactName: "王小明",
  contactPhone: "13812345678",
  evidence: [{ kind: "order-detail" }, { kind: "product-photo", count: 3 }],
  log: [{ date: "2026-05-06", channel: "merchant", action: "contacted" }],
};
/** What an ordinary call answers, as text, to be compared byte for byte. */
const ordinary = () =>
  JSON.stringify([
    tousu.assess(DRAFT_OF_A_PERSON, { today: TODAY }),
    tousu.compose(DRAFT_OF_A_PERSON, { today: TODAY, document: "form", locale: "en" }),
  ]);

/** Runs a script in a process of its own, where nothing is loaded yet, with `pkg` as the package's folder. */
function fresh(script, type = "module") {
  const code = `const pkg = ${JSON.stringify(pkg.href)}; const today = ${JSON.stringify(TODAY)};\n${script}`;
  const { stdout, stderr, status } = spawnSync(process.execPath, [`--input-type=${type}`, "-e", code], { encoding: "utf8" });
  assert.equal(status, 0, stderr);
  return stdout.trim();
}

let expected, folder;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "tousu-package-"));
  await tousu.ready();
  expected = ordinary();
});
after(() => rmSync(folder, { recursive: true, force: true }));

test("importing does nothing, not even on a server; every entry can be imported there", () => {
  const out = fresh(`
    const before = Reflect.ownKeys(globalThis).length;
    const fetched = []; globalThis.fetch = (...all) => fetched.push(all);
    for (const entry of ["index.js", "inline.js", "element.js", "element-inline.js", "submission.js", "bind.js"]) await import(pkg + entry);
    console.log(Reflect.ownKeys(globalThis).length - before, fetched.length);`);
  assert.equal(out, "0 0");
});

test("a call before ready() says so", () => {
  const out = fresh(`
    const tousu = await import(pkg + "index.js");
    for (const call of [() => tousu.form(), () => tousu.assess({}), () => new tousu.Tousu({ field: [] }), () => tousu.schema["~standard"].validate({})])
      try { call(); } catch (error) { console.log(error instanceof TypeError, error.message); }`);
  assert.equal(out, ["form", "assess", "new Tousu", "schema"].map((name) => `true tousu: await ready() before calling ${name}`).join("\n"));
});

test("ready() takes nothing, an address, a request, a response, bytes, a module; again is harmless; after a failure it tries again", () => {
  const sources = [
    "undefined",
    "pkg + 'tousu.wasm'",
    "new URL('tousu.wasm', pkg)",
    "readFileSync(new URL('tousu.wasm', pkg))",
    "readFileSync(new URL('tousu.wasm', pkg)).buffer.slice(0)",
    "new Response(readFileSync(new URL('tousu.wasm', pkg)))",
    "new Response(readFileSync(new URL('tousu.wasm', pkg)), { headers: { 'content-type': 'application/wasm' } })",
    "await WebAssembly.compile(readFileSync(new URL('tousu.wasm', pkg)))",
  ];
  for (const source of sources) {
    // A pooled Buffer's .buffer may be larger than the file; this one is read whole.
    const out = fresh(`
      import { readFileSync } from "node:fs";
      const tousu = await import(pkg + "index.js");
      let made = 0;
      const { instantiate } = WebAssembly;
      // (Node makes instances of its own.)
      WebAssembly.instantiate = (module, imports) => ((made += "./tousu_bg.js" in imports), instantiate(module, imports));
      const first = tousu.ready(${source});
      console.log(await tousu.ready(), await first, await tousu.ready(), tousu.default === tousu.ready, made === 1, tousu.form().sections.length > 0);`);
    assert.equal(out, "undefined undefined undefined true true true", source);
  }
  const out = fresh(`
    const tousu = await import(pkg + "index.js");
    globalThis.fetch = async () => new Response("gone", { status: 404 });
    await tousu.ready("https://example.invalid/tousu.wasm").catch((error) => console.log(error.message.includes("404")));
    globalThis.fetch = async () => new Response("<!doctype html>", { headers: { "content-type": "text/html; charset=utf-8" } });
    await tousu.ready("https://example.invalid/tousu.wasm").catch((error) => console.log(error.message));
    await tousu.ready();
    console.log(tousu.form().sections.length > 0);`);
  assert.match(out, /^true\ntousu: the module could not be fetched: .*answered with a web page; is the file deployed\?\ntrue$/);
});

test("a simulated browser in Node has a Response that WebAssembly does not know: ready() reads the bytes", () => {
  for (const source of ["", 'new Response(readFileSync(new URL("tousu.wasm", pkg)))']) {
    const out = fresh(`
      import { readFileSync } from "node:fs";
      globalThis.Response = class {
        ok = true; bodyUsed = false; headers = new Headers({ "content-type": "application/wasm" });
        constructor(bytes) { this.bytes = bytes; }
        async arrayBuffer() { return this.bytes; }
      };
      const tousu = await import(pkg + "index.js");
      await tousu.ready(${source});
      console.log(tousu.form().sections.length > 0);`);
    assert.equal(out, "true", source);
  }
});

test("each language is loaded when it is asked for; a call in one that is not there says so", () => {
  for (const entry of ["index.js", "inline.js"]) {
    const out = fresh(`
      const tousu = await import(pkg + "${entry}");
      const said = (call) => { try { call(); return "answered"; } catch (error) { return error.constructor.name + " " + error.message; } };
      const additions = { field: [{ id: "tableNumber", section: "order", kind: "line", label: { zh: "桌号", en: "Table" } }] };
      await tousu.ready(undefined, { locales: ["zh-CN"] });
      console.log(said(() => new tousu.Tousu(additions)));
      console.log(said(() => tousu.form()), said(() => tousu.recognize("")));
      for (const call of [() => tousu.form({ locale: "en" }), () => tousu.assess({}, { locale: "en" }), () => tousu.calendar({}, { locale: "en" }),
        () => tousu.compose({}, { locale: "en", document: "form" })]) console.log(said(call));
      await tousu.ready({ locales: ["zh-CN"] });
      console.log(said(() => tousu.form()), said(() => tousu.form({ locale: "en" })));
      await Promise.all([tousu.ready({ locales: ["en"] }), tousu.ready()]);
      console.log(said(() => tousu.form({ locale: "en" })), JSON.stringify(new tousu.Tousu(additions).form({ locale: "en" })).includes("Table"));
      for (const locales of ["en", ["fr"]]) console.log(await tousu.ready({ locales }).catch((error) => error instanceof TypeError && /locales must be/.test(error.message)));
      for (const locales of ["en", [7], null, ["fr"]]) console.log(await tousu.ready(undefined, { locales }).catch((error) => error instanceof TypeError && /locales must be/.test(error.message)));`);
    const missing = (name) => `TypeError tousu: ${name}: the words for "en" are not loaded: await ready(undefined, { locales: ["en"] }) first`;
    const calls = ["form", "assess", "calendar", "compose"].map(missing);
    assert.equal(out, [missing("new Tousu"), "answered answered", ...calls, `answered ${missing("form")}`, "answered true", "true", "true", "true", "true", "undefined", "true"].join("\n"), entry);
  }
});

test("where the catalogue's files were left behind or answered by a start page, it comes out of the JavaScript", () => {
  for (const answer of ["Promise.reject(new TypeError('refused'))", "new Response('', { status: 404 })", "new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } })"]) {
    const out = fresh(`
      import { readFileSync } from "node:fs";
      const tousu = await import(pkg + "index.js");
      const bytes = readFileSync(new URL("tousu.wasm", pkg));
      process.getBuiltinModule = undefined;
      globalThis.fetch = async () => ${answer};
      await tousu.ready(bytes);
      const draft = ${JSON.stringify(DRAFT_OF_A_PERSON)};
      console.log(JSON.stringify([tousu.assess(draft, { today }), tousu.compose(draft, { today, document: "form", locale: "en" })]));`);
    assert.equal(out, expected);
  }
});

test("the catalogue inside the JavaScript is that of the files, byte for byte", async () => {
  const { part } = await import(new URL("packed.js", pkg));
  for (const [name, of] of [["structure", "catalog.bin"], ["zh-CN", "zh.bin"], ["en", "en.bin"]]) {
    assert.ok(file(of).length > 1000 && file(of).equals(await part(name)), of);
  }
});

test("require(), the single-file build, the classic script and the WeChat build answer the same", async () => {
  const answer = `JSON.stringify([
    tousu.assess(draft, { today: "${TODAY}" }), tousu.compose(draft, { today: "${TODAY}", document: "form", locale: "en" })])`;
  const draft = JSON.stringify(DRAFT_OF_A_PERSON);
  {
    const name = "cjs/inline.js";
    const out = fresh(`
      const tousu = require(${JSON.stringify(path(name))}), draft = ${draft};
      tousu.ready().then(() => console.log(${answer}));`, "commonjs");
    assert.equal(out, expected, name);
  }
  assert.equal(fresh(`
    import * as tousu from "${pkg.href}inline.js"; const draft = ${draft};
    globalThis.fetch = () => { throw new Error("asked the network"); };
    await tousu.ready(); console.log(${answer});`), expected);

  const page = vm.createContext({ TextDecoder, TextEncoder, WebAssembly, atob });
  vm.runInContext(file("tousu.global.js").toString(), page);
  await vm.runInContext("tousu.ready()", page);
  assert.equal(vm.runInContext(`const draft = ${draft}; ${answer}`, page), expected);

  // WeChat's logic layer: a path, no text codec, no fetch, no URL, no WebAssembly.
  // Some versions answer with an instance, others with an object that holds one.
  for (const wrapped of [false, true]) {
    const asked = [];
    const instantiate = async (path, imports) => {
      asked.push(path);
      const module = await WebAssembly.compile(brotliDecompressSync(file("wechat/tousu.wasm.br")));
      assert.ok(WebAssembly.Module.exports(module).every(({ kind }) => kind !== "global"), "iOS refuses exported globals");
      const instance = await WebAssembly.instantiate(module, imports);
      return wrapped ? { instance } : instance;
    };
    const layer = vm.createContext({ WXWebAssembly: { instantiate }, module: { exports: {} } });
    vm.runInContext("delete globalThis.WebAssembly; var exports = module.exports;", layer);
    vm.runInContext(file("wechat/index.js").toString(), layer);
    await vm.runInContext('const tousu = module.exports; tousu.load("/pages/tousu.wasm.br"); tousu.load("/pages/tousu.wasm.br")', layer);
    assert.deepEqual(asked, ["/pages/tousu.wasm.br"]);
    assert.equal(vm.runInContext(`const draft = ${draft}; ${answer}`, layer), expected, `wrapped: ${wrapped}`);
  }
});

test("the text codec for WeChat agrees with the platform's", () => {
  const alphabet = ["a", "\0", "\x7f", "\x80", "é", "\u07ff", "\u0800", "退", "\uffff", "𠮷", "😀", "\u{10ffff}", "\ud800", "\udfff", "\ufeff"];
  let seed = 7;
  const random = (below) => (seed = (seed * 48271) % 0x7fffffff) % below;
  const [encoder, decoder] = [new codec.TextEncoder(), new codec.TextDecoder()];
  const texts = [...alphabet, "", "投诉".repeat(20_000)];
  for (let n = 0; n < 2_000; n++) texts.push(Array.from({ length: random(12) }, () => alphabet[random(alphabet.length)]).join(""));
  for (const text of texts) {
    const bytes = new TextEncoder().encode(text);
    assert.deepEqual([...encoder.encode(text)], [...bytes], JSON.stringify(text.slice(0, 40)));
    assert.equal(decoder.decode(bytes), new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
  }
});

test("today is the date on the wall where the host stands, read at each call", () => {
  const script = `
    import * as tousu from "${pkg.href}index.js"; await tousu.ready();
    const RealDate = Date; let at;
    globalThis.Date = class extends RealDate { constructor(...all) { super(...(all.length ? all : [at])); } };
    for (at of ["2026-05-01T16:30:00Z", "2026-05-02T16:30:00Z"])
      console.log(tousu.assess({ purchaseDate: "2026-05-02" }).issues.some(({ code }) => code === "date.future"));`;
  const out = (zone) => {
    const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8", env: { ...process.env, TZ: zone } });
    return stdout.trim() || stderr;
  };
  assert.equal(out("Asia/Shanghai"), "false\nfalse");
  assert.equal(out("America/New_York"), "true\nfalse");
});

test("a call of the wrong shape is a TypeError that says what is right and quotes nothing", () => {
  const secret = "我的秘密13900001111";
  const { assess, compose, recognize, calendar, form, Tousu } = tousu;
  const throwing = new Proxy({}, { get() { throw new Error(secret); }, ownKeys() { throw new Error(secret); }, getPrototypeOf() { throw new Error(secret); } });
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const notDrafts = [undefined, null, true, 7, 7n, Symbol(secret), secret, [], [secret], () => secret, new Map([[secret, 1]]), new Date(),
    /x/, new Error(secret), Promise.resolve(), new Uint8Array(4), throwing, revoked.proxy, Object.create(FormData.prototype),
    { get [Symbol.toStringTag]() { throw new Error(secret); } }]; // prettier-ignore
  const cases = [
    ...notDrafts.flatMap((value) => [() => assess(value), () => calendar(value), () => compose(value, { document: "form" })]),
    ...[undefined, null, 7, {}, [], () => 1].map((text) => () => recognize(text)),
    ...[null, 7, secret, [], new Map()].flatMap((options) => [() => form(options), () => assess({}, options), () => recognize("", options)]),
    ...["OCR", "", 7, {}, secret].map((source) => () => recognize("", { source })),
    ...["zh", "EN", "", 7, {}, secret].map((locale) => () => form({ locale })),
    ...["2026-2-1", "2026-02-30", "2026-13-01", "20260201", "", 20260201, new Map(), secret, "2026-05-01T00:00:00Z"].map((today) => () => assess({}, { today })),
    ...[undefined, {}, { document: "poem" }, { document: 7 }, { document: "form", channel: secret }, { document: "form", format: "pdf" },
      { document: "form", hideContact: "yes" }, { document: "form", limit: 0 }, { document: "form", limit: 1.5 }, { document: "form", limit: "9" },
      { document: "form", limit: Infinity }, { get document() { throw new Error(secret); } }].map((options) => () => compose({}, options)),
    ...[null, 7, secret, [], throwing].map((additions) => () => new Tousu(additions)),
  ]; // prettier-ignore
  for (const call of cases) {
    assert.throws(call, (error) => error instanceof TypeError && /^tousu: .*(must be|ready)/.test(error.message) && !`${error.message}${error.stack.split("\n")[0]}${error.cause}`.includes(secret), String(call));
  }
  assert.equal(ordinary(), expected);
});

test("an id that none can be does not cross", () => {
  const said = (options) => {
    try {
      tousu.compose({}, options);
    } catch (error) {
      return error.message;
    }
  };
  const huge = "秘密".repeat(1e6);
  assert.equal(said({ document: "form", language: "fr" }), 'tousu: compose: options.language must be one of "zh-CN", "en"');
  assert.equal(said({ document: "form", version: "long" }), 'tousu: compose: options.version must be one of "full", "short"');
  for (const replyBy of ["tomorrow", "2026-02-30", 20261201, new Date(0)]) {
    assert.equal(said({ document: "form", replyBy }), "tousu: compose: options.replyBy must be a date YYYY-MM-DD");
  }
  assert.equal(said({ document: huge }), "tousu: compose: options.document must be the id of one of form().documents");
  assert.equal(said({ document: "form", channel: huge }), "tousu: compose: options.channel must be the id of one of form().channels");
});

/** Values that no person types, by the word for each. */
function hostileValues() {
  const cycle = {};
  cycle.self = cycle;
  let shared = {};
  for (let depth = 0; depth < 40; depth++) shared = { a: shared, b: shared, c: [shared] };
  let nested = [];
  for (let depth = 0; depth < 5_000; depth++) nested = [nested];
  let wide = [];
  for (let depth = 0; depth < 4; depth++) wide = new Array(500).fill(wide);
  const throwing = (trap) => new Proxy({}, { [trap]() { throw new Error("秘密"); } });
  const revoked = Proxy.revocable([], {});
  revoked.revoke();
  const endless = new Proxy([], { get: (_, key) => (key === "length" ? Infinity : "x") });
  class Draftlike { x = 1; get y() { throw new Error("秘密"); } }
  return {
    bigint: 10n, symbol: Symbol("秘密"), function: () => "秘密", class: Draftlike, nan: NaN, infinity: Infinity, "minus zero": -0, huge: 1e308, tiny: 5e-324,
    null: null, undefined, true: true, false: false, date: new Date(2026, 4, 1), "no date": new Date(NaN), "far date": new Date(8.64e15), map: new Map([[1, 2]]), set: new Set([1]),
    weakmap: new WeakMap(), regexp: /x/g, error: new Error("秘密"), promise: Promise.resolve(1), buffer: new ArrayBuffer(8), typed: new Float64Array(3),
    boxed: Object("text"), number: Object(1), cycle, shared, nested, wide, "throwing get": throwing("get"), "throwing ownKeys": throwing("ownKeys"),
    "throwing descriptor": new Proxy({ a: 1 }, { getOwnPropertyDescriptor() { throw new Error("秘密"); } }), revoked: revoked.proxy, endless,
    getter: { get id() { throw new Error("秘密"); } }, instance: new Draftlike(), "null prototype": Object.create(null), "proxy of a draft": new Proxy({ x: 1 }, {}),
    "lone high": "\ud800", "lone low": "x\udc00y", "reversed pair": "\udc00\ud800", nul: "a\0b", controls: "\x01\x1b\x7f\u0085\u2028\u202e\u200b\ufeff", "64 MB": "测".repeat(32 * 1024 * 1024),
    "10^6 exhibits": new Array(1e6).fill({ kind: "chat-record" }), "sparse": Object.assign([], { length: 4294967295 }), "10^5 keys": Object.fromEntries(Array.from({ length: 1e5 }, (_, n) => [`k${n}`, n])),
    "proto key": JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}'), marker: { $: "function" }, "odd marker": { $: { $: "x" } },
    "typed length": { length: 3, 0: "a" }, iterable: { [Symbol.iterator]: () => ({ next: () => ({ done: false }) }) }, toJSON: { toJSON() { throw new Error("秘密"); } },
    valueOf: { valueOf() { throw new Error("秘密"); }, toString() { throw new Error("秘密"); } }, arguments: (function () { return arguments; })(1, 2), global: globalThis,
  }; // prettier-ignore
}

/** Milliseconds of processor time, the least of a few runs: other processes share the machine. */
function timed(task) {
  let took = Infinity;
  let answer;
  for (let attempt = 0; attempt < 5 && took >= 250; attempt++) {
    const started = process.cpuUsage();
    answer = task();
    const { user, system } = process.cpuUsage(started);
    took = Math.min(took, (user + system) / 1000);
  }
  return { answer, took };
}

test("a mistake in additions is named, however full the module's memory is", () => {
  const additions = (text) => ({
    deadline: [{ id: "added", label: { zh: text, en: text }, next: { zh: text, en: text }, binds: "consumer", starts: { fields: ["purchaseDate"] }, period: { days: 60 }, source: { zh: "约定", en: "terms" } }],
  }); // prettier-ignore
  // Each catalogue stays in the memory, which has room for about fifteen; a mistake empties it.
  for (let full = 1; full <= 20; full++) {
    for (let count = 0; count < full; count++) new tousu.Tousu(additions("文字"));
    assert.throws(() => new tousu.Tousu(additions("文\0字")), /deadline added: has a control character/, `after ${full}`);
  }
});

test("a text has its own language, day and version; what is copied has no blank", async () => {
  const { compose } = tousu;
  const draft = { productName: "羽绒服", description: "11月3日下单，到今天没有发货。", remedy: ["refund"] };
  const options = { document: "negotiation", channel: "merchant", today: TODAY };
  const chinese = compose(draft, options);
  const page = { ...options, locale: "en" };
  const mixed = compose(draft, { ...page, language: "zh-CN" });
  assert.equal(mixed.body, chinese.body);
  assert.notEqual(compose(draft, page).body, chinese.body);
  assert.deepEqual(mixed.parts.map(({ label }) => label), compose(draft, page).parts.map(({ label }) => label));
  const chosen = compose(draft, { ...options, replyBy: "2027-01-15" });
  assert.equal(chosen.replyBy, "2027-01-15");
  assert.ok(chosen.body.includes("2027年1月15日"));
  assert.match(chinese.body, /＿/);
  assert.doesNotMatch(chinese.shareable, /＿/);
  assert.ok(chinese.parts.every(({ text, blank }) => blank === /＿/.test(text)));
  const short = compose(draft, { ...options, version: "short" });
  assert.ok(short.length <= 200 && short.body.includes("羽绒服") && short.replyBy === chinese.replyBy, short.body);
});

test("hostile values at every place: an answer with paths in a quarter of a second, nothing quoted, the next call as ever", () => {
  const places = {
    field: (value) => ({ description: value }),
    "money field": (value) => ({ paidAmount: value }),
    "date field": (value) => ({ purchaseDate: value }),
    "choice field": (value) => ({ reason: value }),
    "choices field": (value) => ({ remedy: value }),
    "choices entry": (value) => ({ remedy: ["refund", value] }),
    "unknown field": (value) => ({ whoKnows: value }),
    evidence: (value) => ({ evidence: value }),
    piece: (value) => ({ evidence: [{ kind: "order-detail" }, value] }),
    "piece's count": (value) => ({ evidence: [{ kind: "order-detail", count: value, file: value, shows: value }] }),
    log: (value) => ({ log: value }),
    "log entry": (value) => ({ log: [value, { date: value, channel: value, action: value, reference: value }] }),
  };
  let cases = 0;
  for (const [what, value] of Object.entries(hostileValues())) {
    for (const [where, draftWith] of Object.entries(places)) {
      const draft = draftWith(value);
      const { answer: assessment, took } = timed(() => tousu.assess(draft, { today: TODAY }));
      assert.ok(took < 250, `${what} in ${where}: ${took} ms`);
      const text = JSON.stringify(assessment);
      assert.ok(!text.includes("秘密"), `${what} in ${where} is quoted`);
      for (const issue of assessment.issues) {
        assert.ok(issue.code && issue.message && Array.isArray(issue.path), `${what} in ${where}`);
      }
      const composed = tousu.compose(draft, { today: TODAY, document: "letter", format: "html" });
      assert.ok(!JSON.stringify(composed).includes("秘密"), `${what} in ${where} is in the letter`);
      tousu.calendar(draft, { today: TODAY });
      cases += 1;
    }
    assert.equal(ordinary(), expected, `after ${what}`);
  }
  assert.equal({}.polluted, undefined);
  assert.ok(cases >= 300, `${cases} cases`);
});

test("what cannot be read is an issue at its place", () => {
  const codeAt = (draft, ...path) => {
    const found = tousu.assess(draft, { today: TODAY }).issues.find((issue) => JSON.stringify(issue.path) === JSON.stringify(path));
    return found?.code;
  };
  for (const value of [10n, Symbol(), () => 1, new Map(), { get x() { throw 1; } }, new Proxy({}, { ownKeys() { throw 1; } })]) {
    assert.match(codeAt({ description: value }, "description"), /^type\./);
  }
  assert.match(codeAt({ description: "长".repeat(DRAFT_LIMITS.text + 1) }, "description"), /^limit\./);
  assert.match(codeAt({ evidence: new Array(501).fill({ kind: "order-detail" }) }, "evidence"), /^limit\./);
  assert.match(codeAt({ evidence: [{ kind: "order-detail" }, 7] }, "evidence", 1), /^type\./);
  assert.equal(codeAt({ whoKnows: "x" }, "whoKnows"), "unknown-field");
  assert.ok(tousu.assess(Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`k${n}`, ""])), { today: TODAY }).issues.some(({ code }) => code.startsWith("limit.")), "more fields than are read");
});

/** The value that a tree stands for, as src/bridge/decode.rs reads it. */
function valueOf({ numbers, text }) {
  const words = new TextDecoder("utf-16le").decode(text);
  let [at, read] = [0, 0];
  const string = (length) => words.slice(read, (read += length));
  const value = () => {
    const [tag, length] = [numbers[at] & 7, numbers[at++] >>> 3];
    switch (tag) {
      case 0: return null;
      case 1: return false;
      case 2: return true;
      case 3: return new Float64Array(new Uint32Array([numbers[at++], numbers[at++]]).buffer)[0];
      case 4: return string(length);
      case 5: return Array.from({ length }, value);
      case 6: return Object.fromEntries(Array.from({ length }, () => [value(), value()]));
    }
  }; // prettier-ignore
  const whole = value();
  assert.deepEqual([at, read], [numbers.length, text.length], "nothing is left over");
  return whole;
}

test("each property is read once; dates and files come as what they say", () => {
  const reads = [];
  const watched = new Proxy({ a: 1, b: "x" }, { get: (target, key) => (typeof key === "string" && reads.push(key), target[key]) });
  flatten(watched, DRAFT_LIMITS);
  assert.deepEqual(reads, ["a", "b"]);
  const draft = { date: new Date(2026, 0, 9, 23, 59), file: new File(["x"], "a.png", { type: "image/png" }), empty: undefined, list: [undefined, -1.5, true, "退"] };
  assert.deepEqual(valueOf(flatten(draft, DRAFT_LIMITS)), { date: "2026-01-09", file: { name: "a.png", size: 1, type: "image/png" }, list: [null, -1.5, true, "退"] });
});

test("what crosses the bridge is bounded, whatever comes", () => {
  const { wide, shared, nested, cycle, endless } = hostileValues();
  for (const value of [wide, shared, nested, cycle, endless, Array(500).fill(Array(500).fill("x".repeat(9)))]) {
    const { numbers, text } = flatten({ value }, DRAFT_LIMITS);
    assert.ok(numbers.length < 6 * DRAFT_LIMITS.values && text.length <= DRAFT_LIMITS.text + 100);
    valueOf({ numbers, text });
  }
  assert.deepEqual(valueOf(flatten({ a: [[[[["deep"]]]]] }, DRAFT_LIMITS)), { a: [[[[{ $: "too-deep" }]]]] });
  assert.deepEqual(valueOf(flatten({ a: [1, 2, 3] }, { ...DRAFT_LIMITS, items: 2 })), { a: [1, 2, { $: "too-many" }] });
  assert.deepEqual(valueOf(flatten({ a: 1, b: 2, c: 3 }, { ...DRAFT_LIMITS, keys: 2 })), { a: 1, b: 2, $: "too-many" });
  assert.deepEqual(valueOf(flatten({ a: "12345", b: "12345" }, { ...DRAFT_LIMITS, text: 8 })), { a: "12345", b: { $: "too-long" } });
});

test("a FormData is read by its field names", () => {
  const data = new FormData();
  data.append("contactPhone", "13812345678");
  data.append("remedy", "refund");
  data.append("remedy", "apology");
  data.append("notOurs", "秘密");
  data.append("photo", new File(["x"], "a.png"));
  const asObject = tousu.assess({ contactPhone: "13812345678", remedy: ["refund", "apology"] }, { today: TODAY });
  assert.deepEqual(tousu.assess(data, { today: TODAY }), asObject);
});

test("recognize() of any text, however long", () => {
  for (const text of ["", "\ud800", "\0", "订单号：20260501123456", "x".repeat(5e6), "退".repeat(300_000)]) {
    const { fields, spans } = tousu.recognize(text, { today: TODAY });
    for (const { field, start, end } of spans) assert.ok(field in fields && start >= 0 && start < end && end <= text.length);
  }
});

test("recognize() reads no half of what is cut at its limit", () => {
  const LIMIT = 65_536;
  for (const line of ["订单编号：20261103000012345", "实付款：¥1299.00", "手机号：13812345678", "我的订单号：4200002891202611\n038765432109"]) {
    const whole = tousu.recognize(line, { today: TODAY }).fields;
    for (let over = 1; over < line.length; over++) {
      const text = `${"。".repeat(LIMIT - line.length - 1 + over)}\n${line}`;
      for (const [field, value] of Object.entries(tousu.recognize(`${text}\n`, { today: TODAY }).fields)) assert.equal(value, whole[field], `${line}, ${over} units over`);
    }
  }
  const kept = tousu.recognize(`订单编号：20261103000012345\n${"好".repeat(LIMIT)}`, { today: TODAY });
  assert.equal(kept.fields.orderNumber, undefined, "a number at the end of what is left may go on");
  assert.equal(tousu.recognize(`订单编号：20261103000012345\n\n退款\n${"好".repeat(LIMIT)}`, { today: TODAY }).fields.orderNumber, "20261103000012345");
});

test("recognize() of a text read off a picture is tolerant, and sure of nothing", () => {
  const text = "订 单 编 号： 2O26ll03OOOOl2345\n实付款：Y 1,299 .0O";
  const { fields, spans } = tousu.recognize(text, { today: TODAY, source: "ocr" });
  assert.deepEqual(fields, { orderNumber: "20261103000012345", paidAmount: "1299.00" });
  assert.deepEqual(spans.map(({ start, end, confidence }) => [text.slice(start, end), confidence]), [["2O26ll03OOOOl2345", "likely"], ["Y 1,299 .0O", "likely"]]);
  assert.deepEqual(tousu.recognize("实付款：¥5", { source: "text" }), tousu.recognize("实付款：¥5"));
});

test("files of different builds are refused, and asked for again", async () => {
  const other = join(folder, "mixed");
  cpSync(fileURLToPath(pkg), other, { recursive: true });
  const whole = readFileSync(join(other, "zh.bin"));
  const stale = Buffer.from(whole);
  stale[3] ^= 1; // a digit of the stamp in front
  writeFileSync(join(other, "zh.bin"), stale);
  const { ready, assess } = await import(pathToFileURL(join(other, "index.js")));
  await assert.rejects(ready(), /^Error: tousu: ready: the catalogue \(\.bin files\) and the module \(\.wasm\) are of different builds/);
  assert.throws(() => assess({}), /await ready\(\)/);
  writeFileSync(join(other, "zh.bin"), whole);
  await ready();
  assert.deepEqual(assess({}, { today: TODAY }), tousu.assess({}, { today: TODAY }));
});

test("a module of another build than the JavaScript is refused", () => {
  const code = file("engine.js").toString();
  const stamp = /format\(\)!==(\d+)/.exec(code)?.[1];
  assert.ok(stamp, "the stamp stands in engine.js");
  const other = join(folder, "stamped");
  cpSync(fileURLToPath(pkg), other, { recursive: true });
  writeFileSync(join(other, "engine.js"), code.replace(stamp, String(stamp ^ 1)));
  const out = fresh(`
    const tousu = await import(${JSON.stringify(pathToFileURL(join(other, "index.js")).href)});
    await tousu.ready().catch((error) => console.log(error.message));`);
  assert.equal(out, "tousu: ready: the JavaScript and the module (.wasm) are of different builds: serve the files of one");
});

test("a getter of a draft may itself call the package, whatever that does to the module's memory", () => {
  const nested = (inner) => ({ ...DRAFT_OF_A_PERSON, get description() { inner(); return DRAFT_OF_A_PERSON.description; } }); // prettier-ignore
  const calls = [
    () => tousu.assess(DRAFT_OF_A_PERSON, { today: TODAY }),
    () => tousu.assess(nested(() => tousu.recognize("订单号 1")), { today: TODAY }),
    () => tousu.assess({ description: "长".repeat(200_000), evidence: new Array(500).fill({ kind: "invoice", note: "图" }) }),
    () => new tousu.Tousu({ remedy: [] }).calendar({}),
    () => assert.throws(() => tousu.compose({}, { document: "poem" })),
    () => tousu.form({ locale: "en" }),
  ];
  for (const call of calls) {
    const draft = nested(call);
    assert.equal(JSON.stringify([tousu.assess(draft, { today: TODAY }), tousu.compose(draft, { today: TODAY, document: "form", locale: "en" })]), expected, String(call));
  }
});

test("a trap while a draft is written loses nothing of it", () => {
  const out = fresh(`
    ${loadTrapping("calendar", 1)}
    const inner = () => { try { tousu.calendar({}, { today }); } catch {} };
    const draft = ${JSON.stringify(DRAFT_OF_A_PERSON)};
    const once = JSON.stringify(tousu.assess(draft, { today }));
    const nested = { ...draft, get orderNumber() { inner(); return draft.orderNumber; }, get contactPhone() { inner(); return draft.contactPhone; } };
    console.log(JSON.stringify(tousu.assess(nested, { today })) === once);`);
  assert.equal(out, "true");
});

test("ready() warms the module up when the host is idle, unless told otherwise, and keeps no process alive for it", () => {
  const calls = (options, idle) => fresh(`
    const names = [];
    const tousu = await import(pkg + "index.js");
    const tasks = [];
    ${idle ? "globalThis.requestIdleCallback = (task) => tasks.push(task);" : "globalThis.setTimeout = (task) => (tasks.push(task), { unref() { names.push('unref'); } });"}
    await tousu.ready(${options}); await tousu.ready(${options});
    names.push(tasks.length);
    // Two empty drafts are read: one to be judged, one to be written about.
    const read = Object.keys; let drafts = 0;
    Object.keys = (value) => (drafts += Object.getPrototypeOf(value) === Object.prototype && read(value).length === 0, read(value));
    for (const task of tasks) task();
    names.push(drafts);
    console.log(names.join(" "));`);
  assert.equal(calls("", true), "1 2");
  assert.equal(calls("{ locales: ['en'] }", true), "1 2");
  assert.equal(calls("", false), "unref 1 2");
  assert.equal(calls("{ warm: false }", true), "0 0");
  assert.match(fresh(`const tousu = await import(pkg + "index.js"); await tousu.ready({ warm: 1 }).catch((error) => console.log(error.message));`), /options\.warm must be true or false/);
});

/** Loads the module changed so that one export traps from its `after`-th call on, counted anew in each instance. */
function loadTrapping(name, after) {
  const module = binaryen.readBinary(file("tousu.wasm"));
  module.addGlobal("calls", binaryen.i32, true, module.i32.const(0));
  const inner = module.getFunction(binaryen.getExportInfo(module.getExport(name)).value);
  const { params, results } = binaryen.getFunctionInfo(inner);
  const types = binaryen.expandType(params);
  const body = module.block(null, [
    module.global.set("calls", module.i32.add(module.global.get("calls", binaryen.i32), module.i32.const(1))),
    module.if(module.i32.ge_u(module.global.get("calls", binaryen.i32), module.i32.const(after)), module.unreachable()),
    module.call(binaryen.getFunctionInfo(inner).name, types.map((type, index) => module.local.get(index, type)), results),
  ], results);
  module.addFunction("trapping", params, results, [], body);
  module.removeExport(name);
  module.addFunctionExport("trapping", name);
  assert.ok(module.validate());
  const changed = join(folder, `${name}-${after}.wasm`);
  writeFileSync(changed, module.emitBinary());
  return `import { readFileSync } from "node:fs";
    import * as tousu from "${pkg.href}index.js";
    await tousu.ready(readFileSync(${JSON.stringify(changed)}));`;
}

test("after a trap the same call answers from a fresh instance, additions and all", () => {
  const out = fresh(`
    ${loadTrapping("assess", 3)}
    const own = new tousu.Tousu({ remedy: [] });
    const once = JSON.stringify(own.assess({ reason: "quality" }, { today }));
    let same = 0;
    for (let n = 0; n < 1000; n++) same += JSON.stringify((n % 2 ? own : tousu).assess({ reason: "quality" }, { today })) === once;
    console.log(same);`);
  assert.equal(out, "1000");
});

test("where it traps again the error is clear and quotes nothing, and everything else goes on", () => {
  const out = fresh(`
    ${loadTrapping("calendar", 1)}
    const first = JSON.stringify(tousu.assess({ reason: "quality" }, { today }));
    let clear = 0, same = 0;
    for (let n = 0; n < 1000; n++) {
      try { tousu.calendar({ description: "秘密" }, { today }); } catch (error) { clear += error.constructor === Error && /restarted/.test(error.message) && !/秘密/.test(error.stack); }
      same += JSON.stringify(tousu.assess({ reason: "quality" }, { today })) === first;
    }
    console.log(clear, same);`);
  assert.equal(out, "1000 1000");
});

test("where the host makes instances only asynchronously, ready() brings it back", () => {
  const out = fresh(`
    ${loadTrapping("calendar", 1)}
    WebAssembly.Instance = class { constructor() { throw new RangeError("only asynchronously here"); } };
    try { tousu.calendar({}, { today }); } catch (error) { console.log(error.message.includes("ready()")); }
    try { tousu.assess({}, { today }); } catch (error) { console.log(error.message.includes("await ready()")); }
    await tousu.ready();
    console.log(tousu.assess({}, { today }).ready);`);
  assert.equal(out, "true\ntrue\nfalse");
});

test("additions: wrong ones are an Error that names the entry; right ones leave the built-in catalogue alone", () => {
  const named = (additions, name) => assert.throws(() => new tousu.Tousu(additions), (error) => error instanceof Error && error.message.includes(name));
  named({ reason: [{ id: "strange-reason" }] }, "strange-reason");
  named({ field: [{ id: "tableNumber", section: "order", kind: "line" }] }, "tableNumber");
  named({ feild: [] }, "feild");
  named({ field: new Map() }, "field");
  const own = new tousu.Tousu({
    field: [{ id: "tableNumber", section: "order", kind: "line", label: { zh: "桌号", en: "Table" } }],
  });
  const labels = (engine) => engine.form({ locale: "en" }).sections.flatMap(({ fields }) => fields.map(({ label }) => label));
  assert.ok(labels(own).includes("Table"));
  assert.ok(!labels(tousu).includes("Table"));
  const unknown = (engine) => engine.assess({ tableNumber: "7" }, { today: TODAY }).issues.some(({ code }) => code === "unknown-field");
  assert.equal(unknown(own), false);
  assert.equal(unknown(tousu), true);
});

test("Standard Schema: sync, errors only, never throws, in the language asked for", () => {
  const standard = tousu.schema["~standard"];
  assert.deepEqual([standard.version, standard.vendor], [1, "tousu"]);
  for (const value of [undefined, null, 7, "x", [], new Map(), Symbol()]) {
    assert.ok(standard.validate(value).issues[0].message);
  }
  const { issues } = tousu.schemaFor({ today: TODAY, locale: "en" })["~standard"].validate({ contactPhone: "1" });
  const errors = tousu.assess({ contactPhone: "1" }, { today: TODAY, locale: "en" }).issues.filter(({ severity }) => severity === "error");
  assert.deepEqual(issues, errors.map(({ message, path }) => ({ message, path })));
  assert.ok(issues.some(({ path }) => path[0] === "contactPhone"));
  const good = tousu.schemaFor({ today: TODAY })["~standard"].validate(DRAFT_OF_A_PERSON);
  assert.equal(good.value, DRAFT_OF_A_PERSON, JSON.stringify(good.issues));
});

test("schema.json is a JSON Schema 2020-12 that takes a good draft and refuses a wrong one", () => {
  const ajv = addFormats(new Ajv2020({ allErrors: true, allowUnionTypes: true }));
  const schema = JSON.parse(file("schema.json"));
  const valid = ajv.compile(schema);
  assert.ok(valid({}), "an unfinished draft is a draft");
  assert.ok(valid(DRAFT_OF_A_PERSON), ajv.errorsText(valid.errors));
  const marks = tousu.form().evidence.find(({ id }) => id === "order-detail").good.map(({ id }) => id);
  assert.ok(marks.length > 0 && valid({ evidence: [{ kind: "order-detail", shows: marks }] }), ajv.errorsText(valid.errors));
  const piece = (shows) => tousu.assess({ ...DRAFT_OF_A_PERSON, evidence: [{ kind: "order-detail", shows }] }, { today: TODAY }).evidence.score;
  assert.ok(piece(marks) > piece([]), "the marks that a piece shows count");
  for (const wrong of [{ evidence: [{ kind: "order-detail", shows: ["beauty"] }] }, { reason: "bad-mood" }, { purchaseDate: "yesterday" }, { remedy: ["everything"] }, { evidence: [{}] }, { evidence: [{ kind: "order-detail", count: 0 }] }, { log: [{ date: "2026-05-06", channel: "merchant", action: "shouted" }] }, []]) {
    assert.ok(!valid(wrong), JSON.stringify(wrong));
  }
  const complete = ajv.getSchema(`${schema.$id}#/$defs/complete`);
  assert.ok(complete(DRAFT_OF_A_PERSON), ajv.errorsText(complete.errors));
  assert.ok(!complete({}));
});

test("publint and arethetypeswrong find nothing; the tarball holds what it should and no dependency", () => {
  execFileSync(bin("publint"), ["--strict", path("")], { stdio: "pipe" });
  const entries = Object.entries(JSON.parse(file("package.json")).exports).flatMap(([entry, target]) => (typeof target === "string" && !target.endsWith(".json") ? [] : [entry]));
  const run = spawnSync(bin("attw"), ["--pack", path(""), "--entrypoints", ...entries, "--format", "ascii", "--no-color"], { encoding: "utf8" });
  assert.equal(run.status, 0, run.stdout + run.stderr);
  const [{ files, filename }] = JSON.parse(execFileSync("npm", ["pack", "--dry-run", "--json"], { cwd: path(""), encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  assert.equal(filename, `tousu-${tousu.version}.tgz`);
  const names = files.map(({ path }) => path);
  for (const name of ["index.js", "index.d.ts", "inline.js", "element.js", "wechat/index.js", "api.d.ts", "tousu.wasm", "tousu.global.js", "schema.json", "README.md", "LICENSE-MIT", "LICENSE-APACHE"]) {
    assert.ok(names.includes(name), name);
  }
  const manifest = JSON.parse(file("package.json"));
  for (const kind of ["dependencies", "optionalDependencies", "scripts"]) assert.equal(manifest[kind], undefined);
  assert.deepEqual(Object.keys(manifest.peerDependencies).filter((name) => !manifest.peerDependenciesMeta[name]?.optional), []);
});

test("the module asks the host for what the glue needs and nothing else, and holds no path of the machine that built it", async () => {
  const module = await WebAssembly.compile(file("tousu.wasm"));
  const allowed = /^__wbg_(Error|String|Number|call|copy_to_slice|done|entries|from|get(All)?|get_unchecked|get_with_ref_key|instanceof_\w+|isArray|isSafeInteger|iterator|keys|length|new|next|prototypesetcall|push|set|value|__wbindgen_\w+)_[0-9a-f]{16}$|^__wbindgen_(cast|generic|init_externref_table|object_\w+)\w*$/;
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    assert.deepEqual([from, kind], ["./tousu_bg.js", "function"]);
    assert.match(name, allowed);
  }
  const text = file("tousu.wasm").toString("latin1");
  assert.doesNotMatch(text, /\/(home|root|Users|work|tmp|builds)\/|\.cargo|registry\/src|index\.crates/);
});

/** What js-sys brings for promises as Rust futures: resolved, but nothing here calls it, so the linker leaves it out. */
const ASYNC = ["futures-util", "futures-core", "futures-task", "pin-project-lite", "slab"];

test("at most 20 crates are in the module", () => {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const crates = (...more) => {
    const tree = ["tree", "--locked", "--target", "wasm32-unknown-unknown", "--edges", "normal,no-proc-macro", "--prefix", "none", ...more];
    const out = execFileSync("cargo", tree, { cwd: root, encoding: "utf8" });
    return [...new Set(out.trim().split("\n").map((line) => line.split(" ")[0]))];
  };
  const linked = crates().filter((crate) => !ASYNC.includes(crate));
  assert.ok(linked.length > 5 && linked.length <= 20, linked.join(", "));
  // Whoever begins to use them brings them in another way, or by name.
  assert.deepEqual(crates("--invert", "futures-util", "--depth", "1"), ["futures-util", "js-sys"]);
  const source = readdirSync(join(root, "src"), { recursive: true }).filter((name) => name.endsWith(".rs"));
  for (const name of source) assert.doesNotMatch(readFileSync(join(root, "src", name), "utf8"), /\basync\b|\.await\b|\bfutures\b|\bPromise\b/, name);
});

test("WeChat: ES2017, under 300 KB with the packed module", () => {
  const code = file("wechat/index.js").toString();
  assert.doesNotMatch(code, /\?\?|\?\.[a-z(\[]|catch \{|import\.meta|\bimport\(|globalThis\.(fetch|URL)/);
  assert.ok(file("wechat/index.js").length + file("wechat/tousu.wasm.br").length < 300 * 1024);
});

test("an embedder's framework may wrap an engine", () => {
  const own = new tousu.Tousu();
  assert.ok(Object.isFrozen(own), "Vue and the like leave frozen objects alone");
  assert.deepEqual(own.assess({}, { today: TODAY }), tousu.assess({}, { today: TODAY }));
});

test("require.resolve finds every entry of the package by its name", () => {
  const manifest = JSON.parse(file("package.json"));
  for (const entry of Object.keys(manifest.exports)) {
    const target = manifest.exports[entry];
    const paths = typeof target === "string" ? [target] : JSON.stringify(target).match(/\.\/[\w./-]+/g);
    for (const name of paths) assert.ok(readFileSync(path(name)).length > 0, `${entry} → ${name}`);
  }
  assert.equal(require(path("package.json")).version, tousu.version);
});
