// The side panel: what is known about the open segment, one tab at a time.
import type { Comment, Finding, HistoryEntry, OtherEdition, Sense, SourceTerm } from "./api.ts";
import { chip, differing, shown } from "./chips.ts";
import type { Desk } from "./desk.ts";
import { ask, textField } from "./dialogs.ts";
import { button, element, find, type Child } from "./dom.ts";
import { findingLine } from "./finding-line.ts";
import { insertMatch, Matches, matchList } from "./memory.ts";
import { propose } from "./proposing.ts";
import type { OpenSegment } from "./segment.ts";
import { senseLine, unclear, voiceLine } from "./senses.ts";
import { termBody, told } from "./terms.ts";
import { endWaiver, waive } from "./waiving.ts";
import { languageName, moment, say } from "./words.ts";

const TABS = ["terms", "memory", "findings", "history", "comments", "others"] as const;
export type Tab = (typeof TABS)[number];

const KEPT = "workbench:panel";
const WIDE = "(min-width: 70rem)";

export class Panel {
  private tab: Tab = "terms";
  private segment: OpenSegment | null = null;
  private readonly body = element("div", { class: "panel-body", role: "tabpanel", id: "panel-body", tabindex: "0" });
  private readonly tabs: ReadonlyMap<Tab, HTMLButtonElement>;
  private desk: Desk | undefined;
  private matches: Matches | undefined;
  private found = 0;

  constructor(
    private readonly root: HTMLElement,
    private readonly toggle: HTMLElement,
  ) {
    this.tabs = new Map(TABS.map((tab) => [tab, this.tabButton(tab)]));
    const list = element("div", { class: "panel-tabs", role: "tablist" }, ...this.tabs.values());
    list.addEventListener("keydown", (event) => this.walk(event));
    root.append(list, this.body);
    toggle.addEventListener("click", () => this.show(root.hidden !== false));
    const kept = localStorage.getItem(KEPT);
    this.show(matchMedia(WIDE).matches && kept !== "closed", false);
    this.choose("terms");
  }

  /** The desk needs the panel and the panel the desk. */
  attach(desk: Desk): void {
    this.desk = desk;
    this.matches = new Matches(desk.api);
  }

  /** Inserts the match with this number, counted from 1. */
  async insertMatch(number: number): Promise<void> {
    const { segment, matches } = this;
    const found = segment === null ? [] : ((await matches?.of(segment).catch(() => [])) ?? []);
    const match = found[number - 1];
    if (segment === null || segment !== this.segment) return;
    if (match === undefined) this.desk?.announce(say("no-matches"));
    else insertMatch(segment, match);
  }

  open(tab: Tab): void {
    this.show(true);
    this.choose(tab);
    this.tabs.get(tab)?.focus();
  }

  /** Shows another segment, or the same one after it changed. */
  update(segment: OpenSegment | null): void {
    const same = segment !== null && segment === this.segment;
    this.segment = segment;
    if (!same) void this.lookUp(segment);
    this.count();
    if (same && (this.tab === "others" || this.tab === "terms" || this.tab === "memory")) return;
    if (same && this.body.contains(document.activeElement)) return; // not under somebody's hands
    this.draw();
  }

  /** The matches are asked for as soon as a segment is open, so that the keys find them. */
  private async lookUp(segment: OpenSegment | null): Promise<void> {
    this.found = 0;
    const found = segment === null ? [] : ((await this.matches?.of(segment).catch(() => [])) ?? []);
    if (segment !== this.segment) return;
    this.found = found.length;
    this.count();
  }

  /** Comments or history changed on the server. */
  renew(tab: Tab): void {
    if (this.tab === tab) this.draw();
  }

  async addComment(): Promise<void> {
    const { segment, desk } = this;
    if (segment === null || desk === undefined || !desk.permissions.has("comment")) return;
    const given = await ask(say("add-comment"), [textField("text", say("comment"))], say("add-comment"), async (said) => {
      const text = String(said.get("text")).trim();
      if (text === "") return say("needs-words");
      await desk.api.comment(segment.id, { text });
      return "";
    });
    if (given === null) return;
    segment.view = { ...segment.view, comments: segment.view.comments + 1, open_comments: segment.view.open_comments + 1 };
    this.count();
    this.show(true);
    this.choose("comments");
  }

  private show(open: boolean, keep = true): void {
    this.root.hidden = !open;
    this.toggle.setAttribute("aria-expanded", String(open));
    document.documentElement.classList.toggle("with-panel", open);
    if (keep) localStorage.setItem(KEPT, open ? "open" : "closed");
  }

