// The page as one HTML file that works from a disk, without a server: node single.mjs SITE OUT.html
// Styles, scripts and the module are in it; its policy names their hashes and lets nothing else run or load.

import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, posix, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { LICENCES } from "./licences.mjs";
import { bundle, tags } from "./site.mjs";

/** @param {string} text */
const hash = (text) => `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;

/** Text that may stand between its tags: the parser would change or end others, and the hash would not fit.
 * @param {string} text @param {string} tag */
function embeddable(text, tag) {
  const trimmed = text.trim();
  if (/<!--|\r/.test(trimmed) || trimmed.toLowerCase().includes(`</${tag}`)) throw new Error(`cannot stand inside <${tag}>`);
  return trimmed;
}

/** The licences of the libraries in the scripts, as a comment at the end. @param {string} site */
function licences(site) {
  const files = ["pkg", "dist"].map((folder) => join(site, folder, LICENCES)).filter((file) => existsSync(file));
  const text = files.map((file) => readFileSync(file, "utf8")).join("\n\n");
  if (text.includes("-->")) throw new Error(`${LICENCES} cannot stand inside a comment`);
  return text && `\n<!--\n${text}-->\n`;
}

/** @param {string} site folder with index.html @returns {Promise<string>} the HTML */
export async function single(site) {
  let html = readFileSync(join(site, "index.html"), "utf8").replace(/\r\n?/g, "\n");
  /** @type {string[]} */
  const styles = [];
  /** Replaces a tag as text: "$" in it means nothing. @param {string} text @param {string} by */
  const replace = (text, by) => {
    html = html.split(text).join(by);
  };

  let named = "tousu-sw"; // the Trusted Types policies of the page
  for (const { text, attributes } of tags(html, "meta"))
    if (/^content-security-policy$/i.test(attributes["http-equiv"] ?? "")) {
      named = /trusted-types ([^;]*)/.exec(attributes.content)?.[1].trim() ?? named;
      replace(text, "");
    }
  for (const { text, attributes } of tags(html, "link")) {
    const { rel = "", href = "" } = attributes;
    const path = posix.normalize(href);
    if (rel === "stylesheet" || rel === "later") {
      const style = embeddable((await bundle(site, [path])).text, "style");
      styles.push(hash(style));
      replace(text, `<style>${style}</style>`);
    } else if (rel === "icon" && path.endsWith(".svg")) {
      replace(text, `<link rel="icon" href="data:image/svg+xml;base64,${readFileSync(join(site, path)).toString("base64")}">`);
    } else replace(text, ""); // manifest, preloads, further icons: no use without a server
  }
  // A classic script watches over the loading of the others: no use in one file.
  for (const { text, attributes } of tags(html, "script")) if (attributes.src && attributes.type !== "module") replace(`${text}</script>`, "");
  // All scripts as one, so that what several import runs once.
  const modules = tags(html, "script");
  if (modules.length === 0) throw new Error("index.html: no script");
  for (const { attributes } of modules) {
    if (attributes.type !== "module" || !attributes.src) throw new Error("index.html: only <script type=module src> can be put in");
  }
  const paths = modules.map(({ attributes }) => posix.normalize(attributes.src));
  // "<!--" would begin a comment of HTML. In a module it is in literals only, where it may be written like this.
  const script = embeddable((await bundle(site, paths, { alone: true })).text.replaceAll("<!--", "\\x3C!--"), "script");
  modules.forEach(({ text }, index) => replace(`${text}</script>`, index === modules.length - 1 ? `<script type="module">${script}</script>` : ""));


  const policy = [
    "default-src 'none'",
    `script-src ${hash(script)} 'wasm-unsafe-eval'`,
    `style-src ${styles.join(" ") || "'none'"}`,
    "img-src data: blob:",
    "media-src blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${named}`,
  ].join("; ");
  const head = /<meta charset[^>]*>/i.exec(html)?.[0];
  if (!head) throw new Error("index.html: no <meta charset>");
  replace(head, `${head}\n<meta http-equiv="Content-Security-Policy" content="${policy}">`);
  // Tells the scripts that there is no server: see `files/offline/register.ts`.
  if (!/<html\b/i.test(html)) throw new Error("index.html: no <html>");
  return html.replace(/<html\b/i, "<html data-single") + licences(site);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [site, out] = process.argv.slice(2);
  if (!site || !out || !existsSync(site)) throw new Error("usage: node single.mjs SITE OUT.html");
  const html = await single(resolve(site));
  writeFileSync(out, html);
  console.log(`${posix.basename(out)}: ${Math.ceil(html.length / 1024)} KiB`);
}
