"""TEI keeps to the structure that the guidelines ask for, whatever the edition."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import pytest
from hypothesis import given, settings
from lxml import etree

from glossary.model import Voice
from tests.translations.editions.at_random import editions
from tests.translations.editions.coded import CODES
from tests.translations.editions.samples import EM, HEBREW, RUSSIAN, H, P, block
from translations.editions import OUTPUTS
from translations.editions.base import (
    Change,
    Contribution,
    Contributor,
    Edition,
    Imprint,
    Source,
    TranslatorNote,
    Version,
    Waived,
)
from translations.model import BlockKind, Part

TEI = OUTPUTS["tei"]
XML: Final = "{http://www.w3.org/XML/1998/namespace}"

_WORDS: Final = frozenset({"hi", "ref", "code", "lb", "note", "seg", "name"})
#: What may stand in an element (TEI P5), as far as we write it; `#text` is text.
CONTENT: Final[Mapping[str, frozenset[str]]] = {
    "TEI": frozenset({"teiHeader", "text"}),
    "text": frozenset({"front", "body", "back"}),
    "front": frozenset({"titlePage", "div"}),
    "titlePage": frozenset({"docTitle", "byline", "docImprint", "docDate"}),
    "docTitle": frozenset({"titlePart"}),
    "body": frozenset(
        {"argument", "div", "p", "ab", "sp", "list", "quote", "milestone", "floatingText"}
    ),
    "back": frozenset({"div"}),
    "div": frozenset(
        {"head", "div", "p", "ab", "sp", "list", "quote", "milestone", "floatingText"}
    ),
    "floatingText": frozenset({"body"}),
    "argument": frozenset({"p"}),
    "sp": frozenset({"speaker", "p"}),
    "list": frozenset({"label", "item"}),
    "quote": frozenset({"p", "quote"}),
    "item": _WORDS | {"#text", "list", "p", "listBibl", "title"},
    "p": _WORDS | {"#text", "term", "gloss", "label", "lang", "q", "date"},
    "head": _WORDS | {"#text"},
    "ab": frozenset({"#text", "code"}),
    "speaker": frozenset({"#text"}),
    "code": frozenset({"#text"}),
    "lb": frozenset(),
    "milestone": frozenset(),
}


def read(edition: Edition) -> etree._Element:
    return etree.fromstring(TEI.write(edition))


def local(element: etree._Element) -> str:
    return etree.QName(element).localname


def found(root: etree._Element, path: str) -> list[str]:
    """The texts of the elements on a path, white space as one space."""
    names = "/".join(f"{{*}}{step}" if step[0].isalpha() else step for step in path.split("/"))
    return [" ".join("".join(map(str, each.itertext())).split()) for each in root.iterfind(names)]


def flaws(element: etree._Element) -> list[str]:
    allowed = CONTENT.get(local(element))
    if allowed is None:
        return []
    texts = [element.text, *(child.tail for child in element)]
    told = [f"text in {local(element)}"] if any(t and t.strip() for t in texts) else []
    said = [] if "#text" in allowed else told
    return said + [
        f"{local(child)} in {local(element)}" for child in element if local(child) not in allowed
    ]


@settings(max_examples=40, deadline=None)
@given(editions())
def test_elements_stand_where_they_may(edition: Edition) -> None:
    root = read(edition)

    assert [flaw for each in root.iter() for flaw in flaws(each)] == []
    for division in root.iter("{*}div", "{*}body"):
        names = [local(each) for each in division if local(each) != "argument"]
        parted = names.index("div") if "div" in names else len(names)

        assert "head" not in names[1:], "a head begins its division"
        assert set(names[parted:]) <= {"div"}, "divisions end what they stand in"
        assert names or local(division) == "div", "no body is empty"


RICH = replace(
    RUSSIAN,
    byline="",
    blocks=(
        *RUSSIAN.blocks,
        replace(block(P, ("A", "Автор оригинала"), part=Part.CREDIT), about="aut"),
        block(P, ("Sub", "Подзаголовок"), part=Part.SUBTITLE),
        block(P, ("Abstract", "О чём это."), part=Part.ABSTRACT),
        block(P, ("On it", "Как это переведено."), part=Part.TRANSLATION),
        block(H, ("Deeper", "Глубже"), level=4),
        block(P, ("End", "Конец.")),
    ),
    contributors=(
        Contributor(name="Отдел", contribution=Contribution.TRANSLATOR),
        Contributor(name="Совет", contribution=Contribution.EDITOR, label="Выпуск"),
    ),
    imprint=Imprint(
        publisher="Издательство",
        place="Город",
        isbn="978-3-16-148410-0",
        doi="10.1000/182",
        licence="CC BY 4.0",
        licence_link="https://creativecommons.org/licenses/by/4.0/",
        rights="С разрешения.",
    ),
    notes=(
        TranslatorNote(
            concept="word",
            segment="Rules 0",
            offset=7,
            text=block(P, ("Of it.", "Сказано \ue000так\ue001."), codes=EM),
        ),
    ),
    waivers=(Waived(check="Числа", words="два", reason="Так у автора.", person="Отдел"),),
    versions=(
        Version(
            number=2,
            date="2025-03-01",
            summary="Исправлено слово.",
            changes=(Change(before="вещь", after="слово"),),
        ),
        Version(number=1, date="2025-01-15"),
    ),
    glossary=(
        replace(
            RUSSIAN.glossary[0],
            elsewhere=(("de", ("Volkswehr",)),),
            sources=(Source(text="Словарь", link="https://example.org/a b"), Source(text="Книга")),
        ),
    ),
)


@pytest.mark.parametrize(
    ("path", "texts"),
    [
        ("teiHeader/fileDesc/titleStmt/title", ["Слова и вещи", "Подзаголовок"]),
        ("teiHeader/fileDesc/titleStmt/author", ["Автор оригинала"]),
        ("teiHeader/fileDesc/titleStmt/respStmt/name", ["Отдел", "Совет"]),
        ("teiHeader/fileDesc/titleStmt/respStmt/resp", ["Перевод", "Выпуск"]),
        ("teiHeader/fileDesc/editionStmt/edition", ["Версия 2"]),
        ("teiHeader/fileDesc/publicationStmt/publisher", ["Издательство"]),
        ("teiHeader/fileDesc/publicationStmt/pubPlace", ["Город"]),
        ("teiHeader/fileDesc/publicationStmt/availability/licence", ["CC BY 4.0"]),
        ("teiHeader/fileDesc/sourceDesc/bibl/title", ["Words & Things"]),
        ("teiHeader/encodingDesc/appInfo/application/label", ["workbench 0.1.0"]),
        ("teiHeader/profileDesc/langUsage/language", ["русский", "английский"]),
        ("teiHeader/revisionDesc/change", ["Исправлено слово.", "2025-01-15"]),
        ("text/front/titlePage/docTitle/titlePart", ["Слова и вещи", "Подзаголовок"]),
        ("text/front/div/head", ["Аннотация", "О переводе", "Предисловие"]),
        ("text/body/argument/p", ["Почему слово значит больше, чем вещь?"]),
        ("text/body/sp/speaker", ["Вопрос", "Ответ"]),
        ("text/body/div/head", ["ПравилаСказано так."]),
        ("text/body/div/div/p", ["Конец."]),
        ("text/body/div/list/item/list/item", ["глубже"]),
        ("text/body/div/quote/quote/p", ["внутри"]),
        ("text/back/div/list/label/term", ["opolchenie"]),
        ("text/back/div/list/item/listBibl/bibl", ["Словарь", "Книга"]),
    ],
)
def test_everything_is_where_archives_look_for_it(path: str, texts: list[str]) -> None:
    assert found(read(RICH), path) == texts


def test_numbers_roles_and_languages_are_for_machines_too() -> None:
    root = read(RICH)
    numbers = {each.get("type"): each.text for each in root.iter("{*}idno")}
    note = next(root.iter("{*}note"))
    roles = [each.get("ref", "").rpartition("/")[2] for each in root.iter("{*}resp")]

    assert numbers["ISBN"] == "978-3-16-148410-0"
    assert numbers["DOI"] == "10.1000/182"
    assert roles == ["trl", "edt"]
    assert (note.get("type"), note.get("place"), note.get("n")) == ("translator", "foot", "1")
    assert root.get(f"{XML}lang") == "ru"
    assert {each.get(f"{XML}lang") for each in root.iter("{*}term")} == {"en"}
    assert [each.get(f"{XML}lang") for each in root.iter("{*}gloss")] == [None, None, "de"]
    assert "https://example.org/a%20b" in [each.get("target") for each in root.iter("{*}ref")]


def test_a_turn_goes_on_until_the_voice_changes() -> None:
    turns = (
        block(P, ("A", "Раз."), speaker="Ответ", voice=Voice.ANSWER),
        block(P, ("B", "Два."), voice=Voice.ANSWER),
        block(P, ("D", "Рассказ.")),
        block(P, ("C", "Три."), voice=Voice.ANSWER),
    )
    root = read(replace(RUSSIAN, blocks=turns))

    assert found(root, "text/body/sp/p") == ["Раз.", "Два."]
    assert found(root, "text/body/p") == ["Рассказ.", "Три."]


def test_a_preface_in_the_middle_is_a_text_within_the_text() -> None:
    blocks = (
        block(P, ("A", "Раз.")),
        block(P, ("B", "От редакции."), part=Part.PREFACE),
        block(BlockKind.RULE, part=Part.PREFACE),
    )
    root = read(replace(RUSSIAN, blocks=blocks))

    assert found(root, "text/body/floatingText/body/p") == ["От редакции."]


def test_words_in_another_language_say_so() -> None:
    root = read(replace(HEBREW, language="ka", draft=True))

    heads = [each.get(f"{XML}lang") for each in root.iterfind("{*}text/{*}back/{*}div/{*}head")]
    assert heads == ["en", "en"]
    assert [each.get(f"{XML}lang") for each in root.iter("{*}seg")] == ["en"]
    assert root.find("{*}teiHeader/{*}revisionDesc").get("status") == "draft"  # type: ignore[union-attr] # it is there


def test_inline_codes_are_elements() -> None:
    target = "\ue000а \ue002б\ue003\ue001 \ue004 \ue005в\ue006 \ue007г\ue008 \ue009"
    edition = replace(RUSSIAN, blocks=(block(P, ("x", target), codes=CODES),))
    (paragraph,) = read(edition).iterfind("{*}text/{*}body/{*}p")
    written = etree.tostring(paragraph, encoding="unicode", with_tail=False)

    assert written.replace(' xmlns="http://www.tei-c.org/ns/1.0"', "") == (
        '<p><hi rend="bold">а <ref target="https://example.org/">б</ref></hi>'
        ' <ref target="https://example.org/b">https://example.org/b</ref>'
        " <code>в</code> г &amp;</p>"
    )


def test_a_date_that_is_none_is_words() -> None:
    root = read(replace(RUSSIAN, date="весной"))
    (day,) = root.iter("{*}docDate")

    assert (day.text, day.get("when")) == ("весной", None)
