"""The forms of names that no lexicon need know, by the declensions of a language."""

from __future__ import annotations

import re

from glossary.languages.base import Language
from glossary.morphology import Analysis

#: A part outside the dictionary must leave a stem that tells it from other words.
_SHORTEST_STEM = 3


def endings_of(word: str, analysis: Analysis, language: Language) -> frozenset[str]:
    """A lexicon may know a name and yet not all of its forms; of a common word it knows all."""
    outside = word[0].isupper() or not analysis.known
    return declined(analysis.form, language) if outside else frozenset()


def declined(form: str, language: Language) -> frozenset[str]:
    """The forms of a name by the first declension whose ending it has."""
    if len(form) <= _SHORTEST_STEM:
        return frozenset()
    for ending, endings in language.declensions:
        found = re.search(rf"(?:{ending})$", form)
        if found is None:
            continue
        stem = form[: found.start()]
        long_enough = len(stem) >= _SHORTEST_STEM
        forms = {language.spelling(stem + each) for each in endings} if long_enough else set()
        return frozenset(forms) - {language.spelling(form)}
    return frozenset()
