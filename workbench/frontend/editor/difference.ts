// What changed between two texts, word by word: as the server tells it of versions, here of what is being typed.
import type { Stretch } from "./api.ts";

/** A word with its apostrophes and hyphens, one run of white space, or one other character. */
const UNIT = /[\p{L}\p{M}\p{N}_]+(?:['’ʼ\-‑][\p{L}\p{M}\p{N}_]+)*|\s+|[^]/gu;
/** Beyond so many pairs of words a difference is no help to a reader, and would make typing wait. */
const MOST = 250_000;

type Kind = Stretch["kind"];

export function difference(old: string, fresh: string): readonly Stretch[] {
  const [before, after] = [units(old), units(fresh)];
  const start = common(before, after);
  const end = common(before.slice(start).reverse(), after.slice(start).reverse());
  const [removed, added] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  return joined([
    { kind: "same", text: before.slice(0, start).join("") },
    ...inner(removed, added),
    { kind: "same", text: before.slice(before.length - end).join("") },
  ]);
}

function units(text: string): readonly string[] {
  return text.match(UNIT) ?? [];
}

function common(one: readonly string[], other: readonly string[]): number {
  let length = 0;
  while (length < one.length && length < other.length && one[length] === other[length]) length += 1;
  return length;
}

/** What two lists share in order, by the longest common subsequence. */
function inner(before: readonly string[], after: readonly string[]): Stretch[] {
  if (before.length * after.length > MOST) return [...told("removed", before), ...told("added", after)];
  const lengths = table(before, after);
  const found: Stretch[] = [];
  let [i, j] = [0, 0];
  while (i < before.length && j < after.length) {
    if (before[i] === after[j]) {
      found.push({ kind: "same", text: before[i] ?? "" });
      i += 1;
      j += 1;
    } else if ((lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0)) {
      found.push({ kind: "removed", text: before[i++] ?? "" });
    } else {
      found.push({ kind: "added", text: after[j++] ?? "" });
    }
  }
  return [...found, ...told("removed", before.slice(i)), ...told("added", after.slice(j))];
}

function table(before: readonly string[], after: readonly string[]): readonly Uint16Array[] {
  const lengths = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    const [row, below] = [lengths[i] as Uint16Array, lengths[i + 1] as Uint16Array];
    for (let j = after.length - 1; j >= 0; j -= 1) {
      row[j] = before[i] === after[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return lengths;
}

function told(kind: Kind, parts: readonly string[]): Stretch[] {
  return parts.map((text) => ({ kind, text }));
}

/** Runs of one kind are one stretch; what changed with nothing but white space between is one change. */
function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const found: Stretch[] = [];
  let pending = { removed: "", added: "" };
  const settle = (): void => {
    for (const kind of ["removed", "added"] as const) if (pending[kind] !== "") found.push({ kind, text: pending[kind] });
    pending = { removed: "", added: "" };
  };
  stretches.forEach(({ kind, text }, at) => {
    const bridge = /^\s+$/.test(text) && pending.removed !== "" && pending.added !== "" && stretches[at + 1]?.kind !== "same";
    const last = found.at(-1);
    if (kind !== "same") pending[kind] += text;
    else if (bridge) pending = { removed: pending.removed + text, added: pending.added + text };
    else if (text !== "" && last?.kind === "same" && pending.removed + pending.added === "") found[found.length - 1] = { kind, text: last.text + text };
    else if (text !== "") {
      settle();
      found.push({ kind, text });
    }
  });
  settle();
  return found;
}
