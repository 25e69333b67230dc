/**
 * What five real jobs cost on a phone: taps, typed characters, screens scrolled, controls on each screen.
 *
 *     node tests/tools/jobs.mjs          after ./build.sh; ends with 1 where a job costs more than its limit
 *
 * A tap is whatever a finger does once: a date is two (the day it opens with stands near), picking
 * photos is one to open the system's picker, one for each photo and one to confirm. What is scrolled is counted from the place
 * that a tap needs, in heights of the window.
 */

import { fileURLToPath, pathToFileURL } from "node:url";
import { readFileSync } from "node:fs";
import { open, start } from "../browser/harness.mjs";

const NOW = "2026-11-28T12:00:00+08:00";
const WINDOW = { width: 360, height: 780 };
const PHOTO = readFileSync(fileURLToPath(new URL("../../www/icons/apple.png", import.meta.url)));
/** Taps that the same five jobs took on the page of ten steps, at least and at most. */
const BEFORE = [24, 36];

const ORDER = ["小满家居", "待发货", "商品名称：白鹅绒羽绒服 黑色 L", "实付款 ¥669.00", "订单编号：NB20261103000712 复制", "下单时间：2026-11-03 10:20:33"].join("\n");
const JACKET = ["潮品仓旗舰店", "交易成功", "商品名称：冲锋衣 男款 灰色", "实付款 ¥1299.00", "订单编号：CP20261108990031 复制", "下单时间：2026-11-08 21:02:11", "签收时间：2026-11-12 09:30:00"].join("\n");
const BILL = ["当前状态 支付成功", "支付时间 2026年11月20日 08:00:12", "商品 影音会员自动续费", "商户全称 上海某某网络科技有限公司", "支付方式 零钱", "交易单号 4200002026112012345678901", "商户单号 AR20261120080012", "金额 -25.00"].join("\n");
const CONTACT = { contactName: "周宁", contactPhone: "13912345678" };

/** One person with one finger at the page, and what it costs. */
class Hand {
  constructor(page) {
    this.page = page;
    this.taps = 0;
    this.characters = 0;
    this.scrolled = 0;
    this.screens = [];
  }

  /** Brings a place into the window, and counts how far. */
  async reach(selector) {
    const target = this.page.locator(selector).first();
    await target.waitFor({ state: "visible" });
    const before = await this.page.evaluate(() => scrollY);
    await target.scrollIntoViewIfNeeded();
    this.scrolled += Math.abs((await this.page.evaluate(() => scrollY)) - before) / WINDOW.height;
    return target;
  }

  async tap(selector) {
    const target = await this.reach(selector);
    await target.tap({ force: true });
    this.taps += 1;
    await this.look();
  }

  async type(field, text) {
    const target = await this.reach(`#tousu-${field}`);
    await target.tap();
    this.taps += 1;
    if ((await target.getAttribute("type")) === "date") {
      await target.fill(text);
      this.taps += 1;
    } else {
      await this.page.keyboard.insertText(text);
      this.characters += [...text].length;
    }
  }

  /** @param {string} text @param {boolean} [all] whether what is only likely is filled in too */
  async paste(text, all = true) {
    await this.page.evaluate((words) => navigator.clipboard.writeText(words), text);
    await this.tap("[data-paste-button]");
    await this.page.waitForFunction(() => document.querySelector("[data-paste-said]")?.textContent !== "");
    if (all && (await this.page.locator("[data-paste-all]").first().isVisible())) await this.tap("[data-paste-all]");
  }

  async photos(count) {
    const files = Array.from({ length: count }, (_, n) => ({ name: `IMG_000${n}.jpg`, mimeType: "image/jpeg", buffer: Buffer.concat([PHOTO, Buffer.from([n])]) }));
    await this.reach("[data-add-files]");
    await this.page.setInputFiles("[data-add-files]", files);
    this.taps += count + 2;
    await this.page.waitForFunction((n) => document.querySelectorAll(".t-exhibit").length === n, count);
  }

  /** Types what the recommended channel still needs. */
  async fillLacking(values) {
    for (;;) {
      const lacking = await this.page.evaluate(() => document.querySelector("tousu-form").assessment.channels.find(({ recommended }) => recommended).missing);
      const field = lacking.find((key) => key in values);
      if (!field) return lacking;
      await this.type(field, values[field]);
    }
  }

  /** Counts the controls of a screen when it comes into view. */
  async look() {
    await this.page.waitForTimeout(450); // a second tap right after a change of screen does nothing
    const { step, controls } = await this.page.evaluate(() => {
      const shown = [...document.querySelectorAll("tousu-form .t-main :is(a, button, input, select, textarea, summary)")];
      return { step: document.querySelector("tousu-form [data-step]").dataset.step, controls: shown.filter((node) => node.checkVisibility()).length };
    });
    if (this.screens.at(-1)?.step === step) return;
    this.screens.push({ step, controls });
    await this.page.evaluate(() => scrollTo(0, 0));
  }
}

