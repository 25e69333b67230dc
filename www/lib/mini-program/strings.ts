/** Strings that only the mini-program's form has; see ../element/strings.ts. */

import type { StringTable } from "../element/translate.ts";

export const MINI_STRINGS = {
  orderStep: ["订单和商家", "Order and merchant"],
  openFailed: ["表单没有打开成功，请退出后重新进入。", "The form could not be opened. Please leave and come back."],
  clipboardEmpty: ["剪贴板里没有文字，请先去复制订单信息。", "Nothing was copied yet: copy the order first."],
  clipboardRefused: [
    "没有读到剪贴板。请长按下面的框，选“粘贴”。",
    "The clipboard could not be read. Hold the box below and choose Paste.",
  ],
  copyRefused: ["没有复制成功。请长按文字，选“复制”。", "Not copied. Hold the text and choose Copy."],
  mediaRefused: [
    "没有取到照片。请在右上角“设置”里允许使用相册和相机，再试一次。",
    "No photo. Allow album and camera in the settings and try again.",
  ],
  shareRefused: ["没有分享成功，请改用复制。", "Not shared. Please copy the text."],
  remind: ["加入手机日历", "Add to calendar"],
  reminded: ["已加入手机日历。", "Added to the calendar."],
  remindRefused: [
    "没有加入日历。请在右上角“设置”里允许使用日历，再试一次。",
    "Not added. Allow the calendar in the settings and try again.",
  ],
  callRefused: ["没有拨出。请记下号码：{phone}", "No call. Please note the number: {phone}"],
  addressCopied: ["网址已复制，请到浏览器里打开。", "Address copied: open it in a browser."],
  copyAddress: ["复制网址 {url}", "Copy {url}"],
  seePhoto: ["看大图", "See it large"],
} satisfies StringTable<string>;
