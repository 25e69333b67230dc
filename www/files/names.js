// File names that every system can unpack and that show what they are.

/* eslint-disable no-control-regex */
// Control characters, bidirectional controls (they can make "exe.jpg" of "gpj.exe"), invisible spaces, line separators.
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
const FORBIDDEN = /[<>:"|?*\\]/g; // by Windows
const RESERVED = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)/i; // devices of Windows, with any extension
const LONGEST = 180; // bytes of UTF-8 for one name; file systems allow 255, and a number may be added
const DEEPEST = 5; // folders in folders; what lies deeper is put into the last one

const utf8 = new TextEncoder();
/** @param {string} text */
const bytes = (text) => utf8.encode(text).length;

/** Without the dots and blanks at the end, which Windows drops. @param {string} name */
function ended(name) {
  let end = name.length;
  while (/[\s.]/.test(name.charAt(end - 1))) end--;
  return name.slice(0, end);
}

/** A name of one file or folder. @param {string} name */
function segment(name) {
  name = ended(name.replace(FORBIDDEN, "_").trimStart());
  if (RESERVED.test(name)) name = `_${name}`;
  if (bytes(name) > LONGEST) {
    const [stem, extension] = split(name);
    const end = bytes(extension) > 20 ? "" : extension;
    let room = LONGEST - bytes(end);
    let short = "";
    for (const character of stem) {
      room -= bytes(character);
      if (room < 0) break;
      short += character;
    }
    name = ended(short) + end;
  }
  return name;
}

/** Stem and extension with its dot. @param {string} name @returns {[string, string]} */
function split(name) {
  const dot = name.lastIndexOf(".");
  return dot > 0 && dot > name.lastIndexOf("/") + 1 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
}

/** A relative path with "/" between folders, without "..", and never empty. @param {string} name */
export function safeName(name) {
  const whole = new TextDecoder().decode(utf8.encode(String(name))); // a lone surrogate becomes U+FFFD
  const parts = whole.replace(INVISIBLE, "").normalize("NFC").split("/").map(segment).filter(Boolean);
  return [...parts.slice(0, -1).slice(0, DEEPEST), ...parts.slice(-1)].join("/") || "file";
}

/** As `safeName`, and different from all names given before to the same list, also where case does not count. */
export function nameList() {
  /** @type {Set<string>} */
  const files = new Set();
  /** @type {Set<string>} */
  const folders = new Set();
  /** The number to try next where a name is taken. @type {Map<string, number>} */
  const next = new Map();
  /** @param {string} name */
  const key = (name) => name.toLowerCase().normalize("NFKC");
  /** @param {string} name @returns {string[]} */
  const parents = (name) => name.split("/").slice(0, -1).map((_, index, parts) => key(parts.slice(0, index + 1).join("/")));

  /** @param {string} wanted */
  return (wanted) => {
    let name = safeName(wanted);
    if (parents(name).some((folder) => files.has(folder))) name = segment(name.replace(/\//g, "_"));
    const [stem, extension] = split(name);
    const first = key(name);
    let number = next.get(first) ?? 2;
    while (files.has(key(name)) || folders.has(key(name))) name = `${stem} (${number++})${extension}`;
    next.set(first, number);
    files.add(key(name));
    parents(name).forEach((folder) => folders.add(folder));
    return name;
  };
}
