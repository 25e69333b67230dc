/** Strings of the follow-up; see strings.ts. */

import type { StringTable } from "../translate.ts";

export const FOLLOW_UP_STRINGS = {
  noted: ["已记下", "Noted"],
  notedLead: ["到期没有答复，这里会告诉你下一步。", "If that day passes without an answer, the next step is here."],
  notedUndo: ["点错了，撤销", "A slip: undo"],
  nowWait: ["等{channel}答复", "Waiting for: {channel}"],
  nowSend: ["下一步：发给{channel}", "Next: send to {channel}"],
  nowCall: ["下一步：联系{channel}", "Next: contact {channel}"],
  nowPrepare: ["下一步：{channel}，先补齐", "Next: {channel}, once complete"],
  nowChase: [
    "{channel} 已超期 {n} 天：先催办",
    "{channel} is {n} days over: ask again",
    "{channel} is 1 day over: ask again",
  ],
  nowChaseNow: ["{channel} 到期了：先催办", "Time is up for {channel}: ask again"],
  nowDone: ["事情解决了", "It is settled"],
  overdueNote: ["{what}，已过 {n} 天", "{what}, {n} days over", "{what}, 1 day over"],
  until: ["到 {date}", "Until {date}"],
  writeNext: ["写好下一份", "Write the next text"],
  copyChase: ["复制催办函", "Copy the reminder"],
  seeText: ["看全文", "Read the text"],

  filedWhere: ["已经投诉过？投诉到哪里了", "Complained already? To whom"],
  filedDay: ["哪天投诉的", "On which day"],

  answer: ["对方回复了？", "Have they answered?"],
  answerWhat: ["对方怎么说", "What they said"],
  answerPaste: ["贴上对方的话，认出是哪种说法", "Paste their message to see what kind of answer it is"],
  answerFound: ["像是“{excuse}”", "This reads like “{excuse}”"],
  answerNone: ["没有认出常见的说法，请自己选。", "No usual excuse recognised: please choose."],
  answerGave: ["给了说法", "Gave a reason"],
  answerRefused: ["拒绝", "Refused"],
  answerAgreed: ["同意了", "Agreed"],
  answerGone: ["联系不上", "Unreachable"],
  answerDone: ["解决了", "Settled"],
  answerWho: ["谁回复的", "Who answered"],
  answerExcuse: ["哪种说法", "Which reason"],
  answerRight: ["对方有道理的情形", "When they are right"],
  answerReply: ["可以这样回", "What to ask in return"],
  answerNote: ["记下答复", "Note the answer"],
  answerNoted: ["答复已记下，下一步已更新。", "Noted. The next step has changed."],

  courseOfCase: ["经过和期限", "Course and deadlines"],
  longLimits: ["长期期限（{n}）", "Limits of years ({n})"],
  logFold: ["逐条查看和修改记录（{n}）", "See and change the log ({n})"],
  emptyTitle: ["发出之后，从这里跟进", "Follow up here once it is sent"],
  emptyLead: [
    "记下发出的日子，这里就开始倒计时，到期提醒你做什么。",
    "Note the day you sent it: the countdown starts, and this page says what to do.",
  ],
} satisfies StringTable<string>;
