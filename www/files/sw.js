// The page without network: what the build makes `www/sw.js` from. One cache per version, filled whole or not at all, every file checked against the sum
// that the build wrote here; what is served comes from that one version only, never from two.

/**
 * [version, { path relative to the worker: "sha256-…" in Base64 }], put in by tests/tools/offline.mjs.
 * @type {[version?: string, files?: {[path: string]: string}]}
 */
const BUILD = [/*FILES*/];
const [version = "", files = {}] = BUILD;
const PREFIX = "tousu-page-";
const CACHE = PREFIX + version;
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const INDEX = "index.html";

/** @param {string} path */
const address = (path) => new URL(path, worker.location.href).href;

/** The file of this version from the network; rejects when it is of another, or not to be had. @param {string} path */
async function fetched(path) {
  const response = await fetch(address(path), { cache: "no-cache", integrity: files[path] });
  if (!response.ok) throw new TypeError(`${response.status} for ${path}`);
  // A page must not be answered with a response that was redirected (hosts send index.html to "/").
  return response.redirected ? new Response(response.body, { headers: response.headers }) : response;
}

async function install() {
  // Everything is here before anything is kept.
  const responses = await Promise.all(Object.keys(files).map(async (path) => /** @type {const} */ ([path, await fetched(path)])));
  const cache = await caches.open(CACHE);
  try {
    await Promise.all(responses.map(([path, response]) => cache.put(address(path), response)));
  } catch (error) {
    await caches.delete(CACHE); // no room: half a version is none
    throw error;
  }
}

async function activate() {
  for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  // The page that installed this version may go offline before it is loaded again.
  await worker.clients.claim();
}

/** @param {string} path */
async function serve(path) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(address(path), { ignoreVary: true });
  // The browser may have thrown the cache away: then the network, if it still has this version.
  return kept ?? fetched(path).catch(() => Response.error());
}

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const base = new URL("./", worker.location.href).href;
  const url = request.url.split(/[?#]/)[0];
  if (request.method !== "GET" || !version || !url.startsWith(base)) return;
  const path = url.slice(base.length) || INDEX;
  if (Object.prototype.hasOwnProperty.call(files, path)) event.respondWith(serve(path));
  else if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => Response.redirect(base)));
});

// Switching while pages of the old version are open would mix the two in them; so only the last one open may ask.
worker.addEventListener("message", (event) => {
  if (event.data !== "apply") return;
  event.waitUntil(
    worker.clients.matchAll({ type: "window", includeUncontrolled: true }).then((pages) => {
      if (pages.length <= 1) return worker.skipWaiting();
      event.ports[0]?.postMessage("other-tabs");
    }),
  );
});
