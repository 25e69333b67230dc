/** The page's own strings around the form: header and notices; the others are in later-strings.ts. Chinese and English side by side. */

import { type StringTable, translator } from "tousu/element";

export const STRINGS = {
  name: ["小程序购物投诉助手", "Mini-program complaints"],
  skip: ["跳到正文", "Skip to the form"],
  otherLanguage: ["English", "中文"],
  languageFailed: [
    "英文内容没有加载成功，请联网后再试。",
    "The Chinese texts could not be loaded. Go online and try again.",
  ],
  menu: ["菜单", "Menu"],
  quickExit: ["立即离开", "Leave now"],
  openFailed: ["没有打开成功。请检查网络后重新载入。", "This could not be opened. Check the network and reload."],
  reload: ["重新载入", "Reload"],

  // Notices
  "store.quota": [
    "设备空间不足，内容没有保存。请复制文书或导出备份，再清理空间。",
    "No room left on this device: not saved. Copy your text or export a backup, then make room.",
  ],
  "store.blocked": ["另一个窗口占用着数据，请关闭它再试。", "Another window holds the data. Close it and try again."],
  "store.newer": [
    "数据由更新的版本保存，为避免损坏没有改动。请刷新页面。",
    "The data were saved by a newer version and were left alone. Reload the page.",
  ],
  "store.hanging": [
    "浏览器没有响应存储请求，内容可能没有保存。请导出备份。",
    "The browser does not answer: this may not be saved. Export a backup.",
  ],
  "store.unavailable": [
    "浏览器不允许在本机保存（例如无痕模式）。关闭前请复制文书或导出备份。",
    "This browser keeps nothing here (private mode, perhaps). Copy your text or export a backup before closing.",
  ],
  "store.read-only": [
    "另一个窗口正在编辑，这里的改动不会保存。",
    "Another window is editing. Changes made here are not saved.",
  ],
  "store.taken-over": [
    "已转到另一个窗口编辑，这里的改动不再保存。",
    "Editing has moved to another window. Changes made here are no longer saved.",
  ],
  "store.cleared": ["内容已在另一个窗口全部清除。", "Everything was deleted in another window."],
  "store.closed": ["存储已关闭，请刷新页面。", "The storage is closed. Reload the page."],
  "store.damaged": ["这份投诉的内容损坏，没有打开。", "This complaint is damaged and was not opened."],
  takeOver: ["在这里编辑", "Edit here"],
  backUp: ["导出备份", "Export a backup"],
  update: ["有新版本，内容会保留。", "A new version is ready. Your content stays."],
  updateNow: ["更新", "Update"],
  updateTabs: ["请先关闭本页的其他窗口。", "Close other windows of this page first."],

  // Exports
  example: ["看一个示例", "See an example"],
  outBlank: ["打印空白表格", "Print a blank form"],
} satisfies StringTable<string>;

export const pageTranslator = (locale: string) => translator(locale, STRINGS);
