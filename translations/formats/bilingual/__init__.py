"""Formats of pairs, found by discovery: every file here with a constant `FORMAT` is one."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from translations.discovery import Plugins
from translations.formats.bilingual.base import (
    Languages,
    OpenPairs,
    PairFile,
    PairFormat,
    PairSegment,
    Translated,
)

__all__ = [
    "PAIR_FORMATS",
    "Languages",
    "OpenPairs",
    "PairFile",
    "PairFormat",
    "PairSegment",
    "Translated",
    "by_name",
]


PAIR_FORMATS: Final = Plugins(__name__, __path__, "FORMAT", PairFormat)


def by_name(name: str) -> PairFormat | None:
    """The format of pairs that files of this name have, if one of these."""
    extension = PurePath(name).suffix.lower()
    sought = PAIR_FORMATS.mentioning(extension)
    return next((form for form in sought if extension in form.extensions), None)
