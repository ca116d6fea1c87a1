"""Feeds of a site in Atom (RFC 4287), and its map (sitemaps.org 0.9).

Ids are UUIDs made of the site's identity and a page's place, so they stay when the site
moves; times are the dates of the editions, so that the same editions give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from translations.editions.base import Contribution
from translations.editions.site_model import (
    INDEX,
    Placed,
    Site,
    abstract,
    byline,
    newest_first,
    relative,
    siblings,
    title,
)

FEED = "feed.xml"
SITEMAP = "sitemap.xml"
MEDIA_TYPE = "application/atom+xml"
_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>'
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
#: At most so many entries, as readers of feeds ask often.
_MOST = 50
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
#: What XML 1.0 has no place for.
_FORBIDDEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF], "\ufffd")


def feed(site: Site, pages: Iterable[Placed], folder: str = "", language: str = "") -> bytes | None:
    """The newest editions in Atom, for a folder of the site; none where no edition has a date."""
    dated = [each for each in newest_first(pages) if _DATE.match(each.edition.date)][:_MOST]
    if not dated:
        return None
    tongue = _attribute(language or site.language)
    lines = [
        _DECLARATION,
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={tongue}>',
        f"  <id>{_id(site, folder)}</id>",
        f"  <title>{_text(site.title)}</title>",
        f"  <updated>{_time(dated[0])}</updated>",
        f"  <author><name>{_text(site.title)}</name></author>",
        *_links(site, folder),
        *(line for each in dated for line in _entry(site, each, folder)),
        "</feed>",
    ]
    return "\n".join([*lines, ""]).encode()


def _links(site: Site, folder: str) -> Iterator[str]:
    yield _link("alternate", _to(site, folder, folder), "text/html")
    if site.base:
        yield _link("self", site.address(f"{folder}{FEED}"), MEDIA_TYPE)


def _entry(site: Site, each: Placed, folder: str) -> Iterator[str]:
    edition = each.edition
    yield f"  <entry xml:lang={_attribute(each.language)}>"
    yield f"    <id>{_id(site, each.folder)}</id>"
    yield f"    <title>{_text(title(edition))}</title>"
    yield f"    <updated>{_time(each)}</updated>"
    if edition.versions and _DATE.match(edition.versions[-1].date):
        yield f"    <published>{edition.versions[-1].date[:10]}T00:00:00Z</published>"
    yield f"  {_link('alternate', _to(site, each.folder, folder), 'text/html', each.language)}"
    for element, name in _people(each):
        yield f"    <{element}><name>{_text(name)}</name></{element}>"
    if about := abstract(edition):
        yield f"    <summary>{_text(about)}</summary>"
    yield "  </entry>"


def _people(each: Placed) -> Iterator[tuple[str, str]]:
    """Who wrote it as its authors, all others as contributors; each once."""
    people = each.edition.contributors
    wrote = [one.name for one in people if one.contribution is Contribution.AUTHOR]
    authors = dict.fromkeys(filter(None, [byline(each.edition), *map(_line, wrote)]))
    yield from (("author", name) for name in authors)
    others = dict.fromkeys(_line(one.name) for one in people)
    yield from (("contributor", name) for name in others if name and name not in authors)


def _line(written: str) -> str:
    return " ".join(written.split())


def _id(site: Site, folder: str) -> str:
    return f"urn:uuid:{uuid5(uuid5(NAMESPACE_URL, site.identity), folder)}"


def _time(each: Placed) -> str:
    return f"{each.edition.date[:10]}T00:00:00Z"


def _to(site: Site, target: str, folder: str) -> str:
    """A link to a folder's page: whole where the site's address is known."""
    return site.address(target) if site.base else relative(f"{target}{INDEX}", folder)


def _link(rel: str, href: str, media_type: str, language: str = "") -> str:
    tongue = f" hreflang={_attribute(language)}" if language else ""
    return f'  <link rel="{rel}" type="{media_type}"{tongue} href={_attribute(href)}/>'


def sitemap(site: Site, pages: Sequence[Placed], folders: Iterable[str]) -> bytes:
    """All pages that stand, each with its other languages; the site's address must be known."""
    lines = [
        _DECLARATION,
        f'<urlset xmlns="{_SITEMAP}" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
        *(f"  <url><loc>{_text(site.address(folder))}</loc></url>" for folder in folders),
        *(line for each in pages if each.stands for line in _url(site, each, pages)),
        "</urlset>",
    ]
    return "\n".join([*lines, ""]).encode()


def _url(site: Site, each: Placed, pages: Sequence[Placed]) -> Iterator[str]:
    yield "  <url>"
    yield f"    <loc>{_text(site.address(each.folder))}</loc>"
    if _DATE.match(each.edition.date):
        yield f"    <lastmod>{each.edition.date[:10]}</lastmod>"
    others = siblings(each, pages)
    for other in sorted((each, *others), key=lambda one: one.folder) if others else ():
        href = _attribute(site.address(other.folder))
        tongue = _attribute(other.language)
        yield f'    <xhtml:link rel="alternate" hreflang={tongue} href={href}/>'
    yield "  </url>"


def _text(characters: str) -> str:
    return escape(characters.translate(_FORBIDDEN))


def _attribute(characters: str) -> str:
    return quoteattr(characters.translate(_FORBIDDEN))
