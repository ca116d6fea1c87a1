"""The pages of a site: editions with their other languages, lists of them, what was withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from translations.editions import html
from translations.editions.feed import FEED, MEDIA_TYPE
from translations.editions.html_apparatus import section
from translations.editions.html_body import dated
from translations.editions.html_elements import element
from translations.editions.html_frame import framed, framed_head
from translations.editions.html_inline import Page as Around
from translations.editions.html_inline import foreign, page_of, told
from translations.editions.html_style import STYLE
from translations.editions.locales import language_name
from translations.editions.site_model import (
    INDEX,
    Download,
    Placed,
    Site,
    abstract,
    byline,
    encoded,
    language_step,
    newest_first,
    relative,
    siblings,
    title,
)
from translations.editions.wordings import wording

#: The facts about an edition, beside its page.
MANIFEST = "manifest.json"
#: What the lists of a site add to the look of a page.
_LIST_STYLE = """
.site-languages { font: .9375rem/1.8 var(--sans); margin-block: 1rem 0; }
.site-languages ul {
  display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; padding: 0; margin: 0;
}
.site-languages li { margin: 0; }
.site-languages [aria-current] { font-weight: 650; }
.site-list { list-style: none; padding: 0; margin: 0; }
.site-list > li { margin: 0; padding-block: 1.25rem; border-block-start: 1px solid var(--line); }
header.head + .site-list > li:first-child { border: 0; padding-block-start: 0; }
header.head > h1 { text-align: -webkit-match-parent; text-align: match-parent; }
.site-list h2, .site-list h3 { font-size: 1.25rem; margin: 0 0 .25rem; }
.site-list p { margin: 0 0 .25rem; }
.site-list p:last-child { margin: 0; }
.site-language > h2 { margin-block: 2.5rem .75rem; }
.site-language > h2::first-letter { text-transform: uppercase; }
"""


def edition_page(site: Site, each: Placed, pages: Sequence[Placed], *, fed: bool) -> bytes:
    """The page of an edition, its other languages and formats in its head and at its end."""
    around = page_of(each.edition)
    others = siblings(each, pages)
    return html.write(
        each.edition,
        head=_head(site, each, others, fed=fed),
        end=(*_formats(around, each), *_languages(around, each, others)),
    )


def _head(site: Site, each: Placed, others: Sequence[Placed], *, fed: bool) -> Iterator[Markup]:
    if site.base:
        yield element("link", rel="canonical", href=site.address(each.folder))
    if others:
        # Of several editions in one language, the first in the order of places stands for all.
        first = _by_language((each, *others))
        for other in first:
            yield _alternate(site, other, each.folder, other.language)
        chosen = next((one for one in first if one.language == site.language), first[0])
        yield _alternate(site, chosen, each.folder, "x-default")
    yield element("link", rel="describedby", type="application/json", href=MANIFEST)
    for file in each.page.downloads:
        yield element("link", rel="alternate", type=_bare(file), href=encoded(file.name))
    if fed:
        feed = _from(f"{language_step(each.language)}/{FEED}", each.folder, site)
        yield element("link", rel="alternate", type=MEDIA_TYPE, title=site.title, href=feed)


def _by_language(pages: Iterable[Placed]) -> tuple[Placed, ...]:
    ordered = sorted(pages, key=lambda one: (one.language, one.folder))
    return tuple(next(run) for _language, run in groupby(ordered, lambda one: one.language))


def _alternate(site: Site, other: Placed, folder: str, language: str) -> Markup:
    """A link between languages: whole addresses where the site's is known (RFC 8288, HTML)."""
    href = site.address(other.folder) if site.base else relative(f"{other.folder}{INDEX}", folder)
    return element("link", rel="alternate", hreflang=language, href=href)


def _from(path: str, folder: str, site: Site) -> str:
    return site.address(path) if site.base else relative(path, folder)


def _bare(file: Download) -> str:
    return file.media_type.partition(";")[0]


def _formats(around: Around, each: Placed) -> Iterator[Markup]:
    if not each.page.downloads:
        return
    rows = [
        element("li", element("a", file.title, href=encoded(file.name), type=_bare(file)))
        for file in each.page.downloads
    ]
    yield section(around, "formats", around.words.formats, element("ul", *rows))


def _languages(around: Around, each: Placed, others: Sequence[Placed]) -> Iterator[Markup]:
    if not others:
        return
    rows = [element("li", _linked(other, each.folder, named=True)) for other in others]
    yield section(around, "languages", around.words.languages, element("ul", *rows))


def _linked(other: Placed, folder: str, *, named: bool = False) -> Markup:
    """A link to an edition by its title, and the language's own name before it if wanted."""
    href = relative(f"{other.folder}{INDEX}", folder)
    tongue = {"lang": other.language, "dir": direction_of(other)}
    link = element("a", title(other.edition), href=href, hreflang=other.language, **tongue)
    if not named:
        return link
    own = element("bdi", language_name(other.language, other.language), lang=other.language)
    return element("span", own, ": ", link)


