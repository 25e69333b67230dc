/** Dates in words, in the logic layer too. */

import { formatDate as formatByIntl } from "../element/translate.ts";

/** A civil date (YYYY-MM-DD) as people write it. Engines of older phones have no `Intl` in the logic layer. */
export function formatDate(date: string, locale: string): string {
  if (typeof Intl === "object") return formatByIntl(date, locale);
  const [year, month, day] = date.split("-").map(Number);
  return locale === "en" || !year || !month || !day ? date : `${year}年${month}月${day}日`;
}
