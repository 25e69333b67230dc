// A whole other platform in another country, made of nothing but data: tests/platform/additions.mjs, a draft typed into its form,
// the letters that come of it, word for word, and what is said where the data are wrong.
// TOUSU_BLESS=1 writes the expected letters anew, for review.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { before, test } from "node:test";
import additions from "../platform/additions.mjs";
import draft, { today } from "../platform/draft.mjs";
import ready, { Tousu } from "../../www/pkg/index.js";

const LOCALES = { en: "en", zh: "zh-CN" };
const english = { today, locale: "en" };
let shop;
before(async () => {
  await ready();
  shop = new Tousu(additions);
});

test("it is data: what JSON carries, and no more", () => {
  assert.deepEqual(JSON.parse(JSON.stringify(additions)), additions);
});

test("nothing is left of the built-in platform, its country and its money", () => {
  const foreign = /微信|小程序|WeChat|mini-program|12315|市场监督|民法典|Civil Code|CNY|人民币|China|中华/i;
  for (const locale of Object.values(LOCALES)) {
    const form = shop.form({ locale });
    assert.deepEqual(form.channels.map(({ id }) => id), additions.channel.map(({ id }) => id));
    for (const said of [form, shop.assess(draft, { today, locale }), shop.assess({}, { today, locale })]) assert.doesNotMatch(JSON.stringify(said), foreign);
    for (const { id: document } of form.documents) assert.doesNotMatch(shop.compose(draft, { today, locale, document }).body, foreign);
  }
});

test("the checks that come with the engine judge its draft", () => {
  const { ready, issues, evidence, channels, deadlines, claims } = shop.assess(draft, english);
  assert.deepEqual([ready, issues], [true, []]);
  assert.deepEqual([evidence.score, evidence.grade, evidence.next], [69, "fair", "payment-record"]);
  assert.deepEqual(deadlines.find(({ id }) => id === "refund-after-withdrawal"), { id: "refund-after-withdrawal", start: "2026-11-14", due: "2026-11-30", daysLeft: -2, estimated: false });
  assert.deepEqual(claims, [{ id: "refund-all", amount: "94.85" }]);
  assert.deepEqual([channels[0].id, channels[0].why], ["payment-service", ["why.next-tier"]]);

  const wrong = shop.assess({ ...draft, email: "li.wen", paidAmount: "much", deliveredDate: "2026-10-31", remedy: [] }, english);
  assert.deepEqual(wrong.issues.map(({ path, severity }) => [path[0], severity]).sort(), [["deliveredDate", "error"], ["email", "error"], ["paidAmount", "error"], ["remedy", "error"]]);
  assert.deepEqual(shop.assess({ description: "商品已经寄回，我在收到后第八天撤回合同，到现在也没有拿到退款。" }, english).suggestedReason.id, "withdrawal");
  assert.equal(shop.recognize("Order number: BX-2026-110283\nOrder total: 94.85", english).fields.orderNumber, "BX-2026-110283");
});

test("its ladder is climbed as the log tells", () => {
  const next = (log, more) => shop.assess({ ...draft, ...more, log }, english).channels.find(({ recommended }) => recommended).id;
  const refused = (channel) => ({ date: "2026-12-01", channel, action: "refused" });
  assert.equal(next([], { withdrawnOn: "" }), "trader");
  assert.equal(next([refused("trader")]), "payment-service");
  assert.equal(next([refused("payment-service")]), "ecc");
  assert.equal(next([refused("payment-service")], { traderSeat: "ireland" }), "adr");
  assert.equal(next([refused("ecc")]), "small-claims");
  assert.equal(next([refused("ecc")], { traderSeat: "denmark" }), "court");
});

test("its clocks count right: the worked examples that stand with them", () => {
  for (const { id, starts, when, example } of additions.deadline) {
    assert.ok(example.length >= 2, id);
    for (const { start, due, shows } of example) {
      const log = starts.log ? [{ date: start, channel: starts.log.at[0], action: starts.log.did[0] }] : [];
      const begun = { ...(starts.fields && { [starts.fields[0]]: start }), reason: when?.reasons?.[0], log };
      const clock = shop.assess(begun, { today: start }).deadlines.find((deadline) => deadline.id === id);
      assert.deepEqual([clock?.due, clock?.estimated], [due, false], `${id}: ${shows}`);
    }
  }
});

for (const channel of ["trader", "ecc"]) {
  for (const [name, locale] of Object.entries(LOCALES)) {
    test(`its letter to ${channel} in ${locale}, word for word`, () => {
      const { body, lacking, omitted } = shop.compose(draft, { today, locale, document: "letter", channel });
      const file = new URL(`../platform/to-${channel}.${name}.txt`, import.meta.url);
      if (process.env.TOUSU_BLESS) writeFileSync(file, `${body}\n`);
      assert.equal(`${body}\n`, readFileSync(file, "utf8"));
      assert.deepEqual([lacking, omitted], [[], []]);
    });
  }
}

