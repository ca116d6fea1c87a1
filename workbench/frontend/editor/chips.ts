// Inline codes in the field: one character each, shown as a chip that moves and goes as a whole.
import { RangeSetBuilder, type Extension } from "@codemirror/state";
import {
  Decoration,
  Direction,
  EditorView,
  ViewPlugin,
  WidgetType,
  type DecorationSet,
  type ViewUpdate,
} from "@codemirror/view";
import type { Code, Stretch } from "./api.ts";
import { element } from "./dom.ts";
import { say } from "./words.ts";

/** The code point that stands for the first code of a segment. */
export const FIRST = 0xe000;
const CODE = /[\ue000-\uf8ff]/g;

export function codeCharacter(number: number): string {
  return String.fromCharCode(FIRST + number);
}

export function chip(codes: readonly Code[], number: number): HTMLElement {
  const code = codes[number];
  if (code === undefined) return element("span", { class: "code code-unknown", dir: "ltr" }, "?");
  const name = code.display || code.id;
  const shown = { sc: `${name}›`, ec: `‹${name}`, ph: name }[code.kind];
  const label = say("code", { name: shown });
  return element(
    "span",
    { class: `code code-${code.kind}`, dir: "ltr", title: code.original, role: "img", "aria-label": label },
    shown,
  );
}

/** A coded text as elements, for where it is only shown. */
export function shown(text: string, codes: readonly Code[]): DocumentFragment {
  const made = document.createDocumentFragment();
  for (const part of text.split(/([\ue000-\uf8ff])/)) {
    if (CODE.test(part)) made.append(chip(codes, part.charCodeAt(0) - FIRST));
    else made.append(part);
    CODE.lastIndex = 0;
  }
  return made;
}

class Chip extends WidgetType {
  constructor(
    private readonly codes: readonly Code[],
    private readonly number: number,
  ) {
    super();
  }

  override eq(other: Chip): boolean {
    return other.number === this.number && other.codes === this.codes;
  }

  override toDOM(): HTMLElement {
    return chip(this.codes, this.number);
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

const isolated = Decoration.mark({ class: "code-isolate", attributes: { dir: "ltr" }, bidiIsolate: Direction.LTR });

export function codeChips(codes: readonly Code[]): Extension {
  class Chips {
    chips: DecorationSet;
    isolates: DecorationSet;

    constructor(view: EditorView) {
      [this.chips, this.isolates] = chipsOf(view, codes);
    }

    update(update: ViewUpdate): void {
      if (update.docChanged) [this.chips, this.isolates] = chipsOf(update.view, codes);
    }
  }
  return ViewPlugin.fromClass(Chips, {
    decorations: (plugin) => plugin.chips,
    provide: (plugin) => [
      EditorView.decorations.of((view) => view.plugin(plugin)?.isolates ?? Decoration.none),
      EditorView.atomicRanges.of((view) => view.plugin(plugin)?.chips ?? Decoration.none),
      EditorView.bidiIsolatedRanges.of((view) => view.plugin(plugin)?.isolates ?? Decoration.none),
    ],
  });
}

function chipsOf(view: EditorView, codes: readonly Code[]): [DecorationSet, DecorationSet] {
  const chips = new RangeSetBuilder<Decoration>();
  const isolates = new RangeSetBuilder<Decoration>();
  for (const { index } of view.state.doc.toString().matchAll(CODE)) {
    const number = view.state.sliceDoc(index, index + 1).charCodeAt(0) - FIRST;
    chips.add(index, index + 1, Decoration.replace({ widget: new Chip(codes, number) }));
    isolates.add(index, index + 1, isolated);
  }
  return [chips.finish(), isolates.finish()];
}

/** A word difference as elements: what went, what came. */
export function differing(stretches: readonly Stretch[], codes: readonly Code[]): HTMLElement[] {
  return stretches.map(({ kind, text }) => {
    const part = element(({ same: "span", added: "ins", removed: "del" } as const)[kind]);
    part.append(shown(text, codes));
    return part;
  });
}
