"""Checks: rules about a segment and its translation, one a file, found by discovery."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from translations.checks.base import Check, Pair
from translations.model import Finding

__all__ = ["CHECKS", "Check", "Pair", "document_notes", "run"]


def discover(package: str, path: Iterable[str]) -> Mapping[str, Check]:
    """The `CHECK` of every module of a package that has one, by name."""
    modules = [importlib.import_module(f"{package}.{m.name}") for m in pkgutil.iter_modules(path)]
    checks: list[Check] = [m.CHECK for m in modules if hasattr(m, "CHECK")]
    return MappingProxyType({check.name: check for check in checks})


CHECKS: Final = discover(__name__, __path__)


def run(pair: Pair) -> tuple[Finding, ...]:
    """What all checks have to say of a pair; nothing of one without a translation yet."""
    if not pair.target.strip() or not pair.source.strip():
        return ()
    return tuple(finding for check in CHECKS.values() for finding in check.run(pair))


def document_notes(pairs: Sequence[Pair]) -> tuple[Finding, ...]:
    """Matters of style that a whole document shares, each said once."""
    return tuple(
        finding for check in CHECKS.values() if check.document for finding in check.document(pairs)
    )
