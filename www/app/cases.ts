/** The open complaint and its place in the store: a thin layer between the form and the store. */

import type { Draft, FormSpec } from "tousu";
import { cleanDraft, type TousuForm } from "tousu/element";
import {
  type EvidenceFile,
  exportDraft,
  type Meta,
  memoryStore,
  newId,
  openStore,
  persist,
  type Store,
  StoreError,
} from "../files/storage/store.ts";
import { exhibitsOf } from "./exhibits.ts";
import { firstScreenOf } from "./screens.ts";
import {
  isShared,
  readContact,
  readUnsaved,
  rememberContact,
  rememberLanguage,
  rememberShared,
  rememberUnsaved,
} from "./settings.ts";

/** How long the database may take to open, in ms. */
const OPENING = 3000;
/** Longest title in the list of cases, in characters. */
const TITLE = 40;
/** The fields whose values name a case, by their role, best first. */
const NAMING = ["product-name", "merchant-name", "mini-program"];

const codeOf = (error: unknown): string => (error instanceof StoreError ? error.code : "unavailable");

/** The cases for those who may come before they are opened. */
export interface CaseAccess {
  /** Opens them where that is still to be done. */
  open(): Promise<Cases>;
  /** Undefined until they are open. */
  readonly current: Cases | undefined;
}

/** Result of reading a backup; `code`: why nothing was read. */
export interface Restored {
  code?: string;
  dropped: number;
  lost: number;
}

export class Cases {
  readonly #form: TousuForm;
  /** Receives the code of a StoreError, "" when the trouble is over. */
  readonly #onTrouble: (code: string) => void;
  #store: Store = memoryStore();
  #id = newId();
  /** The store holds the open case. */
  #known = false;
  /** When the open case was last known to be written, in ms since 1970. */
  #saved = 0;
  /** The browser has been asked not to evict the data. */
  #asked = false;
  #temporary = false;
  /** The form holds words that the store has not acknowledged: their save waits, is under way or has failed. */
  #unsaved = false;
  /** Texts changed by hand, kept with the draft that was loaded last. */
  #texts: object | undefined;
  /** The store and the case behind a worked example, which lives in memory alone. */
  #behind: { store: Store; id: string; known: boolean } | undefined;

