// What stands above an open field: a text that was kept, why it came back, what a colleague does meanwhile.
import type { Code, Happened, Returned, Source, Target, Writer } from "./api.ts";
import { differing, shown } from "./chips.ts";
import type { Desk } from "./desk.ts";
import { button, drawing, element, type Child } from "./dom.ts";
import { moment, say } from "./words.ts";

const REVIEWED: Readonly<Record<string, string>> = {
  accepted: "colleague-approved",
  "accepted-with-edits": "colleague-approved",
  returned: "colleague-returned",
  "signed-off": "colleague-signed-off",
  reopened: "colleague-reopened",
};
/** As long as a claim lasts on the server. */
const CLAIM_LASTS = 120_000;

export class Notices {
  readonly box = element("div", { class: "seg-notices" });

  clear(): void {
    this.box.replaceChildren();
  }

  refused(reason: string): void {
    this.only("refused", notice("red", "circle-alert", element("p", { role: "alert" }, reason)));
  }

  settled(): void {
    this.box.querySelector(".refused")?.remove();
  }

  /** Somebody was first, and one has no other words than those that they changed. */
  stale(): void {
    this.only("overtaken", notice("amber", "users", element("p", { role: "alert" }, say("conflict"))));
  }

  /** Both texts are shown: that somebody else is here needs no more words. */
  collided(): void {
    for (const told of this.box.querySelectorAll(".overtaken, .writer")) told.remove();
  }

  /** A text of this computer was put back into the field. */
  recovered(): void {
    this.box.append(notice("accent", "history", element("p", { role: "status" }, say("recovered"))));
  }

  /** Why a reviewer sent the segment back, in their words. */
  returned(why: Returned | null): void {
    if (why === null) return;
    const kind = `${say(`reason-${why.category}`)}, ${say(`weight-${why.weight}`)}`;
    const who = element("span", { class: "soft small" }, `${why.by}, ${moment(why.at)}`);
    const words = why.reason === "" ? [kind] : [element("strong", {}, `${kind}: `), element("span", { dir: "auto" }, why.reason)];
    this.box.append(notice("red", "undo-2", element("p", {}, element("span", { class: "visually-hidden" }, `${say("came-back")} `), ...words), who));
  }

  /** What changed in the source since the translation that stands here was made. */
  sourceChanged(desk: Desk, { changed, codes }: Source): void {
    if (changed.length === 0) return;
    const words = element("p", { class: "diff", lang: desk.sourceLanguage, dir: desk.sourceDirection }, ...differing(changed, codes));
    this.box.append(notice("amber", "triangle-alert", element("p", {}, say("source-changed-since")), words));
  }

  /** What somebody else did to the segment that is open; the name is the reviewer's or the writer's. */
  overtaken({ facts }: Happened, target: Target, take: (() => void) | null): void {
    const outcome = REVIEWED[String(facts["outcome"] ?? "")];
    const name = (outcome === undefined ? target.author : target.reviewer)?.name ?? say("somebody");
    const told = element("p", { role: "alert" }, say(outcome ?? "colleague-saved", { name }));
    this.clear();
    this.only("overtaken", notice("amber", "users", told, take && button(say("show-theirs"), take)));
  }

  /** Who else writes here: said before both have typed much. */
  writer(writer: Writer | null): void {
    if (writer === null) return;
    const told = notice("amber", "users", element("p", { role: "status" }, say("writes-here", { name: writer.by.name })));
    this.only("writer", told);
    setTimeout(() => told.remove(), CLAIM_LASTS);
  }

  /** A text of one's own that was not saved, with what may be done with it. */
  kept(desk: Desk, why: string, text: string, codes: readonly Code[], forget: () => Promise<void>, use?: () => void): void {
    const told = notice("amber", "history", element("p", {}, why), textBox(desk, shown(text, codes)));
    const used = use && (() => (use(), told.remove()));
    const forgotten = button(say("forget-kept"), () => void forget().then(() => told.remove()));
    told.lastElementChild?.append(element("div", { class: "button-row" }, used && button(say("use-kept"), used), forgotten));
    this.box.append(told);
  }

  private only(kind: string, told: HTMLElement): void {
    told.classList.add(kind);
    this.box.querySelector(`.${kind}`)?.remove();
    this.box.append(told);
  }
}

export function notice(tone: string, icon: string, ...children: readonly Child[]): HTMLElement {
  return element("div", { class: `notice tone-${tone}` }, drawing(icon), element("div", {}, ...children));
}

export function textBox(desk: Desk, ...content: readonly Node[]): HTMLElement {
  const box = element("p", { class: "conflict-text", lang: desk.language, dir: desk.direction });
  box.append(...content);
  return box;
}
