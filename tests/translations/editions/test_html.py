"""The HTML page: complete, well formed, safe, in the reader's language and direction."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from tests.translations.editions.at_random import editions
from tests.translations.editions.pages import Element, read
from tests.translations.editions.samples import HEBREW, RUSSIAN, P, block
from translations.editions import OUTPUTS, html
from translations.editions.base import Edition
from translations.editions.html_inline import Ways
from translations.editions.inline import SAFE_SCHEMES
from translations.editions.manifest import facts, signature
from translations.model import BlockKind, Code, CodeKind


def page(edition: Edition) -> Element:
    return read(OUTPUTS["html"].write(edition).decode()).one("html")


def article(edition: Edition) -> Element:
    return page(edition).one("article")


def classes(element: Element, name: str) -> list[Element]:
    return [e for e in element.all() if e.attributes.get("class") == name]


S, E = CodeKind.START, CodeKind.END

#: A language without words of its own among ours.
YIDDISH = replace(HEBREW, language="yi")

ALLOWED = {
    "a", "article", "aside", "bdi", "blockquote", "body", "br", "cite", "code", "dd", "del",
    "div", "dl", "dt", "em", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "head",
    "header", "hr", "html", "img", "ins", "li", "link", "main", "meta", "nav", "ol", "p", "pre",
    "q", "s", "script", "section", "span", "strong", "style", "sup", "time", "title", "ul",
}  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(editions())
def test_every_page_is_well_formed_and_can_do_nothing(edition: Edition) -> None:
    written = page(edition)

    assert {e.tag for e in written.all()} <= ALLOWED
    ids = [e.attributes["id"] for e in written.all() if "id" in e.attributes]
    leads = [e.attributes["href"] for e in written.all("a")]
    away = [href for href in leads if not href.startswith("#")]
    assert {href[1:] for href in leads if href.startswith("#")} <= set(ids)
    assert all(href.split(":")[0].lower() in SAFE_SCHEMES for href in away)
    assert not any(name.startswith("on") for e in written.all() for name in e.attributes)
    # Blocks of facts, which no browser runs.
    assert [e.attributes["type"] for e in written.all("script")] == [
        "application/ld+json",
        "application/json",
    ]
    assert not any(link.all("a") for link in written.all("a"))
    assert len(ids) == len(set(ids))
    assert len(written.all("h1")) == 1


@settings(max_examples=30, deadline=None)
@given(editions())
def test_the_manifest_is_in_the_page_for_people_and_machines(edition: Edition) -> None:
    written = page(edition)

    assert json.loads(written.one("script", id="manifest").text) == facts(edition)
    assert written.one("meta", name="workbench:signature").attributes["content"] == signature(
        edition
    )
    assert written.one("p", class_="signature").text == signature(edition)


@pytest.mark.parametrize(
    ("edition", "language", "way"), [(RUSSIAN, "ru", "ltr"), (HEBREW, "he", "rtl")]
)
def test_a_page_states_its_language_and_direction(
    edition: Edition, language: str, way: str
) -> None:
    assert page(edition).attributes == {"lang": language, "dir": way}


def test_the_head_of_a_page() -> None:
    written = page(RUSSIAN)

    assert written.one("title").text == "Слова и вещи"
    assert written.one("meta", name="author").attributes["content"] == "Авторы программы"
    assert "width" in written.one("meta", name="viewport").attributes["content"]
    header = article(RUSSIAN).one("header")
    assert [(e.tag, e.attributes.get("class", ""), e.text) for e in header.all()] == [
        ("h1", "", "Слова и вещи"),
        ("p", "byline", "Авторы программы"),
        ("p", "dateline", "1 марта 2025\N{NO-BREAK SPACE}г."),
        ("time", "", "1 марта 2025\N{NO-BREAK SPACE}г."),
        ("p", "standfirst", "Почему слово значит больше, чем вещь?"),
    ]


def test_a_date_that_is_none_for_machines_is_none_in_the_page() -> None:
    header = article(replace(RUSSIAN, date="весна 2025 года")).one("header")

    assert header.one("p", class_="dateline").text == "весна 2025 года"
    assert not header.all("time")


def test_a_page_without_a_title_block_has_the_editions_title() -> None:
    bare = replace(RUSSIAN, blocks=(), byline="", date="")

    assert article(bare).one("h1").text == "Слова и вещи"
    assert page(bare).one("title").text == "Слова и вещи"
    assert not [m for m in page(bare).all("meta") if m.attributes.get("name") == "author"]


def test_voices_speakers_and_the_preface_are_told_apart() -> None:
    written = article(RUSSIAN)

    assert classes(written, "preface")[0].text == "ПредисловиеНаше примечание."
    [question] = classes(written, "question")
    assert question.text == "Вопрос: Почему так?"
    assert question.one("span", class_="speaker").text == "Вопрос:"
    assert question.one("em").text == "так"
    assert classes(written, "answer")[0].text.startswith("Ответ: Читайте это: 5 < 7 & «так».")


def test_blocks_are_the_elements_that_they_mean() -> None:
    written = article(RUSSIAN)

    assert [(e.tag, e.text) for e in written.all() if e.tag in ("h2", "h3")] == [("h2", "Правила")]
    numbered = written.one("ol")
    assert [e.tag for e in numbered.all()] == ["li", "ul", "li", "li"]
    outer, inner = written.all("blockquote")
    assert inner in outer.children
    assert outer.all("p")[0].children[1] == Element("br", {})
    assert written.one("pre").one("code").text == "if a < b:\n    pass"
    assert written.all("hr")
    assert written.all("p")[-1].one("code").text == "a<b"
    assert written.one("a").attributes == {"href": "https://example.org/a?b=1&c=2"}


def test_what_is_not_translated_is_the_source_and_says_so() -> None:
    for edition, mark in ((RUSSIAN, "[не переведено]"), (YIDDISH, "[not translated]")):
        [kept] = classes(article(edition), "untranslated")
        [told] = classes(article(edition), "untranslated-mark")

        assert (kept.text, kept.attributes["lang"], kept.attributes["dir"]) == (
            "Not yet.",
            "en",
            "ltr",
        )
        assert told.text == mark


def test_a_draft_has_a_banner_in_both_languages_and_asks_not_to_be_found() -> None:
    draft = page(replace(RUSSIAN, draft=True))

    assert draft.one("aside").text == "Черновик, не для публикации · Draft, not for publication"
    assert draft.one("meta", name="robots").attributes["content"] == "noindex"
    assert page(replace(RUSSIAN, draft=True, language="en")).one("aside").text == (
        "Draft, not for publication"
    )
    assert not page(RUSSIAN).all("aside")


def test_words_of_the_program_in_another_language_say_which() -> None:
    headings = page(YIDDISH).one("footer").all("h2")

    assert [h.one("span").attributes for h in headings] == [{"lang": "en", "dir": "ltr"}] * 2
    assert not any(h.all() for h in page(RUSSIAN).one("footer").all("h2"))
    regional = replace(RUSSIAN, language="ru-KZ")
    assert not any(h.all() for h in page(regional).one("footer").all("h2"))


def test_the_end_of_a_page_has_credits_notes_and_how_it_was_made() -> None:
    end = page(RUSSIAN).one("footer")

    assert [h.text for h in end.all("h2")] == [
        "О спорных словах",
        "Об издании",
        "Как подготовлено это издание",
    ]
    told = [(dt.text, dd.text) for dt, dd in zip(end.all("dt"), end.all("dd"), strict=True)]
    assert ("Перевод", "Отдел <переводов>") in told
    assert ("Оригинал", "Words & Things") in told
    assert ("Сегменты по состояниям", (
        "не закончено 1, переведено 0, проверено 14, окончательно 0"
    )) in told  # fmt: skip
    assert ("Опубликовано вопреки", "Одно слово оспорено.") in told
    assert end.one("cite").attributes == {"lang": "en", "dir": "ltr"}


def test_each_note_stands_with_its_own_words_and_no_others() -> None:
    notes = [[p.text for p in note.all("p")] for note in page(RUSSIAN).one("footer").all("li")]
    assert ["ополчение, народное ополчение (opolchenie)", "Слово говорящего."] in notes
    silent = replace(RUSSIAN.glossary[0], concept="silent", reason="")
    edition = replace(RUSSIAN, glossary=(silent, *RUSSIAN.glossary))
    assert len(page(edition).one("footer").all("li")[0].all("p")) == 1


def test_an_unsafe_link_to_the_original_is_only_its_title() -> None:
    assert not page(replace(RUSSIAN, source_link="javascript:alert(1)")).one("footer").all("a")


def test_an_element_is_not_nested_in_its_like() -> None:
    bold = tuple(
        Code(id=id_, kind=kind, original="**", display="b")
        for id_, kind in (("1", S), ("2", S), ("2", E), ("1", E))
    )
    nested = block(P, ("x", "\ue000a\ue001b\ue002\ue003"), codes=bold)

    assert article(replace(RUSSIAN, blocks=(nested,))).one("strong").children == ["ab"]


def test_a_picture_in_a_link_is_no_second_link() -> None:
    href = "https://example.org"
    codes = tuple(
        Code(id=id_, kind=kind, original="", display=display, href=href)
        for id_, kind, display in (("1", S, "link"), ("2", S, "image"), ("2", E, ""), ("1", E, ""))
    )
    nested = block(P, ("x", "\ue000a\ue001b\ue002\ue003"), codes=codes)

    assert article(replace(RUSSIAN, blocks=(nested,))).one("a").children == ["ab"]


def test_control_characters_do_not_break_the_page() -> None:
    odd = OUTPUTS["html"].write(replace(RUSSIAN, byline="a\x00\x0b\x85b")).decode()

    assert '<p class="byline">a\ufffd\ufffd\ufffdb</p>' in odd


def test_what_stands_in_verbatim_words_is_not_marked_up() -> None:
    codes = tuple(
        Code(id=id_, kind=kind, original="", display=display)
        for id_, kind, display in (("1", S, "code"), ("2", S, "b"), ("2", E, ""), ("1", E, ""))
    )
    verbatim = block(P, ("x", "\ue000a\ue001<b>\ue002\ue003"), codes=codes)

    assert article(replace(RUSSIAN, blocks=(verbatim,))).one("code").children == ["a<b>"]


def test_a_page_for_those_who_made_it_leads_from_each_paragraph_to_its_work() -> None:
    shown = [b for b in RUSSIAN.blocks if b.segments and b.kind is not BlockKind.CODE]
    segments = [b.segments[0].id for b in shown]
    ways = Ways(label="Edit", href={each: f"/at/{n}" for n, each in enumerate(segments)})
    written = read(html.write(RUSSIAN, ways=ways).decode())
    leads = [a.attributes["href"] for a in written.all("a") if a.attributes.get("class") == "way"]
    assert sorted(leads) == sorted(f"/at/{n}" for n in range(len(segments)))
    assert not any("way" in (a.attributes.get("class") or "") for a in page(RUSSIAN).all("a"))
