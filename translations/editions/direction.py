"""Which way a language is written."""

from __future__ import annotations

_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "azb", "ckb", "dv", "fa", "glk", "he", "ks", "lrc"}
    | {"mzn", "nqo", "pnb", "ps", "sd", "syr", "ug", "ur", "yi"}
)
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"arab", "hebr", "syrc", "thaa", "nkoo", "adlm", "rohg"})


def direction(language: str) -> str:
    """`rtl` or `ltr`, by the script that the tag names or else by the language's usual one."""
    first, *others = language.replace("_", "-").casefold().split("-")
    script = next((tag for tag in others if len(tag) == 4 and tag.isalpha()), "")
    if script:
        return "rtl" if script in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if first in _RIGHT_TO_LEFT else "ltr"
