"""Names of files that come from elsewhere."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

_LONGEST = 120
#: Parts of paths, and what one system or another does not take.
_SPECIAL = frozenset('/\\:*?"<>|')


def plain(given: str) -> str:
    """Give the name without its folders and without what no page and no system should get."""
    bare = PurePosixPath(given.replace("\\", "/")).name
    kept = "".join(char if _is_plain(char) else " " for char in bare)
    name = " ".join(kept.split()).strip(".") or "file"
    stem, dot, ending = name.rpartition(".")
    if not dot:
        return name[:_LONGEST]
    return f"{stem[:_LONGEST]}.{ending[:20]}"


def _is_plain(char: str) -> bool:
    """Refuse control characters, halves of characters, and marks that turn the direction."""
    category = unicodedata.category(char)
    return char not in _SPECIAL and category[0] != "C" and category not in {"Zl", "Zp"}
