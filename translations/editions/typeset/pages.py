"""A whole edition as values for `page.typ`, and set as PDF."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from translations.editions.base import Edition, EditionBlock
from translations.editions.direction import direction
from translations.editions.inline import plain, tree
from translations.editions.manifest import Json
from translations.editions.outline import of_part
from translations.editions.typeset import engine, entries, matter, words
from translations.editions.typeset.words import Page
from translations.editions.wordings import ENGLISH, wording
from translations.errors import UnprintableCharacters
from translations.model import BlockKind, Part

#: A text of so many characters and headings has a title page, contents, and chapters.
LONG: Final = 60_000
CHAPTERS: Final = 3

#: In this order: Latin, Greek, Cyrillic and Hebrew; Arabic; signs of mathematics; the rest.
_FONTS: Final = ("Libertinus Serif", "Amiri", "New Computer Modern", "DejaVu Sans Mono")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page of paper: millimetres, and points of its letters."""

    width: int
    height: int
    top: int
    bottom: int
    sides: int
    size: float


A5: Final = Sheet(width=148, height=210, top=20, bottom=20, sides=19, size=10.2)
A4: Final = Sheet(width=210, height=297, top=24, bottom=24, sides=20, size=10.2)


def typeset(page: Page, text: Iterable[Json], sheet: Sheet, *, leads: bool = True) -> bytes:
    """The edition as PDF, with this for its text; a refusal names the segment that it is about.

    Without `leads` the abstract and the stand-first are in the text already.
    """
    edition = page.edition
    try:
        values = {**_values(page, list(text), sheet), "leads": leads}
        return engine.pdf(values, made(edition))
    except UnprintableCharacters as error:
        segment = _where(edition, error.characters)
        raise UnprintableCharacters(error.characters, segment=segment) from None


def made(edition: Edition) -> date | None:
    """The day of the edition, if it has one."""
    try:
        return date.fromisoformat(edition.date[:10])
    except ValueError:
        return None


def is_long(edition: Edition) -> bool:
    """Whether it is a book rather than an article."""
    kinds = [block.kind for block in edition.blocks if block.part is Part.BODY]
    if kinds.count(BlockKind.HEADING) < CHAPTERS:
        return False
    return sum(len(s.target or s.source) for b in edition.blocks for s in b.segments) > LONG


def _values(page: Page, text: list[Json], sheet: Sheet) -> Mapping[str, Json]:
    edition = page.edition
    day, long = made(edition), is_long(edition)
    language, region = words.tag(edition.language)
    return {
        **_metadata(page),
        "date": [day.year, day.month, day.day] if day else None,
        "language": language,
        "region": region,
        "rtl": direction(edition.language) == "rtl",
        "both-ways": len(set(map(direction, _languages(edition)))) > 1,
        "source": _source(edition),
        "fonts": list(_FONTS),
        "mono": "DejaVu Sans Mono",
        **_paper(sheet, edition.language),
        "long": long,
        "silent": (2 if long else 1) + (edition.cover is not None),
        "draft": matter.draft(page),
        "cover": _cover_value(page),
        "head": matter.masthead(page, long=long),
        "running": _running(edition, long=long),
        "contents": words.line(page.words.contents) if long else None,
        "body": text,
        "back": matter.back(page),
    }


def _languages(edition: Edition) -> Iterable[str]:
    yield from (edition.language, edition.source_language, wording(edition.language).language)
    yield from (language for entry in edition.glossary for language, _ in entry.elsewhere)


def _metadata(page: Page) -> Mapping[str, Json]:
    """What the file says of itself: its signature is among its keywords, where `grep` finds it."""
    edition = page.edition
    told = [words.line(plain(tree(block))) for block in of_part(edition, Part.ABSTRACT)]
    description = [ENGLISH.draft, *told] if edition.draft else told
    return {
        "title": matter.title(edition),
        "authors": list(matter.authors(edition)),
        "description": " ".join(description) or None,
        "keywords": [page.signature],
    }


def _source(edition: Edition) -> Json:
    language, region = words.tag(edition.source_language)
    rtl = direction(edition.source_language) == "rtl"
    return {"language": language, "region": region, "rtl": rtl}


#: Languages from right to left whose script is not Arabic.
_NOT_ARABIC: Final = frozenset({"arc", "dv", "he", "nqo", "syr", "yi"})


def _paper(sheet: Sheet, language: str) -> Mapping[str, Json]:
    """The sheet, with room for the marks above and below Arabic letters."""
    tag = language.replace("_", "-").casefold()
    arabic = direction(tag) == "rtl" and tag.partition("-")[0] not in _NOT_ARABIC
    return {
        "paper": [sheet.width, sheet.height],
        "margins": [sheet.top, sheet.bottom, sheet.sides],
        "size": round(sheet.size * (1.12 if arabic else 1), 2),
        "leading": 0.8 if arabic else 0.64,
    }


def _running(edition: Edition, *, long: bool) -> list[Json]:
    """What stands over even and odd pages; none over these: the chapter."""
    title = entries.running(matter.title(edition))
    if long:
        return [title, None]
    return [entries.running(", ".join(matter.authors(edition))) or title, title]


def _cover_value(page: Page) -> Json:
    if page.edition.cover is None:
        return None
    told = " ".join(plain(tree(block)) for block in of_part(page.edition, Part.COVER))
    alternative = words.line(told) or f"{page.words.cover}: {matter.title(page.edition)}"
    return {"content": list(page.edition.cover.content), "alt": alternative}


def _where(edition: Edition, characters: tuple[str, ...]) -> str:
    """The first segment that has any of these characters."""
    for segment in (segment for block in _all_blocks(edition) for segment in block.segments):
        if any(each in (segment.target or segment.source) for each in characters):
            return segment.id
    return ""


def _all_blocks(edition: Edition) -> Iterable[EditionBlock]:
    yield from edition.blocks
    yield from (note.text for note in edition.notes)
