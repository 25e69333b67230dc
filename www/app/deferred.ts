/** The page's tools for the steps behind the first, in one file that is loaded together with those. */

import type { Tools, TousuForm } from "tousu/element";
import { arrivalTool } from "./arrivals.ts";
import type { CaseAccess } from "./cases.ts";
import { exhibitTools, keepFile } from "./exhibit-files.tsx";
import type { Notices } from "./notice.tsx";
import { outputTools, printBlankForm } from "./outputs.tsx";

export { remarkOnClock } from "./clock.ts";
export { printBlankForm } from "./outputs.tsx";

export const laterTools = (form: TousuForm, cases: CaseAccess, notices: Notices): Tools => ({
  ...exhibitTools(form, cases),
  ...outputTools(form, cases, notices),
  start: [
    printBlankForm(notices),
    arrivalTool({
      form,
      notices,
      locale: () => (form.getAttribute("locale") === "en" ? "en" : "zh-CN"),
      keep: (file) => keepFile(cases, file),
    }),
  ],
});
