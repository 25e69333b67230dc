/** Channels to choose from, and the ways there. */

import type { RankedChannel } from "../../index.js";
import { NO_FORM, useForm } from "../context.ts";

/** All channels to choose from, best first. */
export function ChannelOptions() {
  const form = useForm();
  const channels = form.assessed("channels");
  return (
    <div class="t-radios" role="radiogroup" aria-label={form.t("channel")}>
      {channels.map((one, at) => (
        <ChannelOption
          key={one.id}
          channel={one}
          chosen={one.id === form.channel?.id}
          above={channels[at - 1]?.why ?? []}
        />
      ))}
    </div>
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

export function EntryLinks({ url, phone }: { url?: string; phone?: string }) {
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
