"""A term base compiled for two languages and a policy: what is sought and what each word is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property

from glossary.foreign import ForeignWords
from glossary.languages import language_of
from glossary.matching import Matcher, Sought, compile_terms
from glossary.model import (
    ALL_VOICES,
    ANY,
    Concept,
    Occurrence,
    Policy,
    Status,
    Term,
    TermBase,
    Voice,
)
from glossary.policy import (
    Advice,
    Ruling,
    inheritance,
    named_by,
    restrictions,
    rule_for,
    rules_for,
    unquoted,
    wording,
)
from glossary.text import fold
from glossary.wanted import sought_term

#: Concepts of this subject are judged by what stands in the translation alone.
USAGE = "usage"
#: A usage that is a whole phrase (a preposition with its noun) is judged wherever it stands.
_PHRASE = "phrase"


def source_sought(termbase: TermBase, language: str) -> tuple[Sought, ...]:
    """What is looked for in a source: every term of its language that may be written there."""
    terms = termbase.terms(language)
    return tuple(sought_term(term) for term in terms if not _speaks_in_translations_only(term))


def forbidden_sought(termbase: TermBase, language: str) -> tuple[Sought, ...]:
    """The forbidden words of a source's language: never an occurrence, but the speaker's own."""
    terms = termbase.terms(language)
    return tuple(sought_term(term) for term in terms if term.status is Status.FORBIDDEN)


def target_sought(termbase: TermBase, language: str, policy: str = "") -> tuple[Sought, ...]:
    """What is looked for in a translation: every term, and what the policy's rules name."""
    policies = inheritance(termbase, policy)
    named = (s for concept in termbase.concepts for s in _named(concept, language, policies))
    return (*(sought_term(term) for term in termbase.terms(language)), *named)


def cues_of(concept: Concept, language: str) -> tuple[Sought, ...]:
    """The words of a language near which an ambiguous term means the concept."""
    spoken = language_of(language)
    cues = (cue for cue in concept.cues if language_of(cue.language) == spoken)
    return tuple(Sought(concept=concept.id, text=cue.text) for cue in cues)


def _speaks_in_translations_only(term: Term) -> bool:
    return term.status is Status.FORBIDDEN or term.target_only


def is_usage(concept: Concept) -> bool:
    return concept.subject.casefold() == USAGE


def _named(concept: Concept, language: str, policies: Iterable[Policy]) -> Iterator[Sought]:
    """The renderings that rules name and that are no terms, each once."""
    seen = {wording(term.text).text for term in concept.in_language(language)}
    for rule in rules_for(policies, concept=concept.id, language=language):
        for text in named_by(rule):
            if (words := wording(text).text) not in seen:
                seen.add(words)
                yield Sought(concept=concept.id, term="", text=unquoted(text), marked=True)


