import assert from "node:assert/strict";
import { test } from "node:test";
import { commandOf, keyList, type Pressed } from "./keys.ts";

const nothing = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };
const graph = { getModifierState: (key: string) => key === "AltGraph" };
const plain = { getModifierState: () => false };

function press(code: string, held: Partial<Pressed> = {}): Pressed {
  return { code, ...nothing, ...plain, ...held };
}

test("letters are matched by their place on the keyboard", () => {
  assert.equal(commandOf(press("KeyG", { altKey: true }), false), "terms");
  assert.equal(commandOf(press("KeyG", { altKey: true, ctrlKey: true }), true), "terms");
  assert.equal(commandOf(press("KeyG", { altKey: true }), true), undefined); // Option types letters
});

test("what types a letter is no command", () => {
  assert.equal(commandOf(press("KeyC", { altKey: true, ctrlKey: true, ...graph }), false), undefined);
  assert.equal(commandOf(press("KeyC", { altKey: true, ctrlKey: true }), false), undefined);
  assert.equal(commandOf(press("KeyR"), false), undefined);
  assert.equal(commandOf(press("Enter"), false), undefined);
  assert.equal(commandOf(press("Enter", { shiftKey: true }), false), undefined);
});

test("confirming and approving differ by Shift, on a Mac also with Command", () => {
  assert.equal(commandOf(press("Enter", { ctrlKey: true }), false), "confirm");
  assert.equal(commandOf(press("NumpadEnter", { ctrlKey: true, shiftKey: true }), false), "approve");
  assert.equal(commandOf(press("Enter", { metaKey: true }), true), "confirm");
  assert.equal(commandOf(press("Enter", { metaKey: true }), false), undefined);
});

test("the list names every key once", () => {
  for (const mac of [true, false]) {
    const shown = keyList(mac).map(([keys]) => keys.join(" "));
    assert.equal(new Set(shown).size, shown.length);
  }
});
