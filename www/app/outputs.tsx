/** Exports: texts as files and pictures, the whole case as a ZIP, the calendar, print. */

import { render } from "preact";
import {
  type Composition,
  calendar,
  compose,
  type EvidenceSpec,
  type FormSpec,
  form as formOf,
  type Locale,
} from "tousu";
import type { StartContext, TextContext, Tool, Tools, TousuForm } from "tousu/element";
import { safeName } from "../files/export/file-names.ts";
import { save, surroundings } from "../files/export/save.ts";
import type { EvidenceFile, Store } from "../files/storage/store.ts";
import { type CaseAccess, type Cases, titleOf } from "./cases.ts";
import { exhibitTable } from "./exhibit-table.ts";
import { exhibitsOf, type PageExhibit } from "./exhibits.ts";
import { laterTranslator, type PageString } from "./later-strings.ts";
import { blocksOf, layoutOf } from "./letter-blocks.ts";
import type { Notices } from "./notice.tsx";
import { print, printBlank } from "./print.tsx";

// The makers of files are loaded when one is asked for: most visits need none of them.
const maker = {
  bundle: () => import("./bundle.ts"),
  csv: () => import("../files/export/csv.ts"),
  image: () => import("../files/metadata/evidence-file.ts"),
  png: () => import("../files/export/text-to-png.ts"),
  word: () => import("../files/export/word.ts"),
  zip: () => import("../files/export/zip.ts"),
};

type Translate = ReturnType<typeof laterTranslator>;
type RunContext<Context> = Parameters<Tool<Context>["run"]>[0];
interface Made {
  blob: Blob;
  name: string;
}

/** Names of files say which complaint and what, not who: nothing of the person stands in them. */
const nameOf = (form: TousuForm, what: string, ending: string): string =>
  safeName(`${[titleOf(form.draft, form.spec).replaceAll("/", " "), what].filter(Boolean).join(" ")}.${ending}`);
const plain = (text: string, type: string) => new Blob([text], { type: `${type};charset=utf-8` });

/** Result of a tool where nothing can leave the page. */
const UNSUPPORTED = "unsupported";

/** A button that makes a file and hands it to the person, or does something else and makes none. */
function tool<Context>(
  notices: Notices,
  id: string,
  key: PageString,
  run: (
    context: RunContext<Context>,
    t: Translate,
  ) => Promise<Made | undefined> | Made | undefined | typeof UNSUPPORTED,
): Tool<Context> {
  return {
    id,
    label: (locale) => laterTranslator(locale)(key),
    async run(context) {
      const t = laterTranslator(context.locale);
      const complain = (text: string) =>
        notices.show({ key: "out", text, actions: [{ label: t("dismiss"), run: () => notices.clear("out") }] });
      notices.clear("out");
      try {
        const made = await run(context, t);
        if (!made) return;
        const result = made === UNSUPPORTED ? made : await save(made.blob, made.name, { share: surroundings().wechat });
        if (result === UNSUPPORTED) complain(t("outUnsupported"));
      } catch {
        complain(t("outFailed"));
      }
    },
  };
}

/** The button of the first step, whose label strings.ts holds. */
export const printBlankForm = (notices: Notices): Tool<StartContext> =>
  tool(notices, "blank", "outBlank", ({ compose: blank }) => (printBlank(blank("form")) ? undefined : UNSUPPORTED));

/** The buttons that the form draws below its texts and its timeline. */
export function outputTools(form: TousuForm, cases: CaseAccess, notices: Notices): Pick<Tools, "texts" | "timeline"> {
  const text = (id: string, key: PageString, run: Parameters<typeof tool<TextContext>>[3]) =>
    tool<TextContext>(notices, id, key, run);
  const textName = ({ document, language }: TextContext, ending: string) =>
    nameOf(form, sentAs(language).spec.documents.find(({ id }) => id === document)?.label ?? document, ending);
  return {
    texts: [
      text("picture", "outPicture", async (context, t) => {
        const { pictures } = await maker.png();
        showPictures(form, await pictures(layoutOf(context)), t);
        return undefined;
      }),
      text("docx", "outDocx", async (context) => {
        const { t, spec } = sentAs(context.language);
        const { wordDocument } = await maker.word();
        const blob = await wordDocument({
          title: context.composition.title,
          blocks: blocksOf(context.composition, context.compose("html").body, (items) =>
            exhibitTable(items, context.draft, spec.evidence, context.language, t),
          ),
          lang: context.language,
        });
        return { blob, name: textName(context, "docx") };
      }),
      text("pdf", "outPdf", async (context, t) => {
        const { bundleOf } = await maker.bundle();
        const report = (n: number, total: number) =>
          notices.show({ key: "out", text: t("fileBusyNth", { n, total }), kind: "good" });
        const blob = await bundleOf(await cases.open(), context, sentAs(context.language), report);
        notices.clear("out");
        return { blob, name: textName(context, "pdf") };
      }),
      text("print", "outPrint", () => (print() ? undefined : UNSUPPORTED)),
      text("zip", "outZip", async (context) => ({
        blob: await everything(form, await cases.open(), context),
        name: nameOf(form, sentAs(context.language).t("fileAll"), "zip"),
      })),
      text("csv", "outCsv", async ({ draft, language }) => {
        const { store, id } = await cases.open();
        const sent = sentAs(language);
        const table = await evidenceTable(exhibitsOf(draft), sent, await keptFiles(store, id));
        return { blob: plain(table, "text/csv"), name: nameOf(form, sent.t("zipTable"), "csv") };
      }),
      text("txt", "outTxt", (context) => ({
        blob: plain(`\ufeff${context.composition.body}`, "text/plain"),
        name: textName(context, "txt"),
      })),
      text("md", "outMd", (context) => ({
        blob: plain(context.compose("markdown").body, "text/markdown"),
        name: textName(context, "md"),
      })),
      text("html", "outHtml", (context) => ({
        blob: plain(`\ufeff${context.compose("html").body}`, "text/html"),
        name: textName(context, "html"),
      })),
    ],
    timeline: [
      tool<object>(notices, "ics", "outCalendar", ({ draft, locale }, t) => {
        const dates = calendar(draft, { locale: locale as Locale, today: form.today });
        // Without a deadline there is nothing to import.
        return dates ? { blob: plain(dates, "text/calendar"), name: nameOf(form, t("fileDates"), "ics") } : undefined;
      }),
    ],
  };
}

