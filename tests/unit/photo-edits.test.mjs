// Edits of a picture: where a finger covers, cuts and turns is where it happens in the original.

import assert from "node:assert/strict";
import { test } from "node:test";
import "../tools/typescript.mjs";

const { cover, cropTo, isEdited, NO_EDITS, readEdits, shownSize, turnRight } = await import("../../www/files/photos/edits.ts");

const area = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ width, /** @type {number} */ height) => ({ x, y, width, height });
const rounded = (/** @type {any} */ { x, y, width, height }) => [x, y, width, height].map((part) => Math.round(part * 1e6) / 1e6);
const PHOTO = { image: /** @type {any} */ (null), width: 400, height: 300 };

test("the upper left tenth, after 0 to 4 turns", () => {
  let edits = NO_EDITS;
  const places = [];
  for (let turn = 0; turn < 4; turn++) {
    places.push(rounded(cover(edits, area(0, 0, 0.1, 0.2)).covers[0]));
    edits = turnRight(edits);
  }
  assert.deepEqual(places, [[0, 0, 0.1, 0.2], [0, 0.9, 0.2, 0.1], [0.9, 0.8, 0.1, 0.2], [0.8, 0, 0.2, 0.1]]); // prettier-ignore
  assert.deepEqual(edits, NO_EDITS, "four turns are none");
});

test("cut, turned, cut again and covered: each in what is shown", () => {
  const half = cropTo(NO_EDITS, area(0.5, 0, 0.5, 1));
  assert.deepEqual(shownSize(PHOTO, half), { width: 200, height: 300 });
  const turned = turnRight(half);
  assert.deepEqual(shownSize(PHOTO, turned), { width: 300, height: 200 });
  const quarter = cropTo(turned, area(0, 0, 0.5, 1)); // the left half of what is shown is the lower half of the original
  assert.deepEqual(rounded(quarter.crop), [0.5, 0.5, 0.5, 0.5]);
  assert.deepEqual(rounded(cover(quarter, area(0, 0, 1, 0.5)).covers[0]), [0.5, 0.5, 0.25, 0.5]);
});

test("outside, a tap, a tiny cut", () => {
  assert.deepEqual(rounded(cover(NO_EDITS, area(-0.5, -1, 0.6, 1.3)).covers[0]), [0, 0, 0.1, 0.3]);
  assert.equal(cover(NO_EDITS, area(0.5, 0.5, 0, 0)), NO_EDITS);
  assert.equal(cover(NO_EDITS, area(1.2, 0, 1, 1)), NO_EDITS);
  assert.equal(cropTo(NO_EDITS, area(0.5, 0.5, 0.01, 0.5)), NO_EDITS);
  assert.deepEqual([isEdited(NO_EDITS), isEdited(turnRight(NO_EDITS)), isEdited(cropTo(NO_EDITS, area(0, 0, 1, 0.5))), isEdited(cover(NO_EDITS, area(0, 0, 1, 1)))], [false, true, true, true]);
});

test("stored edits are read back; anything else is none", () => {
  const edits = turnRight(cover(cropTo(NO_EDITS, area(0.1, 0.1, 0.5, 0.5)), area(0, 0, 1, 1)));
  assert.deepEqual(readEdits(structuredClone(edits)), edits);
  for (const other of [undefined, null, 3, "x", [], {}, { ...edits, turn: 4 }, { ...edits, crop: null }, { ...edits, covers: [{}] }, { ...edits, crop: area(0, 0, Number.NaN, 1) }, { ...edits, covers: [area(0, 0, 2, 1)] }])
    assert.equal(readEdits(other), undefined, JSON.stringify(other));
});
