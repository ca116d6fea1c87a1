"""What files tell of a segment's state: what is in doubt needs work, whatever it was."""

from __future__ import annotations

from translations.formats.xliff_states import Standing, normal
from translations.model import State
from translations.trips.model import Outgoing


def told_state(segment: Outgoing) -> State:
    """The state with which a segment goes out, in every format."""
    standing = Standing(segment.state, segment.marks)
    return normal(standing, empty=not segment.target.strip()).state
