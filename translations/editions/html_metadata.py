"""What a page says of itself to machines: Dublin Core, Open Graph, schema.org, the manifest.

Terms: DCMI Metadata Terms (dcterms), the Open Graph protocol, schema.org `Article`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from markupsafe import Markup

from translations.editions.apparatus import doi_link
from translations.editions.base import Contribution, Edition
from translations.editions.html_body import byline_of, text_of, title_of
from translations.editions.html_elements import element
from translations.editions.inline import plain, safe_link, tree
from translations.editions.locales import with_territory
from translations.editions.manifest import Json, facts, signature
from translations.editions.outline import of_part
from translations.model import Part

#: schema.org's names for what somebody did.
_PROPERTIES = {
    Contribution.AUTHOR: "author",
    Contribution.TRANSLATOR: "translator",
    Contribution.EDITOR: "editor",
    Contribution.ILLUSTRATOR: "illustrator",
}


def metadata(edition: Edition) -> Iterator[Markup]:
    """`meta`, `link` and `script` elements for the head of a page."""
    for name, value in _metas(edition):
        yield element("meta", name=name, content=value)
    for name, value in _open_graph(edition):
        yield element("meta", property=name, content=value)
    licence = safe_link(edition.imprint.licence_link)
    if licence:
        yield element("link", rel="license", href=licence)
    yield element("script", script(structured(edition)), type="application/ld+json")
    yield element("script", script(facts(edition)), type="application/json", id="manifest")


def _metas(edition: Edition) -> Iterator[tuple[str, str]]:
    imprint = edition.imprint
    abstract = text_of(edition, Part.ABSTRACT) or text_of(edition, Part.STANDFIRST)
    known = (
        ("author", byline_of(edition)),
        ("description", _one_line(abstract)),
        ("date", edition.date),
        ("robots", "noindex" if edition.draft else ""),
        ("generator", edition.manifest.software),
        ("workbench:signature", signature(edition)),
        ("dcterms.title", title_of(edition)),
        ("dcterms.language", edition.language),
        *(("dcterms.creator", name) for name in named(edition, Contribution.AUTHOR)),
        *(("dcterms.contributor", name) for name in _contributors(edition)),
        ("dcterms.issued", edition.date),
        ("dcterms.publisher", imprint.publisher),
        ("dcterms.identifier", doi_link(imprint.doi) if imprint.doi else ""),
        ("dcterms.identifier", f"urn:isbn:{imprint.isbn}" if imprint.isbn else ""),
        ("dcterms.rights", imprint.rights),
        ("dcterms.license", safe_link(imprint.licence_link) or imprint.licence),
        ("dcterms.source", safe_link(edition.source_link)),
    )
    yield from ((name, value) for name, value in known if value)


def _open_graph(edition: Edition) -> Iterator[tuple[str, str]]:
    yield "og:type", "article"
    yield "og:title", title_of(edition)
    locale = with_territory(edition.language)
    if locale:
        yield "og:locale", locale
    abstract = _one_line(text_of(edition, Part.ABSTRACT) or text_of(edition, Part.STANDFIRST))
    if abstract:
        yield "og:description", abstract
    if edition.imprint.publisher:
        yield "og:site_name", edition.imprint.publisher
    if edition.date:
        yield "article:published_time", edition.date


def named(edition: Edition, contribution: Contribution) -> tuple[str, ...]:
    """Who is credited with this, for the source or the edition."""
    source = [
        plain(tree(block)).strip()
        for block in of_part(edition, Part.CREDIT)
        if block.about == contribution
    ]
    own = [each.name for each in edition.contributors if each.contribution is contribution]
    return tuple(dict.fromkeys(name for name in (*source, *own) if name))


def _contributors(edition: Edition) -> Iterator[str]:
    others = (each for each in Contribution if each is not Contribution.AUTHOR)
    names = (name for each in others for name in named(edition, each))
    yield from dict.fromkeys(names)


def structured(edition: Edition) -> dict[str, Json]:
    """The edition as schema.org's `Article`, as JSON-LD."""
    imprint = edition.imprint
    original: dict[str, Json] = {
        "@type": "CreativeWork",
        "name": edition.source_title,
        "inLanguage": edition.source_language,
        "url": safe_link(edition.source_link),
    }
    known: dict[str, Json] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": title_of(edition),
        "alternativeHeadline": text_of(edition, Part.SUBTITLE),
        "abstract": _one_line(text_of(edition, Part.ABSTRACT)),
        "inLanguage": edition.language,
        "datePublished": "" if edition.draft else edition.date,
        "creativeWorkStatus": "Draft" if edition.draft else "Published",
        "version": edition.number or None,
        **_credits(edition),
        "publisher": _organization(imprint.publisher, imprint.place),
        "license": safe_link(imprint.licence_link) or imprint.licence,
        "copyrightNotice": imprint.rights,
        "identifier": doi_link(imprint.doi) if imprint.doi else "",
        "isPartOf": {"@type": "Book", "isbn": imprint.isbn} if imprint.isbn else None,
        "isBasedOn": safe_link(edition.source_link),
        "translationOfWork": _known(original),
    }
    return _known(known)


def _credits(edition: Edition) -> dict[str, Json]:
    return {
        role: [{"@type": "Person", "name": name} for name in named(edition, contribution)]
        for contribution, role in _PROPERTIES.items()
    }


def _organization(name: str, place: str) -> Json:
    return _known({"@type": "Organization", "name": name, "location": place}) if name else None


def _known(facts: Mapping[str, Json]) -> dict[str, Json]:
    """The facts without those that are not known."""
    return {name: value for name, value in facts.items() if value}


def _one_line(words: str) -> str:
    return " ".join(words.split())


def script(value: object) -> Markup:
    """JSON that cannot end its own element."""
    written = json.dumps(value, ensure_ascii=False, sort_keys=True)
    for char in "<>&\u2028\u2029":
        written = written.replace(char, f"\\u{ord(char):04x}")
    return Markup(written)  # noqa: S704 (nothing in it can be markup any more)
