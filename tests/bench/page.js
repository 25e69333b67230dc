/** Runs in the browser: what is timed there. */

import { valibot } from "./peers/valibot.js";
import { plain } from "./peers/plain.js";
import { zod } from "./peers/zod.js";
import { CHANNEL, drafts, LIMIT, random, TODAY } from "./work.js";

const options = { today: TODAY };
const brief = { today: TODAY, document: "brief", channel: CHANNEL, limit: LIMIT };
const letter = { today: TODAY, document: "letter", channel: "12315" };

/** What is asked of each build of the package. */
const CALLS = {
  assess: (tousu, draft) => tousu.assess(draft, options),
  "assess + brief": (tousu, draft) => [tousu.assess(draft, options), tousu.compose(draft, brief)],
  letter: (tousu, draft) => tousu.compose(draft, letter),
  "assess({})": (tousu) => tousu.assess({}, options),
  recognize: (tousu, _, paste) => tousu.recognize(paste, options),
};

/** Pasted order details of a draft. */
const paste = (draft) =>
  `订单编号：${draft.orderNumber ?? ""}\n下单时间：${draft.purchaseDate ?? ""} 12:30:45\n实付款：￥${draft.paidAmount ?? ""}\n商品：${draft.productName ?? ""}\n收货人：${draft.contactName ?? ""} ${draft.contactPhone ?? ""}`;

/**
 * Times all cases in random order, round by round, each round a batch of calls on ever other drafts.
 * @param {Record<string, object>} builds builds of the package by name
 * @returns {Promise<Record<string, {median: number, low: number, high: number}>>} microseconds a call, with the quartiles
 */
export async function table(builds, know, { rounds, batch, warm }) {
  const pool = drafts(256, Object.values(builds)[0], 11);
  const pastes = pool.map(paste);
  const peers = { plain: plain(know), zod: zod(know), valibot: valibot(know) };
  const cases = { "plain: assess": (draft) => peers.plain(draft, options) };
  for (const [name, answer] of Object.entries(peers)) cases[`${name}: assess + brief`] = (draft) => answer(draft, brief);
  for (const [name, tousu] of Object.entries(builds)) {
    for (const [what, call] of Object.entries(CALLS)) cases[`${name}: ${what}`] = (draft, at) => call(tousu, draft, pastes[at]);
  }
  const times = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
  const dice = random(3);
  for (let round = -warm; round < rounds; round++) {
    // The first rounds warm everything up; what is then compiled in the background gets the time for it.
    if (round === 0) await new Promise((done) => setTimeout(done, 3000));
    const names = Object.keys(cases);
    while (names.length > 0) {
      const [name] = names.splice(dice.below(names.length), 1);
      const started = performance.now();
      for (let n = 0; n < batch; n++) {
        const at = ((round + warm) * batch + n) & 255;
        cases[name](pool[at], at);
      }
      if (round >= 0) times[name].push(((performance.now() - started) * 1000) / batch);
    }
  }
  const quartiles = (all) => {
    const sorted = all.sort((a, b) => a - b);
    const [low, median, high] = [1, 2, 3].map((quarter) => sorted[(sorted.length * quarter) >> 2]);
    return { low, median, high };
  };
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, quartiles(all)]));
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
  const sentence = "11月3日下单，商家说48小时内发货，到今天没有发货，客服不回复。";
  // Also first characters of the words that are looked for, and what begins like an identifier.
  const texts = {
    "a description": sentence,
    "beginnings of words": "骗死垃傻滚诈威曝媒起诉没有不是验密卡号",
    digits: "1380013800 6222021234567890123 ",
    "blanks and stars": "骗 * 子 ",
    "one character": "骗",
    "exclamation marks": "！！！？？？",
  };
  const fill = (piece, size) => piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
  const sizes = [1_000, 4_000, 16_000, 64_000, 262_144];
  const rows = Object.entries(texts).map(([what, piece]) => ({
    what: `assess, description: ${what}`,
    times: sizes.map((size) => [size, least(() => tousu.assess({ reason: "quality", description: fill(piece, size) }, options))]),
  }));
  rows.push({ what: "letter, description: a description", times: sizes.map((size) => [size, least(() => tousu.compose({ description: fill(sentence, size) }, letter))]) });
  const pasted = { "an order": "订单编号：NB20261103000712\n实付款：￥129.00\n", "beginnings of labels": "订下实付收联商", digits: "1380013800 ", "one line": "订单编号 " };
  for (const [what, piece] of Object.entries(pasted)) {
    rows.push({ what: `recognize: ${what}`, times: sizes.map((size) => [size, least(() => tousu.recognize(fill(piece, size), options))]) });
  }
  const counts = [10, 50, 100, 250, 500];
  const kinds = tousu.form().evidence.map(({ id }) => id);
  const exhibits = (count) => Array.from({ length: count }, (_, n) => ({ kind: kinds[n % kinds.length], count: 2, note: "截图" }));
  const log = (count) => Array.from({ length: count }, (_, n) => ({ date: `2026-11-${String(1 + (n % 20)).padStart(2, "0")}`, channel: "merchant", action: "contacted" }));
  rows.push({ what: "assess, exhibits", times: counts.map((count) => [count, least(() => tousu.assess({ reason: "quality", evidence: exhibits(count) }, options))]) });
  rows.push({ what: "letter, exhibits", times: counts.map((count) => [count, least(() => tousu.compose({ evidence: exhibits(count) }, letter))]) });
  rows.push({ what: "assess, log entries", times: counts.map((count) => [count, least(() => tousu.assess({ reason: "quality", log: log(count) }, options))]) });
  const codes = (draft) => tousu.assess(draft, options).issues.map(({ code }) => code).filter((code) => code.startsWith("limit."));
  const beyond = [
    ["500,000 characters", { description: "长".repeat(500_000) }],
    ["10,000 exhibits", { evidence: exhibits(10_000) }],
    ["10,000 log entries", { log: log(10_000) }],
    ["10^6 exhibits", { evidence: new Array(1_000_000).fill({ kind: "chat-record" }) }],
  ].map(([what, draft]) => ({ what, codes: codes(draft), time: least(() => tousu.assess(draft, options)) }));
  return { rows, beyond };
}

/** As many mixed calls, for what they leave of the module's memory. */
export function soak(tousu, calls) {
  const pool = drafts(1024, tousu, 5);
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
