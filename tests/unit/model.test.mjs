// The state of a form: what is derived when, what may be shown when, and what can come back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { effect } from "@preact/signals-core";
import { fakeEngine, makeForm, OPTIONS, SETTINGS, SPEC } from "./form.mjs";

/** Counts how often an effect runs again. */
function watch(read) {
  const seen = [];
  effect(() => void seen.push(read()));
  return seen;
}
const codes = (issues) => issues.map(({ code, path }) => `${code} ${path.join(".")}`);

test("the draft holds what was typed; what is emptied leaves it", () => {
  const { form, told } = makeForm();
  form.set("orderNumber", " 1001 ");
  form.setAll({ remedy: ["refund"], paidAmount: "5" });
  assert.deepEqual(form.draft, { orderNumber: " 1001 ", remedy: ["refund"], paidAmount: "5" });
  form.setAll({ orderNumber: "", remedy: [], paidAmount: undefined });
  assert.deepEqual(form.draft, {});
  form.set("quantity", 0);
  assert.deepEqual(form.draft, { quantity: 0 });
  assert.deepEqual(told, ["edited", "edited", "edited", "edited"]);
});

test("entries: changed by index, an emptied part leaves its entry; what is no entry is read as an empty one and kept", () => {
  const { form } = makeForm({ draft: { log: [null, { date: "2026-11-01", note: "a" }], evidence: "x" } });
  assert.deepEqual(form.list("log"), [{}, { date: "2026-11-01", note: "a" }]);
  assert.deepEqual(form.list("evidence"), []);
  form.setEntry("log", 1, { note: "", channel: "shop" });
  assert.deepEqual(form.draft.log, [null, { date: "2026-11-01", channel: "shop" }]);
  form.setAt(["log", 0, "note"], "b");
  assert.deepEqual(form.draft.log[0], { note: "b" });
  form.setAt(["orderNumber"], "7");
  assert.equal(form.draft.orderNumber, "7");
});

test("only who reads a changed part is called again, and the draft is assessed once for all", () => {
  const { form, engine } = makeForm({ draft: { description: "a" } });
  const order = watch(() => form.value("orderNumber"));
  const channels = watch(() => form.assessed("channels"));
  const issues = watch(() => form.assessed("issues"));
  const state = watch(() => form.stateOf(form.steps[1]).state);
  const assessed = engine.calls.assess;
  form.set("description", "ab");
  form.set("description", "abc");
  assert.equal(engine.calls.assess - assessed, 2);
  assert.deepEqual([order.length, channels.length, issues.length, state.length], [1, 1, 1, 1]);
  form.set("description", "abc!");
  assert.deepEqual([order.length, channels.length, issues.length], [1, 1, 2]);
  form.set("orderNumber", "1");
  assert.deepEqual([order.length, channels.length, issues.length], [2, 1, 2]);
});

test("what is shown is composed once for all who show it, and not at all while nobody does", () => {
  const { form, engine } = makeForm();
  form.set("description", "a");
  assert.equal(engine.calls.compose, 0);
  const [one, other] = [watch(() => form.composition()), watch(() => form.composition().body)];
  assert.equal(engine.calls.compose, 1);
  form.set("description", "ab");
  assert.equal(engine.calls.compose, 2);
  assert.equal(one.at(-1).body, other.at(-1));
  form.hideContact = true;
  const { draft, options } = JSON.parse(form.composition().body);
  assert.equal(engine.calls.compose, 3);
  assert.deepEqual(draft, { description: "ab" });
  assert.deepEqual(options, { ...OPTIONS, format: "text", document: "letter", channel: "shop", hideContact: true });
  form.composition("html");
  form.composition("html");
  assert.equal(engine.calls.compose, 4);
});

test("messages may be shown once the place was left, or all after the review; what is added later waits again", () => {
  const { form } = makeForm({ draft: { log: [{ date: "2026-11-01" }] } });
  const shown = (key) => codes(form.issuesAt(key));
  assert.deepEqual(codes(form.allIssuesAt("description")), ["required description"]);
  assert.deepEqual([shown("description"), shown("log.0")], [[], []]);
  form.leave("description");
  form.leave("log.0.channel");
  assert.deepEqual(shown("description"), ["required description"]);
  assert.deepEqual([shown("log.0.channel"), shown("log.0"), shown("log")], [["required log.0.channel"], ["required log.0.channel"], ["required log.0.channel"]]);
  form.replace({ log: [{ date: "2026-11-01" }] });
  assert.deepEqual([shown("description"), shown("log.0")], [[], []], "another draft begins anew");
  form.review();
  form.addEntry("log", { date: "2026-11-02" });
  assert.deepEqual([shown("description"), shown("log.0"), shown("log.1")], [["required description"], ["required log.0.channel"], []]);
  form.review();
  assert.deepEqual(shown("log.1"), ["required log.1.channel"]);
});

test("while a finger is down no message appears; what was left meanwhile is shown when it is lifted", () => {
  const { form } = makeForm();
  const seen = watch(() => form.issuesAt("description").length);
  form.hold();
  form.leave("description");
  form.hold();
  assert.deepEqual(seen, [0]);
  form.release();
  assert.deepEqual(seen, [0, 1]);
  form.release();
  form.leave("description");
  assert.deepEqual(seen, [0, 1]);
});

