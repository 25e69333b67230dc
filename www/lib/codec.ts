/**
 * TextDecoder and TextEncoder for WeChat's logic layer, which has neither: as much of them as is used here. UTF-8 from
 * the module is always whole; half a surrogate pair from outside becomes U+FFFD, as with the real ones.
 */

/** A call takes only so many arguments. */
const PORTION = 4096;

export class TextDecoder {
  decode(bytes?: Uint8Array): string {
    if (bytes === undefined) return "";
    const units: number[] = [];
    let at = 0;
    const next = () => (bytes[at++] as number) & 0x3f;
    while (at < bytes.length) {
      const first = bytes[at++] as number;
      if (first < 0x80) units.push(first);
      else if (first < 0xe0) units.push(((first & 0x1f) << 6) | next());
      else if (first < 0xf0) units.push(((first & 0x0f) << 12) | (next() << 6) | next());
      else {
        const point = ((first & 7) << 18) | (next() << 12) | (next() << 6) | next();
        units.push(0xd7c0 + (point >> 10), 0xdc00 + (point & 0x3ff));
      }
    }
    let text = "";
    for (at = 0; at < units.length; at += PORTION) text += String.fromCharCode(...units.slice(at, at + PORTION));
    return text;
  }
}

export class TextEncoder {
  encode(text: string): Uint8Array {
    const bytes = new Uint8Array(text.length * 3);
    return bytes.slice(0, this.encodeInto(text, bytes).written);
  }

  /** `into` has room for three bytes for each code unit of the text. */
  encodeInto(text: string, into: Uint8Array): { read: number; written: number } {
    let written = 0;
    const put = (byte: number) => {
      into[written++] = byte;
    };
    for (let at = 0; at < text.length; at++) {
      let point = text.codePointAt(at) as number;
      if (point > 0xffff) at++;
      else if (point >= 0xd800 && point <= 0xdfff) point = 0xfffd;
      if (point < 0x80) put(point);
      else {
        if (point < 0x800) put(0xc0 | (point >> 6));
        else {
          if (point < 0x10000) put(0xe0 | (point >> 12));
          else {
            put(0xf0 | (point >> 18));
            put(0x80 | ((point >> 12) & 0x3f));
          }
          put(0x80 | ((point >> 6) & 0x3f));
        }
        put(0x80 | (point & 0x3f));
      }
    }
    return { read: text.length, written };
  }
}
