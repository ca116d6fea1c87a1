"""The languages that the matcher knows: one file each, with one constant `LANGUAGE`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from glossary.languages.base import Language, Script, words

#: What Italian and Catalan cut off before a vowel; no other language has words like these there.
_ELISIONS = words("l d un dell all dall nell sull coll quell bell sant quest gl")
#: Shorter ones are no names that an ending follows.
_SHORTEST_NAME = 3


@cache
def languages() -> Mapping[str, Language]:
    """Every language of this folder, by its code."""
    found: dict[str, Language] = {}
    for module in pkgutil.iter_modules(__path__):
        language = getattr(importlib.import_module(f"{__name__}.{module.name}"), "LANGUAGE", None)
        if isinstance(language, Language):
            found[language.code] = language
    return MappingProxyType(found)


def language_of(code: str) -> Language:
    """The language of a code such as `uk` or `uk-UA`; an unknown one is matched exactly."""
    primary = code.replace("_", "-").partition("-")[0].lower()
    return languages().get(primary) or _exact(primary)


@cache
def _exact(code: str) -> Language:
    return Language(
        code=code,
        name=code,
        script=Script.OTHER,
        elisions=_ELISIONS,
        reductions=_before_apostrophe,
        bare_capitals=True,
        unspaced=True,
    )


def _before_apostrophe(form: str) -> tuple[str, ...]:
    """A name as it is written before an ending: tr Kırım'da."""
    name, apostrophe, _ending = form.partition("'")
    return (name,) if apostrophe and len(name) >= _SHORTEST_NAME else ()
