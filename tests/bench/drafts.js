/** Drafts as people leave them: mostly right, mostly filled in; the same in every run. */

const TODAY = "2026-11-24";
const DAY = 86_400_000;

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

const digits = (dice, length) => Array.from({ length }, () => dice.below(10)).join("");
const ago = (days) => new Date(Date.parse(TODAY) - days * DAY).toISOString().slice(0, 10);
const wide = (text) => text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));

const GOODS = ["双面羊毛呢大衣", "儿童书包", "空气炸锅 4.5L", "月饼礼盒", "无线耳机", "实木餐椅（四把）", "羽绒服 黑色 175/96A", "亲子游泳年卡", "有声书会员（12 个月）", "上门保洁 4 小时", "冷冻虾仁 2kg", "iPad 保护壳"]; // prettier-ignore
const NAMES = ["周宁", "林晓彤", "欧阳明月", "王小明", "Maria Chen", "阿依古丽·买买提"];
const ADDRESSES = ["浙江省杭州市余杭区文一西路 1 号 2 幢 301 室", "北京市朝阳区建国路 8 号院", "广东省深圳市南山区科技园南路 10 号", "上海市浦东新区世纪大道 100 号 12 层"];
const CODES = ["91330100MA2KQ7XY8J", "914403005503187267", "92110105MA01W3R614", "91310115MA1H70GC2H"];
const COMPANIES = ["杭州某某科技有限公司", "深圳市某某电子商务有限公司", "朝阳区某某日用品店（个体工商户）", "上海某某餐饮管理有限公司"];

/** What descriptions are made of, by how often. */
const FACTS = [
  "11月10日在该小程序下单，页面写明付款后48小时内发货，至今没有发出。", "11月16日和11月20日两次联系客服，对方都回复说在催仓库。",
  "收到后打开包装，发现颜色与页面展示的不一致，内里有两处开线。", "我把照片发给商家，商家认为属于正常现象，只同意补偿十元。",
  "订单页面现在显示交易关闭，款项没有退回原支付账户。", "我要求退还已付款项，希望在三个工作日内得到答复。", "页面上的规格与实际收到的商品不同，客服承认发错。",
  "物流信息停在转运中心已经九天。", "快递柜里没有这个包裹，签收人写的也不是我。", "用了不到一周就充不进电，检测点说是电池的问题。",
  "鉴定机构的书面意见认为这不是正品。", "打开袋子有酸味，其中两包已经胀袋，生产日期在三个月前。", "约好周六上午九点上门，师傅到下午也没有来。",
  "兑换码一直提示无效，会员权益没有到账。", "门店上个月关门，卡里还有十二次没有用。", "首月优惠之后每月扣 25 元，我没有开通过自动续费。",
  "申请退货退款被驳回，理由是影响二次销售。", "标价 199 元，结算时变成 259 元，多出来的是服务费。", "付款的是我八岁的儿子，当时他拿着我的手机玩游戏。",
  "下单之后陆续接到推销电话，对方能说出我的订单。", "对方让我加微信转账，付完定金就联系不上了。", "客服说让我再等等，之后没有人回复。", "我想换货，不想退款。",
  "希望尽快处理。", "请平台核实。", "孩子已经穿不下这个尺码。", "这是送给长辈的礼物。", "我保存了聊天记录和付款截图。", "2026-11-03 付款，11/8 收到。", "一共花了¥318，包括运费 12 元。",
]; // prettier-ignore
const HEATED = [
  "这家就是骗子公司，专门骗老年人。", "垃圾商家，太不要脸了！", "客服简直是脑残。", "他们就是诈骗，我要去告他们。", "再不退款我就曝光你们，让你们倒闭。", "他妈的，态度真差。",
  "骗*子 商 家！", "客服骂我是傻子。", "我不是说你们是骗子，只想要回我的钱。", "傻b客服", "你们等着，走着瞧。", "这些都是假货，全是假货！", "发了三次都没人理！！！", "为什么不退？？！！",
  "WHY DOES NOBODY ANSWER MY MESSAGES", "页面写着“不退不换”，真无耻。", "客服在朋友圈发了我的照片，无良商家。",
]; // prettier-ignore
const PRIVATE = [
  "店员电话13812345678，一直没人接。", "我的电话 139 0013 9000 可以随时打。", "客服让我报身份证110105198803074521才给办。", "退款请打到卡号6222021000123456781。", "银行卡 6217 0012 3400 0567 899 也可以。",
  "对方要走了验证码 382910。", "账号密码是abc12345，他们也登录过。", "单号 20261103000012345678 对不上。", "订单号13812345679对应的就是这一件。", "付款码 9558801200001234561。", "运费写在SF1234567890123那张面单上。",
  "我把动态密码告诉了客服，583920。", "他的号码是１３７１２３４５６７８。", "前面有\u200b看不见的字。", "颜色写成了\u202e红色\u202c。", "身份证号 330102-19951123-0410 写错了一位。", "密码强度太低，提示我换。",
]; // prettier-ignore
const UNFILLED = ["商品于[日期]收到，{{name}}没有处理。", "XX年XX月在【请填写】购买。", "共付____元，待填。", "（此处填写经过）"];

