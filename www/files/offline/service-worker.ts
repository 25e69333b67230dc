/**
 * The service worker, which the build makes `www/sw.js` from. It keeps one cache for each version, filled whole or not at
 * all, every file checked against the sum that the build put in; what is served comes from that one version only.
 */

import { keepShared, SHARE_PATH } from "./shared.ts";

/** Hash of `FILES`. Defined by tests/tools/offline.mjs, as is `FILES`. */
declare const VERSION: string;
/** The files of the page: path relative to the worker → "sha256-…" in Base64. */
declare const FILES: Readonly<Record<string, string>>;
/** The files that read text from pictures, likewise: megabytes that are loaded and kept only once they are asked for. */
declare const OCR_FILES: Readonly<Record<string, string>>;

const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const files = new Map(Object.entries(FILES));
const ocrFiles = new Map(Object.entries(OCR_FILES));
const PREFIX = "tousu-page-";
const CACHE = PREFIX + VERSION;
const INDEX = "index.html";
/** The documents for developers: kept once they were visited, so that they cost nobody else anything. */
const DOCS = "docs/";
const VISITED = "tousu-docs";
/** Kept over versions: the name of a file's folder changes with its content. */
const OCR = "tousu-ocr";
/**
 * Policy of the worker that reads text. The page's own, in a tag of its document, does not reach a worker.
 */
const OCR_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

const addressOf = (path: string): string => new URL(path, worker.location.href).href;

/**
 * Content types by extension. Hosts send wrong ones, and a kept script of another type would not run even after the host
 * is repaired.
 */
const TYPES: Readonly<Record<string, string>> = {
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  png: "image/png",
  svg: "image/svg+xml",
  wasm: "application/wasm",
  webmanifest: "application/manifest+json",
};

/**
 * The file of this version from the network, with the right content type. Rejects where it is of another version, or
 * cannot be fetched.
 */
async function fetchChecked(path: string): Promise<Response> {
  const integrity = files.get(path) ?? ocrFiles.get(path) ?? "";
  const response = await fetch(addressOf(path), { cache: "no-cache", integrity });
  if (!response.ok) throw new TypeError(`${response.status} for ${path}`);
  const sent = response.headers.get("content-type") ?? "";
  const type = TYPES[path.slice(path.lastIndexOf(".") + 1)] ?? sent;
  // A navigation must not be answered with a redirected response (hosts redirect index.html to "/").
  if (sent.toLowerCase() === type && !response.redirected) return response;
  const headers = new Headers(response.headers);
  headers.set("content-type", type);
  return new Response(response.body, { headers });
}

async function install(): Promise<void> {
  // Everything is here before anything is kept.
  const responses = await Promise.all(
    Array.from(files.keys(), async (path) => ({ path, response: await fetchChecked(path) })),
  );
  const cache = await caches.open(CACHE);
  try {
    await Promise.all(responses.map(({ path, response }) => cache.put(addressOf(path), response)));
  } catch (error) {
    await caches.delete(CACHE); // no room: half a version is none
    throw error;
  }
}

async function activate(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  }
  if (await caches.has(OCR)) {
    const ocr = await caches.open(OCR);
    const wanted = new Set(Array.from(ocrFiles.keys(), addressOf));
    for (const kept of await ocr.keys()) if (!wanted.has(kept.url)) await ocr.delete(kept);
  }
  // The page that installed this version may go offline before it is loaded again.
  await worker.clients.claim();
}

/**
 * The file of this version: as it was kept, else from the network, because the browser may have deleted it. Where the
 * server has another version by now, this one cannot be completed and is given up, so that the next load is the server's.
 */
async function serve(path: string): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(addressOf(path), { ignoreVary: true });
  if (kept) return kept;
  const response = await fetchChecked(path).catch(() => undefined);
  if (response) {
    await cache.put(addressOf(path), response.clone()).catch(() => {}); // no room: served all the same
    return response;
  }
  const other = await fetch(addressOf(path), { cache: "no-cache" }).catch(() => undefined);
  if (!other?.ok) return Response.error(); // no network: it may come back
  // With a part of this version on the page the other's must not join it.
  const isAlone = path === INDEX || !(await cache.match(addressOf(INDEX)));
  await caches.delete(CACHE);
  await worker.registration.unregister();
  return isAlone ? new Response(other.body, other) : Response.error();
}

/** Fetches the files that the browser has deleted; those that are loaded late are missed only when there is no network. */
async function complete(): Promise<void> {
  const cache = await caches.open(CACHE);
  const kept = new Set((await cache.keys()).map(({ url }) => url));
  for (const path of files.keys()) {
    if (!kept.has(addressOf(path))) await cache.put(addressOf(path), await fetchChecked(path));
  }
}

/** A file that reads text from pictures: as it was kept, else from the network. */
async function serveOcr(path: string): Promise<Response> {
  const cache = await caches.open(OCR);
  const kept = await cache.match(addressOf(path), { ignoreVary: true });
  if (kept) return kept;
  const { body, headers } = await fetchChecked(path);
  const confined = new Headers(headers);
  confined.set("content-security-policy", OCR_POLICY);
  const response = new Response(body, { headers: confined });
  await cache.put(addressOf(path), response.clone()).catch(() => {}); // no room: served all the same
  return response;
}

/** A document from the network, and without one as it was when it was last visited. */
async function visit(request: Request): Promise<Response> {
  const cache = await caches.open(VISITED);
  try {
    const response = await fetch(request);
    if (response.ok && !response.redirected) await cache.put(request, response.clone());
    return response;
  } catch {
    return (await cache.match(request, { ignoreVary: true })) ?? Response.error();
  }
}

/** Activates this version, unless several pages are open, in which two versions would mix. */
async function apply(port: MessagePort | undefined): Promise<void> {
  const pages = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (pages.length <= 1) await worker.skipWaiting();
  else port?.postMessage("other-tabs");
}

/** Keeps what another app shares, and opens the page, which takes it. The request never reaches the network. */
async function receive(request: Request): Promise<Response> {
  await keepShared(request).catch(() => {}); // the page opens without it
  return Response.redirect(new URL("./?shared", worker.location.href).href, 303);
}

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const base = new URL("./", worker.location.href).href;
  const [url = ""] = request.url.split(/[?#]/);
  if (request.method === "POST" && url === base + SHARE_PATH) event.respondWith(receive(request));
  if (request.method !== "GET" || !url.startsWith(base)) return;
  const path = url.slice(base.length) || INDEX;
  if (files.has(path)) {
    const response = serve(path);
    event.respondWith(response);
    if (path === INDEX) event.waitUntil(response.then(complete).catch(() => {}));
  } else if (ocrFiles.has(path)) event.respondWith(serveOcr(path).catch(() => Response.error()));
  else if (path.startsWith(DOCS)) event.respondWith(visit(request));
  else if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => Response.redirect(base)));
});

worker.addEventListener("message", (event) => {
  if (event.data === "apply") event.waitUntil(apply(event.ports[0]));
});
