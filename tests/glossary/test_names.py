"""Names: whose surname it is, and what else a word may be that begins a sentence."""

from __future__ import annotations

import pytest

from glossary.matching import Sought, compile_terms
from glossary.model import Evidence, Occurrence

SURE, GUESS = Evidence.LEXICON, Evidence.GUESS


def find(language: str, term: str, text: str, part_of_speech: str = "") -> tuple[Occurrence, ...]:
    sought = Sought(concept=term, text=term, part_of_speech=part_of_speech)
    return compile_terms([sought], language).find(text)


@pytest.mark.parametrize(
    ("language", "man", "text"),
    [
        ("pl", "Nawalny", "Przyjechała Julia Nawalna."),
        ("pl", "Nawalny", "Rozmawiał z Nawalną o Nawalnej."),
        ("ru", "Навальный", "Сказала Юлия Навальная, и Навальной ответили."),
        ("uk", "Навальний", "Про Юлію Навальну й з Навальною."),
        ("cs", "Navalný", "Julie Navalná přijela, mluvil s Navalnou o Julii Navalné."),
        ("be", "Навальны", "Юлія Навальная і пра Навальную."),
        ("bg", "Плотницки", "Дойде Ирина Плотницка."),
        ("ru", "Толстой", "Роман о Толстой."),
        ("ru", "Захаров", "Спросили про Захарову."),
    ],
)
def test_a_mans_surname_is_in_no_womans(language: str, man: str, text: str) -> None:
    assert find(language, man, text) == ()


@pytest.mark.parametrize(
    ("language", "woman", "text"),
    [
        ("pl", "Nawalna", "Widział Nawalnego, rozmawiał z Nawalnym."),
        ("ru", "Навальная", "Видел Навального, говорил с Навальным."),
        ("uk", "Навальна", "Бачив Навального, говорив із Навальним."),
        ("cs", "Navalná", "Viděl Navalného."),
        ("ru", "Толстая", "Пришёл Лев Толстой."),
        ("ru", "Захарова", "Подошли к Захарову у Захарова."),
    ],
)
def test_a_womans_surname_is_in_no_mans(language: str, woman: str, text: str) -> None:
    assert find(language, woman, text) == ()


@pytest.mark.parametrize(
    ("language", "term", "text", "evidence"),
    [
        ("pl", "Nawalny", "Widział Nawalnego.", SURE),
        ("pl", "Nawalna", "Był z Nawalną.", SURE),
        ("ru", "Захаров", "Он видел Захарова.", GUESS),
        ("ru", "Захарова", "Он видел Захарова.", GUESS),
        ("ru", "Захаров", "Был у Захарова.", SURE),
        ("ru", "Захаров", "Читал слова Захарова.", SURE),
        ("ru", "Захаров", "Люди Захарова ушли.", SURE),
        ("ru", "Захаров", "Позвали Сергея Захарова.", SURE),
        ("ru", "Захарова", "Позвали Марию Захарову.", SURE),
        ("ru", "Навальная", "Видел Юлию Навальную.", SURE),
        ("pl", "Kowalska", "Kowalską zatrzymano.", GUESS),
    ],
)
def test_a_form_that_both_share_is_a_guess_until_the_words_before_tell_whose_it_is(
    language: str, term: str, text: str, evidence: Evidence
) -> None:
    assert [each.evidence for each in find(language, term, text)] == [evidence]


def test_a_term_that_is_called_an_adjective_is_no_mans_surname() -> None:
    assert [o.form for o in find("pl", "Ludowy", "Armia Ludowa", "adjective")] == ["Ludowa"]


@pytest.mark.parametrize(
    ("language", "term", "text", "evidence"),
    [
        ("uk", "Роман", "Роман вийшов друком.", GUESS),
        ("uk", "Роман", "Дав Роману книгу.", SURE),
        ("uk", "Надія", "Надія вмирає останньою.", GUESS),
        ("uk", "Надія", "Надія Савченко виступила.", SURE),
        ("ru", "Вера", "Вера вышла в сад.", GUESS),
        ("ru", "Вера", "Спросили про Веру.", SURE),
        ("ru", "Любовь", "Любовь Ивановна пришла.", SURE),
        ("pl", "Róża", "Róża kwitnie.", GUESS),
        ("pl", "Lew", "Lew Tołstoj pisał.", SURE),
        ("uk", "Київ", "Київ відповів.", SURE),
        ("uk", "Кремль", "Кремлю не вірять.", SURE),
    ],
)
def test_a_capital_that_a_sentence_gave_makes_a_name_a_guess_where_a_common_word_looks_so(
    language: str, term: str, text: str, evidence: Evidence
) -> None:
    assert [each.evidence for each in find(language, term, text)] == [evidence]


@pytest.mark.parametrize(
    ("language", "term", "called", "text", "found"),
    [
        ("uk", "на", "", "на Україні", ["на"]),
        ("en", "the", "", "The war", ["The"]),
        ("es", "para", "", "para la paz", ["para"]),
        ("en", "been", "", "has been", ["been"]),
        ("es", "sobre", "preposition", "sobre la guerra", ["sobre"]),
        ("es", "sobre", "noun", "sobre la guerra", []),
        ("es", "sobre", "", "sobre la guerra", []),
        ("es", "sobre", "", "un sobre", ["sobre"]),
        ("en", "will", "verb", "they will", ["will"]),
        ("uk", "на Україні", "", "в Україні", []),
        ("ru", "война за", "", "войной за Крым", ["войной за"]),
    ],
)
def test_function_words_are_found_as_terms_and_at_the_ends_of_terms(
    language: str, term: str, called: str, text: str, found: list[str]
) -> None:
    assert [each.form for each in find(language, term, text, called)] == found


def test_a_short_word_in_capitals_is_an_abbreviation_first() -> None:
    assert [each.evidence for each in find("en", "us", "The US left us.")] == [GUESS, SURE]
    assert [each.evidence for each in find("en", "us", "THEY LEFT US")] == [SURE]


@pytest.mark.parametrize(
    ("language", "term", "text", "found"),
    [
        ("de", "Angeklagter", "Die Angeklagten und der Angeklagte.", ["Angeklagten", "Angeklagte"]),
        ("de", "Vorsitzende", "Ein Vorsitzender sprach.", ["Vorsitzender"]),
        ("de", "Kämpfer", "Die Kämpfe gingen weiter.", []),
        ("cs", "udělený", "Řád byl udělen.", ["udělen"]),
        ("pl", "rok", "W 2014 r. i 2015 roku.", ["r", "roku"]),
        ("pl", "lata", "Dwa lata i wiele lat, nie jednego roku.", ["lata", "lat"]),
        ("ru", "люди", "Людям не хватало человека.", ["Людям"]),
    ],
)
def test_words_are_found_by_the_custom_of_their_language(
    language: str, term: str, text: str, found: list[str]
) -> None:
    assert [each.form for each in find(language, term, text)] == found
