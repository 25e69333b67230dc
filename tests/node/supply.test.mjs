// What the module and its tools are made of: deny.toml's rules, held without a tool to install (with `cargo deny` on the
// machine, build.sh asks it as well, and the database of advisories).

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (name) => readFileSync(join(root, name), "utf8");
const deny = read("deny.toml");
const strings = (text) => [...text.matchAll(/"([^"]*)"/g)].map(([, string]) => string);

/** Whether an SPDX expression (with the old "/" for OR) can be met by licences of the list. */
function met(expression, allowed) {
  const words = expression.replaceAll("/", " OR ").match(/[()]|[^\s()]+/g);
  let at = 0;
  const or = () => {
    let result = and();
    while (words[at] === "OR") (at++, (result = and() || result));
    return result;
  };
  const and = () => {
    let result = one();
    while (words[at] === "AND") (at++, (result = one() && result));
    return result;
  };
  const one = () => {
    if (words[at] !== "(") return allowed.includes(words[at++]);
    at++;
    const result = or();
    assert.equal(words[at++], ")", expression);
    return result;
  };
  const result = or();
  assert.equal(at, words.length, `not an expression that this reads: ${expression}`);
  return result;
}

test("an expression of licences is read as SPDX says", () => {
  for (const [expression, expected] of [["MIT", true], ["GPL-3.0", false], ["MIT OR GPL-3.0", true], ["GPL-3.0/MIT", true], ["MIT AND GPL-3.0", false], ["GPL-3.0 OR MIT AND BSD", false], ["(MIT OR GPL-3.0) AND BSD", false], ["(GPL-3.0 OR MIT) AND Unicode-3.0", true]])
    assert.equal(met(expression, ["MIT", "Unicode-3.0"]), expected, expression);
  assert.throws(() => met("MIT WITH x", ["MIT"]));
});

test("crates: from the one registry, with a sum, under licences that deny.toml allows, none twice", () => {
  const allowed = strings(/^allow = \[(.*?)\]/ms.exec(deny)[1]);
  const twice = [...deny.matchAll(/crate = "([^"@]+)@/g)].map(([, name]) => name);
  assert.ok(allowed.length > 0);
  const metadata = JSON.parse(execFileSync("cargo", ["metadata", "--format-version", "1", "--locked", "--filter-platform", "wasm32-unknown-unknown"], { cwd: root, maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] }));
  const crates = metadata.packages.filter(({ id }) => !metadata.workspace_members.includes(id));
  assert.ok(crates.length > 20);
  const sums = new Map(read("Cargo.lock").split("[[package]]").map((entry) => [/name = "(.*)"\nversion = "(.*)"/.exec(entry)?.slice(1).join(" "), /checksum = "[0-9a-f]{64}"/.test(entry)]));
  for (const { name, version, license, source } of crates) {
    assert.match(String(source), /^registry\+https:/, `${name} is of no registry`);
    assert.equal(sums.get(`${name} ${version}`), true, `${name} ${version} has no sum in Cargo.lock`);
    assert.ok(license && met(license, allowed), `${name}: ${license}`);
  }
  assert.equal(new Set(crates.map(({ source }) => source)).size, 1, "of one registry");
  const names = crates.map(({ name }) => name).filter((name) => !twice.includes(name));
  assert.deepEqual(names.filter((name, index) => names.indexOf(name) !== index), [], "in two versions");
  for (const { dependencies } of metadata.packages.filter(({ id }) => metadata.workspace_members.includes(id)))
    for (const { name, req } of dependencies) assert.notEqual(req, "*", name);
});

