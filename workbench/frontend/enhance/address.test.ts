import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { dropEmpty } from "./address.ts";

function form(entries: ReadonlyArray<readonly [string, string]>): FormData {
  const fields = new FormData();
  for (const [name, value] of entries) fields.append(name, value);
  return fields;
}

function valuesByName(entries: Iterable<readonly [string, unknown]>): Map<string, unknown[]> {
  const values = new Map<string, unknown[]>();
  for (const [name, value] of entries) values.set(name, [...(values.get(name) ?? []), value]);
  return values;
}

test("an address keeps the filters that are set and only those", () => {
  const fields = form([["state", "translated"], ["q", ""], ["finding", ""], ["finding", "numbers"]]);
  dropEmpty(fields);
  assert.deepEqual([...fields.entries()], [["state", "translated"], ["finding", "numbers"]]);
});

test("whatever is filled in stays, in its order under its name", () => {
  const name = fc.constantFrom("state", "q", "finding");
  const value = fc.constantFrom("", "ополчение", "numbers", " ");
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value)), (entries) => {
      const fields = form(entries);
      dropEmpty(fields);
      assert.deepEqual(valuesByName(fields.entries()), valuesByName(entries.filter(([, text]) => text !== "")));
    }),
  );
});
