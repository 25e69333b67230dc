/**
 * Makes the documents: www/docs, from the README of the package, the guides, the declarations of the package, and
 * www/docs/source.
 *
 *     node tests/tools/docs.mjs <site>
 */

import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { Marked } from "marked";

const site = resolve(process.argv[2]);
const docs = join(site, "docs");
const read = (...path) => readFileSync(join(site, ...path), "utf8");

const ENGLISH = { lang: "en", skip: "Skip to the text", navigation: "Documents" };
const CHINESE = { lang: "zh-CN", skip: "跳到正文", navigation: "文档" };

/** The pages, in the order of the navigation. */
const PAGES = [
  { file: "index.html", name: "Guide", ...ENGLISH, text: () => markdown(read("lib", "README.md")) },
  { file: "guide.zh-CN.html", name: "指南", ...CHINESE, text: () => markdown(read("guide.zh-CN.md")) },
  { file: "api.html", name: "Reference", ...ENGLISH, text: reference },
  { file: "playground.html", name: "Playground", ...ENGLISH, text: () => ({ body: read("docs", "source", "playground.html"), headings: [] }), head: '<script type="module" src="playground.js"></script>' },
  { file: "catalogue.html", name: "Catalogue", ...ENGLISH, text: () => markdown(read("..", "src", "catalog", "README.md")) },
  { file: "changes.html", name: "Changes", ...ENGLISH, text: () => markdown(read("lib", "CHANGELOG.md")) },
]; // prettier-ignore

/** Links from one document to another, as the sources write them. */
const LINKS = {
  "lib/README.md": "index.html",
  "CHANGELOG.md": "changes.html",
  "examples/server.mjs": "../pkg/examples/server.mjs",
  "lib/examples/server.mjs": "../pkg/examples/server.mjs",
};

const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

/** The name of a heading in addresses. */
const slug = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");

function markdown(source) {
  const headings = [];
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth }) {
        const inside = this.parser.parseInline(tokens);
        const text = inside.replace(/<[^>]*>/g, "");
        headings.push({ depth, text, id: slug(text) });
        return `<h${depth} id="${slug(text)}">${inside}</h${depth}>\n`;
      },
      link({ href, tokens }) {
        return `<a href="${escaped(LINKS[href] ?? href)}">${this.parser.parseInline(tokens)}</a>`;
      },
    },
  });
  return { body: marked.parse(source), headings };
}

/** Declarations of the package by the entry that exports them. */
const ENTRIES = [
  { title: "tousu", files: ["index.d.ts", "api.d.ts", "options.d.ts"] },
  { title: "Answers", files: ["types.d.ts"] },
  { title: "tousu/element", files: ["element.d.ts"] },
  { title: "tousu/bind", files: ["bind.d.ts"] },
  { title: "tousu/wechat", files: ["wechat/index.d.ts"] },
];

/** A declaration with the comment above it. */
const DECLARATION = /(?:^\/\*\*(?<comment>(?:[^*]|\*(?!\/))*)\*\/\n)?^export (?:declare )?(?:abstract )?(?<kind>function|const|class|interface|type|let) (?<name>\w+)(?<rest>[\s\S]*?)(?=\n(?:\/\*\*|export|import|declare)|$(?![\s\S]))/gm;

function reference() {
  const headings = [];
  const found = ENTRIES.flatMap(({ title, files }) => {
    const sources = files.filter((file) => existsSync(join(site, "pkg", file))).map((file) => read("pkg", file));
    return [{ title, all: sources.flatMap((source) => [...source.matchAll(DECLARATION)].map(({ groups }) => groups)) }];
  });
  const names = new Set(found.flatMap(({ all }) => all.map(({ name }) => name)));
  const body = found.filter(({ all }) => all.length > 0).map(({ title, all }) => {
    headings.push({ depth: 2, text: title, id: slug(title) });
    // What has several signatures is declared once for each; one file may give another's names on.
    const texts = new Map();
    for (const { kind, name, rest } of all) {
      const text = `${kind} ${name}${rest.trimEnd()}`;
      texts.set(name, (texts.get(name) ?? new Set()).add(text));
    }
    const entries = Array.from(texts, ([name, declarations]) => {
      headings.push({ depth: 3, text: name, id: name });
      const { comment } = all.find((each) => each.name === name && each.comment) ?? {};
      return `<h3 id="${name}"><code>${name}</code></h3>\n${said(comment)}<pre>${code([...declarations].join("\n"), name, names)}</pre>\n`;
    });
    return `<h2 id="${slug(title)}">${title}</h2>\n${entries.join("")}`;
  });
  return { body: `<h1>Reference</h1>\n<p>Generated from the declarations of the package.</p>\n${body.join("")}`, headings };
}

/** A comment as text. */
function said(comment) {
  if (comment === undefined) return "";
  const lines = comment.split("\n").map((line) => line.replace(/^\s*\* ?/, "").trim());
  return new Marked().parse(lines.join("\n").trim());
}

/** A declaration with its comments muted and its types linked. */
function code(text, self, names) {
  return escaped(text).split(/(\/\*\*[\s\S]*?\*\/)/).map((piece, at) =>
    at % 2 ? `<span class="note">${piece}</span>` : piece.replace(/\b[A-Z]\w+\b/g, (name) => (name !== self && names.has(name) ? `<a href="#${name}">${name}</a>` : name)),
  ).join(""); // prettier-ignore
}

function contents(headings) {
  const shown = headings.filter(({ depth }) => depth === 2 || depth === 3);
  if (shown.length < 3) return "";
  const line = ({ depth, text, id }) => `<li${depth === 3 ? ' class="deep"' : ""}><a href="#${id}">${text}</a></li>`;
  return `<nav class="contents" aria-label="Contents"><ul>${shown.map(line).join("")}</ul></nav>`;
}

for (const name of readdirSync(docs)) if (name !== "source") rmSync(join(docs, name), { recursive: true });
const frame = read("docs", "source", "frame.html");
for (const page of PAGES) {
  const { body, headings } = page.text();
  const link = ({ file, name, lang }) => `<a href="${file}" lang="${lang}"${file === page.file ? ' aria-current="page"' : ""}>${name}</a>`;
  const values = { ...page, title: page.name, head: page.head ?? "", body, contents: contents(headings), links: PAGES.map(link).join("") };
  writeFileSync(join(docs, page.file), frame.replace(/{{(\w+)}}/g, (_, key) => values[key]));
}
copyFileSync(join(docs, "source", "docs.css"), join(docs, "docs.css"));
await build({
  absWorkingDir: docs,
  entryPoints: ["source/playground.ts"],
  outdir: ".",
  bundle: true,
  minify: true,
  format: "esm",
  target: "esnext",
  logLevel: "warning",
  plugins: [{ name: "package", setup: (builder) => builder.onResolve({ filter: /^tousu$/ }, () => ({ path: "../pkg/index.js", external: true })) }],
});
