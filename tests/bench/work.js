/**
 * The work that is measured, and drafts to do it on.
 *
 * Every contender answers the same question about a draft of the form's core: which of its fields are wrong, by what
 * code; how well the evidence carries (score, grade); whom to complain to now; and the short text for that channel's
 * box, in Chinese, within a limit. tousu answers it by `assess` and `compose`, which do a good deal more (all fields,
 * tone, privacy, advice, every channel, clocks, claims); the others do this and nothing else.
 */

export const TODAY = "2026-11-24";
export const LIMIT = 500;
/** The fields of the core; what is said of others, or of the wording, is not compared. */
export const CORE = ["reason", "description", "orderNumber", "productName", "paidAmount", "purchaseDate", "remedy", "contactName", "contactPhone", "contactEmail"];
export const FAMILIES = /^(required|type\.choice|text\.long|(order|amount|date|phone|email)\..*)$/;

/** What tousu says, in the form in which contenders are compared. */
export function answer(tousu, draft) {
  const assessment = tousu.assess(draft, { today: TODAY });
  const { body } = tousu.compose(draft, { today: TODAY, document: "brief", channel: "in-app", limit: LIMIT });
  return {
    issues: assessment.issues.filter(({ code, path }) => path.length === 1 && CORE.includes(path[0]) && FAMILIES.test(code)).map(({ code, path }) => `${path[0]} ${code}`),
    score: assessment.evidence.score,
    grade: assessment.evidence.grade,
    channel: assessment.channels.find(({ recommended }) => recommended).id,
    brief: body,
  };
}

/** The remedies whose words depend on nothing else. */
const REMEDIES = ["refund", "exchange", "repair", "deliver", "redo"];

/** What the others know of the catalogue: asked of tousu, so that a change of its words needs no change here. */
export function knowledge(tousu) {
  const form = tousu.form({ locale: "zh-CN" });
  const fields = Object.fromEntries(form.sections.flatMap((section) => section.fields).map((field) => [field.id, field]));
  const checklist = (reason) => tousu.assess({ reason }, { today: TODAY }).evidence.items.map(({ kind, strength }) => [kind, { essential: 3, strong: 2, helpful: 1 }[strength]]);
  const demand = (remedy) => {
    const { parts } = tousu.compose({ remedy: [remedy] }, { today: TODAY, document: "brief" });
    return parts.find(({ id }) => id === "demand").text.replace(/^要求：(.*)。$/s, "$1");
  };
  return {
    today: TODAY,
    limit: LIMIT,
    max: Object.fromEntries(CORE.filter((id) => fields[id].maxLength).map((id) => [id, fields[id].maxLength])),
    required: CORE.filter((id) => fields[id].required),
    requiredBy: Object.fromEntries(CORE.map((id) => [id, fields[id].requiredBy])),
    reasons: Object.fromEntries(["", ...form.reasons.map(({ id }) => id)].map((id) => [id, checklist(id)])),
    evidence: Object.fromEntries(form.evidence.map(({ id, label, good }) => [id, { label, good: good.map((mark) => mark.id) }])),
    demands: Object.fromEntries(REMEDIES.map((id) => [id, demand(id)])),
  };
}

/** Numbers that are the same in every run (mulberry32). */
export function random(seed) {
  const next = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let bits = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return (bits ^ (bits >>> 14)) >>> 0;
  };
  const below = (count) => next() % count;
  return { below, of: (items) => items[below(items.length)] };
}

