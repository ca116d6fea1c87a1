import assert from "node:assert/strict";
import { test } from "node:test";
import { fitting } from "./field.ts";

test("a clipboard brings words and line breaks, and codes of this segment alone", () => {
  assert.equal(fitting("один\r\nдва\rтри\u0000\u0007 \tчетыре", 0), "один\nдва\nтри \tчетыре");
  assert.equal(fitting("\ue000да\ue001 \ue005", 2), "\ue000да\ue001 ");
  assert.equal(fitting("«Ё» — 𝄞 \u00a0\u0301", 0), "«Ё» — 𝄞 \u00a0\u0301");
});
