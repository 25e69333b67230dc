// The documents in www/docs: every link leads somewhere, every export of the package has its place in the reference, and
// nothing is loaded from elsewhere.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { parse } from "parse5";
import * as tousu from "../../www/pkg/index.js";

const DOCS = fileURLToPath(new URL("../../www/docs", import.meta.url));
const pages = new Map(readdirSync(DOCS).filter((name) => name.endsWith(".html")).map((name) => [name, elements(parse(readFileSync(join(DOCS, name), "utf8")))]));

/** All elements of a tree: name, attributes. */
function elements(node) {
  const attributes = Object.fromEntries((node.attrs ?? []).map(({ name, value }) => [name, value]));
  return [...(node.tagName ? [{ name: node.tagName, attributes }] : []), ...(node.childNodes ?? []).flatMap(elements)];
}

const idsOf = (name) => new Set(pages.get(name).map(({ attributes }) => attributes.id).filter(Boolean));

test("every link leads somewhere, and every file that is loaded is our own", () => {
  assert.ok(pages.size >= 6, [...pages.keys()].join());
  let links = 0;
  for (const [name, all] of pages) {
    for (const { attributes } of all) {
      const address = attributes.href ?? attributes.src;
      if (address === undefined) continue;
      if (/^https:/.test(address)) {
        assert.ok(attributes.src === undefined, `${name} loads ${address}`);
        continue;
      }
      const [path, id] = address.split("#");
      const file = path === "" ? name : path;
      assert.ok(existsSync(join(dirname(join(DOCS, name)), file)), `${name}: ${address} is not there`);
      if (id) assert.ok(idsOf(file).has(decodeURIComponent(id)), `${name}: ${address} has no such place`);
      links += 1;
    }
  }
  assert.ok(links > 100, `${links} links`);
});

test("every export of the package, and every type of an answer, is in the reference", () => {
  const there = idsOf("api.html");
  const types = Array.from(readFileSync(join(DOCS, "../pkg/types.d.ts"), "utf8").matchAll(/^export (?:interface|type) (\w+)/gm), ([, name]) => name);
  const names = [...Object.keys(tousu).filter((name) => name !== "default"), ...types, "Draft", "ComposeOptions", "TousuForm", "bind"];
  assert.ok(names.length > 40);
  assert.deepEqual(names.filter((name) => !there.has(name)), []);
});

test("no place of a page has its name twice", () => {
  for (const [name, all] of pages) {
    const ids = all.map(({ attributes }) => attributes.id).filter(Boolean);
    assert.deepEqual(ids.filter((id, at) => ids.indexOf(id) !== at), [], name);
  }
});