class Rulebook:
    """A term base compiled for two languages and a policy; immutable, safe to share."""

    def __init__(
        self, termbase: TermBase, source_language: str, target_language: str, policy: str
    ) -> None:
        self.termbase, self.policy = termbase, policy
        self.source_language, self.target_language = source_language, target_language
        self._policies = inheritance(termbase, policy)
        self._concepts = {concept.id: concept for concept in termbase.concepts}
        self._usage = frozenset(c.id for c in termbase.concepts if is_usage(c))
        self._terms = {term.id: term for c in termbase.concepts for term in c.terms}
        self._restrictions = {
            concept.id: restrictions(concept, source_language, target_language)
            for concept in termbase.concepts
        }
        self._rulings: dict[tuple[str, Voice], Ruling] = {}
        self._advice: dict[tuple[str, str, Voice], Advice] = {}

    def prepare(self) -> None:
        """Compile what is sought now; else it is when somebody first asks for it."""
        self.source_occurrences("")
        self.target_occurrences("")

    def source_occurrences(self, source: str) -> tuple[Occurrence, ...]:
        """The terms that the source names, nested ones too, in order of the text."""
        return self._find(self._source_finders, source)

    def target_occurrences(self, target: str) -> tuple[Occurrence, ...]:
        """The renderings that stand in the translation, wrong ones too, in order of the text."""
        return self._find(self._target_finders, target)

    def renderings(self, occurrence: Occurrence, voice: Voice = Voice.NARRATION) -> Advice:
        """What to write for a source occurrence in this voice."""
        asked = (occurrence.concept, occurrence.term, voice)
        known = self._advice.get(asked)
        if known is None:
            known = self.ruling(occurrence.concept, voice).advice(self.term(occurrence))
            self._advice[asked] = known
        return known

    def ruling(self, concept: str, voice: Voice) -> Ruling:
        """The rule and the statuses for a concept in the target language and this voice."""
        known = self._rulings.get((concept, voice))
        if known is None:
            language = self.target_language
            rule = rule_for(self._policies, concept=concept, language=language, voice=voice)
            restricted = self._restrictions[concept]
            known = Ruling(self._concepts[concept], language, rule, restricted, voice)
            self._rulings[concept, voice] = known
        return known

    def cued(self, source: str) -> frozenset[str]:
        """The concepts whose cues, words that tell their sense, stand in a text of the source."""
        return frozenset(o.concept for o in self._cues.find(source))

    @cached_property
    def concepts_with_cues(self) -> frozenset[str]:
        """The concepts that words of the source's language may tell from others."""
        language = self.source_language
        return frozenset(c.id for c in self.termbase.concepts if cues_of(c, language))

    @cached_property
    def minds_voices(self) -> bool:
        """Whether some rule holds in some voices alone, so that it matters who speaks."""
        return any(r.voices != ALL_VOICES for p in self._policies for r in p.rules)

    def first_mention_rules(self) -> Mapping[str, frozenset[Voice]]:
        """The concepts that want a form at first mention, and in which voices the text needs it."""
        wanting = {r.concept for p in self._policies for r in p.rules if r.first_mention}
        voices = {
            concept: frozenset(v for v in Voice if self.ruling(concept, v).wants_first_mention)
            for concept in self._concepts
            if not wanting.isdisjoint({concept, ANY})
        }
        return {concept: found for concept, found in voices.items() if found}

    def consistent_concepts(self) -> frozenset[str]:
        """The concepts for which an edition keeps to one of the allowed renderings."""
        return frozenset(self.consistent_voices())

    def consistent_voices(self) -> Mapping[str, frozenset[Voice]]:
        """The same, with the voices in which the policy asks for it."""
        every = frozenset(
            voice
            for policy in self._policies
            for rule in policy.rules
            if rule.consistent
            and rule.concept == ANY
            and rule.language in {self.target_language, ANY}
            for voice in rule.voices
        )
        found = {
            concept: every | frozenset(v for v in Voice if self._asks_for_one(concept, v))
            for concept in self._concepts
        }
        return {concept: voices for concept, voices in found.items() if voices}

    def _asks_for_one(self, concept: str, voice: Voice) -> bool:
        """Whether the nearest policy with rules for a concept in a voice wants one rendering."""
        for policy in self._policies:
            own = rules_for([policy], concept=concept, language=self.target_language)
            if fitting := [rule for rule in own if voice in rule.voices]:
                return any(rule.consistent for rule in fitting)
        return False

    def target_terms(self, concept: str) -> tuple[Term, ...]:
        """The terms of a concept in the language of the translation."""
        return self._concepts[concept].in_language(self.target_language)

    def renders_only(self, term: Term | None) -> tuple[str, ...]:
        """The source terms for which alone a target term is right, if it is restricted."""
        return (
            () if term is None else tuple(sorted(self._restrictions[term.concept].get(term.id, ())))
        )

    def concept(self, occurrence: Occurrence) -> Concept:
        return self._concepts[occurrence.concept]

    def term(self, occurrence: Occurrence) -> Term | None:
        return self._terms.get(occurrence.term)

    @property
    def concepts(self) -> AbstractSet[str]:
        """The ids of the concepts."""
        return self._concepts.keys()

    def is_usage(self, occurrence: Occurrence) -> bool:
        return occurrence.concept in self._usage

    def is_bare_usage(self, occurrence: Occurrence) -> bool:
        """Whether it is judged wherever it stands: a preposition with its noun."""
        term = self.term(occurrence)
        return term is not None and self._is_fixed_phrase(term.concept, term.part_of_speech)

    def forbidden_source_words(self, source: str) -> tuple[Occurrence, ...]:
        """Words of the source that may not render a concept, but are the speaker's own here."""
        return tuple(o for o in self._forbidden_words.find(source) if not o.nested)

    @cached_property
    def foreign(self) -> ForeignWords:
        """The words of other languages that may stand in a translation by mistake."""
        return ForeignWords(self.termbase, self.target_language)

    @cached_property
    def _source_finders(self) -> tuple[Matcher, ...]:
        sought = source_sought(self.termbase, self.source_language)
        return self._finders(sought, self.source_language)

    @cached_property
    def _target_finders(self) -> tuple[Matcher, ...]:
        sought = target_sought(self.termbase, self.target_language, self.policy)
        return self._finders(sought, self.target_language)

    @cached_property
    def _cues(self) -> Matcher:
        language, concepts = self.source_language, self.termbase.concepts
        cues = (cue for concept in concepts for cue in cues_of(concept, language))
        return compile_terms(cues, language)

    @cached_property
    def _forbidden_words(self) -> Matcher:
        forbidden = forbidden_sought(self.termbase, self.source_language)
        return compile_terms(forbidden, self.source_language)

    def _is_fixed_phrase(self, concept: str, part_of_speech: str) -> bool:
        return concept in self._usage and part_of_speech == _PHRASE

    def _finders(self, sought: Sequence[Sought], language: str) -> tuple[Matcher, ...]:
        """Usage apart from the rest, so that «в Донбассе» does not hide «Донбасс»."""
        usage = [one for one in sought if one.concept in self._usage]
        rest = [one for one in sought if one.concept not in self._usage]
        return tuple(compile_terms(some, language) for some in (rest, usage) if some)

    def _find(self, finders: tuple[Matcher, ...], text: str) -> tuple[Occurrence, ...]:
        found = [o for finder in finders for o in finder.find(text) if self._stands(o)]
        return tuple(sorted(found, key=lambda o: o.span)) if len(finders) > 1 else tuple(found)

    def _stands(self, occurrence: Occurrence) -> bool:
        """A preposition with its noun is one only in the case it was written in.

        «на Украине» tells where; «на Украину» after a verb of attack is another phrase.
        """
        term = self.term(occurrence)
        if term is None or not self._is_fixed_phrase(term.concept, term.part_of_speech):
            return True
        return _plain(occurrence.form) in {_plain(form) for form in (term.text, *term.forms)}


def _plain(text: str) -> str:
    return " ".join(fold(text).text.casefold().split())
