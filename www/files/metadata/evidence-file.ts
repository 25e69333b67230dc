/** Products of a picked evidence file: its SHA-256, a small picture, a copy without metadata. */

import { cleanBoxes } from "./clean-boxes.ts";
import { type Cleaned, cleanPicture, detectFormat, type Format } from "./clean-picture.ts";

export { sha256 } from "./sha256.ts";

/** How much of a file `detectFormat` reads, in bytes. */
const HEAD = 32;

/** `blob` is the same object where nothing was changed. */
export type CleanedFile = Omit<Cleaned, "bytes"> & { blob: Blob };

/**
 * The copy of a file that is sent, with nothing but what is needed to show it, and the time when it was taken. The original
 * stays as it is, because its SHA-256 was taken. Rejects where the file cannot be read any more.
 */
export async function withoutMetadata(blob: Blob): Promise<CleanedFile> {
  const format: Format = detectFormat(new Uint8Array(await blob.slice(0, HEAD).arrayBuffer()));
  if (format === "heic" || format === "film") return { ...(await cleanBoxes(blob)), format };
  if (format === "other") return { blob, removed: false, trimmed: false, format, notice: "not-checked" };
  const original = new Uint8Array(await blob.arrayBuffer());
  const { bytes, ...rest } = cleanPicture(original);
  return { ...rest, blob: bytes === original ? blob : new Blob([bytes], { type: blob.type }) };
}

/**
 * A JPEG of the middle of a picture, without any metadata.
 *
 * @param size width and height in pixels
 * @returns undefined where the browser cannot draw the file
 */
export async function thumbnail(blob: Blob, size = 160): Promise<Blob | undefined> {
  try {
    const { image, width, height, close } = await decode(blob);
    const side = Math.min(width, height);
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = size;
    const context = canvas.getContext("2d");
    if (!context || side === 0) return undefined;
    context.fillStyle = "#fff"; // behind transparent pictures
    context.fillRect(0, 0, size, size);
    context.imageSmoothingQuality = "high";
    context.drawImage(image, (width - side) / 2, (height - side) / 2, side, side, 0, 0, size, size);
    close();
    return await new Promise((resolve) => canvas.toBlob((result) => resolve(result ?? undefined), "image/jpeg", 0.8));
  } catch {
    return undefined;
  }
}

export interface DecodedImage {
  image: CanvasImageSource;
  width: number;
  height: number;
  close: () => void;
}

/** The picture, turned as its EXIF says. */
export async function decode(blob: Blob): Promise<DecodedImage> {
  if (typeof createImageBitmap === "function") {
    const image = await createImageBitmap(blob, { imageOrientation: "from-image" });
    return { image, width: image.width, height: image.height, close: () => image.close() };
  }
  const image = new Image(); // iOS 14
  image.src = URL.createObjectURL(blob);
  const close = () => URL.revokeObjectURL(image.src);
  await image.decode().catch((error) => {
    close();
    throw error;
  });
  return { image, width: image.naturalWidth, height: image.naturalHeight, close };
}
