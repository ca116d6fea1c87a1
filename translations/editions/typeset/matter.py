"""What stands before and behind the text of a printed edition, as values for the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from translations.editions import outline
from translations.editions.apparatus import doi_link
from translations.editions.base import Edition, EditionBlock, GlossaryEntry, Version, Waived
from translations.editions.inline import plain, safe_link, tree
from translations.editions.locales import language_name, printed_date
from translations.editions.manifest import Json, counts
from translations.editions.outline import credited, head
from translations.editions.typeset import engine, entries, words
from translations.editions.typeset.words import Page
from translations.editions.wordings import ENGLISH
from translations.model import Part

Row = tuple[list[Json], list[Json]]


def title(edition: Edition) -> str:
    """The title as one line; never empty, for a tagged file must have one."""
    written = " ".join(plain(tree(block)) for block in head(edition).title)
    names = (written, edition.title, edition.source_title, edition.document_id, "—")
    return next(name for name in map(words.line, names) if name)


def authors(edition: Edition) -> list[str]:
    """Who the file says it is by."""
    written = [words.line(plain(tree(block))) for block in head(edition).byline]
    return [name for name in (written or [words.line(edition.byline)]) if name]


def draft(page: Page) -> list[Json]:
    """What a draft says of itself, in its language and in English; nothing of any other edition."""
    if not page.edition.draft:
        return []
    own = words.told(page.words.draft, page)
    if page.words.language == ENGLISH.language:
        return own
    return [*own, " · ", *words.foreign([ENGLISH.draft], ENGLISH.language, page)]


def masthead(page: Page, *, long: bool) -> Json:
    """What stands above the text, or on the title page of what is long."""
    edition, parts = page.edition, head(page.edition)
    first, *others = parts.title or (None,)
    bylines: list[Json] = [words.inline(block, page) for block in parts.byline]
    if not bylines and words.line(edition.byline):
        bylines = [[words.line(edition.byline)]]
    return {
        "title": words.inline(first, page) if first and _says(first) else [title(edition)],
        "subtitle": _lines((*others, *parts.subtitle), page),
        "byline": bylines,
        "dateline": words.line(printed_date(edition.date, edition.language)),
        "abstract": _lines(parts.abstract, page),
        "standfirst": _lines(parts.standfirst, page),
        "makers": [[f"{who}: ", name] for who, name in _people(page)] if long else [],
        "foot": _publisher(edition) if long else [],
    }


def _says(block: EditionBlock) -> bool:
    return bool(words.line(plain(tree(block))))


def _lines(blocks: Iterable[EditionBlock], page: Page) -> list[Json]:
    return [words.inline(block, page) for block in blocks]


def _people(page: Page) -> Iterator[tuple[str, str]]:
    for who, name in credited(page.edition):
        if words.line(name):
            yield words.line(who), words.line(name)


def _publisher(edition: Edition) -> list[Json]:
    imprint = edition.imprint
    year = edition.date[:4]
    return [", ".join(filter(None, map(words.line, (imprint.publisher, imprint.place, year))))]


# ---- behind the text ------------------------------------------------------------------------


def back(page: Page) -> list[Json]:
    """The sections behind the text: those that have something to say."""
    return [*_translation(page), *_disputed(page), *_waivers(page), *_versions(page), *_end(page)]


def _section(heading: str, page: Page, rows: list[Json]) -> Json:
    return {
        "heading": words.told(heading, page),
        "title": entries.running(heading),
        "rows": rows,
    }


def _translation(page: Page) -> Iterator[Json]:
    said = outline.entries(page.edition, Part.TRANSLATION)
    if said:
        rows = [entries.written(each, page) for each in said]
        yield _section(page.words.about_translation, page, rows)


def _entry(*lines: list[Json], leads: bool = False) -> Json:
    """Lines that stand together; what leads stays with what it leads to."""
    return {"kind": "entry", "leads": leads, "lines": [line for line in lines if line]}


def _disputed(page: Page) -> Iterator[Json]:
    if page.edition.glossary:
        lead = _entry(words.told(page.words.disputed_lead, page), leads=True)
        rows = [_disputed_word(entry, page) for entry in page.edition.glossary]
        yield _section(page.words.disputed, page, [lead, *rows])


def _disputed_word(entry: GlossaryEntry, page: Page) -> Json:
    source = page.edition.source_language
    lines: list[list[Json]] = []
    for term in entry.terms:
        original = words.foreign([words.line(term.source_term)], source, page)
        renderings = ", ".join(map(words.line, term.renderings))
        lines.append([["strong", [renderings]], " (", *original, ")"])
    lines.append([words.line(entry.reason)] if entry.reason else [])
    lines.append(_elsewhere(entry, page))
    lines.append(_sources(entry, page))
    return _entry(*lines)


def _elsewhere(entry: GlossaryEntry, page: Page) -> list[Json]:
    told: list[Json] = []
    for language, renderings in entry.elsewhere:
        shown = words.foreign([", ".join(map(words.line, renderings))], language, page)
        told += [
            f"{'; ' if told else ''}{words.line(language_name(language, page.language))}: ",
            *shown,
        ]
    return [*words.told(page.words.elsewhere, page), ": ", *told] if told else []


def _sources(entry: GlossaryEntry, page: Page) -> list[Json]:
    told: list[Json] = []
    for source in entry.sources:
        told += ["; "] if told else []
        told += _linked(source.text or source.link, source.link)
    return [*words.told(page.words.sources, page), ": ", *told] if told else []


def _linked(shown: str, link: str) -> list[Json]:
    href, written = safe_link(link), words.line(shown)
    return [["link", words.text(href), [written]]] if href and written else [written]


def _waivers(page: Page) -> Iterator[Json]:
    if page.edition.waivers:
        lead = _entry(words.told(page.words.waivers_lead, page), leads=True)
        rows = [_waived(each) for each in page.edition.waivers]
        yield _section(page.words.waivers, page, [lead, *rows])


def _waived(waived: Waived) -> Json:
    about: list[Json] = [": ", ["emphasis", [words.line(waived.words)]]] if waived.words else []
    signed = f" — {words.line(waived.person)}" if waived.person else ""
    return _entry(
        [["strong", [words.line(waived.check)]], *about], [words.line(waived.reason) + signed]
    )


def _versions(page: Page) -> Iterator[Json]:
    if page.edition.versions:
        rows = [_version(each, page) for each in page.edition.versions]
        yield _section(page.words.versions, page, rows)


def _version(version: Version, page: Page) -> Json:
    named = f"{page.words.version} {version.number}"
    lines: list[list[Json]] = [
        [
            ["strong", words.told(named, page)],
            f", {words.line(printed_date(version.date, page.language))}",
        ],
        [words.line(version.summary)] if version.summary else [],
    ]
    for change in version.changes:
        for label, passage in ((page.words.before, change.before), (page.words.now, change.after)):
            if passage:
                lines.append([*words.told(label, page), ": ", words.line(passage)])
    return _entry(*lines)


def _end(page: Page) -> Iterator[Json]:
    credits_: list[Row] = [([who], [name]) for who, name in _people(page)]
    yield _section(page.words.credits, page, [_terms([*credits_, *_imprint(page)])])
    signed: Json = {"kind": "signature", "text": page.signature}
    yield _section(page.words.made, page, [_terms(list(_made(page))), signed])


def _terms(rows: list[Row]) -> Json:
    return {"kind": "terms", "items": [[name, said] for name, said in rows]}


def _imprint(page: Page) -> Iterator[Row]:
    edition, told = page.edition, page.words
    imprint = edition.imprint
    original = words.foreign(
        _linked(edition.source_title, edition.source_link), edition.source_language, page
    )
    link = words.line(edition.source_link)
    where: list[Json] = [" ", *_linked(link, link)] if safe_link(link) else []
    yield words.told(told.original, page), [*original, *where]
    publisher = ", ".join(filter(None, map(words.line, (imprint.publisher, imprint.place))))
    licence = _linked(imprint.licence or imprint.licence_link, imprint.licence_link)
    doi = _linked(imprint.doi, doi_link(imprint.doi)) if imprint.doi else []
    rows: list[tuple[str, list[Json]]] = [
        (told.publisher, [publisher]),
        (told.date, [words.line(printed_date(edition.date, edition.language))]),
        ("ISBN", [words.line(imprint.isbn)]),
        ("DOI", doi),
        (told.licence, licence),
        (told.rights, [words.line(imprint.rights)]),
    ]
    yield from ((words.told(name, page), said) for name, said in rows if said and said[0])


def _made(page: Page) -> Iterator[Row]:
    manifest, told = page.edition.manifest, page.words
    states = ", ".join(
        f"{told.state_names[state]} {count}" for state, count in counts(manifest).items()
    )
    revision = f"{manifest.glossary}, {told.revision} {manifest.glossary_revision}"
    checks = ", ".join(f"{name} {version}" for name, version in manifest.checks)
    rows = [
        (told.source_version, str(manifest.source_version)),
        (told.glossary, revision),
        (told.policy, manifest.policy),
        (told.states, states),
        (told.checks, checks),
        (told.software, f"{manifest.software}; {engine.fonts()}"),
        *((told.overrides, reason) for reason in manifest.overrides),
    ]
    for name, said in rows:
        if words.line(said):
            yield words.told(name, page), [words.line(said)]