/** @type {{[name: string]: {taps: number, characters?: number, screens?: number, run(hand: Hand): Promise<void>}}} */
const JOBS = {
  "late parcel": {
    taps: 15, characters: 60, screens: 8,
    async run(hand) {
      await hand.paste(ORDER);
      await hand.tap("[data-problem=nothing]");
      await hand.tap("[data-key=reason] label:has([value=late-delivery])");
      await hand.tap("[data-key=contacted] label:has([value=contactedSilent])");
      await hand.tap("[data-key=contacted] label:has([value=dayBefore])");
      await hand.type("description", "页面写48小时发货，过了三周还没有发，问客服不回。");
      await hand.tap("[data-key=remedy] label:has([value=refund])");
      await hand.tap("[data-next]");
      await hand.fillLacking(CONTACT);
      await hand.tap("[data-next]");
      await hand.tap("[data-next]");
    },
  },
  "fake jacket, four photos": {
    taps: BEFORE[1] / 2,
    async run(hand) {
      // Only the shop's name is no more than likely, and a refused case goes on without it.
      await hand.paste(JACKET, false);
      await hand.tap("[data-problem=fake]");
      await hand.tap("[data-key=contacted] label:has([value=contactedRefused])");
      await hand.tap("[data-key=contacted] label:has([value=yesterday])");
      await hand.type("description", "吊牌上的防伪码查不到，做工和专柜不一样，客服说不退。");
      await hand.tap("[data-key=remedy] label:has(input)");
      await hand.tap("[data-next]");
      await hand.fillLacking(CONTACT);
      await hand.tap("[data-next]");
      await hand.photos(4);
      await hand.tap("[data-next]");
    },
  },
  "course seller gone": {
    taps: BEFORE[1] / 2,
    async run(hand) {
      await hand.tap("[data-problem=gone]");
      await hand.tap("[data-key=reason] label:has([value=prepaid])");
      await hand.tap("[data-key=contacted] label:has([value=contactedGone])");
      await hand.tap("[data-key=contacted] label:has([value=today])");
      await hand.type("description", "买了48节英语课，上了10节，门店搬空，电话打不通。");
      await hand.tap("[data-key=remedy] label:has([value=refund])");
      await hand.tap("[data-next]");
      await hand.fillLacking({ ...CONTACT, productName: "英语课48节", purchaseDate: "2026-06-01", orderNumber: "KC20260601", merchantName: "杭州某某教育咨询有限公司", merchantAddress: "杭州市西湖区文三路1号", contactAddress: "杭州市西湖区1号" });
      await hand.tap("[data-next]");
      await hand.tap("[data-next]");
    },
  },
  "a parent's auto-renewal": {
    taps: BEFORE[1] / 2,
    async run(hand) {
      await hand.paste(BILL);
      await hand.tap("[data-problem=charged]");
      await hand.tap("[data-key=reason] label:has([value=auto-renewal])");
      await hand.tap("[data-key=contacted] label:has([value=contactedNot])");
      await hand.type("description", "我妈的手机每月自动扣25元，她没有开过会员。");
      await hand.tap("[data-key=remedy] label:has(input)");
      await hand.tap("[data-next]");
      await hand.fillLacking({ ...CONTACT, productName: "影音会员", purchaseDate: "2026-11-20", orderNumber: "AR20261120080012" });
      await hand.tap("[data-next]");
      await hand.tap("[data-next]");
    },
  },
  "12315 silent": {
    taps: BEFORE[1] / 2,
    async run(hand) {
      await hand.tap("[data-filed-before]");
      await hand.tap(".t-filed label:has([value='12315'])");
      await hand.type("filed-day", "2026-11-05");
      await hand.tap("[data-filed-note]");
    },
  },
};

/** Does one job, to the copied text. @returns {Promise<Hand>} */
export async function doJob(site, job) {
  const { page, context } = await open(site.browser, "about:blank", { now: NOW, viewport: WINDOW, permissions: ["clipboard-read", "clipboard-write"] });
  await page.goto(`${site.origin}/`);
  await page.waitForSelector("tousu-form [data-step=start]");
  await page.evaluate(() => document.querySelector("tousu-form").ready);
  const hand = new Hand(page);
  await hand.look();
  await job.run(hand);
  const copy = "[data-copy=chase], [data-copy=all]";
  if (!(await page.locator(copy).first().isVisible())) await hand.tap("[data-write]");
  await page.evaluate(() => navigator.clipboard.writeText(""));
  await hand.tap(copy);
  hand.copied = await page.evaluate(() => navigator.clipboard.readText());
  await context.close();
  return hand;
}

export { JOBS };

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const site = await start();
  try {
    console.log(`${"job".padEnd(26)} taps  typed  screens scrolled  controls on each screen`);
    for (const [name, job] of Object.entries(JOBS)) {
      const hand = await doJob(site, job);
      const over = hand.taps > job.taps || hand.characters > (job.characters ?? Infinity) || hand.scrolled > (job.screens ?? Infinity) || hand.copied === "";
      if (over) process.exitCode = 1;
      const controls = hand.screens.map(({ step, controls }) => `${step} ${controls}`).join(", ");
      console.log(`${name.padEnd(26)} ${String(hand.taps).padStart(4)} ${String(hand.characters).padStart(6)} ${hand.scrolled.toFixed(1).padStart(17)}  ${controls}${over ? "  ← over" : ""}`);
    }
  } finally {
    await site.close();
  }
}
