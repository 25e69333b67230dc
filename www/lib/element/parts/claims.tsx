/** Claims that the law supports on the facts given. */

import { useForm } from "../context.ts";
import { Icon } from "./icon.tsx";
import { LawLine } from "./law.tsx";

export function Claims() {
  const form = useForm();
  const claims = form.assessed("claims");
  if (claims.length === 0) return null;
  return (
    <details class="t-more t-cells" data-claims="">
      <summary>
        <Icon name="chevron" />
        {form.t("claims", { n: claims.length })}
      </summary>
      <div>
        <ul class="t-claims" role="list">
          {claims.map(({ id, amount, reckoning }) => {
            const entry = form.spec.claims.find((one) => one.id === id);
            if (!entry) return null;
            return (
              <li class="t-cell" key={id} data-claim={id}>
                <p class="t-claim-head">
                  <strong>{entry.label}</strong>
                  {amount && <span class="t-amount">{form.t("claimUpTo", { amount })}</span>}
                </p>
                {reckoning && <p class="t-hint">{reckoning}</p>}
                <p class="t-hint">{entry.condition}</p>
                <LawLine law={entry.law} />
              </li>
            );
          })}
        </ul>
      </div>
    </details>
  );
}
