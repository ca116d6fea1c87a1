"""What an inline code of Markdown is, whoever finds it."""

from __future__ import annotations

from typing import NamedTuple

from translations.model import CodeKind


class Mark(NamedTuple):
    """One code of a paragraph, in characters of its content."""

    start: int
    end: int
    kind: CodeKind
    id: str  #: the same for a start and its end
    display: str
    href: str = ""
