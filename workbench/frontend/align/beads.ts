// Which bead is chosen: the tools go with it, the address names it.

export function beads(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(".bead")];
}

export function chosen(): HTMLElement | undefined {
  return document.querySelector<HTMLElement>(".bead[aria-current]") ?? undefined;
}

/** Choose a bead: without a round trip, so that one walks through them as fast as one reads. */
export function choose(bead: HTMLElement): void {
  const tools = document.querySelector<HTMLFormElement>("#tools");
  chosen()?.removeAttribute("aria-current");
  bead.setAttribute("aria-current", "true");
  if (tools !== null) bead.append(tools);
  for (const field of document.querySelectorAll<HTMLInputElement>("[data-alignment] input[name=place]")) {
    if (field.closest(".align-crossings") === null) field.value = bead.dataset["place"] ?? "";
  }
  const link = bead.querySelector<HTMLAnchorElement>("[data-choose]");
  if (link !== null) history.replaceState(null, "", link.href);
  show(bead);
}

export function show(bead: HTMLElement): void {
  bead.querySelector<HTMLElement>("[data-choose]")?.focus({ preventScroll: true });
  bead.scrollIntoView({ block: "nearest" });
}

/** The bead so many steps on; nothing past the end of what is shown. */
export function step(by: 1 | -1): HTMLElement | undefined {
  const every = beads();
  const here = every.findIndex((bead) => bead.hasAttribute("aria-current"));
  return every[here + by];
}

/** The next doubt that is shown, on or back. */
export function doubt(by: 1 | -1): HTMLElement | undefined {
  const every = beads();
  const here = every.findIndex((bead) => bead.hasAttribute("aria-current"));
  const rest = by === 1 ? every.slice(here + 1) : every.slice(0, here).reverse();
  return rest.find((bead) => "doubt" in bead.dataset);
}
