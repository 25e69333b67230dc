/** The follow-up: one card with what to do by when, the other side's answer, and the course of the case. */

import { useSignal } from "@preact/signals";
import type { NextStep } from "../../index.js";
import { useForm, useHost } from "../context.ts";
import type { FormModel } from "../model.ts";
import { EntryLinks } from "../parts/channels.tsx";
import { CopyRescue, useCopying } from "../parts/copy-button.tsx";
import { Icon } from "../parts/icon.tsx";
import { Log } from "../parts/log.tsx";
import { PastDay } from "../parts/past-day.tsx";
import { RadioChips } from "../parts/radio-chips.tsx";
import { Timeline } from "../parts/timeline.tsx";
import { ToolButtons } from "../parts/tool-buttons.tsx";
import { formatDate } from "../translate.ts";
import { Answer } from "./answer.tsx";
import { DoneDrawing, EmptyDrawing, SentDrawing } from "./drawings.tsx";
import { Fold } from "./fold.tsx";
import { merchantOf, nameOf } from "./names.ts";
import { overdueOf, titleOf } from "./next-step.ts";
import { daysBetween } from "./remaining.ts";
import { canCompose, resultOf } from "./result-model.ts";

export function FollowUpScreen() {
  const form = useForm();
  const { t } = form;
  const prevention = form.assessed("prevention");
  const { length } = form.list("log");
  return (
    <div class="t-stack t-follow">
      <Card />
      {length > 0 && <Answer />}
      <Timeline />
      {length > 3 ? (
        <div class="t-cells">
          <Fold label={t("logFold", { n: length })} data-fold="log">
            <Log />
          </Fold>
        </div>
      ) : (
        <Log />
      )}
      {prevention.length > 0 && (
        <div class="t-cells">
          <Fold label={t("prevention")} data-fold="prevention">
            <ul class="t-list">
              {prevention.map((id) => (
                <li key={id}>{form.label("prevention", id)}</li>
              ))}
            </ul>
          </Fold>
        </div>
      )}
    </div>
  );
}

function Card() {
  const form = useForm();
  const { t, options, spec } = form;
  const { tools } = useHost();
  const next = form.assessed("next");
  const result = resultOf(form);
  const { noted } = result;
  if (form.list("log").length === 0) return <Empty />;
  const channel = spec.channels.find(({ id }) => id === next.channel);
  const left = next.due && daysBetween(form.settings.today(), next.due);
  const waiting = next.kind === "wait";
  const late = next.kind === "chase";
  const overdue = late ? [] : overdueOf(form);
  const why = next.why.filter((code) => code !== "why.missing" && code !== "why.pending");
  return (
    <section class={`t-cells t-now${late ? " t-now-late" : ""}`} data-now={next.kind}>
      {noted ? <SentDrawing /> : next.kind === "done" && <DoneDrawing />}
      {noted && (
        <p class="t-now-noted">
          <Icon name="check" /> {t("noted")} · {nameOf(form, String(noted.channel))}
        </p>
      )}
      <h3 class="t-now-title">{titleOf(form, next)}</h3>
      {waiting && next.due && (
        <p class="t-now-count" data-due={next.due}>
          <strong>{left && Number(left) > 0 ? t("daysLeft", { n: left }) : t("dueToday")}</strong>
          <span>{t("until", { date: formatDate(next.due, options.locale) })}</span>
        </p>
      )}
      <p class="t-now-what">{noted && waiting ? t("notedLead") : spec.steps[next.kind]}</p>
      {overdue.map(({ id, daysLeft }) => (
        <p class="t-now-over" key={id} data-overdue={id}>
          {t("overdueNote", { what: form.label("deadlines", id), n: -daysLeft })}
        </p>
      ))}
      {!waiting && !late && why.length > 0 && <p class="t-hint">{why.map((code) => spec.whys[code]).join(" ")}</p>}
      <div class="t-now-buttons">
        {late && next.document ? (
          <ChaseButtons next={next} phone={channel?.entry.phone} />
        ) : (
          !waiting &&
          next.kind !== "done" && (
            <button type="button" class="t-button t-primary" data-write="" onClick={() => showText(form)}>
              {t("writeNext")}
            </button>
          )
        )}
        {!late && !next.document && !waiting && channel?.entry.phone && <EntryLinks phone={channel.entry.phone} />}
        {waiting && (tools.value.timeline ?? []).length > 0 && <ToolButtons place="timeline" context={() => ({})} />}
        {noted && (
          <button type="button" class="t-inline" data-noted-undo="" onClick={() => result.undoNoted()}>
            {t("notedUndo")}
          </button>
        )}
      </div>
    </section>
  );
}

