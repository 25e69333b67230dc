// What is done with a piece of evidence when it is picked: its sum, a small picture, a copy without its position.

import { boxesWithoutPosition } from "./bmff.js";
import { formatOf, stripPosition } from "./position.js";

export { stripPosition };
export { sha256 } from "./sha256.js";

/**
 * The copy of a file that will be sent; the original stays as it is, for it is what the sum was taken of.
 * @param {Blob} blob
 * @returns {Promise<Omit<import("./position.js").Stripped, "bytes"> & {blob: Blob}>} `blob` is the same object where nothing was changed
 */
export async function withoutPosition(blob) {
  const format = formatOf(new Uint8Array(await blob.slice(0, 32).arrayBuffer()));
  if (format === "heic" || format === "film") return { ...(await boxesWithoutPosition(blob)), format };
  if (format === "other") return { blob, removed: false, trimmed: false, format, notice: "not-checked" };
  const original = new Uint8Array(await blob.arrayBuffer());
  const { bytes, ...rest } = stripPosition(original);
  return { ...rest, blob: bytes === original ? blob : new Blob([/** @type {BlobPart} */ (bytes)], { type: blob.type }) };
}

/**
 * A small JPEG that shows the middle of the picture, `size` by `size` pixels, without any metadata.
 * @param {Blob} blob @param {number} [size]
 * @returns {Promise<Blob | undefined>} undefined where the browser cannot draw the file
 */
export async function thumbnail(blob, size = 160) {
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

/** The picture, turned as its EXIF says. @param {Blob} blob
 * @returns {Promise<{image: CanvasImageSource, width: number, height: number, close: () => void}>} */
async function decode(blob) {
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
