/** The page: the form with a store, tools, a header and a menu around it. */

import { attr, el, fill, icon, text } from "./pkg/element/dom.js";
import { define } from "./pkg/element.js";
import { loadWords } from "./app/begin.js";
import { openCases } from "./app/cases.js";
import { notices } from "./app/notice.js";
import { isShared, language, rememberLanguage } from "./app/settings.js";
import { pageWords } from "./app/words.js";

const form = /** @type {any} */ (document.getElementById("tousu"));
const header = /** @type {HTMLElement} */ (document.getElementById("header"));
const panel = /** @type {HTMLElement} */ (document.getElementById("menu"));
const notice = notices(/** @type {HTMLElement} */ (document.getElementById("notice")));

let locale = language();
let words = pageWords(locale);
/** What is wrong with the storage, "" for nothing. */
let trouble = "";
/** @type {any} */
let cases;
const current = () => cases;

const languageButton = el("button", { type: "button", class: "p-tool", id: "language", onclick: () => changeLanguage(locale === "en" ? "zh-CN" : "en") });
const exitButton = el("button", { type: "button", class: "p-tool p-exit", id: "exit", onclick: leave });
const menuButton = el("button", { type: "button", class: "p-tool", id: "menu-button", "aria-controls": "menu", "aria-expanded": "false", onclick: () => toggleMenu(panel.hidden) }, icon("more"));
const name = el("h1", { class: "p-name" });
fill(header, el("div", { class: "p-header-row" }, name, exitButton, languageButton, menuButton));

/** Made when it is opened for the first time. @type {Promise<ReturnType<typeof import("./app/menu.js").menu>> | undefined} */
let opened;
const theMenu = () => (opened ??= import("./app/menu.js").then(({ menu }) => menu(panel, {
  form, cases: current, notice, locale: () => locale, onClose: () => toggleMenu(false), onShared: () => { exitButton.hidden = !isShared(); },
})));
/** What the steps behind the first have of the page. */
const laterTools = () => import("./app/later.js").then((later) => later.laterTools(form, current, notice));
panel.addEventListener("keydown", (event) => { if (event.key === "Escape") toggleMenu(false); });

/** The words are fetched when they are asked for the first time. @param {string} next */
async function changeLanguage(next) {
  try {
    await loadWords(next);
    rememberLanguage(next);
    speak(next);
  } catch {
    notice.show("language", words("languageFailed"));
  }
}

/** Says everything in a language; nothing that was typed is lost. @param {string} next */
function speak(next) {
  locale = next;
  words = pageWords(locale);
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
  if (trouble) storageTrouble(trouble);
  if (!panel.hidden) void theMenu().then((menu) => menu.draw());
}

/** Under way to the entry before the menu's; asked twice, it goes back once. @type {Promise<unknown> | undefined} */
let closing;

/** An open menu has an entry in the history, so that going back closes it; closing it goes back. @param {boolean} open */
async function toggleMenu(open) {
  if (!open && history.state?.menu) {
    if (!closing) {
      closing = new Promise((resolve) => window.addEventListener("popstate", resolve, { once: true }));
      history.back();
    }
    await closing;
    closing = undefined;
    return;
  }
  try {
    const menu = open ? await theMenu() : undefined;
    await menu?.draw();
    if (open && !history.state?.menu) history.pushState({ menu: true }, "");
    panel.hidden = !open;
    form.hidden = open;
    attr(menuButton, "aria-expanded", String(open));
    (menu ?? menuButton).focus();
  } catch {
    sayReload();
  }
}

/** On a shared device: nothing stays, and the page is gone. */
function leave() {
  form.storage = undefined;
  form.draft = {};
  location.replace("about:blank");
}

/** Says what is wrong with the storage, and what helps. @param {string} code */
function storageTrouble(code) {
  trouble = code;
  if (code === "") return notice.clear("store");
  const backUp = { label: words("backUp"), run: () => toggleMenu(true) };
  const actions = code === "read-only" || code === "taken-over" ? [{ label: words("takeOver"), run: () => cases.takeOver() }]
    : code === "newer" || code === "cleared" || code === "closed" ? [{ label: words("reload"), run: () => location.reload() }] : [backUp];
  notice.show("store", words(`store.${code}`), actions);
}

function sayReload() {
  notice.show("open", words("openFailed"), [{ label: words("reload"), run: () => location.reload() }]);
}

/**
 * The step stands in the address, so that going back goes back a step. It says nothing about the person. Steps that
 * change behind the menu stand there when it is closed.
 */
function followSteps() {
  let step = location.hash.slice(1) || "start";
  form.addEventListener("tousu-step", (/** @type {CustomEvent} */ event) => {
    step = event.detail.step;
    if (!history.state?.menu && location.hash !== `#${step}`) history.pushState(null, "", `#${step}`);
  });
  window.addEventListener("popstate", () => {
    if (history.state?.menu) return void toggleMenu(true);
    if (panel.hidden) return form.goTo(location.hash.slice(1) || "start");
    if (step !== (location.hash.slice(1) || "start")) history.replaceState(null, "", `#${step}`);
    void toggleMenu(false);
  });
}

speak(locale);
if (history.state?.menu) history.replaceState(null, ""); // left by a reload
form.toggleAttribute("private", isShared());
if (location.hash.length > 1) form.setAttribute("step", location.hash.slice(1));
form.tools = {
  start: [{
    id: "blank", label: (/** @type {string} */ spoken) => pageWords(spoken)("outBlank"),
    run: (/** @type {any} */ context) => laterTools().then(({ blank }) => blank.run(context), sayReload),
  }],
  later: laterTools,
};
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
}, sayReload).catch(() => {}); // not to be had now: the page goes on with the network, the next visit tries again
