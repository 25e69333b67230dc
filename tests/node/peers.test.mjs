// The contenders of tests/bench answer as tousu does, every key of it, so that what is measured there is the same work.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as tousu from "../../www/pkg/index.js";
import { compare, install, knowledge } from "../bench/contenders.mjs";

const COUNT = 400;

test(`zod + Handlebars, valibot + template literals and plain JavaScript answer as tousu does on ${COUNT} drafts`, async () => {
  install();
  await tousu.ready();
  const { contenders, wrong, report } = await compare(tousu, knowledge(), COUNT, 20261124);
  assert.deepEqual(contenders, ["plain", "valibot", "zod"]);
  assert.equal(wrong, 0, report);
});
