/** Arrivals from outside for the open complaint: bills picked and dropped, texts and pictures shared by other apps. */

import type { Draft, Locale } from "tousu";
import type { StartContext, Tool, TousuForm } from "tousu/element";
import { takeShared } from "../files/offline/shared.ts";
import { type ExhibitFile, exhibitsOf } from "./exhibits.ts";
import { laterTranslator } from "./later-strings.ts";
import type { Notices } from "./notice.tsx";

export interface Arrivals {
  form: TousuForm;
  notices: Notices;
  locale: () => Locale;
  /** Keeps a file on the device; resolves to what the draft holds about it. */
  keep: (file: File) => Promise<ExhibitFile>;
}

const loadPanel = () => import("./bill-rows.tsx");

/** The tool that lets a bill be picked, beside which dropped bills and shared parts are taken. */
export function arrivalTool(page: Arrivals): Tool<StartContext> {
  acceptDrops(page);
  void page.form.ready.then(() => receiveShared(page)).catch(() => {});
  return { id: "bill", label: (locale) => laterTranslator(locale)("billPick"), run: () => pickBill(page) };
}

function pickBill(page: Arrivals): void {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = ".xlsx,.csv,.xls,.zip,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    if (file) void showBill(page, file);
  });
  input.click();
}

/** Takes bills that are dropped anywhere on the page, before others see them. */
function acceptDrops(page: Arrivals): void {
  const bill = (event: DragEvent) =>
    Array.from(event.dataTransfer?.files ?? []).find(({ name }) => /\.(xlsx|xls|csv|zip)$/i.test(name));
  window.addEventListener("dragover", (event) => event.preventDefault());
  window.addEventListener(
    "drop",
    (event) => {
      event.preventDefault(); // the browser would leave the page and open the file
      const file = bill(event);
      if (!file) return;
      event.stopImmediatePropagation();
      void showBill(page, file);
    },
    true,
  );
}

async function showBill(page: Arrivals, file: File): Promise<void> {
  const { openBill } = await loadPanel();
  report(page, await openBill(page.form, page.locale(), file));
}

function report({ notices, locale }: Arrivals, filled: number, kept = 0, failed: readonly string[] = []): void {
  const t = laterTranslator(locale());
  const parts = [
    filled > 0 ? t("sharedFilled", { n: filled }) : "",
    kept > 0 ? t("sharedKept", { n: kept }) : "",
    failed.length > 0 ? t("sharedFailed", { names: failed.join(t("sharedJoin")) }) : "",
  ].filter(Boolean);
  if (parts.length === 0) return;
  const dismiss = { label: t("dismiss"), run: () => notices.clear("shared") };
  const kind = failed.length > 0 ? undefined : "good";
  notices.show({ key: "shared", text: parts.join(" "), actions: [dismiss], ...(kind && { kind }) });
}

/** Takes what the share sheet has handed over, if the page was opened by it. */
async function receiveShared(page: Arrivals): Promise<void> {
  if (new URLSearchParams(location.search).get("shared") === null) return;
  history.replaceState(history.state, "", location.pathname + location.hash);
  const { text, files } = await takeShared();
  const panel = text !== "" || files.length > 0 ? await loadPanel() : undefined;
  if (!panel) return;
  const bills = files.filter(panel.mayBeBill);
  const { kept, failed } = await keepAll(
    page,
    files.filter((file) => !panel.mayBeBill(file)),
  );
  let filled = text === "" ? 0 : await panel.openText(page.form, page.locale(), text);
  for (const bill of bills) filled += await panel.openBill(page.form, page.locale(), bill);
  report(page, filled, kept, failed);
}

/** Keeps files one after another as exhibits of the kind that matters most; one that cannot be read does not lose the others. */
async function keepAll({ form, keep }: Arrivals, files: readonly File[]): Promise<{ kept: number; failed: string[] }> {
  const failed: string[] = [];
  const exhibits: { kind: string; count: number; file: ExhibitFile }[] = [];
  for (const file of files) {
    try {
      exhibits.push({ kind: kindFor(form), count: 1, file: await keep(file) });
    } catch {
      failed.push(file.name);
    }
  }
  if (exhibits.length > 0) {
    const draft = { ...form.draft, evidence: [...exhibitsOf(form.draft), ...exhibits] } as Draft;
    form.draft = draft;
    await Promise.resolve(form.storage?.save(draft)).catch(() => {}); // the form reports a storage that fails
  }
  return { kept: exhibits.length, failed };
}

/** The kind that matters most for the reason; the person can choose another. */
const kindFor = ({ assessment, spec }: TousuForm): string =>
  assessment?.evidence.items[0]?.kind ?? spec?.evidence[0]?.id ?? "";
