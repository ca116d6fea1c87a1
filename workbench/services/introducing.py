"""Where an edition introduces its concepts: the first mention in the order of its running text.

It depends on the source, its senses, the blocks of the edition and its policy,
never on a translation; what moves it checks the old place and the new one again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from sqlalchemy import Connection

from glossary.enforcement import Enforcer
from glossary.matching import Sought, lookup_keys
from glossary.model import Span, TermBase, Voice
from glossary.rulebook import cues_of, forbidden_sought
from glossary.senses import meant
from glossary.speech import Spoken, set_voices, spoken, voice_at
from translations.waivers import Scope
from workbench.services import glossing
from workbench.services.contexts import Context
from workbench.storage import mentions
from workbench.storage.candidates import Setting
from workbench.storage.folding import fold
from workbench.storage.mentions import EditionRow, Mention, SenseRow


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    """The first mentions of one edition being looked for."""

    connection: Connection
    edition: EditionRow
    enforcer: Enforcer
    rows: Mapping[str, int]  #: of concepts, by their idents
    senses: tuple[SenseRow, ...]
    again: AbstractSet[int] = frozenset()  #: texts whose stored occurrences say nothing

    def find(self, concept: str, voices: Collection[Voice]) -> Mention | None:
        if not self.senses and not self.again:
            named = mentions.find_first(self.connection, self.edition, self.rows[concept], voices)
            if named is None:
                return None
            if _is_spoken_in(voices, named.text, named.voice, named.span):
                return Mention(named.segment_id, named.span.start)
        meaning = [s for s in self.senses if s.concept == concept and not s.voice]
        texts = mentions.running_texts(
            self.connection,
            self.edition,
            voices,
            concept_rows=self._named_by(concept, meaning),
            segment_ids=[s.segment_id for s in meaning if s.scope == Scope.OCCURRENCE],
            text_ids=self.again,
            said_in={sense.segment_id for sense in self.senses if sense.voice},
        )
        context = Context(senses=self.senses)
        for text in texts:
            found = glossing.source_occurrences(self.enforcer, text.text)
            said = context.senses_in(text.segment_id, text.speaker, found)
            others = set_voices(said)
            understood = meant(text.text, found, said, concepts=self.enforcer.concepts)
            starts = [
                o.span.start
                for o in understood.occurrences
                if o.concept == concept
                and not o.nested
                and _is_spoken_in(voices, text.text, text.voice, o.span, others)
            ]
            if starts:
                return Mention(text.segment_id, min(starts))
        return None

    def _named_by(self, concept: str, meaning: Sequence[SenseRow]) -> set[int]:
        """The concept, and those whose words somebody said to mean it."""
        citations = {sense.citation for sense in meaning if sense.scope != Scope.OCCURRENCE}
        named = {
            term.concept
            for term in self.enforcer.termbase.terms(self.edition.source_language)
            if citations and fold(term.text) in citations
        }
        return {self.rows[each] for each in {concept, *named}}


def _is_spoken_in(
    voices: Collection[Voice], text: str, voice: Voice, span: Span, said: tuple[Spoken, ...] = ()
) -> bool:
    """Say whether words of a text are in one of these voices: a quotation is in its own."""
    return voice_at(span, (*said, *spoken(text, voice)), voice) in voices


def refresh(
    connection: Connection,
    editions: Iterable[EditionRow],
    *,
    termbase: TermBase,
    rows: Mapping[str, int],
    concepts: AbstractSet[str] | None = None,
) -> frozenset[int]:
    """Find first mentions again, of some concepts or of all; name the targets they move in."""
    concerned: set[int] = set()
    for edition in editions:
        rules = glossing.enforcer(
            termbase,
            source_language=edition.source_language,
            target_language=edition.language,
            policy=edition.policy,
        )
        changed = moved(connection, edition, rules=rules, rows=rows, concepts=concepts)
        if changed:
            before = mentions.stored_firsts(connection, edition.id)
            mentions.put_firsts(connection, edition.id, changed)
            mentions.raise_context(connection, [edition.id])
            places = (*changed.values(), *(before.get(row) for row in changed))
            segments = {place.segment_id for place in places if place is not None}
            concerned |= mentions.targets_of_segments(connection, segments, edition.id)
    return frozenset(concerned)


def moved(
    connection: Connection,
    edition: EditionRow,
    *,
    rules: Enforcer,
    rows: Mapping[str, int],
    concepts: AbstractSet[str] | None = None,
    again: AbstractSet[int] = frozenset(),
) -> dict[int, Mention | None]:
    """Where concepts now come first, by their rows, if not where they are stored to do.

    The texts in `again` are searched; of the others the stored occurrences are taken.
    """
    stored = mentions.stored_firsts(connection, edition.id)
    idents = {row: ident for ident, row in rows.items()}
    wanted = {
        concept: voices
        for concept, voices in rules.first_mention_rules().items()
        if concept in rows and (concepts is None or concept in concepts)
    }
    if not wanted and not stored:
        return {}
    search = _Search(
        connection=connection,
        edition=edition,
        enforcer=rules,
        rows=rows,
        senses=mentions.senses(connection, edition.document_id),
        again=again,
    )
    now = {rows[concept]: search.find(concept, voices) for concept, voices in wanted.items()}
    gone = {
        row: None
        for row in stored.keys() - now.keys()
        if concepts is None or idents[row] in concepts
    }
    both = {**gone, **now}
    return {row: place for row, place in both.items() if place != stored.get(row)}


def by_segment(
    firsts: Mapping[int, Mention], rows: Mapping[str, int]
) -> Mapping[int, Mapping[str, int]]:
    """Give for each segment the concepts that come first there, and where in it."""
    idents = {row: ident for ident, row in rows.items()}
    found: dict[int, dict[str, int]] = {}
    for row, place in firsts.items():
        found.setdefault(place.segment_id, {})[idents[row]] = place.start
    return found


# What a change of the glossary does to it


def forbidden_keys(base: TermBase, language: str) -> frozenset[str]:
    """Keys of which a source has one that holds a word that may render nothing."""
    sought = forbidden_sought(base, language)
    return frozenset(key for one in sought for key in lookup_keys(one, language))


def differing_firsts(old: TermBase, new: TermBase, setting: Setting) -> frozenset[str]:
    """Name the concepts whose form at first mention is wanted elsewhere than before."""
    before, after = _wanted(old, setting), _wanted(new, setting)
    both = before.keys() | after.keys()
    return frozenset(concept for concept in both if before.get(concept) != after.get(concept))


def differing_cues(old: TermBase, new: TermBase, language: str) -> frozenset[str]:
    """Name the concepts that are told by other cues than before."""
    before, after = _cues(old, language), _cues(new, language)
    both = before.keys() | after.keys()
    return frozenset(concept for concept in both if before.get(concept) != after.get(concept))


def _wanted(base: TermBase, setting: Setting) -> Mapping[str, frozenset[Voice]]:
    return glossing.rules(
        base,
        source_language=setting.source_language,
        target_language=setting.target_language,
        policy=setting.policy,
    ).first_mention_rules()


def _cues(base: TermBase, language: str) -> dict[str, tuple[Sought, ...]]:
    cues = {concept.id: cues_of(concept, language) for concept in base.concepts}
    return {concept: sought for concept, sought in cues.items() if sought}