const GOODS = ["双面羊毛呢大衣", "儿童书包", "空气炸锅 4.5L", "月饼礼盒", "无线耳机", "实木餐椅（四把）", "羽绒服 黑色 175/96A"];
const NAMES = ["周宁", "林晓彤", "欧阳明月", "王小明", "Maria Chen"];
const SENTENCES = [
  "11月10日在该小程序下单，页面写明付款后48小时内发货，至今没有发出。", "11月16日和11月20日两次联系客服，对方都回复说在催仓库。",
  "收到后打开包装，发现颜色与页面展示的不一致，内里有两处开线。", "我把照片发给商家，商家认为属于正常现象，只同意补偿十元。",
  "订单页面现在显示交易关闭，款项没有退回原支付账户。", "我要求退还已付款项，希望在三个工作日内得到答复。", "页面上的规格与实际收到的商品不同，客服承认发错。",
]; // prettier-ignore
const digits = (dice, length) => Array.from({ length }, () => dice.below(10)).join("");

const WRONG = {
  orderNumber: [undefined, "", "123", "NB2026@11030007", "0000000000", "4200002345202611031234567890", "9".repeat(40)],
  productName: [undefined, " ", "长".repeat(101)],
  paidAmount: [undefined, "一百", "12.345", "0", "1,240.50", "0.00"],
  purchaseDate: [undefined, "", "2026-02-30", "2026-12-01", "上周"],
  contactName: [undefined, ""],
  contactPhone: [undefined, "1380013800", "138001380000000", "没有"],
  contactEmail: [undefined, "zhou.ning", "zhou@localhost", "zhou@qq.con", "a b@qq.com"],
};

/** A draft as a person leaves it: mostly right, mostly filled in. */
export function draft(dice, { reasons, evidence }) {
  const right = {
    reason: dice.of(reasons),
    description: Array.from({ length: 1 + dice.below(7) }, () => dice.of(SENTENCES)).join(""),
    orderNumber: dice.of(["NB", "QH", ""]) + digits(dice, 8 + dice.below(12)),
    productName: dice.of(GOODS),
    paidAmount: `${1 + dice.below(3000)}${dice.of(["", ".5", ".00", ".90"])}`,
    purchaseDate: `2026-${dice.of(["08", "09", "10", "11"])}-${String(1 + dice.below(20)).padStart(2, "0")}`,
    remedy: [REMEDIES[dice.below(3)], ...(dice.below(3) ? [] : [REMEDIES[3 + dice.below(2)]])],
    contactName: dice.of(NAMES),
    contactPhone: `1${dice.of(["38", "39", "50", "77", "86"])}${digits(dice, 8)}`,
    contactEmail: `${dice.of(["zhou.ning", "lin_xt", "a+b"])}@${dice.of(["example.com", "qq.com", "mail.example.com.cn"])}`,
  };
  for (const [field, values] of Object.entries(WRONG)) if (dice.below(12) === 0) right[field] = dice.of(values);
  if (dice.below(12) === 0) right.reason = dice.of([undefined, "bad-mood"]);
  if (dice.below(12) === 0) right.description = undefined;
  if (dice.below(12) === 0) right.remedy = dice.of([undefined, [], ["everything"]]);
  right.evidence = Array.from({ length: dice.below(7) }, () => {
    const kind = dice.of(evidence);
    const shows = dice.below(2) ? kind.good.slice(0, dice.below(3)) : [];
    return { kind: kind.id, count: 1 + dice.below(4), shows, ...(dice.below(3) ? {} : { date: "2026-11-12" }) };
  });
  const ago = (days) => new Date(Date.parse(TODAY) - days * 86_400_000).toISOString().slice(0, 10);
  const asked = dice.below(30);
  right.log = [[], [["requested-remedy", asked]], [["requested-remedy", asked], ["refused", dice.below(asked + 1)]]][dice.below(3)]
    .map(([action, days]) => ({ date: ago(days), channel: "merchant", action })); // prettier-ignore
  return right;
}

/** As many drafts, the same in every run. */
export function drafts(count, tousu, seed = 7) {
  const form = tousu.form({ locale: "zh-CN" });
  const from = { reasons: form.reasons.map(({ id }) => id), evidence: form.evidence.map(({ id, good }) => ({ id, good: good.map((mark) => mark.id) })) };
  const dice = random(seed);
  return Array.from({ length: count }, () => draft(dice, from));
}
