"""The text of an ODT: paragraphs, spans, lists, tables and notes (OASIS ODF 1.3, part 3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from translations.editions.direction import direction
from translations.editions.office.flow import (
    Cell,
    Character,
    Contents,
    Cover,
    Element,
    Footnote,
    Inline,
    Link,
    List,
    ListItem,
    Paragraph,
    Run,
    Style,
    Table,
)
from translations.editions.office.looks import LOOKS
from translations.editions.office.odt_elements import characters
from translations.editions.office.odt_styles import (
    FIRST_PAGE,
    INDEX_LINK,
    language_letters,
    letters_name,
    written_in,
)
from translations.editions.office.odt_styles import style_name as name_of
from translations.editions.office.page import fitted
from translations.editions.xml_elements import Xml, element, joined

#: The file of the cover's picture, without its ending.
PICTURE = "Pictures/cover"
#: From the outermost span inwards.
_ORDER = tuple(Character)


@dataclass(frozen=True, slots=True)
class _Variant:
    """A style of a paragraph with what only some paragraphs need."""

    style: Style
    language: str = ""
    new_page: bool = False
    page: str = ""  #: the kind of page that begins with it


@dataclass(slots=True)
class Ledger:
    """The automatic styles that the text asks for, in the order in which it does."""

    variants: dict[_Variant, str] = field(default_factory=dict)
    languages: dict[str, str] = field(default_factory=dict)
    notes: int = 0
    tables: int = 0

    def variant(self, variant: _Variant) -> str:
        if variant == _Variant(variant.style):
            return name_of(variant.style)
        return self.variants.setdefault(variant, f"P{len(self.variants) + 1}")

    def language(self, language: str) -> str:
        return self.languages.setdefault(language, f"T{len(self.languages) + 1}")


@dataclass(slots=True)
class Writer:
    """The text in the making: which language it has, and which kind of page is to begin."""

    language: str
    ledger: Ledger
    page: str = FIRST_PAGE

    def elements(self, elements: Iterable[Element]) -> Iterator[Xml]:
        for each in elements:
            match each:
                case Paragraph():
                    yield self.paragraph(each)
                case List():
                    yield self._list(each)
                case Table():
                    yield self._table(each)
                case Contents():
                    yield self._contents(each)
                case _:
                    yield self._cover(each)

    def paragraph(self, paragraph: Paragraph) -> Xml:
        language = "" if paragraph.language == self.language else paragraph.language
        variant = _Variant(paragraph.style, language, paragraph.new_page, self.page)
        self.page = ""
        name = self.ledger.variant(variant)
        level = LOOKS[paragraph.style].outline
        inside = [*self._inlines(paragraph.content, paragraph.language or self.language)]
        if paragraph.anchor:
            inside = [element("text:bookmark", text_name=paragraph.anchor), *inside]
        if level:
            return element("text:h", *inside, text_style__name=name, text_outline__level=f"{level}")
        return element("text:p", *inside, text_style__name=name)

    # ---- what stands in a paragraph ---------------------------------------------------------

    def _inlines(self, content: Iterable[Inline], language: str) -> Iterator[Xml]:
        for each in content:
            match each:
                case Run():
                    yield self._run(each, language)
                case Link(href, runs):
                    inside = [self._run(run, language) for run in runs]
                    yield element(
                        "text:a",
                        *inside,
                        xlink_type="simple",
                        xlink_href=href,
                        text_style__name=letters_name(Character.LINK),
                    )
                case _:
                    yield self._note(each)

    def _run(self, run: Run, language: str) -> Xml:
        written = joined(characters(run.text))
        if run.language and run.language != language:
            name = self.ledger.language(run.language)
            written = element("text:span", written, text_style__name=name)
        for look in (each for each in _ORDER if each in run.looks):
            written = element("text:span", written, text_style__name=letters_name(look))
        return written

    def _note(self, note: Footnote) -> Xml:
        self.ledger.notes += 1
        number = f"{self.ledger.notes}"
        return element(
            "text:note",
            element("text:note-citation", number),
            element("text:note-body", self.paragraph(note.content)),
            text_id=f"note{number}",
            text_note__class="footnote",
        )

    # ---- what is more than a paragraph ------------------------------------------------------

    def _list(self, listing: List) -> Xml:
        first, *others = listing.items
        start = {} if listing.start == 1 else {"text_start__value": f"{listing.start}"}
        items = [self._item(first, **start), *(self._item(item) for item in others)]
        name = "Numbers" if listing.ordered else "Bullets"
        return element("text:list", *items, text_style__name=name)

    def _item(self, item: ListItem, **facts: str) -> Xml:
        inside = [self.paragraph(item.paragraph), *(self._list(inner) for inner in item.lists)]
        return element("text:list-item", *inside, **facts)

    def _table(self, table: Table) -> Xml:
        self.ledger.tables += 1
        columns = f"{len(table.header)}"
        head = element("table:table-header-rows", self._row(table.header, "Head"))
        return element(
            "table:table",
            element(
                "table:table-column",
                table_style__name="Column",
                table_number__columns__repeated=columns,
            ),
            head,
            *(self._row(row, "Cell") for row in table.rows),
            table_name=f"Table{self.ledger.tables}",
            table_style__name="Table",
        )

    def _row(self, cells: tuple[Cell, ...], style: str) -> Xml:
        written = [
            element(
                "table:table-cell",
                *self.elements(cell),
                table_style__name=style,
                office_value__type="string",
            )
            for cell in cells
        ]
        return element("table:table-row", *written)

    def _contents(self, contents: Contents) -> Xml:
        title = self.paragraph(contents.title)
        template = [
            element(
                "text:table-of-content-entry-template",
                element("text:index-entry-link-start"),
                element("text:index-entry-text"),
                element("text:index-entry-link-end"),
                text_outline__level=f"{level}",
                text_style__name=name_of(style),
            )
            for level, style in ((1, Style.CONTENTS), (2, Style.CONTENTS_2))
        ]
        source = element("text:table-of-content-source", *template, text_outline__level="2")
        rows = [self._entry(*entry) for entry in contents.entries]
        heading = element("text:index-title", title, text_name="Contents_Head")
        return element(
            "text:table-of-content",
            source,
            element("text:index-body", heading, *rows),
            text_name="Contents",
            text_protected="true",
        )

    def _entry(self, level: int, words: str, anchor: str) -> Xml:
        style = Style.CONTENTS if level == 1 else Style.CONTENTS_2
        run = self._run(Run(words), self.language)
        link = element(
            "text:a",
            run,
            xlink_type="simple",
            xlink_href=f"#{anchor}",
            text_style__name=INDEX_LINK,
            text_visited__style__name=INDEX_LINK,
        )
        return element("text:p", link, text_style__name=name_of(style))

    def _cover(self, cover: Cover) -> Xml:
        """A paragraph with the picture, on a page of its own kind."""
        width, height = fitted(cover.image.width, cover.image.height)
        image = element(
            "draw:image",
            xlink_href=picture_name(cover),
            xlink_type="simple",
            xlink_show="embed",
            xlink_actuate="onLoad",
        )
        frame = element(
            "draw:frame",
            image,
            element("svg:desc", cover.alternative),
            draw_name="cover",
            text_anchor__type="as-char",
            svg_width=f"{width:.2f}pt",
            svg_height=f"{height:.2f}pt",
        )
        name = self.ledger.variant(_Variant(Style.COVER, page="Cover"))
        return element("text:p", frame, text_style__name=name)


def picture_name(cover: Cover) -> str:
    return f"{PICTURE}.{cover.image.media_type.partition('/')[2]}"


def automatic(ledger: Ledger, language: str) -> Iterator[Xml]:
    """The automatic styles of the text; `language` is the document's."""
    for variant, name in ledger.variants.items():
        yield _automatic(variant, name, language)
    for spoken, name in ledger.languages.items():
        letters = element("style:text-properties", **language_letters(spoken))
        yield element("style:style", letters, style_name=name, style_family="text")


def _automatic(variant: _Variant, name: str, language: str) -> Xml:
    facts = {"fo_break__before": "page"} if variant.new_page and not variant.page else {}
    inside = []
    spoken = variant.language
    if spoken:
        if direction(spoken) != direction(language):
            facts |= written_in(spoken)
        inside.append(element("style:text-properties", **language_letters(spoken)))
    if variant.page == FIRST_PAGE:
        facts["style_page__number"] = "1"
    page = {"style_master__page__name": variant.page} if variant.page else {}
    return element(
        "style:style",
        *([element("style:paragraph-properties", **facts)] if facts else []),
        *inside,
        style_name=name,
        style_family="paragraph",
        style_parent__style__name=name_of(variant.style),
        **page,
    )
