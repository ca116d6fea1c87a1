"""How each style looks: one table, which DOCX and ODT write each in its own words.

Sizes and distances are in points, as typographers count. Colours are those of the
published pages; print keeps them readable in black and white.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from translations.editions.office.flow import Character, Style


class Face(StrEnum):
    """Families that Word has everywhere, and for which LibreOffice brings faces as wide."""

    SERIF = "Times New Roman"
    SANS = "Arial"
    MONO = "Courier New"


SOFT: Final = "57534A"
ACCENT: Final = "0F5C5C"
CONTESTED: Final = "5B35A8"
WARNING: Final = "8F1D16"
LINE: Final = "C9C3B5"
PALE: Final = "F3F0E8"
#: Of lists: how far each level stands from the one before it, and its bullet.
STEP: Final = 20
BULLETS: Final = "•–◦"
#: Writer sets marks of right-to-left lists outside of where they belong: they stand further in.
STEP_IN: Final = 10


class Align(StrEnum):
    START = "start"
    CENTRE = "center"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """The look of characters; None and "" leave what is there."""

    face: Face | None = None
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    strike: bool = False
    underline: str = ""  #: "single" or "dotted"
    raised: bool = False
    colour: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The look of paragraphs."""

    word: str  #: the style's name in Word: one of its own where it has one
    writer: str  #: likewise in LibreOffice Writer
    parent: Style | None = Style.NORMAL
    letters: Letters = Letters()
    before: float = 0
    after: float = 0
    line: float = 0  #: as a ratio; 0 for the parent's
    start: float = 0
    end: float = 0
    hanging: float = 0
    tab: float = 0
    align: Align | None = None
    keep_next: bool = False
    keep_lines: bool = False
    outline: int = 0  #: level of a heading
    rule_below: bool = False


def _heading(level: int, size: float, before: float, *, italic: bool = False) -> Look:
    return Look(
        word=f"heading {level}",
        writer=f"Heading {level}",
        letters=Letters(size=size, bold=not italic, italic=italic),
        before=before,
        after=6,
        line=1.15,
        keep_next=True,
        keep_lines=True,
        outline=level,
    )


def _original(level: int, size: float, before: float) -> Look:
    """As high as the heading beside it, so that both stand on one line."""
    return replace(
        _heading(level, size, before),
        word=f"Original Heading {level}",
        writer=f"Original Heading {level}",
        letters=Letters(size=size, bold=True, colour=SOFT),
        outline=0,
    )


_SMALL = Letters(face=Face.SANS, size=9.5, colour=SOFT)
_SPOKEN = 8.0

