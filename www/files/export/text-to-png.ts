/**
 * A text as pictures, for places where a file cannot be saved but a picture can, by a long press. White paper and black
 * letters, whatever the page looks like, because it is sent to an authority.
 */

/** A sheet in pixels, with the proportions of A4. */
export interface Sheet {
  width: number;
  height: number;
  margin: number;
}
/** The picture for a phone. */
const PICTURE: Sheet = { width: 750, height: 1061, margin: 56 };
export const FAMILY = '"PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif';
/** Size of the page number, in pixels. */
export const FOOT = 24;
/** A last picture with fewer lines takes some from the one before, so that no signature is alone. */
const FEW = 7;

export interface TextStyle {
  font: string;
  /** Height of a line, and space around, in pixels. */
  line: number;
  gap: number;
  centred: boolean;
}
const TITLE: TextStyle = { font: "bold 38px", line: 58, gap: 28, centred: true };
const LABEL: TextStyle = { font: "bold 28px", line: 44, gap: 20, centred: false };
const TEXT: TextStyle = { font: "28px", line: 44, gap: 0, centred: false };

/** A text in parts; an empty label is none. */
export interface LabelledText {
  title: string;
  parts: { label: string; text: string }[];
}
/** A line of a picture. `y`: pixels from the top of the picture to the top of the line. */
export interface PlacedLine {
  text: string;
  style: TextStyle;
  y: number;
}

// GB/T 15834-2011 and JLREQ: what must not begin, and what must not end a line.
const NOT_FIRST = new Set("、。，．：；？！％‰℃…—～·’”）〕］｝〉》」』】〗〙,.:;?!%)]}>ー々");
const NOT_LAST = new Set("‘“（〔［｛〈《「『【〖〘([{<￥¥＄$#");

/** A letter with its marks, an emoji with its parts. `Intl.Segmenter` does the same, in V8 a hundred times slower. */
const CHARACTER = /.(?:\p{M}|\p{Emoji_Modifier}|\u200d.)*/gsu;

/** Letters and digits outside the Chinese scripts are not torn apart. */
const isLatin = (character: string): boolean => character < "\u2e80" && character.trim() !== "";

/** Pieces that must stay on one line: a word, a number, or one character, with its punctuation. */
function unbreakableUnits(text: string): string[][] {
  const units: string[][] = [];
  let before = " ";
  for (const character of text.match(CHARACTER) ?? []) {
    const joined = (isLatin(before) && isLatin(character)) || NOT_FIRST.has(character) || NOT_LAST.has(before);
    const last = units[units.length - 1];
    if (joined && last) last.push(character);
    else units.push([character]);
    before = character;
  }
  return units;
}

/**
 * Breaks a paragraph into lines no wider than `width`; a unit that is wider itself is cut. Takes time in proportion to the
 * length.
 *
 * @param width in pixels
 * @param measure width of a character in pixels
 */
export function breakLines(paragraph: string, width: number, measure: (character: string) => number): string[] {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  const turn = () => {
    lines.push(line.trimEnd());
    line = "";
    used = 0;
  };
  for (const unit of unbreakableUnits(paragraph)) {
    if (used > 0 && used + unit.reduce((sum, character) => sum + measure(character), 0) > width) turn();
    for (const character of unit) {
      if (line === "" && lines.length > 0 && !character.trim()) continue; // no blank at the beginning of a turned line
      const wide = measure(character);
      if (used > 0 && used + wide > width) turn();
      line += character;
      used += wide;
    }
  }
  turn();
  return lines;
}

/**
 * The lines of each picture.
 *
 * @param measure width of a character in a font, in pixels
 */
