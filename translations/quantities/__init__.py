"""Quantities in running text: what numbers, months and weekdays a text names, in any notation.

`read` finds numbers in digits, words and Roman numerals with every value that
each may stand for; it is made for comparing a text with its translation, so it
offers readings rather than deciding between them.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from translations.quantities.lexicon import Lexicon
from translations.quantities.model import Named, Quantities, Quantity, Writing
from translations.quantities.reading import LINK
from translations.quantities.reading import read as read_with

__all__ = ["LEXICONS", "LINK", "Lexicon", "Named", "Quantities", "Quantity", "Writing", "read"]


def discover(package: str, path: Iterable[str]) -> Mapping[str, Lexicon]:
    """The `LEXICON` of every module of a package that has one, by language."""
    modules = [importlib.import_module(f"{package}.{m.name}") for m in pkgutil.iter_modules(path)]
    lexicons: list[Lexicon] = [m.LEXICON for m in modules if hasattr(m, "LEXICON")]
    return MappingProxyType({lexicon.language: lexicon for lexicon in lexicons})


LEXICONS: Final = discover(__name__, __path__)


def read(text: str, language: str) -> Quantities:
    """All quantities of a text; of a language that is not known, those in digits."""
    code = language.partition("-")[0].lower()
    return read_with(text, LEXICONS.get(code) or Lexicon(language=code))
