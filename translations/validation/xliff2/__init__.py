"""XLIFF 2.0, 2.1 and 2.2 (OASIS): the core and its modules.

The shape is a table (`vocabulary.py`); each `rules_*.py` adds constraints that the standard
states in prose, as one constant `RULES`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from glossary.saying import say
from translations.validation.base import (
    File,
    Flaw,
    Found,
    Rule,
    Validator,
    Verdict,
    broken,
    in_order,
)
from translations.validation.shape import misshapen
from translations.validation.shape_words import brief
from translations.validation.xliff2.document import Xliff, read
from translations.validation.xliff2.vocabulary import CORES, VERSIONS, VOCABULARY


def discover(package: str, path: Iterable[str]) -> tuple[Rule[Xliff], ...]:
    """The `RULES` of every module of a package that has some."""
    modules = [importlib.import_module(f"{package}.{m.name}") for m in pkgutil.iter_modules(path)]
    return tuple(rule for module in modules for rule in getattr(module, "RULES", ()))


def _version(document: Xliff) -> Iterator[Found]:
    version = document.root.get("version", VERSIONS[0])
    if version not in VERSIONS:
        told = say("Version “%(version)s” of XLIFF is not known.", version=brief(version))
        yield Found(document.root, told)


RULES: Final = (
    Rule(name="version-unknown", section="version", find=_version),
    *discover(__name__, __path__),
)


def _recognises(file: File) -> bool:
    name = None if file.root is None else etree.QName(file.root)
    return name is not None and name.localname == "xliff" and name.namespace in CORES


def _judge(file: File) -> Verdict:
    assert file.root is not None
    version = file.root.get("version", "2")
    flaws: Iterable[Flaw] = (
        *misshapen(file.root, VOCABULARY),
        *broken(RULES, read(file.root)),
    )
    return Verdict(format=f"XLIFF {brief(version)}", flaws=in_order(flaws))


VALIDATOR: Final = Validator(name="XLIFF 2", recognises=_recognises, judge=_judge)
