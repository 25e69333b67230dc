/** A form without the module: an engine that is as simple as a test can bear, and a model around it. */

import "../tools/typescript.mjs";

const { FormModel } = await import("../../www/lib/element/model.ts");

const option = (id) => ({ id, label: id.toUpperCase() });
/** Roles of the fields, as the module states them. */
const ROLES = { reason: "reason", description: "description", orderNumber: "order-number", remedy: "remedy" };
const field = (id, more = {}) => ({ id, role: ROLES[id], label: `The ${id}`, kind: "line", required: false, requiredBy: [], contact: false, ...more });

export const SPEC = {
  sections: [
    { id: "story", label: "Story", fields: [
      field("reason", { kind: "choice", required: true, options: [option("late"), option("broken")] }),
      field("description", { kind: "paragraph", required: true, maxLength: 100 }),
    ] },
    { id: "order", label: "Order", fields: [field("orderNumber", { requiredBy: ["agency"] }), field("paidAmount", { kind: "money" }), field("childAge", { kind: "integer", conditional: true })] },
    { id: "wish", label: "Wish", fields: [field("remedy", { kind: "choices", options: [option("refund"), option("repair")] })] },
  ],
  reasons: [{ ...option("late"), hint: "", cautions: [], remedies: ["refund"], expects: [] }, { ...option("broken"), hint: "", cautions: [], remedies: ["repair"], expects: [] }],
  evidence: [option("photo"), option("chat")].map((kind) => ({ ...kind, why: "", how: "", good: [] })),
  channels: [{ ...option("shop"), documents: ["letter", "unknown"] }, { ...option("agency"), documents: ["form"] }],
  documents: ["form", "letter", "claim"].map((id) => ({ ...option(id), purpose: "" })),
  remedies: [], deadlines: [], claims: [], prevention: [], actions: [], grades: [], strengths: [],
  excuses: [], questions: [], steps: {},
  whys: { "why.missing": "something is missing", "why.pending": "wait", "why.first": "it comes first" },
}; // prettier-ignore

/** Finds what is written as "key=value"; a question mark behind the value makes it unsure. */
function recognize(text) {
  const spans = [];
  const fields = {};
  for (const match of text.matchAll(/(\w+)=(\w+)(\?)?/g)) {
    const [, name, value, unsure] = match;
    fields[name] = value;
    const start = match.index + name.length + 1;
    spans.push({ field: name, start, end: start + value.length, confidence: unsure ? "likely" : "certain" });
  }
  return { fields, spans };
}

/** The engine counts what it was asked for. */
export function fakeEngine(spec = SPEC) {
  const calls = { assess: 0, compose: 0 };
  const issue = (code, path, severity = "error") => ({ code, severity, path, message: `${code} at ${path.join(".")}` });
  return {
    calls,
    form: () => spec,
    recognize,
    calendar: () => "",
    assess(draft) {
      calls.assess += 1;
      const issues = [];
      if (!draft.description) issues.push(issue("required", ["description"]));
      if (draft.description?.includes("99")) issues.push(issue("digits", ["description"]));
      if (draft.description?.includes("!")) issues.push(issue("tone", ["description"], "warning"));
      for (const [index, entry] of (Array.isArray(draft.log) ? draft.log : []).entries()) if (!entry?.channel) issues.push(issue("required", ["log", index, "channel"]));
      return {
        ready: issues.length === 0,
        issues,
        asked: draft.description?.includes("son") ? ["childAge"] : [],
        progress: { filled: 0, required: 1, sections: [{ id: "story", filled: (draft.reason ? 1 : 0) + (draft.description ? 1 : 0), required: 2 }] },
        evidence: { score: (draft.evidence ?? []).length * 10, grade: "weak", items: [] },
        next: { channel: "shop", kind: "send", overdue: [], why: [] },
        channels: [
          { id: "shop", fits: true, recommended: !draft.log, why: ["why.first"], missing: draft.description ? [] : ["description"] },
          { id: "agency", fits: true, recommended: Boolean(draft.log), why: ["why.missing", "why.first"], missing: ["orderNumber"] },
        ],
        deadlines: [], claims: [], prevention: [],
        ...(draft.description?.includes("broke") && draft.reason !== "broken" && { suggestedReason: { id: "broken", spans: [[3, 8]] } }),
      }; // prettier-ignore
    },
    compose(draft, options) {
      calls.compose += 1;
      return { title: options.document, body: JSON.stringify({ draft, options }), parts: [], length: 0, omitted: [], lacking: [] };
    },
  };
}

export const OPTIONS = { locale: "en", today: "2026-11-24" };
export const SETTINGS = { prefix: "tousu", private: false, hideSections: [], hideFields: [], today: () => "2026-11-25" };

/** A model with its engine, and what it has told of. */
export function makeForm({ spec, settings, draft } = {}) {
  const engine = fakeEngine(spec);
  const told = [];
  const form = new FormModel(engine, OPTIONS, { ...SETTINGS, ...settings }, {
    edited: () => told.push("edited"),
    stepChanged: (step) => told.push(`step ${step}`),
    focusRequested: (key) => told.push(`focus ${key}`),
  }); // prettier-ignore
  if (draft) form.replace(draft);
  return { form, engine, told };
}
