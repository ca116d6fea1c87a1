"""Word processors are told a language with the region whose dictionary is meant."""

from dataclasses import replace

import pytest

from tests.translations.editions.archives import FO, STYLE, W, there, written
from tests.translations.editions.samples import RUSSIAN
from translations.editions.office.languages import tag


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("uk", "uk-UA"),
        ("en", "en-US"),
        ("en-GB", "en-GB"),
        ("pt_br", "pt-BR"),
        ("es-419", "es-419"),
        ("sr-Latn", "sr-Latn-RS"),
        ("zh-Hant", "zh-Hant-TW"),
        ("de-1996", "de-DE"),
        ("zxx", "zxx"),
        ("qaa", "qaa"),
    ],
)
def test_a_language_has_its_likeliest_region(language: str, told: str) -> None:
    assert tag(language).written == told


@pytest.mark.parametrize(
    ("language", "docx", "odt"),
    [
        ("ru", {"val": "ru-RU"}, {"language": "ru", "country": "RU"}),
        ("he", {"bidi": "he-IL"}, {"language": "he", "country": "IL"}),
        ("ja", {"val": "ja-JP", "eastAsia": "ja-JP"}, {"language": "ja", "country": "JP"}),
        ("sr-Latn", {"val": "sr-Latn-RS"}, {"language": "sr", "script": "Latn", "country": "RS"}),
    ],
)
def test_documents_tell_their_language_for_its_kind_of_script(
    language: str, docx: dict[str, str], odt: dict[str, str]
) -> None:
    edition = replace(RUSSIAN, language=language)
    spoken = there(written("docx", edition).tree("word/styles.xml"), f".//{W}rPrDefault//{W}lang")
    assert {key.removeprefix(W): value for key, value in spoken.items()} == docx
    styles = written("odt", edition).tree("styles.xml")
    letters = there(styles, f".//{STYLE}default-style/{STYLE}text-properties")
    assert {key: letters.get(f"{FO}{key}") for key in odt} == odt
    others = {"he": "complex", "ja": "asian"}
    for script in ("complex", "asian"):
        expected = language if others.get(language) == script else None
        assert letters.get(f"{STYLE}language-{script}") == expected
