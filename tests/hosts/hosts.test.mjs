// Fresh projects of the hosts that are heavy to install, each built as its manual says and run: `./build.sh hosts`. The
// sources are beside this file; what is built lies in target/hosts.

import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join, posix } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { brotliDecompressSync } from "node:zlib";
import { start } from "../browser/harness.mjs";
import { pack } from "../node/installed.mjs";

const sources = fileURLToPath(new URL("./", import.meta.url));
const hosts = fileURLToPath(new URL("../../target/hosts/", import.meta.url));
const inHosts = (...path) => join(hosts, ...path);

const npm = (cwd, ...args) => execFileSync("npm", [...args, "--no-audit", "--no-fund", "--no-package-lock", "--legacy-peer-deps", "--ignore-scripts"], { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
/** A tool of a host; its output where it fails. */
function run(cwd, tool, args, env = {}) {
  const { status, stdout, stderr } = spawnSync(tool, args, { cwd, encoding: "utf8", env: { ...process.env, CI: "1", NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", ...env } });
  assert.equal(status, 0, `${stdout}\n${stderr}`);
}

let site;
before(async () => {
  mkdirSync(hosts, { recursive: true });
  for (const name of ["next", "parcel", "taro/dist", "uni/dist"]) rmSync(inHosts(name), { recursive: true, force: true });
  cpSync(sources, hosts, { recursive: true });
  const archive = pack(hosts);
  for (const folder of [hosts, inHosts("taro"), inHosts("uni")]) {
    npm(folder, "install");
    npm(folder, "install", "--no-save", archive);
  }
  site = await start(inHosts("parcel/dist"));
});
after(() => site?.close());

/** A page with its complaints. */
async function open(address) {
  const context = await site.browser.newContext();
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(address);
  await page.locator("tousu-form button").first().waitFor().catch((error) => assert.fail(`${error.message} ${complaints.join("\n")}`));
  await page.evaluate(() => document.querySelector("tousu-form").ready);
  return { page, complaints, close: () => context.close() };
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

for (const bundler of ["turbopack", "webpack"])
  test(`Next, built with ${bundler}: a server page, a route, a form that is hydrated`, async () => {
    const project = inHosts("next");
    rmSync(join(project, ".next"), { recursive: true, force: true });
    const next = inHosts("node_modules/.bin/next");
    run(project, next, ["build", `--${bundler}`]);
    const port = await freePort();
    const server = spawn(process.execPath, [inHosts("node_modules/next/dist/bin/next"), "start", "-p", String(port)], { cwd: project, env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } });
    try {
      let printed = "";
      for await (const text of server.stdout) if ((printed += text).includes("Ready")) break;
      const origin = `http://127.0.0.1:${port}`;
      const html = await (await fetch(origin)).text();
      assert.match(html, /<p id="score">[1-9]\d*<\/p>/);
      assert.match(html, /<tousu-form locale="en" today="2026-05-20"[^>]*><\/tousu-form>/);
      const fields = new FormData();
      fields.set("reason", "quality");
      const answer = await (await fetch(`${origin}/api/assess`, { method: "POST", body: fields })).json();
      assert.ok(answer.evidence.items.some(({ kind }) => kind === "product-photo"));

      const { page, complaints, close } = await open(origin);
      assert.equal(await page.evaluate(() => document.querySelector("tousu-form").draft.orderNumber), "1001");
      await page.evaluate(() => document.querySelector("tousu-form").goTo("order", "productName"));
      await page.locator('tousu-form input[id$="productName"]').fill("Satchel");
      await page.waitForFunction(() => document.getElementById("typed").textContent === "Satchel");
      assert.deepEqual(complaints.filter((text) => !/favicon|404/.test(text)), []);
      await close();
    } finally {
      server.kill();
    }
  });

test("Parcel, built for production: files beside the script, and everything in it", async () => {
  run(inHosts("parcel"), inHosts("node_modules/.bin/parcel"), ["build", "files.html", "inline.html", "--no-cache", "--public-url", "./", "--dist-dir", "dist"]);
  for (const name of ["files", "inline"]) {
    const { page, complaints, close } = await open(`${site.origin}/${name}.html`);
    assert.equal(await page.evaluate(() => globalThis.answer), "order-detail", name);
    assert.deepEqual(complaints, [], name);
    await close();
  }
});

test("happy-dom: a simulated browser in Node", () => {
  run(hosts, process.execPath, ["happy-dom.mjs"]);
});

test("Taro: a mini-program built for WeChat, run in its logic layer", async () => {
  const project = inHosts("taro");
  run(project, process.execPath, [join(project, "node_modules/@tarojs/cli/bin/taro"), "build", "--type", "weapp", "--no-check"]);
  const dist = join(project, "dist");
  assert.ok(existsSync(join(dist, "tousu.wasm.br")));
  assert.equal(await logicLayer(dist), "order-detail");
});

test("uni-app: a mini-program built for WeChat, run in its logic layer", async () => {
  const project = inHosts("uni");
  mkdirSync(join(project, "src/static"), { recursive: true });
  cpSync(join(project, "node_modules/tousu/wechat/tousu.wasm.br"), join(project, "src/static/tousu.wasm.br"));
  run(project, process.execPath, [join(project, "node_modules/@dcloudio/vite-plugin-uni/bin/uni.js"), "build", "-p", "mp-weixin"]);
  const dist = join(project, "dist/build/mp-weixin");
  assert.ok(existsSync(join(dist, "static/tousu.wasm.br")));
  assert.equal(await logicLayer(dist), "order-detail");
});

/** Runs a built mini-program where there is neither WebAssembly nor fetch nor URL. Resolves with what it stores as `next`. */
function logicLayer(dist) {
  return new Promise((resolve, reject) => {
    // What the frameworks ask of WeChat while they start.
    const asked = ["getSystemInfoSync", "getAppBaseInfo", "getDeviceInfo", "getWindowInfo", "getLaunchOptionsSync", "getStorageSync", "onAppShow", "onAppHide", "onError", "onPageNotFound", "onThemeChange", "onUnhandledRejection"];
    const wx = { ...Object.fromEntries(asked.map((name) => [name, () => ({})])), canIUse: () => false, setStorageSync: (key, value) => key === "next" && resolve(value) };
    const WXWebAssembly = {
      instantiate: async (path, imports) => WebAssembly.instantiate(await WebAssembly.compile(brotliDecompressSync(readFileSync(join(dist, path)))), imports),
    };
    const nothing = () => {};
    const context = vm.createContext({ global: {}, wx, WXWebAssembly, console, setTimeout, clearTimeout, App: nothing, Page: nothing, Component: nothing, getApp: () => ({}), getCurrentPages: () => [] });
    vm.runInContext("delete globalThis.WebAssembly", context);
    const modules = new Map();
    const load = (path) => {
      if (!modules.has(path)) {
        const module = { exports: {} };
        modules.set(path, module);
        const require = (name) => load(posix.join(posix.dirname(path), name.endsWith(".js") ? name : `${name}.js`));
        vm.compileFunction(readFileSync(join(dist, path), "utf8"), ["module", "exports", "require"], { filename: path, parsingContext: context })(module, module.exports, require);
      }
      return modules.get(path).exports;
    };
    try {
      load("app.js");
      load("pages/index/index.js");
    } catch (error) {
      reject(error);
    }
  });
}
