/**
 * Files of exhibits. A draft holds what can be kept and sent as JSON: name, size, type and checksum. The file itself
 * hangs on that description where neither JSON nor a storage sees it, for as long as the page is open.
 */

/** The same in every copy of this file: the element and `tousu/submission` are bundled apart. */
const ATTACHED = Symbol.for("tousu.file");

const isFile = (value: unknown): value is File => typeof File === "function" && value instanceof File;

/** The description of a file; anything else is returned as it is. */
export function describe(value: unknown): unknown {
  if (!isFile(value)) return value;
  const { name, size, type } = value;
  return carryFile(value, { name, size, type });
}

/** Gives a description the file of another one, or a file, where there is one. */
export function carryFile<Description extends object>(from: unknown, to: Description): Description {
  const value = fileOf(from);
  return value ? Object.defineProperty(to, ATTACHED, { value }) : to;
}

/** The file that a description stands for, while it is known. */
export function fileOf(value: unknown): File | undefined {
  return isFile(value) ? value : (value as { [ATTACHED]?: File } | undefined)?.[ATTACHED];
}
