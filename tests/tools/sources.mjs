/** TypeScript sources of www/ for a test's page, each bundled with all that it imports. */

import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const www = fileURLToPath(new URL("../../www/", import.meta.url));
const modules = fileURLToPath(new URL("../node_modules", import.meta.url));
/** By path: they do not change while tests run. @type {Map<string, Promise<string>>} */
const bundles = new Map();

/** @param {string} path of a source inside www @returns {Promise<string>} an ES module */
export function bundleSource(path) {
  const made = bundles.get(path) ?? bundle(path);
  bundles.set(path, made);
  return made;
}

async function bundle(path) {
  const { outputFiles } = await build({
    absWorkingDir: www,
    entryPoints: [path],
    bundle: true,
    write: false,
    format: "esm",
    target: "esnext",
    charset: "utf8",
    nodePaths: [modules],
    logLevel: "warning",
  });
  return outputFiles[0].text;
}

/**
 * Lets pages import sources by their path: `import("/files/storage/store.ts")`.
 * @param {import("playwright-core").BrowserContext} context
 */
export async function routeSources(context) {
  await context.route("**/files/**/*.ts", async (route) => {
    const path = new URL(route.request().url()).pathname.slice(1);
    await route.fulfill({ contentType: "text/javascript; charset=utf-8", body: await bundleSource(path) });
  });
}
