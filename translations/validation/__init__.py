"""Validators: whether a file keeps to the standard of its format, one format a module.

Each states its rules from the standard itself; a flaw names the rule and the line.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from glossary.saying import Joint, listed, say
from translations.errors import UnreadableDocument
from translations.validation.base import Flaw, Validator, Verdict
from translations.validation.reading import opened

__all__ = ["VALIDATORS", "Flaw", "Validator", "Verdict", "validate"]


def discover(package: str, path: Iterable[str]) -> Mapping[str, Validator]:
    """The `VALIDATOR` of every module of a package that has one, by name."""
    modules = [importlib.import_module(f"{package}.{m.name}") for m in pkgutil.iter_modules(path)]
    found: list[Validator] = [m.VALIDATOR for m in modules if hasattr(m, "VALIDATOR")]
    return MappingProxyType({validator.name: validator for validator in found})


VALIDATORS: Final = discover(__name__, __path__)


def validate(body: bytes, name: str = "") -> Verdict:
    """What is wrong with a file; `UnreadableDocument` where it is of no format that is known."""
    file = opened(body, name)
    for validator in VALIDATORS.values():
        if validator.recognises(file):
            return validator.judge(file)
    known = listed(VALIDATORS, Joint.OR)
    raise UnreadableDocument(say("This is no file of %(formats)s.", formats=known), place=name)
