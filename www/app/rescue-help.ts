/** Help for a page that cannot start, which needs nothing but the browser and its database. */

import { startOffline } from "../files/offline/register.ts";
import { type StoredCase, serialize } from "../files/storage/case.ts";
import { withTimeLimit } from "../files/storage/time-limit.ts";
import { language, readUnsaved } from "./settings.ts";

/** How long the database may take to answer, in ms. */
const PATIENCE = 5000;

const STRINGS = {
  found: ["已保存的内容在下面，可以下载或复制。", "What was saved is below, to download or copy."],
  none: ["这台设备上没有已保存的投诉。", "No complaint is saved on this device."],
  locked: [
    "浏览器没有给出保存的内容，请重新载入后再试。",
    "The browser does not hand out what was saved. Reload and try again.",
  ],
} as const;
const t = (key: keyof typeof STRINGS): string => STRINGS[key][language() === "en" ? 1 : 0];

/** Installs the worker, and reloads if the page is still needed. Where a file is missing or damaged, it is not installed. */
export async function reloadWithWorker(isNeeded: () => boolean): Promise<void> {
  const { state } = await startOffline();
  if (state === "ready" && navigator.serviceWorker.controller && isNeeded()) location.reload();
}

/** Reloads from the network. Rejects where there is none: then nothing but the offline copy has the page. */
export async function reloadWithoutWorker(): Promise<void> {
  await fetch("sw.js", { cache: "no-store" }); // the one file that the worker never answers for
  const registration = await navigator.serviceWorker.getRegistration();
  await registration?.unregister();
  for (const name of await caches.keys()) if (name.startsWith("tousu-page-")) await caches.delete(name);
  location.reload();
}

/** The records of the database, none where there is no database. */
const readCases = () =>
  new Promise<StoredCase[]>((resolve, reject) => {
    const opening = indexedDB.open("tousu");
    opening.onupgradeneeded = () => {
      resolve([]);
      opening.transaction?.abort(); // does not create it
    };
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const reading = database.transaction("cases").objectStore("cases").getAll();
      reading.onerror = () => reject(reading.error);
      reading.onsuccess = () => {
        resolve(reading.result);
        database.close();
      };
    };
  });

/** Shows each draft as a link to its file and as a text to copy, since web-views save no files. */
export async function showDrafts(box: HTMLElement, text: HTMLElement): Promise<void> {
  let cases = await withTimeLimit(PATIENCE, readCases).catch(() => undefined);
  try {
    const { id, draft, meta, at } = JSON.parse(readUnsaved() ?? "");
    cases = [{ id, format: 1, draft, meta, saved: at }, ...(cases ?? [])];
  } catch {
    // Everything typed has reached the database.
  }
  text.textContent = t(!cases ? "locked" : cases.length > 0 ? "found" : "none");
  for (const old of box.querySelectorAll("a, textarea")) old.remove();
  for (const record of cases ?? []) {
    const file = serialize(record);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file.text], { type: "application/json" }));
    link.download = link.textContent = file.name;
    const copy = document.createElement("textarea");
    copy.readOnly = true;
    copy.ariaLabel = file.name;
    copy.value = file.text;
    box.append(link, copy);
  }
}
