/** Strings of the case cards, the worked example and the remembered contact details. */

import { type StringTable, translator } from "tousu/element";

const STRINGS = {
  running: ["正在进行", "Under way"],
  untitled: ["未命名的投诉", "Untitled complaint"],
  notSent: ["还没发出", "Not sent yet"],
  waiting: ["等{channel}", "Waiting for: {channel}"],
  overdue: ["{channel} 已超期 {n} 天", "{channel}: {n} days over", "{channel}: 1 day over"],
  chase: ["催办{channel}", "Ask {channel} again"],
  next: ["下一步：{channel}", "Next: {channel}"],
  done: ["已解决", "Settled"],
  daysLeft: ["还剩 {n} 天", "{n} days left", "1 day left"],
  dueToday: ["今天到期", "due today"],
  sum: ["¥{sum}", "¥{sum}"],

  exampleNote: [
    "这是示例，内容是编的，不会保存。",
    "This is an example: everything in it is made up, and nothing is saved.",
  ],
  exampleEnd: ["关闭示例", "Close the example"],

  contactAsk: [
    "下次自动填好联系方式？只记在这台设备上，随时可以忘掉。",
    "Fill in your contact details next time? Kept on this device only, and forgotten whenever you like.",
  ],
  contactYes: ["记住", "Remember"],
  contactNo: ["不用", "No"],
  contact: ["记住我的联系方式", "Remember my contact details"],
  contactHint: [
    "新建投诉时自动填好，只记在这台设备上。关掉就忘记。",
    "Filled in when a complaint begins, kept on this device only. Turn it off to forget them.",
  ],
} satisfies StringTable<string>;

export const caseTranslator = (locale: string) => translator(locale, STRINGS);
