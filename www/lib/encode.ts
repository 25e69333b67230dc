/**
 * Reads values of a host once and writes them as the tree that src/bridge/decode.rs reads.
 *
 * A draft may be anything: a framework's proxy, an object with a throwing getter, a cycle, a shared graph, a million
 * entries. The tree is bounded in depth, count and text. A value that cannot be read becomes a marker `{ "$": why }`,
 * which the module reports as an issue at its place. Half a surrogate pair becomes U+FFFD in the module.
 */

/** The most that is read of a tree. */
export interface Limits {
  /** UTF-16 code units of all strings and keys. */
  text: number;
  /** Keys of one object. */
  keys: number;
  /** Items of one list. */
  items: number;
  /** Values in all, so that a small graph of shared lists cannot unfold into millions. */
  values: number;
  /** Nesting: draft › evidence › exhibit › file. */
  depth: number;
}

export const DRAFT_LIMITS: Limits = { text: 256 * 1024, keys: 200, items: 500, values: 20_000, depth: 4 };
/** Additions to the catalogue are written by a developer and nest deeper. */
export const ADDITIONS_LIMITS: Limits = {
  text: 2 * 1024 * 1024,
  keys: 200,
  items: 2_000,
  values: 100_000,
  depth: 12,
};
/** Code units of pasted text that are read: more than any order page has, and read within a tenth of a second. */
export const PASTE_LIMIT = 64 * 1024;

/** A tree, or room for one. */
export interface Tree {
  numbers: Uint32Array;
  text: Uint16Array;
}

/** Returns room for as many numbers and code units, with what was written before in front. */
export type Allocate = (count: number, units: number) => Tree;

/** Target of written trees, one behind the other: the module's memory, or arrays of our own. */
export class Buffers {
  // A detached view of memory that has grown has the length 0: it lacks room, and is replaced for that.
  numbers: Uint32Array = new Uint32Array(0);
  text: Uint16Array = new Uint16Array(0);
  /** Numbers in use. */
  count = 0;
  /** Code units in use. */
  units = 0;
  private readonly allocate: Allocate;

  constructor(allocate: Allocate) {
    this.allocate = allocate;
  }

  /** Makes sure of room for as many more numbers and code units. */
  makeRoom(count: number, units: number): void {
    ({ numbers: this.numbers, text: this.text } = this.allocate(this.count + count, this.units + units));
  }

  number(value: number): void {
    if (this.count >= this.numbers.length) this.makeRoom(1, 0);
    this.numbers[this.count++] = value;
  }

  empty(): void {
    this.count = this.units = 0;
    this.numbers = new Uint32Array(0);
    this.text = new Uint16Array(0);
  }

  /** Adds a tree that is written already. */
  tree({ numbers, text }: Tree): void {
    this.makeRoom(numbers.length, text.length);
    this.numbers.set(numbers, this.count);
    this.text.set(text, this.units);
    this.count += numbers.length;
    this.units += text.length;
  }

  /** Writes a number whose place was left for it. */
  numberAt(place: number, value: number): void {
    if (place >= this.numbers.length) this.makeRoom(0, 0);
    this.numbers[place] = value;
  }

  /** Adds the code units of a string. */
  string(value: string): void {
    const { length } = value;
    if (this.units + length > this.text.length) this.makeRoom(0, length);
    const { text, units } = this;
    for (let at = 0; at < length; at++) text[units + at] = value.charCodeAt(at);
    this.units = units + length;
  }
}

const describe = Object.prototype.toString;

/** "Object", "FormData", "Date" …; "" where the value does not even let itself be asked. */
export function kindOf(value: unknown): string {
  try {
    return describe.call(value).slice(8, -1);
  } catch {
    return "";
  }
}

/** True for an object with fields of its own (of a class or not), not for a list, Map, Date and the like. */
export const hasFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && kindOf(value) === "Object";

/** A property, or `instead` where reading it throws. */
export function property(owner: object, key: PropertyKey, instead?: unknown): unknown {
  try {
    return (owner as Record<PropertyKey, unknown>)[key];
  } catch {
    return instead;
  }
}

// Tags of src/bridge/decode.rs; a length stands in the bits above.
const NOTHING = 0;
const FALSE = 1;
const TRUE = 2;
const NUMBER = 3;
const TEXT = 4;
const LIST = 5;
const OBJECT = 6;
const KNOWN = 7;
const tagged = (tag: number, length: number) => (length << 3) | tag;

const float = new Float64Array(1);
const halves = new Uint32Array(float.buffer);
const UNREADABLE = Symbol("unreadable");
const FILE_KEYS = ["name", "size", "type"];

/** Strings that the module knows by a number. */
export type Known = ReadonlyMap<string, number>;
const NONE: Known = new Map();
/** No known string is longer; a long text need not be looked up. */
const KNOWN_LENGTH = 32;

/** Writes a value and all that is in it. Never throws what the host's object throws, and reads each property once. */
export function encode(value: unknown, limits: Limits, into: Buffers, known = NONE): void {
  new Encoder(limits, into, known).value(value, 0);
}

