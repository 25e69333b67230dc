// The calendar as two programs read it that are not ours, for every reason in both languages.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import ICAL from "ical.js";
import nodeIcal from "node-ical";
import * as tousu from "../../www/pkg/index.js";

const TODAY = "2026-11-24";
const LOCALES = ["zh-CN", "en"];
let drafts;

before(async () => {
  await tousu.ready({ locales: LOCALES });
  drafts = tousu.form().reasons.map(({ id }) => ({
    reason: id,
    purchaseDate: "2026-10-03",
    promisedDate: "2026-10-09",
    receivedDate: "2026-10-12",
    productName: "羽绒服",
    paidAmount: "129",
    log: [
      { date: "2026-11-02", channel: "merchant", action: "requested-remedy" },
      { date: "2026-11-20", channel: "12315", action: "requested-remedy" },
    ],
  }));
});

/** A date of a value without time, as ISO writes it. */
const iso = (date) => [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((number) => String(number).padStart(2, "0")).join("-");
const nextDay = (date) => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);

/** What each reader finds: UID, first day, day after the last, title, note, and how long before it the reminder comes. */
const READERS = {
  "ical.js": (source) =>
    new ICAL.Component(ICAL.parse(source)).getAllSubcomponents("vevent").map((component) => {
      const event = new ICAL.Event(component);
      assert.ok(event.startDate.isDate && event.endDate.isDate, "whole days");
      const [alarm, ...more] = component.getAllSubcomponents("valarm");
      assert.equal(more.length, 0);
      return { uid: event.uid, start: event.startDate.toString(), end: event.endDate.toString(), title: event.summary, note: event.description, before: alarm.getFirstPropertyValue("trigger").toSeconds() };
    }),
  "node-ical": (source) =>
    Object.values(nodeIcal.sync.parseICS(source)).filter(({ type }) => type === "VEVENT").map(({ uid, datetype, start, end, summary, description, alarms }) => {
      assert.equal(datetype, "date", "whole days");
      assert.equal(alarms.length, 1);
      assert.equal(alarms[0].trigger, "-PT15H");
      return { uid, start: iso(start), end: iso(end), title: summary, note: description, before: -15 * 3600 };
    }),
}; // prettier-ignore

for (const [name, read] of Object.entries(READERS)) {
  test(`calendar by ${name}: an event of one day for each open deadline, with its words, and a reminder at nine the day before`, () => {
    let events = 0;
    for (const draft of drafts) {
      for (const locale of LOCALES) {
        const options = { today: TODAY, locale };
        const { deadlines } = tousu.assess(draft, options);
        const words = new Map(tousu.form({ locale }).deadlines.map((deadline) => [deadline.id, deadline]));
        const found = read(tousu.calendar(draft, options));
        assert.deepEqual(
          found.map(({ start, end, title, before }) => [start, end, title, before]),
          deadlines.map(({ id, due }) => [due, nextDay(due), `${words.get(id).label} · 羽绒服`, -15 * 3600]),
          `${draft.reason}, ${locale}`,
        );
        assert.equal(new Set(found.map(({ uid }) => uid)).size, found.length, "each has an id of its own");
        for (const { note } of found) assert.ok(note.length > 5 && !/[\\]/.test(note), note);
        events += found.length;
      }
    }
    assert.ok(events > 100, String(events));
  });
}

test("calendar: imported again another day, an event is the same one; without deadlines there is no file", () => {
  const idsOn = (today) => READERS["ical.js"](tousu.calendar(drafts[0], { today })).map(({ uid }) => uid);
  assert.deepEqual(idsOn("2026-11-25"), idsOn(TODAY));
  assert.equal(tousu.calendar({}, { today: TODAY }), "");
});

test("calendar: two cases with the same dates are two, each by its name", () => {
  const [one, other] = ["儿童书包", "空气炸锅"].map((productName) => READERS["ical.js"](tousu.calendar({ ...drafts[0], productName }, { today: TODAY })));
  assert.equal(one.length, other.length);
  for (const [at, { uid, title }] of one.entries()) {
    assert.notEqual(uid, other[at].uid);
    assert.ok(title.endsWith(" · 儿童书包") && other[at].title.endsWith(" · 空气炸锅"), title);
  }
});