  private choose(tab: Tab): void {
    this.tab = tab;
    for (const [name, made] of this.tabs) {
      made.setAttribute("aria-selected", String(name === tab));
      made.tabIndex = name === tab ? 0 : -1;
    }
    this.tabs.get(tab)?.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.body.setAttribute("aria-labelledby", `tab-${tab}`);
    this.draw();
  }

  private tabButton(tab: Tab): HTMLButtonElement {
    return element(
      "button",
      { type: "button", role: "tab", id: `tab-${tab}`, "aria-controls": "panel-body", onclick: () => this.choose(tab) },
      say(tab),
    );
  }

  private walk(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const turned = getComputedStyle(this.root).direction === "rtl" ? -step : step;
    const next = TABS[(TABS.indexOf(this.tab) + turned + TABS.length) % TABS.length] ?? "terms";
    this.choose(next);
    this.tabs.get(next)?.focus();
  }

  private count(): void {
    const { segment } = this;
    const counts: Record<Tab, number> = {
      terms: segment === null ? 0 : told(segment.view.occurrences).length,
      memory: this.found,
      findings: segment?.findings.filter((finding) => finding.waiver === null).length ?? 0,
      history: segment?.view.history ?? 0,
      comments: segment?.view.open_comments ?? 0,
      others: 0,
    };
    for (const [tab, made] of this.tabs) {
      const number = counts[tab] > 0 && element("span", { class: "count" }, String(counts[tab]));
      made.replaceChildren(say(tab), ...(number ? [" ", number] : []));
    }
  }

  private draw(): void {
    const { segment, desk, tab } = this;
    if (segment === null || desk === undefined) {
      this.fill(element("p", { class: "soft" }, say("choose-segment")));
      return;
    }
    if (tab === "terms") this.drawTerms(segment, desk);
    else if (tab === "findings") this.fill(...findingsOf(segment, desk));
    else void this.load(segment, desk, tab);
  }

  /** At once; what people said of the words comes after it. */
  private drawTerms(segment: OpenSegment, desk: Desk): void {
    this.fill(...termsOf(segment, desk, []));
    const { occurrences } = segment.view;
    if (unclear(occurrences).length === 0 && !occurrences.some((term) => term.voice_told)) return;
    void desk.api
      .senses(segment.id)
      .then((senses) => this.segment === segment && this.tab === "terms" && this.fill(...termsOf(segment, desk, senses)))
      .catch(() => undefined);
  }

  private async load(segment: OpenSegment, desk: Desk, tab: Tab): Promise<void> {
    try {
      const children = await this.fetched(segment, desk, tab);
      if (this.segment === segment && this.tab === tab) this.fill(...children);
    } catch {
      this.fill(
        element("p", { class: "soft" }, say("load-failed")),
        button(say("try-again"), () => this.draw()),
      );
    }
  }

  private async fetched(segment: OpenSegment, desk: Desk, tab: Tab): Promise<Child[]> {
    const { api } = desk;
    if (tab === "memory") return matchList((await this.matches?.of(segment)) ?? [], segment, desk);
    if (tab === "history") return historyOf(await api.history(segment.id), segment, desk);
    if (tab === "comments") return this.commentsOf(await api.comments(segment.id), desk);
    return othersOf(await api.others(segment.id), segment);
  }

  private commentsOf(comments: readonly Comment[], desk: Desk): Child[] {
    const may = desk.permissions.has("comment");
    const resolve = async (comment: Comment): Promise<void> => {
      await desk.api.resolve(comment, !comment.resolved).catch(() => undefined);
      this.renew("comments");
    };
    return [
      comments.length === 0 && element("p", { class: "soft" }, say("no-comments")),
      ...comments.map((comment) =>
        element(
          "article",
          { class: `remark${comment.resolved ? " is-resolved" : ""}` },
          byline(comment.by.name, comment.at, comment.on_source ? say("on-source") : ""),
          element("p", { class: "remark-text", dir: "auto" }, comment.text),
          comment.resolved_by !== null && element("p", { class: "soft small" }, say("resolved-by", { name: comment.resolved_by.name })),
          may && button(say(comment.resolved ? "open-again" : "resolve"), () => void resolve(comment), "button-small button-quiet"),
        ),
      ),
      may && button(say("add-comment"), () => void this.addComment(), "button-small", "message-square"),
    ];
  }

  private fill(...children: readonly Child[]): void {
    this.body.replaceChildren(...children.filter((child) => child instanceof Node || typeof child === "string"));
  }
}

