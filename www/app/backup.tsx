/** Backup to a file and back, with the files of the evidence; sealed where the person gives a passphrase. */

import { useState } from "preact/hooks";
import { save } from "../files/export/save.ts";
import type { Cases, Restored } from "./cases.ts";
import type { laterTranslator } from "./later-strings.ts";

/** Largest file that is read as the text of a case, in bytes; `parse` counts again. */
const MAX_TEXT = 16 * 1024 * 1024;

interface BackupProps {
  cases: Cases;
  t: ReturnType<typeof laterTranslator>;
  say: (text: string) => void;
  onRestored: (result: Restored) => void;
}

export function BackupFile({ cases, t, say, onRestored }: BackupProps) {
  const [passphrase, setPassphrase] = useState("");
  /** A sealed file that waits for its passphrase. */
  const [sealed, setSealed] = useState<File>();

  async function exportFile() {
    if (passphrase) say(t("backupBusy"));
    try {
      const { blob, name } = await backupOf(cases, passphrase);
      const result = await save(blob, name);
      say(result === "unsupported" ? t("outUnsupported") : result === "saved" ? t("outSaved") : "");
    } catch (error) {
      say(t((error as { code?: unknown }).code === "no-crypto" ? "import.no-crypto" : "outFailed"));
    }
  }
  async function importFile(file: File) {
    if (sealed || file.size > MAX_TEXT) say(t("backupBusy"));
    const result = await restore(cases, file, passphrase);
    setSealed(result.code === "passphrase" || result.code === "wrong-passphrase" ? file : undefined);
    onRestored(result);
  }
  return (
    <>
      <label class="p-passphrase">
        <span class="t-hint">{t(sealed ? "backupOpenWith" : "backupPassphrase")}</span>
        <input
          type="password"
          class="t-input"
          autocomplete="off"
          data-menu="passphrase"
          value={passphrase}
          onInput={(event) => setPassphrase(event.currentTarget.value)}
        />
      </label>
      {sealed && (
        <button type="button" class="t-button t-small" data-menu="openSealed" onClick={() => importFile(sealed)}>
          {t("backupOpen")}
        </button>
      )}
      <button type="button" class="t-button t-small" data-menu="exportFile" onClick={exportFile}>
        {t("exportFile")}
      </button>
      <label class="t-button t-small p-file-add">
        {/* No `accept`: phones grey out endings that they do not know. */}
        <input
          type="file"
          class="p-file-input"
          onChange={async ({ currentTarget: input }) => {
            const [file] = input.files ?? [];
            if (file) await importFile(file);
            input.value = "";
          }}
        />
        {t("importFile")}
      </label>
    </>
  );
}

/** The open case as a file: as text where it has no files and no passphrase is given. */
async function backupOf(cases: Cases, passphrase: string): Promise<{ blob: Blob; name: string }> {
  const { text, name } = await cases.backup();
  const files = await cases.store.files(cases.id).catch(() => []);
  if (files.length === 0 && passphrase === "") return { blob: new Blob([text], { type: "application/json" }), name };
  const { packBackup } = await import("../files/storage/backup-file.ts");
  const packed = await packBackup({ text, files }, passphrase);
  return { blob: new Blob([packed], { type: "application/octet-stream" }), name: name.replace(/json$/, "tousu") };
}

/** Reads a file into a new case. Nothing changes unless all of it can be read. */
async function restore(cases: Cases, file: File, passphrase: string): Promise<Restored> {
  const [{ BackupError, isBackup, unpackBackup }, { sha256 }] = await Promise.all([
    import("../files/storage/backup-file.ts"),
    import("../files/metadata/evidence-file.ts"),
  ]);
  const refused = (code: string): Restored => ({ code, dropped: 0, lost: 0 });
  try {
    if (!(await isBackup(file))) {
      return file.size > MAX_TEXT ? refused("too-large") : await cases.restore(await file.text());
    }
    const { text, files } = await unpackBackup(file, passphrase);
    // The id of a file is its sum.
    for (const { id, blob } of files) if ((await sha256(blob)) !== id) return refused("damaged");
    return await cases.restore(text, files);
  } catch (error) {
    return refused(error instanceof BackupError ? error.code : "damaged");
  }
}
