"""Why two sentences were put together, in words that a person sees in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from translations.alignment.features import CONCEPT, MARK, NUMBER, Side, features_of, words
from translations.alignment.model import Ground, Reason

_MOST: Final = 8
_GROUNDS: Final[Mapping[str, Ground]] = {
    NUMBER: Ground.NUMBER,
    MARK: Ground.MARK,
    CONCEPT: Ground.TERM,
}


def reasons(
    weights: Mapping[tuple[str, str], float],
    source: Side,
    source_text: Iterable[str],
    target: Side,
    target_text: Iterable[str],
) -> tuple[Reason, ...]:
    """What speaks most for a bead, the strongest first."""
    ours, theirs = _written(source, source_text), _written(target, target_text)
    found = [
        Reason(
            ground=_ground(pair, source, target),
            source=ours.get(pair[0], pair[0][1:]),
            target=theirs.get(pair[1], pair[1][1:]),
            weight=weight,
        )
        for pair, weight in sorted(weights.items(), key=lambda item: -item[1])
        if pair[0][0] in (MARK, CONCEPT) or (pair[0] in ours and pair[1] in theirs)
    ]
    return tuple(found[:_MOST])


def _ground(pair: Sequence[str], source: Side, target: Side) -> Ground:
    name = pair[0] in source.capitals and pair[1] in target.capitals
    return _GROUNDS.get(pair[0][0], Ground.NAME if name else Ground.WORD)


def _written(side: Side, sentences: Iterable[str]) -> Mapping[str, str]:
    """The features of sentences by the words that give them."""
    found: dict[str, str] = {}
    for sentence in sentences:
        for match in words(sentence):
            for feature in features_of(match[0], side.common):
                found.setdefault(feature, match[0])
    return found
