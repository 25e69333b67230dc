/** The first screen: paste an order, pick a screenshot, or choose what went wrong. */

import { useSignal } from "@preact/signals";
import { useCallback } from "preact/hooks";
import { NO_FORM, useForm, useHost } from "../context.ts";
import { HostNode } from "../parts/host-node.tsx";
import { Icon } from "../parts/icon.tsx";
import { Paste } from "../parts/paste.tsx";
import { ToolButtons } from "../parts/tool-buttons.tsx";

export function StartStep() {
  const form = useForm();
  const { t } = form;
  const log = form.stepWith("log");
  return (
    <div class="t-stack">
      <p class="t-lead">
        <s>{t("startBefore")}</s> → {t("startAfter")}
      </p>
      <Paste place="start" beside={<Screenshot />} />
      <Running />
      <section>
        <h3 class="t-cells-title">{t("startProblem")}</h3>
        <Problems />
      </section>
      {log && (
        <button type="button" class="t-entry" data-filed-before="" onClick={() => form.goTo(log)}>
          <span>{t("startFiled")}</span>
          <Icon name="chevron" />
        </button>
      )}
      <p class="t-hint t-inset">{t("startPrivate")}</p>
      <ToolButtons
        place="start"
        context={() => ({ compose: (document) => form.engine.compose({}, { ...form.options, document }) })}
      />
    </div>
  );
}

/** The host's complaints that are under way. */
function Running() {
  const { locale } = useForm().options;
  const { running } = useHost().tools.value;
  const make = useCallback(() => running?.({ locale }), [running, locale]);
  return running ? <HostNode make={make} /> : null;
}

/** Eight plain problems; each leads to its reasons. */
function Problems() {
  const form = useForm();
  const english = form.options.locale === "en";
  return (
    <ul class="t-tiles" role="list">
      {form.problems.map(({ id, zh, en, icon }) => (
        <li key={id}>
          <button type="button" class="t-tile" data-problem={id} onClick={() => form.chooseProblem(id)}>
            <svg viewBox="0 0 24 24" class="t-icon" aria-hidden="true" focusable="false">
              <path d={icon} />
            </svg>
            <span>{english ? en : zh}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Picks a picture of the order: it is kept as evidence, and its text is copied out of it in WeChat. */
function Screenshot() {
  const form = useForm();
  const { t } = form;
  const { tools, deferred, loadDeferred } = useHost();
  const said = useSignal("");
  const { files } = tools.value;
  if (!files) return null;
  async function keep(picked: readonly File[]) {
    if (picked.length === 0) return;
    said.value = t("loading");
    try {
      await loadDeferred();
      const kept = await deferred.value?.keepFiles(form, tools.value, picked, form.spec.evidence[0]?.id);
      said.value = t("startKept");
      const n = await deferred.value?.readPicture(form, tools.value, kept?.[0] ?? -1);
      if (n) said.value = t("startRead", { n });
    } catch {
      said.value = t("startNotKept");
    }
  }
  return (
    <>
      <label class="t-button t-big t-pick">
        <input
          type="file"
          accept="image/*"
          multiple
          form={NO_FORM}
          data-screenshot=""
          onChange={(event) => keep([...(event.currentTarget.files ?? [])])}
        />
        <Icon name="picture" />
        {t("startScreenshot")}
      </label>
      <p class="t-hint t-wide-line" role="status">
        {said.value}
      </p>
    </>
  );
}
