"""Formats of pairs, found by discovery: every file here with a constant `FORMAT` is one."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import Final

from translations.formats.bilingual.base import (
    Languages,
    PairFile,
    PairFormat,
    PairSegment,
    Translated,
)

__all__ = [
    "PAIR_FORMATS",
    "Languages",
    "PairFile",
    "PairFormat",
    "PairSegment",
    "Translated",
    "by_name",
]


def _discover(package: str, path: Iterable[str]) -> Mapping[str, PairFormat]:
    modules = (importlib.import_module(f"{package}.{m.name}") for m in pkgutil.iter_modules(path))
    found = [module.FORMAT for module in modules if hasattr(module, "FORMAT")]
    return MappingProxyType({form.name: form for form in sorted(found, key=lambda f: f.name)})


PAIR_FORMATS: Final = _discover(__name__, __path__)


def by_name(name: str) -> PairFormat | None:
    """The format of pairs that files of this name have, if one of these."""
    extension = PurePath(name).suffix.lower()
    return next((form for form in PAIR_FORMATS.values() if extension in form.extensions), None)
