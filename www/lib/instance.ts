/**
 * The running instance of the WebAssembly module, with the catalogue in it. What differs between a web page, a single
 * file and WeChat (where the bytes of the module and of the catalogue come from) is passed to `start`; see index.ts,
 * inline.ts and wechat.ts.
 *
 * The module may trap (out of memory, a mistake of ours). Then its instance is discarded and another is made from the
 * compiled module and given the catalogue; see call.ts.
 */

import type { FormDataLike } from "./api.js";
import { FORMAT, LOCALES, type Names } from "./built/decode.js";
import type { Locale } from "./built/types.js";
import { Buffers, type Tree } from "./encode.js";
import { type DecodeText, Reader } from "./reader.js";

/**
 * The exports of src/bridge/wasm.rs. `tree` is where a tree begins among the numbers of the input. What gives an answer
 * returns its address. A mistake of the caller is an Error with words for developers.
 */
export interface Module {
  /** Stamp of the bridge's format. */
  format(): number;
  load(structure: Uint8Array): void;
  addWords(locale: number, words: Uint8Array): void;
  /** Addresses of the buffers for input, after they were given at least as many places. */
  inputNumbers(places: number): number;
  inputText(places: number): number;
  /** Merges additions into the catalogue and returns the handle of the result. */
  add(tree: number): number;
  names(handle: number): number;
  /** Words of a message. Leaves the answer that is being read alone. */
  words(handle: number, message: number, day: number, locale: number): string;
  readForm(handle: number, data: FormDataLike): Record<string, unknown>;
  form(handle: number, locale: number): number;
  assess(handle: number, tree: number, day: number): number;
  compose(
    handle: number,
    tree: number,
    day: number,
    locale: number,
    language: number,
    form: number,
    limit: number,
    replyBy: number,
  ): number;
  recognize(handle: number, tree: number, day: number, ocr: boolean): number;
  calendar(handle: number, tree: number, day: number, locale: number): number;
}

/** The glue that wasm-bindgen writes: the exports, and the functions that they import. */
export interface Glue extends Module {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
}

export interface Instance {
  module: Module;
  memory: WebAssembly.Memory;
  reader: Reader<Names>;
}

/** Source of fresh instances. */
export interface Host {
  first: Instance;
  /** Makes another at once, or throws where the host only allows that asynchronously. */
  another(): Instance;
}

/** A file of the packed catalogue: its structure, or the words of a language. */
export type Part = "structure" | Locale;

/** The running instance. Another object after each restart. */
export let live: Instance | undefined;
/** Incremented on every catalogue load; invalidates older handles. */
export let generation = 0;

let host: Host | undefined;
/** The packed catalogue as far as it is here. Each instance is given it. */
const catalogue = new Map<Part, Uint8Array>();

/** Promises by name: each part is fetched once, whoever asks how often. After a failure the next call tries again. */
const promises = new Map<string, Promise<unknown>>();

function memoise<Result>(name: string, get: () => Promise<Result>): Promise<Result> {
  const known = promises.get(name) as Promise<Result> | undefined;
  if (known) return known;
  const promise = get().catch((error) => {
    promises.delete(name);
    throw error;
  });
  promises.set(name, promise);
  return promise;
}

/** Loads what is not there yet. */
export async function start(
  makeHost: () => Promise<Host>,
  fetchPart: (part: Part) => Promise<Uint8Array>,
  locales: readonly Locale[],
): Promise<void> {
  const parts: Part[] = ["structure", ...locales];
  const [made, ...files] = await Promise.all([
    memoise("host", makeHost),
    ...parts.map((part) => memoise(part, () => fetchPart(part))),
  ]);
  const arrived = locales.filter((locale) => !catalogue.has(locale));
  for (const [index, part] of parts.entries()) catalogue.set(part, files[index] as Uint8Array);
  const isNew = made !== host;
  host = made;
  try {
    if (isNew) useInstance(made.first);
    else if (live) addWords(live, arrived);
  } catch (error) {
    if (!isOurs(error)) return restartInstance();
    // Files of different builds: the next call asks for all of them again.
    live = host = undefined;
    for (const name of ["host", ...parts]) promises.delete(name);
    for (const part of parts) catalogue.delete(part);
    throw new Error(`tousu: ready: ${(error as Error).message}`);
  }
}

