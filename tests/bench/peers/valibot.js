/** valibot for the fields, template literals for the text. */

import * as v from "valibot";
import { ISO, channel, dayOf, fit, grade, history, isNeeded, longDate, score, yuan } from "./rules.js";

const make = (know) => {
  const text = (field, ...rules) => {
    const start = [v.string("required"), v.trim(), v.nonEmpty("required")];
    // The pipe stops at its first issue; being too long is said beside others.
    return v.pipe(...start, v.rawCheck(({ dataset, addIssue }) => dataset.value.length > know.max[field] && addIssue({ message: "text.long" })), ...rules);
  };
  const today = dayOf(know.today);
  return v.object({
    reason: text("reason", v.check((id) => id in know.reasons, "type.choice")),
    description: text("description"),
    orderNumber: text(
      "orderNumber",
      v.regex(/^[\w\-*|]*$/, "order.characters"),
      v.check(({ length }) => length >= 6 && length <= 32, "order.length"),
      v.check((id) => !/^4200\d{24}$/.test(id), "order.transaction"),
      v.check((id) => !/^(.)\1*$/.test(id), "order.unusual"),
    ),
    productName: text("productName"),
    paidAmount: text(
      "paidAmount",
      v.regex(/^(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?$/, "amount.format"),
      v.regex(/^[^.]*(?:\.\d{0,2}0*)?$/, "amount.decimals"),
      v.regex(/[1-9]/, "amount.zero"),
    ),
    purchaseDate: text(
      "purchaseDate",
      v.regex(ISO, "date.format"),
      v.check((date) => !Number.isNaN(dayOf(date)), "date.impossible"),
      v.check((date) => dayOf(date) <= today, "date.future"),
    ),
    remedy: v.pipe(v.array(v.string(), "required"), v.minLength(1, "required"), v.check((ids) => ids.every((id) => id in know.demands), "type.choice")),
    contactName: text("contactName"),
    contactPhone: text("contactPhone", v.regex(/^1[3-9]\d*$/, "phone.format"), v.minLength(11, "phone.short"), v.maxLength(11, "phone.long")),
    contactEmail: text(
      "contactEmail",
      v.regex(/^[\w.!#$%&'*+/=?^`{|}~-]+@[a-zA-Z\d](?:[a-zA-Z\d-]*[a-zA-Z\d])?(?:\.[a-zA-Z\d](?:[a-zA-Z\d-]*[a-zA-Z\d])?)*$/, "email.format"),
      v.check((address) => !/\.(?:con|cmo|ocm|comm|vom|xom)$|@[^.]*$/i.test(address), "email.domain"),
    ),
    evidence: v.array(v.object({ kind: v.string(), count: v.number(), shows: v.array(v.string()), date: v.optional(v.string()) })),
    log: v.array(v.object({ date: v.string(), channel: v.string(), action: v.string() })),
  });
};

let schema;

/** @returns what `answer` in ../work.js returns */
export function valibot(know, draft) {
  schema ??= make(know);
  const past = history(draft.log);
  const to = channel(know, draft.reason, past);
  const result = v.safeParse(schema, draft, { abortPipeEarly: true });
  const issues = [];
  for (const { path, message } of result.issues ?? []) {
    const field = path[0].key;
    const code = message.startsWith("Invalid key") ? "required" : message;
    if (code !== "required" || isNeeded(know, field, to)) issues.push(`${field} ${code}`);
  }

  const text = (id) => draft[id]?.trim() ?? "";
  const parts = [];
  const add = (id, text) => void parts.push({ id, text });
  const [number, product, date, paid] = [text("orderNumber"), text("productName"), text("purchaseDate"), text("paidAmount")];
  const more = `${date && `，交易日期${longDate(date)}`}${paid && `，实付${yuan(paid)}`}。`;
  if (product) add("order", `${number && `订单号${number}，`}${product}${more}`);
  else if (number) add("order", `订单号${number}${more}`);
  add("problem", text("description") || "＿＿＿＿");
  if (draft.remedy?.length) add("demand", `要求：${draft.remedy.map((id) => know.demands[id] ?? id).join("；")}。`);
  if (past.asked) add("history", `已于${longDate(past.asked)}联系商家${past.refused ? `，${longDate(past.refused)}被拒绝` : ""}。`);
  if (draft.evidence.length) add("evidence", `现有证据：${draft.evidence.map(({ kind }) => know.evidence[kind].label).join("、")}`);
  const [name, phone] = [text("contactName"), text("contactPhone")];
  if (name) add("contact", `联系人：${name}${phone && `，电话${phone}`}`);
  else if (phone) add("contact", `联系电话：${phone}`);
  const points = score(know, draft);
  return { issues, score: points, grade: grade(points), channel: to, brief: fit(parts, know.limit) };
}
