"""DOCX has real styles, lists, languages, properties and a package that holds."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from lxml import etree

from tests.translations.editions.archives import (
    DC,
    RELATION,
    TEXT,
    R,
    W,
    paragraphs,
    there,
    words,
    written,
)
from tests.translations.editions.at_random import editions
from tests.translations.editions.rich import COVER, RICH, RICH_HEBREW
from tests.translations.editions.samples import RUSSIAN, P, block
from translations.editions.base import Edition
from translations.model import Code, CodeKind

some_examples = settings(max_examples=25, deadline=None)
DOCX = pytest.mark.parametrize("output", ["docx", "bilingual-docx"])
BOTH = pytest.mark.parametrize("output", ["docx", "odt"])


@DOCX
@some_examples
@given(edition=editions())
def test_every_relation_leads_somewhere(output: str, edition: Edition) -> None:
    archive = written(output, replace(edition, cover=COVER))
    for name in ("document", "footnotes"):
        relations = archive.tree(f"word/_rels/{name}.xml.rels").findall(RELATION)
        known = {each.get("Id") for each in relations}
        root = archive.tree(f"word/{name}.xml")
        used = {value for each in root.iter() for key, value in each.items() if key.startswith(R)}
        assert used <= known
        for each in relations:
            target = each.get("Target", "")
            if each.get("TargetMode") == "External":
                assert re.fullmatch(r"(https?://|mailto:)[!-~]+", target)
            else:
                assert f"word/{target}" in archive.parts


@DOCX
@some_examples
@given(edition=editions())
def test_styles_and_lists_that_are_used_are_defined(output: str, edition: Edition) -> None:
    archive = written(output, edition)
    styles = archive.tree("word/styles.xml")
    defined = {each.get(f"{W}styleId") for each in styles.iter(f"{W}style")}
    based = {each.get(f"{W}val") for each in styles.iter(f"{W}basedOn", f"{W}next")}
    numbers = {each.get(f"{W}numId") for each in archive.tree("word/numbering.xml").iter(f"{W}num")}
    assert based <= defined
    for name in ("document", "footnotes", "header1", "header2", "footer1"):
        root = archive.tree(f"word/{name}.xml")
        used = {
            each.get(f"{W}val") for each in root.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
        }
        assert used <= defined
        assert {each.get(f"{W}val") for each in root.iter(f"{W}numId")} <= numbers


@DOCX
@some_examples
@given(edition=editions())
def test_every_part_has_a_content_type(output: str, edition: Edition) -> None:
    archive = written(output, replace(edition, cover=COVER))
    types = archive.tree("[Content_Types].xml")
    endings = {each.get("Extension") for each in types}
    named = {each.get("PartName") for each in types}
    for name in archive.names[1:]:
        assert f"/{name}" in named or name.rpartition(".")[2] in endings
    assert {name for name in named if name} <= {f"/{name}" for name in archive.names}


def test_word_knows_headings_quotations_and_lists_by_its_own_styles() -> None:
    archive = written("docx", RICH)
    styled: dict[str, list[str]] = {}
    for paragraph in paragraphs(archive, "docx"):
        [style] = paragraph.iter(f"{W}pStyle")
        styled.setdefault(style.get(f"{W}val", ""), []).append(words(paragraph))
    assert styled["Title"] == ["Слова и вещи"]
    assert styled["Subtitle"] == ["Разговор о словах, которыми называют места"]
    assert styled["Heading1"][0] == "Правила"
    assert styled["Heading2"][0] == "Заголовок глубже"
    assert styled["Quote"] == ["Строка\nвторая"]
    assert styled["Quote2"] == ["внутри"]
    assert styled["Question"] == ["Вопрос: Почему так?"]
    assert styled["ListNumber"] == ["раз", "два", "снова первое", "снова второе"]
    assert styled["ListBullet"][:2] == ["глубже", "точка"]
    assert styled["HTMLPreformatted"] == ["if a < b:\n    pass"]
    names = {
        each.get(f"{W}styleId"): there(each, f"{W}name").get(f"{W}val")
        for each in archive.tree("word/styles.xml").iter(f"{W}style")
    }
    assert (names["Heading1"], names["BodyText"]) == ("heading 1", "Body Text")


def test_each_numbered_list_counts_from_one_and_deeper_lists_stand_deeper() -> None:
    archive = written("docx", RICH)
    listed = [
        (
            words(paragraph),
            there(paragraph, f".//{W}numId").get(f"{W}val"),
            there(paragraph, f".//{W}ilvl").get(f"{W}val"),
        )
        for paragraph in paragraphs(archive, "docx")
        if paragraph.find(f".//{W}numPr") is not None
    ]
    assert listed[:9] == [
        ("раз", "2", "0"),
        ("глубже", "1", "1"),
        ("два", "2", "0"),
        ("точка", "1", "0"),
        ("ещё точка", "1", "1"),
        ("и ещё глубже", "1", "2"),
        ("последняя точка", "1", "0"),
        ("снова первое", "3", "0"),
        ("снова второе", "3", "0"),
    ]
    numbering = archive.tree("word/numbering.xml")
    starts = [each.get(f"{W}val") for each in numbering.iter(f"{W}startOverride")]
    assert starts == ["1", "1"]


def test_what_is_emphasized_in_bold_words_stays_bold() -> None:
    [paragraph] = [p for p in paragraphs(written("docx", RICH), "docx") if "Почему так" in words(p)]
    speaker, _, _, emphasis, _ = paragraph.iter(f"{W}r")
    assert there(speaker, f".//{W}rStyle").get(f"{W}val") == "Speaker"
    assert speaker.find(f".//{W}b") is not None
    assert there(emphasis, f".//{W}rStyle").get(f"{W}val") == "Emphasis"
    assert emphasis.find(f".//{W}i") is not None


def test_the_properties_of_a_document_are_those_of_the_edition() -> None:
    archive = written("docx", RICH)
    core = archive.tree("docProps/core.xml")
    terms = "{http://purl.org/dc/terms/}"
    assert core.findtext(f"{DC}title") == "Слова и вещи"
    assert core.findtext(f"{DC}subject") == "Разговор о словах, которыми называют места"
    assert core.findtext(f"{DC}language") == "ru"
    assert core.findtext(f"{DC}identifier") == "ISBN 978-0-306-40615-7"
    assert core.findtext(f"{terms}created") == "2025-03-01T00:00:00Z"
    assert core.findtext(f"{terms}modified") == "2025-03-01T00:00:00Z"
    undated = written("docx", replace(RICH, date="")).tree("docProps/core.xml")
    assert undated.findtext(f"{terms}created") is None


def test_words_in_another_language_say_which() -> None:
    archive = written("docx", RICH)
    default = archive.tree("word/styles.xml").find(f".//{W}rPrDefault//{W}lang")
    assert default is not None
    assert default.get(f"{W}val") == "ru-RU"
    spoken = {
        words(run): there(run, f".//{W}lang").get(f"{W}val")
        for run in archive.tree("word/document.xml").iter(f"{W}r")
        if run.find(f".//{W}lang") is not None
    }
    assert spoken["Not yet."] == "en-US"
    assert spoken["Volkswehr, Miliz"] == "de-DE"
    assert "Читайте " not in spoken


def test_right_to_left_runs_in_paragraphs_in_runs_in_tables_and_on_pages() -> None:
    archive = written("docx", RICH_HEBREW)
    root = archive.tree("word/document.xml")
    hebrew = [p for p in paragraphs(archive, "docx") if re.search("[א-ת]", words(p))]
    assert hebrew
    for paragraph in hebrew:
        assert paragraph.find(f"{W}pPr/{W}bidi") is not None
        for run in paragraph.iter(f"{W}r"):
            if re.search("[א-ת]", words(run)):
                assert run.find(f"{W}rPr/{W}rtl") is not None
    [untranslated] = [run for run in root.iter(f"{W}r") if words(run) == "Not yet."]
    assert untranslated.find(f"{W}rPr/{W}rtl") is None
    assert root.find(f".//{W}tbl/{W}tblPr/{W}bidiVisual") is not None
    assert root.find(f".//{W}sectPr/{W}bidi") is not None
    signature = paragraphs(archive, "docx")[-1]
    assert there(signature, f"{W}pPr/{W}bidi").get(f"{W}val") == "0"
    default = archive.tree("word/styles.xml").find(f".//{W}rPrDefault//{W}lang")
    assert default is not None
    assert default.get(f"{W}bidi") == "he-IL"


def test_every_page_of_a_table_repeats_its_head() -> None:
    for output in ("docx", "bilingual-docx"):
        for table in written(output, RICH).tree("word/document.xml").iter(f"{W}tbl"):
            first, *others = table.iter(f"{W}tr")
            assert first.find(f"{W}trPr/{W}tblHeader") is not None
            assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in others)


def test_a_cover_fills_a_page_of_its_own_and_says_what_it_shows() -> None:
    archive = written("docx", RICH)
    assert archive.parts["word/media/cover.png"] == COVER.content
    cover, title = paragraphs(archive, "docx")[:2]
    assert cover.find(f"{W}pPr/{W}sectPr") is not None
    assert b'descr="\xd0\x9e\xd0\xb4\xd0\xbd\xd0\xbe' in etree.tostring(cover, encoding="utf-8")
    assert words(title) == "Слова и вещи"
    assert not any("media" in name for name in written("docx", RUSSIAN).names)


def test_a_draft_says_so_on_its_first_page_and_above_every_other() -> None:
    archive = written("docx", replace(RICH, draft=True))
    assert "Черновик" in words(paragraphs(archive, "docx")[1])
    assert words(archive.tree("word/header1.xml")) == "Черновик, не для публикации · Слова и вещи"
    assert words(archive.tree("word/header2.xml")) == ""


def test_a_title_that_is_too_long_for_the_running_head_is_shortened() -> None:
    long = replace(RUSSIAN, blocks=(block(P, ("a", "б")),), title="слово " * 60)
    head = words(written("docx", long).tree("word/header1.xml"))
    assert head.endswith("слово…")
    assert len(head) <= 80


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("https://example.org/a?b=1&c=2", "https://example.org/a?b=1&c=2"),
        ("https://пример.example/путь", "https://xn--e1afmkfd.example/%D0%BF%D1%83%D1%82%D1%8C"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("javascript:alert(1)", ""),
        ("http://[", ""),
        ("/here", ""),
    ],
)
@BOTH
def test_only_safe_addresses_are_linked(output: str, href: str, target: str) -> None:
    link = (
        Code(id="1", kind=CodeKind.START, original="[", display="link", href=href),
        Code(id="1", kind=CodeKind.END, original="]", display="link"),
    )
    edition = replace(
        RUSSIAN,
        blocks=(block(P, ("\ue000a\ue001", "\ue000тут\ue001"), codes=link),),
        source_link="",
    )
    archive = written(output, edition)
    [paragraph] = [p for p in paragraphs(archive, output) if words(p) == "тут"]
    if output == "odt":
        found = [
            each.get("{http://www.w3.org/1999/xlink}href") for each in paragraph.iter(f"{TEXT}a")
        ]
    else:
        relations = {
            each.get("Id"): each.get("Target")
            for each in archive.tree("word/_rels/document.xml.rels")
        }
        found = [relations[each.get(f"{R}id")] for each in paragraph.iter(f"{W}hyperlink")]
    assert found == ([target] if target else [])
