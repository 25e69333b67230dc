/**
 * Assembles the npm package in www/pkg from www/lib and what the build left in the folder given: tousu_bg.js and
 * tousu_bg.wasm from wasm-bindgen and wasm-opt, the packed catalogue from the crate. In www/lib/built the crate has left
 * parts.json, types.d.ts and decode.ts; what the sources import besides is added here.
 *
 *     node tests/tools/package.mjs <folder>
 */

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, posix, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import esbuild from "esbuild";
import { carry } from "./carry.mjs";
import { LICENCES, licencesOf } from "./licences.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const stage = process.argv[2];
const lib = join(root, "www/lib");
const built = join(lib, "built");
const out = join(root, "www/pkg");
const read = (...path) => readFileSync(join(...path), "utf8");
const manifest = read(root, "Cargo.toml");
const fact = (name) => manifest.match(new RegExp(`^${name} = "(.*)"$`, "m"))[1];
const version = fact("version");
/** Files of the packed catalogue, by the names that `start` in www/lib/instance.ts asks for them under. */
const parts = JSON.parse(read(built, "parts.json"));

const filesOf = (ending) => readdirSync(lib).filter((name) => name.endsWith(ending));

const write = (name, data) => {
  mkdirSync(dirname(join(out, name)), { recursive: true });
  writeFileSync(join(out, name), data);
};

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
  return `// @ts-nocheck\n/** @param {{ TextDecoder: any, TextEncoder: any }} [codec] @returns {any} */\nexport function makeGlue({ TextDecoder, TextEncoder } = globalThis) {\n${body}\nreturn { ${names.join(", ")} };\n}\n`;
}

/** Bytes as a JavaScript string, the way www/lib/packed.ts reads them. */
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

/** An object with a value for each part of the catalogue. */
const byPart = (value) => `{\n${Object.entries(parts).map(([name, file]) => `  ${JSON.stringify(name)}: ${value(file, name)},\n`).join("")}}`;

/** Writes what the sources import and git does not have. @returns {Buffer} the module that carries the catalogue */
function writeBuilt(wasm) {
  const generated = "/** Made by tests/tools/package.mjs. */\n";
  const put = (name, source) => writeFileSync(join(built, name), generated + source);
  put("version.js", `export const version = ${JSON.stringify(version)};\n`);
  put("glue.js", makeGlue(read(stage, "tousu_bg.js")));
  put("bytes.js", `/** tousu.wasm in base64. */\nexport default "${wasm.toString("base64")}";\n`);
  put("texts.js", `export default ${byPart((file) => spell(readFileSync(join(stage, file))))};\n`);
  // Each address is written out, because that is how bundlers find the files.
  put("files.js", `export const files = ${byPart((file) => `() => new URL("./${file}", import.meta.url)`)};\n`);
  const contents = Object.values(parts).map((file) => readFileSync(join(stage, file)));
  const whole = carry(wasm, Buffer.concat(contents));
  let end = whole.at;
  const places = Object.values(parts).map((_, at) => [end, (end += contents[at].length)]);
  put("places.js", `export default ${byPart((file) => JSON.stringify(places[Object.values(parts).indexOf(file)]))};\n`);
  return whole.wasm;
}

/** Files of the package that others of it import and do not take in, so that all entries share one engine … */
const SHARED = ["engine", "index", "inline", "packed", "element", "submission"];
/** … and what is in engine.js, which exports of it what others ask for. */
const IN_ENGINE = ["api", "call", "encode", "engine", "instance", "options", "reader", "ready", "source", "built/decode", "built/glue", "built/version"];

/** `replaced`: names of shared files, and those that stand in for them. */
const shared = (replaced = {}) => ({
  name: "shared",
  setup(build) {
    const nameOf = (path) => relative(lib, path).replace(/\.(js|tsx?)$/, "");
    build.onResolve({ filter: /^\./ }, ({ path, resolveDir, importer, kind }) => {
      const name = nameOf(join(resolveDir, path));
      if (kind === "entry-point" || (IN_ENGINE.includes(name) && IN_ENGINE.includes(nameOf(importer)))) return undefined;
      const file = IN_ENGINE.includes(name) ? "engine" : name;
      return SHARED.includes(file) ? { path: `./${replaced[file] ?? file}.js`, external: true } : undefined;
    });
  },
});

/** The view library of the element, a file of its own so that a page can use the same one. */
const viewLibrary = {
  name: "view library",
  setup(build) {
    build.onResolve({ filter: /^(@preact\/|preact($|\/))/ }, ({ importer }) =>
      importer.startsWith(lib) && importer !== join(lib, "preact.ts") ? { path: "./preact.js", external: true } : undefined,
    );
  },
};

/** The element's file in the sources has another ending than the others; `./index.js` is nothing for a classic script. */
const inOneFile = {
  name: "in one file",
  setup(build) {
    build.onResolve({ filter: /^\.\/index\.js$/ }, () => ({ path: join(lib, "inline.ts") }));
  },
};

