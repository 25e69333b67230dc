// The package as a consumer has it: packed as for the registry, installed in a folder of its own.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const pkg = fileURLToPath(new URL("../../www/pkg/", import.meta.url));
const npm = (args, cwd) => execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

/** Packs the package into a folder. @returns {string} path of the archive */
export function pack(folder) {
  const [{ filename }] = JSON.parse(npm(["pack", "--json", "--pack-destination", folder], pkg));
  return join(folder, filename);
}

/** A folder with the package in its node_modules. @param {string} name of the test, for the folder's name */
export function install(name) {
  const folder = mkdtempSync(join(tmpdir(), `tousu-${name}-`));
  const put = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  put("package.json", '{ "private": true, "type": "module" }');
  npm(["install", "--offline", "--no-audit", "--no-fund", pack(folder)], folder);
  return {
    folder,
    installed: join(folder, "node_modules/tousu"),
    /** Writes a file of the consumer. */
    put,
    /** What a program of the consumer prints. */
    run(...args) {
      const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
      assert.equal(status, 0, stderr);
      return stdout.trim();
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
