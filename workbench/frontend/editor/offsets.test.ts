import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Offsets, wellFormed } from "./offsets.ts";

// Cyrillic, astral letters and signs, marks that combine, an inline code.
const character = fc.constantFrom("a", "щ", "é", "𝄞", "😀", "\u0301", "\ue000", "\ue001", "\n", "𐌰", " ");
const text = fc.array(character, { maxLength: 40 }).map((characters) => characters.join(""));
const cut = fc.tuple(text, text, text);

test("a span cuts the same words out, counted either way", () => {
  fc.assert(
    fc.property(cut, ([before, inside, after]) => {
      const whole = before + inside + after;
      const points: readonly [number, number] = [[...before].length, [...(before + inside)].length];
      const units = new Offsets(whole).toUnits(points);
      assert.equal(whole.slice(...units), inside);
      assert.deepEqual(new Offsets(whole).toPoints(units), points);
    }),
  );
});

test("a place inside of a character is the place before it", () => {
  assert.deepEqual(new Offsets("a😀b").toPoints([2, 3]), [1, 2]);
});

test("a place behind the end is the end", () => {
  assert.deepEqual(new Offsets("a😀").toUnits([2, 99]), [3, 3]);
});

test("text that is well formed stays as it is, a lone half does not", () => {
  fc.assert(fc.property(text, (whole) => assert.equal(wellFormed(whole), whole)));
  assert.equal(wellFormed("a\ud83db"), "a\ufffdb");
});
