/** Order pages as phones show them, drawn from a seed, with the fields that stand on each: what reading pictures is measured by. */

const LATIN = "ABCDEFGHJKLMNPQRSTUVWXYZ";
const SHOPS = ["青禾良品", "小满家居", "山月茶铺", "果然鲜生", "云朵童装", "拾光书店", "木棉花艺", "海岸数码"];
const COMPANIES = ["杭州青禾商贸有限公司", "上海小满家居有限公司", "厦门山月茶业有限公司", "成都果然鲜生科技有限公司", "广州云朵服饰有限公司", "南京拾光文化传播有限公司"];
const GOODS = ["双面羊毛呢大衣", "儿童书包", "无线蓝牙耳机", "手冲咖啡壶套装", "正山小种红茶礼盒", "实木餐桌", "扫地机器人", "阳澄湖大闸蟹", "防晒衣女款", "电动牙刷", "保温杯", "四件套纯棉"];
const PEOPLE = ["林小彤", "张伟", "王雅琴", "陈志远", "李思雨", "赵建国", "周梦洁", "吴浩然"];
const PLACES = ["上海市浦东新区张杨路500号", "浙江省杭州市西湖区文三路478号", "广东省深圳市南山区科技园路18号", "北京市朝阳区建国路93号", "四川省成都市武侯区人民南路66号"];
const STATES = ["待发货", "待收货", "交易成功", "已付款"];
const COURIERS = [["顺丰速运", "SF"], ["圆通速递", "YT"], ["中通快递", "ZT"], ["京东快递", "JD"]];

