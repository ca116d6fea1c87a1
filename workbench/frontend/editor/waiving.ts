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
  const given = await askWaiver(finding.message, desk.permissions.has("waive-widely"), segment.view.source.speaker !== "");
  if (given === null) return;
  const { check, kind, concept, source, target } = finding;
  const scope = given.scope === "document" || given.scope === "speaker" ? given.scope : "occurrence";
  const about = { check, kind, concept, source, target, scope, reason: given.reason } as const;
  await segment.about((version, stored) => desk.api.waive(segment.id, { ...about, version }, stored)); // which counts its spans
}

export async function endWaiver(segment: OpenSegment, desk: Desk, id: number): Promise<void> {
  await desk.api.endWaiver(id);
  segment.recheck();
}

/** The finding at the caret, else the first one. */
function nearest(segment: OpenSegment): Finding | undefined {
  return findingAt(segment.editor) ?? openOnes(segment.findings)[0];
}
