/**
 * Takes the exported globals out of a module (WeChat on iOS refuses them, the glue does not use them) and proves that
 * what remains loads: it is validated as plain WebAssembly 1.0 with mutable globals, and compiled.
 *
 *     node tests/tools/trim.mjs <file.wasm>
 */

import { readFileSync, writeFileSync } from "node:fs";
import binaryen from "binaryen";
import { lowerMemory } from "./memory.mjs";
import { orderFunctions } from "./order.mjs";

const file = process.argv[2];
const module = binaryen.readBinary(readFileSync(file));
const globals = WebAssembly.Module.exports(new WebAssembly.Module(readFileSync(file))).filter(({ kind }) => kind === "global");
for (const { name } of globals) module.removeExport(name);
module.setFeatures(binaryen.Features.MVP | binaryen.Features.MutableGlobals | binaryen.Features.BulkMemory | binaryen.Features.BulkMemoryOpt);
lowerMemory(module);
module.runPasses(["remove-unused-module-elements"]);
module.setFeatures(binaryen.Features.MVP | binaryen.Features.MutableGlobals);
if (!module.validate()) throw new Error("the module uses features that older engines do not know: add a lowering pass in build.sh");
const bytes = orderFunctions(module.emitBinary());
await WebAssembly.compile(bytes);
writeFileSync(file, bytes);
