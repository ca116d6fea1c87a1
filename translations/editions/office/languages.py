"""Language tags as word processors look them up: with the region whose dictionary is meant."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from babel.core import get_global

#: No language at all (ISO 639-2): codes, signatures.
NONE = "zxx"
_EAST_ASIAN = frozenset({"zh", "ja", "ko", "yue"})


class Tag(NamedTuple):
    """A tag in its pieces; "" for a script that goes without saying."""

    language: str
    script: str
    region: str

    @property
    def written(self) -> str:
        return "-".join(filter(None, self))

    @property
    def is_east_asian(self) -> bool:
        return self.language in _EAST_ASIAN


@lru_cache(maxsize=256)
def tag(language: str) -> Tag:
    """The tag, with the likeliest region (Unicode CLDR) where it names none."""
    first, *others = language.replace("_", "-").split("-")
    script = next((each.title() for each in others if _is_script(each)), "")
    region = next((each.upper() for each in others if _is_region(each)), "")
    first = first.lower()
    if not region:
        likely = get_global("likely_subtags")
        found = likely.get(f"{first}_{script}" if script else first) or likely.get(first, "")
        region = next((each for each in found.split("_")[1:] if _is_region(each)), "")
    return Tag(first, script, region)


def _is_script(piece: str) -> bool:
    return len(piece) == 4 and piece.isalpha()


def _is_region(piece: str) -> bool:
    return (len(piece) == 2 and piece.isalpha()) or (len(piece) == 3 and piece.isdigit())
