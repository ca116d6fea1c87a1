"""Words of different scripts brought to one sound, so that names are recognised.

anyascii transliterates every script; what remains different by custom alone
(*Tsch*aikowsky, *Ch*aykovsky) is folded. The measure of likeness is Jaro-Winkler
(Winkler 1990), which trusts the beginnings of words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler

from translations.alignment.features import Side

_FOLDS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("th", "t"),
        ("shch|sch|tsch|sh", "s"),
        ("tch|ch", "c"),
        ("kh|h", ""),
        ("zh", "z"),
        ("ph", "f"),
        ("ck|q", "k"),
        ("x", "ks"),
        ("w", "v"),
        ("ts|tz", "c"),
        ("[yj]", "i"),
        ("c(?=[eiy])", "s"),
        ("c", "k"),
        ("z", "s"),
        (r"(.)\1+", r"\1"),
    )
)
_NOT_LETTERS = re.compile("[^a-z]")
_VOWELS = re.compile("[aeiou]")


class Likeness(NamedTuple):
    """Two stems that sound alike, and how probable it is that one translates the other."""

    source: str
    target: str
    probability: float
    name: bool


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """A word in small Latin letters, custom of spelling apart."""
    letters = _NOT_LETTERS.sub("", anyascii(word).lower())
    for pattern, replacement in _FOLDS:
        letters = pattern.sub(replacement, letters)
    return letters


def alike(source: Side, target: Side) -> Iterator[Likeness]:
    """For each stem of the source, the stem of the target that sounds most like it, if any does."""
    theirs = {stem: sound(form) for stem, form in target.forms.items()}
    shelves = _shelved(theirs)
    for stem, form in source.forms.items():
        own = sound(form)
        if len(own) < 3:
            continue
        near = {other for key in _keys(own) for other in shelves.get(key, ())}
        found = max(_likenesses(stem, own, near, theirs, source, target), default=None, key=_weight)
        if found is not None:
            yield found


def _likenesses(
    stem: str,
    own: str,
    near: Iterable[str],
    theirs: Mapping[str, str],
    source: Side,
    target: Side,
) -> Iterator[Likeness]:
    for other in near:
        name = stem in source.capitals and other in target.capitals
        likeness = JaroWinkler.similarity(own, theirs[other], score_cutoff=0.82)
        if _convinces(likeness, min(len(own), len(theirs[other])), name=name):
            probability = min(0.85, 0.35 + 0.3 * name + (likeness - 0.82) * 1.2)
            yield Likeness(stem, other, probability, name)


def _convinces(likeness: float, length: int, *, name: bool) -> bool:
    """Names may differ more than other words, short words less."""
    if name and length >= 3 and likeness > 0.82:
        return True
    return (length >= 5 and likeness > 0.9) or (length >= 4 and likeness > 0.96)


def _weight(found: Likeness) -> tuple[float, str]:
    return found.probability, found.target


def _shelved(sounds: Mapping[str, str]) -> Mapping[str, list[str]]:
    shelves: defaultdict[str, list[str]] = defaultdict(list)
    for stem, own in sounds.items():
        for key in _keys(own):
            shelves[key].append(stem)
    return shelves


def _keys(own: str) -> set[str]:
    """Words that sound alike share one: the first consonants, or the first four letters."""
    if len(own) < 3:
        return set()
    return {own[0] + _VOWELS.sub("", own[1:])[:2], own[:4]}
