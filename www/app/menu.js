/** The menu: complaints on this device, backup, the device itself. A panel in the page, not a window above it. */

import { attr, el, fill, icon } from "../pkg/element/dom.js";
import { copy } from "../pkg/element/copying.js";
import { sayDate } from "../pkg/element/words.js";
import { save } from "../files/save.js";
import { isShared } from "./settings.js";
import { pageWords } from "./later-words.js";

/**
 * @param {HTMLElement} node where it is drawn
 * @param {{form: any, cases: () => any, notice: any, locale: () => string, onClose: () => Promise<void>, onShared: () => void}} page
 */
export function menu(node, { form, cases, notice, locale, onClose, onShared }) {
  const said = el("p", { class: "p-said", role: "status" });
  let words = pageWords(locale());

  const button = (key, run, more = {}) => el("button", { type: "button", class: "t-button t-small", "data-menu": key, onclick: run, ...more }, words(key));

  /**
   * A button that asks once more before it acts: it keeps its place and its width and becomes the way back, and what acts
   * stands below it. So a second tap or key of a hasty hand takes the question back, whenever it comes.
   */
  function sure(key, sureKey, run, name = words(key)) {
    const act = el("button", { type: "button", class: "t-button t-small p-danger", "data-menu": sureKey, hidden: true, onclick: run }, words(sureKey));
    const ask = el("button", { type: "button", class: "t-button t-small p-danger-text", "data-menu": key, "aria-label": name, "aria-expanded": "false",
      onclick: () => {
        ask.style.minWidth = `${ask.offsetWidth}px`;
        act.hidden = !act.hidden;
        fill(ask, words(act.hidden ? key : "cancel"));
        attr(ask, "aria-label", act.hidden ? name : null);
        attr(ask, "aria-expanded", String(!act.hidden));
      } }, words(key));
    return [ask, act];
  }

  const section = (key, ...children) => el("section", { class: "p-section" }, el("h3", { class: "t-cells-title" }, words(key)),
    el("div", { class: "t-cells" }, children));

  async function caseLines() {
    const list = await cases().list().catch(() => []);
    const open = cases().id;
    const lines = list.some((line) => line.id === open) ? list : [{ id: open, saved: 0, meta: {} }, ...list];
    return lines.map((line) => {
      const name = String(line.meta.title || words("caseUntitled"));
      const state = line.problem ? words(line.problem === "newer" ? "caseNewer" : "caseDamaged")
        : line.saved ? words("caseSaved", { date: sayDate(new Date(line.saved).toISOString().slice(0, 10), locale()) }) : words("caseUnsaved");
      return el("li", { class: "t-cell p-case", "data-case": line.id },
        el("button", { type: "button", class: "p-case-open", disabled: Boolean(line.problem), "aria-current": line.id === open ? "true" : null,
          onclick: async () => { await cases().open(line.id); await onClose(); } },
          el("span", {}, name, " ", line.id === open && el("span", { class: "t-badge t-badge-good" }, words("caseOpen"))),
          el("span", { class: "t-hint" }, state)),
        sure("caseDelete", "caseDeleteSure", async () => {
          await cases().remove(line.id).catch(() => {});
          if (line.id === open) form.goTo("start");
          await draw();
          said.textContent = words("caseDeleted");
        }, words("caseDeleteNamed", { name })));
    });
  }

  async function restore(text) {
    const { code, dropped } = await cases().restore(text);
    if (!code) await draw();
    said.textContent = code ? words(`import.${code}`) : dropped ? words("importDropped", { n: dropped }) : words("imported");
  }

  function moving() {
    const paste = el("textarea", { class: "t-input", rows: 3, "aria-label": words("importPaste"), autocomplete: "off", spellcheck: "false" });
    const byText = el("div", { class: "t-cell", hidden: true }, el("p", { class: "t-hint" }, words("importPaste")), paste,
      button("importText", () => restore(paste.value), { "data-menu": "importTextNow" }));
    const file = el("input", { type: "file", accept: ".json,.txt,application/json,text/plain", class: "p-file-input",
      onchange: async () => { if (file.files[0]) await restore(await file.files[0].text()); file.value = ""; } });
    return section("moving", el("div", { class: "t-cell" }, el("p", { class: "t-hint" }, words("exportNote")), el("div", { class: "t-actions" },
      button("exportFile", async () => {
        const made = await cases().backup();
        const result = await save(new Blob([made.text], { type: "application/json" }), made.name);
        said.textContent = result === "unsupported" ? words("outUnsupported") : result === "saved" ? words("outSaved") : "";
      }),
      button("exportText", async () => {
        const { text } = await cases().backup();
        if (await copy(text)) said.textContent = words("exportedText");
        else { byText.hidden = false; paste.value = text; paste.focus(); paste.select(); }
      }),
      el("label", { class: "t-button t-small p-file-add" }, file, words("importFile")),
      button("importText", () => { byText.hidden = !byText.hidden; if (!byText.hidden) paste.focus(); }))), byText);
  }

  function device() {
    const shared = el("input", { type: "checkbox", role: "switch", class: "t-switch", id: "shared", checked: isShared(), "aria-describedby": "shared-hint" });
    const confirm = el("div", { class: "t-cell t-actions", hidden: true },
      button("cancel", () => { shared.checked = false; confirm.hidden = true; shared.focus(); }),
      button("sharedSure", () => turn(true), { class: "t-button t-small p-danger" }));
    const turn = async (on) => {
      await cases().share(on).catch(() => { said.textContent = words("clearFailed"); });
      onShared();
      await draw();
    };
    shared.addEventListener("change", () => {
      confirm.hidden = !shared.checked || isShared();
      if (!confirm.hidden) confirm.querySelector("button").focus();
      else if (isShared()) void turn(false);
    });
    return section("device",
      el("div", { class: "t-cell t-switch-cell" }, el("label", { for: "shared" }, words("shared"),
        el("span", { class: "t-hint", id: "shared-hint" }, words("sharedHint"))), shared), confirm,
      el("div", { class: "t-cell" }, el("p", { class: "t-hint" }, words("clearHint")), el("div", { class: "t-actions" }, sure("clear", "clearSure", async () => {
        try {
          await cases().clear();
          form.goTo("start");
          await draw();
          said.textContent = words("cleared");
          notice.clear();
        } catch {
          said.textContent = words("clearFailed");
        }
      }))));
  }

  function about() {
    const catalog = form.spec?.catalog;
    const date = (day) => sayDate(day, locale());
    return section("about", el("div", { class: "t-cell" }, el("p", { class: "t-hint" }, words("aboutPrivate")),
      catalog && el("p", { class: "t-hint" }, words("aboutLaw", { law: date(catalog.lawCheckedOn), holidays: date(catalog.holidaysUntil) })),
      // The page as one file has nothing beside it.
      location.protocol.startsWith("http") && el("p", { class: "t-hint" }, el("a", { href: "guide.zh-CN.md", hreflang: "zh-CN" }, words("aboutGuide")))));
  }

  async function draw() {
    words = pageWords(locale());
    const lines = await caseLines();
    said.textContent = "";
    const within = node.contains(document.activeElement);
    fill(node, el("div", { class: "p-menu-head" }, el("h2", { tabindex: -1 }, words("menu")),
      el("button", { type: "button", class: "p-tool", "aria-label": words("close"), onclick: onClose }, icon("remove"))),
      said,
      section("cases", el("ul", { role: "list" }, lines), el("div", { class: "t-cell" },
        button("caseNew", async () => { await cases().create(); await onClose(); form.goTo("start"); }))),
      moving(), device(), about());
    // What had the focus is gone.
    if (within) node.querySelector("h2")?.focus();
  }

  return { draw, focus: () => node.querySelector("h2")?.focus() };
}
