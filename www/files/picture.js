// A text as pictures, for places where a file cannot be saved but a picture can, by a long press. White paper and
// black letters, whatever the page looks like: it will be sent to an office.

const WIDTH = 750; // px
const HEIGHT = 1061; // as on A4
const MARGIN = 56;
const TITLE = { font: "bold 38px", line: 58, gap: 28, centred: true };
const LABEL = { font: "bold 28px", line: 44, gap: 20, centred: false };
const TEXT = { font: "28px", line: 44, gap: 0, centred: false };
const FAMILY = '"PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif';
const FOOT = 24; // px, size of the page number
const FEW = 7; // lines: a last picture with fewer takes some from the one before, so that no signature stands alone

// GB/T 15834-2011 and JLREQ: what may not begin, what may not end a line.
const NOT_FIRST = new Set("、。，．：；？！％‰℃…—～·’”）〕］｝〉》」』】〗〙,.:;?!%)]}>ー々");
const NOT_LAST = new Set("‘“（〔［｛〈《「『【〖〘([{<￥¥＄$#");

/** @typedef {{font: string, line: number, gap: number, centred: boolean}} Style */
/** @typedef {{text: string, style: Style, y: number}} Line `y`: px from the top of its picture to the top of the line */

/** What is drawn as one: a letter with its marks, an emoji with its parts. (`Intl.Segmenter` does the same, in V8 a
 * hundred times slower.) */
const CHARACTER = /.(?:\p{M}|\p{Emoji_Modifier}|\u200d.)*/gsu;

/** Letters and figures outside the Chinese scripts are not torn apart. @param {string} character */
const isLatin = (character) => character < "\u2e80" && character.trim() !== "";

/** What must stay on one line: a word, a number, or one character, with its punctuation. @param {string} text */
function units(text) {
  const characters = text.match(CHARACTER) ?? [];
  /** @type {string[][]} */
  const list = [];
  let before = " ";
  for (const character of characters) {
    const joined = (isLatin(before) && isLatin(character)) || NOT_FIRST.has(character) || NOT_LAST.has(before);
    if (joined && list.length) list[list.length - 1].push(character);
    else list.push([character]);
    before = character;
  }
  return list;
}

/**
 * Lines no wider than `width`; a unit that is wider itself is cut. Time grows with the length only.
 * @param {string} text one paragraph @param {number} width px @param {(character: string) => number} measure
 * @returns {string[]}
 */
export function breakLines(text, width, measure) {
  /** @type {string[]} */
  const lines = [];
  let line = "";
  let used = 0;
  const turn = () => {
    lines.push(line.trimEnd());
    line = "";
    used = 0;
  };
  for (const unit of units(text)) {
    if (used > 0 && used + unit.reduce((sum, character) => sum + measure(character), 0) > width) turn();
    for (const character of unit) {
      if (line === "" && lines.length && !character.trim()) continue; // no blank at the beginning of a turned line
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
 * @param {{title: string, parts: {label: string, text: string}[]}} text
 * @param {(character: string, font: string) => number} measure px
 * @returns {Line[][]}
 */
export function layOut({ title, parts }, measure) {
  /** @type {Line[][]} */
  const pages = [[]];
  let y = MARGIN;
  /** @param {string} text @param {Style} style @param {number} [following] px that must fit below on the same picture */
  const add = (text, style, following = 0) => {
    for (const paragraph of text.split(/\r\n|[\n\r\u2028\u2029]/)) {
      const clean = paragraph.replace(/\t/g, "    ").replace(/[\u0000-\u001f\u007f]/g, "");
      for (const line of breakLines(clean, WIDTH - 2 * MARGIN, (character) => measure(character, style.font))) {
        if (y + style.line + following > HEIGHT - MARGIN - FOOT) {
          pages.push([]);
          y = MARGIN;
        }
        pages[pages.length - 1].push({ text: line, style, y });
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
  const [before, last] = pages.slice(-2);
  if (last && last.length < FEW) {
    let cut = before.length + last.length - FEW;
    while (cut > 0 && before[cut - 1].style !== TEXT) cut--;
    const taken = before.splice(cut);
    const [top, bottom] = [taken[0].y, taken[taken.length - 1].y + taken[taken.length - 1].style.line];
    for (const line of last) line.y += bottom - top + last[0].style.gap;
    last.unshift(...taken.map((line) => ({ ...line, y: line.y - top + MARGIN })));
  }
  return pages;
}

/**
 * One PNG for each page, 750 px wide.
 * @param {{title: string, parts: {label: string, text: string}[]}} text
 * @returns {Promise<Blob[]>} rejects where the browser gives no canvas
 */
export async function pictures(text) {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  /** @type {Map<string, number>} */
  const widths = new Map();
  const pages = layOut(text, (character, font) => {
    const key = font + character;
    let width = widths.get(key);
    if (width === undefined) {
      context.font = `${font} ${FAMILY}`;
      width = context.measureText(character).width;
      widths.set(key, width);
    }
    return width;
  });
  const blobs = [];
  for (const [index, lines] of pages.entries()) {
    const last = lines[lines.length - 1];
    // The last picture ends below its text; setting the height also empties the canvas.
    canvas.height = index < pages.length - 1 || !last ? HEIGHT : Math.min(HEIGHT, last.y + last.style.line + MARGIN + FOOT);
    context.fillStyle = "#fff";
    context.fillRect(0, 0, WIDTH, canvas.height);
    context.fillStyle = "#111";
    context.textBaseline = "middle";
    for (const { text, style, y } of lines) {
      context.font = `${style.font} ${FAMILY}`;
      context.textAlign = style.centred ? "center" : "left";
      context.fillText(text, style.centred ? WIDTH / 2 : MARGIN, y + style.line / 2);
    }
    if (pages.length > 1) {
      context.font = `${FOOT}px ${FAMILY}`;
      context.textAlign = "center";
      context.fillStyle = "#666";
      context.fillText(`${index + 1} / ${pages.length}`, WIDTH / 2, canvas.height - MARGIN / 2 - FOOT / 2);
    }
    blobs.push(
      await new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png")),
    );
  }
  return blobs;
}
