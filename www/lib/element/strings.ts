/**
 * The form's own strings (buttons, headings, states), Chinese and English side by side. Everything about the domain comes
 * from `form()` and `assess()`. Here are the strings of the first step and of the frame; the others are in later-strings.ts.
 */

import type { MINI_STRINGS } from "../mini-program/strings.ts";
import type { LATER_STRINGS } from "./later-strings.ts";
import type { FOLLOW_UP_STRINGS } from "./screens/follow-up-strings.ts";
import type { RESULT_STRINGS } from "./screens/result-strings.ts";
import { type Entry, type StringTable, type Translate, translator } from "./translate.ts";

const STRINGS = {
  // Steps
  start: ["开始", "Start"],
  evidence: ["证据", "Evidence"],
  review: ["核对", "Check your answers"],
  texts: ["结果", "Result"],
  followUp: ["跟进", "Follow-up"],
  steps: ["步骤", "Steps"],
  done: ["已完成", "complete"],
  faulty: ["有 {n} 处要改", "{n} to correct"],
  lackingN: ["还差 {n} 项", "{n} more needed"],
  back: ["上一步", "Back"],
  nextTo: ["下一步：{step}", "Next: {step}"],
  begin: ["直接填写", "Fill in by hand"],
  loading: ["正在打开…", "Opening…"],
  stepFailed: [
    "这一步没有加载成功。已填的内容都在，请联网后再试。",
    "This step could not be loaded. What you typed is still here: go online and try again.",
  ],
  retry: ["再试一次", "Try again"],
  toolFailed: ["“{tool}”没有成功，请再试一次。", "“{tool}” did not work. Please try again."],

  // Start
  startTitle: ["把订单投诉写好，复制就能发", "A complaint written for you, ready to send"],
  startBefore: ["“不发货，也没人理！”", "“Nothing came, nobody answers!”"],
  startAfter: ["写明订单、依据、要求和答复日期的投诉书", "a letter with order, law, demand and a day to answer by"],
  startPrivate: ["内容只留在这台设备上，不上传。", "Everything stays on this device."],
  startProblem: ["遇到了什么问题？", "What went wrong?"],
  startFiled: ["已经投诉过，没人理", "Complained already, no answer"],
  startScreenshot: ["选订单截图", "Pick a picture"],
  startKept: [
    "截图已放进证据。要填订单：在微信里长按图片，点“提取文字”，复制后回来贴。",
    "Kept as evidence. For the order: hold the picture in WeChat, extract and copy its text, then paste it here.",
  ],
  startRead: ["截图已放进证据，已填入 {n} 项。", "Kept as evidence; {n} fields filled in."],
  startNotKept: ["截图没有存下来，请再试一次。", "Not kept. Please try again."],

  // Pasting
  paste: ["贴订单", "Paste order"],
  pasteTitle: ["粘贴订单信息，自动填写", "Paste order details to fill in"],
  pasteHint: ["订单详情、微信账单、物流通知都可以。", "An order page, a WeChat bill or a delivery notice."],
  pasteLabel: ["粘贴的内容", "Pasted text"],
  pasteByFinger: ["请长按上面的框，选“粘贴”。", "Hold the box above and choose Paste."],
  pasteByKey: ["请在上面的框里按 Ctrl+V（苹果电脑按 ⌘V）。", "Press Ctrl+V in the box above (⌘V on a Mac)."],
  pasteNone: ["没有识别出可填写的内容。", "Nothing found that belongs in a field."],
  pasteFound: ["已认出 {n} 项。", "{n} found. "],
  pasteAll: ["全部填入", "Fill in all"],
  pasteMore: ["看识别结果和原文", "What was found, and the text"],
  pasteOpen: ["{n} 项待你决定。", "{n} for you to decide.", "1 for you to decide."],
  pasteClear: ["清掉粘贴的文字", "Remove the pasted text"],

  // Saving
  saving: ["正在保存…", "Saving…"],
  saved: ["已保存在本机", "Saved on this device"],
  temporary: ["只在本页保留，关闭后消失", "Kept until this page is closed"],
  saveFailed: ["没有保存成功，请先复制文书留底。", "Not saved. Please copy your text to keep it."],
  loadFailed: ["读不到之前保存的内容。", "What was saved before could not be read."],
} satisfies StringTable<string>;

export type StringKey =
  | keyof typeof STRINGS
  | keyof typeof LATER_STRINGS
  | keyof typeof RESULT_STRINGS
  | keyof typeof FOLLOW_UP_STRINGS
  | keyof typeof MINI_STRINGS;

/** Strings registered so far; those of the later steps arrive with their code. */
const registered: Record<string, Entry> = { ...STRINGS };

export function registerStrings(table: StringTable<string>): void {
  Object.assign(registered, table);
}

/** Strings of the form in one language. */
export const formTranslator = (locale: string): Translate<StringKey> => translator(locale, registered);