test("the steps: evidence comes before what is asked for, or where the catalogue has it; hidden ones are left out", () => {
  const ids = (form) => form.steps.map(({ id }) => id);
  assert.deepEqual(ids(makeForm().form), ["start", "story", "order", "evidence", "wish", "review", "texts", "follow-up"]);
  const own = { ...SPEC, sections: [{ id: "evidence", label: "Proof", fields: [] }, ...SPEC.sections] };
  const { form } = makeForm({ spec: own, settings: { hideSections: ["review", "order"], hideFields: ["reason"] } });
  assert.deepEqual(ids(form), ["start", "evidence", "story", "wish", "texts", "follow-up"]);
  assert.equal(form.steps[1].label, "Proof");
  assert.deepEqual(form.sections.flatMap(({ fields }) => fields.map(({ id }) => id)), ["description", "remedy"]);
  assert.equal(ids(makeForm({ settings: { hideSections: ["start", "story", "order", "evidence", "wish", "review", "texts", "follow-up"] } }).form).length, 1, "there is always one");
});

test("going on marks the fields of the step as seen, going back does not; an unknown step changes nothing", () => {
  const { form, told } = makeForm();
  form.goTo("story");
  form.goTo("start");
  assert.deepEqual(form.issuesAt("description"), []);
  form.goTo("story", "description");
  form.goTo("order");
  assert.deepEqual(codes(form.issuesAt("description")), ["required description"]);
  form.goTo("nowhere");
  assert.equal(form.step.id, "order");
  form.goTo("order", "paidAmount");
  assert.deepEqual(told, ["step story", "focus ", "step start", "focus ", "step story", "focus description", "step order", "focus ", "focus paidAmount"]);
  assert.deepEqual(["description", "log.2.note", "evidence.0", "orderNumber", "nothing"].map((key) => form.stepWith(key)), ["story", "follow-up", "evidence", "order", undefined]);
});

test("how far a step is: begun while something is lacking, faulty only for a mistake that may be shown, done only without errors", () => {
  const { form } = makeForm();
  const story = () => form.stateOf(form.steps.find(({ id }) => id === "story"));
  assert.deepEqual(story(), { state: "", faults: 0, lacking: 1 }, "an empty form has no faults");
  form.set("reason", "late");
  assert.deepEqual(story(), { state: "begun", faults: 0, lacking: 1 });
  form.leave("description");
  assert.deepEqual(codes(form.issuesAt("description")), ["required description"]);
  assert.deepEqual(story(), { state: "begun", faults: 0, lacking: 1 }, "what is lacking is no mistake");
  form.set("description", "it is 99 late");
  assert.deepEqual(story(), { state: "faulty", faults: 1, lacking: 0 });
  form.set("description", "it is late");
  assert.deepEqual(story(), { state: "done", faults: 0, lacking: 0 });
});

test("a host arranges the sections into screens; what no screen names is not drawn, and a screen without anything neither", () => {
  const steps = [
    { id: "one", sections: ["start"] },
    { id: "story", sections: ["story", "wish"], label: (locale) => `story in ${locale}` },
    { id: "none", sections: ["nowhere"] },
    { id: "end", sections: ["texts", "review"], title: () => "The end" },
  ];
  const { form, told } = makeForm({ settings: { steps } });
  assert.deepEqual(form.steps.map(({ id, label, title, parts }) => [id, label, title, parts.map((part) => part.id)]), [
    ["one", "Start", "A complaint written for you, ready to send", ["start"]],
    ["story", "story in en", "story in en", ["story", "wish"]],
    ["end", "Result", "The end", ["texts", "review"]],
  ]);
  assert.deepEqual(["description", "remedy", "orderNumber", "log", "review"].map((key) => form.stepWith(key)), ["story", "story", undefined, undefined, "end"]);
  form.goTo("wish");
  assert.equal(form.step.id, "story");
  form.goTo("review");
  form.goTo("texts");
  form.goTo("order");
  assert.equal(form.step.id, "end", "a section that is not drawn changes nothing");
  assert.deepEqual(told, ["step story", "focus wish", "step end", "focus review", "focus "]);
});

test("a problem leads to its reasons: the only one is chosen, of several one is asked; reasons that no problem names belong to the last", () => {
  const reason = (id) => ({ ...SPEC.reasons[0], id, label: id });
  const reasons = ["late-delivery", "not-received", "refund-refused", "of-a-host"].map(reason);
  const { form } = makeForm({ spec: { ...SPEC, reasons } });
  assert.deepEqual(form.problems.map(({ id, reasons }) => [id, reasons]), [
    ["nothing", ["late-delivery", "not-received"]], ["refund", ["refund-refused"]], ["other", ["of-a-host"]],
  ]);
  form.chooseProblem("refund");
  assert.deepEqual([form.draft.reason, form.step.id, form.problem.id], ["refund-refused", "story", "refund"]);
  form.chooseProblem("nothing");
  assert.deepEqual([form.draft.reason, form.problem.id], [undefined, "nothing"], "a reason of another problem is not kept");
  form.set("reason", "not-received");
  form.chooseProblem("nothing");
  assert.equal(form.draft.reason, "not-received");
  form.set("reason", "of-a-host");
  assert.equal(form.problem.id, "other", "the reason says which problem it is");
  form.replace({});
  assert.equal(form.problem, undefined);
});

