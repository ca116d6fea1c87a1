"""Translations into a text: the skeleton as it was, and only translated segments written anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from translations import inline
from translations.errors import UnwritableTranslation
from translations.formats.base import Format
from translations.formats.originals.writing import Pair, reason, unit_id

_LINE_END: Final = r"[ \t]*(?:\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029])"
#: A line break that a person typed; it would end the paragraph, …
_BREAK: Final = re.compile(rf"{_LINE_END}\s*")
#: … as an empty line always does.
_EMPTY_LINES: Final = re.compile(rf"({_LINE_END})(?:{_LINE_END})+")


def encoded(text: str, encoding: str) -> bytes:
    """The text as a file is written, in UTF-8 where its encoding lacks a character."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode()


def rewrite(form: Format, skeleton: Sequence[str], blocks: Sequence[Sequence[Pair]]) -> str:
    """The text of a file with its blocks as they stand elsewhere.

    The skeleton has a piece before each block and one at the end. Untouched, every character
    comes back. `UnwritableTranslation` names the segment whose inline codes cannot be written.
    """
    texts = ("".join(_written(form, block, number)) for number, block in enumerate(blocks))
    first, *rest = skeleton
    return first + "".join(chain.from_iterable(zip(texts, rest, strict=True)))


def _written(form: Format, block: Sequence[Pair], number: int) -> Iterator[str]:
    for at, pair in enumerate(block):
        if pair.target == pair.source:
            yield inline.expand(pair.source, pair.codes) + pair.after
            continue
        for fault in inline.validate(pair.target, pair.codes):
            raise UnwritableTranslation(unit_id(number, at), reason(fault, pair.codes))
        yield form.write(_on_lines_of(pair), pair.codes, pair.source) + pair.after


def _on_lines_of(pair: Pair) -> str:
    """The target on one line, unless its source is broken into lines; it has none that is empty."""
    text = pair.target.strip()
    return _EMPTY_LINES.sub(r"\1", text) if _BREAK.search(pair.source) else _BREAK.sub(" ", text)
