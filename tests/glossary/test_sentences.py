"""The sentences of a term prove it, and a failing one says what was found instead."""

from __future__ import annotations

from dataclasses import replace

from glossary.model import Term
from glossary.sentences import failing

TERM = Term(id="t1", concept="levy", language="ru", text="ополчение")


def test_a_term_without_sentences_proves_nothing_and_fails_nothing() -> None:
    assert failing(TERM) == ()


def test_sentences_that_hold_are_silent() -> None:
    term = replace(
        TERM,
        must_match=("К ополчениям примкнули шахтёры.",),
        must_not_match=("Пополнение прибыло утром.", "Ополченцы отступили."),
    )
    assert failing(term) == ()


def test_a_sentence_in_which_the_term_is_missed_says_so() -> None:
    term = replace(TERM, must_match=("Ополченцы отступили.",))
    (found,) = failing(term)
    assert (found.sentence, found.must_match, found.found) == ("Ополченцы отступили.", True, ())
    assert found.reason.english == "No form of “ополчение” is found in this sentence."


def test_a_sentence_in_which_the_term_must_not_stand_shows_what_was_found() -> None:
    term = replace(TERM, must_not_match=("Штаб ополчения, а не ополчению.",))
    (found,) = failing(term)
    assert not found.must_match
    assert [each.form for each in found.found] == ["ополчения", "ополчению"]
    assert found.reason.english == (
        "“ополчение” must not be found here, but is: "
        "«ополчения» ← ополчение, genitive singular; "
        "«ополчению» ← ополчение, dative singular."
    )


def test_the_forms_of_a_term_count() -> None:
    sentences = ("Из Дебальцевого ушли.",)
    term = replace(TERM, text="Дебальцево", must_match=sentences)
    assert failing(replace(term, excepted=("Дебальцевого",)))
    assert not failing(replace(term, forms=("Дебальцевого",)))


def test_a_term_is_proved_in_the_language_that_is_asked_for() -> None:
    term = replace(TERM, must_match=("До ополченню далеко.",), text="ополчення")
    assert failing(term, "uk") == ()
