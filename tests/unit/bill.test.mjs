// Twenty bill files as people have them: which rows are offered, and what is said of those that cannot be read.

import assert from "node:assert/strict";
import { test } from "node:test";
import { strToU8, zipSync } from "fflate";
import "../tools/typescript.mjs";

const { BillError, readBill } = await import("../../www/files/bills/bill.ts");

const WECHAT_HEAD = "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注";
const ORDER = '2026-11-03 14:22:01,商户消费,某某优选,"儿童书包",支出,¥129.00,零钱,支付成功,"4200002891202611038765432109\t","MP20261103000012345\t","/"';
const INCOME = '2026-11-04 09:00:00,微信红包,小李,"/",收入,¥8.88,/,已存入零钱,"1000039501202611040123456789\t","/\t","/"';
const NEUTRAL = '2026-11-05 10:00:00,零钱提现,招商银行(1234),"/",/,¥100.10,招商银行,提现已到账,"207261103100077148235523883175\t","/\t","服务费¥0.10"';
const NOTES = ["微信支付账单明细,,,,,,,,", "微信昵称：[某某],,,,,,,,", "起始时间：[2026-11-01 00:00:00] 终止时间：[2026-11-24 23:59:59],,,,,,,,", "共3笔记录,,,,,,,,", "注：,,,,,,,,", "----------------------微信支付账单明细列表--------------------,,,,,,,,"];
const wechat = (/** @type {string[]} */ ...rows) => `\ufeff${[...NOTES, WECHAT_HEAD, ...rows].join("\r\n")}\r\n`;

/** Alipay writes GB 18030; Node has no encoder, so the bytes of the few characters come from the decoder. @param {string} text */
function gbk(text) {
  const decoder = new TextDecoder("gb18030", { fatal: true });
  gbk.table ??= new Map();
  if (gbk.table.size === 0)
    for (let high = 0x81; high <= 0xfe; high++)
      for (let low = 0x40; low <= 0xfe; low++) {
        if (low === 0x7f) continue;
        const bytes = Uint8Array.of(high, low);
        try {
          const character = decoder.decode(bytes);
          if ([...character].length === 1) gbk.table.set(character, bytes);
        } catch {
          // No character.
        }
      }
  return Buffer.concat([...text].map((character) => (character < "\x80" ? Buffer.from(character) : Buffer.from(gbk.table.get(character) ?? "?"))));
}
/** @type {Map<string, Uint8Array> | undefined} */
gbk.table = undefined;

/** Days since 1899-12-30, as a sheet counts. @param {string} moment */
const serial = (moment) => Date.parse(`${moment.replace(" ", "T")}Z`) / 86_400_000 + 25569;
/** A workbook. A cell is a text, a number, or a moment in an array. @param {(string | number | [string])[][]} rows @param {object} [more] files beside */
function xlsx(rows, more = {}) {
  const shared = [...new Set(rows.flat().filter((cell) => typeof cell === "string"))];
  const escape = (/** @type {string} */ text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const name = (/** @type {number} */ column) => String.fromCharCode(65 + column);
  const cellOf = (/** @type {string | number | [string]} */ cell, /** @type {string} */ at) =>
    Array.isArray(cell) ? `<c r="${at}" s="1"><v>${serial(cell[0])}</v></c>` : typeof cell === "number" ? `<c r="${at}"><v>${cell}</v></c>` : `<c r="${at}" t="s"><v>${shared.indexOf(cell)}</v></c>`;
  const sheet = rows.map((row, index) => `<row r="${index + 1}">${row.map((cell, column) => cellOf(cell, `${name(column)}${index + 1}`)).join("")}</row>`).join("");
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const relationships = "http://schemas.openxmlformats.org/package/2006/relationships";
  const parts = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": `<Relationships xmlns="${relationships}"><Relationship Id="rId1" Type="${rels}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${rels}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${relationships}"><Relationship Id="rId1" Type="${rels}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${rels}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="${rels}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    "xl/styles.xml": `<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy-mm-dd hh:mm:ss"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    "xl/sharedStrings.xml": `<sst xmlns="${main}">${shared.map((text) => `<si><t xml:space="preserve">${escape(text)}</t></si>`).join("")}</sst>`,
    "xl/worksheets/sheet1.xml": `<worksheet xmlns="${main}"><sheetData>${sheet}</sheetData></worksheet>`,
  };
  return zipSync({ ...Object.fromEntries(Object.entries(parts).map(([path, text]) => [path, strToU8(`<?xml version="1.0" encoding="UTF-8"?>${text}`)])), ...more });
}
const HEAD_CELLS = WECHAT_HEAD.split(",");
const sheetRow = (/** @type {any} */ time, /** @type {any} */ amount, direction = "支出") => [time, "商户消费", "某某优选", "儿童书包", direction, amount, "零钱", "支付成功", "4200002891202611038765432109", "MP20261103000012345", "/"];
const sheetNotes = [["微信支付账单明细"], ["微信昵称：[某某]"], ["----------------------微信支付账单明细列表--------------------"]];

