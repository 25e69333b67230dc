/** The page: the form with a store, tools, a header and a menu around it. */

import { attr, el, fill, icon, text } from "./pkg/element/dom.js";
import { define } from "./pkg/element.js";
import { ready } from "./pkg/index.js";
import { isShared, language, openCases, rememberLanguage } from "./app/cases.js";
import { evidenceTools } from "./app/evidence.js";
import { menu } from "./app/menu.js";
import { notices } from "./app/notice.js";
import { outputTools } from "./app/outputs.js";
import { pageWords } from "./app/words.js";

// Starts while the storage opens; the element waits for it, and says so if it fails.
ready().catch(() => {});

const form = /** @type {any} */ (document.getElementById("tousu"));
const header = /** @type {HTMLElement} */ (document.getElementById("header"));
const panel = /** @type {HTMLElement} */ (document.getElementById("menu"));
const notice = notices(/** @type {HTMLElement} */ (document.getElementById("notice")));

let locale = language() ?? (navigator.language.startsWith("zh") ? "zh-CN" : "en");
let words = pageWords(locale);
/** @type {any} */
let cases;
const current = () => cases;

const languageButton = el("button", { type: "button", class: "p-tool", id: "language", onclick: () => speak(locale === "en" ? "zh-CN" : "en") });
const exitButton = el("button", { type: "button", class: "p-tool p-exit", id: "exit", onclick: leave });
const menuButton = el("button", { type: "button", class: "p-tool", id: "menu-button", "aria-controls": "menu", "aria-expanded": "false", onclick: () => toggleMenu(panel.hidden) }, icon("more"));
const name = el("h1", { class: "p-name" });
fill(header, el("div", { class: "p-header-row" }, name, exitButton, languageButton, menuButton));

const theMenu = menu(panel, { form, cases: current, notice, locale: () => locale, onClose: () => toggleMenu(false), onShared: () => { exitButton.hidden = !isShared(); } });
panel.addEventListener("keydown", (event) => { if (event.key === "Escape") toggleMenu(false); });

/** Changes the language of everything; nothing that was typed is lost. @param {string} next */
function speak(next) {
  locale = next;
  words = pageWords(locale);
  rememberLanguage(locale);
  document.documentElement.lang = locale;
  document.title = words("name");
  text(name, words("name"));
  text(/** @type {HTMLElement} */ (document.getElementById("skip")), words("skip"));
  text(languageButton, words("otherLanguage"));
  attr(languageButton, "lang", locale === "en" ? "zh-CN" : "en");
  text(exitButton, words("quickExit"));
  exitButton.hidden = !isShared();
  attr(menuButton, "aria-label", words("menu"));
  form.setAttribute("locale", locale);
  notice.clear();
  if (!panel.hidden) void theMenu.draw();
}

/** @param {boolean} open */
async function toggleMenu(open) {
  if (open) await theMenu.draw();
  panel.hidden = !open;
  form.hidden = open;
  attr(menuButton, "aria-expanded", String(open));
  if (open) theMenu.focus();
  else menuButton.focus();
}

/** On a shared device: nothing stays, and the page is gone. */
function leave() {
  form.storage = undefined;
  form.draft = {};
  location.replace("about:blank");
}

/** Says what is wrong with the storage, and what helps. @param {string} code */
function storageTrouble(code) {
  if (code === "") return notice.clear("store");
  const backUp = { label: words("backUp"), run: () => toggleMenu(true) };
  const actions = code === "read-only" || code === "taken-over" ? [{ label: words("takeOver"), run: () => cases.takeOver() }]
    : code === "newer" || code === "cleared" || code === "closed" ? [{ label: words("reload"), run: () => location.reload() }] : [backUp];
  notice.show("store", words(`store.${code}`), actions);
}

/** The step stands in the address, so that going back goes back a step. It says nothing about the person. */
function followSteps() {
  form.addEventListener("tousu-step", (/** @type {CustomEvent} */ event) => {
    if (location.hash !== `#${event.detail.step}`) history.pushState(null, "", `#${event.detail.step}`);
  });
  window.addEventListener("popstate", () => form.goTo(location.hash.slice(1) || "start"));
}

speak(locale);
form.toggleAttribute("private", isShared());
if (location.hash.length > 1) form.setAttribute("step", location.hash.slice(1));
form.tools = { ...evidenceTools(form, current), ...outputTools(form, current, notice) };
cases = await openCases(form, storageTrouble);
define();
followSteps();
form.ready.then(async () => {
  const { startOffline } = await import("./files/offline.js");
  const offline = await startOffline({
    onUpdate: () => notice.show("update", words("update"), [{
      label: words("updateNow"),
      run: async () => {
        await form.flush();
        if ((await offline.apply()) === "other-tabs") notice.show("update", words("updateTabs"));
      },
    }], "good"),
  });
}, () => notice.show("open", words("openFailed"), [{ label: words("reload"), run: () => location.reload() }]));
