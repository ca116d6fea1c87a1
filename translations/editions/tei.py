"""TEI P5 (Text Encoding Initiative): the edition for archives and libraries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile

from lxml import etree

from translations.editions import outline
from translations.editions.base import Edition, Output, Purpose
from translations.editions.outline import Entry, Preface, body, head
from translations.editions.tei_back import back
from translations.editions.tei_elements import Child, dated, element, spread
from translations.editions.tei_header import header, title
from translations.editions.tei_text import Page, divided, filled, inline, page, told
from translations.editions.wordings import ENGLISH
from translations.model import Part


def _write(edition: Edition) -> bytes:
    made = page(edition)
    entries = body(edition)
    prefaces = [*takewhile(lambda entry: isinstance(entry, Preface), entries)]
    rest = entries[len(prefaces) :]
    text = element(
        "text",
        element("front", *_front(made), *_prefaces(prefaces, made)),
        element("body", *_standfirst(made), *filled(divided(rest, made))),
        back(made),
    )
    about = header(made)
    etree.indent(about)
    root = element("TEI", "\n", about, "\n", text, "\n", lang=edition.language)
    spread(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _front(made: Page) -> Iterator[etree._Element]:
    yield _title_page(made)
    if made.edition.draft:
        english = element("p", ENGLISH.draft, lang="en")
        yield element("div", told("p", made.words.draft, made), english, type="draft")
    for part, name, heading in (
        (Part.ABSTRACT, "abstract", made.words.abstract),
        (Part.TRANSLATION, "translation", made.words.about_translation),
    ):
        said = outline.entries(made.edition, part)
        if said:
            yield element("div", told("head", heading, made), *divided(said, made), type=name)


def _title_page(made: Page) -> etree._Element:
    edition, parts = made.edition, head(made.edition)
    main = [element("titlePart", *inline(b, made), type="main") for b in parts.title]
    sub = (element("titlePart", *inline(b, made), type="sub") for b in parts.subtitle)
    named = main or [element("titlePart", title(edition), type="main")]
    bylines = [element("byline", *inline(block, made)) for block in parts.byline]
    if not bylines and edition.byline:
        bylines = [element("byline", edition.byline)]
    imprint: list[Child] = []
    if edition.imprint.publisher:
        imprint.append(element("publisher", edition.imprint.publisher))
    if edition.imprint.place:
        imprint.append(element("pubPlace", edition.imprint.place))
    return element(
        "titlePage",
        element("docTitle", *named, *sub),
        *bylines,
        *([element("docImprint", *imprint)] if imprint else []),
        *([dated(edition.date, "docDate")] if edition.date else []),
    )


def _prefaces(entries: Iterable[Entry], made: Page) -> Iterator[etree._Element]:
    for each in entries:
        if isinstance(each, Preface):
            heading = told("head", made.words.preface, made)
            yield element("div", heading, *divided(each.children, made), type="preface")


def _standfirst(made: Page) -> Iterator[etree._Element]:
    paragraphs = [element("p", *inline(block, made)) for block in head(made.edition).standfirst]
    if paragraphs:
        yield element("argument", *paragraphs)


OUTPUT = Output(
    name="tei",
    title="TEI P5",
    extension=".tei.xml",
    media_type="application/tei+xml; charset=utf-8",
    write=_write,
    purpose=Purpose.WORKING,
)
