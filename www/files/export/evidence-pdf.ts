/**
 * One file that a mediator or a court can hold: the text, the list of evidence (证据目录), and every picture with its number
 * and caption, the pages numbered throughout. Pictures are decoded one at a time.
 */

import { type DrawnPage, PdfMaker, type PlacedText } from "./pdf.ts";
import {
  breakLines,
  cachedMeasure,
  drawLines,
  FAMILY,
  FOOT,
  type LabelledText,
  layOut,
  type PlacedLine,
  type Sheet,
} from "./text-to-png.ts";

/** A piece of evidence. */
export interface BundleExhibit {
  /** "证据 1", as the pages with its pictures are headed. */
  heading: string;
  caption: string;
  /** Cells of the list, without the page. */
  cells: readonly string[];
  /** Reads its file; undefined where it has none here. */
  load: () => Promise<Blob | undefined>;
  /** Stands on its page in place of a picture that cannot be drawn. */
  instead: string;
}

export interface Bundle {
  lang: string;
  text: LabelledText;
  list: {
    title: string;
    /** Headings of the columns; the last is that of the page. */
    head: readonly string[];
    /** Widths of the columns, as parts of the whole. */
    widths: readonly number[];
    /** Lines below the table, such as for a signature. */
    below: readonly string[];
  };
  exhibits: readonly BundleExhibit[];
  /** "第 1 页 共 9 页" */
  pageOf: (page: number, total: number) => string;
  /** Heading of a piece of a long picture: "证据 1（2/3）". */
  pieceOf: (heading: string, piece: number, total: number) => string;
  /** Called before each picture. */
  /** Reads a picture. Rejects where the browser cannot draw the file. */
  decode: (file: Blob) => Promise<Decoded>;
  onProgress?: (done: number, total: number) => void;
}

/** A picture to draw, turned as its EXIF says. */
interface Decoded {
  image: CanvasImageSource;
  width: number;
  height: number;
  close: () => void;
}

/** A4 with letters of 13 points and margins of two centimetres. */
const SHEET: Sheet = { width: 1240, height: 1754, margin: 120 };
const { width: WIDTH, height: HEIGHT, margin: MARGIN } = SHEET;
/** Pixels of a drawn page for each unit: 200 dots per inch. */
const SHARPNESS = 4 / 3;
/** Longest side of a picture in pixels; on paper this is more than 150 dots per inch. */
const LONGEST = 2000;
const QUALITY = 0.85;
/** A picture higher than this many times its width is cut into pieces of about `PIECE` times it: long screenshots. */
const LONG = 2.6;
const PIECE = 1.9;
/** Part of a piece that the next one shows again. */
const OVERLAP = 0.03;

const CELL = { font: "24px", line: 34, padding: 10 };
const HEADING = { font: "bold 32px", line: 50, gap: 8, centred: false };
const CAPTION = { font: "26px", line: 40, gap: 0, centred: false };
/** Lines of a cell at most: a page below its heading. */
const ROW_LINES = 36;
/** Lines of a caption at most, so that most of the page is left to the picture. */
const CAPTION_LINES = 12;

type Measure = (character: string, font: string) => number;
interface Piece {
  jpeg: Blob;
  width: number;
  height: number;
}
interface Table {
  lines: PlacedText[];
  /** Frames of cells. */
  frames: { x: number; y: number; width: number; height: number }[];
}
/** A page before it is drawn. */
interface Plan {
  lines: PlacedLine[];
  table?: Table;
  piece?: Piece | undefined;
}

const sizeOf = (font: string): number => Number(/(\d+)px/.exec(font)?.[1]);

/** Makes the PDF. Rejects where the browser gives no canvas. */
export async function evidencePdf(parts: Bundle): Promise<Blob> {
  const { text, list, exhibits, lang, pageOf, pieceOf, decode, onProgress } = parts;
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("no canvas");
  const measure = cachedMeasure(context);

  const letter: Plan[] = layOut(text, measure, SHEET).map((lines) => ({ lines }));
  // The pictures first, because the list names their pages. They are kept as small JPEGs.
  const pictures: Plan[][] = [];
  for (const exhibit of exhibits) {
    onProgress?.(pictures.length + 1, exhibits.length);
    pictures.push(
      exhibitPages(exhibit, await piecesOf(await exhibit.load().catch(() => undefined), decode), pieceOf, measure),
    );
  }
  const rowsFrom = (first: number) => {
    let page = first;
    return exhibits.map(({ cells }, index) => {
      const from = page;
      page += pictures[index]?.length ?? 0;
      return [...cells, page - from > 1 ? `${from}–${page - 1}` : String(from)];
    });
  };
  const listPages = (first: number) => tablePages(list, rowsFrom(first), measure);
  // How many pages the list has does not depend on the numbers in it, unless these become a digit longer.
  let catalogue: Plan[] = [];
  for (let pages = -1; exhibits.length > 0 && pages !== catalogue.length; ) {
    pages = catalogue.length;
    catalogue = listPages(letter.length + pages + 1);
  }
  const pages = [...letter, ...catalogue, ...pictures.flat()];
  const maker = new PdfMaker(text.title, lang, WIDTH);
  for (const [index, page] of pages.entries()) {
    await maker.add(draw(context, page, pageOf(index + 1, pages.length), measure));
  }
  return maker.finish();
}

