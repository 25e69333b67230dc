/** The exhibits as a table, in place of a document's list of them. */

import type { Draft, EvidenceSpec } from "tousu";
import { exhibitsOf, type PageExhibit } from "./exhibits.ts";
import type { laterTranslator, PageString } from "./later-strings.ts";

export interface ExhibitTable {
  head: string[];
  rows: string[][];
}

/** A column that a document may have for exhibits: its heading, and the texts of a cell. */
type Column = [PageString, (exhibit: PageExhibit, kind: EvidenceSpec | undefined) => readonly unknown[]];

/**
 * The table for a list of a document, undefined where it is not the list of the exhibits. A column is there if the list
 * states it, so the table has what the list has.
 *
 * @param items texts of the list
 * @param kinds from `form()`
 */
export function exhibitTable(
  items: readonly string[],
  draft: Draft,
  kinds: readonly EvidenceSpec[],
  locale: string,
  t: ReturnType<typeof laterTranslator>,
): ExhibitTable | undefined {
  const exhibits = exhibitsOf(draft);
  const kindOf = ({ kind }: PageExhibit) => kinds.find(({ id }) => id === kind);
  const nameOf = (exhibit: PageExhibit) => kindOf(exhibit)?.label ?? exhibit.kind ?? "";
  if (items.length !== exhibits.length) return undefined;
  if (!exhibits.every((exhibit, index) => items[index]?.startsWith(nameOf(exhibit)))) return undefined;

  const columns: Column[] = [
    ["csvTitle", ({ title }) => [title]],
    ["csvDate", ({ date }) => [formatDate(date, locale)]],
    ["csvFile", ({ file }) => [file?.name]],
    ["csvNote", ({ note }) => [note]],
    ["csvShows", shownIn],
    ["csvProves", (_, kind) => [kind?.proves]],
    ["csvSource", (_, kind) => [kind?.source]],
    ["csvCount", ({ count }) => [count]],
  ];
  const stated = columns
    .map(([heading, textsOf]) => {
      const texts = exhibits.map((exhibit) =>
        textsOf(exhibit, kindOf(exhibit)).map((text) => String(text ?? "").trim()),
      );
      return { heading: t(heading), texts: texts.map((cell) => cell.filter((text) => text !== "")) };
    })
    .filter(({ texts }) =>
      texts.some(
        (cell, index) => cell.length > 0 && cell.every((text) => bare(items[index] ?? "").includes(bare(text))),
      ),
    );
  return {
    head: [t("csvNumber"), t("csvKind"), ...stated.map(({ heading }) => heading)],
    rows: exhibits.map((exhibit, index) => [
      String(index + 1),
      nameOf(exhibit),
      ...stated.map(({ texts }) => (texts[index] ?? []).join(locale === "en" ? ", " : "，")),
    ]),
  };
}

/** Criteria that an exhibit was ticked for, in words. */
function shownIn({ shows }: PageExhibit, kind: EvidenceSpec | undefined): string[] {
  const ids: readonly unknown[] = Array.isArray(shows) ? shows : [];
  return (kind?.good ?? []).filter(({ id }) => ids.includes(id)).map(({ label }) => label);
}

/** The part of a text that is compared: documents put isolates around it and a full stop of their own behind it. */
const bare = (text: string): string => text.replace(/[\p{Cf}\s]|[。.；;，,\s]+$/gu, "");

/** A date as the documents write it; what is no date stays as it is. */
function formatDate(date: unknown, locale: string): string {
  const text = String(date ?? "");
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) return text;
  const format = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { dateStyle: "long", timeZone: "UTC" });
  return format.format(time);
}
