"""The paper: A4 and its margins, in points, so that a line of text is as long as eyes like it."""

from __future__ import annotations

from typing import Final, NamedTuple

WIDTH: Final = 595.3
HEIGHT: Final = 841.9


class Margin(NamedTuple):
    above: float
    side: float
    below: float


MARGIN: Final = Margin(82, 99, 92)
WIDE_MARGIN: Final = Margin(71, 57, 71)  #: for columns side by side
COVER_MARGIN: Final = Margin(44, 36, 44)
#: From the edge of the paper to running head and page number.
EDGE: Final = 36


def fitted(width: int, height: int) -> tuple[float, float]:
    """The size at which a cover of so many pixels fills its page and keeps its form."""
    broad = WIDTH - 2 * COVER_MARGIN.side
    # A line of text needs a little more than the picture that stands in it.
    high = HEIGHT - COVER_MARGIN.above - COVER_MARGIN.below - 12
    scale = min(broad / max(width, 1), high / max(height, 1))
    return width * scale, height * scale
