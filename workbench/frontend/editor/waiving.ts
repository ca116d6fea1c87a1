// Excepting a finding, with a reason; and taking an exception back.
import type { Finding } from "./api.ts";
import type { Desk } from "./desk.ts";
import { askWaiver } from "./dialogs.ts";
import { findingAt, openOnes } from "./findings.ts";
import type { OpenSegment } from "./segment.ts";
import { say } from "./words.ts";

export async function waive(segment: OpenSegment, desk: Desk, finding: Finding | undefined = nearest(segment)): Promise<void> {
  if (finding === undefined || !desk.permissions.has("waive")) {
    desk.announce(say("no-finding"));
    return;
  }
  const { check, kind, concept, source, target } = finding;
  const wide = desk.permissions.has("waive-widely");
  await askWaiver(finding.message, wide, segment.view.source.speaker !== "", (scope, reason) => {
    const about = { check, kind, concept, source, target, scope, reason } as const;
    return segment.about((version, stored) => desk.api.waive(segment.id, { ...about, version }, stored)); // it counts the spans
  });
  segment.editor.focus();
}

export async function endWaiver(segment: OpenSegment, desk: Desk, id: number): Promise<void> {
  await desk.api.endWaiver(id);
  segment.recheck();
}

/** The finding at the caret, else the first one. */
function nearest(segment: OpenSegment): Finding | undefined {
  return findingAt(segment.editor) ?? openOnes(segment.findings)[0];
}
