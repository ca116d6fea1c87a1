// What may be done with the open segment, as a row of buttons: it follows state, roles and four eyes.
import type { Action } from "./api.ts";
import { cutButtons } from "./cutting.ts";
import { button, element } from "./dom.ts";
import type { Desk } from "./desk.ts";
import type { OpenSegment } from "./segment.ts";
import { say } from "./words.ts";

interface Offer {
  readonly action: Action;
  readonly icon: string;
  readonly act: () => Promise<void>;
  readonly key?: string;
}

export function actionRow(segment: OpenSegment, desk: Desk): HTMLElement[] {
  return [...offersOf(segment), ...cutButtons(segment, desk)];
}

function offersOf(segment: OpenSegment): HTMLElement[] {
  const offers: readonly Offer[] = [
    { action: "confirm", icon: "check", act: () => segment.confirm(), key: "Ctrl ↵" },
    { action: "approve", icon: "check-check", act: () => segment.approve() },
    { action: "sign-off", icon: "star", act: () => segment.signOff() },
    { action: "return", icon: "undo-2", act: () => segment.giveBack() },
    { action: "reopen", icon: "rotate-ccw", act: () => segment.reopen() },
  ];
  const open = offers.filter(({ action }) => segment.may(action));
  const main = open.find(({ action }) => action === "confirm" || action === "approve");
  const made = open.map((offer) => offered(offer, offer === main));
  if (!segment.writable) return [...made, element("span", { class: "soft small" }, whyNot(segment))];
  const { approved_text: approved, text } = segment.view.target;
  if (approved === null || approved === text) return made;
  return [...made, button(say("use-approved"), () => segment.use(approved), "button-small", "history")];
}

function offered({ action, icon, act, key }: Offer, main: boolean): HTMLElement {
  const made = button(say(action), () => void act(), `button-small ${main ? "button-primary" : ""}`, icon);
  if (key !== undefined) made.append(element("kbd", { "aria-hidden": "true" }, key));
  return made;
}

function whyNot(segment: OpenSegment): string {
  return segment.view.target.state === "final" ? say("read-only-final") : say("read-only");
}
