"""Folding of a text for comparison, with a map back, and its words.

Two spellings that a reader takes for one must compare equal: composed and
decomposed letters, the five apostrophes, a stress mark, a soft hyphen, a
non-breaking hyphen. Folding never loses the place of a character: every folded
one knows the stretch of the original it stands for, in code points.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from glossary.model import Span

_APOSTROPHES = "’ʼ‘`´′＇ʹ‛"
_HYPHENS = "\u2010\u2011\ufe63\uff0d"
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
#: Inline codes of a segment: transparent, a word runs through them.
_CODES = "\ue000-\uf8ff"
_INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u1160-\u11ff\u0900-\u0903\u093a-\u094f\u0962\u0963\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)

_DROPPED = re.compile(f"[{_CODES}{_INVISIBLE}]")
_MARK = re.compile(f"[{_MARKS}]")
_FOLDED = re.compile(f"[{_APOSTROPHES}{_HYPHENS}{_SPACES}{_CODES}{_INVISIBLE}{_MARKS}ѐЀѝЍ]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_SPACE = re.compile(f"[{_SPACES}]")

_SUBSTITUTES = {
    **dict.fromkeys(_APOSTROPHES, "'"),
    **dict.fromkeys(_HYPHENS, "-"),
    **dict(zip("ѐЀѝЍ", "еЕиИ", strict=True)),  # stressed letters with code points of their own
}

_LETTER = rf"(?:[^\W_][{_MARKS}]*)"
#: A word: letters and digits, joined inside by an apostrophe, a hyphen or an underscore.
_WORD = re.compile(rf"{_LETTER}+(?:['_-]{_LETTER}+)*")

_TOP_LEVEL = "com|org|net|info|int|edu|gov|ru|su|рф|ua|укр|by|de|pl|es|fr|uk|eu|cz|bg|us|io|me|tv"
#: Addresses, mail and handles are names of places on the net, not words of the text.
_ADDRESS = re.compile(
    rf"""(?<!\w)(?:
      [a-z][a-z0-9+.-]{{0,20}}://[^\s<>"«»„“”]+     # a URL with its scheme
    | www\.[^\s<>"«»„“”]+
    | [\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,8}}   # an e-mail address
    | @\w[\w.]*                                   # a handle
    | [\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,8}}\.(?:{_TOP_LEVEL})(?![\w-])(?:[/?\#][^\s<>"«»„“”]*)?
    )""",
    re.VERBOSE,
)
_MAY_BE_ADDRESS = re.compile(r"[@/]|\w\.\w")

_CLOSING = {
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹›",
    "„": '“”"„',
    "“": "”“",
    "”": "”",
    "‟": "”",
    '"': '"',
    "‚": "‘’",
    "‘": "’",
    "’": "’",
    "'": "'",
    "`": "'`",
    "「": "」",
    "『": "』",
}
#: Marks that pair, but for those that may be apostrophes.
_PAIRED = {mark: closing for mark, closing in _CLOSING.items() if mark not in "'’‘`"} | {
    "(": ")",
    "[": "]",
}
QUOTATION_MARKS = frozenset("«»‹›„“”‟\"‚‘’'`「」『』")
_MARKS_ALONE = QUOTATION_MARKS - frozenset("'’‘`")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; character `i` stands for `original[starts[i]:ends[i]]`."""

    original: str
    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """The stretch of the original behind a stretch of the folded text."""
        if start == end:
            place = self.starts[start] if start < len(self.starts) else len(self.original)
            return Span(place, place)
        return Span(self.starts[start], self.ends[end - 1])


class Token(NamedTuple):
    """A word: as folded, its place in the folded text and in the original."""

    text: str
    start: int
    end: int
    span: Span


def fold(text: str) -> Folded:
    """The text with spelling variants made one; letter case stays."""
    if _FOLDED.search(text) is None:
        places = range(len(text) + 1)
        return Folded(text, text, places[:-1], places[1:])
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, cluster in _clusters(text):
        folded = _fold_cluster(cluster)
        letters.append(folded)
        starts.extend([start] * len(folded))
        ends.extend([end] * len(folded))
    return Folded(text, "".join(letters), tuple(starts), tuple(ends))


def tokens(folded: Folded) -> Iterator[Token]:
    """The words of a text in order, but for those inside addresses and handles."""
    masked = _addresses(folded.text)
    for word in _WORD.finditer(folded.text):
        start, end = word.span()
        if any(start < stop and end > begin for begin, stop in masked):
            continue
        yield Token(word.group(), start, end, folded.span(start, end))


def in_quotation_marks(text: str, span: Span) -> bool:
    """Whether an opening mark stands directly before and its closing mark directly after."""
    before, after = span
    while before > 0 and _DROPPED.match(text, before - 1):
        before -= 1
    while after < len(text) and _DROPPED.match(text, after):
        after += 1
    if before == 0 or after == len(text):
        return False
    return text[after] in _CLOSING.get(text[before - 1], "")


def unquoted(text: str) -> tuple[str, bool]:
    """A text without the quotation marks that enclose the whole of it, and whether it had them."""
    bare = text.strip()
    if len(bare) > 2 and bare[-1] in _CLOSING.get(bare[0], ""):
        inside = bare[1:-1]
        if not any(mark in _CLOSING and mark not in _APOSTROPHES + "'" for mark in inside):
            return inside, True
    return bare, False


def marks(text: str) -> int:
    """How many quotation marks a text has, but for those that may be apostrophes."""
    return sum(mark in _MARKS_ALONE for mark in text)


def closing_mark(text: str, span: Span) -> int:
    """The end of the span, moved over the marks that close what is opened inside it."""
    open_marks = _open_marks(text[span.start : span.end])
    end = after = span.end
    while open_marks and after < len(text):
        if not _DROPPED.match(text, after):
            if text[after] not in _PAIRED[open_marks.pop()]:
                break
            end = after + 1
        after += 1
    return end


def _open_marks(text: str) -> list[str]:
    """Quotation marks and brackets that a text opens and does not close."""
    open_marks: list[str] = []
    for mark in text:
        if open_marks and mark in _PAIRED[open_marks[-1]]:
            open_marks.pop()
        elif mark in _PAIRED:
            open_marks.append(mark)
    return open_marks


def _addresses(text: str) -> list[tuple[int, int]]:
    if _MAY_BE_ADDRESS.search(text) is None:
        return []
    return [found.span() for found in _ADDRESS.finditer(text)]


def _clusters(text: str) -> Iterator[tuple[int, int, str]]:
    """Each character that is kept, with the marks that combine with it."""
    start = 0
    while start < len(text):
        if _DROPPED.match(text, start):
            start += 1
            continue
        end = start + 1
        cluster = text[start]
        probe = end
        while probe < len(text):
            if _MARK.match(text, probe):
                cluster += text[probe]
                end = probe + 1
            elif not _DROPPED.match(text, probe):
                break
            probe += 1
        yield start, end, cluster
        start = end


def _fold_cluster(cluster: str) -> str:
    composed = unicodedata.normalize("NFC", cluster)
    letter = composed[0]
    if letter in _SUBSTITUTES:
        return _SUBSTITUTES[letter]
    if _SPACE.match(letter):
        return " "
    if _CYRILLIC.match(letter):
        return _without_stress(cluster)
    return composed


def _without_stress(cluster: str) -> str:
    """A Cyrillic letter keeps the breve and the dots that make it another letter, nothing else."""
    kept = cluster[0] + "".join(mark for mark in cluster[1:] if mark in "\u0306\u0308")
    return unicodedata.normalize("NFC", kept)[0]
