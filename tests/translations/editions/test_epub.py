"""An e-book holds together: its package, its pages, its contents, its notes and links."""

from __future__ import annotations

import re
import uuid
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given, settings
from lxml import etree

from tests.translations.editions.archives import (
    DC,
    OPF,
    OPS,
    XHTML,
    XML,
    Archive,
    there,
    told_apart,
    words,
    written,
)
from tests.translations.editions.at_random import editions
from tests.translations.editions.rich import BOOK, COVER, RICH, RICH_HEBREW, book
from tests.translations.editions.samples import HEBREW, RUSSIAN, H, P, block
from translations.editions.base import Edition, Imprint
from translations.editions.wordings import wording
from translations.model import Part

RUSSIAN_ENDING = wording("ru").note_ending
some_examples = settings(max_examples=25, deadline=None)
SHORT_BOOK = replace(BOOK, blocks=book(chapters=3, paragraphs=40, sentences=6))


def package(archive: Archive) -> etree._Element:
    return archive.tree("EPUB/package.opf")


def files(archive: Archive) -> dict[str, str]:
    """Id → name of the files in the manifest."""
    items = package(archive).iter(f"{OPF}item")
    return {each.get("id", ""): each.get("href", "") for each in items}


def spine(archive: Archive) -> list[str]:
    known = files(archive)
    return [known[each.get("idref", "")] for each in package(archive).iter(f"{OPF}itemref")]


def said_of(archive: Archive, name: str) -> list[str]:
    """What the metadata say under one property."""
    return [
        each.text or ""
        for each in package(archive).iter(f"{OPF}meta")
        if each.get("property") == name
    ]


def contents(archive: Archive, kind: str = "toc") -> list[tuple[str, str]]:
    [nav] = [
        each
        for each in archive.tree("EPUB/contents.xhtml").iter(f"{XHTML}nav")
        if each.get(f"{OPS}type") == kind
    ]
    return [(words(each), each.get("href", "")) for each in nav.iter(f"{XHTML}a")]


# ---- any edition ----------------------------------------------------------------------------


@some_examples
@given(edition=editions())
def test_the_package_lists_every_file_and_no_other(edition: Edition) -> None:
    archive = written("epub", replace(edition, cover=COVER))
    listed = files(archive)
    own = {"mimetype", "META-INF/container.xml", "EPUB/package.opf"}
    assert {f"EPUB/{name}" for name in listed.values()} | own == set(archive.names)
    assert len(set(spine(archive))) == len(spine(archive))
    assert set(spine(archive)) <= set(listed.values())


@some_examples
@given(edition=editions())
def test_every_link_within_the_book_leads_somewhere(edition: Edition) -> None:
    archive = written("epub", replace(edition, cover=COVER))
    pages = {
        PurePosixPath(name).name: archive.tree(name)
        for name in archive.names
        if name.endswith(".xhtml")
    }
    ids = {name: [each.get("id") for each in page.iter() if each.get("id")]
           for name, page in pages.items()}  # fmt: skip
    for name, page in pages.items():
        assert len(set(ids[name])) == len(ids[name])
        for link in page.iter(f"{XHTML}a"):
            href = link.get("href")
            if href is None:
                continue
            parts = urlsplit(href)
            if parts.scheme:
                assert re.fullmatch(r"(https?://|mailto:)[!-~]+", href)
            else:
                target = parts.path or name
                assert target in pages
                assert not parts.fragment or unquote(parts.fragment) in ids[target]


@some_examples
@given(edition=editions())
def test_every_sentence_of_a_book_stands_there_once_and_in_order(edition: Edition) -> None:
    named, said = told_apart(edition)
    archive = written("epub", named)
    pages = [archive.tree(f"EPUB/{name}") for name in spine(archive)]
    text = "\n".join(words(there(page, f"{XHTML}body")) for page in pages)
    assert re.findall(r"Слово\d+\.", text) == said


@some_examples
@given(edition=editions())
def test_each_note_stands_on_the_page_that_calls_it(edition: Edition) -> None:
    archive = written("epub", edition)
    for name in archive.names:
        if not name.endswith(".xhtml"):
            continue
        page = archive.tree(name)
        called = {
            each.get("href", "")
            for each in page.iter(f"{XHTML}a")
            if each.get(f"{OPS}type") == "noteref"
        }
        notes = {
            f"#{each.get('id')}"
            for each in page.iter(f"{XHTML}aside")
            if each.get(f"{OPS}type") == "footnote"
        }
        assert called == notes


# ---- the package ----------------------------------------------------------------------------


