"""Numbers by which publications are known, checked: ISBN (ISO 2108) and DOI (ISO 26324)."""

from __future__ import annotations

import re

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_RESOLVERS = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


def is_isbn(written: str) -> bool:
    """Say whether this is an ISBN of ten or thirteen digits whose check digit is right."""
    digits = re.sub(r"[\s\u2010-\u2015-]", "", written).upper()
    if re.fullmatch(r"97[89]\d{10}", digits):
        return sum(int(d) * (1, 3)[n % 2] for n, d in enumerate(digits)) % 10 == 0
    if re.fullmatch(r"\d{9}[\dX]", digits):
        return sum((10 - n) * (10 if d == "X" else int(d)) for n, d in enumerate(digits)) % 11 == 0
    return False


def bare_doi(written: str) -> str:
    """The DOI without its resolver; nothing where this is none."""
    bare = _RESOLVERS.sub("", written.strip(), count=1)
    return bare if _DOI.fullmatch(bare) else ""
