/**
 * The border: reads what a host hands over once, and writes it down in the flat form that src/wire.rs reads.
 *
 * A draft may be anything: a framework's proxy, an object with a throwing getter, a cycle, a shared graph, a million
 * entries. What is written is bounded in depth, count and text; what cannot be read becomes a marker `{ "$": why }`,
 * which the module reports as an issue at its place. Half a surrogate pair becomes U+FFFD in the module.
 */

/**
 * How much is read. `text`: UTF-16 code units of all strings and keys; `keys` and `items`: of one object, of one list;
 * `values`: in all, so that a small graph of shared lists cannot unfold into millions; `depth`: draft › evidence › piece › file.
 */
export const DRAFT = { text: 256 * 1024, keys: 200, items: 500, values: 20_000, depth: 4 };
/** The same for an embedder's catalogue, which is written by a developer and nests deeper. */
export const ADDITIONS = { text: 2 * 1024 * 1024, keys: 200, items: 2_000, values: 100_000, depth: 12 };
/** Code units of pasted text that are read: more than any order page has, and read within a tenth of a second. */
export const PASTED = 64 * 1024;

/** "Object", "FormData", "Date" …; "" where the value does not even let itself be asked. */
export function kindOf(value) {
  try {
    return Object.prototype.toString.call(value).slice(8, -1);
  } catch {
    return "";
  }
}

/** True for an object with fields of its own (of a class or not), not for a list, Map, Date and the like. */
export const hasFields = (value) => typeof value === "object" && value !== null && kindOf(value) === "Object";

/** A property, or undefined where reading it throws. */
export function property(owner, key) {
  try {
    return owner[key];
  } catch {
    return undefined;
  }
}

/** Tags of src/wire.rs. */
const NOTHING = 0, FALSE = 1, TRUE = 2, NUMBER = 3, TEXT = 4, LIST = 5, OBJECT = 6; // prettier-ignore

const float = new Float64Array(1);
const halves = new Uint32Array(float.buffer);
const UNREADABLE = Symbol("unreadable");

/**
 * Never throws and reads each property once.
 * @param {object} root an object for which `hasFields` holds
 * @param {typeof DRAFT} most
 * @returns {{numbers: number[], text: Uint16Array}}
 */
export function flat(root, most) {
  /** @type {number[]} */
  const numbers = [];
  let text = "";
  let { values } = most;

  function string(value) {
    numbers.push(value.length);
    text += value;
  }

  function marker(why) {
    numbers.push(OBJECT, 1);
    string("$");
    numbers.push(TEXT);
    string(why);
  }

  function write(value, depth) {
    switch (typeof value) {
      case "string":
        if (text.length + value.length > most.text) return marker("too-long");
        numbers.push(TEXT);
        return string(value);
      case "number":
        float[0] = value;
        return void numbers.push(NUMBER, halves[0], halves[1]);
      case "boolean":
        return void numbers.push(value ? TRUE : FALSE);
      case "undefined":
        return void numbers.push(NOTHING);
      case "object":
        return value === null ? void numbers.push(NOTHING) : compound(value, depth);
      default: // function, bigint, symbol
        return marker(value === UNREADABLE ? "unreadable" : typeof value);
    }
  }

  function compound(value, depth) {
    let keys;
    try {
      if (Array.isArray(value)) keys = value.length;
      else {
        switch (kindOf(value)) {
          case "Object":
            keys = Object.keys(value);
            break;
          case "Date":
            if (Number.isNaN(Date.prototype.getTime.call(value))) return marker("object");
            return write(civilDate(value), depth);
          case "File":
            keys = ["name", "size", "type"];
            break;
          case "":
            return marker("unreadable");
          default:
            return marker("object");
        }
      }
    } catch {
      return marker("unreadable");
    }
    if (depth > most.depth) return marker("too-deep");
    if (typeof keys === "number") list(value, keys, depth);
    else fields(value, keys, depth);
  }

  function list(value, length, depth) {
    numbers.push(LIST, 0);
    const place = numbers.length - 1;
    let count = 0;
    for (; count < length; count++) {
      if (count === most.items || values-- <= 0) {
        marker("too-many");
        count++;
        break;
      }
      write(read(value, count), depth + 1);
    }
    numbers[place] = count;
  }

  function fields(value, keys, depth) {
    numbers.push(OBJECT, 0);
    const place = numbers.length - 1;
    for (const key of keys) {
      if (numbers[place] === most.keys || values-- <= 0 || text.length + key.length > most.text) {
        string("$");
        numbers.push(TEXT);
        string("too-many");
        numbers[place] += 1;
        break;
      }
      const item = read(value, key);
      if (item === undefined) continue;
      string(key);
      write(item, depth + 1);
      numbers[place] += 1;
    }
  }

  function read(owner, key) {
    try {
      return owner[key];
    } catch {
      return UNREADABLE;
    }
  }

  write(root, 0);
  return { numbers, text: units(text) };
}

/** The UTF-16 code units of a text. */
export function units(text) {
  const out = new Uint16Array(text.length);
  for (let at = 0; at < out.length; at++) out[at] = text.charCodeAt(at);
  return out;
}

/** A moment as the date on the wall where the host stands, YYYY-MM-DD. */
export function civilDate(/** @type {Date} */ moment) {
  const year = String(Date.prototype.getFullYear.call(moment)).padStart(4, "0");
  const month = String(Date.prototype.getMonth.call(moment) + 1).padStart(2, "0");
  const day = String(Date.prototype.getDate.call(moment)).padStart(2, "0");
  return `${year}-${month}-${day}`;
}
