"""Inline codes as readable placeholders, for files that are plain text to others.

A pair of codes is written `<1>` … `</1>`, a lone one `<2/>`. Characters of the
text that look like a placeholder get a backslash before them; backslashes that
stand right before one are doubled. `coded` undoes `spelled`, whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count

from translations.model import FIRST_CODE, Code, CodeKind

#: What looks like a placeholder, with the backslashes that may escape it.
LOOKS_LIKE_ONE = re.compile(r"(\\*)(</?[0-9]+/?>)")
#: A code with the backslashes before it, which would otherwise seem to escape its placeholder.
_CODE = re.compile(r"(\\*)([\ue000-\uf8ff])")


def names(codes: Iterable[Code]) -> tuple[str, ...]:
    """A placeholder for every code, no two the same; a pair shares its number."""
    return tuple(_names(codes))


def _names(codes: Iterable[Code]) -> Iterator[str]:
    opened: dict[str, list[int]] = {}
    numbers = count(1)
    for code in codes:
        if code.kind is CodeKind.START:
            opened.setdefault(code.id, []).append(next(numbers))
            yield f"<{opened[code.id][-1]}>"
        elif code.kind is CodeKind.END and opened.get(code.id):
            yield f"</{opened[code.id].pop()}>"
        else:
            yield f"<{next(numbers)}/>"


def spelled(text: str, placeholders: tuple[str, ...]) -> str:
    """Coded text with its codes written as placeholders."""
    escaped = LOOKS_LIKE_ONE.sub(r"\1\1\\\2", text)
    return _CODE.sub(lambda match: _spelled_code(match, placeholders), escaped)


def _spelled_code(match: re.Match[str], placeholders: tuple[str, ...]) -> str:
    number = ord(match[2]) - FIRST_CODE
    if number >= len(placeholders):
        return match[0]
    return match[1] * 2 + placeholders[number]


def standing(text: str) -> tuple[str, ...]:
    """The placeholders that stand in a text, each once, in their order."""
    found = (match[2] for match in LOOKS_LIKE_ONE.finditer(text) if len(match[1]) % 2 == 0)
    return tuple(dict.fromkeys(found))


def coded(text: str, placeholders: tuple[str, ...]) -> str:
    """Text with placeholders as coded text; one that is not among `placeholders` stays as it is."""
    numbers = {name: number for number, name in enumerate(placeholders)}
    return LOOKS_LIKE_ONE.sub(lambda match: _coded(match, numbers), text)


def _coded(match: re.Match[str], numbers: dict[str, int]) -> str:
    backslashes, looks = match[1], match[2]
    kept = backslashes[: len(backslashes) // 2]
    if len(backslashes) % 2:
        return kept + looks
    if looks not in numbers:
        return match[0]
    return kept + chr(FIRST_CODE + numbers[looks])