function description(dice) {
  const length = dice.below(25) === 0 ? 16 + dice.below(10) : 1 + dice.below(7);
  const sentences = Array.from({ length }, () => dice.of(FACTS));
  const add = (list, one) => void (dice.below(one) === 0 && sentences.splice(dice.below(sentences.length + 1), 0, dice.of(list)));
  add(HEATED, 6);
  add(HEATED, 12);
  add(PRIVATE, 8);
  add(PRIVATE, 24);
  add(UNFILLED, 60);
  return sentences.join(dice.below(10) ? "" : "\n");
}

/** A day so many days ago, mostly as the form's input gives it. */
function day(dice, days) {
  const iso = ago(days);
  const [year, month, date] = iso.split("-");
  if (dice.below(8)) return iso;
  return dice.of([
    `${year}/${+month}/${+date}`, `${year}年${+month}月${+date}日`, `${+month}月${+date}日`, `${year}${month}${date}`, `${year}.${+month}.${+date} 14:22`, `${iso} 12:30:45`, wide(iso), `${iso}T23:30:00Z`,
    `下单时间：${iso} 09:15:00`, `${+month}-${+date}`, `${+month}月${+date}号（周三）晚上8点左右`, `${days}天前`, "昨天", "大前天下午", "上个月3号", "去年11月3日", "二〇二六年十一月三日", "十月二十一日", ` ${iso} `, `${year}${month}${date}142201`, `${iso}\u200b`,
  ]); // prettier-ignore
}

function amount(dice, most) {
  const yuan = 1 + dice.below(most);
  const plain = `${yuan}${dice.of(["", ".5", ".00", ".90"])}`;
  if (dice.below(8)) return plain;
  return dice.of([`¥${plain}`, `${plain}元`, wide(plain), `${yuan}元5角`, `${yuan}块5`, `${yuan}元3角2分`, `-${plain}`, "1,240.50", `人民币${yuan}元整`, "0.5万元", yuan, yuan + 0.9, `实付款：￥${plain}`, ` ${plain} `, `￥ ${plain}`]); // prettier-ignore
}

