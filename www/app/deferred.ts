/** The page's tools for the steps behind the first, in one file that is loaded together with those. */

import type { Tools, TousuForm } from "tousu/element";
import { arrivalTool } from "./arrivals.ts";
import { runningCases } from "./case-cards.tsx";
import type { CaseAccess } from "./cases.ts";
import { showExample } from "./example.ts";
import { exhibitTools } from "./exhibit-files.tsx";
import type { ExhibitStore } from "./exhibit-store.ts";
import { laterTranslator } from "./later-strings.ts";
import type { Notices } from "./notice.tsx";
import { outputTools, printBlankForm } from "./outputs.tsx";

export { remarkOnClock } from "./clock.ts";
export { offerToRemember } from "./contact.ts";
export { noteExample, showExample } from "./example.ts";
export { ExhibitStore } from "./exhibit-store.ts";
export { printBlankForm } from "./outputs.tsx";

export const laterTools = (form: TousuForm, cases: CaseAccess, store: ExhibitStore, notices: Notices): Tools => ({
  ...exhibitTools(form, cases, store),
  ...outputTools(form, cases, notices),
  running: runningCases(form, cases),
  start: [
    printBlankForm(notices),
    {
      id: "example",
      label: (locale) => laterTranslator(locale)("example"),
      run: () => showExample(form, cases, notices, () => form.getAttribute("locale") ?? ""),
    },
    arrivalTool({
      form,
      notices,
      locale: () => (form.getAttribute("locale") === "en" ? "en" : "zh-CN"),
      keep: (file) => store.keep(file),
    }),
  ],
});