function termsOf(segment: OpenSegment, desk: Desk, senses: readonly Sense[]): Child[] {
  const { occurrences, source } = segment.view;
  const insert = segment.editor.state.readOnly ? undefined : (text: string) => segment.insertTerm(text);
  const terms = told(occurrences);
  const proposing = button(say("propose-words"), () => propose(segment, desk.proposals), "button-small button-quiet", "tag");
  proposing.addEventListener("mousedown", (event) => event.preventDefault()); // what is selected stays so
  return [
    terms.length === 0 && element("p", { class: "soft" }, say("no-terms")),
    ...terms.map((term) =>
      element(
        "section",
        { class: `term-entry${term.contested ? " is-contested" : ""}` },
        ...termBody(term, desk.language, source.voice, insert),
        senseLine(term, saidOf(term, senses, false), segment, desk),
        voiceLine(term, saidOf(term, senses, true), segment, desk),
      ),
    ),
    desk.permissions.has("comment") && desk.proposals !== "" && element("p", { class: "term-sense" }, proposing),
    source.codes.length > 0 && element("h3", {}, say("codes")),
    source.codes.length > 0 &&
      element(
        "div",
        { class: "button-row" },
        ...source.codes.map((code, number) => {
          const label = say("insert-code", { name: code.display || code.id });
          const made = element("button", { type: "button", class: "button button-small", "aria-label": label, onclick: () => segment.insertCode(number) });
          made.append(chip(source.codes, number));
          return made;
        }),
      ),
  ];
}

/** What was said of a term at its place, or of all its like: what it means, or whose words it is. */
function saidOf(term: SourceTerm, senses: readonly Sense[], voice: boolean): Sense | undefined {
  const [start, end] = term.span;
  return senses.find((sense) => (sense.voice !== null) === voice && sense.span[0] < end && start < sense.span[1]);
}

function findingsOf(segment: OpenSegment, desk: Desk): Child[] {
  const lapsed = segment.view.lapsed.map(({ by, reason }) =>
    element("p", { class: "soft small lapsed-waiver" }, say("waiver-lapsed", { name: by.name, reason })),
  );
  if (segment.findings.length === 0) return [element("p", { class: "soft" }, say("no-findings")), ...lapsed];
  const may = desk.permissions.has("waive");
  const remedies = {
    ...(segment.editor.state.readOnly ? {} : { fix: segment.fix.bind(segment) }),
    ...(may ? { waive: (finding: Finding) => void waive(segment, desk, finding) } : {}),
    ...(may ? { endWaiver: (id: number) => void endWaiver(segment, desk, id) } : {}),
  };
  return [...segment.findings.map((finding) => findingLine(finding, desk.language, remedies)), ...lapsed];
}

function historyOf(versions: readonly HistoryEntry[], segment: OpenSegment, desk: Desk): Child[] {
  if (versions.length === 0) return [element("p", { class: "soft" }, say("no-history"))];
  const { codes } = segment.view.source;
  return versions.map((version) => {
    const words = element("p", { class: "diff remark-text", lang: desk.language, dir: desk.direction }, ...differing(version.difference, codes));
    const { review } = version;
    const why =
      review !== null &&
      review.category !== "" &&
      `${say(`reason-${review.category}`)}, ${say(`weight-${review.weight}`)}`;
    return element(
      "article",
      { class: "remark" },
      byline(version.by?.name ?? "", version.at, say(`action-${version.action}`)),
      words,
      why && element("p", { class: "remark-why" }, [why, review.reason].filter(Boolean).join(": ")),
      version.note !== "" && version.note !== review?.reason && element("p", { class: "soft small" }, version.note),
      segment.writable &&
        version.text !== segment.text &&
        button(say("put-back"), () => segment.use(version.text), "button-small button-quiet", "undo-2"),
    );
  });
}

function othersOf(others: readonly OtherEdition[], segment: OpenSegment): Child[] {
  if (others.length === 0) return [element("p", { class: "soft" }, say("no-others"))];
  return others.map((other) => {
    const state = other.target.text === "" ? "empty" : other.target.state;
    const text = element("p", { class: "remark-text other-text", lang: other.language, dir: "auto" });
    text.append(other.target.text === "" ? say("nothing") : shown(other.target.text, segment.view.source.codes));
    const address = `/editions/${other.edition_id}/edit?segment=${segment.id}#s${segment.id}`;
    const label = say("open-edition");
    return element(
      "article",
      { class: "remark" },
      element(
        "p",
        { class: "remark-by" },
        element("a", { href: address, title: label }, languageName(other.language)),
        element("span", { class: "soft" }, [other.policy, say(`state-${state}`)].filter(Boolean).join(" · ")),
      ),
      text,
    );
  });
}

function byline(name: string, at: string, what: string): HTMLElement {
  return element(
    "p",
    { class: "remark-by" },
    element("strong", {}, name),
    what !== "" && element("span", {}, what),
    element("time", { datetime: at, class: "soft" }, moment(at)),
  );
}

export function panelOf(): Panel {
  return new Panel(find("#panel"), find("[data-toggle-panel]"));
}
