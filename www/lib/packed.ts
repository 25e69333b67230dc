/**
 * The packed catalogue inside the JavaScript, for where no files can be fetched. It is mostly text, so text it stays,
 * which takes less room than base64 and compresses as well: UTF-8 as what it spells, a byte that is no UTF-8 as
 * U+DC00 + byte; see `spell` in tests/tools/package.mjs.
 */

import texts from "./built/texts.js";
import type { Part } from "./instance.js";

export async function part(name: Part): Promise<Uint8Array> {
  const text: string = texts[name];
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) bytes.push(unit);
    else if (unit < 0x800) bytes.push(0xc0 | (unit >> 6), 0x80 | (unit & 0x3f));
    else if (unit >= 0xdc80 && unit <= 0xdcff) bytes.push(unit & 0xff);
    else bytes.push(0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f));
  }
  return Uint8Array.from(bytes);
}
