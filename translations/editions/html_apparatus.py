"""What stands after the text of a page: credits, notes, disputed words, how it was made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from translations.editions.apparatus import doi_link
from translations.editions.base import (
    Change,
    GlossaryEntry,
    Source,
    TranslatorNote,
    Version,
    Waived,
)
from translations.editions.direction import direction
from translations.editions.html_body import dated, entry_markup
from translations.editions.html_elements import element, joined
from translations.editions.html_inline import Page, foreign, in_language, inline, told
from translations.editions.inline import safe_link
from translations.editions.locales import language_name
from translations.editions.manifest import counts, signature
from translations.editions.outline import credited, entries, noted
from translations.model import Part


def apparatus(page: Page) -> Iterator[Markup]:
    """All that an edition has after its text, in the order in which readers want it."""
    yield from notes(page)
    yield from about_translation(page)
    yield from disputed_words(page)
    yield from waivers(page)
    yield from versions(page)
    yield from colophon(page)
    yield from made(page)


def section(page: Page, name: str, title: str, *children: Markup, **attributes: str) -> Markup:
    """A section with its heading; `name` is its class and what links to it."""
    heading = element("h2", told(page, title), id=name)
    return element("section", heading, *children, aria_labelledby=name, class_=name, **attributes)


def notes(page: Page) -> Iterator[Markup]:
    """The translators' notes, each with the way back to where it is called."""
    called = noted(page.edition)
    if called:
        rows = element("ol", *(_note(number, note, page) for number, note in called))
        yield section(page, "footnotes", page.words.notes, rows, role="doc-endnotes")


def _note(number: int, note: TranslatorNote, page: Page) -> Markup:
    back = element(
        "a",
        "↩" if direction(page.edition.language) == "ltr" else "↪",
        href=page.address(f"call-{number}"),
        role="doc-backlink",
        aria_label=f"{page.words.back}, {page.words.note} {number}",
    )
    ending = element("span", told(page, page.words.note_ending), class_="note-ending")
    content = [*inline(note.text, page), " ", ending, " ", back]
    return element("li", *content, id=f"note-{number}")


def about_translation(page: Page) -> Iterator[Markup]:
    """The note on the translation as a whole."""
    rows = [entry_markup(entry, page) for entry in entries(page.edition, Part.TRANSLATION)]
    if rows:
        yield section(page, "translation", page.words.about_translation, *rows)


def disputed_words(page: Page) -> Iterator[Markup]:
    """The appendix of contested words: renderings, reason, other editions, sources."""
    if not page.edition.glossary:
        return
    lead = element("p", told(page, page.words.disputed_lead))
    rows = [_disputed(entry, page) for entry in page.edition.glossary]
    yield section(page, "notes", page.words.disputed, lead, element("ul", *rows, role="list"))


def _disputed(entry: GlossaryEntry, page: Page) -> Markup:
    words = page.words
    other = foreign(page.edition.source_language, page.edition.language)
    inside: list[Markup] = []
    for each in entry.terms:
        word = element("bdi", each.source_term, **other)
        term = element("span", "(", word, ")", class_="source-term")
        inside.append(element("p", ", ".join(each.renderings), " ", term, class_="rendering"))
    if entry.reason:
        inside.append(element("p", entry.reason))
    if entry.elsewhere:
        rows = [_rendered(language, said, page) for language, said in entry.elsewhere]
        inside.append(_listed(page, words.elsewhere, rows))
    if entry.sources:
        inside.append(_listed(page, words.sources, [_cited(source) for source in entry.sources]))
    return element("li", *inside)


def _listed(page: Page, label: str, rows: Iterable[Markup]) -> Markup:
    """A label and what it is of, in one line."""
    separated = Markup("; ").join(rows)
    return element("p", told(page, f"{label}:"), " ", separated, class_="aside")


def _rendered(language: str, renderings: Iterable[str], page: Page) -> Markup:
    name = language_name(language, page.edition.language)
    words = element("span", ", ".join(renderings), **in_language(language))
    return joined([element("bdi", name), ": ", words])


def _cited(source: Source) -> Markup:
    href = safe_link(source.link)
    words = source.text or href
    return element("a", words, href=href) if href and words else element("bdi", words)


