/**
 * The functions of the package around the WebAssembly module. What differs between a web page, a single file and WeChat
 * (where the bytes of the module and of the catalogue come from) is passed to `start`; see index.js, inline.js and wechat.js.
 *
 * The module may trap (out of memory, a mistake of ours). Then its instance is thrown away, another is made from the
 * compiled module and given the catalogue, and the call is repeated once; calls are stateless, so nothing is lost.
 */

import { ADDITIONS, DRAFT, PASTED, civilDate, flat, hasFields, kindOf, property, units } from "./border.js";

/** Set by the build from Cargo.toml. */
export const version = "__VERSION__";

export const LOCALES = ["zh-CN", "en"];

/** The running instance: the functions of src/wasm.rs. Another object after each restart. */
let live;
/** What made it: `renew` makes another at once, or throws where the host only allows that asynchronously. */
let host;
/** The packed catalogue as far as it is here: `structure`, and the words by locale. Each instance is given it. */
const catalogue = {};
/** Rises whenever the catalogue is loaded; handles from before are void then. */
let generation = 0;

/** Promises by name, so that each part is got once, whoever asks how often; after a failure the next call tries again. */
const asked = {};
function once(name, get) {
  asked[name] ??= get(name).catch((error) => {
    delete asked[name];
    throw error;
  });
  return asked[name];
}

/**
 * Loads what is not there yet.
 * @param {() => Promise<{live: object, renew: () => object}>} engine
 * @param {(name: string) => Promise<Uint8Array>} part "structure" or a locale: that file of the packed catalogue
 * @param {{locales?: string[]}} [options] whose words are wanted, by default all
 */
export async function start(engine, part, options) {
  const { locales = LOCALES } = hasFields(options) ? pick(options, "locales") : {};
  if (!Array.isArray(locales) || !locales.every((locale) => LOCALES.includes(locale))) {
    throw wrong("ready", `options.locales must be a list of ${oneOf(LOCALES)}`);
  }
  const names = ["structure", ...locales];
  const [made, ...bytes] = await Promise.all([once("engine", engine), ...names.map((name) => once(name, part))]);
  const known = names.every((name) => catalogue[name] !== undefined);
  names.forEach((name, index) => (catalogue[name] = bytes[index]));
  if (made === host && known) return;
  if (made !== host) ({ live } = host = made);
  try {
    feed(live);
  } catch (error) {
    if (!isOurs(error)) return restart();
    // Files of different builds: the next call asks for all of them again.
    live = host = undefined;
    for (const name of ["engine", ...names]) {
      delete asked[name];
      delete catalogue[name];
    }
    throw new Error(`tousu: ready: ${error.message}`);
  }
}

/** Whether the module answered so, in words that quote nobody; anything else is a trap. */
const isOurs = (error) => Object.getPrototypeOf(error) === Error.prototype;

/** Whether calls in that locale will be answered. */
export const speaks = (locale) => live !== undefined && catalogue[locale] !== undefined;

function feed(instance) {
  const [zh, en] = LOCALES.map((locale) => catalogue[locale] ?? new Uint8Array());
  instance.load(catalogue.structure, zh, en);
  generation += 1;
}

/** The imports under the name that the module knows them by, and what has to happen when its instance is there. */
export function wire(glue) {
  return {
    imports: { "./tousu_bg.js": glue },
    run(instance) {
      glue.__wbg_set_wasm(instance.exports);
      instance.exports.__wbindgen_start?.();
      return glue;
    },
  };
}

/** What `start` wants, from a compiled module and the maker of its glue. */
export async function instantiate(/** @type {WebAssembly.Module} */ module, makeGlue) {
  const first = wire(makeGlue());
  const instance = await WebAssembly.instantiate(module, first.imports);
  return {
    live: first.run(instance),
    renew() {
      const next = wire(makeGlue());
      return next.run(new WebAssembly.Instance(module, next.imports));
    },
  };
}

function renew() {
  const next = host.renew();
  feed(next);
  live = next;
}

