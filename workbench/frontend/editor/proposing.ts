// A word of the text, selected or at the caret, on its way to the glossary: the page that takes proposals opens.
import { shown } from "./chips.ts";
import type { OpenSegment } from "./segment.ts";

/** Opens the form in a tab of its own, filled with what is selected in the source or in the field. */
export function propose(segment: OpenSegment, address: string): void {
  if (address === "") return;
  const asked = new URL(address, location.href);
  asked.searchParams.set("segment", String(segment.id));
  const [side, words] = selected(segment);
  asked.searchParams.set("side", side);
  asked.searchParams.set("selected", words.slice(0, 200));
  open(asked, "_blank", "noopener");
}

function selected(segment: OpenSegment): ["source" | "target", string] {
  const marked = getSelection();
  const source = segment.row.querySelector(".seg-source");
  if (marked !== null && !marked.isCollapsed && source?.contains(marked.anchorNode)) return ["source", marked.toString()];
  const { state } = segment.editor;
  const { from, to } = state.selection.main;
  const part = document.createElement("span");
  part.append(shown(state.sliceDoc(from, to), []));
  return ["target", part.textContent];
}
