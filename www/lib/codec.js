/**
 * TextDecoder and TextEncoder for WeChat's logic layer, which has neither: as much of them as the module's glue uses.
 * UTF-8 from the module is always whole; half a surrogate pair from outside becomes U+FFFD, as with the real ones.
 */

export class TextDecoder {
  decode(bytes) {
    if (bytes === undefined) return "";
    let text = "";
    const units = [];
    for (let at = 0; at < bytes.length; ) {
      const first = bytes[at++];
      if (first < 0x80) units.push(first);
      else if (first < 0xe0) units.push(((first & 0x1f) << 6) | (bytes[at++] & 0x3f));
      else if (first < 0xf0) units.push(((first & 0x0f) << 12) | ((bytes[at++] & 0x3f) << 6) | (bytes[at++] & 0x3f));
      else {
        const point = ((first & 7) << 18) | ((bytes[at++] & 0x3f) << 12) | ((bytes[at++] & 0x3f) << 6) | (bytes[at++] & 0x3f);
        units.push(0xd7c0 + (point >> 10), 0xdc00 + (point & 0x3ff));
      }
      // In portions, because a call takes only so many arguments.
      if (units.length > 4096) text += String.fromCharCode(...units.splice(0));
    }
    return text + String.fromCharCode(...units);
  }
}

export class TextEncoder {
  encode(text) {
    const bytes = new Uint8Array(text.length * 3);
    return bytes.slice(0, this.encodeInto(text, bytes).written);
  }

  /** `into` has room for three bytes per unit of the text. */
  encodeInto(text, into) {
    let written = 0;
    for (let at = 0; at < text.length; at++) {
      let point = text.codePointAt(at);
      if (point > 0xffff) at++;
      else if (point >= 0xd800 && point <= 0xdfff) point = 0xfffd;
      if (point < 0x80) into[written++] = point;
      else {
        if (point < 0x800) into[written++] = 0xc0 | (point >> 6);
        else {
          if (point < 0x10000) into[written++] = 0xe0 | (point >> 12);
          else {
            into[written++] = 0xf0 | (point >> 18);
            into[written++] = 0x80 | ((point >> 12) & 0x3f);
          }
          into[written++] = 0x80 | ((point >> 6) & 0x3f);
        }
        into[written++] = 0x80 | (point & 0x3f);
      }
    }
    return { read: text.length, written };
  }
}
