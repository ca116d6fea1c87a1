"""Where the terms of a glossary stand in a text, in any inflected form.

Terms are kept in a trie whose edges are keys of words: the form itself or a
lemma. A word has as many keys as it has readings, so that a walk with all of
them loses no occurrence, which an automaton over one chosen reading would.
What a walk finds is then judged: letter case, agreement, homographs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from glossary.agreement import (
    Insertion,
    agrees,
    common_grammar,
    follows_coordination,
    insertion,
    is_adjective_here,
    is_described,
    matched_readings,
)
from glossary.languages import language_of
from glossary.languages.base import Kind, Likelihood, Reading
from glossary.letter_case import case_fits, is_lowered
from glossary.model import Evidence, Occurrence, Span, Term, TermBase
from glossary.morphology import Analysis, morphology
from glossary.passage import Passage, read
from glossary.phrases import Phrase, Role, Slot, Sought, phrases
from glossary.reasons import grammar_in_words, reason
from glossary.text import fold, in_quotation_marks, marks

__all__ = [
    "Matcher",
    "Sought",
    "compile_termbase",
    "compile_terms",
    "form_keys",
    "index_keys",
    "lookup_keys",
    "sought",
    "token_forms",
]

#: A stretch of a term may be parted by at most so many words.
_LONGEST_INSERTION: Final = 3


@dataclass(slots=True)
class _Node:
    edges: dict[str, list[_Node]] = field(default_factory=dict)
    ends: list[Phrase] = field(default_factory=list)
    children: dict[frozenset[str], _Node] = field(default_factory=dict)

    def child(self, slot: Slot) -> _Node:
        keys = slot.keys
        node = self.children.get(keys)
        if node is None:
            node = self.children[keys] = _Node()
            for key in keys:
                self.edges.setdefault(key, []).append(node)
        return node


@dataclass(frozen=True, slots=True)
class _Hit:
    """An accepted match: a phrase, the words it takes, and why."""

    phrase: Phrase
    taken: tuple[int, ...]
    span: Span
    form: str
    evidence: Evidence
    reason: str
    quoted: bool


class Matcher:
    """Compiled terms of one language; immutable, and safe to share by threads."""

    def __init__(self, terms: Iterable[Sought], language: str) -> None:
        self._morphology = morphology(language)
        self._root = _Node()
        for term in terms:
            for phrase in phrases(term, self._morphology):
                _insert(self._root, phrase)

    def find(self, text: str) -> tuple[Occurrence, ...]:
        """All occurrences, in the order of the text; one inside a longer one is marked nested."""
        passage = read(text, self._morphology)
        hits = _best(list(self._hits(passage)))
        hits.sort(key=lambda hit: (hit.span, hit.phrase.sought.concept, hit.phrase.sought.term))
        hiding = _hiding(hits)
        return tuple(
            _occurrence(hit, nested=any(set(hit.taken) < longer for longer in hiding[hit.taken[0]]))
            for hit in hits
        )

    def _hits(self, passage: Passage) -> Iterator[_Hit]:
        candidates: dict[tuple[int, tuple[int, ...]], Phrase] = {}
        for at, analysis in enumerate(passage.analyses):
            if not self._root.edges.keys().isdisjoint(analysis.keys):
                _walk(self._root, passage, at, (), candidates)
        for (_identity, taken), phrase in candidates.items():
            hit = _judge(phrase, passage, taken)
            if hit is not None:
                yield hit


def compile_terms(terms: Iterable[Sought], language: str) -> Matcher:
    """A matcher of any terms; the last ones compiled are remembered."""
    return _compiled(tuple(terms), language_of(language).code)


def compile_termbase(termbase: TermBase, language: str) -> Matcher:
    """A matcher of all terms of one language, whatever their status."""
    return compile_terms(sought(termbase, language), language)


def sought(
    termbase: TermBase, language: str, renderings: Iterable[tuple[str, str]] = ()
) -> tuple[Sought, ...]:
    """The terms of a language, and renderings (concept, text) that only rules name."""
    terms = tuple(_sought(term) for term in termbase.terms(language))
    return terms + tuple(Sought(concept=concept, text=text) for concept, text in renderings)


def token_forms(text: str, language: str) -> frozenset[str]:
    """The distinct folded lower-case words of a text."""
    spoken = morphology(language)
    return frozenset(spoken.word(token.text).lower() for token in spoken.tokens(fold(text)))


def form_keys(form: str, language: str) -> frozenset[str]:
    """The keys of one of `token_forms`."""
    return morphology(language).analysis(form).keys


def index_keys(text: str, language: str) -> frozenset[str]:
    """The keys of all words of a text."""
    return frozenset().union(*(form_keys(form, language) for form in token_forms(text, language)))


def lookup_keys(term: Sought, language: str) -> frozenset[str]:
    """Keys of which every text that the term occurs in has at least one."""
    ways = phrases(term, morphology(language))
    return frozenset().union(*(way.telling.keys for way in ways))


@lru_cache(maxsize=256)
def _compiled(terms: tuple[Sought, ...], language: str) -> Matcher:
    return Matcher(terms, language)


def _sought(term: Term) -> Sought:
    return Sought(
        concept=term.concept,
        term=term.id,
        text=term.text,
        case=term.case,
        forms=term.forms,
        excepted=term.excepted,
        part_of_speech=term.part_of_speech,
    )


def _insert(root: _Node, phrase: Phrase) -> None:
    node = root
    for slot in phrase.slots:
        node = node.child(slot)
    node.ends.append(phrase)


def _walk(
    node: _Node,
    passage: Passage,
    at: int,
    taken: tuple[int, ...],
    candidates: dict[tuple[int, tuple[int, ...]], Phrase],
) -> None:
    """All phrases that the words from here on may be, with any of their readings."""
    reached = {
        id(child): child for key in passage.analyses[at].keys for child in node.edges.get(key, ())
    }
    now = (*taken, at)
    parted = at - (taken[0] if taken else at) > len(taken)
    for child in reached.values():
        for phrase in child.ends:
            candidates[id(phrase), now] = phrase
        if child.edges:
            # A phrase is parted once at most, which keeps the walk short on any text.
            last = at + 2 if parted else at + 2 + _LONGEST_INSERTION
            for following in range(at + 1, min(last, len(passage.tokens))):
                _walk(child, passage, following, now, candidates)


def _judge(phrase: Phrase, passage: Passage, taken: tuple[int, ...]) -> _Hit | None:
    """The match, if letter case, gaps, agreement and the words around bear it out."""
    inserted = _insertions(phrase, passage, taken)
    if inserted is None or not case_fits(phrase, passage, taken):
        return None
    alone = len(taken) == 1
    evidences = [
        _evidence(slot, passage, at, alone=alone)
        for slot, at in zip(phrase.slots, taken, strict=True)
    ]
    found = [evidence for evidence in evidences if evidence is not None]
    if len(found) < len(evidences):
        return None
    coordinated = Insertion.COORDINATION in inserted or follows_coordination(passage, taken[0])
    if len(taken) > 1 and not agrees(phrase, passage, taken, coordinated=coordinated):
        return None
    if len(taken) == 1 and is_adjective_here(phrase, passage, taken[0]):
        return None
    span = passage.span(taken[0], taken[-1])
    quoted = in_quotation_marks(passage.folded.original, span)
    if (phrase.quoted and not quoted) or _is_excepted(phrase, passage, taken):
        return None
    form = passage.folded.original[span.start : span.end]
    if phrase.sought.marked and marks(form) < marks(phrase.sought.text):
        return None
    evidence = min(found)
    if is_lowered(phrase, passage, taken):
        evidence = Evidence.GUESS
    if set(inserted) - {Insertion.ARTICLE}:
        evidence = min(evidence, Evidence.ENDING)
    why = _why(phrase, passage, taken, inserted)
    return _Hit(phrase, taken, span, form, evidence, reason(form, phrase.sought.text, why), quoted)


def _insertions(
    phrase: Phrase, passage: Passage, taken: Sequence[int]
) -> tuple[Insertion, ...] | None:
    """What parts the words of a match; None where nothing may."""
    found: list[Insertion] = []
    for gap, left, right in zip(phrase.gaps, taken, taken[1:], strict=False):
        if right == left + 1:
            if passage.gap(left) != gap:
                return None
            continue
        what = None if gap else insertion(phrase, passage, left, right)
        if what is None:
            return None
        found.append(what)
    return tuple(found)


def _evidence(slot: Slot, passage: Passage, at: int, *, alone: bool) -> Evidence | None:
    """On what it rests that a word fills a slot; None if it does not."""
    analysis = passage.analyses[at]
    own = [found for surface, found in analysis.surfaces.items() if surface in slot.surfaces]
    named = slot.word[0].isupper()
    told = named and (not alone or _capital_tells(slot, passage, at))
    readings = matched_readings(slot, passage, at)
    weighed = [
        _weight(reading, told=told)
        for reading in readings
        if not alone or _is_meant(reading, passage, at)
    ]
    if weighed or own:
        borrowed = not weighed and named and not told and _has_noun(analysis)
        return Evidence.GUESS if borrowed else max(own + weighed)
    if slot.endings.isdisjoint(analysis.surfaces):
        return None
    if not analysis.known or slot.role is Role.ABBREVIATION:
        return Evidence.ENDING
    if not slot.outside or (named and not passage.words[at][0].isupper()):
        return None
    return Evidence.ENDING if told or not named else Evidence.GUESS


def _capital_tells(slot: Slot, passage: Passage, at: int) -> bool:
    """Whether a capital says that a name is meant, as it does save where any word would have it."""
    if passage.shouted:
        return False
    return slot.role is Role.ABBREVIATION or not passage.starts_sentence(at)


def _has_noun(analysis: Analysis) -> bool:
    """Whether a lexicon has the form as a noun's: «Стрелков не хватает» is about shooters."""
    return analysis.known and any(reading.kind is Kind.NOUN for reading in analysis.readings)


