/** Files of exhibits beside their details: picked, named, taken off and put back; and how many there are. */

import { effect, signal } from "@preact/signals";
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Tools, TousuForm } from "tousu/element";
import { type EvidenceFile, space } from "../files/storage/store.ts";
import type { CaseAccess } from "./cases.ts";
import type { ExhibitStore } from "./exhibit-store.ts";
import { ACCEPT, type ExhibitFile, exhibitsOf } from "./exhibits.ts";
import { Icon } from "./icon.tsx";
import { formatSize, laterTranslator, type PageString } from "./later-strings.ts";

type ExhibitTool = NonNullable<Tools["piece"]>;
type About = Omit<Parameters<ExhibitTool>[0], "file"> & { file: ExhibitFile | null };

/** The tools that the form draws beside its evidence. */
export function exhibitTools(
  form: TousuForm,
  cases: CaseAccess,
  store: ExhibitStore,
): Pick<Tools, "piece" | "evidence"> {
  /** Files taken off their exhibits while the page is open, by case and kind: they can be put back. The store keeps them until it is swept. */
  const taken = new Map<string, ExhibitFile[]>();

  function Picker({ index, kind, locale, set, add, off }: About & { off: ExhibitFile[] }) {
    const t = laterTranslator(locale);
    const [said, say] = useState("");
    const last = off.at(-1);
    async function pick(picked: readonly File[]) {
      failures.value = "";
      const kept: ExhibitFile[] = [];
      const failed: string[] = [];
      // One after another: forty photos at once are more than a phone has memory for.
      for (const [index, file] of picked.entries()) {
        say(t("fileBusyNth", { n: index + 1, total: picked.length }));
        await store.keep(file).then(
          (one) => kept.push(one),
          () => failed.push(file.name),
        );
      }
      // One exhibit holds one file; what was picked beside it becomes exhibits of the same kind.
      const [first, ...others] = kept;
      if (first) set({ file: first });
      for (const file of others) add({ kind, count: 1, file });
      const trouble = t("fileFailed", { names: failed.join(t("sharedJoin")) });
      if (failed.length > 0) failures.value = first ? trouble : "";
      say(failed.length > 0 ? trouble : "");
    }
    return (
      <div class="p-file" data-file="">
        <label class="t-button t-small p-file-add">
          <input
            type="file"
            accept={ACCEPT}
            multiple
            class="p-file-input"
            form="tousu-none"
            onChange={(event) => pick([...(event.currentTarget.files ?? [])])}
          />
          <Icon name="plus" />
          {t("fileAdd")}
        </label>
        {last && (
          <p class="t-hint t-undo">
            {t("fileRemoved", { name: last.name })}{" "}
            <button
              type="button"
              class="t-inline"
              data-undo="file"
              onClick={() => {
                if (!off.includes(last)) return; // back on another exhibit of the kind
                off.splice(off.indexOf(last), 1);
                set({ file: last });
                focusIn(index, "button:enabled");
              }}
            >
              {t("fileBack")}
            </button>
          </p>
        )}
        <p class="t-hint" role="status">
          {said}
        </p>
      </div>
    );
  }

  function Kept({ index, file, locale, set, off }: About & { file: ExhibitFile; off: ExhibitFile[] }) {
    const t = laterTranslator(locale);
    const { sha256 } = file;
    /** The file in the store; null where it is not on this device. */
    const [kept, setKept] = useState<EvidenceFile | null>();
    useEffect(() => {
      void store.record(file).then((record) => setKept(record ?? null));
    }, [file]);
    const notice = kept === null ? "fileGone" : (kept?.notice as PageString | "" | undefined);
    return (
      <div class="p-file" data-file="kept">
        {kept !== undefined && (
          <>
            <p>{t("fileOf", { name: file.name, size: formatSize(file.size) })}</p>
            {notice && <p class="t-hint">{t(notice)}</p>}
            {kept?.copy && <p class="t-hint">{t("fileCopied")}</p>}
            {sha256 && (
              <>
                <p class="t-hint">{t("fileSum")}</p>
                <p class="p-hash">{sha256}</p>
              </>
            )}
            <button
              type="button"
              class="t-inline t-danger"
              data-file-remove=""
              onClick={() => {
                off.push(file);
                set({ file: undefined });
                focusIn(index, "[data-undo]");
              }}
            >
              {t("fileRemove")}
            </button>
          </>
        )}
      </div>
    );
  }

  /** The form has drawn the exhibit anew by now, so the focus must be put back. */
  function focusIn(index: number, within: string) {
    form.querySelector<HTMLElement>(`[data-sheet="${index}"] ${within}`)?.focus();
  }

  function offOf(kind: string): ExhibitFile[] {
    const key = `${cases.current?.id} ${kind}`;
    const off = taken.get(key) ?? [];
    taken.set(key, off);
    return off;
  }

  /** Files that could not be read, which outlives the place where they were picked. */
  const failures = signal("");
  /** Number and size of the files, and the room left on the device. */
  const sums = signal("");
  const sumsPlace = document.createElement("p");
  sumsPlace.className = "t-hint t-inset";
  sumsPlace.setAttribute("data-files-total", "");
  sumsPlace.setAttribute("role", "status");
  effect(() => {
    sumsPlace.textContent = [failures.value, sums.value].filter(Boolean).join(" ");
  });
  async function count() {
    const files = exhibitsOf(form.draft).flatMap(({ file }) => file ?? []);
    const t = laterTranslator(form.getAttribute("locale") ?? "");
    const total = files.reduce((sum, file) => sum + (file.size || 0), 0);
    const room = files.length > 0 ? await space() : undefined;
    const parts = [t("filesTotal", { n: files.length, size: formatSize(total) })];
    if (room) parts.push(t("filesRoom", { size: formatSize(Math.max(0, room.quota - room.usage)) }));
    sums.value = files.length === 0 ? "" : parts.join(" · ");
  }
  for (const event of ["tousu-change", "tousu-step"]) {
    form.addEventListener(event, () => {
      if (sumsPlace.isConnected) void count();
    });
  }

  return {
    piece(about) {
      const place = document.createElement("div");
      const file = about.file as ExhibitFile | null;
      const off = offOf(about.kind);
      render(file ? <Kept {...about} file={file} off={off} /> : <Picker {...about} file={null} off={off} />, place);
      return place;
    },
    evidence() {
      void count();
      return sumsPlace;
    },
  };
}
