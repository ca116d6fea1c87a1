"""The same paragraphs in all languages side by side, contested renderings marked.

The page is for readers and for editors of several editions of one source: each
row is a paragraph, the first column is the source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from translations.editions.base import Edition, EditionBlock
from translations.editions.comparison_style import COMPARISON_STYLE
from translations.editions.contested import Contested, marked_block
from translations.editions.html_body import dated, title_of, voice_class
from translations.editions.html_elements import element, joined
from translations.editions.html_frame import framed, framed_head
from translations.editions.html_inline import Page, in_language, inline, page_of, told
from translations.editions.html_style import STYLE, running_title
from translations.editions.inline import NO_MARKS, source_block
from translations.editions.locales import language_name
from translations.editions.manifest import signature
from translations.model import FIRST_CODE, FRONT_MATTER, LAST_CODE, BlockKind

__all__ = ["Contested", "write"]

#: The segments of a block name it: all editions of one source have them.
_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """One language of the comparison."""

    page: Page
    blocks: Mapping[_Key, EditionBlock]
    contested: Mapping[str, Sequence[Contested]]  #: by segment
    is_source: bool = False

    @property
    def language(self) -> str:
        return self.page.edition.language


def write(editions: Sequence[Edition], marked: Mapping[str, Sequence[Contested]]) -> bytes:
    """One self-contained HTML page; `marked` is by language, the source's own among them.

    The editions are of one document and one source text; their order is that of
    the columns. Without an edition there is nothing to compare: ValueError.
    """
    if not editions:
        raise ValueError("There is no edition to compare.")
    columns = _columns(editions, marked)
    source = columns[0]
    page = source.page
    heading = joined([told(page, page.words.comparison), ": ", page.edition.title])
    parts = (
        element("h1", heading, id="title"),
        _text(columns),
        *_concepts(columns),
        _signatures(editions, page),
    )
    main = element("main", *(Markup("\n{}").format(part) for part in parts), "\n", class_="wide")
    title = f"{page.words.comparison}: {page.edition.title}"
    style = STYLE + COMPARISON_STYLE + running_title(title)
    head = framed_head(title, style, _metas(editions), pictures=False)
    return framed(source.language, head, element("body", main))


def _metas(editions: Sequence[Edition]) -> Iterator[Markup]:
    if any(edition.draft for edition in editions):
        yield element("meta", name="robots", content="noindex")
    for edition in editions:
        yield element("meta", name="dcterms.language", content=edition.language)
        yield element("meta", name="workbench:signature", content=signature(edition))
    yield element("meta", name="generator", content=editions[0].manifest.software)


def _columns(
    editions: Sequence[Edition], marked: Mapping[str, Sequence[Contested]]
) -> tuple[_Column, ...]:
    """The source, which all editions share, and each edition."""
    first = editions[0]
    whole = [_blocks(edition) for edition in editions]
    source = {
        key: source_block(block) for blocks in reversed(whole) for key, block in blocks.items()
    }
    ordered = {key: source[key] for blocks in whole for key in blocks}
    original = replace(first, language=first.source_language, title=first.source_title)
    words = page_of(original).words
    numbers = _numbers(marked)

    def column(
        edition: Edition, blocks: Mapping[_Key, EditionBlock], *, is_source: bool
    ) -> _Column:
        page = replace(page_of(edition), marks=NO_MARKS, contested=numbers)
        # Signs are explained in the words of the page.
        page = replace(page, words=replace(page.words, contested=words.contested))
        spots = _by_segment(marked.get(edition.language, ()))
        return _Column(page=page, blocks=blocks, contested=spots, is_source=is_source)

    return (
        column(original, ordered, is_source=True),
        *(
            column(edition, blocks, is_source=False)
            for edition, blocks in zip(editions, whole, strict=True)
        ),
    )


def _blocks(edition: Edition) -> dict[_Key, EditionBlock]:
    """The blocks of the text that have words."""
    return {
        tuple(segment.id for segment in block.segments): block
        for block in edition.blocks
        if block.part not in FRONT_MATTER and any(each.source for each in block.segments)
    }


def _numbers(marked: Mapping[str, Sequence[Contested]]) -> dict[str, int]:
    concepts = sorted({each.concept for spots in marked.values() for each in spots})
    return {concept: number for number, concept in enumerate(concepts, 1)}


def _by_segment(spots: Iterable[Contested]) -> dict[str, list[Contested]]:
    found: dict[str, list[Contested]] = {}
    for each in spots:
        found.setdefault(each.segment, []).append(each)
    return found


def _text(columns: tuple[_Column, ...]) -> Markup:
    """The paragraphs, in a region that scrolls by itself and by the keyboard."""
    heads = [element("td"), *(_column_head(column) for column in columns)]
    rows = [
        element(
            "tr",
            element("th", str(number), scope="row"),
            *(_cell(column, key) for column in columns),
        )
        for number, key in enumerate(columns[0].blocks, 1)
    ]
    table = element(
        "table", element("thead", element("tr", *heads)), element("tbody", *rows), class_="text"
    )
    return element(
        "div", table, class_="region", role="region", tabindex="0", aria_labelledby="title"
    )


def _column_head(column: _Column) -> Markup:
    edition, words = column.page.edition, column.page.words
    rows = [element("span", language_name(column.language, column.language), class_="language")]
    if not column.is_source:
        rows.append(element("cite", title_of(edition)))
        rows += [dated(edition.date, column.page)] if edition.date else []
        rows += [element("strong", told(column.page, words.draft))] if edition.draft else []
    return element("th", *rows, scope="col", class_=_class(column), **in_language(column.language))


def _class(column: _Column) -> str | None:
    return "source" if column.is_source else None


def _cell(column: _Column, key: _Key) -> Markup:
    block = column.blocks.get(key)
    content = _shown(column, marked_block(block, column.contested)) if block else Markup()
    return element("td", content, class_=_class(column), **in_language(column.language))


def _shown(column: _Column, block: EditionBlock) -> Markup:
    # Who speaks is known by a name in the edition's language alone.
    named = replace(block, speaker="") if column.is_source else block
    words = [*inline(named, column.page)]
    match block.kind:
        case BlockKind.CODE:
            return element("pre", element("code", *words), dir="ltr")
        case BlockKind.QUOTE:
            return element("blockquote", element("p", *words))
        case BlockKind.HEADING | BlockKind.LIST_ITEM:
            return element("p", *words, class_=str(block.kind))
        case _:
            return element("p", *words, class_=voice_class(block))


def _concepts(columns: tuple[_Column, ...]) -> Iterator[Markup]:
    """How each language renders each contested concept, as the text has it."""
    page = columns[0].page
    if not page.contested:
        return
    heads = [element("td"), *(_language_head(column.language) for column in columns)]
    rows = [
        element(
            "tr",
            element("th", f"{number}. {concept}", scope="row", id=f"concept-{number}"),
            *(_renderings(column, concept) for column in columns),
        )
        for concept, number in page.contested.items()
    ]
    table = element(
        "table", element("thead", element("tr", *heads)), element("tbody", *rows), class_="concepts"
    )
    title = element("h2", told(page, page.words.disputed), id="concepts")
    region = element(
        "div", table, class_="region", role="region", tabindex="0", aria_labelledby="concepts"
    )
    yield element("section", title, region)


def _language_head(language: str) -> Markup:
    name = language_name(language, language)
    return element("th", name, scope="col", **in_language(language))


def _renderings(column: _Column, concept: str) -> Markup:
    targets = {each.id: each.target for block in column.blocks.values() for each in block.segments}
    said = dict.fromkeys(
        _bare(targets.get(each.segment, "")[each.start : each.end])
        for spots in column.contested.values()
        for each in spots
        if each.concept == concept
    )
    words = ", ".join(each for each in said if each)
    return element("td", words, **in_language(column.language))


def _bare(coded: str) -> str:
    return "".join(char for char in coded if not FIRST_CODE <= ord(char) <= LAST_CODE)


def _signatures(editions: Sequence[Edition], page: Page) -> Markup:
    rows = [part for edition in editions for part in _signed(edition)]
    title = element("h2", told(page, page.words.editions), id="editions")
    return element("section", title, element("dl", *rows), aria_labelledby="editions", class_="end")


def _signed(edition: Edition) -> tuple[Markup, Markup]:
    language = edition.language
    name = element("bdi", language_name(language, language), **in_language(language))
    line = element("p", signature(edition), class_="signature", lang="zxx", dir="ltr")
    return element("dt", name), element("dd", line)
