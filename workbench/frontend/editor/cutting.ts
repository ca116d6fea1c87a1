// Cutting the source where a sentence begins, putting two segments together, and the way back.
// The page is loaded anew afterwards, for the rows of the block are others.
import type { Restructured } from "./api.ts";
import type { Desk } from "./desk.ts";
import { ask, failure, selectField } from "./dialogs.ts";
import { button, element, find } from "./dom.ts";
import { notice } from "./notices.ts";
import type { OpenSegment } from "./segment.ts";
import { say } from "./words.ts";

const KEPT = "workbench-cut";
const CODES = /[\ue000-\uf8ff]/g;
/** Words that are shown on either side of a place. */
const SHOWN = 5;
const STRUCTURAL = /^(?:segment\.(?:split|joined|split-undone|join-undone)|block\.(?:split|joined)|source\.(?:renewed|ordered|undone))$/;

interface Cut {
  readonly segment: number;
  readonly lineage: number;
  readonly done: "split-done" | "join-done";
}

/** Splits the open segment where the source is marked, else where the person says. */
export async function split(segment: OpenSegment, desk: Desk): Promise<void> {
  const { cut } = segment.view.source;
  if (cut === null) return desk.announce(say("may-not-cut"));
  const marked = markedIn(segment);
  if (marked !== null) return act(segment, "split-done", () => desk.api.split(segment.id, marked, cut.version));
  const places = placesIn(segment.view.source.text);
  if (places.length === 0) return desk.announce(say("no-place-to-split"));
  const given = await ask(say("split-where"), [selectField("at", say("split-before"), places)], say("split"));
  if (given === null) return segment.editor.focus();
  const at = Number(given.get("at"));
  await act(segment, "split-done", () => desk.api.split(segment.id, at, cut.version));
}

/** Joins the open segment with the next one of its block. */
export async function join(segment: OpenSegment, desk: Desk): Promise<void> {
  const { cut } = segment.view.source;
  if (cut === null) return desk.announce(say("may-not-cut"));
  const { version, next_id, next_version } = cut;
  if (next_id === null || next_version === null) return desk.announce(say("nothing-to-join"));
  await act(segment, "join-done", () => desk.api.join(segment.id, { version, next_id, next_version }));
}

export function cutButtons(segment: OpenSegment, desk: Desk): HTMLElement[] {
  const { cut } = segment.view.source;
  if (cut === null) return [];
  const cutting = button(say("split"), () => void split(segment, desk), "button-small button-quiet", "split");
  const joining = button(say("join"), () => void join(segment, desk), "button-small button-quiet", "merge");
  return cut.next_id === null ? [cutting] : [cutting, joining];
}

/** What is typed is stored first; what is refused is said where the person looks. */
async function act(segment: OpenSegment, done: Cut["done"], cut: () => Promise<Restructured>): Promise<void> {
  if (!(await segment.saver.flush())) return refused(segment, say("not-saved"));
  try {
    const { first, lineage_id } = await cut();
    keep({ segment: first, lineage: lineage_id, done });
    anew(first);
  } catch (error) {
    refused(segment, failure(error));
  }
}

function refused(segment: OpenSegment, why: string): void {
  segment.cell.querySelector(".cut-refused")?.remove();
  const told = notice("red", "circle-alert", element("p", { role: "alert" }, why));
  told.classList.add("cut-refused");
  segment.cell.prepend(told);
}

/** Where the selection in the source begins, in units of its coded text: a chip is one character. */
function markedIn(segment: OpenSegment): number | null {
  const source = segment.row.querySelector(".seg-source");
  const marked = getSelection();
  if (source === null || marked === null || marked.rangeCount === 0) return null;
  const { startContainer, startOffset } = marked.getRangeAt(0);
  if (!source.contains(startContainer)) return null;
  const before = document.createRange();
  before.setStart(source, 0);
  before.setEnd(startContainer, startOffset);
  return lengthOf(before.cloneContents());
}

function lengthOf(part: Node): number {
  if (part instanceof Text) return part.data.length;
  if (part instanceof Element && part.matches(".code")) return 1;
  return [...part.childNodes].reduce((sum, child) => sum + lengthOf(child), 0);
}

/** Every word but the first, with the words around the place before it. */
function placesIn(text: string): ReadonlyArray<readonly [string, string]> {
  const words = [...text.matchAll(/\S+/g)].filter(([word]) => word.replace(CODES, "") !== "");
  return words.slice(1).map((word, number) => {
    const plain = (some: typeof words) => some.map(([one]) => one.replace(CODES, "")).join(" ");
    const [left, right] = [words.slice(Math.max(0, number + 1 - SHOWN), number + 1), words.slice(number + 1, number + 1 + SHOWN)];
    return [String(word.index), `… ${plain(left)} | ${plain(right)} …`] as const;
  });
}

// After the page came anew

function keep(cut: Cut): void {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(cut));
  } catch {
    // Without storage the way back is on the page of the structure.
  }
}

function taken(): Cut | null {
  try {
    const stored = sessionStorage.getItem(KEPT);
    sessionStorage.removeItem(KEPT);
    return stored === null ? null : (JSON.parse(stored) as Cut);
  } catch {
    return null;
  }
}

function anew(segment: number): void {
  const address = new URL(location.href);
  address.searchParams.delete("place");
  address.searchParams.set("segment", String(segment));
  address.hash = `s${segment}`;
  history.replaceState(null, "", address);
  location.reload();
}

/** Says what was done before the page came anew, and offers the way back. */
export function offerUndo(desk: Desk): void {
  const cut = taken();
  if (cut === null) return;
  const words = element("p", { role: "status" }, say(cut.done));
  const undo = button(say("take-back"), () => void takeBack(cut, desk, words), "button-small", "undo-2");
  const told = notice("accent", cut.done === "split-done" ? "split" : "merge", words, undo);
  told.classList.add("cut-done");
  const row = desk.rows.row(cut.segment)?.closest(".block");
  if (row) row.before(told);
  else find("#rows").prepend(told);
}

async function takeBack(cut: Cut, desk: Desk, words: HTMLElement): Promise<void> {
  try {
    await desk.api.undoCut(cut.segment, cut.lineage);
    anew(cut.segment);
  } catch (error) {
    words.textContent = failure(error);
  }
}

/** Rows of a source that somebody cuts or orders are not what stands here any more. */
export function outdated(kind: string): boolean {
  if (!STRUCTURAL.test(kind)) return false;
  if (document.querySelector(".source-moved") !== null) return true;
  const told = notice(
    "amber",
    "git-compare",
    element("p", { role: "status" }, say("source-moved")),
    button(say("load-anew"), () => location.reload()),
  );
  told.classList.add("source-moved");
  find("#rows").prepend(told);
  return true;
}
