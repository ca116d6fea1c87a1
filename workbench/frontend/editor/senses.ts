// What words of the source mean: asked of a person where the glossary cannot tell, kept for every edition.
import type { Voice } from "./api-types.ts";
import type { Sense, SourceTerm } from "./api.ts";
import type { Desk } from "./desk.ts";
import { ask, selectField, textField } from "./dialogs.ts";
import { button, element, type Child } from "./dom.ts";
import type { OpenSegment } from "./segment.ts";
import { say } from "./words.ts";

const VOICES: readonly Voice[] = ["quotation", "narration", "answer", "question"];
const SCOPES = ["occurrence", "document", "speaker"] as const;

/** The terms of which a person may say what they mean: those that may mean more than one thing. */
export function unclear(terms: readonly SourceTerm[]): SourceTerm[] {
  const seen = new Set<number>();
  return terms.filter((term) => {
    const open = !term.nested && (term.ambiguous || term.meanings.length > 1) && !seen.has(term.mark);
    if (open) seen.add(term.mark);
    return open;
  });
}

/** Asks what a term means here, and how far that reaches. */
export async function askSense(segment: OpenSegment, desk: Desk, term: SourceTerm | undefined = unclear(segment.view.occurrences)[0]): Promise<void> {
  if (term === undefined || !desk.permissions.has("translate")) {
    desk.announce(say("no-unclear"));
    return;
  }
  const wide = desk.permissions.has("waive-widely");
  const speaker = segment.view.source.speaker !== "";
  const scopes = SCOPES.filter((scope) => scope === "occurrence" || (wide && (scope === "document" || speaker)));
  const meanings = term.meanings.map(({ concept, definition, examples }) => {
    const example = examples[0] === undefined ? "" : ` (${examples[0]})`;
    return [concept, `${concept}: ${definition}${example}`] as const;
  });
  const given = await ask(
    say("what-meant", { words: term.form }),
    [
      selectField("concept", say("meant"), [...meanings, ["", say("none-of-these")]]),
      selectField("scope", say("waive-scope"), scopes.map((scope) => [scope, say(`scope-${scope}`)] as const)),
      textField("reason", say("in-your-words"), true),
    ],
    say("set-sense"),
    async (said) => {
      const word = (name: string) => String(said.get(name) ?? "").trim();
      const scope = SCOPES.find((one) => one === word("scope")) ?? "occurrence";
      const { text_id } = segment.view.source;
      await desk.api.setSense(segment.id, { text_id, span: term.span, concept: word("concept"), scope, reason: word("reason") });
      return "";
    },
  );
  if (given === null) return;
  desk.announce(say("sense-set"));
  segment.recheck();
  desk.panel.renew("terms");
}

/** Under a term: what somebody said of it, and a button to say it or take it back. */
export function senseLine(term: SourceTerm, said: Sense | undefined, segment: OpenSegment, desk: Desk): Child {
  const may = desk.permissions.has("translate");
  if (said !== undefined) {
    const words = said.concept === "" ? say("none-of-these") : said.concept;
    const drop = async (): Promise<void> => {
      await desk.api.dropSense(segment.id, said.id);
      segment.recheck();
      desk.panel.renew("terms");
    };
    return element(
      "p",
      { class: "term-sense" },
      say("meant-by", { words, name: said.by }),
      said.reason !== "" && element("span", { class: "soft" }, ` ${said.reason}`),
      may && button(say("take-back"), () => void drop(), "button-small button-quiet"),
    );
  }
  if (!may || !unclear([term]).length) return false;
  return element("p", { class: "term-sense" }, button(say("set-sense-of"), () => void askSense(segment, desk, term), "button-small", "git-compare"));
}

/** Asks whose words a term is here; the marks alone propose it until somebody says so. */
async function askVoice(segment: OpenSegment, desk: Desk, term: SourceTerm): Promise<void> {
  const given = await ask(
    say("whose-are", { words: term.form }),
    [
      selectField("voice", say("whose-words"), VOICES.filter((one) => one !== term.voice).map((one) => [one, say(`said-${one}`)] as const)),
      textField("reason", say("in-your-words"), true),
    ],
    say("set-sense"),
    async (said) => {
      const voice = VOICES.find((one) => one === said.get("voice")) ?? term.voice;
      const { text_id } = segment.view.source;
      await desk.api.setSense(segment.id, { text_id, span: term.span, voice, reason: String(said.get("reason") ?? "").trim() });
      return "";
    },
  );
  if (given === null) return;
  desk.announce(say("voice-set"));
  await hearAnew(segment, desk);
}

/** What the glossary says of a term is another thing in another voice. */
async function hearAnew(segment: OpenSegment, desk: Desk): Promise<void> {
  const { occurrences } = await desk.api.segment(segment.id);
  segment.view = { ...segment.view, occurrences };
  segment.recheck();
  desk.panel.renew("terms");
}

/** Under a term: whose words somebody said it is, with the way back to what the marks propose; or a button to say so. */
export function voiceLine(term: SourceTerm, said: Sense | undefined, segment: OpenSegment, desk: Desk): Child {
  const may = desk.permissions.has("translate");
  if (said?.voice) {
    const drop = async (): Promise<void> => {
      await desk.api.dropSense(segment.id, said.id);
      await hearAnew(segment, desk);
    };
    return element(
      "p",
      { class: "term-sense" },
      say("whose-by", { voice: say(`said-${said.voice}`), name: said.by }),
      said.reason !== "" && element("span", { class: "soft" }, ` ${said.reason}`),
      may && button(say("as-proposed"), () => void drop(), "button-small button-quiet"),
    );
  }
  if (!may || term.nested) return false;
  return element("p", { class: "term-sense" }, button(say("set-voice-of"), () => void askVoice(segment, desk, term), "button-small button-quiet"));
}
