/**
 * Reads the answers that src/bridge/encode.rs leaves in the module's memory: whole numbers, and one text with all
 * strings. What is read in which order stands in decode.ts, which the build writes from the Rust types.
 */

/** Makes a string of UTF-8. */
export type DecodeText = (utf8: Uint8Array) => string;

/** `Names`: the tables of names that ids are positions in. */
export class Reader<Names extends { field: string[] }> {
  private numbers: Uint32Array = new Uint32Array(0);
  private at = 0;
  private text = "";
  private begin = 0;
  private readonly memory: WebAssembly.Memory;
  private readonly decodeText: DecodeText;
  /** Tables of the engine whose answer is read. */
  names!: Names;
  /** Gives the words of a message. */
  words!: (message: number) => string;

  constructor(memory: WebAssembly.Memory, decodeText: DecodeText) {
    this.memory = memory;
    this.decodeText = decodeText;
  }

  /** Begins with the answer at an address of the memory. */
  open(address: number): this {
    this.at = address >>> 2;
    this.view();
    const from = this.number();
    const length = this.number();
    this.text = length === 0 ? "" : this.decodeText(new Uint8Array(this.memory.buffer, from, length));
    this.begin = 0;
    return this;
  }

  /** The view of memory that has grown is detached and has the length 0. */
  private view(): void {
    if (this.numbers.length === 0) this.numbers = new Uint32Array(this.memory.buffer);
  }

  number(): number {
    return this.numbers[this.at++] as number;
  }

  signed(): number {
    return this.number() | 0;
  }

  /** Two numbers: the low and the high half. */
  large(): number {
    const low = this.number();
    return this.number() * 2 ** 32 + low;
  }

  flag(): boolean {
    return this.number() !== 0;
  }

  string(): string {
    const from = this.begin;
    this.begin += this.number();
    return this.text.substring(from, this.begin);
  }

  list<Item>(read: (from: this) => Item): Item[] {
    const items: Item[] = [];
    for (let left = this.number(); left > 0; left--) items.push(read(this));
    return items;
  }

  record<Value>(key: (from: this) => string, value: (from: this) => Value): Record<string, Value> {
    return Object.fromEntries(this.list(() => [key(this), value(this)]));
  }

  /** 20261124 as 2026-11-24. */
  date(): string {
    const number = this.number();
    let date = dates.get(number);
    if (date === undefined) {
      const digits = String(number);
      date = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
      dates.set(number, date);
    }
    return date;
  }

  /** The name at a position of a table. */
  name<Name extends string>(table: readonly Name[]): Name {
    return table[this.number()] as Name;
  }

  /** A key of the draft. */
  key(): string {
    return String(this.segment());
  }

  /** A step of a path: 0 and a field, 1 and a key, 2 and an index. */
  segment(): string | number {
    switch (this.number()) {
      case 0:
        return this.name(this.names.field);
      case 1:
        return this.string();
      default:
        return this.number();
    }
  }

  /** Words that the module is asked for may make its memory grow. */
  message(): string {
    const words = this.words(this.number());
    this.view();
    return words;
  }
}

const dates = new Map<number, string>();
