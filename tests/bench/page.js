/** Runs in the browser, bundled with a contender for cold starts, and with all of them for the table. */

import { CHANNEL, drafts, LIMIT, random, TODAY } from "./work.js";
import { plain } from "./peers/plain.js";
import { valibot } from "./peers/valibot.js";
import { zod } from "./peers/zod.js";

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

/**
 * Times the cases in random order, round by round, each round a batch of calls on ever other drafts.
 * @returns {Record<string, {median: number, low: number, high: number}>} microseconds a call, with the quartiles
 */
export function table(tousu, border, know, { rounds, batch }) {
  const pool = drafts(256, tousu, 11);
  // Others are told missing values by a missing key, as tousu is.
  const pastes = pool.map((draft) => `订单编号：${draft.orderNumber ?? ""}\n下单时间：${draft.purchaseDate ?? ""} 12:30:45\n实付款：￥${draft.paidAmount ?? ""}\n商品：${draft.productName ?? ""}\n收货人：${draft.contactName ?? ""} ${draft.contactPhone ?? ""}`);
  const options = { today: TODAY };
  const brief = { today: TODAY, document: "brief", channel: CHANNEL, limit: LIMIT };
  const letter = { today: TODAY, document: "letter", channel: "12315" };
  const answers = { zod: zod(know), valibot: valibot(know), plain: plain(know) };
  const cases = {
    "tousu: assess": (draft) => tousu.assess(draft, options),
    "tousu: assess + brief": (draft) => [tousu.assess(draft, options), tousu.compose(draft, brief)],
    "tousu: compose letter": (draft) => tousu.compose(draft, letter),
    "tousu: recognize": (_, at) => tousu.recognize(pastes[at], options),
    "tousu: border inwards only": (draft) => border.flat(draft, border.DRAFT),
    "zod + Handlebars": (draft) => answers.zod(draft, brief),
    "valibot + template literals": (draft) => answers.valibot(draft, brief),
    "plain JavaScript": (draft) => answers.plain(draft, brief),
  };
  const times = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
  const dice = random(3);
  for (let round = -3; round < rounds; round++) {
    const names = Object.keys(cases);
    for (let left = names.length; left > 0; left--) {
      const [name] = names.splice(dice.below(left), 1);
      const task = cases[name];
      const started = performance.now();
      for (let n = 0; n < batch; n++) {
        const at = (round * batch + n) & 255;
        task(pool[at], at);
      }
      // The first rounds warm it up.
      if (round >= 0) times[name].push(((performance.now() - started) * 1000) / batch);
    }
  }
  return Object.fromEntries(
    Object.entries(times).map(([name, all]) => {
      const sorted = [...all].sort((a, b) => a - b);
      return [name, { median: median(all), low: sorted[sorted.length >> 2], high: sorted[(sorted.length * 3) >> 2] }];
    }),
  );
}

/** Milliseconds for texts and lists of growing length, the least of a few runs. */
export function growth(tousu) {
  const least = (task) => {
    let best = Infinity;
    for (let run = 0; run < 5; run++) {
      const started = performance.now();
      task();
      best = Math.min(best, performance.now() - started);
    }
    return best;
  };
  const options = { today: TODAY };
  const sentence = "11月3日下单，商家说48小时内发货，到今天没有发货，客服不回复。";
  // First letters of words that tone, privacy and story look for, and what begins like an identifier.
  const texts = {
    "a story": sentence,
    "beginnings of words": "骗死垃傻滚诈威曝媒起诉没有不是验密卡号",
    "digits": "1380013800 6222021234567890123 ",
    "blanks and stars": "骗 * 子 ",
    "one character": "骗",
    "marks": "！！！？？？",
  };
  const sizes = [1_000, 4_000, 16_000, 64_000, 256_000];
  const rows = Object.entries(texts).map(([what, piece]) => {
    const at = (size) => piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
    return {
      what: `assess, description: ${what}`,
      times: sizes.map((size) => [size, least(() => tousu.assess({ reason: "quality", description: at(size) }, options))]),
    };
  });
  rows.push({ what: "compose letter, description: a story", times: sizes.map((size) => [size, least(() => tousu.compose({ description: sentence.repeat(size / 30).slice(0, size) }, { ...options, document: "letter", channel: "12315" }))]) });
  for (const [what, piece] of [["an order", "订单编号：NB20261103000712\n实付款：￥129.00\n"], ["beginnings of labels", "订下实付收联商"], ["digits", "1380013800 "], ["one line", "订单编号 "]]) {
    rows.push({ what: `recognize: ${what}`, times: sizes.map((size) => [size, least(() => tousu.recognize(piece.repeat(Math.ceil(size / piece.length)).slice(0, size), options))]) });
  }
  const counts = [10, 50, 100, 250, 500];
  const kinds = tousu.form().evidence.map(({ id }) => id);
  const pieces = (count) => Array.from({ length: count }, (_, n) => ({ kind: kinds[n % kinds.length], count: 2, note: "截图" }));
  const steps = (count) => Array.from({ length: count }, (_, n) => ({ date: `2026-11-${String(1 + (n % 20)).padStart(2, "0")}`, channel: "merchant", action: "contacted" }));
  rows.push({ what: "assess, exhibits", times: counts.map((count) => [count, least(() => tousu.assess({ reason: "quality", evidence: pieces(count) }, options))]) });
  rows.push({ what: "compose letter, exhibits", times: counts.map((count) => [count, least(() => tousu.compose({ evidence: pieces(count) }, { ...options, document: "letter", channel: "12315" }))]) });
  rows.push({ what: "assess, log steps", times: counts.map((count) => [count, least(() => tousu.assess({ reason: "quality", log: steps(count) }, options))]) });
  const codes = (draft) => tousu.assess(draft, options).issues.map(({ code }) => code).filter((code) => code.startsWith("limit."));
  const beyond = [
    ["500,000 characters", { description: "长".repeat(500_000) }],
    ["10,000 exhibits", { evidence: pieces(10_000) }],
    ["10,000 log steps", { log: steps(10_000) }],
    ["10^6 exhibits", { evidence: new Array(1_000_000).fill({ kind: "chat-record" }) }],
  ].map(([what, draft]) => ({ what, codes: codes(draft), time: least(() => tousu.assess(draft, options)) }));
  return { rows, beyond };
}

/** As many mixed calls, and what they leave of the module's memory. */
export function soak(tousu, calls) {
  const pool = drafts(1024, tousu, 5);
  const options = { today: TODAY };
  const documents = tousu.form().documents.map(({ id }) => id);
  for (let n = 0; n < calls; n++) {
    const draft = pool[n & 1023];
    switch (n % 5) {
      case 0:
        tousu.compose(draft, { today: TODAY, document: documents[n % documents.length], format: n % 2 ? "html" : "markdown", locale: n % 3 ? "zh-CN" : "en" });
        break;
      case 1:
        tousu.recognize(draft.description ?? "", options);
        break;
      case 2:
        if (n % 1000 === 2) tousu.form({ locale: "en" });
        tousu.calendar(draft, options);
        break;
      default:
        tousu.assess(draft, n % 2 ? options : { today: TODAY, locale: "en" });
    }
  }
}