test("a part of the built-in catalogue can be left out or written anew, and whatever named it goes on", () => {
  const [gone, ...others] = new Tousu().form().channels.map(({ id }) => id);
  const title = { zh: "一张表", en: "A form" };
  const own = { id: "form", label: title, purpose: title, title, part: [{ id: "all", label: title, line: [{ each: "rest", text: { zh: "{item}：{value}", en: "{item}: {value}" } }] }] };
  const mall = new Tousu({ without: [`channel ${gone}`, "field orderNumber", "reason quality", "evidence order-detail", "document form"], document: [own] });
  const spec = mall.form(english);
  assert.deepEqual(spec.channels.map(({ id }) => id), others);
  assert.ok(spec.channels.some(({ documents }) => documents.includes("form")), "the new form is where the old one was");
  const text = JSON.stringify([spec.sections, spec.reasons, spec.evidence]);
  for (const id of ["orderNumber", "quality", "order-detail"]) assert.ok(!text.includes(`"${id}"`), id);
  const { channels, evidence } = mall.assess({ reason: "late-delivery" }, english);
  assert.ok(channels.every(({ missing }) => !missing.includes("orderNumber")) && evidence.items.length > 0 && evidence.items.every(({ kind }) => kind !== "order-detail"));
  assert.equal(mall.compose({ productName: "lamp" }, { ...english, document: "form" }).body, "A form\n\nProduct or service: lamp");
});

test("a mistake in the data is an Error that names the entry", () => {
  /** The additions with one list changed. */
  const with_ = (list, change) => ({ ...additions, [list]: change(structuredClone(additions[list])) });
  const first = (change) => (entries) => (change(entries[0]), entries);
  const mistakes = [
    [with_("channel", first((trader) => trader.silence.push("trader-replies"))), "channel trader: names an unknown deadline `trader-replies`"],
    [with_("reason", first((reason) => reason.essential.push("order-confirmations"))), "reason withdrawal: names an unknown evidence (did you mean `order-confirmation`?) `order-confirmations`"],
    [with_("article", (articles) => articles.slice(1)), "reason withdrawal: names an unknown article (did you mean `2011/83 13`?) `2011/83 9`\ndeadline withdrawal-period: names an unknown article (did you mean `2011/83 13`?) `2011/83 9`"],
    [with_("section", first((section) => delete section.label.en)), "section story.label.en must be a string"],
    [with_("section", first((section) => (section.label.zh = ""))), "section story: lacks one of its languages: `What happened`"],
    [with_("remedy", first((refund) => (refund.say[0].text.en = "reimburse {remedyAmout}"))), "remedy refund: has an unknown placeholder `remedyAmout`"],
    [with_("remedy", first((refund) => (refund.say[0].text.en = "reimburse[ {remedyAmount}"))), "remedy refund: has a bracket that is not closed in `reimburse[ {remedyAmount}`"],
    [with_("channel", (channels) => [...channels, channels[1]]), "channel payment-service: there are two entries with the id `payment-service`"],
    [with_("field", (fields) => [...fields, { ...fields[0], id: "why" }]), "field reason: shares its role with another field: `reason`\nfield why: shares its role with another field: `why`"],
    [with_("channel", first((trader) => (trader.tier = 7))), "channel trader: has a tier outside 1–6: `trader`"],
    [with_("channel", first((trader) => (trader.steps = []))), /^channel trader\.steps is not a known key; did you mean `step`\? known are: id, label, /],
    [with_("channel", first((trader) => (trader.checked = "24/11/2026"))), "channel trader.checked must be a date of the form YYYY-MM-DD"],
    [with_("channel", first((trader) => delete trader.addressee)), "channel trader.addressee is missing"],
    [with_("deadline", first((deadline) => (deadline.period = { weeks: 2 }))), "deadline withdrawal-period.period is not one of the known names; known are: hours, days, working_days, months, years"],
    [with_("without", (names) => [...names, "channel cuort"]), "without channel cuort: there is nothing to leave out by that name; name a kind and an id, such as `channel court`"],
    [with_("without", (names) => names.filter((name) => name !== "document")), /^document form: there are two entries with the id `form`$/m],
  ];
  for (const [given, said] of mistakes) {
    assert.throws(() => new Tousu(given), (error) => {
      const message = error.message.replace("tousu: new Tousu: ", "");
      if (said instanceof RegExp) assert.match(message, said);
      else assert.equal(message, said);
      return true;
    }, String(said));
  }
});