const ALIPAY = [
  "------------------------------------------------------------------------------------",
  "导出信息：", "姓名：张某", "支付宝账户：138******78", "起始时间：[2026-11-01 00:00:00]    终止时间：[2026-11-24 23:59:59]",
  "------------------------支付宝（中国）网络技术有限公司  电子客户回单------------------------",
  "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,",
  "2026-11-03 20:11:09,日用百货,某某旗舰店,abc***@taobao.com,儿童书包,支出,129.00,余额宝,交易成功,2026110322001400001400000000\t,T200P0000000000712\t,,",
  "2026-11-08 10:00:00,退款,某某旗舰店,/,退款-儿童书包,不计收支,129.00,余额宝,退款成功,2026110322001400001400000000\t,T200P0000000000712\t,,",
].join("\r\n"); // prettier-ignore
const OLD_ALIPAY = [
  "支付宝交易记录明细查询", "账号:[138******78]", "起始日期:[2026-11-01 00:00:00]    终止日期:[2026-11-24 00:00:00]", "---------------------------------交易记录明细列表------------------------------------",
  "交易号                  ,商家订单号               ,交易创建时间              ,付款时间                ,最近修改时间              ,交易来源地     ,类型              ,交易对方            ,商品名称                ,金额（元）   ,收/支     ,交易状态    ,服务费（元）   ,成功退款（元）  ,备注                  ,资金状态     ,",
  "2026110322001400001400000000 ,T200P712 ,2026-11-03 20:11:05 ,2026-11-03 20:11:09 ,2026-11-03 20:11:09 ,其他 ,即时到账交易 ,某某旗舰店 ,儿童书包 ,129.00 ,支出 ,交易成功 ,0.00 ,0.00 , ,已支出 ,",
  "------------------------------------------------------------------------------------", "共1笔记录", "导出时间:[2026-11-24 10:00:00]    用户:张某",
].join("\n"); // prettier-ignore
const JD = [
  "导出信息：", "京东账号名：jd_abc", "日期区间：2026-11-01 至 2026-11-24", "特别提示：", "",
  "交易时间,商户名称,交易说明,金额,收/付款方式,交易状态,收/支,交易分类,交易订单号,商家订单号,备注",
  "2026-11-03 13:28:32\t,京东平台商户,儿童书包 等多件,129.00(已退款30.00),微信支付,交易成功,支出,网购,100000011234\t,300012345678\t, ,",
].join("\n"); // prettier-ignore
const MEITUAN = "交易创建时间,交易成功时间,交易类型,订单标题,收/支,支付方式,订单金额,实付金额,交易单号,商家单号,备注\n2026-11-03 20:35:13,2026-11-03 20:35:25,支付,某某奶茶（某某店）,支出,美团月付,¥22.30,¥21.17,\"26110311100401670006000394166443\t\",\"0_2204430449361044\t\",/\n";

