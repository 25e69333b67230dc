// File names that every system can unpack and that show what they are.

/* eslint-disable no-control-regex */
// Control characters, bidirectional controls (they can make "exe.jpg" of "gpj.exe"), invisible spaces, line separators.
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
const FORBIDDEN = /[<>:"|?*\\]/g; // by Windows
const RESERVED = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)/i; // devices of Windows, with any extension
const LONGEST = 180; // bytes of UTF-8 for one name; file systems allow 255, and a number may be added

const utf8 = new TextEncoder();
/** @param {string} text */
const bytes = (text) => utf8.encode(text).length;

/** A name of one file or folder. @param {string} name */
function segment(name) {
  name = name.replace(INVISIBLE, "").replace(FORBIDDEN, "_").replace(/^\s+|[\s.]+$/g, "");
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
    name = short.trimEnd() + end;
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
  const whole = utf8.encode(String(name)); // a lone surrogate becomes U+FFFD
  return (
    new TextDecoder().decode(whole).normalize("NFC").split("/").map(segment).filter(Boolean).join("/") || "file"
  );
}

/** As `safeName`, and different from all names given before to the same list, also where case does not count. */
export function nameList() {
  /** @type {Set<string>} */
  const files = new Set();
  /** @type {Set<string>} */
  const folders = new Set();
  /** @param {string} name */
  const key = (name) => name.toLowerCase().normalize("NFKC");
  /** @param {string} name @returns {string[]} */
  const parents = (name) => name.split("/").slice(0, -1).map((_, index, parts) => key(parts.slice(0, index + 1).join("/")));

  /** @param {string} wanted */
  return (wanted) => {
    let name = safeName(wanted);
    if (parents(name).some((folder) => files.has(folder))) name = name.replace(/\//g, "_");
    const [stem, extension] = split(name);
    for (let number = 2; files.has(key(name)) || folders.has(key(name)); number++) name = `${stem} (${number})${extension}`;
    files.add(key(name));
    parents(name).forEach((folder) => folders.add(folder));
    return name;
  };
}
