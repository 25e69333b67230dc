/** Which complaint is open, and where it is kept: a thin layer between the form and the store. */

import { isShared, rememberLanguage, rememberShared, unsaved } from "./settings.js";
import { memoryStore, newId, openStore, persist, StoreError } from "../files/store.js";

/**
 * @param {any} form the `<tousu-form>`
 * @param {(code: string) => void} onTrouble a StoreCode, "" when it is over
 */
export async function openCases(form, onTrouble) {
  let store = memoryStore();
  let id = newId();
  let known = false;
  let asked = false;
  /** Kept nowhere: the device is shared, or the browser keeps nothing. */
  let temporary = false;

  async function begin() {
    temporary = isShared();
    if (temporary) { store = memoryStore(); return; }
    try {
      store = await openStore({
        ms: 3000,
        onTakenOver: (code) => onTrouble(code),
        onBlocked: () => onTrouble("blocked"),
      });
      if (!store.writable) onTrouble("read-only");
    } catch (error) {
      onTrouble(error instanceof StoreError ? error.code : "unavailable");
      store = memoryStore();
      temporary = true;
    }
  }

  /** What the list of cases shows of this one. */
  function describe(draft) {
    const field = (name) => (typeof draft[name] === "string" ? draft[name].slice(0, 40) : "");
    return { title: field("productName") || field("merchantName") || field("miniProgram") };
  }

  /** Files of pieces that were taken out of the case go too, when it is opened the next time. */
  async function sweep(owner, draft) {
    const named = (Array.isArray(draft.evidence) ? draft.evidence : []).map((piece) => piece?.file?.sha256);
    for (const file of await store.files(owner).catch(() => [])) if (!named.includes(file.id)) await store.removeFile(owner, file.id).catch(() => {});
  }

  const storage = {
    get temporary() { return temporary; },
    load: async () => {
      try {
        const kept = await store.load(id);
        if (kept) void sweep(id, kept.draft);
        return kept?.draft;
      } catch (error) {
        // Not to be opened here, and not to be written over: what is typed now becomes a case of its own.
        id = newId();
        known = false;
        onTrouble(error instanceof StoreError ? error.code : "unavailable");
        return undefined;
      }
    },
    save: async (draft) => {
      try {
        await store.save(id, draft, describe(draft));
        known = true;
        if (temporary) return;
        onTrouble("");
        if (!asked) { asked = true; void persist(); }
      } catch (error) {
        onTrouble(error instanceof StoreError ? error.code : "unavailable");
        throw error;
      }
    },
  };

  /** Shows the case that is open now. @param {any} [draft] in place of the one in the store */
  async function show(draft) {
    if (draft) {
      form.draft = draft;
      if (Object.keys(draft).length > 0) await storage.save(draft).catch(() => {});
    } else form.draft = (known && (await storage.load())) || {};
  }

  /**
   * A page that is being left has no time for the database; what it is about to lose goes where a word suffices,
   * and from there into the database when the page opens again.
   */
  let saving = false;
  form.addEventListener("tousu-storage", (/** @type {CustomEvent} */ { detail }) => {
    saving = detail.state === "saving";
    if (detail.state === "saved") unsaved(null);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && saving && !temporary && store.writable) unsaved(JSON.stringify({ id, draft: form.draft, at: Date.now() }));
  });
  async function recover() {
    const text = unsaved();
    if (text === null || temporary || !store.writable) return;
    try {
      const { id: owner, draft, at } = JSON.parse(text);
      const kept = (await store.list()).find((line) => line.id === owner);
      if (!kept?.problem && at >= (kept?.saved ?? 0)) await store.save(owner, draft, describe(draft));
    } catch {
      // Damaged, or no room: what the database has counts.
    }
    unsaved(null);
  }

  await begin();
  await recover();
  const [latest] = await store.list().catch(() => []);
  if (latest && !latest.problem) { id = latest.id; known = true; }
  form.storage = storage;

  return {
    get id() { return id; },
    get store() { return store; },
    list: () => store.list(),
    async open(wanted) {
      await form.flush();
      id = wanted;
      known = true;
      await show();
    },
    async create(draft) {
      await form.flush();
      id = newId();
      known = false;
      await show(draft ?? {});
    },
    async remove(unwanted) {
      await store.remove(unwanted);
      if (unwanted !== id) return;
      const [next] = await store.list();
      id = next?.id ?? newId();
      known = next !== undefined;
      await show();
    },
    /** The open case as a text for a file or a chat. */
    async backup() {
      await form.flush();
      const kept = await store.exportCase(id).catch(() => undefined);
      return kept ?? { name: "tousu.json", text: JSON.stringify({ tousu: 1, saved: Date.now(), meta: {}, draft: form.draft }, null, 1) };
    },
    /** Reads a backup into a new case. @param {string} text @returns {Promise<{code?: string, dropped: number}>} */
    async restore(text) {
      const { draft, problems } = store.importCase(text);
      if (!draft) return { code: problems[0]?.code ?? "not-a-case", dropped: 0 };
      await this.create(draft);
      return { dropped: problems.length };
    },
    /** This tab writes from now on, with what the other one has saved. */
    async takeOver() {
      await store.takeOver();
      onTrouble("");
      await show();
    },
    /** Deletes all; what is typed afterwards is kept as before. */
    async clear() {
      await store.clearEverything();
      rememberLanguage(null);
      unsaved(null);
      await begin();
      id = newId();
      known = false;
      form.draft = {};
    },
    /** Switches the device to shared, which deletes what is kept, or back. @param {boolean} shared */
    async share(shared) {
      const { draft } = form;
      if (shared) {
        await store.clearEverything();
        rememberLanguage(null);
        unsaved(null);
      }
      rememberShared(shared);
      form.toggleAttribute("private", shared);
      await begin();
      id = newId();
      known = false;
      if (!shared && Object.keys(draft).length > 0) await show(draft);
    },
  };
}
