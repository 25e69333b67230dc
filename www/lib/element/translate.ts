/** Strings in two languages, and dates as people write them. */

/** Chinese, English, and where it differs the English for `{n}` = 1. */
export type Entry = readonly [zh: string, en: string, one?: string];
export type StringTable<Key extends string> = Readonly<Record<Key, Entry>>;

/** Looks a string up and fills in its `{placeholders}`. */
export type Translate<Key extends string> = (key: Key, values?: Readonly<Record<string, string | number>>) => string;

/** Looks strings up in one language of a table; an unknown key is returned as it is. */
export function translator<Key extends string>(locale: string, table: StringTable<Key>): Translate<Key> {
  return (key, values = {}) => {
    const entry: Entry | undefined = table[key];
    if (!entry) return key;
    const [zh, en, one] = entry;
    const text = locale !== "en" ? zh : one && values.n === 1 ? one : en;
    return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
  };
}

/** A civil date (YYYY-MM-DD) as people write it; anything else is returned as it is. */
export function formatDate(date: string, locale: string): string {
  const [year, month, day] = date.split("-").map(Number);
  if (!year || !month || !day) return date;
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(Date.UTC(year, month - 1, day));
}
