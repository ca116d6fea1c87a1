"""Language: what a text is in, and whether it is surely not what it should be."""

import pytest

from translations.language import Guess, detect, foreign

CANDIDATES = ("be", "bg", "de", "en", "es", "fr", "pl", "ru", "sr", "uk")
SENTENCES = {
    "be": "Учора ў рэдакцыю прыйшоў ліст, і ніхто не ведаў, хто яго даслаў.",
    "bg": "Вчера в редакцията пристигна писмо, но никой не знаеше кой го е изпратил.",
    "de": "Gestern kam ein Brief in die Redaktion, und niemand wusste, von wem er war.",
    "en": "Yesterday a letter came to the office, and nobody knew who had sent it.",
    "es": "Ayer llegó una carta a la redacción y nadie sabía quién la había enviado.",
    "fr": "Hier une lettre est arrivée à la rédaction, et personne ne savait de qui.",
    "pl": "Wczoraj do redakcji przyszedł list i nikt nie wiedział, kto go wysłał.",
    "ru": "Вчера в редакцию пришло письмо, и никто не знал, кто его отправил.",
    "sr": "Јуче је у редакцију стигло писмо, али нико није знао ко га је послао.",
    "uk": "Учора до редакції надійшов лист, і ніхто не знав, хто його надіслав.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_is_recognised(language: str) -> None:
    guess = detect(SENTENCES[language], CANDIDATES)
    assert guess.language == language
    assert 0.5 < guess.confidence <= 1
    assert guess.runner_up != language


def test_the_same_text_always_gets_the_same_answer() -> None:
    assert len({detect("кто там", CANDIDATES) for _ in range(5)}) == 1


@pytest.mark.parametrize(
    ("text", "candidates"), [("", ("en",)), ("1914–1918", ("en", "ru")), ("word", ("xx",))]
)
def test_where_there_is_nothing_to_weigh_nothing_is_guessed(
    text: str, candidates: tuple[str, ...]
) -> None:
    assert detect(text, candidates) == Guess("", 0.0, "")


def test_one_candidate_has_no_runner_up() -> None:
    assert detect("word", ("en",)) == Guess("en", 1.0, "")


def test_capitals_say_as_much_as_small_letters() -> None:
    assert detect(SENTENCES["uk"].upper(), CANDIDATES).language == "uk"


def test_a_language_without_a_known_alphabet_is_weighed_by_its_profile() -> None:
    assert detect("Tänään on kaunis päivä ja aurinko paistaa", ("fi", "en")).language == "fi"


@pytest.mark.parametrize(
    ("text", "expected", "source", "found"),
    [
        (SENTENCES["en"], "ru", "en", "en"),
        (SENTENCES["en"], "uk", "en", "en"),
        (SENTENCES["en"], "de", "en", "en"),
        (SENTENCES["uk"], "ru", "en", "uk"),
        (SENTENCES["ru"], "uk", "en", "ru"),
        (SENTENCES["ru"], "en", "ru", "ru"),
        (SENTENCES["de"], "en", "de", "de"),
        ("Наступного дня повідомили нові подробиці справи.", "ru", "en", "uk"),
        ("Накануне сообщили новые подробности громкого дела.", "uk", "en", "ru"),
        ("Она сказала, что \ue000не\ue001 придёт сегодня.", "uk", "en", "ru"),
    ],
)
def test_a_sentence_in_the_wrong_language_is_found(
    text: str, expected: str, source: str, found: str
) -> None:
    assert foreign(text, expected, source) == found


@pytest.mark.parametrize(
    ("text", "expected", "source"),
    [
        *((text, language, "en") for language, text in SENTENCES.items() if language != "en"),
        (SENTENCES["en"], "en", "ru"),
        ("Reuters, BBC News, The New York Times, Le Monde", "ru", "en"),
        ("House of Cards and Game of Thrones", "ru", "en"),
        ("Da da da", "ru", "en"),
        ("Il faut bien le faire, mes amis fidèles.", "ru", "en"),
        ("https://example.org/a/long/address/of/words", "ru", "en"),
        ("Он крикнул «Слава Україні!» и ушёл, не оглянувшись.", "ru", "en"),
        ("Member of the Welsh Parliament — член парламента Уэльса", "ru", "en"),
        ("Мартіна досі не знайшли", "uk", "en"),
        ("Tätä ei voi verrata mihinkään muuhun", "xx", "yy"),
        ("", "ru", "en"),
    ],
)
def test_what_may_be_right_is_not_reported(text: str, expected: str, source: str) -> None:
    assert foreign(text, expected, source) is None
