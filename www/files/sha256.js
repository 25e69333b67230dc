// SHA-256 (FIPS 180-4). WebCrypto where it is and the file fits in memory; else here, slice by slice: a film of an
// unboxing can be larger than what a phone gives to a page.

const WHOLE = 64 * 1024 * 1024;
const SLICE = 4 * 1024 * 1024; // a multiple of a block

/** The fractional parts of the roots of the first primes: cube roots for the rounds, square roots to start with.
 * @param {number} count @param {number} root */
const fractions = (count, root) => {
  /** @type {number[]} */
  const primes = [];
  for (let candidate = 2; primes.length < count; candidate++) if (primes.every((prime) => candidate % prime)) primes.push(candidate);
  return primes.map((prime) => (prime ** (1 / root) % 1) * 2 ** 32);
};
const ROUNDS = Uint32Array.from(fractions(64, 3));
const START = fractions(8, 2);

/** @param {Uint32Array} state @param {Uint8Array} bytes whole blocks of 64 */
function blocks(state, bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const w = new Uint32Array(64);
  for (let at = 0; at < bytes.length; at += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getUint32(at + i * 4);
    for (let i = 16; i < 64; i++) {
      const x = w[i - 15];
      const y = w[i - 2];
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i++) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUNDS[i] + w[i]) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((value, i) => (state[i] += value));
  }
}

/** @param {ArrayBuffer | Uint8Array} bytes */
const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** In slices, without WebCrypto. @param {Blob} blob @returns {Promise<string>} */
export async function sha256InSlices(blob) {
  const state = Uint32Array.from(START);
  const end = blob.size - (blob.size % 64);
  for (let at = 0; at < end; at += SLICE) blocks(state, new Uint8Array(await blob.slice(at, Math.min(at + SLICE, end)).arrayBuffer()));
  const rest = new Uint8Array(await blob.slice(end).arrayBuffer());
  const last = new Uint8Array(rest.length < 56 ? 64 : 128);
  last.set(rest);
  last[rest.length] = 0x80;
  const view = new DataView(last.buffer);
  view.setUint32(last.length - 8, Math.floor(blob.size / 2 ** 29)); // the length in bits, 64 of them
  view.setUint32(last.length - 4, (blob.size * 8) % 2 ** 32);
  blocks(state, last);
  state.forEach((word, index) => view.setUint32(index * 4, word));
  return hex(last.subarray(0, 32));
}

/** 64 lower-case hex digits. Rejects when the file cannot be read any more. @param {Blob} blob @returns {Promise<string>} */
export async function sha256(blob) {
  const subtle = globalThis.crypto?.subtle; // absent on pages without https
  if (!subtle || blob.size > WHOLE) return sha256InSlices(blob);
  return hex(await subtle.digest("SHA-256", await blob.arrayBuffer()));
}
