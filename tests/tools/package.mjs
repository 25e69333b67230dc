/**
 * Assembles the npm package in www/pkg from www/lib and what the build left in the folder given:
 * tousu_bg.js and tousu_bg.wasm from wasm-bindgen and wasm-opt, types.d.ts and the packed catalogue from the crate.
 *
 *     node tests/tools/package.mjs <folder>
 */

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, posix, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import esbuild from "esbuild";
import { carry } from "./carry.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const built = resolve(process.argv[2]);
const lib = join(root, "www/lib");
const out = join(root, "www/pkg");
/** Where tsc writes the declarations of www/lib. */
const declared = join(built, "declarations");
const nodePaths = [join(root, "tests/node_modules")];
const read = (...path) => readFileSync(join(...path), "utf8");
const manifest = read(root, "Cargo.toml");
const fact = (name) => manifest.match(new RegExp(`^${name} = "(.*)"$`, "m"))[1];
const version = fact("version");

/**
 * The glue keeps its state (views of the memory, the table of objects) in variables of its module. As a function it can be
 * made afresh beside each instance, so that nothing is left of one that trapped; and the text codec can be passed in.
 */
function makeGlue(source) {
  const names = [...source.matchAll(/^export function (\w+)/gm)].map(([, name]) => name);
  const body = source.replace(/^export (?=function )/gm, "");
  if (/^(import|export)\b/m.test(body) || !names.includes("__wbg_set_wasm")) {
    throw new Error("wasm-bindgen writes its glue in another way now: adapt makeGlue in tests/tools/package.mjs");
  }
  const glue = `export function makeGlue({ TextDecoder, TextEncoder } = globalThis) {\n${body}\nreturn { ${names.join(", ")} };\n}`;
  return `/** Made by wasm-bindgen. */\n${esbuild.transformSync(glue, { format: "esm", minify: true, target: "es2020" }).code}`;
}

const JAVASCRIPT = /\.(js|tsx?)$/;
const loaderOf = (name) => name.match(/\.(js|tsx?)$/)[1];
/** The name that a source has in the package. */
const compiled = (name) => name.replace(JAVASCRIPT, ".js");

/** Each file by itself, so that pages load only what they use and know one engine; the comments stand in www/lib. */
async function alone(name, source, options) {
  const outside = {
    name: "outside",
    setup(build) {
      build.onResolve({ filter: /^\./ }, ({ path }) => ({ path: compiled(path), external: true }));
    },
  };
  const { outputFiles } = await esbuild.build({
    stdin: { contents: source, loader: loaderOf(name), resolveDir: dirname(join(lib, name)), sourcefile: name },
    bundle: true,
    write: false,
    charset: "utf8",
    nodePaths,
    plugins: [outside],
    ...options,
  });
  return outputFiles[0].text;
}

const filesOf = (ending) => readdirSync(lib).filter((name) => name.endsWith(ending));

const write = (name, data) => {
  mkdirSync(dirname(join(out, name)), { recursive: true });
  writeFileSync(join(out, name), data);
};

/** The packed catalogue: its files by the names that engine.js asks for them under. */
const catalogue = { structure: "catalog.bin", "zh-CN": "zh.bin", en: "en.bin" };

/** Bytes as a JavaScript string, the way www/lib/packed.js reads them. */
function spell(bytes) {
  const whole = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const length = bytes[at] < 0x80 ? 1 : bytes[at] < 0xe0 ? 2 : 3;
    try {
      text += whole.decode(bytes.subarray(at, at + length));
      at += length;
    } catch {
      text += String.fromCharCode(0xdc00 + bytes[at++]);
    }
  }
  return JSON.stringify(text).replace(/\\u00/g, "\\x");
}

