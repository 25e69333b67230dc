/**
 * A whole other platform in another country: something bought from a web shop by a consumer in Ireland, under the law of the
 * European Union, in euros. Nothing but data, given to `new Tousu(additions)`; tests/node/platform.test.mjs holds it to that.
 *
 * The directives bind traders by way of the national laws that transpose them (in Ireland the Consumer Rights Act 2022), and the
 * letters say so. An example of how to do it, which nobody keeps up to date: whoever takes it over checks the law anew.
 */

const text = (zh, en) => ({ zh, en });
const CHECKED = "2026-11-24";

/** Fields that stand in a section, with what each has beyond its label. */
const fields = (section, list) => list.map(([id, kind, zh, en, more]) => ({ id, section, kind, label: text(zh, en), ...more }));

export default {
  version: "eu-web-shop 2026-11-24",

  // All that the built-in catalogue knows of the other platform and its country is left out: whole lists here, single entries
  // by their ids. What stays: the criteria of good evidence, the words for issues, steps and grades, and what harms a complaint.
  without: [
    "section", "field", "reason", "evidence", "channel", "remedy", "deadline", "claim", "law", "article", "prevention", "document",
    "excuse", "question", "holiday", "cue", "button", "table", "hint", "topic",
  ],

  section: [
    { id: "story", label: text("发生了什么", "What happened") },
    { id: "order", label: text("订单", "The order") },
    { id: "trader", label: text("卖家", "The trader") },
    { id: "demand", label: text("你的要求", "What you ask for") },
    { id: "you", label: text("你的联系方式", "About you") },
  ],

  // `role` is how the checks know a field that they must understand.
  field: [
    ...fields("story", [
      ["reason", "choice", "投诉原因", "Reason", { role: "reason", required: true }],
      ["description", "paragraph", "问题描述", "What happened", { role: "description", required: true, max: 3000,
        hint: text("按时间写，只写事实。", "In order of time; facts only.") }],
    ]),
    ...fields("order", [
      ["orderNumber", "line", "订单号", "Order number", { max: 64, autocomplete: "off" }],
      ["orderDate", "date", "下单日期", "Date of the order", { role: "purchased", required: true }],
      ["productName", "line", "商品名称", "Goods", { required: true, max: 100 }],
      ["paidAmount", "money", "实付金额（含运费）", "Paid, delivery included", { role: "paid", required: true, example: text("94.85", "94.85") }],
      ["agreedDelivery", "date", "约定的送达日期", "Delivery agreed for", { ahead: true }],
      ["deliveredDate", "date", "收到日期", "Delivered on", { role: "received" }],
      ["furtherTime", "date", "你另外给的期限", "Further time that you gave", { ahead: true,
        hint: text("商品没有按时送到时，你要求卖家最迟哪天送到。", "Where the goods did not come in time: the day by which you told the trader to deliver.") }],
      ["withdrawnOn", "date", "告知撤回的日期", "Told of the withdrawal on", {
        hint: text("你告诉卖家撤回合同的那一天。", "The day on which you told the trader that you withdraw from the contract.") }],
      ["sentBackOn", "date", "寄回日期", "Goods sent back on", {}],
    ]),
    ...fields("trader", [
      ["webShop", "line", "网店", "Web shop", { required: true, max: 100, example: text("shop.example", "shop.example") }],
      ["traderName", "line", "卖家名称", "Trader’s name", { max: 100 }],
      ["traderAddress", "line", "卖家地址", "Trader’s address", { max: 200 }],
      ["traderSeat", "choice", "卖家所在地", "Where the trader is", { option: [
        { id: "ireland", label: text("爱尔兰", "Ireland") },
        { id: "denmark", label: text("丹麦", "Denmark") },
        { id: "union", label: text("欧盟其他成员国", "Another member state of the EU") },
        { id: "iceland-norway", label: text("冰岛或挪威", "Iceland or Norway") },
        { id: "elsewhere", label: text("其他国家", "Elsewhere") },
      ] }],
    ]),
    ...fields("demand", [
      ["remedy", "choices", "投诉要求", "I ask for", { role: "remedy", required: true }],
      ["remedyAmount", "money", "要求金额", "Amount asked for", { role: "remedy-amount" }],
    ]),
    ...fields("you", [
      ["name", "line", "姓名", "Name", { required: true, contact: true, max: 80, autocomplete: "name" }],
      ["email", "email", "电子邮箱", "E-mail", { required: true, contact: true, input_mode: "email", autocomplete: "email" }],
      // Of kind `phone` are the numbers of mainland China.
      ["telephone", "line", "电话", "Telephone", { contact: true, max: 24, input_mode: "tel", autocomplete: "tel" }],
      ["address", "line", "地址", "Address", { contact: true, max: 200, autocomplete: "street-address" }],
    ]),
  ],

  reason: [
    {
      id: "withdrawal", label: text("已撤回合同，没有退款", "Withdrew from the contract, not refunded"),
      hint: text("收到后十四日内可以撤回，不必说明理由。", "Within 14 days of delivery, without giving a reason."),
      essential: ["order-confirmation", "withdrawal-notice"], strong: ["proof-of-return", "payment-record"], helpful: ["correspondence"],
      remedies: ["refund"], expects: ["withdrawnOn", "deliveredDate"],
      caution: [text(
        "定做的、易腐的、密封拆开后因卫生不宜退回的商品等没有撤回权（指令第十六条）。",
        "There is no right of withdrawal for goods made to order, perishable goods, goods sealed for hygiene and unsealed, and some more (Article 16 of the directive).")],
      argument: [
        { text: text("商品于{deliveredDate}送达。", "The goods were delivered on {deliveredDate}.") },
        { text: text("{me}于{withdrawnOn}告知{you}撤回合同[，并于{sentBackOn}寄回商品]。收到商品后十四日内可以撤回（{1}），{you}应当退还已付的全部款项（{2}）。",
          "On {withdrawnOn} {me} told {you} of the withdrawal from the contract[ and sent the goods back on {sentBackOn}]. It is open for 14 days after delivery ({1}), and {you} must reimburse all payments ({2})."),
          articles: ["2011/83 9", "2011/83 13"] },
      ],
    },
    {
      id: "not-delivered", label: text("没有按时送到", "Not delivered in time"),
      hint: text("没有另外约定的，应在下单后三十日内送到。", "Unless agreed otherwise, within 30 days of the order."),
      essential: ["order-confirmation"], strong: ["payment-record", "correspondence"], helpful: ["shop-page"],
      remedies: ["deliver", "refund"], expects: ["furtherTime"],
      argument: [
        { text: text("约定的送达日期是{agreedDelivery}。", "Delivery was agreed for {agreedDelivery}.") },
        { text: text("{me}要求最迟于{furtherTime}送达；在适当的宽限期内仍不交付的，可以解除合同（{1}）。",
          "{me} asked for delivery by {furtherTime} at the latest; where that further time passes too, the contract may be terminated ({1})."),
          articles: ["2011/83 18"] },
      ],
    },
    {
      id: "not-conforming", label: text("商品与合同不符", "The goods are not as agreed"),
      hint: text("有缺陷、不是描述的那样、缺件、不能用。", "Faulty, not as described, incomplete, unfit for use."),
      essential: ["order-confirmation", "photos"], strong: ["shop-page", "correspondence"], helpful: ["payment-record"],
      remedies: ["repair-or-replace", "price-reduction", "refund"], expects: ["deliveredDate"],
      argument: [
        { text: text("商品于{deliveredDate}送达。交付时就存在、两年内显出的不符由{you}负责（{1}），{me}可以要求修理或者更换、减价或者解除合同（{2}）。",
          "The goods were delivered on {deliveredDate}. {you} is liable for a lack of conformity that existed then and shows within two years ({1}), by repair or replacement, a lower price or termination ({2})."),
          articles: ["2019/771 10", "2019/771 13"] },
      ],
    },
    {
      id: "other", label: text("其他", "Something else"), hint: text("以上都不是。", "None of these."), fallback: true,
      essential: ["order-confirmation"], strong: ["payment-record", "correspondence"], helpful: ["shop-page", "photos"], remedies: ["refund"],
    },
  ],

  evidence: [
    ["order-confirmation", "订单确认", "Order confirmation",
      "说明你向谁买了什么、多少钱。", "Shows who sold you what, and for how much.",
      "卖家必须用可以保存的方式给你确认，一般是邮件；连同日期和发件人一起保存。", "The trader must give it on a durable medium, usually as an e-mail; keep it with date and sender.",
      "合同及其内容", "the contract and its terms", ["date", "parties", "original"]],
    ["payment-record", "付款记录", "Record of payment",
      "证明付了钱，付给了谁。", "Proves that you paid, and whom.",
      "从银行或支付服务的账单里存下这一笔。", "Save the entry of your bank or payment service.",
      "付款金额、日期和收款方", "amount, date and payee", ["date", "parties"]],
    ["withdrawal-notice", "撤回通知", "Notice of withdrawal",
      "期限内行使了撤回权，由你举证。", "That you withdrew in time is for you to prove.",
      "保存发出的邮件或表格，以及收到确认。", "Keep the e-mail or form that you sent, and the acknowledgement.",
      "撤回的意思和日期", "the withdrawal and its day", ["date", "parties", "original"]],
    ["proof-of-return", "寄回凭证", "Proof of return",
      "在收到商品或者你证明已经寄回之前，卖家可以暂不退款。", "Until the goods are back, or you show that you sent them, the trader may wait with the refund.",
      "保存寄件收据和物流记录。", "Keep the receipt of the carrier and the tracking.",
      "商品已经寄回", "that the goods were sent back", ["date", "original"]],
    ["shop-page", "商品页面", "Page of the shop",
      "商品应当符合页面的描述。", "The goods must match its description.",
      "截图或者打印成文件，看得到网址和日期。", "Take a screenshot or print it to a file, with address and date.",
      "卖家对商品的描述", "what the trader said about the goods", ["date"]],
    ["photos", "照片或视频", "Photographs or film",
      "让没有看到商品的人看到问题。", "Shows the fault to somebody who has not seen the goods.",
      "整体一张，问题处一张，包装和标签一张。", "One of the whole, one of the fault, one of packaging and label.",
      "商品的状况", "the state of the goods", ["date", "original"]],
    ["correspondence", "往来邮件", "Correspondence",
      "看得出你何时提出了什么，对方怎样回答。", "Shows what you asked and when, and what was answered.",
      "按日期保存；电话之后用邮件确认。", "Keep it in order of date; confirm calls by e-mail.",
      "提出的要求和对方的答复", "what was asked for and answered", ["date", "parties"]],
  ].map(([id, zh, en, whyZh, why, howZh, how, provesZh, proves, good]) =>
    ({ id, label: text(zh, en), why: text(whyZh, why), how: text(howZh, how), proves: text(provesZh, proves), good })),

  remedy: [
    { id: "refund", label: text("退款", "Refund"), say: [{ text: text("退还{remedyAmount}", "reimburse {remedyAmount}") }, { text: text("退还已付的全部款项", "reimburse all that I paid"), when: { empty: ["remedyAmount"] } }] },
    { id: "deliver", label: text("交付", "Delivery"), say: [{ text: text("立即交付所订的商品", "deliver the goods ordered without further delay") }] },
    { id: "repair-or-replace", label: text("修理或更换", "Repair or replacement"),
      say: [{ text: text("免费修理或者更换商品", "repair or replace the goods free of charge") }] },
    { id: "price-reduction", label: text("减价", "A lower price"), say: [{ text: text("按差价减少价款[{remedyAmount}]", "reduce the price in proportion[, by {remedyAmount}]") }] },
  ],

  // The ladder: 1 the trader, 2 who carried the payment, 3 a body that mediates, 4 a court.
  channel: [
    {
      id: "trader", tier: 1, label: text("卖家", "The trader"), addressee: text("卖家", "the trader"),
      purpose: text("先书面提出，写明要求和答复日期。", "First in writing, with a demand and a day for the answer."),
      step: [
        text("发到卖家写在网站上的邮箱。", "Send it to the e-mail address that the trader gives on its site."),
        text("保存发出的邮件；没有回音，再发一次并留意期限。", "Keep what you sent; if nothing comes, send it once more and watch the time."),
      ],
      silence: ["refund-after-withdrawal", "trader-answers"], documents: ["letter", "form"],
      confirmed: true, source: "general advice", checked: CHECKED,
    },
    {
      id: "payment-service", tier: 2, label: text("发卡行或支付服务", "Card issuer or payment service"), addressee: text("发卡行或支付服务", "the card issuer or payment service"),
      purpose: text("有的卡组织和支付服务可以撤销付款，按它们自己的规则。", "Some card schemes and payment services reverse a payment, by rules of their own."),
      needs: ["orderNumber"], documents: ["form"],
      step: [
        text("在账单里找到这一笔，问怎样提出异议、期限多久。", "Find the payment and ask how to dispute it, and by when."),
        text("附上给卖家的信和没有结果的证明。", "Attach your letter to the trader and what shows that it led nowhere."),
      ],
      confirmed: false, source: "rules of the scheme or service; they differ", checked: CHECKED,
    },
    {
      id: "ecc", tier: 3, label: text("欧洲消费者中心", "European Consumer Centre"), addressee: text("欧洲消费者中心", "the European Consumer Centre"),
      purpose: text("免费协助跨境纠纷：卖家在另一个成员国、冰岛或挪威。", "Free help across borders: the trader is in another member state, Iceland or Norway."),
      when: { chosen: [{ field: "traderSeat", is: ["denmark", "union", "iceland-norway"] }] },
      needs: ["orderNumber", "traderName"], documents: ["letter", "form"],
      step: [
        text("向你居住国的中心提出，附上全部往来邮件。", "Turn to the centre of the country you live in, with the whole correspondence."),
        text("它与卖家所在国的中心一起联系卖家。", "It approaches the trader together with the centre of the trader’s country."),
      ],
      confirmed: true, source: "European Consumer Centres Network (ECC-Net)", checked: CHECKED,
    },
    {
      id: "adr", tier: 3, label: text("诉讼外争议解决机构", "Alternative dispute resolution body"), addressee: text("争议解决机构", "the dispute resolution body"),
      purpose: text("卖家参加了这样的机构时可以选。", "Where the trader takes part in such a body."),
      needs: ["orderNumber", "traderName"], documents: ["letter", "form"],
      step: [text(
        "看卖家的网站和条款里写明的机构；欧盟的在线争议解决平台已于2025年7月20日停止。",
        "See which body the trader names on its site and in its terms; the EU’s own online platform ended on 20 July 2025.")],
      confirmed: true, source: "Directive 2013/11/EU; Regulation (EU) 2024/3228", checked: CHECKED,
    },
    {
      id: "small-claims", tier: 4, label: text("欧洲小额诉讼程序", "European Small Claims Procedure"), addressee: text("有管辖权的法院", "the court that has jurisdiction"),
      purpose: text("跨境、不超过5000欧元的请求；卖家在丹麦的不适用。", "For claims across borders of up to EUR 5,000; not where the trader is in Denmark."),
      when: { chosen: [{ field: "traderSeat", is: ["union"] }] },
      needs: ["orderNumber", "traderName", "traderAddress", "address"], documents: ["letter"],
      step: [text("填写表格A，附上证据，递交法院。", "Fill in Form A, attach the evidence and lodge it with the court.")],
      confirmed: true, source: "Regulation (EC) No 861/2007 as amended by Regulation (EU) 2015/2421", checked: CHECKED,
    },
    {
      id: "court", tier: 4, label: text("本国法院", "A court at home"), addressee: text("有管辖权的法院", "the court that has jurisdiction"),
      purpose: text("其他途径都没有结果时。", "When nothing else has helped."),
      needs: ["traderName", "traderAddress", "address"], documents: ["letter"],
      step: [text("先了解小额程序、费用和时效。", "Ask about small-claims rules, fees and time limits first.")],
      confirmed: false, source: "national law", checked: CHECKED,
    },
  ],

  deadline: [
    {
      id: "withdrawal-period", label: text("撤回合同", "Withdraw from the contract"), binds: "consumer",
      next: text("在这一天之内把撤回的意思发给卖家，不必说明理由。", "Send the trader a clear statement by this day; no reason is needed."),
      starts: { fields: ["deliveredDate"] }, period: { days: 14 }, when: { empty: ["withdrawnOn"] }, article: "2011/83 9",
      example: [
        { start: "2026-11-06", due: "2026-11-20", shows: "the day of delivery is not counted" },
        { start: "2026-12-11", due: "2026-12-28", shows: "the 14th day is Christmas Day, then come a holiday and a Sunday" },
      ],
    },
    {
      id: "refund-after-withdrawal", label: text("撤回后退款", "Refund after withdrawal"), binds: "other",
      next: text("到期没有退款，再要求一次，然后走下一步。", "If the refund has not come by then, ask once more and take the next step."),
      starts: { fields: ["withdrawnOn"] }, period: { days: 14 }, stops: [{ did: ["resolved"] }], article: "2011/83 13",
      example: [
        { start: "2026-11-12", due: "2026-11-26", shows: "fourteen days" },
        { start: "2026-11-14", due: "2026-11-30", shows: "the 14th day is a Saturday" },
      ],
    },
    {
      id: "delivery", label: text("送达", "Delivery"), binds: "other",
      next: text("过期没有送到，另给一个合理的期限；再不到，可以解除合同。", "If nothing has come, give a reasonable further time; after that you may terminate the contract."),
      starts: { fields: ["orderDate"] }, period: { days: 30 }, when: { empty: ["deliveredDate", "agreedDelivery"] }, stops: [{ did: ["resolved"] }],
      article: "2011/83 18",
      example: [
        { start: "2026-09-01", due: "2026-10-01", shows: "thirty days" },
        { start: "2026-09-26", due: "2026-10-27", shows: "the 30th day is the holiday in October" },
      ],
    },
    {
      id: "presumption", label: text("由卖家证明的一年", "The year in which the seller must prove"), binds: "consumer",
      next: text("在这一天之前显出的问题，推定交付时就有；之后由你证明。", "A fault that shows by this day is presumed to have been there at delivery; later ones are for you to prove."),
      starts: { fields: ["deliveredDate"] }, period: { years: 1 }, when: { reasons: ["not-conforming"] }, article: "2019/771 11",
      example: [
        { start: "2025-03-05", due: "2026-03-05", shows: "one year" },
        { start: "2025-11-28", due: "2026-11-30", shows: "the last day is a Saturday" },
      ],
    },
    {
      id: "trader-answers", label: text("卖家答复", "An answer of the trader"), binds: "nobody",
      next: text("没有答复，走下一步。", "If there is none, take the next step."),
      starts: { log: { at: ["trader"], did: ["contacted", "requested-remedy"] } }, period: { days: 14 },
      stops: [{ at: ["trader"], did: ["accepted", "replied", "refused"] }, { did: ["resolved"] }], source: text("我们的建议", "our advice"),
      example: [
        { start: "2026-11-10", due: "2026-11-24", shows: "fourteen days" },
        { start: "2026-11-15", due: "2026-11-30", shows: "the 14th day is a Sunday" },
      ],
    },
  ],

  claim: [
    {
      id: "refund-all", label: text("退还全部付款", "Reimbursement of all payments"), article: "2011/83 13",
      condition: text(
        "收到后十四日内告知撤回；退还包括标准运费。卖家可以等到收回商品，或者你证明已经寄回。",
        "You told the trader within 14 days of delivery; standard delivery is included. The trader may wait until the goods are back or you show that you sent them."),
      when: { reasons: ["withdrawal"], filled: ["withdrawnOn"] }, amount: { field: "paidAmount" },
    },
    {
      id: "terminate-undelivered", label: text("解除合同并退款", "Termination and reimbursement"), article: "2011/83 18",
      condition: text("没有按时送到，另给的合理期限也过了。", "The goods did not come in time, nor within a further time that was reasonable."),
      when: { reasons: ["not-delivered"], empty: ["deliveredDate"], past: ["furtherTime"] }, amount: { field: "paidAmount" },
    },
    {
      id: "bring-into-conformity", label: text("修理或更换", "Repair or replacement"), article: "2019/771 13",
      condition: text(
        "问题在交付时就有；两种都可行且费用相当的，由你选。", "The fault was there at delivery; the choice is yours unless one is impossible or out of proportion."),
      when: { reasons: ["not-conforming"] }, amount: "none",
    },
  ],

  law: [
    { id: "2011/83", title: text("欧盟消费者权利指令（2011/83/EU）", "Directive 2011/83/EU on consumer rights"), url: "https://eur-lex.europa.eu/eli/dir/2011/83/oj",
      from: "2014-06-13", source: "OJ L 304, 22.11.2011, p. 64; applied from 13 June 2014 (Article 28)", checked: CHECKED },
    { id: "2019/771", title: text("欧盟商品买卖指令（2019/771）", "Directive (EU) 2019/771 on contracts for the sale of goods"), url: "https://eur-lex.europa.eu/eli/dir/2019/771/oj",
      from: "2022-01-01", source: "OJ L 136, 22.5.2019, p. 28; for contracts from 1 January 2022 (Article 24)", checked: CHECKED },
  ],
  article: [
    ["2011/83 9", "远程销售合同的消费者可以自收到商品之日起十四日内撤回合同，不必说明理由。",
      "from a distance contract for goods the consumer may withdraw within 14 days of receiving them, without giving a reason."],
    ["2011/83 13", "撤回后，卖家应在被告知之日起十四日内退还收到的全部付款，包括标准运费；收到商品或者消费者证明已寄回之前，可以暂不退还。",
      "after a withdrawal the trader reimburses all payments, standard delivery included, within 14 days of being told; it may wait until the goods are back or the consumer shows that they were sent."],
    ["2011/83 18", "没有另外约定的，卖家应在合同订立后三十日内交付；没有做到，消费者另给的合理期限也过了的，消费者可以解除合同，卖家应退还付款。",
      "unless agreed otherwise the trader delivers within 30 days of the contract; if it does not, nor within a further reasonable time given by the consumer, the consumer may terminate and is reimbursed."],
    ["2019/771 10", "交付时就存在、两年内显出的不符，由卖家负责。",
      "the seller is liable for a lack of conformity that existed at delivery and shows within two years."],
    ["2019/771 11", "交付后一年内显出的不符，推定交付时就存在，除非证明相反。",
      "a lack of conformity that shows within one year of delivery is presumed to have existed then, unless proved otherwise."],
    ["2019/771 13", "商品不符的，消费者可以要求修理或者更换、按比例减价或者解除合同，各有条件。",
      "for goods not in conformity the consumer is entitled to repair or replacement, to a proportionate reduction of the price, or to termination, each on its conditions."],
  ].map(([id, zh, en]) => ({ id, gist: text(zh, en) })),

  prevention: [
    { id: "who-sells", label: text("下单前看清卖家的名称和地址。", "Before ordering, look for the trader’s name and postal address.") },
    { id: "note-delivery", label: text("签收时记下日期，十四日从那天起算。", "Note the day of delivery: the 14 days count from it."), when: { reasons: ["withdrawal"] } },
  ],

  document: [
    {
      id: "letter", label: text("投诉信", "Letter of complaint"), purpose: text("给卖家，或者给处理纠纷的机构。", "To the trader, or to a body that deals with the dispute."),
      title: text("关于订单{orderNumber}的投诉", "Complaint about order {orderNumber}"),
      needs: ["orderNumber", "name", "email", "productName", "description", "remedy"], reply: { days: 15 },
      cites: 4, address: [{ you: text("卖家", "the trader"), me: text("本人", "I") }],
      part: [
        { id: "to", label: text("收件人", "Recipient"), line: [
          { text: text("致：{traderName}[，{traderAddress}]", "To: {traderName}[, {traderAddress}]"), when: { to: ["trader"] } },
          { text: text("致：{addressee}", "To: {addressee}"), when: { not_to: ["trader"] } },
          { text: text("卖家：{traderName}[，{traderAddress}][（{traderSeat}）]", "The trader: {traderName}[, {traderAddress}][ ({traderSeat})]"), when: { not_to: ["trader"] } },
        ] },
        { id: "facts", label: text("事情经过", "What happened"), line: [
          { text: text("本人[于{orderDate}]在{webShop}购买{productName}[，支付{paidAmount}][，订单号{orderNumber}]。",
            "[On {orderDate} ]I bought {productName} from {webShop}[ for {paidAmount}][, order {orderNumber}].") },
          { label: text("事由", "The matter"), text: text("{reason}", "{reason}") },
          { each: "argument", text: text("{item}", "{item}") },
          { text: text("{description}", "{description}") },
          { each: "overdue", text: text("{item}的最后一日是{due}（{citation}）。", "{item} was due by {due} ({citation}).") },
        ] },
        { id: "demand", label: text("本人要求", "I ask the trader to"), heading: true, line: [
          { each: "remedies", numbered: true, blank: true, text: text("{item}。", "{item}.") },
        ] },
        { id: "law", label: text("依据", "Legal basis"), heading: true, line: [
          { text: text("上述指令经成员国国内法转化后适用，本人援引该国内法。", "These directives apply by way of the national law that transposes them, on which I rely."),
            when: { except: ["other"], filled: ["reason"] } },
        ] },
        { id: "evidence", label: text("附件", "Enclosures"), heading: true, line: [
          { each: "evidence", numbered: true, text: text("{item}[（{date}）][：{note}]", "{item}[ ({date})][: {note}]") },
        ] },
        { id: "log", label: text("往来经过", "So far"), heading: true, when: { not_to: ["trader"] }, line: [
          { each: "log", numbered: true, text: text("{date}，{item}。", "On {date} {item}.") },
        ] },
        { id: "rest", label: text("其他", "Further particulars"), line: [{ each: "rest", text: text("{item}：{value}", "{item}: {value}") }] },
        { id: "sign", label: text("署名", "Signature"), line: [
          { text: text("请最迟于{replyBy}答复。", "Please answer by {replyBy}."), when: { to: ["trader"] } },
          { text: text("{name}", "{name}") },
          { text: text("{email}[，{telephone}][，{address}]", "{email}[, {telephone}][, {address}]") },
          { text: text("{today}", "{today}") },
        ] },
      ],
    },
    {
      id: "form", label: text("一览表", "Summary"), purpose: text("逐行填进网上的表格。", "To fill in an online form line by line."), title: text("网购投诉一览", "Web shop complaint at a glance"),
      needs: ["orderNumber", "productName", "description", "remedy", "name", "email"],
      part: [
        { id: "order", label: text("订单", "The order"),
          line: ["orderNumber", "orderDate", "productName", "paidAmount", "webShop", "traderName", "deliveredDate", "withdrawnOn"].map((field) => ({ field })) },
        { id: "problem", label: text("问题", "The problem"), line: [{ field: "reason" }, { field: "description" }] },
        { id: "demand", label: text("要求", "What I ask for"), line: [{ field: "remedy" }, { field: "remedyAmount" }] },
        { id: "person", label: text("联系人", "Contact"), line: [{ field: "name" }, { field: "email" }] },
      ],
    },
  ],

  // How an amount is written.
  phrase: [{ id: "money", text: text("{amount}欧元", "EUR {grouped}") }],

  // Days on which no period ends (Regulation 1182/71, Article 3(4)): Saturdays, Sundays and the public holidays of Ireland.
  holiday: [{
    year: 2026, source: "Organisation of Working Time Act 1997, Second Schedule; weekends by the calendar", makeup: [],
    off: [
      "2026-01-01", "2026-02-02", "2026-03-17", "2026-04-06", "2026-05-04", "2026-06-01", "2026-08-03", "2026-10-26", "2026-12-25", "2026-12-26",
      "2026-01-03", "2026-01-04", "2026-01-10", "2026-01-11", "2026-01-17", "2026-01-18", "2026-01-24", "2026-01-25", "2026-01-31",
      "2026-02-01", "2026-02-07", "2026-02-08", "2026-02-14", "2026-02-15", "2026-02-21", "2026-02-22", "2026-02-28",
      "2026-03-01", "2026-03-07", "2026-03-08", "2026-03-14", "2026-03-15", "2026-03-21", "2026-03-22", "2026-03-28", "2026-03-29",
      "2026-04-04", "2026-04-05", "2026-04-11", "2026-04-12", "2026-04-18", "2026-04-19", "2026-04-25", "2026-04-26",
      "2026-05-02", "2026-05-03", "2026-05-09", "2026-05-10", "2026-05-16", "2026-05-17", "2026-05-23", "2026-05-24", "2026-05-30", "2026-05-31",
      "2026-06-06", "2026-06-07", "2026-06-13", "2026-06-14", "2026-06-20", "2026-06-21", "2026-06-27", "2026-06-28",
      "2026-07-04", "2026-07-05", "2026-07-11", "2026-07-12", "2026-07-18", "2026-07-19", "2026-07-25", "2026-07-26",
      "2026-08-01", "2026-08-02", "2026-08-08", "2026-08-09", "2026-08-15", "2026-08-16", "2026-08-22", "2026-08-23", "2026-08-29", "2026-08-30",
      "2026-09-05", "2026-09-06", "2026-09-12", "2026-09-13", "2026-09-19", "2026-09-20", "2026-09-26", "2026-09-27",
      "2026-10-03", "2026-10-04", "2026-10-10", "2026-10-11", "2026-10-17", "2026-10-18", "2026-10-24", "2026-10-25", "2026-10-31",
      "2026-11-01", "2026-11-07", "2026-11-08", "2026-11-14", "2026-11-15", "2026-11-21", "2026-11-22", "2026-11-28", "2026-11-29",
      "2026-12-05", "2026-12-06", "2026-12-12", "2026-12-13", "2026-12-19", "2026-12-20", "2026-12-27",
    ],
  }],

  // What pasted order confirmations call things.
  cue: [
    { fields: ["orderNumber"], words: ["order number", "order no", "订单号"] },
    { fields: ["orderDate"], words: ["order date", "ordered on", "下单日期"] },
    { fields: ["deliveredDate"], words: ["delivered on", "delivery date", "收到日期"] },
    { fields: ["paidAmount"], words: ["order total", "amount paid", "实付金额"] },
    { fields: ["email"], words: ["e-mail", "电子邮箱"] },
  ],

  // Words of a description that speak of a reason. Without words of the topics that it treats (`topic`) no advice is given on it.
  hint: [
    { reason: "withdrawal", weight: 3, words: "撤回 撤销合同" },
    { reason: "not-delivered", weight: 3, words: "没送到 没收到 还没到 没有送到 没有收到" },
    { reason: "not-conforming", weight: 3, words: "有缺陷 坏了 与描述不符 不能用 少件" },
  ],
};
