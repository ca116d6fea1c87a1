"""The bilingual page: each block in both languages, each side in its own."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from tests.translations.editions.at_random import editions
from tests.translations.editions.pages import Element, read
from tests.translations.editions.samples import H, P, Q, block
from tests.translations.editions.whole import ARABIC, UKRAINIAN
from translations.editions import OUTPUTS
from translations.editions.base import Edition, Layout
from translations.editions.inline import SAFE_SCHEMES
from translations.model import BlockKind

_FERRY = (
    "The ferry crosses twice a day. Some call the other shore the Bank, others the Side. "
    "Whoever lives there calls it home."
)
_POROM = (
    "Пором перетинає річку двічі на день. Дехто зве другий берег Берегом1, "
    "дехто — Стороною2. Хто там живе, називає його домівкою."
)


def page(edition: Edition) -> Element:
    return read(OUTPUTS["bilingual"].write(edition).decode()).one("html")


def pairs(edition: Edition) -> list[tuple[Element, Element]]:
    rows = (
        one
        for one in page(edition).all("div")
        if one.attributes.get("class", "").split()[:1] == ["pair"]
    )
    return [(row.one("div", class_="source"), row.one("div", class_="target")) for row in rows]


def told(edition: Edition) -> list[tuple[str, str]]:
    """Both sides of each pair below the head."""
    return [(source.text, target.text) for source, target in pairs(edition)][2:]


def test_every_block_stands_beside_its_source() -> None:
    assert told(UKRAINIAN) == [
        ("First printed in a reader.", "Уперше надруковано в читанці."),
        ("The ferry", "Пором"),
        (_FERRY, _POROM),
        ("Why so?", "Запитання: Чому саме так?"),
        ("Read this.", "Відповідь: Прочитайте про це: 5 < 7 & «так»."),
        ("Names of the shore", "Назви берега"),
        ("Bankthe old maps", "Берегна старих мапах"),
        ("Side", "Сторона"),
        ("The riverknows no side.", "Річкане знає сторін."),
        ("Afterwards", "Опісля"),
        ("The bridge came later.", "Міст з’явився згодом."),
    ]


@pytest.mark.parametrize(
    ("edition", "language", "way"), [(UKRAINIAN, "uk", "ltr"), (ARABIC, "ar", "rtl")]
)
def test_each_side_is_in_its_language_and_direction(
    edition: Edition, language: str, way: str
) -> None:
    assert page(edition).attributes == {"lang": language, "dir": way}
    for source, target in pairs(edition):
        assert (source.attributes["lang"], source.attributes["dir"]) == ("en", "ltr")
        assert "lang" not in target.attributes


def test_the_head_names_both_titles_and_both_languages() -> None:
    (source, target), (one, other) = pairs(UKRAINIAN)[:2]

    assert source.one("p", class_="title").text == "Two Banks of One River"
    assert target.one("h1").text == "Два береги однієї річки"
    assert (one.text, other.text) == ("English", "українська")


def test_sentences_are_numbered_alike_on_both_sides() -> None:
    source, target = pairs(UKRAINIAN)[4]

    for side in (source, target):
        spans = [e for e in side.all("span") if "sentence" in e.attributes.get("class", "")]
        assert [e.attributes["class"] for e in spans] == [f"sentence n{n}" for n in (1, 2, 3)]


def test_only_the_editions_headings_are_headings() -> None:
    headings = [e.text for e in page(UKRAINIAN).one("article").all() if e.tag in ("h2", "h3")]

    assert headings == ["Зміст", "Пором", "Назви берега", "Опісля"]


def test_a_numbered_list_counts_on_and_quotations_nest() -> None:
    source, target = pairs(UKRAINIAN)[9]
    assert [side.one("ol").attributes for side in (source, target)] == [{"start": "2"}] * 2

    quoted = (block(Q, ("one", "раз")), block(Q, ("two", "два"), level=1))
    rows = pairs(replace(UKRAINIAN, blocks=quoted))[2:]
    assert [len(target.all("blockquote")) for _, target in rows] == [1, 2]


def test_verbatim_text_and_rules() -> None:
    blocks = (block(BlockKind.CODE, ("a < b", "a < b")), block(BlockKind.RULE))
    written = page(replace(UKRAINIAN, blocks=blocks))

    assert [e.text for e in written.all("pre")] == ["a < b", "a < b"]
    assert len(written.all("hr")) == 1


def test_the_layout_is_the_editions() -> None:
    for layout in Layout:
        [main] = page(replace(UKRAINIAN, layout=layout)).all("main")
        assert main.attributes["class"] == f"page bilingual {layout}"


def test_a_source_without_a_title_block_is_named_all_the_same() -> None:
    bare = replace(UKRAINIAN, blocks=(block(H, ("a", "а"), level=2), block(P, ("b", ""))))

    assert pairs(bare)[0][0].text == "Two Banks of One River"
    assert told(bare)[1] == ("b", "b [не перекладено]")


@settings(max_examples=25, deadline=None)
@given(editions())
def test_any_edition_gives_a_page_that_is_well_formed_and_can_do_nothing(edition: Edition) -> None:
    written = page(edition)
    ids = [e.attributes["id"] for e in written.all() if "id" in e.attributes]
    leads = [e.attributes["href"] for e in written.all("a")]

    assert len(ids) == len(set(ids))
    assert len(written.all("h1")) == 1
    assert {href[1:] for href in leads if href.startswith("#")} <= set(ids)
    away = [href for href in leads if not href.startswith("#")]
    assert all(href.split(":")[0].lower() in SAFE_SCHEMES for href in away)
    assert not any(link.all("a") for link in written.all("a"))
    assert len([e for e in written.all("section") if e.attributes["class"] == "made"]) == 1
