/**
 * Lays data into a module's memory, behind all that it uses itself. WeChat unpacks one kind of file, the .wasm.br, so the
 * catalogue travels in the module there. Only two sections of the binary change: memory grows, one segment is added.
 */

const PAGE = 65536;
const MEMORY = 5;
const DATA = 11;

/** An unsigned number as WebAssembly writes it. */
function unsigned(value) {
  const bytes = [];
  do bytes.push((value & 0x7f) | (value > 0x7f ? 0x80 : 0));
  while ((value >>>= 7) > 0);
  return bytes;
}

/** Reads such a number: its value, and where it ends. */
function number(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return [value >>> 0, at];
  }
}

/** @param {Buffer} wasm @param {Buffer} data @returns {{wasm: Buffer, at: number}} `at`: where in the memory of a fresh instance it lies */
export function carry(wasm, data) {
  const parts = [wasm.subarray(0, 8)];
  let at;
  for (let next = 8; next < wasm.length; ) {
    const id = wasm[next];
    const [size, from] = number(wasm, next + 1);
    let body = wasm.subarray(from, (next = from + size));
    if (id === MEMORY) {
      const [initial, rest] = number(body, 2);
      at = initial * PAGE;
      body = Buffer.concat([body.subarray(0, 2), Buffer.from(unsigned(initial + Math.ceil(data.length / PAGE))), body.subarray(rest)]);
    }
    if (id === DATA) {
      const [count, rest] = number(body, 0);
      // i32.const is signed: a zero on top keeps it from being read as negative.
      const offset = [0x41, ...unsigned(at).map((byte) => byte | 0x80), 0x00, 0x0b];
      body = Buffer.concat([Buffer.from(unsigned(count + 1)), body.subarray(rest), Buffer.from([0x00, ...offset, ...unsigned(data.length)]), data]);
    }
    parts.push(Buffer.from([id, ...unsigned(body.length)]), body);
  }
  if (at === undefined || !parts.some((part) => part.includes(data))) throw new Error("the module has no memory or no data to lay the catalogue behind");
  return { wasm: Buffer.concat(parts), at };
}
