/** WeChat's clipboard, pictures, files, calendar and calls. Each function rejects where it is refused. */

/** A picture or film that the person has picked. */
export interface Picked {
  name: string;
  size: number;
  /** Type as browsers name it, as far as WeChat tells. */
  type: string;
  /** Path of the temporary file. */
  path: string;
}

/** Whether the person has closed a window of WeChat without choosing anything. */
export const isCancelled = (error: unknown): boolean =>
  /cancel/i.test(String((error as { errMsg?: unknown } | undefined)?.errMsg ?? error));

export const readClipboard = async (): Promise<string> => (await wx.getClipboardData()).data;

export const copyText = (data: string): Promise<unknown> => wx.setClipboardData({ data });

/** Most files that WeChat lets somebody pick at once. */
const AT_ONCE = 9;

export async function pickMedia(mediaType: ("image" | "video")[]): Promise<Picked[]> {
  const { tempFiles } = await wx.chooseMedia({ count: AT_ONCE, mediaType, sourceType: ["album", "camera"] });
  return tempFiles.map(({ tempFilePath, size, fileType }) => {
    const ending = /\.(\w+)$/.exec(tempFilePath)?.[1]?.toLowerCase() ?? (fileType === "video" ? "mp4" : "jpg");
    const type = `${fileType === "video" ? "video" : "image"}/${ending === "jpg" ? "jpeg" : ending}`;
    return { name: tempFilePath.split("/").pop() ?? "", size, type, path: tempFilePath };
  });
}

/** Moves a temporary file to where it stays, and resolves to its path. */
export const keepFile = (tempFilePath: string): Promise<string> =>
  new Promise((resolve, reject) => {
    wx.getFileSystemManager().saveFile({
      tempFilePath,
      success: ({ savedFilePath }) => resolve(savedFilePath),
      fail: reject,
    });
  });

export const showMedia = (url: string, type: "image" | "video"): Promise<unknown> =>
  wx.previewMedia({ sources: [{ url, type }] });

/** Sends a text into a chat as a file. It is written without waiting, since WeChat shares only within a tap. */
export async function shareText(title: string, words: string): Promise<void> {
  const filePath = `${wx.env.USER_DATA_PATH}/tousu.txt`;
  wx.getFileSystemManager().writeFileSync(filePath, words, "utf8");
  await wx.shareFileMessage({ filePath, fileName: `${title}.txt` });
}

/** Hour of the day at which the phone reminds of a day. */
const REMINDER_HOUR = 9;

/** Puts a day (YYYY-MM-DD) into the phone's calendar; the person confirms it. */
export function addReminder(title: string, day: string, description: string): Promise<unknown> {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const startTime = Math.floor(new Date(year, month - 1, date, REMINDER_HOUR).getTime() / 1000);
  return wx.addPhoneCalendar({ title, startTime, description, alarm: true });
}

export const call = (phoneNumber: string): Promise<unknown> => wx.makePhoneCall({ phoneNumber });

/** Storage of one draft. */
export const storageOf = (key: string) => ({
  async load(): Promise<unknown> {
    // There is none yet: WeChat has no other answer to that than an error.
    const { keys } = await wx.getStorageInfo();
    return keys.includes(key) ? (await wx.getStorage({ key })).data : undefined;
  },
  save: (data: unknown): Promise<unknown> => wx.setStorage({ key, data }),
});
