// Sending a form and taking over the page that answers it: what is stored is what is shown.
import { chosen, show } from "./beads.ts";

let waiting: Promise<void> = Promise.resolve();

/** Acts follow one another: each states the version that the one before it made. */
export function inTurn(act: () => Promise<void>): Promise<void> {
  waiting = waiting.then(act, act);
  return waiting;
}

export async function send(form: HTMLFormElement, doing: readonly [string, string]): Promise<void> {
  const body = new FormData(form);
  body.set(doing[0], doing[1]);
  await take(() => fetch(form.action, { method: "POST", body, headers: { Accept: "text/html" } }));
}

export async function open(address: string): Promise<void> {
  await take(() => fetch(address, { headers: { Accept: "text/html" } }), address);
}

async function take(ask: () => Promise<Response>, address?: string): Promise<void> {
  const here = area(document);
  if (here === null) return;
  here.ariaBusy = "true";
  try {
    const response = await ask();
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const there = area(page);
    // A job's page, or one to sign in: the browser goes there itself.
    if (there === null) return location.assign(response.url);
    takeOver(here, there, page);
    if (response.redirected || address !== undefined) history.replaceState(null, "", placed(response.url));
  } catch {
    tell(here.dataset["lost"] ?? "");
  } finally {
    here.ariaBusy = null;
  }
}

function takeOver(here: HTMLElement, there: HTMLElement, page: Document): void {
  const open = here.querySelector("#accept")?.hasAttribute("open") ?? false;
  const above = chosen()?.getBoundingClientRect().top;
  here.replaceWith(there);
  there.querySelector("#accept")?.toggleAttribute("open", open || there.querySelector("#accept[open]") !== null);
  const notices = page.querySelector(".flashes");
  if (notices !== null) document.querySelector(".flashes")?.replaceChildren(...notices.childNodes);
  const bead = chosen();
  if (bead === undefined) return;
  // What one was looking at stays where it was.
  if (above !== undefined) window.scrollBy(0, bead.getBoundingClientRect().top - above);
  show(bead);
}

function placed(address: string): string {
  const place = chosen()?.querySelector<HTMLAnchorElement>("[data-choose]")?.href;
  return place ?? address;
}

export function tell(text: string): void {
  const status = document.querySelector<HTMLElement>("[data-status]");
  if (status !== null) status.textContent = text;
}

function area(page: Document): HTMLElement | null {
  return page.querySelector<HTMLElement>("[data-alignment]");
}
