/**
 * The page's first script: it watches whether the others start. Where they do not, it offers to reload, and what
 * rescue-help.ts has: to reload without the offline copy, and the drafts as files. Both share no file with the others.
 */

import { language } from "./settings.ts";

/** How long the page may take to start before that is offered, in ms. */
const PATIENCE = 20_000;
/** Files that index.html loads as they are. */
const OWN = /\/(dist|pkg)\//;

const STRINGS = {
  failed: ["页面没有打开，已保存的内容还在。", "The page did not start. What was saved is still here."],
  slow: ["打开得比平时慢，可以再等等。", "This takes longer than usual. Wait a little, or reload."],
  reload: ["重新载入", "Reload"],
  fresh: ["重新下载页面", "Download the page again"],
  offline: ["请联网后再试。", "Go online and try again."],
  drafts: ["取出已保存的内容", "Get what was saved"],
} as const;
const t = (key: keyof typeof STRINGS): string => STRINGS[key][language() === "en" ? 1 : 0];

// The words are as large as all scripts, and index.html does not know of which language: asked for while those are on their way.
document.head.append(
  Object.assign(document.createElement("link"), {
    rel: "preload",
    as: "fetch",
    crossOrigin: "",
    href: `pkg/${language() === "en" ? "en" : "zh"}.bin`,
  }),
);

const box = document.createElement("div");
box.id = "rescue";
box.className = "p-notice";
const text = document.createElement("p");
text.setAttribute("role", "alert");

function addButton(key: keyof typeof STRINGS, run: () => unknown): void {
  const button = document.createElement("button");
  button.className = "p-tool";
  button.id = `rescue-${key}`;
  button.textContent = t(key);
  button.onclick = run;
  box.append(button);
}

/** The placeholder of index.html, until the form is drawn. */
const placeholder = () => document.querySelector("#tousu .p-nav");

function offer(key: "failed" | "slow"): void {
  if (document.readyState === "loading") {
    // Not DOMContentLoaded, which waits for the very scripts that may hang.
    document.addEventListener("readystatechange", () => offer(key), { once: true });
    return;
  }
  if (!box.isConnected) {
    box.append(text);
    addButton("reload", () => location.reload());
    if (navigator.serviceWorker?.controller)
      addButton(
        "fresh",
        help(({ reloadWithoutWorker }) => reloadWithoutWorker()),
      );
    addButton(
      "drafts",
      help(({ showDrafts }) => showDrafts(box, text)),
    );
    document.querySelector("main")?.before(box);
    // Whatever was late may still come.
    const form = document.querySelector("#tousu");
    if (form) {
      new MutationObserver(() => {
        if (!placeholder()) box.remove();
      }).observe(form, { childList: true });
    }
  }
  text.textContent = t(key);
}

/** Says so where even what helps does not arrive. */
const help = (act: (helper: typeof import("./rescue-help.ts")) => unknown) => () =>
  import("./rescue-help.ts").then(act).catch(() => {
    text.textContent = t("offline");
  });

/**
 * Says that the page has failed. On a first visit the worker is installed meanwhile: it takes files by their bytes, whatever
 * content type the server sends with them.
 */
function fail(): void {
  offer("failed");
  if (navigator.serviceWorker && !navigator.serviceWorker.controller) {
    import("./rescue-help.ts")
      .then(({ reloadWithWorker }) => reloadWithWorker(() => Boolean(placeholder())))
      .catch(() => {});
  }
}

// A script that is missing, of the wrong type or cut off is reported at its element, one that breaks at the window.
addEventListener(
  "error",
  ({ target, filename }: ErrorEvent) => {
    const source = target instanceof HTMLScriptElement ? target.src : filename;
    if (OWN.test(source) && (placeholder() || document.readyState === "loading")) fail();
  },
  true,
);
// The page itself reports a form that cannot be drawn.
addEventListener("tousu-failed", (event) => {
  event.preventDefault();
  fail();
});
setTimeout(() => {
  if (placeholder() && !box.isConnected) offer("slow");
}, PATIENCE);
