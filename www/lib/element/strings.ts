/**
 * The form's own strings (buttons, headings, states), Chinese and English side by side. Everything about the domain comes
 * from `form()` and `assess()`. Here are the strings of the first step and of the frame; the others are in later-strings.ts.
 */

import type { LATER_STRINGS } from "./later-strings.ts";
import type { FOLLOW_UP_STRINGS } from "./screens/follow-up-strings.ts";
import type { RESULT_STRINGS } from "./screens/result-strings.ts";
import { type Entry, type StringTable, type Translate, translator } from "./translate.ts";

const STRINGS = {
  // Steps
  start: ["准备", "Before you start"],
  evidence: ["证据", "Evidence"],
  review: ["核对", "Check your answers"],
  texts: ["文书与投诉", "Texts and next steps"],
  followUp: ["跟进", "Follow-up"],
  steps: ["步骤", "Steps"],
  stepOf: ["第 {n} 步，共 {of} 步", "Step {n} of {of}"],
  allSteps: ["全部步骤", "All steps"],
  done: ["已完成", "complete"],
  begun: ["已填 {n}/{of}", "{n} of {of} filled in"],
  faulty: ["有 {n} 处要改", "{n} to correct"],
  back: ["上一步", "Back"],
  nextTo: ["下一步：{step}", "Next: {step}"],
  begin: ["开始填写", "Start"],
  loading: ["正在打开…", "Opening…"],
  stepFailed: [
    "这一步没有加载成功。已填的内容都在，请联网后再试。",
    "This step could not be loaded. What you typed is still here: go online and try again.",
  ],
  retry: ["再试一次", "Try again"],

  // Before you start
  startTitle: ["写好一份投诉，大约五分钟", "A sound complaint in about five minutes"],
  startLead: [
    "按步骤填写，这里会检查内容、评估证据、推荐渠道、计算期限，并写好可以直接提交的文书。",
    "Answer step by step. This form checks your answers, weighs your evidence, suggests where to complain, counts the deadlines and writes the texts.",
  ],
  startPrivate: ["所有内容只留在这台设备上，不会上传。", "Everything stays on this device. Nothing is uploaded."],
  startNeed: ["手边最好有", "Have these at hand"],
  startRequired: ["必须填写", "Always needed"],
  startChannel: ["向部分渠道投诉时需要", "Needed by some channels"],
  startProof: ["有这些证据更好", "Evidence worth having"],
  startAny: [
    "缺几项也没关系：各步骤可以按任意顺序填写，随时回来补充。",
    "Some of it missing? Steps can be taken in any order, and you can come back at any time.",
  ],

  // Pasting
  paste: ["粘贴", "Paste"],
  pasteTitle: ["粘贴订单信息，自动填写", "Paste order details to fill in"],
  pasteHint: [
    "订单详情、微信账单、物流通知都可以，只在本机识别。",
    "An order page, a WeChat bill or a delivery notice; read on this device only.",
  ],
  pasteLabel: ["粘贴的内容", "Pasted text"],
  pasteByHand: [
    "请在框里长按选择“粘贴”，或按 Ctrl+V（苹果电脑按 ⌘V）。",
    "Hold the box and choose Paste, or press Ctrl+V (⌘V on a Mac).",
  ],
  pasteNone: ["没有识别出可填写的内容。", "Nothing found that belongs in a field."],
  pasteFilled: ["已填入 {n} 项。", "{n} filled in. "],
  pasteOpen: ["{n} 项待你决定。", "{n} for you to decide.", "1 for you to decide."],
  pasteLikely: ["请核对", "please check"],
  pasteFrom: ["来自：", "From:"],
  pasteReplaces: ["现在填的是“{old}”", "The field holds “{old}”"],
  pasteTake: ["填入", "Fill in"],
  pasteTakeNamed: ["填入{field}", "Fill in {field}"],
  pasteReplace: ["替换", "Replace"],
  pasteReplaceNamed: ["替换{field}", "Replace {field}"],
  pasteUndo: ["撤销", "Undo"],
  pasteUndoNamed: ["撤销{field}", "Undo {field}"],
  pasteClear: ["清掉粘贴的文字", "Remove the pasted text"],

  // Evidence
  scoreOf: ["{n} 分", "{n} of 100"],
  scoreSaid: ["证据评分 {n} 分，{grade}", "Evidence score {n} of 100, {grade}"],

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
  | keyof typeof FOLLOW_UP_STRINGS;

/** Strings registered so far; those of the later steps arrive with their code. */
const registered: Record<string, Entry> = { ...STRINGS };

export function registerStrings(table: StringTable<string>): void {
  Object.assign(registered, table);
}

/** Strings of the form in one language. */
export const formTranslator = (locale: string): Translate<StringKey> => translator(locale, registered);