/** Styles that a script brings along, as a text. */
const styles = {
  name: "styles",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => ({
      contents: (await esbuild.transform(readFileSync(path, "utf8"), { loader: "css", minify: true, charset: "utf8" })).code,
      loader: "text",
    }));
  },
};

/** Sources as files of the package; where `whole` is true, each takes in all that it imports. */
async function bundle(entries, { whole = false, replaced, plugins = [], ...options }) {
  const { outputFiles } = await esbuild.build({
    entryPoints: entries.map((entry) => join(lib, entry)),
    bundle: true,
    write: false,
    charset: "utf8",
    outdir: out,
    outbase: lib,
    nodePaths: [join(root, "tests/node_modules")],
    jsx: "automatic",
    jsxImportSource: "preact",
    external: ["react", "vue"],
    plugins: [styles, ...(whole ? [] : [shared(replaced)]), ...plugins],
    ...options,
  });
  return outputFiles;
}

/** Classic scripts: the functions, and the element with them. */
const GLOBALS = ["tousu.global.js", "tousu-form.global.js"];

/** Libraries that the package takes in. */
const LIBRARIES = ["preact", "@preact/signals", "@preact/signals-core"];

function packageJson() {
  const typed = (types, file = types) => ({ types: `./${types}.d.ts`, default: `./${file}.js` });
  /** In Node `inNode`, which need not read files that a bundler of servers leaves behind or moves. */
  const entry = (name, inNode = name) => ({
    node: { require: typed(`cjs/${inNode}`), default: typed(inNode) },
    default: typed(name),
  });
  const wechat = typed("wechat/index");
  const exports = {
    ".": { miniprogram: wechat, ...entry("index", "inline") },
    "./inline": entry("inline"),
    "./element": entry("element"),
    "./element-inline": entry("element-inline"),
    "./submission": entry("submission"),
    "./bind": entry("bind"),
    "./react": entry("react"),
    "./vue": entry("vue"),
    "./wechat": wechat,
  };
  for (const file of ["schema.json", "additions.schema.json", "tousu.wasm", ...Object.values(parts), ...GLOBALS, "wechat/tousu.wasm.br", "package.json"]) exports[`./${file}`] = `./${file}`;
  for (const file of filesOf(".css")) exports[`./${file}`] = { types: `./cjs/${file}.d.ts`, default: `./${file}` };
  return {
    name: fact("name"),
    version,
    description: fact("description"),
    keywords: ["complaint", "consumer", "wechat", "mini-program", "form", "validation", "standard-schema", "wasm"],
    license: fact("license"),
    type: "module",
    sideEffects: ["*.css", ...GLOBALS.map((file) => `./${file}`)],
    exports,
    main: "./cjs/inline.js",
    module: "./index.js",
    types: "./index.d.ts",
    miniprogram: "wechat",
    unpkg: "./tousu.global.js",
    jsdelivr: "./tousu.global.js",
    peerDependencies: { react: ">=18", vue: ">=3.3" },
    peerDependenciesMeta: { react: { optional: true }, vue: { optional: true } },
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
          excuse: choice(form.excuses),
          replyBy: date,
          reference: line,
          note: line,
        },
      },
    },
  };
}

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

/** The entries as modules for everyone, and for `require` in Node. */
async function writeModules() {
  const entries = ["inline.ts", "bind.ts", "engine.ts", "packed.ts", "element-inline.ts", "submission.ts", "react.ts", "vue.ts"];
  // The packed catalogue has control characters, which some minifiers write as octal escapes in templates, where they are errors.
  const minified = { minify: true, target: "esnext", supported: { "template-literal": false } };
  const outputs = await bundle(["index.ts", ...entries], { format: "esm", ...minified });
  // The element with all its views in a few files.
  const inBrowsers = { format: "esm", minify: true, target: "esnext" };
  outputs.push(...(await bundle(["preact.ts"], { ...inBrowsers, banner: { js: `/*! Preact, MIT: ${LICENCES} */` } })));
  outputs.push(...(await bundle(["element.tsx"], { ...inBrowsers, splitting: true, chunkNames: "[name]-[hash]", plugins: [viewLibrary] })));
  for (const { path, contents } of outputs) write(relative(out, path), contents);
  const required = await bundle([...entries, "element.tsx"], {
    replaced: { index: "inline" },
    format: "cjs",
    platform: "node",
    target: "node20",
    supported: { "dynamic-import": false, "template-literal": false },
  });
  for (const { path, contents } of required) write(join("cjs", relative(out, path)), contents);
  write("cjs/package.json", '{ "type": "commonjs" }\n');
  const classic = { ...minified, whole: true, format: "iife", globalName: "tousu", target: "es2018" };
  const [functions] = await bundle(["inline.ts"], classic);
  write("tousu.global.js", functions.contents);
  const [form] = await bundle(["global.ts"], { ...classic, plugins: [inOneFile], target: "es2022", banner: { js: `/*! Preact, MIT: ${LICENCES} */` } });
  write("tousu-form.global.js", form.contents);
}

/**
 * Private names become plain ones, which are then shortened: ES2017 has none, and the maps that stand in for them are slow
 * and cost a tenth of the file.
 */
