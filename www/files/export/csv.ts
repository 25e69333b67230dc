/** Tables for spreadsheets: RFC 4180 in UTF-8, with the byte order mark that Excel needs to recognise it. */

export type Cell = string | number | undefined;

/**
 * Beginnings of a formula to a spreadsheet; Chinese and Japanese ones accept the full-width signs too, and some ignore
 * blanks before them.
 */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** Every text is quoted, because some programs split at semicolons and tabs as well. */
function quoted(cell: Cell): string {
  if (typeof cell === "number") return String(cell);
  const text = String(cell ?? "");
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

/** @param rows the first one names the columns */
export const csv = (rows: readonly (readonly Cell[])[]): string =>
  `\ufeff${rows.map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;
