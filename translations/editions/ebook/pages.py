"""The pages of an e-book in the order of reading, each of them a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from translations.editions.base import Edition, TranslatorNote
from translations.editions.chapters import Chapter, chapters
from translations.editions.ebook.xhtml import labelled, page
from translations.editions.html_apparatus import (
    about_translation,
    colophon,
    disputed_words,
    made,
    versions,
    waivers,
)
from translations.editions.html_body import (
    entry_markup,
    head_rows,
    heading_id,
    nested_headings,
    text_of,
)
from translations.editions.html_elements import element, joined, text
from translations.editions.html_frame import draft_banner
from translations.editions.html_inline import Page, inline, page_of, told
from translations.editions.outline import Entry, Heading, Preface, credited, noted
from translations.model import Part

NAVIGATION, TITLE_PAGE = "contents.xhtml", "title.xhtml"
_CALLED = re.compile(r'href="#note-(\d+)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class BookPage:
    """One file: its name, its words, and how the table of contents and landmarks know it."""

    name: str
    content: str
    label: str = ""  #: in the table of contents; "" for what it does not list
    headings: tuple[Heading, ...] = ()  #: to be listed, in their order
    landmark: str = ""  #: in EPUB's vocabulary of structural semantics


def titled(edition: Edition) -> str:
    """The title, or whatever else may name the book: it must not be without one."""
    names = (text_of(edition, Part.TITLE), edition.title, edition.source_title)
    written = (" ".join(name.split()) for name in (*names, edition.document_id))
    return next((name for name in written if name), "…")


def pages(edition: Edition, cover: str) -> tuple[BookPage, ...]:
    """All pages but the table of contents; `cover` is the file of the picture, if any."""
    paper = page_of(edition)
    before = [_cover(paper, cover)] if cover else []
    return (*before, *_text(paper), *_end(paper))


def _cover(paper: Page, cover: str) -> BookPage:
    words = paper.words.cover
    shown = text_of(paper.edition, Part.COVER) or f"{words}: {titled(paper.edition)}"
    picture = element("img", src=cover, alt=shown, role="doc-cover")
    section = element("section", picture, class_="cover-page", **{"epub:type": "cover"})
    return BookPage(
        name="cover.xhtml", content=page(words, paper.edition.language, section), landmark="cover"
    )


# ---- the text -------------------------------------------------------------------------------


def _text(paper: Page) -> Iterator[BookPage]:
    """An article is one page under its title; a book has its title and each chapter by itself."""
    edition, parts = paper.edition, chapters(paper.edition)
    title = [*draft_banner(paper), element("header", *head_rows(paper), class_="head")]
    if len(parts) < 2:
        entries = parts[0].entries if parts else ()
        content = [*title, *(entry_markup(entry, paper) for entry in entries)]
        yield BookPage(
            name="text.xhtml",
            content=page(titled(edition), edition.language, *_noted(paper, content)),
            label=titled(edition),
            headings=tuple(_headings(entries)),
            landmark="bodymatter",
        )
        return
    title += [_credit(label, name) for label, name in credited(edition)]
    yield BookPage(
        name=TITLE_PAGE,
        content=page(titled(edition), edition.language, *_noted(paper, title), kind="titlepage"),
        label=titled(edition),
        landmark="titlepage",
    )
    for number, chapter in enumerate(parts, 1):
        yield _chapter(paper, chapter, number)


def _credit(label: str, name: str) -> Markup:
    return element("p", f"{label}: ", element("bdi", name), class_="credit")


def _chapter(paper: Page, chapter: Chapter, number: int) -> BookPage:
    edition, heading = paper.edition, chapter.heading
    content = [entry_markup(entry, paper) for entry in chapter.entries]
    facts = {"role": "doc-chapter", "epub:type": "chapter"}
    if heading is not None:
        facts["aria-labelledby"] = heading_id(heading)
    section = element("section", *_noted(paper, content), **facts)
    return BookPage(
        name=f"chapter-{number:03}.xhtml",
        content=page(titled(edition), edition.language, section),
        headings=tuple(_headings(chapter.entries)),
        landmark="bodymatter" if number == 1 else "",
    )


def _headings(entries: Iterable[Entry]) -> Iterator[Heading]:
    for entry in entries:
        if isinstance(entry, Heading):
            yield entry
        elif isinstance(entry, Preface):
            yield from _headings(entry.children)


def _noted(paper: Page, content: list[Markup]) -> Iterator[Markup]:
    """The content with the notes that it calls: readers show them where they are called."""
    yield from content
    called = dict.fromkeys(int(number) for number in _CALLED.findall("".join(content)))
    notes = dict(noted(paper.edition))
    if called:
        asides = (_note(paper, number, notes[number]) for number in called)
        yield element("div", *asides, class_="notes-called")


def _note(paper: Page, number: int, note: TranslatorNote) -> Markup:
    back = element(
        "a",
        f"{number}",
        href=f"#call-{number}",
        role="doc-backlink",
        aria_label=f"{paper.words.back}, {paper.words.note} {number}",
    )
    ending = element("span", told(paper, paper.words.note_ending), class_="note-ending")
    words = element("p", back, " ", *inline(note.text, paper), " ", ending)
    facts = {"epub:type": "footnote", "role": "doc-footnote"}
    return element("aside", words, id=f"note-{number}", **facts)


# ---- what follows it ------------------------------------------------------------------------


def _end(paper: Page) -> Iterator[BookPage]:
    words = paper.words
    sections = (
        ("translation", words.about_translation, about_translation(paper), ""),
        ("words", words.disputed, disputed_words(paper), "glossary"),
        ("exceptions", words.waivers, waivers(paper), ""),
        ("versions", words.versions, versions(paper), ""),
        ("credits", words.credits, (*colophon(paper), *made(paper)), "colophon"),
    )
    for name, label, content, landmark in sections:
        written = list(content)
        if written:
            yield BookPage(
                name=f"{name}.xhtml",
                content=page(label, paper.edition.language, *written),
                label=label,
                landmark=landmark,
            )


# ---- the table of contents ------------------------------------------------------------------


def navigation(edition: Edition, shown: Iterable[BookPage]) -> str:
    """The table of contents for people and reading systems, and the landmarks of the book."""
    shown = tuple(shown)
    paper = replace(page_of(edition), address=_addresses(shown).__getitem__)
    rows = [row for each in shown for row in _rows(each, paper)]
    title = element("h1", told(paper, paper.words.contents))
    contents = element("nav", title, element("ol", *rows), role="doc-toc", **{"epub:type": "toc"})
    return page(
        paper.words.contents, edition.language, labelled(contents), _landmarks(shown, paper)
    )


def _addresses(shown: tuple[BookPage, ...]) -> Mapping[str, str]:
    return {
        heading_id(heading): f"{each.name}#{heading_id(heading)}"
        for each in shown
        for heading in each.headings
    }


def _rows(shown: BookPage, paper: Page) -> Iterator[Markup]:
    """A page under its label with its headings below it, or its headings by themselves."""
    inside = nested_headings(shown.headings, paper) if shown.headings else None
    if shown.label:
        link = element("a", text(shown.label), href=shown.name)
        yield element("li", link, *([inside] if inside is not None else []))
    elif inside is not None:
        yield Markup(inside.removeprefix("<ol>").removesuffix("</ol>"))  # noqa: S704 (rows of a list)


def _landmarks(shown: tuple[BookPage, ...], paper: Page) -> Markup:
    words = paper.words
    named = {
        "cover": words.cover,
        "titlepage": titled(paper.edition),
        "bodymatter": titled(paper.edition),
        "glossary": words.disputed,
        "colophon": words.credits,
        "toc": words.contents,
    }
    places = [(each.landmark, each.name) for each in shown if each.landmark]
    # Of a book the contents are a page too; a landmark must be one.
    places += [("toc", NAVIGATION)] if any(kind == "titlepage" for kind, _ in places) else []
    rows = [
        element("li", element("a", named[kind], href=name, **{"epub:type": kind}))
        for kind, name in places
    ]
    listed = element("ol", joined(rows))
    return element("nav", listed, hidden="", **{"epub:type": "landmarks"})
