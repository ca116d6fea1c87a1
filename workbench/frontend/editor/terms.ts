// What the glossary says of a term here: as a card at the term, as a list in the panel, as a menu to insert from.
import type { Voice } from "./api-types.ts";
import type { SourceTerm } from "./api.ts";
import { element, type Child } from "./dom.ts";
import { say } from "./words.ts";

export interface Rendering {
  readonly text: string;
  readonly status: "preferred" | "allowed" | "first-mention";
}

/** What may be inserted for a term, the best first. */
export function renderings({ advice }: SourceTerm): Rendering[] {
  if (advice === null) return [];
  const all: Rendering[] = [
    ...advice.preferred.map((text) => ({ text, status: "preferred" as const })),
    ...advice.allowed.map((text) => ({ text, status: "allowed" as const })),
    ...(advice.first_mention === "" ? [] : [{ text: advice.first_mention, status: "first-mention" as const }]),
  ];
  return all.filter(({ text }, place) => all.findIndex((other) => other.text === text) === place);
}

/** The terms that can be inserted, each once, as they stand in the source. */
export function insertable(terms: readonly SourceTerm[]): SourceTerm[] {
  const key = (term: SourceTerm) => renderings(term).map(({ text }) => text).join("\n");
  return terms.filter((term, place) => {
    const own = key(term);
    return own !== "" && terms.findIndex((other) => key(other) === own) === place;
  });
}

/** The terms that the panel tells of: a word that stands there twice, or fits two spellings, once. */
export function told(terms: readonly SourceTerm[]): SourceTerm[] {
  const key = (term: SourceTerm) => JSON.stringify([term.concept, term.form.toLowerCase(), term.quoted, term.voice, term.advice]);
  const seen = new Set<string>();
  return terms.filter((term) => !term.nested && !seen.has(key(term)) && seen.add(key(term)));
}

/** Concept, rule, reasons and renderings; `insert` makes the renderings buttons. */
export function termBody(term: SourceTerm, language: string, blockVoice: Voice, insert?: (text: string) => void): Child[] {
  const { advice } = term;
  const other = term.voice === blockVoice ? "" : say(`voice-${term.voice}`);
  return [
    element(
      "p",
      { class: "term-head" },
      element("strong", {}, term.form),
      term.contested && element("span", { class: "badge tone-violet" }, `◆ ${say("contested")}`),
      term.ambiguous && element("span", { class: "badge tone-amber" }, `? ${say("ambiguous")}`),
    ),
    element("p", { class: "term-reason" }, [term.reason, term.quoted && say("quoted"), other].filter(Boolean).join(" · ")),
    term.definition !== "" && element("p", {}, term.definition),
    term.why_contested !== "" && element("p", { class: "term-why" }, `${say("why-contested")}: ${term.why_contested}`),
    advice === null && element("p", { class: "soft" }, say("inside-longer")),
    advice !== null && renderingList(term, language, insert),
    advice !== null && advice.rationale !== "" && element("p", { class: "term-why" }, `${say("rule")}: ${advice.rationale}`),
  ];
}

function renderingList(term: SourceTerm, language: string, insert?: (text: string) => void): HTMLElement {
  const good = renderings(term).map(({ text, status }) =>
    line("✓", "green", text, status, language, note(term, text), insert && (() => insert(text)), insert && formList(term, text, language, insert)),
  );
  const bad = [
    ...(term.advice?.deprecated ?? []).map((text) => line("!", "amber", text, "deprecated", language, note(term, text))),
    ...(term.advice?.banned ?? []).map((text) => line("✕", "red", text, "banned", language, note(term, text))),
    ...(term.advice?.not_here ?? []).map((text) => line("≠", "amber", text, "not-here", language, note(term, text))),
  ];
  if (good.length + bad.length === 0) return element("p", { class: "soft" }, say("no-rendering"));
  return element("ul", { class: "renderings", role: "list" }, ...good, ...bad);
}

function inserter(text: string, language: string, insert: () => void): HTMLElement {
  const words = element("span", { lang: language, dir: "auto", class: "rendering-text" }, text);
  return element("button", { type: "button", class: "rendering-insert", "aria-label": say("insert", { text }), onclick: insert }, words);
}

/** The rendering in its other cases, to insert the one that fits. */
function formList(term: SourceTerm, text: string, language: string, insert: (text: string) => void): Child {
  const others = otherForms(term, text);
  if (others.length === 0) return false;
  return element("span", { class: "rendering-forms", role: "group", "aria-label": say("forms-of", { text }) }, ...others.map((form) => inserter(form, language, () => insert(form))));
}

export function otherForms(term: SourceTerm, text: string): readonly string[] {
  return (term.forms[text] ?? []).filter((form) => form !== text);
}

function note(term: SourceTerm, text: string): string {
  return term.advice?.notes[text] ?? "";
}

function line(sign: string, tone: string, text: string, status: string, language: string, more: string, insert?: () => void, forms?: Child): HTMLElement {
  const shown =
    insert === undefined
      ? element("span", { lang: language, dir: "auto", class: "rendering-text" }, text)
      : inserter(text, language, insert);
  return element(
    "li",
    { class: `rendering tone-${tone}` },
    element("span", { class: "sign", "aria-hidden": "true" }, sign),
    shown,
    element("span", { class: "rendering-status" }, say(status)),
    more !== "" && element("span", { class: "rendering-note" }, more),
    forms ?? false,
  );
}

/** Terms of the open row can be reached and used by keyboard. */
export function showTerms(row: HTMLElement, live: boolean): void {
  for (const mark of row.querySelectorAll<HTMLElement>(".seg-source .term")) {
    mark.toggleAttribute("tabindex", live);
    if (live) mark.tabIndex = 0;
    mark.role = live ? "button" : null;
  }
}
