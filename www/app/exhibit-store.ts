/** Files of the exhibits of a complaint, as they are kept on this device. */

import type { Locale } from "tousu";
import type { TousuForm } from "tousu/element";
import type { EvidenceFile } from "../files/storage/store.ts";
import type { CaseAccess } from "./cases.ts";
import type { ExhibitFile } from "./exhibits.ts";
import type { PageString } from "./later-strings.ts";

export class ExhibitStore {
  readonly #cases: CaseAccess;
  /** The records of one complaint, read once: each holds a file, and forty of them would be read for every exhibit. */
  #records: { of: string; files: Promise<Map<string, EvidenceFile>> } | undefined;
  /** Addresses of pictures by SHA-256 and size. */
  readonly #pictures = new Map<string, string>();

  constructor(cases: CaseAccess) {
    this.#cases = cases;
  }

  /** Keeps one file, and resolves to what the draft should hold about it. */
  async keep(file: File): Promise<ExhibitFile> {
    const { sha256, thumbnail, withoutMetadata } = await import("../files/metadata/evidence-file.ts");
    const sum = await sha256(file);
    const [thumb, cleaned] = await Promise.all([thumbnail(file, 192), withoutMetadata(file).catch(() => undefined)]);
    const { store, id } = await this.#cases.open();
    const record = { id: sum, blob: file, thumb, name: file.name, notice: noticeOf(cleaned) };
    await store.putFile(id, record);
    (await this.#recordsOf(id)).set(sum, record);
    return { name: file.name, size: file.size, type: file.type || undefined, sha256: sum };
  }

  /** The record of a file of the open complaint; undefined where it is not on this device. */
  async record({ sha256 }: ExhibitFile): Promise<EvidenceFile | undefined> {
    if (!sha256) return undefined;
    const { id } = await this.#cases.open();
    return (await this.#recordsOf(id)).get(sha256);
  }

  /** Address of a picture of a file, where there is one. */
  async picture(file: ExhibitFile, size: "small" | "whole"): Promise<string | undefined> {
    const record = await this.record(file);
    const whole = record?.copy ?? record?.blob;
    const shown = size === "whole" && whole?.type.startsWith("image/") ? whole : record?.thumb;
    if (!record || !shown) return undefined;
    const key = `${size} ${record.id}`;
    const kept = this.#pictures.get(key) ?? URL.createObjectURL(shown);
    this.#pictures.set(key, kept);
    return kept;
  }

  /** Shows a picture to be covered, cut or turned; resolves to whether its copy is another now. */
  async edit(file: ExhibitFile, locale: string): Promise<boolean> {
    const record = await this.record(file);
    if (!record) return false;
    const { openPhoto } = await import("./photo-editor.tsx");
    let changed = false;
    await openPhoto(record, locale, async (result) => {
      await this.replace({ ...record, ...result });
      changed = true;
    });
    return changed;
  }

  /** Reads the text of a picture, and shows what it would fill in; resolves to what the person chose of it. */
  async read(form: TousuForm, file: ExhibitFile, kind: string, locale: Locale) {
    const record = await this.record(file);
    if (!record) return undefined;
    const { readPictureText } = await import("./picture-text.tsx");
    const blob = record.copy ?? record.blob;
    const read = await readPictureText(blob, locale);
    if (!read) return undefined;
    const [{ openPicture }, { guessKindOf }] = await Promise.all([
      import("./bill-rows.tsx"),
      import("./exhibit-words.ts"),
    ]);
    const kinds = form.spec?.evidence.map(({ id }) => id) ?? [];
    return openPicture(form, locale, read.text, { blob, kind, guess: guessKindOf(read.text, kinds) });
  }

  /** Keeps another record of a file, with another picture. */
  async replace(record: EvidenceFile): Promise<void> {
    const { store, id } = await this.#cases.open();
    await store.putFile(id, record);
    (await this.#recordsOf(id)).set(record.id, record);
    for (const size of ["small", "whole"]) this.#pictures.delete(`${size} ${record.id}`);
  }

  async #recordsOf(id: string): Promise<Map<string, EvidenceFile>> {
    if (this.#records?.of !== id) {
      const { store } = await this.#cases.open();
      const read = store.files(id).catch(() => []);
      this.#records = { of: id, files: read.then((files) => new Map(files.map((file) => [file.id, file]))) };
    }
    return this.#records.files;
  }
}

/** Key of the string about the position in a file, "" where there is nothing to report. */
function noticeOf(
  cleaned: { removed: number | boolean; trimmed?: unknown; notice?: unknown } | undefined,
): PageString | "" {
  if (!cleaned) return "fileUnchecked";
  if (cleaned.removed) return cleaned.notice ? "filePartly" : "filePosition";
  return cleaned.notice ? "fileUnchecked" : cleaned.trimmed ? "fileTrimmed" : "";
}
