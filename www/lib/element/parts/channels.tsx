/** Channels: the one shown and the reasons for it, the others to choose from, and how to file there. */

import type { ComponentChildren } from "preact";
import type { RankedChannel } from "../../index.js";
import { NO_FORM, useForm } from "../context.ts";
import { Callout } from "./callout.tsx";
import { Icon } from "./icon.tsx";

export function Channels() {
  const form = useForm();
  const { t, channel } = form;
  const channels = form.assessed("channels");
  return (
    <section>
      <h3 class="t-cells-title">{t("channel")}</h3>
      <div class="t-cells t-channel">{channel && <ChannelCard channel={channel} />}</div>
      <details class="t-more t-cells">
        <summary>
          <Icon name="chevron" />
          {t("otherChannels")}
        </summary>
        <div class="t-radios" role="radiogroup" aria-label={t("channel")}>
          {channels.map((one, at) => (
            <ChannelOption
              key={one.id}
              channel={one}
              chosen={one.id === channel?.id}
              above={channels[at - 1]?.why ?? []}
            />
          ))}
        </div>
      </details>
    </section>
  );
}

/** Whether a channel is the advised one, or none for this case. */
function Badges({ channel }: { channel: RankedChannel }) {
  const { t } = useForm();
  return (
    <>
      {channel.recommended && <span class="t-badge t-badge-good">{t("recommended")}</span>}
      {!channel.fits && <span class="t-badge">{t("notFitting")}</span>}
    </>
  );
}

/** @param above the reasons given in the line above, which are not repeated */
function ChannelOption({
  channel,
  chosen,
  above,
}: {
  channel: RankedChannel;
  chosen: boolean;
  above: readonly string[];
}) {
  const form = useForm();
  const why = form.whysOf(channel, above);
  if (channel.missing.length > 0) why.push(form.t("stillMissing", { fields: form.namesOf(channel.missing) }));
  return (
    <label class="t-radio">
      <input
        type="radio"
        name={`${form.settings.prefix}-channel`}
        form={NO_FORM}
        value={channel.id}
        checked={chosen}
        onChange={() => form.chooseChannel(channel.id)}
      />
      <span class="t-radio-words">
        <span>
          {form.label("channels", channel.id)} <Badges channel={channel} />
        </span>
        {why.length > 0 && <span class="t-hint">{why.join(" ")}</span>}
      </span>
    </label>
  );
}

function ChannelCard({ channel }: { channel: RankedChannel }) {
  const form = useForm();
  const { t } = form;
  const log = form.stepWith("log");
  return (
    <div class="t-cell" data-channel={channel.id}>
      <p class="t-channel-name">
        <strong>{form.label("channels", channel.id)}</strong> <Badges channel={channel} />
      </p>
      {form.whysOf(channel).map((why) => (
        <p class="t-hint" key={why}>
          {why}
        </p>
      ))}
      {channel.missing.length > 0 && (
        <Callout>
          <p>{t("channelMissing")}</p>
          <PlaceLinks keys={channel.missing} />
        </Callout>
      )}
      {log && channel.recommended && form.list("log").length === 0 && (
        <button type="button" class="t-inline" data-already="" onClick={() => form.goTo(log, "log")}>
          {t("already", { channel: form.label("channels", channel.id) })}
        </button>
      )}
    </div>
  );
}

/** Places of the draft, each a way there where it is drawn. */
export function PlaceLinks({ keys }: { keys: readonly string[] }) {
  const form = useForm();
  return (
    <p class="t-actions">
      {keys.map((key) =>
        form.stepWith(key) ? (
          <button type="button" class="t-inline" key={key} data-missing={key} onClick={() => form.goToPlace(key)}>
            {form.nameOf(key)}
          </button>
        ) : (
          <span key={key}>{form.nameOf(key)}</span>
        ),
      )}
    </p>
  );
}

/** How to file with the channel shown. `children`: what is pressed when it is done. */
export function Filing({ children }: { children: ComponentChildren }) {
  const form = useForm();
  const { t } = form;
  const entry = form.spec.channels.find(({ id }) => id === form.channel?.id);
  return (
    <section>
      <h3 class="t-cells-title">{t("stepsOf")}</h3>
      <div class="t-cells">
        <div class="t-cell">
          {entry && (
            <>
              {entry.warnings.length > 0 && (
                <Callout kind="warning">
                  <strong>{t("beforeFiling")}</strong>
                  <ul class="t-list">
                    {entry.warnings.map((warning) => (
                      <li key={warning}>{warning}</li>
                    ))}
                  </ul>
                </Callout>
              )}
              {!entry.confirmed && <p class="t-hint">{t("unconfirmed")}</p>}
              {entry.steps.length > 0 && (
                <ol class="t-steps">
                  {entry.steps.map((step) => (
                    <li key={step}>{step}</li>
                  ))}
                </ol>
              )}
              {entry.entry.path && <p class="t-hint">{entry.entry.path}</p>}
              <EntryLinks {...entry.entry} />
              {entry.waiting && (
                <p class="t-hint">
                  {t("waiting")} {entry.waiting}
                </p>
              )}
            </>
          )}
          {children}
        </div>
      </div>
    </section>
  );
}

function EntryLinks({ url, phone }: { url?: string; phone?: string }) {
  const { t } = useForm();
  if (!url && !phone) return null;
  return (
    <p class="t-actions">
      {url && (
        <a class="t-button t-small" href={url} rel="noreferrer" target="_blank">
          {t("open", { url: hostOf(url) })}
        </a>
      )}
      {phone && (
        <a class="t-button t-small" href={`tel:${phone}`}>
          {t("call", { phone })}
        </a>
      )}
    </p>
  );
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}
