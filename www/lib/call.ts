/**
 * Calls into the module: a tree is written, the module judges it, the answer is read.
 *
 * No answer depends on the calls before it. A call that traps is repeated once with a fresh instance, so nothing is lost.
 */

import { LOCALES, type Names, readNames } from "./built/decode.js";
import type { Locale } from "./built/types.js";
import type { Buffers, Known, Tree } from "./encode.js";
import {
  discardInstance,
  generation,
  hasLocale,
  type Instance,
  input,
  isOurs,
  live,
  type Module,
  restartInstance,
} from "./instance.js";
import type { Reader } from "./reader.js";

/** State of an engine outside of the module, whose instance may be discarded at any time. */
export interface Engine {
  /** An embedder's additions; undefined for the built-in catalogue. */
  readonly additions: Tree | undefined;
  /** The module's handle of the catalogue, since the `generation`-th load. */
  handle: number;
  generation: number;
  names: Names | undefined;
  /** Strings of drafts by their numbers. */
  known: Known;
  /** Words of messages: each is worded once for a language and a day. */
  words: Map<Locale, { day: number; of: (message: number) => string }>;
}

export const newEngine = (additions?: Tree): Engine => ({
  additions,
  handle: 0,
  generation: 0,
  names: undefined,
  known: new Map(),
  words: new Map(),
});

/** A call that is answered. */
export interface Question<Answer> {
  /** Name of the public function, for errors. */
  name: string;
  /** Language of the answer, where it has words. */
  locale?: Locale;
  /** Language of a text in it. */
  language?: Locale;
  /** The day that counts as today: 20261124. */
  day?: number;
  /** Writes the value that the module reads. */
  write?: (into: Buffers, known: Known) => void;
  /** Returns the address of the answer. `locale`: position in `LOCALES`. */
  ask: (module: Module, handle: number, tree: number, day: number, locale: number) => number;
  read: (from: Reader<Names>) => Answer;
}

/** An error of the caller. */
export const wrong = (name: string, what: string): TypeError => new TypeError(`tousu: ${name}: ${what}`);

/** Ids as an error lists them. */
export const quoted = (ids: readonly string[]): string => ids.map((id) => `"${id}"`).join(", ");

export function answer<Answer>(engine: Engine, question: Question<Answer>): Answer {
  const { name, locale, language, day = 0, write, ask, read } = question;
  const at = locale === undefined ? 0 : LOCALES.indexOf(locale);
  checkLoaded(engine, name, language);
  return withTree(engine, name, locale, write, ({ module, reader }, tree) => {
    reader.names = engine.names as Names;
    if (locale !== undefined) reader.words = wordsOf(engine, locale, day);
    return read(reader.open(ask(module, engine.handle, tree, day, at)));
  });
}

/** Runs a task with the place where the tree is written that it is about; 0 where nothing is written. */
function withTree<Result>(
  engine: Engine,
  name: string,
  locale: Locale | undefined,
  write: Question<Result>["write"],
  task: (instance: Instance, tree: number) => Result,
): Result {
  checkLoaded(engine, name, locale);
  if (engine.names === undefined) attempt(engine, name, (instance) => fetchNames(engine, instance));
  if (write === undefined) return attempt(engine, name, (instance) => task(instance, 0));
  // Whatever is written while this tree is (by a getter of the host's object that calls the package) stands behind it.
  const { count, units } = input;
  try {
    const tree = writeTree((into) => write(into, engine.known));
    return attempt(engine, name, (instance) => task(instance, tree));
  } finally {
    input.count = count;
    input.units = units;
  }
}

function fetchNames(engine: Engine, { module, reader }: Instance): void {
  engine.names = readNames(reader.open(module.names(engine.handle)));
  engine.known = new Map(engine.names.known.map((text, number) => [text, number]));
}

/** Writes a value behind its head: where its text begins, and how long it is. Returns where the head stands. */
function writeTree(write: (into: Buffers) => void): number {
  const { count, units } = input;
  input.number(units);
  input.number(0);
  write(input);
  input.numberAt(count + 1, input.units - units);
  return count;
}

/** Throws where the module or the words of the language are not loaded. */
function checkLoaded(engine: Engine, name: string, locale: Locale | undefined): void {
  if (live === undefined) throw new TypeError(`tousu: await ready() before calling ${name}`);
  // Additions are checked in every language, together with what they are added to.
  const needed = engine.additions ? LOCALES : locale === undefined ? [] : [locale];
  const missing = needed.filter((each) => !hasLocale(each));
  if (missing.length > 0) {
    const options = `{ locales: [${quoted(missing)}] }`;
    throw wrong(name, `the words for ${quoted(missing)} are not loaded: await ready(undefined, ${options}) first`);
  }
}

/** A call that is answered by a value of JavaScript. */
export function call<Result>(engine: Engine, name: string, task: (module: Module, handle: number) => Result): Result {
  return withTree(engine, name, undefined, undefined, ({ module }) => task(module, engine.handle));
}

/** Runs a task with the running instance, and once more with another one where the first traps. */
function attempt<Result>(engine: Engine, name: string, task: (instance: Instance) => Result): Result {
  const run = () => {
    const instance = live as Instance;
    mergeAdditions(engine, instance);
    return task(instance);
  };
  /** Throws what the module itself has said; a trap goes on. */
  const refuse = (error: unknown) => {
    if (!isOurs(error)) return;
    if (!isMerged(engine)) discardInstance();
    throw wrong(name, error.message);
  };
  try {
    return run();
  } catch (error) {
    refuse(error);
  }
  restartInstance();
  try {
    return run();
  } catch (error) {
    refuse(error);
    // Not the error itself: its message might quote the person.
    restartInstance();
    throw new Error(`tousu: ${name} failed inside the engine, which has been restarted. The draft is untouched.`);
  }
}

const isMerged = (engine: Engine): boolean => !engine.additions || engine.generation === generation;

/** Gives the additions to an instance that does not have them yet. */
function mergeAdditions(engine: Engine, { module }: Instance): void {
  const { additions } = engine;
  if (!additions || isMerged(engine)) return;
  const { count, units } = input;
  try {
    engine.handle = module.add(writeTree((into) => into.tree(additions)));
    engine.generation = generation;
  } finally {
    input.count = count;
    input.units = units;
  }
}

function wordsOf(engine: Engine, locale: Locale, day: number): (message: number) => string {
  const known = engine.words.get(locale);
  if (known?.day === day) return known.of;
  const words = new Map<number, string>();
  const at = LOCALES.indexOf(locale);
  const of = (message: number) => {
    let text = words.get(message);
    if (text === undefined) {
      text = (live as Instance).module.words(engine.handle, message, day, at);
      words.set(message, text);
    }
    return text;
  };
  engine.words.set(locale, { day, of });
  return of;
}
