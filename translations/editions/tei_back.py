"""What stands behind the text in TEI: disputed words, exceptions, versions, credits, manifest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from translations.editions.base import GlossaryEntry, RenderedTerm, Source, Version, Waived
from translations.editions.inline import safe_link
from translations.editions.locales import language_name, printed_date
from translations.editions.manifest import counts, signature
from translations.editions.tei_elements import Child, address, dated, element
from translations.editions.tei_header import people
from translations.editions.tei_text import Page, of, told


def back(page: Page) -> etree._Element:
    """All of the apparatus that the edition has."""
    parts = (*_disputed(page), *_waivers(page), *_versions(page), _credits(page), _made(page))
    return element("back", *parts)


def _division(kind: str, title: str, page: Page, *children: Child) -> etree._Element:
    return element("div", told("head", title, page), *children, type=kind)


def _glossed(rows: Iterable[tuple[etree._Element, etree._Element]]) -> etree._Element:
    """A list of labels, each with what is said of it."""
    return element("list", *(part for row in rows for part in row), type="gloss")


# ---- disputed words -------------------------------------------------------------------------


def _disputed(page: Page) -> Iterator[etree._Element]:
    if page.edition.glossary:
        rows = ((_label(entry, page), _item(entry, page)) for entry in page.edition.glossary)
        lead = told("p", page.words.disputed_lead, page)
        yield _division("glossary", page.words.disputed, page, lead, _glossed(rows))


def _label(entry: GlossaryEntry, page: Page) -> etree._Element:
    return element("label", *_joined(_term(term, page) for term in entry.terms))


def _term(term: RenderedTerm, page: Page) -> etree._Element:
    return element("term", term.source_term, lang=page.edition.source_language)


def _joined(parts: Iterable[etree._Element], by: str = ", ") -> Iterator[Child]:
    for number, part in enumerate(parts):
        if number:
            yield by
        yield part


def _item(entry: GlossaryEntry, page: Page) -> etree._Element:
    rows: list[Child] = []
    for term in entry.terms:
        glosses = (element("gloss", each) for each in term.renderings)
        rows.append(element("p", _term(term, page), ": ", *_joined(glosses)))
    if entry.reason:
        rows.append(element("p", entry.reason))
    rows += [_elsewhere(tag, renderings, page) for tag, renderings in entry.elsewhere]
    if entry.sources:
        head = told("head", page.words.sources, page)
        rows.append(element("listBibl", head, *map(_cited, entry.sources)))
    return element("item", *rows)


def _elsewhere(tag: str, renderings: tuple[str, ...], page: Page) -> etree._Element:
    glosses = (element("gloss", each, lang=tag) for each in renderings)
    named = told("label", page.words.elsewhere, page)
    language = element("lang", language_name(tag, page.edition.language))
    return element("p", named, " (", language, "): ", *_joined(glosses))


def _cited(source: Source) -> etree._Element:
    href = safe_link(source.link)
    if not href:
        return element("bibl", source.text)
    return element("bibl", element("ref", source.text or href, target=address(href)))


# ---- decisions, versions --------------------------------------------------------------------


def _waivers(page: Page) -> Iterator[etree._Element]:
    if page.edition.waivers:
        lead = told("p", page.words.waivers_lead, page)
        items = element("list", *map(_waived, page.edition.waivers))
        yield _division("waivers", page.words.waivers, page, lead, items)


def _waived(waived: Waived) -> etree._Element:
    about: list[Child] = [": ", element("q", waived.words)] if waived.words else []
    signed: list[Child] = [" — ", element("name", waived.person)] if waived.person else []
    what = element("p", element("hi", waived.check, rend="bold"), *about)
    return element("item", what, element("p", waived.reason, *signed))


def _versions(page: Page) -> Iterator[etree._Element]:
    if page.edition.versions:
        items = element("list", *(_version(each, page) for each in page.edition.versions))
        yield _division("versions", page.words.versions, page, items)


def _version(version: Version, page: Page) -> etree._Element:
    named = told("hi", f"{page.words.version} {version.number}", page, rend="bold")
    day = printed_date(version.date, page.edition.language)
    rows: list[Child] = [element("p", named, ", ", dated(version.date, shown=day))]
    rows += [element("p", version.summary)] if version.summary else []
    for change in version.changes:
        for label, passage in ((page.words.before, change.before), (page.words.now, change.after)):
            if passage:
                rows.append(element("p", told("label", label, page), ": ", element("q", passage)))
    return element("item", *rows)


# ---- credits, manifest ----------------------------------------------------------------------


def _credits(page: Page) -> etree._Element:
    edition = page.edition
    rows = [(element("label", label), element("item", name)) for _, label, name in people(page)]
    title = element("title", edition.source_title, lang=of(edition.source_language, page))
    href = safe_link(edition.source_link)
    original = element("ref", title, target=address(href)) if href else title
    rows.append((told("label", page.words.original, page), element("item", original)))
    return _division("credits", page.words.credits, page, _glossed(rows))


def _made(page: Page) -> etree._Element:
    manifest, words = page.edition.manifest, page.words
    states = ", ".join(f"{words.state_names[state]} {n}" for state, n in counts(manifest).items())
    facts = [
        (words.source_version, str(manifest.source_version)),
        (words.glossary, f"{manifest.glossary}, {words.revision} {manifest.glossary_revision}"),
        (words.policy, manifest.policy),
        (words.states, states),
        (words.checks, ", ".join(f"{name} {number}" for name, number in manifest.checks)),
        (words.software, manifest.software),
        *((words.overrides, reason) for reason in manifest.overrides),
    ]
    rows = ((told("label", k, page), told("item", v, page)) for k, v in facts if v)
    line = element("ab", signature(page.edition), type="signature", lang="zxx")
    return _division("manifest", words.made, page, _glossed(rows), line)
