/** Strings of what the page loads later: menu, files, exports. The first ones are among them. */

import { type StringTable, translator } from "tousu/element";
import { STRINGS } from "./strings.ts";

const ALL_STRINGS = {
  ...STRINGS,

  close: ["关闭菜单", "Close menu"],

  // Cases
  cases: ["我的投诉", "My complaints"],
  caseNew: ["新建投诉", "New complaint"],
  caseOpen: ["当前", "open"],
  caseSaved: ["保存于 {date}", "saved {date}"],
  caseUnsaved: ["尚未保存", "not saved yet"],
  caseDelete: ["删除", "Delete"],
  caseDeleteNamed: ["删除“{name}”", "Delete “{name}”"],
  caseDeleteSure: ["确定删除？不能恢复", "Delete for good?"],
  caseDeleted: ["已删除。", "Deleted."],
  caseNewer: ["由更新版本保存，请刷新页面后打开", "Saved by a newer version: reload to open"],
  caseDamaged: ["内容损坏，可以导出后求助", "Damaged: export it to get help"],

  // Moving a case
  moving: ["备份与转移", "Back up and move"],
  exportFile: ["导出为文件", "Export as a file"],
  exportText: ["复制为文字", "Copy as text"],
  exportedText: [
    "已复制。粘贴到“文件传输助手”等处保存，换一台设备也能导入。",
    "Copied. Keep it in a chat with yourself; it can be imported on another device.",
  ],
  exportNote: [
    "导出的文件含填写的全部内容和照片，请妥善保管；文字备份不含照片。",
    "The file holds all you typed and your photos; the text has no photos. Keep it safe.",
  ],
  backupPassphrase: [
    "口令（可不填；填了就加密，忘记后无法打开）",
    "Passphrase (optional: seals the file, which nobody opens without it)",
  ],
  backupOpenWith: ["这份备份的口令", "Passphrase of this backup"],
  backupOpen: ["打开备份", "Open the backup"],
  backupBusy: ["正在处理…", "Working…"],
  importLost: [
    "已导入，但有 {n} 个文件没有保存成功：设备空间不足。",
    "Imported, but {n} files were not kept: no room.",
    "Imported, but 1 file was not kept: no room.",
  ],
  "import.damaged": ["备份文件已损坏，没有导入。", "The backup is damaged: nothing was imported."],
  "import.passphrase": ["这份备份有口令，请填写后打开。", "This backup is sealed. Enter its passphrase."],
  "import.wrong-passphrase": [
    "口令不对，或文件已损坏，没有导入。",
    "Wrong passphrase, or a damaged file: nothing was imported.",
  ],
  "import.no-crypto": [
    "这个页面地址不是 https，浏览器不能加密或解密。",
    "Browsers seal and open files only on pages with https.",
  ],
  importFile: ["从文件导入", "Import a file"],
  importText: ["从文字导入", "Import text"],
  importPaste: ["把导出的文字粘贴在这里", "Paste the exported text here"],
  imported: ["已导入为一份新的投诉。", "Imported as a new complaint."],
  importDropped: [
    "已导入，但有 {n} 处无法识别的内容没有放入。",
    "Imported; {n} parts that could not be read were left out.",
    "Imported; 1 part that could not be read was left out.",
  ],
  "import.too-large": ["内容太大，不像是投诉备份。", "Too large for a backup of a complaint."],
  "import.not-json": [
    "这不是导出的备份，请确认复制完整。",
    "This is not an exported backup. Check that all of it was copied.",
  ],
  "import.not-a-case": ["这不是投诉备份。", "This is not a backup of a complaint."],
  "import.newer": [
    "备份来自更新的版本，请先刷新页面。",
    "The backup comes from a newer version. Reload the page first.",
  ],

  // This device
  device: ["这台设备", "This device"],
  shared: ["共用设备", "Shared device"],
  sharedHint: [
    "关闭页面后不保留任何内容，也不让浏览器记住输入。开启后会删除已保存的投诉。",
    "Nothing is kept after closing, and the browser is asked not to remember what you type. Turning it on deletes saved complaints.",
  ],
  sharedSure: ["开启并删除已保存的内容", "Turn on and delete what is saved"],
  cancel: ["取消", "Cancel"],
  clear: ["清除全部内容", "Clear everything"],
  clearHint: [
    "删除这台设备上的全部投诉、照片和设置，不能恢复。浏览器自动填充记住的姓名、电话等，请在浏览器设置中清除。",
    "Deletes every complaint, photo and setting on this device, for good. What the browser's own autofill has kept, such as your phone number, is cleared in its settings.",
  ],
  clearSure: ["确定全部删除", "Yes, delete everything"],
  cleared: ["已全部清除。", "Everything is deleted."],
  clearFailed: ["没有清除成功，请关闭其他窗口后再试。", "Not deleted. Close other windows of this page and try again."],
  about: ["关于", "About"],
  aboutGuide: ["给开发者的嵌入指南", "Guide for developers (in Chinese)"],
  aboutLaw: [
    "法律条文核对于 {law}，节假日安排到 {holidays}。",
    "Law checked on {law}; public holidays known until {holidays}.",
  ],
  aboutPrivate: [
    "内容只在你的设备上处理，不上传，离线也能用。本页提供写作帮助，不是法律意见。",
    "Everything is processed on your device, nothing is uploaded, and it works offline. This page helps you write; it is not legal advice.",
  ],

  // Notices
  dismiss: ["知道了", "Dismiss"],
  clock: [
    "这台设备的日期是 {date}，看起来不对。期限按这个日期计算，请先核对。",
    "The date of this device is {date}, which looks wrong. Deadlines are counted from it: please check it first.",
  ],

  // Shared by other apps, and bills
  billPick: ["从账单选一笔", "Pick from a bill"],
  sharedFilled: ["已填入 {n} 项。", "{n} fields filled in.", "1 field filled in."],
  sharedKept: ["已添加 {n} 个文件作为证据。", "{n} files added as evidence.", "1 file added as evidence."],
  sharedFailed: ["没有读到：{names}。", "Could not be read: {names}."],
  sharedJoin: ["、", ", "],

  // Evidence files
  fileSum: ["文件指纹（SHA-256）", "Fingerprint (SHA-256)"],
  fileAdd: ["添加照片或文件", "Add photos or files"],
  fileRemove: ["移除文件", "Remove the file"],
  fileRemoved: ["已移除 {name}。", "{name} is removed."],
  fileBack: ["撤销", "Undo"],
  fileOf: ["{name}，{size}", "{name}, {size}"],
  filePosition: [
    "文件里有拍摄位置，发送的副本会去掉，只留画面和拍摄时间。",
    "This file holds its position. The copy that is sent keeps only the picture and its time.",
  ],
  filePartly: [
    "文件里有拍摄位置，发送的副本会去掉；还有无法检查的部分，发送前请留意。",
    "This file holds its position; the copy that is sent will not. Other parts could not be checked.",
  ],
  fileTrimmed: [
    "发送的副本只留画面和拍摄时间，不含设备等附加信息。",
    "The copy that is sent keeps only the picture and its time, without device or other metadata.",
  ],
  fileUnchecked: [
    "这个文件的附加信息无法去掉，可能含位置或姓名，发送前请留意。",
    "The metadata of this file cannot be left out. It may hold a place or a name: check before you send it.",
  ],
  fileCopied: [
    "发送的是修改后的副本；原图和指纹不变。",
    "The edited copy is sent; the original and its fingerprint stay.",
  ],
  fileGone: ["文件不在这台设备上，可以重新添加。", "The file is not on this device. It can be added again."],
  fileBusyNth: ["正在处理 {n} / {total}…", "Working: {n} / {total}…"],
  fileFailed: [
    "没有保存：{names}。文件读不到，或设备空间不足。",
    "Not kept: {names}. The file cannot be read, or there is no room.",
  ],
  filesTotal: ["共 {n} 个文件，{size}", "{n} files, {size}", "1 file, {size}"],
  filesRoom: ["本机还可存约 {size}", "about {size} left on this device"],

  // Exports
  outCsv: ["证据目录 .csv", "List of evidence .csv"],
  csvNumber: ["编号", "No."],
  csvKind: ["证据", "Evidence"],
  csvTitle: ["名称", "Title"],
  csvDate: ["形成日期", "Date"],
  csvCount: ["数量（张或页）", "Images or pages"],
  csvNote: ["说明", "Note"],
  csvShows: ["可见内容", "Shows"],
  csvProves: ["证明内容", "Proves"],
  csvSource: ["证据来源", "Source"],
  csvFile: ["文件", "File"],
  csvSize: ["原始文件大小（字节）", "Size of the original (bytes)"],
  csvSum: ["原始文件 SHA-256", "SHA-256 of the original"],
  outTxt: ["文本 .txt", "Text .txt"],
  outMd: ["Markdown .md", "Markdown .md"],
  outHtml: ["网页 .html", "Web page .html"],
  outDocx: ["Word .docx", "Word .docx"],
  outPicture: ["图片", "Picture"],
  outPdf: ["整套 .pdf", "Everything .pdf"],
  bundleExhibit: ["证据 {n}", "Exhibit {n}"],
  bundlePiece: ["{heading}（{piece}/{total}）", "{heading} ({piece}/{total})"],
  bundleDash: ["：", ": "],
  bundleSource: ["本人设备上的文件：{name}", "File on the person's device: {name}"],
  bundleOriginal: ["本人持有", "In the person's hands"],
  bundleElsewhere: [
    "这个文件不能印在纸上，另行提交：{name}\nSHA-256：{sum}",
    "This file cannot be printed and is handed in separately: {name}\nSHA-256: {sum}",
  ],
  bundleNoFile: ["没有添加文件，原件由本人持有。", "No file was added; the original is in the person's hands."],
  bundlePage: ["页码", "Page"],
  bundlePageOf: ["第 {page} 页　共 {total} 页", "Page {page} of {total}"],
  bundleSigned: [
    "提交人（签名）：＿＿＿＿＿＿　　日期：＿＿＿＿＿＿",
    "Submitted by: ____________    Date: ____________",
  ],
  outPrint: ["打印", "Print"],
  outZip: ["打包全部 .zip", "Everything .zip"],
  outCalendar: ["加入日历", "Add to calendar"],
  outHold: ["长按图片即可保存或转发。", "Hold a picture to save or forward it."],
  outPictureNth: ["文书图片，第 {n} 张", "Text as a picture, page {n}"],
  outUnsupported: [
    "这里不能保存文件。请复制文字，或用浏览器打开本页。",
    "Files cannot be saved here. Copy the text, or open this page in a browser.",
  ],
  outFailed: ["没有生成成功，请改用复制。", "This did not work. Please copy the text instead."],
  outSaved: ["已交给浏览器保存。", "Handed to the browser."],
  fileAll: ["投诉材料", "complaint"],
  fileDates: ["期限", "dates"],
  zipTexts: ["文书", "texts"],
  zipEvidence: ["证据", "evidence"],
  zipTable: ["证据目录", "list of evidence"],
} satisfies StringTable<string>;

export type PageString = keyof typeof ALL_STRINGS;

export const laterTranslator = (locale: string) => translator(locale, ALL_STRINGS);

/** Bytes as people read them. */
export function formatSize(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  if (bytes < 1024 ** 3) return `${(bytes / 1024 ** 2).toFixed(1)} MB`;
  return `${(bytes / 1024 ** 3).toFixed(1)} GB`;
}
