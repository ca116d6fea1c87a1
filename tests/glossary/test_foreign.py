"""A word of another language in a translation is told from a rendering and from a rightful word."""

from __future__ import annotations

import pytest

from glossary.enforcement import Enforcer
from glossary.foreign import ForeignWords, script_of
from glossary.model import Concept, Evidence, Severity, Status, Term, TermBase, ViolationKind

MISSING, WRONG = ViolationKind.MISSING, ViolationKind.WRONG_LANGUAGE
WARNING, ERROR = Severity.WARNING, Severity.ERROR


def concept(ident: str, *texts: str) -> Concept:
    """Terms as `language:text`, a forbidden one after an exclamation mark."""
    parted = [text.partition(":") for text in texts]
    terms = tuple(
        Term(
            id=f"{ident}-{number}",
            concept=ident,
            language=language,
            text=text.lstrip("!"),
            status=Status.FORBIDDEN if text.startswith("!") else Status.PREFERRED,
        )
        for number, (language, _, text) in enumerate(parted)
    )
    return Concept(id=ident, contested=True, terms=terms)


BASE = TermBase(
    concepts=(
        concept("levy", "en:levy", "ru:ополчение", "ru:!боевики", "uk:ополчення", "pl:pospolite"),
        concept("odesa", "en:Odesa", "ru:Одесса", "uk:Одеса", "uk:!Одесса", "de:Odessa"),
        concept("putin", "en:Putin", "ru:Путин", "uk:Путін"),
        concept("union", "en:union", "ru:союз", "uk:спілка", "be:саюз"),
        concept("raid", "en:raid", "de:Überfall", "pl:napad"),
        concept("open", "en:open point", "ru:открытый вопрос"),
        concept("stanitsa", "en:stanitsa", "ru:станица", "ka:სტანიცა", "xx:станіца"),
    )
)


def found(
    source: str, target: str, language: str = "uk"
) -> list[tuple[ViolationKind, Severity, str]]:
    judgement = Enforcer(BASE, "en", language, "").judge(source, target)
    return [
        (v.kind, v.severity, target[slice(*v.target)] if v.target else "")
        for v in judgement.violations
    ]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("The levy came.", "Прийшло ополчення.", []),
        ("The levy came.", "Прийшло ополчение.", [(WRONG, WARNING, "ополчение")]),
        ("With the levy", "Разом з ополчением", [(WRONG, WARNING, "ополчением")]),
        ("The levy came.", "Прийшли боевики.", [(WRONG, WARNING, "боевики")]),
        ("The levy came.", "Прийшли вони.", [(MISSING, ERROR, "")]),
        # each mention has a word of its own, and what is rendered is not foreign
        (
            "The levy met the levy.",
            "Ополчення зустріло ополчение.",
            [(WRONG, WARNING, "ополчение")],
        ),
        ("From Odesa", "З Одессы", [(WRONG, WARNING, "Одессы")]),
        # the language of the translation has the word too, but not as a name
        ("The union", "Союз", [(MISSING, ERROR, "")]),
        ("Here spoke Putin", "Тут говорив Путин", [(WRONG, WARNING, "Путин")]),
        # a name kept with its neighbours is no word of another language
        ("He read the Odesa Review.", "Він читав Odesa Review.", [(MISSING, Severity.NOTE, "")]),
        # nobody has decided on a rendering in this language
        ("An open point", "Открытый вопрос", []),
    ],
)
def test_a_russian_form_in_a_ukrainian_text_is_of_the_wrong_language(
    source: str, target: str, expected: list[tuple[ViolationKind, Severity, str]]
) -> None:
    assert found(source, target) == expected


def test_a_language_of_another_script_is_not_asked() -> None:
    assert found("A raid", "Napad i Überfall", "ru") == []
    assert found("A raid", "Ein Napad", "de") == [(WRONG, WARNING, "Napad")]


def test_a_word_of_several_languages_names_them_all() -> None:
    judgement = Enforcer(BASE, "en", "pl", "").judge("The levy of Odesa", "Levy Odessa")
    assert [v.message.english for v in judgement.violations] == [
        "“Levy” stands for “levy” and is English, not Polish. Right would be “pospolite”."
    ]


def test_a_language_without_a_file_is_written_as_its_own_terms_are() -> None:
    words = ForeignWords(BASE, "xx").find("Там станица и სტანიცა", frozenset({"stanitsa"}))
    assert [word.occurrence.form for word in words] == ["станица"]
    assert ForeignWords(BASE, "yy").find("Там станица", frozenset({"stanitsa"})) == ()


def test_an_ending_counts_for_less_than_a_lexicon() -> None:
    (word,) = ForeignWords(BASE, "uk").find("З Одессы", frozenset({"odesa"}))
    assert (word.language, word.occurrence.evidence) == ("ru", Evidence.LEXICON)


@pytest.mark.parametrize(
    ("text", "script"),
    [("«Ополчение»", "cyrillic"), ("Überfall", "latin"), ("სტანიცა", "georgian"), ("12", "")],
)
def test_the_first_letter_tells_the_script(text: str, script: str) -> None:
    assert script_of(text) == script
