import assert from "node:assert/strict";
import { test } from "node:test";
import { Drafts } from "./drafts.ts";

class Shelf implements Storage {
  [name: string]: unknown;
  private readonly kept = new Map<string, string>();
  get length(): number {
    return this.kept.size;
  }
  clear(): void {
    this.kept.clear();
  }
  getItem(key: string): string | null {
    return this.kept.get(key) ?? null;
  }
  key(index: number): string | null {
    return [...this.kept.keys()][index] ?? null;
  }
  removeItem(key: string): void {
    this.kept.delete(key);
  }
  setItem(key: string, value: string): void {
    if (value.includes("too long")) throw new DOMException("no room", "QuotaExceededError");
    this.kept.set(key, value);
  }
}

test("what is kept is found again by person, edition and segment", () => {
  const shelf = new Shelf();
  const drafts = new Drafts(shelf, "1", 7);
  assert.equal(drafts.keep(12, 3, "base", "text 𝄞"), true);
  assert.deepEqual(drafts.waiting(), [12]);
  const found = drafts.newest(12);
  assert.deepEqual([found?.text, found?.base, found?.version], ["text 𝄞", "base", 3]);
  assert.equal(drafts.newest(1), undefined);
  assert.equal(new Drafts(shelf, "2", 7).newest(12), undefined);
  assert.equal(new Drafts(shelf, "1", 70).newest(12), undefined);
});

test("an acknowledged text is forgotten, one of another base is not", () => {
  const drafts = new Drafts(new Shelf(), "1", 7);
  drafts.keep(12, 3, "", "a");
  drafts.keep(12, 4, "", "b");
  drafts.forget(12, 4);
  assert.equal(drafts.newest(12)?.text, "a");
  drafts.forgetAll(12);
  assert.equal(drafts.newest(12), undefined);
});

test("a browser without room says so, and what is broken is nothing", () => {
  const shelf = new Shelf();
  const drafts = new Drafts(shelf, "1", 7);
  assert.equal(drafts.keep(12, 3, "", "too long"), false);
  shelf.setItem("workbench:draft:1:7:12:9", "{");
  assert.equal(drafts.newest(12), undefined);
});
