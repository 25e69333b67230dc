/**
 * The catalogue as the peers carry it: read from src/catalog/data/*.toml, of it what `assess` and the brief need, in Chinese.
 *
 * It is plain JSON, as somebody who writes this in JavaScript would ship it. Nothing here is computed that a peer computes:
 * only what no draft needs is left out, and what is written beside its use (a claim's citation) is put together.
 */

import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL("../../src/catalog/data/", import.meta.url));
const DOCUMENT = "brief";
/** Codes that no draft of the bench has. */
const UNUSED = /^limit\./;

/** Every file of the catalogue, the lists of the same name joined. */
function read(folder) {
  // Installed beside this file by `install` in peers.mjs.
  const { parse } = createRequire(import.meta.url)("smol-toml");
  const whole = {};
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".toml")).sort()) {
    for (const [key, value] of Object.entries(parse(readFileSync(folder + file, "utf8")))) {
      whole[key] = Array.isArray(value) ? [...(whole[key] ?? []), ...value] : value;
    }
  }
  return whole;
}

const DIGITS = "零一二三四五六七八九";

/** 24 → 二十四, 148 → 一百四十八; articles go no further than 999. */
function numeral(number) {
  const [hundreds, tens, ones] = [Math.trunc(number / 100), Math.trunc(number / 10) % 10, number % 10];
  const ten = tens === 0 ? (hundreds > 0 && ones > 0 ? "零" : "") : `${tens === 1 && hundreds === 0 ? "" : DIGITS[tens]}十`;
  return `${hundreds > 0 ? `${DIGITS[hundreds]}百` : ""}${ten}${ones > 0 ? DIGITS[ones] : ""}`;
}

/** `消费者权益保护法 55` → 《中华人民共和国消费者权益保护法》第五十五条 */
function citation(laws, id) {
  const [law, number] = id.split(" ");
  const [article, paragraph] = number.split(".");
  const title = laws.find((entry) => entry.id === law).title.zh;
  return `《${title}》第${numeral(+article)}条${paragraph ? `第${numeral(+paragraph)}款` : ""}`;
}

/** @returns {object} see above; lists keep the catalogue's order */
export function knowledge(folder = FOLDER) {
  const all = read(folder);
  const cited = new Set(all.claim.map(({ article }) => article));
  const { title, needs, part, address } = all.document.find(({ id }) => id === DOCUMENT);
  const know = {
    sections: all.section.map(({ id }) => id),
    fields: all.field.map(({ label, example, option, id, section, kind, role, check, required, beside_price, ahead, max, asked, unprinted, district_of }) => ({
      ...{ id, section, kind, role, check, required, beside: beside_price, ahead, max, asked, unprinted, districtOf: district_of },
      ...{ label: label.zh, example: example?.zh, options: option?.map((one) => one.id) },
      told: option?.flatMap(({ id, told }) => (told ? [{ choice: id, topic: told }] : [])),
    })),
    reasons: all.reason.map(({ id, fallback, essential, strong, helpful, expects, supplies, implied }) => ({ id, fallback, essential, strong, helpful, expects, supplies, implied })),
    evidence: all.evidence.map(({ id, label, good }) => ({ id, label: label.zh, good })),
    criteria: all.criterion.map(({ id, given }) => ({ id, given })),
    channels: all.channel.map(({ id, tier, beside, lateral, first, instead_of, instead_when, not_advised, when, within, needs, silence, patience, chase, documents, warning }) => ({
      ...{ id, tier, beside, lateral, first, insteadOf: instead_of, insteadWhen: instead_when, notAdvised: not_advised, when, within, needs, silence, patience, chase, documents },
      warnings: warning?.filter(({ always }) => !always).map(({ text, when, past }) => ({ text: text.zh, when, past })),
    })),
    remedies: all.remedy.map(({ id, say, multiple, relief, covers }) => ({ id, multiple, relief, covers, say: say.map(({ text, reckoning, when }) => ({ text: text.zh, reckoning, when })) })),
    deadlines: all.deadline.map(({ id, binds, starts, period, asked, plain, when, stops, restarts, from, until }) => ({ id, binds, starts, period, asked, plain, when, stops, restarts, from, until })),
    excuses: all.excuse.map(({ id }) => id),
    questions: all.question.map(({ id, when }) => ({ id, when })),
    answering: all.document.filter(({ answers_log }) => answers_log).map(({ id }) => id),
    claims: all.claim.map(({ id, article, when, within, amount, at_most, instead_of }) => ({
      ...{ id, article, when, within, amount, atMost: at_most, insteadOf: instead_of },
      citation: amount.times && citation(all.law, article),
    })),
    laws: all.law.filter(({ id }) => [...cited].some((article) => article.startsWith(`${id} `))).map(({ id, from, until, when }) => ({ id, from, until, when })),
    articles: all.article.filter(({ id }) => cited.has(id)).map(({ id, when }) => ({ id, when })),
    tips: all.prevention.map(({ id, when }) => ({ id, when })),
    brief: {
      ...{ title: title.zh, needs, you: address[0].you.zh, me: address[0].me.zh },
      parts: part.map(({ id, label, keep, line }) => ({
        ...{ id, label: label.zh, keep },
        lines: line.map(({ label, text, each, join, when }) => ({ label: label?.zh, text: text.zh, each, join: join?.zh, when })),
      })),
    },
    messages: Object.fromEntries(all.message.filter(({ code }) => !UNUSED.test(code)).map(({ code, severity, text }) => [code, { severity, text: text.zh }])),
    holidays: all.holiday.map(({ year, off, makeup }) => ({ year, off, makeup })),
    money: all.phrase.find(({ id }) => id === "money").text.zh,
    failing: all.phrase.find(({ id }) => id === "failing").text.zh,
    variants: all.variant,
    tones: all.tone.map(({ neutral, ...tone }) => ({ ...tone, neutral: neutral.zh })),
    hints: all.hint,
    topics: all.topic,
  };
  // As it will be after it was shipped: without what is undefined.
  return JSON.parse(JSON.stringify(know));
}
