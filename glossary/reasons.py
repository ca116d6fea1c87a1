"""Why a match counts, in words that a person reads."""

from __future__ import annotations

from collections.abc import Iterable

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
_NUMBERS = {"sing": "singular", "plur": "plural"}


def reason(form: str, citation: str, why: str) -> str:
    """«ополчениям» ← ополчение, dative plural."""
    return f"«{form}» ← {citation}, {why}" if why else f"«{form}» ← {citation}"


def grammar_in_words(grammar: Iterable[Grammar]) -> str:
    """Genitive singular; nominative or accusative plural."""
    cases = {(each.number, each.case) for each in grammar}
    named = {
        number: [word for case, word in _CASES.items() if (number, case) in cases]
        for number in _NUMBERS
    }
    return " or ".join(
        f"{_either(words)} {_NUMBERS[number]}" for number, words in named.items() if words
    )


def _either(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
