// The component `tousu-form` as a page of a mini-program has it, in WeChat's own simulation (miniprogram-simulate, on jsdom).
// `wx` is what a test makes of it; the module and the component are those of the package.

import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync } from "node:zlib";
import { JSDOM } from "jsdom";

const www = fileURLToPath(new URL("../../www/", import.meta.url));
const require = createRequire(import.meta.url);

/** The sample mini-program with the package installed into it, in a folder of its own. */
export function install() {
  const folder = mkdtempSync(join(tmpdir(), "tousu-miniprogram-"));
  cpSync(join(www, "miniprogram"), folder, { recursive: true });
  // As WeChat's tools leave it; Node finds it by its name through the link.
  cpSync(join(www, "pkg/wechat"), join(folder, "miniprogram_npm/tousu"), { recursive: true });
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(join(folder, "miniprogram_npm/tousu"), join(folder, "node_modules/tousu"));
  if (!globalThis.window) {
    const { window } = new JSDOM("<!doctype html><body></body>");
    Object.assign(globalThis, { window, document: window.document, CustomEvent: window.CustomEvent });
  }
  globalThis.WXWebAssembly = {
    async instantiate(path, imports) {
      const bytes = readFileSync(join(folder, path));
      return WebAssembly.instantiate(await WebAssembly.compile(brotliDecompressSync(bytes)), imports);
    },
  };
  return { folder, simulate: require("miniprogram-simulate") };
}

/** What WeChat's functions answer unless a test says otherwise; `calls`: what they were asked. */
export function device(answers = {}) {
  const calls = [];
  const stored = new Map();
  const refuse = (errMsg) => Promise.reject({ errMsg });
  const base = {
    getClipboardData: () => ({ data: "" }),
    setClipboardData: () => ({}),
    getStorageInfo: () => ({ keys: [...stored.keys()] }),
    getStorage: ({ key }) => ({ data: JSON.parse(stored.get(key)) }),
    setStorage: ({ key, data }) => void stored.set(key, JSON.stringify(data)),
    chooseMedia: () => ({ tempFiles: [] }),
    previewMedia: () => ({}),
    addPhoneCalendar: () => ({}),
    shareFileMessage: () => ({}),
    makePhoneCall: () => ({}),
    ...answers,
  };
  const files = new Map();
  const wx = {
    env: { USER_DATA_PATH: "wxfile://usr" },
    nextTick: (task) => queueMicrotask(task),
    pageScrollTo: (options) => void calls.push(["pageScrollTo", options.scrollTop]),
    getFileSystemManager: () => ({
      saveFile: ({ tempFilePath, success, fail }) =>
        answers.saveFile ? answers.saveFile({ tempFilePath, success, fail }) : success({ savedFilePath: tempFilePath.replace("tmp", "store") }),
      writeFileSync: (path, data) => void files.set(path, data),
    }),
  };
  for (const [name, answer] of Object.entries(base)) {
    if (name === "saveFile") continue;
    wx[name] = async (options) => {
      calls.push([name, options]);
      const result = await answer(options);
      return result ?? {};
    };
  }
  return { wx, calls, stored, files, refuse };
}

/** Waits until something is so. @throws {Error} after some thousand turns, so that a wait for what never comes ends */
export async function until(isSo) {
  for (let turn = 0; !isSo(); turn++) {
    if (turn > 4000) throw new Error(`never: ${isSo}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The component with properties, attached. `heard`: its events, by name. */
export async function attach({ folder, simulate }, properties = {}) {
  const id = simulate.load(join(folder, "miniprogram_npm/tousu/tousu-form/index"), { compiler: process.env.MP ?? "official", rootPath: folder });
  const component = simulate.render(id, properties);
  const place = document.createElement("div");
  const heard = [];
  for (const name of ["change", "step", "storage", "copy", "share", "submit", "error"]) component.addEventListener(name, ({ detail }) => heard.push([name, detail]));
  component.attach(place);
  await until(() => component.data.state !== "loading");
  const all = (selector) => [...place.querySelectorAll(selector)];
  const rows = () => [...component.data.groups.flatMap(({ rows }) => rows), ...component.data.bar];
  /** What a control tells the component. */
  const tell = (control, name, detail = {}) => control.__wxElement.triggerEvent(name, detail, { bubbles: true });
  const control = (key, value) => {
    const found = all(`[data-key="${key}"]`).filter((one) => value === undefined || one.dataset.value === value);
    if (found.length === 0) throw new Error(`no control ${key} ${value ?? ""}; there are ${rows().map((row) => row.key).join(" ")}`);
    return found[0];
  };
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
  return {
    component,
    place,
    heard,
    all,
    rows,
    row: (key) => rows().find((row) => row.key === key),
    words: () => place.textContent,
    draft: () => component.instance.getDraft(),
    async tap(key, value) {
      tell(control(key, value), "tap");
      await settle();
    },
    async type(key, value) {
      tell(control(key), "input", { value });
      await settle();
    },
    async leave(key) {
      tell(control(key), "blur");
      await settle();
    },
    async pick(key, value) {
      tell(control(key), "change", { value });
      await settle();
    },
  };
}

/**
 * What is drawn, as a page for a browser: WeChat's elements are given the display that they have there, and fields their text.
 * @param {"light" | "dark" | "auto"} look
 */
export function asPage({ place, row }, look) {
  const css = readFileSync(join(www, "pkg/wechat/tousu-form/index.wxss"), "utf8");
  const copy = place.cloneNode(true);
  for (const field of copy.querySelectorAll("wx-input, wx-textarea")) field.textContent = row(field.dataset.key)?.value ?? "";
  const html = copy.innerHTML.replaceAll("main--", "").replace("form auto", `form ${look}`);
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>x</title><style>
    body { margin: 0; font-family: sans-serif; }
    wx-view, wx-scroll-view, wx-picker, wx-input, wx-textarea, wx-label { display: block; }
    wx-input, wx-textarea { white-space: pre-wrap; overflow: hidden; }
    wx-scroll-view { overflow-x: auto; }
    wx-image { display: inline-block; }
    wx-switch { display: inline-block; width: 52px; height: 32px; }
    ${css}</style><main>${html}</main></html>`;
}
