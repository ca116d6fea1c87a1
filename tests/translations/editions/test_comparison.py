"""The comparison: a column for each language, a row for each paragraph, no sign unexplained."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.model import Voice
from tests.translations.editions.at_random import editions
from tests.translations.editions.pages import Element, read
from tests.translations.editions.samples import LINK, P, block
from tests.translations.editions.whole import ARABIC, GERMAN, UKRAINIAN
from translations.editions.base import Edition, EditionSegment
from translations.editions.comparison import Contested, write
from translations.editions.contested import concept_of, marked_block
from translations.editions.inline import Spanning, plain, tree
from translations.editions.manifest import signature
from translations.model import FRONT_MATTER

_SAID = "Дехто зве другий берег Берегом, дехто — Стороною."
_ASKED = "Some call the other shore the Bank, others the Side."


def at(text: str, words: str, concept: str) -> Contested:
    start = text.index(words)
    return Contested("s2", start, start + len(words), concept)


MARKED = {
    "en": [at(_ASKED, "the Bank", "bank"), at(_ASKED, "the Side", "side")],
    "uk": [at(_SAID, "Берегом", "bank"), at(_SAID, "Стороною", "side")],
    "de": [Contested("s2", 0, 7, "bank")],
}


def page(*some: Edition, marked: dict[str, list[Contested]] | None = None) -> Element:
    return read(write(some, MARKED if marked is None else marked).decode()).one("html")


def table(written: Element, name: str) -> list[list[Element]]:
    rows = written.one("table", class_=name).all("tr")
    return [[cell for cell in row.all() if cell.tag in ("td", "th")] for row in rows]


def test_each_language_has_a_column_after_the_source() -> None:
    head, *rows = table(page(UKRAINIAN, GERMAN, ARABIC), "text")

    assert [cell.attributes.get("lang", "") for cell in head] == ["", "en", "uk", "de", "ar"]
    assert [cell.attributes.get("dir", "") for cell in head] == ["", "ltr", "ltr", "ltr", "rtl"]
    assert all(len(row) == 5 for row in rows)
    assert all(
        (one.attributes["lang"], one.attributes["dir"])
        == (own.attributes["lang"], own.attributes["dir"])
        for row in rows
        for one, own in zip(row[1:], head[1:], strict=True)
    )
    assert [head[2].one("cite").text, head[3].one("cite").text] == [UKRAINIAN.title, GERMAN.title]


def test_each_paragraph_has_a_row_with_its_number() -> None:
    rows = table(page(UKRAINIAN, GERMAN), "text")[1:]

    assert [row[0].text for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
    assert [rows[0][1].text, rows[0][2].text, rows[0][3].text] == [
        *("Two Banks of One River", "Два береги однієї річки", "Zwei Ufer eines Flusses"),
    ]
    text = [b for b in UKRAINIAN.blocks if b.part not in FRONT_MATTER and b.segments]
    assert len(rows) == len(text)


def test_who_speaks_is_named_in_the_languages_of_the_editions() -> None:
    [asked] = [row for row in table(page(UKRAINIAN), "text") if "Чому" in row[-1].text]

    assert [cell.text for cell in asked[1:]] == ["Why so?", "Запитання: Чому саме так?"]
    assert asked[1].one("p").attributes["class"] == str(Voice.QUESTION)


def test_contested_renderings_have_a_sign_that_leads_to_their_concept() -> None:
    written = page(UKRAINIAN, GERMAN)
    [row] = [row for row in table(written, "text") if "Пором перетинає" in row[2].text]
    told = row[2].one("span", title="Contested rendering: bank")
    signs = [sup.one("a") for sup in row[2].all("sup")]

    assert told.text == "Берегом"
    assert [(sign.text, sign.attributes["href"]) for sign in signs] == [
        *(("1", "#concept-1"), ("2", "#concept-2")),
    ]
    assert "Дехто зве другий берег Берегом1, дехто — Стороною2." in row[2].text
    assert {link.attributes["href"][1:] for link in written.all("a") if link.text.isdigit()} <= {
        one.attributes.get("id") for one in written.all()
    }


def test_the_concepts_are_listed_with_what_each_language_says() -> None:
    rows = [[cell.text for cell in row] for row in table(page(UKRAINIAN, GERMAN), "concepts")]

    assert rows == [
        ["", "English", "українська", "Deutsch"],
        ["1. bank", "the Bank", "Берегом", "Zweimal"],
        ["2. side", "the Side", "Стороною", ""],
    ]
    assert len(page(UKRAINIAN, marked={}).all("table")) == 1


def test_a_contested_word_within_a_link_has_a_sign_without_a_link_of_its_own() -> None:
    linked = block(P, ("\ue000it\ue001", "\ue000це\ue001"), codes=LINK)
    spot = Contested(linked.segments[0].id, 1, 3, "it")
    written = page(replace(UKRAINIAN, blocks=(linked,)), marked={"uk": [spot]})

    [link] = written.one("table", class_="text").all("td")[-1].all("a")
    assert link.text == "це1"


def test_a_paragraph_that_one_edition_lacks_is_an_empty_cell() -> None:
    shorter = replace(GERMAN, blocks=GERMAN.blocks[:8])
    for order in ((UKRAINIAN, shorter), (shorter, UKRAINIAN)):
        rows = table(page(*order), "text")[1:]
        assert len(rows) == len(table(page(UKRAINIAN), "text")) - 1
        column = 2 + order.index(shorter)
        assert [bool(row[column].text) for row in rows] == [n < 4 for n in range(len(rows))]


def test_each_edition_signs_the_page_and_a_draft_says_so() -> None:
    draft = replace(GERMAN, draft=True)
    written = page(UKRAINIAN, draft)

    assert [dd.text for dd in written.all("dd")] == [signature(UKRAINIAN), signature(draft)]
    assert table(written, "text")[0][3].one("strong").text == "Entwurf, nicht zur Veröffentlichung"
    assert written.one("meta", name="robots").attributes["content"] == "noindex"
    assert not [m for m in page(GERMAN).all("meta") if m.attributes.get("name") == "robots"]


def test_without_an_edition_there_is_nothing_to_compare() -> None:
    with pytest.raises(ValueError, match="no edition"):
        write([], {})


@settings(max_examples=15, deadline=None)
@given(st.lists(editions(), min_size=1, max_size=2), st.data())
def test_any_editions_give_a_page_that_is_well_formed_and_the_same_again(
    some: list[Edition], data: st.DataObject
) -> None:
    spots = st.builds(
        Contested,
        segment=st.sampled_from(["s0", "s1", "s10", "s20"]),
        start=st.integers(-1, 9),
        end=st.integers(0, 12),
        concept=st.sampled_from(["a", "b<", "c\nd"]),
    )
    marked = {each.language: data.draw(st.lists(spots, max_size=4)) for each in some}
    written = page(*some, marked=marked)
    ids = [one.attributes["id"] for one in written.all() if "id" in one.attributes]

    assert write(some, marked) == write(some, marked)
    assert len(ids) == len(set(ids))
    assert len(written.all("h1")) == 1
    assert not any(link.all("a") for link in written.all("a"))
    assert {len(row) for row in table(written, "text")} == {len(some) + 2}


@settings(max_examples=25, deadline=None)
@given(editions(), st.data())
def test_marks_change_no_words(edition: Edition, data: st.DataObject) -> None:
    def spot(segment: EditionSegment) -> Contested:
        start, end = sorted((data.draw(offsets(segment)), data.draw(offsets(segment))))
        return Contested(segment.id, start, end, "c")

    for one in edition.blocks:
        spots = {segment.id: [spot(segment)] for segment in one.segments}
        assert plain(tree(marked_block(one, spots))) == plain(tree(one))


def offsets(segment: EditionSegment) -> st.SearchStrategy[int]:
    return st.integers(0, len(segment.target))


def test_overlapping_renderings_are_both_marked() -> None:
    some = block(P, ("x", "abcd"))
    id_ = some.segments[0].id
    spots = {id_: [Contested(id_, 0, 3, "first"), Contested(id_, 1, 4, "second")]}

    def concepts(node: object) -> list[tuple[str | None, str]]:
        if not isinstance(node, Spanning):
            return []
        inner = [found for child in node.children for found in concepts(child)]
        return [(concept_of(node.code), plain(node.children)), *inner]

    found = [each for node in tree(marked_block(some, spots)) for each in concepts(node)]
    assert {(concept, words) for concept, words in found} == {
        *(("first", "abc"), ("second", "bc"), ("second", "d")),
    }
