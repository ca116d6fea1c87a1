"""Compounds that share a part: «Volks- und Bürgerwehr», «юго- и северо-восток».

A word that ends or begins with a hyphen beside a conjunction lacks a part that
the word on the other side has. It is read as all compounds that this word may
complete; by itself it is no word: there is no *Volk* in «Volks- und Bürgerwehr».
An occurrence takes in both words, as the missing part stands in the other one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from glossary.languages.base import Reading
from glossary.model import Evidence
from glossary.morphology import SURFACE, Analysis, Morphology
from glossary.text import Folded, Token

#: A part of a compound has three letters at least.
_SHORTEST_PART: Final = 3
#: «Volks-, Bürger- und Heimatwehr»: the word with the part may be so far.
_FARTHEST: Final = 5
_HANGING: Final = ("- ", " -", "-,")


@dataclass(frozen=True, slots=True)
class Suspension:
    """A word that lacks a part, as all that it may be; first and last of the words involved."""

    analysis: Analysis
    forms: tuple[str, ...]
    first: int
    last: int


def suspensions(
    folded: Folded, words: Sequence[str], morphology: Morphology
) -> Mapping[int, Suspension]:
    """By place, the words of a text that lack a part."""
    text = folded.text
    if "-" not in text or not any(hyphen in text for hyphen in _HANGING):
        return {}
    tokens = tuple(morphology.tokens(folded))
    found: dict[int, Suspension] = {}
    conjunctions = morphology.language.conjunctions
    joined = [at for at, word in enumerate(words) if word.lower() in conjunctions]
    for conjunction in joined:
        if not 0 < conjunction < len(tokens) - 1:
            continue
        after, before = conjunction + 1, conjunction - 1
        for at in _hanging(text, tokens, before):
            lacking, partner = words[at].lower(), words[after].lower()
            lemmas = tuple(_lemmas(lacking, morphology.analysis(partner)))
            forms = tuple(lacking + end for end in _endings(partner))
            whole = _any(lacking + "-", forms, lemmas, morphology)
            found[at] = Suspension(whole, (*forms, *(r.lemma for r in lemmas)), at, after)
        if _hangs_before(text, tokens[after]):
            lacking, partner = words[after].lower(), words[before].lower()
            forms = tuple(start + lacking for start in _starts(partner))
            whole = _any("-" + lacking, forms, (), morphology)
            found[after] = Suspension(whole, forms, before, after)
    return found


def _hanging(text: str, tokens: Sequence[Token], last: int) -> Iterator[int]:
    """The words with a hyphen behind them, from the one at `last` backwards."""
    for at in range(last, max(last - _FARTHEST, -1), -1):
        end = tokens[at].end
        behind = text[end : end + 2]
        if not (behind.startswith("-") and behind[1:] in {" ", ","}):
            return
        yield at


def _hangs_before(text: str, token: Token) -> bool:
    return text[token.start - 2 : token.start] == " -" and text[token.start].isalpha()


def _endings(whole: str) -> Iterator[str]:
    """What a word may lend to one before it; of a hyphenated one the last part with its hyphen."""
    _head, hyphen, last = whole.rpartition("-")
    if hyphen:
        yield hyphen + last
        yield last
        return
    for cut in range(_SHORTEST_PART - 1, len(whole) - _SHORTEST_PART + 1):
        yield whole[cut:]


def _starts(whole: str) -> Iterator[str]:
    """What a word may lend to one behind it."""
    for cut in range(_SHORTEST_PART, len(whole) - _SHORTEST_PART + 2):
        yield whole[:cut].removesuffix("-")


def _lemmas(start: str, partner: Analysis) -> Iterator[Reading]:
    """The partner's readings with another first part: *Volkswehr* for «Volks- und Bürgerwehren»."""
    for reading in partner.readings:
        for end in _endings(reading.lemma):
            yield replace(reading, lemma=start + end, evidence=Evidence.ENDING)


def _any(
    written: str, forms: Sequence[str], lemmas: Iterable[Reading], morphology: Morphology
) -> Analysis:
    """Everything that a word may be once it is whole."""
    wholes = [morphology.analysis(form) for form in forms]
    surfaces = {surface: Evidence.LEXICON for each in wholes for surface in each.surfaces}
    surfaces[written] = Evidence.LEXICON
    readings = tuple(reading for each in wholes for reading in each.readings) + tuple(lemmas)
    return replace(
        morphology.analysis(written),
        surfaces=surfaces,
        readings=readings,
        keys=frozenset({SURFACE + surface for surface in surfaces} | {r.lemma for r in readings}),
        known=any(whole.known for whole in wholes),
    )
