"""What a page says of itself to machines."""

import json
from dataclasses import replace

from hypothesis import given, settings

from tests.translations.editions.at_random import editions
from tests.translations.editions.pages import Element, read
from tests.translations.editions.samples import RUSSIAN
from tests.translations.editions.whole import UKRAINIAN
from translations.editions import OUTPUTS
from translations.editions.base import Edition, Imprint


def page(edition: Edition) -> Element:
    return read(OUTPUTS["html"].write(edition).decode()).one("html")


def metas(edition: Edition, kind: str = "name") -> list[tuple[str, str]]:
    found = (one.attributes for one in page(edition).all("meta"))
    return [(one[kind], one["content"]) for one in found if kind in one]


def structured(edition: Edition) -> dict[str, object]:
    told = page(edition).one("script", type="application/ld+json").text
    return dict(json.loads(told))


def test_a_page_has_dublin_core() -> None:
    told = [row for row in metas(UKRAINIAN) if row[0].startswith("dcterms.")]

    assert told == [
        ("dcterms.title", "Два береги однієї річки"),
        ("dcterms.language", "uk"),
        ("dcterms.creator", "Читацький гурток «Річка»"),
        ("dcterms.contributor", "Бюро перекладів «Пором»"),
        ("dcterms.contributor", "Гурток читачів"),
        ("dcterms.issued", "2025-03-01"),
        ("dcterms.publisher", "Видавництво «Берег»"),
        ("dcterms.identifier", "https://doi.org/10.1000/182"),
        ("dcterms.identifier", "urn:isbn:978-3-16-148410-0"),
        ("dcterms.rights", "Права на оригінал належать читацькому гуртку."),
        ("dcterms.license", "https://creativecommons.org/licenses/by/4.0/"),
        ("dcterms.source", "https://example.org/two-banks"),
    ]


def test_a_page_says_what_others_show_of_it() -> None:
    assert metas(UKRAINIAN, "property") == [
        ("og:type", "article"),
        ("og:title", "Два береги однієї річки"),
        ("og:locale", "uk_UA"),
        ("og:description", "Як назва стає на чийсь бік і чому це чують не всі."),
        ("og:site_name", "Видавництво «Берег»"),
        ("article:published_time", "2025-03-01"),
    ]
    assert ("description", "Почему слово значит больше, чем вещь?") in metas(RUSSIAN)


def test_a_language_that_nobody_knows_has_no_territory() -> None:
    assert "og:locale" not in dict(metas(replace(UKRAINIAN, language="qqq"), "property"))


def test_search_engines_read_who_translated_what() -> None:
    assert structured(UKRAINIAN) == {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": "Два береги однієї річки",
        "alternativeHeadline": "Розмова про назви",
        "abstract": "Як назва стає на чийсь бік і чому це чують не всі.",
        "inLanguage": "uk",
        "datePublished": "2025-03-01",
        "creativeWorkStatus": "Published",
        "version": 2,
        "author": [{"@type": "Person", "name": "Читацький гурток «Річка»"}],
        "translator": [{"@type": "Person", "name": "Бюро перекладів «Пором»"}],
        "publisher": {
            "@type": "Organization",
            "name": "Видавництво «Берег»",
            "location": "Київ",
        },
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "copyrightNotice": "Права на оригінал належать читацькому гуртку.",
        "identifier": "https://doi.org/10.1000/182",
        "isPartOf": {"@type": "Book", "isbn": "978-3-16-148410-0"},
        "isBasedOn": "https://example.org/two-banks",
        "translationOfWork": {
            "@type": "CreativeWork",
            "name": "Two Banks of One River",
            "inLanguage": "en",
            "url": "https://example.org/two-banks",
        },
    }


def test_a_draft_was_never_published() -> None:
    told = structured(replace(UKRAINIAN, draft=True, versions=()))

    assert told["creativeWorkStatus"] == "Draft"
    assert "datePublished" not in told
    assert "version" not in told


def test_what_is_not_known_is_not_said() -> None:
    told = structured(replace(RUSSIAN, blocks=(), contributors=(), date="", source_link=""))

    assert set(told) == {
        *("@context", "@type", "creativeWorkStatus", "headline", "inLanguage"),
        "translationOfWork",
    }


def test_an_unsafe_link_is_no_licence() -> None:
    imprint = Imprint(licence="Free", licence_link="javascript:alert(1)")
    written = page(replace(UKRAINIAN, imprint=imprint))

    assert not written.all("link")
    assert ("dcterms.license", "Free") in metas(replace(UKRAINIAN, imprint=imprint))
    assert page(UKRAINIAN).one("link", rel="license").attributes["href"].endswith("/by/4.0/")


@settings(max_examples=25, deadline=None)
@given(editions())
def test_the_facts_of_any_edition_can_be_read(edition: Edition) -> None:
    assert structured(edition)["inLanguage"] == edition.language
