"""Which units fit a segment, and in which order: context, exact, then by the score.

The score is the normalised Levenshtein similarity of the two sources without
inline codes, as people see them, less what the unit loses for not being
reviewed, for its memory, and for codes that cannot be placed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from translations.inline import plain
from translations.memory import codes, numbers
from translations.memory.model import (
    DISOWNED,
    ORIGIN_PENALTIES,
    PENALTIES,
    Adaptation,
    Kind,
    Match,
    Query,
    Surroundings,
    Unit,
)

#: Below it a match helps nobody.
LEAST = 0.7
_FOR_LOST_CODES = 0.01


def similarity(one: str, other: str) -> float:
    """Say how alike two plain texts are, from 0 to 1: 1 for equal ones only."""
    return Levenshtein.normalized_similarity(one, other)


def most_similar(
    text: str, others: Sequence[str], *, least: float, most: int
) -> list[tuple[int, float]]:
    """Give the places of the texts that are most like this one, and how alike they are."""
    found = process.extract(
        text,
        others,
        scorer=Levenshtein.normalized_similarity,
        score_cutoff=least,
        limit=most,
    )
    return [(place, alike) for _other, alike, place in found]


def matches(query: Query, units: Iterable[Unit], *, least: float = LEAST) -> tuple[Match, ...]:
    """Give the units that fit a segment, the best first; of equal ones the best alone."""
    found = sorted(_matches(query, units, least), key=lambda match: _order(match, query))
    seen: set[tuple[str, str]] = set()
    kept = []
    for match in found:
        words = (plain(match.unit.source, match.unit.codes).text, match.target)
        if words not in seen:
            seen.add(words)
            kept.append(match)
    return tuple(kept)


def _matches(query: Query, units: Iterable[Unit], least: float) -> Iterator[Match]:
    wanted = plain(query.source, query.codes).text
    for unit in units:
        source = plain(unit.source, unit.codes).text
        alike = similarity(source, wanted)
        if alike >= least:
            yield _match(query, unit, alike, source, wanted)


def _match(query: Query, unit: Unit, alike: float, source: str, wanted: str) -> Match:
    target, adapted = codes.fitted(unit, query)
    if alike < 1 and Adaptation.CODES_LOST not in adapted:
        languages = (query.source_language, query.target_language)
        counted = numbers.adapted(source, wanted, target, languages=languages)
        if counted is not None:
            target, adapted = counted, adapted | {Adaptation.NUMBERS}
    lost = _FOR_LOST_CODES if Adaptation.CODES_LOST in adapted else 0.0
    penalty = PENALTIES[unit.state] + ORIGIN_PENALTIES.get(unit.origin, 0.0) + unit.penalty
    return Match(
        unit=unit,
        kind=_kind(query, unit, alike, lost=bool(lost)),
        similarity=alike,
        score=max(0.0, alike - penalty - lost),
        target=target,
        adapted=adapted,
        sought=wanted,
    )


def _kind(query: Query, unit: Unit, alike: float, *, lost: bool) -> Kind:
    if alike < 1 or lost or unit.state in DISOWNED:
        return Kind.FUZZY
    return Kind.CONTEXT if _same_place(query.surroundings, unit.surroundings) else Kind.EXACT


def _same_place(one: Surroundings, other: Surroundings) -> bool:
    return one == other and None not in (one.before, one.after)


def _order(match: Match, query: Query) -> tuple[object, ...]:
    unit = match.unit
    strange = unit.voice not in {None, query.voice} and query.voice is not None
    before = (match.kind, strange) if match.kind is not Kind.FUZZY else (match.kind, False)
    newest = -(unit.at.timestamp() if unit.at else 0)
    return (*before, -match.score, strange, newest, -unit.id)
