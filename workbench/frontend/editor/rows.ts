// The rows of the article: windows fetched as one scrolls, single rows fetched again when they change.
import { html } from "./api.ts";
import { fragment } from "./dom.ts";

const MOST = 600; // rows on the page; beyond them the far end is given up
type End = "before" | "after";

export class Rows {
  private readonly busy = new Set<End>();
  private readonly wanted = new Set<number>();
  private refreshing = false;
  /** The row that is being edited; its target is never replaced. */
  edited: number | null = null;

  constructor(
    private readonly root: HTMLElement,
    private readonly address: string,
  ) {
    this.takeEnds(root);
    const seen = new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) void this.more(endOf(target));
    }, { rootMargin: "800px 0px" });
    for (const link of this.links()) seen.observe(link);
    root.addEventListener("click", (event) => {
      const link = event.target instanceof Element ? event.target.closest("[data-more]") : null;
      if (link === null) return;
      event.preventDefault();
      void this.more(endOf(link));
    });
  }

  row(id: number): HTMLElement | null {
    return document.getElementById(`s${id}`);
  }

  all(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>(".seg")];
  }

  /** The row after or before another; what is not on the page yet is fetched. */
  async neighbour(row: HTMLElement, step: 1 | -1): Promise<HTMLElement | null> {
    const beside = () => this.all()[this.all().indexOf(row) + step] ?? null;
    if (beside() === null) await this.more(step > 0 ? "after" : "before");
    return beside();
  }

  /** Fetches rows again as they stand now, one after the other. */
  refresh(...ids: readonly number[]): void {
    for (const id of ids) if (this.row(id) !== null) this.wanted.add(id);
    if (!this.refreshing) void this.work();
  }

  private async work(): Promise<void> {
    this.refreshing = true;
    for (const id of this.wanted) {
      this.wanted.delete(id);
      await this.replace(id).catch(() => undefined); // it is shown again at the next change
    }
    this.refreshing = false;
  }

  private async replace(id: number): Promise<void> {
    const address = new URL(this.address, location.href);
    const fresh = fragment(await html(`${address.pathname}/${id}${address.search}`)).querySelector<HTMLElement>(".seg");
    const old = this.row(id);
    if (fresh === null || old === null) return;
    if (id !== this.edited) {
      const focused = old.contains(document.activeElement) && document.activeElement?.matches(".seg-link");
      old.replaceWith(fresh);
      if (focused) fresh.querySelector<HTMLElement>(".seg-link")?.focus({ preventScroll: true });
      return;
    }
    for (const name of ["data-version", "data-state"]) old.setAttribute(name, fresh.getAttribute(name) ?? "");
    const state = fresh.querySelector(".seg-state");
    if (state !== null) old.querySelector(".seg-state")?.replaceWith(state);
  }

  private async more(end: End): Promise<void> {
    const link = this.links().find((one) => endOf(one) === end && !one.parentElement?.hidden);
    const place = link?.dataset["place"];
    if (place === undefined || this.busy.has(end)) return;
    this.busy.add(end);
    try {
      const address = new URL(this.address, location.href);
      address.searchParams.set(end, place);
      const fresh = fragment(await html(address.pathname + address.search));
      this.steady(() => this.put(fresh, end));
    } catch {
      // The link stays: a click or a scroll asks again.
    } finally {
      this.busy.delete(end);
    }
  }

  private put(fresh: DocumentFragment, end: End): void {
    this.takeEnds(fresh, end);
    const [first, last] = [fresh.querySelector(".block"), [...fresh.querySelectorAll(".block")].at(-1)];
    const blocks = [...this.root.querySelectorAll<HTMLElement>(".block")];
    const edge = end === "after" ? blocks.at(-1) : blocks[0];
    const meeting = end === "after" ? first : last;
    if (edge === undefined) return;
    const same = meeting instanceof HTMLElement && meeting.dataset["block"] === edge.dataset["block"];
    if (same && end === "after") {
      edge.append(...meeting.querySelectorAll(".seg"));
      meeting.remove();
    } else if (same) {
      edge.querySelector(".block-voice")?.remove();
      meeting.append(...edge.querySelectorAll(".seg"));
      edge.replaceWith(meeting);
      meeting.before(...fresh.querySelectorAll(".block"));
      this.trim(end);
      return;
    }
    if (end === "after") edge.after(...fresh.querySelectorAll(".block"));
    else edge.before(...fresh.querySelectorAll(".block"));
    this.trim(end);
  }

  /** Gives up rows at the far end, but never the one that is open. */
  private trim(grown: End): void {
    const far: End = grown === "after" ? "before" : "after";
    let excess = this.all().length - MOST;
    const blocks = [...this.root.querySelectorAll<HTMLElement>(".block")];
    if (far === "after") blocks.reverse();
    for (const block of blocks.slice(0, -1)) {
      if (excess <= 0 || block.querySelector(".seg-open") !== null) break;
      excess -= block.querySelectorAll(".seg").length;
      block.remove();
      const rows = this.all();
      const edge = far === "before" ? rows[0] : rows.at(-1);
      this.setEnd(far, edge?.dataset["place"] ?? "");
    }
  }

  /** What one looks at stays where it is while rows come and go above it. */
  private steady(change: () => void): void {
    const seen = this.all().find((row) => row.getBoundingClientRect().bottom > 0);
    const before = seen?.getBoundingClientRect().top ?? 0;
    change();
    const after = seen?.isConnected ? seen.getBoundingClientRect().top : before;
    if (after !== before) scrollBy({ top: after - before, behavior: "instant" });
  }

  private takeEnds(within: ParentNode, only?: End): void {
    const ends = within.querySelector<HTMLTemplateElement>("template.window-ends");
    if (ends === null) return;
    if (only !== "after") this.setEnd("before", ends.dataset["before"] ?? "");
    if (only !== "before") this.setEnd("after", ends.dataset["after"] ?? "");
    ends.remove();
  }

  private setEnd(end: End, place: string): void {
    for (const link of this.links().filter((one) => endOf(one) === end)) {
      link.dataset["place"] = place;
      if (link.parentElement !== null) link.parentElement.hidden = place === "";
    }
  }

  private links(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>("[data-more]")];
  }
}

function endOf(link: Element): End {
  return link.getAttribute("data-more") === "before" ? "before" : "after";
}
