import { useLayoutEffect, useRef } from "preact/hooks";

interface Props {
  /** Makes the node; another function makes another node. */
  make: () => Node | undefined;
  class?: string;
}

/** A node that the host makes, inside the form. */
export function HostNode({ make, class: className }: Props) {
  const place = useRef<HTMLDivElement>(null);
  // Not while rendering: the host may draw with Preact too.
  useLayoutEffect(() => {
    const node = make();
    place.current?.replaceChildren(...(node ? [node] : []));
  }, [make]);
  return <div class={className} ref={place} />;
}
