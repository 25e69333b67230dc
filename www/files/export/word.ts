/**
 * A text as a Word document, by docx: title, headings, numbered lists, tables, page numbers. No author and no dates: nothing
 * is in the file that is not in the text.
 */

import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from "docx";

/** Line breaks in a text begin a new paragraph, in a list item and in a cell a new line. */
export type Block =
  | { type: "heading"; text: string }
  /** `apart`: with an empty line before it. */
  | { type: "paragraph"; text: string; apart?: boolean }
  /** Numbered from 1. */
  | { type: "list"; items: string[] }
  | { type: "table"; head: string[]; rows: string[][] };

export interface WordText {
  title: string;
  blocks: readonly Block[];
  lang?: string;
}

// Twips: twentieths of a point. A4.
const PAGE_WIDTH = 11906;
const PAGE_HEIGHT = 16838;
/** 2.54 cm above and below, 2.8 cm at the sides. */
const MARGIN = 1440;
const SIDE = 1587;
const TEXT_WIDTH = PAGE_WIDTH - 2 * SIDE;
/** Height of a line at 12 pt and 1.5 lines of spacing. */
const LINE = 360;
/** Indent of a numbered item: two characters. */
const INDENT = 480;
/** Padding of a cell at either side, in twips. */
const PADDING = 100;
/** Half points. */
const SIZE = 24;
const TITLE_SIZE = 36;
const TABLE_SIZE = 21;
/** Width of half a Chinese character in bold text of that size, in twips, with some slack. */
const HALF_WIDTH = 115;
const FONT = { ascii: "Times New Roman", hAnsi: "Times New Roman", eastAsia: "宋体", cs: "Times New Roman" };
const NUMBERED = "numbered";

/** docx states an author and the time here. */
const CORE_PROPERTIES = {
  path: "docProps/core.xml",
  data: '<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
};

/** Makes a .docx file of a text. Characters that XML cannot hold are left out. */
export async function wordDocument({ title, blocks, lang = "zh-CN" }: WordText): Promise<Blob> {
  let lists = 0;

  /** The text as runs, with tabs and line breaks. */
  const runsOf = (text: string) =>
    linesOf(text).map((line, index) => {
      const pieces = line.split("\t").flatMap((piece, at) => (at > 0 ? [new Tab(), piece] : [piece]));
      return new TextRun({ children: pieces, ...(index > 0 && { break: 1 }) });
    });

  function paragraphsOf(block: Block): (Paragraph | Table)[] {
    switch (block.type) {
      case "heading":
        return [new Paragraph({ heading: HeadingLevel.HEADING_1, children: runsOf(inOneLine(block.text)) })];
      case "paragraph":
        return linesOf(block.text).map((line, index) => {
          const apart = block.apart && index === 0;
          return new Paragraph({ children: runsOf(line), ...(apart && { spacing: { before: LINE } }) });
        });
      case "list": {
        const numbering = { reference: NUMBERED, level: 0, instance: lists++ };
        return block.items.map((item) => new Paragraph({ children: runsOf(item), numbering }));
      }
      case "table":
        return [tableOf(block.head, block.rows)];
    }
  }

  function tableOf(head: string[], rows: string[][]): Table {
    const columnWidths = widthsOf([head, ...rows]);
    const rowOf = (cells: string[], isHead: boolean) =>
      new TableRow({
        tableHeader: isHead,
        cantSplit: true,
        children: cells.map(
          (text, index) =>
            new TableCell({
              width: { size: columnWidths[index] ?? 0, type: WidthType.DXA },
              children: [new Paragraph({ style: isHead ? "TableHead" : "TableText", children: runsOf(text) })],
            }),
        ),
      });
    return new Table({
      columnWidths,
      width: { size: TEXT_WIDTH, type: WidthType.DXA },
      layout: TableLayoutType.FIXED,
      margins: { left: PADDING, right: PADDING },
      rows: [rowOf(head, true), ...rows.map((cells) => rowOf(cells, false))],
    });
  }

  const table = { basedOn: "Normal", quickFormat: false, paragraph: { spacing: { before: 40, after: 40, line: 280 } } };
  const file = new Document({
    styles: {
      default: {
        document: {
          run: { font: FONT, size: SIZE, language: { value: lang === "en" ? "en-GB" : "en-US", eastAsia: "zh-CN" } },
          paragraph: { spacing: { line: LINE } },
        },
        title: {
          run: { font: FONT, size: TITLE_SIZE, bold: true },
          paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 240, after: 240 } },
        },
        heading1: {
          run: { font: FONT, size: SIZE, bold: true, color: "auto" },
          paragraph: { keepNext: true, spacing: { before: 200 } },
        },
      },
      paragraphStyles: [
        { ...table, id: "TableText", name: "Table Text", run: { size: TABLE_SIZE } },
        { ...table, id: "TableHead", name: "Table Head", run: { size: TABLE_SIZE, bold: true } },
      ],
    },
    numbering: {
      config: [
        {
          reference: NUMBERED,
          levels: [
            {
              level: 0,
              format: LevelFormat.DECIMAL,
              text: "%1.",
              style: { paragraph: { indent: { left: INDENT, hanging: INDENT } } },
            },
          ],
        },
      ],
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: PAGE_WIDTH, height: PAGE_HEIGHT },
            margin: { top: MARGIN, bottom: MARGIN, left: SIDE, right: SIDE, header: 851, footer: 992 },
          },
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ children: [PageNumber.CURRENT, " / ", PageNumber.TOTAL_PAGES] })],
              }),
            ],
          }),
        },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, children: runsOf(inOneLine(title)) }),
          ...blocks.flatMap(paragraphsOf),
        ],
      },
    ],
  });
  return Packer.toBlob(file, undefined, [CORE_PROPERTIES]);
}

/** Text that XML 1.0 can hold, cut at its line breaks; a lone surrogate becomes U+FFFD. */
function linesOf(text: string): string[] {
  const wellFormed = new TextDecoder("utf-8", { ignoreBOM: true }).decode(new TextEncoder().encode(text));
  const lines = wellFormed.split(/\r\n|[\n\r\u0085\u2028\u2029]/);
  return lines.map((line) => line.replace(/[^\P{Cc}\t\u007f-\u009f]|[\ufffe\uffff]/gu, ""));
}

const inOneLine = (text: string): string => linesOf(text).join(" ");

/** Widths of columns in twips: as wide as the longest text where there is room, the widest columns share the rest. */
function widthsOf(rows: readonly (readonly string[])[]): number[] {
  const wanted = (rows[0] ?? []).map((_, column) => {
    const lengths = rows.flatMap((row) => linesOf(row[column] ?? "").map(halfWidthsOf));
    return Math.max(...lengths) * HALF_WIDTH + 2 * PADDING;
  });
  const widths: number[] = [];
  const fromNarrowest = [...wanted.entries()].sort(([, a], [, b]) => a - b);
  let room = TEXT_WIDTH;
  for (const [index, [column, width]] of fromNarrowest.entries()) {
    const share = Math.floor(room / (wanted.length - index));
    const isWidest = index === wanted.length - 1;
    widths[column] = isWidest ? share : Math.min(width, share);
    room -= widths[column];
  }
  return widths;
}

/** Width of a text in half-width characters. */
const halfWidthsOf = (text: string): number =>
  Array.from(text).reduce((sum, character) => sum + (character < "\u2e80" ? 1 : 2), 0);