def _weight(reading: Reading, *, told: bool) -> Evidence:
    unlikely = reading.likelihood < Likelihood.LIKELY
    return Evidence.GUESS if unlikely and not told else reading.evidence


def _is_meant(reading: Reading, passage: Passage, at: int) -> bool:
    """«Найближчим часом» has the noun; a lone «часом» is an adverb."""
    return reading.likelihood > Likelihood.SELDOM or is_described(reading, passage, at)


def _is_excepted(phrase: Phrase, passage: Passage, taken: Sequence[int]) -> bool:
    if not phrase.sought.excepted:
        return False
    spoken = passage.morphology
    form = [passage.analyses[at].form for at in taken]
    return any(
        form == [spoken.word(token.text).lower() for token in spoken.tokens(fold(each))]
        for each in phrase.sought.excepted
    )


def _why(
    phrase: Phrase, passage: Passage, taken: Sequence[int], inserted: Sequence[Insertion]
) -> str:
    parted = f"parted by {inserted[0]}" if inserted else ""
    if phrase.listed:
        return "a listed form"
    how = grammar_in_words(common_grammar(phrase, passage, taken))
    how = how or _how_without_grammar(phrase, passage, taken)
    return ", ".join(each for each in (how, parted) if each)


def _how_without_grammar(phrase: Phrase, passage: Passage, taken: Sequence[int]) -> str:
    for slot, at in zip(phrase.slots, taken, strict=True):
        analysis = passage.analyses[at]
        if not slot.surfaces.isdisjoint(analysis.surfaces) or matched_readings(slot, passage, at):
            continue
        alone = len(taken) == 1
        return "by its ending" if alone else f"by the ending of «{passage.tokens[at].text}»"
    return ""