/** Writes the head of a list of as many values, which are written next. */
export const encodeList = (length: number, into: Buffers): void => into.number(tagged(LIST, length));

/** A tree in arrays of its own. */
export function flatten(root: unknown, limits: Limits): Tree {
  let tree: Tree = { numbers: new Uint32Array(0), text: new Uint16Array(0) };
  const buffers = new Buffers((count, units) => {
    const { numbers, text } = tree;
    tree = { numbers: new Uint32Array(2 * count + 64), text: new Uint16Array(2 * units + 256) };
    tree.numbers.set(numbers);
    tree.text.set(text);
    return tree;
  });
  encode(root, limits, buffers);
  return { numbers: tree.numbers.slice(0, buffers.count), text: tree.text.slice(0, buffers.units) };
}

class Encoder {
  private readonly out: Buffers;
  private readonly most: Limits;
  /** Values that may still be read. */
  private values: number;
  /** Code units that may still be read. */
  private text: number;
  private readonly known: Known;

  constructor(most: Limits, out: Buffers, known: Known) {
    this.out = out;
    this.most = most;
    this.known = known;
    this.values = most.values;
    this.text = most.text;
  }

  value(value: unknown, depth: number): void {
    switch (typeof value) {
      case "string":
        if (value.length > this.text) this.marker("too-long");
        else this.string(value);
        break;
      case "number":
        float[0] = value;
        this.out.number(NUMBER);
        this.out.number(halves[0] as number);
        this.out.number(halves[1] as number);
        break;
      case "boolean":
        this.out.number(value ? TRUE : FALSE);
        break;
      case "undefined":
        this.out.number(NOTHING);
        break;
      case "object":
        if (value === null) this.out.number(NOTHING);
        else this.compound(value, depth);
        break;
      default: // function, bigint, symbol
        this.marker(value === UNREADABLE ? "unreadable" : typeof value);
    }
  }

  /** Writes a string without asking whether it is too long. */
  private string(text: string): void {
    const { length } = text;
    this.text -= length;
    const known = length <= KNOWN_LENGTH ? this.known.get(text) : undefined;
    if (known !== undefined) this.out.number(tagged(KNOWN, known));
    else {
      this.out.number(tagged(TEXT, length));
      this.out.string(text);
    }
  }

  private marker(why: string): void {
    this.out.number(tagged(OBJECT, 1));
    this.markerEntry(why);
  }

  private markerEntry(why: string): void {
    this.string("$");
    this.string(why);
  }

  private compound(value: object, depth: number): void {
    let why: string | undefined;
    let keys: string[] | undefined;
    let date: string | undefined;
    let length = 0;
    try {
      if (Array.isArray(value)) length = value.length;
      else {
        switch (describe.call(value)) {
          case "[object Object]":
            keys = Object.keys(value);
            break;
          case "[object File]":
            keys = FILE_KEYS;
            break;
          case "[object Date]":
            if (Number.isNaN(Date.prototype.getTime.call(value))) why = "object";
            else date = civilDate(value as Date);
            break;
          default:
            why = "object";
        }
      }
    } catch {
      why = "unreadable";
    }
    if (why !== undefined) this.marker(why);
    else if (date !== undefined) this.value(date, depth);
    else if (depth > this.most.depth) this.marker("too-deep");
    else if (keys === undefined) this.list(value, length, depth);
    else this.object(value, keys, depth);
  }

  private list(value: object, length: number, depth: number): void {
    const place = this.out.count;
    this.out.number(LIST);
    let count = 0;
    while (count < length) {
      count += 1;
      if (count > this.most.items || this.values-- <= 0) {
        this.marker("too-many");
        break;
      }
      this.value(property(value, count - 1, UNREADABLE), depth + 1);
    }
    this.out.numberAt(place, tagged(LIST, count));
  }

  private object(value: object, keys: string[], depth: number): void {
    const place = this.out.count;
    this.out.number(OBJECT);
    let count = 0;
    for (const key of keys) {
      if (count === this.most.keys || this.values-- <= 0 || key.length > this.text) {
        this.markerEntry("too-many");
        count += 1;
        break;
      }
      const item = property(value, key, UNREADABLE);
      if (item === undefined) continue;
      this.string(key);
      this.value(item, depth + 1);
      count += 1;
    }
    this.out.numberAt(place, tagged(OBJECT, count));
  }
}

/** A moment as the date on the wall where the host stands, YYYY-MM-DD. */
export function civilDate(moment: Date): string {
  const [year, month, day] = civilParts(moment);
  const digits = (number: number, width: number) => String(number).padStart(width, "0");
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
}

/** The same as a number: 20261124. */
export function civilDay(moment: Date): number {
  const [year, month, day] = civilParts(moment);
  return year * 10_000 + month * 100 + day;
}

function civilParts(moment: Date): [year: number, month: number, day: number] {
  const { getFullYear, getMonth, getDate } = Date.prototype;
  return [getFullYear.call(moment), getMonth.call(moment) + 1, getDate.call(moment)];
}