test("an entry that was removed comes back in its place; a kind that was unticked, with all that was held of it", () => {
  const evidence = [{ kind: "photo", note: "a" }, { kind: "chat" }, { kind: "photo", note: "b" }];
  const { form } = makeForm({ draft: { evidence } });
  form.leave("evidence.2.note");
  form.removeEntry("evidence", 0);
  form.removeEntry("evidence", 0);
  assert.equal(form.hasLeft("evidence.2.note"), false, "other indices are other entries");
  assert.deepEqual(form.draft.evidence, [evidence[2]]);
  assert.equal(form.lastRemoved("log"), undefined);
  const photo = form.lastRemoved("evidence", ({ kind }) => kind === "photo");
  assert.deepEqual([photo.index, photo.entry], [0, evidence[0]]);
  form.restore(form.lastRemoved("evidence"));
  form.restore(photo);
  assert.deepEqual(form.draft.evidence, evidence);
  form.tick("photo", false);
  assert.deepEqual(form.draft.evidence, [evidence[1]]);
  form.tick("photo", true);
  assert.deepEqual(form.draft.evidence, [evidence[1], evidence[0], evidence[2]]);
  form.tick("chat", false);
  form.replace({});
  form.tick("chat", true);
  assert.deepEqual(form.draft.evidence, [{ kind: "chat", count: 1 }], "another draft holds nothing of the one before");
});

test("the reason that the description suggests can be adopted and taken back", () => {
  const { form } = makeForm({ draft: { reason: "late", description: "it broke, it broke" } });
  assert.deepEqual(form.suggestion, { reason: "broken", quotes: ["broke"], now: "late", before: undefined });
  form.adoptSuggestion();
  assert.equal(form.draft.reason, "broken");
  assert.deepEqual(form.suggestion, { reason: undefined, quotes: [], now: "broken", before: "late" });
  form.adoptSuggestion();
  assert.deepEqual([form.draft.reason, form.suggestion.reason, form.suggestion.before], ["late", "broken", undefined]);
});

test("the channel shown is the advised one until another is chosen; its documents come first", () => {
  const { form } = makeForm();
  assert.deepEqual([form.channel.id, form.documents], ["shop", { ordered: ["letter", "form", "claim"], chosen: "letter" }]);
  form.chooseDocument("claim");
  assert.equal(form.documents.chosen, "claim");
  form.chooseChannel("agency");
  assert.deepEqual([form.channel.id, form.documents], ["agency", { ordered: ["form", "letter", "claim"], chosen: "form" }]);
  assert.deepEqual(form.whysOf(form.channel), ["it comes first"], "what is missing is listed apart");
  assert.deepEqual(form.whysOf(form.channel, ["why.first"]), []);
  form.chooseChannel("");
  assert.equal(form.channel.id, "shop");
});

test("another language or engine keeps the draft; one that is refused changes nothing", () => {
  const { form } = makeForm({ draft: { orderNumber: "1" } });
  const labels = watch(() => form.t("back"));
  form.configure({ ...OPTIONS, locale: "zh-CN" }, form.engine, SETTINGS);
  assert.equal(labels.length, 2);
  assert.notEqual(labels[0], labels[1]);
  const refusing = { ...fakeEngine(), form() { throw new TypeError("no such day"); } }; // prettier-ignore
  assert.throws(() => form.configure({ ...OPTIONS, today: "tomorrow" }, refusing, SETTINGS), /no such day/);
  assert.deepEqual([form.options.today, form.draft], [OPTIONS.today, { orderNumber: "1" }]);
});

test("fields are recognised by the role that the module states, whatever their ids", () => {
  const { form } = makeForm({ draft: { reason: "late" } });
  assert.deepEqual([form.fieldWith("reason"), form.fieldWith("merchant-name"), form.valueWith("reason")], ["reason", undefined, "late"]);
  const [story, ...rest] = SPEC.sections;
  const spec = { ...SPEC, sections: [{ ...story, fields: [{ ...story.fields[0], id: "why", role: "reason" }, story.fields[1]] }, ...rest] };
  assert.equal(makeForm({ spec }).form.fieldWith("reason"), "why");
});

test("a conditional field is drawn while the case needs it, and stays while it holds something", () => {
  const { form } = makeForm();
  const drawn = () => form.sections.flatMap(({ fields }) => fields).some(({ id }) => id === "childAge");
  assert.equal(drawn(), false);
  assert.equal(form.stepWith("childAge"), undefined);
  form.set("description", "my son paid");
  assert.equal(drawn(), true);
  assert.equal(form.stepWith("childAge"), "order");
  form.set("childAge", "9");
  form.set("description", "paid");
  assert.equal(drawn(), true);
  form.set("childAge", "");
  assert.equal(drawn(), false);
});
