// Whether what was typed is safe: said truthfully, in words and a sign, and to those who listen.
import { drawing, element } from "./dom.ts";
import type { Standing } from "./saving.ts";
import { say } from "./words.ts";

/** What is told of saving, and of a segment that is being fetched or could not be. */
export type Told = Standing | "opening" | "load-failed";

const LOOKS: Record<Told, readonly [icon: string, tone: string]> = {
  saved: ["cloud-check", "green"],
  unsaved: ["pencil", "grey"],
  saving: ["loader-circle", "grey"],
  retrying: ["cloud-off", "red"],
  "signed-out": ["lock", "red"],
  "somebody-else": ["lock", "red"],
  unkept: ["triangle-alert", "red"],
  opening: ["loader-circle", "grey"],
  "load-failed": ["cloud-off", "red"],
  refused: ["circle-alert", "red"],
  conflict: ["triangle-alert", "amber"],
};

export class Status {
  private shown = "";
  private readonly told = element("span", { class: "visually-hidden" });
  private readonly sign = element("span", { class: "status-sign" });

  constructor(
    root: HTMLElement,
    private readonly signIn: string,
  ) {
    root.replaceChildren(this.sign, this.told);
  }

  show(standing: Told, reason = ""): void {
    const key = `${standing}:${reason}`;
    if (key === this.shown) return;
    this.shown = key;
    const [icon, tone] = LOOKS[standing];
    const link =
      (standing === "signed-out" || standing === "somebody-else") && element("a", { href: this.signIn, target: "_blank", rel: "noopener" }, say("sign-in"));
    this.sign.className = `status-sign tone-${tone}`;
    this.sign.dataset["standing"] = standing;
    this.sign.replaceChildren(...[drawing(icon), say(standing, { reason }), link || null].filter((one) => one !== null));
  }

  clear(): void {
    if (/^(saved|unsaved|opening|load-failed):/.test(this.shown)) this.sign.replaceChildren();
    this.shown = "";
    delete this.sign.dataset["standing"];
  }

  announce(words: string): void {
    this.told.textContent = words;
  }
}
