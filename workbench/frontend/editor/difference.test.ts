import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { difference } from "./difference.ts";

const texts = fc
  .array(fc.constantFrom("ополчение", "ушло", "из", "города", " ", " ", ", ", "—", "не", "\ue000", "𝄞"), { maxLength: 14 })
  .map((parts) => parts.join(""));
const without = (kind: string, old: string, fresh: string) =>
  difference(old, fresh)
    .filter((stretch) => stretch.kind !== kind)
    .map(({ text }) => text)
    .join("");

test("what is the same or removed gives the older text, what is the same or added the newer one", () => {
  fc.assert(
    fc.property(texts, texts, (old, fresh) => {
      assert.equal(without("added", old, fresh), old);
      assert.equal(without("removed", old, fresh), fresh);
    }),
  );
});

test("the same text has no difference, and neighbours are of different kinds", () => {
  fc.assert(
    fc.property(texts, texts, (old, fresh) => {
      assert.ok(difference(old, old).every(({ kind }) => kind === "same"));
      const kinds = difference(old, fresh).map(({ kind }) => kind);
      assert.ok(kinds.every((kind, at) => kind !== kinds[at + 1]));
    }),
  );
});

test("words change as wholes, a phrase at once", () => {
  assert.deepEqual(difference("Ополчение ушло вчера.", "Ополчение оставило город вчера."), [
    { kind: "same", text: "Ополчение " },
    { kind: "removed", text: "ушло" },
    { kind: "added", text: "оставило город" },
    { kind: "same", text: " вчера." },
  ]);
  assert.deepEqual(difference("Все они ушли.", "Никто не ушёл."), [
    { kind: "removed", text: "Все они ушли" },
    { kind: "added", text: "Никто не ушёл" },
    { kind: "same", text: "." },
  ]);
});

test("two long texts without a word in common do not keep anybody waiting", () => {
  const [old, fresh] = ["а".repeat(3).concat(" ").repeat(20_000), "б".repeat(3).concat("\n").repeat(20_000)];
  const begun = performance.now();
  assert.deepEqual(difference(old, fresh).map(({ kind }) => kind), ["removed", "added"]);
  assert.ok(performance.now() - begun < 1000);
});
