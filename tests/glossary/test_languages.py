"""Laws over every language of the folder, and what each one knows."""

from __future__ import annotations

import re
import threading

import pytest

from glossary.languages import language_of, languages
from glossary.languages.base import Kind, Language, Likelihood, Script
from glossary.model import Evidence
from glossary.morphology import SURFACE, Morphology, morphology

CODES = sorted(languages())


def lemmas(form: str, language: str) -> set[str]:
    return {reading.lemma for reading in morphology(language).analysis(form).readings}


@pytest.mark.parametrize("code", CODES)
def test_every_language_is_found_under_its_own_code(code: str) -> None:
    language = languages()[code]
    assert re.fullmatch(r"[a-z]{2}", code)
    assert language.code == code
    assert language.name
    assert language.script in {Script.CYRILLIC, Script.LATIN}


@pytest.mark.parametrize("code", CODES)
def test_every_declension_has_a_pattern_for_the_end_of_a_word_and_endings(code: str) -> None:
    for row in languages()[code].declensions:
        assert row.endings
        re.compile(rf"(?:{row.ending})$")


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    "form", ["аб", "xyzzy", "q-1", "ё", "1917", "нікуди", "a" * 200, "-".join("abcdefgh")]
)
def test_every_word_has_keys(code: str, form: str) -> None:
    analysis = morphology(code).analysis(form)
    assert SURFACE + languages()[code].spelling(form) in analysis.keys
    assert {reading.lemma for reading in analysis.readings} <= analysis.keys


@pytest.mark.parametrize("code", ["uk-UA", "uk_UA", "UK"])
def test_a_code_may_name_a_region(code: str) -> None:
    assert language_of(code).code == "uk"


def test_an_unknown_language_is_matched_exactly() -> None:
    language = language_of("qxx")
    assert language == language_of("qxx")
    assert language.analysers == ()
    assert morphology("qxx").analysis("word").keys == {SURFACE + "word"}


@pytest.mark.parametrize(
    ("language", "form", "lemma"),
    [
        ("ru", "ополчениям", "ополчение"),
        ("ru", "самолета", "самолет"),
        ("ru", "минска-2", "минск-2"),
        ("ru", "ополчение-то", "ополчение"),
        ("ru", "оккупированных", "оккупированный"),
        ("ru", "оккупированных", "оккупировать"),
        ("ru", "лучших", "лучший"),
        ("ru", "лучше", "хороший"),
        ("ru", "крупнейшим", "крупный"),
        ("ru", "незаконно", "незаконный"),
        ("ru", "восстанья", "восстание"),
        ("ru", "восстанья", "восстанье"),
        ("uk", "слов'янська", "слов'янськ"),
        ("uk", "києві", "київ"),
        ("en", "nato's", "nato"),
        ("en", "federalisation", "federalization"),
        ("en", "south-east", "southeast"),
        ("de", "volksrepubliken", "volksrepublik"),
        ("pl", "separatystów", "separatysta"),
        ("es", "rebeliones", "rebelión"),
        ("fr", "milices", "milice"),
        ("fr", "milice-là", "milice"),
        ("cs", "povstalců", "povstalec"),
        ("bg", "републиката", "република"),
    ],
)
def test_a_form_has_its_lemma(language: str, form: str, lemma: str) -> None:
    assert lemma in lemmas(form, language)


@pytest.mark.parametrize(
    ("language", "form", "lemma"),
    [
        ("ru", "лев", "левый"),
        ("ru", "уже", "узкий"),
        ("ru", "им", "имя"),
        ("ru", "нем", "немой"),
        ("ru", "высших", "высокий"),
        ("uk", "його", "йога"),
    ],
)
def test_a_form_has_no_lemma_that_nobody_means(language: str, form: str, lemma: str) -> None:
    assert lemma not in lemmas(form, language)


@pytest.mark.parametrize(
    ("language", "form", "lemma", "likelihood"),
    [
        ("ru", "были", "быль", Likelihood.SELDOM),
        ("ru", "были", "быть", Likelihood.LIKELY),
        ("ru", "страшно", "страшный", Likelihood.HOMOGRAPH),
        ("ru", "хорошо", "хороший", Likelihood.SELDOM),
        ("ru", "рады", "рад", Likelihood.LIKELY),
        ("ru", "выборов", "выбор", Likelihood.SELDOM),
        ("uk", "шляхом", "шлях", Likelihood.SELDOM),
        ("uk", "виборів", "вибір", Likelihood.HOMOGRAPH),
        ("uk", "виборів", "вибори", Likelihood.LIKELY),
    ],
)
def test_homographs_are_weighed(
    language: str, form: str, lemma: str, likelihood: Likelihood
) -> None:
    readings = morphology(language).analysis(form).readings
    assert {r.likelihood for r in readings if r.lemma == lemma} == {likelihood}


def test_a_participle_in_english_is_a_verb() -> None:
    (reading,) = morphology("en").analysis("rebelled").readings
    assert (reading.lemma, reading.kind) == ("rebel", Kind.VERB)


@pytest.mark.parametrize(
    ("language", "written", "word"),
    [
        ("ru", "xунту", "хунту"),
        ("uk", "Кpиму", "Криму"),
        ("en", "Мaidan", "Maidan"),
        ("qxx", "Мaidan", "Maidan"),
        ("ru", "Zапад", "Zапад"),
        ("ru", "ополченія", "ополчения"),
        ("en", "d'état", "d'etat"),
        ("fr", "état", "état"),
    ],
)
def test_look_alikes_of_another_script_are_read_as_meant(
    language: str, written: str, word: str
) -> None:
    assert morphology(language).word(written) == word


def test_a_cyrillic_word_in_latin_letters_is_a_guess() -> None:
    analysis = morphology("uk").analysis("ato")
    assert analysis.surfaces["ато"] is Evidence.GUESS


def test_a_morphology_is_made_once_also_by_several_threads() -> None:
    found: list[Morphology] = []
    threads = [threading.Thread(target=lambda: found.append(morphology("cs"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(each) for each in found}) == 1


def test_memory_of_forms_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("glossary.morphology._MOST_FORMS", 2)
    fresh = Morphology(Language(code="xx", name="none"))
    for word in ("a", "b", "c", "d"):
        assert fresh.word(word) == word
        assert fresh.analysis(word).form == word
    assert len(fresh._analyses) <= 2
    assert len(fresh._words) <= 2


def test_an_article_is_no_plural() -> None:
    assert not languages()["de"].plural("den", "der")
    assert languages()["de"].plural("milizen", "miliz")
    assert not languages()["de"].plural("besetzte", "besetzen")
