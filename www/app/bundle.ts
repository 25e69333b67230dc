/** The text that is shown, the list of evidence and all its pictures as one PDF. */

import type { FormSpec } from "tousu";
import { formatDate, type TextContext, type Tool } from "tousu/element";
import type { Cases } from "./cases.ts";
import { exhibitsOf, type PageExhibit } from "./exhibits.ts";
import type { laterTranslator } from "./later-strings.ts";
import { layoutOf } from "./letter-blocks.ts";

type Translate = ReturnType<typeof laterTranslator>;

/** Widths of the columns: number, name, source, what it proves, date, page. */
const WIDTHS = [0.08, 0.19, 0.2, 0.28, 0.15, 0.1];

/** @param sent words of what is sent, which need not be in the language of the page */
export async function bundleOf(
  { store, id }: Cases,
  { composition, compose, draft, language }: Parameters<Tool<TextContext>["run"]>[0],
  { t, spec }: { t: Translate; spec: FormSpec },
  onProgress: (done: number, total: number) => void,
): Promise<Blob> {
  const [{ evidencePdf }, { decode }] = await Promise.all([
    import("../files/export/evidence-pdf.ts"),
    import("../files/metadata/evidence-file.ts"),
  ]);
  const kept = new Map((await store.files(id)).map((file) => [file.id, file]));
  const exhibits = exhibitsOf(draft).map((exhibit, index) => {
    const kind = spec.evidence.find(({ id: each }) => each === exhibit.kind);
    const name = exhibit.title || kind?.label || exhibit.kind || "";
    const file = exhibit.file && kept.get(exhibit.file.sha256 ?? "");
    return {
      heading: t("bundleExhibit", { n: index + 1 }),
      caption: captionOf(exhibit, kind?.label ?? "", language, t),
      cells: [
        String(index + 1),
        name,
        exhibit.file ? t("bundleSource", { name: exhibit.file.name }) : t("bundleOriginal"),
        kind?.proves ?? "",
        dateOf(exhibit, language),
      ],
      load: async () => file?.copy ?? file?.blob,
      instead: exhibit.file
        ? t("bundleElsewhere", { name: exhibit.file.name, sum: exhibit.file.sha256 ?? "" })
        : t("bundleNoFile"),
    };
  });
  return evidencePdf({
    lang: language,
    text: layoutOf({ composition, compose }),
    list: {
      title: t("zipTable"),
      head: [t("csvNumber"), t("csvTitle"), t("csvSource"), t("csvProves"), t("csvDate"), t("bundlePage")],
      widths: WIDTHS,
      below: [t("bundleSigned")],
    },
    exhibits,
    decode,
    pieceOf: (heading, piece, total) => t("bundlePiece", { heading, piece, total }),
    onProgress,
    pageOf: (page, total) => t("bundlePageOf", { page, total }),
  });
}

const dateOf = ({ date }: PageExhibit, locale: string): string => (date ? formatDate(date, locale) : "");

function captionOf(exhibit: PageExhibit, kind: string, locale: string, t: Translate): string {
  const name = [kind, exhibit.title].filter(Boolean).join(t("bundleDash"));
  return [name, dateOf(exhibit, locale), exhibit.note].filter(Boolean).join("\n");
}
