// Under the open field: the finding at the caret, else the gravest. One line that is always there, so that
// nothing jumps while one types.
import type { Desk } from "./desk.ts";
import { button, element } from "./dom.ts";
import { findingLine } from "./finding-line.ts";
import { findingAt, openOnes } from "./findings.ts";
import type { OpenSegment } from "./segment.ts";
import { say } from "./words.ts";

export function messageLine(segment: OpenSegment, desk: Desk): HTMLElement[] {
  const open = openOnes(segment.findings);
  const told = findingAt(segment.editor) ?? open[0];
  if (told === undefined) return [element("span", { class: "seg-quiet" }, say("no-findings"))];
  const line = findingLine(told, desk.language, { fix: (fix) => segment.fix(fix), most: 2 });
  const rest = open.length - 1;
  if (rest === 0) return [line];
  return [line, button(say("more-findings", { count: rest }), () => desk.panel.open("findings"), "button-small button-quiet")];
}