def test_a_book_begins_with_its_media_type_uncompressed() -> None:
    archive = written("epub", RICH)
    first = archive.entries[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", 0, b"")
    assert archive.parts["mimetype"] == b"application/epub+zip"
    container = etree.tostring(archive.tree("META-INF/container.xml"), encoding="unicode")
    assert 'full-path="EPUB/package.opf"' in container
    assert {entry.date_time for entry in archive.entries} == {(2025, 3, 1, 0, 0, 0)}


def test_the_metadata_say_what_the_book_is_and_who_made_it() -> None:
    archive = written("epub", RICH)
    root = package(archive)
    assert [each.text for each in root.iter(f"{DC}title")] == [
        "Слова и вещи",
        "Разговор о словах, которыми называют места",
    ]
    assert said_of(archive, "title-type") == ["main", "subtitle"]
    assert [each.text for each in root.iter(f"{DC}identifier")][:2] == [
        "urn:isbn:9780306406157",
        "doi:10.5555/12345678",
    ]
    people = {
        each.get("id"): (etree.QName(each).localname, each.text)
        for each in root.iter(f"{DC}creator", f"{DC}contributor")
    }
    roles = {
        people[each.get("refines", "").removeprefix("#")]: each.text
        for each in root.iter(f"{OPF}meta")
        if each.get("property") == "role" and each.get("scheme") == "marc:relators"
    }
    assert roles == {
        ("contributor", "Редакция журнала"): "ivr",
        ("contributor", "Отдел переводов"): "trl",
        ("contributor", "Отдел проверки"): "pfr",
        ("contributor", "Редколлегия"): "edt",
    }
    assert root.findtext(f".//{DC}language") == "ru"
    assert root.findtext(f".//{DC}publisher") == "Издательство «Пример»"
    assert root.findtext(f".//{DC}source") == "https://example.org/words"
    assert root.findtext(f".//{DC}date") == "2025-03-01"
    assert said_of(archive, "dcterms:modified") == ["2025-03-01T00:00:00Z"]
    assert said_of(archive, "dcterms:license") == [
        "https://creativecommons.org/licenses/by-sa/4.0/"
    ]


def test_who_is_named_above_the_text_is_its_creator_where_nobody_else_is() -> None:
    root = package(written("epub", RUSSIAN))
    assert [each.text for each in root.iter(f"{DC}creator")] == ["Авторы программы"]


def test_a_book_without_numbers_of_the_trade_is_known_by_what_it_is_of() -> None:
    def known(edition: Edition) -> str:
        bare = replace(edition, imprint=Imprint())
        return package(written("epub", bare)).findtext(f".//{DC}identifier") or ""

    assert known(RICH) == known(replace(RICH, title="Другое название"))
    others = [
        replace(RICH, document_id="d2"), replace(RICH, language="uk"),
        replace(RICH, versions=RICH.versions[1:]),
    ]  # fmt: skip
    assert len({known(RICH), *(known(each) for each in others)}) == 4
    assert uuid.UUID(known(RICH).removeprefix("urn:uuid:")).version == 5


def test_the_metadata_say_for_whom_the_book_is_readable() -> None:
    archive = written("epub", RICH)
    assert said_of(archive, "schema:accessMode") == ["textual", "visual"]
    assert said_of(archive, "schema:accessModeSufficient") == ["textual"]
    assert "alternativeText" in said_of(archive, "schema:accessibilityFeature")
    assert said_of(archive, "schema:accessibilityHazard") == ["none"]
    assert said_of(archive, "schema:accessibilitySummary") == [wording("ru").accessibility]
    assert said_of(written("epub", RUSSIAN), "schema:accessMode") == ["textual"]


@pytest.mark.parametrize(("edition", "run"), [(RICH, "ltr"), (RICH_HEBREW, "rtl"), (HEBREW, "rtl")])
def test_pages_turn_the_way_the_language_is_written(edition: Edition, run: str) -> None:
    archive = written("epub", edition)
    assert there(package(archive), f"{OPF}spine").get("page-progression-direction") == run
    for name in spine(archive):
        page = archive.tree(f"EPUB/{name}")
        assert (page.get("dir"), page.get("lang"), page.get(f"{XML}lang")) == (
            run,
            edition.language,
            edition.language,
        )


def test_a_book_has_a_title_whatever_happens() -> None:
    bare = replace(RUSSIAN, title=" ", source_title="\n", blocks=())
    archive = written("epub", bare)
    assert package(archive).findtext(f".//{DC}title") == "d1"


# ---- pages ----------------------------------------------------------------------------------


def test_an_article_is_one_page_under_its_title() -> None:
    archive = written("epub", RICH)
    assert spine(archive) == [
        "cover.xhtml",
        "text.xhtml",
        "translation.xhtml",
        "words.xhtml",
        "exceptions.xhtml",
        "versions.xhtml",
        "credits.xhtml",
    ]
    assert contents(archive)[:3] == [
        ("Слова и вещи", "text.xhtml"),
        ("Правила", "text.xhtml#section-1"),
        ("Заголовок глубже", "text.xhtml#section-2"),
    ]
    assert ("О спорных словах", "words.xhtml") in contents(archive)


def test_a_book_has_a_page_for_each_chapter_after_its_contents() -> None:
    archive = written("epub", SHORT_BOOK)
    assert spine(archive)[:6] == [
        "cover.xhtml",
        "title.xhtml",
        "contents.xhtml",
        "chapter-001.xhtml",
        "chapter-002.xhtml",
        "chapter-003.xhtml",
    ]
    assert contents(archive)[1:4] == [
        ("Глава 1", "chapter-001.xhtml#section-1"),
        ("Глава 2", "chapter-002.xhtml#section-2"),
        ("Глава 3", "chapter-003.xhtml#section-3"),
    ]
    assert dict(contents(archive, "landmarks"))["Содержание"] == "contents.xhtml"
    title = archive.tree("EPUB/title.xhtml")
    made = [words(each) for each in title.iter(f"{XHTML}p") if each.get("class") == "credit"]
    assert made[0] == "Перевод: Отдел переводов"


def test_what_stands_before_the_first_chapter_is_a_page_without_a_heading() -> None:
    title, *others = SHORT_BOOK.blocks
    opened = replace(SHORT_BOOK, blocks=(title, block(P, ("first", "Вначале")), *others))
    archive = written("epub", opened)
    first = there(archive.tree("EPUB/chapter-001.xhtml"), f".//{XHTML}section")
    assert (words(first), first.get("aria-labelledby")) == ("Вначале", None)
    assert ("Глава 1", "chapter-002.xhtml#section-1") in contents(archive)


def test_a_heading_without_a_word_is_listed_all_the_same() -> None:
    archive = written("epub", replace(RUSSIAN, blocks=(block(H, ("x", " "), level=2),)))
    assert ("…", "text.xhtml#section-1") in [(w.strip(), href) for w, href in contents(archive)]


def test_the_cover_is_the_cover_and_says_what_it_shows() -> None:
    archive = written("epub", RICH)
    [item] = [
        e for e in package(archive).iter(f"{OPF}item") if e.get("properties") == "cover-image"
    ]
    assert archive.parts[f"EPUB/{item.get('href')}"] == COVER.content
    [image] = archive.tree("EPUB/cover.xhtml").iter(f"{XHTML}img")
    assert image.get("alt") == "Одноцветное поле со светлой полосой"
    nameless = replace(RICH, blocks=tuple(b for b in RICH.blocks if b.part is not Part.COVER))
    [image] = written("epub", nameless).tree("EPUB/cover.xhtml").iter(f"{XHTML}img")
    assert image.get("alt") == "Обложка: Слова и вещи"


def test_a_note_opens_where_it_is_called_and_leads_back() -> None:
    page = written("epub", RICH).tree("EPUB/text.xhtml")
    [first, *_] = [e for e in page.iter(f"{XHTML}a") if e.get(f"{OPS}type") == "noteref"]
    assert (first.get("href"), first.get("role")) == ("#note-1", "doc-noteref")
    note = next(page.iter(f"{XHTML}aside"))
    assert note.get("role") == "doc-footnote"
    assert words(note) == (f"1 Говорящий называет так и книгу, и статью. {RUSSIAN_ENDING}")
    back = next(note.iter(f"{XHTML}a"))
    assert (back.get("href"), back.get("role")) == ("#call-1", "doc-backlink")


def test_a_draft_says_so_above_its_text() -> None:
    page = written("epub", replace(SHORT_BOOK, draft=True)).tree("EPUB/title.xhtml")
    assert words(there(page, f"{XHTML}body")).startswith("Черновик, не для публикации")


def test_words_in_another_language_say_which() -> None:
    page = written("epub", RUSSIAN).tree("EPUB/text.xhtml")
    [span] = [e for e in page.iter(f"{XHTML}span") if e.get("class") == "untranslated"]
    assert (span.get("lang"), span.get(f"{XML}lang"), span.get("dir")) == ("en", "en", "ltr")
    assert words(span) == "Not yet."


def test_the_style_leaves_colours_to_the_reader() -> None:
    style = written("epub", RICH).parts["EPUB/style.css"].decode()
    assert not re.search(r"#[0-9a-f]{3}|rgb|background", style)
    assert "color: inherit" in style


def test_what_looks_like_markup_in_the_text_stays_text() -> None:
    tricky = 'x <a href="#note-1" role="doc-noteref" lang="zz"> & <br> y'
    page = written("epub", replace(RUSSIAN, blocks=(block(P, ("x", tricky)),))).tree(
        "EPUB/text.xhtml"
    )
    [paragraph] = [e for e in page.iter(f"{XHTML}p") if words(e).startswith("x <a")]
    assert words(paragraph) == tricky
    assert not list(paragraph)
