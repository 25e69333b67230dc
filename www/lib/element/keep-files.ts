/** Picked or dropped files become exhibits; the kind of each is guessed, and can be changed at its picture. */

import { batch } from "@preact/signals-core";
import media from "./exhibit-media.json" with { type: "json" };
import type { Tools } from "./host.ts";
import { type FormModel, textOf } from "./model.ts";

type Medium = keyof typeof media;

/** Names that cameras give, in any language; what a phone saves of its screen is named otherwise. */
const CAMERA = /^(img_?\d|dsc|dcim|pxl_|mvimg|p\d{6})/i;

/** Guess of a file's content from its type and its name. */
export function mediumOf({ type, name }: Pick<File, "type" | "name">): Medium {
  if (type.startsWith("video/")) return "video";
  if (type.startsWith("audio/")) return "audio";
  if (!type.startsWith("image/")) return "paper";
  return type !== "image/png" && CAMERA.test(name) ? "camera" : "screen";
}

/** The kind that a file probably is: of those its medium can be, the first that has no file yet. */
export function guessKind(form: FormModel, file: Pick<File, "type" | "name">): string {
  const { items } = form.assessed("evidence");
  const kinds = [...items.map(({ kind }) => kind), ...form.spec.evidence.map(({ id }) => id)];
  const held = form.list("evidence").flatMap(({ kind, file }) => (file === undefined ? [] : [kind]));
  const can: readonly string[] = media[mediumOf(file)];
  const fitting = kinds.filter((kind) => can.includes(kind));
  const lacking = (list: readonly string[]) => list.find((kind) => !held.includes(kind));
  return lacking(fitting) ?? fitting[0] ?? lacking(kinds) ?? kinds[0] ?? "";
}

/**
 * Keeps files one after another as exhibits, and reports how many; one that cannot be kept does not lose the others.
 *
 * @param kind of all of them, where it is known
 * @returns the indexes of the exhibits
 */
export async function keepFiles<Picked extends Pick<File, "type" | "name">>(
  form: FormModel,
  { files }: { files?: { keep(file: Picked): Promise<object> } },
  picked: readonly Picked[],
  kind?: string,
): Promise<number[]> {
  const kept: number[] = [];
  if (!files) return kept;
  const { generation } = form;
  const failed: string[] = [];
  let isFull = false;
  for (const [index, one] of picked.entries()) {
    form.filesSaid.value = form.t("filesBusy", { n: index + 1, total: picked.length });
    try {
      const file = await files.keep(one);
      if (form.generation !== generation) return kept; // another complaint is open by now
      const of = kind ?? guessKind(form, one);
      // A kind that was ticked before its picture was there.
      const ticked = form.list("evidence").findIndex((entry) => entry.kind === of && entry.file === undefined);
      if (ticked >= 0) form.setEntry("evidence", ticked, { file });
      kept.push(ticked >= 0 ? ticked : form.addEntry("evidence", { kind: of, count: 1, file }));
    } catch (error) {
      failed.push(one.name);
      isFull ||= (error as { code?: unknown } | undefined)?.code === "quota";
    }
  }
  form.filesSaid.value = [
    form.t("filesKept", { n: picked.length - failed.length }),
    failed.length > 0 ? form.t(isFull ? "filesNoRoom" : "filesFailed", { names: failed.join(form.t("listJoin")) }) : "",
  ].join(" ");
  return kept;
}

/** Lets the text of an exhibit's picture be read, and takes what the person chose of it; resolves to the number of fields. */
export async function readPicture(form: FormModel, { files }: Tools, index: number): Promise<number> {
  const { kind, file } = form.list("evidence")[index] ?? {};
  const { generation } = form;
  if (!files?.read || typeof file !== "object" || file === null) return 0;
  const read = await files.read.run(file, textOf(kind), form.options.locale);
  if (!read || form.generation !== generation) return 0;
  batch(() => {
    form.setAll(read.values);
    if (read.kind) form.setEntry("evidence", index, { kind: read.kind });
  });
  return Object.keys(read.values).length;
}
