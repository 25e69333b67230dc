// A table for spreadsheets. RFC 4180, in UTF-8 with its mark, without which Excel takes it for something else.

/** What a spreadsheet would run as a formula; Chinese ones take the full-width signs too, and some look past blanks. */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** Quotes around every text: some programs split at semicolons and tabs, too. @param {string | number | undefined} value */
function cell(value) {
  if (typeof value === "number") return String(value);
  const text = String(value ?? "");
  return `"${(FORMULA.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`;
}

/** @param {(string | number | undefined)[][]} rows the first one names the columns */
export const csv = (rows) => `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
