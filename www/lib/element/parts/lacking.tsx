/** The evidence that is lacking most, and how to get it. */

import { useForm } from "../context.ts";
import { Icon } from "./icon.tsx";

export function Lacking() {
  const form = useForm();
  const { t } = form;
  const { next, items } = form.assessed("evidence");
  const kind = form.spec.evidence.find(({ id }) => id === next);
  if (!kind) {
    const full = items.some(({ held }) => held);
    return full ? <p class="t-hint t-inset">{t("lackingNothing")}</p> : null;
  }
  return (
    <details class="t-lacking t-cells t-cell" data-lacking={kind.id}>
      <summary>
        <span>
          {t("lackingMost")}
          <strong>{kind.label}</strong>
        </span>
        <span class="t-link">
          {t("lackingHow")}
          <Icon name="down" />
        </span>
      </summary>
      <p>{kind.how}</p>
      <p class="t-hint">{kind.why}</p>
    </details>
  );
}
