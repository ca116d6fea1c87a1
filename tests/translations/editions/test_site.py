"""A site: an address for each publication, links that lead somewhere, feeds that others read."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.translations.editions.at_random import editions
from tests.translations.editions.samples import HEBREW, RUSSIAN
from translations.editions.base import Edition, Version
from translations.editions.manifest import facts, signature
from translations.editions.site import Download, Page, Site, Withdrawal, site

ABOUT = Site(title="Words & Things", identity="urn:uuid:1", language="ru")
BASED = replace(ABOUT, base="https://words.example/read")
ATOM = {"a": "http://www.w3.org/2005/Atom"}
UKRAINIAN = replace(RUSSIAN, language="uk", title="Слова і речі", slug="слова-і-речі")
HERE = replace(RUSSIAN, slug="слова-и-вещи")
NEWER = replace(HEBREW, date="2025-04-01")


class _Links(HTMLParser):
    """The links of a page, and what its head says of other languages."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.alternates: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in {"a", "link"} and "href" in values:
            self.links.append(values["href"])
        if tag == "link" and "hreflang" in values:
            self.alternates[values["hreflang"]] = values["href"]


def written(*pages: Edition | Page, about: Site = ABOUT) -> dict[str, bytes]:
    made = [page if isinstance(page, Page) else Page(edition=page) for page in pages]
    return {file.path: file.body for file in site(made, about)}


def read(files: Mapping[str, bytes], path: str) -> _Links:
    links = _Links()
    links.feed(files[path].decode())
    return links


def feed(files: Mapping[str, bytes], path: str = "feed.xml") -> ET.Element:
    return ET.fromstring(files[path])


