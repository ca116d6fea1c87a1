"""The forms of names that no lexicon need know, by the declensions of a language."""

from __future__ import annotations

import re

from glossary.languages.base import Language
from glossary.morphology import Analysis

#: A part outside the dictionary must leave a stem that tells it from other words.
_SHORTEST_STEM = 3


def endings_of(
    word: str, analysis: Analysis, language: Language, *, masculine: bool = False
) -> frozenset[str]:
    """A lexicon may know a name and yet not all of its forms; of a common word it knows all."""
    outside = word[0].isupper() or not analysis.known
    return declined(analysis.form, language, masculine=masculine) if outside else frozenset()


def declined(form: str, language: Language, *, masculine: bool = False) -> frozenset[str]:
    """The forms of a name by the first declension whose ending it has; of a man's, no woman's."""
    # Without any lexicon these endings are all that a short word has.
    shortest = _SHORTEST_STEM if language.analysers else _SHORTEST_STEM - 1
    if len(form) <= shortest:
        return frozenset()
    for row in language.declensions:
        found = re.search(rf"(?:{row.ending})$", form)
        if found is None:
            continue
        stem = form[: found.start()]
        if len(stem) < shortest:
            return frozenset()
        endings = row.endings if masculine else row.endings + row.feminine
        return frozenset(language.spelling(stem + each) for each in endings) - {
            language.spelling(form)
        }
    return frozenset()


def regular_plural(form: str, language: Language) -> frozenset[str]:
    """«Armadas», which a lexicon has of «armar», for «armada»."""
    found = language.regular_plural is not None and re.search(language.regular_plural, form)
    return frozenset({language.spelling(f"{form}s")}) if found else frozenset()
