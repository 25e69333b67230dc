import type { ComponentChildren, HTMLAttributes } from "preact";
import { Icon } from "./icon.tsx";

type Props = Omit<HTMLAttributes<HTMLDivElement>, "class" | "icon"> & {
  kind?: "info" | "warning" | "good";
  children: ComponentChildren;
};

const ICONS = { info: "info", warning: "alert", good: "check" } as const;

/** A tinted box with an icon. */
export function Callout({ kind = "info", children, ...rest }: Props) {
  return (
    <div {...rest} class={kind === "info" ? "t-callout" : `t-callout t-callout-${kind}`}>
      <Icon name={ICONS[kind]} />
      <div>{children}</div>
    </div>
  );
}
