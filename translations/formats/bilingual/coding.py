"""Two texts of a pair over one list of codes, and a translation written with the file's markup.

A code of the source and the same code of the target are one. Each is spelled as
the file spells it: as the target has it where it does, else as the source.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from glossary.saying import say
from translations import inline
from translations.errors import UnreadableDocument, UnwritableTranslation
from translations.formats.originals.writing import reason
from translations.inline import CodeFault, Fault
from translations.model import FIRST_CODE, LAST_CODE, Code, CodeKind

_PRIVATE = re.compile(f"([{chr(FIRST_CODE)}-{chr(LAST_CODE)}])")


class Markup(NamedTuple):
    """A piece of markup in a text, which becomes a code."""

    key: tuple[str, ...]  #: by which the same code of the other text is known
    kind: CodeKind
    original: str
    pair: str = ""  #: what both halves of a pair share; nothing for a placeholder
    is_element: bool = False  #: a half of an element, which must nest
    display: str = ""
    can_delete: bool = True
    can_reorder: bool = True
    follows: bool = False  #: stands right behind the code before it (`canReorder="no"`)


Content = Sequence[str | Markup]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """Both texts of a pair, and how a target of theirs is written."""

    source: str
    target: str | None
    codes: tuple[Code, ...] = ()
    spellings: tuple[str, ...] = ()  #: of the codes, in a target
    elements: frozenset[int] = frozenset()  #: the codes that are halves of elements
    runs: tuple[tuple[int, ...], ...] = ()  #: codes that stand together in this order


def pieces(text: str) -> Content:
    """A text without markup; characters that would be taken for codes are codes."""
    if not _PRIVATE.search(text):
        return (text,) if text else ()
    return [
        Markup(key=("", part), kind=CodeKind.PLACEHOLDER, original=part, display=_called(part))
        if _PRIVATE.fullmatch(part)
        else part
        for part in _PRIVATE.split(text)
        if part
    ]


def _called(character: str) -> str:
    return f"U+{ord(character):04X}"


def is_plain(text: str) -> bool:
    """Whether no character of a text would be taken for a code."""
    return _PRIVATE.search(text) is None


def coded(source: Content, target: Content | None, line: int = 0) -> Coded:
    """Both texts over one list of codes: those of the source, then what only the target has."""
    words, translation = _words(source), None if target is None else _words(target)
    if words is not None and (translation is not None or target is None):
        return Coded(source=words, target=translation)
    known: dict[tuple[tuple[str, ...], CodeKind, int], int] = {}
    marks: list[Markup] = []
    settled = [_settled(source), None if target is None else _settled(target)]
    texts = [None if content is None else _text(content, known, marks) for content in settled]
    if len(marks) > inline.MOST_CODES:
        reason = say(
            "The paragraph has %(count)s inline codes; at most %(most)s can be kept. "
            "Break it into paragraphs.",
            count=str(len(marks)),
            most=str(inline.MOST_CODES),
        )
        raise UnreadableDocument(reason, line=line)
    numbers = range(len(list(_marks(settled[0] or ()))))
    codes = _codes(marks, len(numbers))
    return Coded(
        source=texts[0] or "",
        target=texts[1],
        codes=codes,
        spellings=_spellings(codes, settled[1], known),
        elements=frozenset(n for n, mark in enumerate(marks) if mark.is_element),
        runs=_runs(marks[: len(numbers)]),
    )


def _words(content: Content) -> str | None:
    """The text of a content without codes; None of one with codes."""
    if not content:
        return ""
    first = content[0]
    if len(content) == 1 and isinstance(first, str):
        return first
    texts = [piece for piece in content if isinstance(piece, str)]
    return "".join(texts) if len(texts) == len(content) else None


def _marks(content: Content) -> Iterable[Markup]:
    return (piece for piece in content if isinstance(piece, Markup))


def _settled(content: Content) -> Content:
    """With halves whose partner is not in the text as placeholders that stay where they are."""
    opened: dict[str, int] = {}
    whole: set[int] = set()
    for number, piece in enumerate(content):
        if isinstance(piece, Markup) and piece.kind is CodeKind.START:
            opened[piece.pair] = number
        elif isinstance(piece, Markup) and piece.kind is CodeKind.END and piece.pair in opened:
            whole |= {number, opened.pop(piece.pair)}
    return [
        piece._replace(kind=CodeKind.PLACEHOLDER, can_delete=False, can_reorder=False, pair="")
        if isinstance(piece, Markup) and _is_half(piece) and number not in whole
        else piece
        for number, piece in enumerate(content)
    ]


def _is_half(mark: Markup) -> bool:
    return mark.kind is not CodeKind.PLACEHOLDER


def _text(
    content: Content,
    known: dict[tuple[tuple[str, ...], CodeKind, int], int],
    marks: list[Markup],
) -> str:
    """The coded text of a content; codes that are not known yet are added."""
    seen: Counter[tuple[tuple[str, ...], CodeKind]] = Counter()
    parts = []
    for piece in content:
        if isinstance(piece, str):
            parts.append(piece)
            continue
        seen[piece.key, piece.kind] += 1
        number = known.setdefault((piece.key, piece.kind, seen[piece.key, piece.kind]), len(marks))
        if number == len(marks):
            marks.append(piece)
        parts.append(inline.code_point(number % inline.MOST_CODES))
    return "".join(parts)


def _codes(marks: Sequence[Markup], of_source: int) -> tuple[Code, ...]:
    ids: dict[tuple[str, bool], str] = {}
    codes = []
    for number, mark in enumerate(marks):
        is_own = number >= of_source  # of the target alone: nothing asks that it stay
        name = str(len(ids) + 1)
        pair = (mark.pair or f"\0{number}", is_own)
        codes.append(
            Code(
                id=ids.setdefault(pair, name),
                kind=mark.kind,
                original=mark.original,
                display=mark.display,
                can_delete=mark.can_delete or is_own,
                can_reorder=mark.can_reorder or is_own,
            )
        )
    return tuple(codes)


def _spellings(
    codes: Sequence[Code],
    target: Content | None,
    known: Mapping[tuple[tuple[str, ...], CodeKind, int], int],
) -> tuple[str, ...]:
    """How each code is written in a target: as it is there, if all of its pair is, else as said."""
    there: dict[int, str] = {}
    seen: Counter[tuple[tuple[str, ...], CodeKind]] = Counter()
    for mark in _marks(target or ()):
        seen[mark.key, mark.kind] += 1
        there[known[mark.key, mark.kind, seen[mark.key, mark.kind]]] = mark.original
    halves = Counter(code.id for code in codes)
    present = Counter(codes[number].id for number in there)
    return tuple(
        there[number] if number in there and present[code.id] == halves[code.id] else code.original
        for number, code in enumerate(codes)
    )


def _runs(marks: Sequence[Markup]) -> tuple[tuple[int, ...], ...]:
    """The codes that stand together, in their order."""
    runs: list[list[int]] = []
    for number, mark in enumerate(marks):
        if mark.follows and runs:
            runs[-1].append(number)
        else:
            runs.append([number])
    return tuple(tuple(run) for run in runs if len(run) > 1)


# ---- writing --------------------------------------------------------------------------------


def spelled(text: str, pair: Coded, unit: str, write: Callable[[str], str]) -> str:
    """A target with the markup of the file; `UnwritableTranslation` where its codes forbid it.

    What is wrong in the target that the file has already is not held against another one.
    """
    if not pair.codes and _PRIVATE.search(text) is None:
        return write(text)
    refuse_faulty(text, pair, unit)
    return "".join(
        pair.spellings[ord(part) - FIRST_CODE] if _PRIVATE.fullmatch(part) else write(part)
        for part in _PRIVATE.split(text)
        if part
    )


def refuse_faulty(text: str, pair: Coded, unit: str) -> None:
    """Refuse a target whose codes are not as they must be, where the file's own are."""
    if not pair.codes and is_plain(text):
        return
    old = set(_faults(pair.target, pair)) if pair.target else set()
    for fault, index in _faults(text, pair):
        if fault is Fault.UNKNOWN or (fault, index) not in old:
            why = reason(CodeFault(fault=fault, index=index), pair.codes)
            raise UnwritableTranslation(unit, why)


def _faults(text: str, pair: Coded) -> Iterable[tuple[Fault, int]]:
    """What is wrong with the codes; only elements must nest, halves only come in order."""
    loose = [
        code if number in pair.elements else replace(code, kind=CodeKind.PLACEHOLDER)
        for number, code in enumerate(pair.codes)
    ]
    found = [(fault.fault, fault.index) for fault in inline.validate(text, loose)]
    order = {ord(c) - FIRST_CODE: at for at, c in enumerate(inline.code_points(text))}
    starts = {code.id: n for n, code in enumerate(pair.codes) if code.kind is CodeKind.START}
    for number, code in enumerate(pair.codes):
        start = starts.get(code.id)
        if code.kind is CodeKind.END and start in order and number in order:
            found += [(Fault.CROSSED, number)] if order[number] < order[start] else []
    found += [(Fault.MOVED, run[0]) for run in pair.runs if not _stands_together(run, order)]
    return found


def _stands_together(run: Sequence[int], order: Mapping[int, int]) -> bool:
    places = [order[number] for number in run if number in order]
    return not places or places == [*range(places[0], places[0] + len(run))]
