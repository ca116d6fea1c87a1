"""How much of a text is done already: bands that everybody counts by, and sums that add up."""

from __future__ import annotations

import pytest

from translations.memory.leverage import Amount, Band, band_of, tally
from translations.memory.model import Kind, Match, Unit


def _match(kind: Kind, similarity: float) -> Match:
    unit = Unit(source="One.", target="Один.")
    return Match(unit=unit, kind=kind, similarity=similarity, score=0.0, target="Один.")


@pytest.mark.parametrize(
    ("match", "repeated", "band"),
    [
        (_match(Kind.CONTEXT, 1), True, Band.CONTEXT),
        (_match(Kind.EXACT, 1), True, Band.EXACT),
        (_match(Kind.FUZZY, 1), False, Band.EXACT),  # the text is the same, whatever its state
        (_match(Kind.FUZZY, 0.99), True, Band.REPEATED),
        (_match(Kind.FUZZY, 0.95), False, Band.HIGHEST),
        (_match(Kind.FUZZY, 0.9499), False, Band.HIGH),
        (_match(Kind.FUZZY, 0.85), False, Band.HIGH),
        (_match(Kind.FUZZY, 0.75), False, Band.LOW),
        (_match(Kind.FUZZY, 0.7499), False, Band.NEW),
        (None, False, Band.NEW),
        (None, True, Band.REPEATED),
    ],
)
def test_a_segment_stands_in_the_band_of_its_best_match(
    match: Match | None, repeated: bool, band: Band
) -> None:
    assert band_of(match, repeated=repeated) is band


def test_the_bands_together_are_the_whole() -> None:
    one = Amount(segments=1, words=3, characters=17)
    found = tally([(Band.NEW, one), (Band.NEW, one), (Band.EXACT, one)])
    assert list(found) == list(Band)
    assert found[Band.NEW] == Amount(segments=2, words=6, characters=34)
    assert sum(found.values(), Amount()) == Amount(segments=3, words=9, characters=51)
