// The page of an alignment. Without this script it works by links and forms.
import { beads, choose, chosen, doubt, step } from "./beads.ts";
import { inTurn, open, send, tell } from "./exchange.ts";
import { wanted } from "./keys.ts";

/** The place of the bead that the next link goes to; it survives a change of the page. */
let marked = "";

document.addEventListener("keydown", (event) => {
  const does = isTyping(event.target) ? undefined : wanted(event);
  if (does === undefined) return;
  event.preventDefault();
  void inTurn(() => act(does));
});

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element)) return;
  const link = event.target.closest<HTMLAnchorElement>("[data-alignment] a[href*='at=']");
  if (link !== null && !event.defaultPrevented) {
    event.preventDefault();
    void inTurn(() => go(link));
    return;
  }
  const bead = event.target.closest<HTMLElement>(".bead");
  if (bead === null || event.target.closest("a, button, input, label") !== null) return;
  if (!bead.hasAttribute("aria-current") && getSelection()?.isCollapsed !== false) choose(bead);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !isOurs(form)) return;
  event.preventDefault();
  const button = event.submitter;
  if (!(button instanceof HTMLButtonElement)) return;
  void inTurn(() => submit(form, button.name, button.value));
});

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null;
}

function isOurs(form: HTMLFormElement): boolean {
  return form.id === "tools" || "whole" in form.dataset;
}

async function act(does: string): Promise<void> {
  if (does === "next" || does === "previous") return walk(does === "next" ? 1 : -1);
  if (does === "doubt" || does === "doubt-back") return seek(does === "doubt" ? 1 : -1);
  if (does === "mark") return mark();
  if (does === "undo" || does === "redo") return whole(does);
  const tools = document.querySelector<HTMLFormElement>("#tools");
  if (tools === null) return;
  await submit(tools, "do", does === "pin" && chosen()?.dataset["pinned"] === "true" ? "unpin" : does);
}

async function submit(form: HTMLFormElement, name: string, value: string): Promise<void> {
  if (value === "link") nameOther(form);
  await send(form, [name, value]);
  if (value === "link") marked = "";
  remark();
}

async function walk(by: 1 | -1): Promise<void> {
  const bead = step(by);
  if (bead !== undefined) return choose(bead);
  const link = document.querySelector<HTMLAnchorElement>(`.pagination a[rel=${by === 1 ? "next" : "prev"}]`);
  if (link !== null) await open(link.href);
  remark();
}

async function seek(by: 1 | -1): Promise<void> {
  const bead = doubt(by);
  if (bead !== undefined) return choose(bead);
  const area = document.querySelector<HTMLElement>("[data-alignment]");
  const address = area?.dataset[by === 1 ? "doubtAfter" : "doubtBefore"];
  if (address === undefined) return tell(area?.dataset[by === 1 ? "noneOn" : "noneBack"] ?? "");
  await open(address);
  remark();
}

/** A link to a bead: one that is shown is chosen at once, another one is fetched. */
async function go(link: HTMLAnchorElement): Promise<void> {
  if (link.dataset["go"] === "doubt") return seek(1);
  if (link.dataset["go"] === "doubt-back") return seek(-1);
  const place = new URL(link.href).searchParams.get("at");
  const bead = beads().find((each) => each.dataset["place"] === place);
  if (bead !== undefined) return choose(bead);
  await open(link.href);
  remark();
}

async function whole(does: string): Promise<void> {
  const form = document.querySelector<HTMLFormElement>(".align-bar form[data-whole]");
  const button = form?.querySelector<HTMLButtonElement>(`button[value=${does}]`);
  if (form === null || form === undefined || button?.disabled !== false) return;
  await submit(form, "do", does);
}

function mark(): void {
  const here = chosen();
  const place = here?.dataset["place"] ?? "";
  marked = marked === place ? "" : place;
  remark();
  const told = document.querySelector<HTMLElement>("[data-alignment]")?.dataset["marked"] ?? "";
  tell(marked === "" ? "" : told.replace("#", here?.dataset["number"] ?? ""));
}

/** Show which bead is marked, where it is shown at all. */
function remark(): void {
  for (const bead of beads()) bead.classList.toggle("bead-marked", bead.dataset["place"] === marked);
  const field = document.querySelector<HTMLInputElement>("[data-mark]");
  if (field !== null) field.value = numberOfMarked();
}

function numberOfMarked(): string {
  return beads().find((bead) => bead.dataset["place"] === marked)?.dataset["number"] ?? "";
}

/** The marked bead is named by its place: its number changes with what is merged and split. */
function nameOther(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>("[data-mark]");
  const other = form.querySelector<HTMLInputElement>("input[name=other]");
  if (field === null || other === null) return;
  other.value = field.value === numberOfMarked() ? marked : "";
}
