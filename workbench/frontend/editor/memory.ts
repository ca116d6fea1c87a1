// What the memory has for the open segment: as a list in the panel, and inserted by its number.
import type { Api, Match } from "./api.ts";
import { shown } from "./chips.ts";
import type { Desk } from "./desk.ts";
import { button, element, type Child } from "./dom.ts";
import { findingLine } from "./finding-line.ts";
import { replaceAll } from "./field.ts";
import { notice } from "./notices.ts";
import type { OpenSegment } from "./segment.ts";
import { moment, say } from "./words.ts";

/** As many as the keys reach. */
const NUMBERED = 5;
const FINDINGS = 3;

/** The matches of the open segment: asked for once, and again when it is opened again. */
export class Matches {
  private segment: OpenSegment | null = null;
  private asked: Promise<readonly Match[]> = Promise.resolve([]);

  constructor(private readonly api: Pick<Api, "matches">) {}

  async of(segment: OpenSegment): Promise<readonly Match[]> {
    if (segment !== this.segment) {
      this.segment = segment;
      this.asked = this.api.matches(segment.id);
      this.asked.catch(() => (this.segment = null));
    }
    return this.asked;
  }
}

/** Puts a match in the place of what stands there; undo brings that back. */
export function insertMatch(segment: OpenSegment, match: Match): void {
  if (segment.editor.state.readOnly) return;
  segment.saver.from = { match: match.unit, score: match.score };
  replaceAll(segment.editor, match.text);
  segment.editor.focus();
}

export function matchList(matches: readonly Match[], segment: OpenSegment, desk: Desk): Child[] {
  if (matches.length === 0) return [element("p", { class: "soft" }, say("no-matches"))];
  return matches.map((match, place) => entry(match, place, segment, desk));
}

function entry(match: Match, place: number, segment: OpenSegment, desk: Desk): HTMLElement {
  const { codes } = segment.view.source;
  const text = element("p", { class: "remark-text match-text", lang: desk.language, dir: desk.direction });
  text.append(shown(match.text, codes));
  const open = match.findings.filter((finding) => finding.waiver === null);
  return element(
    "article",
    { class: "remark match", "aria-label": `${percent(match)}, ${say(`match-${match.kind}`)}` },
    head(match, place),
    text,
    match.kind === "fuzzy" && difference(match, desk),
    element("p", { class: "match-facts soft small" }, ...facts(match)),
    ...open.slice(0, FINDINGS).map((finding) => findingLine(finding, desk.language, {})),
    open.length > FINDINGS && element("p", { class: "soft small" }, say("more-findings", { count: open.length - FINDINGS })),
    !segment.editor.state.readOnly && button(say("insert-match"), () => insertMatch(segment, match), "button-small"),
  );
}

function head(match: Match, place: number): HTMLElement {
  const marks = match.adapted.map((one) => element("span", { class: "badge tone-grey" }, say(`adapted-${one}`)));
  return element(
    "p",
    { class: "match-head" },
    element("strong", { class: `badge tone-${tone(match)}` }, percent(match)),
    element("span", {}, say(`match-${match.kind}`)),
    ...marks,
    match.check_term && element("span", { class: "badge tone-violet" }, `◆ ${say("check-term")}`),
    place < NUMBERED && element("kbd", { "aria-hidden": "true" }, `Ctrl ${place + 1}`),
  );
}

function percent({ score }: Match): string {
  return `${Math.floor(score * 100)} %`;
}

function tone({ kind, score }: Match): string {
  if (kind !== "fuzzy") return kind === "context" ? "final" : "green";
  return score >= 0.85 ? "blue" : "amber";
}

/** From the source of the match to the source of this segment. */
function difference(match: Match, desk: Desk): HTMLElement {
  const words = element("p", { class: "diff match-source", lang: desk.sourceLanguage, dir: desk.sourceDirection });
  for (const { kind, text } of match.difference) {
    words.append(element(kind === "same" ? "span" : kind === "added" ? "ins" : "del", {}, text));
  }
  return words;
}

function facts({ state, origin, author, at, memory, place }: Match): Child[] {
  const told = [say(`unit-${state}`), say(`origin-${origin}`), author, at === null ? "" : moment(at), memory].filter(Boolean).join(" · ");
  if (place === null) return [told];
  const address = `/editions/${place.edition_id}/edit?segment=${place.segment_id}#s${place.segment_id}`;
  return [`${told} · `, element("a", { href: address, target: "_blank", rel: "noopener" }, place.title)];
}

/** After a confirmation: empty segments that say the same can be filled at once. */
export async function offerRepeats(desk: Desk, segment: number): Promise<void> {
  if (!desk.permissions.has("translate")) return;
  const count = await desk.api.repeats(segment).catch(() => 0);
  const row = desk.rows.row(segment);
  if (count === 0 || row === null) return;
  const fill = async (): Promise<void> => {
    const filled = await desk.api.fillRepeats(segment);
    box.remove();
    desk.announce(say("repeats-filled", { count: filled }));
  };
  const box = notice(
    "accent",
    "copy",
    element("p", { role: "status" }, say("repeats", { count })),
    element("div", { class: "button-row" }, button(say("fill-repeats"), () => void fill()), button(say("close"), () => box.remove(), "button-small button-quiet")),
  );
  box.classList.add("editor-repeats");
  row.after(box);
}

/** The selected words, looked up in a tab of its own. */
export function concordance(segment: OpenSegment | null, address: string): void {
  if (address === "") return;
  const asked = new URL(address, location.href);
  const words = selected(segment).replace(/\s+/g, " ").trim().slice(0, 200);
  if (words !== "") asked.searchParams.set("q", words.includes(" ") ? `"${words.replaceAll('"', "")}"` : words);
  open(asked, "_blank", "noopener");
}

function selected(segment: OpenSegment | null): string {
  const marked = getSelection();
  if (marked !== null && !marked.isCollapsed) return marked.toString();
  if (segment === null) return "";
  const { state } = segment.editor;
  const { from, to } = state.selection.main;
  return state.sliceDoc(from, to).replace(/[\ue000-\uf8ff]/g, "");
}
