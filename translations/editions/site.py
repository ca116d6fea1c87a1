"""A folder that is a website: all publications with their languages, lists, feeds and a map.

It needs nothing but a server of files, or none: links between its pages are relative. What
must be a whole address (a sitemap, canonical links) is there where the site's own address is
known. The same pages give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from translations.editions import feed, site_pages
from translations.editions.manifest import facts
from translations.editions.site_model import (
    INDEX,
    Download,
    File,
    Page,
    Placed,
    Site,
    Withdrawal,
    language_step,
    placed,
)

__all__ = ["Download", "File", "Page", "Site", "Withdrawal", "site"]


def site(pages: Iterable[Page], about: Site) -> tuple[File, ...]:
    """The files of the site, in the order of their paths.

    Each publication stands at `<language>/<slug>/index.html`, its manifest and its other
    formats beside it; what was withdrawn says so at its address, and is in no list. Drafts are
    left out. Where two editions have one address, the first in `pages` keeps it.
    """
    known = placed(pages)
    files = [*_lists(about, known), *(file for each in known for file in _page(about, each, known))]
    return tuple(sorted(files, key=lambda file: file.path))


def _page(about: Site, each: Placed, known: Sequence[Placed]) -> Iterator[File]:
    manifest = json.dumps(facts(each.edition), ensure_ascii=False, indent=1, sort_keys=True)
    yield File(path=f"{each.folder}{site_pages.MANIFEST}", body=f"{manifest}\n".encode())
    if not each.stands:
        body = site_pages.withdrawn_page(each, known)
        yield File(path=f"{each.folder}{INDEX}", body=body)
        return
    fed = bool(each.edition.date)
    body = site_pages.edition_page(about, each, known, fed=fed)
    yield File(path=f"{each.folder}{INDEX}", body=body)
    for download in each.page.downloads:
        yield File(path=f"{each.folder}{download.name}", body=download.body)


def _lists(about: Site, known: Sequence[Placed]) -> Iterator[File]:
    yield File(path=INDEX, body=site_pages.first_page(about, known))
    yield from _feed(about, known, "", "")
    folders = [""]
    for language in site_pages.languages(known):
        folder = f"{language_step(language)}/"
        here = [each for each in known if each.language == language]
        folders.append(folder)
        body = site_pages.language_page(about, language, known)
        yield File(path=f"{folder}{INDEX}", body=body)
        yield from _feed(about, here, folder, language)
    if about.base:
        yield File(path=feed.SITEMAP, body=feed.sitemap(about, known, folders))


def _feed(about: Site, pages: Sequence[Placed], folder: str, language: str) -> Iterator[File]:
    written = feed.feed(about, pages, folder, language)
    if written is not None:
        yield File(path=f"{folder}{feed.FEED}", body=written)
