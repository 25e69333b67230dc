/** Places of a template that nobody has filled in: `[填写订单号]`, `XXX`, `____`, `待填`. */

import { past } from "./fold.js";

const MAY_BE = /[xXｘＸ×✕_＿[［【{｛<＜(（待]/;
const ORDERS = ["请填", "请输入", "请在此", "待填", "此处填", "此处写", "此处输入", "在此填", "在此输入"];
const ORDERS_BOXED = ["填写", "填入", "插入", "your ", "insert ", "enter ", "fill in"];
const NOUNS = new Set(["姓名", "名字", "电话", "手机号", "联系方式", "联系电话", "邮箱", "地址", "日期", "时间", "金额", "数量", "原因", "订单号", "订单编号", "商品名称", "商家名称", "店铺名称", "小程序名称", "name", "date", "amount", "address"]); // prettier-ignore
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
      if (bracketed(c, ENDS[c], text.slice(next, next + 48))) return true;
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
function bracketed(open, end, tail) {
  const nested = open === "{" ? 1 : 0;
  let close = -1;
  let inner = 0;
  let at = 0;
  let count = 0;
  for (const c of tail) {
    if (count++ === 24) break;
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
  const noun = past(inside, "{$").replace(/^(?:您的|你的|具体)/, "").toLowerCase();
  return begins(ORDERS_BOXED) || (open !== "【" && NOUNS.has(noun)) || (open === "{" && inside.startsWith("{"));
}
