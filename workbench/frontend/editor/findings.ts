// Findings in the field: underlined where they stand, moved along with the text. One whose words change
// is gone until the next check says what is wrong now.
import { StateEffect, StateField, type EditorState, type Extension, type Transaction } from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";
import type { Finding, Fix } from "./api.ts";

const put = StateEffect.define<readonly Finding[]>();

/** The findings that hold for the text as it is, open ones and waived ones. */
const standing = StateField.define<readonly Finding[]>({
  create: () => [],
  update: (findings, transaction) => {
    for (const effect of transaction.effects) if (effect.is(put)) return effect.value;
    return transaction.docChanged ? findings.flatMap((finding) => moved(finding, transaction)) : findings;
  },
  provide: (field) => EditorView.decorations.compute([field], (state) => underlines(state.field(field), state)),
});

export function findingMarks(): Extension {
  return standing;
}

export function putFindings(view: EditorView, findings: readonly Finding[]): void {
  view.dispatch({ effects: put.of(findings) });
}

export function findingsOf(view: EditorView): readonly Finding[] {
  return view.state.field(standing);
}

/** The open finding at the caret; the gravest where several stand. */
export function findingAt(view: EditorView, place: number = view.state.selection.main.head): Finding | undefined {
  const here = openOnes(findingsOf(view)).filter(({ target }) => target && target[0] <= place && place <= target[1]);
  return here.sort((one, other) => weight(other) - weight(one))[0];
}

export function openOnes(findings: readonly Finding[]): Finding[] {
  return findings.filter((finding) => finding.waiver === null);
}

export function applyFix(view: EditorView, fix: Fix): void {
  if (view.state.readOnly) return;
  const [from, to] = fix.span;
  view.dispatch({
    changes: { from, to, insert: fix.text },
    selection: { anchor: from + fix.text.length },
    userEvent: "input.fix",
    scrollIntoView: true,
  });
  view.focus();
}

function weight(finding: Finding): number {
  return { error: 2, warning: 1, note: 0 }[finding.severity];
}

function moved(finding: Finding, { changes }: Transaction): Finding[] {
  if (finding.target !== null && changes.touchesRange(...finding.target)) return [];
  const move = ([from, to]: readonly [number, number]) => [changes.mapPos(from, 1), changes.mapPos(to, -1)] as const;
  const fixes = finding.fixes
    .filter((fix) => !changes.touchesRange(...fix.span))
    .map((fix) => ({ ...fix, span: move(fix.span) }));
  return [{ ...finding, fixes, target: finding.target && move(finding.target) }];
}

function underlines(findings: readonly Finding[], state: EditorState): DecorationSet {
  const length = state.doc.length;
  const marks = openOnes(findings).flatMap(({ target, severity, message }) => {
    if (target === null || target[0] >= target[1] || target[1] > length) return [];
    const attributes = { "data-finding": message };
    return [Decoration.mark({ class: `finding finding-${severity}`, attributes }).range(...target)];
  });
  return Decoration.set(marks, true);
}
