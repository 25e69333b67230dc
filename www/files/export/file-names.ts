/** File names that every system can unpack and that do not deceive. */

/**
 * Control characters, bidirectional controls (they can show "gpj.exe" as "exe.jpg"), invisible blanks, line separators.
 */
const INVISIBLE = /[\p{Cc}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;
/** Forbidden by Windows. */
const FORBIDDEN = /[<>:"|?*\\]/g;
/** Devices of Windows, with any extension. */
const RESERVED = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)/i;
/** Longest name of a file or folder, in bytes of UTF-8; file systems allow 255, and a number may be added. */
const MAX_BYTES = 180;
/** Longest extension that is kept when a name is cut, in bytes of UTF-8. */
const MAX_EXTENSION = 20;
/** Folders inside folders; what is deeper is put into the last one. */
const MAX_FOLDERS = 5;

const utf8 = new TextEncoder();
const bytesOf = (text: string): number => utf8.encode(text).length;

/** Removes the dots and blanks at the end, which Windows drops. */
function trimmedEnd(name: string): string {
  let end = name.length;
  while (/[\s.]/.test(name.charAt(end - 1))) end--;
  return name.slice(0, end);
}

/** A safe name for one file or folder. */
function segment(given: string): string {
  let name = trimmedEnd(given.replace(FORBIDDEN, "_").trimStart());
  if (RESERVED.test(name)) name = `_${name}`;
  return bytesOf(name) > MAX_BYTES ? shortened(name) : name;
}

function shortened(name: string): string {
  const [stem, extension] = split(name);
  const end = bytesOf(extension) > MAX_EXTENSION ? "" : extension;
  let room = MAX_BYTES - bytesOf(end);
  let short = "";
  for (const character of stem) {
    room -= bytesOf(character);
    if (room < 0) break;
    short += character;
  }
  return trimmedEnd(short) + end;
}

/** Stem and extension, which has its dot. */
function split(name: string): [stem: string, extension: string] {
  const dot = name.lastIndexOf(".");
  return dot > 0 && dot > name.lastIndexOf("/") + 1 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
}

/** A relative path with "/" between folders, without "..", never empty. */
export function safeName(name: string): string {
  const whole = new TextDecoder().decode(utf8.encode(String(name))); // a lone surrogate becomes U+FFFD
  const parts = whole.replace(INVISIBLE, "").normalize("NFC").split("/").map(segment).filter(Boolean);
  return [...parts.slice(0, -1).slice(0, MAX_FOLDERS), ...parts.slice(-1)].join("/") || "file";
}

/**
 * A function that makes names safe as `safeName` does, and different from all that it gave before, also where case does not
 * count.
 */
export function nameList(): (wanted: string) => string {
  const files = new Set<string>();
  const folders = new Set<string>();
  /** The number to try next where a name is taken. */
  const next = new Map<string, number>();
  const keyOf = (name: string) => name.toLowerCase().normalize("NFKC");
  const foldersOf = (name: string): string[] => {
    const parts = name.split("/").slice(0, -1);
    return parts.map((_, index) => keyOf(parts.slice(0, index + 1).join("/")));
  };

  return (wanted) => {
    let name = safeName(wanted);
    if (foldersOf(name).some((folder) => files.has(folder))) name = segment(name.replaceAll("/", "_"));
    const [stem, extension] = split(name);
    const first = keyOf(name);
    let number = next.get(first) ?? 2;
    while (files.has(keyOf(name)) || folders.has(keyOf(name))) name = `${stem} (${number++})${extension}`;
    next.set(first, number);
    files.add(keyOf(name));
    for (const folder of foldersOf(name)) folders.add(folder);
    return name;
  };
}
