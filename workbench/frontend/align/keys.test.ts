import assert from "node:assert/strict";
import { test } from "node:test";
import { keys, wanted, type Pressed } from "./keys.ts";

function press(code: string, held: Partial<Pressed> = {}): Pressed {
  return { code, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...held };
}

test("a key is known by its place on the keyboard, whatever letter it types", () => {
  assert.equal(wanted(press("KeyP")), "pin");
  assert.equal(wanted(press("KeyN", { shiftKey: true })), "doubt-back");
  assert.equal(wanted(press("KeyY")), undefined);
});

test("other modifiers belong to the browser", () => {
  for (const held of ["ctrlKey", "altKey", "metaKey"]) assert.equal(wanted(press("KeyZ", { [held]: true })), undefined);
});

test("no key does two things", () => {
  const pressed = keys.map((key) => `${key.code} ${key.shift}`);
  assert.equal(new Set(pressed).size, keys.length);
});
