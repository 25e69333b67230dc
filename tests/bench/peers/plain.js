/** The best plain JavaScript: one pass over the fields, precompiled patterns, template literals. */

import { ISO, channel, dayOf, fit, grade, history, isNeeded, longDate, score, yuan } from "./rules.js";

const ORDER = /^[\w\-*|]*$/;
const TRANSACTION = /^4200\d{24}$/;
const SAME = /^(.)\1*$/;
const AMOUNT = /^(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d*))?$/;
const DIGITS = /^\d+$/;
const MOBILE = /^1[3-9]/;
const EMAIL = /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-zA-Z\d](?:[a-zA-Z\d-]*[a-zA-Z\d])?(?:\.[a-zA-Z\d](?:[a-zA-Z\d-]*[a-zA-Z\d])?)*$/;
const DOMAIN = /\.(?:con|cmo|ocm|comm|vom|xom)$|@[^.]*$/i;

const checks = {
  reason: (text, know) => (text in know.reasons ? undefined : "type.choice"),
  orderNumber: (text) =>
    !ORDER.test(text) ? "order.characters" : text.length < 6 || text.length > 32 ? "order.length" : TRANSACTION.test(text) ? "order.transaction" : SAME.test(text) ? "order.unusual" : undefined,
  paidAmount(text) {
    const match = AMOUNT.exec(text);
    if (match === null) return "amount.format";
    if ((match[1] ?? "").replace(/0+$/, "").length > 2) return "amount.decimals";
    return /[1-9]/.test(text) ? undefined : "amount.zero";
  },
  purchaseDate(text, know) {
    if (!ISO.test(text)) return "date.format";
    const day = dayOf(text);
    return Number.isNaN(day) ? "date.impossible" : day > dayOf(know.today) ? "date.future" : undefined;
  },
  contactPhone: (text) => (!DIGITS.test(text) || !MOBILE.test(text) ? "phone.format" : text.length < 11 ? "phone.short" : text.length > 11 ? "phone.long" : undefined),
  contactEmail: (text) => (!EMAIL.test(text) ? "email.format" : DOMAIN.test(text) ? "email.domain" : undefined),
};

/** @returns what `answer` in ../work.js returns */
export function plain(know, draft) {
  const past = history(draft.log);
  const to = channel(know, draft.reason, past);
  const issues = [];
  const text = {};
  for (const field of FIELDS) {
    const value = draft[field];
    const trimmed = typeof value === "string" ? value.trim() : "";
    text[field] = trimmed;
    if (trimmed === "") {
      if (isNeeded(know, field, to)) issues.push(`${field} required`);
      continue;
    }
    if (trimmed.length > know.max[field]) issues.push(`${field} text.long`);
    const code = checks[field]?.(trimmed, know);
    if (code !== undefined) issues.push(`${field} ${code}`);
  }
  const remedies = draft.remedy ?? [];
  if (remedies.length === 0) issues.push("remedy required");
  else if (remedies.some((id) => !(id in know.demands))) issues.push("remedy type.choice");

  const parts = [];
  const add = (id, text) => void parts.push({ id, text });
  const order = text.orderNumber && `订单号${text.orderNumber}`;
  const more = `${text.purchaseDate && `，交易日期${longDate(text.purchaseDate)}`}${text.paidAmount && `，实付${yuan(text.paidAmount)}`}。`;
  if (text.productName) add("order", `${order && `${order}，`}${text.productName}${more}`);
  else if (order) add("order", order + more);
  add("problem", text.description || "＿＿＿＿");
  if (remedies.length > 0) add("demand", `要求：${remedies.map((id) => know.demands[id] ?? id).join("；")}。`);
  if (past.asked) add("history", `已于${longDate(past.asked)}联系商家${past.refused ? `，${longDate(past.refused)}被拒绝` : ""}。`);
  if (draft.evidence.length > 0) add("evidence", `现有证据：${draft.evidence.map(({ kind }) => know.evidence[kind].label).join("、")}`);
  if (text.contactName) add("contact", `联系人：${text.contactName}${text.contactPhone && `，电话${text.contactPhone}`}`);
  else if (text.contactPhone) add("contact", `联系电话：${text.contactPhone}`);

  const points = score(know, draft);
  return { issues, score: points, grade: grade(points), channel: to, brief: fit(parts, know.limit) };
}

const FIELDS = ["reason", "description", "orderNumber", "productName", "paidAmount", "purchaseDate", "contactName", "contactPhone", "contactEmail"];