LOOKS: Final[Mapping[Style, Look]] = MappingProxyType(
    {
        Style.NORMAL: Look(
            word="Normal",
            writer="Standard",
            parent=None,
            letters=Letters(face=Face.SERIF, size=12),
            line=1.3,
        ),
        Style.DRAFT: Look(
            word="Draft",
            writer="Draft",
            letters=Letters(face=Face.SANS, size=10, bold=True, colour=WARNING),
            after=18,
            align=Align.CENTRE,
            rule_below=True,
        ),
        Style.TITLE: Look(
            word="Title",
            writer="Title",
            letters=Letters(size=26, bold=True),
            before=6,
            after=8,
            line=1.1,
            align=Align.START,
            keep_next=True,
            keep_lines=True,
        ),
        Style.SUBTITLE: Look(
            word="Subtitle",
            writer="Subtitle",
            letters=Letters(size=16, colour=SOFT, bold=False, italic=False),
            after=10,
            line=1.15,
            align=Align.START,
            keep_next=True,
            keep_lines=True,
        ),
        Style.BYLINE: Look(
            word="Byline", writer="Byline", letters=Letters(face=Face.SANS, size=11), after=4
        ),
        Style.DATELINE: Look(word="Date", writer="Dateline", letters=_SMALL, after=14),
        Style.CREDIT: Look(
            word="Credit", writer="Credit", letters=_SMALL, after=2, start=150, hanging=150, tab=150
        ),
        Style.STANDFIRST: Look(
            word="Standfirst",
            writer="Standfirst",
            letters=Letters(size=14, colour=SOFT),
            before=6,
            after=14,
            line=1.25,
        ),
        Style.LABEL: Look(
            word="Label",
            writer="Label",
            letters=Letters(face=Face.SANS, size=9, bold=True, colour=SOFT),
            before=14,
            after=4,
            keep_next=True,
        ),
        Style.ABSTRACT: Look(
            word="Abstract", writer="Abstract", letters=Letters(size=11), after=6, start=18, end=18
        ),
        Style.PREFACE: Look(
            word="Preface",
            writer="Preface",
            letters=Letters(size=11),
            after=6,
            start=18,
            end=18,
        ),
        Style.HEADING_1: _heading(1, 17, 26),
        Style.HEADING_2: _heading(2, 14, 18),
        Style.HEADING_3: _heading(3, 12.5, 14),
        Style.HEADING_4: _heading(4, 12, 12, italic=True),
        Style.HEADING_5: _heading(5, 11, 12, italic=True),
        Style.BODY: Look(word="Body Text", writer="Text body", after=_SPOKEN),
        Style.QUESTION: Look(
            word="Question",
            writer="Question",
            parent=Style.BODY,
            letters=Letters(bold=True),
            before=12,
            after=_SPOKEN,
            keep_next=True,
            keep_lines=True,
        ),
        Style.ANSWER: Look(word="Answer", writer="Answer", parent=Style.BODY, after=_SPOKEN),
        Style.QUOTATION: Look(
            word="Quote",
            writer="Quotations",
            letters=Letters(size=11.5, italic=False, colour="000000"),
            before=4,
            after=8,
            start=22,
            end=22,
            align=Align.START,
        ),
        Style.QUOTATION_2: Look(
            word="Quote 2",
            writer="Quotations 2",
            parent=Style.QUOTATION,
            before=4,
            after=8,
            start=44,
            end=22,
        ),
        Style.QUOTATION_3: Look(
            word="Quote 3",
            writer="Quotations 3",
            parent=Style.QUOTATION,
            before=4,
            after=8,
            start=66,
            end=22,
        ),
        Style.BULLET: Look(word="List Bullet", writer="List Bullet", after=8),
        Style.NUMBER: Look(word="List Number", writer="List Number", after=8),
        Style.CODE: Look(
            word="HTML Preformatted",
            writer="Preformatted Text",
            letters=Letters(face=Face.MONO, size=9.5),
            before=4,
            after=10,
            line=1.2,
            start=18,
            align=Align.START,
        ),
        Style.RULE: Look(
            word="Scene Break",
            writer="Horizontal Line",
            letters=Letters(size=6),
            before=8,
            after=16,
            start=160,
            end=160,
            line=1,
            rule_below=True,
        ),
        Style.COVER: Look(word="Cover", writer="Cover", align=Align.CENTRE, line=1),
        Style.CAPTION: Look(
            word="caption",
            writer="Caption",
            letters=Letters(face=Face.SANS, size=9, colour=SOFT, bold=False, italic=False),
            before=4,
            after=10,
            keep_next=True,
        ),
        Style.CONTENTS: Look(word="toc 1", writer="Contents 1", before=2, after=3),
        Style.CONTENTS_2: Look(
            word="toc 2", writer="Contents 2", letters=Letters(size=11), after=2, start=18
        ),
        Style.TERM: Look(
            word="Term",
            writer="Term",
            letters=Letters(bold=True, colour=CONTESTED),
            before=10,
            after=2,
            keep_next=True,
            keep_lines=True,
        ),
        Style.REMARK: Look(
            word="Remark", writer="Remark", letters=Letters(size=11), after=3, start=18
        ),
        Style.FACT: Look(
            word="Fact",
            writer="Fact",
            letters=Letters(face=Face.SANS, size=9.5),
            after=3,
            start=150,
            hanging=150,
            tab=150,
        ),
        Style.SIGNATURE: Look(
            word="Edition Signature",
            writer="Edition Signature",
            letters=Letters(face=Face.MONO, size=7.5, colour=SOFT),
            before=12,
            line=1.2,
            align=Align.START,
        ),
        Style.NOTE: Look(
            word="footnote text",
            writer="Footnote",
            letters=Letters(size=10),
            after=3,
            line=1.15,
            start=12,
            hanging=12,
        ),
        Style.CELL: Look(
            word="Table Text", writer="Table Contents", letters=Letters(size=11), after=3, line=1.2
        ),
        Style.CELL_HEAD: Look(
            word="Table Head",
            writer="Table Heading",
            letters=Letters(face=Face.SANS, size=9, bold=True, colour=SOFT),
            after=3,
            line=1.2,
            align=Align.START,
            keep_next=True,
        ),
        Style.ORIGINAL: Look(
            word="Original",
            writer="Original",
            parent=Style.BODY,
            letters=Letters(size=11, colour=SOFT),
            before=6,
            after=3,
            keep_next=True,
        ),
        Style.ORIGINAL_1: _original(1, 17, 26),
        Style.ORIGINAL_2: _original(2, 14, 18),
        Style.ORIGINAL_3: _original(3, 12.5, 14),
        Style.HEADER: Look(
            word="header",
            writer="Header",
            letters=Letters(face=Face.SANS, size=8.5, colour=SOFT),
            line=1,
            align=Align.CENTRE,
        ),
        Style.FOOTER: Look(
            word="footer",
            writer="Footer",
            letters=Letters(face=Face.SANS, size=9, colour=SOFT),
            line=1,
            align=Align.CENTRE,
        ),
    }
)

#: The name of each character style in Word and in Writer, and its look.
LETTERS: Final[Mapping[Character, tuple[str, str, Letters]]] = MappingProxyType(
    {
        Character.STRONG: ("Strong", "Strong Emphasis", Letters(bold=True)),
        Character.EMPHASIS: ("Emphasis", "Emphasis", Letters(italic=True)),
        Character.STRIKE: ("Struck Out", "Struck Out", Letters(strike=True)),
        Character.CODE: ("HTML Code", "Source Text", Letters(face=Face.MONO, size=10)),
        Character.SPEAKER: (
            "Speaker",
            "Speaker",
            Letters(face=Face.SANS, size=10.5, bold=True, colour=ACCENT),
        ),
        Character.NAME: ("Name of Fact", "Name of Fact", Letters(colour=SOFT)),
        Character.SOURCE_TERM: (
            "Source Term",
            "Source Term",
            Letters(bold=False, colour=SOFT),
        ),
        Character.UNTRANSLATED: (
            "Untranslated",
            "Untranslated",
            Letters(underline="dotted", colour=SOFT),
        ),
        Character.REMARK: (
            "Editorial Remark",
            "Editorial Remark",
            Letters(face=Face.SANS, size=8, bold=False, italic=False, colour=WARNING),
        ),
        Character.LINK: ("Hyperlink", "Internet Link", Letters(underline="single", colour=ACCENT)),
        Character.NOTE_MARK: (
            "footnote reference",
            "Footnote Symbol",
            Letters(raised=True, bold=False, italic=False),
        ),
    }
)
