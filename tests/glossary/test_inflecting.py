"""A rendering put in the place of another stands in the same case and number."""

from __future__ import annotations

import pytest

from glossary.inflecting import forms, replacement, replacements

ROWS = [
    # language, before, form, old, new, expected
    ("ru", "", "ополчению", "ополчение", "вооружённые формирования", "вооружённым формированиям"),
    ("ru", "бойцы ", "ополчения", "ополчение", "вооружённые формирования",
     "вооружённых формирований"),
    ("ru", "", "Ополчение", "ополчение", "вооружённые формирования", "Вооружённые формирования"),
    ("ru", "Видели ", "боевиков", "боевик", "ополченец", "ополченцев"),
    ("ru", "", "боевики", "боевики", "ополчение", "ополчение"),
    ("ru", "Жили в ", "Новороссии", "Новороссия", "«Новороссия»", "«Новороссии»"),
    ("ru", "Едут в ", "Новороссию", "Новороссия", "«Новороссия»", "«Новороссию»"),
    ("ru", "", "МИЛИЦИЕЙ", "милиция", "ополчение", "ОПОЛЧЕНИЕМ"),
    ("ru", "после ", "смены власти", "смена власти", "государственный переворот",
     "государственного переворота"),
    ("ru", "левых внутри ", "милиции", "милиция", "ополчение", "ополчения"),
    ("ru", "благодаря ", "милиции", "милиция", "ополчение", "ополчению"),
    ("ru", "Народное ", "ополчение", "ополчение", "вооружённая группа", "вооружённая группа"),
    ("ru", "Так. Большое ", "ополчение", "ополчение", "вооружённая группа", "вооружённая группа"),
    ("ru", "без ", "ополчению", "ополчение", "вооружённые формирования",
     "вооружённым формированиям"),
    ("ru", "", "аннексией", "аннексия", "присоединение Крыма", "присоединением Крыма"),
    ("ru", "в самопровозглашённой ", "ДНР", "ДНР", "Донецкая Народная Республика",
     "Донецкой Народной Республике"),
    ("uk", "з ", "міліцією", "міліція", "ополчення", "ополченням"),
    ("uk", "", "ополченню", "ополчення", "збройні формування", "збройним формуванням"),
    ("uk", "в ", "Новоросії", "Новоросія", "«Новоросія»", "«Новоросії»"),
    ("uk", "про ", "бойовиків", "бойовик", "ополченець", "ополченців"),
    ("uk", "після ", "державного перевороту", "державний переворот", "Революція гідності",
     "Революції гідності"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "before", "form", "old", "new", "expected"), ROWS)
def test_the_new_rendering_stands_as_the_old_one_did(
    language: str, before: str, form: str, old: str, new: str, expected: str
) -> None:
    assert replacement(form, old=old, new=new, language=language, before=before) == expected


def test_where_the_ending_leaves_a_choice_all_of_it_is_offered() -> None:
    offered = replacements("ДНР", old="ДНР", new="республика", language="ru", before="в ")
    assert offered == ("республике", "республику")


def test_a_language_without_paradigms_offers_the_citation_form_for_the_citation_form_alone() -> (
    None
):
    assert replacement("militia", old="militia", new="rebels", language="en") == "rebels"
    assert replacement("Militia", old="militia", new="rebels", language="en") == "Rebels"
    assert replacement("militias", old="militia", new="rebels", language="en") == ""


@pytest.mark.parametrize("language", ["ru", "uk", "en"])
@pytest.mark.parametrize(("form", "old", "new"), [("", "", ""), ("«»", "—", "…"), ("ъъ", "ъ", "1")])
def test_what_is_no_word_is_left_alone(language: str, form: str, old: str, new: str) -> None:
    assert replacement(form, old=old, new=new, language=language) in {"", new}


def test_the_forms_of_a_rendering_start_with_its_citation_form() -> None:
    assert forms("ополчение", "ru") == (
        "ополчение", "ополчения", "ополчению", "ополчением", "ополчении",
    )  # fmt: skip
    assert forms("«вооружённые формирования»", "ru")[1] == "«вооружённых формирований»"
    assert forms("militia", "en") == ("militia",)
