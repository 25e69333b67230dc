/** The result: whom to turn to and why, the text to send, how to send it there, and the question whether it was sent. */

import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { type ChannelSpec, type CopyPart, ready } from "../../index.js";
import { NO_FORM, useForm, useHost } from "../context.ts";
import { type FormModel, isError, isFault } from "../model.ts";
import { Callout } from "../parts/callout.tsx";
import { ChannelOptions, EntryLinks, PlaceLinks } from "../parts/channels.tsx";
import { CopyButton, CopyRescue, useCopying } from "../parts/copy-button.tsx";
import { Icon } from "../parts/icon.tsx";
import { LawLine } from "../parts/law.tsx";
import { RadioChips } from "../parts/radio-chips.tsx";
import { ToolButtons } from "../parts/tool-buttons.tsx";
import { formatDate } from "../translate.ts";
import { TapDrawing } from "./drawings.tsx";
import { Fold } from "./fold.tsx";
import { nameOf } from "./names.ts";
import { Question } from "./question.tsx";
import { inDays } from "./remaining.ts";
import { ReplyDay } from "./reply-day.tsx";
import { canCompose, resultOf, sentLanguage } from "./result-model.ts";

export function ResultScreen() {
  const form = useForm();
  const chinese = useChinese();
  return (
    <div class="t-stack t-result">
      <NotReady />
      <Addressee />
      {chinese === "ready" ? (
        <>
          <Letter />
          <HowToSend />
          <Background />
          <SaveAs />
          <SendBar />
        </>
      ) : (
        <Callout kind={chinese === "failed" ? "warning" : "info"}>
          <p>{form.t(chinese === "failed" ? "chineseFailed" : "chineseLoading")}</p>
        </Callout>
      )}
    </div>
  );
}

/** Loads the words of what is sent, where the page is in another language. */
function useChinese(): "ready" | "loading" | "failed" {
  const form = useForm();
  const needed = !canCompose(form);
  const state = useSignal<"ready" | "loading" | "failed">("loading");
  useEffect(() => {
    if (!needed) return;
    let left = false;
    const become = (next: "ready" | "failed") => () => {
      if (!left) state.value = next;
    };
    ready({ locales: [sentLanguage(form)] }).then(become("ready"), become("failed"));
    return () => {
      left = true;
    };
  }, [form, needed, state]);
  return needed ? state.value : "ready";
}