/** Every script of the package by its name in www/lib. */
function scripts(wasm) {
  const files = {};
  for (const name of readdirSync(lib, { recursive: true })) {
    if (JAVASCRIPT.test(name) && !name.endsWith(".d.ts") && !/^(wechat|codec)\./.test(name)) files[name] = read(lib, name);
  }
  files["engine.js"] = files["engine.js"].replace("__VERSION__", version);
  const texts = Object.entries(catalogue).map(([name, file]) => `${JSON.stringify(name)}: ${spell(readFileSync(join(built, file)))}`);
  files["packed.js"] = files["packed.js"].replace("__TEXTS__", () => `{\n${texts.join(",\n")}\n}`);
  files["glue.js"] = makeGlue(read(built, "tousu_bg.js"));
  files["bytes.js"] = `/** tousu.wasm in base64. */\nexport default "${wasm.toString("base64")}";\n`;
  return files;
}

/** `require("tousu")`: file by file, so that all entries share one engine; the module stays where it is. */
async function commonjs(files) {
  for (const [name, source] of Object.entries(files)) {
    if (isOfElement(name)) continue;
    const here = `require("node:url").pathToFileURL(require("node:path").join(__dirname, "../index.js")).href`;
    const code = await alone(name, source, {
      format: "cjs",
      platform: "node",
      target: "node20",
      supported: { "dynamic-import": false },
      define: { "import.meta.url": "packageUrl" },
      banner: { js: source.includes("import.meta.url") ? `const packageUrl = ${here};` : "" },
    });
    write(join("cjs", compiled(name)), code);
  }
  write("cjs/package.json", '{ "type": "commonjs" }\n');
}

/** Sources that are bundled with `tousu/element`. */
const isOfElement = (name) => /^(element|preact\.)/.test(name);

/** Modules as one file, or as few, read from memory where this script made them. */
async function bundle(entries, files, options) {
  const virtual = {
    name: "virtual",
    setup(build) {
      build.onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
        if (options.external?.includes(compiled(path))) return { path: compiled(path), external: true };
        const stem = relative(lib, join(resolveDir, compiled(path))).replace(/\.js$/, "");
        const name = [".js", ".ts", ".tsx"].map((ending) => stem + ending).find((each) => files[each] !== undefined);
        return name && { path: join(lib, name) };
      });
      build.onLoad({ filter: JAVASCRIPT }, ({ path }) => {
        const contents = files[relative(lib, path)];
        return contents === undefined ? undefined : { contents, loader: loaderOf(path), resolveDir: dirname(path) };
      });
    },
  };
  const { outputFiles } = await esbuild.build({
    entryPoints: entries.map((entry) => join(lib, entry)),
    bundle: true,
    write: false,
    charset: "utf8",
    outdir: out,
    nodePaths,
    ...options,
    jsx: "automatic",
    jsxImportSource: "preact",
    plugins: [...(options.plugins ?? []), virtual],
  });
  return outputFiles;
}

/** The view library of the element, apart so that the page can use the same one. */
const VIEW_LIBRARY = /^(@preact\/|preact($|\/))/;
const shareViewLibrary = {
  name: "view library",
  setup(build) {
    build.onResolve({ filter: VIEW_LIBRARY }, ({ importer }) => (importer.startsWith(lib) && importer !== join(lib, "preact.ts") ? { path: "./preact.js", external: true } : undefined));
  },
};

/** Libraries that the package takes in; their licences travel with it. */
const LIBRARIES = ["preact", "@preact/signals", "@preact/signals-core"];
const LICENCES = "LICENSES-THIRD-PARTY.txt";
const licences = () => LIBRARIES.map((name) => `${name}\n\n${read(root, "tests/node_modules", name, "LICENSE").trim()}\n`).join("\n\n");

/** The element with all its views in a few files, around the engine that the other entries use. */
async function writeElement(files) {
  const core = ["./index.js", "./engine.js", "./border.js"];
  const inBrowsers = { format: "esm", minify: true, target: "esnext" };
  const outputs = [
    ...(await bundle(["preact.ts"], files, { ...inBrowsers, banner: { js: `/*! Preact, MIT: ${LICENCES} */` } })),
    ...(await bundle(["element.tsx"], files, { ...inBrowsers, splitting: true, chunkNames: "[name]-[hash]", external: core, plugins: [shareViewLibrary] })),
  ];
  for (const { path, contents } of outputs) write(relative(out, path), contents);
  const [required] = await bundle(["element.tsx"], files, { format: "cjs", platform: "node", target: "node20", external: core });
  write("cjs/element.js", required.contents);
}

