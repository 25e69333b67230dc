/**
 * A PDF of pages that were drawn: each has a picture of its text, which needs no Chinese font in the file, and the same text
 * invisibly above it, for searching, copying and screen readers. By the core of pdf-lib, in the fork that is kept up.
 *
 * The invisible text has fonts of type 3 with empty glyphs (PDF 32000-1, 9.6.5), so that no reader looks for a substitute.
 */

import { JpegEmbedder, PDFContext, PDFHexString, PDFName, type PDFRef, PDFWriter } from "@cantoo/pdf-lib";

/** A piece of text in the units of the page, from its upper left corner. */
export interface PlacedText {
  text: string;
  x: number;
  /** Upper edge of the line. */
  y: number;
  width: number;
  /** Height of the letters. */
  size: number;
}

/** A page as it was drawn. */
export interface DrawnPage {
  /** One byte a pixel, 0 black. */
  gray: Uint8Array;
  width: number;
  height: number;
  text: readonly PlacedText[];
  /** A JPEG above the drawing. */
  picture?: { jpeg: Blob; x: number; y: number; width: number; height: number } | undefined;
}

/** Points of A4. */
const PAPER = [595.28, 841.89] as const;
/** Characters of a font; codes have one byte. */
const CODES = 256;
/** Part of a letter that is above its base line. */
const ASCENT = 0.88;

/** Objects written before the browser may do something else. */
const OBJECTS = 200;

/** Makes the file page by page: what is added is not held as pixels any more. */
export class PdfMaker {
  readonly #context = PDFContext.create();
  readonly #layer = new TextLayer(this.#context);
  readonly #tree: PDFRef = this.#context.nextRef();
  readonly #pages: PDFRef[] = [];
  readonly #scale: number;

  /** @param units width of the paper in the units of the pages @param lang BCP 47 */
  constructor(title: string, lang: string, units: number) {
    this.#scale = PAPER[0] / units;
    const context = this.#context;
    context.trailerInfo.Root = context.register(
      context.obj({
        Type: "Catalog",
        Pages: this.#tree,
        Lang: PDFHexString.fromText(lang),
        ViewerPreferences: { DisplayDocTitle: true },
      }),
    );
    // No author, no program, no time.
    context.trailerInfo.Info = context.register(context.obj({ Title: PDFHexString.fromText(title) }));
  }

  async add({ gray, width, height, text, picture }: DrawnPage): Promise<void> {
    const context = this.#context;
    const scale = this.#scale;
    const paper = context.flateStream(gray, {
      Type: "XObject",
      Subtype: "Image",
      Width: width,
      Height: height,
      ColorSpace: "DeviceGray",
      BitsPerComponent: 8,
    });
    const images: Record<string, PDFRef> = { Paper: context.register(paper) };
    const operators = [`q ${numbers(PAPER[0], 0, 0, PAPER[1], 0, 0)} cm /Paper Do Q`];
    if (picture) {
      const jpeg = await JpegEmbedder.for(new Uint8Array(await picture.jpeg.arrayBuffer()));
      images.Picture = await jpeg.embedIntoContext(context);
      const [wide, high] = [picture.width * scale, picture.height * scale];
      const bottom = PAPER[1] - picture.y * scale - high;
      operators.push(`q ${numbers(wide, 0, 0, high, picture.x * scale, bottom)} cm /Picture Do Q`);
    }
    const fonts = new Map<string, PDFRef>();
    const lines = text.map((line) => this.#layer.show(line, scale, fonts)).filter((line) => line !== "");
    if (lines.length > 0) operators.push("BT 3 Tr", ...lines, "ET");
    const page = context.obj({
      Type: "Page",
      Parent: this.#tree,
      MediaBox: [0, 0, ...PAPER],
      Resources: { XObject: images, Font: Object.fromEntries(fonts) },
      Contents: context.register(context.flateStream(operators.join("\n"))),
    });
    this.#pages.push(context.register(page));
  }

  async finish(): Promise<Blob> {
    this.#layer.finish();
    const context = this.#context;
    context.assign(this.#tree, context.obj({ Type: "Pages", Kids: this.#pages, Count: this.#pages.length }));
    const bytes = await PDFWriter.forContext(context, OBJECTS).serializeToBuffer();
    return new Blob([bytes as Uint8Array<ArrayBuffer>], { type: "application/pdf" });
  }
}

const numbers = (...values: number[]): string => values.map((value) => Number(value.toFixed(3))).join(" ");
const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, "0");

interface Glyph {
  font: number;
  code: number;
  /** Thousandths of the size. */
  width: number;
}

/** Fonts without visible glyphs, each for up to 256 characters. */
class TextLayer {
  readonly #context: PDFContext;
  readonly #glyphs = new Map<string, Glyph>();
  readonly #fonts: { ref: PDFRef; characters: string[] }[] = [];