/** Draws a page, and places its text for the invisible layer. */
function draw(context: CanvasRenderingContext2D, page: Plan, foot: string, measure: Measure): DrawnPage {
  const { canvas } = context;
  canvas.width = Math.round(WIDTH * SHARPNESS);
  canvas.height = Math.round(HEIGHT * SHARPNESS);
  context.setTransform(SHARPNESS, 0, 0, SHARPNESS, 0, 0);
  drawLines(context, page.lines, SHEET);
  const text = page.lines.map((line) => placed(line, measure));
  if (page.table) {
    drawTable(context, page.table);
    text.push(...page.table.lines);
  }
  const middle = HEIGHT - MARGIN / 2 - FOOT / 2;
  context.font = `${FOOT}px ${FAMILY}`;
  context.textAlign = "center";
  context.fillStyle = "#555";
  context.fillText(foot, WIDTH / 2, middle);
  const footWidth = context.measureText(foot).width;
  text.push({ text: foot, x: (WIDTH - footWidth) / 2, y: middle - FOOT / 2, width: footWidth, size: FOOT });
  const { width, height } = canvas;
  const { data } = context.getImageData(0, 0, width, height);
  const gray = new Uint8Array(width * height);
  // Black, white and grays only: each channel is the same.
  for (let at = 0; at < gray.length; at++) gray[at] = data[at * 4] ?? 0;
  return { gray, width, height, text, picture: page.piece && { ...page.piece, ...placeOf(page.piece, page.lines) } };
}

function placed({ text, style, y }: PlacedLine, measure: Measure): PlacedText {
  const size = sizeOf(style.font);
  const width = widthOf(text, style.font, measure);
  return { text, x: style.centred ? (WIDTH - width) / 2 : MARGIN, y: y + (style.line - size) / 2, width, size };
}

function widthOf(text: string, font: string, measure: Measure): number {
  let width = 0;
  for (const character of text) width += measure(character, font);
  return width;
}

/** The place of a picture below the lines of its page, as large as it fits, in the middle. */
function placeOf({ width, height }: Piece, lines: readonly PlacedLine[]) {
  const last = lines.at(-1);
  const top = last ? last.y + last.style.line + 16 : MARGIN;
  const room = { width: WIDTH - 2 * MARGIN, height: HEIGHT - MARGIN - FOOT - top };
  const scale = Math.min(room.width / width, room.height / height);
  const [wide, high] = [width * scale, height * scale];
  return { x: (WIDTH - wide) / 2, y: top, width: wide, height: high };
}

function linesAt(text: string, style: PlacedLine["style"], y: number, measure: Measure): PlacedLine[] {
  const paragraphs = text.split("\n");
  const lines = paragraphs.flatMap((paragraph) =>
    breakLines(paragraph, WIDTH - 2 * MARGIN, (character) => measure(character, style.font)),
  );
  return lines.map((line, index) => ({ text: line, style, y: y + index * style.line }));
}

/** The pages of a piece of evidence: one for each piece of its picture, or one that names the file. */
function exhibitPages(
  exhibit: BundleExhibit,
  pieces: readonly Piece[],
  pieceOf: Bundle["pieceOf"],
  measure: Measure,
): Plan[] {
  const page = (heading: string, body: string, piece?: Piece): Plan => {
    const top = linesAt(heading, HEADING, MARGIN, measure);
    const y = MARGIN + top.length * HEADING.line + HEADING.gap;
    const lines = linesAt(body, CAPTION, y, measure);
    const last = lines[CAPTION_LINES - 1];
    if (last && lines.length > CAPTION_LINES) last.text += "…";
    return { lines: [...top, ...lines.slice(0, CAPTION_LINES)], piece };
  };
  if (pieces.length === 0) return [page(exhibit.heading, `${exhibit.caption}\n${exhibit.instead}`)];
  const many = pieces.length > 1;
  return pieces.map((piece, index) =>
    page(many ? pieceOf(exhibit.heading, index + 1, pieces.length) : exhibit.heading, exhibit.caption, piece),
  );
}

