/** The evidence score as a ring, and what would raise it most. */

import { useForm } from "../context.ts";

const RADIUS = 34;
const AROUND = 2 * Math.PI * RADIUS;

export function Score({ onNext }: { onNext: (kind: string) => void }) {
  const form = useForm();
  const { t } = form;
  const { score, grade, items, next } = form.assessed("evidence");
  const gain = items.find(({ kind }) => kind === next)?.gain ?? 0;
  const circle = { cx: 40, cy: 40, r: RADIUS };
  return (
    <div class="t-score" data-score="" data-grade={grade}>
      <div class="t-score-ring">
        <svg viewBox="0 0 80 80" class="t-ring" aria-hidden="true" focusable="false">
          <circle class="t-ring-track" {...circle} />
          {/* Round ends would draw a dot for nothing. */}
          <circle
            class="t-ring-arc"
            {...circle}
            stroke-linecap={score > 0 ? "round" : "butt"}
            stroke-dasharray={`${(AROUND * score) / 100} ${AROUND}`}
          />
        </svg>
        <span class="t-score-number" role="img" aria-label={t("scoreOf", { n: score })}>
          {score}
        </span>
      </div>
      <div class="t-score-words">
        <p class="t-score-title">
          {t("score")} <strong class="t-score-grade">{form.label("grades", grade)}</strong>
        </p>
        <div class="t-score-next">
          {next ? (
            <button type="button" class="t-inline" data-next-kind={next} onClick={() => onNext(next)}>
              {t("scoreNext", { kind: form.label("evidence", next), n: gain })}
            </button>
          ) : (
            score > 0 && <p class="t-hint">{t("scoreFull")}</p>
          )}
        </div>
      </div>
    </div>
  );
}
