// A finding in words: its sign, its reason, and what would put it right.
import type { Finding, Fix } from "./api.ts";
import { element } from "./dom.ts";
import { say } from "./words.ts";

const SIGNS = { error: "✕", warning: "!", note: "·" } as const;

export interface Remedies {
  readonly fix?: (fix: Fix) => void;
  /** How many fixes are offered. */
  readonly most?: number;
  readonly waive?: (finding: Finding) => void;
  readonly endWaiver?: (id: number) => void;
}

export function findingLine(finding: Finding, language: string, remedies: Remedies): HTMLElement {
  const { severity, message, waiver } = finding;
  const { fix, waive, endWaiver, most = 6 } = remedies;
  const small = "button button-small";
  const fixes = waiver === null && fix !== undefined ? finding.fixes.slice(0, most) : [];
  const remediesShown = [
    ...fixes.map((one) =>
      element("button", { type: "button", class: `${small} finding-fix`, onclick: () => fix?.(one) }, ...fixLabel(one, language)),
    ),
    waiver === null &&
      waive !== undefined &&
      element("button", { type: "button", class: `${small} button-quiet`, onclick: () => waive(finding) }, say("waive")),
    waiver !== null &&
      endWaiver !== undefined &&
      element("button", { type: "button", class: `${small} button-quiet`, onclick: () => endWaiver(waiver.id) }, say("end-waiver")),
  ].filter((one) => one !== false);
  return element(
    "div",
    { class: `finding-line finding-line-${severity}${waiver === null ? "" : " is-waived"}` },
    element("span", { class: "finding-sign", role: "img", "aria-label": say(severity) }, SIGNS[severity]),
    element(
      "div",
      { class: "finding-words" },
      element("span", { class: "finding-message" }, message),
      waiver !== null && element("span", { class: "finding-waiver" }, `${say("waived", { name: waiver.by.name })}: ${waiver.reason}`),
      remediesShown.length > 0 && element("div", { class: "finding-remedies" }, ...remediesShown),
    ),
  );
}

function fixLabel(fix: Fix, language: string): (Node | string)[] {
  if (fix.label !== "") return [fix.label];
  if (fix.text.trim() === "") return [say("fix-delete")];
  return ["→ ", element("span", { lang: language, dir: "auto" }, fix.text)];
}
