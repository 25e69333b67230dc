// The page without network: registers the service worker and tells when a newer version lies ready.

/** @typedef {{state: "off" | "ready", apply: () => Promise<"applied" | "other-tabs">}} Offline
 * `apply` switches to the version that lies ready and reloads; with other tabs open it does nothing and says so,
 * since they still run the old one. */

/**
 * Under Trusted Types a service worker's address must come from a policy: the page's CSP allows the name `tousu-sw`.
 * @param {URL} url @returns {any}
 */
function trusted(url) {
  const types = /** @type {any} */ (globalThis).trustedTypes;
  if (!types) return url.href;
  return types.createPolicy("tousu-sw", { createScriptURL: () => url.href }).createScriptURL("");
}

/** Whether a worker gets ready; `serviceWorker.ready` alone would wait for ever after a failed install.
 * @param {ServiceWorkerRegistration} registration @returns {Promise<boolean>} */
const works = (registration) =>
  new Promise((resolve) => {
    const worker = registration.installing ?? registration.waiting;
    if (registration.active || !worker) return resolve(registration.active !== null);
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated") resolve(true);
      if (worker.state === "redundant") resolve(false);
    });
  });

/**
 * Call it once, after the page is drawn.
 * @param {{onUpdate?: () => void, worker?: URL}} [options] onUpdate: a newer version lies ready, see `apply`
 * @returns {Promise<Offline>} "off" where the browser has no service workers, or the page is a file
 */
export async function startOffline({ onUpdate, worker = new URL("../sw.js", import.meta.url) } = {}) {
  /** @type {Offline} */
  const off = { state: "off", apply: async () => "applied" };
  // `data-single`: the page is one file, see tests/tools/single.mjs.
  const alone = location.protocol === "file:" || document.documentElement.hasAttribute("data-single");
  if (alone || !globalThis.isSecureContext || !("serviceWorker" in navigator)) return off;
  const { serviceWorker } = navigator;
  /** @type {ServiceWorkerRegistration} */
  let registration;
  try {
    registration = await serviceWorker.register(trusted(worker), { updateViaCache: "none" });
    if (!(await works(registration))) return off;
  } catch {
    return off; // the first fetch failed, or the browser refuses: the page works as long as there is network
  }

  /** A worker that waits beside the one that serves this page is a newer version. */
  const look = () => {
    if (registration.waiting && serviceWorker.controller) onUpdate?.();
  };
  look();
  registration.addEventListener("updatefound", () => {
    const { installing } = registration;
    installing?.addEventListener("statechange", () => installing.state === "installed" && look());
  });
  // A page that stays open for days asks when it comes back to the front.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") registration.update().catch(() => {});
  });

  return {
    state: "ready",
    apply() {
      const { waiting } = registration;
      if (!waiting) return Promise.resolve("applied");
      return new Promise((resolve) => {
        serviceWorker.addEventListener("controllerchange", () => {
          resolve("applied");
          location.reload();
        });
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve("other-tabs");
        waiting.postMessage("apply", [port2]);
      });
    },
  };
}
