/** State of the screens besides the form: what is unfolded, chosen and said, and what is done with the device. */

import { signal } from "@preact/signals-core";
import { keepFiles } from "../element/keep-files.ts";
import type { FormModel } from "../element/model.ts";
import { type ResultModel, resultOf } from "../element/screens/result-model.ts";
import type { StringKey } from "../element/strings.ts";
import type { Translate } from "../element/translate.ts";
import * as device from "./device.ts";

/** State of the screens; it begins anew with every draft. */
interface Shown {
  /** Keys of what is unfolded. */
  open: readonly string[];
  /** Outcome of what was done last. */
  said: string;
  /** The clipboard was refused: there is a box to paste into. */
  byHand: boolean;
  editing: boolean;
  /** Index of the exhibit that is open, -1 for none. */
  exhibit: number;
  /** "Not contacted" was chosen, which is no entry of the log. */
  notContacted: boolean;
  /** Answer to the question of the catalogue, before it is noted. */
  asked: { key: string; day: string };
  /** The other side's answer, before it is noted. */
  reply: { key: string; message: string; excuse: string; channel: string };
}

const FRESH: Shown = {
  open: [],
  said: "",
  byHand: false,
  editing: false,
  exhibit: -1,
  notContacted: false,
  asked: { key: "", day: "" },
  reply: { key: "", message: "", excuse: "", channel: "" },
};

/** Requests of the host's page. */
export interface ViewEvents {
  copied(text: string): void;
  shared(title: string, text: string): void;
  submit(): void;
}

export class View {
  readonly form: FormModel;
  readonly #events: ViewEvents;
  readonly #shown = signal(FRESH);
  /** Label of the host's button below the text, "" for none. */
  readonly submitLabel = signal("");

  constructor(form: FormModel, events: ViewEvents) {
    this.form = form;
    this.#events = events;
  }

  get t(): Translate<StringKey> {
    return this.form.t;
  }
  get result(): ResultModel {
    return resultOf(this.form);
  }
  get shown(): Shown {
    return this.#shown.value;
  }

  show(change: Partial<Shown>): void {
    this.#shown.value = { ...this.#shown.value, ...change };
  }
  beginAnew(): void {
    this.#shown.value = FRESH;
  }

  isOpen(key: string): boolean {
    return this.shown.open.includes(key);
  }
  toggle(key: string): void {
    const { open } = this.shown;
    this.show({ open: open.includes(key) ? open.filter((one) => one !== key) : [...open, key] });
  }

  // The device. What is refused is said in words; closing a window of WeChat is no failure.

  async #try<Outcome>(refused: StringKey, task: () => Promise<Outcome>, values = {}): Promise<Outcome | undefined> {
    this.show({ said: "" });
    try {
      return await task();
    } catch (error) {
      if (!device.isCancelled(error)) this.show({ said: this.t(refused, values) });
      return undefined;
    }
  }

  async paste(): Promise<void> {
    const text = await this.#try("clipboardRefused", async () => {
      try {
        return await device.readClipboard();
      } catch (error) {
        this.show({ byHand: true });
        throw error;
      }
    });
    if (text === undefined) return;
    if (text.trim() === "") this.show({ said: this.t("clipboardEmpty"), byHand: true });
    else this.form.paste.take(text);
  }

  /** @returns whether the text is in the clipboard */
  async copy(text: string): Promise<boolean> {
    const done = await this.#try("copyRefused", async () => {
      await device.copyText(text);
      return true;
    });
    if (done) this.#events.copied(text);
    return done ?? false;
  }

  async copyLetter(): Promise<void> {
    const { result } = this;
    if (await this.copy(result.text)) result.noteCopied();
  }

  async shareLetter(): Promise<void> {
    const { result } = this;
    const { title } = result.composition();
    await this.#try("shareRefused", async () => {
      await device.shareText(title, result.text);
      result.noteCopied();
      this.#events.shared(title, result.text);
    });
  }

  /** @param kind of all that is picked, where it is known */
  async addPhotos(kind?: string): Promise<void> {
    const { form } = this;
    const picked = await this.#try("mediaRefused", () => device.pickMedia(kind ? ["image"] : ["image", "video"]));
    if (!picked || picked.length === 0) return;
    const keep = async ({ path, ...about }: device.Picked) => ({ ...about, path: await device.keepFile(path) });
    await keepFiles(form, { files: { keep } }, picked, kind);
    this.show({ said: form.filesSaid.peek() });
  }

  async showPhoto({ path, type }: { path?: unknown; type?: unknown }): Promise<void> {
    const kind = String(type).startsWith("video") ? "video" : "image";
    await this.#try("mediaRefused", () => device.showMedia(String(path), kind));
  }

  async remind(label: string, day: string): Promise<void> {
    const name = this.form.valueWith("product-name");
    const title = [name, label].filter(Boolean).join(" · ");
    await this.#try("remindRefused", async () => {
      await device.addReminder(title, day, label);
      this.show({ said: this.t("reminded") });
    });
  }

  async call(phone: string): Promise<void> {
    await this.#try("callRefused", () => device.call(phone), { phone });
  }

  async copyAddress(url: string): Promise<void> {
    if (await this.copy(url)) this.show({ said: this.t("addressCopied") });
  }

  submit(): void {
    this.#events.submit();
  }
}
