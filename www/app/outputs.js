/** What leaves the page by the person's hand: texts as files and pictures, the whole case as a ZIP, the calendar, print. */

import { el } from "../pkg/element/dom.js";
import { calendar, compose } from "../pkg/index.js";
import { save, surroundings } from "../files/save.js";
import { piecesOf } from "./evidence.js";
import { print, printBlank } from "./print.js";
import { pageWords } from "./later-words.js";

// The makers of files are loaded when one is asked for: most visits need none of them.
const maker = {
  csv: () => import("../files/csv.js"),
  docx: () => import("../files/docx.js"),
  image: () => import("../files/image.js"),
  picture: () => import("../files/picture.js"),
  zip: () => import("../files/zip.js"),
};

/** Names of files say what, not who: nothing personal stands in them. */
const nameOf = (context, ending) => `tousu-${context.document}.${ending}`;
const plain = (text, type) => new Blob([text], { type: `${type};charset=utf-8` });

/**
 * The buttons that the form draws below its texts and its timeline, and the one of the first step, which words.js names.
 * @param {any} form @param {() => any} cases @param {ReturnType<typeof import("./notice.js").notices>} notice
 */
export function outputTools(form, cases, notice) {
  const tool = (id, key, run) => ({
    id,
    label: (locale) => pageWords(locale)(key),
    run: async (context) => {
      const words = pageWords(context.locale);
      notice.clear("out");
      try {
        const made = await run(context, words);
        if (!made) return;
        const result = made === UNSUPPORTED ? made : await save(made.blob, made.name, { share: surroundings().wechat });
        if (result === UNSUPPORTED) notice.show("out", words("outUnsupported"), dismiss(words));
      } catch {
        notice.show("out", words("outFailed"), dismiss(words));
      }
    },
  });
  const dismiss = (words) => [{ label: words("dismiss"), run: () => notice.clear("out") }];

  return {
    blank: tool("blank", "outBlank", ({ compose: blank }) => (printBlank(blank("form")) ? undefined : UNSUPPORTED)),
    texts: [
      tool("picture", "outPicture", async (context, words) => {
        const { pictures } = await maker.picture();
        const made = await pictures(layoutOf(context));
        showPictures(form, made, words);
        return undefined;
      }),
      tool("docx", "outDocx", async (context) => ({
        blob: await (await maker.docx()).docx({ ...layoutOf(context), lang: context.locale }), name: nameOf(context, "docx"),
      })),
      tool("print", "outPrint", () => (print() ? undefined : UNSUPPORTED)),
      tool("zip", "outZip", async (context, words) => ({ blob: await everything(form, cases(), context, words), name: "tousu.zip" })),
      tool("csv", "outCsv", async (context, words) => ({ blob: plain(await evidenceTable(form, context, words), "text/csv"), name: "tousu-evidence.csv" })),
      tool("txt", "outTxt", (context) => ({ blob: plain(`\ufeff${context.composition.body}`, "text/plain"), name: nameOf(context, "txt") })),
      tool("md", "outMd", (context) => ({ blob: plain(context.compose("markdown").body, "text/markdown"), name: nameOf(context, "md") })),
      tool("html", "outHtml", (context) => ({ blob: plain(`\ufeff${context.compose("html").body}`, "text/html"), name: nameOf(context, "html") })),
    ],
    timeline: [
      tool("ics", "outCalendar", (context) => ({
        blob: plain(calendar(context.draft, { locale: context.locale, today: form.today }), "text/calendar"), name: "tousu.ics",
      })),
    ],
  };
}

/** What `save` says where nothing can leave the page. */
const UNSUPPORTED = "unsupported";

/** The text as it is shown, cut where it has an empty line; the first line of a piece is its heading where the same text as a web page has one. */
function layoutOf({ composition: { title, body }, compose: inFormat }) {
  const entities = { lt: "<", gt: ">", quot: '"', amp: "&" };
  const headings = [...inFormat("html").body.matchAll(/^<h2>(.*)<\/h2>$/gm)].map(([, text]) => text.replace(/&(.+?);/g, (_, name) => entities[name]));
  const pieces = body.split("\n\n");
  if (pieces[0] === title) pieces.shift();
  return { title, parts: pieces.map((piece, at) => {
    const [first, ...rest] = piece.split("\n");
    if (first !== headings[0]) return { label: "", text: at > 0 ? `\n${piece}` : piece };
    headings.shift();
    return { label: first, text: rest.join("\n") };
  }) };
}

/** Pictures to hold with a finger, which is how WeChat saves them. */
function showPictures(form, blobs, words) {
  form.querySelector(".p-pictures")?.remove();
  const place = el("div", { class: "p-pictures", tabindex: -1 }, el("p", { class: "t-hint" }, words("outHold")),
    blobs.map((blob, index) => el("img", { src: URL.createObjectURL(blob), alt: words("outPictureNth", { n: index + 1 }) })));
  form.querySelector(".t-body")?.append(place);
  place.focus();
}

/** The name that a piece of evidence has in the package: its number in the list, and what it is. */
function nameInPackage(form, piece, index, words) {
  const label = piece.title || form.spec.evidence.find((kind) => kind.id === piece.kind)?.label || piece.kind;
  const ending = /\.[A-Za-z0-9]{1,5}$/.exec(piece.file.name)?.[0] ?? "";
  return `${words("zipEvidence")}/${String(index + 1).padStart(2, "0")} ${label.replace(/[/\\]/g, " ")}${ending}`;
}

/** The evidence as a table, with the sums of the original files. */
async function evidenceTable(form, context, words) {
  const { csv } = await maker.csv();
  const rows = piecesOf(context.draft).map((piece, index) => [
    index + 1, form.spec.evidence.find((kind) => kind.id === piece.kind)?.label ?? piece.kind, piece.title, piece.date, piece.count ?? 1, piece.note,
    piece.file && nameInPackage(form, piece, index, words), piece.file?.size, piece.file?.sha256,
  ]);
  return csv([["csvNumber", "csvKind", "csvTitle", "csvDate", "csvCount", "csvNote", "csvFile", "csvSize", "csvSum"].map((key) => words(key)), ...rows]);
}

/** Every text that the case gives, the evidence renamed as the list numbers it, without positions. */
async function everything(form, { store, id }, context, words) {
  const [{ zip }, { withoutPosition }] = await Promise.all([maker.zip(), maker.image()]);
  const options = { locale: context.locale, today: form.today, channel: context.channel, hideContact: context.hideContact };
  const texts = form.spec.documents.map((document) => {
    const composition = compose(context.draft, { ...options, document: document.id });
    return { name: `${words("zipTexts")}/${document.label}.txt`, data: `\ufeff${composition.body}` };
  });
  const kept = new Map((await store.files(id)).map((file) => [file.id, file]));
  const files = [];
  for (const [index, piece] of piecesOf(context.draft).entries()) {
    const file = piece.file && kept.get(piece.file.sha256);
    if (!file) continue;
    const { blob } = await withoutPosition(file.blob);
    files.push({ name: nameInPackage(form, piece, index, words), data: blob });
  }
  const table = { name: `${words("zipEvidence")}/${words("zipTable")}.csv`, data: await evidenceTable(form, context, words) };
  return zip([...texts, table, ...files]);
}
