import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { copyText, pointsByFinger, selectAll } from "../clipboard.ts";
import { useForm } from "../context.ts";
import { Icon } from "./icon.tsx";

/** How long a button says that it has copied, in ms. */
const CONFIRMED = 2000;

interface Copying {
  copied: boolean;
  /** The text, where copying is refused. */
  refused: { text: string } | undefined;
  copy(text: string): Promise<void>;
}

/** The state that a copy button shares with the rescue below it. */
export function useCopying(): Copying {
  const form = useForm();
  const [copied, setCopied] = useState(false);
  const [refused, setRefused] = useState<{ text: string }>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  return {
    copied,
    refused,
    async copy(text) {
      const done = await copyText(text);
      setRefused(done ? undefined : { text });
      if (!done) return;
      form.announce(form.t("copied"));
      setCopied(true);
      clearTimeout(timer.current);
      timer.current = setTimeout(setCopied, CONFIRMED, false);
    },
  };
}

interface Props {
  copying: Copying;
  /** `data-copy`, for those who look for the button. */
  hook: string;
  label: string;
  /** Accessible name, where the label is not enough. */
  name?: string;
  primary?: boolean;
  text: () => string;
}

export function CopyButton({ copying, hook, label, name, primary, text }: Props) {
  const form = useForm();
  return (
    <button
      type="button"
      class={`t-button ${primary ? "t-primary" : "t-small"}${copying.copied ? " t-copied" : ""}`}
      data-copy={hook}
      aria-label={name}
      onClick={() => copying.copy(text())}
    >
      <Icon name="copy" />
      <span>{copying.copied ? form.t("copied") : label}</span>
    </button>
  );
}

/** The text itself, selected, where copying is refused. */
export function CopyRescue({ copying: { refused } }: { copying: Copying }) {
  const { t } = useForm();
  const how = t(pointsByFinger() ? "copyFailedFinger" : "copyFailed");
  const area = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    area.current?.focus();
    if (area.current) selectAll(area.current);
  }, [refused]);
  return (
    <div class="t-rescue" aria-live="polite">
      {refused && (
        <>
          <p class="t-hint">{how}</p>
          <textarea ref={area} readOnly rows={6} class="t-input t-rescue-text" aria-label={how} value={refused.text} />
        </>
      )}
    </div>
  );
}
