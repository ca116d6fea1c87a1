"""Where the quotations of a text begin and end, in the marks of any language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

MARK: Final = re.compile(r"[«»„“”\"‹›]")
#: Straight marks after a number are inches, seconds or minutes.
INCHES: Final = re.compile(r"(?<=\d)[\"″]")
#: A closing mark that is an apostrophe set wrongly: *the Rovers" ground*.
_APOSTROPHE = re.compile(
    r"(?<=s)[\"”](?= (?!(?:\w+ ){0,2}(?:said|says|told|wrote|asked|added|he|she|they|we|i)\b)\w)",
    re.IGNORECASE,
)
_CLOSES: Final = {"»": "«„", "›": "‹", "”": '“„"”', "“": '„“"', '"': '"“„”'}
#: Guillemets that point inwards, as German books set them.
_INWARD: Final = {"«": "»", "‹": "›"}
_POINTING_INWARD: Final = frozenset({"da", "de", "hr", "sl", "sr"})
#: Quotations that are open at once; more are none, and would take the square of the text.
_DEEPEST = 50
_SPEECH_ENDS = ",.!?…"


class Unpaired(NamedTuple):
    """Offsets of marks whose partner is not in the text."""

    openers: tuple[int, ...]
    closers: tuple[int, ...]


class Quotation(NamedTuple):
    """Offsets of the two marks of a quotation."""

    opener: int
    closer: int


class Marks(NamedTuple):
    """The quotations of a text, and the marks that stand alone in it."""

    pairs: tuple[Quotation, ...]
    alone: Unpaired


def unpaired(text: str, language: str = "") -> Unpaired:
    """The marks that have no partner; of two quotations that end with one mark neither is one."""
    alone = marks(text, language).alone
    if len(alone.openers) == 1 and merged(text):
        return Unpaired((), alone.closers)
    return alone


def marks(text: str, language: str = "") -> Marks:
    """The double marks of a text, read in the styles of all languages at once."""
    skipped = {match.start() for match in INCHES.finditer(text)} if text.count('"') % 2 else set()
    opened: list[tuple[str, int]] = []
    pairs: list[Quotation] = []
    closers: list[int] = []
    for match in MARK.finditer(text):
        mark, at = match[0], match.start()
        if at in skipped:
            continue
        partner = _partner(mark, at, text, opened, language)
        if partner is None:
            opened.append((mark, at))
        elif partner >= 0:
            pairs.append(Quotation(opened.pop(partner)[1], at))
        elif language != "en" or not _APOSTROPHE.match(text, at):
            closers.append(at)
    return Marks(tuple(pairs), Unpaired(tuple(at for _, at in opened), tuple(closers)))


def _partner(
    mark: str, at: int, text: str, opened: Sequence[tuple[str, int]], language: str
) -> int | None:
    """The index of the opener that a mark closes; none for an opener, -1 for a lone closer."""
    if language in _POINTING_INWARD and mark in "«»‹›" and _points_inward(mark, at, text, opened):
        return None if mark in "»›" else _last(opened, _INWARD[mark])
    if mark in "«„‹":
        return None
    ambiguous = mark in '"“' or (mark == "”" and language in {"sv", "fi"})
    if ambiguous and _looks_opening(text, at):
        return None
    return _last(opened, _CLOSES[mark])


def _points_inward(mark: str, at: int, text: str, opened: Sequence[tuple[str, int]]) -> bool:
    """Whether a guillemet opens with its back to the words, or closes what was opened so."""
    if mark in "«‹":
        return _last(opened, _INWARD[mark]) >= 0
    return _last(opened, _CLOSES[mark]) < 0 and _looks_opening(text, at)


def _last(opened: Sequence[tuple[str, int]], partners: str) -> int:
    """The index of the innermost opener that is one of these marks, or -1."""
    lowest = max(0, len(opened) - _DEEPEST)
    places = (at for at in range(len(opened) - 1, lowest - 1, -1) if opened[at][0] in partners)
    return next(places, -1)


def _looks_opening(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    starts = not before or before.isspace() or before in "([{—–-/«„“\"'‘"
    return starts and bool(after) and not after.isspace() and after not in ".,;:!?)]}»"


#: The outer one is a common noun or two before a name, not names or phrases in a row.
_TWO_END_AS_ONE = re.compile(
    r"«(?![^«»]*\s(?:и|или|і|й|та|або|and|or)\s)[^\W\d_][^«»,\d]{0,24}«[^«»,]+»(?!\s*\w|»)"
)


def merged(text: str) -> bool:
    """Whether two quotations end with one mark: «Роман «Идиот»."""
    return _TWO_END_AS_ONE.search(text) is not None


# Single marks, which apostrophes look like

_SINGLE_OPENER = re.compile(r"(?<!\w)['‘](?=\w)")
_SINGLE_CLOSER = re.compile(
    r"(?<=[.,!?…])['’](?!\w)|(?<=[^\W\d_sS])['’](?!\w)|(?<=[sS])['’](?![\w ])"
)
_POSSESSIVE = re.compile(r"(?<=[sS])['’](?= )")
_SINGLE_SPEECH = re.compile(r"(?:^|[:,]\s)(['‘])\w")
_SINGLE_SPEECH_END = re.compile(rf"(?<=[{_SPEECH_ENDS}])['’](?!\w)")


def singles(text: str) -> int:
    """How many more single marks open a quotation than close one.

    After an s a closing mark may be an apostrophe (*the students' choice*); it is one
    where no quotation is open, and where a speech is open that nothing else closes.
    """
    surplus = len(_SINGLE_OPENER.findall(text)) - len(_SINGLE_CLOSER.findall(text))
    if surplus <= 0 or _SINGLE_SPEECH.search(text):
        return surplus
    return max(0, surplus - len(_POSSESSIVE.findall(text)))


# What a text begins or ends of a quotation that runs over several


def opening(text: str, language: str) -> int | None:
    """Where a text opens a quotation that it does not close."""
    alone = marks(text, language).alone
    if alone.openers:
        return alone.openers[-1]
    speech = _SINGLE_SPEECH.search(text) if singles(text) > 0 else None
    return speech.start(1) if speech else None


def closing(text: str, language: str) -> int | None:
    """Where a text ends a speech that it has not opened."""
    alone = marks(text, language).alone
    if alone.closers and text[alone.closers[-1] - 1] in _SPEECH_ENDS:
        return alone.closers[-1]
    ends = list(_SINGLE_SPEECH_END.finditer(text)) if singles(text) < 0 else []
    return ends[-1].start() if ends else None


def is_whole(text: str) -> bool:
    """Whether a text is one quotation, which may go on in its neighbours."""
    bare = text.strip()
    if len(bare) < 2 or bare[0] not in "\"“«„'‘" or bare[-1] not in "\"”»“'’":
        return False
    first = next((pair for pair in marks(bare).pairs if pair.opener == 0), None)
    return first is None or first.closer == len(bare) - 1


def is_attributed(text: str) -> bool:
    """Whether a text begins with a speech and goes on with who says it."""
    return _ATTRIBUTED.match(text) is not None


_ATTRIBUTED = re.compile(
    rf"\s*(?:[\"“«„][^\"“”«»„]+[{_SPEECH_ENDS}][\"”»“]|['‘][^'‘’]+[{_SPEECH_ENDS}]['’])\s+[^\W\d_]"
)