def direction_of(each: Placed) -> str:
    """The direction of an edition's own words."""
    return foreign(each.language, "")["dir"]


def withdrawn_page(each: Placed, pages: Sequence[Placed]) -> bytes:
    """What stands at the address of a publication that was taken back: that, when and why."""
    assert each.page.withdrawal is not None
    around, withdrawal = page_of(each.edition), each.page.withdrawal
    rows = [
        element("h1", title(each.edition)),
        element("p", element("strong", told(around, around.words.withdrawn))),
        element("p", dated(withdrawal.date, around), class_="dateline"),
    ]
    if withdrawal.reason:
        rows.append(element("blockquote", element("p", withdrawal.reason, dir="auto")))
    article = element("article", *rows)
    others = [*_languages(around, each, siblings(each, pages))]
    end = [element("footer", *others, class_="end")] if others else []
    metas = [
        element("meta", name="robots", content="noindex"),
        element("link", rel="describedby", type="application/json", href=MANIFEST),
    ]
    return _document(
        each.language, title(each.edition), metas, element("main", article, *end, class_="page")
    )


def language_page(site: Site, language: str, pages: Sequence[Placed]) -> bytes:
    """The editions in one language, the newest first."""
    folder = f"{language_step(language)}/"
    here = newest_first(each for each in pages if language_step(each.language) == folder[:-1])
    name = element("h1", site.title, **foreign(site.language, language))
    head = element("header", name, *_choices(site, pages, folder, language), class_="head")
    main = element("main", head, _list(here, folder, "h2"), class_="page")
    metas = list(_feed_link(site, folder, here))
    return _document(language, site.title, metas, main)


def first_page(site: Site, pages: Sequence[Placed]) -> bytes:
    """All editions of the site, language by language."""
    head = element("header", element("h1", site.title), *_choices(site, pages, ""), class_="head")
    parts = [_language(code, newest_first(run)) for code, run in _grouped(pages)]
    metas = list(_feed_link(site, "", newest_first(pages)))
    return _document(site.language, site.title, metas, element("main", head, *parts, class_="page"))


def _grouped(pages: Iterable[Placed]) -> list[tuple[str, list[Placed]]]:
    standing = sorted((each for each in pages if each.stands), key=lambda each: each.language)
    return [(code, list(run)) for code, run in groupby(standing, lambda each: each.language)]


def languages(pages: Iterable[Placed]) -> tuple[str, ...]:
    """The languages in which there is something to read."""
    return tuple(code for code, _run in _grouped(pages))


def _language(code: str, pages: Sequence[Placed]) -> Markup:
    tongue = foreign(code, "")
    name = element("h2", language_name(code, code), **tongue)
    return element("section", name, _list(pages, "", "h3"), class_="site-language")


def _choices(
    site: Site, pages: Sequence[Placed], folder: str, current: str = ""
) -> Iterator[Markup]:
    """Links to the lists of the languages, and to that of all."""
    known = languages(pages)
    if len(known) < 2:
        return
    links = [
        element(
            "a",
            language_name(code, code),
            href=relative(f"{language_step(code)}/{INDEX}", folder),
            aria_current="page" if code == current else None,
            **foreign(code, ""),
            hreflang=code,
        )
        for code in known
    ]
    if folder:
        words = wording(site.language)
        whole = relative(INDEX, folder)
        links.append(element("a", words.editions, href=whole, **foreign(words.language, "")))
    rows = element("ul", *(element("li", link) for link in links), role="list")
    label = wording(current or site.language).languages
    yield element("nav", rows, class_="site-languages", aria_label=label)


def _list(pages: Sequence[Placed], folder: str, tag: str) -> Markup:
    rows = (element("li", *_row(each, folder, tag), **foreign(each.language, "")) for each in pages)
    return element("ul", *rows, class_="site-list", role="list")


def _row(each: Placed, folder: str, tag: str) -> Iterator[Markup]:
    edition = each.edition
    yield element(tag, _linked(each, folder))
    if written := byline(edition):
        yield element("p", written, class_="byline")
    if edition.date:
        yield element("p", dated(edition.date, page_of(edition)), class_="dateline")
    if about := abstract(edition):
        yield element("p", about)


def _feed_link(site: Site, folder: str, pages: Sequence[Placed]) -> Iterator[Markup]:
    if site.base:
        yield element("link", rel="canonical", href=site.address(folder))
    if any(each.edition.date for each in pages):
        feed = site.address(f"{folder}{FEED}") if site.base else FEED
        yield element("link", rel="alternate", type=MEDIA_TYPE, title=site.title, href=feed)


def _document(language: str, name: str, metas: Iterable[Markup], main: Markup) -> bytes:
    head = framed_head(name, f"{STYLE}{_LIST_STYLE}", metas, pictures=False)
    return framed(language, head, element("body", main))
