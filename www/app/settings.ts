/** Settings in localStorage: whether the device is shared, the language, contact details, and a draft that the database has not acknowledged. */

import type { Locale } from "tousu";

const SHARED = "tousu-shared";
const LANGUAGE = "tousu-language";
const UNSAVED = "tousu-unsaved";
const CONTACT = "tousu-contact";

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // no storage: the default it is
  }
}

/** Null removes the entry. */
function write(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // No storage, or no room.
  }
}

export const isShared = (): boolean => read(SHARED) === "1";
export const rememberShared = (shared: boolean): void => write(SHARED, shared ? "1" : null);

/** Draft that the database had not acknowledged when the page was left: see cases.ts. */
export const readUnsaved = (): string | null => read(UNSAVED);
export const rememberUnsaved = (text: string | null): void => write(UNSAVED, text);

/** Contact details that may be filled in: null before the person was asked, empty where the answer was no. */
export function readContact(): Readonly<Record<string, string>> | null {
  try {
    const kept: unknown = JSON.parse(read(CONTACT) ?? "null");
    return typeof kept === "object" && kept !== null ? (kept as Record<string, string>) : null;
  } catch {
    return null; // damaged: as if never asked
  }
}
/** Null forgets them, and that they were asked for. */
export const rememberContact = (values: Readonly<Record<string, string>> | null): void =>
  write(CONTACT, values && JSON.stringify(values));

/** The language that was chosen, else the browser's. */
export function language(): Locale {
  const kept = read(LANGUAGE);
  if (kept === "zh-CN" || kept === "en") return kept;
  return navigator.language.startsWith("zh") ? "zh-CN" : "en";
}
/** Null forgets it. */
export function rememberLanguage(locale: Locale | null): void {
  if (!isShared() || locale === null) write(LANGUAGE, locale);
}