/** Whether the module answered so, in words that quote nobody; anything else is a trap. */
export const isOurs = (error: unknown): error is Error => Object.getPrototypeOf(error) === Error.prototype;

/** Whether calls in that language will be answered. */
export const hasLocale = (locale: Locale): boolean => live !== undefined && catalogue.has(locale);

function loadCatalogue(instance: Instance): void {
  if (instance.module.format() !== FORMAT) {
    throw new Error("the JavaScript and the module (.wasm) are of different builds: serve the files of one");
  }
  instance.module.load(catalogue.get("structure") as Uint8Array);
  addWords(instance, LOCALES);
  generation += 1;
}

/** Adds the words of these languages, as far as they are here. */
function addWords({ module }: Instance, locales: readonly Locale[]): void {
  for (const locale of locales) {
    const words = catalogue.get(locale);
    if (words) module.addWords(LOCALES.indexOf(locale), words);
  }
}

/** Gives an instance the catalogue and what stands in the input, and makes it the running one. */
function useInstance(next: Instance): void {
  loadCatalogue(next);
  const kept = writtenInput();
  live = next;
  input.empty();
  input.tree(kept);
}

/** Puts another instance in the place of one that trapped. */
export function restartInstance(): void {
  try {
    if (!host) throw new Error();
    useInstance(host.another());
  } catch {
    live = undefined;
    promises.delete("host"); // ready() makes the next one
    throw new Error(
      "tousu: the engine stopped; load it again with ready(), in WeChat load(path). The draft is untouched.",
    );
  }
}

/** Frees the memory of an instance that holds what is of no use any more, where the host allows that. */
export function discardInstance(): void {
  try {
    if (host) useInstance(host.another());
  } catch {
    // WeChat does not: the instance goes on.
  }
}

/** Buffer for trees that the module reads. */
export const input = new Buffers((count, units) => {
  try {
    return inputRoom(count, units);
  } catch {
    restartInstance();
    return inputRoom(count, units);
  }
});
let inputAt = { numbers: 0, text: 0 };

function inputRoom(count: number, units: number): Tree {
  const { module, memory } = live as Instance;
  // More than is needed, so that a large draft does not ask for every string.
  const places = 256 + count + (count >> 2);
  const characters = 1024 + units + (units >> 2);
  inputAt = { numbers: module.inputNumbers(places), text: module.inputText(characters) };
  return {
    numbers: new Uint32Array(memory.buffer, inputAt.numbers, places),
    text: new Uint16Array(memory.buffer, inputAt.text, characters),
  };
}

/** A copy of what stands in the input. The memory of an instance that trapped can still be read. */
function writtenInput(): Tree {
  if (!live || input.count === 0) return { numbers: new Uint32Array(0), text: new Uint16Array(0) };
  const { buffer } = live.memory;
  return {
    numbers: new Uint32Array(buffer, inputAt.numbers, input.count).slice(),
    text: new Uint16Array(buffer, inputAt.text, input.units).slice(),
  };
}

/** The imports of the module, and what makes an instance of it usable. */
export function link(glue: Glue, decodeText: DecodeText) {
  return {
    imports: { "./tousu_bg.js": glue as unknown as WebAssembly.ModuleImports },
    use({ exports }: WebAssembly.Instance): Instance {
      glue.__wbg_set_wasm(exports);
      (exports as { __wbindgen_start?: () => void }).__wbindgen_start?.();
      const memory = exports.memory as WebAssembly.Memory;
      return { module: glue, memory, reader: new Reader(memory, decodeText) };
    },
  };
}

/** The host of a compiled module. `makeGlue` is called for each instance. */
export async function instantiate(module: WebAssembly.Module, makeGlue: () => Glue): Promise<Host> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const fresh = () => link(makeGlue(), (utf8) => decoder.decode(utf8));
  const { imports, use } = fresh();
  return {
    first: use(await WebAssembly.instantiate(module, imports)),
    another() {
      const { imports, use } = fresh();
      return use(new WebAssembly.Instance(module, imports));
    },
  };
}