export function layOut(
  { title, parts }: LabelledText,
  measure: (character: string, font: string) => number,
  { width, height, margin }: Sheet = PICTURE,
): PlacedLine[][] {
  let page: PlacedLine[] = [];
  const pages = [page];
  let y = margin;
  /** `following`: pixels that must fit below on the same picture. */
  const add = (text: string, style: TextStyle, following = 0) => {
    for (const paragraph of text.split(/\r\n|[\n\r\u2028\u2029]/)) {
      const clean = paragraph.replaceAll("\t", "    ").replace(/\p{Cc}/gu, "");
      for (const line of breakLines(clean, width - 2 * margin, (character) => measure(character, style.font))) {
        if (y + style.line + following > height - margin - FOOT) {
          page = [];
          pages.push(page);
          y = margin;
        }
        page.push({ text: line, style, y });
        y += style.line;
      }
    }
  };
  add(title, TITLE);
  y += TITLE.gap;
  for (const { label, text } of parts) {
    if (label) {
      y += LABEL.gap;
      add(label, LABEL, TEXT.line);
    }
    add(text, TEXT);
  }
  fillLastPage(pages, margin);
  return pages;
}

/** Moves lines from the last picture but one to a last picture that has few. */
function fillLastPage(pages: PlacedLine[][], margin: number): void {
  const [before, last] = pages.slice(-2);
  if (!before || !last || last.length >= FEW) return;
  let cut = before.length + last.length - FEW;
  while (cut > 0 && before[cut - 1]?.style !== TEXT) cut--;
  const taken = before.splice(cut);
  const [first, end, next] = [taken[0], taken[taken.length - 1], last[0]];
  if (!first || !end || !next) return;
  const offset = end.y + end.style.line - first.y + next.style.gap;
  for (const line of last) line.y += offset;
  last.unshift(...taken.map((line) => ({ ...line, y: line.y - first.y + margin })));
}

/** Draws a text, one PNG for each page, 750 pixels wide. Rejects where the browser gives no canvas. */
export async function pictures(text: LabelledText): Promise<Blob[]> {
  const canvas = document.createElement("canvas");
  canvas.width = PICTURE.width;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  const pages = layOut(text, cachedMeasure(context));
  const blobs: Blob[] = [];
  for (const [index, lines] of pages.entries()) {
    const last = lines[lines.length - 1];
    const isLast = index === pages.length - 1;
    // The last picture ends below its text. Setting the height also empties the canvas.
    canvas.height =
      isLast && last ? Math.min(PICTURE.height, last.y + last.style.line + PICTURE.margin + FOOT) : PICTURE.height;
    drawLines(context, lines);
    if (pages.length > 1) drawPageNumber(context, `${index + 1} / ${pages.length}`);
    blobs.push(await toPng(canvas));
  }
  return blobs;
}

/** Measures each character once in each font. */
export function cachedMeasure(context: CanvasRenderingContext2D): (character: string, font: string) => number {
  const widths = new Map<string, number>();
  return (character, font) => {
    const key = font + character;
    let width = widths.get(key);
    if (width === undefined) {
      context.font = `${font} ${FAMILY}`;
      width = context.measureText(character).width;
      widths.set(key, width);
    }
    return width;
  };
}

/** Draws lines on white paper. */
export function drawLines(
  context: CanvasRenderingContext2D,
  lines: readonly PlacedLine[],
  { width, margin }: Sheet = PICTURE,
): void {
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, context.canvas.height);
  context.fillStyle = "#111";
  context.textBaseline = "middle";
  for (const { text, style, y } of lines) {
    context.font = `${style.font} ${FAMILY}`;
    context.textAlign = style.centred ? "center" : "left";
    context.fillText(text, style.centred ? width / 2 : margin, y + style.line / 2);
  }
}

function drawPageNumber(context: CanvasRenderingContext2D, text: string): void {
  context.font = `${FOOT}px ${FAMILY}`;
  context.textAlign = "center";
  context.fillStyle = "#666";
  context.fillText(text, PICTURE.width / 2, context.canvas.height - PICTURE.margin / 2 - FOOT / 2);
}

const toPng = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png");
  });