  constructor(context: PDFContext) {
    this.#context = context;
  }

  /** Operators that show a line. @param used receives the fonts, by their names */
  show({ text, x, y, width, size }: PlacedText, scale: number, used: Map<string, PDFRef>): string {
    const glyphs = Array.from(text, (character) => this.#glyph(character));
    const natural = (glyphs.reduce((sum, glyph) => sum + glyph.width, 0) / 1000) * size;
    if (natural === 0) return "";
    const baseline = PAPER[1] - (y + size * ASCENT) * scale;
    let operators = `${numbers((100 * width) / natural)} Tz ${numbers(1, 0, 0, 1, x * scale, baseline)} Tm`;
    for (let from = 0; from < glyphs.length; ) {
      const font = glyphs[from]?.font ?? 0;
      let to = from;
      while (glyphs[to]?.font === font) to++;
      const codes = glyphs.slice(from, to).map(({ code }) => hex(code, 2));
      const name = `T${font}`;
      const known = this.#fonts[font];
      if (known) used.set(name, known.ref);
      operators += ` /${name} ${numbers(size * scale)} Tf <${codes.join("")}> Tj`;
      from = to;
    }
    return operators;
  }

  #glyph(character: string): Glyph {
    const known = this.#glyphs.get(character);
    if (known) return known;
    let last = this.#fonts.at(-1);
    if (!last || last.characters.length === CODES) {
      last = { ref: this.#context.nextRef(), characters: [] };
      this.#fonts.push(last);
    }
    const glyph = {
      font: this.#fonts.length - 1,
      code: last.characters.length,
      width: character < "\u2e80" ? 500 : 1000,
    };
    last.characters.push(character);
    this.#glyphs.set(character, glyph);
    return glyph;
  }

  /** Writes the fonts. */
  finish(): void {
    const context = this.#context;
    /** A glyph that draws nothing, by its width. */
    const empty = new Map<number, PDFRef>();
    for (const { ref, characters } of this.#fonts) {
      const procedures: Record<string, PDFRef> = {};
      const widths = characters.map((character, code) => {
        const { width } = this.#glyph(character);
        const glyph = empty.get(width) ?? context.register(context.stream(`${width} 0 d0`));
        empty.set(width, glyph);
        procedures[`g${code}`] = glyph;
        return width;
      });
      context.assign(
        ref,
        context.obj({
          Type: "Font",
          Subtype: "Type3",
          FontBBox: [0, -120, 1000, 880],
          FontMatrix: [0.001, 0, 0, 0.001, 0, 0],
          FirstChar: 0,
          LastChar: characters.length - 1,
          Widths: widths,
          Encoding: { Type: "Encoding", Differences: [0, ...Object.keys(procedures).map((name) => PDFName.of(name))] },
          CharProcs: procedures,
          Resources: {},
          ToUnicode: context.register(context.flateStream(toUnicode(characters))),
        }),
      );
    }
  }
}

/** Table from codes to characters. */
function toUnicode(characters: readonly string[]): string {
  const utf16 = (character: string) =>
    Array.from({ length: character.length }, (_, index) => hex(character.charCodeAt(index), 4)).join("");
  const entries = characters.map((character, code) => `<${hex(code, 2)}> <${utf16(character)}>`);
  const blocks: string[] = [];
  for (let at = 0; at < entries.length; at += 100) {
    const block = entries.slice(at, at + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join("\n")}\nendbfchar`);
  }
  return [
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
    "/CMapName /Text def /CMapType 2 def",
    "1 begincodespacerange <00> <ff> endcodespacerange",
    ...blocks,
    "endcmap CMapName currentdict /CMap defineresource pop end end",
  ].join("\n");
}
