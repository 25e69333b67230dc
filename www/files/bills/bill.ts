/**
 * Bills (账单) as payment services hand them out: WeChat's .xlsx and .csv, those of Alipay, JD and others as .csv. Finds the
 * table among the notes around it, and the rows that are payments. What a row means is the module's business.
 *
 * .xlsx by read-excel-file, .csv by Papa Parse, archives by fflate; all of them are loaded with this file, which is loaded
 * when a bill is picked.
 */

import { unzipSync } from "fflate";
import Papa from "papaparse";
import readXlsx from "read-excel-file/universal";

/** Largest file and largest unpacked archive, in bytes; a year of payments has about 1 MB. */
const MAX_BYTES = 20 * 1024 * 1024;
const MAX_UNPACKED = 120 * 1024 * 1024;
/** Most lines; the heading stands within the first of them. */
const MAX_LINES = 50_000;
const HEADING_WITHIN = 60;

/**
 * `locked`: an archive with a password, which is how WeChat and Alipay send bills; `archive`: one without; `old-excel`: .xls, or
 * a workbook with a password; `no-table`: no heading of a bill in it.
 */
export type BillProblem = "too-large" | "locked" | "archive" | "old-excel" | "damaged" | "no-table";

export class BillError extends Error {
  readonly code: BillProblem;
  constructor(code: BillProblem) {
    super(code);
    this.code = code;
  }
}

/** A row of a bill, as it is shown to choose from. */
export interface BillRow {
  /** YYYY-MM-DD or longer, as the bill has it. */
  time: string;
  party: string;
  item: string;
  amount: string;
  status: string;
  /** Heading and row, as a table that `recognize` reads. */
  text: string;
}

/** Headings, by what is shown of a row; the first that the bill has is taken. */
const COLUMNS = {
  time: ["交易时间", "付款时间", "交易成功时间", "交易创建时间"],
  party: ["交易对方", "商户名称", "对方名称"],
  item: ["商品", "商品说明", "商品名称", "交易说明", "订单标题"],
  amount: ["金额(元)", "金额（元）", "金额", "实付金额", "订单金额"],
  status: ["当前状态", "交易状态"],
  direction: ["收/支", "资金流向"],
} as const;
type Column = keyof typeof COLUMNS;

/** @throws {BillError} */
export async function readBill(file: Blob): Promise<BillRow[]> {
  if (file.size > MAX_BYTES) throw new BillError("too-large");
  const bytes = new Uint8Array(await file.arrayBuffer());
  let table = tableIn(await linesOf(bytes, ","));
  table ??= tableIn(await linesOf(bytes, "\t")); // saved anew by a spreadsheet
  if (!table) throw new BillError("no-table");
  return table;
}

async function linesOf(bytes: Uint8Array<ArrayBuffer>, delimiter: string): Promise<string[][]> {
  const begins = (...signature: number[]) => signature.every((byte, index) => bytes[index] === byte);
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) throw new BillError("old-excel");
  if (begins(0x50, 0x4b, 3, 4)) return sheetOf(bytes);
  if (begins(0x50, 0x4b)) throw new BillError("archive"); // empty, or in parts
  const { data } = Papa.parse<string[]>(decoded(bytes), { delimiter, preview: MAX_LINES });
  return data;
}

/** The lines of the first sheet. */
async function sheetOf(bytes: Uint8Array<ArrayBuffer>): Promise<string[][]> {
  let unpacked = 0;
  let isWorkbook = false;
  try {
    // Names and sizes alone: nothing is unpacked.
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        unpacked += originalSize;
        isWorkbook ||= name === "xl/workbook.xml";
        return false;
      },
    });
  } catch {
    throw new BillError("damaged");
  }
  // Bit 0 of the flags of the first entry.
  if (((bytes[6] ?? 0) & 1) === 1) throw new BillError("locked");
  if (!isWorkbook) throw new BillError("archive");
  if (unpacked > MAX_UNPACKED) throw new BillError("too-large");
  try {
    const [sheet] = await readXlsx(bytes.buffer);
    return (sheet?.data ?? []).slice(0, MAX_LINES).map((row) => row.map(textOf));
  } catch {
    throw new BillError("damaged");
  }
}

/** A cell as the same bill has it as text. Moments have no time zone, and are read as if in UTC. */
function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) {
    // A sheet counts in days; a second is a part of one that no binary number is.
    const moment = new Date(Math.round(cell.getTime() / 1000) * 1000);
    return Number.isNaN(moment.getTime()) ? "" : moment.toISOString().slice(0, 19).replace("T", " ");
  }
  return String(cell);
}

/** UTF-8, else GB 18030, in which Alipay writes. */
function decoded(bytes: Uint8Array): string {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) return new TextDecoder(bytes[0] === 0xff ? "utf-16le" : "utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

/** The payments below the heading; undefined where there is no heading. */
function tableIn(lines: readonly string[][]): BillRow[] | undefined {
  const clean = (cell: string | undefined) => (cell ?? "").replace(/^[\s\ufeff]+|\s+$/g, "");
  for (const [index, line] of lines.slice(0, HEADING_WITHIN).entries()) {
    const heading = line.map(clean);
    const at = (column: Column) => {
      const known = COLUMNS[column].find((name) => heading.includes(name));
      return known === undefined ? -1 : heading.indexOf(known);
    };
    if (at("time") < 0 || at("amount") < 0 || (at("party") < 0 && at("item") < 0)) continue;
    return lines.slice(index + 1).flatMap((row): BillRow[] => {
      const cells = heading.map((_, column) => clean(row[column]));
      const cell = (column: Column) => cells[at(column)] ?? "";
      // Below the table Alipay puts a line and sums.
      if (!/^\d{4}\D\d/.test(cell("time"))) return [];
      const direction = cell("direction");
      if (at("direction") >= 0 && !/支出|^出$/.test(direction)) return [];
      const text = [heading, cells].map((each) => each.map(quoted).join(",")).join("\n");
      const [time, party, item] = [cell("time"), cell("party"), cell("item")];
      return [{ time, party, item, amount: cell("amount"), status: cell("status"), text: `${text}\n` }];
    });
  }
  return undefined;
}

const quoted = (cell: string): string => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