/** For WeChat's logic layer: the catalogue lies in the memory of the module, and the JavaScript knows where. */
async function writeWechat(files, wasm) {
  const parts = Object.entries(catalogue).map(([name, file]) => [name, readFileSync(join(built, file))]);
  const whole = carry(wasm, Buffer.concat(parts.map(([, bytes]) => bytes)));
  let end = whole.at;
  const places = Object.fromEntries(parts.map(([name, { length }]) => [name, [end, (end += length)]]));
  const source = read(lib, "wechat.js").replace("__PLACES__", JSON.stringify(places));
  const all = { ...files, "wechat.js": source, "codec.js": read(lib, "codec.js") };
  const [code] = await bundle(["wechat.js"], all, { format: "cjs", platform: "node", target: "es2017" });
  write("wechat/index.js", code.contents);
  write("wechat/tousu.wasm", whole.wasm);
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: whole.wasm.length } };
  write("wechat/tousu.wasm.br", brotliCompressSync(whole.wasm, quality));
  write("wechat/package.json", '{ "type": "commonjs" }\n');
}

function packageJson() {
  const entry = (name) => ({
    node: {
      require: { types: `./cjs/${name}.d.ts`, default: `./cjs/${name}.js` },
      default: { types: `./${name}.d.ts`, default: `./${name}.js` },
    },
    default: { types: `./${name}.d.ts`, default: `./${name}.js` },
  });
  const exports = {
    ".": entry("index"),
    "./inline": entry("inline"),
    "./element": entry("element"),
    "./bind": entry("bind"),
    "./wechat": { types: "./wechat/index.d.ts", default: "./wechat/index.js" },
  };
  for (const file of ["schema.json", "tousu.wasm", ...Object.values(catalogue), "tousu.global.js", "package.json"]) exports[`./${file}`] = `./${file}`;
  for (const file of filesOf(".css")) exports[`./${file}`] = { types: `./cjs/${file}.d.ts`, default: `./${file}` };
  return {
    name: fact("name"),
    version,
    description: fact("description"),
    keywords: ["complaint", "consumer", "wechat", "mini-program", "form", "validation", "standard-schema", "wasm"],
    license: fact("license"),
    type: "module",
    sideEffects: ["*.css", "./tousu.global.js"],
    exports,
    main: "./cjs/index.js",
    module: "./index.js",
    types: "./index.d.ts",
    miniprogram: "wechat",
    unpkg: "./tousu.global.js",
    jsdelivr: "./tousu.global.js",
    engines: { node: ">=20.16" },
  };
}

/** JSON Schema of the draft, from the form that the module describes itself. */
function jsonSchema(form) {
  const labelled = ({ label, hint }) => ({ title: label, ...(hint && { description: hint }) });
  const choice = (options = []) => ({ oneOf: options.map(({ id, label }) => ({ const: id, title: label })) });
  const text = (field) => ({ type: "string", ...(field.maxLength && { maxLength: field.maxLength }) });
  const shape = (field) => {
    switch (field.kind) {
      case "choice":
        return choice(field.options);
      case "choices":
        return { anyOf: [choice(field.options), { type: "array", items: choice(field.options), uniqueItems: true }] };
      case "date":
        return { type: "string", format: "date" };
      case "money":
        return { type: ["string", "number"], description: "¥" };
      case "integer":
        return { type: ["string", "integer"] };
      case "email":
        return { ...text(field), format: "email" };
      default:
        return text(field);
    }
  };
  const fields = form.sections.flatMap((section) => section.fields);
  const date = { type: "string", format: "date" };
  const line = { type: "string" };
  const marks = [...new Map(form.evidence.flatMap(({ good }) => good.map((mark) => [mark.id, mark]))).values()];
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `urn:tousu:draft:${version}`,
    title: "tousu draft",
    $comment: `catalogue ${form.catalog.version}; an unfinished draft is valid, #/$defs/complete asks for the required fields as well`,
    type: "object",
    properties: {
      ...Object.fromEntries(fields.map((field) => [field.id, { ...shape(field), ...labelled(field) }])),
      evidence: { type: "array", maxItems: 500, items: { $ref: "#/$defs/exhibit" } },
      log: { type: "array", maxItems: 500, items: { $ref: "#/$defs/logEntry" } },
    },
    $defs: {
      complete: { $ref: "#", required: fields.filter(({ required }) => required).map(({ id }) => id) },
      exhibit: {
        type: "object",
        required: ["kind"],
        properties: {
          kind: choice(form.evidence),
          title: line,
          count: { type: "integer", minimum: 1 },
          note: line,
          shows: { type: "array", items: choice(marks), uniqueItems: true },
          date,
          file: {
            type: "object",
            required: ["name", "size"],
            properties: { name: line, size: { type: "integer", minimum: 0 }, type: line, sha256: { type: "string", pattern: "^[0-9a-f]{64}$" } },
          },
        },
      },
      logEntry: {
        type: "object",
        required: ["date", "channel", "action"],
        properties: {
          date,
          channel: choice(form.channels),
          action: choice(form.actions),
          reference: line,
          note: line,
        },
      },
    },
  };
}

