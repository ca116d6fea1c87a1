"""Inline Markdown as most people write it: words in asterisks, and links to plain addresses.

One expression says what is meant, so narrowly that CommonMark (0.31, 6.2 and 6.3) can mean nothing
else: a run of asterisks between a space or a mark and a letter opens or closes, never both. A
paragraph with anything else is left to the parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from translations.formats.markdown_marks import Mark
from translations.model import CodeKind

_PLAIN: Final = r"[^\\`*_\[\]<&!\n]"
_LETTER: Final = r"[^\W_]"
_BEFORE: Final = r"(?:\A|(?<=[ \n\t\xa0(«„“\"'—–-]))"
_BEHIND: Final = r"(?=[ \n\t\xa0.,;:!?)»”\"'…—–-]|\Z)"
_PIECE = re.compile(
    rf"(?P<text>(?:{_PLAIN}|!(?!\[)|&(?![#A-Za-z]))++)"
    rf"|{_BEFORE}(?P<run>\*\*?)(?={_LETTER})(?P<words>{_PLAIN}+)(?<={_LETTER})(?P=run)(?!\*){_BEHIND}"
    rf"|\[(?P<label>{_PLAIN}+)\]\((?P<address>[A-Za-z0-9:/.?=%+#@~-]+)\)"
    r"|(?P<end>(?<![ \t])\n(?![ \t]))"
)
_DISPLAYS: Final = {"*": "i", "**": "b"}


def marks(content: str, link: Callable[[str], str]) -> list[Mark] | None:
    """The codes of a paragraph; None where the parser has to say.

    `link` gives the address of a link as the parser would, or nothing where it is no link to it.
    """
    found: list[Mark] = []
    at = number = 0  #: of the tokens that the parser would make
    after_text = False
    for match in _PIECE.finditer(content):
        start, end = match.span()
        if start != at:
            return None
        at = end
        kind = match.lastgroup
        if kind == "text":
            number += not after_text
            after_text = True
        elif kind == "end":
            number += 1
            after_text = False
        elif kind == "address":
            href = link(match["address"])
            if not href:
                return None
            own, middle = str(number), match.end("label")
            found.append(Mark(start, start + 1, CodeKind.START, own, "link", href))
            found.append(Mark(middle, end, CodeKind.END, own, "link"))
            number += 3
            after_text = False
        else:
            run = match["run"]
            width = len(run)
            is_strong = width == 2  # of two asterisks one is left as an empty text
            number += is_strong and not after_text
            own = str(number)
            found.append(Mark(start, start + width, CodeKind.START, own, _DISPLAYS[run]))
            found.append(Mark(end - width, end, CodeKind.END, own, _DISPLAYS[run]))
            number += 3 + is_strong
            after_text = is_strong
    return found if at == len(content) else None
