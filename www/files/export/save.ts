/** Hands a file to the person: a download, the share sheet, or the answer that neither works here. */

export interface Surroundings {
  wechat: boolean;
  miniProgram: boolean;
}

/** Kind of host that the page runs in. WeChat's web-view drops downloads silently, and on Android it has no share sheet. */
export function surroundings(): Surroundings {
  const agent = navigator.userAgent;
  const { __wxjs_environment: environment } = globalThis as { __wxjs_environment?: unknown };
  const miniProgram = environment === "miniprogram" || /miniProgram/i.test(agent);
  return { miniProgram, wechat: miniProgram || /MicroMessenger/i.test(agent) };
}

/** Whether files of this type can be handed to the share sheet. */
function canShare(type: string): boolean {
  try {
    return navigator.canShare({ files: [new File([""], "a", { type })] });
  } catch {
    return false;
  }
}

/** Whether a link can download. */
const canDownload = (): boolean => !surroundings().wechat && "download" in HTMLAnchorElement.prototype;

/** The browser reads the file after the click, and a large one takes time: ms. */
const KEEP_URL = 60_000;

/**
 * `saved`: handed to the browser, which alone knows where it went; `cancelled`: by the person; `unsupported`: offer the text
 * to copy, or pictures.
 */
export type SaveResult = "saved" | "shared" | "cancelled" | "unsupported";

/**
 * Saves a file. Must be called in a click.
 *
 * @param name with its extension
 * @param options.share prefer the share sheet to a download
 */
export async function save(blob: Blob, name: string, { share = false } = {}): Promise<SaveResult> {
  const download = canDownload();
  if ((share || !download) && canShare(blob.type)) {
    try {
      await navigator.share({ files: [new File([blob], name, { type: blob.type })] });
      return "shared";
    } catch (error) {
      if ((error as { name?: unknown } | null)?.name === "AbortError") return "cancelled";
    }
  }
  if (!download) return "unsupported";
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEEP_URL);
  return "saved";
}
