"""Which segment of the edition a segment of a file is: by its key, or else by its source text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from translations.inline import plain
from translations.trips import keys
from translations.trips.keys import Key
from translations.trips.model import Arrived, Departed, Here, settled


class Loss(StrEnum):
    """Why a segment of a file has no place in the edition."""

    GONE = "gone"  #: it was split, joined or removed since
    ELSEWHERE = "elsewhere"  #: the file went out of another edition
    BROKEN = "broken"  #: its id was changed, and its source stands here nowhere, or twice
    UNKNOWN = "unknown"  #: it has no id of ours, and its source stands here nowhere
    AMBIGUOUS = "ambiguous"  #: it has no id of ours, and its source stands here twice


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A segment of a file that has no place here."""

    arrived: Arrived
    why: Loss


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A segment of a file with its place, and what stood there when the file went out."""

    arrived: Arrived
    here: Here
    then: Departed | None = None
    outing: int | None = None  #: the file that went out
    by_source: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """All segments of a file: those with a place, in the file's order, and the others."""

    matches: tuple[Match, ...]
    lost: tuple[Lost, ...]


Outings = Mapping[int, Mapping[int, Departed]]


def match(arrived: Iterable[Arrived], here: Sequence[Here], outings: Outings) -> Matched:
    """Find the place of every segment; `outings` are the files that went out of this edition."""
    arrived = tuple(arrived)
    by_id = {each.segment: each for each in here}
    sources = _Sources.of(arrived, here)
    placed = [_place(each, by_id, sources, outings) for each in arrived]
    return Matched(
        matches=tuple(each for each in placed if isinstance(each, Match)),
        lost=tuple(each for each in placed if isinstance(each, Lost)),
    )


@dataclass(frozen=True, slots=True)
class _Sources:
    """The segments here by their words, for those of a file that have no key of ours."""

    here: Mapping[str, Sequence[Here]]
    theirs: Mapping[str, int]  #: how often the file has the words
    met: Counter[str]

    @classmethod
    def of(cls, arrived: Iterable[Arrived], here: Iterable[Here]) -> _Sources:
        by_words: defaultdict[str, list[Here]] = defaultdict(list)
        for each in here:
            by_words[_words(each.source)].append(each)
        keyless = (_words(each.source) for each in arrived if keys.found(each.id) is None)
        return cls(by_words, Counter(keyless), Counter())

    def take(self, words: str) -> Here | None:
        """The only one with these words; of as many as the file has, each in its turn."""
        alike = self.here.get(words, ())
        if not words or len(alike) not in (1, self.theirs[words]):
            return None
        self.met[words] += 1
        return alike[self.met[words] - 1] if len(alike) > 1 else alike[0]


def _place(
    arrived: Arrived, by_id: Mapping[int, Here], sources: _Sources, outings: Outings
) -> Match | Lost:
    key = keys.found(arrived.id)
    if key is not None:
        return _by_key(arrived, key, by_id, outings)
    words = _words(arrived.source)
    found = sources.take(words)
    if found is not None:
        return Match(arrived=arrived, here=found, by_source=True)
    there = sources.here.get(words)
    broken = keys.is_broken(arrived.id)
    why = Loss.BROKEN if broken else Loss.AMBIGUOUS if there else Loss.UNKNOWN
    return Lost(arrived=arrived, why=why)


def _by_key(
    arrived: Arrived, key: Key, by_id: Mapping[int, Here], outings: Outings
) -> Match | Lost:
    if key.outing not in outings:
        return Lost(arrived=arrived, why=Loss.ELSEWHERE)
    if key.segment not in by_id:
        return Lost(arrived=arrived, why=Loss.GONE)
    then = outings[key.outing].get(key.segment)
    return Match(arrived=arrived, here=by_id[key.segment], then=then, outing=key.outing)


def outings_named(arrived: Iterable[Arrived]) -> frozenset[int]:
    """The numbers of the files that went out from which segments came."""
    found = (keys.found(each.id) for each in arrived)
    return frozenset(key.outing for key in found if key is not None)


def absent(matches: Iterable[Match], outings: Outings, here: Iterable[Here]) -> tuple[Here, ...]:
    """The segments that went out, are still here, and did not come home."""
    home = {each.here.segment for each in matches}
    out = {segment for departed in outings.values() for segment in departed}
    return tuple(each for each in here if each.segment in out - home)


def reads_alike(one: str, other: str) -> bool:
    """Whether two sources are the same words, whatever a tool did to codes and white space."""
    return _words(one) == _words(other)


def _words(source: str) -> str:
    return " ".join(plain(settled(source)).text.split())
