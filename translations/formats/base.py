"""What a format is: bytes in, `Document` out; one file, one constant `FORMAT`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from translations.model import Code, Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A document format that is text: read, and written back into what was not text to translate.

    `read` takes the decoded text of the whole file and the language of the
    text, and answers a segmented `Document`; it raises `UnreadableDocument`
    with the line where it cannot keep a character. `write` takes a translated
    segment as coded text, the codes of its source and the source, and answers
    the characters that are read as that text.
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    media_type: str
    read: Callable[[str, str], Document]
    write: Callable[[str, Sequence[Code], str], str]
