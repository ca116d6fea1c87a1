"""The names that segments have in files that go out: they say which file, which segment, and hold.

A key is an id of XLIFF (an NMTOKEN), a context of PO and a hidden word of a table:
whatever carries ids carries it. Its last four signs are a checksum, so that a key
that somebody typed over is noticed and never taken for another segment's.
"""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple

_KEY = re.compile(r"(?<![\w.-])o([1-9][0-9]{0,9})\.([1-9][0-9]{0,9})\.([0-9a-f]{4})(?![\w.-])")
#: What was such a key before somebody changed it.
_WAS_ONE = re.compile(r"(?<![\w.-])o[0-9]{1,10}\.[0-9]{1,10}\.")


class Key(NamedTuple):
    """A segment in a file that went out, both by their numbers."""

    outing: int
    segment: int


def written(key: Key) -> str:
    """The key as files carry it."""
    return f"o{key.outing}.{key.segment}.{_checksum(key)}"


def found(text: str) -> Key | None:
    """The key that stands in an id, alone or among what another tool added, if it holds."""
    for match in _KEY.finditer(text):
        key = Key(int(match[1]), int(match[2]))
        if match[3] == _checksum(key):
            return key
    return None


def is_broken(text: str) -> bool:
    """Whether a key stood here that no longer holds."""
    return found(text) is None and _WAS_ONE.search(text) is not None


def _checksum(key: Key) -> str:
    return hashlib.sha256(f"{key.outing}.{key.segment}".encode()).hexdigest()[:4]
