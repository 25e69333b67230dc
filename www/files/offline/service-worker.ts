/**
 * The service worker, which the build makes `www/sw.js` from. It keeps one cache for each version, filled whole or not at
 * all, every file checked against the sum that the build put in; what is served comes from that one version only.
 */

import { keepShared, SHARE_PATH } from "./shared.ts";

/** Hash of `FILES`. Defined by tests/tools/offline.mjs, as is `FILES`. */
declare const VERSION: string;
/** The files of the page: path relative to the worker → "sha256-…" in Base64. */
declare const FILES: Readonly<Record<string, string>>;

const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const sums = new Map(Object.entries(FILES));
const PREFIX = "tousu-page-";
const CACHE = PREFIX + VERSION;
const INDEX = "index.html";
/** The documents for developers: kept once they were visited, so that they cost nobody else anything. */
const DOCS = "docs/";
const VISITED = "tousu-docs";

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
  const response = await fetch(addressOf(path), { cache: "no-cache", integrity: sums.get(path) ?? "" });
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
    Array.from(sums.keys(), async (path) => ({ path, response: await fetchChecked(path) })),
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
  // The page that installed this version may go offline before it is loaded again.
  await worker.clients.claim();
}

async function serve(path: string): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(addressOf(path), { ignoreVary: true });
  // The browser may have deleted the cache: then the network, if it still has this version.
  return kept ?? fetchChecked(path).catch(() => Response.error());
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
  if (sums.has(path)) event.respondWith(serve(path));
  else if (path.startsWith(DOCS)) event.respondWith(visit(request));
  else if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => Response.redirect(base)));
});

worker.addEventListener("message", (event) => {
  if (event.data === "apply") event.waitUntil(apply(event.ports[0]));
});
