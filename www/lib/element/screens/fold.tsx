import type { ComponentChildren } from "preact";
import { Icon } from "../parts/icon.tsx";

interface Props {
  label: string;
  children: ComponentChildren;
  /** For those who look for it. */
  "data-fold"?: string;
}

/** A fold: text that only some want to read, behind its name. */
export function Fold({ label, children, ...rest }: Props) {
  return (
    <details {...rest} class="t-more t-fold">
      <summary>
        <Icon name="chevron" />
        {label}
      </summary>
      <div class="t-fold-body">{children}</div>
    </details>
  );
}
