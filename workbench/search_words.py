"""What people type into a search field: words, and words with a mark before them.

term:opolchenie violates:"change of power" rendering:ополчение waived: plain words
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MARKS = ("term", "rendering", "violates", "waived")
_PART = re.compile(
    rf"""(?:(?P<mark>{"|".join(MARKS)}):)?   # a mark, directly before what it marks
    (?:"(?P<straight>[^"]*)"|«(?P<angled>[^»]*)»|“(?P<curly>[^”]*)”|(?P<bare>\S*))""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What somebody looks for; every part must fit, an empty one after a mark means any."""

    words: str = ""  #: without a mark, quotation marks and all
    term: tuple[str, ...] = ()
    rendering: tuple[str, ...] = ()
    violates: tuple[str, ...] = ()
    waived: tuple[str, ...] = ()

    @property
    def is_marked(self) -> bool:
        """Whether it asks for more than words."""
        return bool(self.term or self.rendering or self.violates or self.waived)


def read(typed: str) -> Sought:
    """Read what was typed; nothing that can be typed is an error."""
    marked: dict[str, list[str]] = {mark: [] for mark in MARKS}
    words: list[str] = []
    for found in _PART.finditer(typed):
        if found["mark"]:
            parts = (found[name] for name in ("straight", "angled", "curly", "bare"))
            said = next(part for part in parts if part is not None)
            marked[found["mark"].lower()].append(" ".join(said.split()))
        elif found[0]:
            words.append(found[0])
    kept = " ".join(words) if any(marked.values()) else typed.strip()
    return Sought(words=kept, **{mark: tuple(parts) for mark, parts in marked.items()})
