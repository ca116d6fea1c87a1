// Two people at one segment: what both began from, what is theirs and what is mine, side by side; each with the
// words marked in which it differs from the beginning. Nothing is discarded before a person chooses.
import type { Code, Target } from "./api.ts";
import { differing, shown } from "./chips.ts";
import type { Desk } from "./desk.ts";
import { difference } from "./difference.ts";
import { button, drawing, element } from "./dom.ts";
import { textBox } from "./notices.ts";
import { say } from "./words.ts";

export interface Sides {
  readonly base: string;
  readonly theirs: Target;
  readonly mine: string;
  readonly keepMine: () => void;
  readonly takeTheirs: () => void;
}

export class Collision {
  private box: HTMLElement | undefined;
  private redraw: (mine: string) => void = () => undefined;

  constructor(
    private readonly desk: Desk,
    private readonly row: HTMLElement,
    private readonly codes: readonly Code[],
  ) {}

  get open(): boolean {
    return this.box !== undefined;
  }

  show(sides: Sides): void {
    this.settle();
    const { base, theirs } = sides;
    const mine = this.changed(base, sides.mine);
    this.redraw = (text) => mine.replaceChildren(...this.stretches(base, text));
    const name = theirs.author?.name;
    const by = name === undefined ? say("theirs-unnamed") : say("theirs", { name });
    this.box = element(
      "div",
      { class: "conflict", role: "group", "aria-label": say("conflict") },
      element("p", { class: "conflict-head", role: "alert" }, drawing("triangle-alert"), say("conflict")),
      element(
        "div",
        { class: "conflict-texts" },
        column(say("base"), textBox(this.desk, this.content(base))),
        column(`${by} · ${say(`state-${theirs.state}`)}`, this.changed(base, theirs.text)),
        column(say("mine"), mine),
      ),
      choices(sides),
    );
    this.row.append(this.box); // below, as wide as the row
    this.box.scrollIntoView({ block: "nearest" });
  }

  /** Shows what is typed meanwhile. */
  update(mine: string): void {
    this.redraw(mine);
  }

  settle(): void {
    this.box?.remove();
    this.box = undefined;
    this.redraw = () => undefined;
  }

  private changed(base: string, text: string): HTMLElement {
    return textBox(this.desk, ...this.stretches(base, text));
  }

  private stretches(base: string, text: string): Node[] {
    if (text === "") return [this.content(text)];
    return differing(difference(base, text), this.codes);
  }

  private content(text: string): Node {
    return text === "" ? element("span", { class: "seg-empty" }, say("nothing")) : shown(text, this.codes);
  }
}

function column(label: string, text: HTMLElement): HTMLElement {
  return element("div", {}, element("p", { class: "conflict-label" }, label), text);
}

function choices({ keepMine, takeTheirs }: Sides): HTMLElement {
  return element(
    "div",
    { class: "button-row" },
    button(say("keep-mine"), keepMine, "button-small button-primary"),
    button(say("take-theirs"), takeTheirs),
    element("span", { class: "soft small" }, say("take-theirs-hint")),
  );
}
