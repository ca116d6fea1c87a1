"""The package document of an e-book: what it is, what it is made of, in which order (EPUB 3.3)."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from translations.editions.addresses import address
from translations.editions.base import Contribution, Edition
from translations.editions.direction import direction
from translations.editions.ebook.pages import NAVIGATION, titled
from translations.editions.html_body import byline_of, text_of
from translations.editions.html_metadata import named
from translations.editions.manifest import signature
from translations.editions.packed import instant, moment
from translations.editions.wordings import wording
from translations.editions.xml_elements import Xml, element, part
from translations.model import Part

#: Who makes a work; whoever else is named contributes to it.
_CREATORS: Final = (Contribution.AUTHOR, Contribution.INTERVIEWEE)
_ISBN = re.compile(r"[\s\u2010-\u2015-]")


def package(
    edition: Edition,
    files: Mapping[str, str],
    spine: Iterable[str],
    cover: str,
) -> str:
    """The package; `files` are names with their media types, `spine` those that are read."""
    ids = {name: f"file-{number}" for number, name in enumerate(files, 1)}
    items = [
        element("item", id=ids[name], href=name, media__type=kind, **_properties(name, cover))
        for name, kind in files.items()
    ]
    order = [element("itemref", idref=ids[name]) for name in spine]
    run = direction(edition.language)
    return part(
        element(
            "package",
            element("metadata", *_metadata(edition), xmlns_dc="http://purl.org/dc/elements/1.1/"),
            element("manifest", *items),
            element("spine", *order, page__progression__direction=run),
            xmlns="http://www.idpf.org/2007/opf",
            version="3.0",
            unique__identifier="publication",
            xml_lang=edition.language,
            dir=run,
        )
    )


def _properties(name: str, cover: str) -> dict[str, str]:
    if name == NAVIGATION:
        return {"properties": "nav"}
    return {"properties": "cover-image"} if name == cover else {}


def _metadata(edition: Edition) -> Iterator[Xml]:
    imprint = edition.imprint
    yield from _identifiers(edition)
    yield from _titles(edition)
    yield _said("dc:language", edition.language)
    yield from _people(edition)
    yield _said("dc:publisher", imprint.publisher)
    yield _said("dc:description", text_of(edition, Part.ABSTRACT))
    yield _said("dc:source", address(edition.source_link) or edition.source_title)
    yield _said("dc:rights", ". ".join(filter(None, (imprint.rights, imprint.licence))))
    if moment(edition.date) is not None:
        yield element("dc:date", edition.date)
    yield _property("dcterms:modified", instant(edition.date))
    licence = address(imprint.licence_link)
    if licence:
        yield _property("dcterms:license", licence)
    yield from _accessibility(edition)
    yield element("meta", name="generator", content=edition.manifest.software)
    yield element("meta", name="workbench:signature", content=signature(edition))


def _said(name: str, words: str, **facts: str) -> Xml:
    """An element of Dublin Core, which must not be empty; white space says nothing in it."""
    written = " ".join(words.split())
    return element(name, written, **facts) if written else Xml("")


def _property(name: str, value: str, **facts: str) -> Xml:
    return element("meta", value, property=name, **facts)


def _refined(key: str, name: str, value: str, **facts: str) -> Xml:
    return _property(name, value, refines=f"#{key}", **facts)


def _identifiers(edition: Edition) -> Iterator[Xml]:
    """The first names the publication: by its number in the trade, else by what it is of."""
    isbn = _ISBN.sub("", edition.imprint.isbn)
    doi = "".join(edition.imprint.doi.split())
    known = [f"urn:isbn:{isbn}" if isbn else "", f"doi:{doi}" if doi else "", _own(edition)]
    first, *others = [each for each in known if each]
    yield element("dc:identifier", first, id="publication")
    for other in others:
        yield element("dc:identifier", other)


def _own(edition: Edition) -> str:
    name = f"{edition.document_id}/{edition.language}/{edition.number}"
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"


def _titles(edition: Edition) -> Iterator[Xml]:
    yield element("dc:title", titled(edition), id="title")
    yield _refined("title", "title-type", "main")
    subtitle = _said("dc:title", text_of(edition, Part.SUBTITLE), id="subtitle")
    if subtitle:
        yield subtitle
        yield _refined("subtitle", "title-type", "subtitle")


def _people(edition: Edition) -> Iterator[Xml]:
    """Creators and contributors with what they did, by the MARC relators."""
    authors = named(edition, Contribution.AUTHOR) or (byline_of(edition),)
    people = {each: named(edition, each) for each in Contribution} | {Contribution.AUTHOR: authors}
    numbered = enumerate(((each, name) for each in people for name in people[each]), 1)
    for number, (contribution, name) in numbered:
        key = f"person-{number}"
        kind = "dc:creator" if contribution in _CREATORS else "dc:contributor"
        written = _said(kind, name, id=key)
        if written:
            yield written
            yield _refined(key, "role", contribution.value, scheme="marc:relators")


def _accessibility(edition: Edition) -> Iterator[Xml]:
    """What the book asks of its readers (schema.org's vocabulary, EPUB Accessibility 1.1)."""
    has_cover = edition.cover is not None
    features = ["tableOfContents", "readingOrder", "structuralNavigation"]
    features += ["displayTransformability", "ARIA", "unlocked"]
    features += ["alternativeText"] if has_cover else []
    yield _property("schema:accessMode", "textual")
    if has_cover:
        yield _property("schema:accessMode", "visual")
    yield _property("schema:accessModeSufficient", "textual")
    for feature in features:
        yield _property("schema:accessibilityFeature", feature)
    yield _property("schema:accessibilityHazard", "none")
    words = wording(edition.language)
    summary = words.accessibility
    yield _property("schema:accessibilitySummary", summary, xml_lang=words.language)
