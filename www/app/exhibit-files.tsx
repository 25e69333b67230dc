/** Files of exhibits: picked here, kept on this device, shown small, counted. */

import { effect, signal } from "@preact/signals";
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Tools, TousuForm } from "tousu/element";
import { type EvidenceFile, type Store, space } from "../files/storage/store.ts";
import type { CaseAccess } from "./cases.ts";
import { type ExhibitFile, exhibitsOf } from "./exhibits.ts";
import { Icon } from "./icon.tsx";
import { formatSize, laterTranslator, type PageString } from "./later-strings.ts";

const ACCEPT = "image/*,video/*,audio/*,.pdf,.doc,.docx";

type ExhibitTool = NonNullable<Tools["piece"]>;
type About = Omit<Parameters<ExhibitTool>[0], "file"> & { file: ExhibitFile | null };

/** Keeps one file, and resolves to what the draft should hold about it. */
export async function keepFile(cases: CaseAccess, file: File): Promise<ExhibitFile> {
  const { sha256, thumbnail, withoutMetadata } = await import("../files/metadata/evidence-file.ts");
  const sum = await sha256(file);
  const [thumb, cleaned] = await Promise.all([thumbnail(file), withoutMetadata(file).catch(() => undefined)]);
  const { store, id } = await cases.open();
  await store.putFile(id, { id: sum, blob: file, thumb, name: file.name, notice: noticeOf(cleaned) });
  return { name: file.name, size: file.size, type: file.type || undefined, sha256: sum };
}

/** The tools that the form draws beside its evidence. */
export function exhibitTools(form: TousuForm, cases: CaseAccess): Pick<Tools, "piece" | "evidence"> {
  /** Small pictures by SHA-256, as addresses of blobs. */
  const pictures = new Map<string, string>();
  /** Files taken off their exhibits while the page is open, by case and kind: they can be put back. The store keeps them until it is swept. */
  const taken = new Map<string, ExhibitFile[]>();

  async function keep(file: File): Promise<ExhibitFile> {
    const kept = await keepFile(cases, file);
    records.delete(`${cases.current?.id} ${kept.sha256}`); // it may have been missing before
    return kept;
  }
  /** Records by case and file, each read once: the form draws every exhibit anew with each that is added. */
  const records = new Map<string, Promise<EvidenceFile | undefined>>();
  function recordOf(store: Store, id: string, sha256: string): Promise<EvidenceFile | undefined> {
    const key = `${id} ${sha256}`;
    const known = records.get(key) ?? store.file(id, sha256).catch(() => undefined);
    records.set(key, known);
    return known;
  }

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
        await keep(file).then(
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
      if (!sha256) return setKept(null);
      void cases
        .open()
        .then(({ store, id }) => recordOf(store, id, sha256))
        .then((record) => setKept(record ?? null));
    }, [sha256]);
    if (sha256 && kept?.thumb && !pictures.has(sha256)) pictures.set(sha256, URL.createObjectURL(kept.thumb));
    async function view(record: EvidenceFile) {
      const { openPhoto } = await import("./photo-editor.tsx");
      await openPhoto(record, locale, async (result) => {
        const { store, id } = await cases.open();
        const edited = { ...record, ...result };
        await store.putFile(id, edited);
        pictures.delete(record.id);
        records.set(`${id} ${record.id}`, Promise.resolve(edited));
        setKept(edited);
      });
    }
    const picture = sha256 && pictures.get(sha256);
    const notice = kept === null ? "fileGone" : (kept?.notice as PageString | "" | undefined);
    return (
      <div class="p-file" data-file="kept">
        {kept !== undefined && (
          <>
            <div class="p-file-row">
              {picture && <img class="p-thumb" src={picture} alt="" width={56} height={56} />}
              <div class="p-file-words">
                <p>{t("fileOf", { name: file.name, size: formatSize(file.size) })}</p>
                {notice && <p class="t-hint">{t(notice)}</p>}
                {kept?.copy && <p class="t-hint">{t("fileCopied")}</p>}
                {kept?.blob.type.startsWith("image/") && (
                  <button type="button" class="t-inline" data-file-view="" onClick={() => view(kept)}>
                    {t("fileView")}
                  </button>
                )}
                {sha256 && (
                  <details class="t-why">
                    <summary>{t("fileSum")}</summary>
                    <p class="p-hash">{sha256}</p>
                  </details>
                )}
              </div>
            </div>
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
    form.querySelector<HTMLElement>(`[data-index="${index}"] ${within}`)?.focus();
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

/** Key of the string about the position in a file, "" where there is nothing to report. */
function noticeOf(
  cleaned: { removed: number | boolean; trimmed?: unknown; notice?: unknown } | undefined,
): PageString | "" {
  if (!cleaned) return "fileUnchecked";
  if (cleaned.removed) return cleaned.notice ? "filePartly" : "filePosition";
  return cleaned.notice ? "fileUnchecked" : cleaned.trimmed ? "fileTrimmed" : "";
}
