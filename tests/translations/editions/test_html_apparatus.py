"""What stands around the text of a page: cover, contents, notes, words, versions, imprint."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings

from tests.translations.editions.at_random import editions
from tests.translations.editions.pages import Element, read
from tests.translations.editions.samples import H, P, block
from tests.translations.editions.whole import ARABIC, UKRAINIAN
from translations.editions import OUTPUTS
from translations.editions.base import Edition, Imprint
from translations.model import Part

PAGES = pytest.mark.parametrize("output", ["html", "bilingual"])


def page(edition: Edition, output: str = "html") -> Element:
    return read(OUTPUTS[output].write(edition).decode()).one("html")


def section(edition: Edition, name: str) -> Element:
    return page(edition).one("section", class_=name)


def rows(edition: Edition, name: str) -> dict[str, Element]:
    table = section(edition, name).one("dl")
    return {
        label.text: value for label, value in zip(table.all("dt"), table.all("dd"), strict=True)
    }


@PAGES
@settings(max_examples=25, deadline=None)
@given(edition=editions())
def test_no_heading_of_a_page_skips_a_level(output: str, edition: Edition) -> None:
    tags = [e.tag for e in page(edition, output).all()]
    levels = [int(tag[1]) for tag in tags if tag in ("h1", "h2", "h3", "h4", "h5", "h6")]

    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


@PAGES
def test_the_cover_is_in_the_page_with_what_it_shows(output: str) -> None:
    cover = page(UKRAINIAN, output).one("img").attributes

    assert cover["src"].startswith("data:image/png;base64,iVBORw0KGgo")
    assert cover["alt"] == "Пором на світанку."
    assert (cover["width"], cover["height"]) == ("240", "320")
    assert "lang" not in cover


def test_a_cover_in_no_words_is_called_a_cover_and_one_in_the_source_says_so() -> None:
    silent = tuple(b for b in UKRAINIAN.blocks if b.part is not Part.COVER)
    told = page(replace(UKRAINIAN, blocks=silent)).one("img").attributes["alt"]
    assert told == "Обкладинка: Два береги однієї річки"

    foreign = (*silent, block(P, ("A ferry.", ""), part=Part.COVER))
    attributes = page(replace(UKRAINIAN, blocks=foreign)).one("img").attributes
    assert (attributes["alt"], attributes["lang"], attributes["dir"]) == ("A ferry.", "en", "ltr")


def test_three_headings_are_listed_and_two_are_not() -> None:
    contents = page(UKRAINIAN).one("nav")

    assert [link.text for link in contents.all("a")] == ["Пором", "Назви берега", "Опісля"]
    assert [link.text for link in contents.all("ol")[1].all("a")] == ["Назви берега"]
    for link in contents.all("a"):
        target = link.attributes["href"].removeprefix("#")
        [heading] = [e for e in page(UKRAINIAN).all() if e.attributes.get("id") == target]
        assert heading.text == link.text

    two = (block(H, ("a", "а"), level=2), block(H, ("b", "б"), level=2))
    assert not page(replace(UKRAINIAN, blocks=two)).all("nav")


@PAGES
def test_each_note_is_called_once_and_leads_back(output: str) -> None:
    written = page(UKRAINIAN, output)
    calls = [e for e in written.all("a") if e.attributes.get("role") == "doc-noteref"]
    notes = written.one("section", class_="footnotes").all("li")

    assert [call.attributes["href"] for call in calls] == ["#note-1", "#note-2"]
    assert [call.attributes["aria-label"] for call in calls] == ["Примітка 1", "Примітка 2"]
    assert [note.attributes["id"] for note in notes] == ["note-1", "note-2"]
    assert [note.one("a").attributes["href"] for note in notes] == ["#call-1", "#call-2"]
    assert (
        notes[1].text
        == "Так кажуть на півночі. —\N{NO-BREAK SPACE}Прим.\N{NO-BREAK SPACE}перекл. ↩"
    )
    assert page(ARABIC, output).one("section", class_="footnotes").all("a")[0].text == "↪"


def test_a_disputed_word_has_its_reason_other_editions_and_sources() -> None:
    [entry] = section(UKRAINIAN, "notes").all("li")

    assert [p.text for p in entry.all("p")] == [
        "Берег, другий берег (the Bank)",
        "Слово того, хто говорить.",
        "В інших виданнях: німецька: das Ufer; російська: Берег; іврит: הגדה",
        "Джерела: Словник річкових назв, с. 12; Розмови на поромі",
    ]
    said = {e.attributes["lang"]: e for e in entry.all("span") if "lang" in e.attributes}
    assert (said["he"].text, said["he"].attributes["dir"]) == ("הגדה", "rtl")
    assert entry.one("a").attributes == {"href": "https://example.org/names"}


def test_the_note_on_the_translation_stands_under_a_heading_of_its_own() -> None:
    assert section(UKRAINIAN, "translation").one("h2").text == "Про переклад"
    assert section(UKRAINIAN, "translation").one("p").text.startswith("Ми зберегли обидві назви")


def test_a_waiver_has_its_reason_and_only_a_name_that_may_be_named() -> None:
    [waived] = section(UKRAINIAN, "waivers").all("li")
    assert [p.text for p in waived.all("p")] == [
        "Числа: двічі на день",
        "В оригіналі число написано словом. (Гурток читачів)",
    ]
    nameless = replace(UKRAINIAN.waivers[0], person="", words="")
    [waived] = section(replace(UKRAINIAN, waivers=(nameless,)), "waivers").all("li")
    assert [p.text for p in waived.all("p")] == ["Числа", "В оригіналі число написано словом."]


def test_what_a_version_changed_is_told_in_words_and_in_elements() -> None:
    told = section(UKRAINIAN, "versions")

    assert [h.text for h in told.all("h3")] == [
        "Версія 2, 1 березня 2025\N{NO-BREAK SPACE}р.",
        "Версія 1, 15 січня 2025\N{NO-BREAK SPACE}р.",
    ]
    assert [t.attributes["datetime"] for t in told.all("time")] == ["2025-03-01", "2025-01-15"]
    assert [[p.text for p in change.all("p")] for change in told.all("li")] == [
        ["Було: другий бік", "Стало: другий берег"],
        ["Стало: Міст з’явився згодом."],
        ["Було: Зайве речення."],
    ]
    assert [e.text for e in told.all("del")] == ["другий бік", "Зайве речення."]
    assert [e.text for e in told.all("ins")] == ["другий берег", "Міст з’явився згодом."]


def test_the_imprint_names_publisher_numbers_licence_and_rights() -> None:
    told = rows(UKRAINIAN, "credits")

    assert {label: value.text for label, value in told.items()} == {
        "Текст": "Читацький гурток «Річка»",
        "Переклад": "Бюро перекладів «Пором»",
        "Перевірка перекладу": "Гурток читачів",
        "Оригінал": "Two Banks of One River",
        "Видавець": "Видавництво «Берег», Київ",
        "ISBN": "978-3-16-148410-0",
        "DOI": "10.1000/182",
        "Ліцензія": "CC BY 4.0",
        "Права": "Права на оригінал належать читацькому гуртку.",
    }
    assert told["DOI"].one("a").attributes["href"] == "https://doi.org/10.1000/182"
    assert told["Ліцензія"].one("a").attributes["rel"] == "license"


def test_a_licence_needs_no_link_and_a_link_no_name() -> None:
    named = replace(UKRAINIAN, imprint=Imprint(licence="За згодою", place="Київ"))
    assert rows(named, "credits")["Ліцензія"].text == "За згодою"
    assert rows(named, "credits")["Видавець"].text == "Київ"
    linked = replace(UKRAINIAN, imprint=Imprint(licence_link="https://example.org/l"))
    assert rows(linked, "credits")["Ліцензія"].one("a").text == "https://example.org/l"


def test_the_manifest_is_told_to_readers() -> None:
    told = {label: value.text for label, value in rows(UKRAINIAN, "made").items()}

    assert told["Перевірки"] == "numbers 3, terminology 5"
    assert told["Винятки"] == "1"
    assert told["Стиль видання"] == "speaker"
    bare = replace(UKRAINIAN, manifest=replace(UKRAINIAN.manifest, checks=(), waivers=0))
    assert not {"Перевірки", "Винятки"} & set(rows(bare, "made"))


def test_the_abstract_is_labelled() -> None:
    abstract = page(UKRAINIAN).one("div", class_="abstract")

    assert [p.text for p in abstract.all("p")] == [
        "Анотація",
        "Як назва стає на чийсь бік і чому це чують не всі.",
    ]
    assert page(UKRAINIAN).one("p", class_="subtitle").text == "Розмова про назви"