/** Shows pictures to hold with a finger, which is how WeChat saves them. */
function showPictures(form: TousuForm, blobs: readonly Blob[], t: Translate): void {
  form.querySelector(".p-pictures")?.remove();
  const place = document.createElement("div");
  place.className = "p-pictures";
  place.tabIndex = -1;
  render(
    <>
      <p class="t-hint">{t("outHold")}</p>
      {blobs.map((blob, index) => (
        <img key={index} src={URL.createObjectURL(blob)} alt={t("outPictureNth", { n: index + 1 })} />
      ))}
    </>,
    place,
  );
  form.querySelector(".t-body > *")?.append(place);
  place.focus();
}

/** Words of what is sent, which need not be in the language of the page. */
interface Sent {
  t: Translate;
  spec: FormSpec;
}
const sentAs = (language: Locale): Sent => ({ t: laterTranslator(language), spec: formOf({ locale: language }) });

const kindOf = (kinds: readonly EvidenceSpec[], { kind = "" }: PageExhibit) =>
  kinds.find(({ id }) => id === kind)?.label ?? kind;

/** Endings of copies that were drawn. */
const ENDINGS: Readonly<Record<string, string>> = { "image/jpeg": ".jpg", "image/png": ".png" };

/** The name that the file of an exhibit has in the package: its number in the list, and what it is. */
function nameInPackage({ t, spec }: Sent, exhibit: PageExhibit, index: number, copy?: Blob): string {
  const label = exhibit.title || kindOf(spec.evidence, exhibit);
  const original = /\.[A-Za-z0-9]{1,5}$/.exec(exhibit.file?.name ?? "")?.[0] ?? "";
  const ending = copy ? (ENDINGS[copy.type] ?? original) : original;
  return `${t("zipEvidence")}/${String(index + 1).padStart(2, "0")} ${label.replace(/[/\\]/g, " ")}${ending}`;
}

/** The evidence as a table, with the SHA-256 of the original files. */
async function evidenceTable(
  exhibits: readonly PageExhibit[],
  sent: Sent,
  kept: ReadonlyMap<string, EvidenceFile>,
): Promise<string> {
  const { csv } = await maker.csv();
  const { t, spec } = sent;
  const rows = exhibits.map((exhibit, index) => [
    index + 1,
    kindOf(spec.evidence, exhibit),
    exhibit.title,
    exhibit.date,
    exhibit.count ?? 1,
    exhibit.note,
    exhibit.file && nameInPackage(sent, exhibit, index, kept.get(exhibit.file.sha256 ?? "")?.copy),
    exhibit.file?.size,
    exhibit.file?.sha256,
  ]);
  const head = [
    t("csvNumber"),
    t("csvKind"),
    t("csvTitle"),
    t("csvDate"),
    t("csvCount"),
    t("csvNote"),
    t("csvFile"),
    t("csvSize"),
    t("csvSum"),
  ];
  return csv([head, ...rows]);
}

/** The files of a case by their sums; none where the storage does not answer. */
const keptFiles = async (store: Store, id: string) =>
  new Map((await store.files(id).catch(() => [])).map((file) => [file.id, file]));

/** Every text that the case gives, and the evidence renamed as the list numbers it, without positions. */
async function everything(form: TousuForm, { store, id }: Cases, context: RunContext<TextContext>): Promise<Blob> {
  const [{ zip }, { withoutMetadata }] = await Promise.all([maker.zip(), maker.image()]);
  const { draft, locale, language, channel, hideContact } = context;
  const options = { locale: locale as Locale, language, today: form.today, ...(channel && { channel }), hideContact };
  const sent = sentAs(language);
  const { t, spec } = sent;
  const texts = spec.documents.map((document) => {
    const shown = document.id === context.document;
    const { body }: Composition = shown ? context.composition : compose(draft, { ...options, document: document.id });
    return { name: `${t("zipTexts")}/${document.label}.txt`, data: `\ufeff${body}` };
  });
  const kept = await keptFiles(store, id);
  const exhibits = exhibitsOf(draft);
  const files: { name: string; data: Blob }[] = [];
  for (const [index, exhibit] of exhibits.entries()) {
    const file = kept.get(exhibit.file?.sha256 ?? "");
    if (!file) continue;
    const { blob } = await withoutMetadata(file.copy ?? file.blob);
    files.push({ name: nameInPackage(sent, exhibit, index, file.copy), data: blob });
  }
  const table = await evidenceTable(exhibits, sent, kept);
  return zip([...texts, { name: `${t("zipEvidence")}/${t("zipTable")}.csv`, data: table }, ...files]);
}
