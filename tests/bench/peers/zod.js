/** zod 4 for the fields, a precompiled Handlebars template for each part of the text. */

import Handlebars from "handlebars/runtime.js";
import * as z from "zod";
import contact from "./templates/contact.hbs";
import demand from "./templates/demand.hbs";
import evidence from "./templates/evidence.hbs";
import historyPart from "./templates/history.hbs";
import order from "./templates/order.hbs";
import { ISO, channel, dayOf, fit, grade, history, isNeeded, longDate, score, yuan } from "./rules.js";

const make = (know) => {
  const first = { abort: true };
  const text = (field) => {
    const line = z.string({ error: "required" }).trim().min(1, { error: "required", ...first });
    return know.max[field] ? line.max(know.max[field], { error: "text.long" }) : line;
  };
  const today = dayOf(know.today);
  return z.object({
    reason: text("reason").refine((id) => id in know.reasons, { error: "type.choice" }),
    description: text("description"),
    orderNumber: text("orderNumber")
      .regex(/^[\w\-*|]*$/, { error: "order.characters", ...first })
      .refine(({ length }) => length >= 6 && length <= 32, { error: "order.length", ...first })
      .refine((id) => !/^4200\d{24}$/.test(id), { error: "order.transaction", ...first })
      .refine((id) => !/^(.)\1*$/.test(id), { error: "order.unusual" }),
    productName: text("productName"),
    paidAmount: text("paidAmount")
      .regex(/^(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?$/, { error: "amount.format", ...first })
      .regex(/^[^.]*(?:\.\d{0,2}0*)?$/, { error: "amount.decimals", ...first })
      .regex(/[1-9]/, { error: "amount.zero" }),
    purchaseDate: text("purchaseDate")
      .regex(ISO, { error: "date.format", ...first })
      .refine((date) => !Number.isNaN(dayOf(date)), { error: "date.impossible", ...first })
      .refine((date) => dayOf(date) <= today, { error: "date.future" }),
    remedy: z.array(z.string(), { error: "required" }).min(1, { error: "required", ...first }).refine((ids) => ids.every((id) => id in know.demands), { error: "type.choice" }),
    contactName: text("contactName"),
    contactPhone: text("contactPhone")
      .regex(/^1[3-9]\d*$/, { error: "phone.format", ...first })
      .min(11, { error: "phone.short", ...first })
      .max(11, { error: "phone.long" }),
    contactEmail: text("contactEmail")
      .regex(/^[\w.!#$%&'*+/=?^`{|}~-]+@[a-zA-Z\d](?:[a-zA-Z\d-]*[a-zA-Z\d])?(?:\.[a-zA-Z\d](?:[a-zA-Z\d-]*[a-zA-Z\d])?)*$/, { error: "email.format", ...first })
      .refine((address) => !/\.(?:con|cmo|ocm|comm|vom|xom)$|@[^.]*$/i.test(address), { error: "email.domain" }),
    evidence: z.array(z.object({ kind: z.string(), count: z.number(), shows: z.array(z.string()), date: z.string().optional() })),
    log: z.array(z.object({ date: z.string(), channel: z.string(), action: z.string() })),
  });
};

const [orderText, demandText, historyText, evidenceText, contactText] = [order, demand, historyPart, evidence, contact].map((spec) => Handlebars.template(spec));

let schema;

/** @returns what `answer` in ../work.js returns */
export function zod(know, draft) {
  schema ??= make(know);
  const past = history(draft.log);
  const to = channel(know, draft.reason, past);
  const { error } = schema.safeParse(draft);
  const issues = [];
  for (const { path, message } of error?.issues ?? []) {
    if (message !== "required" || isNeeded(know, path[0], to)) issues.push(`${path[0]} ${message}`);
  }

  const field = (id) => draft[id]?.trim() ?? "";
  const view = {
    orderNumber: field("orderNumber"),
    productName: field("productName"),
    purchaseDate: longDate(field("purchaseDate")),
    paidAmount: field("paidAmount") && yuan(field("paidAmount")),
    demands: (draft.remedy ?? []).map((id) => know.demands[id] ?? id),
    asked: past.asked && longDate(past.asked),
    refused: past.refused && longDate(past.refused),
    evidence: draft.evidence.map(({ kind }) => know.evidence[kind].label),
    contactName: field("contactName"),
    contactPhone: field("contactPhone"),
  };
  const parts = [
    { id: "order", text: orderText(view) },
    { id: "problem", text: field("description") || "＿＿＿＿" },
    { id: "demand", text: demandText(view) },
    { id: "history", text: historyText(view) },
    { id: "evidence", text: evidenceText(view) },
    { id: "contact", text: contactText(view) },
  ].filter(({ text }) => text !== "");
  const points = score(know, draft);
  return { issues, score: points, grade: grade(points), channel: to, brief: fit(parts, know.limit) };
}