/** Numbers from a seed, the same on every machine. @param {number} seed */
function randomFrom(seed) {
  let state = (seed * 2654435761 + 97) >>> 0;
  const below = (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
  return { below, one: (list) => list[below(list.length)], digits: (count) => Array.from({ length: count }, () => below(10)).join("") };
}

const two = (number) => String(number).padStart(2, "0");

/**
 * @typedef {{text: string, x: number, y: number, size: number, colour: string, align?: CanvasTextAlign, bold?: boolean}} Word in points
 * @typedef {{width: number, height: number, scale: number, dark: boolean, format: string, font: string, boxes: number[][], words: Word[], fields: Record<string, string>, kind: string}} OrderPage
 */

/** A page of the set. @param {number} seed @returns {OrderPage} */
export function orderPage(seed) {
  const { below, one, digits } = randomFrom(seed + 1);
  const dark = seed % 7 === 5;
  const [ink, grey, ground] = dark ? ["#e8e8e8", "#8a8a8a", "#191919"] : ["#111", "#888", "#fff"];
  const page = { width: one([360, 375, 390, 412]), height: 700, scale: one([2, 3]), dark, format: one(["image/png", "image/jpeg"]), font: one(["Noto Sans CJK SC", "Noto Sans CJK SC", "Noto Serif CJK SC"]), boxes: [], words: [], fields: {}, kind: "" };
  const { width } = page;
  const word = (text, x, y, size = 14, more = {}) => page.words.push({ text, x, y, size, colour: ink, ...more });
  const box = (y, height, colour = ground) => page.boxes.push([12, y, width - 24, height, colour]);

  const month = 9 + below(3);
  const day = 1 + below(28);
  const time = `${two(8 + below(14))}:${two(below(60))}:${two(below(60))}`;
  const date = `2026-${two(month)}-${two(day)}`;
  const price = `${19 + below(980)}.${one(["00", "90", "50", "99", "80"])}`;
  const quantity = 1 + below(3);
  const order = `${one(["", one(LATIN.split("")) + one(LATIN.split(""))])}2026${two(month)}${two(day)}${digits(8)}`;
  const [shop, company, goods, person, place] = [one(SHOPS), one(COMPANIES), one(GOODS), one(PEOPLE), one(PLACES)];
  const phone = `1${one(["38", "39", "58", "86", "77"])}${digits(8)}`;
  const transaction = `42000028${digits(2)}2026${two(month)}${two(day)}${digits(10)}`;

  word(`${9 + below(10)}:${two(below(60))}`, 24, 22, 13, { bold: true });
  word(`${20 + below(80)}%`, width - 24, 22, 12, { align: "right" });
  const rows = (from, lines, colon = false) => {
    let y = from;
    for (const [label, value, colour] of lines) {
      word(label + (colon ? "：" : ""), 26, y, 14, { colour: grey });
      if (colon) word(value, 26 + 14 * (label.length + 1) + 2, y, 14, colour && { colour });
      else word(value, width - 26, y, 14, { align: "right", ...(colour && { colour }) });
      y += 32;
    }
    return y;
  };

  switch (seed % 5) {
    case 0: {
      page.kind = "order-detail";
      word("订单详情", width / 2, 56, 17, { align: "center", bold: true });
      box(76, 430);
      rows(110, [["小程序", shop], ["商品名称", goods], ["订单编号", order], ["下单时间", `${date} ${time}`], ["支付方式", "微信支付"], ["数量", String(quantity)], ["实付款", `¥${price}`, "#e4393c"], ["收货人", person], ["手机号码", phone], ["收货地址", place.slice(0, 17)]]);
      page.fields = { miniProgram: shop, productName: goods, orderNumber: order, purchaseDate: date, quantity: String(quantity), paidAmount: price, contactName: person, contactPhone: phone };
      break;
    }
    case 1: {
      page.kind = "payment-proof";
      page.boxes.push([0, 40, width, 660, ground]);
      word(company, width / 2, 110, 16, { align: "center" });
      word(`-${price}`, width / 2, 156, 34, { align: "center", bold: true });
      rows(220, [["当前状态", "支付成功"], ["支付时间", `2026年${month}月${day}日 ${time}`], ["商品", goods], ["商户全称", company], ["收单机构", "财付通支付科技有限公司"], ["支付方式", "零钱"], ["交易单号", transaction], ["商户单号", order]]);
      word("账单服务", 26, 520, 14, { colour: grey });
      page.fields = { purchaseDate: date, productName: goods, merchantName: company, transactionId: transaction, orderNumber: order };
      break;
    }
    case 2: {
      page.kind = "order-detail";
      word(one(STATES), 30, 70, 20, { bold: true });
      box(96, 78);
      word(`${person}  ${phone}`, 30, 124, 15, { bold: true });
      word(place, 30, 152, 13, { colour: grey });
      box(186, 190);
      word(shop, 30, 214, 14, { bold: true });
      page.boxes.push([30, 230, 72, 72, one(["#c9d8e6", "#e6d3c9", "#d5e6c9"])]);
      word(goods, 114, 248, 14);
      word("默认规格", 114, 270, 12, { colour: grey });
      word(`¥${price}`, width - 30, 248, 14, { align: "right" });
      word(`x${quantity}`, width - 30, 270, 12, { align: "right", colour: grey });
      word("实付款", 30, 346, 14);
      word(`¥${price}`, width - 30, 346, 16, { align: "right", colour: "#e4393c", bold: true });
      box(388, 130);
      rows(420, [["订单编号", order], ["下单时间", `${date} ${time}`], ["配送方式", "快递"]]);
      page.fields = { orderNumber: order, purchaseDate: date, paidAmount: price, contactPhone: phone };
      break;
    }
    case 3: {
      page.kind = "order-detail";
      word("我的订单", width / 2, 56, 17, { align: "center", bold: true });
      box(76, 380);
      rows(112, [["订单号", order], ["店铺名称", shop], ["商品", goods], ["数量", `${quantity}件`], ["实付金额", `${price}元`], ["支付时间", `${date} ${time}`], ["收货人", `${person} ${phone}`], ["收货地址", place]], true);
      page.fields = { orderNumber: order, productName: goods, quantity: String(quantity), paidAmount: price, purchaseDate: date, contactPhone: phone };
      break;
    }
    default: {
      page.kind = "logistics-trace";
      const [courier, prefix] = one(COURIERS);
      const tracking = `${prefix}${digits(13)}`;
      word("物流详情", width / 2, 56, 17, { align: "center", bold: true });
      box(76, 96);
      rows(108, [["物流公司", courier], ["运单号", tracking]]);
      box(184, 280);
      ["已签收，签收人：本人", "派送中，快递员正在派件", "到达转运中心", "已揽收"].forEach((line, index) => {
        word(line, 60, 216 + index * 62, 14, index > 0 ? { colour: grey } : {});
        word(`${date} ${time}`, 60, 238 + index * 62, 12, { colour: grey });
      });
      page.fields = { trackingNumber: tracking };
    }
  }
  return page;
}

/** Draws a page; runs in the browser. @param {OrderPage} page @returns {Promise<string>} the picture in Base64 */
export async function drawOrderPage(page) {
  const canvas = document.createElement("canvas");
  canvas.width = page.width * page.scale;
  canvas.height = page.height * page.scale;
  const context = canvas.getContext("2d");
  context.scale(page.scale, page.scale);
  context.fillStyle = page.dark ? "#111" : "#f4f4f4";
  context.fillRect(0, 0, page.width, page.height);
  for (const [x, y, width, height, colour] of page.boxes) {
    context.fillStyle = colour;
    context.fillRect(x, y, width, height);
  }
  for (const { text, x, y, size, colour, align = "left", bold } of page.words) {
    context.font = `${bold ? "600 " : ""}${size}px "${page.font}", sans-serif`;
    context.fillStyle = colour;
    context.textAlign = align;
    context.fillText(text, x, y);
  }
  const blob = await new Promise((done) => canvas.toBlob(done, page.format, 0.85));
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** Reads a picture with the page's own reader; runs in the browser. @returns {Promise<import("../../www/files/ocr/picture-reader.ts").PictureText>} */
export async function readInPage({ script, picture, type }) {
  const { readPicture } = await import(script);
  const bytes = Uint8Array.from(atob(picture), (character) => character.charCodeAt(0));
  return readPicture(new Blob([bytes], { type }), { signal: new AbortController().signal, onProgress() {} });
}

const bare = (text) => String(text ?? "").replace(/\s/g, "");

/**
 * Compares what was recognised with what stands on the page; blanks do not count.
 * @param {OrderPage["fields"]} wanted @param {Pick<import("../../www/pkg/index.js").Recognition, "fields" | "spans">} found
 */
export function compare(wanted, { fields, spans }) {
  const names = Object.keys(wanted);
  const right = names.filter((name) => bare(fields[name]) === bare(wanted[name]));
  return { right, missed: names.filter((name) => !right.includes(name)), certain: spans.filter(({ confidence }) => confidence === "certain").map(({ field }) => field) };
}