const plainPrivates = {
  name: "plain privates",
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace(/(^|[^\w"'`])#([a-z]\w*)/gm, "$1$$_$2"),
      loader: "ts",
    }));
  },
};

/** The component takes the functions of the package from the file of WeChat's logic layer, where they are loaded once. */
const fromWechat = {
  name: "from wechat",
  setup(build) {
    build.onResolve({ filter: /\/wechat\.js$/ }, () => ({ path: "../index.js", external: true }));
    build.onResolve({ filter: /\/(index|engine)\.js$/ }, () => ({ path: join(lib, "mini-program/engine.ts") }));
  },
};

/** The component: script, views and styles, as WeChat's tools find them in a package. */
async function writeMiniProgram() {
  const options = { whole: true, format: "cjs", target: "es2017", minify: true, mangleProps: /^\$_/ };
  const [code] = await bundle(["mini-program/index.ts"], { ...options, plugins: [fromWechat, plainPrivates], banner: { js: `/*! @preact/signals-core, MIT: ${LICENCES} of the npm package */` } });
  const folder = (ending) => `wechat/tousu-form/index.${ending}`;
  write(folder("js"), code.contents);
  write(folder("json"), JSON.stringify(JSON.parse(read(lib, "mini-program/index.json"))));
  write(folder("wxml"), read(lib, "mini-program/index.wxml").replace(/\n\s*/g, ""));
  write(folder("wxss"), esbuild.transformSync(read(lib, "mini-program/index.wxss"), { loader: "css", minify: true, charset: "utf8", target: "safari12" }).code);
}

/** For WeChat's logic layer: the catalogue lies in the memory of the module, and the JavaScript knows where. */
async function writeWechat(wasm) {
  const [code] = await bundle(["wechat.ts"], { whole: true, format: "cjs", platform: "node", target: "es2017", minify: true });
  write("wechat/index.js", code.contents);
  // In a mini-program this folder is the package: `tousu/wechat` is a file of it there, so that one name does everywhere.
  write("wechat/wechat.js", 'module.exports = require("./index.js");\n');
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: wasm.length } };
  write("wechat/tousu.wasm.br", brotliCompressSync(wasm, quality));
  write("wechat/package.json", '{ "type": "commonjs" }\n');
}

/** Declarations: those of each entry, and of the files that they import. */
function writeDeclarations() {
  const folder = mkdtempSync(join(tmpdir(), "tousu-types-"));
  try {
    const tsc = join(root, "tests/node_modules/.bin/tsc");
    execFileSync(tsc, ["--project", join(lib, "tsconfig.json"), "--outDir", folder], { stdio: ["ignore", "inherit", "inherit"] });
    const emitted = (name) => {
      if (name === "types") return read(built, "types.d.ts");
      return read(folder, `${name}.d.ts`).replaceAll("/built/types.js", "/types.js").replace(/(["'])(\.[^"']*)\.tsx?\1/g, "$1$2.js$1");
    };
    const copy = (name, to, done = new Set()) => {
      if (done.has(name)) return;
      done.add(name);
      const text = emitted(name);
      write(join(to, `${name}.d.ts`), text);
      for (const [, , path] of text.matchAll(/(["'])(\.[^"']*)\.js\1/g)) copy(posix.join(posix.dirname(name), path), to, done);
    };
    for (const to of ["", "cjs"]) for (const name of ["index", "inline", "bind", "element", "element-inline", "submission", "react", "vue"]) copy(name, to);
    copy("wechat", "cjs");
    // All that is in this folder travels to every phone.
    write("wechat/index.d.ts", 'export * from "../cjs/wechat.js";\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main() {
  rmSync(out, { recursive: true, force: true });
  const wasm = readFileSync(join(stage, "tousu_bg.wasm"));
  write("tousu.wasm", wasm);
  for (const file of Object.values(parts)) write(file, readFileSync(join(stage, file)));
  const carrying = writeBuilt(wasm);
  await writeModules();
  await writeWechat(carrying);
  await writeMiniProgram();
  writeDeclarations();
  for (const name of filesOf(".css")) {
    write(name, esbuild.transformSync(read(lib, name), { loader: "css", minify: true, charset: "utf8" }).code);
    for (const folder of ["", "cjs"]) write(join(folder, `${name}.d.ts`), "/** Imported for its effect. */\nexport {};\n");
  }
  write("package.json", json(packageJson()));
  for (const name of ["README.md", "CHANGELOG.md"]) cpSync(join(lib, name), join(out, name));
  cpSync(join(lib, "examples"), join(out, "examples"), { recursive: true });
  for (const name of ["LICENSE-MIT", "LICENSE-APACHE"]) cpSync(join(root, name), join(out, name));
  write(LICENCES, licencesOf(LIBRARIES));

  write("additions.schema.json", json(JSON.parse(read(built, "additions.schema.json"))));
  const tousu = await import(pathToFileURL(join(out, "index.js")).href);
  await tousu.ready();
  write("schema.json", json(jsonSchema(tousu.form({ locale: "zh-CN" }))));
}

await main();
