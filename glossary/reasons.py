"""Why a match counts, in words that a person reads."""

from __future__ import annotations

import re
from functools import lru_cache

from glossary.languages.base import Grammar

_CASES = {
    "nomn": "nominative",
    "gent": "genitive",
    "datv": "dative",
    "accs": "accusative",
    "ablt": "instrumental",
    "loct": "locative",
    "voct": "vocative",
}
_SCRIPTS = {"Latin": re.compile("[A-Za-z]"), "Cyrillic": re.compile("[\u0400-\u052f]")}
_NUMBERS = {"sing": "singular", "plur": "plural"}


def reason(form: str, citation: str, why: str) -> str:
    """«ополчениям» ← ополчение, dative plural."""
    return f"«{form}» ← {citation}, {why}" if why else f"«{form}» ← {citation}"


@lru_cache(maxsize=4096)
def grammar_in_words(grammar: frozenset[Grammar]) -> str:
    """Genitive singular; nominative or accusative plural."""
    cases = {(each.number, each.case) for each in grammar}
    named = {
        number: [word for case, word in _CASES.items() if (number, case) in cases]
        for number in _NUMBERS
    }
    return " or ".join(
        f"{_either(words)} {_NUMBERS[number]}" for number, words in named.items() if words
    )


def spelling_in_words(written: str, cited: str) -> str:
    """In which letters of another script a word is written: «xунта» begins with a Latin one."""
    for script, letters in _SCRIPTS.items():
        if letters.search(written) and not letters.search(cited):
            return f"written with {script} letters"
    return ""


def _either(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