function NotReady() {
  const form = useForm();
  const errors = form.issues.filter(isError);
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

/** One line: whom to turn to first, why, and by when there is an answer. */
function Addressee() {
  const form = useForm();
  const { t, channel, spec } = form;
  const next = form.assessed("next");
  if (!channel) return null;
  const advised = channel.id === next.channel;
  const label = nameOf(form, channel.id);
  const why = advised
    ? next.why.filter((code) => code !== "why.missing").map((code) => spec.whys[code] ?? "")
    : form.whysOf(channel);
  return (
    <section class="t-cells t-first">
      <div class="t-cell" data-channel={channel.id}>
        <h3 class="t-first-title">
          {t(advised && next.kind !== "wait" ? (next.document ? "sendFirst" : "callFirst") : "sendTo", {
            channel: label,
          })}
        </h3>
        {why.length > 0 && <p class="t-first-why">{why.join(" ")}</p>}
        <AnswerDay />
        {advised && next.kind === "warn" && (
          <Callout kind="warning">
            <p>{spec.steps[next.kind]}</p>
          </Callout>
        )}
        {channel.missing.length > 0 && (
          <Callout>
            <p>{t("channelMissing")}</p>
            <PlaceLinks keys={channel.missing} />
          </Callout>
        )}
      </div>
      <Question />
    </section>
  );
}

/** The day by which there is an answer: the one that the text asks for, otherwise what is usual there. */
function AnswerDay() {
  const form = useForm();
  const { t, options } = form;
  const replyBy = canCompose(form) ? resultOf(form).replyBy : undefined;
  const waiting = form.spec.channels.find(({ id }) => id === form.channel?.id)?.waiting;
  if (replyBy) {
    return (
      <p class="t-first-day" data-reply-by={replyBy}>
        <strong>{t("answeredBy", { date: formatDate(replyBy, options.locale) })}</strong>{" "}
        <span class="t-badge t-badge-good">{inDays(form, replyBy)}</span>
      </p>
    );
  }
  return waiting ? (
    <p class="t-hint">
      {t("waiting")}
      {waiting}
    </p>
  ) : null;
}

function Letter() {
  const form = useForm();
  const { t, options } = form;
  const result = resultOf(form);
  const editing = useSignal(false);
  const { title, body, lacking, omitted, limit } = result.composition();
  const { text } = result;
  const over = limit !== undefined && text.length > limit;
  const counted =
    limit === undefined ? t("count", { n: text.length }) : t(over ? "over" : "within", { n: text.length, of: limit });
  const sent = sentLanguage(form);
  const reading = options.locale !== sent;
  return (
    <section>
      <h3 class="t-cells-title">{form.label("documents", form.documents.chosen)}</h3>
      <div class="t-cells">
        <div class="t-cell">
          <div class="t-letter-head">
            {result.hasShort && <Versions />}
            {result.edited && <span class="t-badge t-badge-good">{t("editedMark")}</span>}
            <span class={over ? "t-counter t-over" : "t-counter"}>{counted}</span>
          </div>
          {reading && <p class="t-hint">{t("chineseSent")}</p>}
          {lacking.length > 0 && (
            <Callout data-note="lacking">
              <p>{t("lacking")}</p>
              <PlaceLinks keys={lacking} />
              <p class="t-hint">{t("blanksStay")}</p>
            </Callout>
          )}
          {omitted.length > 0 && (
            <Callout data-note="omitted">
              <p>{t("omitted", { fields: form.namesOf(omitted) })}</p>
            </Callout>
          )}
          {result.outdated && (
            <Callout kind="warning" data-note="outdated">
              <p>{t("editOutdated")}</p>
            </Callout>
          )}
          <div class="t-letters">
            {editing.value ? (
              <Editor />
            ) : (
              <div class="t-paper t-letter" role="document" data-body="" lang={sent} aria-label={title} tabIndex={0}>
                {result.edited ? text : body}
              </div>
            )}
            {reading && (
              <div
                class="t-paper t-letter t-reading"
                role="document"
                data-reading=""
                tabIndex={0}
                aria-label={t("readingCopy")}
              >
                <p class="t-hint">{t("readingCopy")}</p>
                {result.composition("text", options.locale).shareable}
              </div>
            )}
          </div>
          <p class="t-actions t-letter-tools">
            <button
              type="button"
              class="t-button t-small"
              data-edit=""
              onClick={() => {
                editing.value = !editing.value;
              }}
            >
              {t(editing.value ? "editDone" : "edit")}
            </button>
            {result.edited && (
              <button
                type="button"
                class="t-button t-small"
                data-edit-back=""
                onClick={() => {
                  result.takeBack();
                  editing.value = false;
                }}
              >
                {t("editBack")}
              </button>
            )}
          </p>
        </div>
        {result.replyBy && <ReplyDay />}
        <HideContact />
      </div>
    </section>
  );
}

/** The text while it is changed. The field owns what is typed, so that input methods are left alone. */
function Editor() {
  const form = useForm();
  const result = resultOf(form);
  const area = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    area.current?.focus({ preventScroll: true });
    area.current?.setSelectionRange(0, 0);
  }, []);
  return (
    <textarea
      ref={area}
      class="t-input t-letter t-letter-edit"
      data-body=""
      lang={sentLanguage(form)}
      rows={14}
      aria-label={form.t("sentText")}
      form={NO_FORM}
      autocomplete="off"
      spellcheck={false}
      defaultValue={result.text}
      onInput={(event) => {
        result.text = event.currentTarget.value;
      }}
    />
  );
}

