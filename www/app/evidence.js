/** Evidence files: picked here, kept on this device, shown small, counted. */

import { el, fill, icon } from "../pkg/element/dom.js";
import { space } from "../files/store.js";
import { pageWords, saySize } from "./later-words.js";

/** The pieces of evidence; a draft from elsewhere may hold anything under that name. @returns {any[]} */
export const piecesOf = (/** @type {any} */ draft) => (Array.isArray(draft.evidence) ? draft.evidence : []).filter((piece) => typeof piece === "object" && piece !== null);

const ACCEPT = "image/*,video/*,audio/*,.pdf,.doc,.docx";

/**
 * The tools that the form draws beside its evidence.
 * @param {any} form @param {() => any} cases
 */
export function evidenceTools(form, cases) {
  /** Small pictures by sum, as addresses of blobs. @type {Map<string, string>} */
  const pictures = new Map();
  /** Files taken off their pieces while the page is open, by case and kind: they can be put back. The store keeps them until it is swept. @type {Map<string, any[]>} */
  const taken = new Map();

  /** Keeps one file and says what the draft should hold about it. */
  async function keep(file) {
    const { sha256, thumbnail, withoutPosition } = await import("../files/image.js");
    const sum = await sha256(file);
    const [thumb, cleaned] = await Promise.all([thumbnail(file), withoutPosition(file).catch(() => undefined)]);
    const { removed, trimmed, notice: open } = cleaned ?? { notice: "damaged" };
    const notice = removed ? (open ? "filePartly" : "filePosition") : open ? "fileUnchecked" : trimmed ? "fileTrimmed" : "";
    await cases().store.putFile(cases().id, { id: sum, blob: file, thumb, name: file.name, notice });
    return { name: file.name, size: file.size, type: file.type || undefined, sha256: sum };
  }

  /** One piece: its file, or the way to add one. */
  function piece({ index, kind, file, locale, set, add }) {
    const words = pageWords(locale);
    const key = `${cases().id} ${kind}`;
    const off = taken.get(key) ?? [];
    taken.set(key, off);
    const focus = (within) => form.querySelector(`[data-index="${index}"] ${within}`)?.focus();
    const node = el("div", { class: "p-file", "data-file": file ? "kept" : "" });
    if (file) {
      void showKept(node, file, words, () => {
        off.push(file);
        set({ file: undefined });
        focus("[data-undo]");
      });
      return node;
    }
    const last = off[off.length - 1];
    const said = el("p", { class: "t-hint", role: "status" });
    const input = el("input", {
      type: "file", accept: ACCEPT, multiple: true, class: "p-file-input", form: "tousu-none",
      onchange: async () => {
        const [first, ...others] = input.files;
        if (!first) return;
        said.textContent = words("fileBusy");
        try {
          set({ file: await keep(first) });
          // One piece holds one file; what was picked beside it becomes pieces of the same kind.
          for (const other of others) add({ kind, count: 1, file: await keep(other) });
        } catch {
          said.textContent = words("fileFailed");
        }
      },
    });
    fill(node, el("label", { class: "t-button t-small p-file-add" }, input, icon("plus"), words("fileAdd")),
      last && el("p", { class: "t-hint t-undo" }, words("fileRemoved", { name: last.name }), " ",
        el("button", { type: "button", class: "t-inline", "data-undo": "file", onclick: () => {
          if (!off.includes(last)) return; // back on another piece of the kind
          off.splice(off.indexOf(last), 1);
          set({ file: last });
          focus("button:enabled");
        } }, words("fileBack"))), said);
    return node;
  }

  async function showKept(node, file, words, onRemove) {
    const kept = file.sha256 && (await cases().store.files(cases().id).catch(() => [])).find((one) => one.id === file.sha256);
    if (kept?.thumb && !pictures.has(file.sha256)) pictures.set(file.sha256, URL.createObjectURL(kept.thumb));
    const picture = pictures.get(file.sha256);
    fill(node, el("div", { class: "p-file-row" },
      picture && el("img", { class: "p-thumb", src: picture, alt: "", width: 56, height: 56 }),
      el("div", { class: "p-file-words" }, el("p", {}, words("fileOf", { name: file.name, size: saySize(file.size) })),
        kept ? kept.notice && el("p", { class: "t-hint" }, words(kept.notice)) : el("p", { class: "t-hint" }, words("fileGone")),
        file.sha256 && el("details", { class: "t-why" }, el("summary", {}, words("fileSum")), el("p", { class: "p-hash" }, file.sha256)))),
      el("button", { type: "button", class: "t-inline t-danger", "data-file-remove": "", onclick: onRemove }, words("fileRemove")));
  }

  /** How much there is and how much room is left. */
  async function count() {
    const files = piecesOf(form.draft).flatMap((one) => (one.file ? [one.file] : []));
    const room = files.length > 0 ? await space() : undefined;
    const total = files.reduce((sum, file) => sum + (file.size || 0), 0);
    const words = pageWords(form.getAttribute("locale"));
    sums.textContent = files.length === 0 ? "" : [words("filesTotal", { n: files.length, size: saySize(total) }),
      room && words("filesRoom", { size: saySize(Math.max(0, room.quota - room.usage)) })].filter(Boolean).join(" · ");
  }
  const sums = el("p", { class: "t-hint t-inset", "data-files-total": "" });
  for (const event of ["tousu-change", "tousu-step"]) form.addEventListener(event, () => { if (sums.isConnected) void count(); });
  function evidence() {
    void count();
    return sums;
  }

  return { piece, evidence };
}
