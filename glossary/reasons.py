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
    numbers: dict[str, list[str]] = {}
    cases = {(each.number, each.case) for each in grammar}
    for number, name in _NUMBERS.items():
        found = [word for case, word in _CASES.items() if (number, case) in cases]
        if found:
            numbers[name] = found
    if not numbers:
        return ""
    if len(set(map(tuple, numbers.values()))) == 1 and len(numbers) > 1:
        return f"{_either(next(iter(numbers.values())))} {_either(list(numbers))}"
    return " or ".join(f"{_either(found)} {name}" for name, found in numbers.items())


def _either(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
