/**
 * Serves a folder on this machine only, with the headers that the page is made for.
 *
 *     node tests/tools/serve.mjs <folder> [port]
 */

import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** The file that an address means, undefined for one outside the folder or not there. */
function fileOf(root, address) {
  let path;
  try {
    path = resolve(join(root, decodeURIComponent(new URL(address, "http://localhost").pathname)));
    if (path !== root && !path.startsWith(root + sep)) return undefined;
    if (statSync(path).isDirectory()) path = join(path, "index.html");
    return { path, size: statSync(path).size };
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
    response.writeHead(200, {
      "content-type": TYPES[extname(found.path)] ?? "application/octet-stream",
      "content-length": found.size,
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    });
    if (request.method === "HEAD") response.end();
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
