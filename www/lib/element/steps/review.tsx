/** The review step: what is wrong, with links that lead there, and every answer as it stands. */

import type { ComponentChildren } from "preact";
import { useLayoutEffect } from "preact/hooks";
import type { FieldSpec, Issue, SectionSpec } from "../../index.js";
import { useForm } from "../context.ts";
import { isFault, keyOf, textOf } from "../model.ts";
import { Icon } from "../parts/icon.tsx";
import { formatDate } from "../translate.ts";

export function ReviewStep() {
  const form = useForm();
  const { t } = form;
  useLayoutEffect(() => form.review(), [form]);
  const issues = form.issues;
  const of = (severity: Issue["severity"]) => issues.filter((issue) => issue.severity === severity);
  const advice = of("advice");
  return (
    <div class="t-stack">
      <Summary errors={of("error")} warnings={of("warning")} />
      <details class="t-more t-cells" hidden={advice.length === 0}>
        <summary>
          <Icon name="chevron" />
          {t("lookAgain", { n: advice.length })}
        </summary>
        <IssueLinks issues={advice} />
      </details>
      <p class="t-lead">{t("reviewLead")}</p>
      <div class="t-stack">
        {form.sections.map((section) => section.fields.length > 0 && <Answers key={section.id} section={section} />)}
        {form.stepWith("evidence") && <EvidenceAnswers />}
      </div>
    </div>
  );
}

function Summary({ errors, warnings }: { errors: readonly Issue[]; warnings: readonly Issue[] }) {
  const { t } = useForm();
  const faults = errors.filter(isFault).length;
  const state = faults > 0 ? "bad" : errors.length > 0 ? "lacking" : warnings.length > 0 ? "warning" : "good";
  const title = {
    bad: t("summaryTitle", { n: faults }),
    lacking: t("lackingN", { n: errors.length }),
    warning: t("summaryWarnings", { n: warnings.length }),
    good: t("summaryNone"),
  }[state];
  return (
    <div
      class={state === "bad" ? "t-summary" : `t-summary t-summary-${state}`}
      tabIndex={-1}
      role="group"
      data-error-summary=""
      aria-label={title}
    >
      <h3>
        <Icon name={state === "good" ? "check" : "alert"} />
        {title}
      </h3>
      <IssueLinks issues={errors} />
      {errors.length > 0 && warnings.length > 0 && <p>{t("alsoWarnings", { n: warnings.length })}</p>}
      <IssueLinks issues={warnings} />
    </div>
  );
}

/** Issues as links that move the focus to their place. */
function IssueLinks({ issues }: { issues: readonly Issue[] }) {
  const form = useForm();
  if (issues.length === 0) return null;
  return (
    <ul role="list">
      {issues.map((issue, index) => {
        const place = keyOf(issue.path);
        const key = `${issue.code} ${place} ${index}`;
        if (!form.stepWith(place)) return <li key={key}>{issue.message}</li>;
        return (
          <li key={key} data-code={issue.code}>
            <a
              class={`t-${issue.severity}`}
              href={`#${form.settings.prefix}-${place}`}
              onClick={(event) => {
                event.preventDefault();
                form.goToPlace(place);
              }}
            >
              {issue.message}
            </a>
          </li>
        );
      })}
    </ul>
  );
}

function Answers({ section }: { section: SectionSpec }) {
  const form = useForm();
  const { t, recommended } = form;
  const filled = (field: FieldSpec) => form.value(field.id) !== undefined;
  const needed = (field: FieldSpec) =>
    field.required || (recommended !== undefined && field.requiredBy.includes(recommended.id));
  const listed = section.fields.filter((field) => filled(field) || needed(field));
  const empty = section.fields.filter((field) => !filled(field) && !needed(field));
  return (
    <section>
      <h3 class="t-cells-title">{section.label}</h3>
      <div class="t-cells">
        {listed.length > 0 && (
          <dl class="t-answers">
            {listed.map((field) => (
              <Answer key={field.id} label={field.label} place={field.id} step={section.id} missing={!filled(field)}>
                {filled(field) ? <Value field={field} value={form.value(field.id)} /> : t("missing")}
              </Answer>
            ))}
          </dl>
        )}
        {empty.length > 0 && (
          <p class="t-hint t-inset">
            {t("leftEmpty", { fields: empty.map(({ label }) => label).join(t("listJoin")) })}
          </p>
        )}
      </div>
    </section>
  );
}

/** A value as a person reads it. */
function Value({ field, value }: { field: FieldSpec; value: unknown }) {
  const form = useForm();
  const label = (id: unknown) => form.optionLabel(field.id, id);
  if (Array.isArray(value)) return <>{value.map(label).join(form.t("listJoin"))}</>;
  if (field.kind === "choice") return <>{label(value)}</>;
  return <>{field.kind === "date" ? formatDate(String(value), form.options.locale) : String(value)}</>;
}

function EvidenceAnswers() {
  const form = useForm();
  const { t } = form;
  const exhibits = form.list("evidence");
  return (
    <section>
      <h3 class="t-cells-title">{t("evidence")}</h3>
      <div class="t-cells">
        <dl class="t-answers">
          {exhibits.map(({ kind, title, count, date, note }, index) => {
            const parts = [
              textOf(title),
              t("pieces", { n: Number(count ?? 1) }),
              date ? formatDate(textOf(date), form.options.locale) : "",
              textOf(note),
            ];
            return (
              // An exhibit has no identity but its place.
              <Answer
                key={index}
                label={form.label("evidence", textOf(kind))}
                place={`evidence.${index}`}
                step="evidence"
              >
                {parts.filter(Boolean).join(" · ")}
              </Answer>
            );
          })}
          {exhibits.length === 0 && (
            <Answer label={t("evidence")} place="" step="evidence" missing>
              {t("noEvidence")}
            </Answer>
          )}
        </dl>
      </div>
    </section>
  );
}

interface AnswerProps {
  label: string;
  /** Key of the place where it can be changed; "" for the step as a whole. */
  place: string;
  step: string;
  missing?: boolean;
  children: ComponentChildren;
}

function Answer({ label, place, step, missing, children }: AnswerProps) {
  const form = useForm();
  return (
    <div class="t-answer">
      <dt>{label}</dt>
      <dd class={missing ? "t-missing" : ""}>{children}</dd>
      <dd class="t-answer-change">
        <button
          type="button"
          class="t-inline"
          aria-label={form.t("changeNamed", { field: label })}
          data-change={place || step}
          onClick={() => form.goTo(form.stepWith(place) ?? step, place)}
        >
          {form.t("change")}
        </button>
      </dd>
    </div>
  );
}
