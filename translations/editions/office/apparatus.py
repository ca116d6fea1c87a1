"""What follows the text: disputed words, exceptions, versions, imprint, how it was made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from translations.editions.addresses import address
from translations.editions.base import Change, GlossaryEntry, Version, Waived
from translations.editions.locales import language_name, printed_date
from translations.editions.manifest import counts, signature
from translations.editions.office.flow import (
    Character,
    Element,
    Inline,
    List,
    ListItem,
    Paragraph,
    Run,
    Style,
    Table,
)
from translations.editions.office.sheet import Sheet, linked


def apparatus(page: Sheet) -> Iterator[Element]:
    """All that follows the text, each section only where it has something to say."""
    yield from _disputed(page)
    yield from _waivers(page)
    yield from _versions(page)
    yield from _imprint(page)
    yield from _made(page)


def _heading(page: Sheet, words: str) -> Paragraph:
    return Paragraph(style=Style.HEADING_1, content=page.told(words))


def _told(page: Sheet, words: str) -> Paragraph:
    return Paragraph(style=Style.BODY, content=page.told(words))


# ---- disputed words -------------------------------------------------------------------------


def _disputed(page: Sheet) -> Iterator[Element]:
    if not page.edition.glossary:
        return
    yield _heading(page, page.words.disputed)
    yield _told(page, page.words.disputed_lead)
    for entry in page.edition.glossary:
        yield from _entry(entry, page)


def _entry(entry: GlossaryEntry, page: Sheet) -> Iterator[Element]:
    for term in entry.terms:
        source = page.source(term.source_term)
        word = Run(source.text, frozenset({Character.SOURCE_TERM}), source.language)
        words = Run(f"{', '.join(term.renderings)} ")
        yield Paragraph(style=Style.TERM, content=(words, Run("("), word, Run(")")))
    if entry.reason:
        yield Paragraph(style=Style.REMARK, content=(Run(entry.reason),))
    if entry.elsewhere:
        yield Paragraph(style=Style.REMARK, content=tuple(_elsewhere(entry, page)))
    if entry.sources:
        yield Paragraph(style=Style.REMARK, content=tuple(_sources(entry, page)))


def _elsewhere(entry: GlossaryEntry, page: Sheet) -> Iterator[Inline]:
    yield from page.told(f"{page.words.elsewhere}: ", Character.NAME)
    for place, (language, renderings) in enumerate(entry.elsewhere):
        yield Run("; " if place else "")
        yield Run(f"{language_name(language, page.edition.language)}: ")
        yield Run(", ".join(renderings), language=language)


def _sources(entry: GlossaryEntry, page: Sheet) -> Iterator[Inline]:
    yield from page.told(f"{page.words.sources}: ", Character.NAME)
    for place, source in enumerate(entry.sources):
        yield Run("; " if place else "")
        yield from linked((Run(source.text or source.link),), address(source.link))


# ---- exceptions and versions ----------------------------------------------------------------


def _waivers(page: Sheet) -> Iterator[Element]:
    if not page.edition.waivers:
        return
    yield _heading(page, page.words.waivers)
    yield _told(page, page.words.waivers_lead)
    rows = (Paragraph(style=Style.BULLET, content=_waived(w)) for w in page.edition.waivers)
    yield List(ordered=False, items=tuple(ListItem(row) for row in rows))


def _waived(waived: Waived) -> tuple[Run, ...]:
    name = Run(f"{waived.check}: ", frozenset({Character.NAME}))
    words = Run(waived.words, frozenset({Character.EMPHASIS}))
    reason = f" — {waived.reason}" if waived.words else waived.reason
    return (name, words, Run(f"{reason} ({waived.person})" if waived.person else reason))


def _versions(page: Sheet) -> Iterator[Element]:
    if not page.edition.versions:
        return
    yield _heading(page, page.words.versions)
    for version in page.edition.versions:
        yield from _version(version, page)


def _version(version: Version, page: Sheet) -> Iterator[Element]:
    name = page.told(f"{page.words.version} {version.number}")
    yield Paragraph(
        style=Style.HEADING_2,
        content=(*name, Run(f", {printed_date(version.date, page.edition.language)}")),
    )
    if version.summary:
        style = Style.CAPTION if version.changes else Style.BODY
        yield Paragraph(style=style, content=(Run(version.summary),))
    if version.changes:
        yield Table(
            header=tuple(
                _cell(page.told(w), head=True) for w in (page.words.before, page.words.now)
            ),
            rows=tuple(_change(change) for change in version.changes),
        )


def _change(change: Change) -> tuple[tuple[Paragraph, ...], ...]:
    return (_cell((Run(change.before),)), _cell((Run(change.after),)))


def _cell(content: tuple[Inline, ...], *, head: bool = False) -> tuple[Paragraph, ...]:
    return (Paragraph(style=Style.CELL_HEAD if head else Style.CELL, content=content),)


# ---- imprint and manifest -------------------------------------------------------------------


def _imprint(page: Sheet) -> Iterator[Element]:
    edition, imprint, words = page.edition, page.edition.imprint, page.words
    yield _heading(page, words.credits)
    place = ", ".join(filter(None, (imprint.publisher, imprint.place)))
    title = (page.source(edition.source_title),)
    licence = (Run(imprint.licence or imprint.licence_link),)
    doi = f"https://doi.org/{imprint.doi}" if imprint.doi else ""
    yield from _facts(
        page,
        [
            (words.original, linked(title, address(edition.source_link))),
            (words.publisher, (Run(place),)),
            (words.date, (Run(printed_date(edition.date, edition.language)),)),
            ("ISBN", (Run(imprint.isbn),)),
            ("DOI", linked((Run(imprint.doi),), address(doi))),
            (words.licence, linked(licence, address(imprint.licence_link))),
            (words.rights, (Run(imprint.rights),)),
        ],
    )


def _made(page: Sheet) -> Iterator[Element]:
    manifest, words = page.edition.manifest, page.words
    states = ", ".join(f"{words.state_names[s]} {n}" for s, n in counts(manifest).items())
    checks = ", ".join(f"{name} {version}" for name, version in manifest.checks)
    yield _heading(page, words.made)
    yield from _facts(
        page,
        [
            (words.source_version, (Run(f"{manifest.source_version}"),)),
            (words.glossary, _revision(page)),
            (words.policy, (Run(manifest.policy),)),
            (words.states, page.told(states)),
            (words.checks, (Run(checks),)),
            (words.waivers, (Run(f"{manifest.waivers}" if manifest.waivers else ""),)),
            (words.software, (Run(manifest.software),)),
            *((words.overrides, (Run(reason),)) for reason in manifest.overrides),
        ],
    )
    line = Run(signature(page.edition), language="zxx")
    yield Paragraph(style=Style.SIGNATURE, content=(line,), language="zxx")


def _revision(page: Sheet) -> tuple[Run, ...]:
    manifest = page.edition.manifest
    revision = page.told(f"{page.words.revision} {manifest.glossary_revision}")
    return (Run(f"{manifest.glossary}, "), *revision)


def _facts(page: Sheet, rows: Iterable[tuple[str, tuple[Inline, ...]]]) -> Iterator[Paragraph]:
    for name, value in rows:
        if any(not isinstance(each, Run) or each.text.strip() for each in value):
            yield Paragraph(style=Style.FACT, content=page.fact(name, *value))
