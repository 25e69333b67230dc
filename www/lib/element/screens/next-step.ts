/** The next step in words. */

import type { NextStep, OpenDeadline } from "../../index.js";
import type { FormModel } from "../model.ts";
import { nameOf } from "./names.ts";

/** The deadlines that somebody has let pass, the one that began last first. */
export function overdueOf(form: FormModel): readonly OpenDeadline[] {
  const { overdue } = form.assessed("next");
  const late = form.assessed("deadlines").filter(({ id, daysLeft }) => overdue.includes(id) && daysLeft < 0);
  return late.sort((a, b) => (a.start < b.start ? 1 : -1));
}

/** Heading that says what to do next. */
export function titleOf(form: FormModel, next: NextStep): string {
  const { t } = form;
  const channel = nameOf(form, next.channel);
  switch (next.kind) {
    case "wait":
      return t("nowWait", { channel });
    case "chase": {
      const [late] = overdueOf(form);
      return late ? t("nowChase", { channel, n: -late.daysLeft }) : t("nowChaseNow", { channel });
    }
    case "done":
      return t("nowDone");
    case "prepare":
      return t("nowPrepare", { channel });
    default:
      return t(next.document ? "nowSend" : "nowCall", { channel });
  }
}