/** Values that a field should not have, and some that are only unusual. */
const WRONG = {
  reason: [undefined, "bad-mood", ""],
  fraudFacts: ["这家骗子公司明知是翻新机却写全新。", "待补充", ""],
  handledElsewhere: ["maybe", ""],
  orderNumber: ["", "123", "NB2026@11030007", "0000000000", "4200002345202611031234567890", "9".repeat(40), "4.2E+27", "20261103000012345 20261104000012345", "订单编号：2026110300001234", "2026 1103 0000 1234复制", "ｎｂ２０２６１１０３", "还没有", "20261103\u200b000012345", "9".repeat(70)], // prettier-ignore
  productName: [undefined, " ", "长".repeat(101), "[商品名称]", "XXX", "待定", "XXXL 卫衣"],
  productSpec: ["长".repeat(120), "【规格】黑色"],
  quantity: ["0", "1000000", "一件半", "×2", "两盒", "十二个", "２", 3, 2.5, "2 件", "很多"],
  unitPrice: ["一百", "12.345", "0", "12,40"],
  paidAmount: [undefined, "一百", "12.345", "0", "0.00", "99999999999999", "1,24", "..5", ["299.00"], true, "-"],
  purchaseDate: [undefined, "", "2026-02-30", "2026-12-01", "上周", "11/31", "0203", "今年13月1日", "2026-11-03T25:00"],
  promisedDate: ["2026-12-05", "12月5日", "双十一", "2226-01-01"],
  receivedDate: ["2026-11-25", "2026-01-02", "还没到", ["2026-11-20"]],
  returnedDate: ["2026-13-01", "昨晚"],
  paymentMethod: ["cash", ["wechat-pay"]],
  transactionId: ["1000012345202611", "4200-0012", "42000012342026110312345678904200001234202611031234567891", "没有"],
  trackingNumber: ["顺丰快递", "SF123", "sf1234567890123", "YT 1234 5678 9012 3", "物流单号:JDVA12345678901-1-1-", "ABCDEFGHIJ", "S".repeat(45)],
  balance: ["剩一半", "1e3"],
  purpose: ["gift", "business"],
  miniProgram: ["长".repeat(61), "（待填）"],
  merchantName: ["", "某某", "____"],
  merchantAddress: ["杭".repeat(201)],
  merchantCode: ["91330100MA2KQ7XY8K", "9133O100MA2KQ7XY8J", "91330100", "91330100MA2KQ7XY8J复制", "91330100ma2kq7xy8j", "代码在首页底部"],
  remedy: [undefined, [], ["everything"], "refund", ["refund", " "], ["refund", "everything"]],
  remedyAmount: ["全额", "0", "100.999"],
  contactName: [undefined, "", "[您的姓名]", "王".repeat(51)],
  contactPhone: [undefined, "1380013800", "138001380000000", "没有", "+86 138 0013 8000", "138-0013-8000", "010-65529988", "0571 8765 4321", "(021)65529988转8001", "65529988", "4008101234", "12315", "138****8000", "13800138000/13900139000", "13800138000转123", "1440012345678", "+852 9123 4567", "0086 13800138000", "１３８００１３８０００", "电话：13800138000", "8610 6552 9988", "8", "012-1234567"], // prettier-ignore
  contactEmail: ["zhou.ning", "zhou@localhost", "zhou@qq.con", "a b@qq.com", "李雷 <lilei@qq.com>", "zhou＠qq.com", "zhou@qq,com", "@qq.com", "zhou@-qq.com", "宁@例子.中国", "zhou@例子.中国", "ZHOU@QQ.COM "], // prettier-ignore
  contactAddress: ["", "市".repeat(201), "请填写"],
};
const WRONG_DATES = ["", "2026-12-09", "不记得", "2026-02-30"];

/** What the log of a complaint looks like, ever further up. */
const COURSES = [
  [],
  [["merchant", "contacted"]],
  [["merchant", "requested-remedy"]],
  [["merchant", "requested-remedy"], ["merchant", "refused"]],
  [["merchant", "contacted"], ["merchant", "requested-remedy"], ["merchant", "replied"]],
  [["merchant", "requested-remedy"], ["merchant", "accepted"]],
  [["merchant", "requested-remedy"], ["in-app", "submitted"]],
  [["merchant", "requested-remedy"], ["merchant", "refused"], ["in-app", "submitted"], ["in-app", "refused"]],
  [["merchant", "refused"], ["wechat-shop", "submitted"], ["wechat-shop", "replied"]],
  [["merchant", "contacted"], ["wechat-feedback", "submitted"], ["wechat-pay", "submitted"]],
  [["merchant", "requested-remedy"], ["in-app", "submitted"], ["12315", "submitted"]],
  [["merchant", "requested-remedy"], ["12315", "submitted"], ["12315", "accepted"]],
  [["merchant", "refused"], ["12315", "submitted"], ["12315", "accepted"], ["12315", "mediation-ended"], ["12315", "replied"]],
  [["merchant", "requested-remedy"], ["consumer-association", "submitted"], ["consumer-association", "mediation-ended"], ["court", "submitted"]],
  [["police", "submitted"], ["police", "accepted"]],
  [["merchant", "requested-remedy"], ["merchant", "accepted"], ["merchant", "resolved"]],
  [["arbitration", "submitted"], ["court", "submitted"], ["court", "refused"]],
  [["merchant", "unreachable"]],
  [["merchant", "requested-remedy"], ["merchant", "replied", "sale-item"]],
  [["merchant", "replied", "opened"], ["merchant", "requested-remedy"], ["merchant", "replied", "ask-platform"]],
  [["merchant", "refused", "fee-deducted"], ["wechat-guarantee", "submitted"], ["wechat-guarantee", "refused"]],
  [["merchant", "contacted"], ["courier", "submitted"], ["in-app", "submitted"], ["in-app", "accepted"], ["12315", "refused"], ["postal", "submitted"]],
  [["merchant", "refused"], ["12315", "submitted"], ["12315", "contacted"], ["12312", "submitted"]],
]; // prettier-ignore

