// Files that become exhibits: what each probably is, and that one that cannot be kept does not lose the others.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeForm, SPEC } from "./form.mjs";

const { guessKind, keepFiles, mediumOf } = await import("../../www/lib/element/keep-files.ts");
const { registerStrings } = await import("../../www/lib/element/strings.ts");
const { LATER_STRINGS } = await import("../../www/lib/element/later-strings.ts");
registerStrings(LATER_STRINGS);

const kind = (id) => ({ id, label: id, why: "", how: "", good: [] });
const spec = { ...SPEC, evidence: ["order-detail", "product-photo", "chat-record", "call-recording", "own-kind"].map(kind) };
const file = (name, type) => ({ name, type });

test("the medium follows from the type and the name", () => {
  const of = (name, type) => mediumOf(file(name, type));
  assert.deepEqual(
    [of("IMG_0001.JPG", "image/jpeg"), of("IMG_0001.PNG", "image/png"), of("Screenshot_2026.jpg", "image/jpeg"), of("PXL_1.jpg", "image/jpeg")],
    ["camera", "screen", "screen", "camera"],
  );
  assert.deepEqual([of("a.mp4", "video/mp4"), of("a.m4a", "audio/mp4"), of("a.pdf", "application/pdf"), of("a", "")], ["video", "audio", "paper", "paper"]);
});

test("a file is taken for the first kind of its medium without a file; where its medium has none, for the first without one", () => {
  const { form } = makeForm({ spec });
  const guess = (name, type) => guessKind(form, file(name, type));
  assert.equal(guess("a.png", "image/png"), "order-detail");
  assert.equal(guess("IMG_1.jpg", "image/jpeg"), "product-photo");
  form.set("evidence", [{ kind: "order-detail" }]);
  assert.equal(guess("a.png", "image/png"), "order-detail", "a ticked kind waits for its picture");
  form.set("evidence", [{ kind: "order-detail", file: {} }]);
  assert.equal(guess("a.png", "image/png"), "chat-record");
  form.set("evidence", [{ kind: "order-detail", file: {} }, { kind: "chat-record", file: {} }]);
  assert.equal(guess("a.png", "image/png"), "order-detail", "a second picture of what is held");
  assert.equal(guess("a.pdf", "application/pdf"), "product-photo");
  assert.equal(guessKind(makeForm({ spec: { ...SPEC, evidence: [kind("own-kind")] } }).form, file("a.png", "image/png")), "own-kind");
});

test("kept files become exhibits, a ticked kind takes its picture, and what cannot be kept is named", async () => {
  const { form } = makeForm({ spec, draft: { evidence: [{ kind: "order-detail", count: 2 }] } });
  const files = { accept: "", picture: async () => undefined, keep: async ({ name }) => {
    if (name === "bad.png") throw new Error("unreadable");
    return { name };
  } }; // prettier-ignore
  await keepFiles(form, { files }, [file("a.png", "image/png"), file("bad.png", "image/png"), file("IMG_2.jpg", "image/jpeg")], undefined);
  assert.deepEqual(form.draft.evidence, [
    { kind: "order-detail", count: 2, file: { name: "a.png" } },
    { kind: "product-photo", count: 1, file: { name: "IMG_2.jpg" } },
  ]);
  assert.equal(form.filesSaid.value, "2 added. Not kept: bad.png");
  await keepFiles(form, { files }, [file("b.png", "image/png")], "order-detail");
  assert.deepEqual(form.draft.evidence.at(-1), { kind: "order-detail", count: 1, file: { name: "b.png" } });
});

test("files that are kept while another complaint is opened do not come into that one", async () => {
  const { form } = makeForm({ spec });
  let kept;
  const keep = () => new Promise((resolve) => { kept = () => resolve({ name: "a" }); }); // prettier-ignore
  const all = keepFiles(form, { files: { accept: "", keep } }, [file("a.png", "image/png")]);
  form.replace({});
  form.beginAnew();
  kept();
  await all;
  assert.equal(form.draft.evidence, undefined);
});
