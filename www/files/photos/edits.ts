/**
 * A copy of a picture in which parts are covered, cut off, or which is turned. The original is never changed: a copy is
 * always drawn anew from it, with all edits. Covered parts are painted over before the copy is encoded, so nothing of them
 * is in it.
 */

/** A rectangle in parts of a picture: 0–1 from its upper left corner. */
export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Edits of a picture, in parts of the original as it is shown upright. */
export interface Edits {
  covers: readonly Area[];
  /** Part that is kept. */
  crop: Area;
  /** Quarter turns clockwise, after cutting. */
  turn: 0 | 1 | 2 | 3;
}

const WHOLE: Area = { x: 0, y: 0, width: 1, height: 1 };
export const NO_EDITS: Edits = { covers: [], crop: WHOLE, turn: 0 };

/** Smallest side of a crop, as a part of the picture: what is smaller was a tap. */
const LEAST = 0.02;
/** Most pixels of a copy: iOS gives no larger canvas. */
const MAX_PIXELS = 16_000_000;
const QUALITY = 0.92;

/** A picture to draw, upright. */
export interface Drawable {
  image: CanvasImageSource;
  width: number;
  height: number;
}

export const isEdited = ({ covers, crop, turn }: Edits): boolean =>
  covers.length > 0 || turn !== 0 || crop.width < 1 || crop.height < 1;

/** Covers an area of the picture as it is shown. */
export function cover(edits: Edits, shown: Area): Edits {
  const area = inOriginal(edits, shown);
  return area.width > 0 && area.height > 0 ? { ...edits, covers: [...edits.covers, area] } : edits;
}

/** Covers areas of the original. */
export const coverOriginal = (edits: Edits, areas: readonly Area[]): Edits => ({
  ...edits,
  covers: [...edits.covers, ...areas],
});

/** An area of the original in parts of the picture as it is shown; undefined where it was cut off. */
export function shownArea({ crop, turn }: Edits, area: Area): Area | undefined {
  const left = Math.max(0, (area.x - crop.x) / crop.width);
  const top = Math.max(0, (area.y - crop.y) / crop.height);
  const right = Math.min(1, (area.x + area.width - crop.x) / crop.width);
  const bottom = Math.min(1, (area.y + area.height - crop.y) / crop.height);
  if (left >= right || top >= bottom) return undefined;
  const [width, height] = [right - left, bottom - top];
  return (
    [
      { x: left, y: top, width, height },
      { x: 1 - bottom, y: left, width: height, height: width },
      { x: 1 - right, y: 1 - bottom, width, height },
      { x: top, y: 1 - right, width: height, height: width },
    ] as const
  )[turn];
}

/** Leaves an area of the picture as it is shown. */
export function cropTo(edits: Edits, shown: Area): Edits {
  const crop = inOriginal(edits, shown);
  return crop.width >= LEAST && crop.height >= LEAST ? { ...edits, crop } : edits;
}

export const turnRight = (edits: Edits): Edits => ({ ...edits, turn: ((edits.turn + 1) % 4) as Edits["turn"] });

/** Edits that were stored; undefined for anything else. */
export function readEdits(stored: unknown): Edits | undefined {
  const isArea = (area: unknown): area is Area =>
    typeof area === "object" &&
    area !== null &&
    [(area as Area).x, (area as Area).y, (area as Area).width, (area as Area).height].every(
      (part) => typeof part === "number" && part >= 0 && part <= 1,
    );
  const { covers, crop, turn } = (stored ?? {}) as Partial<Edits>;
  const known = Array.isArray(covers) && covers.every(isArea) && isArea(crop) && [0, 1, 2, 3].includes(turn ?? -1);
  return known ? ({ covers, crop, turn } as Edits) : undefined;
}

/** An area of the picture as it is shown, in parts of the original. */
function inOriginal({ crop, turn }: Edits, shown: Area): Area {
  const clamp = (part: number) => Math.min(1, Math.max(0, part));
  const corners = [
    [clamp(shown.x), clamp(shown.y)],
    [clamp(shown.x + shown.width), clamp(shown.y + shown.height)],
  ].map(([x = 0, y = 0]): [number, number] => {
    const [left, top] = (
      [
        [x, y],
        [y, 1 - x],
        [1 - x, 1 - y],
        [1 - y, x],
      ] as const
    )[turn]; // prettier-ignore
    return [crop.x + left * crop.width, crop.y + top * crop.height];
  });
  const [[x1, y1], [x2, y2]] = corners as [[number, number], [number, number]];
  return { x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x1 - x2), height: Math.abs(y1 - y2) };
}

/** Size of the picture as it is shown, in pixels of the original. */
export function shownSize({ width, height }: Drawable, { crop, turn }: Edits): { width: number; height: number } {
  const [wide, high] = [crop.width * width, crop.height * height];
  return turn % 2 === 0 ? { width: wide, height: high } : { width: high, height: wide };
}

/** Draws the picture with its edits. @param scale pixels of the canvas for one of the original */
export function paint(canvas: HTMLCanvasElement, picture: Drawable, edits: Edits, scale: number): void {
  const { crop, turn, covers } = edits;
  const wide = Math.max(1, Math.round(crop.width * picture.width * scale));
  const high = Math.max(1, Math.round(crop.height * picture.height * scale));
  canvas.width = turn % 2 === 0 ? wide : high;
  canvas.height = turn % 2 === 0 ? high : wide;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  context.translate(canvas.width / 2, canvas.height / 2);
  context.rotate((turn * Math.PI) / 2);
  context.translate(-wide / 2, -high / 2);
  context.imageSmoothingQuality = "high";
  const from = [
    crop.x * picture.width,
    crop.y * picture.height,
    crop.width * picture.width,
    crop.height * picture.height,
  ] as const; // prettier-ignore
  context.drawImage(picture.image, ...from, 0, 0, wide, high);
  context.fillStyle = "#000";
  for (const area of covers) {
    // To whole pixels outwards: no edge is half covered.
    const left = Math.floor(((area.x - crop.x) / crop.width) * wide);
    const top = Math.floor(((area.y - crop.y) / crop.height) * high);
    const right = Math.ceil(((area.x + area.width - crop.x) / crop.width) * wide);
    const bottom = Math.ceil(((area.y + area.height - crop.y) / crop.height) * high);
    context.fillRect(left, top, right - left, bottom - top);
  }
}

/** The copy, without metadata: PNG of a PNG, whose letters stay sharp, else JPEG. Rejects where the browser cannot draw it. */
export async function drawCopy(picture: Drawable, edits: Edits, type: string): Promise<Blob> {
  const canvas = document.createElement("canvas");
  const { width, height } = shownSize(picture, edits);
  paint(canvas, picture, edits, Math.min(1, Math.sqrt(MAX_PIXELS / (width * height))));
  const format = type === "image/png" ? "image/png" : "image/jpeg";
  const blob = await new Promise<Blob>((resolve, reject) => {
    canvas.toBlob((made) => (made ? resolve(made) : reject(new Error("no picture"))), format, QUALITY);
  });
  canvas.width = canvas.height = 0; // Safari keeps the pixels of canvases until much later
  return blob;
}