def waivers(page: Page) -> Iterator[Markup]:
    """Where the edition departs from its rules, and why."""
    if not page.edition.waivers:
        return
    lead = element("p", told(page, page.words.waivers_lead))
    rows = element("ul", *(_waived(each) for each in page.edition.waivers), role="list")
    yield section(page, "waivers", page.words.waivers, lead, rows)


def _waived(waived: Waived) -> Markup:
    about = [element("strong", waived.check)]
    if waived.words:
        about += [Markup(": "), element("q", waived.words)]
    reason = f"{waived.reason} ({waived.person})" if waived.person else waived.reason
    return element("li", element("p", *about), element("p", reason))


def versions(page: Page) -> Iterator[Markup]:
    """The publications of the edition, the newest first, with what each changed."""
    if page.edition.versions:
        rows = [part for each in page.edition.versions for part in _version(each, page)]
        yield section(page, "versions", page.words.versions, *rows)


def _version(version: Version, page: Page) -> Iterator[Markup]:
    name = told(page, f"{page.words.version} {version.number}")
    day = [", ", dated(version.date, page)] if version.date else []
    yield element("h3", name, *day)
    if version.summary:
        yield element("p", version.summary)
    if version.changes:
        yield element("ul", *(_change(each, page) for each in version.changes), role="list")


def _change(change: Change, page: Page) -> Markup:
    """Both wordings, told apart by words and not by their look alone."""
    both = (
        (page.words.before, "del", change.before),
        (page.words.now, "ins", change.after),
    )
    rows = [
        element(
            "p", element("span", told(page, f"{label}:"), class_="label"), " ", element(tag, said)
        )
        for label, tag, said in both
        if said
    ]
    return element("li", *rows)


def colophon(page: Page) -> Iterator[Markup]:
    """Who made the edition and its source, who publishes it and under which licence."""
    rows = [*_people(page), *_imprint(page)]
    yield section(page, "credits", page.words.credits, _rows(rows))


def _people(page: Page) -> Iterator[tuple[str, Markup]]:
    edition = page.edition
    for label, name in credited(edition):
        yield label, element("bdi", name)
    other = foreign(edition.source_language, edition.language)
    title = element("cite", edition.source_title, **other)
    href = safe_link(edition.source_link)
    yield told(page, page.words.original), element("a", title, href=href) if href else title


def _imprint(page: Page) -> Iterator[tuple[str, Markup]]:
    imprint, words = page.edition.imprint, page.words
    published = ", ".join(filter(None, (imprint.publisher, imprint.place)))
    if published:
        yield told(page, words.publisher), element("bdi", published)
    if imprint.isbn:
        yield "ISBN", element("bdi", imprint.isbn)
    if imprint.doi:
        yield "DOI", element("a", imprint.doi, href=doi_link(imprint.doi))
    licence = imprint.licence or imprint.licence_link
    if licence:
        href = safe_link(imprint.licence_link)
        link = element("a", licence, href=href, rel="license") if href else None
        yield told(page, words.licence), link or element("bdi", licence)
    if imprint.rights:
        yield told(page, words.rights), element("bdi", imprint.rights)


def made(page: Page) -> Iterator[Markup]:
    """The manifest for readers, with the signature."""
    manifest, words = page.edition.manifest, page.words
    states = ", ".join(
        f"{words.state_names[state]} {count}" for state, count in counts(manifest).items()
    )
    checks = ", ".join(f"{name} {version}" for name, version in manifest.checks)
    rows = [
        (words.source_version, str(manifest.source_version)),
        (words.glossary, f"{manifest.glossary}, {words.revision} {manifest.glossary_revision}"),
        (words.policy, manifest.policy),
        (words.states, states),
        (words.checks, checks),
        (words.waivers, str(manifest.waivers or "")),
        (words.software, manifest.software),
        *((words.overrides, reason) for reason in manifest.overrides),
    ]
    table = _rows((told(page, name), element("bdi", value)) for name, value in rows if value)
    line = element("p", signature(page.edition), class_="signature", lang="zxx", dir="ltr")
    yield section(page, "made", words.made, table, line)


def _rows(rows: Iterable[tuple[str, Markup]]) -> Markup:
    pairs = [(element("dt", name), element("dd", value)) for name, value in rows]
    return element("dl", *(part for pair in pairs for part in pair), class_="rows")
