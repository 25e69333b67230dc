/** The page's own strings around the form: header and notices; the others are in later-strings.ts. Chinese and English side by side. */

import { type StringTable, translator } from "tousu/element";

export const STRINGS = {
  name: ["小程序购物投诉助手", "Mini-program complaints"],
  order: ["订单和商家", "Order and merchant"],
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
  update: ["有新版本，内容会保留。", "A new version is ready. Your content stays."],
  updateNow: ["更新", "Update"],
  updateTabs: ["请先关闭本页的其他窗口。", "Close other windows of this page first."],

  // Exports
  example: ["看一个示例", "See an example"],
  outBlank: ["打印空白表格", "Print a blank form"],

  // Exhibits
  fileEdit: ["打码、裁剪、旋转", "Cover, cut, turn"],
  fileRead: ["识别文字", "Read text"],
} satisfies StringTable<string>;

export const pageTranslator = (locale: string) => translator(locale, STRINGS);
