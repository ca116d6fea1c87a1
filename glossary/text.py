"""Folding of a text for comparison, with a map back, and its words.

Two spellings that a reader takes for one must compare equal: composed and
decomposed letters, the five apostrophes, a stress mark, a soft hyphen, a
non-breaking hyphen. Folding never loses the place of a character: every folded
one knows the stretch of the original it stands for, in code points.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from glossary.model import Span

_APOSTROPHES = "’ʼ‘`´′＇ʹ‛"
_HYPHENS = "\u2010\u2011\u2212\ufe63\uff0d"
#: Inline codes of a segment: transparent, a word runs through them.
_CODES = "\ue000-\uf8ff"
_INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u1160-\u11ff\u0900-\u0903\u093a-\u094f\u0962\u0963\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)

_DROPPED = re.compile(f"[{_CODES}{_INVISIBLE}]")
_MARK = re.compile(f"[{_MARKS}]")
#: What makes folded text shorter; all else changes letter by letter.
_MANY_TO_ONE = re.compile(f"[{_CODES}{_INVISIBLE}{_MARKS}]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
#: Hebrew and Arabic, whose points for vowels are written for learners only.
_POINTED = re.compile("[\u05d0-\u06d3]")

_SUBSTITUTES = {
    **dict.fromkeys(_APOSTROPHES, "'"),
    **dict.fromkeys(_HYPHENS, "-"),
    **dict(zip("ѐЀѝЍ", "еЕиИ", strict=True)),  # stressed letters with code points of their own
    **dict.fromkeys("\u00a0\u1680\u202f\u205f\u3000", " "),
    **dict.fromkeys(map(chr, range(0x2000, 0x200B)), " "),
}
_ONE_TO_ONE = str.maketrans(_SUBSTITUTES)
_FOLDED = re.compile(f"[{re.escape(''.join(_SUBSTITUTES))}{_CODES}{_INVISIBLE}{_MARKS}]")

_LETTER = rf"(?:[^\W_][{_MARKS}]*)"
#: A word: letters and digits, joined inside by an apostrophe, a hyphen or an underscore.
_WORD = re.compile(rf"{_LETTER}+(?:['_-]{_LETTER}+)*")
#: The same in a text without marks.
_PLAIN_WORD = re.compile(r"[^\W_]+(?:['_-][^\W_]+)*")

#: Scripts that set no spaces: Thai, Lao, Burmese, Khmer, hiragana, Chinese characters.
_SIGNS = "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u309f\u3400-\u9fff\uf900-\ufaff"
_UNSPACED = re.compile(f"[{_SIGNS}]")
_UNJOINED = re.compile(rf"[{_SIGNS}][{_MARKS}]*|[^{_SIGNS}]+")

_TOP_LEVEL = (
    "com|org|net|info|int|edu|gov|mil|ru|su|рф|ua|укр|by|de|at|ch|pl|es|fr|it|uk|eu|cz|sk|bg|us|io|me|tv|"
    "biz|app|dev|site|online|news|media|press|today|live|world|xyz|example|test|invalid|local"
)
_FILES = "txt|md|pdf|docx?|odt|rtf|xlsx?|csv|tsv|xml|html?|json|zip|jpe?g|png|gif|svg|mp[34]|py|js"
#: Addresses, mail, handles and files are names in machines, not words of the text.
_ADDRESS = re.compile(
    rf"""(?<!\w)(?:
      [a-z][a-z0-9+.-]{{0,20}}://[^\s<>"«»„“”]+     # a URL with its scheme
    | www\.[^\s<>"«»„“”]+
    | [\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,8}}   # an e-mail address
    | [@\#]\w[\w.]*                               # a handle, a topic
    | (?:[A-Za-z]:[/\\]|~/|\.{{1,2}}/|/(?=[\w.-]{{1,80}}/))[\w./\\-]+      # a path
    | [\w.-]{{1,80}}(?:/[\w.-]{{1,80}}){{0,8}}\.(?:{_FILES})(?!\w)         # a file
    | [\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,8}}\.(?:{_TOP_LEVEL})(?![\w-])(?:[/?\#][^\s<>"«»„“”]*)?
    )""",
    re.VERBOSE,
)
#: Marks of which every address has one, and no word any.
_ADDRESS_MARKS = frozenset(".:/\\@#")
#: Marks at the end of an address that are the sentence's.
_STOPS = ".,;:!?)]…'"
#: Longer ones name a page, not a paper or a site.
_LONGEST_ADDRESS = 250
#: Begins with a set of marks, which a search skips to: @, #, a slash, or a dot in a word.
_MAY_BE_ADDRESS = re.compile(r"[@#/\\.](?:(?<!\.)|(?<=\w\.)\w)")
#: What stands between two grave accents is code; inside a word one may be an apostrophe.
_CODE = re.compile(r"(?<!\w)`[^`\n]{1,200}`(?!\w)")

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
#: Marks that pair; those that may be apostrophes only outside words.
_PAIRED = {mark: closing for mark, closing in _CLOSING.items() if mark not in "’`"} | {
    "(": ")",
    "[": "]",
}
_APOSTROPHE_LIKE = frozenset("'’‘`")
_GUILLEMETS = frozenset("«»‹›")
#: A mark that follows at once; or one after a space or a stop that stands inside it.
_BEFORE_CLOSING = re.compile(
    rf"""[{_CODES}{_INVISIBLE}]*
        (?:\s[{_CODES}{_INVISIBLE}]*([»«›‹])
        |[.,;:!?…][{_CODES}{_INVISIBLE}]*([»«›‹”“"’'])
        |(.))""",
    re.DOTALL | re.VERBOSE,
)
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
        if isinstance(self.starts, range):
            return Span(start, end)
        if start == end:
            place = self.starts[start] if start < len(self.starts) else len(self.original)
            return Span(place, place)
        return Span(self.starts[start], self.ends[end - 1])


class Token(NamedTuple):
    """A word: as folded, its place in the folded text and in the original."""

    text: str
    start: int
    end: int
    folded: Folded

    @property
    def span(self) -> Span:
        return self.folded.span(self.start, self.end)


def fold(text: str) -> Folded:
    """The text with spelling variants made one; letter case stays."""
    if _FOLDED.search(text) is None:
        return Folded(text, text, range(len(text)), range(1, len(text) + 1))
    if _MANY_TO_ONE.search(text) is None:
        changed = text.translate(_ONE_TO_ONE)
        return Folded(text, changed, range(len(text)), range(1, len(text) + 1))
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
    """The words of a text in order, but for those inside addresses, files and code."""
    text = folded.text
    masked = _addresses(folded)
    for word in _word_pattern(folded).finditer(text):
        start, end = word.span()
        if masked and any(start < stop and end > begin for begin, stop in masked):
            continue
        yield Token(word[0], start, end, folded)


def plain_pattern(folded: Folded) -> re.Pattern[str] | None:
    """What finds all that `words_and_addresses` does, where nothing may be an address or code."""
    if _MAY_BE_ADDRESS.search(folded.text) is not None or "`" in folded.original:
        return None
    return _word_pattern(folded)


def _word_pattern(folded: Folded) -> re.Pattern[str]:
    """Without a mark behind it, which folding left, no letter has to be looked behind."""
    plain = isinstance(folded.starts, range) or _MARK.search(folded.text) is None
    return _PLAIN_WORD if plain else _WORD


def words_and_addresses(folded: Folded) -> Iterator[Token]:
    """The words of a text and, whole, the addresses in it that a name may be: *Lenta.ru*."""
    addresses = [] if _MAY_BE_ADDRESS.search(folded.text) is None else list(_named(folded))
    if not addresses:
        return tokens(folded)
    return iter(sorted((*tokens(folded), *addresses), key=lambda token: token.start))


def unjoined(token: Token) -> Iterator[Token]:
    """The parts of a word in a script that sets no spaces: its signs, and runs of other letters."""
    if _UNSPACED.search(token.text) is None:
        yield token
        return
    for part in _UNJOINED.finditer(token.text):
        start = token.start + part.start()
        yield Token(part[0], start, start + len(part[0]), token.folded)


def is_address(word: str) -> bool:
    """Whether what `words_and_addresses` gives is an address, which holds marks no word has."""
    return not _ADDRESS_MARKS.isdisjoint(word)


def _named(folded: Folded) -> Iterator[Token]:
    code = _code(folded)
    for found in _ADDRESS.finditer(folded.text):
        start, address = found.start(), found[0].rstrip(_STOPS)
        inside = any(begin <= start < end for begin, end in code)
        if not inside and is_address(address) and len(address) <= _LONGEST_ADDRESS:
            yield Token(address, start, start + len(address), folded)


def in_quotation_marks(text: str, span: Span) -> bool:
    """Whether an opening mark stands directly before and its closing mark directly after.

    French sets a space inside «guillemets», English a comma: “militia,” he said.
    """
    opening = _mark_before(text, span.start)
    return bool(opening) and _mark_after(text, span.end) in _CLOSING.get(opening, "")


def _mark_before(text: str, place: int) -> str:
    """The character before a place, or the mark before the space there."""
    found = _written_before(text, place)
    if found.isspace():
        farther = _written_before(text, text.rindex(found, 0, place))
        return farther if farther in _GUILLEMETS else found
    return found


def _written_before(text: str, place: int) -> str:
    """The last character before a place that is neither a code nor invisible."""
    while place > 0 and _DROPPED.match(text, place - 1):
        place -= 1
    return text[place - 1 : place]


def _mark_after(text: str, place: int) -> str:
    """The character after a place, or the mark after the space or the stop there."""
    found = _BEFORE_CLOSING.match(text, place)
    return found[found.lastindex or 0] if found else "\n"


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
    for place, mark in enumerate(text):
        if mark not in _PAIRED and not (open_marks and mark in _PAIRED[open_marks[-1]]):
            continue
        apostrophe = mark in _APOSTROPHE_LIKE
        if open_marks and mark in _PAIRED[open_marks[-1]]:
            if not (apostrophe and text[place + 1 : place + 2].isalnum()):
                open_marks.pop()
        elif not (apostrophe and text[place - 1 : place].isalnum()):
            open_marks.append(mark)
    return open_marks


def _addresses(folded: Folded) -> list[tuple[int, int]]:
    """The stretches of the folded text that are written for machines."""
    masked: list[tuple[int, int]] = []
    if _MAY_BE_ADDRESS.search(folded.text) is not None:
        masked += [found.span() for found in _ADDRESS.finditer(folded.text)]
    return masked + _code(folded)


def _code(folded: Folded) -> list[tuple[int, int]]:
    """The stretches of the folded text between grave accents."""
    if "`" not in folded.original:
        return []
    return [
        (bisect_left(folded.starts, code.start()), bisect_left(folded.starts, code.end()))
        for code in _CODE.finditer(folded.original)
        if not _written_before(folded.original, code.start()).isalnum()
    ]


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
    if _CYRILLIC.match(letter):
        return _without_stress(cluster)
    if _POINTED.match(letter):
        return letter
    return composed


def _without_stress(cluster: str) -> str:
    """A Cyrillic letter keeps the breve and the dots that make it another letter, nothing else."""
    kept = cluster[0] + "".join(mark for mark in cluster[1:] if mark in "\u0306\u0308")
    return unicodedata.normalize("NFC", kept)[0]
