"""Python's garbage collector, kept from going through a document again and again while it grows.

What a reader makes are values that refer to no one who refers to them: they go when the last
reference does, and there is nothing for a collector to find.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """Collect nothing in here; afterwards the collector is as it was before."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        _call_old()
        if was_on:
            gc.enable()


def _call_old() -> None:
    """Put what was made with what is looked at seldom, without going through it."""
    if gc.get_freeze_count() == 0:  # else somebody keeps things apart, which must stay so
        gc.freeze()
        gc.unfreeze()
