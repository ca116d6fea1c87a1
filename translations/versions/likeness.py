"""How alike two texts are, and which of many could be the same text, edited.

Words are compared as a sequence (the length of their longest common subsequence
beside the length of both, as rapidfuzz computes it); characters besides, for an
ending or a letter that is another makes another word.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Indel

#: From here on two texts are the same, edited: half of their words, or most characters.
WORDS, CHARACTERS = 0.5, 0.7
#: From here on a text that stands elsewhere is the same, moved and edited …
NEARLY = 0.9
#: … if it has so many words: short ones are alike by chance.
FEWEST_WORDS = 4
#: A text and two neighbours that it was cut into, or put together of, are so alike.
_PARTS = 0.9
#: So many pairs are compared one and all; of more, those that share words which are rare.
_PAIRS = 900
_RARE, _MOST_ALIKE = 8, 4
_WORD = re.compile(r"\w+|[^\w\s]")


@dataclass(slots=True)
class Texts:
    """The texts of a version, each taken apart once."""

    texts: Sequence[str]
    _words: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def words(self, at: int) -> tuple[str, ...]:
        found = self._words.get(at)
        if found is None:
            found = self._words[at] = _words(self.texts[at])
        return found


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def likeness(old: Texts, at: int, new: Texts, to: int) -> float:
    """How alike two texts are, from 0 to 1; 0 for such as are not the same, edited."""
    words = Indel.normalized_similarity(old.words(at), new.words(to), score_cutoff=WORDS)
    if words >= NEARLY:
        return words
    letters = Indel.normalized_similarity(
        old.texts[at], new.texts[to], score_cutoff=max(words, CHARACTERS)
    )
    return max(words, letters)


def in_parts(old: Texts, here: Sequence[int], new: Texts, there: Sequence[int]) -> float:
    """How alike a text is to two neighbours in the other version; 0 if they are not its parts."""
    one, other = (
        " ".join(texts.texts[each] for each in some) for texts, some in ((old, here), (new, there))
    )
    if min(len(one), len(other)) < _PARTS * max(len(one), len(other)) - 1:
        return 0.0
    return Indel.normalized_similarity(one, other, score_cutoff=_PARTS)


def candidates(
    old: Texts, here: Sequence[int], new: Texts, there: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Pairs of places worth a comparison: all where they are few."""
    if len(here) * len(there) <= _PAIRS:
        yield from ((one, other) for other in there for one in here)
        return
    holders = _holders(old, here)
    for number, other in enumerate(there):
        likely = set(_sharing(holders, new.words(other)))
        beside = number * len(here) // len(there)
        likely.update(here[max(0, beside - 1) : beside + 2])
        yield from ((one, other) for one in sorted(likely))


def _holders(texts: Texts, places: Collection[int]) -> dict[str, list[int]]:
    """In which texts each word stands that stands in few."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for at in places:
        for word in set(texts.words(at)):
            found[word].append(at)
    return {word: holding for word, holding in found.items() if len(holding) <= _RARE}


def _sharing(holders: dict[str, list[int]], words: Sequence[str]) -> Iterator[int]:
    shared = Counter(at for word in set(words) for at in holders.get(word, ()))
    yield from (at for at, _ in shared.most_common(_MOST_ALIKE))
