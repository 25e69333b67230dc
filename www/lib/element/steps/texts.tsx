/** The texts, as they will be sent: whole, part by part, counted against the channel's limit. */

import type { CopyPart } from "../../index.js";
import { NO_FORM, useForm, useHost } from "../context.ts";
import { isError, isFault } from "../model.ts";
import { Callout } from "../parts/callout.tsx";
import { Channels, Filing, PlaceLinks } from "../parts/channels.tsx";
import { CopyButton, CopyRescue, useCopying } from "../parts/copy-button.tsx";
import { Icon } from "../parts/icon.tsx";
import { ToolButtons } from "../parts/tool-buttons.tsx";

export function TextsStep() {
  const form = useForm();
  const { t } = form;
  const { tools } = useHost();
  const { parts } = form.composition();
  return (
    <div class="t-stack">
      <NotReady />
      <Channels />
      <section>
        <h3 class="t-cells-title">{t("document")}</h3>
        <div class="t-cells">
          <Documents />
          <Paper />
          <HideContact />
        </div>
        {parts.length > 0 && (
          <details class="t-more t-cells">
            <summary>
              <Icon name="chevron" />
              {t("byParts")}
            </summary>
            <p class="t-hint t-inset">{t("byPartsHint")}</p>
            <ul class="t-parts" role="list">
              {parts.map((part) => (
                <Part key={part.id} part={part} />
              ))}
            </ul>
          </details>
        )}
      </section>
      <Filing>
        <button
          type="button"
          class="t-button t-wide"
          data-filed=""
          onClick={() => {
            form.logFiling();
            form.goTo("follow-up");
          }}
        >
          <Icon name="check" />
          <span>{t(form.filedToday ? "filedToday" : "logFiled")}</span>
        </button>
      </Filing>
      {(tools.value.texts ?? []).length > 0 && (
        <section>
          <h3 class="t-cells-title">{t("saveAs")}</h3>
          <ToolButtons
            place="texts"
            context={() => ({
              composition: form.composition(),
              document: form.documents.chosen,
              channel: form.channel?.id ?? "",
              hideContact: form.hideContact,
              compose: (format) => form.composition(format),
            })}
          />
        </section>
      )}
    </div>
  );
}

function NotReady() {
  const form = useForm();
  const errors = form.assessed("issues").filter(isError);
  const faults = errors.filter(isFault).length;
  if (errors.length === 0) return null;
  return (
    <Callout kind="warning">
      <p>{faults > 0 ? form.t("notReady", { n: faults }) : form.t("notComplete", { n: errors.length })}</p>
      <button type="button" class="t-inline" onClick={() => form.goTo("review")}>
        {form.t("toReview")}
      </button>
    </Callout>
  );
}

function Documents() {
  const form = useForm();
  const { ordered, chosen } = form.documents;
  return (
    <div class="t-cell">
      <div class="t-chips t-chips-small" role="radiogroup" aria-label={form.t("documents")}>
        {ordered.map((id) => (
          <label class="t-chip" key={id}>
            <input
              type="radio"
              name={`${form.settings.prefix}-document`}
              form={NO_FORM}
              value={id}
              checked={id === chosen}
              onChange={() => form.chooseDocument(id)}
            />
            <span>{form.label("documents", id)}</span>
          </label>
        ))}
      </div>
      <p class="t-hint">{form.spec.documents.find(({ id }) => id === chosen)?.purpose}</p>
    </div>
  );
}

function Paper() {
  const form = useForm();
  const { t } = form;
  const copying = useCopying();
  const { title, body, length, limit, omitted, lacking } = form.composition();
  const over = limit !== undefined && length > limit;
  const counted =
    limit === undefined ? t("count", { n: length }) : t(over ? "over" : "within", { n: length, of: limit });
  return (
    <div class="t-cell">
      <div>
        {lacking.length > 0 && (
          <Callout data-note="lacking">
            <p>{t("lacking")}</p>
            <PlaceLinks keys={lacking} />
          </Callout>
        )}
        {omitted.length > 0 && (
          <Callout data-note="omitted">
            <p>{t("omitted", { fields: form.namesOf(omitted) })}</p>
          </Callout>
        )}
      </div>
      {/* It scrolls, so it must be reached by keyboard. */}
      <div class="t-paper" tabIndex={0} role="document" data-body="" aria-label={title}>
        {body}
      </div>
      <p class={over ? "t-counter t-over" : "t-counter"}>{counted}</p>
      <div class="t-actions">
        <CopyButton copying={copying} hook="all" label={t("copyAll")} primary text={() => form.composition().body} />
      </div>
      <CopyRescue copying={copying} />
    </div>
  );
}

function Part({ part }: { part: CopyPart }) {
  const { t } = useForm();
  const copying = useCopying();
  return (
    <li class="t-cell t-part" data-part={part.id}>
      <div class="t-part-head">
        <strong>{part.label}</strong>
        <span class="t-counter">{t("count", { n: part.text.length })}</span>
        <CopyButton
          copying={copying}
          hook={part.id}
          label={t("copy")}
          name={t("copyPart", { part: part.label })}
          text={() => part.text}
        />
      </div>
      <div class="t-part-text">{part.text}</div>
      <CopyRescue copying={copying} />
    </li>
  );
}

function HideContact() {
  const form = useForm();
  const { t } = form;
  const id = `${form.settings.prefix}-hide`;
  return (
    <div class="t-cell t-switch-cell">
      <label for={id}>
        {t("hideContact")}
        <span class="t-hint" id={`${id}-hint`}>
          {t("hideContactHint")}
        </span>
      </label>
      <input
        type="checkbox"
        role="switch"
        class="t-switch"
        id={id}
        form={NO_FORM}
        aria-describedby={`${id}-hint`}
        checked={form.hideContact}
        onChange={(event) => {
          form.hideContact = event.currentTarget.checked;
        }}
      />
    </div>
  );
}
