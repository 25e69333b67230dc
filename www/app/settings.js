/** What is remembered outside the database: whether the device is shared, the language, and for a moment the last words typed. */

const SHARED = "tousu-shared";
const LANGUAGE = "tousu-language";
const UNSAVED = "tousu-unsaved";

/** @param {string} key @param {string | null} [value] null removes; undefined reads */
function setting(key, value) {
  try {
    if (value === undefined) return localStorage.getItem(key);
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // No storage: the default it is.
  }
  return null;
}

export const isShared = () => setting(SHARED) === "1";
export const rememberShared = (/** @type {boolean} */ shared) => setting(SHARED, shared ? "1" : null);

/** What was typed last and not yet acknowledged by the database when the page went: see cases.js. @param {string | null} [text] */
export const unsaved = (text) => setting(UNSAVED, text);

/** The language that was chosen, else the browser's. */
export const language = () => setting(LANGUAGE) ?? (navigator.language.startsWith("zh") ? "zh-CN" : "en");
/** @param {string | null} locale null forgets */
export const rememberLanguage = (locale) => { if (!isShared() || locale === null) setting(LANGUAGE, locale); };
