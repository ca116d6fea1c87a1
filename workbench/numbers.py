"""Whole numbers from outside: none is larger than a column holds."""

from __future__ import annotations

import re
from typing import TypeVar

#: The largest number that a column holds; a database refuses even to look for a larger one.
LARGEST = 2**31 - 1
_WRITTEN = re.compile("-?[0-9]{1,10}")

Default = TypeVar("Default", int, None)


def whole(written: str) -> int:
    """Read a whole number that a column can hold; raises `ValueError` for anything else."""
    bare = written.strip()
    if not _WRITTEN.fullmatch(bare) or abs(int(bare)) > LARGEST:
        raise ValueError(bare[:20])
    return int(bare)


def whole_or(written: str, default: Default) -> int | Default:
    """Read a number; what is none is as if it were not there."""
    try:
        return whole(written)
    except ValueError:
        return default