function log(dice) {
  // The first half of the list is what most drafts are at.
  const course = COURSES[dice.below(3) ? dice.below(8) : dice.below(COURSES.length)];
  let days = course.length + dice.below(dice.of([12, 40, 140]));
  return course.map(([channel, action, excuse]) => {
    const step = { date: dice.below(30) ? day(dice, days) : dice.of(WRONG_DATES), channel, action };
    if (excuse !== undefined) step.excuse = dice.below(12) ? excuse : "no-such-excuse";
    if (action === "requested-remedy" && dice.below(3) === 0) step.replyBy = dice.below(9) ? ago(dice.below(20) - 8) : dice.of(["12月5日", "下周", ""]);
    days = dice.below(days + 1);
    if (dice.below(40) === 0) step.channel = dice.of(["", "bank"]);
    if (dice.below(40) === 0) step.action = dice.of(["", "waited"]);
    if (dice.below(4) === 0) step.reference = `TS${digits(dice, 10)}`;
    if (dice.below(4) === 0) step.note = dice.of(FACTS);
    return step;
  });
}

function exhibit(dice, kinds) {
  const kind = dice.of(kinds);
  const piece = { kind: dice.below(40) ? kind.id : dice.of(["", "selfie"]), count: 1 + dice.below(4), shows: dice.below(2) ? kind.good.slice(0, dice.below(4)) : [] };
  if (dice.below(30) === 0) piece.count = dice.of(["两张", "3", 0, 2.7, undefined]);
  if (dice.below(3) === 0) piece.date = dice.below(20) ? day(dice, dice.below(60)) : dice.of(WRONG_DATES);
  if (dice.below(4) === 0) piece.title = "与客服的对话";
  if (dice.below(5) === 0) piece.note = dice.of(FACTS);
  if (dice.below(4) === 0) piece.file = { name: `IMG_${digits(dice, 4)}.jpg`, size: 1000 + dice.below(1e6), type: "image/jpeg" };
  return piece;
}

