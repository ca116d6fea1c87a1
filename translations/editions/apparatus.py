"""What stands after the text as sections of rows, for outputs that have lines and lists alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from urllib.parse import quote

from translations.editions.base import Change, Edition, GlossaryEntry, Source, Version, Waived
from translations.editions.inline import Node, Spanning, safe_link
from translations.editions.locales import language_name, printed_date
from translations.editions.outline import credited, remark
from translations.editions.wordings import wording
from translations.editions.wordings.base import Wording
from translations.model import Code, CodeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line, and lines that belong under it."""

    line: tuple[Node, ...]
    under: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Rows under a heading, with a sentence that introduces them."""

    title: str
    lead: str
    rows: tuple[Row, ...]


def sections(edition: Edition) -> tuple[Section, ...]:
    """Disputed words, waivers and versions, those that the edition has."""
    words = wording(edition.language)
    disputed = Section(
        title=words.disputed,
        lead=words.disputed_lead,
        rows=tuple(_disputed(each, edition.language, words) for each in edition.glossary),
    )
    waived = Section(
        title=words.waivers,
        lead=words.waivers_lead,
        rows=tuple(_waived(each) for each in edition.waivers),
    )
    versions = Section(
        title=words.versions,
        lead="",
        rows=tuple(_version(each, edition.language, words) for each in edition.versions),
    )
    return tuple(each for each in (disputed, waived, versions) if each.rows)


def imprint_rows(edition: Edition) -> tuple[Row, ...]:
    """Who made the edition and its source, who publishes it and by which leave."""
    words, imprint = wording(edition.language), edition.imprint
    people = [Row(line=(f"{who}: {name}",)) for who, name in credited(edition)]
    published = ", ".join(filter(None, (imprint.publisher, imprint.place)))
    licence = imprint.licence or imprint.licence_link
    named = (
        (words.original, linked(edition.source_title, edition.source_link)),
        (words.publisher, published),
        ("ISBN", imprint.isbn),
        ("DOI", linked(imprint.doi, doi_link(imprint.doi) if imprint.doi else "")),
        (words.licence, linked(licence, imprint.licence_link)),
        (words.rights, imprint.rights),
        *((words.overrides, reason) for reason in edition.manifest.overrides),
    )
    told = (_labelled(label, [value]) for label, value in named if value or label == words.original)
    return (*people, *told)


def doi_link(doi: str) -> str:
    """Where a DOI resolves (DOI Handbook, 3.8)."""
    return f"https://doi.org/{quote(doi, safe='/')}"


def linked(words: str, link: str) -> Node:
    """The words, linked where the address is safe."""
    href = safe_link(link)
    if not href:
        return words
    code = Code(id="link", kind=CodeKind.START, original="[", display="link", href=href)
    return Spanning(code, (words or href,))


def _disputed(entry: GlossaryEntry, language: str, words: Wording) -> Row:
    elsewhere = [
        f"{language_name(other, language)}: {', '.join(renderings)}"
        for other, renderings in entry.elsewhere
    ]
    sources = [_cited(source) for source in entry.sources]
    named = ((words.elsewhere, elsewhere), (words.sources, sources))
    under = (_labelled(label, values) for label, values in named if values)
    return Row(line=(remark(entry),), under=tuple(under))


def _cited(source: Source) -> Node:
    return linked(source.text, source.link)


def _waived(waived: Waived) -> Row:
    about = ": ".join(filter(None, (waived.check, waived.words)))
    person = f" ({waived.person})" if waived.person else ""
    return Row(line=(f"{about} — {waived.reason}{person}",))


def _version(version: Version, language: str, words: Wording) -> Row:
    day = f", {printed_date(version.date, language)}" if version.date else ""
    summary = f": {version.summary}" if version.summary else ""
    under = tuple(_changed(each, words) for each in version.changes)
    return Row(line=(f"{words.version} {version.number}{day}{summary}",), under=under)


def _changed(change: Change, words: Wording) -> Row:
    both = ((words.before, change.before), (words.now, change.after))
    return Row(line=("; ".join(f"{label}: {said}" for label, said in both if said),))


def _labelled(label: str, values: Iterable[Node]) -> Row:
    """A label and what it is of, in one line."""
    separated = chain.from_iterable(("; ", value) for value in values)
    return Row(line=(f"{label}: ", *list(separated)[1:]))