const PAID = ["2026-11-03 14:22:01", "某某优选", "儿童书包", "¥129.00", "支付成功"];
/** Name, bytes, and rows (time, party, item, amount, status) or the code of the error. @type {[string, BlobPart, string[][] | string][]} */
const BILLS = [
  ["wechat.csv", wechat(ORDER, INCOME, NEUTRAL), [PAID]],
  ["wechat without notes.csv", `${WECHAT_HEAD}\n${ORDER}\n`, [PAID]],
  ["wechat saved by a spreadsheet, tabs.csv", wechat(ORDER).replaceAll('"', "").replaceAll("\t", "").replaceAll(",", "\t"), [PAID]],
  ["wechat, UTF-16.csv", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(wechat(ORDER).slice(1), "utf16le")]), [PAID]],
  ["wechat, quotes and commas.csv", wechat(ORDER.replace('"儿童书包"', '"书包""加厚"", 粉色\n大号"')), [[PAID[0], PAID[1], '书包"加厚", 粉色\n大号', PAID[3], PAID[4]]]],
  ["wechat, only income.csv", wechat(INCOME), []],
  ["wechat, empty.csv", wechat(), []],
  ["alipay.csv", gbk(ALIPAY), [["2026-11-03 20:11:09", "某某旗舰店", "儿童书包", "129.00", "交易成功"]]],
  ["alipay, saved as UTF-8.csv", ALIPAY, [["2026-11-03 20:11:09", "某某旗舰店", "儿童书包", "129.00", "交易成功"]]],
  ["alipay, older.csv", gbk(OLD_ALIPAY), [["2026-11-03 20:11:09", "某某旗舰店", "儿童书包", "129.00", "交易成功"]]],
  ["jd.csv", `\ufeff${JD}`, [["2026-11-03 13:28:32", "京东平台商户", "儿童书包 等多件", "129.00(已退款30.00)", "交易成功"]]],
  ["meituan.csv", MEITUAN, [["2026-11-03 20:35:25", "", "某某奶茶（某某店）", "¥21.17", ""]]],
  ["wechat.xlsx", xlsx([...sheetNotes, HEAD_CELLS, sheetRow(["2026-11-03 14:22:01"], 129), sheetRow(["2026-11-04 09:00:00"], 8.88, "收入")]), [["2026-11-03 14:22:01", "某某优选", "儿童书包", "129", "支付成功"]]],
  ["wechat, texts.xlsx", xlsx([...sheetNotes, HEAD_CELLS, sheetRow("2026-11-03 14:22:01", "¥129.00")]), [PAID]],
  ["no bill.xlsx", xlsx([["姓名", "分数"], ["小李", 3]]), "no-table"],
  ["locked.zip", Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 1, 8]), Buffer.from(zipSync({ "账单.csv": strToU8(wechat(ORDER)) }).subarray(8))]), "locked"],
  ["open.zip", zipSync({ "账单.csv": strToU8(wechat(ORDER)) }), "archive"],
  ["old.xls", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array(600).fill(0)]), "old-excel"],
  ["cut.xlsx", xlsx([HEAD_CELLS, sheetRow("2026-11-03 14:22:01", 129)]).subarray(0, 900), "damaged"],
  ["broken sheet.xlsx", zipSync({ "xl/workbook.xml": strToU8("<workbook><sheets>") }), "damaged"],
  ["photo.jpg", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0]), "no-table"],
  ["nothing.csv", "", "no-table"],
  ["a poem.csv", "床前明月光,疑是地上霜\n举头望明月,低头思故乡\n", "no-table"],
];

for (const [name, bytes, wanted] of BILLS)
  test(name, async () => {
    const result = await readBill(new Blob([bytes])).catch((error) => {
      assert.ok(error instanceof BillError, String(error.stack));
      return /** @type {string} */ (error.code);
    });
    if (typeof result === "string" || typeof wanted === "string") assert.equal(result, wanted);
    else assert.deepEqual(result.map(({ time, party, item, amount, status }) => [time, party, item, amount, status]), wanted);
  });

test("a row is a table of its heading and itself, which reading pasted text takes", async () => {
  const [{ text }] = await readBill(new Blob([wechat(ORDER.replace('"儿童书包"', '"书包""加厚"", 粉色"'))]));
  assert.equal(text, `${WECHAT_HEAD}\n2026-11-03 14:22:01,商户消费,某某优选,"书包""加厚"", 粉色",支出,¥129.00,零钱,支付成功,4200002891202611038765432109,MP20261103000012345,/\n`);
});

test("bounds: files over 20 MB, archives that claim much more, 60,000 lines", async () => {
  await assert.rejects(readBill(new Blob([new Uint8Array(20 * 1024 * 1024 + 1)])), { code: "too-large" });
  const bomb = xlsx([HEAD_CELLS], { "xl/media/zeros.bin": new Uint8Array(130 * 1024 * 1024) });
  await assert.rejects(readBill(new Blob([/** @type {BlobPart} */ (bomb)])), { code: "too-large" });
  const rows = await readBill(new Blob([wechat(...Array(60_000).fill(ORDER))]));
  assert.equal(rows.length, 50_000 - NOTES.length - 1);
});

test("2,000 damaged bills: an answer each", async () => {
  let seed = 5;
  const random = (/** @type {number} */ below) => ((seed = (seed * 1103515245 + 12345) % 2 ** 31), seed % below);
  const files = [Buffer.from(xlsx([...sheetNotes, HEAD_CELLS, sheetRow(["2026-11-03 14:22:01"], 129)])), Buffer.from(wechat(ORDER, INCOME)), gbk(ALIPAY)];
  for (let round = 0; round < 2000; round++) {
    const bytes = Buffer.from(files[round % files.length]);
    for (let change = random(6) + 1; change > 0; change--) bytes[random(bytes.length)] = random(256);
    await readBill(new Blob([bytes.subarray(0, random(4) === 0 ? random(bytes.length) : bytes.length)])).catch((error) => assert.ok(error instanceof BillError, String(error.stack)));
  }
});
