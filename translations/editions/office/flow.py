"""What a word processor's document is made of: paragraphs with styles, runs, notes, tables.

DOCX and ODT name and nest these differently, but they are the same things; a
manuscript is composed once (`composing`) and written twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from translations.editions.base import Image


class Style(StrEnum):
    """What a paragraph is; how each looks is a table (`looks`)."""

    NORMAL = "normal"
    DRAFT = "draft"
    TITLE = "title"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    DATELINE = "dateline"
    CREDIT = "credit"
    STANDFIRST = "standfirst"
    LABEL = "label"
    ABSTRACT = "abstract"
    PREFACE = "preface"
    HEADING_1 = "heading-1"
    HEADING_2 = "heading-2"
    HEADING_3 = "heading-3"
    HEADING_4 = "heading-4"
    HEADING_5 = "heading-5"
    BODY = "body"
    QUESTION = "question"
    ANSWER = "answer"
    QUOTATION = "quotation"
    QUOTATION_2 = "quotation-2"
    QUOTATION_3 = "quotation-3"
    BULLET = "bullet"
    NUMBER = "number"
    CODE = "code"
    RULE = "rule"
    COVER = "cover"
    CAPTION = "caption"
    CONTENTS = "contents"
    CONTENTS_2 = "contents-2"
    TERM = "term"
    REMARK = "remark"
    FACT = "fact"
    SIGNATURE = "signature"
    NOTE = "note"
    CELL = "cell"
    CELL_HEAD = "cell-head"
    ORIGINAL = "original"
    ORIGINAL_1 = "original-1"
    ORIGINAL_2 = "original-2"
    ORIGINAL_3 = "original-3"
    HEADER = "header"
    FOOTER = "footer"


HEADINGS = (
    Style.HEADING_1, Style.HEADING_2, Style.HEADING_3, Style.HEADING_4, Style.HEADING_5,
)  # fmt: skip
#: What look like headings of the first levels and are none.
ORIGINALS = (Style.ORIGINAL_1, Style.ORIGINAL_2, Style.ORIGINAL_3)
QUOTATIONS = (Style.QUOTATION, Style.QUOTATION_2, Style.QUOTATION_3)


class Character(StrEnum):
    """What a stretch of characters is, beside being bold or not."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    STRIKE = "strike"
    CODE = "code"
    SPEAKER = "speaker"
    NAME = "name"  #: of a fact, before it
    SOURCE_TERM = "source-term"
    UNTRANSLATED = "untranslated"
    REMARK = "remark"  #: of the program, within the text
    LINK = "link"
    NOTE_MARK = "note-mark"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look and language; line ends are breaks, tabs are tabs."""

    text: str
    looks: frozenset[Character] = frozenset()
    language: str = ""  #: "" for its paragraph's


@dataclass(frozen=True, slots=True)
class Link:
    href: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note, where it is called."""

    number: int
    content: Paragraph


Inline = Run | Link | Footnote


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    style: Style
    content: tuple[Inline, ...] = ()
    language: str = ""  #: "" for that of what is around it
    new_page: bool = False
    anchor: str = ""  #: by which the table of contents finds a heading


@dataclass(frozen=True, slots=True)
class ListItem:
    paragraph: Paragraph
    lists: tuple[List, ...] = ()


@dataclass(frozen=True, slots=True)
class List:
    ordered: bool
    items: tuple[ListItem, ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Cover:
    """The picture on a page of its own, before the first."""

    image: Image
    alternative: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents: its title, and (level from 1, words, anchor) of each heading."""

    title: Paragraph
    entries: tuple[tuple[int, str, str], ...]


Cell = tuple["Element", ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of equal width under a header that every page repeats."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    languages: tuple[str, ...] = ()  #: of the columns; none for the manuscript's
    ruled: bool = True  #: with lines between the rows


#: What the text itself is made of.
Flowing = Paragraph | List
Element = Flowing | Cover | Contents | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """A document and what is known of it."""

    title: str
    language: str
    elements: tuple[Element, ...]
    running: tuple[Run, ...]  #: the head of every page but the first
    wide: bool = False  #: narrow margins, for columns side by side
    subject: str = ""
    description: str = ""
    creators: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    publisher: str = ""
    identifier: str = ""
    rights: str = ""
    software: str = ""
    signature: str = ""
    version: int = 0
    date: str = ""  #: ISO 8601


def spoken(content: tuple[Inline, ...]) -> Iterator[Run]:
    """The runs of a paragraph, those of links among them; notes stand elsewhere."""
    for each in content:
        match each:
            case Run():
                yield each
            case Link(_, runs):
                yield from runs
            case _:
                continue