def dead_links(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Relative links of all pages that lead to no file of the site."""
    for path in files:
        if not path.endswith(".html"):
            continue
        for link in read(files, path).links:
            if re.match(r"[a-z]+:|#", link):
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(link)))
            if target.partition("#")[0] not in files:
                yield path, link


def test_each_publication_has_an_address_of_its_language_and_slug() -> None:
    files = written(HERE, UKRAINIAN, HEBREW)
    assert sorted(files) == sorted(
        [
            *("index.html", "feed.xml", "ru/index.html", "ru/feed.xml"),
            *("ru/слова-и-вещи/index.html", "ru/слова-и-вещи/manifest.json"),
            *("uk/index.html", "uk/feed.xml"),
            *("uk/слова-і-речі/index.html", "uk/слова-і-речі/manifest.json"),
            *("he/index.html", "he/d1/index.html", "he/d1/manifest.json"),
        ]
    )
    assert json.loads(files["uk/слова-і-речі/manifest.json"]) == facts(UKRAINIAN)
    assert signature(HERE).encode() in files["ru/слова-и-вещи/index.html"]


def test_links_between_pages_lead_somewhere_also_from_a_disk() -> None:
    download = Download(
        title="EPUB", name="слова 1.epub", media_type="application/epub+zip", body=b""
    )
    pages = (Page(edition=HERE, downloads=(download,)), UKRAINIAN, NEWER)
    for about in (ABOUT, BASED):
        files = written(*pages, about=about)
        assert list(dead_links(files)) == []
    page = files["ru/слова-и-вещи/index.html"].decode()
    assert '<a href="%D1%81%D0%BB%D0%BE%D0%B2%D0%B0%201.epub" type="application/epub+zip">' in page
    assert "В других форматах" in page


def test_all_languages_of_a_document_name_each_other() -> None:
    files = written(HERE, UKRAINIAN, HEBREW, replace(UKRAINIAN, document_id="d2", slug="інше"))
    for path in ("ru/слова-и-вещи/", "uk/слова-і-речі/", "he/d1/"):
        links = read(files, f"{path}index.html")
        assert sorted(links.alternates) == ["he", "ru", "uk", "x-default"]
        found = {code: unquote(urljoin(path, link)) for code, link in links.alternates.items()}
        assert found["uk"] == "uk/слова-і-речі/index.html"
        assert found["x-default"] == "ru/слова-и-вещи/index.html"
    assert "x-default" not in read(files, "uk/інше/index.html").alternates


def test_readers_find_the_other_languages_at_the_end_by_their_own_names() -> None:
    page = written(HERE, UKRAINIAN, HEBREW)["uk/слова-і-речі/index.html"].decode()
    end = page.partition('class="languages"')[2]
    assert "Іншими мовами" in end
    assert '<bdi lang="ru">русский</bdi>' in end
    assert 'lang="he" dir="rtl">מילים ודברים</a>' in end


def test_what_must_be_a_whole_address_is_there_where_the_sites_is_known() -> None:
    files = written(HERE, UKRAINIAN, about=BASED)
    page = files["ru/слова-и-вещи/index.html"].decode()
    address = "https://words.example/read/ru/%D1%81%D0%BB%D0%BE%D0%B2%D0%B0-%D0%B8-%D0%B2%D0%B5%D1%89%D0%B8/"
    assert f'<link rel="canonical" href="{address}">' in page
    assert read(files, "uk/слова-і-речі/index.html").alternates["ru"] == address
    locations = re.findall("<loc>(.*?)</loc>", files["sitemap.xml"].decode())
    assert address in locations
    assert len(locations) == 5
    assert all(location.startswith("https://words.example/read/") for location in locations)
    plain = written(HERE, UKRAINIAN)
    assert "sitemap.xml" not in plain
    assert b"canonical" not in plain["ru/слова-и-вещи/index.html"]


def test_a_feed_tells_the_newest_first_by_ids_that_stay() -> None:
    later = replace(
        NEWER, versions=(Version(number=2, date="2025-04-01"), Version(number=1, date="2025-02-01"))
    )
    told = feed(written(HERE, later))
    titles = [
        entry.findtext("a:title", namespaces=ATOM) for entry in told.iterfind("a:entry", ATOM)
    ]
    assert titles == ["מילים ודברים", "Слова и вещи"]
    assert told.findtext("a:updated", namespaces=ATOM) == "2025-04-01T00:00:00Z"
    assert told.findtext("a:entry/a:published", namespaces=ATOM) == "2025-02-01T00:00:00Z"
    ids = [element.text for element in told.iterfind(".//a:id", ATOM)]
    assert len(set(ids)) == 3
    assert all(re.fullmatch("urn:uuid:[0-9a-f-]{36}", each or "") for each in ids)
    moved = feed(written(HERE, later, about=BASED))
    assert [element.text for element in moved.iterfind(".//a:id", ATOM)] == ids
    (author,) = told.iterfind("a:entry[2]/a:author/a:name", ATOM)
    (contributor,) = told.iterfind("a:entry[2]/a:contributor/a:name", ATOM)
    assert (author.text, contributor.text) == ("Авторы программы", "Отдел <переводов>")


def test_a_feed_has_only_links_that_may_be_relative_where_no_address_is_known() -> None:
    def links(about: Site) -> dict[str, str]:
        told = feed(written(HERE, about=about), "ru/feed.xml")
        return {each.get("rel", ""): each.get("href", "") for each in told.iterfind("a:link", ATOM)}

    assert links(ABOUT) == {"alternate": "../ru/index.html"}
    assert links(BASED)["self"] == "https://words.example/read/ru/feed.xml"


def test_editions_without_a_date_are_in_no_feed() -> None:
    assert "feed.xml" not in written(HEBREW)
    assert len(list(feed(written(HEBREW, HERE)).iterfind("a:entry", ATOM))) == 1


def test_what_was_withdrawn_says_so_at_its_address_and_is_in_no_list() -> None:
    gone = Page(
        edition=HERE, withdrawal=Withdrawal(reason="A name was <wrong>.", date="2025-05-02")
    )
    files = written(gone, UKRAINIAN, about=BASED)
    page = files["ru/слова-и-вещи/index.html"].decode()
    assert "Эта публикация отозвана." in page
    assert "2 мая 2025" in page
    assert "A name was &lt;wrong&gt;." in page
    assert '<meta name="robots" content="noindex">' in page
    assert "Почему слово" not in page
    assert "../../uk/" in page
    for path in ("index.html", "feed.xml", "sitemap.xml", "uk/index.html"):
        assert not re.search(r"\bru/", files[path].decode())
    assert "ru/index.html" not in files
    assert read(files, "uk/слова-і-речі/index.html").alternates == {}


def test_drafts_have_no_address() -> None:
    assert list(written(replace(HERE, draft=True))) == ["index.html"]


@pytest.mark.parametrize(
    ("slug", "step"),
    [
        ("", "d1"),
        ("../../etc/passwd", "etc-passwd"),
        (".hidden", "hidden"),
        ("index.html", "index-html"),
        ("a/b", "a-b"),
        ("И\u0306жак", "\u0419жак"),
        ("a\x00b\u202ec", "a-b-c"),
        ("слово " * 60, "-".join(["слово"] * 16)),
        ("щ" * 200, "щ" * 90),
    ],
)
def test_a_slug_is_one_step_of_a_path_and_no_more(slug: str, step: str) -> None:
    assert f"ru/{step}/index.html" in written(replace(RUSSIAN, slug=slug))


def test_two_editions_of_one_address_have_two() -> None:
    other = replace(HERE, document_id="d2", slug="Слова-И-Вещи")
    files = written(HERE, other)
    assert "ru/Слова-И-Вещи-2/index.html" in files
    assert "ru/слова-и-вещи/index.html" in files


def test_lists_are_in_the_language_and_direction_of_what_they_list() -> None:
    files = written(HERE, NEWER)
    page = files["he/index.html"].decode()
    assert '<html lang="he" dir="rtl">' in page
    assert '<h1 lang="ru" dir="ltr">Words &amp; Things</h1>' in page
    assert 'aria-current="page" lang="he" dir="rtl" hreflang="he">עברית</a>' in page
    first = files["index.html"].decode()
    assert first.index("русский") > 0
    assert "Почему слово значит больше, чем вещь?" in first


@st.composite
def pages(draw: st.DrawFn) -> Page:
    edition = draw(editions())
    gone = draw(st.booleans())
    withdrawal = Withdrawal(reason=draw(st.text("a<&\x00\n", max_size=5)), date="2025-05-02")
    return Page(
        edition=replace(edition, slug=draw(st.text("aбї/.-\x00 Щ", max_size=6))),
        withdrawal=withdrawal if gone else None,
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(pages(), max_size=4), st.sampled_from([ABOUT, BASED]))
def test_any_site_has_distinct_paths_within_it_live_links_and_feeds_that_parse(
    made: list[Page], about: Site
) -> None:
    files = site(made, about)
    paths = [file.path.casefold() for file in files]
    assert len(set(paths)) == len(paths)
    assert all(not set(path.split("/")) & {"", ".", ".."} for path in paths)
    assert files == site(made, about)
    known = {file.path: file.body for file in files}
    assert list(dead_links(known)) == []
    for path, body in known.items():
        if path.endswith(".xml"):
            ET.fromstring(body)
    ids = (
        [each.text for each in feed(known).iterfind(".//a:id", ATOM)] if "feed.xml" in known else []
    )
    assert len(set(ids)) == len(ids)