/** One draft; its keys in the form's order, as the form keeps them. */
function draft(dice, { fields, reasons, remedies, evidence }) {
  const maybe = (percent, value) => (dice.below(100) < percent ? value() : undefined);
  const bought = 1 + dice.below(dice.of([20, 60, 110, 1200]));
  const paid = 20 + dice.below(3000);
  const choice = (id) => dice.of(fields.get(id).options);
  const draft = {
    reason: dice.of(reasons),
    description: dice.below(16) ? description(dice) : dice.of([undefined, "", " ", "没发货", "待补充", dice.of(PRIVATE)]),
    fraudFacts: maybe(10, () => dice.of(["客服书面承认是翻新机，页面却写全新。", "检测报告显示含绒量 40%，吊牌写 90%。", description(dice)])),
    orderKind: maybe(35, () => choice("orderKind")),
    endedBy: maybe(25, () => choice("endedBy")),
    payer: maybe(6, () => choice("payer")),
    promiseWords: maybe(8, () => dice.of(["晚发必赔", "假一赔十"])),
    promiseAmount: maybe(6, () => amount(dice, 400)),
    injuryDetail: maybe(4, () => "急性肠胃炎，门诊两次"),
    handledElsewhere: maybe(40, () => (dice.below(6) ? "no" : "yes")),
    orderNumber: maybe(92, () => dice.of(["NB", "QH", "", ""]) + digits(dice, 8 + dice.below(12))),
    productName: dice.of(GOODS),
    productSpec: maybe(40, () => dice.of(["黑色，256 GB", "175/96A", "四把装", "周卡"])),
    quantity: maybe(50, () => String(1 + dice.below(4))),
    unitPrice: maybe(40, () => amount(dice, 800)),
    paidAmount: maybe(92, () => amount(dice, paid)),
    purchaseDate: day(dice, bought),
    promisedDate: maybe(35, () => day(dice, Math.max(0, bought - 1 - dice.below(30)))),
    receivedDate: maybe(50, () => day(dice, dice.below(bought + 1))),
    returnedDate: maybe(12, () => day(dice, dice.below(20))),
    paymentMethod: maybe(60, () => choice("paymentMethod")),
    transactionId: maybe(40, () => `4200${digits(dice, 24)}`),
    trackingNumber: maybe(40, () => dice.of(["SF", "YT", "JT", "78"]) + digits(dice, 13)),
    balance: maybe(8, () => amount(dice, paid)),
    depositAmount: maybe(20, () => amount(dice, paid)),
    totalPrice: maybe(15, () => amount(dice, 4 * paid)),
    usedAmount: maybe(15, () => amount(dice, paid)),
    bonusAmount: maybe(4, () => amount(dice, 200)),
    chargeCount: maybe(6, () => String(1 + dice.below(9))),
    purpose: maybe(40, () => "living"),
    miniProgram: maybe(70, () => dice.of(["云上优选", "小满书店", "鲜到家", "Lumi 官方商城"])),
    shopKind: maybe(50, () => choice("shopKind")),
    merchantName: maybe(60, () => dice.of(COMPANIES)),
    merchantAddress: maybe(45, () => dice.of(ADDRESSES)),
    merchantCode: maybe(30, () => dice.of(CODES)),
    remedy: [...new Set(Array.from({ length: 1 + dice.below(3) }, () => dice.of(dice.below(2) ? ["refund", "return", "deliver"] : remedies)))],
    remedyAmount: maybe(45, () => amount(dice, paid)),
    transportCost: maybe(12, () => amount(dice, 30)),
    losses: maybe(10, () => amount(dice, 400)),
    lossDetail: maybe(12, () => dice.of(["挂号费 50 元、药费 100 元，有票据", "另订一间房多付的差价"])),
    remedyDetail: maybe(15, () => dice.of(["请书面说明原因。", "删除我的手机号和地址", "请在 11月30日 前答复；", dice.of(HEATED)])),
    contactName: dice.of(NAMES),
    contactPhone: `1${dice.of(["38", "39", "50", "77", "86"])}${digits(dice, 8)}`,
    contactEmail: maybe(60, () => `${dice.of(["zhou.ning", "lin_xt", "a+b"])}@${dice.of(["example.com", "qq.com", "mail.example.com.cn"])}`),
    contactAddress: maybe(50, () => dice.of(ADDRESSES)),
  };
  for (const [field, values] of Object.entries(WRONG)) if (dice.below(25) === 0) draft[field] = dice.of(values);
  if (dice.below(50) === 0) draft.wechatId = "zn_2026";
  draft.evidence = Array.from({ length: dice.below(7) }, () => exhibit(dice, evidence));
  draft.log = log(dice);
  return draft;
}

/** As many drafts, the same in every run. */
export function drafts(count, tousu, seed = 7) {
  const form = tousu.form({ locale: "zh-CN" });
  const from = {
    fields: new Map(form.sections.flatMap((section) => section.fields).map(({ id, options }) => [id, { options: options?.map((option) => option.id) }])),
    reasons: form.reasons.map(({ id }) => id),
    remedies: form.remedies.map(({ id }) => id),
    evidence: form.evidence.map(({ id, good }) => ({ id, good: good.map((criterion) => criterion.id) })),
  };
  const dice = random(seed);
  return Array.from({ length: count }, () => draft(dice, from));
}
