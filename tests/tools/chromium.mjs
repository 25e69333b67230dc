/**
 * Where Chromium is on this machine: $CHROMIUM, the usual names, Playwright's own. Run as a program it installs the
 * distribution's where that is allowed (root, apt-get), and prints the path or what to do.
 */

import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Advice where no Chromium is found. */
export const MISSING = `there is no Chromium here${process.getuid?.() === 0 ? " and it could not be installed" : ""}: install it (Debian: apt-get install chromium, as root), or set CHROMIUM=/path/to/it`;

/** @returns {string | undefined} */
export function findChromium() {
  const paths = (process.env.PATH ?? "").split(delimiter);
  const candidates = NAMES.flatMap((name) => paths.map((path) => join(path, name)));
  return [process.env.CHROMIUM, ...candidates, ...PLACES, chromium.executablePath()].find((path) => path && isProgram(path));
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function install() {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  console.error("── apt-get install chromium");
  const options = { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  try {
    execFileSync("apt-get", ["update", "-qq"], options);
    execFileSync("apt-get", ["install", "-qq", "-y", "--no-install-recommends", "chromium"], options);
  } catch {
    // The caller finds none.
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  if (!findChromium()) install();
  const found = findChromium();
  if (found) console.log(found);
  else {
    console.log(MISSING);
    process.exitCode = 1;
  }
}
