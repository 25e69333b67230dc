import type { LawReference } from "../../index.js";
import { useForm } from "../context.ts";
import { formatDate } from "../translate.ts";

/** A citation, with the day it was checked. */
export function LawLine({ law }: { law: LawReference }) {
  const { t, options } = useForm();
  const cited = t("law", { title: law.title, article: law.article });
  return (
    <p class="t-law">
      {law.url ? (
        <a href={law.url} rel="noreferrer" target="_blank">
          {cited}
        </a>
      ) : (
        cited
      )}
      {" · "}
      {t("lawChecked", { date: formatDate(law.checked, options.locale) })}
    </p>
  );
}
