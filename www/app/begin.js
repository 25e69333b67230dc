/** Fetches the module and the words while the page's other scripts are still on their way: it comes before them and imports little. */

import { ready } from "../pkg/index.js";
import { language } from "./settings.js";

/** Also loads what a later language needs. @param {string} locale */
export const loadWords = (locale) => ready(undefined, { locales: [locale] });

// The form waits for it too, and says so if it fails.
loadWords(language()).catch(() => {});
