// The examples of the package's README and of the one at the top, and a folder in which each finds what it imports.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const LIBRARIES = ["react", "react-hook-form", "@hookform/resolvers", "@tanstack/form-core", "ajv", "ajv-formats"];

export const FILES = ["www/lib/README.md", "www/guide.zh-CN.md"];
export const read = (file) => readFileSync(join(root, file), "utf8");

/** Fenced blocks: what stands behind the fence, and the text. */
export const blocks = (text) => [...text.matchAll(/^```(.*)\n([^]*?)^```$/gm)].map(([, info, code]) => ({ info, code }));

/**
 * What is run: `html run` a page, `js run page` its main.js, `js run` and `js run cjs` in Node, `js run wechat` a mini-program's page.
 * `output` stands in the next block.
 */
export const examples = ["README.md", FILES[0]].flatMap((file) =>
  blocks(read(file)).flatMap(({ info, code }, index, all) =>
    / run\b/.test(info) ? [{ kind: info, code, output: all[index + 1]?.info === "text" ? all[index + 1].code : undefined, name: `${file}: example ${index + 1} (${info})` }] : []));

/** A folder with the package and the libraries in node_modules. */
export function consumer() {
  const folder = mkdtempSync(join(tmpdir(), "tousu-readme-"));
  const link = (target, name) => {
    mkdirSync(dirname(join(folder, "node_modules", name)), { recursive: true });
    symlinkSync(join(root, target), join(folder, "node_modules", name));
  };
  link("www/pkg", "tousu");
  for (const name of LIBRARIES) link(`tests/node_modules/${name}`, name);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
