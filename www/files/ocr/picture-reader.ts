/**
 * Text recognition (OCR) of pictures on the device: tesseract.js with simplified Chinese. Everything comes from the page's
 * own origin, and is loaded when the first picture is read.
 */

import { createWorker, type Line } from "tesseract.js";
import { simd } from "wasm-feature-detect";
import { type DecodedImage, decode } from "../metadata/evidence-file.ts";
import type { Area } from "../photos/edits.ts";

/** Folder beside this script with worker, engine and language; its name is a hash of them. Defined by tests/tools/page.mjs. */
declare const OCR_FOLDER: string;
/** A line of text and where its words are: `start` and `end` in the line's text. */
export interface TextLine {
  text: string;
  words: readonly { start: number; end: number; area: Area }[];
}

export interface PictureText {
  text: string;
  lines: readonly TextLine[];
}

export interface ReadOptions {
  /** Stops the reading, which then rejects with the signal's reason. */
  signal: AbortSignal;
  /** Is given the part of the picture that is read, 0–1; not called while the engine is loaded. */
  onProgress: (done: number) => void;
}

/** Most pixels that are read: what is larger takes long and much memory, and is read no better. */
const MAX_PIXELS = 4_000_000;
/** Letters in narrower pictures are too small for the engine. */
const MIN_WIDTH = 720;
/** A mean brightness below this is a dark page, 0–255. */
const DARK = 110;

const addressOf = (name: string): string => new URL(`${OCR_FOLDER}/${name}`, import.meta.url).href;

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): unknown;
}

/** The library makes its worker from a string: under Trusted Types a default policy must let this one address through. */
const WORKER = addressOf("worker.js");
(globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy("default", {
  createScriptURL: (url) => {
    if (url !== WORKER) throw new TypeError(`not a script of this page: ${url}`);
    return url;
  },
});

/** Reads the text of a picture. Rejects where the browser cannot show it, or the parts for reading cannot be loaded. */
export async function readPicture(picture: Blob, { signal, onProgress }: ReadOptions): Promise<PictureText> {
  const image = await drawForReading(picture);
  signal.throwIfAborted();
  const { promise: failed, reject: fail } = withReject();
  signal.addEventListener("abort", () => fail(signal.reason), { once: true });
  const engine = createWorker("chi_sim", 1, {
    workerPath: WORKER,
    corePath: addressOf(`tesseract-core-${(await simd()) ? "simd-" : ""}lstm.js`),
    langPath: addressOf("").slice(0, -1),
    gzip: false, // in the name; the library sees by itself that the file is packed
    workerBlobURL: false,
    cacheMethod: "none",
    logger: ({ status, progress }) => {
      if (status === "recognizing text" && !signal.aborted) onProgress(progress);
    },
    errorHandler: fail, // a language that cannot be loaded rejects nothing else
  });
  try {
    const { recognize } = await Promise.race([engine, failed]);
    const { data } = await Promise.race([recognize(image.blob, {}, { text: true, blocks: true }), failed]);
    const read = data.blocks?.flatMap(({ paragraphs }) => paragraphs.flatMap((paragraph) => paragraph.lines)) ?? [];
    const lines = read.map((line) => inParts(line, image));
    return { text: lines.map(({ text }) => text).join("\n"), lines };
  } finally {
    // A reading under way ends with the worker; one that is still loading ends as soon as it can.
    engine.then(
      ({ terminate }) => terminate(),
      () => {},
    );
  }
}

/** A promise that can be rejected from outside. */
function withReject(): { promise: Promise<never>; reject: (reason: unknown) => void } {
  let reject: (reason: unknown) => void = () => {};
  const promise = new Promise<never>((_, rejects) => {
    reject = rejects;
  });
  promise.catch(() => {}); // it may be rejected when nobody waits any more
  return { promise, reject };
}

interface Drawn {
  blob: Blob;
  width: number;
  height: number;
}

/** The picture in the size that is read best, dark letters on a light ground. */
async function drawForReading(picture: Blob): Promise<Drawn> {
  const decoded = await decode(picture);
  const canvas = document.createElement("canvas");
  try {
    const { width, height } = decoded;
    const wanted = Math.max(1, Math.ceil(MIN_WIDTH / width));
    const scale = Math.min(wanted, Math.sqrt(MAX_PIXELS / (width * height)));
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    const context = canvas.getContext("2d");
    if (!context) throw new Error("no canvas");
    context.imageSmoothingQuality = "high";
    context.fillStyle = "#fff"; // behind transparent pictures
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(decoded.image, 0, 0, canvas.width, canvas.height);
    if (brightness(decoded) < DARK) {
      context.globalCompositeOperation = "difference";
      context.fillRect(0, 0, canvas.width, canvas.height);
    }
    const blob = await new Promise<Blob>((resolve, reject) => {
      canvas.toBlob((made) => (made ? resolve(made) : reject(new Error("no picture"))));
    });
    return { blob, width: canvas.width, height: canvas.height };
  } finally {
    decoded.close();
    canvas.width = canvas.height = 0; // Safari keeps the pixels of canvases until much later
  }
}

/** Mean brightness of a picture, 0–255. */
function brightness({ image }: DecodedImage): number {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 16;
  const context = canvas.getContext("2d");
  if (!context) return 255;
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, 16, 16);
  const { data } = context.getImageData(0, 0, 16, 16);
  let sum = 0;
  for (let at = 0; at < data.length; at += 4) sum += (data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0);
  return sum / (3 * 256);
}

/** Widest gap that is no blank, in heights of the line: between two Han characters, and where one side is none. */
const [HAN_GAP, MIXED_GAP] = [0.6, 0.2];
const ENDS_HAN = /[\p{Script=Han}\p{P}]$/u;
const BEGINS_HAN = /^[\p{Script=Han}\p{P}]/u;

/**
 * A line of the engine, with its places in parts of the picture. The engine puts a blank between any two words, and most Han
 * characters are words to it; only where there is a gap in the picture a blank stays.
 */
function inParts({ words, bbox }: Line, { width, height }: Drawn): TextLine {
  let text = "";
  let last: Line["words"][number] | undefined;
  const placed = words.map((word) => {
    const gap = (word.bbox.x0 - (last?.bbox.x1 ?? word.bbox.x0)) / (bbox.y1 - bbox.y0);
    const han = Number(ENDS_HAN.test(text)) + Number(BEGINS_HAN.test(word.text));
    if (last && gap > ([Number.NEGATIVE_INFINITY, MIXED_GAP, HAN_GAP][han] ?? 0)) text += " ";
    const start = text.length;
    text += word.text;
    last = word;
    const { x0, y0, x1, y1 } = word.bbox;
    const area = { x: x0 / width, y: y0 / height, width: (x1 - x0) / width, height: (y1 - y0) / height };
    return { start, end: text.length, area };
  });
  return { text, words: placed };
}
