/** Places of a template that nobody has filled in: `[填写订单号]`, `XXX`, `____`, `待填`. */

import { past } from "./fold.js";

const MAY_BE = /[xXｘＸ×✕_＿[［【{｛<＜(（待]/;
const ORDERS = ["请填", "请输入", "请在此", "待填", "此处填", "此处写", "此处输入", "此处描述", "在此填", "在此输入", "在此描述", "请描述", "请详细描", "请简要描", "请如实填"]; // prettier-ignore
const ORDERS_BOXED = ["填写", "填入", "插入", "your ", "insert ", "enter ", "fill in", "describe ", "please describe", "please enter", "please fill", "upload your", "upload any", "attach your", "paste your"]; // prettier-ignore
const NOUNS = ["姓名", "名字", "电话", "手机号", "联系方式", "联系电话", "邮箱", "地址", "日期", "时间", "金额", "数量", "原因", "订单号", "订单编号", "商品名称", "商家名称", "店铺名称", "小程序名称", "订单金额", "付款金额", "下单时间", "付款时间", "购买日期", "name", "date", "amount", "address"]; // prettier-ignore
const OBJECTS = ["问题", "情况", "事情", "事实", "经过", "诉求", "要求", "投诉", "图片", "截图", "照片", "视频", "文件", "附件", "凭证", "证据", "材料", "聊天记录", "订单截图", "订单信息", "付款截图", "付款凭证", "商品信息", "链接"]; // prettier-ignore
const POSSESSIVE = "(?<somebody>您的|你的|具体|相关|您遇到的|你遇到的)?";
const BARE = new RegExp(`^${POSSESSIVE}(?<noun>.*)$`, "s");
/** A task for whoever fills in the form. A verb and an object alone are also what buttons say. */
const TASK = new RegExp(`^请*(?<thorough>详细|具体|简要|如实|简单)?(?:描述|说明|叙述|写明|写出|写下|注明|列明|列出|上传|粘贴|附上|提供|选择|补充|输入|简述|概述)${POSSESSIVE}(?<object>${[...NOUNS, ...OBJECTS].join("|")})?(?<rest>.*)$`, "s"); // prettier-ignore
const WHOLE = new Set(["n/a", "tbd", "todo", "待定", "待补充", "请填写", "请输入"]);
const ENDS = { "[": "]", "［": "］", "【": "】", "{": "}", "｛": "｝", "<": ">", "＜": "＞", "(": ")", "（": "）" };
const FILLERS = { x: "x", X: "x", ｘ: "x", Ｘ: "x", "×": "×", "✕": "×", _: "_", "＿": "_" };

/** Whether the text, without blanks around it, still has such a place. */
export function placeholder(text) {
  if (text.length <= 4 && WHOLE.has(text.toLowerCase())) return true;
  let at = text.search(MAY_BE);
  if (at < 0) return false;
  while (at < text.length) {
    const c = text[at];
    const kind = FILLERS[c];
    let next = at + 1;
    if (kind !== undefined) {
      while (next < text.length && FILLERS[text[next]] === kind) next++;
      if (blankRun(kind, next - at, text[at - 1], text[next])) return true;
    } else if (ENDS[c] !== undefined) {
      if (bracketed(c, ENDS[c], text[at - 1], text.slice(next, next + 82))) return true;
    } else if (c === "待" && text[next] === "填" && text[at - 1] !== "等") return true; // 等待填写 is a way of waiting.
    at = next;
  }
  return false;
}

const TOUCHES = /[0-9A-Za-z\-*><^#]/;

function blankRun(kind, length, before, after) {
  if ((before !== undefined && TOUCHES.test(before)) || (after !== undefined && TOUCHES.test(after))) return false;
  return length >= (kind !== "_" && after !== undefined && "年月日号元".includes(after) ? 2 : 3);
}

/** Whether the brackets opened before `tail` hold an instruction or the name of a value. */
function bracketed(open, end, before, tail) {
  const nested = open === "{" ? 1 : 0;
  let close = -1;
  let inner = 0;
  let at = 0;
  let count = 0;
  for (const c of tail) {
    if (count++ === 40) break;
    if (c === end) {
      close = at;
      break;
    }
    if (c === open && inner++ >= nested) break;
    at += c.length;
  }
  if (close < 0) return false;
  const inside = tail.slice(0, close).trim();
  const begins = (words) => words.some((word) => inside.slice(0, word.length).toLowerCase() === word);
  if (begins(ORDERS)) return true;
  if (open === "(" || open === "（") return false;
  // In 【】 a noun is a label, not an empty place.
  const { noun } = BARE.exec(past(inside, "{$")).groups;
  const after = tail[close + 1];
  const alone = (before === undefined || "\n：:".includes(before)) && (after === undefined || after === "\n");
  if (begins(ORDERS_BOXED) || task(inside, alone)) return true;
  return (open !== "【" && NOUNS.includes(noun.toLowerCase())) || (open === "{" && inside.startsWith("{"));
}

function task(inside, alone) {
  const found = TASK.exec(inside)?.groups;
  if (!found || (found.object === undefined && found.somebody === undefined)) return false;
  if (found.somebody !== undefined) return true;
  return found.rest === "" ? alone || found.thorough !== undefined : "，,、；;：:（(/或和及与并等".includes(found.rest[0]);
}
