/** The page without network: registers the service worker and reports when a newer version is ready. */

export interface Offline {
  /** `off`: the browser has no service workers, or the page is a file. */
  state: "off" | "ready";
  /**
   * Switches to the version that is ready, and reloads. With other tabs open it does nothing and resolves to `other-tabs`,
   * because they still run the old version.
   */
  apply(): Promise<"applied" | "other-tabs">;
}

export interface OfflineOptions {
  /** A newer version is ready, see `apply`. */
  onUpdate?: () => void;
  worker?: URL;
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: () => string }): { createScriptURL: (url: string) => string };
}

/** Under Trusted Types the address must come from a policy: the page's CSP allows the name `tousu-sw`. */
function trusted({ href }: URL): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  if (!trustedTypes) return href;
  return trustedTypes.createPolicy("tousu-sw", { createScriptURL: () => href }).createScriptURL("");
}

/** Whether a worker gets ready; `serviceWorker.ready` alone would wait for ever after a failed installation. */
function getsReady(registration: ServiceWorkerRegistration): Promise<boolean> {
  return new Promise((resolve) => {
    const worker = registration.installing ?? registration.waiting;
    if (registration.active || !worker) {
      resolve(registration.active !== null);
      return;
    }
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated") resolve(true);
      if (worker.state === "redundant") resolve(false);
    });
  });
}

/** Starts offline use. Call it once, after the page is drawn. Never rejects. */
export async function startOffline({
  onUpdate,
  worker = new URL("../sw.js", import.meta.url),
}: OfflineOptions = {}): Promise<Offline> {
  const off: Offline = { state: "off", apply: async () => "applied" };
  // `data-single`: the page is one file, see tests/tools/single.mjs.
  const alone = location.protocol === "file:" || document.documentElement.hasAttribute("data-single");
  if (alone || !globalThis.isSecureContext || !("serviceWorker" in navigator)) return off;
  const { serviceWorker } = navigator;
  let registration: ServiceWorkerRegistration;
  try {
    registration = await serviceWorker.register(trusted(worker), { updateViaCache: "none" });
    if (!(await getsReady(registration))) return off;
  } catch {
    return off; // the first fetch failed, or the browser refuses: the page works as long as there is network
  }

  /** A worker that waits beside the one that serves this page is a newer version. */
  const checkForUpdate = () => {
    if (registration.waiting && serviceWorker.controller) onUpdate?.();
  };
  checkForUpdate();
  registration.addEventListener("updatefound", () => {
    const { installing } = registration;
    installing?.addEventListener("statechange", () => {
      if (installing.state === "installed") checkForUpdate();
    });
  });
  // A page that stays open for days asks when it comes back to the front.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") registration.update().catch(() => {});
  });

  return {
    state: "ready",
    apply: () =>
      new Promise((resolve) => {
        const { waiting } = registration;
        if (!waiting) {
          resolve("applied");
          return;
        }
        serviceWorker.addEventListener("controllerchange", () => {
          resolve("applied");
          location.reload();
        });
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve("other-tabs");
        waiting.postMessage("apply", [port2]);
      }),
  };
}
