// A table for spreadsheets. RFC 4180, in UTF-8 with its mark, without which Excel takes it for something else.

/** What a spreadsheet would run as a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** @param {string | number | undefined} value */
function cell(value) {
  let text = String(value ?? "");
  if (typeof value === "string" && FORMULA.test(text)) text = `'${text}`;
  return /[",\r\n]/.test(text) || text.trim() !== text ? `"${text.replace(/"/g, '""')}"` : text;
}

/** @param {(string | number | undefined)[][]} rows the first one names the columns */
export const csv = (rows) => `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
