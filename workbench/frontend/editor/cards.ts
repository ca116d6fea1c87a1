// A card beside what it tells of: shown on hover and on focus, stays while the pointer is on it, Escape closes it.
import { element, type Child } from "./dom.ts";

const WAIT = 180;
const LEAVE = 220;

class Card {
  private readonly box = element("div", { class: "term-card", id: "card", hidden: true });
  private timer: ReturnType<typeof setTimeout> | undefined;
  private owner: Element | undefined;

  constructor() {
    this.box.addEventListener("pointerenter", () => clearTimeout(this.timer));
    this.box.addEventListener("pointerleave", () => this.hideSoon());
  }

  get open(): boolean {
    return !this.box.hidden;
  }

  soon(owner: Element, body: () => Promise<readonly Child[]>, wait: number = WAIT): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.show(owner, body), wait);
  }

  hideSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.hide(), LEAVE);
  }

  hide(): void {
    clearTimeout(this.timer);
    this.box.hidden = true;
    this.owner?.removeAttribute("aria-describedby");
    this.owner = undefined;
  }

  private async show(owner: Element, body: () => Promise<readonly Child[]>): Promise<void> {
    const children = await body();
    if (children.length === 0 || !owner.isConnected) return;
    this.hide();
    this.owner = owner;
    owner.setAttribute("aria-describedby", "card");
    this.box.replaceChildren(...children.filter((child) => child instanceof Node || typeof child === "string"));
    this.box.hidden = false;
    if (!this.box.isConnected) document.body.append(this.box);
    this.place(owner.getBoundingClientRect());
  }

  /** Below the owner, or above where there is no room; never outside of the window. */
  private place(at: DOMRect): void {
    const { offsetWidth: width, offsetHeight: height } = this.box;
    const space = 8;
    const below = at.bottom + height + space <= innerHeight;
    const top = below ? at.bottom + 4 : Math.max(space, at.top - height - 4);
    const left = Math.max(space, Math.min(at.left, innerWidth - width - space));
    this.box.style.top = `${top}px`;
    this.box.style.left = `${left}px`;
  }
}

export const card = new Card();
