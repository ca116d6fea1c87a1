"""The text of a DOCX: paragraphs, runs, lists, tables and notes (ECMA-376, WordprocessingML).

Word reads the properties of a run or paragraph only in the order of the schema;
that order is the order of the lines here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from translations.editions.direction import direction
from translations.editions.office import docx_elements as w
from translations.editions.office.docx_cover import cover
from translations.editions.office.docx_styles import letters_id, style_id, table_id
from translations.editions.office.flow import (
    Cell,
    Character,
    Contents,
    Element,
    Footnote,
    Inline,
    Link,
    List,
    Paragraph,
    Run,
    Style,
    Table,
)
from translations.editions.office.languages import NONE, tag
from translations.editions.office.looks import LETTERS
from translations.editions.xml_elements import Xml, joined

#: A run has one style; what else it is, is said beside it.
_RANK = {each: place for place, each in enumerate(
    (Character.NOTE_MARK, Character.LINK, Character.CODE, Character.SPEAKER, Character.NAME,
     Character.SOURCE_TERM, Character.REMARK, Character.UNTRANSLATED, Character.STRONG,
     Character.EMPHASIS, Character.STRIKE)
)}  # fmt: skip
#: Lists nest no deeper in Word.
_DEEPEST = 8


@dataclass(slots=True)
class Ledger:
    """What one part of the package refers to, in the order in which it does."""

    first: int  #: the number of the first relation that is free
    links: dict[str, str] = field(default_factory=dict)  #: address → id of its relation
    lists: list[tuple[int, int]] = field(default_factory=list)  #: (depth, start) of numbered ones
    notes: list[Footnote] = field(default_factory=list)
    anchors: int = 0

    def link(self, href: str) -> str:
        return self.links.setdefault(href, f"rId{self.first + len(self.links)}")

    def listed(self, listing: List, depth: int) -> int:
        """The number of the numbering of a list: 1 for all without numbers."""
        if not listing.ordered:
            return 1
        self.lists.append((min(depth, _DEEPEST), listing.start))
        return len(self.lists) + 1

    def note(self, note: Footnote) -> int:
        self.notes.append(note)
        return len(self.notes)


@dataclass(frozen=True, slots=True)
class Writer:
    """One part in the making: whose language it has, how wide its lines are, what it refers to."""

    default: str  #: the language of the document
    language: str  #: of what stands around
    width: int  #: of the text, in twentieths of a point
    ledger: Ledger

    def elements(self, elements: Iterable[Element]) -> Iterator[Xml]:
        for element in elements:
            match element:
                case Paragraph():
                    yield self.paragraph(element)
                case List():
                    yield from self._list(element, 0)
                case Table():
                    yield self._table(element)
                case Contents():
                    yield self._contents(element)
                case _:
                    yield cover(element)

    def paragraph(self, paragraph: Paragraph, *before: Xml, listed: Xml | None = None) -> Xml:
        language = paragraph.language or self.language
        properties = [
            w.e("pStyle", val=style_id(paragraph.style)),
            w.e("pageBreakBefore") if paragraph.new_page else None,
            listed,
            self._direction(language),
        ]
        inside = [*before, *self._inlines(paragraph.content, language)]
        if paragraph.anchor:
            inside = [self._bookmarked(paragraph.anchor, inside)]
        return w.e("p", w.some("pPr", properties), *inside)

    def _direction(self, language: str) -> Xml | None:
        if direction(language) == "rtl":
            return w.e("bidi")
        return w.e("bidi", val="0") if direction(self.default) == "rtl" else None

    def _bookmarked(self, anchor: str, inside: list[Xml]) -> Xml:
        self.ledger.anchors += 1
        number = f"{self.ledger.anchors}"
        start = w.e("bookmarkStart", id=number, name=anchor)
        return joined([start, *inside, w.e("bookmarkEnd", id=number)])

    # ---- what stands in a paragraph ---------------------------------------------------------

    def _inlines(self, content: Iterable[Inline], language: str) -> Iterator[Xml]:
        for each in content:
            match each:
                case Run():
                    yield run(each, language, self.default)
                case Link(href, runs):
                    linked = [run(r, language, self.default, Character.LINK) for r in runs]
                    yield w.hyperlink(self.ledger.link(href), linked)
                case _:
                    yield w.e(
                        "r",
                        w.e("rPr", w.e("rStyle", val=letters_id(Character.NOTE_MARK))),
                        w.e("footnoteReference", id=f"{self.ledger.note(each)}"),
                    )

    # ---- what is more than a paragraph ------------------------------------------------------

    def _list(self, listing: List, depth: int) -> Iterator[Xml]:
        number = self.ledger.listed(listing, depth)
        level = w.e("ilvl", val=f"{min(depth, _DEEPEST)}")
        listed = w.e("numPr", level, w.e("numId", val=f"{number}"))
        for item in listing.items:
            yield self.paragraph(item.paragraph, listed=listed)
            for inner in item.lists:
                yield from self._list(inner, depth + 1)

    def _table(self, table: Table) -> Xml:
        columns = len(table.header)
        width = self.width // columns
        properties = [
            w.e("tblStyle", val=table_id(ruled=table.ruled)),
            w.e("bidiVisual") if direction(self.language) == "rtl" else None,
            w.e("tblW", w=f"{width * columns}", type="dxa"),
            w.e("tblLayout", type="fixed"),
            w.e("tblLook", val="0020", firstRow="1"),
        ]
        grid = w.e("tblGrid", *(w.e("gridCol", w=f"{width}") for _ in range(columns)))
        languages = table.languages or ("",) * columns
        head = w.e("trPr", w.e("cantSplit"), w.e("tblHeader"))
        rows = [
            w.e("tr", *([head] if not place else []), *self._cells(row, languages, width))
            for place, row in enumerate((table.header, *table.rows))
        ]
        return w.e("tbl", w.some("tblPr", properties), grid, *rows)

    def _cells(
        self, cells: Iterable[Cell], languages: tuple[str, ...], width: int
    ) -> Iterator[Xml]:
        properties = w.e("tcPr", w.e("tcW", w=f"{width}", type="dxa"))
        for cell, language in zip(cells, languages, strict=True):
            inside = list(replace(self, language=language or self.language).elements(cell))
            # A cell must end in a paragraph.
            yield w.e("tc", properties, *(inside or [w.e("p")]))

    def _contents(self, contents: Contents) -> Xml:
        """A field that Word can renew, holding what is true from the beginning."""
        rows = [self._entry(*entry) for entry in contents.entries]
        begin = [w.field("begin"), w.e("r", w.instruction(r'TOC \o "1-2" \h \n \z \u'))]
        first, *others = [
            w.e("p", w.e("pPr", w.e("pStyle", val=style_id(style))), *opening, link)
            for (style, link), opening in zip(
                rows, [[*begin, w.field("separate")], *([] for _ in rows[1:])], strict=True
            )
        ]
        gallery = w.e("docPartGallery", val="Table of Contents")
        properties = w.e("sdtPr", w.e("docPartObj", gallery, w.e("docPartUnique")))
        end = w.e("p", w.field("end"))
        inside = w.e("sdtContent", self.paragraph(contents.title), first, *others, end)
        return w.e("sdt", properties, inside)

    def _entry(self, level: int, words: str, anchor: str) -> tuple[Style, Xml]:
        style = Style.CONTENTS if level == 1 else Style.CONTENTS_2
        return style, w.e(
            "hyperlink", run(Run(words), self.language, self.default), anchor=anchor, history="1"
        )


def run(each: Run, language: str, default: str, *more: Character) -> Xml:
    """Characters with their style, and their language where it is not the document's."""
    looks = sorted(each.looks.union(more), key=lambda look: _RANK[look])
    spoken = each.language or language
    is_rtl = direction(spoken) == "rtl"
    letters = [LETTERS[look][2] for look in looks]
    # What is bold in a bold style would be bold no more: it is said beside the style.
    bold = next((some.bold for some in letters if some.bold is not None), None)
    italic = next((some.italic for some in letters if some.italic is not None), None)
    properties = [
        w.e("rStyle", val=letters_id(looks[0])) if looks else None,
        *w.switched("b", bold),
        *w.switched("i", italic),
        w.e("strike") if Character.STRIKE in looks else None,
        w.e("noProof") if spoken == NONE else None,
        w.e("rtl") if is_rtl else None,
        w.lang(tag(spoken), is_rtl=is_rtl) if spoken not in (default, NONE) else None,
    ]
    return w.e("r", w.some("rPr", properties), *w.characters(each.text))
