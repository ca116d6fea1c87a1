r"""Fields in square brackets at the start of a free text: `[case: as-written] with capitals`.

A spreadsheet has one column for the usage note; what is more than a note stands
before it in marks. A text that begins like a mark and is none is written with a
backslash before it, so nothing that is written is read as something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

_VALUE = r"(?:\\.|[^\\\]])*+"  # possessive: what never closes is given up at once


def take_marks(text: str, names: Iterable[str]) -> tuple[dict[str, str], str]:
    """The marks at the start of a text, by name, and the text after them."""
    marks: dict[str, str] = {}
    if "[" not in text:
        return marks, text.strip().removeprefix("\\")
    pattern = re.compile(rf"\s*\[\s*({'|'.join(names)})\s*(?::({_VALUE}))?\]")
    while found := pattern.match(text):
        marks[found[1]] = (found[2] or "").strip()
        text = text[found.end() :]
    return marks, text.strip().removeprefix("\\")


def put_marks(marks: Mapping[str, str | None], text: str) -> str:
    """The text with its marks before it; a mark without a value is a flag, none is left out."""
    written = [
        f"[{name}: {value}]" if value else f"[{name}]"
        for name, value in marks.items()
        if value is not None
    ]
    return " ".join([*written, "\\" + text if text.startswith(("[", "\\")) else text]).strip()


def split_list(value: str) -> tuple[str, ...]:
    r"""Parts between bars; a bar or bracket that belongs to a part has a backslash before it."""
    if not value:
        return ()
    parts = re.findall(r"(?:\\.|[^\\|])+", value)
    unescaped = (re.sub(r"\\(.)", r"\1", part).strip() for part in parts)
    return tuple(part for part in unescaped if part)


def join_list(parts: Sequence[str]) -> str:
    """The parts between bars, as `split_list` reads them."""
    if not parts:
        return ""
    return "|".join(re.sub(r"([\\|\]])", r"\\\1", part) for part in parts)
