"""A website of several publications, as values: its pages, and where each stands.

An address is made of the language and the slug of an edition and of nothing else, so that
it stays when others come. It is kept in NFC (Unicode) and percent-encoded in links (RFC 3987).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from translations.editions.base import Edition
from translations.editions.html_body import byline_of, text_of, title_of
from translations.model import Part

#: Bytes of one step of a path that every file system takes, with room for an extension.
_LONGEST = 180
INDEX = "index.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of the folder."""

    path: str  #: with "/" between its steps
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """An edition in another format, beside its page."""

    title: str  #: of the format
    name: str  #: of the file: a plain one, that of no other file beside the page
    media_type: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """That a publication was taken back: its address stays and says so."""

    reason: str
    date: str  #: ISO 8601


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A publication that has an address on the site."""

    edition: Edition
    downloads: Sequence[Download] = ()
    withdrawal: Withdrawal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What all pages share."""

    title: str
    identity: str  #: what tells this site from all others, for ever: ids of the feeds rest on it
    language: str = "en"  #: of its title and its first page
    base: str = ""  #: its address, "https://words.example/read"; "" where that is not known

    def address(self, path: str) -> str:
        """The whole address of a folder or file; `base` must be known."""
        return f"{self.base.rstrip('/')}/{encoded(path)}"


@dataclass(frozen=True, slots=True)
class Placed:
    """A page with its place."""

    page: Page
    folder: str  #: "uk/слова-і-речі/"

    @property
    def edition(self) -> Edition:
        return self.page.edition

    @property
    def language(self) -> str:
        return self.page.edition.language

    @property
    def stands(self) -> bool:
        return self.page.withdrawal is None


def placed(pages: Iterable[Page]) -> tuple[Placed, ...]:
    """The pages with their places, in the order of the places; drafts have none.

    Where two editions of one language have one slug, the later in `pages` gets a number.
    """
    taken: set[str] = set()
    found = []
    for page in pages:
        if page.edition.draft:
            continue
        step = _step(page.edition.slug or page.edition.document_id) or "edition"
        folder = _free(f"{language_step(page.edition.language)}/{step}", taken)
        taken.add(folder.casefold())
        found.append(Placed(page, f"{folder}/"))
    return tuple(sorted(found, key=lambda each: each.folder))


def _free(wanted: str, taken: set[str]) -> str:
    """The place, or the first numbered one that nobody has; letter case tells none apart."""
    number, place = 2, wanted
    while place.casefold() in taken:
        number, place = number + 1, f"{wanted}-{number}"
    return place


def language_step(language: str) -> str:
    """The folder of a language."""
    return _step(language) or "und"


def _step(written: str) -> str:
    """One step of a path: letters and digits of any script, what is between them as hyphens."""
    bare = unicodedata.normalize("NFC", written)
    kept = "".join(c if unicodedata.category(c)[0] in "LNM" else "-" for c in bare)
    step = "-".join(part for part in kept.split("-") if part)
    return step if len(step.encode()) <= _LONGEST else _cut(step)


def _cut(step: str) -> str:
    """As many whole words as there is room for, or else of letters."""
    room = step.encode()[:_LONGEST].decode(errors="ignore")
    return room.rpartition("-")[0] or room


def encoded(path: str) -> str:
    """A path as it stands in an address."""
    return quote(path, safe="/")


def relative(path: str, folder: str) -> str:
    """A path of the site as a link from a page in a folder: "uk/речі/" is two steps down."""
    return "../" * folder.count("/") + encoded(path)


def title(edition: Edition) -> str:
    """What an edition is called, in one line."""
    return _line(title_of(edition)) or edition.document_id


def byline(edition: Edition) -> str:
    """Who wrote it, in one line; "" where nobody is named."""
    return _line(byline_of(edition))


def abstract(edition: Edition) -> str:
    """What it is about, in one line; "" where that is not said."""
    told = (text_of(edition, part) for part in (Part.ABSTRACT, Part.STANDFIRST, Part.SUBTITLE))
    return next((line for line in map(_line, told) if line), "")


def _line(written: str) -> str:
    return " ".join(written.split())


def newest_first(pages: Iterable[Placed]) -> tuple[Placed, ...]:
    """Pages that stand, the newest first; of one day in the order of their places."""
    standing = sorted((each for each in pages if each.stands), key=lambda each: each.folder)
    return tuple(sorted(standing, key=lambda each: each.edition.date, reverse=True))


def siblings(each: Placed, pages: Iterable[Placed]) -> tuple[Placed, ...]:
    """The other editions of the same document that stand, in the order of their places."""
    document = each.edition.document_id
    return tuple(
        other
        for other in pages
        if other.stands and other != each and other.edition.document_id == document
    )
