/** Timeline: past log entries and open deadlines, by date. */

import type { OpenDeadline } from "../../index.js";
import { useForm } from "../context.ts";
import { type Entry, type FormModel, textOf } from "../model.ts";
import { Fold } from "../screens/fold.tsx";
import { formatDate } from "../translate.ts";
import { LawLine } from "./law.tsx";
import { ToolButtons } from "./tool-buttons.tsx";

/** A deadline further away than this is folded away, in days. */
export const FAR = 365;
/** A deadline with as few days left as this is marked. */
const SOON = 3;

export function daysLeft({ t }: FormModel, days: number): string {
  if (days === 0) return t("dueToday");
  return days > 0 ? t("daysLeft", { n: days }) : t("daysOver", { n: -days });
}

export function Timeline() {
  const form = useForm();
  const { t } = form;
  const deadlines = form.assessed("deadlines");
  const near = deadlines.filter(({ daysLeft }) => daysLeft <= FAR);
  const far = deadlines.filter(({ daysLeft }) => daysLeft > FAR);
  const today = form.settings.today();
  const past = form.list("log").filter((entry) => entry.date && Object.keys(entry).length > 1);
  const moments = [
    ...past.map((entry) => ({ date: textOf(entry.date), node: <PastMoment entry={entry} /> })),
    {
      date: today,
      node: (
        <li class="t-moment t-today">
          <strong>{t("today")}</strong> {formatDate(today, form.options.locale)}
        </li>
      ),
    },
    ...near.map((deadline) => ({ date: deadline.due, node: <DueMoment deadline={deadline} /> })),
  ].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return (
    <section>
      <h3 class="t-cells-title">{t("courseOfCase")}</h3>
      <div class="t-cells">
        {moments.length > 1 ? (
          <ol class="t-timeline" role="list">
            {moments.map(({ node }) => node)}
          </ol>
        ) : (
          far.length === 0 && <p class="t-hint t-cell">{t("timelineEmpty")}</p>
        )}
        {far.length > 0 && (
          <Fold label={t("longLimits", { n: far.length })} data-fold="limits">
            <ol class="t-timeline" role="list">
              {far.map((deadline) => (
                <DueMoment key={deadline.id} deadline={deadline} />
              ))}
            </ol>
          </Fold>
        )}
      </div>
      {/* While an answer is waited for, they stand in the card above. */}
      {deadlines.length > 0 && form.assessed("next").kind !== "wait" && (
        <ToolButtons place="timeline" context={() => ({})} />
      )}
    </section>
  );
}

function PastMoment({ entry }: { entry: Entry }) {
  const form = useForm();
  const { date, channel, action, reference, note } = entry;
  const what = [form.label("channels", textOf(channel)), form.label("actions", textOf(action))];
  const more = [reference, note].map(textOf).filter(Boolean);
  return (
    <li class="t-moment">
      <span class="t-moment-date">{formatDate(textOf(date), form.options.locale)}</span>
      <p>{what.filter(Boolean).join(" · ")}</p>
      {more.length > 0 && <p class="t-hint">{more.join(" · ")}</p>}
    </li>
  );
}

function DueMoment({ deadline }: { deadline: OpenDeadline }) {
  const form = useForm();
  const entry = form.spec.deadlines.find(({ id }) => id === deadline.id);
  const urgency = deadline.daysLeft < 0 ? "t-over" : deadline.daysLeft <= SOON ? "t-soon" : "";
  return (
    <li class={`t-moment ${urgency}`} data-deadline={deadline.id}>
      <span class="t-moment-date">
        {formatDate(deadline.due, form.options.locale)} <span class="t-badge">{daysLeft(form, deadline.daysLeft)}</span>
      </span>
      <p>
        <strong>{entry?.label ?? deadline.id}</strong>
      </p>
      {deadline.estimated && <p class="t-hint">{form.t("estimated")}</p>}
      {entry?.next && <p>{entry.next}</p>}
      {entry?.law ? <LawLine law={entry.law} /> : entry?.source && <p class="t-law">{entry.source}</p>}
    </li>
  );
}
