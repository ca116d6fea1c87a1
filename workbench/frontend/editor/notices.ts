// What stands above an open field: a text that was kept, a colleague's save, a conflict with both texts.
import type { Code, Returned, Target } from "./api.ts";
import { shown } from "./chips.ts";
import type { Desk } from "./desk.ts";
import { button, drawing, element, type Child } from "./dom.ts";
import { moment, say } from "./words.ts";

export function notice(tone: string, icon: string, ...children: readonly Child[]): HTMLElement {
  return element("div", { class: `notice tone-${tone}` }, drawing(icon), element("div", {}, ...children));
}

export interface ConflictFacts {
  readonly base: string;
  readonly theirs: Target;
  readonly mine: string;
  readonly codes: readonly Code[];
  readonly keepMine: () => void;
  readonly takeTheirs: () => void;
}

/** Why a reviewer sent the segment back, in their words. */
export function returned({ category, weight, reason, by, at }: Returned): HTMLElement {
  const kind = `${say(`reason-${category}`)}, ${say(`weight-${weight}`)}`;
  const who = element("span", { class: "soft small" }, `${by}, ${moment(at)}`);
  const words = reason === "" ? [kind] : [element("strong", {}, `${kind}: `), element("span", { dir: "auto" }, reason)];
  return notice("red", "undo-2", element("p", {}, element("span", { class: "visually-hidden" }, `${say("came-back")} `), ...words), who);
}

/** Base, theirs and mine side by side; `update` shows what is typed meanwhile. */
export function conflict(desk: Desk, facts: ConflictFacts): { box: HTMLElement; update: (mine: string) => void } {
  const { theirs, codes } = facts;
  const name = theirs.author?.name;
  const mine = textBox(desk, codes, facts.mine);
  const box = element(
    "div",
    { class: "conflict", role: "group", "aria-label": say("conflict") },
    element("p", { class: "conflict-head", role: "alert" }, drawing("triangle-alert"), say("conflict")),
    element(
      "div",
      { class: "conflict-texts" },
      column(say("base"), textBox(desk, codes, facts.base)),
      column(name === undefined ? say("theirs-unnamed") : say("theirs", { name }), textBox(desk, codes, theirs.text)),
      column(say("mine"), mine),
    ),
    element(
      "div",
      { class: "button-row" },
      button(say("keep-mine"), facts.keepMine, "button-small button-primary"),
      button(say("take-theirs"), facts.takeTheirs),
      element("span", { class: "soft small" }, say("take-theirs-hint")),
    ),
  );
  return { box, update: (text) => mine.replaceChildren(content(text, codes)) };
}

function column(label: string, text: HTMLElement): HTMLElement {
  return element("div", {}, element("p", { class: "conflict-label" }, label), text);
}

function textBox(desk: Desk, codes: readonly Code[], text: string): HTMLElement {
  const box = element("p", { class: "conflict-text", lang: desk.language, dir: desk.direction });
  box.append(content(text, codes));
  return box;
}

function content(text: string, codes: readonly Code[]): Node {
  return text === "" ? element("span", { class: "seg-empty" }, say("nothing")) : shown(text, codes);
}

/** A text of one's own that the server refused as stale and keeps. */
export function keptText(desk: Desk, text: string, codes: readonly Code[], use: () => void, forget: () => Promise<void>): HTMLElement {
  const box = notice("amber", "history", element("p", {}, say("kept-on-server")), textBox(desk, codes, text));
  const used = button(say("use-kept"), () => {
    use();
    box.remove();
  });
  const forgotten = button(say("forget-kept"), () => void forget().then(() => box.remove()));
  box.lastElementChild?.append(element("div", { class: "button-row" }, used, forgotten));
  return box;
}