def _best(hits: Sequence[_Hit]) -> list[_Hit]:
    """One hit for a term and a span, the one that rests on most; whole ones before parted ones."""
    best: dict[tuple[Sought, Span], _Hit] = {}
    whole = {(hit.phrase.sought, at) for hit in hits if not _is_parted(hit) for at in hit.taken}
    for hit in hits:
        if _is_parted(hit) and any((hit.phrase.sought, at) in whole for at in hit.taken):
            continue
        key = (hit.phrase.sought, hit.span)
        if key not in best or _standing(best[key]) < _standing(hit):
            best[key] = hit
    return list(best.values())


def _standing(hit: _Hit) -> tuple[Evidence, bool]:
    """On what it rests; of equals the citation form tells more than a listed one."""
    return hit.evidence, not hit.phrase.listed


def _is_parted(hit: _Hit) -> bool:
    return hit.taken[-1] - hit.taken[0] >= len(hit.taken)


def _hiding(hits: Iterable[_Hit]) -> dict[int, list[frozenset[int]]]:
    """By each word, the matches that hide shorter ones; one led by a preposition hides none."""
    hiding: dict[int, list[frozenset[int]]] = defaultdict(list)
    for hit in hits:
        if not hit.phrase.led:
            taken = frozenset(hit.taken)
            for at in taken:
                hiding[at].append(taken)
    return hiding


def _occurrence(hit: _Hit, *, nested: bool) -> Occurrence:
    return Occurrence(
        concept=hit.phrase.sought.concept,
        term=hit.phrase.sought.term,
        text=hit.phrase.sought.text,
        span=hit.span,
        form=hit.form,
        evidence=hit.evidence,
        reason=hit.reason,
        quoted=hit.quoted,
        nested=nested,
    )
