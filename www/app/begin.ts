/** Fetches the module and the words while the page's other scripts are still on their way: it comes before them and imports little. */

import { type Locale, ready } from "tousu";
import { language } from "./settings.ts";

/** Also loads what a later language needs. */
export const loadWords = (locale: Locale): Promise<void> => ready(undefined, { locales: [locale] });

// The form waits for it too, and says so if it fails.
loadWords(language()).catch(() => {});
