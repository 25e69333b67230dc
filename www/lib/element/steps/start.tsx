/** The first step: what the form does, and what to have at hand. */

import { useForm } from "../context.ts";
import { Icon } from "../parts/icon.tsx";
import { Paste } from "../parts/paste.tsx";
import { ToolButtons } from "../parts/tool-buttons.tsx";
import type { StringKey } from "../strings.ts";

/** Kinds of evidence named before the reason is known. */
const NAMED = 6;

export function StartStep() {
  const form = useForm();
  const { t } = form;
  const fields = form.sections.flatMap((section) => section.fields);
  return (
    <div class="t-stack">
      <p class="t-lead">{t("startLead")}</p>
      <p class="t-callout t-callout-good">
        <Icon name="check" />
        <span>{t("startPrivate")}</span>
      </p>
      <Paste place="start" />
      <section>
        <h3 class="t-cells-title">{t("startNeed")}</h3>
        <div class="t-cells">
          <Needs title="startRequired" entries={fields.filter((field) => field.required)} />
          <Needs
            title="startChannel"
            entries={fields.filter((field) => !field.required && field.requiredBy.length > 0)}
          />
          <Needs title="startProof" entries={form.spec.evidence.slice(0, NAMED)} />
        </div>
      </section>
      <p class="t-hint t-inset">{t("startAny")}</p>
      <ToolButtons
        place="start"
        context={() => ({ compose: (document) => form.engine.compose({}, { ...form.options, document }) })}
      />
    </div>
  );
}

function Needs({ title, entries }: { title: StringKey; entries: readonly { id: string; label: string }[] }) {
  const { t } = useForm();
  if (entries.length === 0) return null;
  return (
    <div class="t-cell">
      <h4>{t(title)}</h4>
      <ul class="t-needs" role="list">
        {entries.map(({ id, label }) => (
          <li key={id}>{label}</li>
        ))}
      </ul>
    </div>
  );
}
