/** One line under the header that says what the person must know now, with what can be done about it. */

import { effect, signal } from "@preact/signals";
import { render } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { Icon } from "./icon.tsx";

export interface Action {
  label: string;
  run: () => void;
}

interface Notice {
  /** Topic of the notice; another notice with the same key replaces it. */
  key: string;
  text: string;
  actions?: readonly Action[];
  kind?: "warning" | "good";
}

export class Notices {
  readonly #current = signal<Notice | undefined>(undefined);

  /** @param place a live region */
  constructor(place: HTMLElement) {
    render(<NoticeLine current={this.#current} place={place} />, place);
    effect(() => {
      const notice = this.#current.value;
      place.hidden = !notice;
      place.toggleAttribute("data-notice", Boolean(notice));
      if (notice) place.dataset.notice = notice.key;
    });
  }

  show(notice: Notice): void {
    this.#current.value = notice;
  }

  /** Takes a notice away; without a key whatever stands there. */
  clear(key?: string): void {
    if (key === undefined || key === this.#current.value?.key) this.#current.value = undefined;
  }
}

interface Props {
  current: { readonly value: Notice | undefined };
  place: HTMLElement;
}

function NoticeLine({ current, place }: Props) {
  const notice = current.value;
  // It stays at the top: what the page is scrolled to must not lie below it.
  useLayoutEffect(() => {
    document.documentElement.style.scrollPaddingTop = `${place.offsetHeight}px`;
  });
  if (!notice) return null;
  const { text, actions = [], kind = "warning" } = notice;
  return (
    <div class={`p-notice p-${kind}`}>
      <Icon name={kind === "good" ? "check" : "alert"} />
      <p>{text}</p>
      {actions.map(({ label, run }) => (
        <button type="button" class="p-tool" key={label} onClick={run}>
          {label}
        </button>
      ))}
    </div>
  );
}
