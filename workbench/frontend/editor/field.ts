// The live field: the target of one segment, with chips, findings and its own undo.
import { history, historyKeymap, insertNewline, standardKeymap } from "@codemirror/commands";
import { Compartment, EditorState, Prec, type Extension, type Transaction } from "@codemirror/state";
import { Decoration, EditorView, keymap, MatchDecorator, ViewPlugin, type DecorationSet, type ViewUpdate } from "@codemirror/view";
import type { Code } from "./api.ts";
import { codeChips, FIRST, shown } from "./chips.ts";
import type { Desk } from "./desk.ts";
import { element } from "./dom.ts";
import { findingMarks } from "./findings.ts";
import { say } from "./words.ts";

export interface FieldFacts {
  readonly text: string;
  readonly codes: readonly Code[];
  readonly language: string;
  readonly direction: string;
  readonly label: string;
  readonly describedBy: string;
  readonly readOnly: boolean;
  /** `byFix`: by nothing but a fix that was offered, or by taking it back. */
  readonly changed: (text: string, byFix: boolean) => void;
  readonly moved: () => void;
}

/** Spaces that do not break look like spaces; a translator has to see them. */
const spaces = new MatchDecorator({ regexp: /[\u00a0\u202f\u2009\u2007]/g, decoration: Decoration.mark({ class: "hard-space" }) });
const hardSpaces = ViewPlugin.fromClass(
  class {
    marks: DecorationSet;
    constructor(view: EditorView) {
      this.marks = spaces.createDeco(view);
    }
    update(update: ViewUpdate): void {
      this.marks = spaces.updateDeco(update, this.marks);
    }
  },
  { decorations: (plugin) => plugin.marks },
);

// Enter alone does nothing: a segment is one sentence, and confirming is an act of its own.
const enter = Prec.high(
  keymap.of([
    { key: "Enter", run: () => true, shift: insertNewline },
  ]),
);

/** What a clipboard brings that no segment holds goes: other line ends, control characters, codes of other segments. */
export function fitting(text: string, codes: number): string {
  const plain = text.replace(/\r\n?/g, "\n").replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "");
  return plain.replace(/[\ue000-\uf8ff]/g, (code) => (code.charCodeAt(0) - FIRST < codes ? code : ""));
}

function fixes(change: Transaction): boolean {
  return change.isUserEvent("input.fix") || change.isUserEvent("undo") || change.isUserEvent("redo");
}

const reading = new Compartment();

function readOnly(only: boolean): Extension {
  return [EditorState.readOnly.of(only), only ? EditorView.contentAttributes.of({ "aria-readonly": "true" }) : []];
}

/** Lets the text be read only, or written in again: reviews of others change what may be done. */
export function setReadOnly(view: EditorView, only: boolean): void {
  if (view.state.readOnly !== only) view.dispatch({ effects: reading.reconfigure(readOnly(only)) });
}

export function mountField(parent: HTMLElement, facts: FieldFacts): EditorView {
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.nonce ?? "";
  const attributes: Record<string, string> = {
    lang: facts.language,
    dir: facts.direction,
    spellcheck: "true",
    autocorrect: "on",
    autocapitalize: "sentences",
    "aria-label": facts.label,
    "aria-describedby": facts.describedBy,
  };
  const state = EditorState.create({
    doc: facts.text,
    selection: { anchor: facts.text.length },
    extensions: [
      EditorView.cspNonce.of(nonce),
      EditorState.lineSeparator.of("\n"),
      reading.of(readOnly(facts.readOnly)),
      history(),
      EditorView.clipboardInputFilter.of((text) => fitting(text, facts.codes.length)),
      codeChips(facts.codes),
      findingMarks(),
      hardSpaces,
      EditorView.lineWrapping,
      EditorView.perLineTextDirection.of(true),
      EditorView.contentAttributes.of(attributes),
      enter,
      keymap.of([...historyKeymap, ...standardKeymap]),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) facts.changed(update.state.doc.toString(), update.transactions.every(fixes));
        else if (update.selectionSet) facts.moved();
      }),
    ],
  });
  return new EditorView({ parent, state });
}

/** What stands in the place of the field when it is closed. */
export function closedField({ language, direction }: Pick<Desk, "language" | "direction">, text: string, codes: readonly Code[]): HTMLElement {
  const closed = element("div", { class: "seg-target", lang: language, dir: direction });
  closed.append(text === "" ? element("span", { class: "seg-empty" }, say("nothing")) : shown(text, codes));
  return closed;
}

/** Puts words at the caret, with a space where two words would run together. */
export function insertWords(view: EditorView, words: string): void {
  if (view.state.readOnly) return;
  const { from, to } = view.state.selection.main;
  const before = view.state.sliceDoc(Math.max(0, from - 1), from);
  const after = view.state.sliceDoc(to, to + 1);
  const insert = `${isWord(before) ? " " : ""}${words}${isWord(after) ? " " : ""}`;
  view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length }, userEvent: "input.insert", scrollIntoView: true });
  view.focus();
}

export function insertPlain(view: EditorView, text: string): void {
  if (view.state.readOnly) return;
  view.dispatch({ ...view.state.replaceSelection(text), userEvent: "input.insert", scrollIntoView: true });
  view.focus();
}

export function replaceAll(view: EditorView, text: string): void {
  view.dispatch({
    changes: { from: 0, to: view.state.doc.length, insert: text },
    selection: { anchor: text.length },
    userEvent: "input.replace",
  });
}

function isWord(character: string): boolean {
  return /[\p{L}\p{M}\p{N}]/u.test(character);
}
