"""What a format is: bytes in, `Document` out; one file, one constant `FORMAT`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from translations.model import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A document format that can be read.

    `read` takes the decoded text of the whole file and the language of the
    text, and answers a segmented `Document`; it raises `UnreadableDocument`
    with the line where it cannot keep a character.
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    read: Callable[[str, str], Document]
