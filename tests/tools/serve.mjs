/**
 * Serves a folder on this machine only, with the headers that the page is made for.
 *
 *     node tests/tools/serve.mjs <folder> [port]
 */

import { createReadStream, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".md": "text/plain; charset=utf-8", // browsers show it so
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** What the worker that reads text from pictures may do; the service worker says the same of the file that it has kept. */
const WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/** Brotli of files by path, until they change. */
const packed = new Map();

/** A file as a server for the public would send it; what is packed already stays as it is. */
function brotli({ path, size, changed }) {
  if (extname(path) === ".png") return undefined;
  const kept = packed.get(path);
  if (kept?.size === size && kept.changed === changed) return kept.bytes;
  const bytes = brotliCompressSync(readFileSync(path), { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
  packed.set(path, { size, changed, bytes });
  return bytes;
}

/** The file that an address means, undefined for one outside the folder or not there. */
function fileOf(root, address) {
  let path;
  try {
    path = resolve(join(root, decodeURIComponent(new URL(address, "http://localhost").pathname)));
    if (path !== root && !path.startsWith(root + sep)) return undefined;
    if (statSync(path).isDirectory()) path = join(path, "index.html");
    const { size, mtimeMs } = statSync(path);
    return { path, size, changed: mtimeMs };
  } catch {
    return undefined;
  }
}

/** @param {string} folder @param {number} port 0 for any @returns {Promise<import("node:http").Server>} listening */
export function serve(folder, port) {
  const root = resolve(folder);
  const server = createServer((request, response) => {
    const found = ["GET", "HEAD"].includes(request.method) ? fileOf(root, request.url) : undefined;
    if (!found) {
      response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("Not here.\n");
      return;
    }
    const bytes = /\bbr\b/.test(request.headers["accept-encoding"] ?? "") ? brotli(found) : undefined;
    response.writeHead(200, {
      ...(bytes && { "content-encoding": "br" }),
      vary: "accept-encoding",
      "content-type": TYPES[extname(found.path)] ?? "application/octet-stream",
      "content-length": bytes?.length ?? found.size,
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      // A policy in the page itself cannot say this, nor does it reach a worker.
      "content-security-policy": /\/ocr-\w+\/worker\.js$/.test(found.path) ? WORKER_POLICY : "frame-ancestors 'none'",
    });
    if (request.method === "HEAD") response.end();
    else if (bytes) response.end(bytes);
    else createReadStream(found.path).on("error", () => response.destroy()).pipe(response);
  });
  return new Promise((done, fail) => server.once("error", fail).listen(port, "127.0.0.1", () => done(server)));
}

async function main(folder, wanted) {
  for (let port = wanted; port < wanted + 10; port++) {
    try {
      await serve(folder, port);
      console.log(`\n  http://127.0.0.1:${port}/\n\n  Ctrl+C ends it.`);
      return;
    } catch (error) {
      if (error.code !== "EADDRINUSE") throw error;
      console.error(`port ${port} is taken, trying the next; PORT=9000 ./build.sh serve chooses another`);
    }
  }
  process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main(process.argv[2], Number(process.argv[3] ?? 8080));