/** Shows the text of the next step. */
function showText(form: FormModel): void {
  form.chooseChannel("");
  form.goTo("texts");
}

/** The reminder is copied here and now; then whether it was sent is asked. */
function ChaseButtons({ next, phone }: { next: NextStep; phone: string | undefined }) {
  const form = useForm();
  const { t } = form;
  const result = resultOf(form);
  const copying = useCopying();
  const copied = useSignal(false);
  const { document, channel } = next;
  if (!document || !canCompose(form)) {
    return (
      <button type="button" class="t-button t-primary" data-write="" onClick={() => showText(form)}>
        {t("writeNext")}
      </button>
    );
  }
  const composition = () => result.compose({ document, channel });
  return (
    <>
      <button
        type="button"
        class={`t-button ${copied.value ? "" : "t-primary"}${copying.copied ? " t-copied" : ""}`}
        data-copy="chase"
        onClick={async () => {
          await copying.copy(composition().shareable);
          copied.value = true;
        }}
      >
        <Icon name="copy" />
        <span>{t(copying.copied ? "copied" : copied.value ? "copyAgain" : "copyChase")}</span>
      </button>
      {copied.value && (
        <button
          type="button"
          class="t-button t-primary"
          data-sent=""
          onClick={() => {
            result.noteSent(result.entryOf(channel, composition()));
            form.requestFocus("");
          }}
        >
          {t("sentYes")}
        </button>
      )}
      {phone && <EntryLinks phone={phone} />}
      <button type="button" class="t-inline" data-see="" onClick={() => showText(form)}>
        {t("seeText")}
      </button>
      <CopyRescue copying={copying} />
    </>
  );
}

function Empty() {
  const form = useForm();
  const { t } = form;
  return (
    <section class="t-cells t-now" data-now="empty">
      <EmptyDrawing />
      <h3 class="t-now-title">{t("emptyTitle")}</h3>
      <p class="t-now-what">{t("emptyLead")}</p>
      <FiledBefore />
      <div class="t-now-buttons">
        <button type="button" class="t-button" data-write="" onClick={() => showText(form)}>
          {t("openTexts")}
        </button>
      </div>
    </section>
  );
}

/** Channel and day of an earlier complaint: the first entry of the log. */
function FiledBefore() {
  const form = useForm();
  const { t, spec } = form;
  const channel = useSignal<string | undefined>(undefined);
  const day = useSignal("");
  const name = `${form.settings.prefix}-filed`;
  return (
    <fieldset class="t-filed">
      <legend class="t-label">{t("filedWhere")}</legend>
      <RadioChips
        name={name}
        options={spec.channels.map(({ id }) => ({ id, label: nameOf(form, id) }))}
        chosen={channel.value}
        choose={(id) => {
          channel.value = id;
        }}
      />
      {channel.value !== undefined && (
        <>
          <label class="t-label" for={`${name}-day`}>
            {t("filedDay")}
          </label>
          <div class="t-reply-row">
            <PastDay day={day} id={`${name}-day`} />
            <button
              type="button"
              class="t-button t-primary t-small"
              data-filed-note=""
              disabled={day.value === ""}
              onClick={() => {
                const action = channel.value === merchantOf(form) ? "requested-remedy" : "submitted";
                form.addEntry("log", { date: day.value, channel: channel.value, action });
                form.requestFocus("");
              }}
            >
              {t("askNote")}
            </button>
          </div>
        </>
      )}
    </fieldset>
  );
}
