/** A worked example: shown like a complaint of one's own, said to be an example as long as it is open, kept nowhere. */

import type { Draft } from "tousu";
import type { TousuForm } from "tousu/element";
import { caseTranslator } from "./case-strings.ts";
import type { CaseAccess } from "./cases.ts";
import draft from "./example.json" with { type: "json" };
import type { Notices } from "./notice.tsx";

/** The example as of a day: a text of the form "-14" is the day so long before it. */
export function exampleOn(today: string): Draft {
  const dated = Object.entries(draft).map(([key, value]) => {
    if (typeof value !== "string" || !/^-\d+$/.test(value)) return [key, value] as const;
    const day = new Date(`${today}T00:00:00Z`);
    day.setUTCDate(day.getUTCDate() + Number(value));
    return [key, day.toISOString().slice(0, 10)] as const;
  });
  return Object.fromEntries(dated) as Draft;
}

/** Opens the example at its result. */
export async function showExample(
  form: TousuForm,
  access: CaseAccess,
  notices: Notices,
  locale: () => string,
): Promise<void> {
  const cases = await access.open();
  await cases.showExample(exampleOn(form.today));
  form.goTo("texts");
  noteExample(form, access, notices, locale());
}

/** Says that this is an example, with the way out; nothing where none is shown. */
export function noteExample(form: TousuForm, access: CaseAccess, notices: Notices, locale: string): void {
  if (!access.current?.isExample) return;
  const t = caseTranslator(locale);
  notices.show({
    key: "example",
    kind: "good",
    text: t("exampleNote"),
    actions: [
      {
        label: t("exampleEnd"),
        run: async () => {
          await access.current?.endExample();
          notices.clear("example");
          form.goTo("start");
        },
      },
    ],
  });
}
