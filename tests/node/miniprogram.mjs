// WeChat's logic layer as far as the sample mini-program touches it: files of the package by path, App and Page, wx, and
// none of TextDecoder, URL, fetch and WebAssembly. Its views are drawn by WeChat's own compiler.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { brotliDecompressSync } from "node:zlib";
import compiler from "miniprogram-compiler";

/** The day that a mini-program started here has, in any time zone. */
export const TODAY = "2026-11-24";

const root = fileURLToPath(new URL("../../www/", import.meta.url));
const sample = `${root}miniprogram/`;

/** The file that a path of the mini-program means: npm packages are built into miniprogram_npm. */
const fileOf = (path) => path.replace(/^\/?miniprogram_npm\/tousu\//, `${root}pkg/wechat/`).replace(/^(?!\/)|^\/(?=pages)/, sample);

/**
 * The views as functions from a page's data to its tree; undefined where WeChat's compiler has no build for this machine.
 * @type {((path: string) => (data: object) => object) | undefined}
 */
export const views = (() => {
  let source;
  try {
    source = compiler.wxmlToJs(sample);
  } catch {
    return undefined;
  }
  const context = vm.createContext({ console });
  context.window = context;
  return vm.compileFunction(source, ["global"], { parsingContext: context })({});
})();

/** All elements and texts of a tree. */
export function* nodesOf(tree) {
  yield tree;
  for (const child of tree.children ?? []) yield* nodesOf(child);
}

/**
 * Starts the sample, with other sources for some of its files. `calls`: what it asked WeChat for; `printed`: what it logged;
 * `open(url)` opens a page as a tap would.
 * @param {Record<string, string>} [replaced]
 */
export async function launch(replaced = {}) {
  const source = (path) => replaced[path] ?? readFileSync(fileOf(path), "utf8");
  const printed = [];
  const calls = [];
  const pages = [];
  const files = new Map();
  let app;
  const record = (name) => (options) => void calls.push([name, plain(options)]);
  /** Objects of the other realm, as ours. */
  const plain = (value) => JSON.parse(JSON.stringify(value));

  const wx = {
    env: { USER_DATA_PATH: "wxfile://usr" },
    navigateTo({ url, events = {} }) {
      calls.push(["navigateTo", url]);
      open(url, events);
    },
    setClipboardData: record("setClipboardData"),
    addPhoneCalendar: record("addPhoneCalendar"),
    showToast: record("showToast"),
    shareFileMessage({ filePath, fileName }) {
      assert.ok(files.has(filePath), "only a file that is there can be shared");
      calls.push(["shareFileMessage", { filePath, fileName }]);
    },
    getFileSystemManager: () => ({
      writeFile({ filePath, data, encoding, success }) {
        assert.deepEqual([encoding, filePath.startsWith(`${wx.env.USER_DATA_PATH}/`)], ["utf8", true]);
        files.set(filePath, data);
        success();
      },
    }),
  };
  const WXWebAssembly = {
    async instantiate(path, imports) {
      assert.ok(typeof path === "string" && path.startsWith("/"), "a path in the package, nothing else");
      const bytes = readFileSync(fileOf(path));
      const module = await WebAssembly.compile(path.endsWith(".br") ? brotliDecompressSync(bytes) : bytes);
      assert.ok(WebAssembly.Module.exports(module).every(({ kind }) => kind !== "global"), "iOS refuses exported globals");
      return WebAssembly.instantiate(module, imports);
    },
  };
  const context = vm.createContext({ wx, WXWebAssembly, console: { log: (...values) => void printed.push(values.join(" ")) }, App: (options) => (app = options), getApp: () => app });
  vm.runInContext("delete globalThis.WebAssembly", context);
  vm.runInContext("{ const Clock = Date; globalThis.Date = class extends Clock { constructor(...given) { super(...(given.length > 0 ? given : [2026, 10, 24, 12])); } }; }", context);
  for (const name of ["TextDecoder", "TextEncoder", "URL", "fetch", "WebAssembly", "atob", "process", "window", "setTimeout"]) {
    assert.equal(vm.runInContext(`typeof ${name}`, context), "undefined", name);
  }

  const modules = new Map();
  /** @param {string} path @param {(options: object) => void} [Page] */
  function load(path, Page) {
    if (!modules.has(path)) {
      const module = { exports: {} };
      modules.set(path, module);
      const require = (name) => load(name === "tousu" ? "miniprogram_npm/tousu/index.js" : posix.join(posix.dirname(path), name));
      const run = vm.compileFunction(source(path), ["module", "exports", "require", "Page"], { filename: path, parsingContext: context });
      run(module, module.exports, require, Page);
    }
    return modules.get(path).exports;
  }

  function open(url, events = {}) {
    const [path, query = ""] = url.replace(/^\//, "").split("?");
    assert.ok(config.pages.includes(path), `${path} is a page of app.json`);
    for (const ending of ["js", "json", "wxml"]) assert.ok(existsSync(fileOf(`${path}.${ending}`)), `${path}.${ending}`);
    let options;
    modules.delete(`${path}.js`);
    load(`${path}.js`, (given) => (options = given));
    const page = Object.create(options);
    page.data = plain(options.data ?? {});
    page.setData = (changes) => Object.assign(page.data, plain(changes));
    page.getOpenerEventChannel = () => ({ emit: (name, ...values) => events[name](...values.map(plain)) });
    const markup = source(`${path}.wxml`);
    for (const [, handler] of markup.matchAll(/\bbind\w+="([^"]*)"/g)) assert.equal(typeof page[handler], "function", `${path}: ${handler}`);
    page.draw = () => [...nodesOf(views(`${path}.wxml`)(page.data))];
    pages.push(page);
    page.opened = page.onLoad?.(Object.fromEntries(new URLSearchParams(query)));
    return page;
  }

  const config = JSON.parse(readFileSync(`${sample}app.json`, "utf8"));
  load("app.js");
  app.onLaunch();
  return {
    calls,
    files,
    pages,
    printed,
    open: async (url) => {
      const page = open(url);
      await page.opened;
      return page;
    },
  };
}
