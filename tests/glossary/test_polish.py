"""Polish readings: what the dictionary knows, and which of it is meant."""

from __future__ import annotations

import pytest

from glossary.analysers.morfeusz import adjectives_by_ending, morfeusz
from glossary.languages.base import Grammar, Kind, Likelihood
from glossary.model import Evidence
from glossary.morphology import morphology


def readings(form: str) -> dict[tuple[str, Kind], Likelihood]:
    found = morphology("pl").analysis(form).readings
    return {(each.lemma, each.kind): each.likelihood for each in found}


@pytest.mark.parametrize(
    ("form", "lemma", "kind"),
    [
        ("milicji", "milicja", Kind.NOUN),
        ("walczących", "walczący", Kind.ADJECTIVE),
        ("walczących", "walczyć", Kind.VERB),
        ("okupowani", "okupowany", Kind.ADJECTIVE),
        ("zaproszeni", "zaproszony", Kind.ADJECTIVE),
        ("zajęci", "zajęty", Kind.ADJECTIVE),
        ("zabici", "zabity", Kind.ADJECTIVE),
        ("głosowaniom", "głosowanie", Kind.NOUN),
        ("głosowań", "głosowanie", Kind.NOUN),
        ("głosowań", "głosować", Kind.VERB),
        ("zajęć", "zajęcie", Kind.NOUN),
        ("lepszym", "dobry", Kind.ADJECTIVE),
        ("lepszym", "lepszy", Kind.ADJECTIVE),
        ("więksi", "większy", Kind.ADJECTIVE),
        ("byłem", "być", Kind.VERB),
        ("tys", "tysiąc", Kind.NOUN),
        ("ługańskich", "ługański", Kind.ADJECTIVE),
    ],
)
def test_a_form_has_the_lemmas_of_its_word(form: str, lemma: str, kind: Kind) -> None:
    assert (lemma, kind) in readings(form)


@pytest.mark.parametrize(
    ("form", "lemma", "kind"),
    [
        ("potem", "pot", Kind.NOUN),  # an adverb
        ("tam", "tama", Kind.NOUN),
        ("mamy", "mama", Kind.NOUN),  # of «mieć»
        ("taką", "taka", Kind.NOUN),  # a pronoun
        ("lat", "lato", Kind.NOUN),  # of «rok»
        ("stanowi", "stan", Kind.NOUN),  # a dative beside a verb
        ("części", "częsty", Kind.ADJECTIVE),  # men who come often
        ("życie", "żyto", Kind.NOUN),  # a locative beside a citation form
    ],
)
def test_a_reading_that_nobody_means_is_seldom(form: str, lemma: str, kind: Kind) -> None:
    assert readings(form)[lemma, kind] is Likelihood.SELDOM


def test_a_single_letter_and_an_unknown_word_have_no_parse() -> None:
    parse = morfeusz()
    assert parse("w") == ()
    assert parse("xyzzyq") == ()


def test_a_verb_has_no_cases_and_a_noun_has_them() -> None:
    by_lemma = {each.reading.lemma: each.reading for each in morfeusz()("stanowi")}
    assert by_lemma["stanowić"].grammar == frozenset()
    assert by_lemma["stan"].grammar == {Grammar("sing", "datv", "masc")}


def test_a_name_asks_for_a_capital() -> None:
    analysis = morphology("pl").as_written("marki")
    assert "marek" not in {each.lemma for each in analysis.readings if each.proper}


def test_an_adjective_outside_the_dictionary_is_told_by_its_ending() -> None:
    (reading,) = adjectives_by_ending("debalcewskiej")
    assert (reading.lemma, reading.evidence) == ("debalcewski", Evidence.ENDING)
    assert adjectives_by_ending("debalcewo") == ()