function restart() {
  live = undefined;
  try {
    renew();
  } catch {
    delete asked.engine; // ready() makes the next one
    throw new Error("tousu: the engine stopped; load it again with ready(), in WeChat load(path). The draft is untouched.");
  }
}

/** Additions that were refused stay in the memory of the instance: another one takes its place, where the host allows that. */
function shed() {
  try {
    renew();
  } catch {
    // WeChat does not: the instance goes on.
  }
}

/** Runs a task with the live instance and the handle that stands there for the additions. */
function call(state, name, task, locale) {
  if (live === undefined) throw new TypeError(`tousu: await ready() before calling ${name}`);
  // Additions are checked in every language, together with what they are added to.
  const missing = (state.additions === undefined ? [locale] : LOCALES).filter((one) => one !== undefined && !speaks(one));
  if (missing.length > 0) {
    throw wrong(name, `the words for ${oneOf(missing)} are not loaded: await ready(undefined, { locales: [${oneOf(missing)}] }) first`);
  }
  const unmerged = () => state.additions !== undefined && state.generation !== generation;
  const attempt = () => {
    if (unmerged()) {
      state.handle = live.add(state.additions.numbers, state.additions.text);
      state.generation = generation;
    }
    return task(live, state.handle);
  };
  try {
    return attempt();
  } catch (error) {
    if (isOurs(error)) {
      if (unmerged()) shed();
      throw wrong(name, error.message);
    }
  }
  restart();
  try {
    return attempt();
  } catch {
    // Not the error itself: what it says might quote the person.
    restart();
    throw new Error(`tousu: ${name} failed inside the engine, which has been restarted. The draft is untouched.`);
  }
}

const FORMATS = ["text", "markdown", "html"];

const wrong = (name, what) => new TypeError(`tousu: ${name}: ${what}`);
const oneOf = (ids) => ids.map((id) => `"${id}"`).join(", ");

/** Language of a call, and as the module takes it: whether that is `english`, and the `day`, 20261124, because numbers cross faster than words. Whoever writes options is a developer, so a mistake is a TypeError. */
function settings(name, options) {
  if (options !== undefined && !hasFields(options)) {
    throw wrong(name, 'options must be an object such as { locale: "en", today: "2026-05-01" }');
  }
  const { locale = LOCALES[0], today = civilDate(new Date()) } = pick(options, "locale", "today");
  if (!LOCALES.includes(locale)) throw wrong(name, `options.locale must be one of ${oneOf(LOCALES)}`);
  if (!isDate(today)) throw wrong(name, "options.today must be a date YYYY-MM-DD");
  return { locale, english: locale === "en", day: Number(today.replace(/-/g, "")) };
}

/** The named options, each read once. */
function pick(options, ...names) {
  const picked = {};
  if (options !== undefined) for (const name of names) picked[name] = property(options, name) ?? undefined;
  return picked;
}