/** The list of evidence, its heading row on every page. */
function tablePages(
  { title, head, widths, below }: Bundle["list"],
  rows: readonly (readonly string[])[],
  measure: Measure,
): Plan[] {
  const whole = WIDTH - 2 * MARGIN;
  const pages: Plan[] = [];
  const bottom = HEIGHT - MARGIN - FOOT;
  let table: Table = { lines: [], frames: [] };
  let y = 0;
  const begin = () => {
    const top = { font: "bold 34px", line: 52, gap: 12, centred: true };
    table = { lines: [], frames: [] };
    pages.push({ lines: pages.length === 0 ? [{ text: title, style: top, y: MARGIN }] : [], table });
    y = pages.length === 1 ? MARGIN + top.line + top.gap : MARGIN;
    row(head);
  };
  const row = (cells: readonly string[]) => {
    const texts = cells.map((cell, column) =>
      cell
        .split("\n")
        .flatMap((paragraph) =>
          breakLines(paragraph, (widths[column] ?? 0) * whole - 2 * CELL.padding, (character) =>
            measure(character, CELL.font),
          ),
        ),
    );
    const lines = Math.min(Math.max(1, ...texts.map(({ length }) => length)), ROW_LINES);
    const height = lines * CELL.line + 2 * CELL.padding;
    if (cells !== head && y + height > bottom) begin();
    let x = MARGIN;
    for (const [column, cell] of texts.entries()) {
      const width = (widths[column] ?? 0) * whole;
      table.frames.push({ x, y, width, height });
      for (const [index, text] of cell.slice(0, lines).entries()) {
        const size = sizeOf(CELL.font);
        const at = y + CELL.padding + index * CELL.line + (CELL.line - size) / 2;
        table.lines.push({ text, x: x + CELL.padding, y: at, width: widthOf(text, CELL.font, measure), size });
      }
      x += width;
    }
    y += height;
  };
  begin();
  for (const cells of rows) row(cells);
  const style = { ...CAPTION, line: 52 };
  const last = pages.at(-1);
  if (y + below.length * style.line > bottom) pages.push({ lines: [] });
  const page = pages.at(-1);
  if (page) {
    const top = page === last ? y + 16 : MARGIN;
    page.lines.push(...below.map((text, index) => ({ text, style, y: top + index * style.line })));
  }
  return pages;
}

function drawTable(context: CanvasRenderingContext2D, { lines, frames }: Table): void {
  context.strokeStyle = "#333";
  context.lineWidth = 1;
  for (const { x, y, width, height } of frames) context.strokeRect(x, y, width, height);
  context.fillStyle = "#111";
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.font = `${CELL.font} ${FAMILY}`;
  for (const { text, x, y, size } of lines) context.fillText(text, x, y + size / 2);
}

/** A picture as JPEGs for the pages, none where the browser cannot draw the file. */
async function piecesOf(file: Blob | undefined, decode: Bundle["decode"]): Promise<Piece[]> {
  if (!file) return [];
  try {
    const { image, width, height, close } = await decode(file);
    try {
      const count = height > LONG * width ? Math.ceil(height / (PIECE * width)) : 1;
      const each = height / count;
      const pieces: Piece[] = [];
      for (let index = 0; index < count; index++) {
        const from = Math.max(0, (index - OVERLAP) * each);
        pieces.push(await cut(image, { width, from, height: (index + 1) * each - from }));
      }
      return pieces;
    } finally {
      close();
    }
  } catch {
    return [];
  }
}

async function cut(
  image: CanvasImageSource,
  { width, from, height }: { width: number; from: number; height: number },
): Promise<Piece> {
  const scale = Math.min(1, LONGEST / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  context.fillStyle = "#fff"; // behind transparent pictures
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, from, width, height, 0, 0, canvas.width, canvas.height);
  const jpeg = await new Promise<Blob>((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/jpeg", QUALITY);
  });
  const piece = { jpeg, width: canvas.width, height: canvas.height };
  canvas.width = canvas.height = 0; // Safari keeps the pixels of canvases until much later
  return piece;
}