function Versions() {
  const form = useForm();
  const { t } = form;
  const result = resultOf(form);
  return (
    <div class="t-segments" role="radiogroup" aria-label={t("version")}>
      {(["full", "short"] as const).map((version) => (
        <label class="t-segment" key={version}>
          <input
            type="radio"
            name={`${form.settings.prefix}-version`}
            form={NO_FORM}
            value={version}
            checked={result.version === version}
            onChange={() => {
              result.version = version;
            }}
          />
          <span>{t(version === "full" ? "versionFull" : "versionShort")}</span>
        </label>
      ))}
    </div>
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

/** Ways of sending: pictures of where to tap, words for the phone, and the button for "done". */
function HowToSend() {
  const form = useForm();
  const { t } = form;
  const result = resultOf(form);
  const channel = form.spec.channels.find(({ id }) => id === form.channel?.id);
  const noted = result.isNoted(result.sending);
  return (
    <section>
      <h3 class="t-cells-title">{t(channel && inWeChat(form, channel) ? "whereToTap" : "stepsOf")}</h3>
      <div class="t-cells">
        {channel && (
          <div class="t-cell">
            {!channel.confirmed && <p class="t-hint">{t("unconfirmed")}</p>}
            {channel.entry.path && <p class="t-way">{channel.entry.path}</p>}
            {channel.steps.length > 0 && (
              <ol class="t-taps" role="list">
                {channel.steps.map((step, at) => (
                  <li key={step}>
                    <TapDrawing words={step} />
                    <span>
                      <span class="t-taps-number">{at + 1}</span> {step}
                    </span>
                  </li>
                ))}
              </ol>
            )}
            <EntryLinks {...channel.entry} />
          </div>
        )}
        <div class="t-cell">
          <button
            type="button"
            class="t-button t-wide"
            data-filed=""
            onClick={() => {
              result.noteSent();
              form.goTo("follow-up");
            }}
          >
            <Icon name="check" />
            <span>{t(noted ? "sentToday" : "sentByHand")}</span>
          </button>
        </div>
        {channel && channel.say.length > 0 && (
          <Fold label={t("phoneScript")} data-fold="say">
            <ol class="t-say">
              {channel.say.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ol>
            {channel.atHand.length > 0 && (
              <p class="t-hint">
                {t("atHand")}: {channel.atHand.join(t("listJoin"))}
              </p>
            )}
          </Fold>
        )}
        {channel && channel.warnings.length > 0 && (
          <Fold label={t("goodToKnow", { n: channel.warnings.length })} data-fold="warnings">
            <ul class="t-list">
              {channel.warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          </Fold>
        )}
        {channel?.sees && (
          <Fold label={t("whatItSees")} data-fold="sees">
            <p>{channel.sees}</p>
          </Fold>
        )}
        {channel?.limits && (
          <Fold label={t("itsLimits")} data-fold="limits">
            <p>{channel.limits}</p>
          </Fold>
        )}
      </div>
    </section>
  );
}

/** In the built-in catalogue, a channel that is reached neither by a site nor by a call is reached within WeChat. */
const inWeChat = (form: FormModel, { entry: { url }, say }: ChannelSpec): boolean =>
  sentLanguage(form) === "zh-CN" && !url && say.length === 0;

/** Folds for the few: other channels, the law, other texts, part by part. */
function Background() {
  const form = useForm();
  const { t } = form;
  const claims = form.assessed("claims");
  const { parts } = resultOf(form).composition();
  const whole = parts.filter(({ blank }) => !blank);
  const { ordered } = form.documents;
  return (
    <section class="t-cells">
      <Fold label={t("otherChannels")} data-fold="channels">
        <ChannelOptions />
      </Fold>
      {claims.length > 0 && (
        <Fold label={t("lawFold", { n: claims.length })} data-fold="law">
          {claims.map(({ id, amount }) => {
            const claim = form.spec.claims.find((one) => one.id === id);
            return (
              <div class="t-law-item" key={id}>
                <p>
                  {claim?.label} {amount && <span class="t-amount">{t("claimUpTo", { amount })}</span>}
                </p>
                {claim && <p class="t-hint">{claim.condition}</p>}
                {claim && <LawLine law={claim.law} />}
              </div>
            );
          })}
        </Fold>
      )}
      {ordered.length > 1 && (
        <Fold label={t("otherDocuments", { n: ordered.length - 1 })} data-fold="documents">
          <Documents />
        </Fold>
      )}
      {whole.length > 0 && (
        <Fold label={t("byParts")} data-fold="parts">
          <p class="t-hint">{t("byPartsHint")}</p>
          <ul class="t-parts" role="list">
            {whole.map((part) => (
              <Part key={part.id} part={part} />
            ))}
          </ul>
        </Fold>
      )}
    </section>
  );
}

function Documents() {
  const form = useForm();
  const { ordered, chosen } = form.documents;
  return (
    <>
      <RadioChips
        name={`${form.settings.prefix}-document`}
        group={{ role: "radiogroup", "aria-label": form.t("documents") }}
        options={ordered.map((id) => ({ id, label: form.label("documents", id) }))}
        chosen={chosen}
        choose={(id) => form.chooseDocument(id)}
      />
      <p class="t-hint">{form.spec.documents.find(({ id }) => id === chosen)?.purpose}</p>
    </>
  );
}

function Part({ part }: { part: CopyPart }) {
  const form = useForm();
  const { t } = form;
  const copying = useCopying();
  return (
    <li class="t-part" data-part={part.id}>
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
      <div class="t-part-text" lang={sentLanguage(form)}>
        {part.text}
      </div>
      <CopyRescue copying={copying} />
    </li>
  );
}

function SaveAs() {
  const form = useForm();
  const { tools } = useHost();
  if ((tools.value.texts ?? []).length === 0) return null;
  const result = resultOf(form);
  return (
    <section>
      <h3 class="t-cells-title">{form.t("saveAs")}</h3>
      <ToolButtons
        place="texts"
        context={() => ({
          composition: result.edited
            ? { ...result.composition(), body: result.text, shareable: result.text, parts: [] }
            : result.composition(),
          document: form.documents.chosen,
          channel: form.channel?.id ?? "",
          hideContact: form.hideContact,
          language: sentLanguage(form),
          compose: (format) => (result.edited ? result.editedAs(format) : result.composition(format)),
        })}
      />
    </section>
  );
}

/** Always in reach: copy and go there; once that was done, the question whether it was sent. */
function SendBar() {
  const form = useForm();
  const { t } = form;
  const result = resultOf(form);
  const copying = useCopying();
  const channel = form.spec.channels.find(({ id }) => id === form.channel?.id);
  const toWeChat = channel !== undefined && inWeChat(form, channel) && onPhone();
  const label = `${form.settings.prefix}-sent`;

  async function copy() {
    await copying.copy(result.text);
    result.noteCopied();
    if (toWeChat) openWeChat();
  }
  async function share() {
    try {
      await navigator.share({ title: result.composition().title, text: result.text });
      result.noteCopied();
    } catch {
      // Called off by the person.
    }
  }
  return (
    <div class="t-send" data-send={result.copied ? "asked" : ""}>
      <CopyRescue copying={copying} />
      {result.copied && !result.isNoted(result.sending) && (
        <div class="t-send-question" role="group" aria-labelledby={label}>
          <p>
            <strong id={label}>{t("sentQuestion")}</strong> <span class="t-hint">{t("sentHint")}</span>
          </p>
          <button
            type="button"
            class="t-button t-primary t-small"
            data-sent=""
            onClick={() => {
              result.noteSent();
              form.goTo("follow-up");
            }}
          >
            {t("sentYes")}
          </button>
        </div>
      )}
      <div class="t-send-buttons">
        <button
          type="button"
          class={`t-button ${result.copied ? "" : "t-primary"}${copying.copied ? " t-copied" : ""}`}
          data-copy="all"
          onClick={copy}
        >
          <Icon name="copy" />
          <span>
            {copying.copied ? t("copied") : t(result.copied ? "copyAgain" : toWeChat ? "copyAndGo" : "copyText")}
          </span>
        </button>
        {typeof navigator.share === "function" && (
          <button type="button" class="t-button" data-share="" onClick={share}>
            {t("share")}
          </button>
        )}
      </div>
    </div>
  );
}

/** Whether this is a phone, on which WeChat can be opened; in WeChat itself it is open. */
const onPhone = (): boolean => matchMedia("(pointer: coarse)").matches && !/MicroMessenger/i.test(navigator.userAgent);

/** Opens WeChat by its address. Where it is not installed, nothing happens. */
function openWeChat(): void {
  if (/Android|iPhone|iPad|HarmonyOS/.test(navigator.userAgent)) location.href = "weixin://";
}
