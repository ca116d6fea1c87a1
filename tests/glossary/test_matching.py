"""Occurrences: every inflected form, nothing else, and why."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest

from glossary.matching import (
    Sought,
    compile_termbase,
    compile_terms,
    form_keys,
    index_keys,
    sought,
    token_forms,
)
from glossary.model import CaseRule, Concept, Evidence, Occurrence, Span, Term, TermBase

FIXTURES = Path(__file__).parents[1] / "fixtures"


def find(language: str, text: str, *terms: str | Sought) -> tuple[Occurrence, ...]:
    wanted = [t if isinstance(t, Sought) else Sought(concept=t, text=t) for t in terms]
    return compile_terms(wanted, language).find(text)


def forms(language: str, text: str, *terms: str | Sought) -> list[str]:
    return [occurrence.form for occurrence in find(language, text, *terms)]


def cases(name: str) -> list[tuple[str, str, str, str]]:
    with (FIXTURES / name).open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["lang"], row["term"], row["sentence"], row["expected"]) for row in rows]


@pytest.mark.parametrize("name", ["term_cases.tsv", "occurrence_cases.tsv"])
def test_terms_are_found_in_sentences_where_they_stand_and_only_there(name: str) -> None:
    wrong = [
        (language, term, sentence)
        for language, term, sentence, expected in cases(name)
        if bool(find(language, sentence, term)) != (expected == "found")
    ]
    assert wrong == []


# What is reported


def test_an_occurrence_names_concept_term_and_place() -> None:
    term = Sought(concept="opolchenie", term="t1", text="ополчение")
    (found,) = find("ru", "К ополчениям примкнули.", term)
    assert (found.concept, found.term, found.text) == ("opolchenie", "t1", "ополчение")
    assert (found.span, found.form) == (Span(2, 12), "ополчениям")
    assert found.reason.english == "«ополчениям» ← ополчение, dative plural"


@pytest.mark.parametrize(
    ("language", "term", "text", "reason"),
    [
        ("ru", "Крым", "в Крыму", "«Крыму» ← Крым, dative or locative singular"),
        (
            "ru",
            "Правый сектор",
            "бойцы «Правого сектора»",
            "«Правого сектора» ← Правый сектор, genitive singular",
        ),
        ("ru", "МИД", "в МИДе", "«МИДе» ← МИД, by its ending"),
        (
            "ru",
            "Полковник Кассад",
            "у Полковника Кассада",
            "«Полковника Кассада» ← Полковник Кассад, genitive or accusative singular",
        ),
        ("en", "separatists", "a separatist", "«separatist» ← separatists"),
        (
            "ru",
            "народная республика",
            "о народной социальной республике",
            (
                "«народной социальной республике» ← народная республика, "
                "dative or locative singular, parted by an adjective"
            ),
        ),
        ("ru", "Порошенко", "у Порошенко", "«Порошенко» ← Порошенко"),
        (
            "ru",
            "народная республика",
            "эту республику народную",
            "«республику народную» ← народная республика, accusative singular, in reversed order",
        ),
        (
            "ru",
            "хунта",
            "словом xунта",
            "«xунта» ← хунта, nominative singular, written with Latin letters",
        ),
        (
            "de",
            "Volkswehr",
            "Volks- und Bürgerwehr",
            "«Volks- und Bürgerwehr» ← Volkswehr, with a part that another word has",
        ),
        (
            "ru",
            "Донецкая область",
            "в Донецкой и Луганской областях",
            ("«Донецкой и Луганской областях» ← Донецкая область, parted by a coordinated name"),
        ),
        (
            "ru",
            "санкции",
            "санкции",
            (
                "«санкции» ← санкции, genitive, dative or locative singular "
                "or nominative or accusative plural"
            ),
        ),
    ],
)
def test_a_reason_is_in_words(language: str, term: str, text: str, reason: str) -> None:
    assert [found.reason.english for found in find(language, text, term)] == [reason]


@pytest.mark.parametrize(
    ("language", "term", "text", "evidence"),
    [
        ("ru", "республика", "о республиках", Evidence.LEXICON),
        ("ru", "Безлер", "отряд Безлера", Evidence.ENDING),
        ("ru", "МИД", "в МИДе", Evidence.ENDING),
        ("ru", "весть", "вести", Evidence.GUESS),
        ("ru", "Пруссия", "в пруссии", Evidence.GUESS),
        ("ru", "Стрелков", "сказал Стрелков", Evidence.LEXICON),
        ("ru", "Стрелков", "Стрелков не хватает", Evidence.GUESS),
        ("ru", "Стрелков", "Стрелками командовал Стрелков", Evidence.LEXICON),
        ("ru", "АТО", "зона ATO", Evidence.GUESS),
        ("uk", "Київ", "у Києві", Evidence.LEXICON),
        ("uk", "шлях", "окремим шляхом", Evidence.GUESS),
        ("de", "Poroschenko", "Poroschenkos Rede", Evidence.ENDING),
    ],
)
def test_a_match_carries_what_it_rests_on(
    language: str, term: str, text: str, evidence: Evidence
) -> None:
    assert [found.evidence for found in find(language, text, term)] == [evidence]


def test_offsets_are_code_points_of_the_text_as_given() -> None:
    text = "😀 За опол\u00adче\u0301ни\ue000е\ue001 и 😀"
    (found,) = find("ru", text, "ополчение")
    assert text[found.span.start : found.span.end] == found.form
    assert found.form == "опол\u00adче\u0301ни\ue000е"


def test_decomposed_text_is_found_as_it_stands() -> None:
    text = unicodedata.normalize("NFD", "У Києві та Київ")
    assert forms("uk", text, "Київ") == [
        unicodedata.normalize("NFD", form) for form in ("Києві", "Київ")
    ]


@pytest.mark.parametrize("marks", ["«»", "„“", '""', "“”", "‘’", "''", "„”", "»«"])
def test_quotation_marks_directly_around_are_reported(marks: str) -> None:
    text = f"в {marks[0]}ДНР{marks[1]} и ДНР"
    assert [o.quoted for o in find("ru", text, "ДНР")] == [True, False]


@pytest.mark.parametrize("sentence", ["«Ополчение» ушло", "„Ополчение“ ушло", '"Ополчение" ушло'])
def test_a_rendering_in_quotation_marks_wants_them_in_any_style(sentence: str) -> None:
    assert forms("ru", sentence, "«ополчение»") == ["Ополчение"]
    assert forms("ru", "Ополчение ушло", "«ополчение»") == []


def test_marks_inside_a_term_are_any_or_none_and_belong_to_the_span() -> None:
    text = "батальона «Азов», батальоном „Азов“ и батальону Азов"
    expected = ["батальона «Азов»", "батальоном „Азов“", "батальону Азов"]
    assert forms("ru", text, "батальон «Азов»") == expected


def test_other_punctuation_of_a_term_must_stand_in_the_text() -> None:
    term = "формирования республик (в самоназвании «ополчение»)"
    text = 'формированиям республик (в самоназвании "ополчение") и'
    assert forms("ru", text, term) == [text.removesuffix(" и")]
    assert forms("ru", "формирования республик в самоназвании ополчение", term) == []


@pytest.mark.parametrize(
    ("language", "text", "term", "found"),
    [
        ("ru", "сёлах", "село", True),
        ("ru", "Новости городах", "город", True),
        ("uk", "праві", "право", True),
        ("uk", "Праві перемогли", "право", False),
        ("uk", "У своєму праві", "право", True),
    ],
)
def test_a_locative_needs_a_preposition_only_where_it_may_be_another_word(
    language: str, text: str, term: str, found: bool
) -> None:
    assert bool(forms(language, text, term)) is found


# Longest match


def test_the_longer_match_nests_the_shorter_one_of_any_concept() -> None:
    found = find("ru", "в народном ополчении", "ополчение", "народное ополчение")
    assert [(o.form, o.nested) for o in found] == [
        ("народном ополчении", False),
        ("ополчении", True),
    ]


@pytest.mark.parametrize(
    ("language", "text", "term"),
    [
        ("ru", "вышли из Дома профсоюзов", "дом"),
        ("ru", "вышли из Дома профсоюзов", "профсоюз"),
        ("ru", "завод в Нижнем Новгороде", "Новгород"),
        ("ru", "стреляли из гостиницы «Украина»", "Украина"),
        ("uk", "газета «Вечірній Київ» писала", "Київ"),
        ("en", "Talks on Northern Ireland resumed.", "Ireland"),
        ("en", "Papua New Guinea voted yesterday.", "Guinea"),
        ("es", "En Guinea Ecuatorial hubo elecciones.", "Guinea"),
        ("fr", "L'Irlande du Nord refuse l'accord.", "Irlande"),
    ],
)
def test_the_name_of_something_else_nests_a_term(language: str, text: str, term: str) -> None:
    assert [o.nested for o in find(language, text, term)] == [True]


@pytest.mark.parametrize(
    ("language", "text", "term"),
    [
        ("ru", "жили в Восточной Украине", "Украина"),
        ("uk", "дякували Президентові України", "Україна"),
        ("ru", "сказал: «Ополчение отошло»", "ополчение"),
        ("en", "He lives in Northern Italy.", "Italy"),
        ("fr", "l'Irlande et la mer du Nord", "Irlande"),
    ],
)
def test_a_part_of_a_land_a_rank_and_a_saying_nest_no_term(
    language: str, text: str, term: str
) -> None:
    assert [o.nested for o in find(language, text, term)] == [False]


def test_ties_on_one_span_are_all_reported() -> None:
    found = find(
        "ru", "на Майдане", Sought(concept="a", text="Майдан"), Sought(concept="b", text="Майдан")
    )
    assert [(o.concept, o.nested) for o in found] == [("a", False), ("b", False)]


def test_matches_that_overlap_without_nesting_are_both_reported() -> None:
    found = find("ru", "народное ополчение Донбасса", "народное ополчение", "ополчение Донбасса")
    assert [o.nested for o in found] == [False, False]


def test_a_phrase_led_by_a_preposition_hides_nothing() -> None:
    found = find("ru", "был в Украине", "в Украине", "Украина")
    assert [(o.text, o.nested) for o in found] == [("в Украине", False), ("Украина", False)]


def test_a_coordinated_pair_holds_both_names() -> None:
    found = find(
        "ru",
        "главы Донецкой и Луганской Народных Республик",
        "Донецкая Народная Республика",
        "Луганская Народная Республика",
    )
    assert [(o.form, o.nested) for o in found] == [
        ("Донецкой и Луганской Народных Республик", False),
        ("Луганской Народных Республик", False),
    ]


def test_a_bracket_may_part_a_name() -> None:
    text = "Донецкой (так называемой) Народной Республики"
    assert forms("ru", text, "Донецкая Народная Республика") == [text]


def test_a_whole_match_goes_before_a_parted_one() -> None:
    text = "народная и народная республика"
    assert forms("ru", text, "народная республика") == ["народная республика"]


@pytest.mark.parametrize(
    "text",
    [
        "Донецкая, Народная Республика",
        "Донецкая. Народная Республика",
        "Донецкая и Народная Республика",
        "Донецкая (по словам многих её жителей) Народная Республика",
        "Донецкая Социалистическая Народная Республика",
        "Донецкой Народная Республика",
        "Донецкая (так говорят Народная Республика",
        "Донецкая и Ко Народная Республика",
    ],
)
def test_a_name_is_not_parted_by_anything_else(text: str) -> None:
    assert forms("ru", text, "Донецкая Народная Республика") == []


# Letter case


def cased(text: str, case: CaseRule) -> Sought:
    return Sought(concept="c", text=text, case=case)


@pytest.mark.parametrize(
    ("term", "case", "text", "found"),
    [
        ("Maidan", CaseRule.ANY, "the maidan", ["maidan"]),
        ("Maidan", CaseRule.ANY, "the MAIDAN", ["MAIDAN"]),
        (
            "militia",
            CaseRule.ANY,
            "The MILITIA, Militia, militia",
            ["MILITIA", "Militia", "militia"],
        ),
        ("militia", CaseRule.INITIAL, "Militia and militia", ["Militia"]),
        ("NATO", CaseRule.ANY, "nato Nato NATO", ["Nato", "NATO"]),
        ("Nato", CaseRule.ANY, "nato Nato NATO", ["nato", "Nato", "NATO"]),
        ("ATO", CaseRule.AS_WRITTEN, "Ato and ATO", ["ATO"]),
        ("AIDS", CaseRule.ANY, "Aids and AIDS", ["AIDS"]),
        ("AIDS", CaseRule.ANY, "Money aids many; Aids kills, and it is Aids.", ["Aids"]),
        ("AIDS", CaseRule.ANY, "Town Aids Victims After Spring Flood", []),
        ("US", CaseRule.ANY, "Us and US", ["US"]),
        (
            "People's Militia",
            CaseRule.AS_WRITTEN,
            "the people's militia, the People's Militia, PEOPLE'S MILITIA",
            ["People's Militia"],
        ),
        (
            "people's militia",
            CaseRule.AS_WRITTEN,
            "People's militia. The People's Militia and people's militias",
            ["People's militia", "people's militias"],
        ),
        ("People's Militia", CaseRule.AS_WRITTEN, "THE PEOPLE'S MILITIA", ["PEOPLE'S MILITIA"]),
        ("I", CaseRule.AS_WRITTEN, "i and I", ["I"]),
    ],
)
def test_the_case_rule_of_a_term_is_kept(
    term: str, case: CaseRule, text: str, found: list[str]
) -> None:
    assert forms("en", text, cased(term, case)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("в МИДе", ["МИДе"]),
        ("с МИД-ом", ["МИД-ом"]),
        ("в МИДУ", []),
        ("В МИДУ ЗАЯВИЛИ", ["МИДУ"]),
        ("в миде", []),
        ("МИДовец", []),
    ],
)
def test_an_abbreviation_takes_endings_in_small_letters(text: str, found: list[str]) -> None:
    assert forms("ru", text, "МИД") == found


# Forms


def test_listed_forms_match_and_excepted_ones_do_not() -> None:
    term = Sought(concept="c", text="Дебальцево", forms=("Дебальцевое",), excepted=("Дебальцеву",))
    text = "Дебальцево, Дебальцевое, Дебальцеву, в Дебальцеве"
    assert forms("ru", text, term) == ["Дебальцево", "Дебальцевое", "Дебальцеве"]
    (listed,) = find("ru", "Дебальцевое", term)
    assert listed.reason.english == "«Дебальцевое» ← Дебальцево, a listed form"


@pytest.mark.parametrize(
    ("language", "term", "text", "found"),
    [
        ("ru", "оккупировать", "оккупировали, оккупация", ["оккупировали"]),
        ("ru", "ополчение", "ополчение-то", ["ополчение-то"]),
        ("ru", "глава МИД", "главе МИДа", ["главе МИДа"]),
        ("ru", "Захарова", "Захаровой и Захарову", ["Захаровой", "Захарову"]),
        ("ru", "Захарова", "о Захарове", []),
        ("ru", "мир и безопасность", "о мире и безопасности", ["мире и безопасности"]),
        ("ru", "два батальона", "", []),
        (
            "ru",
            "добровольческий батальон",
            "два добровольческих батальона",
            ["добровольческих батальона"],
        ),
        ("ru", "ополчение", "...", []),
        ("ru", "...", "...", []),
        ("uk", "шлях", "Шляхом перемовин; окремим шляхом", ["шляхом"]),
        ("ru", "радикальный", "ещё радикальнее", ["радикальнее"]),
        ("ru", "радикальная партия", "они радикальнее партии", []),
        ("bg", "сепаратисти", "сред сепаратистите", ["сепаратистите"]),
        ("fr", "Ukraine", "d’Ukraine", ["Ukraine"]),
        ("fr", "Républiques populaires", "Une République populaire", ["République populaire"]),
        (
            "de",
            "Volksrepublik Luhansk",
            "die Volksrepubliken Donezk und Luhansk",
            ["Volksrepubliken Donezk und Luhansk"],
        ),
        ("qxx", "Foo-Bar", "foo-bar Foo-Bar", ["Foo-Bar"]),
        ("ru", "Lenta.ru", "Lenta.ru и lenta.ru, не news.lenta.ru", ["Lenta.ru", "lenta.ru"]),
        ("en", "cat-news.org", "Cat news, cat-news.org", ["cat-news.org"]),
        ("en", "news", "news.org has news", ["news"]),
        ("en", "a.m.", "10 AM, I am, 9 a.m. sharp", ["AM", "a.m."]),
        ("es", "opinión", "su opinion y sus opiniones", ["opinion", "opiniones"]),
        ("es", "público", "publico lo del publico", []),
        ("es", "erupción", "erupciones", ["erupciones"]),
        ("fr", "État", "l’Etat", ["Etat"]),
    ],
)
def test_a_term_is_found_in_the_forms_of_its_language(
    language: str, term: str, text: str, found: list[str]
) -> None:
    assert forms(language, text, term) == found


@pytest.mark.parametrize(
    ("language", "text", "terms", "found"),
    [
        ("en", "An organization.", ("organisation", "organization"), ["organization"]),
        ("en", "Organisations.", ("organisation", "organization"), ["organisation"]),
        ("en", "many e-mails", ("email", "e-mail"), ["e-mail"]),
        ("en", "the organization", ("organisation",), ["organisation"]),
        ("en", "Yahoo! and Yahoo now", ("Yahoo", "Yahoo!"), ["Yahoo!", "Yahoo"]),
        ("es", "de la música", ("músico", "música"), ["música"]),
        ("es", "unas chicas", ("chico", "chica"), ["chica"]),
        ("es", "de la música", ("músico",), ["músico"]),
        ("fr", "une armée", ("armé", "armée"), ["armée"]),
        ("de", "in überfüllten Zügen", ("überfüllt", "überfüllen"), ["überfüllen", "überfüllt"]),
    ],
)
def test_a_word_is_the_term_that_is_cited_nearest_to_it(
    language: str, text: str, terms: tuple[str, ...], found: list[str]
) -> None:
    sought = [Sought(concept=term, text=term) for term in terms]
    assert [hit.text for hit in compile_terms(sought, language).find(text)] == found


def test_of_two_ways_to_write_a_term_the_better_founded_one_counts() -> None:
    for listed in ((), ("Безлера",)):
        (found,) = find("ru", "о Безлера", Sought(concept="c", text="Безлер", forms=listed))
        assert found.evidence is (Evidence.LEXICON if listed else Evidence.ENDING)
    (found,) = find("ru", "о войне", Sought(concept="c", text="война", forms=("войне",)))
    assert found.reason.english == "«войне» ← война, dative or locative singular"


def test_a_verb_is_sought_where_the_term_is_one() -> None:
    verb = Sought(concept="c", text="rebel", part_of_speech="verb")
    assert forms("en", "they rebelled", verb) == ["rebelled"]
    assert forms("en", "they rebelled", "rebel") == []


# A term base


def term(language: str, text: str, concept: str = "c") -> Term:
    return Term(id=f"{language}-{text}", concept=concept, language=language, text=text)


def test_a_term_base_is_sought_language_by_language() -> None:
    base = TermBase(concepts=(Concept(id="c", terms=(term("ru", "удар"), term("uk", "удар"))),))
    assert [o.term for o in compile_termbase(base, "uk").find("до удару")] == ["uk-удар"]
    assert compile_termbase(base, "de").find("удар") == ()


def test_renderings_that_only_a_rule_names_are_sought_besides() -> None:
    base = TermBase(concepts=(Concept(id="c", terms=(term("ru", "удар"),)),))
    assert [s.text for s in sought(base, "ru", [("c", "налёт")])] == ["удар", "налёт"]


def test_equal_terms_are_compiled_once() -> None:
    wanted = [Sought(concept="c", text="удар")]
    assert compile_terms(wanted, "ru") is compile_terms(tuple(wanted), "ru-RU")


def test_a_text_is_indexed_by_the_keys_of_its_distinct_words() -> None:
    text = "Удар и удар, «МИДа»"
    assert token_forms(text, "ru") == {"удар", "и", "мида"}
    keys = frozenset().union(*(form_keys(form, "ru") for form in token_forms(text, "ru")))
    assert index_keys(text, "ru") == keys
