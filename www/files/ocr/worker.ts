/**
 * The worker of tesseract.js. The build puts it into a folder of its own, beside the engine and the language that it loads
 * (tests/tools/ocr.mjs).
 */

import "tesseract.js/dist/worker.min.js";

// An engine that cannot be loaded rejects a promise that the library does not await; as an error it reaches the page.
addEventListener("unhandledrejection", ({ reason }) => {
  setTimeout(() => {
    throw reason;
  });
});

// The language's file names settings that this engine no longer has; each would stand in the console at every start.
const { error } = console;
console.error = (...words: unknown[]) => {
  if (!String(words[0]).startsWith("Warning: Parameter not found")) error(...words);
};
