// What stands above an open field: a text that was kept, why it came back, what a colleague did meanwhile.
import type { Code, Happened, Returned, Target } from "./api.ts";
import { shown } from "./chips.ts";
import type { Desk } from "./desk.ts";
import { button, drawing, element, type Child } from "./dom.ts";
import { moment, say } from "./words.ts";

export function notice(tone: string, icon: string, ...children: readonly Child[]): HTMLElement {
  return element("div", { class: `notice tone-${tone}` }, drawing(icon), element("div", {}, ...children));
}

/** Why a reviewer sent the segment back, in their words. */
export function returned({ category, weight, reason, by, at }: Returned): HTMLElement {
  const kind = `${say(`reason-${category}`)}, ${say(`weight-${weight}`)}`;
  const who = element("span", { class: "soft small" }, `${by}, ${moment(at)}`);
  const words = reason === "" ? [kind] : [element("strong", {}, `${kind}: `), element("span", { dir: "auto" }, reason)];
  return notice("red", "undo-2", element("p", {}, element("span", { class: "visually-hidden" }, `${say("came-back")} `), ...words), who);
}

const REVIEWED: Readonly<Record<string, string>> = {
  accepted: "colleague-approved",
  "accepted-with-edits": "colleague-approved",
  returned: "colleague-returned",
  "signed-off": "colleague-signed-off",
  reopened: "colleague-reopened",
};

/** What somebody else did to the segment that is open, and whose the name is: the reviewer's or the writer's. */
export function overtaken({ facts }: Happened, target: Target, take: HTMLElement | null): HTMLElement {
  const outcome = REVIEWED[String(facts["outcome"] ?? "")];
  const name = (outcome === undefined ? target.author : target.reviewer)?.name ?? say("somebody");
  return notice("amber", "users", element("p", { role: "alert" }, say(outcome ?? "colleague-saved", { name })), take);
}

/** A text of one's own that the server refused as stale and keeps. */
export function keptText(desk: Desk, text: string, codes: readonly Code[], use: () => void, forget: () => Promise<void>): HTMLElement {
  const box = notice("amber", "history", element("p", {}, say("kept-on-server")), textBox(desk, shown(text, codes)));
  const used = button(say("use-kept"), () => {
    use();
    box.remove();
  });
  const forgotten = button(say("forget-kept"), () => void forget().then(() => box.remove()));
  box.lastElementChild?.append(element("div", { class: "button-row" }, used, forgotten));
  return box;
}

export function textBox(desk: Desk, ...content: readonly Node[]): HTMLElement {
  const box = element("p", { class: "conflict-text", lang: desk.language, dir: desk.direction });
  box.append(...content);
  return box;
}
