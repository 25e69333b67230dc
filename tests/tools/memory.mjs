/**
 * Lowers memory.copy and memory.fill to functions for engines that do not know them, eight bytes a step: binaryen's own
 * lowering goes byte by byte, which made pasting five times slower.
 */

import binaryen from "binaryen";

const { i32, i64, none } = binaryen;
/** Both helpers take where to, from where (or which byte), how many. */
const [TO, FROM, COUNT, BYTES] = [0, 1, 2, 3];

export function lowerMemory(module) {
  module.runPasses(["llvm-memory-copy-fill-lowering"]);
  const names = Array.from({ length: module.getNumFunctions() }, (_, index) => binaryen.getFunctionInfo(module.getFunctionByIndex(index)).name);
  const replace = (what, locals, body) => {
    const name = names.find((name) => name.includes(`memory_${what}`));
    if (name === undefined) return;
    module.removeFunction(name);
    module.addFunction(name, binaryen.createType([i32, i32, i32]), none, locals, body);
  };
  replace("copy", [], copy(module));
  replace("fill", [i64], fill(module));
}

const get = (module, local) => module.local.get(local, i32);
const add = (module, local, by) => module.local.set(local, module.i32.add(get(module, local), module.i32.const(by)));

/** Runs the body as long as at least `step` bytes are left. */
function steps(module, label, step, body) {
  const more = module.i32.ge_u(get(module, COUNT), module.i32.const(step));
  return module.loop(label, module.if(more, module.block(null, [...body, module.br(label)])));
}

function copy(module) {
  const local = (name) => get(module, name);
  const onwards = (label, step, move) =>
    steps(module, label, step, [move(local(TO), local(FROM)), add(module, TO, step), add(module, FROM, step), add(module, COUNT, -step)]);
  const end = (start) => module.i32.add(local(start), local(COUNT));
  const backwards = (label, step, move) => steps(module, label, step, [add(module, COUNT, -step), move(end(TO), end(FROM))]);
  const eight = (to, from) => module.i64.store(0, 1, to, module.i64.load(0, 1, from));
  const one = (to, from) => module.i32.store8(0, 1, to, module.i32.load8_u(0, 1, from));
  return module.if(
    // Where the target begins inside the source, the end has to go first.
    module.i32.lt_u(module.i32.sub(local(TO), local(FROM)), local(COUNT)),
    module.block(null, [backwards("b8", 8, eight), backwards("b1", 1, one)]),
    module.block(null, [onwards("f8", 8, eight), onwards("f1", 1, one)]),
  );
}

function fill(module) {
  const local = (name) => get(module, name);
  const byte = module.i64.extend_u(module.i32.and(local(FROM), module.i32.const(255)));
  return module.block(null, [
    module.local.set(BYTES, module.i64.mul(byte, module.i64.const(0x0101010101010101n))),
    steps(module, "s8", 8, [module.i64.store(0, 1, local(TO), module.local.get(BYTES, i64)), add(module, TO, 8), add(module, COUNT, -8)]),
    steps(module, "s1", 1, [module.i32.store8(0, 1, local(TO), local(FROM)), add(module, TO, 1), add(module, COUNT, -1)]),
  ]);
}