  /** Opens the store and the case that was saved last. */
  static async open(form: TousuForm, onTrouble: (code: string) => void): Promise<Cases> {
    const cases = new Cases(form, onTrouble);
    await cases.#begin();
    await cases.#recoverUnsaved();
    const kept = await cases.#store.list().catch(() => []);
    const latest = kept.find(({ problem }) => !problem);
    if (latest) cases.#switchTo(latest.id, true);
    // A case that cannot be opened is named, unless the storage has worse to report.
    const problem = kept[0]?.problem;
    if (problem && cases.#store.writable) onTrouble(problem);
    cases.#keepUnsaved();
    return cases;
  }

  private constructor(form: TousuForm, onTrouble: (code: string) => void) {
    this.#form = form;
    this.#onTrouble = onTrouble;
  }

  get id(): string {
    return this.#id;
  }
  get texts(): object | undefined {
    return this.#texts;
  }
  get store(): Store {
    return this.#store;
  }

  /** Nothing is kept: the device is shared, the browser keeps nothing, or this is the example. */
  get temporary(): boolean {
    return this.#temporary || this.isExample;
  }

  /** Whether the worked example is open. */
  get isExample(): boolean {
    return this.#behind !== undefined;
  }

  list() {
    return (this.#behind?.store ?? this.#store).list();
  }

  /** The draft of a case that need not be the open one. */
  async draftOf(id: string): Promise<Draft | undefined> {
    return (await (this.#behind?.store ?? this.#store).load(id))?.draft;
  }

  /** Shows a draft that is kept nowhere, until the example is ended or another case is opened. */
  async showExample(draft: Draft): Promise<void> {
    await this.#form.flush();
    this.#behind ??= { store: this.#store, id: this.#id, known: this.#known };
    this.#store = memoryStore();
    this.#switchTo(newId(), false);
    this.#form.draft = draft;
  }

  /** Shows the case behind the example again, and forgets what was changed in the example. */
  async endExample(): Promise<void> {
    if (!this.isExample) return;
    await this.#leaveExample();
    await this.#show();
  }

  /** Waits for what is still to be saved: into the store in memory, where the example is open. */
  async #leaveExample(): Promise<void> {
    await this.#form.flush();
    if (!this.#behind) return;
    const { store, id, known } = this.#behind;
    this.#behind = undefined;
    this.#store = store;
    this.#switchTo(id, known);
  }

  async openCase(id: string): Promise<void> {
    await this.#leaveExample();
    this.#switchTo(id, true);
    await this.#show();
  }

  /** Opens a new case. @returns how many of its files could not be kept */
  async create(draft?: Draft, files: readonly EvidenceFile[] = [], texts?: object): Promise<number> {
    await this.#leaveExample();
    this.#switchTo(newId(), false);
    let lost = 0;
    // Before the draft that names them is drawn.
    for (const file of files) await this.#store.putFile(this.#id, file).catch(() => lost++);
    await this.#show(draft, texts);
    return lost;
  }

  async remove(id: string): Promise<void> {
    await this.#leaveExample();
    await this.#store.remove(id);
    if (id !== this.#id) return;
    const [next] = await this.#store.list();
    this.#switchTo(next?.id ?? newId(), next !== undefined);
    await this.#show();
  }

  /** The draft of the open case. */
  async load(): Promise<Draft | undefined> {
    try {
      const kept = await this.#store.load(this.#id);
      this.#saved = kept?.saved ?? 0;
      this.#texts = textsIn(kept?.meta);
      if (kept) void this.#sweep(this.#id, kept.draft);
      return kept?.draft ?? this.#blank;
    } catch (error) {
      // Not to be opened here, and not to be written over: what is typed now becomes a case of its own.
      this.#switchTo(newId(), false);
      this.#onTrouble(codeOf(error));
      return undefined;
    }
  }

  async save(draft: Draft, texts?: object): Promise<void> {
    try {
      const { saved } = await this.#store.save(this.#id, draft, describe(draft, this.#form.spec, texts));
      this.#saved = saved;
    } catch (error) {
      this.#onTrouble(codeOf(error));
      throw error;
    }
    this.#known = true;
    if (this.temporary) return;
    this.#onTrouble("");
    if (!this.#asked) {
      this.#asked = true;
      void persist();
    }
  }

  /** The open case as a text for a file or a chat. */
  async backup(): Promise<{ name: string; text: string }> {
    await this.#form.flush();
    // A backup is needed for just the words that could not be saved.
    const kept = this.#unsaved ? undefined : await this.#store.exportCase(this.#id).catch(() => undefined);
    return kept ?? exportDraft(this.#form.draft);
  }

  /** Reads a backup into a new case. `dropped`: parts that could not be read, `lost`: files that could not be kept. */
  async restore(text: string, files: readonly EvidenceFile[] = []): Promise<Restored> {
    const { draft, meta, problems } = this.#store.importCase(text);
    const { spec } = this.#form;
    if (!draft || !spec) return { code: problems[0]?.code ?? "not-a-case", dropped: 0, lost: 0 };
    const cleaned = cleanDraft(draft, spec);
    // Any program's file may hold a "description".
    if (cleaned.known === 0 || cleaned.known < Object.keys(cleaned.draft).length / 2) {
      return { code: "not-a-case", dropped: 0, lost: 0 };
    }
    const named = exhibitsOf(cleaned.draft).map(({ file }) => file?.sha256);
    const lost = await this.create(
      cleaned.draft,
      files.filter(({ id }) => named.includes(id)),
      textsIn(meta),
    );
    return { dropped: problems.length + cleaned.dropped, lost };
  }

  /** Makes this tab the one that writes, with what the other one has saved. */
  async takeOver(): Promise<void> {
    try {
      await this.#store.takeOver();
    } catch (error) {
      this.#onTrouble(codeOf(error));
      return;
    }
    this.#onTrouble("");
    this.#form.draft = (this.#known && (await this.load())) || {};
    this.#form.texts = this.#texts;
  }

  /** Deletes everything; what is typed afterwards is kept as before. */
  async clear(): Promise<void> {
    await this.#leaveExample();
    await this.#forgetEverything();
    await this.#begin();
    this.#switchTo(newId(), false);
    this.#form.open({});
  }

  /** Switches the device to shared, which deletes what is kept, or back. */
  async share(shared: boolean): Promise<void> {
    await this.#leaveExample();
    const { draft, texts } = this.#form;
    if (shared) await this.#forgetEverything();
    rememberShared(shared);
    this.#form.toggleAttribute("private", shared);
    await this.#begin();
    this.#switchTo(newId(), false);
    if (!shared && Object.keys(draft).length > 0) await this.#show(draft, texts);
  }

  async #begin(): Promise<void> {
    this.#temporary = isShared();
    this.#store = memoryStore();
    if (this.#temporary) return;
    try {
      this.#store = await openStore({
        ms: OPENING,
        onTakenOver: (code) => this.#onTrouble(code),
        onBlocked: () => this.#onTrouble("blocked"),
        onDisconnected: () => void this.#checkStillKept(),
      });
      if (!this.#store.writable) this.#onTrouble("read-only");
    } catch (error) {
      this.#onTrouble(codeOf(error));
      this.#temporary = true;
    }
  }

  /** Saves the open case again where the browser has deleted it under the page. */
  async #checkStillKept(): Promise<void> {
    if (!this.#known || this.isExample || !this.#store.writable) return;
    const id = this.#id;
    const { draft } = this.#form;
    try {
      const line = (await this.#store.list()).find((one) => one.id === id);
      if (line || id !== this.#id) return;
      await this.save(draft);
      this.#onTrouble("evicted");
    } catch (error) {
      this.#onTrouble(codeOf(error));
    }
  }

  async #forgetEverything(): Promise<void> {
    await this.#store.clearEverything();
    rememberLanguage(null);
    rememberUnsaved(null);
    rememberContact(null);
  }

  /** Draft of a new complaint: the person's contact details if the device may remember them. */
  get #blank(): Draft | undefined {
    const contact = this.temporary ? {} : (readContact() ?? {});
    return Object.keys(contact).length > 0 ? { ...contact } : undefined;
  }

  #switchTo(id: string, known: boolean): void {
    this.#id = id;
    this.#known = known;
    this.#saved = 0;
    this.#texts = undefined;
  }

  /** Shows the open case, as it is in the store or with the given draft and its texts. */
  async #show(draft?: Draft, texts?: object): Promise<void> {
    const shown = draft ?? ((this.#known && (await this.load())) || this.#blank || {});
    this.#form.open(shown, firstScreenOf(shown));
    this.#form.texts = draft ? texts : this.#texts;
    if (draft && Object.keys(draft).length > 0) await this.save(draft, texts).catch(() => {});
  }

  /**
   * IndexedDB writes may not finish while the page is being left, or had failed: the draft goes to localStorage, and into
   * the database at the next start.
   */
  #keepUnsaved(): void {
    const form = this.#form;
    form.addEventListener("tousu-storage", ({ detail }) => {
      this.#unsaved = detail.state === "saving" || detail.state === "saveFailed";
      if (detail.state === "saved") rememberUnsaved(null);
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState !== "hidden" || !this.#unsaved || this.temporary || !this.#store.writable) return;
      const { draft, spec, texts } = form;
      const meta = describe(draft, spec, texts);
      rememberUnsaved(JSON.stringify({ id: this.#id, draft, meta, at: Date.now(), after: this.#saved }));
    });
  }

  async #recoverUnsaved(): Promise<void> {
    const text = readUnsaved();
    if (text === null || this.#temporary || !this.#store.writable) return;
    try {
      const { id, draft, meta, at, after } = JSON.parse(text);
      const kept = (await this.#store.list()).find((line) => line.id === id);
      const saved = kept?.saved ?? 0;
      // If nothing was written since, it is the latest, whatever the clock says.
      if (!kept?.problem && (saved === after || at >= saved)) await this.#store.save(id, draft, meta);
    } catch (error) {
      // No room, or no answer: it stays for the next time. Damaged: what the database has counts.
      if (error instanceof StoreError && error.code !== "newer" && error.code !== "damaged") {
        this.#onTrouble(error.code);
        return;
      }
    }
    rememberUnsaved(null);
  }

  /** Removes the files of exhibits that were taken out of the case before. */
  async #sweep(id: string, draft: Draft): Promise<void> {
    const named = exhibitsOf(draft).map(({ file }) => file?.sha256);
    for (const file of await this.#store.files(id).catch(() => [])) {
      if (!named.includes(file.id)) await this.#store.removeFile(id, file.id).catch(() => {});
    }
  }
}

/** Data kept beside a draft. */
const textsIn = (meta: Meta | undefined): object | undefined =>
  typeof meta?.texts === "object" && meta.texts !== null ? meta.texts : undefined;

/** Metadata of a draft: its title in the list of cases, and its texts as far as they were changed by hand. */
function describe(draft: Draft, spec: FormSpec | undefined, texts: object | undefined): Meta {
  return { title: titleOf(draft, spec), ...(texts && { texts }) };
}

/** Subject of a complaint, in a few words. */
export function titleOf(draft: Draft, spec: FormSpec | undefined): string {
  const fields = spec?.sections.flatMap((section) => section.fields) ?? [];
  for (const role of NAMING) {
    const field = fields.find((one) => "role" in one && one.role === role);
    const value = field && draft[field.id];
    if (typeof value === "string" && value !== "") return value.slice(0, TITLE);
  }
  return "";
}
