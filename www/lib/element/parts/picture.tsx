import { useEffect, useState } from "preact/hooks";
import { useHost } from "../context.ts";
import { Icon } from "./icon.tsx";

interface Props {
  /** The `file` of an exhibit; anything else has no picture. */
  file: unknown;
  size: "small" | "whole";
}

/** The picture of an exhibit; a drawing where there is none. */
export function Picture({ file, size }: Props) {
  const { files } = useHost().tools.value;
  const [source, setSource] = useState<string>();
  useEffect(() => {
    let here = true;
    setSource(undefined);
    if (files && typeof file === "object" && file !== null) {
      files.picture(file, size).then(
        (address) => here && setSource(address),
        () => {}, // the drawing it is
      );
    }
    return () => {
      here = false;
    };
  }, [files, file, size]);
  return source ? <img class="t-picture" src={source} alt="" /> : <Icon name={file ? "file" : "check"} />;
}
