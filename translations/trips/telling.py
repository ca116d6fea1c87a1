"""What files tell of a segment's state: what is in doubt needs work, whatever it was."""

from __future__ import annotations

from typing import Final

from translations.model import Mark, State
from translations.trips.model import Outgoing

_IN_DOUBT: Final = frozenset({Mark.RETURNED, Mark.OUTDATED})


def told_state(segment: Outgoing) -> State:
    """The state with which a segment goes out, in every format."""
    if not segment.target.strip() or segment.marks & _IN_DOUBT:
        return State.INITIAL
    return segment.state
