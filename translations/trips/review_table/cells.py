"""What stands in a cell: as its author left it, and as it was before tracked changes.

`w:ins` and `w:moveTo` are there when changes are accepted, `w:del` and `w:moveFrom` when
they are not (ECMA-376, part 1, 17.13.5).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from lxml import etree

#: What is no text of a cell.
_SKIPPED: Final = frozenset(
    {
        "pPr", "rPr", "tcPr", "sdtPr", "sdtEndPr", "instrText", "delInstrText", "fldChar",
        "annotationRef", "drawing", "pict", "object", "Fallback", "sectPr",
    }
)  # fmt: skip
_CHARACTERS: Final = {
    "br": "\n",
    "cr": "\n",
    "tab": "\t",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
_COMING: Final = frozenset({"ins", "moveTo"})
_GOING: Final = frozenset({"del", "moveFrom"})
_REMARKS: Final = frozenset({"commentReference", "commentRangeStart"})
_TEXTS: Final = frozenset({"t", "delText"})


class _Piece(NamedTuple):
    text: str
    now: bool  #: it stands there when all changes are accepted
    before: bool  #: it stood there before them
    hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell as it is read."""

    lines: tuple[str, ...] = ()  #: its paragraphs, changes accepted
    before: str = ""  #: the text before tracked changes
    is_tracked: bool = False
    who: tuple[str, ...] = ()  #: made the tracked changes
    hidden: tuple[str, ...] = ()  #: words that nobody sees, and tags
    remarks: tuple[str, ...] = ()  #: numbers of comments that are anchored in it

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass(slots=True)
class _Reading:
    pieces: list[_Piece] = field(default_factory=list)
    who: dict[str, None] = field(default_factory=dict)
    remarks: dict[str, None] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Where:
    """Inside what an element stands."""

    now: bool = True
    before: bool = True
    hidden: bool = False


def read(cell: etree._Element) -> Cell:
    """What stands in a cell."""
    found = _Reading()
    _walk(cell, found, _Where())
    now = "".join(piece.text for piece in found.pieces if piece.now and not piece.hidden)
    before = "".join(piece.text for piece in found.pieces if piece.before and not piece.hidden)
    tracked = any(piece.now != piece.before for piece in found.pieces)
    return Cell(
        lines=tuple(_trimmed(now).split(_END)),
        before=_trimmed(before).replace(_END, "\n"),
        is_tracked=tracked,
        who=tuple(found.who) if tracked else (),
        hidden=(*(piece.text for piece in found.pieces if piece.hidden), *found.tags),
        remarks=tuple(found.remarks),
    )


#: The end of a paragraph, as long as a cell is one text; no text of Word can hold it.
_END: Final = "\x1e"


def _trimmed(text: str) -> str:
    return text.strip(f"{_END}\n\t ")


def _walk(element: etree._Element, found: _Reading, where: _Where) -> None:
    for child in element:
        name = local(child)
        if name == "sdtPr":
            found.tags += [value(tag) for tag in child if local(tag) == "tag"]
        elif name in _REMARKS:
            found.remarks[value(child, "id")] = None
        elif name in _TEXTS:
            found.pieces.append(_Piece(child.text or "", where.now, where.before, where.hidden))
        elif name in _CHARACTERS:
            text = _CHARACTERS[name]
            found.pieces.append(_Piece(text, where.now, where.before, where.hidden))
        elif name not in _SKIPPED:
            _walk(child, found, _within(child, name, found, where))
            if name == "p":
                found.pieces.append(_end(child, where))


def _within(child: etree._Element, name: str, found: _Reading, where: _Where) -> _Where:
    """Where the content of an element stands."""
    if name in _COMING or name in _GOING:
        if author := value(child, "author"):
            found.who[author] = None
        return replace(
            where,
            now=where.now and name in _COMING,
            before=where.before and name in _GOING,
        )
    if name == "r" and _vanishes(child):
        return replace(where, hidden=True)
    return where


def _vanishes(run: etree._Element) -> bool:
    facts = next((each for each in run if local(each) == "rPr"), None)
    marks = () if facts is None else facts
    return any(local(each) == "vanish" and value(each) not in {"0", "false"} for each in marks)


def _end(paragraph: etree._Element, where: _Where) -> _Piece:
    """The end of a paragraph, which may be tracked as the text is."""
    marks = {local(each) for each in _marks_of_end(paragraph)}
    now = where.now and not marks & _GOING
    return _Piece(_END, now, where.before and not marks & _COMING, hidden=False)


def _marks_of_end(paragraph: etree._Element) -> Iterator[etree._Element]:
    for facts in paragraph:
        if local(facts) == "pPr":
            for inner in facts:
                if local(inner) == "rPr":
                    yield from inner


def local(element: etree._Element) -> str:
    """The name of an element without its namespace, which two versions write differently."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(element: etree._Element, name: str = "val") -> str:
    """An attribute by its local name."""
    return next((v for key, v in element.items() if key.rpartition("}")[2] == name), "")