/** The declarations of an entry, by name: generated from the sources, with all that they import. */
function declarations(entry, types) {
  const found = new Map();
  const visit = (name) => {
    if (found.has(name)) return;
    const generated = join(declared, name);
    const text = name === "types.d.ts" ? types : read(existsSync(generated) ? generated : join(lib, name));
    found.set(name, text.replace(/(["'])(\.[^"']*)\.tsx?\1/g, "$1$2.js$1"));
    for (const [, , path] of found.get(name).matchAll(/(["'])(\.[^"']*)\.js\1/g)) visit(posix.join(posix.dirname(name), `${path}.d.ts`));
  };
  visit(entry);
  return found;
}

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

async function main() {
  rmSync(out, { recursive: true, force: true });
  rmSync(declared, { recursive: true, force: true });
  execFileSync(join(root, "tests/node_modules/.bin/tsc"), ["--project", join(root, "www/tsconfig.package.json"), "--outDir", declared], { stdio: "inherit" });
  const wasm = readFileSync(join(built, "tousu_bg.wasm"));
  write("tousu.wasm", wasm);
  for (const file of Object.values(catalogue)) write(file, readFileSync(join(built, file)));

  const files = scripts(wasm);
  for (const [name, source] of Object.entries(files)) {
    if (!isOfElement(name)) write(compiled(name), await alone(name, source, { format: "esm", minify: true, target: "esnext" }));
  }
  await writeElement(files);
  await commonjs(files);
  const [global] = await bundle(["inline.js"], files, { format: "iife", globalName: "tousu", target: "es2018", minify: true });
  write("tousu.global.js", global.contents);

  await writeWechat(files, wasm);

  const types = read(built, "types.d.ts").replace(/\/\*\*\n \* (.*)\n \*\//g, "/** $1 */");
  for (const entry of ["index", "inline", "element", "bind"]) {
    for (const [file, text] of declarations(`${entry}.d.ts`, types)) for (const folder of ["", "cjs"]) write(join(folder, file), text);
  }
  for (const [file, text] of declarations("wechat.d.ts", types)) write(`wechat/${file === "wechat.d.ts" ? "index.d.ts" : file}`, text);
  for (const name of filesOf(".css")) {
    write(name, esbuild.transformSync(read(lib, name), { loader: "css", minify: true, charset: "utf8" }).code);
    for (const folder of ["", "cjs"]) write(join(folder, `${name}.d.ts`), "/** Imported for its effect. */\nexport {};\n");
  }

  write("package.json", json(packageJson()));
  write(LICENCES, licences());
  for (const name of ["README.md", "LICENSE-MIT", "LICENSE-APACHE"]) cpSync(join(root, name), join(out, name));

  const tousu = await import(pathToFileURL(join(out, "index.js")).href);
  await tousu.ready();
  write("schema.json", json(jsonSchema(tousu.form({ locale: "zh-CN" }))));
}

await main();