test("the tool that writes the glue is of the version of the wasm-bindgen crate, and of the same registry", () => {
  const versionIn = (lock, name) => new RegExp(`^name = "${name}"\\nversion = "(.*)"`, "m").exec(read(lock))?.[1];
  const wanted = versionIn("Cargo.lock", "wasm-bindgen");
  assert.match(String(wanted), /^\d+\.\d+\.\d+$/);
  const lock = "tests/tools/bindgen/Cargo.lock";
  assert.deepEqual(["wasm-bindgen-cli-support", "wasm-bindgen-shared"].map((name) => versionIn(lock, name)), [wanted, wanted]);
  const source = /^source = (.*)$/m.exec(read("Cargo.lock"))[1];
  for (const entry of read(lock).split("[[package]]").slice(1))
    if (!entry.includes('name = "tousu-bindgen"')) assert.ok(entry.includes(`source = ${source}\n`) && /checksum = "[0-9a-f]{64}"/.test(entry), entry);
});

test("tools of the tests: from the registry, with a sum, of exactly the version named", () => {
  const { packages } = JSON.parse(read("tests/package-lock.json"));
  const tools = Object.entries(packages).filter(([name, { link }]) => name && !link);
  assert.ok(tools.length > 100);
  for (const [name, { resolved, integrity }] of tools) {
    assert.match(String(integrity), /^sha512-/, name);
    // Some npm write no address for what comes from the registry.
    assert.match(resolved ?? "https:.tgz", /^https:.*\.tgz$/, name);
  }
  const { dependencies, devDependencies } = JSON.parse(read("tests/package.json"));
  assert.equal(dependencies, undefined);
  for (const [name, version] of Object.entries(devDependencies)) assert.match(version, /^\d+\.\d+\.\d+$/, name);
});

test("no unsafe code of ours; nothing that panics is let through by an exception from the lints", () => {
  const lib = read("src/lib.rs");
  assert.match(lib, /^#!\[forbid\(unsafe_code\)\]$/m);
  const denied = /^#!\[cfg_attr\(\s*not\(test\),\s*deny\(([^)]*)\)/m.exec(lib)?.[1].split(/[\s,]+/).filter(Boolean) ?? [];
  for (const lint of ["unwrap_used", "expect_used", "panic", "indexing_slicing", "string_slice"]) assert.ok(denied.includes(`clippy::${lint}`), lint);
  const files = readdirSync(join(root, "src"), { recursive: true }).map(String).filter((name) => name.endsWith(".rs"));
  assert.ok(files.length > 20);
  for (const name of files) {
    const code = read(join("src", name)).split("#[cfg(test)]\nmod tests")[0];
    for (const [, , lints] of code.matchAll(/#!?\[(allow|expect|warn)\(([^)]*)\)/g))
      for (const lint of [...denied, "unsafe_code"]) assert.ok(!lints.includes(lint), `${name} lets ${lint} through`);
  }
  // The build asks clippy, so that the lints are more than words.
  assert.match(read("build.sh"), /cargo clippy .*--lib --target \$triple -- -D warnings/);
});

test("libraries: the licences of what the page, the one file and the package take in travel with them", () => {
  const modules = join(root, "tests/node_modules");
  const inPackage = ["preact", "@preact/signals", "@preact/signals-core"];
  const inPage = ["@noble/hashes", "docx", "fflate", "idb", "docx/node_modules/nanoid", "tesseract.js", "tesseract.js-core", "wasm-feature-detect", "zlibjs"];
  assert.match(read("www/dist/LICENSES-THIRD-PARTY.txt"), /^@tesseract\.js-data\/chi_sim$/m, "the language, of which no licence is a file");
  for (const [file, names] of [["www/pkg/LICENSES-THIRD-PARTY.txt", inPackage], ["www/dist/LICENSES-THIRD-PARTY.txt", inPage], ["www/tousu.html", [...inPackage, ...inPage]]]) {
    const text = read(file);
    for (const name of names) {
      assert.ok(["MIT", "ISC", "Apache-2.0"].includes(JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8")).license), name);
      const licence = ["LICENSE", "LICENSE.md"].map((own) => join(modules, name, own)).find((path) => existsSync(path));
      assert.ok(text.includes(readFileSync(String(licence), "utf8").trim()), `${name} in ${file}`);
    }
  }
});
