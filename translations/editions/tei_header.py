"""The header of a TEI file: what it is, who made it of what, how, and when it changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from translations.editions.base import Contribution, Edition
from translations.editions.inline import plain, safe_link, tree
from translations.editions.locales import language_name
from translations.editions.manifest import signature
from translations.editions.outline import head, of_part
from translations.editions.tei_elements import Child, address, dated, element
from translations.editions.tei_text import Page, inline, told
from translations.model import Part

#: The MARC relators as the Library of Congress names them.
_RELATORS: Final = "http://id.loc.gov/vocabulary/relators/"
_CONTRIBUTIONS: Final = {each.value: each for each in Contribution}
_VERSION = re.compile(r"\d+[a-z]*\d*(?:\.\d+[a-z]*\d*){0,3}")


def header(page: Page) -> etree._Element:
    """The header, in the edition's language."""
    return element(
        "teiHeader",
        element(
            "fileDesc",
            _titles(page),
            *_edition(page),
            _publication(page),
            element("sourceDesc", _source(page.edition)),
        ),
        _encoding(page),
        _profile(page),
        *_revisions(page),
    )


def title(edition: Edition) -> str:
    written = " ".join(plain(tree(block)) for block in head(edition).title).strip()
    return written or edition.title


def _titles(page: Page) -> etree._Element:
    subtitles = (
        element("title", *inline(block, page), type="sub") for block in head(page.edition).subtitle
    )
    named = element("title", title(page.edition), type="main")
    return element("titleStmt", named, *subtitles, *_makers(page))


def _makers(page: Page) -> Iterator[etree._Element]:
    """Authors first, as TEI wants them; then everybody else with what they did."""
    made = list(people(page))
    authors = [name for contribution, _, name in made if contribution is Contribution.AUTHOR]
    byline = " ".join(plain(tree(block)) for block in head(page.edition).byline).strip()
    named = authors or [byline or page.edition.byline]
    yield from (element("author", name) for name in named if name)
    for contribution, label, name in made:
        if contribution is not Contribution.AUTHOR:
            resp = element("resp", label, ref=f"{_RELATORS}{contribution.value}")
            yield element("respStmt", resp, element("name", name))


def people(page: Page) -> Iterator[tuple[Contribution, str, str]]:
    """(contribution, its name, a person's) of all who are credited; those of the source first."""
    words = page.words.contributions
    for block in of_part(page.edition, Part.CREDIT):
        if block.about in _CONTRIBUTIONS:
            contribution = _CONTRIBUTIONS[block.about]
            yield contribution, words[contribution], plain(tree(block)).strip()
    for each in page.edition.contributors:
        yield each.contribution, each.label or words[each.contribution], each.name


def _edition(page: Page) -> Iterator[etree._Element]:
    if page.edition.number:
        named = f"{page.words.version} {page.edition.number}"
        yield element("editionStmt", told("edition", named, page, n=str(page.edition.number)))


def _publication(page: Page) -> etree._Element:
    edition, imprint = page.edition, page.edition.imprint
    numbers = (
        ("ISBN", imprint.isbn),
        ("DOI", imprint.doi),
        ("document", edition.document_id),
        ("signature", signature(edition)),
    )
    return element(
        "publicationStmt",
        element("publisher", imprint.publisher),
        *([element("pubPlace", imprint.place)] if imprint.place else []),
        *([dated(edition.date)] if edition.date else []),
        *(element("idno", number, type=kind) for kind, number in numbers if number),
        _availability(page),
    )


def _availability(page: Page) -> etree._Element:
    edition, imprint = page.edition, page.edition.imprint
    rows: list[Child] = []
    if imprint.licence or imprint.licence_link:
        link = address(safe_link(imprint.licence_link))
        rows.append(element("licence", imprint.licence or imprint.licence_link, target=link))
    if imprint.rights:
        rows.append(element("p", imprint.rights))
    if edition.draft:
        rows.append(told("p", page.words.draft, page))
    return element("availability", *(rows or [element("p")]))


def _source(edition: Edition) -> etree._Element:
    named = element("title", edition.source_title, lang=edition.source_language)
    href = safe_link(edition.source_link)
    link: list[Child] = [" ", element("ref", href, target=address(href))] if href else []
    return element("bibl", named, *link)


def _encoding(page: Page) -> etree._Element:
    """By which program and by which rules; checks by name and version."""
    manifest = page.edition.manifest
    release = manifest.software.rpartition(" ")[2]
    version = release if _VERSION.fullmatch(release) else "0"
    label = element("label", manifest.software)
    program = element("application", label, ident="workbench", version=version)
    revision = f"{manifest.glossary}, {page.words.revision} {manifest.glossary_revision}"
    rules = [(page.words.policy, manifest.policy), (page.words.glossary, revision)]
    rules += [(page.words.checks, f"{check} {number}") for check, number in manifest.checks]
    return element(
        "encodingDesc",
        element("editorialDecl", *(told("p", f"{k}: {v}", page) for k, v in rules)),
        element("appInfo", program),
    )


def _profile(page: Page) -> etree._Element:
    edition = page.edition
    tags = dict.fromkeys((edition.language, edition.source_language))
    languages = (element("language", language_name(t, edition.language), ident=t) for t in tags)
    return element("profileDesc", element("langUsage", *languages))


def _revisions(page: Page) -> Iterator[etree._Element]:
    if page.edition.draft:
        yield element("revisionDesc", told("change", page.words.draft, page), status="draft")
    elif page.edition.versions:
        changes = (
            _stamped(dated(each.date, "change", each.summary or each.date), each.number)
            for each in page.edition.versions
        )
        yield element("revisionDesc", *changes, status="published")


def _stamped(change: etree._Element, number: int) -> etree._Element:
    change.set("n", str(number))
    return change
