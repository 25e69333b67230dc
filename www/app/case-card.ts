/** A complaint as its card shows it: product, state, next date and sum. */

import { assess, type Draft, type FormSpec, type Locale } from "tousu";
import type { CaseLine } from "../files/storage/store.ts";
import { caseTranslator } from "./case-strings.ts";
import type { Cases } from "./cases.ts";

/** Cards that are read at most: each needs its draft. */
const MOST = 30;
const DAY = 86_400_000;

export interface CaseCard {
  id: string;
  name: string;
  /** "等商家 · 还剩 2 天" */
  state: string;
  /** The next date, YYYY-MM-DD. */
  due?: string;
  /** Yuan, as typed. */
  sum: string;
  /** Somebody has let a deadline pass: such cards come first. */
  late: boolean;
  /** The complaint was sent, and is not settled. */
  running: boolean;
}

interface Context {
  spec: FormSpec;
  today: string;
  locale: Locale;
}

function valueWith(draft: Draft, spec: FormSpec, role: string): string {
  const field = spec.sections.flatMap(({ fields }) => fields).find((one) => one.role === role);
  const value = field && draft[field.id];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** The card of a draft on a day. */
export function cardOf(id: string, draft: Draft, title: string, { spec, today, locale }: Context): CaseCard {
  const t = caseTranslator(locale);
  const { next, deadlines } = assess(draft, { today, locale });
  const label = spec.channels.find((one) => one.id === next.channel)?.label ?? "";
  const channel = label.replace(/\s*[（(].*[)）]$/, "");
  const sent = Array.isArray(draft.log) && draft.log.length > 0;
  const passed = deadlines.filter((one) => next.overdue.includes(one.id) && one.daysLeft < 0);
  const [latest] = passed.sort((a, b) => (a.start < b.start ? 1 : -1));
  const left = next.due ? Math.round((Date.parse(next.due) - Date.parse(today)) / DAY) : 0;
  const due = left > 0 ? t("daysLeft", { n: left }) : t("dueToday");
  const state = () => {
    if (!sent) return t("notSent");
    if (next.kind === "done") return t("done");
    if (next.kind === "wait") return `${t("waiting", { channel })} · ${due}`;
    if (next.kind === "chase") {
      return latest ? t("overdue", { channel, n: -latest.daysLeft }) : t("chase", { channel });
    }
    return t("next", { channel });
  };
  return {
    id,
    name: title || t("untitled"),
    state: state(),
    ...(sent && next.due && { due: next.due }),
    sum: valueWith(draft, spec, "paid"),
    late: sent && (next.kind === "chase" || passed.length > 0),
    running: sent && next.kind !== "done",
  };
}

/** The cards of the complaints on this device: what is late first, then by the next date. */
export async function readCards(cases: Cases, lines: readonly CaseLine[], context: Context): Promise<CaseCard[]> {
  const cards: CaseCard[] = [];
  for (const { id, meta, problem } of lines.slice(0, MOST)) {
    if (problem) continue;
    const draft = await cases.draftOf(id).catch(() => undefined);
    if (draft) cards.push(cardOf(id, draft, typeof meta.title === "string" ? meta.title : "", context));
  }
  const rank = ({ late, running, due = "9" }: CaseCard) => `${late ? 0 : running ? 1 : 2} ${due}`;
  return cards.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}