function isDate(text) {
  if (typeof text !== "string" || !/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

const readForm = (name, data, state) => call(state, name, (engine, handle) => engine.readForm(handle, data));

/** The draft as it crosses the border; a FormData is read by its field names. */
function cross(name, draft, state) {
  if (isFormData(draft)) draft = readForm(name, draft, state);
  if (!hasFields(draft)) throw wrong(name, 'the draft must be an object such as { orderNumber: "1001" }, or a FormData');
  return flat(draft, DRAFT);
}

function isFormData(value) {
  if (kindOf(value) !== "FormData") return false;
  try {
    FormData.prototype.has.call(value, "");
    return true;
  } catch {
    return false;
  }
}

/** What `compose` wants besides; whether the catalogue has that document and channel, the module says. */
function composeSettings(options) {
  const { document, channel, format = FORMATS[0], hideContact = false, limit } = pick(options, "document", "channel", "format", "hideContact", "limit");
  const demand = (holds, what) => {
    if (!holds) throw wrong("compose", `options.${what}`);
  };
  // No id is longer; a huge text need not cross.
  const isId = (id) => typeof id === "string" && id !== "" && id.length <= 100;
  demand(isId(document), "document must be the id of one of form().documents");
  demand(channel === undefined || isId(channel), "channel must be the id of one of form().channels");
  demand(FORMATS.includes(format), `format must be one of ${oneOf(FORMATS)}`);
  demand(typeof hideContact === "boolean", "hideContact must be true or false");
  demand(limit === undefined || (Number.isSafeInteger(limit) && limit > 0), "limit must be a whole number above 0");
  return [document, channel ?? "", FORMATS.indexOf(format), hideContact, limit === undefined ? -1 : Math.min(limit, 0x7fff_ffff)];
}

/** The Assessment, for the function of that name. */
function judge(name, draft, options, state) {
  const { locale, english, day } = settings(name, options);
  const { numbers, text } = cross(name, draft, state);
  return JSON.parse(call(state, name, (engine, handle) => engine.assess(handle, numbers, text, day, english), locale));
}

/** The built-in catalogue, or with an embedder's own entries merged into it. */
export class Tousu {
  /**
   * `handle`: where the module keeps the additions, since the catalogue was loaded for the `generation`-th time.
   */
  #state = { additions: undefined, handle: 0, generation: 0 };

  constructor(additions) {
    Object.freeze(this); // so that a framework does not wrap it, which private fields do not bear
    if (additions === undefined) return;
    if (!hasFields(additions)) throw wrong("new Tousu", "additions must be an object shaped like the catalogue");
    this.#state.additions = flat(additions, ADDITIONS);
    call(this.#state, "new Tousu", () => undefined);
  }

  form(options) {
    const { locale, english } = settings("form", options);
    return JSON.parse(call(this.#state, "form", (engine, handle) => engine.form(handle, english), locale));
  }

  read(data) {
    if (!isFormData(data)) throw wrong("read", "the data must be a FormData");
    return readForm("read", data, this.#state);
  }

  assess(draft, options) {
    return judge("assess", draft, options, this.#state);
  }

  compose(draft, options) {
    const { locale, english, day } = settings("compose", options);
    const wanted = composeSettings(options);
    const { numbers, text } = cross("compose", draft, this.#state);
    return JSON.parse(call(this.#state, "compose", (engine, handle) => engine.compose(handle, numbers, text, day, english, ...wanted), locale));
  }

  recognize(text, options) {
    const { day } = settings("recognize", options);
    if (typeof text !== "string") throw wrong("recognize", "the text must be a string");
    // Of a longer text the beginning is read, so that no paste can stop the page.
    const begin = units(text.slice(0, PASTED));
    return JSON.parse(call(this.#state, "recognize", (engine, handle) => engine.recognize(handle, begin, day)));
  }

  calendar(draft, options) {
    const { locale, english, day } = settings("calendar", options);
    const { numbers, text } = cross("calendar", draft, this.#state);
    return call(this.#state, "calendar", (engine, handle) => engine.calendar(handle, numbers, text, day, english), locale);
  }

  get schema() {
    return this.schemaFor();
  }

  /** `schema` with a language or a date of its own. */
  schemaFor(options) {
    const validate = (value) => {
      if (!isFormData(value) && !hasFields(value)) return { issues: [{ message: "an object with the fields of the draft" }] };
      const errors = judge("schema", value, options, this.#state).issues.filter(({ severity }) => severity === "error");
      if (errors.length === 0) return { value };
      return { issues: errors.map(({ message, path }) => ({ message, path })) };
    };
    return { "~standard": { version: 1, vendor: "tousu", validate } };
  }
}

const builtIn = new Tousu();

export const form = (options) => builtIn.form(options);
export const read = (data) => builtIn.read(data);
export const assess = (draft, options) => builtIn.assess(draft, options);
export const compose = (draft, options) => builtIn.compose(draft, options);
export const recognize = (text, options) => builtIn.recognize(text, options);
export const calendar = (draft, options) => builtIn.calendar(draft, options);
export const schemaFor = (options) => builtIn.schemaFor(options);
export const schema = builtIn.schema;
