/** Exports: texts as files and pictures, the whole case as a ZIP, the calendar, print. */

import { render } from "preact";
import { type Composition, calendar, compose, type Locale } from "tousu";
import type { StartContext, TextContext, Tool, Tools, TousuForm } from "tousu/element";
import { save, surroundings } from "../files/export/save.ts";
import type { EvidenceFile, Store } from "../files/storage/store.ts";
import type { CaseAccess, Cases } from "./cases.ts";
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

/** Names of files say what, not who: nothing personal stands in them. */
const nameOf = ({ document }: TextContext, ending: string) => `tousu-${document}.${ending}`;
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
  return {
    texts: [
      text("picture", "outPicture", async (context, t) => {
        const { pictures } = await maker.png();
        showPictures(form, await pictures(layoutOf(context)), t);
        return undefined;
      }),
      text("docx", "outDocx", async (context, t) => {
        const { wordDocument } = await maker.word();
        const blob = await wordDocument({
          title: context.composition.title,
          blocks: blocksOf(context.composition, context.compose("html").body, (items) =>
            exhibitTable(items, context.draft, form.spec?.evidence ?? [], context.locale, t),
          ),
          lang: context.language,
        });
        return { blob, name: nameOf(context, "docx") };
      }),
      text("pdf", "outPdf", async (context, t) => {
        const { bundleOf } = await maker.bundle();
        const report = (n: number, total: number) =>
          notices.show({ key: "out", text: t("fileBusyNth", { n, total }), kind: "good" });
        const blob = await bundleOf(form, await cases.open(), context, t, report);
        notices.clear("out");
        return { blob, name: "tousu.pdf" };
      }),
      text("print", "outPrint", () => (print() ? undefined : UNSUPPORTED)),
      text("zip", "outZip", async (context, t) => ({
        blob: await everything(form, await cases.open(), context, t),
        name: "tousu.zip",
      })),
      text("csv", "outCsv", async ({ draft }, t) => {
        const { store, id } = await cases.open();
        const table = await evidenceTable(form, exhibitsOf(draft), t, await keptFiles(store, id));
        return { blob: plain(table, "text/csv"), name: "tousu-evidence.csv" };
      }),
      text("txt", "outTxt", (context) => ({
        blob: plain(`\ufeff${context.composition.body}`, "text/plain"),
        name: nameOf(context, "txt"),
      })),
      text("md", "outMd", (context) => ({
        blob: plain(context.compose("markdown").body, "text/markdown"),
        name: nameOf(context, "md"),
      })),
      text("html", "outHtml", (context) => ({
        blob: plain(`\ufeff${context.compose("html").body}`, "text/html"),
        name: nameOf(context, "html"),
      })),
    ],
    timeline: [
      tool<object>(notices, "ics", "outCalendar", ({ draft, locale }) => {
        const dates = calendar(draft, { locale: locale as Locale, today: form.today });
        // Without a deadline there is nothing to import.
        return dates ? { blob: plain(dates, "text/calendar"), name: "tousu.ics" } : undefined;
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

const kindOf = (form: TousuForm, { kind = "" }: PageExhibit) =>
  form.spec?.evidence.find(({ id }) => id === kind)?.label ?? kind;

/** Endings of copies that were drawn. */
const ENDINGS: Readonly<Record<string, string>> = { "image/jpeg": ".jpg", "image/png": ".png" };

/** The name that the file of an exhibit has in the package: its number in the list, and what it is. */
function nameInPackage(form: TousuForm, exhibit: PageExhibit, index: number, t: Translate, copy?: Blob): string {
  const label = exhibit.title || kindOf(form, exhibit);
  const original = /\.[A-Za-z0-9]{1,5}$/.exec(exhibit.file?.name ?? "")?.[0] ?? "";
  const ending = copy ? (ENDINGS[copy.type] ?? original) : original;
  return `${t("zipEvidence")}/${String(index + 1).padStart(2, "0")} ${label.replace(/[/\\]/g, " ")}${ending}`;
}

/** The evidence as a table, with the SHA-256 of the original files. */
async function evidenceTable(
  form: TousuForm,
  exhibits: readonly PageExhibit[],
  t: Translate,
  kept: ReadonlyMap<string, EvidenceFile>,
): Promise<string> {
  const { csv } = await maker.csv();
  const rows = exhibits.map((exhibit, index) => [
    index + 1,
    kindOf(form, exhibit),
    exhibit.title,
    exhibit.date,
    exhibit.count ?? 1,
    exhibit.note,
    exhibit.file && nameInPackage(form, exhibit, index, t, kept.get(exhibit.file.sha256 ?? "")?.copy),
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
async function everything(
  form: TousuForm,
  { store, id }: Cases,
  context: RunContext<TextContext>,
  t: Translate,
): Promise<Blob> {
  const [{ zip }, { withoutMetadata }] = await Promise.all([maker.zip(), maker.image()]);
  const { draft, locale, language, channel, hideContact } = context;
  const options = { locale: locale as Locale, language, today: form.today, ...(channel && { channel }), hideContact };
  const texts = (form.spec?.documents ?? []).map((document) => {
    const { body }: Composition = compose(draft, { ...options, document: document.id });
    return { name: `${t("zipTexts")}/${document.label}.txt`, data: `\ufeff${body}` };
  });
  const kept = await keptFiles(store, id);
  const exhibits = exhibitsOf(draft);
  const files: { name: string; data: Blob }[] = [];
  for (const [index, exhibit] of exhibits.entries()) {
    const file = kept.get(exhibit.file?.sha256 ?? "");
    if (!file) continue;
    const { blob } = await withoutMetadata(file.copy ?? file.blob);
    files.push({ name: nameInPackage(form, exhibit, index, t, file.copy), data: blob });
  }
  const table = await evidenceTable(form, exhibits, t, kept);
  return zip([...texts, { name: `${t("zipEvidence")}/${t("zipTable")}.csv`, data: table }, ...files]);
}
