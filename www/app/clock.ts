/** A remark on a device whose date cannot be right: every deadline is counted from it. */

import { formatDate, type TousuForm } from "tousu/element";
import { laterTranslator } from "./later-strings.ts";
import type { Notices } from "./notice.tsx";

const DAY = 86_400_000;
/** How many days the date may be before the day on which the law was checked: time zones, and who tries things out. */
const BEFORE = 31;
/** How many days it may be past the last known public holiday. */
const AFTER = 2 * 365;

export function remarkOnClock(form: TousuForm, notices: Notices, locale: string): void {
  const { today, spec } = form;
  if (!spec) return;
  const { lawCheckedOn, holidaysUntil } = spec.catalog;
  const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / DAY;
  if (days(today, lawCheckedOn) <= BEFORE && days(holidaysUntil, today) <= AFTER) return;
  const t = laterTranslator(locale);
  notices.show({
    key: "clock",
    text: t("clock", { date: formatDate(today, locale) }),
    actions: [{ label: t("dismiss"), run: () => notices.clear("clock") }],
  });
}
