// Getting a file out of the page: a download, the share sheet, or the honest answer that neither works here.

/**
 * Where the page runs. In WeChat's web-view downloads are silently dropped, and on Android there is no share sheet.
 * @returns {{wechat: boolean, miniProgram: boolean}}
 */
export function surroundings() {
  const agent = navigator.userAgent;
  const miniProgram = /** @type {any} */ (globalThis).__wxjs_environment === "miniprogram" || /miniProgram/i.test(agent);
  return { miniProgram, wechat: miniProgram || /MicroMessenger/i.test(agent) };
}

/** Whether files of this type can be handed to the share sheet. @param {string} type */
export function canShare(type) {
  try {
    return navigator.canShare({ files: [new File([""], "a", { type })] });
  } catch {
    return false;
  }
}

/** Whether a link can download. */
export const canDownload = () => !surroundings().wechat && "download" in HTMLAnchorElement.prototype;

/**
 * Call it in a click. "saved": handed to the browser, which alone knows where it went; "shared"; "cancelled" by the
 * person; "unsupported": offer the text to copy, or pictures.
 * @param {Blob} blob @param {string} name with its extension
 * @param {{share?: boolean}} [options] share: prefer the share sheet to a download
 * @returns {Promise<"saved" | "shared" | "cancelled" | "unsupported">}
 */
export async function save(blob, name, { share = false } = {}) {
  const download = canDownload();
  if ((share || !download) && canShare(blob.type))
    try {
      await navigator.share({ files: [new File([blob], name, { type: blob.type })] });
      return "shared";
    } catch (error) {
      if (/** @type {any} */ (error)?.name === "AbortError") return "cancelled";
    }
  if (!download) return "unsupported";
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser reads the file after the click; a large one takes its time.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return "saved";
}
