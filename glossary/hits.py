"""Whether words that may be a term are one, as the words around say too.

A match that stands carries on what it rests and why it counts, in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from glossary import reasons
from glossary.model import Evidence, Span
from glossary.names import certainty, in_another_name
from glossary.passage import Passage
from glossary.phrases import Phrase, Role
from glossary.quotation import is_quoted
from glossary.saying import Message
from glossary.text import fold, marks
from glossary.verdicts import Verdicts, of_lone, of_several


class Hit(NamedTuple):
    """An accepted match: a phrase, the words it takes, and why."""

    phrase: Phrase
    taken: tuple[int, ...]
    span: Span
    form: str
    evidence: Evidence
    reason: Message
    quoted: bool
    inside: bool  #: part of something else's name

    @property
    def parted(self) -> bool:
        return self.taken[-1] - self.taken[0] >= len(self.taken)

    @property
    def standing(self) -> tuple[Evidence, bool]:
        """On what it rests; of equals the citation form tells more than a listed one."""
        return self.evidence, not self.phrase.listed


def judge(phrase: Phrase, passage: Passage, taken: tuple[int, ...], known: Verdicts) -> Hit | None:
    """The match, if letter case, gaps, agreement and the words around bear it out."""
    lone = len(taken) == 1
    verdict = (of_lone if lone else of_several)(phrase, passage, taken, known)
    if verdict is None:
        return None
    span = _span(phrase, passage, taken)
    quoted = passage.has_marks and is_quoted(passage, taken[0], taken[-1], span)
    if phrase.quoted and not quoted:
        return None
    asked = verdict.misreadings
    if asked and any(is_misread(phrase, passage, taken[0]) for is_misread in asked):
        return None
    form = passage.folded.original[span.start : span.end]
    if phrase.sought.marked and marks(form) < marks(phrase.sought.text):
        return None
    why = reasons.reason(form, phrase.sought.text, verdict.why)
    inside = in_another_name(phrase, passage, taken)
    evidence = verdict.evidence
    if lone and (phrase.capital or passage.words[taken[0]].isupper()):
        evidence = min(evidence, certainty(phrase, passage, taken[0]))
    return Hit(phrase, taken, span, form, evidence, why, quoted, inside)


def _span(phrase: Phrase, passage: Passage, taken: tuple[int, ...]) -> Span:
    """The stretch of the original; the dot of an abbreviation with dots is part of it."""
    span = passage.span(taken[0], taken[-1])
    end = passage.places[taken[-1]][1]
    if phrase.dotted and passage.folded.text[end : end + 1] == ".":
        return Span(span.start, passage.folded.ends[end])
    return span


def nearest(hits: Sequence[Hit], passage: Passage) -> list[Hit]:
    """Of terms that are one but for their spelling, those that are cited as the text writes.

    A base may prefer «organisation» and forbid «organization»: one word is not both.
    """
    alike: dict[tuple[tuple[int, ...], tuple[frozenset[str], ...]], list[Hit]] = {}
    for hit in hits:
        spelt = tuple(slot.surfaces for slot in hit.phrase.slots)
        alike.setdefault((hit.taken, spelt), []).append(hit)
    return _founded([h for group in alike.values() for h in _as_spelt(group, passage)], passage)


def _founded(hits: Sequence[Hit], passage: Passage) -> list[Hit]:
    """A reading that only an ending suggests leaves its word to a term that a lexicon says it is.

    «Música» may be what a «músico» is, but not beside a term «música».
    """
    said = {hit.taken for hit in hits if _is_said(hit, passage)}
    return [
        hit
        for hit in hits
        if not (_is_one_word(hit) and hit.evidence is Evidence.ENDING and hit.taken in said)
    ]


def _is_said(hit: Hit, passage: Passage) -> bool:
    """Whether a lexicon has the word as the term's, and not as a form of a verb."""
    if not _is_one_word(hit) or hit.evidence is not Evidence.LEXICON:
        return False
    analysis, slot = passage.analyses[hit.taken[0]], hit.phrase.slots[0]
    own = not slot.surfaces.isdisjoint(analysis.surfaces)
    language, word = passage.morphology.language, slot.word.lower()
    verb = word.endswith(language.infinitives) and not language.plural(analysis.form, word)
    return own or not verb


def _is_one_word(hit: Hit) -> bool:
    return len(hit.phrase.slots) == 1 and hit.phrase.slots[0].role is Role.FREE


def _as_spelt(group: Sequence[Hit], passage: Passage) -> Sequence[Hit]:
    if len(group) < 2:
        return group
    text = passage.folded.text[passage.places[group[0].taken[0]][0] :]
    likeness = [_likeness(fold(hit.phrase.sought.text).text, text) for hit in group]
    highest = max(likeness)
    return [
        hit
        for hit, each in zip(group, likeness, strict=True)
        if each == highest or hit.phrase.listed
    ]


def _likeness(cited: str, text: str) -> tuple[int, int]:
    """How far a text begins as a term is cited; of equals, the shorter has less that it lacks."""
    same = takewhile(
        lambda pair: pair[0].lower() == pair[1].lower(), zip(cited, text, strict=False)
    )
    return sum(1 for _ in same), -len(cited)


def best(hits: Sequence[Hit]) -> list[Hit]:
    """One hit for a term and a span, the one that rests on most; whole ones before parted ones."""
    whole = {(id(hit.phrase.sought), at) for hit in hits if not hit.parted for at in hit.taken}
    kept: dict[tuple[int, Span], Hit] = {}
    for hit in hits:
        sought = id(hit.phrase.sought)
        if hit.parted and any((sought, at) in whole for at in hit.taken):
            continue
        other = kept.get((sought, hit.span))
        if other is None or other.standing < hit.standing:
            kept[sought, hit.span] = hit
    return list(kept.values())
