"""Where the terms of a glossary stand in a text, in any inflected form.

Terms are kept in a trie whose edges are keys of words: the form itself or a
lemma. A word has as many keys as it has readings, so that a walk with all of
them loses no occurrence, which an automaton over one chosen reading would.
What a walk finds is then judged: letter case, agreement, homographs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from glossary.hits import Hit, best, judge, nearest
from glossary.insertions import ways_on
from glossary.languages import language_of
from glossary.model import Occurrence, Term, TermBase
from glossary.morphology import Analysis, morphology
from glossary.passage import Passage, read
from glossary.phrases import Phrase, Role, Slot, Sought
from glossary.verdicts import Verdicts
from glossary.ways import ways

__all__ = [
    "Matcher",
    "Sought",
    "compile_termbase",
    "compile_terms",
    "form_keys",
    "index_keys",
    "lookup_keys",
    "sought",
    "sought_as",
    "token_forms",
]

#: The forms that no term starts with, or which do, are remembered; then memory starts afresh.
_MOST_FORMS: Final = 400_000


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


#: Where most words lead: no term starts with them.
_NOWHERE: Final = _Node()


class Matcher:
    """Compiled terms of one language; immutable, and safe to share by threads."""

    def __init__(self, terms: Iterable[Sought], language: str) -> None:
        self._morphology = morphology(language)
        self._root = _Node()
        self._starts: dict[frozenset[str], _Node] = {}
        self._verdicts: Verdicts = {}
        found = [ways(term, self._morphology) for term in dict.fromkeys(terms)]
        cited = frozenset(
            surface for each in found for first in each[:1] for surface in _cited_alone(first)
        )
        for first, *others in filter(None, found):
            # «U.S.» is written «US» too, unless the base has that for itself.
            apart = [other for other in others if not _cited_alone(other) & cited]
            for phrase in (first, *apart):
                _insert(self._root, _yielding(phrase, cited))

    def find(self, text: str) -> tuple[Occurrence, ...]:
        """All occurrences, in the order of the text.

        One inside a longer one, or inside the name of something else, is marked nested.
        """
        passage = read(text, self._morphology)
        hits = list(self._hits(passage))
        if _are_apart(hits, passage):
            return tuple(_occurrence(hit, nested=hit.inside) for hit in hits)
        hits = nearest(best(hits), passage)
        hits.sort(key=lambda hit: (hit.span, hit.phrase.sought.concept, hit.phrase.sought.term))
        hiding = _hiding(hits)
        return tuple(_occurrence(hit, nested=_is_nested(hit, hiding)) for hit in hits)

    def _hits(self, passage: Passage) -> Iterator[Hit]:
        candidates: dict[tuple[int, tuple[int, ...]], Phrase] = {}
        starts = self._starts
        for at, analysis in enumerate(passage.analyses):
            node = starts.get(analysis.keys) or self._remember(analysis)
            if node is not _NOWHERE:
                _walk(node, passage, (at,), candidates)
        for (_identity, taken), phrase in candidates.items():
            hit = judge(phrase, passage, taken, self._verdicts)
            if hit is not None:
                yield hit

    def _remember(self, analysis: Analysis) -> _Node:
        """The node that a form leads to from the root, all its readings in one."""
        if len(self._starts) >= _MOST_FORMS:
            self._starts.clear()
        node = _merged(tuple(_reached(self._root, analysis)))
        return self._starts.setdefault(analysis.keys, node)


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
    terms = tuple(sought_as(term) for term in termbase.terms(language))
    return terms + tuple(Sought(concept=concept, text=text) for concept, text in renderings)


def token_forms(text: str, language: str) -> frozenset[str]:
    """The distinct folded lower-case words of a text."""
    return read(text, morphology(language)).forms


def form_keys(form: str, language: str) -> frozenset[str]:
    """The keys of one of `token_forms`."""
    return morphology(language).analysis(form).keys


def index_keys(text: str, language: str) -> frozenset[str]:
    """The keys of all words of a text."""
    return frozenset().union(*(form_keys(form, language) for form in token_forms(text, language)))


def lookup_keys(term: Sought, language: str) -> frozenset[str]:
    """Keys of which every text that the term occurs in has at least one."""
    written = ways(term, morphology(language))
    return frozenset().union(*(way.telling.keys for way in written))


@lru_cache(maxsize=256)
def _compiled(terms: tuple[Sought, ...], language: str) -> Matcher:
    return Matcher(terms, language)


def sought_as(term: Term) -> Sought:
    """What is sought for a term of the base."""
    return Sought(
        concept=term.concept,
        term=term.id,
        text=term.text,
        case=term.case,
        forms=term.forms,
        excepted=term.excepted,
        part_of_speech=term.part_of_speech,
    )


def _cited_alone(phrase: Phrase) -> frozenset[str]:
    """The form that a term of one word is cited by."""
    alone = len(phrase.slots) == 1 and not phrase.listed
    return phrase.slots[0].surfaces if alone else frozenset()


def _yielding(phrase: Phrase, cited: frozenset[str]) -> Phrase:
    """A plural leaves the forms of its singular to a term that is cited by the singular.

    «Medias» beside «media» means stockings; alone it is found in both numbers. Where
    the plural has cases, they are its own whatever else is cited.
    """
    slot = phrase.slots[0]
    if len(phrase.slots) > 1 or slot.role is not Role.FREE:
        return phrase
    taken = cited - slot.surfaces
    if taken.isdisjoint(slot.lemmas | slot.endings):
        return phrase
    kept = replace(slot, lemmas=slot.lemmas - taken, endings=slot.endings - taken)
    return replace(phrase, slots=(kept,))


def _insert(root: _Node, phrase: Phrase) -> None:
    node = root
    for slot in phrase.slots:
        node = node.child(slot)
    node.ends.append(phrase)


def _reached(node: _Node, analysis: Analysis) -> Iterable[_Node]:
    """The nodes that any reading of a word leads to."""
    edges = node.edges
    if analysis.keys.isdisjoint(edges):
        return ()
    return {id(child): child for key in analysis.keys for child in edges.get(key, ())}.values()


def _merged(nodes: Sequence[_Node]) -> _Node:
    """One node for several, so that what follows is looked up once."""
    if len(nodes) < 2:
        return nodes[0] if nodes else _NOWHERE
    whole = _Node()
    for node in nodes:
        whole.ends += node.ends
        for key, children in node.edges.items():
            whole.edges.setdefault(key, []).extend(children)
    return whole


def _walk(
    node: _Node,
    passage: Passage,
    taken: tuple[int, ...],
    candidates: dict[tuple[int, tuple[int, ...]], Phrase],
    *,
    parted: bool = False,
) -> None:
    """All phrases that the words taken may be, or begin."""
    for phrase in node.ends:
        candidates[id(phrase), taken] = phrase
    # Any word of the text may lead on from a node, and seldom one does.
    if not node.edges or node.edges.keys().isdisjoint(passage.keys):
        return
    last = taken[-1]
    place = passage.following(last)
    if place > last + 1:
        for child in _reached(node, passage.analyses[last + 1]):
            _walk(child, passage, (*taken, last + 1), candidates, parted=parted)
    if place >= len(passage.words):
        return
    for child in _reached(node, passage.analyses[place]):
        _walk(child, passage, (*taken, place), candidates, parted=parted)
    if parted:
        return
    # A phrase is parted once at most, which keeps the walk short on any text.
    for farther, _ in ways_on(passage, last):
        for child in _reached(node, passage.analyses[farther]):
            _walk(child, passage, (*taken, farther), candidates, parted=True)


def _are_apart(hits: Sequence[Hit], passage: Passage) -> bool:
    """Whether no word is taken twice, so that none has to be chosen; as most texts have it."""
    if len(hits) < 2:
        return True
    taken = [at for hit in hits for at in hit.taken]
    return len(set(taken)) == len(taken) and not passage.suspended


def _hiding(hits: Iterable[Hit]) -> dict[int, list[frozenset[int]]]:
    """By each word, the matches that hide shorter ones; one led by a preposition hides none."""
    hiding: dict[int, list[frozenset[int]]] = defaultdict(list)
    for hit in hits:
        if len(hit.taken) > 1 and not hit.phrase.led:
            taken = frozenset(hit.taken)
            for at in taken:
                hiding[at].append(taken)
    return hiding


def _is_nested(hit: Hit, hiding: Mapping[int, list[frozenset[int]]]) -> bool:
    return hit.inside or any(set(hit.taken) < longer for longer in hiding.get(hit.taken[0], ()))


def _occurrence(hit: Hit, *, nested: bool) -> Occurrence:
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
